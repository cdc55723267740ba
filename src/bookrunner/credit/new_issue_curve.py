"""The issuer's curve of spreads: its own bonds', else its peers' by rating and sector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.credit.curve import Curve
from bookrunner.credit.quotes import BondQuote, bond_quotes
from bookrunner.credit.rating_scale import place_of
from bookrunner.credit.spread_curve import SpreadCurve, spread_curve
from bookrunner.figures import (
    PURE,
    Figure,
    Finding,
    Quantity,
    choose,
    computed,
    instant,
    sourced,
)
from bookrunner.imports import BankRow, source_of
from bookrunner.valuation import CompanyInputs, MarketDataRequired, Policy, Within

OWN, PEERS = "own bonds", "peers' bonds"
_DECAY = "2"
_LEAST_QUOTES_OF_PEERS = 3
_SPREADS = Within(Decimal("-0.1"), Decimal("0.2"))


@dataclass(frozen=True)
class Supplied:
    """What the records hold for the pricing of a new issue."""

    own: Sequence[BankRow] = ()
    """Rows of the kind ``bond-quotes`` of the issuer."""
    peers: Sequence[tuple[CompanyInputs, Sequence[BankRow]]] = ()
    issues: Sequence[BankRow] = ()
    """Rows of the kind ``new-issues``."""
    ratings: Sequence[BankRow] = ()
    """Of the issuer."""


@dataclass(frozen=True)
class IssuerCurve:
    """Where the issuer's spreads stand at each life, before any concession."""

    basis: str
    """``OWN`` or ``PEERS``."""
    curve: SpreadCurve
    selector: Figure | None
    """1 for straight lines, 2 for Nelson and Siegel; None where only lines are possible."""
    decay: Figure
    adjustment: Figure
    offset: Figure | None
    """Of the sector; peers' curve only."""
    notch: Figure | None
    """Spread for a place on the rating scale; None where nothing is notched."""
    place: Figure | None
    """The issuer's."""
    findings: Sequence[Finding]

    @property
    def method(self) -> str:
        """As pages call it."""
        chosen = self.selector is not None and self.selector.value != 1
        return "Nelson-Siegel" if chosen else "piecewise linear"


def issuer_curve(
    company: CompanyInputs,
    policy: Policy,
    treasuries: Curve,
    supplied: Supplied,
    prefix: str,
    frequency: Figure,
) -> IssuerCurve:
    """The curve through the issuer's own bonds where they are of two lives, else the peers'.

    Raises:
        MarketDataRequired: Too few bonds are quoted, or the peers' need a rating, the spread of a
            notch or the offset of the sector.
    """
    at, made = policy.period, policy.adoptions
    decay = made.assumption(
        f"{prefix}.decay_years", "Nelson-Siegel decay, years", Decimal(_DECAY), at,
        "puts the hump near 3.6 years; the fit is linear once it is set",
        quantity=Quantity.SWITCH, within=Within(Decimal("0.25"), Decimal(30)),
    )  # fmt: skip
    adjustment = made.assumption(
        f"{prefix}.adjustment_spread",
        "Added for dollar price, coupon and liquidity", Decimal(0), at,
        "the quoted bonds are taken as they are", within=_SPREADS,
    )  # fmt: skip
    own, findings = bond_quotes(company, supplied.own, treasuries, policy.valuation_date, frequency)
    key = f"{prefix}.curve"
    curve = spread_curve(key, own, [one.spread for one in own], decay, at)
    offset, notch, place, basis = None, None, None, OWN
    if curve is None:
        basis = PEERS
        quotes, left_out = _peer_quotes(supplied, treasuries, policy.valuation_date, frequency)
        findings = (*findings, *left_out)
        if len(quotes) < _LEAST_QUOTES_OF_PEERS:
            raise MarketDataRequired(company.label, "a curve of quoted bonds", _HOW)
        place = _place(company, supplied.ratings, prefix)
        notch = _notch(company, policy, prefix, quotes, place)
        offset = made.observation(
            f"{prefix}.sector_offset_spread", "Sector offset to the peers' curve", at,
            Quantity.SPREAD, within=_SPREADS,
        )  # fmt: skip
        if offset is None:
            raise MarketDataRequired(
                company.label,
                "the offset of its sector to the peers' curve",
                f"adopt {prefix}.sector_offset_spread in a file for --assumptions",
            )
        spreads = _notched(key, quotes, place, notch, policy)
        curve = spread_curve(key, quotes, spreads, decay, at)
        if curve is None:
            raise MarketDataRequired(company.label, "a curve of quoted bonds", _HOW)
    selector = None
    if curve.fit is not None:
        selector = made.assumption(
            f"{prefix}.fit_selector", "Curve: 1 straight lines, 2 Nelson-Siegel", Decimal(2), at,
            "four lives and more are quoted, so that the noise of single bonds is smoothed",
            quantity=Quantity.SWITCH, within=Within(Decimal(1), Decimal(2), is_whole=True),
        )  # fmt: skip
    return IssuerCurve(
        basis, curve, selector, decay, adjustment, offset, notch, place, tuple(findings)
    )


