"""The outline of an information memorandum: each section filled as far as records allow."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.facts import STANDARD_LINES, Axis
from bookrunner.figures import Figure, Format
from bookrunner.office import Bullets, Line, Required, Row, RowStyle, Shown, Table
from bookrunner.office.paper import PageBreak, Paper, Paragraph
from bookrunner.pitch.deck_pieces import figure_row, in_billions, is_number, short_name
from bookrunner.pitch.papers.adjustments import ADJUSTMENTS, Adjustments
from bookrunner.pitch.papers.data_pack import Workings, column_label
from bookrunner.pitch.papers.given import Given
from bookrunner.pitch.papers.indicators import INDICATORS, indicators
from bookrunner.pitch.papers.pieces import Told, describe, model_of, notice, sources
from bookrunner.pitch.papers.records import Records
from bookrunner.pitch.parts import Storyline
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import Line as Named
from bookrunner.valuation import ReportedPeriod

OUTLINE = Storyline(
    "cim-outline", "The outline of an information memorandum.", (ADJUSTMENTS,), is_valued=False
)
_YEARS = 6
_BUDGET = (
    ("Summary", "three", "what the company is, what is offered, key figures"),
    ("Investment highlights", "four", "five to seven, each proven by a figure or a document"),
    ("The company", "five", "history, owners, legal structure, sites"),
    ("Products", "six", "lines, prices, life cycle, development"),
    ("Customers", "five", "largest ones, terms, churn, channels"),
    ("Operations", "five", "production, supply, systems, capital expenditure"),
    ("Management", "three", "biographies, organisation, pay, succession"),
    ("Industry", "six", "size, growth, rivals, regulation"),
    ("Historical financials", "seven", "statements, key figures, adjustment bridge"),
    ("Projected financials", "four", "management's plan and what it rests on"),
    ("Appendix", "four", "definitions, sources, data room index"),
)
_STATEMENTS = (
    ("Income", ("revenue", "cost_of_revenue", "gross_profit", "ebitda", "operating_income",
                "interest_expense", "pretax_income", "income_tax", "net_income")),
    ("Cash flow", ("operating_cash_flow", "capex", "free_cash_flow", "stock_compensation")),
    ("Balance sheet", ("cash", "receivables", "inventory", "total_assets", "payables",
                       "total_debt", "total_equity")),
)  # fmt: skip


def memorandum(valued: Valued, held: Records, given: Given) -> Told:
    """The outline; what a section lacks stands in its place, with how to bring it."""
    company, known = valued.inputs.target, valued.inputs.company
    name = f"Project {given.project}" if given.project else short_name(company.name)
    paper = Paper(
        (f"{name}: information memorandum",),
        valued.inputs.valuation_date,
        f"{name} | Information memorandum, outline | Strictly confidential",
        subtitle=describe(valued),
        subject=company.name,
    )
    for line in notice(known.invented):
        paper.add(Paragraph(line, is_small=True))
    rows = [Row([(title,), (pages,), (what,)]) for title, pages, what in _BUDGET]
    rows.append(Row([("In all",), ("fifty-two",), ("of forty to sixty",)], RowStyle.TOTAL))
    heads: Sequence[Line] = [("Section",), ("Pages",), ("What it holds",)]
    paper.add(Table(heads, rows, widths=(1.4, 0.7, 3.0), title="Contents and length"))
    paper.add(PageBreak())
    years = held.years[-_YEARS:]
    lacking = _story(paper, valued, held, given)
    _history(paper, valued, held, years)
    workings = _projections(paper, valued)
    paper.heading("Appendix")
    paper.add(Bullets([
        (("EBITDA is operating income before depreciation and amortisation; what adjusted EBITDA "
         "adds back stands in its bridge, switch by switch, in the data pack."),),
        ("Net debt is total debt less cash and short-term investments. NM is not meaningful.",),
        ("The Sources sheet of the data pack lists every report, with accession and date.",),
    ], title="Definitions and sources"))  # fmt: skip
    names = [part.label for one in held.segments for part in one.parts]
    return Told(paper, workings, names=names, lacking=lacking)


def _story(paper: Paper, valued: Valued, held: Records, given: Given) -> list[str]:
    """The sections in words, each with the exhibit that records have for it."""
    lacking = list(given.add(paper, "Summary", "summary", "What is offered, to whom, and why now."))
    company = valued.inputs.target
    told = [(key, label) for key, label in (("revenue", "Revenue"), ("ebitda", "EBITDA"))
            if company.latest.get(key) is not None]  # fmt: skip
    lines: list[Line] = [
        (f"{label} of ", in_billions(company.latest.figures[key]), f" ({company.latest.label})")
        for key, label in told
    ]
    if lines:
        used = [company.latest.figures[key] for key, _ in told]
        paper.add(Bullets(lines, title="In figures"), sources(valued, used))
    lacking += given.add(paper, "Investment highlights", "highlights",
                         "Five to seven lines, each starting with a dash.")  # fmt: skip
    lacking += given.add(paper, "The company", "description", "History, owners, structure, sites.")
    filings = [(f"Form {one.form}, accession {one.accession or 'not stated'}",)
               for one in reversed(valued.inputs.filings[-4:])]  # fmt: skip
    if filings:
        paper.add(Bullets(filings, title="Reports on file"))
    lacking += given.add(paper, "Products", "products", "Lines, prices, life cycle, development.")
    _broken_down(paper, valued, held, (Axis.SEGMENT, Axis.PRODUCT))
    lacking += given.add(paper, "Customers", "customers", "Largest ones, terms, churn, channels.")
    _broken_down(paper, valued, held, (Axis.GEOGRAPHY,))
    for title, heading, how in (
        ("Operations", "operations", "Production, supply, systems, capital expenditure."),
        ("Management", "management", "Biographies, organisation, pay, succession."),
        ("Industry", "industry", "Size, growth, rivals, regulation, each with its source."),
    ):
        lacking += given.add(paper, title, heading, how)
    return lacking


def _broken_down(paper: Paper, valued: Valued, held: Records, axes: Sequence[Axis]) -> None:
    for one in held.segments:
        if one.line != "revenue" or one.axis not in axes:
            continue
        rows = [Row([(part.label,), (Shown(part.figure, Format.MONEY_MM),)]) for part in one.parts]
        rows.append(Row([("Sum",), (Shown(one.sum, Format.MONEY_MM),)], RowStyle.TOTAL))
        head: Sequence[Line] = [
            (f"{valued.inputs.target.money} in millions",),
            (f"{one.period.end:%b %Y}",),
        ]
        title = f"Revenue by {one.axis.name.lower()}"
        paper.add(Table(head, rows, widths=(3.0, 1.0), title=title), sources(valued, [one.sum]))


def _history(paper: Paper, valued: Valued, held: Records, years: Sequence[ReportedPeriod]) -> None:
    paper.add(PageBreak())
    paper.heading("Historical financials")
    names = {one.key: one.label for one in STANDARD_LINES}
    for title, keys in _STATEMENTS:
        rows = [(names[key], [year.get(key) for year in years]) for key in keys]
        _table(paper, valued, title, years, rows)
    found = indicators(valued.inputs.target.prefix, held.years)
    told = [one for one in INDICATORS if one.key in found]
    _table(paper, valued, "Key figures", years,
           [(one.label, found[one.key][-len(years):]) for one in told],
           {one.label: one.form for one in told})  # fmt: skip
    schedule = model_of(valued, Adjustments)
    periods = schedule.periods
    bridge = [("EBITDA, as reported", [one.get("ebitda") for one in periods])]
    bridge += [(f"{label} added back", list(figures)) for label, figures in schedule.amounts]
    bridge += [("Adjusted EBITDA", list(schedule.adjusted))]
    _table(paper, valued, "Adjustment bridge", periods, bridge)


def _table(
    paper: Paper,
    valued: Valued,
    title: str,
    periods: Sequence[ReportedPeriod],
    rows: Sequence[tuple[str, Sequence[Figure | None]]],
    forms: dict[str, Format] | None = None,
) -> None:
    told = [(label, row) for label, row in rows if any(one is not None for one in row)]
    if not told:
        paper.add(Required(title.lower(), "No report that is kept tells it."))
        return
    heads: list[Line] = [(f"{valued.inputs.target.money} in millions",)]
    heads += [(column_label(one),) for one in periods]
    body = [
        figure_row(
            label,
            row,
            RowStyle.TOTAL if label.startswith("Adjusted") else RowStyle.PLAIN,
            form=(forms or {}).get(label),
        )
        for label, row in told
    ]
    used = [figure for _, row in told for figure in row if figure is not None]
    paper.add(Table(heads, body, title=title), sources(valued, used))


def _projections(paper: Paper, valued: Valued) -> Sequence[Workings]:
    """Management's plan, where one was imported; a forecast of the system's own is none."""
    paper.heading("Projected financials")
    company, flows = valued.inputs.target, valued.dcf
    if company.plan is None or flows is None:
        paper.add(
            Required(
                "management's plan",
                "`bookrunner import management-case FILE` brings it; name it with --case.",
            )
        )
        return ()
    years = flows.forecast.years
    rows = [
        ("Revenue", [one.revenue for one in years]),
        ("Revenue growth", [one.growth for one in years]),
        ("EBITDA", [one.ebitda for one in years]),
        ("EBITDA margin", [one.margin for one in years]),
        ("Capital expenditure", [one.capex for one in years]),
    ]
    heads: list[Line] = [(f"{company.money} in millions",), *((one.label,) for one in years)]
    used = [figure for _, row in rows for figure in row]
    table = Table(heads, [figure_row(label, row) for label, row in rows], title="The plan")
    paper.add(table, sources(valued, used))
    paper.add(Paragraph(
        ("Projections are management's; they rest on assumptions, and what happens may differ.",),
        is_small=True,
    ))  # fmt: skip
    lines = [
        Named(f"{label}, {year.label}", figure, _form(figure))
        for label, row in rows
        for year, figure in zip(years, row, strict=True)
        if is_number(figure)
    ]
    return [Workings("Management's plan", lines)]


def _form(figure: Figure) -> Format:
    is_money = figure.unit.currency == str(figure.unit)
    return Format.MONEY_MM if is_money else Format.PERCENT1
