"""The fact store in a SQL database; the same statements run on SQLite and PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    RowMapping,
    Table,
    delete,
    func,
    insert,
    nulls_last,
    select,
)
from sqlalchemy.exc import IntegrityError

from bookrunner.facts.companies import Company, company_asked
from bookrunner.facts.filings import AcceptedBasis, Fact, Filing, identity
from bookrunner.facts.industries import industry
from bookrunner.facts.market import CurvePoint, Quote
from bookrunner.facts.store import Saved
from bookrunner.facts.tables_sql import (
    COMPANIES,
    COMPANY_WALLS,
    CURVE_POINTS,
    FACTS,
    FILING_WALLS,
    FILINGS,
    QUOTES,
)
from bookrunner.figures import (
    PUBLIC,
    Citation,
    NotFound,
    Period,
    Unit,
    Viewer,
    Walls,
    parse_unit,
)
from bookrunner.storage import migrate, reading, writing


class SqlFactStore:
    """A ``FactStore`` over an engine; it brings the tables up to date when it is made."""

    def __init__(self, database: Engine) -> None:
        migrate(database)
        self._database = database

    def save(
        self, filing: Filing, company: Company, facts: Sequence[Fact], *, text_digest: str = ""
    ) -> Saved:
        """Keep a filing with all its facts in one transaction; see ``FactStore.save``."""
        key = identity(filing, facts, text_digest=text_digest)
        try:
            with writing(self._database) as connection:
                # The unique keys decide, so that two writers of one filing cannot both win.
                row = _filing_row(filing, company, key)
                number = connection.execute(
                    insert(FILINGS).returning(FILINGS.c.id), row
                ).scalar_one()
                _insert_walls(connection, FILING_WALLS, number, filing.walls)
                _insert_facts(connection, number, facts)
        except IntegrityError:
            return Saved.DUPLICATE
        return Saved.STORED

    def save_company(self, company: Company, *, walls: Walls = PUBLIC) -> None:
        """Keep what is known of a company from elsewhere, in place of what was kept before."""
        row = _company_row(company, walls)
        same = (COMPANIES.c.cik == company.cik) & (COMPANIES.c.wall_key == row["wall_key"])
        with writing(self._database) as connection:
            changed = connection.execute(COMPANIES.update().where(same), row)
            if changed.rowcount == 0:
                number = connection.execute(
                    insert(COMPANIES).returning(COMPANIES.c.id), row
                ).scalar_one()
                _insert_walls(connection, COMPANY_WALLS, number, walls)

    def companies(self, viewer: Viewer) -> Sequence[Company]:
        """Every company of which the viewer may see something, by name."""
        with reading(self._database) as connection:
            reported = connection.execute(
                select(FILINGS)
                .where(_visible(FILINGS, FILING_WALLS, viewer), FILINGS.c.cik != "")
                .order_by(nulls_last(FILINGS.c.accepted_at.desc()), FILINGS.c.digest)
            ).mappings()
            recorded = connection.execute(
                select(COMPANIES)
                .where(_visible(COMPANIES, COMPANY_WALLS, viewer))
                .order_by(COMPANIES.c.wall_count.desc(), COMPANIES.c.wall_key)
            ).mappings()
            # What is first said of a company holds: records before filings, new before old.
            found: dict[str, Company] = {}
            for said in (*map(_recorded_company, recorded), *map(_reported_company, reported)):
                before = found.get(said.cik)
                found[said.cik] = said if before is None else _completed(before, said)
        named = [replace(c, industry=c.industry or industry(c.sic)) for c in found.values()]
        return sorted(named, key=lambda company: (company.name.casefold(), company.cik))

    def company(self, asked: str, viewer: Viewer) -> Company:
        """The company that a ticker, CIK or name means."""
        return company_asked(asked, self.companies(viewer))

    def facts(
        self,
        cik: str,
        viewer: Viewer,
        *,
        as_of: date | None = None,
        concepts: Collection[str] | None = None,
    ) -> Sequence[Fact]:
        """A company's facts, earliest known first, then in the filing's order."""
        of_company = [FILINGS.c.cik == cik, _visible(FILINGS, FILING_WALLS, viewer)]
        if as_of is not None:
            of_company.append(FILINGS.c.accepted_at <= as_of)
        query = (
            select(FACTS)
            .join(FILINGS, FACTS.c.filing == FILINGS.c.id)
            .where(*of_company)
            .order_by(FACTS.c.filing, FACTS.c.ordinal)
        )
        if concepts is not None:
            query = query.where(FACTS.c.concept.in_(sorted(concepts)))
        with reading(self._database) as connection:
            filings = _filings(connection, of_company)
            rows = connection.execute(query).all()
        by_filing: dict[int, list[Fact]] = {number: [] for number in filings}
        for number, _, *reported in rows:
            by_filing[number].append(_fact(filings[number], *reported))
        return [fact for facts in by_filing.values() for fact in facts]

    def filings(self, viewer: Viewer, cik: str | None = None) -> Sequence[Filing]:
        """The filings kept, of one company or of all, earliest known first."""
        conditions = [_visible(FILINGS, FILING_WALLS, viewer)]
        if cik is not None:
            conditions.append(FILINGS.c.cik == cik)
        with reading(self._database) as connection:
            return list(_filings(connection, conditions).values())

    def filing(self, digest: str, viewer: Viewer) -> Filing:
        """The filing received as the bytes of that digest."""
        conditions = [_visible(FILINGS, FILING_WALLS, viewer), FILINGS.c.digest == digest]
        with reading(self._database) as connection:
            for found in _filings(connection, conditions).values():
                return found
        raise NotFound("filing with the digest", digest)

    def save_quotes(self, quotes: Sequence[Quote]) -> None:
        """Keep closing prices; a price of the same company, day and source is replaced."""
        with writing(self._database) as connection:
            for quote in quotes:
                row = {
                    "cik": quote.cik,
                    "quoted_on": quote.on,
                    "source": quote.source,
                    "price": str(quote.price),
                    "currency": quote.currency,
                    "licence": quote.licence,
                }
                _replace(connection, QUOTES, row)

    def quotes(self, cik: str, viewer: Viewer) -> Sequence[Quote]:  # noqa: ARG002 - all are public
        """A company's closing prices, earliest first."""
        query = (
            select(QUOTES).where(QUOTES.c.cik == cik).order_by(QUOTES.c.quoted_on, QUOTES.c.source)
        )
        with reading(self._database) as connection:
            return [
                Quote(
                    cik=row["cik"],
                    on=row["quoted_on"],
                    price=Decimal(row["price"]),
                    currency=row["currency"],
                    source=row["source"],
                    licence=row["licence"],
                )
                for row in connection.execute(query).mappings()
            ]

    def save_curve(self, points: Sequence[CurvePoint]) -> None:
        """Keep points of yield curves; the same day, tenor and source is replaced."""
        with writing(self._database) as connection:
            for point in points:
                row = {
                    "quoted_on": point.on,
                    # Without trailing zeros, so that 10 and 10.0 years are one tenor.
                    "tenor_years": f"{point.tenor_years.normalize():f}",
                    "source": point.source,
                    "rate": str(point.rate),
                }
                _replace(connection, CURVE_POINTS, row)

    def curve(self, on: date, viewer: Viewer) -> Sequence[CurvePoint]:  # noqa: ARG002 - public
        """The points of the latest curve of that day or before, shortest first."""
        latest = (
            select(func.max(CURVE_POINTS.c.quoted_on))
            .where(CURVE_POINTS.c.quoted_on <= on)
            .scalar_subquery()
        )
        with reading(self._database) as connection:
            rows = connection.execute(
                select(CURVE_POINTS).where(CURVE_POINTS.c.quoted_on == latest)
            ).mappings()
            points = [
                CurvePoint(
                    on=row["quoted_on"],
                    tenor_years=Decimal(row["tenor_years"]),
                    rate=Decimal(row["rate"]),
                    source=row["source"],
                )
                for row in rows
            ]
        if not points:
            raise NotFound("yield curve of or before", on.isoformat(), hint="save one first")
        return sorted(points, key=lambda point: (point.tenor_years, point.source))


