"""The tables of rules, alerts and what people said of them."""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, String, Table, Text

METADATA = MetaData()
RULES = Table(
    "alert_rules",
    METADATA,
    Column("name", String(60), primary_key=True),
    Column("definition", Text, nullable=False),
    Column("walls", Text, nullable=False),
    Column("owner", String(200), nullable=False),
    Column("added_at", String(40), nullable=False),
    Column("removed_by", String(200), nullable=False),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
)
ALERTS = Table(
    "alerts",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("dedupe", String(500), nullable=False, unique=True),
    Column("rule", String(60), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("company", Text, nullable=False),
    Column("cik", String(10), nullable=False),
    Column("says", Text, nullable=False),
    Column("accession", String(80), nullable=False),
    Column("form", String(40), nullable=False),
    Column("item", String(20), nullable=False),
    Column("event", String(60), nullable=False),
    Column("materiality", Integer, nullable=False),
    Column("drivers", Text, nullable=False),
    Column("document", String(64), nullable=False),
    Column("span", String(40), nullable=False),
    Column("quote", Text, nullable=False),
    Column("figure", Text, nullable=False),
    Column("walls", Text, nullable=False),
    Column("seen_at", String(40), nullable=False),
    Column("raised_at", String(40), nullable=False),
    Column("acknowledged_by", String(200), nullable=False),
    Column("acknowledged_at", String(40), nullable=False),
)
THUMBS = Table(
    "alert_thumbs",
    METADATA,
    Column("alert", Integer, primary_key=True),
    Column("person", String(200), primary_key=True),
    Column("verdict", String(4), nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", String(40), nullable=False),
)
SUPPRESSED = Table(
    "alert_suppressed",
    METADATA,
    Column("rule", String(60), primary_key=True),
    Column("reason", String(200), primary_key=True),
    Column("walls", String(400), primary_key=True),
    Column("times", Integer, nullable=False),
)
CURSOR = Table(
    "alert_cursor",
    METADATA,
    Column("name", String(20), primary_key=True),
    Column("place", Integer, nullable=False),
)
READ_FILINGS = Table(
    "alert_read_filings",
    METADATA,
    Column("ordinal", Integer, primary_key=True),
)
"""Filings whose text was looked into, by their ordinal in the watch's record."""
