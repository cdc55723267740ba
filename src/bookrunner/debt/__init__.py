"""Debt to the tranche: tables of debt notes that foot to the balance sheet, walls, liquidity."""

from bookrunner.debt.company import company_debt
from bookrunner.debt.reading import FOOTS_WITHIN, debt_table
from bookrunner.debt.table import Adjustment, DebtTable, Liquidity, Span, Tranche, WallRow
from bookrunner.debt.terms import DebtKind

__all__ = [
    "FOOTS_WITHIN",
    "Adjustment",
    "DebtKind",
    "DebtTable",
    "Liquidity",
    "Span",
    "Tranche",
    "WallRow",
    "company_debt",
    "debt_table",
]