def _visible(things: Table, walls: Table, viewer: Viewer) -> ColumnElement[bool]:
    """Whether the viewer is inside every wall of a row.

    The row says how many walls it has; unless that many are found among the viewer's, it stays
    hidden, so a wall that went missing hides the row from all instead of opening it.
    """
    owner = walls.c[0]
    inside = (
        select(func.count())
        .select_from(walls)
        .where(owner == things.c.id, walls.c.wall.in_(sorted(viewer.walls)))
        .scalar_subquery()
    )
    return things.c.wall_count == inside


def _wall_key(walls: Walls) -> str:
    return json.dumps(sorted(walls)) if walls else ""


def _insert_walls(connection: Connection, table: Table, number: int, walls: Walls) -> None:
    rows = [{table.c[0].name: number, "wall": wall} for wall in sorted(walls)]
    if rows:
        connection.execute(insert(table), rows)


def _filing_row(filing: Filing, company: Company, key: str) -> dict[str, Any]:
    return {
        "digest": filing.digest,
        "accession": filing.accession,
        "identity": key,
        "wall_key": _wall_key(filing.walls),
        "wall_count": len(filing.walls),
        "cik": filing.cik,
        "form": filing.form,
        "period_end": filing.period_end,
        "accepted_at": filing.accepted_at,
        "accepted_basis": filing.accepted_basis.value,
        "fiscal_year": filing.fiscal_year,
        "fiscal_period": filing.fiscal_period,
        "name": filing.name,
        "system": filing.system,
        "company_name": company.name,
        "tickers": "\n".join(company.tickers),
        "sic": company.sic,
        "fiscal_year_end": company.fiscal_year_end,
        "exchange": company.exchange,
    }


