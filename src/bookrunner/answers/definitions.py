"""Formulas that a question writes itself: definitions, sums, shares and ratios of lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bookrunner.answers.formulas import (
    Call,
    Formula,
    Line,
    NotAFormula,
    Number,
    Operation,
    lines_of,
    parse,
    replaced,
)
from bookrunner.answers.measures import BY_KEY, MEASURES, Measure, Shown


@dataclass(frozen=True)
class Definition:
    """What a question says a measure is."""

    said: str
    """The name it defines, as written."""
    key: str | None
    """The measure of the table that it names; None where it is none of them."""
    formula: Formula | None
    """None where a word of it is not understood."""


_NAMED = r"(?:define|approximate|calculate|compute|measure) (?P<named>[^.?!]{3,80}?) (?:as|using)\b"
_DEFINITION = re.compile(
    r"(?:(?:is |are |be |here is )?\b(?:defined|calculated|computed|measured)(?: here)? as\b|"
    rf"{_NAMED}|where (?P<where>[^.?!]{{3,60}}?) (?:is|=)(?= ))\s*:?\s*",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[a-z0-9)\]])\.(?:\s|$)|(?<=[a-z0-9)\]])\?(?:\s|$)|;", re.I)
_FISCAL = r"(?:FY|fiscal(?: year)?)\s?"
_YEARS_BETWEEN = re.compile(
    rf"\b(?:between|from)?\s*{_FISCAL}\d{{2,4}}\s*(?:and|to|-|–|through)\s*(?:{_FISCAL})?\d{{2,4}}\b",
    re.I,
)
_YEAR = re.compile(rf"\b(?:of|for|in|at the end of)?\s*{_FISCAL}(\d{{2,4}})(?:['’]s)?\b", re.I)
_STATEMENT = re.compile(
    r"[\[(]?\b(?:(?:from|in|on|per) )?(?:the )?(?:statements? of (?:cash flows?|income|operations|"
    r"earnings|financial position)|(?:cash ?flow|income|p&l) statements?|balance sheets?)[\])]?",
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
_LINE = r"zz[a-z]{2}"
_SUM_OF = re.compile(rf"\b(?:sum|total) of\s+({_LINE})\s+and\s+({_LINE})\b")
_AVERAGE_OF = re.compile(r"\baverage\s+(?:of\s+)?(?:the\s+)?(?:net\s+)?(?=[a-z_]+\b)", re.I)
_CHANGE_IN = re.compile(r"\bchange\s+in\s+(?:the\s+)?(?=[a-z_]+\b)", re.I)
_PRIOR = re.compile(
    rf"\b(?:prior|previous|preceding|last)[- ](?:fiscal )?(?:year|period)(?:['’]s)?\s+(?={_LINE})|"
    rf"\bbeginning\s+(?={_LINE})",
    re.I,
)
_FILLERS = re.compile(
    r"\b(?:the|a|an|of|from|in|on|its|their|total|unadjusted|reported|annual|fiscal|year|end|"
    r"year-end|ending|current|days|company|over|same period|during|for|net)\b|,",
    re.I,
)
_ANOTHER = re.compile(
    r"\s+(?:conversion|ratio|margin|turnover|coverage|yield|intensity|productivity|efficiency|"
    r"multiple|rate|per|to)\b",
    re.I,
)
_HUNDRED = re.compile(r"\s*[*x×]\s*100\s*%?(?!\d)", re.I)


def definitions(words: str) -> tuple[Definition, ...]:
    """What the question defines, in its order."""
    found: list[Definition] = []
    for match, said, body in _defining(words):
        if not re.search(r"[a-z]{2}", _FILLERS.sub(" ", _STATEMENT.sub(" ", body)), re.I):
            continue  # "Calculate it using the income statement" defines nothing.
        named = measure_in(said)
        if named is not None and _ANOTHER.match(named.asked.split(said, 1)[-1]):
            named = None  # "cash conversion" is no cash.
        formula = formula_in_words(body)
        is_using = match[0].lower().rstrip(" :").endswith("using")
        is_list = is_using and (named is None or _lists_its_lines(body, named))
        if formula is None and (match["where"] or is_list):
            continue
        found.append(Definition(said, named.key if named else None, formula))
    return tuple(found)


def without_definitions(words: str) -> str:
    """The question without them; the name before "is defined as" stays."""
    kept, place = [], 0
    for match, _, body in _defining(words):
        before = words[place : match.start()]
        if match["named"]:
            before = (
                re.sub(r"[^.?!]*$", "", before) if re.match("define", match[0], re.I) else before
            )
        kept.append(before)
        place = match.end() + len(body)
        if words[place : place + 1] == "?":
            kept.append("?")
        place += 1
    return " ".join([*kept, words[place:]])


def _defining(words: str) -> list[tuple[re.Match[str], str, str]]:
    """Each definition's sign, what it names, and what follows it."""
    found = []
    place = 0
    while (match := _DEFINITION.search(words, place)) is not None:
        rest = words[match.end() :]
        end = _SENTENCE.search(rest)
        body = rest[: end.start()] if end else rest
        before = re.split(r"[.?!:;]\s", words[place : match.start()])[-1]
        found.append((match, match["named"] or match["where"] or before, body))
        place = match.end() + len(body)
    return found


