"""Each number of a sentence against the figures in evidence and the numbers its passages print."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.answers.amounts import Amount, Kind, amounts
from bookrunner.answers.evidence import (
    Evidence,
    EvidenceFigure,
    EvidencePassage,
    Printed,
    local_words,
)
from bookrunner.answers.stated_periods import StatedPeriod, bound, stated_periods
from bookrunner.answers.vocabulary import (
    DOWN,
    LOSSES,
    OUTFLOWS,
    QUALIFIERS,
    WEAK,
    stem,
    terms,
    word_list,
)
from bookrunner.figures import Missing

_SLACK = Decimal("1e-9")
"""What binary fractions lose, relative to the number."""
_LABEL_MIN = 0.5
_PER_SHARE = re.compile(r"\bper\s+(?:\w+\s+){0,2}share\b|\bEPS\b", re.I)
_ABOVE = re.compile(
    r"\b(?:more than|over|above|exceed(?:ed|ing|s)?|at least|in excess of)\s+\W*$", re.I
)
_BELOW = re.compile(r"\b(?:less than|under|below|at most|nearly|almost|up to)\s+\W*$", re.I)


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a sentence."""

    code: str
    why: str


@dataclass(frozen=True)
class Numbers:
    """What a sentence's numbers stand on."""

    wrong: tuple[Wrong, ...]
    figures: frozenset[str]
    """Marks of the figures that numbers equal."""
    passages: frozenset[str]
    """Marks of the passages that print them."""


@dataclass(frozen=True)
class _Said:
    """A number of the sentence with what is said of it."""

    amount: Amount
    words: str
    """What it is of."""
    around: str
    period: StatedPeriod | None
    years: tuple[int, ...]
    """That are meant where no period is stated; or the years that "the prior year" comes after."""
    companies: tuple[str, ...]
    sentence: str


@dataclass(frozen=True)
class _Source:
    """A figure or printed number that a number may be."""

    mark: str
    values: tuple[Decimal, ...]
    """In single units, each way that its scale may be read."""
    kind: Kind
    currencies: frozenset[str]
    is_per_share: bool
    label: str
    line: str
    companies: tuple[str, ...]
    where: EvidencePassage | EvidenceFigure
    printed: Printed | None = None

    @property
    def is_figure(self) -> bool:
        return isinstance(self.where, EvidenceFigure)


def checked_numbers(words: str, evidence: Evidence, cited: Sequence[EvidencePassage]) -> Numbers:
    """What the numbers of a sentence stand on, and those that stand on nothing."""
    said = _said(words, evidence)
    sources = [*map(_of_figure, _with_values(evidence.figures))]
    sources += [_of_printed(one, passage) for passage in cited for one in passage.numbers]
    others = [
        _of_printed(one, passage)
        for passage in evidence.passages
        for one in passage.numbers
        if one.period is not None
    ]
    wrong: list[Wrong] = []
    figures: set[str] = set()
    passages: set[str] = set()
    for one in said:
        found, why = _found(one, sources, others)
        if not found:
            wrong.append(Wrong("number", f"{one.amount.text.strip()}: {why}"))
        figures |= {source.mark for source in found if source.is_figure}
        passages |= {source.mark for source in found if not source.is_figure}
    return Numbers(tuple(wrong), frozenset(figures), frozenset(passages))


def _with_values(figures: Sequence[EvidenceFigure]) -> list[EvidenceFigure]:
    return [one for one in figures if not isinstance(one.figure.value, Missing)]


def _said(words: str, evidence: Evidence) -> list[_Said]:
    found = amounts(words)
    places = [(one.start, one.end) for one in found]
    periods = stated_periods(words)
    names = _company_places(words, evidence)
    stated = tuple(one.year for one in periods if one.year is not None)
    said = []
    for one, about, period in zip(
        found, local_words(places, words), bound(places, periods, words), strict=True
    ):
        since = max((end for _, end in places if end <= one.start), default=0)
        until = min((start for start, _ in places if start >= one.end), default=len(words))
        around = words[since : min(until, one.end + 25)]
        said.append(
            _Said(one, about, around, period, stated or evidence.years, _company(one, names), words)
        )
    return said


