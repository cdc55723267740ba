"""From a question about numbers to what is to be computed, of whom, and for when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from bookrunner.answers.formulas import (
    Formula,
    Line,
    NotAFormula,
    Operation,
    lines_of,
    parse,
    replaced,
)
from bookrunner.answers.measures import MEASURES, Measure, Shown, expansion
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
    quarter: int | None
    exponent: int | None
    """Money in thousands (3), millions (6) ... if the question says so."""
    decimals: int | None


_DEFINITION = re.compile(
    r"(?:(?:is |are |be |here is )?(?:defined|calculated|computed)(?: here)? as|define .{3,80}? as|"
    r"calculate .{3,60}? (?:as|using)|where .{3,60}? (?:is|=))\s*:?\s*",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[a-z0-9)])\.(?:\s|$)|(?<=[a-z)])\?\s|;")
_YEARS_BETWEEN = re.compile(
    r"\b(?:between|from|of|for|in|at the end of)?\s*(?:FY|fiscal(?: year)?)\s?\d{2,4}"
    r"(?:\s*(?:and|to|-|through)\s*(?:FY|fiscal(?: year)?)?\s?\d{2,4})?",
    re.I,
)
_SIGNS = (
    (re.compile(r"\bdivided by\b|÷", re.I), " / "),
    (re.compile(r"\b(?:multiplied by|times)\b|×", re.I), " * "),
    (re.compile(r"\b(?:minus|less)\b|–|−", re.I), " - "),
    (re.compile(r"\bplus\b", re.I), " + "),
    (re.compile(r"[\[{]"), "("),
    (re.compile(r"[\]}]"), ")"),
)
_AVERAGE_OF = re.compile(r"\baverage\s+(?:of\s+)?(?:the\s+)?(?:net\s+)?(?=[a-z_]+\b)", re.I)
_CHANGE_IN = re.compile(r"\bchange\s+in\s+(?:the\s+)?(?=[a-z_]+\b)", re.I)
_FILLERS = re.compile(
    r"\b(?:the|a|an|of|from|in|on|its|their|total|unadjusted|reported|annual|fiscal|year|"
    r"company|income statement|balance sheet|cash flow statement|statement of cash flows|"
    r"p&l statement|over|same period|during|for|net)\b|,",
    re.I,
)
_N_YEARS = re.compile(r"\b(?:(\d+|two|three|four|five)[- ]?year)\s+(?:average|avg|mean)\b", re.I)
_AVERAGE = re.compile(r"\b(?:average|avg|mean)\b", re.I)
_GROWTH = re.compile(
    r"\b(?:year[- ]over[- ]year|yoy|y/y|growth(?: rate)?|grow(?:n|th)?|grew|"
    r"percent(?:age)? (?:change|increase|decrease)|% (?:change|increase|decrease)|"
    r"rate of (?:change|growth))\b",
    re.I,
)
_COMPOUND = re.compile(r"\bcagr\b|\bcompound(?:ed)? annual\b", re.I)
# What is asked of a part of the company, or of a measure of its own, no statement's line answers.
_OF_A_PART = re.compile(
    r"\b(?:adjusted|non-?gaap|organic|constant currency|core|segments?|regions?|geograph\w+|"
    r"countr\w+|"
    r"product (?:lines?|categor\w+)|service categor\w+|categor\w+|divisions?|brands?|domestic|"
    r"international|excluding|exclude[sd]?|guidance|outlook|forecast\w*|expect\w*|project(?:ed|s)|"
    r"per store|same[- ]store|comparable|drove|driv(?:er|en)\w*|why|reasons?|which|who|where|"
    r"type of|largest|biggest|pro forma|subsidiar\w+|one-?off)\b",
    re.I,
)
_CHANGED = re.compile(
    r"\b(?:how much|by what|what was the)\b.{0,60}\b(?:chang\w+|increas\w+|decreas\w+|declin\w+|"
    r"improv\w+|difference)|\bchange in\b.{0,60}\b(?:from|between)\b",
    re.I,
)
_TREND = re.compile(
    r"\b(?:improv\w+|increas\w+|decreas\w+|declin\w+|drop\w*|fall\w*|fell|rise|rose|risen|"
    r"consisten\w+|higher|lower|worsen\w*|expand\w*|deteriorat\w+|compare[sd]?)\b",
    re.I,
)
_YES_NO = re.compile(r"^\W*(?:is|are|was|were|does|do|did|has|have|had|can|could)\b", re.I)
_EXPONENTS = (("thousand", 3), ("million", 6), ("billion", 9))
_DECIMALS = re.compile(
    r"\b(?:(zero|one|two|three|four|\d)\s+decimal|nearest (?:whole|integer))", re.I
)
_COUNTS = {"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_PERCENT = re.compile(r"\bpercent(?:s|age)?\b|%", re.I)
_SHARE_OF = re.compile(
    r"\bas (?:a |an )?(?:%|percent(?:age)?|share) of (?:total |net )?(?:revenues?|sales)\b",
    re.I,
)


def plan(asked: Question) -> Plan | None:
    """What the question asks to be computed; None where it asks for no number of a statement."""
    words = asked.words
    own = _definition(words)
    head = _without_definition(words)
    named = _named(head)
    if own is None and (named is None or _OF_A_PART.search(_question(head))):
        return None
    formula: Formula
    if own is not None:
        formula = own
        name = named.name if named is not None else "the measure as defined"
        shown = named.shown if named is not None else _shown(own)
    else:
        assert named is not None
        formula, name, shown = named.formula, named.name, named.shown
        if _SHARE_OF.search(head) and shown is Shown.MONEY:
            formula = Operation("/", formula, Line("revenue"))
            name, shown = f"{name} over revenue", Shown.PERCENT
        if (parts := _spelt_out(head)) is not None:
            formula = parts
    task = _task(head, asked)
    years = asked.years
    if task is Task.AVERAGE and len(years) == 1 and (match := _N_YEARS.search(head)):
        count = _COUNTS.get(match[1].lower()) or int(match[1])
        years = tuple(range(years[0] - count + 1, years[0] + 1))
    elif task is Task.AVERAGE and len(years) >= 2:
        years = tuple(range(years[0], years[-1] + 1))
    if shown is not Shown.PERCENT and shown is Shown.TIMES and _PERCENT.search(_units(words)):
        shown = Shown.PERCENT
    quarter = asked.quarters[0][1] if asked.quarters else None
    if asked.quarters and asked.quarters[0][0] is not None and not years:
        years = (asked.quarters[0][0],)
    return Plan(
        name=name,
        formula=replaced(formula, expansion),
        shown=shown,
        task=task,
        years=years,
        quarter=quarter,
        exponent=_exponent(words),
        decimals=_decimals(words),
    )


def _question(head: str) -> str:
    """The sentence that asks; what follows it says how to answer."""
    asked = [one for one in re.split(r"(?<=[.?!:])\s+", head) if one.rstrip().endswith("?")]
    return asked[0] if asked else head


def _definition(words: str) -> Formula | None:
    """The formula that the question itself defines; None where it defines none."""
    match = _DEFINITION.search(words)
    if not match:
        return None
    rest = words[match.end() :]
    end = _SENTENCE.search(rest)
    return formula_in_words(rest[: end.start()] if end else rest)


def formula_in_words(words: str) -> Formula | None:
    """A formula written with the names of lines; None where a word of it is not understood."""
    text = words.replace("[", "(").replace("]", ")")
    marked: dict[str, str] = {}
    for measure in MEASURES:

        def mark(_: re.Match[str], key: str = measure.key) -> str:
            name = f"zz{chr(97 + len(marked) // 26)}{chr(97 + len(marked) % 26)}"
            marked[name] = key
            return f" {name} "

        text = measure.asked.sub(mark, text)
    text = _YEARS_BETWEEN.sub(" ", text)
    for pattern, sign in _SIGNS:
        text = pattern.sub(sign, text)
    text = _AVERAGE_OF.sub("average ", _CHANGE_IN.sub("change ", text))
    text = _FILLERS.sub(" ", text)
    text = re.sub(r"\b(average|change)\s+(zz[a-z]{2})\b", r"\1(\2)", text)
    text = re.sub(r"\(\s*(zz[a-z]{2})\s+(?:cash flow|income|statements?)\s*\)", r"(\1)", text)
    text = re.sub(r"\(\s*\)|\(\s*(?:&|and)\s*\)|\(\s*\(\s*\)\s*\)", " ", text).strip(" .:?")
    try:
        formula = parse(text)
    except NotAFormula:
        return None
    try:
        return _renamed(formula, marked)
    except KeyError:
        return None


def _renamed(formula: Formula, names: dict[str, str]) -> Formula:
    def of(key: str) -> Formula | None:
        if key in names:
            return Line(names[key]) if names[key] != "accounts_receivable" else Line("receivables")
        if key.startswith("zz"):
            raise KeyError(key)
        return None

    made = replaced(formula, of)
    known = {measure.key for measure in MEASURES} | {"receivables"}
    if set(lines_of(made)) - known:
        raise KeyError
    return made


def _spelt_out(head: str) -> Formula | None:
    """``unadjusted operating income + depreciation and amortization``, ``EBITDA less capex``."""
    match = re.search(r"\bwhat (?:is|was|were)\b(.*?)(?:\?|$)", head, re.I)
    if not match or not re.search(r"\s[+-]\s|\bless\b|\bminus\b|\bplus\b", match[1]):
        return None
    said = re.sub(r"\b[A-Z][\w&.]*(?:\s[A-Z][\w&.]*)*['’]s?\s", " ", match[1])
    said = re.sub(
        r"\bfor [A-Z].*$|\bin USD.*$|\(unadjusted.*$|\bfor (?:the )?(?:FY|fiscal).*$", " ", said
    )
    made = formula_in_words(said)
    return made if isinstance(made, Operation) else None


def _without_definition(words: str) -> str:
    match = _DEFINITION.search(words)
    if not match:
        return words
    rest = words[match.end() :]
    end = _SENTENCE.search(rest)
    start = match.start()
    before = words[:start]
    # "X is defined as": the name before it stays; "Define X as" goes.
    before = re.sub(r"[^.?!]*\bdefine\b[^.?!]*$", "", before, flags=re.I)
    return f"{before} {rest[end.end() :] if end else ''}"


def _named(head: str) -> Measure | None:
    """The measure that the question names: the first ratio, else the first line."""
    asked = re.split(r"(?<=\?)\s", head)
    for sentence in [*asked, head]:
        found = [(m, match.start()) for m in MEASURES if (match := m.asked.search(sentence))]
        if not found:
            continue
        ratios = [pair for pair in found if not isinstance(pair[0].formula, Line)]
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
    if _GROWTH.search(head):
        return Task.GROWTH
    if _CHANGED.search(head):
        return Task.DIFFERENCE
    if _TREND.search(head) and (
        _YES_NO.search(head) or re.search(r"\bhow does\b|\bhow did\b", head, re.I)
    ):
        return Task.TREND
    return Task.VALUE


def _units(words: str) -> str:
    match = re.search(r"(?:answer in|in units of|round)[^.]*", words, re.I)
    return match[0] if match else ""


def _shown(formula: Formula) -> Shown:
    if isinstance(formula, Operation) and formula.sign == "/":
        return Shown.TIMES
    return Shown.MONEY


def _exponent(words: str) -> int | None:
    for name, exponent in _EXPONENTS:
        if re.search(rf"\b(?:usd|us\$|\$|dollars?|in)\s*{name}s?\b", words, re.I):
            return exponent
    return None


def _decimals(words: str) -> int | None:
    match = _DECIMALS.search(words)
    if not match:
        return None
    if not match[1]:
        return 0
    return _COUNTS.get(match[1].lower(), int(match[1]) if match[1].isdigit() else 0)
