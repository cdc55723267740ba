"""One filing: from its document to what the store keeps of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bookrunner.documents import Document, Flaw, InlineFact, contradicted, report_flaws
from bookrunner.facts import (
    EDGAR,
    FROM_TABLE,
    AcceptedBasis,
    Company,
    Fact,
    Filing,
    cik_text,
    fiscal_year_in_words,
    is_before_its_end,
)
from bookrunner.facts.statement_tables import TableNumber, statement_numbers
from bookrunner.figures import Citation, Finding, Keys, Severity, StageCount, Walls
from bookrunner.ingestion.accepted import accepted, written_date

_SIC = re.compile(rb"STANDARD INDUSTRIAL CLASSIFICATION:[^\[\n]*\[(\d{3,4})\]")
_FILERS = re.compile(
    rb"^FILER:\s+COMPANY DATA:\s+COMPANY CONFORMED NAME:[ \t]*([^\r\n]+?)[ \t]*\r?\n"
    rb"\s*CENTRAL INDEX KEY:[ \t]*(\d{1,10})\b",
    re.MULTILINE,
)
_HEADER_BYTES = 100_000
_REGISTRANT = re.compile(r"\(?\s*exact\s+name\s+of\s+(?:the\s+)?registrant", re.IGNORECASE)
_PERIOD_ENDED = re.compile(
    r"(?:fiscal\s+year|year|quarterly\s+period|quarter|transition\s+period|period)\s+ended:?\s+",
    re.IGNORECASE,
)
_COVER_CHARACTERS = 8_000
_ANNUAL = frozenset({"10-K", "10-K405", "10-KSB", "10-KSB40", "20-F", "40-F"})


@dataclass(frozen=True)
class Taken:
    """What the store is to keep of one filing."""

    filing: Filing
    company: Company
    facts: Sequence[Fact]
    text_digest: str
    findings: Sequence[Finding]
    count: StageCount | None = None
    """What became of each tagged fact; None for data that came as such."""
    co_registrants: Sequence[Company] = ()
    """Who else files in it, each with its CIK and name."""


def taken(
    document: Document,
    content: bytes,
    walls: Walls,
    *,
    system: str = EDGAR,
    given: Company | None = None,
) -> Taken:
    """The filing, its company and its facts, with what could not be established as findings.

    Args:
        system: Where it came from, as source notes say it.
        given: Whose it is where the document does not say so itself.
    """
    findings = list(document.findings)
    cover = document.cover
    stated = _cik(document)
    cik = stated or (given.cik if given else "")
    name = cover.get("EntityRegistrantName", "").strip() or _registrant(document.text)
    company = Company(
        cik=cik,
        name=name or (given.name if given and given.cik == cik else ""),
        sic=_sic(content),
        fiscal_year_end=_year_end(cover),
        exchange=cover.get("SecurityExchangeName", "").strip(),
    )
    company = _with_tickers(company, document)
    findings += _whose(stated, name, given, document.name)
    filing = replace(_filing(document, content, cik, walls), system=system)
    findings += _doubts(filing)
    own, of_others = _own_facts(document.facts, filing)
    findings += of_others
    named, repeated = _once_each(document, own)
    made = [_fact(fact, label, filing) for fact, label in named]
    read: list[Fact] = []
    if not any(map(_is_number, document.facts)):
        numbers, kept_out = statement_numbers(document, filing.period_end)
        read = [_read_fact(number, filing) for number in numbers]
        findings += kept_out
        made += read
    facts, too_early = _of_ended_periods(made, filing)
    findings += too_early
    flaws = report_flaws(document)
    findings += [flaw.finding for flaw in flaws]
    facts = _doubted(facts, flaws)
    count = StageCount(
        "facts",
        received=_keys(document.facts) + fact_keys(read),
        out=fact_keys(facts),
        duplicate=_keys(repeated),
        rejected={
            "another entity's": _keys(f for f in document.facts if not _is_own(f, filing)),
            "no number": _keys(f for f in own if not _is_number(f)),
            "period not ended": fact_keys(f for f in made if is_before_its_end(f)),
        },
    )
    if alarm := count.alarm(document.name):
        findings.append(alarm)
    others = _co_registrants(document, content, cik)
    if others:
        named_others = "; ".join(f"{other.name}, CIK {other.cik}" for other in others)
        text = f"a joint filing, also of {named_others}: those stand under their legal entity"
        findings.append(_finding("co-registrants", text, filing, Severity.NOTE))
    return Taken(filing, company, tuple(facts), document.text_digest, findings, count, others)


def _whose(stated: str, name: str, given: Company | None, where: str) -> list[Finding]:
    """What to know of whose the filing is: unknown, said by the request, or by itself."""
    named = f" (its cover names {name})" if name else ""
    if stated and given and stated != given.cik:
        message = (
            f"the filing says itself that it is of CIK {stated}; it is kept as that, not as of "
            f"{given.cik}"
        )
        return [Finding("ingestion.company-stated", message, Severity.WARNING, where=where)]
    if stated:
        return []
    if given:
        message = (
            f"the filing does not say its company's CIK{named}; it is kept as of {given.cik}, as "
            "the request says"
        )
        return [Finding("ingestion.company-given", message, Severity.NOTE, where=where)]
    message = (
        f"the filing does not say its company's CIK{named}; it is kept without a company: "
        "`bookrunner ingest FILE --company TICKER` says whose it is"
    )
    return [Finding("ingestion.unknown-company", message, where=where)]


def _filing(document: Document, content: bytes, cik: str, walls: Walls) -> Filing:
    cover = document.cover
    period_end = _iso(cover.get("DocumentPeriodEndDate", "")) or _period_end(document.text)
    form = document.form
    if cover.get("AmendmentFlag", "").lower() == "true" and not form.endswith("/A"):
        form += "/A"
    accepted_at, basis = accepted(content, document.name, document.text, form, period_end)
    year, quarter = _fiscal_name(document, form, period_end)
    return Filing(
        digest=document.digest,
        cik=cik,
        form=form,
        accession=document.accession,
        period_end=period_end,
        accepted_at=accepted_at,
        accepted_basis=basis,
        fiscal_year=year,
        fiscal_period=quarter,
        name=document.name,
        walls=walls,
    )


def _fiscal_name(document: Document, form: str, end: date | None) -> tuple[int | None, str]:
    """The fiscal year and quarter as tagged; of an annual report without tags as its words say."""
    year = document.cover.get("DocumentFiscalYearFocus", "").strip()
    quarter = document.cover.get("DocumentFiscalPeriodFocus", "").strip().upper()[:10]
    if re.fullmatch(r"\d{4}", year):
        return int(year), quarter
    if end is None or document.facts or form.removesuffix("/A") not in _ANNUAL:
        return None, quarter
    told = fiscal_year_in_words(document.text, end)
    return told, quarter if told is None else "FY"


def _doubts(filing: Filing) -> list[Finding]:
    if filing.accepted_basis is AcceptedBasis.SIGNATURE:
        message = (
            f"known since {filing.accepted_at}, the signatures' date; the day of filing may be "
            "some days later"
        )
        return [_finding("accepted-by-signature", message, filing, Severity.NOTE)]
    if filing.accepted_basis is AcceptedBasis.DEADLINE:
        message = (
            f"nothing says when it was filed; taken as known from {filing.accepted_at}, the last "
            "day its form may be filed"
        )
        return [_finding("accepted-by-deadline", message, filing, Severity.WARNING)]
    if filing.accepted_basis is AcceptedBasis.UNKNOWN:
        message = "nothing says when it was filed or for which period; no view as of a day shows it"
        return [_finding("accepted-unknown", message, filing, Severity.WARNING)]
    return []


def _finding(code: str, message: str, filing: Filing, severity: Severity) -> Finding:
    return Finding(f"ingestion.{code}", message, severity, where=filing.name)


def _own_facts(
    facts: Sequence[InlineFact], filing: Filing
) -> tuple[list[InlineFact], list[Finding]]:
    """The facts of the filing's own company; those of another entity are never taken for its."""
    own = [fact for fact in facts if _is_own(fact, filing)]
    others = Counter(
        fact.entity for fact in facts if not _is_own(fact, filing) and fact.value is not None
    )
    findings = [
        _finding(
            "other-entity",
            f"{count} numbers are tagged as those of the entity {entity[:40]}, not of "
            f"{filing.cik}, whose filing this is; they are left out",
            filing,
            Severity.ERROR,
        )
        for entity, count in sorted(others.items())
    ]
    return own, findings


