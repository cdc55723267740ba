"""The page of ``statements``."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Row, Screen
from bookrunner.figures import NA, Format, Missing, show
from bookrunner.operations.responses import Cell, Statement, StatementLine, StatementsAnswer

_BASES = {
    "annual": "fiscal years",
    "quarterly": "fiscal quarters",
    "ltm": "last twelve months",
}
_VINTAGES = {"latest": "as last restated", "first": "as first reported"}
# Below ten billion, a decimal of a million still says something.
_WHOLE_MILLIONS_MIN = 1e10
_TOTALS = frozenset(
    {
        "revenue",
        "gross_profit",
        "operating_income",
        "ebitda",
        "net_income",
        "total_assets",
        "total_liabilities",
        "total_equity",
        "operating_cash_flow",
        "free_cash_flow",
    }
)


def statements(answer: StatementsAnswer, flags: Mapping[str, bool]) -> None:
    """The statements one below the other, periods side by side, the newest at the right."""
    screen = Screen()
    company = answer.company
    name = f"{company.name} ({company.ticker or company.cik})"
    invented = ", an invented company" if company.invented else ""
    if "invented" in company.name:
        invented = ""
    screen.line(f"{name}{invented}: {_BASES[answer.basis]}, {_VINTAGES[answer.vintage]}", "bold")
    money = "$" if answer.currency == "USD" else answer.currency
    screen.line(f"{money} and shares in millions, except per share", "dim")
    titles = [(column.label, column.period_end.isoformat()) for column in answer.columns]
    form = _money_format(answer)
    for statement in answer.statements:
        screen.line()
        rows = [_row(line, form) for line in statement.lines]
        screen.numbers(titles, rows, label=statement.name)
    _legend(screen, answer)
    if flags["sources"]:
        for statement in answer.statements:
            _sources(screen, answer, statement)
    remarks(screen, answer.findings, notes=False)
    _next_step(screen, answer)


def _money_format(answer: StatementsAnswer) -> Format:
    amounts = [
        abs(cell.number.value)
        for statement in answer.statements
        for line in statement.lines
        for cell in line.cells
        if cell is not None
        and isinstance(cell.number.value, float)
        and cell.number.unit == answer.currency
    ]
    return Format.MONEY_MM0 if max(amounts, default=0.0) >= _WHOLE_MILLIONS_MIN else Format.MONEY_MM


def _row(line: StatementLine, money: Format) -> Row:
    marked = any(cell is not None and cell.restated for cell in line.cells)
    texts = tuple(_text(cell, money, marked=marked) for cell in line.cells)
    return Row((line.label, *texts), "bold" if line.key in _TOTALS else "")


def _text(cell: Cell | None, money: Format, *, marked: bool) -> str:
    mark = (" r" if cell is not None and cell.restated else "  ") if marked else ""
    if cell is None:
        return str(NA) + mark
    value = cell.number.value
    if isinstance(value, str):
        return str(Missing(value)) + mark
    return show(value, _format(cell.number.unit, money)) + mark


def _format(unit: str, money: Format) -> Format:
    if unit == "shares":
        return Format.SHARES_MM
    return Format.PER_SHARE if unit.endswith("/shares") else money


def _legend(screen: Screen, answer: StatementsAnswer) -> None:
    cells = [
        cell for statement in answer.statements for line in statement.lines for cell in line.cells
    ]
    restated = any(cell is not None and cell.restated for cell in cells)
    missing = any(None in line.cells for each in answer.statements for line in each.lines)
    if restated or missing:
        screen.line()
    if restated:
        screen.line("r: first reported as another number; --vintage first shows that", "dim")
    if missing:
        screen.line("NA: neither reported nor derivable; it is not zero", "dim")


def _sources(screen: Screen, answer: StatementsAnswer, statement: Statement) -> None:
    """For each line of the newest period that has it: the tag or the rule, and the filing."""
    screen.line()
    screen.line(f"{statement.name}: where each line comes from", "bold")
    for line in statement.lines:
        place = max(n for n, cell in enumerate(line.cells) if cell is not None)
        cell = line.cells[place]
        assert cell is not None
        accession = f", accession {cell.accession}" if cell.accession else ""
        screen.line(f"{line.label}, {answer.columns[place].label}{accession}")
        screen.line(f"    {cell.explanation}", "dim")


def _next_step(screen: Screen, answer: StatementsAnswer) -> None:
    for statement in answer.statements:
        for line in statement.lines:
            cell = line.cells[-1]
            if cell is not None:
                screen.line()
                screen.line(f"where a number comes from: bookrunner why {cell.number.id}", "dim")
                return
