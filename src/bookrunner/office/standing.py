"""Where a figure stands in a file that was written; the ledger keeps it, the writers report it."""

from __future__ import annotations

from bookrunner.ledger.standing import Standing

__all__ = ["Standing"]
