"""The company tear sheet: what it earns, what it is worth at the price, and where that is said."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import Figure, Format
from bookrunner.office import Bullets, Deck, Line, Required, Row, RowStyle, Shown, Table
from bookrunner.office.paper import Columns, PageBreak, Paper, Paragraph
from bookrunner.pitch.bridge_table import shown_lines
from bookrunner.pitch.deck_front import profile_page
from bookrunner.pitch.deck_pieces import (
    day_of,
    figure_row,
    in_billions_if_reported,
    is_number,
    per_share,
    short_name,
)
from bookrunner.pitch.papers.adjustments import ADJUSTMENTS, Adjustments
from bookrunner.pitch.papers.data_pack import Workings, column_label
from bookrunner.pitch.papers.given import Given
from bookrunner.pitch.papers.indicators import INDICATORS, indicators
from bookrunner.pitch.papers.pieces import Told, describe, model_of, notice, sources, titled
from bookrunner.pitch.papers.records import Records
from bookrunner.pitch.parts import Storyline
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import Line as Named
from bookrunner.valuation import ReportedPeriod

ONE_PAGER = Storyline(
    "one-pager", "A company tear sheet on one page.", (ADJUSTMENTS,), is_valued=False
)
_YEARS = 4
_SEGMENTS_MAX = 5
_FILINGS_MAX = 4
_MONEY_ROWS = (
    ("revenue", "Revenue"),
    ("gross_profit", "Gross profit"),
    ("ebitda", "EBITDA"),
    ("operating_income", "Operating income"),
    ("net_income", "Net income"),
    ("operating_cash_flow", "Operating cash flow"),
    ("capex", "Capital expenditure"),
    ("free_cash_flow", "Free cash flow"),
    ("total_debt", "Total debt"),
    ("cash", "Cash"),
)
_BELOW = {
    "revenue": ("revenue_growth",),
    "gross_profit": ("gross_margin",),
    "ebitda": ("ebitda_margin",),
    "cash": ("net_debt_multiple",),
}
_MULTIPLES = ("ev_revenue_ltm", "ev_ebitda_ltm", "ev_ebit_ltm", "price_earnings_ltm",
              "ev_ebitda_ntm", "price_earnings_ntm", "fcf_yield")  # fmt: skip


def one_pager(valued: Valued, held: Records, given: Given) -> Told:
    """The page of a company, and the figures on it that the history does not hold."""
    company, known = valued.inputs.target, valued.inputs.company
    paper = Paper(
        (titled(short_name(company.name), company.ticker),),
        valued.inputs.valuation_date,
        f"{short_name(company.name)} | Company profile",
        subtitle=describe(valued),
        points=9.0,
        subject=company.name,
    )
    paper.add(Paragraph(_summary(valued)))
    for said in given.words.get("description", ()):
        paper.add(Paragraph((said,)))
    years = held.years[-_YEARS:]
    rows, used = _financials(valued, held, years)
    heads: list[Line] = [(column_label(one),) for one in years]
    paper.add(
        Table([(f"{company.money} in millions",), *heads], rows, title="Key financials"),
        sources(valued, used),
    )
    paper.add(Columns(2))
    bridge, multiples = _capitalisation(valued), _multiples(valued)
    paper.add(bridge[0], sources(valued, bridge[1]))
    _segments(paper, valued, held)
    paper.add(PageBreak(of_column=True))
    if multiples:
        paper.add(
            Table(
                [("Multiple",), (company.label,)],
                [Row([(one.label,), (Shown(one.figure, one.form),)]) for one in multiples],
                widths=(2.4, 1.0),
                title="Trading multiples",
            )
        )
    paper.add(_reports(valued))
    if valued.inputs.target.expected is None:
        paper.add(
            Required(
                "estimates",
                "Forward multiples need them: `bookrunner import estimates FILE`.",
            )
        )
    paper.add(Columns(1))
    for line in notice(known.invented):
        paper.add(Paragraph(line, is_small=True))
    lines = [*bridge[2], *multiples]
    # Names of segments may hold digits.
    names = [part.label for one in held.segments for part in one.parts]
    if not company.is_listed:
        # Its slide tells of the plan, which the data pack does not hold.
        return Told(paper, [Workings("Capitalisation and multiples", lines)], names=names)
    slide = Deck(
        f"{company.name}: company profile",
        valued.inputs.valuation_date,
        paper.footer,
        [profile_page(valued)],
    )
    return Told(paper, [Workings("Capitalisation and multiples", lines)], slide, names)


def _summary(valued: Valued) -> Line:
    company, bridge = valued.inputs.target, valued.comps.target.bridge
    line: Line = (
        f"{company.label} earned EBITDA of ",
        in_billions_if_reported(company.latest.get("ebitda")),
        " on revenue of ",
        in_billions_if_reported(company.latest.get("revenue")),
        f" in {_named(company.latest)}",
    )
    if not is_number(bridge.enterprise_value):
        return (*line, ".")
    return (
        *line,
        "; at the closing price of ",
        per_share(bridge.price),
        f" on {day_of(bridge.price)} its enterprise value is ",
        in_billions_if_reported(bridge.enterprise_value),
        ".",
    )


def _named(period: ReportedPeriod) -> str:
    is_year = period.label.startswith("FY")
    return period.label if is_year else f"the twelve months to {period.period.end:%d %B %Y}"


def _financials(
    valued: Valued, held: Records, years: Sequence[ReportedPeriod]
) -> tuple[Sequence[Row], Sequence[Figure]]:
    found = indicators(valued.inputs.target.prefix, held.years)
    schedule = model_of(valued, Adjustments)
    forms = {one.key: (one.label, one.form) for one in INDICATORS}
    rows: list[Row] = []
    used: list[Figure] = []

    def add(label: str, figures: Sequence[Figure | None], form: Format | None = None) -> None:
        if any(figure is not None for figure in figures):
            style = RowStyle.SUBTOTAL if label == "EBITDA" else RowStyle.PLAIN
            rows.append(figure_row(label, figures, style, form=form))
            used.extend(figure for figure in figures if figure is not None)

    for key, label in _MONEY_ROWS:
        add(label, [year.get(key) for year in years])
        for below in _BELOW.get(key, ()):
            if below in found:
                add(forms[below][0], found[below][-len(years) :], forms[below][1])
        if key == "ebitda" and schedule.adjusts:
            add("Adjusted EBITDA", schedule.adjusted[-len(years) :])
        if key == "net_income":
            add("Diluted earnings per share", [year.get("eps_diluted") for year in years])
    return rows, used


def _capitalisation(valued: Valued) -> tuple[Table | Required, Sequence[Figure], Sequence[Named]]:
    company, bridge = valued.inputs.target, valued.comps.target.bridge
    if not company.is_listed or not is_number(bridge.price):
        lacking = Required(
            "a share price",
            "The capitalisation needs one: `--prices FILE.csv`."
            if company.is_listed
            else "The company is not listed, so that no market says what its equity is worth.",
        )
        return lacking, (), ()
    lines = [one for one in shown_lines(bridge) if is_number(one.figure)]
    totals = (bridge.enterprise_value, bridge.equity_value)
    rows = [
        Row(
            [(one.label,), (Shown(one.figure, one.form),)],
            RowStyle.SUBTOTAL if any(one.figure is total for total in totals) else RowStyle.PLAIN,
        )
        for one in lines
    ]
    for figure in (company.low_52_weeks, company.high_52_weeks):
        if figure is not None:
            lines.append(Named(figure.name, figure, Format.PER_SHARE))
            rows.append(Row([(figure.name.capitalize(),), (Shown(figure, Format.PER_SHARE),)]))
    head: Sequence[Line] = [(f"{company.money} in millions",), (day_of(bridge.price),)]
    table = Table(head, rows, widths=(2.4, 1.0), title="Capitalisation")
    return table, [bridge.enterprise_value], lines


def _multiples(valued: Valued) -> Sequence[Named]:
    row = valued.comps.target
    return [
        Named(f"{column.label} ({column.basis})", row.cells[column.key], column.form)
        for column in valued.comps.columns
        if column.key in _MULTIPLES and is_number(row.cells[column.key])
    ]


def _segments(paper: Paper, valued: Valued, held: Records) -> None:
    told = [one for one in held.segments if one.line == "revenue"][:1]
    for one in told:
        parts = [part for part in one.parts if not part.is_between][:_SEGMENTS_MAX]
        rows = [Row([(part.label,), (Shown(part.figure, Format.MONEY_MM),)]) for part in parts]
        rows.append(Row([("Company",), (Shown(one.sum, Format.MONEY_MM),)], RowStyle.TOTAL))
        title = f"Revenue by {one.axis.name.lower()}"
        head: Sequence[Line] = [
            (f"{valued.inputs.target.money} in millions",),
            (f"{one.period.end:%b %Y}",),
        ]
        table = Table(head, rows, widths=(2.4, 1.0), title=title)
        paper.add(table, sources(valued, [one.sum]))


def _reports(valued: Valued) -> Bullets:
    company = valued.inputs.target
    lines: list[Line] = [
        (f"Latest accounts: {company.latest.label}, to {company.latest.period.end:%d %B %Y}",)
    ]
    for filing in reversed(valued.inputs.filings[-_FILINGS_MAX:]):
        when = f", filed {filing.accepted_at:%d %B %Y}" if filing.accepted_at else ""
        number = f", accession {filing.accession}" if filing.accession else ""
        lines.append((f"Form {filing.form}{when}{number}",))
    return Bullets(lines, title="Reports")
