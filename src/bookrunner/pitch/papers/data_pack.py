"""The data pack: years, quarters, key figures and adjustments, every cell with its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bookrunner.facts import STANDARD_LINES, Breakdown, Statement
from bookrunner.figures import Figure, Finding, Format, Severity, computed, total
from bookrunner.office import Style, Workbook
from bookrunner.office.workbook import write_legend
from bookrunner.pitch.comps_sheets import bridges_sheet
from bookrunner.pitch.front_sheets import notes_sheet, sources_sheet
from bookrunner.pitch.model_checks import add_model_checks
from bookrunner.pitch.model_sheets import model_sheets
from bookrunner.pitch.papers.indicators import indicator_rows, indicators
from bookrunner.pitch.papers.records import Records
from bookrunner.pitch.pen import Book, usual_format
from bookrunner.pitch.spread_sheet import underlying_figures
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import (
    CheckPair,
    CompanyInputs,
    Line,
    Model,
    ModelRow,
    ModelSheet,
    ReportedPeriod,
    Section,
    Weight,
    suggested_format,
)

_ABOUT = (
    "Reported numbers are as last restated; each one's comment names form, accession and tag.",
    "The fourth quarter is the year less its first nine months.",
    "LTM is the year plus this year to date less last year's.",
    "An empty cell is not reported; it is not zero. NM is not meaningful, NA not available.",
)
AS_FILED = "As filed"
_OF_BANKS = ("common_equity", "tangible_book_value")
"""What banks and insurers are valued on; of others it repeats the lines above."""
_TOTALS = {
    "gross_profit": Weight.SUBTOTAL,
    "ebitda": Weight.SUBTOTAL,
    "operating_income": Weight.SUBTOTAL,
    "net_income": Weight.TOTAL,
    "total_assets": Weight.SUBTOTAL,
    "total_debt": Weight.SUBTOTAL,
    "total_equity": Weight.TOTAL,
    "operating_cash_flow": Weight.SUBTOTAL,
    "free_cash_flow": Weight.TOTAL,
}
_UNITS = {Format.PER_SHARE: " per share", Format.SHARES_MM: ", millions"}
_ADDED_UP = ("revenue", "net_income", "operating_cash_flow", "capex")
_QUARTERS = 4


@dataclass(frozen=True)
class Workings:
    """Figures that a document shows and no other sheet has."""

    title: str
    lines: Sequence[Line]


def data_pack(valued: Valued, held: Records, workings: Sequence[Workings] = ()) -> Workbook:
    """The workbook: what it is, the history, key figures, adjustments, bridge, sources and checks.

    Args:
        workings: What a document shows beside it, so that each of its numbers has a cell.
    """
    inputs, bridge = valued.inputs, valued.comps.target.bridge
    title = f"{inputs.target.name}: data pack"
    book = Book(Workbook(title, inputs.valuation_date))
    model = Model("pack", title, list(_sheets(valued, held)))
    _cover(book, valued, [*model.sheets, *(one for m in valued.models for one in m.sheets)])
    model_sheets(book, model)
    for made in valued.models:
        model_sheets(book, made)
    bridges_sheet(book, [bridge])
    if workings:
        _workings_sheet(book, workings)
    checks = [*quarter_checks(held), *_segment_checks(held.segments)]
    checks += [check for made in valued.models for check in made.checks]
    for pair in checks:
        severity = Severity.WARNING if pair.name.startswith("Quarters") else Severity.ERROR
        book.workbook.check(
            pair.name, pair.left, pair.right, pair.form, tolerance=1e-3, severity=severity
        )
    add_model_checks(book, [inputs.target], [bridge])
    _move_behind(book.workbook, AS_FILED)
    pen = book.pen("Behind", "Figures behind the lines", "As reported; formulas read them")
    underlying_figures(book, {"": pen})
    sources_sheet(book)
    notes_sheet(book, [*own_findings(valued), *held.findings])
    return book.workbook


def _move_behind(workbook: Workbook, name: str) -> None:
    workbook.sheets.sort(key=lambda one: one.name == name)


def own_findings(valued: Valued) -> Sequence[Finding]:
    """What was found about the company itself; a document tells nothing of its peers."""
    peers = tuple(one.label for one in valued.inputs.peers)
    return [
        one
        for one in valued.findings
        if not one.code.endswith("-peers") and one.where.split(" ")[0] not in peers
    ]


def _cover(book: Book, valued: Valued, sheets: Sequence[ModelSheet]) -> None:
    inputs = valued.inputs
    pen = book.pen(
        "Cover",
        f"{inputs.target.name}: data pack",
        f"As known on {book.workbook.as_of:%d-%b-%Y}; {inputs.target.money} in millions unless "
        "stated",
        widths=(28.0, 92.0),
        freeze=(0, 0),
    )
    if inputs.company.invented:
        pen.words("The company and all its figures are invented, for demonstration only.",
                  Style.WARNING)  # fmt: skip
    pen.section("What this file is")
    for told in _ABOUT:
        pen.words(told, Style.LABEL)
    pen.gap()
    pen.section("Sheets")
    further = (
        ("EV bridge", "From share price to enterprise value, and back"),
        ("Sources", "Documents and records behind the blue cells"),
        ("Notes", "What was found in the data"),
        ("Checks", "Sums that must hold, compared live"),
    )
    for name, what in (*((one.name, one.subtitle or one.title) for one in sheets), *further):
        pen.sheet.text(pen.row, 0, name, Style.LABEL)
        pen.sheet.text(pen.row, 1, what, Style.LABEL)
        pen.row += 1
    pen.gap()
    write_legend(pen.sheet, pen.row)


def _sheets(valued: Valued, held: Records) -> Iterator[ModelSheet]:
    company = valued.inputs.target
    name, money = company.name, str(company.money)
    if held.filed:
        # Written first, as the other sheets link to it; it is moved behind them in the end.
        rows = [
            ModelRow(f"{one.name}, {one.period}", [one], usual_format(one)) for one in held.filed
        ]
        yield ModelSheet(
            AS_FILED,
            f"{name}: lines with reported and derived periods",
            [Section(f"{money} in millions unless a line says otherwise", rows)],
            "Reported where a report tells the period, else by formula; other sheets link here",
            (64.0, 14.0),
        )
    yield ModelSheet(
        "Annual",
        f"{name}: fiscal years",
        _statements(held.years, company),
        f"{money} in millions unless a line says otherwise; as last restated",
        (44.0, 13.0),
    )
    if held.quarters:
        yield ModelSheet(
            "Quarterly",
            f"{name}: quarters",
            _statements(held.quarters, company),
            f"{money} in millions unless a line says otherwise; three months each",
            (44.0, 12.0),
        )
    found = indicators(company.prefix, held.years)
    sections = [_indicated("Fiscal years", found, held.years)]
    if held.quarters:
        quarterly = indicators(company.prefix, held.quarters, quarterly=True)
        sections.append(_indicated("Quarters", quarterly, held.quarters))
    yield ModelSheet(
        "Key figures",
        f"{name}: key figures",
        [one for one in sections if one.rows],
        f"Formulas over the sheets before; {money} in millions where it is money, days of 365",
        (44.0, 12.0),
    )
    if held.segments:
        yield ModelSheet(
            "Segments",
            f"{name}: segments",
            [_broken_down(one, money) for one in held.segments],
            "Each breakdown is of one report, and says whether it adds up to the company",
            (52.0, 16.0),
        )


def _statements(periods: Sequence[ReportedPeriod], company: CompanyInputs) -> Sequence[Section]:
    money = str(company.money)
    heads = [_head(one) for one in periods]
    sections = []
    for statement in Statement:
        rows = [
            row
            for one in STANDARD_LINES
            if one.statement is statement and one.shown
            if company.is_financial or one.key not in _OF_BANKS
            if (row := _row(one.key, one.label, periods, money)) is not None
        ]
        if rows:
            title = f"{statement.value} ({money} in millions unless a line says otherwise)"
            sections.append(Section(title, rows, heads))
    return sections


def _row(key: str, label: str, periods: Sequence[ReportedPeriod], money: str) -> ModelRow | None:
    figures = [period.get(key) for period in periods]
    first = next((one for one in figures if one is not None), None)
    if first is None:
        return None
    form = usual_format(first)
    unit = _UNITS.get(form, "")
    label = f"{label} ({money}{unit})" if form is Format.PER_SHARE else f"{label}{unit}"
    return ModelRow(label, figures, form, _TOTALS.get(key, Weight.PLAIN))


def _head(period: ReportedPeriod) -> str:
    return f"{column_label(period)}\n{period.period.end:%d-%b-%Y}"


def column_label(period: ReportedPeriod) -> str:
    """``FY2023A``, ``Q3 FY2023A``; ``LTM`` for the last twelve months."""
    return f"{period.label}A" if period.label.startswith(("FY", "Q")) else "LTM"


def _indicated(
    title: str, found: Mapping[str, Sequence[Figure | None]], periods: Sequence[ReportedPeriod]
) -> Section:
    return Section(title, indicator_rows(found), [_head(one) for one in periods])


def _broken_down(one: Breakdown, money: str) -> Section:
    rows = [ModelRow(part.label, [part.figure], usual_format(part.figure)) for part in one.parts]
    rows.append(ModelRow("Sum", [one.sum], usual_format(one.sum), Weight.SUBTOTAL))
    if one.consolidated is not None:
        rows.append(
            ModelRow("Company", [one.consolidated], usual_format(one.consolidated), Weight.TOTAL)
        )
    said = "adds up to the company" if one.foots else "does not add up to the company"
    what = one.line.replace("_", " ").capitalize()
    return Section(
        f"{what} by {one.axis.name.lower()} ({money} in millions)",
        rows,
        [f"{one.period.end:%d-%b-%Y}"],
        [f"From {one.accession or 'a report without accession'}, tag {one.concept}; {said}."],
    )


def quarter_checks(held: Records) -> Iterator[CheckPair]:
    """Four quarters are their year, for each year all of whose quarters are shown."""
    for year in held.years:
        start = year.period.start
        if not year.label.startswith("FY") or start is None:
            continue
        inside = [
            one for one in held.quarters
            if one.period.start is not None
            and start <= one.period.start and one.period.end <= year.period.end
        ]  # fmt: skip
        for key in _ADDED_UP:
            parts = [figure for one in inside if (figure := one.get(key)) is not None]
            whole = year.get(key)
            if whole is None or len(parts) != _QUARTERS:
                continue
            prefix = whole.key.split(".", 1)[0]
            added = computed(
                f"{prefix}.pack.{key}_of_quarters", f"{whole.name}, four quarters", total(parts),
                year.period,
            )  # fmt: skip
            name = f"Quarters of {year.label} add up: {whole.name.lower()}"
            yield CheckPair(name, added, whole, suggested_format(whole))


def _segment_checks(segments: Sequence[Breakdown]) -> Iterator[CheckPair]:
    for one in segments:
        if one.foots and one.consolidated is not None:
            name = f"{one.line.replace('_', ' ')} by {one.axis.name.lower()} is the company's"
            yield CheckPair(name, one.sum, one.consolidated, suggested_format(one.sum))


def _workings_sheet(book: Book, workings: Sequence[Workings]) -> None:
    pen = book.pen("Document", "Figures of the document", "What its pages show beside the history",
                   widths=(64.0, 16.0), freeze=(3, 1))  # fmt: skip
    for one in workings:
        pen.section(one.title)
        for line in one.lines:
            pen.line(line.label, [line.figure], line.form)
        pen.gap()
