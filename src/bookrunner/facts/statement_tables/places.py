"""Where a document prints its primary statements, whether or not their numbers can be read.

A statement is known by its title and by rows that only it has. Of several candidates (a summary, a
subsidiary's, the parent's alone) the one with most of its rows counts, the first among equals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from bookrunner.documents import Document
from bookrunner.facts.statement_tables.columns import without_dates


class PrimaryStatement(Enum):
    """One of the primary statements."""

    INCOME = "income statement"
    BALANCE = "balance sheet"
    CASH_FLOW = "cash flow statement"
    EQUITY = "statement of equity"
    COMPREHENSIVE = "statement of comprehensive income"


@dataclass(frozen=True)
class StatementStretch:
    """A stretch of the text that is a primary statement."""

    kind: PrimaryStatement
    start: int
    end: int


_TITLES = {
    PrimaryStatement.COMPREHENSIVE: re.compile(
        r"statements?\s+of\s+(?:\w+\s+){0,2}?comprehensive\s+(?:income|loss|earnings)", re.I
    ),
    PrimaryStatement.INCOME: re.compile(
        r"statements?\s+of\s+(?:\w+\s+){0,3}?(?:income|operations|earnings|profit)|"
        r"(?:income|earnings)\s+statements?|profit\s+and\s+loss",
        re.I,
    ),
    PrimaryStatement.BALANCE: re.compile(
        r"balance\s+sheets?|statements?\s+of\s+(?:\w+\s+)?financial\s+(?:position|condition)", re.I
    ),
    PrimaryStatement.CASH_FLOW: re.compile(
        r"statements?\s+of\s+(?:\w+\s+){0,3}?cash\s*flows?|cash\s+flows?\s+statements?", re.I
    ),
    PrimaryStatement.EQUITY: re.compile(
        r"statements?\s+of\s+(?:changes\s+in\s+)?(?:\w+\s+){0,2}?"
        r"(?:(?:share|stock)(?:holder|owner)s[’']?\s+)?(?:equity|capital|investment|deficit)",
        re.I,
    ),
}
_ROWS = {
    PrimaryStatement.INCOME: (
        r"(?:total |net )?(?:net )?(?:revenues?|sales|operating revenues?)",
        r"cost of|costs and expenses|operating expenses|noninterest expense|benefits and expenses",
        r"operating (?:income|profit|loss|earnings)|(?:income|loss|earnings).{0,20} from operation",
        r"interest expense|interest (?:income|and other)|other (?:income|expense)",
        r"(?:provision|benefit).{0,20}(?:income )?tax|income tax|taxes on income",
        r"net (?:income|loss|earnings|\(loss\))",
        r"(?:basic|diluted)\b|(?:earnings|income|loss).{0,25} per (?:common )?share",
        r"weighted[- ]average",
    ),
    PrimaryStatement.BALANCE: (
        r"cash and (?:cash equivalents|due from|temporary)",
        r"total current assets",
        r"total assets",
        r"(?:accounts|trade) payable|trade payables|deposits",
        r"total current liabilities",
        r"total liabilities",
        r"retained earnings|accumulated deficit|reinvested",
        r"total (?:share|stock)(?:holder|owner)s?.{0,4}(?:equity|deficit|investment)|total equity",
        r"total liabilities(?:,| and)",
        r"goodwill",
    ),
    PrimaryStatement.CASH_FLOW: (
        r"(?:net )?cash.{0,40} operating activities|cash flows.{0,20}operat",
        r"(?:net )?cash.{0,40} investing activities|cash flows.{0,20}invest",
        r"(?:net )?cash.{0,40} financing activities|cash flows.{0,20}financ",
        r"depreciation",
        r"(?:share|stock)-based compensation|stock compensation",
        r"capital expenditures|(?:purchase|acquisition)s? of prop|additions to p|construction e",
        r"dividends",
        r"cash.{0,60} (?:beginning|end) of",
        r"(?:increase|decrease|change).{0,20} in cash",
    ),
    PrimaryStatement.EQUITY: (
        r"balances?,? (?:at|as of|,)?|balance at",
        r"net (?:income|loss|earnings)",
        r"dividends",
        r"repurchase|treasury",
        r"(?:share|stock)-based compensation|stock (?:options|compensation)",
        r"other comprehensive",
    ),
    PrimaryStatement.COMPREHENSIVE: (
        r"net (?:income|loss|earnings)",
        r"foreign currency|translation",
        r"(?:total )?comprehensive (?:income|loss|earnings)",
        r"unrealized|hedges|pension|available-for-sale",
        r"other comprehensive",
    ),
}
_ROW_PATTERNS = {kind: tuple(re.compile(row, re.I) for row in rows) for kind, rows in _ROWS.items()}
_NUMBER = re.compile(r"\d")
_BOTH = re.compile(r"(?:income|operations|earnings)\s+and\s+(?:\w+\s+)?comprehensive", re.I)
_OTHERS = re.compile(
    r"parent\s+company|registrant\s+only|condensed\s+financial\s+information\s+of|pro\s*[- ]?forma|"
    r"guarantor|consolidating|schedule\s+(?:i|ii|1)\b|supplemental\s+(?:condensed\s+)?balance|"
    r"analysis\s+of|selected|percent\s+change|\bdata:",
    re.I,
)
_TITLE_LINES = 10
_TITLE_MAX = 150
_ROWS_NEEDED = 3
_RUNS_ON_MAX = 2
_NEAR_SHEETS = 6
_NOTES = re.compile(r"\s*(?:\d+\.\s|notes?\s+(?:to|\d))", re.I)
_LINES_ABOVE = 9
_LINES_MIN = 3
_WHOLE_TITLE_MAX = 90
_PARTED_ROWS_MIN = 8


@dataclass(frozen=True)
class _Candidate:
    kind: PrimaryStatement
    place: int
    """Of its sheet among the document's sheets."""
    rows: int


