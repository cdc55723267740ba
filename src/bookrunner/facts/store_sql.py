"""The fact store in a SQL database; the same statements run on SQLite and PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
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
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError

from bookrunner.facts.bulk_sql import (
    BulkClose,
    BulkFact,
    BulkFiling,
    bulk_closes,
    bulk_facts,
    bulk_filings,
    bulk_yields,
)
from bookrunner.facts.companies import Company
from bookrunner.facts.entities import company_named
from bookrunner.facts.filings import AcceptedBasis, Fact, Filing, identity
from bookrunner.facts.industries import industry
from bookrunner.facts.market import CurvePoint, Quote
from bookrunner.facts.names import CompanyReference, CoRegistrant, Named
from bookrunner.facts.names_sql import (
    all_named,
    co_registrant,
    former_names,
    insert_names,
    named,
    named_in_part,
    namesakes,
    reference_companies,
    replace_names,
    replace_references,
)
from bookrunner.facts.store import Report, Saved
from bookrunner.facts.tables_sql import (
    COMPANIES,
    COMPANY_NAMES,
    COMPANY_WALLS,
    CURVE_POINTS,
    FACTS,
    FILING_WALLS,
    FILINGS,
    QUOTES,
)
from bookrunner.facts.visible_sql import visible
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

_INSERT_FACT = str(insert(FACTS).compile(dialect=sqlite.dialect()))


class SqlFactStore:
    """A ``FactStore`` over an engine; it brings the tables up to date when it is made."""

    def __init__(self, database: Engine) -> None:
        migrate(database)
        self._database = database

    def save(
        self, filing: Filing, company: Company, facts: Sequence[Fact], *, text_digest: str = ""
    ) -> Saved:
        """Keep a filing with all its facts in one transaction; see ``FactStore.save``."""
        return self.save_all([Report(filing, company, facts, text_digest)])[0]

    def save_all(self, reports: Iterable[Report]) -> Sequence[Saved]:
        """Keep many filings, each whole or not at all; see ``FactStore.save_all``."""
        with writing(self._database) as connection:
            return [_saved(connection, report) for report in reports]

    def save_company(self, company: Company, *, walls: Walls = PUBLIC) -> None:
        """Keep what is known of a company from elsewhere, in place of what was kept before."""
        row = _company_row(company, walls)
        same = (COMPANIES.c.cik == company.cik) & (COMPANIES.c.wall_key == row["wall_key"])
        with writing(self._database) as connection:
            number = connection.execute(select(COMPANIES.c.id).where(same)).scalar()
            if number is None:
                number = connection.execute(
                    insert(COMPANIES).returning(COMPANIES.c.id), row
                ).scalar_one()
                _insert_walls(connection, COMPANY_WALLS, number, walls)
            else:
                connection.execute(COMPANIES.update().where(same), row)
            replace_names(connection, company, number)

    def save_references(self, references: Sequence[CompanyReference]) -> int:
        """Keep what the SEC's lists say of registrants; see ``FactStore.save_references``."""
        with writing(self._database) as connection:
            return replace_references(connection, references)

    def companies(self, viewer: Viewer) -> Sequence[Company]:
        """Every company of which the viewer may see something, by name."""
        with reading(self._database) as connection:
            return _companies(connection, viewer)

    def company(self, asked: str, viewer: Viewer, *, as_of: date | None = None) -> Company:
        """The company that a ticker, CIK or name means; see ``FactStore.company``."""
        with reading(self._database) as connection:
            return company_named(asked, as_of, _Register(connection, viewer))

    def namesakes(self, company: Company, viewer: Viewer) -> Sequence[Named]:
        """The names kept of a company, and other companies that have a ticker of it."""
        with reading(self._database) as connection:
            return namesakes(connection, company, viewer)

    def facts(
        self,
        cik: str,
        viewer: Viewer,
        *,
        as_of: date | None = None,
        concepts: Collection[str] | None = None,
        period_end: date | None = None,
    ) -> Sequence[Fact]:
        """A company's facts, earliest known first, then in the filing's order."""
        of_company = [FILINGS.c.cik == cik, visible(FILINGS, FILING_WALLS, viewer)]
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
        if period_end is not None:
            query = query.where(FACTS.c.end_on == period_end)
        with reading(self._database) as connection:
            rows = connection.execute(query).all()
            if concepts is not None or period_end is not None:
                # A few facts stand in a few of the company's filings.
                of_company = [FILINGS.c.id.in_({row[0] for row in rows})]
            filings = _filings(connection, of_company)
        by_filing: dict[int, list[Fact]] = {number: [] for number in filings}
        for number, _, *reported in rows:
            by_filing[number].append(_fact(filings[number], *reported))
        return [fact for facts in by_filing.values() for fact in facts]

    def filings(self, viewer: Viewer, cik: str | None = None) -> Sequence[Filing]:
        """The filings kept, of one company or of all, earliest known first."""
        conditions = [visible(FILINGS, FILING_WALLS, viewer)]
        if cik is not None:
            conditions.append(FILINGS.c.cik == cik)
        with reading(self._database) as connection:
            return list(_filings(connection, conditions).values())

    def filing(self, digest: str, viewer: Viewer) -> Filing:
        """The filing received as the bytes of that digest."""
        conditions = [visible(FILINGS, FILING_WALLS, viewer), FILINGS.c.digest == digest]
        with reading(self._database) as connection:
            for found in _filings(connection, conditions).values():
                return found
        raise NotFound("filing with the digest", digest)

    def all_facts(self, viewer: Viewer, concepts: Collection[str]) -> Iterator[BulkFact]:
        """Facts of all companies as plain rows; see ``FactStore.all_facts``."""
        with reading(self._database) as connection:
            yield from bulk_facts(connection, viewer, concepts)

    def all_forms(self, viewer: Viewer) -> Sequence[BulkFiling]:
        """The forms of all companies with their days; see ``FactStore.all_forms``."""
        with reading(self._database) as connection:
            return bulk_filings(connection, viewer)

    def all_closes(self, viewer: Viewer) -> Iterator[BulkClose]:  # noqa: ARG002
        """Closing prices of all companies; see ``FactStore.all_closes``."""
        with reading(self._database) as connection:
            yield from bulk_closes(connection)

    def all_yields(self, tenor_years: int, viewer: Viewer) -> Sequence[tuple[date, str]]:  # noqa: ARG002
        """The yields of one tenor; see ``FactStore.all_yields``."""
        with reading(self._database) as connection:
            return bulk_yields(connection, str(tenor_years))

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