def _insert_facts(connection: Connection, number: int, facts: Sequence[Fact]) -> None:
    rows = [
        {
            "filing": number,
            "ordinal": ordinal,
            "concept": fact.concept,
            "value": str(fact.value),
            "unit": str(fact.unit),
            "start_on": fact.period.start,
            "end_on": fact.period.end,
            "dimensions": json.dumps(fact.dimensions) if fact.dimensions else "",
            "decimals": fact.decimals,
            "fact_id": fact.citation.fact_id if fact.citation else None,
            "text_start": fact.citation.start if fact.citation else None,
            "text_end": fact.citation.end if fact.citation else None,
            "label": fact.label,
        }
        for ordinal, fact in enumerate(facts)
    ]
    if not rows:
        return
    statement = insert(FACTS)
    if connection.dialect.name == "sqlite":
        connection.execute(statement, rows)
    else:
        # Asking for a column back makes SQLAlchemy send many rows per statement.
        connection.execute(statement.returning(FACTS.c.ordinal), rows)


def _filings(connection: Connection, conditions: list[ColumnElement[bool]]) -> dict[int, Filing]:
    """Filings by row number, earliest known first."""
    query = (
        select(FILINGS)
        .where(*conditions)
        .order_by(
            nulls_last(FILINGS.c.accepted_at),
            FILINGS.c.period_end,
            FILINGS.c.digest,
            FILINGS.c.accession,
        )
    )
    return {row["id"]: _filing(row) for row in connection.execute(query).mappings()}


def _filing(row: RowMapping) -> Filing:
    return Filing(
        digest=row["digest"],
        cik=row["cik"],
        form=row["form"],
        accession=row["accession"],
        period_end=row["period_end"],
        accepted_at=row["accepted_at"],
        accepted_basis=AcceptedBasis(row["accepted_basis"]),
        fiscal_year=row["fiscal_year"],
        fiscal_period=row["fiscal_period"],
        name=row["name"],
        system=row["system"],
        walls=frozenset(json.loads(row["wall_key"])) if row["wall_key"] else PUBLIC,
    )


def _fact(  # the columns of FACTS in their order, which is what makes reading them fast
    filing: Filing,
    concept: str,
    value: str,
    unit: str,
    start_on: date | None,
    end_on: date,
    dimensions: str,
    decimals: int | None,
    fact_id: str | None,
    text_start: int | None,
    text_end: int | None,
    label: str,
) -> Fact:
    citation = None
    if text_start is not None and text_end is not None:
        citation = Citation(filing.digest, text_start, text_end, fact_id)
    return Fact(
        cik=filing.cik,
        concept=concept,
        value=Decimal(value),
        unit=_unit(unit),
        period=_period(start_on, end_on),
        dimensions=_dimensions(dimensions),
        accession=filing.accession,
        form=filing.form,
        accepted_at=filing.accepted_at,
        document=filing.digest,
        citation=citation,
        decimals=decimals,
        walls=filing.walls,
        document_name=filing.name,
        system=filing.system,
        report_end=filing.period_end,
        fiscal_year=filing.fiscal_year,
        fiscal_period=filing.fiscal_period,
        label=label,
    )


@lru_cache(maxsize=1_000)
def _unit(text: str) -> Unit:
    return parse_unit(text)


@lru_cache(maxsize=10_000)
def _period(start: date | None, end: date) -> Period:
    return Period(start, end)


@lru_cache(maxsize=50_000)
def _dimensions(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((axis, member) for axis, member in json.loads(text)) if text else ()


def _company_row(company: Company, walls: Walls) -> dict[str, Any]:
    return {
        "cik": company.cik,
        "wall_key": _wall_key(walls),
        "wall_count": len(walls),
        "name": company.name,
        "tickers": "\n".join(company.tickers),
        "sic": company.sic,
        "industry": company.industry,
        "fiscal_year_end": company.fiscal_year_end,
        "exchange": company.exchange,
        "invented": company.invented,
    }


def _recorded_company(row: RowMapping) -> Company:
    return replace(
        _reported_company({**row, "company_name": row["name"]}),
        industry=row["industry"],
        invented=row["invented"],
    )


def _reported_company(row: RowMapping | dict[str, Any]) -> Company:
    tickers = row["tickers"].splitlines()
    return Company(
        cik=row["cik"],
        name=row["company_name"],
        ticker=tickers[0] if tickers else "",
        sic=row["sic"],
        fiscal_year_end=row["fiscal_year_end"],
        exchange=row["exchange"],
        other_tickers=tuple(tickers[1:]),
    )


def _completed(company: Company, older: Company) -> Company:
    """The company with what only the older saying knows."""
    return Company(
        cik=company.cik,
        name=company.name or older.name,
        ticker=company.ticker or older.ticker,
        sic=company.sic or older.sic,
        industry=company.industry,
        fiscal_year_end=company.fiscal_year_end or older.fiscal_year_end,
        exchange=company.exchange or older.exchange,
        invented=company.invented,
        other_tickers=company.other_tickers if company.ticker else older.other_tickers,
    )


def _replace(connection: Connection, table: Table, row: dict[str, Any]) -> None:
    same = [column == row[column.name] for column in table.primary_key]
    connection.execute(delete(table).where(*same))
    connection.execute(insert(table), row)