def _is_own(fact: InlineFact, filing: Filing) -> bool:
    # A context that names nobody is the filer's, and where the filer is unknown so is every one.
    return not filing.cik or not fact.entity or fact.entity == filing.cik


def _of_ended_periods(facts: Sequence[Fact], filing: Filing) -> tuple[list[Fact], list[Finding]]:
    """The facts but those of statements for periods that had not ended when they became known."""
    kept = [fact for fact in facts if not is_before_its_end(fact)]
    left_out = [fact for fact in facts if is_before_its_end(fact)]
    if not left_out:
        return kept, []
    latest = max(left_out, key=lambda fact: fact.period.end)
    message = (
        f"{len(left_out)} numbers of its statements are for periods that end after "
        f"{filing.accepted_at}, when the filing became known, such as {latest.concept} of "
        f"{latest.period}; they are left out"
    )
    return kept, [_finding("period-not-ended", message, filing, Severity.ERROR)]


def _once_each(
    document: Document, facts: Sequence[InlineFact]
) -> tuple[list[tuple[InlineFact, str]], list[InlineFact]]:
    """The numeric facts with the head of their row, and those that say one of them again.

    Of one stated twice with the same digits the first in a table's row counts. Where a report
    contradicts itself every statement of it is kept, so that it can be counted.
    """
    disputed = {_place(fact) for fact in contradicted(facts)}
    found: dict[object, tuple[InlineFact, str]] = {}
    repeated: list[InlineFact] = []
    for fact in facts:
        if not _is_number(fact):
            continue
        about = _place(fact)
        place: object = (about, fact.value, fact.decimals)
        if about in disputed:
            place = (place, fact.start, fact.fact_id)
        before, before_label = found.get(place, (None, ""))
        if before is not None and (before_label or fact.hidden):
            repeated.append(fact)
            continue
        label = "" if fact.hidden else _row_label(document.text, fact.start)
        if before is None:
            found[place] = (fact, label)
        elif label or before.hidden:
            found[place] = (fact, label)
            repeated.append(before)
        else:
            repeated.append(fact)
    return list(found.values()), repeated