def primary_statements(document: Document) -> list[StatementStretch]:
    """The document's primary statements in order, with the pages they run on over.

    The primary statements stand together: a candidate gains by each other kind that stands near.
    """
    sheets = list(_sheets(document))
    candidates: list[_Candidate] = []
    heads: list[PrimaryStatement | None] = []
    for place, (_, _, text) in enumerate(sheets):
        lines = text.splitlines()
        above = [line for line in lines[:_TITLE_LINES] if len(line) <= _TITLE_MAX]
        kind = _titled(above)
        heads.append(kind)
        if kind is None or any(_OTHERS.search(line) for line in above):
            continue
        rows = _rows(kind, lines)
        if rows >= _ROWS_NEEDED:
            candidates.append(_Candidate(kind, place, rows))
    found: list[StatementStretch] = []
    for kind in PrimaryStatement:
        of_kind = [one for one in candidates if one.kind is kind]
        if not of_kind:
            continue
        best = max(of_kind, key=lambda one: (one.rows + _company(one, candidates), -one.place))
        last = best.place
        while last + 1 < len(sheets) and last - best.place < _RUNS_ON_MAX:
            lines = sheets[last + 1][2].splitlines()
            goes_on = heads[last + 1] in (None, kind) and _rows(kind, lines) >= _ROWS_NEEDED
            if not goes_on or any(_NOTES.match(line) for line in lines[:_TITLE_LINES]):
                break
            last += 1
        found += [
            StatementStretch(kind, *sheets[place][:2]) for place in range(best.place, last + 1)
        ]
    return sorted(found, key=lambda one: one.start)


def _company(one: _Candidate, candidates: Sequence[_Candidate]) -> int:
    """Twice how many other kinds have a candidate near."""
    near = {other.kind for other in candidates if abs(other.place - one.place) <= _NEAR_SHEETS} - {
        one.kind
    }
    return 2 * len(near)


def _sheets(document: Document) -> Iterator[tuple[int, int, str]]:
    """Pages where there are any, else tables with the lines above them."""
    if document.pages:
        for page in document.pages:
            yield from _parted(document.text, page.start, page.end)
        return
    end_before = 0
    for table in document.tables:
        above = table.start
        for _ in range(_LINES_ABOVE):
            line = document.text.rfind("\n", 0, max(above - 1, 0)) + 1
            if line < end_before:
                break
            above = line
            if line == 0:
                break
        yield (
            _title_start(document.text, above, table.start),
            table.end,
            document.text[above : table.end],
        )
        if document.text.count("\n", table.start, table.end) >= _LINES_MIN:
            # A title may stand in a little table of its own.
            end_before = table.end


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """A page, cut where the title of another statement stands below the first one's rows."""
    begin, place, kind, rows = start, start, None, 0
    for line in text[start:end].splitlines(keepends=True):
        titled = _titled([line]) if _is_title(line) else None
        if titled is not None and kind not in (None, titled) and rows >= _PARTED_ROWS_MIN:
            yield begin, place, text[begin:place]
            begin, rows = place, 0
        kind = titled or kind
        rows += "\t" in line and bool(_NUMBER.search(line))
        place += len(line)
    yield begin, end, text[begin:end]


def _is_title(line: str) -> bool:
    words = line.strip()
    return (
        len(words) <= _WHOLE_TITLE_MAX
        and words[:1].isupper()
        and not words.endswith((".", ",", ";"))
        and not _NUMBER.search(words)
    )


def _title_start(text: str, above: int, table: int) -> int:
    """Where the title above a table begins; the table itself where there is none."""
    place = above
    for line in text[above:table].splitlines(keepends=True):
        if len(line) <= _TITLE_MAX and any(title.search(line) for title in _TITLES.values()):
            return place
        place += len(line)
    return table


def _titled(lines: Sequence[str]) -> PrimaryStatement | None:
    """The statement that the first title among the lines names."""
    for line in lines:
        if "\t" in line and _NUMBER.search(without_dates(line)):
            continue
        named = {kind for kind, title in _TITLES.items() if title.search(line)}
        if PrimaryStatement.COMPREHENSIVE in named:
            named.discard(PrimaryStatement.EQUITY)
            profit = (
                PrimaryStatement.INCOME if _BOTH.search(line) else PrimaryStatement.COMPREHENSIVE
            )
            named = {profit}
        if len(named) == 1:
            return named.pop()
    return None


def _rows(kind: PrimaryStatement, lines: Sequence[str]) -> int:
    """How many of the kind's rows are there."""
    labels = [line.split("\t", 1)[0] for line in lines if _NUMBER.search(line)]
    return sum(any(row.search(label) for label in labels) for row in _ROW_PATTERNS[kind])