def _company_places(words: str, evidence: Evidence) -> list[tuple[int, str]]:
    """Where the sentence names companies of the evidence, by the longest of their names."""
    names = {name for p in evidence.passages for name in p.companies if name}
    names |= {one.company for one in evidence.figures if one.company}
    found: list[tuple[int, str]] = []
    for name in sorted(names, key=len, reverse=True):
        first = word_list(name)[:1]
        for alias in dict.fromkeys([name, *(w for w in first if len(w) > 3)]):
            for match in re.finditer(rf"(?<!\w){re.escape(alias)}(?!\w)", words, re.I):
                if not any(place == match.start() for place, _ in found):
                    found.append((match.start(), name))
    return sorted(found)


def _company(one: Amount, names: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    before = [name for place, name in names if place < one.start]
    after = [name for place, name in names if place > one.start]
    return tuple(before[-1:] or after[:1])


def _of_figure(one: EvidenceFigure) -> _Source:
    figure = one.figure
    assert not isinstance(figure.value, Missing)
    unit, kind, currencies = figure.unit, Kind.COUNT, frozenset[str]()
    if unit.currency:
        signs = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}
        kind, currencies = Kind.MONEY, frozenset((signs.get(unit.currency, unit.currency),))
    elif str(unit) == "shares":
        kind = Kind.SHARES
    elif str(unit) == "days":
        kind = Kind.DAYS
    elif unit.is_pure:
        kind = Kind.PERCENT
    return _Source(
        one.mark,
        (Decimal(repr(float(figure.value))),),
        kind,
        currencies,
        dict(unit.powers).get("shares", 0) < 0,
        figure.name,
        figure.name,
        (one.company,),
        one,
    )


def _of_printed(one: Printed, passage: EvidencePassage) -> _Source:
    amount = one.amount
    currencies = frozenset((amount.currency,)) if amount.currency else passage.currencies
    return _Source(
        passage.mark,
        tuple(amount.value.scaleb(power) for power in one.exponents),
        amount.kind,
        currencies,
        bool(_PER_SHARE.search(one.label)),
        one.label,
        f"{one.line} {passage.above}",
        passage.companies,
        passage,
        one,
    )


def _found(
    said: _Said, sources: Sequence[_Source], others: Sequence[_Source]
) -> tuple[list[_Source], str]:
    """The sources that the number is, or at which test the last of them failed."""
    tests: tuple[tuple[Callable[[_Source], bool], str], ...] = (
        (lambda s: _same_digits(said, s), "no figure in evidence and no passage cited has it"),
        (lambda s: _same_unit(said, s), "the evidence has it in another unit"),
        (lambda s: _same_sign(said, s), "the evidence has it with the other sign"),
        (lambda s: _same_line(said, s, sources), "the evidence has it for something else"),
        (lambda s: _same_company(said, s), "the evidence has it for another company"),
        (lambda s: _same_period(said, s), "the evidence has it for another period"),
    )
    left = list(sources)
    for test, why in tests:
        left = [one for one in left if test(one)]
        if not left:
            return [], why
    if any(one.is_figure for one in left):
        return left, ""
    # A row stands against prose, not the other way round; prose that says two numbers says none.
    by_row = any(one.printed is not None and one.printed.is_row for one in left)
    against = [] if by_row else others
    if _contradicting(said, [*(one for one in sources if one.is_figure), *against]):
        return [], "other evidence says another number"
    return left, ""


def _same_digits(said: _Said, source: _Source) -> bool:
    return any(_rounds_to(said, value) for value in source.values)


def _may_be(said: _Said, source: _Source) -> bool:
    """Whether it is the number in some scale, where nothing tells in which."""
    if source.values or source.printed is None:
        return _same_digits(said, source)
    digits = source.printed.amount.value
    return any(_rounds_to(said, digits.scaleb(power)) for power in (0, 3, 6, 9))