def _is_number(fact: InlineFact) -> bool:
    return fact.value is not None and fact.unit is not None


def _keys(facts: Iterable[InlineFact]) -> Keys:
    return Keys.of(
        f"{f.concept}|{f.period}|{f.dimensions}|{f.value}|{f.start}|{f.fact_id}" for f in facts
    )


def fact_keys(facts: Iterable[Fact]) -> Keys:
    """The keys of facts as a filing gave them, for comparing with the records."""
    return Keys.of(map(_fact_key, facts))


def _fact_key(fact: Fact) -> str:
    place = fact.citation
    start, fact_id = (place.start, place.fact_id or "") if place is not None else (-1, "")
    return f"{fact.concept}|{fact.period}|{fact.dimensions}|{fact.value}|{start}|{fact_id}"


def _doubted(facts: Sequence[Fact], flaws: Sequence[Flaw]) -> list[Fact]:
    """The facts, those with what their report says against them."""
    # The rules of one number come first and say more than those of sums.
    doubts = {flaw.place: f"{flaw.rule}: {flaw.message}" for flaw in reversed(flaws)}
    return [
        replace(fact, doubt=doubts[place])
        if (place := (fact.concept, fact.period, fact.dimensions, fact.value)) in doubts
        else fact
        for fact in facts
    ]


def _place(fact: InlineFact) -> object:
    """What a fact is about; in plain values, whose hashes cost little."""
    period, unit = fact.period, fact.unit
    powers = None if unit is None else unit.powers
    return fact.concept, period.start, period.end, powers, fact.dimensions


def _row_label(text: str, start: int) -> str:
    """The first cell of the table row around an offset; empty in a paragraph."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    label, tab, _ = line.partition("\t")
    return label.strip()[:200] if tab else ""


def _fact(fact: InlineFact, label: str, filing: Filing) -> Fact:
    assert fact.value is not None
    assert fact.unit is not None
    return Fact(
        cik=filing.cik,
        concept=fact.concept,
        value=fact.value,
        unit=fact.unit,
        period=fact.period,
        dimensions=fact.dimensions,
        accession=filing.accession,
        form=filing.form,
        accepted_at=filing.accepted_at,
        document=filing.digest,
        citation=Citation(filing.digest, fact.start, fact.end, fact.fact_id or None),
        decimals=fact.decimals,
        walls=filing.walls,
        document_name=filing.name,
        system=filing.system,
        report_end=filing.period_end,
        fiscal_year=filing.fiscal_year,
        fiscal_period=filing.fiscal_period,
        label=label,
    )


def _read_fact(number: TableNumber, filing: Filing) -> Fact:
    """A number of a statement's cell, marked so that nobody takes it for a tagged one."""
    return Fact(
        cik=filing.cik,
        concept=number.concept,
        value=number.value,
        unit=number.unit,
        period=number.period,
        accession=filing.accession,
        form=filing.form,
        accepted_at=filing.accepted_at,
        document=filing.digest,
        citation=Citation(filing.digest, number.start, number.end, None),
        decimals=number.decimals,
        walls=filing.walls,
        document_name=filing.name,
        system=filing.system,
        report_end=filing.period_end,
        fiscal_year=filing.fiscal_year,
        fiscal_period=filing.fiscal_period,
        label=number.label,
        doubt=f'{FROM_TABLE}: it was read from the row "{number.label}" of a statement\'s table; '
        "nobody tagged it",
    )


