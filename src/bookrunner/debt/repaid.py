"""Which notes of the annual report a quarterly report repaid: by their day, its words, its tags."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations

from bookrunner.debt.days import When, when
from bookrunner.debt.table import Tranche
from bookrunner.documents import Document

_SAID = re.compile(
    r"\b(?:repaid|redeemed|retired|paid off|repurchased all|prepaid|matured|"
    r"repayment of|redemption of)\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:will|may|intends?|expects?|plans?|could|[Ss]ubsequent|partial(?:ly)?|portion of|"
    r"notice of)\b"
)
"""With its case: May is a month."""
_SENTENCE = re.compile(r"[^\n.;]*(?:\.(?!\s|$)[^\n.;]*)*")
_RATE = re.compile(r"(\d{1,2}(?:\.\d+)?)\s?%")
_CHOICE_MAX = 8
_SAME = Decimal("0.01")


def fallen_due(tranches: Sequence[Tranche], since: date, on: date) -> list[Tranche]:
    """Those whose day, month or year of maturity lies between the two balance sheets."""
    return [one for one in tranches if since < (_last_day(one) or date.max) <= on]


def said_repaid(
    tranches: Sequence[Tranche], document: Document, since: date, on: date
) -> list[Tranche]:
    """Those that a sentence says were repaid, by coupon, and year of maturity if it names one.

    A sentence that names a later month, a part, or a plan tells of none; nor does one that may mean
    several of the company's notes.
    """
    found: list[Tranche] = []
    for match in _SENTENCE.finditer(document.text):
        words = match[0]
        if len(words) < 20 or not _SAID.search(words) or _NOT_YET.search(words):
            continue
        named = when(words[: (_RATE.search(words) or match).start()] or words)
        if named is not None and not _between(named, since, on):
            continue
        for rate in _RATE.finditer(words):
            meant = _meant(tranches, Decimal(rate[1]) / 100, words[rate.end() : rate.end() + 90])
            if meant is not None and meant not in found:
                found.append(meant)
    return found


def paid_in_year(tranches: Sequence[Tranche], on: date, left: Decimal) -> list[Tranche]:
    """Of those due in this year without a day, the only choice that adds up to what was paid."""
    open_ = [
        one for one in tranches
        if _last_day(one) is None and one.maturity_years == (on.year, on.year)
    ][:_CHOICE_MAX]  # fmt: skip
    fitting = [
        list(chosen)
        for count in range(1, len(open_) + 1)
        for chosen in combinations(open_, count)
        if abs(sum((owed(one) for one in chosen), Decimal(0)) - left) <= _SAME * left
    ]
    return fitting[0] if left > 0 and len(fitting) == 1 else []


def owed(one: Tranche) -> Decimal:
    """Its principal, else its carrying value; zero where it has neither."""
    figure = one.nominal
    if figure is None or not isinstance(figure.value, float):
        return Decimal(0)
    return figure.exact if figure.exact is not None else Decimal(str(figure.value))


def _between(named: When, since: date, on: date) -> bool:
    """Whether a day or month named may lie between the two balance sheets."""
    first, last = since.replace(day=1), on
    if named.month is None:
        return since.year <= named.last <= on.year
    return first <= date(named.last, named.month, 1) <= last


def _meant(tranches: Sequence[Tranche], rate: Decimal, after: str) -> Tranche | None:
    same = [one for one in tranches if one.coupon is not None and one.coupon.exact == rate]
    due = re.search(r"\bdue\b|\bmaturing\b", after, re.IGNORECASE)
    named = when(after[due.end() :]) if due else None
    if named is not None:
        same = [one for one in same if one.maturity_years == (named.last, named.last)]
    return same[0] if len(same) == 1 else None


def _last_day(one: Tranche) -> date | None:
    """The last day on which it may fall due; None where its year alone is told, or years."""
    if one.maturity is not None:
        return one.maturity
    years = one.maturity_years
    if years is None or years[0] != years[1] or one.maturity_month is None:
        return None
    return date(years[1], one.maturity_month, calendar.monthrange(years[1], one.maturity_month)[1])
