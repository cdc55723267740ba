"""Small models as strangers build them, whole and with one fault each; invented numbers."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

YEARS = 5
Content = float | str


@dataclass
class Model:
    """Cells by sheet, each typed or a formula; number formats by cell where they matter."""

    cells: dict[str, dict[str, Content]] = field(default_factory=dict)
    formats: dict[tuple[str, str], str] = field(default_factory=dict)
    rows: dict[tuple[str, str], int] = field(default_factory=dict)
    """By sheet and line, its row as a spreadsheet counts it."""
    first: int = 1
    """The column of the first year, counted from 0."""
    hidden: set[str] = field(default_factory=set)

    def put(self, sheet: str, cell: str, content: Content, form: str = "") -> None:
        """Writes a cell, over what stood there."""
        self.cells.setdefault(sheet, {})[cell] = content
        if form:
            self.formats[sheet, cell] = form

    def at(self, sheet: str, line: str, year: int = 0) -> str:
        """The cell of a line in a year, counted from 0."""
        return f"{xl_col_to_name(self.first + year)}{self.rows[sheet, line]}"

    def write(self, path: Path) -> None:
        """The file, its formulas not calculated."""
        book = xlsxwriter.Workbook(str(path))
        for name, cells in self.cells.items():
            sheet = book.add_worksheet(name)
            if name in self.hidden:
                sheet.hide()
            for cell, content in cells.items():
                form = self.formats.get((name, cell))
                style = book.add_format({"num_format": form}) if form else None
                if isinstance(content, str) and content.startswith("="):
                    sheet.write_formula(cell, content, style)
                elif isinstance(content, str):
                    sheet.write_string(cell, content, style)
                else:
                    sheet.write_number(cell, content, style)
        book.close()


_NAMES: Mapping[str, tuple[str, ...]] = {
    "revenue": ("Revenue", "Net sales", "Total revenue", "Sales"),
    "cost": ("COGS", "Cost of goods sold", "Cost of sales"),
    "gross": ("Gross profit",),
    "overhead": ("SG&A", "Operating expenses"),
    "ebitda": ("EBITDA",),
    "da": ("D&A", "Depreciation and amortization"),
    "ebit": ("EBIT", "Operating income"),
    "tax": ("Taxes", "Taxes on EBIT", "Less: taxes"),
    "capex": ("Capex", "Capital expenditures", "Less: capex"),
    "nwc": ("Increase in NWC", "Increase in working capital"),
    "fcf": ("Unlevered free cash flow", "Free cash flow", "UFCF"),
}
_MONEY, _PERCENT, _TIMES = "#,##0.0", "0.0%", '0.0"x"'


def model(seed: int) -> Model:
    """A whole model of three sheets; names, places and numbers vary with the seed."""
    chance = random.Random(seed)
    made = Model(first=chance.choice((1, 2, 3)))
    name = {key: chance.choice(words) for key, words in _NAMES.items()}
    start = chance.choice((2023, 2024, 2025))
    costs = chance.choice((1, -1))
    """Whether costs are kept above or below zero."""
    _operations(made, chance, name, start, costs)
    _balance(made, chance, start)
    _value(made, chance)
    _latest(made, chance)
    return made


def _lines(made: Model, sheet: str, lines: list[tuple[str, str]], top: int) -> None:
    for place, (key, label) in enumerate(lines):
        row = top + place
        made.rows[sheet, key] = row
        made.put(sheet, f"A{row}", label)


def _years(made: Model, sheet: str, row: int, start: int) -> None:
    for year in range(YEARS):
        made.put(sheet, f"{xl_col_to_name(made.first + year)}{row}", float(start + year), "0")


def _operations(
    made: Model, chance: random.Random, name: Mapping[str, str], start: int, costs: int
) -> None:
    sheet = "Model"
    made.put(sheet, "A1", "Operating model, USD millions")
    _years(made, sheet, 3, start)
    lines = [("growth", "Revenue growth"), ("revenue", name["revenue"]), ("cost", name["cost"]),
             ("gross", name["gross"]), ("overhead", name["overhead"]), ("ebitda", name["ebitda"]),
             ("da", name["da"]), ("ebit", name["ebit"]), ("rate", "Tax rate"),
             ("tax", name["tax"]), ("capex", name["capex"]), ("nwc", name["nwc"]),
             ("fcf", name["fcf"]), ("share", "COGS % of revenue"),
             ("wc", "NWC % of change")]  # fmt: skip
    _lines(made, sheet, lines, 4)
    base = chance.uniform(400, 4000)
    minus = "-" if costs > 0 else "+"
    plus = "" if costs > 0 else "-"
    for year in range(YEARS):

        def at(line: str, on: int = year) -> str:
            return made.at(sheet, line, on)

        made.put(sheet, at("growth"), chance.uniform(0.02, 0.12), _PERCENT)
        made.put(sheet, at("share"), chance.uniform(0.5, 0.6), _PERCENT)
        made.put(sheet, at("rate"), 0.25, _PERCENT)
        made.put(sheet, at("wc"), 0.1, _PERCENT)
        if year:
            before = at("revenue", year - 1)
            made.put(sheet, at("revenue"), f"={before}*(1+{at('growth')})", _MONEY)
            made.put(sheet, at("nwc"), f"=({at('revenue')}-{before})*{at('wc')}", _MONEY)
        else:
            made.put(sheet, at("revenue"), base, _MONEY)
            made.put(sheet, at("nwc"), base * 0.01, _MONEY)
        made.put(sheet, at("cost"), f"={plus}{at('revenue')}*{at('share')}", _MONEY)
        made.put(sheet, at("gross"), f"={at('revenue')}{minus}{at('cost')}", _MONEY)
        made.put(sheet, at("overhead"), costs * base * chance.uniform(0.1, 0.14), _MONEY)
        made.put(sheet, at("ebitda"), f"={at('gross')}{minus}{at('overhead')}", _MONEY)
        made.put(sheet, at("da"), base * chance.uniform(0.03, 0.05), _MONEY)
        made.put(sheet, at("ebit"), f"={at('ebitda')}-{at('da')}", _MONEY)
        made.put(sheet, at("tax"), f"={at('ebit')}*{at('rate')}", _MONEY)
        made.put(sheet, at("capex"), costs * base * chance.uniform(0.04, 0.06), _MONEY)
        made.put(sheet, at("fcf"),
                 f"={at('ebit')}-{at('tax')}+{at('da')}{minus}{at('capex')}-{at('nwc')}",
                 _MONEY)  # fmt: skip


def _balance(made: Model, chance: random.Random, start: int) -> None:
    sheet = "Balance"
    _years(made, sheet, 2, start)
    lines = [("cash", "Cash and cash equivalents"), ("other", "Other assets"),
             ("assets", "Total assets"), ("debt", "Total debt"), ("equity", "Shareholders' equity"),
             ("both", "Total liabilities and equity"), ("check", "Balance check"),
             ("begin", "Beginning cash"), ("change", "Net change in cash"),
             ("end", "Ending cash")]  # fmt: skip
    _lines(made, sheet, lines, 3)
    for year in range(YEARS):

        def at(line: str, on: int = year) -> str:
            return made.at(sheet, line, on)

        opening = f"={at('end', year - 1)}" if year else chance.uniform(50, 90)
        made.put(sheet, at("begin"), opening, _MONEY)
        made.put(sheet, at("change"), f"=Model!{made.at('Model', 'fcf', year)}*0.5", _MONEY)
        made.put(sheet, at("end"), f"={at('begin')}+{at('change')}", _MONEY)
        made.put(sheet, at("cash"), f"={at('end')}", _MONEY)
        made.put(sheet, at("other"), 800.0 + 40 * year, _MONEY)
        made.put(sheet, at("assets"), f"=SUM({at('cash')}:{at('other')})", _MONEY)
        made.put(sheet, at("debt"), 300.0 - 10 * year, _MONEY)
        made.put(sheet, at("equity"), f"={at('cash')}+{at('other')}-{at('debt')}", _MONEY)
        made.put(sheet, at("both"), f"=SUM({at('debt')}:{at('equity')})", _MONEY)
        made.put(sheet, at("check"), f"={at('assets')}-{at('both')}", _MONEY)


_VALUE = (
    ("ke", "Cost of equity", 0.1, _PERCENT),
    ("kd", "Pre-tax cost of debt", 0.06, _PERCENT),
    ("t", "Tax rate", 0.25, _PERCENT),
    ("kda", "After-tax cost of debt", "={kd}*(1-{t})", _PERCENT),
    ("we", "Equity weight", 0.8, _PERCENT),
    ("wd", "Debt weight", "=1-{we}", _PERCENT),
    ("wacc", "WACC", "={we}*{ke}+{wd}*{kda}", _PERCENT),
    ("g", "Terminal growth rate", 0.02, _PERCENT),
    ("sum", "Sum of PV of free cash flow", "", _MONEY),
    ("tv", "Terminal value", "", _MONEY),
    ("pvtv", "PV of terminal value", "", _MONEY),
    ("ev", "Enterprise value", "={sum}+{pvtv}", _MONEY),
    ("nd", "Net debt", "", _MONEY),
    ("eq", "Equity value", "={ev}-{nd}", _MONEY),
    ("basic", "Basic shares (mm)", 50.0, _MONEY),
    ("dilution", "Dilution from options (mm)", 2.5, _MONEY),
    ("diluted", "Diluted shares (mm)", "={basic}+{dilution}", _MONEY),
    ("price", "Equity value per share", "={eq}/{diluted}", "0.00"),
    ("multiple", "EV / EBITDA", "", _TIMES),
)


def _value(made: Model, chance: random.Random) -> None:
    sheet = "DCF"
    made.put(sheet, "A1", "Discounted cash flow")
    top = chance.choice((12, 14))
    _lines(made, sheet, [("n", "Year"), ("df", "Discount factor"), ("pv", "PV of cash flow")], 4)
    _lines(made, sheet, [(key, label) for key, label, _, _ in _VALUE], top)
    for year in range(YEARS):

        def at(line: str, on: int = year) -> str:
            return made.at(sheet, line, on)

        made.put(sheet, at("n"), f"={at('n', year - 1)}+1" if year else 1.0, "0")
        wacc = made.at(sheet, "wacc").replace(
            xl_col_to_name(made.first), f"${xl_col_to_name(made.first)}$"
        )
        made.put(sheet, at("df"), f"=1/(1+{wacc})^{at('n')}", "0.0000")
        made.put(sheet, at("pv"), f"=Model!{made.at('Model', 'fcf', year)}*{at('df')}", _MONEY)
    places = {key: made.at(sheet, key) for key, *_ in _VALUE}
    for key, _, content, form in _VALUE:
        text = content.format(**places) if isinstance(content, str) else content
        made.put(sheet, places[key], text, form)
    last = YEARS - 1
    made.put(sheet, places["sum"],
             f"=SUM({made.at(sheet, 'pv', 0)}:{made.at(sheet, 'pv', last)})", _MONEY)  # fmt: skip
    flow = made.at("Model", "fcf", last)
    rate, growth = places["wacc"], places["g"]
    made.put(sheet, places["tv"], f"=Model!{flow}*(1+{growth})/({rate}-{growth})", _MONEY)
    made.put(sheet, places["pvtv"], f"={places['tv']}*{made.at(sheet, 'df', last)}", _MONEY)
    made.put(sheet, places["nd"],
             f"=Balance!{made.at('Balance', 'debt')}-Balance!{made.at('Balance', 'cash')}",
             _MONEY)  # fmt: skip
    made.put(sheet, places["multiple"],
             f"={places['ev']}/Model!{made.at('Model', 'ebitda')}", _TIMES)  # fmt: skip


def _latest(made: Model, chance: random.Random) -> None:
    sheet = "LTM"
    for cell, head in (("B2", "FY2024"), ("C2", "9M 2025"), ("D2", "9M 2024"), ("E2", "Q3 2025"),
                       ("F2", "LTM")):  # fmt: skip
        made.put(sheet, cell, head)
    for row, label in ((3, "Revenue"), (4, "EBITDA")):
        made.rows[sheet, label] = row
        made.put(sheet, f"A{row}", label)
        whole = chance.uniform(900, 1100) * (1 if row == 3 else 0.2)
        for column, share in (("B", 1.0), ("C", 0.8), ("D", 0.74), ("E", 0.27)):
            made.put(sheet, f"{column}{row}", whole * share, _MONEY)
        made.put(sheet, f"F{row}", f"=B{row}+C{row}-D{row}", _MONEY)
    made.put(sheet, "A6", "Leverage")
    made.put(sheet, "A7", "Net debt / EBITDA")
    made.put(sheet, "F7", f"=DCF!{made.at('DCF', 'nd')}/F4", _TIMES)


Fault = Callable[[Model, int], None]


def _replace(sheet: str, line: str, year: int, old: str, new: str) -> Fault:
    def spoil(made: Model, _: int) -> None:
        cell = made.at(sheet, line, year)
        text = str(made.cells[sheet][cell])
        assert old in text, (text, old)
        made.put(sheet, cell, text.replace(old, new, 1))

    return spoil


def _set(sheet: str, line: str, year: int, content: Content, form: str = "") -> Fault:
    def spoil(made: Model, _: int) -> None:
        made.put(sheet, made.at(sheet, line, year), content, form)

    return spoil


def _formula(sheet: str, line: str, year: int, text: str) -> Fault:
    """A formula over cells named ``{sheet.line.year}``."""

    def spoil(made: Model, _: int) -> None:
        places = {
            f"{s}_{key}_{n}": made.at(s, key, n) for s, key in made.rows for n in range(YEARS)
        }
        made.put(sheet, made.at(sheet, line, year), text.format(**places))

    return spoil


def _add(sheet: str, line: str, year: int, tail: str) -> Fault:
    def spoil(made: Model, _: int) -> None:
        cell = made.at(sheet, line, year)
        made.put(sheet, cell, f"{made.cells[sheet][cell]}{tail}")

    return spoil


def _scaled(sheet: str, line: str, year: int, times: float) -> Fault:
    def spoil(made: Model, _: int) -> None:
        cell = made.at(sheet, line, year)
        value = made.cells[sheet][cell]
        assert isinstance(value, float)
        made.put(sheet, cell, value * times)

    return spoil


def _turned(sheet: str, line: str, year: int) -> Fault:
    """The last sign of the formula the other way."""

    def spoil(made: Model, _: int) -> None:
        cell = made.at(sheet, line, year)
        text = str(made.cells[sheet][cell])
        place = max(text.rfind("+"), text.rfind("-"))
        other = "-" if text[place] == "+" else "+"
        made.put(sheet, cell, text[:place] + other + text[place + 1 :])

    return spoil


def _hide(made: Model, _: int) -> None:
    made.hidden.add("Balance")


def _heading(made: Model, _: int) -> None:
    cell = f"{xl_col_to_name(made.first + 2)}3"
    value = made.cells["Model"][cell]
    assert isinstance(value, float)
    made.put("Model", cell, value - 1)


def _words(made: Model, _: int) -> None:
    cell = made.at("Balance", "other", 2)
    made.put("Balance", cell, f"{made.cells['Balance'][cell]:,.1f}")


FAULTS: tuple[tuple[str, frozenset[str], Fault], ...] = (
    ("growth typed into a formula", frozenset({"typed-number"}),
     _replace("Model", "revenue", 1, "(1+", "(1.03+")),
    ("a plug in the balance sheet", frozenset({"plug"}), _add("Balance", "equity", 2, "+17.5")),
    ("a number typed over a formula", frozenset({"typed-over"}), _set("Model", "ebit", 2, 123.0)),
    ("a number typed behind a row", frozenset({"typed-over"}), _set("Model", "tax", 4, 11.0)),
    ("a row that changes its formula", frozenset({"inconsistent-row"}),
     _formula("Model", "tax", 2, "={Model_ebitda_2}*{Model_rate_2}")),
    ("a balance sheet that does not balance", frozenset({"balance", "check-fails"}),
     _formula("Balance", "equity", 3, "={Balance_cash_3}+{Balance_other_3}")),
    ("cash that does not tie", frozenset({"cash-tie"}), _set("Balance", "cash", 4, 999.0)),
    ("cost added to revenue", frozenset({"sign"}), _turned("Model", "gross", 0)),
    ("capex with the wrong sign", frozenset({"sign"}),
     _formula("Model", "fcf", 0, "={Model_ebit_0}-{Model_tax_0}+{Model_da_0}"
              "+ABS({Model_capex_0})-{Model_nwc_0}")),
    ("working capital with the wrong sign", frozenset({"sign"}), _turned("Model", "fcf", 4)),
    ("net debt added to equity", frozenset({"sign", "tie"}),
     _formula("DCF", "eq", 0, "={DCF_ev_0}+{DCF_nd_0}")),
    ("an undiscounted terminal value", frozenset({"undiscounted-terminal-value"}),
     _formula("DCF", "ev", 0, "={DCF_sum_0}+{DCF_tv_0}")),
    ("a present value that is not discounted", frozenset({"undiscounted-terminal-value"}),
     _formula("DCF", "pvtv", 0, "={DCF_tv_0}")),
    ("basic shares in the price", frozenset({"basic-shares"}),
     _formula("DCF", "price", 0, "={DCF_eq_0}/{DCF_basic_0}")),
    ("a WACC before tax", frozenset({"pre-tax-wacc"}),
     _formula("DCF", "wacc", 0, "={DCF_we_0}*{DCF_ke_0}+{DCF_wd_0}*{DCF_kd_0}")),
    ("an after-tax cost without tax", frozenset({"pre-tax-wacc"}),
     _formula("DCF", "kda", 0, "={DCF_kd_0}*1")),
    ("growth above the WACC", frozenset({"growth-above-wacc"}), _set("DCF", "g", 0, 0.12)),
    ("weights above one", frozenset({"weights"}), _set("DCF", "wd", 0, 0.3)),
    ("a factor that does not fall", frozenset({"discount-factor", "inconsistent-row"}),
     _formula("DCF", "df", 3, "={DCF_df_2}")),
    ("zero for NM", frozenset({"nm-as-zero"}), _set("DCF", "multiple", 0, 0.0, _TIMES)),
    ("an error shown as zero", frozenset({"nm-as-zero"}),
     _formula("DCF", "multiple", 0, "=IFERROR({DCF_ev_0}/Model!{Model_ebitda_0},0)")),
    ("one quarter for a year", frozenset({"quarter-as-annual"}),
     lambda made, _: made.put("LTM", "F7", f"=DCF!{made.at('DCF', 'nd')}/E4", _TIMES)),
    ("a quarter linked into LTM", frozenset({"quarter-as-annual"}),
     lambda made, _: made.put("LTM", "F4", "=E4", _MONEY)),
    ("LTM adding both years to date", frozenset({"ltm-sign"}),
     lambda made, _: made.put("LTM", "F3", "=B3+C3+D3", _MONEY)),
    ("an amount in thousands", frozenset({"scale"}), _scaled("Model", "da", 2, 1000.0)),
    ("a rate typed as a whole number", frozenset({"percent-scale"}),
     _set("Model", "growth", 3, 5.0)),
    ("a number kept as text", frozenset({"number-as-text"}), _words),
    ("a year that stands twice", frozenset({"period-heading"}), _heading),
    ("a sum that leaves out a row", frozenset({"sum-leaves-out", "inconsistent-row"}),
     _formula("Balance", "assets", 2, "=SUM({Balance_cash_2}:{Balance_cash_2})")),
    ("a reference to an empty cell", frozenset({"reads-empty"}),
     _add("Model", "ebitda", 0, "-ZZ400")),
    ("a division by nothing", frozenset({"error-cell"}),
     _formula("DCF", "multiple", 0, "={DCF_ev_0}/({DCF_t_0}-{DCF_t_0})")),
    ("a lost reference", frozenset({"broken-reference", "error-cell"}),
     _set("Model", "ebit", 0, "=#REF!-5")),
    ("a hidden sheet", frozenset({"hidden-sheet"}), _hide),
    ("an offset", frozenset({"volatile"}), _formula("DCF", "nd", 0, "=OFFSET({DCF_ev_0},1,1)+40")),
)  # fmt: skip
"""What is spoilt, the rules of which one must tell it, and how."""