def _cik(document: Document) -> str:
    said = document.cover.get("EntityCentralIndexKey", "").strip()
    if said.isdigit() and len(said) <= 10:
        return cik_text(said)
    entities = Counter(fact.entity for fact in document.facts if fact.entity)
    return cik_text(max(entities, key=lambda cik: (entities[cik], cik))) if entities else ""


def _co_registrants(document: Document, content: bytes, cik: str) -> tuple[Company, ...]:
    """Who else files in the document: each further CIK of its header and on its cover."""
    names = {
        fact.dimensions: " ".join(fact.text.split())
        for fact in document.facts
        if fact.concept == "dei:EntityRegistrantName"
    }
    found: dict[str, Company] = {}
    for match in _FILERS.finditer(content[:_HEADER_BYTES]):
        other = cik_text(match[2].decode())
        if cik and other != cik:
            found.setdefault(other, Company(other, match[1].decode(errors="replace")))
    for fact in document.facts:
        said = (fact.meaning or fact.text).strip()
        if fact.concept != "dei:EntityCentralIndexKey" or not said.isdigit() or len(said) > 10:
            continue
        other = cik_text(said)
        if cik and other != cik:
            found.setdefault(other, Company(other, names.get(fact.dimensions, f"CIK {other}")))
    return tuple(found.values())


def _with_tickers(company: Company, document: Document) -> Company:
    """The company with its trading symbols, that of its plain common stock first."""
    symbols: dict[str, None] = {}
    common: dict[str, None] = {}
    for fact in document.facts:
        if fact.concept != "dei:TradingSymbol":
            continue
        # Several classes may be named in one breath; a blank inside a symbol (GE 25) is its own.
        for part in re.split(r"[,;]|\band\b", fact.text):
            symbol = re.sub(r"\s+", " ", part).strip(" .()'\"").upper()
            if symbol in _NO_SYMBOL or re.fullmatch(r"[A-Z0-9][A-Z0-9 .\-/]{0,14}", symbol) is None:
                continue
            symbols[symbol] = None
            members = " ".join(member for _, member in fact.dimensions)
            # A note's symbol (HD/25) is not the company's; its stock has no dimension or is common.
            if not fact.dimensions or re.search(r"Common(Stock|Class)|Ordinary", members):
                common[symbol] = None
    ordered = list(common | symbols)
    return Company(
        cik=company.cik,
        name=company.name,
        ticker=ordered[0] if ordered else "",
        sic=company.sic,
        fiscal_year_end=company.fiscal_year_end,
        exchange=company.exchange,
        other_tickers=tuple(ordered[1:]),
    )


_NO_SYMBOL = frozenset({"N/A", "NA", "NONE", "NOT APPLICABLE"})


def _year_end(cover: Mapping[str, str]) -> str:
    match = re.search(r"(\d\d)-(\d\d)$", cover.get("CurrentFiscalYearEndDate", "").strip())
    return f"--{match[1]}-{match[2]}" if match else ""


def _sic(content: bytes) -> str:
    match = _SIC.search(content[:10_000])
    return match[1].decode().zfill(4) if match else ""


def _registrant(text: str) -> str:
    """The name that stands on the cover above ``(Exact name of registrant ...)``."""
    cover = text[:_COVER_CHARACTERS]
    match = _REGISTRANT.search(cover)
    if match is None:
        return ""
    lines = [line.strip(" \t_-") for line in cover[: match.start()].splitlines()]
    named = [line for line in lines if re.search(r"[A-Za-z]{2}", line)]
    return re.sub(r"\s+", " ", named[-1])[:150] if named else ""


def _period_end(text: str) -> date | None:
    cover = text[:_COVER_CHARACTERS]
    for match in _PERIOD_ENDED.finditer(cover):
        found = written_date(cover[match.end() : match.end() + 40])
        if found is not None:
            return found
    return None


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return written_date(text)
