"""A table of a debt note as labelled rows over logical columns, each with its heading."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum

from bookrunner.debt.days import day_in, years_in
from bookrunner.documents import Document, InlineFact, Table, TableCell


class Role(Enum):
    """What the numbers or words of a column are."""

    AMOUNT = "amount"
    """An amount outstanding whose heading does not say before or after costs."""
    PRINCIPAL = "principal"
    CARRYING = "carrying"
    FAIR_VALUE = "fair value"
    COUPON = "coupon"
    EFFECTIVE = "effective rate"
    MATURITY = "maturity"
    ISSUED = "issued"
    COMMITTED = "committed"
    DRAWN = "drawn"
    UNDRAWN = "undrawn"
    COSTS = "unamortised discount and costs"
    OTHER = "other"


AMOUNTS = frozenset({Role.AMOUNT, Role.PRINCIPAL, Role.CARRYING, Role.DRAWN})


@dataclass(frozen=True)
class Cell:
    """A cell of a row with the number it shows and the fact it is tagged with."""

    text: str
    start: int
    end: int
    first: int
    last: int
    """The places of the grid it covers."""
    number: Decimal | None
    """As printed, sign applied; a dash is zero."""
    is_percent: bool
    facts: tuple[InlineFact, ...]

    @property
    def fact(self) -> InlineFact | None:
        """The number's tag; None when it has none."""
        return next((fact for fact in self.facts if fact.numeric), None)


@dataclass
class Line:
    """A row: its label and its other cells by logical column."""

    label: str
    start: int
    end: int
    """Of the label; both the row's first offset when it has none."""
    facts: tuple[InlineFact, ...]
    """Those inside the label."""
    cells: dict[int, Cell] = field(default_factory=dict)

    @property
    def is_heading(self) -> bool:
        """Whether it holds words only, which head the rows below."""
        return bool(self.label) and not any(c.number is not None for c in self.cells.values())


@dataclass
class Head:
    """A logical column: the words above it, what it is and of when."""

    words: str
    role: Role
    current: bool
    """Whether it shows the balance sheet date, or no date at all."""
    dated: bool = False


@dataclass(frozen=True)
class Sheet:
    """A table read: rows in order and the heads of its logical columns."""

    table: Table
    heads: Sequence[Head]
    lines: Sequence[Line]
    headings: str
    """All words of the rows above the first numbers."""
    spread: Sequence[tuple[int, int]]
    """The places of the grid that each logical column covers."""

    exponent: int
    """Of its amounts: 6 for millions, as its tags say, else as the table does, else 0."""
    unit: Decimal
    """The smallest step of its amounts: 100,000 for millions with one decimal."""

    def columns(self, role: Role, *, current: bool = True) -> list[int]:
        """The logical columns of a role, left to right."""
        return [
            place
            for place, head in enumerate(self.heads)
            if head.role is role and head.current is current
        ]


_SYMBOL = re.compile(r"^(?:[$€£¥%)]|U\.?S\.?\s*\$|[A-Z]{0,3}\$|\([a-z]{1,2}\)|\[\w{1,3}\]|\*+|)$")
_NOTE_NUMBER = re.compile(r"^\(\d{1,2}\)$")
_NUMBER = re.compile(
    r"^(?P<open>\()?\s*(?:[A-Z]{0,3}[$€£¥])?\s*(?P<inner>\()?\s*(?P<minus>[-–—])?\s*[$€£¥]?\s*"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\s*(?P<percent>%)?\s*\)?\s*"
    r"(?:%|\(\w{1,3}\)|\[\w{1,3}\]|\*)?$"
)
_DASH = re.compile(r"^[(]?[$€£¥]?\s*(?:[-–—‑]+|nil)\s*%?\)?$", re.IGNORECASE)
_YEAR_ONLY = re.compile(r"^(?:fiscal(?:\s+year)?\s+)?(?:19|20)\d\d$", re.IGNORECASE)


def number_in(text: str) -> Decimal | None:
    """The number a cell shows, a dash as zero; None for words."""
    cleaned = text.strip()
    if _DASH.match(cleaned):
        return Decimal(0)
    match = _NUMBER.match(cleaned)
    if match is None:
        return None
    try:
        value = Decimal(match["digits"].replace(",", ""))
    except InvalidOperation:
        return None
    return -value if match["open"] or match["inner"] or match["minus"] else value


