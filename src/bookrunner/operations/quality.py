"""What the rules of quality say of a company's reports and of the statements made of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from bookrunner.app import Desk
from bookrunner.documents import parse
from bookrunner.facts import Basis, Fact, Filing, statements
from bookrunner.figures import BookrunnerError, Finding, Period, Severity, days_after
from bookrunner.ingestion import fact_keys, taken
from bookrunner.operations.quality_shapes import FilingQuality, Quality, QualityRequest
from bookrunner.operations.told import company_line, remarks
from bookrunner.storage import BlobCorrupt

_QUARTER_MAX_DAYS = 125
_CHECKED_FORMS = ("10-K", "10-Q", "20-F", "40-F", "6-K", "8-K")


def examined(desk: Desk, request: QualityRequest) -> Quality:
    """The quality of everything known of a company.

    Raises:
        NotFound: There is no such company.
    """
    company = desk.store.company(request.company, desk.viewer, as_of=request.as_of)
    facts = desk.store.facts(company.cik, desk.viewer, as_of=request.as_of)
    by_filing: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        by_filing[(fact.document, fact.accession)].append(fact)
    filings = [
        _filing(desk, filing, by_filing[(filing.digest, filing.accession)])
        for filing in desk.store.filings(desk.viewer, company.cik)
        if request.as_of is None
        or (filing.accepted_at is not None and filing.accepted_at <= request.as_of)
    ]
    made = statements(company, facts, as_of=request.as_of)
    missing = _missing_quarters(filings)
    findings = [
        *made.findings,
        *made.at(Basis.QUARTERLY).findings,
        *(
            Finding("quality.missing-period", f"a report is missing in {words}", Severity.NOTE)
            for words in missing
        ),
    ]
    told = remarks(dict.fromkeys(findings))
    counts = Counter(remark.severity for remark in told)
    for filing in filings:
        counts.update(remark.severity for remark in filing.findings)
    verdict = "errors" if counts["error"] else "warnings" if counts["warning"] else "sound"
    return Quality(
        company=company_line(company),
        as_of=request.as_of,
        verdict=verdict,
        counts={name: counts[name] for name in ("error", "warning", "note")},
        filings=tuple(filings),
        missing_periods=tuple(missing),
        findings=told,
    )


def _filing(desk: Desk, filing: Filing, facts: Sequence[Fact]) -> FilingQuality:
    doubted = [fact for fact in facts if fact.doubt]
    findings = [
        Finding(
            f"quality.{fact.doubt.partition(': ')[0]}",
            fact.doubt.partition(": ")[2],
            Severity.ERROR,
            str(fact.period),
            fact.citation,
        )
        for fact in doubted
    ]
    record, of_record = _record(desk, filing, facts)
    return FilingQuality(
        form=filing.form,
        accession=filing.accession,
        period_end=filing.period_end,
        known_since=filing.accepted_at,
        name=filing.name,
        facts=len(facts),
        doubted=len(doubted),
        record=record,
        findings=remarks([*of_record, *findings]),
    )


def _record(desk: Desk, filing: Filing, facts: Sequence[Fact]) -> tuple[str, list[Finding]]:
    """Whether the records hold exactly what the file as received says, and what it says of itself.

    The file is read anew, so that a row lost or changed since in the records shows.
    """
    if not filing.form.startswith(_CHECKED_FORMS) or not filing.name.endswith(_WORDS):
        return "not checked", []
    try:
        received = desk.blobs.get(filing.digest)
        anew = taken(
            parse(received, name=filing.name), received, filing.walls, system=filing.system
        )
    except BlobCorrupt as damaged:
        said = Finding("quality.file-damaged", str(damaged), Severity.ERROR, filing.name)
        return "damaged", [said]
    except BookrunnerError:
        return "not checked", []
    # What is doubted is told of each fact; here it would be said again.
    own = [f for f in anew.findings if not f.code.startswith(("quality.", "documents.no-facts"))]
    if fact_keys(facts) == fact_keys(anew.facts):
        return "as filed", own
    message = (
        f"the records hold {len(facts)} numbers of it that are not the {len(anew.facts)} of the "
        "file as received; ingest it into a new home and compare"
    )
    return "differs", [*own, Finding("quality.record", message, Severity.ERROR, filing.name)]


_WORDS = (".htm", ".html", ".txt", ".xml", ".nc", ".xhtml")


def _missing_quarters(filings: Sequence[FilingQuality]) -> list[str]:
    """The stretches between the ends of periodic reports that are longer than a quarter can be."""
    ends = sorted(
        {f.period_end for f in filings if f.period_end and f.form.startswith(("10-K", "10-Q"))}
    )
    return [
        str(Period(days_after(before, 1), after))
        for before, after in pairwise(ends)
        if (after - before).days > _QUARTER_MAX_DAYS
    ]
