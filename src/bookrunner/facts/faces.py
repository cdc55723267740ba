"""What stands on the face of a report's statements, told by where its facts stand in the text.

Tags do not say whether a number is a row of a statement or of a note. Its place does: the rows of
liabilities lie between total assets and the total of liabilities and equity, and the rows of the
income statement between its first and its last line. Of a number told several times the first row
is kept, and statements come before notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bookrunner.facts.filings import Fact
from bookrunner.figures import Period

_ASSETS = frozenset({"us-gaap:Assets", "ifrs-full:Assets"})
_BALANCE_END = frozenset(
    {"us-gaap:LiabilitiesAndStockholdersEquity", "ifrs-full:EquityAndLiabilities"}
)
_CURRENT_END = frozenset({"us-gaap:LiabilitiesCurrent", "ifrs-full:CurrentLiabilities"})
_TOTAL_LIABILITIES = frozenset({"us-gaap:Liabilities", "ifrs-full:Liabilities"})
_EQUITY = re.compile(
    r":(?:CommonStock|PreferredStock|TemporaryEquity|Redeemable|StockholdersEquity|MinorityInterest"
    r"|PartnersCapital|MembersEquity|AdditionalPaidInCapital|RetainedEarnings|IssuedCapital|Equity)"
)
_INCOME_ENDS = frozenset(
    {
        *("us-gaap:NetIncomeLoss", "us-gaap:ProfitLoss", "us-gaap:IncomeTaxExpenseBenefit"),
        *("us-gaap:EarningsPerShareBasic", "us-gaap:EarningsPerShareDiluted"),
        (
            "us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItems"
            "NoncontrollingInterest"
        ),
        (
            "us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxesMinorityInterestAndIncomeLoss"
            "FromEquityMethodInvestments"
        ),
    }
)
_INCOME_ENDS_MIN = 3
# An income statement with all its columns and its heading; the next statement may follow at once.
_INCOME_LENGTH_MAX = 8_000


class Liabilities:
    """The rows of liabilities on the face of one balance sheet, at one day, in their order."""

    def __init__(self, rows: Sequence[Fact], current_until: int | None) -> None:
        self.rows = rows
        self._current_until = current_until

    @property
    def is_classified(self) -> bool:
        """Whether the balance sheet parts what is due within a year from the rest."""
        return self._current_until is not None

    def is_current(self, row: Fact) -> bool:
        """Whether the row stands above the total of current liabilities."""
        return self._current_until is not None and _start(row) < self._current_until


class Faces:
    """The faces of all reports of one company whose facts have a place."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._by_document: dict[str, list[Fact]] = {}
        for fact in facts:
            if fact.citation is not None:
                self._by_document.setdefault(fact.citation.document, []).append(fact)
        self._liabilities: dict[tuple[str, Period], Liabilities | None] = {}

    def liabilities(self, document: str, at: Period) -> Liabilities | None:
        """The liabilities of a report at a day; None where its facts do not show its face."""
        place = (document, at)
        if place not in self._liabilities:
            self._liabilities[place] = _liabilities(
                [fact for fact in self._by_document.get(document, ()) if fact.period == at]
            )
        return self._liabilities[place]

    def is_noncurrent(self, fact: Fact) -> bool:
        """Whether a number certainly stands below the total of current liabilities."""
        face = self.liabilities(fact.document, fact.period)
        return (
            face is not None
            and face.is_classified
            and fact in face.rows
            and not face.is_current(fact)
        )

    def is_off_income_statement(self, fact: Fact) -> bool:
        """Whether a number of a period certainly stands in no row of the income statement."""
        if fact.citation is None:
            return False
        ends = [
            _start(one)
            for one in self._by_document[fact.citation.document]
            if one.concept in _INCOME_ENDS and one.period == fact.period and not one.dimensions
        ]
        if len(ends) < _INCOME_ENDS_MIN or max(ends) - min(ends) > _INCOME_LENGTH_MAX:
            return False
        return not max(ends) - _INCOME_LENGTH_MAX < _start(fact) <= max(ends)


def _liabilities(at_day: Sequence[Fact]) -> Liabilities | None:
    """From the facts of one report at one day."""
    whole = [fact for fact in at_day if not fact.dimensions]
    first = min((_start(f) for f in whole if f.concept in _ASSETS), default=None)
    last = min((_start(f) for f in whole if f.concept in _BALANCE_END), default=None)
    if first is None or last is None or first >= last:
        return None
    ends = [
        _start(fact)
        for fact in whole
        if first < _start(fact) < last
        and (fact.concept in _TOTAL_LIABILITIES or _EQUITY.search(fact.concept))
    ]
    last = min(ends, default=last)
    rows = [fact for fact in at_day if fact.label and first < _start(fact) < last]
    current = [_start(f) for f in whole if f.concept in _CURRENT_END and first < _start(f) < last]
    return Liabilities(sorted(rows, key=_start), min(current, default=None))


def _start(fact: Fact) -> int:
    return fact.citation.start if fact.citation is not None else -1
