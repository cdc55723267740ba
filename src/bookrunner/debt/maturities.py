"""The maturity wall as the filing itself states it: its table of principal payments by year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.debt.days import years_in
from bookrunner.debt.notes import YEAR_LABEL, debt_blocks, is_by_year
from bookrunner.debt.sheet import AMOUNTS, Cell, Facts, Line, Sheet, number_in, scaled, sheet
from bookrunner.documents import Document, InlineFact

THEREAFTER = "thereafter"
_NAMED_BY_BEGINNING = 7
"""Of fiscal years that end by this month some are named by the year in which they begin."""
_Row = tuple[str, Cell, InlineFact | None]
"""The words that name the years, the amount, and its tag as a maturity."""
_PRINCIPAL = re.compile(
    r"(?:Debt|Borrowings?|Notes|Obligations?)\w*(?:Maturit|Repayments?OfPrincipal|PrincipalPayments?|"
    r"PaymentsDue)",
    re.IGNORECASE,
)
_NOT_PRINCIPAL = re.compile(
    r"Securities|Lessee|OperatingLease|Fairvalue|FairValue|Interest|^FinanceLease|Purchase|"
    r"AvailableForSale|HeldToMaturity|Lessor"
)
_STEPS = (
    (0, re.compile(r"Remainder", re.I)),
    (1, re.compile(r"NextTwelveMonths|NextRollingTwelve|YearOne(?!Through)|FirstYear|NextYear",
                   re.I)),
    (2, re.compile(r"YearTwo$|SecondYear|InYearTwo|RollingYearTwo|YearTwo(?!Through|And)", re.I)),
    (3, re.compile(r"YearThree(?!Through|And)|ThirdYear", re.I)),
    (4, re.compile(r"YearFour(?!Through|And)|FourthYear", re.I)),
    (5, re.compile(r"YearFive(?!Through|And)|FifthYear", re.I)),
)  # fmt: skip
_AFTER_TAG = re.compile(r"After|Thereafter|Beyond", re.I)
_AFTER = re.compile(r"thereafter|\blater\b|\bafter\b|beyond|subsequent", re.IGNORECASE)
_ABOUT = re.compile(
    r"matur|principal|repay|payments? (?:of|on)|due (?:in|during|for|by|over)|scheduled|required",
    re.IGNORECASE,
)
_DEBT = re.compile(r"\bdebt\b|\bnotes\b|borrowings|\bloans?\b|bonds|obligations", re.IGNORECASE)
_NOT_ABOUT = re.compile(
    r"operating lease|lease (?:payments|liabilit|obligations)|purchase|securities|amortization|"
    r"pension|benefit payments|interest payments|contractual obligations|royalt",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(r"((?:19|20)\d\d)\s*(?:[-–—:,]|is|are|of)?\s*[$€£]?\s*$")
_YEAR_AFTER = re.compile(
    r"^\s*(?:million|billion)?,?\s*(?:(?:is|are|will be|becomes?)\s+)?(?:due|matur\w+|payable)?\s*"
    r"(?:in|during|for|by)\s+(?:calendar|fiscal)?\s*(?:years?)?\s*((?:19|20)\d\d)",
    re.IGNORECASE,
)
_AND_LATER = re.compile(r"\W*(?:and|or)?\W*(?:thereafter|beyond|later|after)\b", re.IGNORECASE)
_REST = re.compile(
    r"thereafter\W{0,4}(\d[\d,]*(?:\.\d+)?)|"
    r"(\d[\d,]*(?:\.\d+)?)\W+(?:million |billion )?(?:due |in )?thereafter",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Due:
    """What falls due in one fiscal year, in a range of years, or after all those named."""

    label: str
    """As printed: ``Fiscal 2026``, ``Thereafter``; made of the tag where nothing is printed."""
    first: int | None
    """The calendar year in which the fiscal year ends; None for what falls due thereafter."""
    last: int | None
    """As ``first``, or the end of a range."""
    value: Decimal
    start: int
    end: int
    fact: InlineFact | None
    is_rest: bool = False
    """Whether only the remainder of the running fiscal year is meant."""

    @property
    def is_thereafter(self) -> bool:
        """Whether it is all that falls due after the years named."""
        return self.first is None

    @property
    def year(self) -> int | str:
        """Its name in answers."""
        if self.first is None:
            return THEREAFTER
        return self.first if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True)
class Stated:
    """The filing's own maturities, and what contradicts itself in them."""

    rows: tuple[Due, ...]
    tagged: bool
    problems: tuple[str, ...] = ()
    leases_included: bool = False

    @property
    def value(self) -> Decimal:
        """All of it."""
        return sum((row.value for row in self.rows), Decimal(0))


