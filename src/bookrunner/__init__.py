"""From filings to a pitch book in which every number is sourced, computed or assumed."""

__version__ = "0.1.0"
