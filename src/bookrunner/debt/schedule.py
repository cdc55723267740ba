"""One debt table taken apart: instruments, adjustments and totals, and whether they add up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bookrunner.debt.meanings import ADJUSTMENTS, Meaning, meaning
from bookrunner.debt.sheet import Cell, Line, Role, Sheet, scaled

_INSTRUMENT_AXES = (
    "DebtInstrumentAxis",
    "LongtermDebtTypeAxis",
    "CreditFacilityAxis",
    "LineOfCreditFacilityAxis",
    "ShortTermDebtTypeAxis",
)


_NEAR = Decimal("0.05")
"""How near a sum must come to be meant by a total that it misses."""


@dataclass
class Entry:
    """A row with an amount of the balance sheet date."""

    line: Line
    sheet: Sheet
    amount: Cell
    value: Decimal
    """In single units, with the sign it has in the sum."""
    meaning: Meaning
    section: str
    """The headings above it."""
    sections: tuple[Line, ...] = ()
    principal: Cell | None = None
    carrying: Cell | None = None
    more: tuple[Cell, ...] = ()
    """What stands in a further column of the sum: the long-term beside the current part."""

    @property
    def label(self) -> str:
        """The row's words."""
        return self.line.label


@dataclass
class Node:
    """A row, or a total with what it is the sum of."""

    value: Decimal
    entry: Entry | None
    parts: list[Node] = field(default_factory=list)

    def leaves(self) -> list[Entry]:
        """The rows below that are no totals."""
        if self.parts:
            return [leaf for part in self.parts for leaf in part.leaves()]
        return [self.entry] if self.entry is not None else []


@dataclass
class Schedule:
    """What a debt table says of the balance sheet date."""

    sheets: Sequence[Sheet]
    entries: list[Entry]
    """Instruments, leases and adjustments, in order."""
    total: Entry | None
    """The printed total that they make up, with the current portion."""
    current: Entry | None
    noncurrent: Entry | None
    unfooted: list[tuple[Entry, Decimal]]
    """Totals whose rows do not add up to them, and by how much they differ."""

    @property
    def value(self) -> Decimal:
        """The sum of instruments and adjustments."""
        return sum((entry.value for entry in self.entries), Decimal(0))

    @property
    def items(self) -> list[Entry]:
        """Instruments and leases."""
        return [entry for entry in self.entries if entry.meaning not in ADJUSTMENTS]

    @property
    def adjustments(self) -> list[Entry]:
        """What stands between principal and carrying value."""
        return [entry for entry in self.entries if entry.meaning in ADJUSTMENTS]

    @property
    def start(self) -> int:
        """Where its first table begins."""
        return self.sheets[0].table.start


def schedule(sheets: Sequence[Sheet]) -> Schedule | None:
    """The table (or one table over several pages) taken apart; None when it holds no amounts."""
    rows = [row for one in sheets for row in _rows(one)]
    if not rows:
        return None
    return _Sum(sheets).of(rows)


def _rows(sheet: Sheet) -> list[Entry]:
    bases = _base(sheet)
    if not bases:
        return []
    before = ""
    principal = next(iter(sheet.columns(Role.PRINCIPAL)), None)
    carrying = next(iter(sheet.columns(Role.CARRYING)), None)
    found: list[Entry] = []
    sections: list[Line] = []
    for line in sheet.lines:
        cells = [
            cell
            for n in bases
            if (cell := line.cells.get(n)) is not None and cell.number is not None
        ]
        if not cells:
            if line.label and not any(c.number is not None for c in line.cells.values()):
                is_run = sections and not found_since(found, sections[-1])
                sections = [*sections[-1:], line] if is_run else [line]
            continue
        cell = cells[0]
        if not line.label and has_terms(line, sheet):
            # A further maturity of the instrument named above.
            line.label, line.start, line.end = before, cell.start, cell.start
        before = line.label or before
        fact = cell.fact
        concept = fact.concept.rsplit(":", maxsplit=1)[-1] if fact is not None else ""
        member = fact is not None and any(
            axis.rsplit(":", maxsplit=1)[-1] in _INSTRUMENT_AXES for axis, _ in fact.dimensions
        )
        means = meaning(line.label, concept, has_member=member)
        if means is Meaning.TOTAL:
            sections = []
        value = sum((scaled(one, sheet.exponent) for one in cells), Decimal(0))
        if value > 0 and re.match(r"\W*(?:less|deduct)\b", line.label, re.IGNORECASE):
            value = -value
        section = " ".join(one.label for one in sections)
        found.append(
            Entry(
                line,
                sheet,
                cell,
                value,
                means,
                section,
                tuple(sections),
                line.cells.get(principal) if principal is not None else None,
                line.cells.get(carrying) if carrying is not None else None,
                tuple(cells[1:]),
            )
        )
    return found