def stated_maturities(
    document: Document, facts: Facts, on: date, *, exponent: int = 0
) -> Stated | None:
    """The maturities by fiscal year that the filing states; None when it states none.

    Tags decide which table it is and what it says; a table without tags is read by its words.
    """
    tagged = _tagged(document, on)
    best: Stated | None = None
    for table in document.tables:
        within = [f for f in tagged if table.start <= f.start < table.end]
        if len(within) < 2:
            continue
        read = sheet(table, facts, on, exponent=exponent)
        if read is None:
            continue
        for found in _sheet_maturities(read, within, on, document):
            if best is None or (len(found.rows), found.value) > (len(best.rows), best.value):
                best = found
    if best is not None and len(best.rows) > 2:
        return best
    told = _by_tags_alone(tagged, on, document)
    if told is not None and (best is None or len(told.rows) >= len(best.rows)):
        return told
    if best is not None:
        return best
    return _untagged(document, facts, on, exponent)


def _tagged(document: Document, on: date) -> list[InlineFact]:
    return [
        fact
        for fact in document.facts
        if fact.value is not None
        and fact.unit is not None
        and fact.unit.currency == str(fact.unit)
        and _PRINCIPAL.search(_local(fact))
        and not _NOT_PRINCIPAL.search(_local(fact))
        and (_step(_local(fact)) is not None or _AFTER_TAG.search(_local(fact)) or _ranged(fact))
        and abs((fact.period.end - on).days) <= 6
    ]


def _ranged(fact: InlineFact) -> bool:
    return bool(re.search(r"Year\w*(?:Through|And|To)\w*", _local(fact)))


def _sheet_maturities(
    read: Sheet, within: Sequence[InlineFact], on: date, document: Document
) -> list[Stated]:
    """One reading per set of dimensions and column of a table, the consolidated first."""
    ids = {(fact.start, fact.concept): fact for fact in within}
    groups: dict[tuple[object, int], list[_Row]] = defaultdict(list)
    by_columns = _is_by_columns(read)
    for number, line in enumerate(read.lines):
        for place, cell in line.cells.items():
            fact = next((f for f in cell.facts if (f.start, f.concept) in ids), None)
            if fact is None or cell.number is None:
                continue
            label = read.heads[place].words if by_columns else line.label
            key = number if by_columns else place
            groups[(fact.dimensions, key)].append((label, cell, fact))
    made: list[tuple[int, Stated]] = []
    for (_, key), rows in groups.items():
        rows.extend(_beside(read, key, rows, by_columns=by_columns))
        rows.sort(key=lambda row: row[1].start)
    for (dimensions, _), rows in groups.items():
        dues, problems = _dues(rows, on, document, read.exponent)
        if dues:
            leases = any(fact is not None and "Lease" in _local(fact) for _, _, fact in rows)
            stated = Stated(
                tuple(dues), tagged=True, problems=tuple(problems), leases_included=leases
            )
            made.append((len(dimensions) if isinstance(dimensions, tuple) else 0, stated))
    if not made:
        return []
    least = min(count for count, _ in made)
    return [stated for count, stated in made if count == least]


def _beside(read: Sheet, key: int, rows: Sequence[_Row], *, by_columns: bool) -> list[_Row]:
    """Years of the same row or column whose amounts have another tag or none."""
    known = {cell.start for _, cell, _ in rows}
    places = (
        [(read.heads[place].words, cell) for place, cell in read.lines[key].cells.items()]
        if by_columns
        else [(line.label, line.cells[key]) for line in read.lines if key in line.cells]
    )
    found: list[_Row] = []
    for label, cell in places:
        years = _label_years(label)
        if cell.start in known or cell.number is None or re.search("total", label, re.I):
            continue
        if not (years or _AFTER.search(label)):
            continue
        if not by_columns and not YEAR_LABEL.match(label):
            continue
        found.append((label, cell, None))
    return found


def _is_by_columns(read: Sheet) -> bool:
    years = [years_in(head.words) for head in read.heads]
    return (
        sum(bool(found) for found in years) >= 3
        and len({found[-1] for found in years if found}) >= 3
    )


