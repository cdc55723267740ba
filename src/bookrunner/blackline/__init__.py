"""What changed between two filings: passages added, removed, reworded and moved, and numbers."""

from bookrunner.blackline.comparing import (
    Change,
    Comparison,
    Kind,
    NumberChange,
    WordChange,
    compare,
)

__all__ = ["Change", "Comparison", "Kind", "NumberChange", "WordChange", "compare"]
