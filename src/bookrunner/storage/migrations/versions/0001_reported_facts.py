"""Companies, filings, their facts, closing prices and yield curves."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "filings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("accession", sa.String(25), nullable=False),
        sa.Column("identity", sa.String(64), nullable=False),
        sa.Column("wall_key", sa.Text, nullable=False),
        sa.Column("wall_count", sa.Integer, nullable=False),
        sa.Column("cik", sa.String(10), nullable=False),
        sa.Column("form", sa.String(20), nullable=False),
        sa.Column("period_end", sa.Date),
        sa.Column("accepted_at", sa.Date),
        sa.Column("accepted_basis", sa.String(30), nullable=False),
        sa.Column("fiscal_year", sa.Integer),
        sa.Column("fiscal_period", sa.String(10), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("system", sa.String(40), nullable=False),
        sa.Column("company_name", sa.Text, nullable=False),
        sa.Column("tickers", sa.Text, nullable=False),
        sa.Column("sic", sa.String(4), nullable=False),
        sa.Column("fiscal_year_end", sa.String(7), nullable=False),
        sa.Column("exchange", sa.Text, nullable=False),
        sa.UniqueConstraint("digest", "accession", "wall_key", name="one_filing_per_document"),
        sa.UniqueConstraint("identity", "wall_key", name="one_filing_per_identity"),
    )
    op.create_index("filings_by_company", "filings", ["cik"])
    op.create_table(
        "filing_walls",
        sa.Column("filing", sa.Integer, sa.ForeignKey("filings.id"), primary_key=True),
        sa.Column("wall", sa.String(200), primary_key=True),
    )
    op.create_table(
        "facts",
        sa.Column("filing", sa.Integer, sa.ForeignKey("filings.id"), primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("concept", sa.Text, nullable=False),
        # Text, because a reported decimal is kept with every digit it was reported with.
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("start_on", sa.Date),
        sa.Column("end_on", sa.Date, nullable=False),
        sa.Column("dimensions", sa.Text, nullable=False),
        sa.Column("decimals", sa.Integer),
        sa.Column("fact_id", sa.Text),
        sa.Column("text_start", sa.Integer),
        sa.Column("text_end", sa.Integer),
        sa.Column("label", sa.Text, nullable=False),
    )
    op.create_table(
        "companies",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("cik", sa.String(10), nullable=False),
        sa.Column("wall_key", sa.Text, nullable=False),
        sa.Column("wall_count", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("tickers", sa.Text, nullable=False),
        sa.Column("sic", sa.String(4), nullable=False),
        sa.Column("industry", sa.Text, nullable=False),
        sa.Column("fiscal_year_end", sa.String(7), nullable=False),
        sa.Column("exchange", sa.Text, nullable=False),
        sa.Column("invented", sa.Boolean, nullable=False),
        sa.UniqueConstraint("cik", "wall_key", name="one_record_per_company"),
    )
    op.create_table(
        "company_walls",
        sa.Column("company", sa.Integer, sa.ForeignKey("companies.id"), primary_key=True),
        sa.Column("wall", sa.String(200), primary_key=True),
    )
    op.create_table(
        "quotes",
        sa.Column("cik", sa.String(10), primary_key=True),
        sa.Column("quoted_on", sa.Date, primary_key=True),
        sa.Column("source", sa.String(200), primary_key=True),
        sa.Column("price", sa.Text, nullable=False),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("licence", sa.Text, nullable=False),
    )
    op.create_table(
        "curve_points",
        sa.Column("quoted_on", sa.Date, primary_key=True),
        sa.Column("tenor_years", sa.String(20), primary_key=True),
        sa.Column("source", sa.String(200), primary_key=True),
        sa.Column("rate", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Drop them, the dependent ones first."""
    for table in (
        "curve_points",
        "quotes",
        "company_walls",
        "companies",
        "facts",
        "filing_walls",
        "filings",
    ):
        op.drop_table(table)
