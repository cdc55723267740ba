"""Numbers from the tables of the primary statements, for documents without tagged facts."""

from bookrunner.facts.statement_tables.reading import TableNumber, months_to_date, statement_numbers

__all__ = ["TableNumber", "months_to_date", "statement_numbers"]