class Facts:
    """A document's facts by where they stand."""

    def __init__(self, document: Document) -> None:
        self._facts = sorted(document.facts, key=lambda fact: fact.start)
        self._starts = [fact.start for fact in self._facts]

    def within(self, start: int, end: int) -> tuple[InlineFact, ...]:
        """Those that begin inside a span."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return tuple(fact for fact in self._facts[low:high] if fact.end <= end + 2)


def sheet(
    table: Table, facts: Facts, on: date, *, like: Sheet | None = None, exponent: int = 0
) -> Sheet | None:
    """The table as rows and columns; None when it has no numbers beside labels.

    Args:
        on: The balance sheet date; columns of other dates are not current.
        like: The table that this one continues, whose heads count where it has none itself.
        exponent: The scale where neither its tags nor its words say one.
    """
    amounts = _amount_places(table)
    rows = [_cells(table, index, facts, amounts) for index in range(len(table.rows))]
    data = [_is_data(row) for row in rows]
    if True not in data:
        return None
    spread = _spread([row for row, is_data in zip(rows, data, strict=True) if is_data])
    first = data.index(True)
    above: dict[int, list[str]] = {place: [] for place in range(len(spread))}
    lines: list[Line] = []
    for index, (row, is_data) in enumerate(zip(rows, data, strict=True)):
        if not row:
            continue
        if not is_data and (index < first or _is_head(row)):
            for place, (low, high) in enumerate(spread):
                over = [cell.text for cell in row if cell.first <= high and cell.last >= low]
                if index < first:
                    above[place] += over
            if index < first and not _is_section(row):
                continue
        lines.append(_line(row, spread))
    words = [" ".join(dict.fromkeys(texts)) for texts in above.values()]
    headings = " ".join(cell.text for row in rows[:first] for cell in row)
    if like is not None and not any(words) and len(like.spread) == len(spread):
        words = [head.words for head in like.heads]
    heads = _heads(words, lines, on)
    stated = table.exponent if table.exponent is not None else exponent
    exponent, unit = _scale(stated, heads, lines)
    return Sheet(table, heads, lines, headings, spread, exponent, unit)


def _scale(stated: int, heads: Sequence[Head], lines: Sequence[Line]) -> tuple[int, Decimal]:
    """The scale of the amounts and their smallest step."""
    amounts = [
        cell
        for line in lines
        for place, cell in line.cells.items()
        if heads[place].role in AMOUNTS and cell.number
    ]
    tagged = Counter(
        cell.fact.exponent for cell in amounts if cell.fact is not None and cell.fact.value
    )
    exponent = tagged.most_common(1)[0][0] if tagged else stated
    decimals = max(
        (-int(cell.number.as_tuple().exponent) for cell in amounts if cell.number is not None),
        default=0,
    )
    return exponent, Decimal(1).scaleb(exponent - max(0, decimals))


def _amount_places(table: Table) -> frozenset[int]:
    """Places of the grid where numbers stand that cannot be marks of footnotes."""
    return frozenset(
        cell.column
        for row in table.rows
        for cell in row
        if number_in(cell.text) is not None and not _NOTE_NUMBER.match(cell.text.strip())
    )


def _cells(table: Table, index: int, facts: Facts, amounts: frozenset[int]) -> list[Cell]:
    """The row's own cells with words, signs of currency and percent joined to their numbers."""
    own = [c for c in dict.fromkeys(table.rows[index]) if c.row == index and c.text.strip()]
    found: list[Cell] = []
    waiting: TableCell | None = None
    for cell in own:
        text = cell.text.strip()
        tagged = facts.within(cell.start, cell.end)
        is_note = cell.column not in amounts and _is_note(text, cell, tagged, found)
        if _SYMBOL.match(text) or is_note:
            if found and text.startswith("%"):
                before = found[-1]
                found[-1] = replace(
                    before, last=cell.column + cell.column_span - 1, is_percent=True
                )
            elif text not in (")", ""):
                waiting = cell
            continue
        number = number_in(text)
        first = cell.column if waiting is None or number is None else waiting.column
        found.append(
            Cell(
                text,
                cell.start,
                cell.end,
                first,
                cell.column + cell.column_span - 1,
                number,
                text.endswith("%"),
                tagged,
            )
        )
        waiting = None
    return found


def _is_note(
    text: str, cell: TableCell, tagged: Sequence[InlineFact], before: Sequence[Cell]
) -> bool:
    """Whether a small number in parentheses points to a footnote of the number before it."""
    if tagged or not before or not _NOTE_NUMBER.match(text):
        return False
    return before[-1].number is not None and cell.column - before[-1].last <= 1


def _is_data(row: Sequence[Cell]) -> bool:
    """Whether it shows amounts, not only years and dates."""
    return any(
        cell.number is not None and not (_YEAR_ONLY.match(cell.text) and cell.fact is None)
        for cell in (row[1:] if row and row[0].first == 0 and not _is_amount(row[0]) else row)
    ) and not (all(_YEAR_ONLY.match(cell.text) for cell in row[1:]) and len(row) > 1)


