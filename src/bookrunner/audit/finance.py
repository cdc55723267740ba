"""Rules of finance: what a model computes from the wrong thing, by what its rows are called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bookrunner.audit.flaws import Flaw, error
from bookrunner.audit.formulas import LINK, Formula
from bookrunner.audit.lines import MULTIPLE, line_of, meaning
from bookrunner.audit.reads import all_reads, single_reads
from bookrunner.audit.sheets import Book, Cell

_TERMINAL = re.compile(r"\b(?:terminal|exit|continuing|residual|horizon) value\b|\btv\b")
_REST = re.compile(r"\b(?:less|minus|net of|after)\b.*")
"""What is taken off a thing, behind the thing that a label names."""
_DISCOUNTED = re.compile(r"\bpv\b|present value|discounted|present worth")
_FACTOR = re.compile(
    r"discount factor|pv factor|\bdf\b|mid-?year factor|years? (?:away|to)|exponent"
)
_PER_SHARE = re.compile(
    r"per share|share price|price per|value ?/ ?share|price target|target price|intrinsic value"
)
_BASIC = re.compile(r"\bbasic\b")
_SHARES = re.compile(r"\bshares\b")
_ISSUED = re.compile(r"\b(?:new|additional) (?:\w+ )?shares(?: issued)?|shares issued")
_PRO_FORMA_SHARES = re.compile(r"\b(?:pro[- ]?forma|combined) .*shares")
_DILUTED = re.compile(r"\bdiluted\b|fully[- ]diluted")
_WACC = re.compile(r"\bwacc\b|weighted average cost of capital")
_DEBT_COST = re.compile(r"cost of debt|debt rate|interest rate on debt|\bkd\b")
_TAX = re.compile(r"(?<!pre-)(?<!pre )(?<!before )\btax\b|1 ?- ?t\b")
_AFTER_TAX = re.compile(r"\b(?:after|post)[- ]tax\b")
_MULTIPLE = re.compile(
    r"^(?:ev ?/ ?\w+|p ?/ ?e|price ?/ ?earnings|(?:net )?debt ?/ ?ebitda|ebitda ?/ ?interest|"
    r"(?:ev|enterprise value) to \w+|\w+ multiple|.*\bmultiple\b.*|leverage)"
)
_OR_ZERO = re.compile(r",\s*0(?:\.0+)?\s*\)\s*$")
_QUARTER = re.compile(r"\bq[1-4]\b|\b[1-4]q\d*\b|three months|3 months|\bquarter\b|\b3m\b")
_TO_DATE = re.compile(r"\bytd\b|year[- ]to[- ]date|\b[369]m\b|(?:three|six|nine) months|\bh1\b")
_LTM = re.compile(r"\bltm\b|\bttm\b|last twelve months|trailing twelve")
_ANNUAL_ROW = re.compile(r"ev ?/ ?|p ?/ ?e|price ?/ ?earnings|debt ?/ ?|/ ?interest|multiple")


_DISCOUNTING = frozenset({"PV", "NPV", "XNPV"})


def finance_flaws(book: Book) -> Iterator[Flaw]:
    """What is computed from the wrong thing."""
    has_diluted = any(
        _DILUTED.search(words) and _SHARES.search(words)
        for cell in book.cells()
        if cell.number is not None and (words := meaning(book.sheets[cell.sheet], cell))
    )
    issued = next(
        (one for one in book.cells() if one.number and _ISSUED.search(book.label(one))), None
    )
    for sheet, cell, formula in book.formulas():
        label = meaning(sheet, cell)
        for rule in _RULES:
            yield from rule(book, cell, formula, label)
        if issued is not None:
            yield from _forgotten_shares(book, cell, formula, label, issued)
        if has_diluted:
            yield from _basic_shares(book, cell, formula, label)


def _terminal_value(book: Book, cell: Cell, formula: Formula, label: str) -> Iterator[Flaw]:
    """Enterprise value, or what calls itself a present value, reads a terminal value as it is."""
    is_present = bool(_TERMINAL.search(label) and _DISCOUNTED.search(label))
    if not is_present and line_of(label) != "enterprise_value":
        return
    outside = replace(
        formula, areas=[area for area in formula.areas if area.function not in _DISCOUNTING]
    )
    reads = list(all_reads(book, cell, outside))
    if formula.has_power or (is_present and formula.functions & _DISCOUNTING):
        return
    if any(_FACTOR.search(words) for _, words, _ in reads) or (is_present and "/" in formula.text):
        return
    if is_present and "*" in formula.text:
        return
    for read, words, _ in reads:
        named = _REST.sub("", words)
        if _TERMINAL.search(named) and not _DISCOUNTED.search(words) and read.number is not None:
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
    reads = single_reads(book, cell, formula)
    debts = [(read, words) for read, words, _ in reads if _DEBT_COST.search(words)]
    if not debts or any(_TAX.search(words) for _, words, _ in reads):
        return
    read, words = debts[0]
    if read.formula is not None:
        deeper = [w for _, w, _ in single_reads(book, read, read.formula)]
        if any(_TAX.search(w) for w in deeper):
            return
    yield error(
        book, cell, "pre-tax-wacc",
        f"it weighs {read.sheet}!{read.name} ({words[:40]}) before tax",
        "multiply the cost of debt by one less the tax rate",
    )  # fmt: skip


def _after_tax(book: Book, cell: Cell, formula: Formula, label: str) -> Iterator[Flaw]:
    """What calls itself after tax, computes from amounts before it, and reads no tax rate."""
    if not _AFTER_TAX.search(label) or not ("*" in formula.text or _DEBT_COST.search(label)):
        return
    words = [words for _, words, _ in all_reads(book, cell, formula)]
    if not any(_TAX.search(one) or _AFTER_TAX.search(one) for one in words):
        yield error(
            book, cell, "pre-tax-wacc" if _DEBT_COST.search(label) else "pre-tax",
            "it is called after tax and reads no tax rate", "multiply by one less the tax rate",
        )  # fmt: skip


def _basic_shares(book: Book, cell: Cell, formula: Formula, label: str) -> Iterator[Flaw]:
    per_share = bool(_PER_SHARE.search(label)) and "/" in formula.text
    capital = line_of(label) == "equity_value" and "*" in formula.text
    if not (per_share or capital) or "basic" in label:
        return
    for read, words, _ in single_reads(book, cell, formula):
        if line_of(words) == "basic_shares" or (_BASIC.search(words) and _SHARES.search(words)):
            yield error(
                book, cell, "basic-shares",
                f"it counts {read.sheet}!{read.name} ({words[:40]}); the file has diluted shares",
                "use the diluted shares at the price in question",
            )  # fmt: skip
            return


def _forgotten_shares(
    book: Book, cell: Cell, formula: Formula, label: str, issued: Cell
) -> Iterator[Flaw]:
    """Pro forma shares that are one company's alone, though the deal issues some."""
    if not _PRO_FORMA_SHARES.search(label) or LINK.fullmatch(formula.text) is None:
        return
    ((_, words, _),) = single_reads(book, cell, formula) or ((cell, label, 1),)
    if not _PRO_FORMA_SHARES.search(words) and _SHARES.search(words):
        yield error(
            book, cell, "pro-forma-shares",
            f"it leaves out {issued.sheet}!{issued.name} ({book.label(issued)[:40]})",
            "add the shares that the deal issues",
        )  # fmt: skip


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
    for read, words, _ in single_reads(book, cell, formula):
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
        for read, words, sign in single_reads(book, cell, formula)
        if _TO_DATE.search(book.sheets[read.sheet].head(read)) or _TO_DATE.search(words)
    ]
    if len(parts) == 2 and parts[0][1] == parts[1][1]:
        yield error(
            book, cell, "ltm-sign",
            "it adds this year's and last year's year to date with the same sign",
            "LTM is the year, plus this year to date, less last year's",
        )  # fmt: skip


def _hidden_errors(book: Book, cell: Cell, formula: Formula, label: str) -> Iterator[Flaw]:
    """A ratio that shows zero where it means nothing."""
    if not _OR_ZERO.search(formula.text):
        return
    is_guard = "IFERROR" in formula.functions and (_MULTIPLE.search(label) or "/" in formula.text)
    is_case = "IF" in formula.functions and MULTIPLE.fullmatch(label) and "/" in formula.text
    if is_guard or is_case:
        yield error(
            book, cell, "nm-as-zero", "a ratio without meaning is shown as zero, which averages "
            "count", "show NM and leave it out of statistics",
        )  # fmt: skip


def _growth(book: Book, cell: Cell, formula: Formula, label: str) -> Iterator[Flaw]:
    """A perpetuity whose growth is not below its discount rate."""
    if not _TERMINAL.search(label) or "/" not in formula.text:
        return
    rates = {line_of(words): read.number for read, words, _ in single_reads(book, cell, formula)}
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
    _after_tax,
    _quarter,
    _ltm,
    _hidden_errors,
    _growth,
)
