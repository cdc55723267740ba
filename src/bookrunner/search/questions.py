"""A question understood without a language model: whose numbers, of when, on which pages."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bookrunner.search.topics import TOPICS, Topic

_YEAR = r"(?:19|20)\d\d"
_FISCAL = re.compile(r"\b(?:FY|fiscal(?:\s+years?)?|FYE|CY)\s*[-']?\s*(\d{4}|\d\d)\b", re.I)
_RANGE = re.compile(
    rf"\b(?:FY|fiscal(?:\s+years?)?)?\s*({_YEAR}|\d\d)\s*(?:-|–|—|to|through|and)\s*"
    rf"(?:FY|fiscal(?:\s+years?)?)?\s*({_YEAR}|\d\d)\b",
    re.I,
)
_BARE_YEAR = re.compile(
    rf"\b({_YEAR})\b|\b(?:in|for|during|the year)\s+(\d{{4}})\s*[?.!]*\s*$", re.I
)
# "Securities Exchange Act of 1934", "debentures due 2097": years of a law or of a loan's end.
_NO_PERIOD = re.compile(
    rf"\b(?:act|code)\s+of\s+{_YEAR}\b|\b(?:due|matur\w+|founded|incorporated|since)\s+"
    rf"(?:in\s+)?{_YEAR}\b",
    re.I,
)
_USUAL = range(1990, 2061)
"""Years that reports and what they schedule are of."""
_CENTURY_TURN = 60
"""The first two-digit year of the last century: FY85 is 1985."""
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_QUARTER = re.compile(
    rf"\b(?:Q([1-4])|(first|second|third|fourth)\s+quarter)"
    rf"(?:\s*(?:of)?\s*,?\s*(?:the\s+)?(?:FY|fiscal(?:\s+year)?)?\s*'?({_YEAR}|\d\d)\b)?",
    re.I,
)
_QUARTER_AFTER = re.compile(rf"\b(?:FY\s*)?({_YEAR})\s*-?\s*Q([1-4])\b", re.I)
_MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
_MONTH = "|".join(f"{name}|{name[:3]}\\.?" for name in _MONTHS)
_DAY_FIRST = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})\s*,?\s*({_YEAR})\b", re.I
)
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\s+(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s*({_YEAR})\b", re.I)
_FORMS = (
    (re.compile(r"\b(?:10-?K(?:405)?|annual\s+report)\b", re.I), "10-K"),
    (re.compile(r"\b(?:10-?Q|quarterly\s+report)\b", re.I), "10-Q"),
    (re.compile(r"\b8-?K\b|\bcurrent\s+report\b", re.I), "8-K"),
    (re.compile(r"\b(?:20-?F)\b", re.I), "20-F"),
    (
        re.compile(r"\bearnings\s+(?:release|call|transcript)\b|\bpress\s+release\b", re.I),
        "EX-99.1",
    ),
    (re.compile(r"\bproxy\b|\bDEF\s*14A\b", re.I), "DEF 14A"),
    (re.compile(r"\bprospectus\b|\b424B\d?\b|\bS-1\b", re.I), "424B"),
)
# How to answer is no part of what is asked.
_INSTRUCTION = re.compile(
    r"\b(?:round (?:your|the)|answer in|in (?:units of|usd|us\$)|(?:respond|give a response) to|"
    r"base your|basing your|you are an? |your only resource|(?:please )?utilize|"
    r"if .{0,80}(?:not (?:a )?(?:useful|relevant|meaningful|explicitly)|then (?:please )?state)|"
    r"address the question|when responding|we want to|approach the question|assume (?:that )?you|"
    r"here'?s the question|calculate (?:\(or extract\) )?(?:the answer|what was asked))\b",
    re.I,
)
_STOP_WORDS = """
    a about all also an and any are as at based be been being between but by can company could data
    did do does each else for from had has have how if in into is it its many me most much no not
    of on or other our over own please than that the their then there these they this those to
    under up us using was we were what when where whether which while who whom whose why will with
    would year years fy fiscal quarter question following answer information provided primarily
    within shown outlined details relevant useful metric metrics usd million millions billion units
    percents unadjusted defined ratio define