def found_since(found: Sequence[Entry], heading: Line) -> bool:
    """Whether any row stands below the heading."""
    return bool(found) and found[-1].line.start > heading.start


def _base(sheet: Sheet) -> tuple[int, ...]:
    """The column that foots: carrying values, else amounts, else principal.

    Of several that of the total; the current and the long-term part, where there is none, both.
    """
    for role in (Role.CARRYING, Role.AMOUNT, Role.PRINCIPAL):
        columns = sheet.columns(role)
        if not columns:
            continue
        words = {n: sheet.heads[n].words for n in columns}
        totals = [n for n in columns if re.search(r"\btotal\b", words[n], re.IGNORECASE)]
        if len(totals) == 1 and len(columns) > 1:
            return (totals[0],)
        parts = [n for n in columns if _PART.search(words[n])]
        if len(parts) == 2 and _is_current_part(words[parts[0]]) != _is_current_part(
            words[parts[1]]
        ):
            return tuple(parts)
        return (columns[0],)
    return ()


_PART = re.compile(r"\b(?:current|long[- ]term|non-?\s?current|short[- ]term)\b", re.IGNORECASE)


def _is_current_part(words: str) -> bool:
    return not re.search(r"long[- ]term|non-?\s?current", words, re.IGNORECASE)


def has_terms(line: Line, sheet: Sheet) -> bool:
    """Whether a row without a label states a rate or a maturity of its own."""
    roles = (Role.MATURITY, Role.COUPON, Role.EFFECTIVE)
    return any(n in line.cells for role in roles for n in sheet.columns(role))


