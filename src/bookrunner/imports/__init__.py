"""What the bank brings: prices, estimates, curves, plans, past deals, ratings, league tables."""

from bookrunner.imports.cells import UnusableTable
from bookrunner.imports.figures import Estimate, amount, estimates, planned, source_of
from bookrunner.imports.kinds import (
    BOND_QUOTES,
    BONDS,
    CAP_TABLE,
    COVERAGE,
    CREDENTIALS,
    CURVES,
    ESTIMATES,
    KINDS,
    LEAGUE_TABLE,
    MANAGEMENT_CASE,
    MARKET_SERIES,
    MEASURES,
    NEW_ISSUES,
    PRECEDENTS,
    PRICES,
    RATINGS,
    ImportColumn,
    ImportKind,
)
from bookrunner.imports.reading import (
    BadMapping,
    ImportedRow,
    ImportedTable,
    ImportedValue,
    read_table,
)
from bookrunner.imports.store_sql import BankFile, BankRow, SqlImportStore
from bookrunner.imports.templates_xlsx import template

__all__ = [
    "BONDS",
    "BOND_QUOTES",
    "CAP_TABLE",
    "COVERAGE",
    "CREDENTIALS",
    "CURVES",
    "ESTIMATES",
    "KINDS",
    "LEAGUE_TABLE",
    "MANAGEMENT_CASE",
    "MARKET_SERIES",
    "MEASURES",
    "NEW_ISSUES",
    "PRECEDENTS",
    "PRICES",
    "RATINGS",
    "BadMapping",
    "BankFile",
    "BankRow",
    "Estimate",
    "ImportColumn",
    "ImportKind",
    "ImportedRow",
    "ImportedTable",
    "ImportedValue",
    "SqlImportStore",
    "UnusableTable",
    "amount",
    "estimates",
    "planned",
    "read_table",
    "source_of",
    "template",
]
