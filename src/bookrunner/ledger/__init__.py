"""Every figure that was shown: its lineage, where it stands, and whether the files agree."""

from bookrunner.ledger.standing import Standing

__all__ = ["Standing"]
