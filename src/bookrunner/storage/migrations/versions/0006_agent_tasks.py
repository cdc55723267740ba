"""Tasks that other agents gave, and where their owners want to be told."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables of tasks and of addresses."""
    op.create_table(
        "a2a_tasks",
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("owner", sa.String(400), nullable=False),
        sa.Column("walls", sa.Text, nullable=False),
        sa.Column("context", sa.String(400), nullable=False),
        sa.Column("state", sa.Integer, nullable=False),
        sa.Column("changed_ns", sa.BigInteger, nullable=False),
        sa.Column("server", sa.String(400), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_index("a2a_tasks_by_owner", "a2a_tasks", ["owner", "changed_ns"])
    op.create_table(
        "a2a_pushes",
        sa.Column("task", sa.String(200), primary_key=True),
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("a2a_pushes")
    op.drop_table("a2a_tasks")