def _saved(connection: Connection, report: Report) -> Saved:
    filing, facts = report.filing, report.facts
    key = identity(filing, facts, text_digest=report.text_digest)
    try:
        # The unique keys decide, so that two writers of one filing cannot both win.
        with connection.begin_nested():
            if filing.cik:
                _delete_nameless(connection, filing)
            row = _filing_row(filing, report.company, key)
            number = connection.execute(insert(FILINGS).returning(FILINGS.c.id), row).scalar_one()
            _insert_walls(connection, FILING_WALLS, number, filing.walls)
            _insert_facts(connection, number, facts)
            insert_names(connection, replace(report.company, cik=filing.cik), filing=number)
            for other in report.co_registrants:
                insert_names(connection, other, filing=number)
            _require_all(connection, number, len(facts))
    except IntegrityError:
        return Saved.DUPLICATE
    return Saved.STORED


def _delete_nameless(connection: Connection, filing: Filing) -> None:
    """Make room for a filing that was kept without a company, now that it has one."""
    number = connection.execute(
        select(FILINGS.c.id).where(
            FILINGS.c.digest == filing.digest,
            FILINGS.c.accession == filing.accession,
            FILINGS.c.wall_key == _wall_key(filing.walls),
            FILINGS.c.cik == "",
        )
    ).scalar()
    if number is None:
        return
    for column in (FACTS.c.filing, FILING_WALLS.c.filing, COMPANY_NAMES.c.filing):
        connection.execute(delete(column.table).where(column == number))
    connection.execute(delete(FILINGS).where(FILINGS.c.id == number))


def _require_all(connection: Connection, number: int, count: int) -> None:
    """The rows just written are as many as there are facts; else none of them stays."""
    written = connection.execute(
        select(func.count()).select_from(FACTS).where(FACTS.c.filing == number)
    ).scalar_one()
    assert written == count, f"{count} facts became {written} rows"


