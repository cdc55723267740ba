"""What a publisher's licence lets a bank do with its numbers, in three classes."""

from __future__ import annotations

from enum import StrEnum


class Licence(StrEnum):
    """The class of a licence, as the bank reads its contract with the publisher."""

    INTERNAL = "internal"
    """For use inside the bank: nothing that was made with it leaves."""
    DERIVED = "derived"
    """What is computed of it may leave; its own numbers may not."""
    REDISTRIBUTABLE = "redistributable"
    """Its numbers may be shown to anybody, with their source."""


def may_leave(licence: str, *, is_shown: bool) -> bool:
    """Whether a number under a licence may go out with a set of files.

    Args:
        licence: Its class; empty where nobody stated one, as with filings, which binds nothing.
            A class that is not known is taken for the strictest.
        is_shown: Whether the number itself stands in the files, not only what is computed of it.
    """
    if licence in {"", Licence.REDISTRIBUTABLE}:
        return True
    return licence == Licence.DERIVED and not is_shown