def _lists_its_lines(body: str, named: Measure | None) -> bool:
    """Whether it only names what its measure is made of: "using operating income and D&A"."""
    _, names = _marked(_STATEMENT.sub(" ", body))
    return named is not None and bool(names) and set(names.values()) <= _made_of(named.formula)


def _made_of(formula: Formula) -> set[str]:
    keys = set(lines_of(formula))
    for key in tuple(keys):
        if key in BY_KEY and not isinstance(BY_KEY[key].formula, Line):
            keys |= _made_of(BY_KEY[key].formula)
    return keys


def measure_in(words: str) -> Measure | None:
    """The measure that the words name; the longest, else the first of the table."""
    found = [(m, match) for m in MEASURES if (match := m.asked.search(words))]
    if not found:
        return None
    return max(found, key=lambda pair: (len(pair[1][0]), -MEASURES.index(pair[0])))[0]


def measures_in(words: str) -> set[str]:
    """The measures that the words name, none inside another's name."""
    return set(_marked(_STATEMENT.sub(" ", words))[1].values())


def formula_in_words(words: str) -> Formula | None:
    """A formula written with the names of lines; None where a word of it is not understood."""
    text = _STATEMENT.sub(" ", _HUNDRED.sub(" ", words.replace("[", "(").replace("]", ")")))
    with_years, marked = _marked(text)
    of_years = _of_years(_YEARS_BETWEEN.sub(" ", with_years))
    if of_years is None:
        return None
    text = of_years
    for pattern, sign in _SIGNS:
        text = pattern.sub(sign, text)
    text = re.sub(rf"({_LINE}|\))\s+over\s+(?:the\s+)?(?={_LINE}|\()", r"\1 / ", text)
    text = _SUM_OF.sub(r"(\1 + \2)", text)
    text = _AVERAGE_OF.sub("average ", _CHANGE_IN.sub("change ", _PRIOR.sub("prior ", text)))
    text = _FILLERS.sub(" ", text)
    text = re.sub(rf"\b(average|change|prior)\s+({_LINE})\b", r"\1(\2)", text)
    text = re.sub(r"\(\s*\)|\(\s*(?:&|and)\s*\)|\(\s*\(\s*\)\s*\)", " ", text).strip(" .:?")
    try:
        return _renamed(parse(text), marked)
    except (NotAFormula, KeyError):
        return None


def _marked(text: str) -> tuple[str, dict[str, str]]:
    """The words with each measure's name as one token, and what these stand for."""
    marked: dict[str, str] = {}
    for measure in MEASURES:

        def mark(_: re.Match[str], key: str = measure.key) -> str:
            name = f"zz{chr(97 + len(marked) // 26)}{chr(97 + len(marked) % 26)}"
            marked[name] = key
            return f" {name} "

        text = measure.asked.sub(mark, text)
    return text, marked


def _of_years(text: str) -> str | None:
    """Lines of the year before as ``prior``; None where one is of a year before that."""
    years = {_full(match[1]) for match in _YEAR.finditer(text)}
    if len(years) > 2 or (years and max(years) - min(years) > 1):
        return None

    def of(match: re.Match[str]) -> str:
        year, line = (match[1], match[2]) if match[1] else (match[4], match[3])
        return f" {line} " if _full(year) == max(years) else f" prior {line} "

    either = rf"{_YEAR.pattern}\s+({_LINE})\b|\b({_LINE})\s+{_YEAR.pattern}"
    return _YEAR.sub(" ", re.sub(either, of, text, flags=re.I))


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _renamed(formula: Formula, names: Mapping[str, str]) -> Formula:
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