def _rounds_to(said: _Said, value: Decimal) -> bool:
    amount = said.amount
    # A pure figure is a fraction: 1.9% as 0.019, 1.9x and a bare ratio of 1.9 as 1.9.
    if abs(abs(value) - abs(amount.value)) > amount.half + abs(value) * _SLACK:
        return False
    before = said.sentence[: amount.start]
    if _ABOVE.search(before):
        return abs(value) >= abs(amount.value)
    return abs(value) <= abs(amount.value) if _BELOW.search(before) else True


def _same_unit(said: _Said, source: _Source) -> bool:
    amount = said.amount
    if amount.kind is Kind.PERCENT or source.kind is Kind.PERCENT:
        return _both_rates(said, source)
    if amount.kind is Kind.MONEY:
        if source.kind not in (Kind.MONEY, Kind.COUNT) or amount.currency not in source.currencies:
            return False
        return source.is_per_share == bool(_PER_SHARE.search(said.sentence)) or (
            not source.is_figure and source.printed is not None and not source.printed.is_row
        )
    if amount.kind in (Kind.SHARES, Kind.DAYS, Kind.TIMES):
        word = {Kind.SHARES: "share", Kind.DAYS: "day", Kind.TIMES: "time"}[amount.kind]
        told = re.search(rf"\b{word}s?\b", source.line, re.I)
        return source.kind is amount.kind or (source.kind is Kind.COUNT and bool(told))
    if source.kind is Kind.MONEY:
        # A large sum may be said without its sign; a small number without one is a count.
        return amount.is_scaled or not source.is_figure
    return True


def _both_rates(said: _Said, source: _Source) -> bool:
    if source.is_figure and source.kind is Kind.PERCENT:
        return said.amount.kind in (Kind.PERCENT, Kind.TIMES, Kind.COUNT)
    if said.amount.kind is source.kind:
        return True
    # In a table the sign of percent may stand in the heading alone.
    return (
        said.amount.kind is Kind.PERCENT
        and source.kind is Kind.COUNT
        and bool(re.search(r"%|\bpercent", source.line, re.I))
    )


def _same_sign(said: _Said, source: _Source) -> bool:
    around = set(map(stem, word_list(said.around)))
    label = set(map(stem, word_list(source.label)))
    if not source.is_figure and source.printed is not None and not source.printed.is_row:
        label |= set(map(stem, word_list(source.line)))
    falls = LOSSES | (DOWN if said.amount.kind is Kind.PERCENT else frozenset())
    below = any(value < 0 for value in source.values)
    if said.amount.is_negative:
        return below or bool(label & (LOSSES | (falls if _is_change(said) else LOSSES)))
    if below:
        return bool((around | label) & OUTFLOWS) or bool(around & DOWN)
    if around & LOSSES:
        return bool(label & LOSSES)
    if around & falls and not source.is_figure:
        return bool(label & (LOSSES | DOWN)) or not _is_change(said)
    return True


def _is_change(said: _Said) -> bool:
    """Whether a percentage is by how much something fell, not what it fell to."""
    before = said.sentence[max(0, said.amount.start - 12) : said.amount.start]
    return not re.search(
        r"\b(?:to|at|of|from)\s+\W*(?:about|approximately|nearly)?\s*$", before, re.I
    )


def _strong(text: str, companies: Collection[str]) -> set[str]:
    own = {stem(word) for name in companies for word in word_list(name)}
    return {term for term in terms(text) if term not in WEAK and term not in own}


def _likeness(said: _Said, source: _Source) -> float:
    """How much what is said of a number and what it is of are the same words, 0 to 1."""
    spoken = _strong(said.words, source.companies)
    label = _strong(source.label, source.companies)
    if not spoken:
        return 1.0
    if source.printed is not None and not source.printed.is_row:
        held = set(map(stem, word_list(source.line)))
        near = label & spoken or not label
        return len(spoken & held) / len(spoken) if near else 0.0
    if not label:
        held = set(map(stem, word_list(source.line)))
        return len(spoken & held) / len(spoken)
    if (spoken ^ label) & QUALIFIERS - set(map(stem, word_list(source.line))):
        return 0.0
    if ("net" in set(map(stem, word_list(source.label)))) > (
        "net" in set(map(stem, word_list(said.words)))
    ) and "incom" in label:
        return 0.0
    shared = len(spoken & label)
    return 2 * shared / (len(spoken) + len(label))


