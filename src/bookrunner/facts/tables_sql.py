"""The tables of reported facts, as the migrations leave them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, MetaData, String, Table, Text

METADATA = MetaData()

FILINGS = Table(
    "filings",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("accession", String(25), nullable=False),
    Column("identity", String(64), nullable=False),
    Column("wall_key", Text, nullable=False),
    Column("wall_count", Integer, nullable=False),
    Column("cik", String(10), nullable=False),
    Column("form", String(20), nullable=False),
    Column("period_end", Date),
    Column("accepted_at", Date),
    Column("accepted_basis", String(30), nullable=False),
    Column("fiscal_year", Integer),
    Column("fiscal_period", String(10), nullable=False),
    Column("name", Text, nullable=False),
    Column("system", String(40), nullable=False),
    Column("company_name", Text, nullable=False),
    Column("tickers", Text, nullable=False),
    Column("sic", String(4), nullable=False),
    Column("fiscal_year_end", String(7), nullable=False),
    Column("exchange", Text, nullable=False),
)

FILING_WALLS = Table(
    "filing_walls",
    METADATA,
    Column("filing", Integer, ForeignKey("filings.id"), primary_key=True),
    Column("wall", String(200), primary_key=True),
)

FACTS = Table(
    "facts",
    METADATA,
    Column("filing", Integer, ForeignKey("filings.id"), primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("concept", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("start_on", Date),
    Column("end_on", Date, nullable=False),
    Column("dimensions", Text, nullable=False),
    Column("decimals", Integer),
    Column("fact_id", Text),
    Column("text_start", Integer),
    Column("text_end", Integer),
    Column("label", Text, nullable=False),
    Column("doubt", Text),
)

COMPANIES = Table(
    "companies",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("cik", String(10), nullable=False),
    Column("wall_key", Text, nullable=False),
    Column("wall_count", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("tickers", Text, nullable=False),
    Column("sic", String(4), nullable=False),
    Column("industry", Text, nullable=False),
    Column("fiscal_year_end", String(7), nullable=False),
    Column("exchange", Text, nullable=False),
    Column("invented", Boolean, nullable=False),
)

COMPANY_WALLS = Table(
    "company_walls",
    METADATA,
    Column("company", Integer, ForeignKey("companies.id"), primary_key=True),
    Column("wall", String(200), primary_key=True),
)

QUOTES = Table(
    "quotes",
    METADATA,
    Column("cik", String(10), primary_key=True),
    Column("quoted_on", Date, primary_key=True),
    Column("source", String(200), primary_key=True),
    Column("price", Text, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("licence", Text, nullable=False),
)

CURVE_POINTS = Table(
    "curve_points",
    METADATA,
    Column("quoted_on", Date, primary_key=True),
    Column("tenor_years", String(20), primary_key=True),
    Column("source", String(200), primary_key=True),
    Column("rate", Text, nullable=False),
)

COMPANY_NAMES = Table(
    "company_names",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("cik", String(10), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("since", Date),
    Column("until", Date),
    Column("filing", Integer, ForeignKey("filings.id")),
    Column("company", Integer, ForeignKey("companies.id")),
)

COMPANY_REFERENCES = Table(
    "company_references",
    METADATA,
    Column("cik", String(10), primary_key=True),
    Column("name", Text, nullable=False),
    Column("tickers", Text, nullable=False),
    Column("sic", String(4), nullable=False),
    Column("fiscal_year_end", String(7), nullable=False),
    Column("exchange", Text, nullable=False),
)