_HOW = (
    "import levels of the issuer's bonds of two lives and more, or of three of its peers "
    "(bookrunner import bond-quotes FILE: price, yield or spread, each with its day)"
)


def fair_value(
    made: IssuerCurve, key: str, label: str, life: Figure, extension: Figure | None, policy: Policy
) -> Sequence[Figure]:
    """The spread at a life, last, after what it is made of.

    Args:
        extension: Added beyond the longest bond; None within the curve.
    """
    at = policy.period
    line = made.curve.nodes.at(f"{key}.piecewise_spread", f"{label}: piecewise", life, None, at)
    steps: list[Figure] = [line]
    on_curve: Figure = line
    if made.curve.fit is not None and made.selector is not None:
        steps += made.curve.fit.at(key, label, life, at)
        on_curve = computed(
            f"{key}.curve_spread", f"{label}: on the curve",
            choose(made.selector, [line, steps[-1]]), at,
        )  # fmt: skip
        steps.append(on_curve)
    value = on_curve + made.adjustment
    for more in (made.offset, extension):
        if more is not None:
            value = value + more
    steps.append(computed(f"{key}.fair_value_spread", f"{label}: fair value", value, at))
    return steps


def _peer_quotes(
    supplied: Supplied, treasuries: Curve, on: date, frequency: Figure
) -> tuple[Sequence[BondQuote], Sequence[Finding]]:
    quotes: list[BondQuote] = []
    findings: list[Finding] = []
    for peer, rows in supplied.peers:
        made, left_out = bond_quotes(peer, rows, treasuries, on, frequency)
        quotes += made
        findings += left_out
    return sorted(quotes, key=lambda one: (one.years, one.label)), findings


def _place(company: CompanyInputs, rows: Sequence[BankRow], prefix: str) -> Figure | None:
    """The latest rating that stands on a scale."""
    told = [row for row in rows if place_of(row.row.text("rating")) is not None]
    if not told:
        return None
    row = max(told, key=lambda one: one.row.text("date"))
    rating = row.row.text("rating")
    return sourced(
        f"{prefix}.rating_place_count", f"{company.label}: place of {rating} on the scale",
        Decimal(place_of(rating) or 0), PURE, instant(row.file.as_of), source_of(row, "rating"),
        walls=row.file.walls,
    )  # fmt: skip


def _notch(
    company: CompanyInputs,
    policy: Policy,
    prefix: str,
    quotes: Sequence[BondQuote],
    place: Figure | None,
) -> Figure | None:
    """The spread of a notch, where the peers' ratings are not all the issuer's."""
    unrated = [one.label for one in quotes if one.place is None]
    if place is None or unrated:
        who = company.label if place is None else ", ".join(unrated[:3])
        raise MarketDataRequired(
            company.label,
            f"a rating of {who}, by which the peers' bonds are brought to the issuer's",
            "import it (bookrunner import ratings FILE; the column rating of bond-quotes)",
        )
    places = {one.place.value for one in quotes if one.place is not None}
    found = policy.adoptions.observation(
        f"{prefix}.notch_spread", "Spread of one rating notch", policy.period, Quantity.SPREAD,
        within=_SPREADS,
    )  # fmt: skip
    if places == {place.value}:
        return None
    if found is None:
        raise MarketDataRequired(
            company.label,
            "the spread of one rating notch",
            f"adopt {prefix}.notch_spread in a file for --assumptions",
        )
    return found


def _notched(
    key: str,
    quotes: Sequence[BondQuote],
    place: Figure | None,
    notch: Figure | None,
    policy: Policy,
) -> Sequence[Figure]:
    if notch is None or place is None:
        return [one.spread for one in quotes]
    return [
        computed(
            f"{key}.bond{number}.notched_spread", f"{one.label}: at the issuer's rating",
            one.spread + (place - one.place) * notch if one.place is not None else one.spread,
            policy.period,
        )
        for number, one in enumerate(quotes, start=1)
    ]  # fmt: skip
