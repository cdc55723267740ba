"""The awards of one report: by its tags, checked by its tables, and what only tables give."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bookrunner.documents import Document
from bookrunner.equity import tagged_awards
from bookrunner.equity.award_tables import (
    Balance,
    RollForward,
    award_kinds,
    place_kinds,
    roll_forwards,
)
from bookrunner.equity.cover import Read
from bookrunner.equity.kinds import AwardKind, is_unvested_options
from bookrunner.equity.tagged_awards import Award
from bookrunner.facts import Company, Fact, Filing
from bookrunner.figures import (
    SHARES,
    USD,
    Citation,
    Figure,
    Finding,
    Severity,
    Unit,
    instant,
)

QUARTERLY = ("10-Q",)
_UNITS = re.compile(r"\bunits?\b|\brsus?\b", re.IGNORECASE)
_UNITS_NAME = {
    "Restricted Stock": "Restricted stock units",
    "Restricted shares and units": "Restricted stock units",
}
_UNITS_MAX = Decimal("0.5")
_WARRANTS_MAX = Decimal(10)
_TINY_MAX = 1000
_LARGE_MIN = 10_000_000


class AwardNotes:
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
        """All that are counted; ``findings`` tell what is not, and why."""
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
        if self.report.form.startswith(QUARTERLY):
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


def _is_of(fact: Fact, report: Filing) -> bool:
    if report.accession and fact.accession:
        return fact.accession == report.accession
    return fact.document == report.digest


def _newest_balance(facts: Sequence[Fact]) -> date | None:
    return max((f.period.end for f in facts if f.concept in tagged_awards.CONCEPTS), default=None)


def _by_name(kind: AwardKind) -> str:
    return kind.value
