"""A company's shares and everything that may become shares, from its newest reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bookrunner.documents import Document
from bookrunner.equity import converts, cover, tagged_awards
from bookrunner.equity.award_tables import (
    Balance,
    RollForward,
    award_kinds,
    place_kinds,
    roll_forwards,
)
from bookrunner.equity.claims_left_out import Counted, claims_left_out
from bookrunner.equity.cover import Read, ShareClass
from bookrunner.equity.dilution import Claim, Convertible, OptionTranche, ShareCount, UnitAward
from bookrunner.equity.dilution import counted_shares as counted
from bookrunner.equity.kinds import AwardKind, is_pre_funded, is_unvested_options
from bookrunner.equity.tagged_awards import Award
from bookrunner.facts import Company, Fact, Filing, source
from bookrunner.figures import (
    PURE,
    SHARES,
    USD,
    Citation,
    Figure,
    Finding,
    Severity,
    Unit,
    computed,
    instant,
    sourced,
)

CONCEPTS = cover.CONCEPTS | tagged_awards.CONCEPTS | converts.CONCEPTS
"""The tags read by name; a report's own conversion rates come on top."""

_ANNUAL = ("10-K", "20-F", "40-F")
_QUARTERLY = ("10-Q",)
_STALE_DAYS = 480
_UNITS = re.compile(r"\bunits?\b|\brsus?\b", re.IGNORECASE)
_UNITS_NAME = {
    "Restricted Stock": "Restricted stock units",
    "Restricted shares and units": "Restricted stock units",
}
_REPORTS_MAX = 3
_SPLIT_MIN = Decimal("1.4")
_SPLIT_MAX = 12
_SPLIT_SLACK = Decimal("0.08")
_SPLIT_RATIOS = [(3, 2), *((n, 1) for n in range(2, 11)), (2, 3), *((1, n) for n in range(2, 11))]
_SHARE_BASIS = "equity.share-basis"
_UNITS_MAX = Decimal("0.5")
_WARRANTS_MAX = Decimal(10)
_TINY_MAX = 1000
_LARGE_MIN = 10_000_000


@dataclass(frozen=True)
class CompanyEquity:
    """What a company's diluted shares are made of, and where it was read."""

    prefix: str
    classes: Sequence[ShareClass]
    basic: Figure | None
    """All classes as base shares; None where no cover can be used."""
    tranches: Sequence[OptionTranche]
    units: Sequence[UnitAward]
    converts: Sequence[Convertible]
    findings: Sequence[Finding]

    @property
    def has_awards(self) -> bool:
        """Whether the report's notes gave anything that dilutes."""
        return bool(self.tranches or self.units or self.converts)

    def in_money(self, money: Unit) -> CompanyEquity:
        """Without what has its strike in another money, and with a finding that says so."""
        unit = money / SHARES
        claims: list[Claim] = [*self.tranches, *self.converts]
        other = [one for one in claims if one.strike.unit != unit]
        if not other:
            return self
        told = ", ".join(one.label for one in other)
        text = f"{told}: strikes that are not in {unit} are not counted"
        finding = Finding("equity.strike-money", text, Severity.WARNING, where=self.prefix.upper())
        return replace(
            self,
            tranches=tuple(one for one in self.tranches if one.strike.unit == unit),
            converts=tuple(one for one in self.converts if one.strike.unit == unit),
            findings=(*self.findings, finding),
        )

    def count(self) -> ShareCount | None:
        """Ready for any price; None without a basic count."""
        if self.basic is None:
            return None
        parts = [unit.count for unit in self.units]
        return counted(self.prefix, self.basic, parts, self.tranches, self.converts)


