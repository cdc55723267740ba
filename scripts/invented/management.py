"""The management case of the invented private company, as a workbook with live formulas.

History and assumptions are typed, each with an owner; everything else is a formula whose value is
written with it, so that readers that do not calculate see the same numbers.
"""

# ruff: noqa: E501 - a table of formulas
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

NAME = "Fernhollow Components, LLC (invented, private)"
NOTICE = (
    "This company is invented. Every number in this workbook is its management's, was audited by "
    "nobody and stands in no filing."
)
CASE_DATE = "2024-06-28"
CASE = f"Management case of {CASE_DATE}"
HISTORY = (2021, 2022, 2023)
FORECAST = (2024, 2025, 2026, 2027, 2028)
YEARS = HISTORY + FORECAST
FIRST_YEAR_COLUMN = 2


@dataclass(frozen=True)
class Reported:
    """A line of management's accounts, US dollars in thousands."""

    key: str
    label: str
    values: tuple[float, float, float]


@dataclass(frozen=True)
class Assumed:
    """A driver of the forecast with its owner and reason."""

    key: str
    label: str
    owner: str
    reason: str
    values: tuple[float, float, float, float, float]


REPORTED = (
    Reported("revenue", "Revenue", (148_200, 163_950, 176_480)),
    Reported("cost", "Cost of goods sold", (97_370, 109_030, 115_240)),
    Reported("overhead", "Selling, general and administrative", (26_940, 28_870, 30_510)),
    Reported("depreciation", "Depreciation and amortization", (6_120, 6_480, 6_870)),
    Reported("capex", "Capital expenditure", (7_350, 8_420, 8_110)),
    Reported("working_capital", "Net working capital at year end", (23_900, 27_350, 28_640)),
    Reported("cash", "Cash at year end", (6_140, 7_020, 8_350)),
    Reported("debt", "Debt at year end", (43_500, 41_000, 38_500)),
    Reported("interest", "Interest expense", (2_610, 2_750, 2_690)),
)

_FINANCE = "M. Example, CFO"
_SALES = "P. Sample, VP Sales"
_WORKS = "T. Specimen, COO"
ASSUMED = (
    Assumed(
        "growth",
        "Revenue growth",
        _SALES,
        "Order book at June 2024 covers 70% of 2024; two new distributors from 2025",
        (0.065, 0.075, 0.07, 0.06, 0.05),
    ),
    Assumed(
        "cost_share",
        "Cost of goods sold, share of revenue",
        _WORKS,
        "Brass contract renewed to 2026; second shift from 2025",
        (0.65, 0.645, 0.64, 0.64, 0.64),
    ),
    Assumed(
        "overhead_share",
        "Selling, general and administrative, share of revenue",
        _FINANCE,
        "Head office grows with inflation only",
        (0.172, 0.169, 0.166, 0.164, 0.163),
    ),
    Assumed(
        "depreciation_share",
        "Depreciation and amortization, share of revenue",
        _FINANCE,
        "As in 2023",
        (0.039, 0.039, 0.038, 0.038, 0.038),
    ),
    Assumed(
        "capex_share",
        "Capital expenditure, share of revenue",
        _WORKS,
        "New machining line in 2025",
        (0.046, 0.055, 0.044, 0.042, 0.042),
    ),
    Assumed(
        "working_capital_share",
        "Net working capital, share of revenue",
        _FINANCE,
        "Inventory days down by four by 2026",
        (0.162, 0.16, 0.158, 0.158, 0.158),
    ),
    Assumed("tax", "Tax rate", _FINANCE, "Federal and state", (0.255, 0.255, 0.255, 0.255, 0.255)),
)

Values = dict[tuple[str, int], float]


@dataclass(frozen=True)
class Line:
    """A line of the plan; formulas name other lines as ``{revenue}``, last year's ``{-revenue}``."""

    key: str
    label: str
    history: str
    """Formula in years past; empty when the line is typed or does not exist then."""
    forecast: str
    compute: Callable[[Callable[[str], float], Callable[[str], float]], float]
    """The same in Python: of this year's lines and assumptions, and of last year's."""
    percent: bool = False
    first_year: bool = True
    """Whether it exists in the first year of history."""


def _absent(_now: Callable[[str], float], _before: Callable[[str], float]) -> float:
    """A line of history that management does not forecast; nobody asks for its values."""
    raise AssertionError


