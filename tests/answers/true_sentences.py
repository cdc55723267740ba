"""True sentences over invented evidence, and what makes each of them false."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.answers.evidence import Evidence, EvidenceFigure, EvidencePassage
from bookrunner.figures import Citation, Period, Source, parse_unit, sourced

COMPANIES = ("Ashdale Mills", "Birchwood Energy", "Cedarholm Paper", "Dunmore Foods")
LINES = (
    "Net sales",
    "Cost of goods sold",
    "Operating income",
    "Net income",
    "Total assets",
    "Inventories",
    "Interest expense",
    "Capital expenditures",
    "Dividends paid",
    "Research and development expenses",
)
REASONS = ("higher volumes", "new stores", "lower freight costs", "stronger demand in Europe")


@dataclass(frozen=True)
class Case:
    """A sentence, whether it is true, and what was changed if it is not."""

    text: str
    evidence: Evidence
    change: str = ""


@dataclass(frozen=True)
class _World:
    company: str
    year: int
    line: str
    now: int
    """In millions, as printed."""
    before: int
    margin: float
    growth: float
    evidence: Evidence


def _world(chance: random.Random) -> _World:
    company, year = chance.choice(COMPANIES), chance.randint(2015, 2023)
    lines = chance.sample(LINES, 4)
    values = [(chance.randint(1_001, 98_765), chance.randint(1_001, 98_765)) for _ in lines]
    rows = "".join(
        f"{name}\t$ {now:,}\t$ {before:,}\n"
        for name, (now, before) in zip(lines, values, strict=True)
    )
    (now, before), line = values[0], lines[0]
    growth = round((now / before - 1) * 100, 1)
    margin = chance.randint(11, 899) / 1000
    went = "increased" if now > before else "decreased"
    reason = chance.choice(REASONS)
    prose = (
        f"{line} {went} {abs(growth):.1f}% to ${now:,} million in fiscal {year} from "
        f"${before:,} million in fiscal {year - 1}, due to {reason}. The Company operates "
        f"{chance.randint(21, 979)} stores. Gross margin was {margin * 100:.1f}% in fiscal {year}."
    )
    own = {"companies": (company,), "year": year, "period_end": date(year, 12, 31)}
    table = EvidencePassage(
        "1",
        "d" * 64,
        "a.htm",
        0,
        10,
        rows,
        context=f"(in millions)\nYear ended December 31,\t{year}\t{year - 1}",
        **own,  # type: ignore[arg-type]
    )
    told = EvidencePassage("2", "d" * 64, "a.htm", 20, 30, prose, **own)  # type: ignore[arg-type]
    figures = (
        evidence_figure("F1", "Gross margin", Decimal(repr(margin)), company, year, "pure"),
        evidence_figure("F2", line, Decimal(now * 10**6), company, year),
        evidence_figure("F3", line, Decimal(before * 10**6), company, year - 1),
    )
    evidence = Evidence(figures, (table, told), (year,))
    return _World(company, year, line, now, before, margin, growth, evidence)


def evidence_figure(
    mark: str, name: str, value: Decimal, company: str, year: int, unit: str = "USD"
) -> EvidenceFigure:
    """A figure of a year, read from an invented report."""
    period = Period(date(year, 1, 1), date(year, 12, 31))
    source = Source("test", "10-K", period.end, citation=Citation("d" * 64, 0, 1))
    figure = sourced(f"test.{mark.lower()}", name, value, parse_unit(unit), period, source)
    return EvidenceFigure(mark, figure, company, year)


def true_sentences(count: int, seed: int = 7) -> Iterator[Case]:
    """True sentences in many wordings, each with the evidence it is true by."""
    chance = random.Random(seed)
    for _ in range(count):
        w = _world(chance)
        line = w.line.lower()
        up = w.now > w.before
        verb = chance.choice(
            ("rose", "increased", "grew") if up else ("fell", "decreased", "declined")
        )
        noun = "increase" if up else "decrease"
        billions = f"${w.now / 1000:.1f} billion"
        y, p = w.year, w.year - 1
        now, before = f"${w.now:,} million", f"${w.before:,} million"
        wordings = (
            f"{w.line} was ${w.now:,} million in fiscal {y} [1].",
            f"{w.line} of {w.company} was ${w.now:,} million in {y} [1].",
            f"{w.company} reported {line} of {billions} for {y} [1].",
            f"In {y}, {line} was about {billions} [2].",
            f"{w.line} {verb} {abs(w.growth):.1f}% to ${w.now:,} million in fiscal {y} [2].",
            f"{w.line} {verb} from ${w.before:,} million in {p} to ${w.now:,} million in {y} [1].",
            f"{w.line} was {now} in {y}, compared with {before} in {p} [1].",
            f"{w.line} was {now} and {before} in {y} and {p}, respectively [1].",
            f"Gross margin was {w.margin * 100:.1f}% in {y} [2].",
            f"Gross margin of {w.company} in FY{y} was {w.margin * 100:.1f}% [F1].",
            f"{w.line} was ${w.now:,} million in FY{y}.",
            f"For the year ended December 31, {y}, {line} was ${w.now:,} million. [1]",
            f"{w.line} {verb} in fiscal {y} [1].",
            f"The {noun} in {line} to {billions} in {y} was {abs(w.growth):.1f}% [2].",
            f"Gross margin was {round(w.margin * 10_000)} basis points in {y} [F1].",
            f"According to the 10-K, {line} was ${w.now:,} million in {y} [1][2].",
            f"{w.line} was ${w.now * 1000:,} thousand in {y} [1].",
        )
        yield Case(chance.choice(wordings), w.evidence)


def false_sentences(count: int, seed: int = 11) -> Iterator[Case]:
    """Sentences of which one thing was changed: digits, scale, sign, unit or period."""
    chance = random.Random(seed)
    made = 0
    for case in true_sentences(count * 3, seed):
        if made == count:
            return
        change = chance.choice(tuple(_CHANGES))
        text = _CHANGES[change](case.text, chance)
        if text != case.text:
            made += 1
            yield Case(text, case.evidence, change)


_AMOUNT = re.compile(r"(?<=[\s$])(\d[\d,]*(?:\.\d+)?)(?=%| (?:million|billion|thousand|basis))")


def _digits(text: str, chance: random.Random) -> str:
    """One digit of one number is another; the number itself moves by at least its last digit."""
    numbers = list(_AMOUNT.finditer(text))
    if not numbers:
        return text
    number = chance.choice(numbers)
    places = [p for p in range(number.start(), number.end()) if text[p].isdigit()]
    place = chance.choice(places)
    other = chance.choice([d for d in "0123456789" if d != text[place]])
    return text[:place] + other + text[place + 1 :]


def _swap(text: str, old: str, new: str) -> str:
    return text.replace(old, new, 1)


def _scale(text: str, chance: random.Random) -> str:
    if "respectively" in text:
        # "$5 and $6 million" says million of both.
        return text.replace("million", "billion")
    for old, new in (("million", "billion"), ("billion", "million"), ("thousand", "million")):
        if f" {old}" in text:
            return _swap(text, f" {old}", chance.choice((f" {new}", "")))
    return _swap(text, "basis points", "%") if "basis points" in text else text


def _sign(text: str, chance: random.Random) -> str:
    for old, new in (
        ("rose", "fell"),
        ("increased", "decreased"),
        ("grew", "declined"),
        ("fell", "rose"),
        ("decreased", "increased"),
        ("declined", "grew"),
        ("increase", "decrease"),
        ("decrease", "increase"),
    ):
        if re.search(rf"\b{old}\b", text):
            return re.sub(rf"\b{old}\b", new, text, count=1)
    number = _AMOUNT.search(text)
    if number is None:
        return text
    start = number.start() - (text[number.start() - 1] == "$")
    return f"{text[:start]}-{text[start:]}"


def _unit(text: str, chance: random.Random) -> str:
    if "$" in text:
        if chance.random() < 0.5:
            return _swap(text, "$", "€")
        return re.sub(r"\$([\d,.]+ (?:million|billion|thousand))", r"\1 shares", text, count=1)
    return _swap(text, "%", " million") if "%" in text else _swap(text, "basis points", "days")


def _period(text: str, chance: random.Random) -> str:
    years = list(re.finditer(r"20\d\d", text))
    if not years:
        return text
    year = chance.choice(years)
    moved = str(int(year[0]) + chance.choice((-2, -1, 1, 2)))
    return text[: year.start()] + moved + text[year.end() :]


_CHANGES = {"digits": _digits, "scale": _scale, "sign": _sign, "unit": _unit, "period": _period}