def company_equity(
    company: Company,
    facts: Sequence[Fact],
    filings: Sequence[Filing],
    read: Read,
    as_of: date | None = None,
) -> CompanyEquity:
    """The cover's counts and the newest annual report's awards and convertibles.

    Args:
        facts: All that was known, of every tag; narrower reads lose rates and custom tags.
        filings: The company's, known by then.
        read: Gives a report's document again, for words and tables that are not tagged.
        as_of: The day the answer is for; only used to tell of a report that is old.
    """
    told = cover.cover(company, facts, read)
    reports = _annual_reports(facts, filings)
    if not reports:
        missing = _finding(company, "no-annual-report", "no annual report is kept; awards unknown")
        return CompanyEquity(
            company.prefix, told.classes, told.basic, (), (), (), (*told.findings, missing)
        )
    made, awards, more = _newest_with_awards(company, facts, reports, read, told.basic)
    held, held_findings = converts.convertibles(
        company, made.facts, made.balance_date, made.document
    )
    findings = [*told.findings, *made.findings, *more, *held_findings]
    findings += _age(company, made.balance_date, as_of, made.report)
    counted_already = Counted(
        frozenset(award.kind for award in awards),
        len(held) + sum(one.code in converts.LEFT_OUT for one in held_findings),
        frozenset(one.count.exact for one in told.classes if one.count.exact is not None),
    )
    findings += claims_left_out(
        company, made.facts, made.balance_date, made.document, counted_already
    )
    split = _split(company, told.classes, made)
    if split is not None and split.code == _SHARE_BASIS:
        return CompanyEquity(
            company.prefix, told.classes, told.basic, (), (), (), (*findings, split)
        )
    findings += [split] if split is not None else []
    tranches, units, more = _figures(company, awards)
    return CompanyEquity(
        company.prefix,
        told.classes,
        told.basic,
        tranches,
        units,
        held,
        tuple(dict.fromkeys((*findings, *more))),
    )


def _annual_reports(facts: Sequence[Fact], filings: Sequence[Filing]) -> Sequence[Filing]:
    """The newest annual reports, newest first; quarterly ones where they are the only kind."""
    known = [one for one in filings if one.accepted_at is not None and not one.is_amendment]
    # The same report may be kept as filed and as data; that with its words comes first.
    cited = {fact.document for fact in facts if fact.citation is not None}
    for forms in (_ANNUAL, _QUARTERLY):
        fits = [one for one in known if one.form.startswith(forms)]
        fits.sort(key=lambda one: (one.accepted_at or date.min, one.digest in cited), reverse=True)
        if fits:
            return fits[:_REPORTS_MAX]
    return ()


def _newest_with_awards(
    company: Company,
    facts: Sequence[Fact],
    reports: Sequence[Filing],
    read: Read,
    basic: Figure | None,
) -> tuple[_Notes, Sequence[Award], Sequence[Finding]]:
    """The newest report that states awards; where an older one does, a finding says so."""
    tried: list[tuple[_Notes, Sequence[Award]]] = []
    for report in reports:
        notes = _Notes(company, facts, report, read, basic)
        awards = notes.awards()
        if awards and tried:
            newest = tried[0][0]
            text = (
                f"the report for the period to {newest.balance_date} states no awards that could "
                f"be read; those at {notes.balance_date} are counted"
            )
            return notes, awards, (_finding(company, "awards-older", text),)
        if awards:
            return notes, awards, ()
        tried.append((notes, awards))
    return (*tried[0], ())