PLAN = (
    Line("revenue", "Revenue", "", "={-revenue}*(1+{growth})", lambda n, b: b("revenue") * (1 + n("growth"))),
    Line("grown", "Growth", "={revenue}/{-revenue}-1", "={revenue}/{-revenue}-1",
         lambda n, b: n("revenue") / b("revenue") - 1, percent=True, first_year=False),
    Line("cost", "Cost of goods sold", "", "={revenue}*{cost_share}",
         lambda n, _: n("revenue") * n("cost_share")),
    Line("gross", "Gross profit", "={revenue}-{cost}", "={revenue}-{cost}",
         lambda n, _: n("revenue") - n("cost")),
    Line("overhead", "Selling, general and administrative", "", "={revenue}*{overhead_share}",
         lambda n, _: n("revenue") * n("overhead_share")),
    Line("ebitda", "EBITDA", "={gross}-{overhead}", "={gross}-{overhead}",
         lambda n, _: n("gross") - n("overhead")),
    Line("margin", "EBITDA margin", "={ebitda}/{revenue}", "={ebitda}/{revenue}",
         lambda n, _: n("ebitda") / n("revenue"), percent=True),
    Line("depreciation", "Depreciation and amortization", "", "={revenue}*{depreciation_share}",
         lambda n, _: n("revenue") * n("depreciation_share")),
    Line("ebit", "EBIT", "={ebitda}-{depreciation}", "={ebitda}-{depreciation}",
         lambda n, _: n("ebitda") - n("depreciation")),
    Line("taxes", "Tax on EBIT", "", "={ebit}*{tax}", lambda n, _: n("ebit") * n("tax")),
    Line("capex", "Capital expenditure", "", "={revenue}*{capex_share}",
         lambda n, _: n("revenue") * n("capex_share")),
    Line("working_capital", "Net working capital at year end", "",
         "={revenue}*{working_capital_share}", lambda n, _: n("revenue") * n("working_capital_share")),
    Line("cash_flow", "Free cash flow before interest", "",
         "={ebit}-{taxes}+{depreciation}-{capex}-({working_capital}-{-working_capital})",
         lambda n, b: n("ebit") - n("taxes") + n("depreciation") - n("capex")
         - (n("working_capital") - b("working_capital"))),
    Line("cash", "Cash at year end", "", "", _absent),
    Line("debt", "Debt at year end", "", "", _absent),
    Line("interest", "Interest expense", "", "", _absent),
)  # fmt: skip


