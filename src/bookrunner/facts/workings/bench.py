"""What all workings of one company's statements share: its numbers, and figures and findings."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from bookrunner.facts.calendar import FiscalCalendar
from bookrunner.facts.companies import Company
from bookrunner.facts.faces import Faces
from bookrunner.facts.facts_companyfacts import SYSTEM as COMPANYFACTS
from bookrunner.facts.filings import EDGAR, Fact
from bookrunner.facts.lines import (
    Kind,
    StandardLine,
)
from bookrunner.facts.vintages import ReportedNumbers, Vintage
from bookrunner.figures import (
    SHARES,
    USD,
    Figure,
    Finding,
    Operand,
    Period,
    Severity,
    Source,
    Unit,
    computed,
    sourced,
)

_FROM_SEC = frozenset({EDGAR, COMPANYFACTS})


@dataclass(frozen=True)
class Found:
    """A line's figure for a period, how it was found, and the fact when it was tagged."""

    figure: Figure
    explanation: str
    fact: Fact | None = None


class Bench(ABC):
    """One company's numbers in one vintage, and how lines of them become figures and findings."""

    def __init__(self, company: Company, facts: Sequence[Fact], vintage: Vintage) -> None:
        self.company = company
        self.vintage = vintage
        self.facts = facts
        self.calendar = FiscalCalendar(facts)
        self.numbers = ReportedNumbers(facts, vintage)
        self.faces = Faces(facts)
        self.prefix = company.prefix
        # Both vintages may stand in one workbook, and their figures must not share an id.
        self.case = "" if vintage is Vintage.LATEST else vintage.value
        self.findings: dict[Finding, None] = {}
        self.contradicted: set[tuple[str, Period]] = set()
        """Lines and periods of which a report tells several values, with nothing to decide."""
        self._money = _currency(facts)
        self._said: dict[tuple[str, Period], dict[Finding, None]] = {}
        self._listening: list[dict[Finding, None]] = []

    @abstractmethod
    def found(self, key: str, period: Period) -> Found | None:
        """The line of the period, or for a balance of its end; None when nothing gives it."""

    @abstractmethod
    def reported(self, line: StandardLine, period: Period) -> Found | None:
        """The line as tagged for exactly this stretch of time."""

    # ------------------------------------------------------------------ figures

    def sourced(self, line: StandardLine, fact: Fact, basis: str = "") -> Figure:
        """The figure of a fact; a ``basis`` apart from that of others makes it one of its own."""
        member = "_".join(member.split(":")[-1] for _, member in fact.dimensions)
        case = "_".join(part for part in (self.case, member, basis) if part)
        return sourced(
            f"{self.prefix}.{line.key}",
            f"{line.label}, {member}" if member else line.label,
            fact.value,
            fact.unit,
            fact.period,
            source(fact, self.company.ticker or self.company.name),
            case=case,
            walls=fact.walls,
        )

    def computed(
        self, line: StandardLine, expression: Operand, period: Period, words: str
    ) -> Found:
        """The line as a formula over other figures, told to readers in ``words``."""
        key = f"{self.prefix}.{line.key}"
        return Found(computed(key, line.label, expression, period, case=self.case), words)

    def unit(self, kind: Kind) -> Unit:
        """What lines of the kind are told in by this company."""
        if kind in (Kind.AVERAGE_SHARES, Kind.COVER_SHARES):
            return SHARES
        return self._money / SHARES if kind is Kind.PER_SHARE else self._money

    # ------------------------------------------------------------------ findings

    def find(
        self, code: str, message: str, period: Period, severity: Severity = Severity.WARNING
    ) -> None:
        """Tell a finding of the period, to all who ask for a line that is made with it."""
        finding = Finding(code, message, severity, where=self.where(period))
        self.findings.setdefault(finding)
        if self._listening:
            self._listening[-1].setdefault(finding)

    def where(self, period: Period) -> str:
        """The company and its own name for the period."""
        return f"{self.company.ticker or self.company.name} {self.calendar.label(period)}"

    @contextmanager
    def heard(self, place: tuple[str, Period]) -> Iterator[None]:
        """Remembers what is found meanwhile as said of the place."""
        heard = self._said.setdefault(place, {})
        self._listening.append(heard)
        try:
            yield
        finally:
            self._listening.pop()

    def tell_again(self, place: tuple[str, Period]) -> None:
        """What was found of a place that is remembered is found of whoever asks for it, too."""
        if self._listening:
            self._listening[-1].update(self._said.get(place, {}))

    @contextmanager
    def hearing(self) -> Iterator[dict[Finding, None]]:
        """What is found and told again meanwhile."""
        heard: dict[Finding, None] = {}
        self._listening.append(heard)
        try:
            yield heard
        finally:
            self._listening.pop()


def source(fact: Fact, subject: str = "") -> Source:
    """Where a fact's figure was read, for source notes and ``why``.

    Args:
        subject: What pages call the company.
    """
    kind = fact.form or "report"
    ended = f" for the period to {fact.report_end}" if fact.report_end else ""
    url = ""
    # What was not received from the SEC is not to be found there.
    if fact.system in _FROM_SEC and fact.accession and fact.cik.isdigit():
        folder = fact.accession.replace("-", "")
        url = f"https://www.sec.gov/Archives/edgar/data/{int(fact.cik)}/{folder}/"
    return Source(
        system=fact.system,
        document=f"{kind}{ended}",
        as_of=fact.period.end,
        accession=fact.accession,
        concept=fact.concept,
        url=url,
        citation=fact.citation,
        accepted_at=fact.accepted_at,
        subject=subject,
    )


def _currency(facts: Sequence[Fact]) -> Unit:
    """The money most consolidated facts are reported in."""
    seen = Counter(fact.unit for fact in facts if not fact.dimensions)
    money = [unit for unit in seen if unit.currency == str(unit)]
    return max(money, key=lambda unit: (seen[unit], str(unit)), default=USD)
