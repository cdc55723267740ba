"""Who signs, and the moment: the one place of the release states that reads the clock."""

from __future__ import annotations

from datetime import UTC, datetime

from bookrunner.release import Signature


def signature(by: str) -> Signature:
    """The name, and the moment in UTC."""
    return Signature(" ".join(by.split()), f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}")