"""
_STOP = frozenset(_STOP_WORDS.split())
_OF_A_PART = re.compile(
    r"\b(?:segments?|regions?|geograph\w+|countr(?:y|ies)|domestic|international|divisions?|brands?|"
    r"business units?|product(?:s|ion)? (?:lines?|categor\w+)|service categor\w+|categor(?:y|ies)|"
    r"adjusted|non-?gaap|organic|constant currency|excluding|exclude[sd]?|ebitdar)\b",
    re.I,
)
_AMOUNT = re.compile(
    r"\b(?:how (?:much|many|high|large)|what (?:was|is|were|are) (?:the )?(?:[\w'&.-]+ ){0,6}"
    r"(?:amount|quantity|number|value|total|rate|ratio|margin|sales|revenues?|income|expenses?|"
    r"ebitda\w*|earnings|eps|costs?|cash|debt|assets)|highest|lowest|largest|smallest|biggest|"
    r"more than \d|less than \d|best|worst|growth|compare[ds]?|"
    r"improv\w+|declin\w+|consistent\w*|deteriorat\w+)\b",
    re.I,
)
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9&'’/-]*|\d[\d.,]*%?")


@dataclass(frozen=True)
class Question:
    """What is asked."""

    words: str
    terms: tuple[str, ...]
    """Words that carry meaning, without names, periods and how to answer."""
    years: tuple[int, ...]
    """Fiscal years as written, earliest first."""
    quarters: tuple[tuple[int | None, int], ...]
    """(year or None, quarter)."""
    days: tuple[date, ...]
    forms: tuple[str, ...]
    topics: tuple[Topic, ...]

    @cached_property
    def statements(self) -> tuple[str, ...]:
        """The primary statements that its topics stand on."""
        return tuple(dict.fromkeys(s for topic in self.topics for s in topic.statements))

    @cached_property
    def is_of_a_part(self) -> bool:
        """Whether it asks of a part of the company or a measure of its own.

        The primary statements show the whole by its accounting lines; notes show the rest.
        """
        return bool(_OF_A_PART.search(self.words))

    @cached_property
    def is_of_an_amount(self) -> bool:
        """Whether the answer stands in numbers."""
        return bool(_AMOUNT.search(self.words))

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """How filings say what is asked."""
        return tuple(dict.fromkeys(p for topic in self.topics for p in topic.phrases))


def question(words: str, *, names: Collection[str] = ()) -> Question:
    """What the words ask.

    Args:
        words: The question.
        names: Words in it that only name companies, and so say nothing of what is asked.
    """
    asked = _asked(words)
    days = _days(words)
    quarters = _quarters(words)
    years = _years(words, days)
    forms = tuple(form for pattern, form in _FORMS if pattern.search(words))
    topics = tuple(topic for topic in TOPICS if topic.asked.search(words))
    return Question(words, _terms(asked, names), years, quarters, days, forms, topics)


def _asked(words: str) -> str:
    """The sentences that ask, without those that say how to answer."""
    sentences = re.split(r"(?<=[.?!])\s+|(?<=:)\s+", words)
    kept: list[str] = []
    for sentence in sentences:
        if not _INSTRUCTION.search(sentence):
            kept.append(sentence)
        elif sentence.rstrip().endswith("?"):
            # "According to ..., what is X?": what is asked comes after the last comma.
            kept.append(sentence.rsplit(",", 1)[-1])
    return " ".join(kept) or words


def _terms(asked: str, names: Collection[str]) -> tuple[str, ...]:
    known = {re.sub(r"['’]s?$", "", name.casefold()).strip("-/'’.,") for name in names}
    found: dict[str, None] = {}
    for match in _WORD.finditer(asked):
        word = re.sub(r"['’]s?$", "", match[0]).casefold().strip("-/'’.,")
        if len(word) < 2 or word in _STOP or word in known:
            continue
        if re.fullmatch(rf"(?:fy)?{_YEAR}|fy\d\d|q[1-4]", word):
            continue
        found.setdefault(word, None)
    return tuple(found)


def _full(year: str) -> int:
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) <= _CENTURY_TURN else 1900)


def _years(words: str, days: Sequence[date]) -> tuple[int, ...]:
    found = {_full(match[1]) for match in _FISCAL.finditer(words)}
    for match in _RANGE.finditer(words):
        if len(match[1]) == 2 and "fy" not in match[0].casefold():
            continue
        first, last = _full(match[1]), _full(match[2])
        if first <= last <= first + 10:
            found |= set(range(first, last + 1))
    if not found:
        periods = _NO_PERIOD.sub(" ", words)
        found = {
            year
            for text in (words, periods)
            for match in _BARE_YEAR.finditer(text)
            if (year := int(match[1] or match[2])) in _USUAL or text is periods
        }
        found -= {day.year for day in days}
    # One that no report is of is asked for all the same, and answered so.
    return tuple(sorted(found))


def _quarters(words: str) -> tuple[tuple[int | None, int], ...]:
    found: dict[tuple[int | None, int], None] = {}
    for match in _QUARTER.finditer(words):
        number = int(match[1]) if match[1] else _QUARTERS[match[2].casefold()]
        found.setdefault((_full(match[3]) if match[3] else None, number), None)
    for match in _QUARTER_AFTER.finditer(words):
        found.setdefault((int(match[1]), int(match[2])), None)
    return tuple(found)


def _days(words: str) -> tuple[date, ...]:
    found: list[date] = []
    for pattern, day_at, month_at in ((_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
        for match in pattern.finditer(words):
            month = next(
                n for name, n in _MONTHS.items() if name.startswith(match[month_at].lower()[:3])
            )
            try:
                found.append(date(int(match[3]), month, int(match[day_at])))
            except ValueError:
                continue
    return tuple(found)