def _is_head(row: Sequence[Cell]) -> bool:
    """Whether a row without amounts below the first names columns again."""
    return len(row) > 1 and row[0].first > 0


_NO_SECTION = re.compile(
    r"\bin (?:millions|thousands|billions)|dollars in|amounts in|\$\s?000|table of contents|^\W*"
    r"(?:as of|at|years? end\w*|fiscal)|(?:19|20)\d\d\W*$|consist|follow|^\d+$",
    re.IGNORECASE,
)


def _is_section(row: Sequence[Cell]) -> bool:
    """Whether a row above the numbers heads the rows below rather than the columns."""
    if row[0].first != 0 or _NO_SECTION.search(row[0].text):
        return False
    return len(row) == 1 or row[0].text.rstrip().endswith(":")


def _spread(rows: Sequence[Sequence[Cell]]) -> list[tuple[int, int]]:
    """The logical columns: places of the grid that cells beside the labels share."""
    found: list[list[int]] = []
    for row in rows:
        for cell in row:
            if (cell.first == 0 or cell.number is None) and cell is row[0] and not _is_amount(cell):
                continue
            if cell.number is None and cell.last - cell.first > 12:
                continue  # words over the whole width
            found.append([cell.first, cell.last])
    found.sort()
    merged: list[list[int]] = []
    for low, high in found:
        if merged and low <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], high)
        else:
            merged.append([low, high])
    return [(low, high) for low, high in merged]


def _is_amount(cell: Cell) -> bool:
    """Whether a row's first cell is already an amount, the row having no label."""
    return cell.fact is not None and cell.number is not None and not _YEAR_ONLY.match(cell.text)


def _line(row: Sequence[Cell], spread: Sequence[tuple[int, int]]) -> Line:
    head = row[0]
    has_label = not _is_amount(head) and (head.first == 0 or not spread or head.last < spread[0][0])
    rest = row[1:] if has_label else row
    if has_label:
        line = Line(head.text, head.start, head.end, head.facts)
    else:
        line = Line("", head.start, head.start, ())
    for cell in rest:
        for place, (low, high) in enumerate(spread):
            if cell.first <= high and cell.last >= low:
                line.cells.setdefault(place, cell)
                break
    return line


# ------------------------------------------------------------------------------------ columns

_ROLE_OF_CONCEPT = (
    (re.compile(r"InterestRateStated|BasisSpread"), Role.COUPON),
    (re.compile(r"InterestRateEffective|InterestRateDuring|AverageInterestRate"), Role.EFFECTIVE),
    (re.compile(r"FairValue(?!Adjust|Hedge)"), Role.FAIR_VALUE),
    (re.compile(r"RemainingBorrowing"), Role.UNDRAWN),
    (re.compile(r"MaximumBorrowing|CurrentBorrowingCapacity"), Role.COMMITTED),
    (re.compile(r"FaceAmount"), Role.PRINCIPAL),
    (re.compile(r"Unamortized|FinanceCosts"), Role.COSTS),
    (re.compile(r"CarryingAmount|LongTermDebtGross"), Role.AMOUNT),
    (re.compile(r"LineOfCredit$"), Role.DRAWN),
    (re.compile(r"Debt|Notes|Borrowings|Lease|Loans|Obligation"), Role.CARRYING),
)
_ROLE_OF_WORDS = (
    (re.compile(r"fair\s+(?:market\s+)?value", re.I), Role.FAIR_VALUE),
    (re.compile(r"effective", re.I), Role.EFFECTIVE),
    (re.compile(r"average\s+(?:interest\s+)?rate|weighted", re.I), Role.EFFECTIVE),
    (re.compile(r"interest pay(?:able|ments)|frequency", re.I), Role.OTHER),
    (re.compile(r"\b(?:rates?|coupon|interest|yield)\b", re.I), Role.COUPON),
    (re.compile(r"issu(?:ance|e)\s*date|date\s+(?:of\s+)?issu|^issued", re.I), Role.ISSUED),
    (re.compile(r"remaining term|remaining life", re.I), Role.OTHER),
    (re.compile(r"undrawn|unused|remaining|availab(?:le|ility)$", re.I), Role.UNDRAWN),
    (re.compile(r"unamortized|discount|premium|issuance costs|deferred", re.I), Role.COSTS),
    (re.compile(r"matur|due\b|expir", re.I), Role.MATURITY),
    (re.compile(r"commit|capacity|facility (?:size|amount)|available", re.I), Role.COMMITTED),
    (re.compile(r"drawn|capacity used", re.I), Role.DRAWN),
    (re.compile(r"original (?:principal|amount)|original", re.I), Role.PRINCIPAL),
    (re.compile(r"principal|face|\bpar\b", re.I), Role.PRINCIPAL),
    (re.compile(r"carrying|book value|\bnet\b|recorded", re.I), Role.CARRYING),
    (
        re.compile(r"payments|repay|proceeds|borrowings?$|activity|purchase|change|extingu", re.I),
        Role.OTHER,
    ),
)


