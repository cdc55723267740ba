"""Peers for whoever names none: of the target's industry, the nearest in revenue first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from bookrunner.facts import Basis, Company, FactStore, Quote, industry, sector, statements
from bookrunner.figures import Figure, Finding, Missing, Severity, Unusable, Viewer

_PEERS_MAX = 6
_PEERS_MIN = 3
"""With fewer of its industry those of its sector are taken."""
_READ_MAX = 24
"""Of large stores only the first companies of the industry are read, by the nearest SIC code."""

NONE_HELD: Mapping[str, Sequence[str]] = MappingProxyType({})


class PeersUnusable(Unusable):
    """The list of peers repeats a company, or holds the target."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason}; name other companies with --peers A,B,C")


def usual_peers(
    store: FactStore,
    viewer: Viewer,
    target: Company,
    on: date,
    quoted: Callable[[Company], Sequence[Quote]],
    held: Mapping[str, Sequence[str]] = NONE_HELD,
) -> tuple[Sequence[Company], Sequence[Finding]]:
    """Up to six companies of the target's industry group, and what a reader must know of them.

    Where fewer than three are at hand they are of its sector. They report in the target's currency
    and have a fiscal year and a price by the day. The nearest in revenue of the last fiscal year
    come first; without revenue of the target, the nearest SIC code. None where no company can stand
    beside it.

    Args:
        held: The CIKs that were chosen before, by the CIK of whom they are like: a book that is
            refreshed keeps its companies.
    """
    others = [
        one
        for one in store.companies(viewer)
        if one.cik != target.cik and one.sic.isdigit() and not one.invented
    ]
    own = last_revenue(store, viewer, target, on)

    def usable(near: Sequence[Company]) -> Sequence[Company]:
        """Those with accounts and a price, the nearest in revenue first."""
        by_code = sorted(near, key=lambda one: (abs(int(one.sic) - int(target.sic)), one.name))
        found: list[tuple[float, int, Company]] = []
        for place, one in enumerate(by_code[:_READ_MAX]):
            revenue = last_revenue(store, viewer, one, on)
            has_price = any(quote.on <= on for quote in quoted(one))
            if revenue is None or not has_price or (own is not None and own.unit != revenue.unit):
                continue
            found.append((_distance(own, revenue), place, one))
        return [one for _, _, one in sorted(found)]

    group, wider = industry(target.sic), sector(target.sic)
    found = usable([one for one in others if group and industry(one.sic) == group])
    if len(found) < _PEERS_MIN and wider:
        group = f"the sector {wider}"
        found = usable([one for one in others if sector(one.sic) == wider])
    label = target.ticker or target.name
    kept = held.get(target.cik, ())
    found = [one for cik in kept for one in others if one.cik == cik] or found
    if not found:
        message = (
            f"no other company like {label}{f' ({group})' if group else ''} is at hand with "
            "accounts and a price; name peers with --peers A,B,C"
        )
        return (), (Finding("pitch.no-peers", message, Severity.WARNING, where=label),)
    peers = found[:_PEERS_MAX]
    named = ", ".join(one.ticker or one.name for one in peers)
    message = f"nobody named peers: {named} are like it ({group}), the nearest in revenue first"
    return peers, (Finding("pitch.usual-peers", message, Severity.WARNING, where=named),)


def last_revenue(store: FactStore, viewer: Viewer, company: Company, on: date) -> Figure | None:
    """Revenue of the last fiscal year known on that day; None where none is."""
    known = store.facts(company.cik, viewer, as_of=on)
    annual = statements(company, known, as_of=on).at(Basis.ANNUAL)
    return annual.get("revenue", annual.periods[-1]) if annual.periods else None


def _distance(own: Figure | None, other: Figure) -> float:
    """How many times the one is the other, whichever is larger; none where nothing is known."""
    if own is None or isinstance(own.value, Missing) or isinstance(other.value, Missing):
        return 0.0
    if own.value <= 0 or other.value <= 0:
        return float("inf")
    return max(own.value / other.value, other.value / own.value)