def write_management_case(path: Path) -> None:
    """Write the workbook; the same bytes each time."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties(
        {
            "title": f"{NAME}: {CASE}",
            "author": NAME,
            "comments": NOTICE,
            "created": datetime.fromisoformat(CASE_DATE).replace(tzinfo=UTC),
        }
    )
    book.set_calc_mode("auto")
    styles = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "notice": book.add_format({"bold": True, "font_color": "#B00000", "text_wrap": True}),
        "head": book.add_format({"bold": True, "bottom": 1, "align": "right"}),
        "label": book.add_format({}),
        "input": book.add_format({"font_color": "#0000FF", "num_format": "#,##0"}),
        "input_percent": book.add_format({"font_color": "#0000FF", "num_format": "0.0%"}),
        "formula": book.add_format({"num_format": "#,##0;(#,##0)"}),
        "formula_percent": book.add_format({"num_format": "0.0%"}),
    }
    _cover(book, styles)
    assumption_rows = _assumptions(book, styles)
    _plan(book, styles, assumption_rows)
    book.close()


def _cover(book: Any, styles: dict[str, Any]) -> None:  # noqa: ANN401 - XlsxWriter is not typed
    sheet = book.add_worksheet("Read me")
    sheet.set_column(0, 0, 80)
    sheet.write(0, 0, NAME, styles["title"])
    sheet.set_row(0, 22)
    sheet.set_row(1, 36)
    sheet.write(1, 0, NOTICE, styles["notice"])
    for row, text in enumerate(
        (
            CASE,
            "US dollars in thousands; fiscal years end on December 31.",
            "Blue: typed by management. Black: formula.",
            "2021 to 2023: management accounts. 2024 to 2028: management's forecast.",
            "Each assumption names its owner and reason on the sheet Assumptions.",
        ),
        start=3,
    ):
        sheet.write(row, 0, text)


def _assumptions(book: Any, styles: dict[str, Any]) -> dict[str, int]:  # noqa: ANN401
    """The sheet of assumptions; the row of each by its key."""
    sheet = book.add_worksheet("Assumptions")
    sheet.set_column(0, 0, 50)
    sheet.set_column(1, 1, 20)
    sheet.set_column(FIRST_YEAR_COLUMN + len(YEARS), FIRST_YEAR_COLUMN + len(YEARS), 70)
    sheet.write(0, 0, f"{CASE}: assumptions", styles["title"])
    _heads(sheet, styles, "Owner")
    sheet.write(2, FIRST_YEAR_COLUMN + len(YEARS), "Reason", styles["head"])
    rows = {}
    for row, assumed in enumerate(ASSUMED, start=3):
        rows[assumed.key] = row
        sheet.write(row, 0, assumed.label)
        sheet.write(row, 1, assumed.owner)
        sheet.write(row, FIRST_YEAR_COLUMN + len(YEARS), assumed.reason)
        for year, value in zip(FORECAST, assumed.values, strict=True):
            sheet.write_number(row, _column(year), value, styles["input_percent"])
            note = f"Assumption: {assumed.reason}; {assumed.owner}, {CASE_DATE} (management's)"
            sheet.write_comment(row, _column(year), note, {"author": NAME})
    return rows


def _plan(book: Any, styles: dict[str, Any], assumptions: dict[str, int]) -> None:  # noqa: ANN401
    sheet = book.add_worksheet("Plan")
    sheet.set_column(0, 0, 42)
    sheet.set_column(1, 1, 14)
    sheet.set_column(FIRST_YEAR_COLUMN, FIRST_YEAR_COLUMN + len(YEARS) - 1, 12)
    sheet.freeze_panes(3, FIRST_YEAR_COLUMN)
    sheet.write(0, 0, f"{NAME}: management accounts and forecast", styles["title"])
    _heads(sheet, styles, "USD thousands")
    rows = {line.key: row for row, line in enumerate(PLAN, start=3)}
    typed = {
        (one.key, year): value
        for one in REPORTED
        for year, value in zip(HISTORY, one.values, strict=True)
    }
    values = computed_values(typed)
    for line in PLAN:
        row = rows[line.key]
        sheet.write(row, 0, line.label, styles["label"])
        sheet.write(row, 1, "%" if line.percent else "")
        style = styles["formula_percent" if line.percent else "formula"]
        for year in YEARS:
            column = _column(year)
            if (line.key, year) in typed:
                sheet.write_number(row, column, typed[line.key, year], styles["input"])
                note = f"Source: management accounts of {year}, unaudited; {_FINANCE}"
                sheet.write_comment(row, column, note, {"author": NAME})
            elif (line.key, year) in values:
                text = line.history if year in HISTORY else line.forecast
                formula = _formula(text, column, rows, assumptions)
                sheet.write_formula(row, column, formula, style, values[line.key, year])


def computed_values(typed: Values) -> Values:
    """Every line of the plan by key and year, as the workbook's formulas compute it."""
    known = dict(typed)
    assumed = {
        (one.key, year): value
        for one in ASSUMED
        for year, value in zip(FORECAST, one.values, strict=True)
    }
    for year in YEARS:
        for line in PLAN:
            place = (line.key, year)
            exists = line.first_year or year > YEARS[0]
            text = line.history if year in HISTORY else line.forecast
            if place in known or not exists or not text:
                continue
            known[place] = line.compute(_of(assumed | known, year), _of(known, year - 1))
    return known


def _of(values: Values, year: int) -> Callable[[str], float]:
    """One year's values by key."""
    return {key: value for (key, of_year), value in values.items() if of_year == year}.__getitem__


def _formula(text: str, column: int, rows: dict[str, int], assumptions: dict[str, int]) -> str:
    here, before = xl_col_to_name(column), xl_col_to_name(column - 1)
    for key in sorted(rows, key=len, reverse=True):
        text = text.replace(f"{{-{key}}}", f"{before}{rows[key] + 1}")
        text = text.replace(f"{{{key}}}", f"{here}{rows[key] + 1}")
    for key, row in assumptions.items():
        text = text.replace(f"{{{key}}}", f"Assumptions!{here}{row + 1}")
    return text


def _heads(sheet: Any, styles: dict[str, Any], second: str) -> None:  # noqa: ANN401
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_row(0, 22)
    sheet.write(2, 1, second, styles["head"])
    for year in YEARS:
        kind = "A" if year in HISTORY else "F"
        sheet.write(2, _column(year), f"FY{year}{kind}", styles["head"])


def _column(year: int) -> int:
    return FIRST_YEAR_COLUMN + YEARS.index(year)
