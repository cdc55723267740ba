"""One sheet per company: its statements as filed, its shares and its bridge to enterprise value."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.facts import STANDARD_LINES, Statement
from bookrunner.figures import Figure, Format, Period
from bookrunner.office import Emphasis
from bookrunner.pitch.pen import Book, Pen, usual_format
from bookrunner.valuation import CompanyInputs, ReportedPeriod

YEARS_SHOWN = 3

_TOTALS = {
    "gross_profit": Emphasis.SUBTOTAL,
    "ebitda": Emphasis.SUBTOTAL,
    "operating_income": Emphasis.SUBTOTAL,
    "net_income": Emphasis.TOTAL,
    "total_debt": Emphasis.SUBTOTAL,
    "total_equity": Emphasis.TOTAL,
    "free_cash_flow": Emphasis.TOTAL,
}


def spread_sheet(book: Book, company: CompanyInputs, closes: Sequence[Figure] = ()) -> Pen:
    """The company's reported and standardised lines by period; the latest twelve months last."""
    periods = shown_periods(company)
    pen = book.pen(
        spread_name(company),
        f"{company.name} ({company.label})",
        f"{company.money} in millions, except per share; shares in millions; as reported",
        widths=(44.0, 14.0),
    )
    heads = [f"{period.label}{'A' if _is_year(period) else ''}" for period in periods]
    pen.header(["Twelve months to", *(f"{p.period.end:%d-%b-%Y}" for p in periods)])
    pen.header(["", *heads])
    for statement in Statement:
        lines = [line for line in STANDARD_LINES if line.statement is statement and line.shown]
        rows = [(line, [p.get(line.key) for p in periods]) for line in lines]
        if all(figure is None for _, figures in rows for figure in figures):
            continue
        pen.section(statement.value, across=len(periods))
        for line, figures in rows:
            if any(figure is not None for figure in figures):
                emphasis = _TOTALS.get(line.key, Emphasis.PLAIN)
                pen.line(line.label, figures, _form(figures), emphasis)
        pen.gap()
    if company.price is not None:
        pen.section("Market", across=len(periods))
        pen.line(f"Share price, {company.price.period.end:%d-%b-%Y}", [company.price])
        for figure in (company.low_52_weeks, company.high_52_weeks):
            if figure is not None:
                pen.line(f"{figure.name}, {figure.period.end:%d-%b-%Y}", [figure])
        if closes:
            pen.header(["Month-end closes", *(f"{one.period.end:%d-%b-%Y}" for one in closes)])
            pen.line("Close", closes)
        pen.gap()
    return pen


def underlying_figures(book: Book, pens: dict[str, Pen]) -> None:
    """Gives every figure that formulas need and no page shows a cell on its company's sheet.

    Args:
        pens: By the first piece of the figures' keys; the pen under "" takes all others.
    """
    groups: dict[str, list[Figure]] = {}
    for figure in book.unplaced():
        prefix = figure.key.split(".", 1)[0]
        groups.setdefault(prefix if prefix in pens else "", []).append(figure)
    for prefix, figures in groups.items():
        _underlying(pens[prefix], figures)


def _underlying(pen: Pen, figures: Sequence[Figure]) -> None:
    periods = sorted({figure.period for figure in figures}, key=lambda p: (p.end, p.start or p.end))
    rows: dict[tuple[str, str], dict[Period, Figure]] = {}
    for figure in figures:
        rows.setdefault((figure.key, figure.case), {})[figure.period] = figure
    pen.section("Figures behind the lines above, as reported", across=len(periods))
    pen.header(["From", *(f"{p.start:%d-%b-%Y}" if p.start else "" for p in periods)])
    pen.header(["To, or at", *(f"{p.end:%d-%b-%Y}" for p in periods)])
    for (_, case), by_period in rows.items():
        first = next(iter(by_period.values()))
        label = f"{first.name} ({case.replace('_', ' ')})" if case else first.name
        pen.line(label, [by_period.get(period) for period in periods], usual_format(first))
    pen.gap()


def shown_periods(company: CompanyInputs) -> Sequence[ReportedPeriod]:
    """The last fiscal years, oldest first, then the latest twelve months where they are newer."""
    years = list(company.years[-YEARS_SHOWN:])
    return [*years, company.latest] if company.latest is not company.last_year else years


def spread_name(company: CompanyInputs) -> str:
    """The name of the company's sheet."""
    return f"Spread {company.label}"[:31]


def _is_year(period: ReportedPeriod) -> bool:
    return period.label.startswith("FY")


def _form(figures: Sequence[Figure | None]) -> Format:
    first = next(figure for figure in figures if figure is not None)
    return usual_format(first)
