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
    ("depreciation", r"d ?& ?a|depreciation(?: ?(?:and|&) ?amorti[sz]ation)?"),
    ("ebit", r"ebit|operating (?:income|profit)"),
    ("capex", r"capex|capital (?:expenditures?|spending)|purchases of pp&e"),
    ("working_capital_increase", r"increase (?:in|of) (?:(?:net )?working capital|nwc)"),
    ("taxes", r"(?:cash )?tax(?:es)?(?: on ebit)?"),
    ("free_cash_flow", r"(?:unlevered |levered )?(?:free cash flow|fcf)|ufcf|lfcf|fcff?"),
    (
        "equity_value",
        r"(?:implied |total )?equity value|(?:equity )?market (?:cap(?:itali[sz]ation)?|value)",
    ),
    ("net_debt", r"net debt"),
    ("debt", r"(?:total |gross |financial )?(?:debt|borrowings)|long[- ]term debt"),
    ("minority", r"minority interests?|non-?controlling interests?|nci"),
    ("preferred", r"preferred(?: stock| shares| equity)?"),
    ("enterprise_value", r"(?:implied |total |firm )?(?:enterprise|firm) value|(?:implied )?t?ev"),
    ("basic_shares", r"(?:basic|common) shares(?: outstanding)?|shares outstanding,? basic"),
    ("diluted_shares", r"(?:fully[- ])?diluted shares(?: outstanding)?|fdso"),
    ("wacc", r"wacc|weighted average cost of capital|discount rate"),
    ("terminal_growth", r"(?:terminal|perpetual|perpetuity|long[- ]term) growth(?: rate)?"),
    ("equity_weight", r"equity weight|weight of equity|e ?/ ?\(d ?\+ ?e\)|equity / total capital"),
    ("debt_weight", r"debt weight|weight of debt|d ?/ ?\(d ?\+ ?e\)|debt / total capital"),
)
MULTIPLE = re.compile(
    r"(?:t?ev|enterprise value) ?(?:/|to) ?[\w .&-]+|p ?/ ?(?:e|fcf|b(?:v|ook)?)(?: \w+)?|"
    r"price ?(?:/|to) ?(?:earnings|book)"
)
"""Multiples of value, which mean nothing at or below zero."""
_PATTERNS = [(key, re.compile(words)) for key, words in _LINES]
_STEP = re.compile(
    r"(?:\((?:[+-]|less|plus)\)|[+–-]|(?:plus|less|add|deduct|minus)(?: back)?:?)\s+"
)
"""What stands before a line that a bridge takes on or off."""
_TAIL = re.compile(r"\s*(?:\((?:[^()]*)\)|\[[^\]]*\]|:|,[^,]*)\s*$")


def line_of(label: str) -> str:
    """Which line a label means, whatever stands in brackets or behind a comma; empty for none."""
    words = _STEP.sub("", label.strip().lower(), count=1) if _STEP.match(label) else label
    words = words.strip().lower()
    while words:
        for key, pattern in _PATTERNS:
            if pattern.fullmatch(words):
                return key
        shorter = _TAIL.sub("", words)
        if shorter == words:
            return ""
        words = shorter
    return ""


def is_step(label: str) -> bool:
    """Whether a label says that its line is taken on or off: ``Less: total debt``."""
    return bool(_STEP.match(label.strip().lower()))


def meaning(sheet: Sheet, cell: Cell) -> str:
    """What a cell is called: by its row, or by its column in a list whose rows are names.

    A list of companies has the lines of a model as the heads of its columns.
    """
    label, head = sheet.label(cell), sheet.list_head(cell)
    is_listed = not line_of(label) and (bool(line_of(head)) or MULTIPLE.fullmatch(head))
    return head if is_listed else label


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