def _heads(words: Sequence[str], lines: Sequence[Line], on: date) -> list[Head]:
    heads = [_head(text, place, lines, on) for place, text in enumerate(words)]
    _date_by_year(heads, on)
    return heads


def _head(words: str, place: int, lines: Sequence[Line], on: date) -> Head:
    cells = [line.cells[place] for line in lines if place in line.cells]
    numbers = [cell for cell in cells if cell.number is not None]
    tagged = [cell.fact for cell in numbers if cell.fact is not None]
    role = _role(words, cells, numbers, tagged)
    if tagged and role in AMOUNTS:
        instants = [fact for fact in tagged if fact.period.is_instant]
        if len(instants) * 2 < len(tagged):
            return Head(words, Role.OTHER, current=False, dated=True)
    if tagged:
        now = sum(_near(fact.period.end, on) for fact in tagged)
        return Head(words, role, current=now * 2 >= len(tagged), dated=True)
    day = day_in(words)
    if day is not None:
        return Head(words, role, current=_near(day, on), dated=True)
    return Head(words, role, current=True)


def _near(day: date, on: date) -> bool:
    return abs(day - on) <= timedelta(days=6)


def _date_by_year(heads: Sequence[Head], on: date) -> None:
    """Of columns that are told apart by years only, the one of the balance sheet's year is now."""
    dated = [h for h in heads if not h.dated and years_in(h.words) and h.role is not Role.MATURITY]
    if not dated:
        return
    years = Counter(years_in(head.words)[-1] for head in dated)
    now = on.year if on.year in years else max(years)
    if now > on.year + 1 or now < on.year - 1:
        return
    for head in dated:
        head.current = years_in(head.words)[-1] == now
        head.dated = True


def _role(
    words: str,
    cells: Sequence[Cell],
    numbers: Sequence[Cell],
    tagged: Sequence[InlineFact],
) -> Role:
    """What a column is: rates by their tags, amounts by their heading and then by their tags."""
    tag = _role_of_tags(tagged)
    said = next((role for pattern, role in _ROLE_OF_WORDS if pattern.search(words)), None)
    if tag in (Role.COUPON, Role.EFFECTIVE, Role.FAIR_VALUE, Role.UNDRAWN, Role.COMMITTED):
        return tag
    if numbers and sum(cell.is_percent for cell in numbers) * 2 > len(numbers):
        return said if said in (Role.COUPON, Role.EFFECTIVE) else Role.COUPON
    if tag in AMOUNTS and tag is not None:
        return said if said in (Role.PRINCIPAL, Role.CARRYING) else tag
    if numbers and len(numbers) * 2 >= len(cells):
        return _role_of_numbers(numbers, None if tagged and said is Role.MATURITY else said)
    named = (Role.ISSUED, Role.MATURITY, Role.COUPON, Role.EFFECTIVE)
    return said if said in named else Role.OTHER


def _role_of_tags(tagged: Sequence[InlineFact]) -> Role | None:
    if not tagged:
        return None
    names = Counter(
        next(
            (role for pattern, role in _ROLE_OF_CONCEPT if pattern.search(_local(fact))),
            Role.OTHER,
        )
        for fact in tagged
    ).most_common(2)
    # A column of amounts with rows of costs in it is one of amounts.
    return names[1][0] if names[0][0] is Role.COSTS and len(names) > 1 else names[0][0]


def _role_of_numbers(numbers: Sequence[Cell], said: Role | None) -> Role:
    if all(_YEAR_ONLY.match(cell.text) for cell in numbers):
        return said if said is Role.ISSUED else Role.MATURITY
    if said in (Role.MATURITY, Role.ISSUED):
        # Amounts under "due within one year" or the like are amounts of something else.
        return Role.OTHER
    return said or Role.AMOUNT


def _local(fact: InlineFact) -> str:
    return fact.concept.rsplit(":", maxsplit=1)[-1]


def scaled(cell: Cell, sheet_exponent: int) -> Decimal:
    """The cell's amount in single units: as tagged, else as printed in the table's scale.

    The printed sign holds, as tags of costs are positive where tables deduct them.
    """
    assert cell.number is not None
    fact = cell.fact
    if fact is not None and fact.value is not None:
        size = abs(fact.value)
        return -size if cell.number < 0 else size
    return cell.number.scaleb(sheet_exponent)