class _Notes:
    """The awards of one report, by its tags, with its tables to check and to add what is not."""

    def __init__(
        self,
        company: Company,
        facts: Sequence[Fact],
        report: Filing,
        read: Read,
        basic: Figure | None,
    ) -> None:
        self.company = company
        self.report = report
        self.document = read(report.digest)
        self.findings: list[Finding] = []
        same = [fact for fact in facts if _is_of(fact, report)]
        # A report kept twice, as filed and as data, tells its numbers twice; the first has words.
        ordered = sorted(same, key=lambda fact: fact.citation is None)
        self.facts = list(
            {(f.concept, f.dimensions, f.period, f.value): f for f in reversed(ordered)}.values()
        )[::-1]
        self.balance_date = report.period_end or _newest_balance(self.facts) or date.min
        self._basic = basic

    def awards(self) -> Sequence[Award]:
        tables = roll_forwards(self.document) if self.document is not None else ()

        def in_table(fact: Fact) -> bool:
            table = self._table_of(fact, tables)
            return table is not None and table.is_of_awards

        tagged, findings = tagged_awards.tagged_awards(
            self.facts, self.balance_date, self._context, self._where, in_table
        )
        self.findings += findings
        tagged = [self._checked(award, tables) for award in tagged]
        untagged = self._untagged(tagged, tables)
        if self.report.form.startswith(_QUARTERLY):
            self._find(
                "awards-of-quarter",
                "awards are those of a quarterly report, which need not state all of them",
            )
        found = [award for award in (*tagged, *untagged) if self._is_plausible(award)]
        self._tell_of_what_is_missing(found)
        return found

    def _tell_of_what_is_missing(self, found: Sequence[Award]) -> None:
        named = f"the {self.report.form} for the period to {self.balance_date}"
        if not found:
            self._find("awards-missing", f"no options or units were found in {named}")
        elif all(award.kind.has_strike for award in found):
            self._find("units-missing", f"no unvested restricted or performance units in {named}")
        if found and self.document is None:
            self._find(
                "awards-from-data",
                f"{named} is kept as data without its words; awards told by type are not in it",
            )

    def _context(self, fact: Fact) -> str:
        if self.document is None or fact.citation is None:
            return fact.label
        if fact.citation.document != self.document.digest:
            return fact.label
        return place_kinds(self.document, fact.citation.start)

    # ------------------------------------------------------------------ tables

    def _checked(self, award: Award, tables: Sequence[RollForward]) -> Award:
        """The award with what its table adds; tells where the table contradicts it."""
        table = self._table_of(award.number, tables)
        if table is None or self.document is None:
            return award
        if not table.foots:
            self._find(
                "roll-forward",
                f"{award.name}: opening balance and movements do not make the closing "
                f"{table.closing.shown:f} of their table",
            )
        shown = table.closing.shown.scaleb(table.exponent or 0)
        if table.exponent is not None and shown != award.number.value:
            self._find(
                "award-scale",
                f"{award.name}: {award.number.value:,f} is tagged where the table's heading "
                f"makes it {shown:,f}",
            )
        if award.kind.has_strike and award.strike is None and table.strike is not None:
            strike = self._cell_fact(table.strike, 0, USD / SHARES, self.document, award.name)
            award = replace(award, strike=strike)
        if award.kind is AwardKind.RESTRICTED and _UNITS.search(table.heading):
            award = replace(award, name=_UNITS_NAME.get(award.name, award.name))
        return award

    def _table_of(self, number: Fact, tables: Sequence[RollForward]) -> RollForward | None:
        at = number.citation
        if at is None or self.document is None or at.document != self.document.digest:
            return None
        for table in tables:
            cell = table.closing.cell
            if cell.start <= at.start < max(cell.end, cell.start + 1):
                return table
        return None

    def _untagged(self, tagged: Sequence[Award], tables: Sequence[RollForward]) -> list[Award]:
        """Awards that only tables give, of kinds that no tag gave."""
        if self.document is None:
            return []
        tagged_at = {
            fact.citation.start
            for fact in self.facts
            if fact.citation is not None and fact.concept in tagged_awards.CONCEPTS
        }
        known = {award.kind for award in tagged}
        found: dict[tuple[AwardKind, int, str], Award] = {}
        for table in tables:
            cell = table.closing.cell
            if not table.is_of_awards or any(cell.start <= at < cell.end for at in tagged_at):
                continue
            if table.on is not None and abs((table.on - self.balance_date).days) > 10:
                continue
            kinds = award_kinds(table)
            if table.has_grant_value and is_unvested_options(table.heading.partition("\n")[0]):
                # The unvested part of the options outstanding, which stand in their own table.
                continue
            if len(kinds) > 1 and AwardKind.OPTIONS in kinds:
                self._find(
                    "awards-mixed",
                    f"a table holds options and units in one number, {table.closing.shown:,f}, "
                    "without a strike for the options alone; it is not counted",
                )
                continue
            if not kinds or kinds & known:
                continue
            # Units of time and of performance in one table go by the wider name.
            kind = (
                AwardKind.RESTRICTED if AwardKind.RESTRICTED in kinds else min(kinds, key=_by_name)
            )
            # Of several years side by side the newest comes first, and years do not add up.
            own = re.sub(r"\d+", "", table.heading.partition("\n")[0])
            place = (kind, table.table.start, own)
            if place not in found:
                found[place] = self._table_award(kind, table, self.document)
        several = Counter(award.kind for award in found.values())
        for kind, count in several.items():
            if count > 1:
                self._find(
                    "awards-in-several-tables",
                    f"{count} tables or columns of {kind.value} awards are added up; one may "
                    "hold another",
                )
        return list(found.values())

    def _table_award(self, kind: AwardKind, table: RollForward, document: Document) -> Award:
        name = {
            AwardKind.OPTIONS: "Stock options",
            AwardKind.WARRANTS: "Warrants",
            AwardKind.RESTRICTED: "Restricted shares and units",
            AwardKind.PERFORMANCE: "Performance units",
        }[kind]
        self._find(
            "award-from-table",
            f"{name} are read from a table without tags",
            Severity.NOTE,
        )
        exponent = table.exponent or 0
        strike = table.strike
        return Award(
            kind,
            name,
            self._cell_fact(table.closing, exponent, SHARES, document, name),
            None
            if strike is None or not kind.has_strike
            else self._cell_fact(strike, 0, USD / SHARES, document, name),
            None
            if table.exercisable is None or not kind.has_strike
            else self._cell_fact(table.exercisable, exponent, SHARES, document, name),
        )

    def _cell_fact(
        self, balance: Balance, exponent: int, unit: Unit, document: Document, name: str
    ) -> Fact:
        report = self.report
        return Fact(
            cik=self.company.cik,
            concept="",
            value=balance.shown.scaleb(exponent),
            unit=unit,
            period=instant(self.balance_date),
            accession=report.accession,
            form=report.form,
            accepted_at=report.accepted_at,
            document=report.digest,
            citation=Citation(document.digest, balance.cell.start, balance.cell.end),
            walls=report.walls,
            document_name=report.name,
            system=report.system,
            report_end=report.period_end,
            label=name,
        )

    # ------------------------------------------------------------------ plausibility

    def _is_plausible(self, award: Award) -> bool:
        """Whether the count can be one of this company's; a wrong scale is thousands apart."""
        if self._basic is None or self._basic.value is None:
            return True
        shares = Decimal(str(self._basic.value))
        number = award.number.value
        most = _UNITS_MAX
        if award.kind is AwardKind.WARRANTS and self._is_as_shown(award.number):
            # Small companies finance themselves with warrants; a number printed in full has no
            # scale to get wrong.
            most = _WARRANTS_MAX
            if shares * _UNITS_MAX < number <= shares * most:
                self._find(
                    "warrants-many",
                    f"{award.name} of {number:,f} are more than half of the {shares:,f} shares "
                    "outstanding and are counted",
                )
        if number > shares * most:
            self._find(
                "award-scale",
                f"{award.name} of {number:,f} are too many beside the {shares:,f} shares "
                "outstanding; they are not counted",
                Severity.ERROR,
            )
            return False
        if number < _TINY_MAX and shares > _LARGE_MIN:
            self._find(
                "award-scale",
                f"{award.name} of {number:,f} are few beside {shares:,f} shares, as where a "
                "table speaks in thousands or millions; they are not counted",
            )
            return False
        return True

    def _is_as_shown(self, fact: Fact) -> bool:
        """Whether the report prints every digit of it."""
        at = fact.citation
        if at is None or self.document is None or at.document != self.document.digest:
            return False
        shown = re.sub(r"[^\d.]", "", self.document.text[at.start : at.end])
        return shown == f"{fact.value:f}"

    @property
    def _where(self) -> str:
        return self.company.ticker or self.company.name

    def _find(self, code: str, message: str, severity: Severity = Severity.WARNING) -> None:
        self.findings.append(Finding(f"equity.{code}", message, severity, where=self._where))


