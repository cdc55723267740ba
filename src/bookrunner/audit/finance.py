"""Rules of finance: what a model computes from the wrong thing, by what its rows are called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from bookrunner.audit.flaws import Flaw, error, warning
from bookrunner.audit.formulas import LINK, Formula
from bookrunner.audit.lines import line_of
from bookrunner.audit.sheets import Book, Cell, Sheet, year_of

_VALUE = re.compile(r"(?:implied )?(?:enterprise value|ev\b)|(?:pv|present value|discounted)\b")
_TERMINAL = re.compile(r"\bterminal value\b|\btv\b")
_DISCOUNTED = re.compile(r"\bpv\b|present value|discounted|present worth")
_FACTOR = re.compile(
    r"discount factor|pv factor|\bdf\b|mid-?year factor|years? (?:away|to)|exponent"
)
_PER_SHARE = re.compile(r"per share|share price|price per|value / share")
_BASIC = re.compile(r"\bbasic\b")
_SHARES = re.compile(r"\bshares\b")
_DILUTED = re.compile(r"\bdiluted\b|fully[- ]diluted")
_WACC = re.compile(r"\bwacc\b|weighted average cost of capital")
_DEBT_COST = re.compile(r"cost of debt|debt rate|interest rate on debt|\bkd\b")
_TAX = re.compile(r"(?<!pre-)(?<!pre )(?<!before )\btax\b|1 ?- ?t\b")
_MULTIPLE = re.compile(
    r"^(?:ev ?/ ?\w+|p ?/ ?e|price ?/ ?earnings|(?:net )?debt ?/ ?ebitda|ebitda ?/ ?interest|"
    r"(?:ev|enterprise value) to \w+|\w+ multiple|.*\bmultiple\b.*|leverage)"
)
_QUARTER = re.compile(r"\bq[1-4]\b|\b[1-4]q\d*\b|three months|3 months|\bquarter\b|\b3m\b")
_TO_DATE = re.compile(r"\bytd\b|year[- ]to[- ]date|\b[369]m\b|(?:three|six|nine) months|\bh1\b")
_LTM = re.compile(r"\bltm\b|\bttm\b|last twelve months|trailing twelve")
_ANNUAL_ROW = re.compile(r"ev ?/ ?|p ?/ ?e|price ?/ ?earnings|debt ?/ ?|/ ?interest|multiple")
_RATE = re.compile(
    r"\bgrowth\b|\bmargin\b|\brate\b|\byield\b|\bwacc\b|cost of (?:debt|equity|capital)"
)
_CHECK = re.compile(r"(?:[\w &-]+ )?check(?:\s*[:(].*)?|out of balance|difference")
_NET_CASH = re.compile(r"debt|leverage|cash")
"""What may be below zero and mean something: a company with more cash than debt."""
_CHOOSING = frozenset({"CHOOSE", "INDEX", "MATCH", "VLOOKUP", "XLOOKUP"})
"""Functions that pick one of what they read by another, which is no amount."""
_OR_ZERO = re.compile(r",\s*0(?:\.0+)?\s*\)\s*$")
_FAILED = re.compile(r"\bchecks? fail|\bnot ok\b|out of balance|does not balance", re.IGNORECASE)
_SCALES = (500.0, 2000.0)


def finance_flaws(book: Book) -> Iterator[Flaw]:
    """What is computed from the wrong thing."""
    has_diluted = any(
        _DILUTED.search(sheet.label(cell))
        for sheet in book.sheets.values()
        for cell in sheet.cells.values()
        if cell.number is not None and _SHARES.search(sheet.label(cell))
    )
    for sheet, cell, formula in book.formulas():
        label = sheet.label(cell)
        for rule in _RULES:
            yield from rule(book, cell, formula, label)
        if has_diluted:
            yield from _basic_shares(book, cell, formula, label)
    for sheet in book.sheets.values():
        for row in sheet.rows.values():
            yield from _years(book, row)
            yield from _discount_factors(book, sheet, row)
            yield from _scale(book, row)
            yield from _percent(book, sheet, row)
            for cell in row:
                yield from _check(book, sheet, cell)
                yield from _zero_multiple(book, cell)


_Read = tuple[Cell, str, int]
"""A single cell that a formula reads, its label, and the sign it is read with."""


def _single_reads(book: Book, cell: Cell, formula: Formula) -> Sequence[_Read]:
    found: list[_Read] = []
    for area in formula.areas:
        pair = book.single(cell, area)
        if pair is not None:
            found.append((pair[1], pair[0].label(pair[1]), area.sign))
    return found


def _all_reads(book: Book, cell: Cell, formula: Formula) -> Iterator[_Read]:
    """With the cells of ranges that are summed; of a size taken by ABS, the sign is its own."""
    for area in formula.areas:
        if area.function in _CHOOSING:
            continue
        if area.is_cell or area.function in {"", "SUM"}:
            for sheet, row, column in book.read_by(cell, area):
                read = sheet.get(row, column)
                if read is not None:
                    is_turned = area.function == "ABS" and (read.number or 0) < 0
                    yield read, sheet.label(read), -area.sign if is_turned else area.sign


def _terminal_value(book: Book, cell: Cell, formula: Formula, label: str) -> Iterator[Flaw]:
    """Enterprise value, or what calls itself a present value, reads a terminal value as it is."""
    is_present = bool(_TERMINAL.search(label) and _DISCOUNTED.search(label))
    if not is_present and line_of(label) != "enterprise_value":
        return
    reads = list(_all_reads(book, cell, formula))
    if formula.has_power or formula.functions & {"PV", "NPV", "XNPV"}:
        return
    if any(_FACTOR.search(words) for _, words, _ in reads) or (is_present and "/" in formula.text):
        return
    if is_present and "*" in formula.text:
        return
    for read, words, _ in reads:
        if _TERMINAL.search(words) and not _DISCOUNTED.search(words) and read.number is not None:
            if re.search(r"\b(?:share|year)\b|%|\bin (?:ev|enterprise)", words):
                continue
            yield error(
                book, cell, "undiscounted-terminal-value",
                f"it takes {read.sheet}!{read.name} ({words[:40]}) without discounting it",
                "take the present value: the terminal value times the discount factor of its year",
            )  # fmt: skip
            return


def _pre_tax_wacc(book: Book, cell: Cell, formula: Formula, label: str) -> Iterator[Flaw]:
    if not _WACC.search(label) or not {"*"} & set(formula.text):
        return
    reads = _single_reads(book, cell, formula)
    debts = [(read, words) for read, words, _ in reads if _DEBT_COST.search(words)]
    if not debts or any(_TAX.search(words) for _, words, _ in reads):
        return
    read, words = debts[0]
    if read.formula is not None:
        deeper = [w for _, w, _ in _single_reads(book, read, read.formula)]
        if any(_TAX.search(w) for w in deeper):
            return
    yield error(
        book, cell, "pre-tax-wacc",
        f"it weighs {read.sheet}!{read.name} ({words[:40]}) before tax",
        "multiply the cost of debt by one less the tax rate",
    )  # fmt: skip


def _after_tax_cost(book: Book, cell: Cell, formula: Formula, label: str) -> Iterator[Flaw]:
    """What calls itself an after-tax cost of debt, and is the cost before tax."""
    if not (_DEBT_COST.search(label) and re.search(r"after[- ]tax", label)):
        return
    reads = _single_reads(book, cell, formula)
    if LINK.fullmatch(formula.text) and any("after" in words for _, words, _ in reads):
        return
    if not any(_TAX.search(words) and "after" not in words for _, words, _ in reads):
        yield error(
            book, cell, "pre-tax-wacc", "it is called after tax and reads no tax rate",
            "multiply the cost of debt by one less the tax rate",
        )  # fmt: skip


def _basic_shares(book: Book, cell: Cell, formula: Formula, label: str) -> Iterator[Flaw]:
    per_share = bool(_PER_SHARE.search(label)) and "/" in formula.text
    capital = line_of(label) == "equity_value" and "*" in formula.text
    if not (per_share or capital) or "basic" in label:
        return
    for read, words, _ in _single_reads(book, cell, formula):
        if _BASIC.search(words) and _SHARES.search(words):
            yield error(
                book, cell, "basic-shares",
                f"it counts {read.sheet}!{read.name} ({words[:40]}); the file has diluted shares",
                "use the diluted shares at the price in question",
            )  # fmt: skip
            return


def _quarter(book: Book, cell: Cell, formula: Formula, label: str) -> Iterator[Flaw]:
    """A multiple or a yearly column that reads one quarter."""
    head = book.sheets[cell.sheet].head(cell)
    if _QUARTER.search(head) or _QUARTER.search(label):
        return
    is_multiple = bool(_ANNUAL_ROW.search(label)) and "/" in formula.text
    is_year = bool(_LTM.search(head) or re.search(r"\bfy|annual|full year", head))
    if not (is_multiple or is_year):
        return
    quarters = []
    for read, words, _ in _single_reads(book, cell, formula):
        own = book.sheets[read.sheet].head(read)
        if _QUARTER.search(own) or _QUARTER.search(words):
            quarters.append((read, own or words))
    if len(quarters) != 1 or 4.0 in formula.numbers or _TO_DATE.search(quarters[0][1]):
        return
    read, words = quarters[0]
    yield error(
        book, cell, "quarter-as-annual",
        f"it takes {read.sheet}!{read.name} ({words[:30]}), one quarter, for a year",
        "use the last twelve months, or a full year",
    )  # fmt: skip


def _ltm(book: Book, cell: Cell, formula: Formula, label: str) -> Iterator[Flaw]:
    head = book.sheets[cell.sheet].head(cell)
    if not (_LTM.search(head) or _LTM.search(label)) or formula.functions:
        return
    parts = [
        (read, sign)
        for read, words, sign in _single_reads(book, cell, formula)
        if _TO_DATE.search(book.sheets[read.sheet].head(read)) or _TO_DATE.search(words)
    ]
    if len(parts) == 2 and parts[0][1] == parts[1][1]:
        yield error(
            book, cell, "ltm-sign",
            "it adds this year's and last year's year to date with the same sign",
            "LTM is the year, plus this year to date, less last year's",
        )  # fmt: skip


def _flow_signs(book: Book, cell: Cell, formula: Formula, label: str) -> Iterator[Flaw]:
    if line_of(label) != "free_cash_flow" or "*" in formula.text or "/" in formula.text:
        return
    for read, words, sign in _all_reads(book, cell, formula):
        if _is_turned(line_of(words), sign, read.number):
            yield error(
                book, cell, "sign",
                f"{read.sheet}!{read.name} ({words[:40]}) goes into cash flow with the wrong sign",
                "turn its sign",
            )  # fmt: skip


def _is_turned(line: str, sign: int, value: float | None) -> bool:
    """Whether an amount goes into free cash flow with the wrong sign.

    Costs may be kept below zero; an increase of working capital is an increase whatever its sign.
    """
    if line == "working_capital_increase":
        return sign > 0
    if value is None or value == 0:
        return False
    if line == "capex":
        return sign * value > 0
    if line == "taxes":
        return sign > 0 and value > 0
    return line == "depreciation" and sign * value < 0


def _hidden_errors(book: Book, cell: Cell, formula: Formula, label: str) -> Iterator[Flaw]:
    """A ratio that shows zero where it means nothing."""
    if "IFERROR" not in formula.functions or not re.search(
        r",\s*0(?:\.0+)?\s*\)\s*$", formula.text
    ):
        return
    if _MULTIPLE.search(label) or "/" in formula.text:
        yield error(
            book, cell, "nm-as-zero", "an error of a ratio is shown as zero, which averages count",
            "show NM and leave it out of statistics",
        )  # fmt: skip


def _growth(book: Book, cell: Cell, formula: Formula, label: str) -> Iterator[Flaw]:
    """A perpetuity whose growth is not below its discount rate."""
    if not _TERMINAL.search(label) or "/" not in formula.text:
        return
    rates = {line_of(words): read.number for read, words, _ in _single_reads(book, cell, formula)}
    rate, growth = rates.get("wacc"), rates.get("terminal_growth")
    if rate is not None and growth is not None and growth >= rate:
        yield error(
            book, cell, "growth-above-wacc",
            f"terminal growth {growth:.2%} is not below the discount rate {rate:.2%}",
            "lower the growth, or review the rate",
        )  # fmt: skip


_RULES: Sequence[Callable[[Book, Cell, Formula, str], Iterator[Flaw]]] = (
    _terminal_value,
    _pre_tax_wacc,
    _after_tax_cost,
    _quarter,
    _ltm,
    _flow_signs,
    _hidden_errors,
    _growth,
)


def _years(book: Book, row: Sequence[Cell]) -> Iterator[Flaw]:
    """A heading of years, side by side, in which one does not follow the one before."""
    run: list[tuple[Cell, int]] = []
    for cell in [*row, None]:
        year = year_of(cell) if cell is not None else None
        if cell is not None and year is not None and (
            not run or run[-1][0].column + 1 == cell.column
        ):  # fmt: skip
            run.append((cell, year))
            continue
        steps = [later[1] - earlier[1] for earlier, later in pairwise(run)]
        if len(steps) >= 3 and 1 <= sum(step != 1 for step in steps) <= 2 and steps.count(1) >= 2:
            wrong = next(place for place, step in enumerate(steps) if step != 1)
            yield error(
                book, run[wrong + 1][0], "period-heading",
                f"{run[wrong + 1][1]} stands behind {run[wrong][1]} in a row of years",
                "name the year that the column holds",
            )  # fmt: skip
        run = [] if cell is None or year is None else [(cell, year)]


def _numbers(row: Sequence[Cell]) -> list[tuple[Cell, float]]:
    return [(cell, cell.number) for cell in row if cell.number is not None]


def _discount_factors(book: Book, sheet: Sheet, row: Sequence[Cell]) -> Iterator[Flaw]:
    told = _numbers(row)
    if len(told) < 2 or not re.fullmatch(r"(?:pv |discount )factors?", sheet.label(told[0][0])):
        return
    for (_, before), (cell, value) in pairwise(told):
        if value >= before or value > 1:
            yield error(
                book, cell, "discount-factor",
                f"the factor {value:.4f} is not below that of the year before, {before:.4f}",
                "discount by one year more",
            )  # fmt: skip
            return


def _scale(book: Book, row: Sequence[Cell]) -> Iterator[Flaw]:
    """A typed amount a thousand times its neighbours, or a thousandth."""
    told = [(cell, abs(value)) for cell, value in _numbers(row) if value]
    if len(told) < 3 or year_of(told[0][0]) is not None:
        return
    for place, (cell, value) in enumerate(told):
        if not cell.is_typed_number:
            continue
        others = [other for n, (_, other) in enumerate(told) if n != place]
        low, high = min(others), max(others)
        if high > 20 * low:
            continue
        times = max(value / high, low / value)
        if _SCALES[0] <= times <= _SCALES[1] * 2.5 and min(
            abs(value / other - scale) / scale
            for other in (low, high)
            for scale in (1000.0, 0.001)
        ) < 0.75:  # fmt: skip
            yield error(
                book, cell, "scale", f"{value:,.6g} is about a thousand times off its row",
                "bring it to the unit of the row",
            )  # fmt: skip


def _percent(book: Book, sheet: Sheet, row: Sequence[Cell]) -> Iterator[Flaw]:
    for cell, value in _numbers(row):
        if not cell.is_typed_number or "%" not in cell.number_format:
            continue
        if _RATE.search(sheet.label(cell)) and 1.5 <= abs(value) <= 100:
            yield error(
                book, cell, "percent-scale", f"a rate of {value:.0%} is typed",
                f"type {value:g}% as {value / 100:g}",
            )  # fmt: skip


def _check(book: Book, sheet: Sheet, cell: Cell) -> Iterator[Flaw]:
    label = sheet.label(cell)
    if cell.formula is not None and isinstance(cell.value, str) and _FAILED.search(cell.value):
        yield error(book, cell, "check-fails", f"the model's own verdict is {cell.value[:40]!r}",
                    "find what does not tie")  # fmt: skip
        return
    is_verdict = cell.value is False and re.search(r"check", sheet.name, re.IGNORECASE)
    if cell.formula is None or not (is_verdict or _CHECK.fullmatch(label)):
        return
    if any(str(one.value).lower() == "warning" for one in sheet.rows[cell.row]):
        return  # the workbook says itself that this check may fail
    number = cell.number
    if cell.value is False or (number is not None and abs(number) > 0.01 and abs(number) != 1.0):
        told = "FALSE" if number is None else f"{number:,.4g}"
        yield error(book, cell, "check-fails", f"the model's own check shows {told}",
                    "find what does not tie")  # fmt: skip


def _zero_multiple(book: Book, cell: Cell) -> Iterator[Flaw]:
    number = cell.number
    if (
        number is None
        or number > 0
        or _NET_CASH.search(book.label(cell))
        or not re.search(r"0\s*[\\\"]?x", cell.number_format)
    ):
        return
    if cell.formula is not None and cell.formula.functions & {"IFERROR"} and number == 0:
        return  # told as nm-as-zero
    if _NET_CASH.search(f"{book.label(cell)} {book.sheets[cell.sheet].head(cell)}"):
        return
    if number == 0:
        yield error(book, cell, "nm-as-zero", "a multiple of zero stands where none is meaningful",
                    "show NM and leave it out of statistics")  # fmt: skip
    else:
        yield warning(book, cell, "negative-multiple", f"a multiple of {number:.1f}x means nothing",
                      "show NM and leave it out of statistics")  # fmt: skip