def _dues(
    rows: Sequence[_Row], on: date, document: Document, exponent: int
) -> tuple[list[Due], list[str]]:
    base = _base_year(rows, on, document)
    shifts = {
        base + step - years[0]
        for label, _, fact in rows
        if fact is not None
        and (step := _step(_local(fact))) is not None
        and len(set(years := _label_years(label))) == 1
    }
    # A fiscal year named by its beginning ends in the next, if it ends in the first half of it.
    by_beginning = fiscal_year_end(document, on).month <= _NAMED_BY_BEGINNING
    allowed = {0, 1} if by_beginning else {0}
    problems: list[str] = []
    shift = 0
    if len(shifts) == 1 and shifts <= allowed:
        shift = shifts.pop()
    elif shifts - {0}:
        problems.append(
            "the years printed and those that the tags name are not the same; the printed years "
            "are taken"
        )
    found: list[Due] = []
    for label, cell, fact in rows:
        step = _step(_local(fact)) if fact is not None else None
        years = tuple(year + shift for year in _label_years(label))
        value = scaled(cell, exponent)
        found.append(_due(label, years, step, base, value, cell.start, cell.end, fact))
    return found, problems


def _due(
    label: str,
    years: Sequence[int],
    step: int | None,
    base: int,
    value: Decimal,
    start: int,
    end: int,
    fact: InlineFact | None,
) -> Due:
    words = " ".join(label.split())
    if _AFTER.search(words) or (not years and fact is not None and step is None):
        return Due(words or "Thereafter", None, None, value, start, end, fact)
    if years:
        return Due(words, years[0], years[-1], value, start, end, fact, step == 0)
    if step is not None:
        year = base + step
        return Due(words or str(year), year, year, value, start, end, fact, step == 0)
    return Due(words or "Thereafter", None, None, value, start, end, fact)


def _base_year(rows: Sequence[_Row], on: date, document: Document) -> int:
    """The calendar year of the fiscal year end from which the tags count."""
    is_rest = any(fact is not None and _step(_local(fact)) == 0 for _, _, fact in rows)
    return fiscal_year_end(document, on).year if is_rest else on.year


def fiscal_year_end(document: Document, on: date) -> date:
    """The end of the fiscal year that a balance sheet date lies in."""
    told = re.search(r"(\d\d)-(\d\d)$", document.cover.get("CurrentFiscalYearEndDate", ""))
    month, day = (int(told[1]), int(told[2])) if told else (12, 31)
    try:
        end = date(on.year, month, min(day, 28))
    except ValueError:
        return on
    return end if (end - on).days > -20 else date(on.year + 1, month, min(day, 28))


def _by_tags_alone(tagged: Sequence[InlineFact], on: date, document: Document) -> Stated | None:
    """Maturities told in sentences, or in tables that cannot be read: named by their tags."""
    plain = [fact for fact in tagged if not fact.dimensions]
    found: dict[str, InlineFact] = {}
    for fact in plain:
        found.setdefault(_local(fact), fact)
    if len(found) < 2:
        return None
    is_rest = any(_step(name) == 0 for name in found)
    base = fiscal_year_end(document, on).year if is_rest else on.year
    ordered = sorted(found.values(), key=lambda fact: fact.start)
    printed = _printed_years(ordered, document.text)
    shifts = {
        base + step - printed[fact.start]
        for fact in ordered
        if fact.start in printed and (step := _step(_local(fact))) is not None
    }
    if shifts == {1} and fiscal_year_end(document, on).month <= _NAMED_BY_BEGINNING:
        printed = {}
    rows: list[Due] = []
    apart = False
    for fact in ordered:
        step = _step(_local(fact))
        assert fact.value is not None
        year = printed.get(fact.start, base + step if step is not None else None)
        apart = (
            apart
            or (step is None and year is not None)
            or (step is not None and year != base + step)
        )
        label = "Thereafter" if year is None else str(year)
        rows.append(Due(label, year, year, fact.value, fact.start, fact.end, fact, step == 0))
    rest = _rest(ordered[-1], document.text) if all(row.first for row in rows) else None
    if rest is not None:
        rows.append(rest)
    rows.sort(key=lambda due: (due.first is None, due.first or 0))
    problem = (
        "the years printed and those that the tags name are not the same; the printed years are "
        "taken"
    )
    return Stated(tuple(rows), tagged=True, problems=(problem,) if apart else ())


