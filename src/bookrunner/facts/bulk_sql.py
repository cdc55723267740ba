"""What is kept of all companies at once, as plain rows: for panels, where facts are millions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from bookrunner.facts.tables_sql import CURVE_POINTS, FACTS, FILING_WALLS, FILINGS, QUOTES
from bookrunner.facts.visible_sql import visible
from bookrunner.figures import Viewer


class BulkFact(NamedTuple):
    """A fact of a whole company, of which the day of acceptance is known."""

    cik: str
    accepted_at: date
    concept: str
    value: str
    unit: str
    start: date | None
    end: date
    doubt: str | None
    decimals: int | None


class BulkFiling(NamedTuple):
    """That a form was accepted on a day."""

    cik: str
    form: str
    accepted_at: date


def bulk_facts(
    connection: Connection, viewer: Viewer, concepts: Collection[str]
) -> Iterator[BulkFact]:
    """Undimensioned facts of these tags, by company, in the order in which they became known."""
    query = (
        select(
            FILINGS.c.cik,
            FILINGS.c.accepted_at,
            FACTS.c.concept,
            FACTS.c.value,
            FACTS.c.unit,
            FACTS.c.start_on,
            FACTS.c.end_on,
            FACTS.c.doubt,
            FACTS.c.decimals,
        )
        .join(FILINGS, FACTS.c.filing == FILINGS.c.id)
        .where(
            FACTS.c.concept.in_(sorted(concepts)),
            FACTS.c.dimensions == "",
            FILINGS.c.accepted_at.is_not(None),
            FILINGS.c.cik != "",
            visible(FILINGS, FILING_WALLS, viewer),
        )
        # Of one day the report of the later period holds, as in the order of ``facts``.
        .order_by(
            FILINGS.c.cik,
            FILINGS.c.accepted_at,
            FILINGS.c.period_end,
            FILINGS.c.digest,
            FILINGS.c.accession,
            FACTS.c.ordinal,
        )
    )
    for row in connection.execute(query):
        yield BulkFact(*row)


def bulk_filings(connection: Connection, viewer: Viewer) -> list[BulkFiling]:
    """Every form with its company and day, the earliest first."""
    query = (
        select(FILINGS.c.cik, FILINGS.c.form, FILINGS.c.accepted_at)
        .where(
            FILINGS.c.accepted_at.is_not(None),
            FILINGS.c.cik != "",
            visible(FILINGS, FILING_WALLS, viewer),
        )
        .order_by(FILINGS.c.accepted_at, FILINGS.c.id)
    )
    return [BulkFiling(*row) for row in connection.execute(query)]


class BulkClose(NamedTuple):
    """A closing price."""

    cik: str
    on: date
    price: str
    currency: str
    source: str


def bulk_closes(connection: Connection) -> Iterator[BulkClose]:
    """Closing prices by company, day and source."""
    columns = (QUOTES.c.cik, QUOTES.c.quoted_on, QUOTES.c.price, QUOTES.c.currency, QUOTES.c.source)
    query = select(*columns).order_by(QUOTES.c.cik, QUOTES.c.quoted_on, QUOTES.c.source)
    for row in connection.execute(query):
        yield BulkClose(*row)


def bulk_yields(connection: Connection, tenor_years: str) -> list[tuple[date, str]]:
    """The yields of one tenor by day; of a day with several sources the first by name."""
    query = (
        select(CURVE_POINTS.c.quoted_on, CURVE_POINTS.c.rate)
        .where(CURVE_POINTS.c.tenor_years == tenor_years)
        .order_by(CURVE_POINTS.c.quoted_on, CURVE_POINTS.c.source.desc())
    )
    return [(row[0], row[1]) for row in connection.execute(query)]
