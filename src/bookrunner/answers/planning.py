"""From a question about numbers to what is to be computed, of whom, and for when."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from bookrunner.answers.definitions import (
    SHARE_WORDS,
    Definition,
    definitions,
    is_of_two_years,
    measures_in,
    settled,
    share_in_words,
    shown_as,
    spelt_out,
    without_definitions,
)
from bookrunner.answers.formulas import Formula, Line, lines_of
from bookrunner.answers.measures import MEASURES, Measure, Shown
from bookrunner.answers.periods import When, is_sequential, whens_asked, years_asked
from bookrunner.search import Question


class Task(Enum):
    """What is to be done with the measure."""

    VALUE = "value"
    AVERAGE = "average over years"
    GROWTH = "relative change"
    COMPOUND_GROWTH = "compound annual growth rate"
    DIFFERENCE = "difference"
    TREND = "whether it went up or down"


@dataclass(frozen=True)
class Plan:
    """One measure of one company, for years, and what to do with it."""

    name: str
    formula: Formula
    shown: Shown
    task: Task
    years: tuple[int, ...]
    """Fiscal, earliest first."""
    whens: tuple[When, ...]
    """The periods it names, earliest first; those of the fiscal years unless it says otherwise."""
    is_sequential: bool
    """A change from one quarter to the next, not over a year."""
    in_basis_points: bool
    exponent: int | None
    """Money in thousands (3), millions (6) ... if the question says so."""
    decimals: int | None


_N_YEARS = re.compile(r"\b(?:(\d+|two|three|four|five)[- ]?year)\s+(?:average|avg|mean)\b", re.I)
_SPAN_YEARS = re.compile(r"\b(\d+|two|three|four|five)[- ]?years?\b", re.I)
_BASIS_POINTS = re.compile(r"\b(?:bps|basis points?)\b", re.I)
_AVERAGE = re.compile(r"\b(?:average|avg|mean)\b", re.I)
_GROWTH = re.compile(
    r"\b(?:year[- ]over[- ]year|yoy|y/y|growth(?: rate)?|grow(?:n|th)?|grew|"
    r"percent(?:age)? (?:change|increase|decrease)|% (?:change|increase|decrease)|"
    r"rate of (?:change|growth))\b",
    re.I,
)
_COMPOUND = re.compile(r"\bcagr\b|\bcompound(?:ed)? annual\b", re.I)
# What is asked of a part of the company, or of a measure of its own, no statement's line answers.
OF_A_PART = re.compile(
    r"\b(?:adjusted|non-?gaap|organic|constant currency|core|segments?|regions?|geograph\w+|"
    r"countr\w+|"
    r"product (?:lines?|categor\w+)|service categor\w+|categor\w+|divisions?|brands?|domestic|"
    r"international|excluding|exclude[sd]?|guidance|outlook|forecast\w*|expect\w*|project(?:ed|s)|"
    r"per store|same[- ]store|comparable|drove|driv(?:er|en)\w*|why|reasons?|which|who|where|"
    r"type of|largest|biggest|pro forma|subsidiar\w+|one-?off)\b",
    re.I,
)
# Lines whose names hold that of another line.
_ANOTHER_LINE = re.compile(
    r"\bother (?:net |current |non-?current |operating )*"
    r"(?:assets|liabilities|income|expenses?|revenues?)|"
    r"\bnet cash\b(?! (?:flows?|from|provided|used|generated))|"
    r"\bgross (?:sales|revenues?|receivables)|"
    r"\b(?:current|deferred) (?:income )?tax|\bnon-?controlling|\bminority",
    re.I,
)
_ASKS = re.compile(r"\b(?:what|how|by|did|does|do|has|have|had|is|are|was|were|can|could)\b", re.I)
_HOW_TO_ANSWER = re.compile(
    r"\((?:in|as|using|unadjusted|formerly|expressed|fcf|answer)\b[^)]*\)|"
    r",?\s*(?:according to|based on|as (?:reported|shown|stated|disclosed) (?:in|on|by)|"
    r"(?:by )?(?:using|utilizing)|per|from|in|on) (?:its|the|their|[\w.&]+['’]s?) "
    r"(?:(?!(?:year|quarter|period)\b)[\w-]+ ){0,4}"
    r"(?:statements?(?: of [\w ]+)?|sheets?|filings?|10-?[KQ]|reports?)\b",
    re.I,
)
# Words that say how, when, or of the whole; they change nothing in what a line is.
_NEUTRAL = re.compile(
    r"""
    total|net|gross|reported?|reports?|reporting|report's|consolidated|overall|full|annual(?:ly)?|
    fiscal-year|amount(?:ed|s)?|figures?|values?|levels?|numbers?|size|balance|sheets?|statements?|
    income|cash|flows?|p&l|financial|position|operations|earnings|filings?|10-?[kq]s?|company['’]?s?|
    firm['’]?s?|corporation|inc|corp|group|plc|ltd|co|llc|holdings|business|shareholders?|
    stockholders?|attributable|unadjusted|common|owners|parent|
    spend|spent|spending|earn(?:ed)?|generat\w+|made|make|ma?de|post(?:ed)?|book(?:ed)?|pay|paid|
    record(?:ed)?|carr(?:y|ied)|held|hold|have|own(?:ed)?|access|clearly|displayed|assuming|only|recogni[sz]\w+|deliver\w*|produc(?:ed?|es)|
    out|return(?:ed)?|show(?:n|ed|s)?|give[ns]?|tell|provide|find|state[ds]?|comput\w+|calculat\w+|
    determin\w+|extract|disclos\w+|present(?:ed)?|stand|stood|say|says|get|need|want|know|see|
    much|many|big|large|high|low|
    chang\w+|increas\w+|decreas\w+|grow\w*|grew|declin\w*|ris\w+|rose|fall\w*|fell|dropp?\w*|
    improv\w+|worsen\w*|expand\w*|contract\w*|compar\w+|versus|vs|relative|higher|lower|more|
    less|went|go|up|down|direction|better|worse|consistent(?:ly)?|deteriorat\w+|
    roughly|zero|one|two|minus|plus|divided|devot\w+|taking|account|gone|come|came|fast|quick(?:ly)?|quantity|directly|outlined|explicitly|listed|
    reasonabl[ey]|healthy?|sound|liquidity|profile|levered|leveraged|judging|
    difference|percent(?:age|s)?|percentage-point|points?|basis|bps|rates?|ratios?|average|avg|mean|
    cagr|compound(?:ed)?|yoy|y/y|year-over-year|year-on-year|yr|sequential(?:ly)?|annuali[sz]ed|
    quarter-over-quarter|qoq|two-year|three-year|four-year|five-year|
    positive|negative|among|brought|most|least|activit\w+|thousands?|millions?|billions?|mm|mn|bn|dollars?|us\$?|usd|eur|gbp|decimal|decimals|places?|round(?:ed)?|nearest|
    whole|units?|terms|absolute|expressed|unit|currency|
    end(?:ed|ing|s)?|year-end|yearend|close|date|day|month|months|weeks?|period|periods|quarters?|
    quarterly|q/q|half|first|second|third|fourth|three|six|nine|twelve|thirteen|twenty-six|
    thirty-nine|fifty-two|fifty-three|three-month|six-month|nine-month|
    twelve-month|last|latest|recent|previous|prior|preceding|trailing|ltm|ttm|calendar|current|
    previous|same|next|time|span|course|since|start|beginning|through|until|
    revenue|sales|assets?|formula|using|use|answer|question|please|exactly|approximately|
    """.replace("\n", "").replace(" ", "")
    + r"[\d.,%-]+",
    re.I,
)
_PERIOD_WORD = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?|(?:fy|cy|q[1-4]|h[12])\S*|[1-4]q\S*|"
    r"\d+[- ]?(?:years?|months?|weeks?)|[69]m\S*",
    re.I,
)
_CHANGED = re.compile(
    r"\b(?:how much|by what|by how many|how many (?:percentage )?points|"
    r"what (?:was|is|were) the)\b.{0,60}\b(?:chang\w+|increas\w+|decreas\w+|declin\w+|"
    r"improv\w+|difference|gr[eo]w\w*|r[io]se|fall|fell|drop\w*|expand\w*|contract\w*)|"
    r"\bchange in\b.{0,60}\b(?:from|between)\b|"
    r"\b\d{2,4} ?(?:-|–|to) ?(?:FY|fiscal(?: year)?)? ?\d{2,4} change in\b",
    re.I,
)
_GROWTH_RATE = re.compile(r"\b(?:growth|year[- ]over[- ]year|yoy|y/y)\b", re.I)
_AS_GROWTH = re.compile(r"\b(?:growth rate|rate of (?:growth|change))\b", re.I)
_IN_PERCENT = re.compile(
    r"\b(?:what|which|how many) (?:percent(?:age)?\b|%)(?! points?)|\bin (?:percent|%)|"
    r"(?:\bpercent(?:age)?|%) (?:change|increase|decrease|growth|decline)",
    re.I,
)
_TREND = re.compile(
    r"\b(?:improv\w+|increas\w+|decreas\w+|declin\w+|drop\w*|fall\w*|fell|rise|rose|risen|"
    r"consisten\w+|(?:gone|go|went) (?:up|down)|(?:more|less)\b.{0,60}\bthan\b|"
    r"higher|lower|worsen\w*|expand\w*|deteriorat\w+|compare[sd]?)\b",
    re.I,
)
_YES_NO = re.compile(r"^\W*(?:is|are|was|were|does|do|did|has|have|had|can|could)\b", re.I)
_EXPONENTS = tuple(
    (
        re.compile(
            rf"(?:\b(?:usd|us|dollars?|in|of|eur|gbp)|[$€£])\s*(?:\(?us)?[$€£]?\s*{name}s?\b|"
            rf"\b{name}s? of (?:us |u\.s\. )?(?:dollars|usd)|\({name}s\)"
            + (rf"|[$€£]\s?(?:{short})\b|\b(?:in|usd)\s+(?:usd\s+)?(?:{short})\b" if short else ""),
            re.I,
        ),
        exponent,
    )
    for name, short, exponent in (
        ("thousand", "k|000s", 3),
        ("million", "mm|mn|mln|m", 6),
        ("billion", "bn|b|bln", 9),
    )
)
_DECIMALS = re.compile(
    r"\b(?:(zero|one|two|three|four|\d)\s+decimal|nearest (?:whole|integer))", re.I
)
_COUNTS = {"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_PERCENT = re.compile(r"\bpercent(?:s|age)?\b|%", re.I)


def plan(asked: Question, names: Collection[str] = ()) -> Plan | None:
    """What the question asks to be computed; None where it asks for no number of a statement.

    Args:
        names: Words in it that only name companies.
    """
    words = asked.words
    head = _without_names(without_definitions(words), names)
    made = _measured(definitions(words), head, asked, names)
    if made is None:
        return None
    formula, name, shown = made
    task = _task(head, asked)
    years = years_asked(asked)
    if task is Task.COMPOUND_GROWTH and len(years) == 1 and (match := _SPAN_YEARS.search(head)):
        count = _COUNTS.get(match[1].lower()) or int(match[1])
        years = (years[0] - count, years[0])
    if task is Task.AVERAGE and len(years) == 1 and (match := _N_YEARS.search(head)):
        count = _COUNTS.get(match[1].lower()) or int(match[1])
        years = tuple(range(years[0] - count + 1, years[0] + 1))
    elif task is Task.AVERAGE and len(years) >= 2:
        years = tuple(range(years[0], years[-1] + 1))
    if is_of_two_years(formula):
        task = Task.VALUE
    if shown is Shown.TIMES and _PERCENT.search(_units(words)):
        shown = Shown.PERCENT
    return Plan(
        name=name,
        formula=formula,
        shown=shown,
        task=task,
        years=years,
        whens=whens_asked(asked, years),
        is_sequential=is_sequential(words),
        in_basis_points=bool(_BASIS_POINTS.search(words)),
        exponent=_exponent(words),
        decimals=_decimals(words),
    )


def _measured(
    own: Sequence[Definition], head: str, asked: Question, names: Collection[str]
) -> tuple[Formula, str, Shown] | None:
    """What is to be computed, its name and in what it is told; the question's definition wins."""
    if any(one.formula is None for one in own):
        return None
    named = _named(head)
    defined = {one.key: one.formula for one in own if one.key and one.formula}
    if (parts := spelt_out(head)) is not None and named is not None:
        whole = None if _is_of_something_else(asked, head, names) else parts
        return (settled(whole, defined), named.name, named.shown) if whole else None
    if own and (main := _main(own, named)) is not None:
        assert main.formula is not None
        kept = {key: formula for key, formula in defined.items() if key != main.key}
        known = named if named is not None and main.key == named.key else None
        shown = shown_as(main.formula, known, is_percent=bool(_PERCENT.search(_units(asked.words))))
        name = known.name if known is not None else "the measure as defined"
        return settled(main.formula, kept), name, shown
    return _of_the_table(named, head, asked, names, defined)


def _main(own: Sequence[Definition], named: Measure | None) -> Definition | None:
    """The definition of what is asked for; others are of what it is made of."""
    for one in own:
        if one.key is None or (named is not None and one.key == named.key):
            return one
    return own[0] if len(own) == 1 and named is None else None


def _of_the_table(
    named: Measure | None,
    head: str,
    asked: Question,
    names: Collection[str],
    defined: Mapping[str, Formula],
) -> tuple[Formula, str, Shown] | None:
    share = share_in_words(_question(head))
    if named is None or _is_of_something_else(asked, head, names, SHARE_WORDS if share else ()):
        return None
    if share is not None and named.shown is Shown.MONEY:
        formula, name, shown = share
        return settled(formula, defined), name, shown
    if not _is_of_one(named, head):
        return None
    return settled(named.formula, defined), named.name, named.shown


def _is_of_one(named: Measure, head: str) -> bool:
    """Whether no other measure is asked about beside the one it names, or those that make it."""
    said = re.sub(r"\([^)]*\)", " ", _HOW_TO_ANSWER.sub(" ", _question(head)))
    rest = measures_in(said) - {named.key}
    lines = {"accounts_receivable" if k == "receivables" else k for k in lines_of(named.formula)}
    return rest <= lines | set(lines_of(settled(named.formula, {})))


def _is_of_something_else(
    asked: Question, head: str, names: Collection[str], also: Collection[str] = ()
) -> bool:
    """Whether it asks of a part, a forecast or a measure that no statement's line is.

    Args:
        also: Words that say nothing more of it here.

    Every word that says what is asked must be of a measure or say nothing more of it: "iPhone net
    sales", "revenue from Germany" and "dividends per unit" are not what the measures in them are.
    """
    said = _question(head)
    if OF_A_PART.search(said) or _ANOTHER_LINE.search(said):
        return True
    if (start := _ASKS.search(said)) is not None:
        said = said[start.start() :]
    said = _HOW_TO_ANSWER.sub(" ", said)
    for name in sorted(names, key=len, reverse=True):
        said = re.sub(rf"(?<!\w){re.escape(name)}(?:['’]s?)?(?!\w)", " ", said, flags=re.I)
    for measure in MEASURES:
        said = measure.asked.sub(" ", said)
    rest = {word.casefold().strip("-/'.,") for word in re.findall(r"[A-Za-z][\w&'’/-]*", said)}
    return any(
        term in rest
        and term not in also
        and not _NEUTRAL.fullmatch(term)
        and not _PERIOD_WORD.fullmatch(term)
        for term in asked.terms
    )


def _without_names(words: str, names: Collection[str]) -> str:
    """Without companies' names, whose words may be a measure's: "Cash America International"."""
    if not names:
        return words
    one = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    more = "+" if len(names) > 1 else "*"
    run = rf"(?<!\w)(?:{one})(?:['’]s)?(?:[\s,.&-]+(?:{one})(?:['’]s)?){more}(?!\w)"
    return re.sub(run, " ", words, flags=re.I)


def _question(head: str) -> str:
    """The sentence that asks; what follows it says how to answer."""
    asked = [one for one in re.split(r"(?<=[.?!:])\s+", head) if one.rstrip().endswith("?")]
    return asked[0] if asked else head


def _named(head: str) -> Measure | None:
    """The measure that the question names: the first ratio, else the first line."""
    asked = re.split(r"(?<=\?)\s", head)
    for sentence in [*asked, head]:
        found = [(m, match.start()) for m in MEASURES if (match := m.asked.search(sentence))]
        if not found:
            continue
        ratios = [pair for pair in found if not isinstance(pair[0].formula, Line)]
        whole = measures_in(sentence)
        ratios = [pair for pair in ratios if pair[0].key in whole] or ratios
        if ratios:
            return min(ratios, key=lambda pair: MEASURES.index(pair[0]))[0]
        if "?" in sentence or sentence is head:
            taken: list[tuple[int, int]] = []
            best: list[tuple[int, Measure]] = []
            for measure, _ in found:
                for match in measure.asked.finditer(sentence):
                    if not any(a <= match.start() < b for a, b in taken):
                        taken.append(match.span())
                        best.append((match.start(), measure))
            return min(best, key=lambda pair: pair[0])[1]
    return None


def _task(head: str, asked: Question) -> Task:
    head = _question(head)
    if _COMPOUND.search(head):
        return Task.COMPOUND_GROWTH
    if _N_YEARS.search(head) or (_AVERAGE.search(head) and len(asked.years) >= 2):
        return Task.AVERAGE
    if (changed := _changed(head)) is not None:
        return changed
    if _TREND.search(head) and (
        _YES_NO.search(head) or re.search(r"\bhow does\b|\bhow did\b", head, re.I)
    ):
        return Task.TREND
    return Task.VALUE


def _changed(head: str) -> Task | None:
    """Whether a change is asked in its own unit or relative to what it was; None where none is."""
    changes = bool(_CHANGED.search(head))
    relative = _IN_PERCENT.search(head) or _AS_GROWTH.search(head)
    if changes and relative and not _BASIS_POINTS.search(head):
        return Task.GROWTH
    if changes and not _GROWTH_RATE.search(head):
        return Task.DIFFERENCE
    if _GROWTH.search(head):
        return Task.GROWTH
    return Task.DIFFERENCE if changes else None


def _units(words: str) -> str:
    match = re.search(r"(?:answer in|in units of|round)[^.]*", words, re.I)
    return match[0] if match else ""


def _exponent(words: str) -> int | None:
    for pattern, exponent in _EXPONENTS:
        if pattern.search(words):
            return exponent
    return None


def _decimals(words: str) -> int | None:
    match = _DECIMALS.search(words)
    if not match:
        return None
    if not match[1]:
        return 0
    return _COUNTS.get(match[1].lower(), int(match[1]) if match[1].isdigit() else 0)