class _Sum:
    """Adds a table up as it is read."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._sheets = sheets
        self._stack: list[Node] = []
        self._totals: list[Node] = []
        self._unfooted: list[tuple[Entry, Decimal]] = []
        self._current: Entry | None = None
        self._first: Entry | None = None
        self._noncurrent: Entry | None = None
        self._unit = max((s.unit for s in sheets), default=Decimal(1))

    def of(self, rows: Sequence[Entry]) -> Schedule:
        for row in rows:
            self._take(row)
        leaves = [leaf for node in self._stack for leaf in node.leaves()]
        kept = [leaf for leaf in leaves if leaf.meaning is not Meaning.CURRENT]
        first, current = self._first, self._current
        if first is not None and current is not None and abs(first.value) == abs(current.value):
            # Short-term debt listed first named the portion that is deducted below.
            kept = [leaf for leaf in kept if leaf is not first]
        total = self._whole(kept)
        return Schedule(self._sheets, kept, total, self._current, self._noncurrent, self._unfooted)

    def _take(self, row: Entry) -> None:
        if row.meaning is Meaning.MEMO or (not row.label and not row.value):
            return
        if row.meaning is Meaning.CURRENT:
            self._take_current(row)
            return
        may_total = row.meaning in (Meaning.TOTAL, Meaning.NONCURRENT) or not row.label
        if may_total or (row.meaning is Meaning.ITEM and not _names_instrument(row)):
            count = self._summed(row, least=1 if may_total else 2)
            if count:
                self._close(row, count)
                return
        if may_total:
            self._take_unsummed(row)
        else:
            self._stack.append(Node(row.value, row))

    def _take_current(self, row: Entry) -> None:
        if self._stack:
            row.value = -abs(row.value)
            self._current = self._current or row
        else:
            row.meaning = Meaning.ITEM
            self._first = self._first or row
        self._stack.append(Node(row.value, row))

    def _take_unsummed(self, row: Entry) -> None:
        """A total that the rows above do not make up."""
        if row.meaning is Meaning.NONCURRENT and (self._current or self._totals):
            self._noncurrent = self._noncurrent or row
        elif any(abs(node.value - row.value) <= self._unit for node in self._totals):
            return  # said again
        elif row.meaning is not Meaning.NONCURRENT or self._stack:
            self._unproved(row)
        else:
            row.meaning = Meaning.ITEM
            self._stack.append(Node(row.value, row))

    def _unproved(self, row: Entry) -> None:
        run = sum((node.value for node in self._run()), Decimal(0))
        added = sum((node.value for node in self._stack), Decimal(0))
        if not any(abs(row.value - near) <= _NEAR * abs(row.value) for near in (run, added)):
            # A total without parts of its own is a row, as of a currency with one sort of notes.
            if row.label:
                row.meaning = Meaning.ITEM
                self._stack.append(Node(row.value, row))
            return
        self._unfooted.append((row, row.value - added))
        self._totals.append(Node(row.value, row))

    def _run(self) -> list[Node]:
        """The rows since the last total."""
        found: list[Node] = []
        for node in reversed(self._stack):
            if node.parts:
                break
            found.append(node)
        return found

    def _summed(self, row: Entry, *, least: int) -> int:
        """How many of the last rows make up this one; 0 for none."""
        added = Decimal(0)
        for count, node in enumerate(reversed(self._stack), start=1):
            added += node.value
            slack = self._unit * (1 + Decimal(count) / 4)
            if count >= least and row.value != 0 and abs(added - row.value) <= slack:
                return count
        return self._summed_with_current(row)

    def _summed_with_current(self, row: Entry) -> int:
        """As ``_summed`` for short-term debt of which the current portion is a part."""
        added = Decimal(0)
        for count, node in enumerate(reversed(self._stack), start=1):
            is_current = node.entry is not None and node.entry.meaning is Meaning.CURRENT
            added += abs(node.value) if is_current and not node.parts else node.value
            if count > 1 and row.value != 0 and abs(added - row.value) <= self._unit * 2:
                for part in self._stack[-count:]:
                    if part.entry is not None and part.entry.meaning is Meaning.CURRENT:
                        part.value = part.entry.value = abs(part.value)
                return count
        return 0

    def _close(self, row: Entry, count: int) -> None:
        parts = self._stack[-count:]
        node = Node(row.value, row, parts)
        del self._stack[-count:]
        self._stack.append(node)
        self._totals.append(node)
        if any(leaf.meaning is Meaning.CURRENT and leaf.value <= 0 for leaf in node.leaves()):
            self._noncurrent = row

    def _whole(self, kept: Sequence[Entry]) -> Entry | None:
        """The printed total that the rows kept add up to."""
        added = sum((entry.value for entry in kept), Decimal(0))
        slack = self._unit * (1 + Decimal(len(kept)) / 4)
        for node in reversed(self._totals):
            if node.entry is not None and abs(node.value - added) <= slack:
                return node.entry
        return None


def _names_instrument(row: Entry) -> bool:
    """Whether the row's own words or tag name one instrument."""
    if re.search(r"\bdue\b|\d\s?%|^other\b|(?:19|20)\d\d", row.label, re.IGNORECASE):
        return True
    fact = row.amount.fact
    if fact is None:
        return False
    return any(
        fact.concept != "" and axis.endswith("DebtInstrumentAxis") for axis, _ in fact.dimensions
    )