def _printed_years(facts: Sequence[InlineFact], text: str) -> dict[int, int]:
    """The year printed before or after each amount of a sentence; empty where it is not plain."""
    before: dict[int, int] = {}
    after: dict[int, int] = {}
    for fact in facts:
        led = _YEAR_BEFORE.search(text[max(0, fact.start - 12) : fact.start])
        followed = _YEAR_AFTER.search(text[fact.end : fact.end + 60])
        if led:
            before[fact.start] = int(led[1])
        rest = text[fact.end + followed.end() : fact.end + 90] if followed else ""
        if followed and not _AND_LATER.match(rest):
            after[fact.start] = int(followed[1])
    # "1.1 in 2024, 1.5 in 2025" has a year before the second amount, too.
    found = after if facts[0].start in after else before
    years = [found[fact.start] for fact in facts if fact.start in found]
    return found if years == sorted(set(years)) and len(years) + 1 >= len(facts) else {}


def _rest(last: InlineFact, text: str) -> Due | None:
    """The untagged amount due thereafter, which follows the last tagged one."""
    match = _REST.search(text[last.end : last.end + 60])
    shown = number_in(text[last.start : last.end])
    if match is None or not shown or last.value is None:
        return None
    group = 1 if match[1] else 2
    value = Decimal(match[group].replace(",", "")) * abs(last.value / shown)
    start = last.end + match.start(group)
    return Due("Thereafter", None, None, value, start, last.end + match.end(group), None)


def _untagged(document: Document, facts: Facts, on: date, exponent: int) -> Stated | None:
    """A table of principal by year that has no tags, known by the words around it."""
    spans = [span for block in debt_blocks(document) for span in block.spans]
    best: Stated | None = None
    for table in document.tables:
        if len(table.rows) > 30 or len(table.rows) < 2:
            continue
        inside = any(a <= table.start < b for a, b in spans)
        around = document.text[max(0, table.start - 400) : table.start].rsplit("\n", maxsplit=4)
        words = " ".join(around[-4:])
        own = document.text[table.start : table.end]
        about = _ABOUT.search(words + own) and (inside or _DEBT.search(words + own))
        if not about or (_NOT_ABOUT.search(words + own) and not inside) or (_NOT_ABOUT.search(own)):
            continue
        read = sheet(table, facts, on, exponent=exponent)
        if read is None or not is_by_year(read):
            continue
        rows = _by_words(read, on)
        if len(rows) >= 4 and (best is None or len(rows) > len(best.rows)):
            best = Stated(tuple(rows), tagged=False)
    return best


def _by_words(read: Sheet, on: date) -> list[Due]:
    place = next(
        (n for n, head in enumerate(read.heads) if head.role in AMOUNTS and head.current), None
    )
    cells: list[tuple[str, Cell]] = []
    if _is_by_columns(read):
        line: Line | None = next((one for one in read.lines if len(one.cells) >= 4), None)
        if line is not None:
            cells = [(read.heads[n].words, cell) for n, cell in sorted(line.cells.items())]
    elif place is not None:
        cells = [(one.label, one.cells[place]) for one in read.lines if place in one.cells]
    found: list[Due] = []
    for label, cell in cells:
        years = _label_years(label)
        if cell.number is None or re.search(r"total|less|interest|discount", label, re.I):
            continue
        if not years and not (_AFTER.search(label) and found):
            continue
        if years and not on.year - 1 <= years[0] <= on.year + 60:
            return []
        value = scaled(cell, read.exponent)
        found.append(_due(label, years, None, on.year, value, cell.start, cell.end, cell.fact))
    named = [due.first for due in found if due.first is not None]
    if len(named) < 3 or named != sorted(named):
        return []
    # Years are named by their ends, which is how the first that follows this one is called.
    shift = max(0, on.year + 1 - named[0]) if on.month <= 6 and named[0] == on.year else 0
    return [
        Due(
            due.label,
            None if due.first is None else due.first + shift,
            None if due.last is None else due.last + shift,
            due.value,
            due.start,
            due.end,
            due.fact,
        )
        for due in found
    ]


def _label_years(label: str) -> tuple[int, ...]:
    return tuple(sorted(set(years_in(label))))


def _step(name: str) -> int | None:
    if _AFTER_TAG.search(name):
        return None
    return next((step for step, pattern in _STEPS if pattern.search(name)), None)


def _local(fact: InlineFact) -> str:
    return fact.concept.rsplit(":", maxsplit=1)[-1]