class _Register:
    """What the store knows of companies' names, to one viewer."""

    def __init__(self, connection: Connection, viewer: Viewer) -> None:
        self._connection = connection
        self._viewer = viewer

    def named(self, asked: str) -> Sequence[Named]:
        return named(self._connection, asked, self._viewer)

    def named_in_part(self, asked: str) -> Sequence[Named]:
        return named_in_part(self._connection, asked, self._viewer)

    def all_named(self) -> Sequence[Named]:
        return all_named(self._connection, self._viewer)

    def known(self, cik: str, as_of: date | None) -> Company | None:
        """The company as it was known on a day, by default today."""
        if kept := _companies(self._connection, self._viewer, cik, as_of):
            return kept[0]
        listed = reference_companies(self._connection, cik).get(cik)
        if listed is None or as_of is None:
            return listed
        # What has no date is not known to have been so on a day.
        return replace(listed, name=self._name_then(listed, as_of), ticker="", other_tickers=())

    def co_registrant(self, cik: str) -> CoRegistrant | None:
        return co_registrant(self._connection, cik, self._viewer)

    def _name_then(self, listed: Company, as_of: date) -> str:
        former = former_names(self._connection, listed.cik)
        then = [one for one in former if one.until is not None and as_of <= one.until]
        return then[-1].name if then else listed.name


def _companies(
    connection: Connection, viewer: Viewer, cik: str | None = None, as_of: date | None = None
) -> list[Company]:
    """Companies of which something is kept, all or one, as known on a day."""
    of_filings = [visible(FILINGS, FILING_WALLS, viewer), FILINGS.c.cik != ""]
    of_records = [visible(COMPANIES, COMPANY_WALLS, viewer)]
    if cik is not None:
        of_filings.append(FILINGS.c.cik == cik)
        of_records.append(COMPANIES.c.cik == cik)
    if as_of is not None:
        of_filings.append(FILINGS.c.accepted_at <= as_of)
    reported = connection.execute(
        select(FILINGS)
        .where(*of_filings)
        .order_by(nulls_last(FILINGS.c.accepted_at.desc()), FILINGS.c.digest)
    ).mappings()
    recorded = connection.execute(
        select(COMPANIES)
        .where(*of_records)
        .order_by(COMPANIES.c.wall_count.desc(), COMPANIES.c.wall_key)
    ).mappings()
    # What is first said of a company holds: records before filings, new before old.
    found: dict[str, Company] = {}
    for said in (*map(_recorded_company, recorded), *map(_reported_company, reported)):
        before = found.get(said.cik)
        found[said.cik] = said if before is None else _completed(before, said)
    # The SEC's lists have no dates, so of an earlier day they say nothing.
    listed = {} if as_of is not None else reference_companies(connection, cik)
    found = {
        cik: _completed(company, listed[cik]) if cik in listed else company
        for cik, company in found.items()
    }
    complete = [replace(c, industry=c.industry or industry(c.sic)) for c in found.values()]
    return sorted(complete, key=lambda company: (company.name.casefold(), company.cik))


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
    if not facts:
        return
    # The columns of FACTS in their order.
    rows = [
        (
            number,
            ordinal,
            fact.concept,
            str(fact.value),
            str(fact.unit),
            fact.period.start,
            fact.period.end,
            json.dumps(fact.dimensions) if fact.dimensions else "",
            fact.decimals,
            fact.citation.fact_id if fact.citation else None,
            fact.citation.start if fact.citation else None,
            fact.citation.end if fact.citation else None,
            fact.label,
            fact.doubt or None,
        )
        for ordinal, fact in enumerate(facts)
    ]
    if connection.dialect.name == "sqlite":
        # The driver itself, as preparing a row costs SQLAlchemy more than SQLite to keep it.
        written = [
            (*row[:5], row[5] and row[5].isoformat(), row[6].isoformat(), *row[7:]) for row in rows
        ]
        connection.exec_driver_sql(_INSERT_FACT, written)
    else:
        # Asking for a column back makes SQLAlchemy send many rows per statement.
        named = [dict(zip(FACTS.c.keys(), row, strict=True)) for row in rows]
        connection.execute(insert(FACTS).returning(FACTS.c.ordinal), named)


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
    doubt: str | None,
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
        doubt=doubt or "",
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
