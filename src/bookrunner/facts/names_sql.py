"""Names of companies in a SQL database: what filings, records and the SEC's lists call them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, delete, insert, or_, select

from bookrunner.facts.companies import Company
from bookrunner.facts.names import (
    CompanyReference,
    CoRegistrant,
    FormerName,
    Named,
    NameKind,
    name_key,
    ticker_key,
)
from bookrunner.facts.tables_sql import (
    COMPANIES,
    COMPANY_NAMES,
    COMPANY_REFERENCES,
    COMPANY_WALLS,
    FILING_WALLS,
    FILINGS,
)
from bookrunner.facts.visible_sql import visible
from bookrunner.figures import Viewer

# SQLite takes some thousands of values in one statement; far fewer do as well.
_ROWS_AT_ONCE = 500


def insert_names(
    connection: Connection,
    company: Company,
    *,
    filing: int | None = None,
    record: int | None = None,
) -> None:
    """Keep what a filing or a record calls its company."""
    if not company.cik:
        return
    rows = _rows(company.cik, company.name, company.tickers)
    if rows:
        connection.execute(
            insert(COMPANY_NAMES), [{**row, "filing": filing, "company": record} for row in rows]
        )


def replace_names(connection: Connection, company: Company, record: int) -> None:
    """Keep what a record now calls its company in place of what it said before."""
    connection.execute(delete(COMPANY_NAMES).where(COMPANY_NAMES.c.company == record))
    insert_names(connection, company, record=record)


def replace_references(connection: Connection, references: Sequence[CompanyReference]) -> int:
    """Keep what the SEC's lists say in place of what they said before; how many said anew.

    A list that leaves out a thing (tickers alone, say) leaves what another said of it.
    """
    before = _references(connection)
    said = {one.cik: _joined(one, before.get(one.cik)) for one in references}
    changed = [one for cik, one in said.items() if before.get(cik) != one]
    public = and_(COMPANY_NAMES.c.filing.is_(None), COMPANY_NAMES.c.company.is_(None))
    for some in _portions([one.cik for one in changed]):
        connection.execute(delete(COMPANY_NAMES).where(public, COMPANY_NAMES.c.cik.in_(some)))
        connection.execute(delete(COMPANY_REFERENCES).where(COMPANY_REFERENCES.c.cik.in_(some)))
    if not changed:
        return 0
    connection.execute(
        insert(COMPANY_REFERENCES),
        [
            {
                "cik": one.cik,
                "name": one.name,
                "tickers": "\n".join(one.tickers),
                "sic": one.sic,
                "fiscal_year_end": one.fiscal_year_end,
                "exchange": one.exchange,
            }
            for one in changed
        ],
    )
    rows: list[dict[str, Any]] = []
    for one in changed:
        rows += _rows(one.cik, one.name, one.tickers)
        rows += [
            _row(one.cik, NameKind.FORMER, former.name, former.since, former.until)
            for former in one.former_names
        ]
    if rows:
        connection.execute(insert(COMPANY_NAMES), rows)
    return len(changed)


def _references(connection: Connection) -> dict[str, CompanyReference]:
    """What the SEC's lists have said so far, by CIK."""
    former: dict[str, list[FormerName]] = {}
    query = (
        select(COMPANY_NAMES)
        .where(COMPANY_NAMES.c.kind == NameKind.FORMER.value)
        .order_by(COMPANY_NAMES.c.id)
    )
    for row in connection.execute(query).mappings():
        name = FormerName(row["name"], row["since"], row["until"])
        former.setdefault(row["cik"], []).append(name)
    return {
        row["cik"]: CompanyReference(
            cik=row["cik"],
            name=row["name"],
            tickers=tuple(row["tickers"].splitlines()),
            sic=row["sic"],
            fiscal_year_end=row["fiscal_year_end"],
            exchange=row["exchange"],
            former_names=tuple(former.get(row["cik"], ())),
        )
        for row in connection.execute(select(COMPANY_REFERENCES)).mappings()
    }


def _joined(said: CompanyReference, before: CompanyReference | None) -> CompanyReference:
    former = tuple(one for one in said.former_names if name_key(one.name))
    if before is None:
        return replace(said, former_names=former)
    return CompanyReference(
        cik=said.cik,
        name=said.name or before.name,
        tickers=said.tickers or before.tickers,
        sic=said.sic or before.sic,
        fiscal_year_end=said.fiscal_year_end or before.fiscal_year_end,
        exchange=said.exchange or before.exchange,
        former_names=former or before.former_names,
    )


def named(connection: Connection, asked: str, viewer: Viewer) -> Sequence[Named]:
    """Every company the viewer may know that has exactly this ticker or name."""
    ticker, name = ticker_key(asked), name_key(asked)
    fits = or_(
        and_(COMPANY_NAMES.c.kind == NameKind.TICKER.value, COMPANY_NAMES.c.key == ticker),
        and_(COMPANY_NAMES.c.kind != NameKind.TICKER.value, COMPANY_NAMES.c.key == name),
    )
    return _found(connection, fits, viewer)


def named_in_part(connection: Connection, asked: str, viewer: Viewer) -> Sequence[Named]:
    """Companies the viewer may know whose name holds these words.

    Also those that have a class of this ticker: ``BRK`` for ``BRK-B``.
    """
    name = name_key(asked)
    if not name:
        return []
    key = COMPANY_NAMES.c.key
    words = or_(
        key.startswith(f"{name} ", autoescape=True),
        key.endswith(f" {name}", autoescape=True),
        key.contains(f" {name} ", autoescape=True),
    )
    classes = key.startswith(f"{ticker_key(asked)}-", autoescape=True)
    fits = or_(
        and_(COMPANY_NAMES.c.kind == NameKind.TICKER.value, classes),
        and_(COMPANY_NAMES.c.kind == NameKind.NAME.value, words),
    )
    return _found(connection, fits, viewer)


