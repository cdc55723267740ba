"""Numbers from the tables of the primary statements, for documents without tagged facts."""

from bookrunner.facts.statement_tables.reading import TableNumber, statement_numbers

__all__ = ["TableNumber", "statement_numbers"]
