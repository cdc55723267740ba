"""The register: deals and who is inside, people, keys, the restricted and the watch list."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "register_deals",
        sa.Column("label", sa.String(40), primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("opened_by", sa.String(200), nullable=False),
        sa.Column("starts", sa.String(40), nullable=False),
        sa.Column("ends", sa.String(40)),
        sa.Column("closed_by", sa.String(200), nullable=False),
        sa.Column("closed_why", sa.Text, nullable=False),
    )
    op.create_table(
        "register_members",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("label", sa.String(40), nullable=False),
        sa.Column("person", sa.String(200), nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("since", sa.String(40), nullable=False),
        sa.Column("until", sa.String(40)),
        sa.Column("approved_by", sa.String(200), nullable=False),
        sa.Column("ended_by", sa.String(200), nullable=False),
        sa.Column("ended_why", sa.Text, nullable=False),
    )
    op.create_index("register_members_by_person", "register_members", ["person"])
    op.create_table(
        "register_people",
        sa.Column("name", sa.String(200), primary_key=True),
        sa.Column("roles", sa.Text, nullable=False),
        sa.Column("answers", sa.String(200), nullable=False),
        sa.Column("seen_at", sa.String(40)),
        sa.Column("disabled_by", sa.String(200), nullable=False),
    )
    op.create_table(
        "register_keys",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("person", sa.String(200), nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("roles", sa.Text, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("created_by", sa.String(200), nullable=False),
        sa.Column("created_at", sa.String(40), nullable=False),
        sa.Column("expires_at", sa.String(40), nullable=False),
        sa.Column("revoked_at", sa.String(40)),
        sa.Column("revoked_by", sa.String(200), nullable=False),
        sa.Column("used_at", sa.String(40)),
    )
    op.create_table(
        "register_listings",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("cik", sa.String(10), nullable=False),
        sa.Column("company", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("wall", sa.String(40), nullable=False),
        sa.Column("since", sa.String(40), nullable=False),
        sa.Column("until", sa.String(40)),
        sa.Column("listed_by", sa.String(200), nullable=False),
        sa.Column("ended_by", sa.String(200), nullable=False),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("register_listings")
    op.drop_table("register_keys")
    op.drop_table("register_people")
    op.drop_index("register_members_by_person", "register_members")
    op.drop_table("register_members")
    op.drop_table("register_deals")
