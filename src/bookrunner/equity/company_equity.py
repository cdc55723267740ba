"""A company's shares and everything that may become shares, from its newest reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bookrunner.equity import converts, cover, tagged_awards
from bookrunner.equity.award_notes import QUARTERLY, AwardNotes
from bookrunner.equity.claims_left_out import Counted, claims_left_out
from bookrunner.equity.cover import Read, ShareClass
from bookrunner.equity.dilution import Claim, Convertible, OptionTranche, ShareCount, UnitAward
from bookrunner.equity.dilution import counted_shares as counted
from bookrunner.equity.kinds import AwardKind, is_pre_funded
from bookrunner.equity.tagged_awards import Award
from bookrunner.facts import Company, Fact, Filing, source
from bookrunner.figures import (
    PURE,
    SHARES,
    Figure,
    Finding,
    Severity,
    Unit,
    computed,
    sourced,
)

CONCEPTS = cover.CONCEPTS | tagged_awards.CONCEPTS | converts.CONCEPTS
"""The tags read by name; a report's own conversion rates come on top."""

_ANNUAL = ("10-K", "20-F", "40-F")
_STALE_DAYS = 480
_REPORTS_MAX = 3
_SPLIT_MIN = Decimal("1.4")
_SPLIT_MAX = 12
_SPLIT_SLACK = Decimal("0.08")
_SPLIT_RATIOS = [(3, 2), *((n, 1) for n in range(2, 11)), (2, 3), *((1, n) for n in range(2, 11))]
_SHARE_BASIS = "equity.share-basis"


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
    for forms in (_ANNUAL, QUARTERLY):
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
) -> tuple[AwardNotes, Sequence[Award], Sequence[Finding]]:
    """The newest report that states awards; where an older one does, a finding says so."""
    tried: list[tuple[AwardNotes, Sequence[Award]]] = []
    for report in reports:
        notes = AwardNotes(company, facts, report, read, basic)
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


def _split(company: Company, classes: Sequence[ShareClass], notes: AwardNotes) -> Finding | None:
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


def _finding(
    company: Company, code: str, text: str, severity: Severity = Severity.WARNING
) -> Finding:
    return Finding(f"equity.{code}", text, severity, where=company.ticker or company.name)