def namesakes(connection: Connection, company: Company, viewer: Viewer) -> Sequence[Named]:
    """The names kept of a company, and other companies that have a ticker of it."""
    tickers = and_(
        COMPANY_NAMES.c.kind == NameKind.TICKER.value,
        COMPANY_NAMES.c.key.in_([ticker_key(ticker) for ticker in company.tickers]),
        COMPANY_NAMES.c.cik != company.cik,
    )
    names = and_(COMPANY_NAMES.c.cik == company.cik, COMPANY_NAMES.c.kind != NameKind.TICKER.value)
    return _found(connection, or_(tickers, names), viewer)


def co_registrant(connection: Connection, cik: str, viewer: Viewer) -> CoRegistrant | None:
    """In whose newest filing the registrant of a CIK takes part; None when in nobody's."""
    query = (
        select(COMPANY_NAMES.c.name.label("said"), FILINGS)
        .join(FILINGS, COMPANY_NAMES.c.filing == FILINGS.c.id)
        .where(
            COMPANY_NAMES.c.cik == cik,
            FILINGS.c.cik != cik,
            COMPANY_NAMES.c.kind == NameKind.NAME.value,
            visible(FILINGS, FILING_WALLS, viewer),
        )
        .order_by(FILINGS.c.accepted_at.desc())
        .limit(1)
    )
    for row in connection.execute(query).mappings():
        return CoRegistrant(
            cik=cik,
            name=row["said"],
            filer_cik=row["cik"],
            filer_name=row["company_name"],
            filer_ticker=next(iter(row["tickers"].splitlines()), ""),
            filing=f"the {row['form']} {row['accession'] or row['name']}",
        )
    return None


def all_named(connection: Connection, viewer: Viewer) -> Sequence[Named]:
    """Every name of every company the viewer may know, for telling what is near."""
    return _found(connection, COMPANY_NAMES.c.id.is_not(None), viewer)


def reference_companies(connection: Connection, cik: str | None) -> dict[str, Company]:
    """The companies as the SEC's lists have them, all or one, by CIK."""
    query = select(COMPANY_REFERENCES)
    if cik is not None:
        query = query.where(COMPANY_REFERENCES.c.cik == cik)
    return {row["cik"]: _reference(row) for row in connection.execute(query).mappings()}


def former_names(connection: Connection, cik: str) -> Sequence[Named]:
    """The names that the SEC's lists say a company had, newest first."""
    query = select(COMPANY_NAMES).where(
        COMPANY_NAMES.c.cik == cik, COMPANY_NAMES.c.kind == NameKind.FORMER.value
    )
    found = [
        Named(row["cik"], NameKind.FORMER, row["name"], row["since"], row["until"])
        for row in connection.execute(query).mappings()
    ]
    return sorted(found, key=lambda one: one.until or date.max, reverse=True)


def _found(connection: Connection, fits: ColumnElement[bool], viewer: Viewer) -> Sequence[Named]:
    seen = or_(
        and_(COMPANY_NAMES.c.filing.is_(None), COMPANY_NAMES.c.company.is_(None)),
        and_(COMPANY_NAMES.c.filing.is_not(None), visible(FILINGS, FILING_WALLS, viewer)),
        and_(COMPANY_NAMES.c.company.is_not(None), visible(COMPANIES, COMPANY_WALLS, viewer)),
    )
    query = (
        select(
            COMPANY_NAMES.c.cik,
            COMPANY_NAMES.c.kind,
            COMPANY_NAMES.c.name,
            COMPANY_NAMES.c.since,
            COMPANY_NAMES.c.until,
            FILINGS.c.accepted_at,
        )
        .outerjoin(FILINGS, COMPANY_NAMES.c.filing == FILINGS.c.id)
        .outerjoin(COMPANIES, COMPANY_NAMES.c.company == COMPANIES.c.id)
        .where(fits, seen)
        .order_by(COMPANY_NAMES.c.id)
    )
    return list(
        dict.fromkeys(
            Named(cik, NameKind(kind), name, since or accepted, until)
            for cik, kind, name, since, until, accepted in connection.execute(query)
        )
    )


def _reference(row: RowMapping) -> Company:
    tickers = row["tickers"].splitlines()
    return Company(
        cik=row["cik"],
        name=row["name"],
        ticker=tickers[0] if tickers else "",
        sic=row["sic"],
        fiscal_year_end=row["fiscal_year_end"],
        exchange=row["exchange"],
        other_tickers=tuple(tickers[1:]),
    )


def _rows(cik: str, name: str, tickers: Iterable[str]) -> list[dict[str, Any]]:
    rows = [_row(cik, NameKind.TICKER, ticker) for ticker in tickers]
    return [_row(cik, NameKind.NAME, name), *rows] if name_key(name) else rows


def _row(
    cik: str, kind: NameKind, name: str, since: date | None = None, until: date | None = None
) -> dict[str, Any]:
    key = ticker_key(name) if kind is NameKind.TICKER else name_key(name)
    return {
        "cik": cik,
        "kind": kind.value,
        "key": key,
        "name": name,
        "since": since,
        "until": until,
    }


def _portions(ciks: Sequence[str]) -> Iterable[Sequence[str]]:
    for start in range(0, len(ciks), _ROWS_AT_ONCE):
        yield ciks[start : start + _ROWS_AT_ONCE]
