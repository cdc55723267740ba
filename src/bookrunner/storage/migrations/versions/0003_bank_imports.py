"""What the bank brings: estimates, plans, past transactions, ratings, league tables."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables of imported files and their rows."""
    op.create_table(
        "bank_imports",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("identity", sa.String(64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("licence", sa.Text, nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("wall_key", sa.Text, nullable=False),
        sa.Column("wall_count", sa.Integer, nullable=False),
        sa.UniqueConstraint("identity", "wall_key", name="one_import_per_identity"),
    )
    op.create_table(
        "bank_import_walls",
        sa.Column("import_id", sa.Integer, sa.ForeignKey("bank_imports.id"), primary_key=True),
        sa.Column("wall", sa.String(200), primary_key=True),
    )
    op.create_table(
        "bank_rows",
        sa.Column("import_id", sa.Integer, sa.ForeignKey("bank_imports.id"), primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("row_number", sa.Integer, nullable=False),
        sa.Column("row_values", sa.Text, nullable=False),
    )
    op.create_index("bank_rows_by_subject", "bank_rows", ["subject"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("bank_rows")
    op.drop_table("bank_import_walls")
    op.drop_table("bank_imports")
