"""Who buys whom, for whoever names only the acquirer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.facts import Company, FactStore, Quote
from bookrunner.figures import (
    Figure,
    Finding,
    Missing,
    Quantity,
    Severity,
    Unusable,
    Viewer,
    instant,
)
from bookrunner.pitch.usual_peers import NONE_HELD, last_revenue, usual_peers
from bookrunner.valuation import Adoptions, CompanyInputs, Within


class NoTarget(Unusable):
    """There is no company to buy: none was named and none is like the acquirer, or it is itself."""


@dataclass(frozen=True)
class Buying:
    """The acquirer of a pitch's company."""

    acquirer: CompanyInputs
    company: Company
    place: Figure | None
    """Which of the smaller peers was taken as the target; None where somebody named it."""


@dataclass(frozen=True)
class Target:
    """The company to buy, and how it was found."""

    company: Company
    place: Figure | None = None
    findings: Sequence[Finding] = ()
    among: Sequence[Company] = ()
    """The acquirer's usual peers, of which it was taken; none where somebody named it."""


def named_target(store: FactStore, viewer: Viewer, acquirer: Company, name: str) -> Target:
    """The target that somebody named.

    Raises:
        NoTarget: It is the acquirer.
        NotFound: There is none of that name.
    """
    target = store.company(name, viewer)
    if target.cik == acquirer.cik:
        raise NoTarget(f"{_label(acquirer)} cannot buy itself; name another company with --with")
    return Target(target)


def usual_target(
    store: FactStore,
    viewer: Viewer,
    acquirer: Company,
    on: date,
    quoted: Callable[[Company], Sequence[Quote]],
    adoptions: Adoptions,
    held: Mapping[str, Sequence[str]] = NONE_HELD,
) -> Target:
    """Of the acquirer's usual peers with less revenue, the nearest in revenue.

    One whose price ends before its first fiscal year was known cannot be valued, and is none.

    Which one is an assumption that somebody may adopt, with another place among them or this one.

    Raises:
        NoTarget: No peer has less revenue than the acquirer.
    """
    peers, _ = usual_peers(store, viewer, acquirer, on, quoted, held)
    own, label = last_revenue(store, viewer, acquirer, on), _label(acquirer)

    def known(one: Company) -> Figure | None:
        # The pitch stands on the day of the target's last price, which may be before this one's.
        quotes = quoted(one)
        return last_revenue(store, viewer, one, min(on, quotes[-1].on) if quotes else on)

    smaller = [one for one in peers if _is_less(known(one), own)]
    if not smaller:
        raise NoTarget(
            f"nobody named a company for {label} to buy, and none like it with less revenue is at "
            "hand; name one with --with COMPANY"
        )
    told = ", ".join(f"{place} {_label(one)}" for place, one in enumerate(smaller, start=1))
    place = adoptions.assumption(
        f"{label.lower().replace('.', '_')}.merger.target_selector",
        f"Company to buy, of the peers with less revenue: {told}",
        Decimal(1),
        instant(on),
        "the nearest in revenue, until somebody names the company with --with",
        quantity=Quantity.SWITCH,
        within=Within(Decimal(1), Decimal(len(smaller)), is_whole=True),
    )
    assert isinstance(place.value, float)
    target = smaller[int(place.value) - 1]
    message = (
        f"nobody named a company for {label} to buy: {_label(target)} was taken from its peers "
        "with less revenue, the nearest first; adopt merger.target_selector, or name one by --with"
    )
    finding = Finding("pitch.usual-target", message, Severity.WARNING, where=_label(target))
    return Target(target, place, (finding,), peers)


def _is_less(one: Figure | None, other: Figure | None) -> bool:
    if one is None or other is None:
        return False
    if isinstance(one.value, Missing) or isinstance(other.value, Missing):
        return False
    return one.value < other.value


def _label(company: Company) -> str:
    return company.ticker or company.name