def _figures(
    company: Company, awards: Sequence[Award]
) -> tuple[Sequence[OptionTranche], Sequence[UnitAward], Sequence[Finding]]:
    tranches: list[OptionTranche] = []
    units: list[UnitAward] = []
    findings: list[Finding] = []
    for place, award in enumerate(awards, start=1):
        key = f"{company.prefix}.award_{place}"
        count = _figure(company, f"{key}.number", award.name, award.number, SHARES)
        if not award.kind.has_strike:
            units.append(UnitAward(award.name, count, award.kind.value))
            if award.kind is AwardKind.RESTRICTED and "unit" not in award.name.casefold():
                text = (
                    f"{award.name} are counted in full; unvested restricted stock may already be "
                    "among the shares on the cover"
                )
                findings.append(_finding(company, "restricted-stock", text, Severity.NOTE))
            continue
        if award.per_award is not None:
            count = _per_share(company, key, award, count)
        if award.strike is None and award.kind is AwardKind.WARRANTS and is_pre_funded(award.name):
            text = f"{award.name} of {award.number.value:,f} count in full: they are paid for"
            findings.append(_finding(company, "pre-funded", text, Severity.NOTE))
            units.append(UnitAward(award.name, count, award.kind.value))
            continue
        if award.strike is None:
            text = f"{award.name} of {award.number.value:,f} have no strike; they are not counted"
            findings.append(_finding(company, "strike-missing", text))
            continue
        name = f"Strike, {award.name}"
        # Under IFRS a price per share may be tagged as plain money.
        money = award.strike.unit
        unit = money / SHARES if money.currency == str(money) else money
        strike = _figure(company, f"{key}.strike", name, award.strike, unit)
        exercisable = None
        if award.exercisable is not None:
            name = f"Exercisable, {award.name}"
            exercisable = _figure(company, f"{key}.exercisable", name, award.exercisable, SHARES)
        tranches.append(OptionTranche(award.name, count, strike, award.kind.value, exercisable))
    return tuple(tranches), tuple(units), tuple(findings)


