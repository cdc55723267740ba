"""What a report itself says against one of its numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column; numbers kept before are not doubted anew."""
    op.add_column("facts", sa.Column("doubt", sa.Text))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("facts", "doubt")
