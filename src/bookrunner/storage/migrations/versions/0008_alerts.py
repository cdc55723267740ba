"""Alerts: rules, what they raised, what people said of it, and how it is sent."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables; what was told of before is not raised again."""
    op.create_table(
        "alert_rules",
        sa.Column("name", sa.String(60), primary_key=True),
        sa.Column("definition", sa.Text, nullable=False),
        sa.Column("walls", sa.Text, nullable=False),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("added_at", sa.String(40), nullable=False),
        sa.Column("removed_by", sa.String(200), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "alerts",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("dedupe", sa.String(500), nullable=False, unique=True),
        sa.Column("rule", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("company", sa.Text, nullable=False),
        sa.Column("cik", sa.String(10), nullable=False),
        sa.Column("says", sa.Text, nullable=False),
        sa.Column("accession", sa.String(80), nullable=False),
        sa.Column("form", sa.String(40), nullable=False),
        sa.Column("item", sa.String(20), nullable=False),
        sa.Column("event", sa.String(60), nullable=False),
        sa.Column("materiality", sa.Integer, nullable=False),
        sa.Column("drivers", sa.Text, nullable=False),
        sa.Column("document", sa.String(64), nullable=False),
        sa.Column("span", sa.String(40), nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("figure", sa.Text, nullable=False),
        sa.Column("walls", sa.Text, nullable=False),
        sa.Column("seen_at", sa.String(40), nullable=False),
        sa.Column("raised_at", sa.String(40), nullable=False),
        sa.Column("acknowledged_by", sa.String(200), nullable=False),
        sa.Column("acknowledged_at", sa.String(40), nullable=False),
    )
    op.create_table(
        "alert_thumbs",
        sa.Column("alert", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("person", sa.String(200), primary_key=True),
        sa.Column("verdict", sa.String(4), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
    )
    op.create_table(
        "alert_suppressed",
        sa.Column("rule", sa.String(60), primary_key=True),
        sa.Column("reason", sa.String(200), primary_key=True),
        sa.Column("walls", sa.String(400), primary_key=True),
        sa.Column("times", sa.Integer, nullable=False),
    )
    cursor = op.create_table(
        "alert_cursor",
        sa.Column("name", sa.String(20), primary_key=True),
        sa.Column("place", sa.Integer, nullable=False),
    )
    read = op.create_table(
        "alert_read_filings",
        sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
    )
    filings = sa.table("watch_filings", sa.column("ordinal", sa.Integer), sa.column("state"))
    seen = sa.select(sa.literal("listed"), sa.func.coalesce(sa.func.max(filings.c.ordinal), 0))
    op.execute(cursor.insert().from_select(["name", "place"], seen))
    was_read = sa.select(filings.c.ordinal).where(filings.c.state == "read")
    op.execute(read.insert().from_select(["ordinal"], was_read))
    op.create_table(
        "alert_outbox",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("recipient", sa.String(200), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("identity", sa.String(80), nullable=False, unique=True),
        sa.Column("alerts", sa.Text, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", sa.String(40), nullable=False),
        sa.Column("made_at", sa.String(40), nullable=False),
        sa.Column("ended_at", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_index("alert_outbox_by_due", "alert_outbox", ["state", "due_at"])
    op.create_table(
        "alert_recipients",
        sa.Column("recipient", sa.String(200), primary_key=True),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("digest_at", sa.String(40), nullable=False),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("alert_recipients")
    op.drop_index("alert_outbox_by_due", "alert_outbox")
    op.drop_table("alert_outbox")
    for name in ("read_filings", "cursor", "suppressed", "thumbs"):
        op.drop_table(f"alert_{name}")
    op.drop_table("alerts")
    op.drop_table("alert_rules")