def _per_share(company: Company, key: str, award: Award, count: Figure) -> Figure:
    """The shares that warrants are for, where one is for another number of shares than one."""
    assert award.per_award is not None, "asked only where there is one"
    per = _figure(
        company, f"{key}.per_award", f"Shares for one, {award.name}", award.per_award, PURE
    )
    label = f"Shares under {award.name}"
    return computed(f"{key}.shares", label, count * per, count.period)


def _figure(company: Company, key: str, name: str, fact: Fact, unit: Unit) -> Figure:
    return sourced(
        key,
        name,
        fact.value,
        unit,
        fact.period,
        source(fact, company.ticker or company.name),
        walls=fact.walls,
    )


def _split(company: Company, classes: Sequence[ShareClass], notes: _Notes) -> Finding | None:
    """A split between the awards' report and the cover's, after which the two do not add up."""
    own = [
        fact
        for fact in notes.facts
        if fact.concept == cover.COUNT and fact.unit == SHARES and fact.value
    ]
    now = sum((one.count.exact for one in classes if one.count.exact is not None), Decimal(0))
    if not now or not own:
        return None
    then = sum({f.dimensions: f.value for f in own}.values(), Decimal(0))
    change = now / then
    if 1 / _SPLIT_MIN < change < _SPLIT_MIN:
        return None
    told = f"shares went from {then:,f} on the cover of the report with the awards to {now:,f}"
    is_split = any(abs(change * Decimal(d) / n - 1) <= _SPLIT_SLACK for n, d in _SPLIT_RATIOS)
    if not is_split and _SPLIT_MAX > change > 1 / _SPLIT_MAX:
        text = f"{told}; that is no usual split, and the awards are counted as they stand"
        return _finding(company, "share-change", text)
    return _finding(
        company,
        "share-basis",
        f"{told}; if that is a split, the awards are on the old basis: they are not counted",
    )


def _age(company: Company, balance: date, as_of: date | None, report: Filing) -> Iterable[Finding]:
    if as_of is not None and (as_of - balance).days > _STALE_DAYS:
        yield _finding(
            company,
            "awards-stale",
            f"the newest annual report kept is the {report.form} for the period to {balance}",
        )


def _is_of(fact: Fact, report: Filing) -> bool:
    if report.accession and fact.accession:
        return fact.accession == report.accession
    return fact.document == report.digest


def _newest_balance(facts: Sequence[Fact]) -> date | None:
    return max((f.period.end for f in facts if f.concept in tagged_awards.CONCEPTS), default=None)


def _by_name(kind: AwardKind) -> str:
    return kind.value


def _finding(
    company: Company, code: str, text: str, severity: Severity = Severity.WARNING
) -> Finding:
    return Finding(f"equity.{code}", text, severity, where=company.ticker or company.name)
