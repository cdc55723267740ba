"""What an annual report without tags calls its own fiscal year, in its own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from bookrunner.facts.fiscal_names import calendar_year, is_plausible

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_DATE = r"(?P<month>" + "|".join(_MONTHS) + r")\s+(?P<day>\d{1,2}),?\s+(?P<ended>(?:19|20)\d\d)"
_NAME = r"fiscal(?:\s+year)?\s+(?P<name>(?:19|20)\d\d)"
# "fiscal 2022 ended January 29, 2023"; "the year ended January 29, 2023 ("fiscal 2022")".
_NAMED_THEN_ENDED = re.compile(
    _NAME + r"\W{0,3}\s*(?:\(|which\s+|that\s+|was\s+the\s+[\w-]+\s+(?:weeks?|period)\s+)?"
    r"(?:end(?:ed|s|ing)|closed)\s+(?:on\s+)?(?:\w+day,?\s+)?" + _DATE,
    re.IGNORECASE,
)
_ENDED_THEN_NAMED = re.compile(
    r"(?:year|period|weeks)\s+end(?:ed|ing)\s+(?:on\s+)?(?:\w+day,?\s+)?"
    + _DATE
    + r"\s*,?\s*\(?\s*(?:(?:referred\s+to\s+)?(?:herein\s+)?(?:as|or)\s+)?[\"\u201c\u2018']?"
    + _NAME,
    re.IGNORECASE,
)
_SAME_DAY_MAX = 8
_TOLD_MIN = 10
_FAR_MORE = 3


def fiscal_year_in_words(text: str, period_end: date) -> int | None:
    """The fiscal year of an annual report for the year to a day; None where it stays open.

    A year that ends after June has one name that companies give, the calendar year. One that ends
    by June may be called after the year before: what the report calls it beside the day holds, else
    the name that it plainly speaks most of.
    """
    year = calendar_year(period_end)
    possible = {year + offset for offset in (-1, 0, 1) if is_plausible(offset, period_end)}
    if len(possible) == 1:
        return possible.pop()
    said = {
        int(match["name"])
        for pattern in (_NAMED_THEN_ENDED, _ENDED_THEN_NAMED)
        for match in pattern.finditer(text)
        if _is_day(match, period_end)
    }
    if said:
        return said.pop() if len(said) == 1 and said <= possible else None
    return _most_told(text, sorted(possible))


def _most_told(text: str, possible: Sequence[int]) -> int | None:
    """The year that the report speaks of as its own.

    A report speaks most of its own year, and little of the year to come; where the later of two
    names is told at least as often as the earlier, it is no year to come.
    """
    told = Counter(int(match["name"]) for match in re.finditer(_NAME, text, re.IGNORECASE))
    earlier, later = (told[year] for year in possible[-2:])
    if later >= max(earlier, _TOLD_MIN):
        return possible[-1]
    return possible[-2] if earlier >= max(_FAR_MORE * later, _TOLD_MIN) else None


def _is_day(match: re.Match[str], period_end: date) -> bool:
    try:
        day = date(
            int(match["ended"]), _MONTHS.index(match["month"].lower()) + 1, int(match["day"])
        )
    except ValueError:
        return False
    return abs((day - period_end).days) <= _SAME_DAY_MAX
