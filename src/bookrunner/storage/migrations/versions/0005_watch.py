"""What the watch has seen, in order, and how far it has read."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables of filings seen, cursors and files of watched folders."""
    op.create_table(
        "watch_filings",
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("identity", sa.String(400), nullable=False, unique=True),
        sa.Column("accession", sa.String(80), nullable=False),
        sa.Column("form", sa.String(40), nullable=False),
        sa.Column("cik", sa.String(10), nullable=False),
        sa.Column("company", sa.Text, nullable=False),
        sa.Column("parties", sa.Text, nullable=False),
        sa.Column("filed_on", sa.Date, nullable=False),
        sa.Column("accepted_at", sa.String(40), nullable=False),
        sa.Column("items", sa.Text, nullable=False),
        sa.Column("period_end", sa.Date),
        sa.Column("feed", sa.String(20), nullable=False),
        sa.Column("walls", sa.Text, nullable=False),
        sa.Column("seen_at", sa.String(40), nullable=False),
        sa.Column("alerted_at", sa.String(40), nullable=False),
        sa.Column("overrides", sa.String(80), nullable=False),
        sa.Column("overrides_by", sa.Text, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_index("watch_filings_by_accession", "watch_filings", ["accession"])
    op.create_index("watch_filings_by_company", "watch_filings", ["cik", "form"])
    op.create_index("watch_filings_by_state", "watch_filings", ["state"])
    op.create_table(
        "watch_cursors",
        sa.Column("feed", sa.String(200), primary_key=True),
        sa.Column("place", sa.String(80), nullable=False),
        sa.Column("read_rows", sa.Integer, nullable=False),
        sa.Column("new_rows", sa.Integer, nullable=False),
        sa.Column("known_rows", sa.Integer, nullable=False),
        sa.Column("failed_rows", sa.Integer, nullable=False),
    )
    op.create_table(
        "watch_files",
        sa.Column("path", sa.String(1000), primary_key=True),
        sa.Column("signature", sa.String(80), nullable=False),
        sa.Column("accession", sa.String(80), nullable=False),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("watch_files")
    op.drop_table("watch_cursors")
    op.drop_table("watch_filings")
