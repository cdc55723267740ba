"""Signing in: who a name belongs to, sign-ins under way, sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the column and the tables."""
    op.add_column(
        "register_people", sa.Column("subject", sa.Text, nullable=False, server_default="")
    )
    op.create_table(
        "signin_pending",
        sa.Column("state", sa.String(64), primary_key=True),
        sa.Column("browser", sa.String(64), nullable=False),
        sa.Column("nonce", sa.String(64), nullable=False),
        sa.Column("verifier", sa.String(128), nullable=False),
        sa.Column("goes_to", sa.Text, nullable=False),
        sa.Column("until", sa.String(40), nullable=False),
    )
    op.create_table(
        "signin_sessions",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("person", sa.String(200), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("began_at", sa.String(40), nullable=False),
        sa.Column("seen_at", sa.String(40), nullable=False),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("signin_sessions")
    op.drop_table("signin_pending")
    op.drop_column("register_people", "subject")
