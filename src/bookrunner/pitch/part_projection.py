"""The part on the years ahead: three statements that balance, and what lenders look at."""

from __future__ import annotations

from collections.abc import Callable

from bookrunner.credit import (
    ProjectedYear,
    Projection,
    credit_ratio,
    projection,
    projection_model,
)
from bookrunner.figures import Figure, Format
from bookrunner.office import Line, Region, RowStyle, Shown, Slide, Table
from bookrunner.pitch.deck_pieces import as_number, figure_row, in_billions, is_number, source_line
from bookrunner.pitch.part_credit import known_notes, owes
from bookrunner.pitch.parts import Page, Part, PartKind
from bookrunner.pitch.valued import Valued

_NOTE = (
    "Operating lines are those of the DCF's selected case. Interest is on opening debt; maturities "
    "are refinanced, dividends keep their payout and buy-backs are none, unless adopted otherwise."
)


def projection_part(valued: Valued) -> Part:
    """The statements on the DCF's forecast.

    Raises:
        LinesMissing: The opening balance sheet lacks a line.
        Unusable: There is no forecast; the reason is that of the DCF.
    """
    if valued.dcf is None:
        assert valued.lacking is not None, "a valuation without a DCF says why"
        raise valued.lacking
    made = projection(valued.dcf, valued.policy, known_notes(valued))
    title = _title(made)
    page = Page(
        "projection",
        "Projected credit",
        "How earnings, cash and leverage move in the years ahead",
        _page(valued, made, title),
    )
    return Part([projection_model(made, valued.dcf)], [page], [title])


def _title(made: Projection) -> Line:
    first, last = (
        credit_ratio(one, "net_debt_multiple") for one in (made.years[0], made.years[-1])
    )
    label = made.company.label
    before = ", before buy-backs" if made.terms.buyback_share.value == 0 else ""
    if not (is_number(first) and is_number(last)):
        return (f"{label}: projected net debt is ", in_billions(made.years[-1].balance.net_debt))
    if all(as_number(year.balance.net_debt) < 0 for year in made.years):
        ends = in_billions(made.years[-1].balance.net_debt)
        return (f"{label} holds more cash than debt in every forecast year: net debt of ", ends)
    return (
        f"{label}: net debt goes from ", Shown(first, Format.MULTIPLE), " to ",
        Shown(last, Format.MULTIPLE), f" EBITDA over the forecast{before}",
    )  # fmt: skip


def _page(valued: Valued, made: Projection, title: Line) -> Slide:
    rows = [
        figure_row(label, [of(one) for one in made.years], style, form=form)
        for label, of, form, style in _ROWS
    ]
    heads: list[Line] = [(one.flow.label,) for one in made.years]
    table = Table(
        [(f"{made.company.money} million",), *heads], rows, widths=(2.6, *(1.0 for _ in heads))
    )
    used = [one.balance.net_debt for one in made.years]
    return Slide(title, [(Region.FULL, table)], footnotes=[source_line(valued, used), (_NOTE,)])


_MONEY, _PLAIN, _TIMES = Format.MONEY_MM, RowStyle.PLAIN, Format.MULTIPLE
_ROWS: tuple[tuple[str, Callable[[ProjectedYear], Figure], Format, RowStyle], ...] = (
    ("Revenue", lambda y: y.flow.revenue, _MONEY, _PLAIN),
    ("EBITDA", lambda y: y.flow.ebitda, _MONEY, _PLAIN),
    ("Net income", lambda y: y.net_income, _MONEY, RowStyle.TOTAL),
    ("Cash flow from operations", lambda y: y.operating_cash, _MONEY, _PLAIN),
    ("Free cash flow after interest", lambda y: y.free_cash, _MONEY, _PLAIN),
    ("Dividends", lambda y: y.dividends, _MONEY, _PLAIN),
    ("Cash", lambda y: y.balance.cash, _MONEY, _PLAIN),
    ("Total debt", lambda y: y.balance.debt, _MONEY, _PLAIN),
    ("Equity", lambda y: y.balance.equity, _MONEY, _PLAIN),
    ("Net debt", lambda y: y.balance.net_debt, _MONEY, RowStyle.TOTAL),
    ("Debt / EBITDA", lambda y: credit_ratio(y, "debt_multiple"), _TIMES, _PLAIN),
    ("Net debt / EBITDA", lambda y: credit_ratio(y, "net_debt_multiple"), _TIMES,
     RowStyle.HIGHLIGHT),
    ("EBITDA / interest", lambda y: credit_ratio(y, "cover_multiple"), _TIMES, _PLAIN),
    ("FFO / debt", lambda y: credit_ratio(y, "ffo_to_debt"), Format.PERCENT1, _PLAIN),
)  # fmt: skip


PROJECTION = PartKind(
    "projection",
    "Projected credit",
    "How earnings, cash and leverage move in the years ahead",
    "A forecast, and the balance sheet that it starts from",
    projection_part,
    concerns=owes,
)