def _same_line(said: _Said, source: _Source, sources: Sequence[_Source]) -> bool:
    like = _likeness(said, source)
    if like < _LABEL_MIN:
        return False
    best = max(
        _likeness(said, one)
        for one in sources
        if one.printed is None or one.printed.is_row or one is source
    )
    return like >= 0.75 * best


def _same_company(said: _Said, source: _Source) -> bool:
    return (
        not said.companies
        or not source.companies
        or bool(set(said.companies) & set(source.companies))
    )


def _same_period(said: _Said, source: _Source) -> bool:
    period = said.period
    if period is not None and period.is_prior:
        years = {year - 1 for year in said.years}
        return not years or any(_in_year(year, source) for year in years)
    if period is None:
        return not said.years or any(_in_year(year, source) for year in said.years)
    if isinstance(source.where, EvidenceFigure):
        return _figure_is_of(period, source.where)
    assert source.printed is not None
    return _printed_is_of(period, source.printed, source.where)


def _in_year(year: int, source: _Source) -> bool:
    made = StatedPeriod(0, 0, str(year), year)
    if isinstance(source.where, EvidenceFigure):
        known = source.where.year or source.where.figure.period.end.year
        return known == year
    assert source.printed is not None
    if source.printed.period is None and not source.printed.is_unbound:
        return True
    return _printed_is_of(made, source.printed, source.where)


def _figure_is_of(period: StatedPeriod, one: EvidenceFigure) -> bool:
    if period.day is not None:
        return one.figure.period.end == period.day
    year = one.year or one.figure.period.end.year
    return (period.year is None or period.year == year) and period.quarter == one.quarter


def _printed_is_of(period: StatedPeriod, printed: Printed, passage: EvidencePassage) -> bool:
    own = printed.period
    if own is None or (own.year is None and own.quarter is None):
        if printed.is_unbound:
            return False
        return _passage_is_of(period, passage)
    if period.quarter is not None and period.quarter != own.quarter:
        return (
            own.quarter is None
            and period.quarter == passage.quarter
            and _same_year(period, own, passage)
        )
    if period.quarter is None and own.quarter is not None and period.day is None:
        return False
    return _same_year(period, own, passage)


def _same_year(period: StatedPeriod, own: StatedPeriod, passage: EvidencePassage) -> bool:
    if period.day is not None and own.day is not None:
        return period.day == own.day
    if period.year is None or own.year is None:
        return period.year is None or period.year == passage.year
    if period.day is not None:
        return _fiscal_year(period.day, passage) == own.year
    if own.day is not None:
        return period.year == _fiscal_year(own.day, passage)
    return period.year == own.year


def _fiscal_year(day: date, passage: EvidencePassage) -> int:
    """The fiscal year that ends on or near a day, counted back from the document's own."""
    if passage.period_end is None or passage.year is None:
        return day.year
    return passage.year - round((passage.period_end - day).days / 365.25)


def _passage_is_of(period: StatedPeriod, passage: EvidencePassage) -> bool:
    """Where a number's own words state no period, that of the words around it or the document's."""
    around = stated_periods(f"{passage.above}\n{passage.said}")
    if period.day is not None:
        return period.day == passage.period_end or any(one.day == period.day for one in around)
    years = {_fiscal_year(one.day, passage) if one.day else one.year for one in around} - {None}
    if passage.year is not None:
        years = {passage.year}
    if period.year is not None and years and period.year not in years:
        return False
    if period.quarter is None:
        return True
    return period.quarter == passage.quarter or any(one.quarter == period.quarter for one in around)


def _contradicting(said: _Said, sources: Sequence[_Source]) -> _Source | None:
    """A figure or row of the same line and period that is another number."""
    for one in sources:
        if (
            said.period is not None
            and not _may_be(said, one)
            and _likeness(said, one) > 0.99
            and _strong(said.words, one.companies)
            and _same_unit(said, one)
            and _same_company(said, one)
            and _same_period(said, one)
        ):
            return one
    return None
