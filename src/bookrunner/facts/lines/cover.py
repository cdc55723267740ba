"""The lines of the cover page."""

from __future__ import annotations

from bookrunner.facts.lines.rules import Kind, StandardLine, Statement, Tagged

COVER_PAGE = (
    StandardLine(
        "shares_outstanding",
        "Shares outstanding (cover page)",
        Statement.COVER,
        Kind.COVER_SHARES,
        (Tagged(("dei:EntityCommonStockSharesOutstanding",)),),
    ),
)
