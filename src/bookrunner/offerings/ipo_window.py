"""The market into which a company is offered: levels that somebody observed and stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.figures import PURE, Format, Quantity, computed, ratio
from bookrunner.valuation import CompanyInputs, Line, Policy, Within

_LEVEL = Within(Decimal("0.000001"), Decimal(10) ** 9)
_SHARE = Within(Decimal(-1), Decimal(10))
_OBSERVED = (
    ("vix", "VIX", Format.FACTOR, _LEVEL),
    ("index", "Equity index", Format.FACTOR, _LEVEL),
    ("index_before", "Equity index three months before", Format.FACTOR, _LEVEL),
    ("ipo_index", "Index of recent IPOs", Format.FACTOR, _LEVEL),
    ("ipo_index_before", "Index of recent IPOs three months before", Format.FACTOR, _LEVEL),
    ("backlog_count", "Offerings on public file", Format.COUNT, _LEVEL),
    ("in_range_share", "Priced in or above the range, of the last quarter's", Format.PERCENT1,
     _SHARE),
    ("first_day_share", "Median first-day return of the last quarter's", Format.PERCENT1, _SHARE),
)  # fmt: skip


@dataclass(frozen=True)
class MarketWindow:
    """What was observed; nothing of it has a default."""

    lines: Sequence[Line]
    changes: Sequence[Line]
    """Of indices over three months, where both levels were observed."""
    missing: Sequence[tuple[str, str]]
    """The name and the assumption's key of what nobody supplied."""


def market_window(company: CompanyInputs, policy: Policy) -> MarketWindow:
    """The levels that were adopted as observed, and which are still required."""
    at, prefix = policy.period, f"{company.prefix}.ipo.market"
    found: dict[str, Line] = {}
    missing = []
    for key, name, form, within in _OBSERVED:
        seen = policy.adoptions.observation(f"{prefix}.{key}", name, at, Quantity.PRICE, unit=PURE,
                                            within=within)  # fmt: skip
        if seen is None:
            missing.append((name, f"ipo.market.{key}"))
        else:
            found[key] = Line(name, seen, form)
    changes = []
    for key in ("index", "ipo_index"):
        if key in found and f"{key}_before" in found:
            now, then = found[key].figure, found[f"{key}_before"].figure
            moved = computed(f"{prefix}.{key}_change_share", f"{now.name}, change in three months",
                             ratio(now, then) - 1, at)  # fmt: skip
            changes.append(Line(moved.name, moved, Format.PERCENT1))
    return MarketWindow(tuple(found.values()), changes, missing)
