"""What rows of a model are, by their labels: the lines that rules of finance are about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bookrunner.audit.sheets import Cell, Sheet

_EQUITY = r"(?:share|stock)holders'? equity"
_CASH = r"cash(?: and cash equivalents)?"
_LINES: Sequence[tuple[str, str]] = (
    ("total_assets", r"total assets"),
    (
        "total_liabilities_equity",
        rf"total liabilities(?:,[\w' -]+,?)? (?:and|&) .*equity|liabilities (?:and|&) {_EQUITY}",
    ),
    ("total_sources", r"total sources(?: of funds)?"),
    ("total_uses", r"total uses(?: of funds)?"),
    (
        "ending_cash",
        rf"(?:ending|closing) cash(?: balance)?|{_CASH},? (?:at )?end of (?:period|year)",
    ),
    (
        "beginning_cash",
        rf"(?:beginning|opening) cash(?: balance)?|{_CASH},? (?:at )?beginning of (?:period|year)",
    ),
    ("change_in_cash", r"net (?:change|increase|decrease|increase \(decrease\)) in cash.*"),
    ("cash", r"cash|cash (?:and|&) (?:cash )?equivalents"),
    ("revenue", r"(?:total |net )?(?:revenues?|sales)"),
    ("cost_of_revenue", r"cost of (?:goods sold|sales|revenues?)|cogs"),
    ("gross_profit", r"gross (?:profit|income)"),
    ("ebitda", r"ebitda"),
    ("depreciation", r"d&a|depreciation(?: (?:and|&) amorti[sz]ation)?"),
    ("ebit", r"ebit|operating (?:income|profit)"),
    ("capex", r"(?:less:? |\(-\) )?(?:capex|capital expenditures?)"),
    (
        "working_capital_increase",
        r"(?:less:? )?increase (?:in|of) (?:(?:net )?working capital|nwc)",
    ),
    ("taxes", r"(?:less:? )?(?:cash )?tax(?:es)?(?: on ebit)?"),
    ("free_cash_flow", r"(?:unlevered |levered )?free cash flow|ufcf|fcf"),
    ("equity_value", r"(?:implied )?equity value|market cap(?:itali[sz]ation)?"),
    ("net_debt", r"(?:less:? |plus:? )?net debt"),
    ("enterprise_value", r"(?:implied )?enterprise value|(?:implied )?ev"),
    ("wacc", r"wacc|weighted average cost of capital|discount rate"),
    ("terminal_growth", r"(?:terminal|perpetual|perpetuity|long[- ]term) growth(?: rate)?"),
    ("equity_weight", r"equity weight|weight of equity|e ?/ ?\(d ?\+ ?e\)|equity / total capital"),
    ("debt_weight", r"debt weight|weight of debt|d ?/ ?\(d ?\+ ?e\)|debt / total capital"),
)
_PATTERNS = [(key, re.compile(words)) for key, words in _LINES]
_TAIL = re.compile(r"\s*(?:\((?:[^()]*)\)|\[[^\]]*\]|:|,[^,]*)\s*$")


def line_of(label: str) -> str:
    """Which line a label means, whatever stands in brackets or behind a comma; empty for none."""
    words = label.strip().lower()
    while words:
        for key, pattern in _PATTERNS:
            if pattern.fullmatch(words):
                return key
        shorter = _TAIL.sub("", words)
        if shorter == words:
            return ""
        words = shorter
    return ""


def lines_of(sheet: Sheet) -> Mapping[int, str]:
    """By row of a sheet, the line that it is."""
    found: dict[int, str] = {}
    for row, cells in sheet.rows.items():
        first = next((cell for cell in cells if cell.number is not None), None)
        if first is not None:
            key = line_of(sheet.label(first))
            if key:
                found[row] = key
    return found


def column_values(sheet: Sheet, lines: Mapping[int, str]) -> Mapping[int, Mapping[str, Cell]]:
    """By column, the cell of each line that stands in it once.

    A line that stands twice in it is left out, as nobody can say which belongs to which.
    """
    found: dict[int, dict[str, Cell]] = {}
    twice: set[tuple[int, str]] = set()
    for row, key in lines.items():
        for cell in sheet.rows[row]:
            if cell.number is None:
                continue
            held = found.setdefault(cell.column, {})
            if key in held:
                twice.add((cell.column, key))
            held[key] = cell
    for column, key in twice:
        found[column].pop(key, None)
    return found