def spelt_out(head: str) -> Formula | None:
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


_GAP = r"(?:\s+(?:\([^)]*\)|the|total|its|their|annual|net|reported|unadjusted|[\w&.-]+['’]s?))*\s+"
_PART = r"(?:%|percent(?:age)?|share|proportion|fraction)"
_SHARES = (
    (
        re.compile(rf"({_LINE}){_GAP}(?:expressed )?as (?:a |an )?{_PART} of{_GAP}({_LINE})", re.I),
        1,
    ),
    (
        re.compile(
            rf"\b(?:what|which) {_PART} of{_GAP}({_LINE})\b.*?"
            rf"\b(?:was|were|is|are|made up (?:of|by)|consist\w+ of|as|to|into|on|for)"
            rf"{_GAP}({_LINE})",
            re.I,
        ),
        2,
    ),
)
_RATIOS = re.compile(
    rf"\bratio of{_GAP}({_LINE}){_GAP}to{_GAP}({_LINE})|"
    rf"({_LINE})[- ]*(?:to|/)[- ]*({_LINE})\s+ratio|"
    rf"({_LINE}){_GAP}(?:divided by|over|relative to){_GAP}({_LINE})",
    re.I,
)
_MARGIN = re.compile(
    rf"({_LINE})(?:\s+expenses?)?(?:\s+\([^)]*\))?\s+(?:%\s+|percent\s+)?margin", re.I
)
SHARE_WORDS = frozenset(("share", "proportion", "fraction", "divided", "over", "ratio", "margin"))
"""Words that say only that one line is taken over another."""


def share_in_words(head: str) -> tuple[Formula, str, Shown] | None:
    """One line over another, with its name: "goodwill as a % of total assets", "capex margin"."""
    text, names = _marked(head)
    text = f" {_STATEMENT.sub(' ', text)} "
    for pattern, above in _SHARES:
        if (match := pattern.search(text)) is not None:
            return _over(names[match[above]], names[match[3 - above]], Shown.PERCENT)
    if (match := _RATIOS.search(text)) is not None:
        first, second = (one for one in match.groups() if one)
        return _over(names[first], names[second], Shown.TIMES)
    if (match := _MARGIN.search(text)) is not None:
        return _over(names[match[1]], "revenue", Shown.PERCENT)
    return None


def _over(above: str, below: str, shown: Shown) -> tuple[Formula, str, Shown] | None:
    first, second = BY_KEY[above], BY_KEY[below]
    if Shown.MONEY not in (first.shown, second.shown) or above == below:
        return None
    return (
        Operation("/", first.formula, second.formula),
        f"{first.name} over {second.name}",
        shown,
    )


def shown_as(formula: Formula, named: Measure | None, *, is_percent: bool) -> Shown:
    """In what a formula that a question writes is told."""
    below = formula.right if isinstance(formula, Operation) and formula.sign == "/" else None
    if below in (Line("diluted_shares"), Line("basic_shares")):
        return Shown.PER_SHARE
    if _counts_days(formula):
        return Shown.DAYS
    if isinstance(formula, Operation) and formula.sign == "/":
        is_share = named is not None and named.shown is Shown.PERCENT
        return Shown.PERCENT if is_percent or is_share else Shown.TIMES
    return named.shown if named is not None else Shown.MONEY


def _counts_days(formula: Formula) -> bool:
    if isinstance(formula, Number):
        return formula.value in (360, 365)
    if isinstance(formula, Line):
        return formula.key in BY_KEY and BY_KEY[formula.key].shown is Shown.DAYS
    if isinstance(formula, Operation):
        return _counts_days(formula.left) or _counts_days(formula.right)
    return False


def is_of_two_years(formula: Formula) -> bool:
    """Whether it compares a year with the one before by itself."""
    if isinstance(formula, Call):
        return formula.name == "prior"
    if isinstance(formula, Operation):
        return is_of_two_years(formula.left) or is_of_two_years(formula.right)
    return False


def settled(formula: Formula, own: Mapping[str, Formula]) -> Formula:
    """The formula over lines: the question's own definitions first, then the table's."""

    def of(key: str) -> Formula | None:
        if key in own:
            return settled(own[key], {k: v for k, v in own.items() if k != key})
        measure = BY_KEY.get(key)
        if measure is None or isinstance(measure.formula, Line):
            return None
        return settled(measure.formula, own)

    return replaced(formula, of)
