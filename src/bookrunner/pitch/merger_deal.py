"""What a merger's pages say of it: the offer, the mix, what can be paid, and what it earns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.figures import Format
from bookrunner.office import Line, Shown
from bookrunner.pitch.deck_pieces import compared, per_share
from bookrunner.transactions import Ability, Ladder, Merger
from bookrunner.valuation import FieldBar, Model


@dataclass(frozen=True)
class Deal:
    """A merger with all that its pages tell of it."""

    made: Merger
    premiums: Ladder
    mixes: Ladder
    best: int | None
    """The place of the recommended mix."""
    ability: Ability
    model: Model

    @property
    def buyer(self) -> str:
        """The acquirer's name on pages."""
        return self.made.sides[0].label

    @property
    def bought(self) -> str:
        """The target's name on pages."""
        return self.made.sides[1].label


def offered(deal: Deal) -> FieldBar:
    """The offer at the premiums of the ladder, beside what the target is worth."""
    prices = deal.premiums.across(deal.made.offer.price)
    return FieldBar(
        key="offer",
        label=f"Offer of {deal.buyer}",
        low=prices[0],
        high=prices[-1],
        middle=deal.made.offer.price,
        basis="The offer, and at the lowest and highest premium of the ladder",
        is_method=False,
    )


def message(deal: Deal) -> Line:
    """What the offer does to EPS of the second year."""
    made, year = deal.made, deal.made.income.years[1]
    opening: Line = (
        f"{deal.buyer} buying {deal.bought} at ",
        per_share(made.offer.price),
        ", a premium of ",
        Shown(made.terms.premium, Format.PERCENT1),
        ", ",
    )
    order = compared(year.accretion, None)
    if order is None:
        return (*opening, f"has no meaningful accretion: {deal.buyer} earns nothing alone")
    verb = {1: "adds to", 0: "leaves", -1: "dilutes"}[order]
    return (
        *opening,
        f"{verb} EPS of the {year.label.lower()}: GAAP ",
        Shown(year.accretion, Format.PERCENT1),
        ", cash ",
        Shown(year.cash_accretion, Format.PERCENT1),
    )


def recommended(deal: Deal) -> Line:
    """The mix that adds most within the debt that is accepted."""
    made = deal.made
    if not made.credit:
        return ("Debt and EBITDA of both are required to recommend a mix of cash and shares",)
    limit = Shown(made.terms.leverage_limit, Format.MULTIPLE)
    if deal.best is None:
        return ("No mix of cash and shares keeps debt within ", limit, " EBITDA at this price")
    year = made.income.years[1]
    gain = deal.mixes.at(deal.best, year.accretion)
    shares = Shown(deal.mixes.points[deal.best], Format.PERCENT1)
    told: Line = (
        Shown(gain, Format.PERCENT1),
        f" in the {year.label.lower()}, with debt at ",
        Shown(deal.mixes.at(deal.best, made.credit[-1].leverage), Format.MULTIPLE),
        " EBITDA",
    )
    if compared(gain, None) == -1:
        return ("Every mix within ", limit, " dilutes; ", shares, " in shares the least: ", *told)
    return ("Recommended within ", limit, ": ", shares, " in shares, the rest in cash: ", *told)


def payable(deal: Deal) -> Sequence[Line]:
    """What can be paid without dilution."""
    ability = deal.ability
    order = compared(ability.premium, None)
    if order is None:
        return ()
    if order < 0:
        return [
            (
                f"EPS of the {ability.label.lower()} is level only at ",
                per_share(ability.price),
                f", below {deal.bought}'s price: any premium dilutes",
            )
        ]
    return [
        (
            f"{deal.buyer} can pay ",
            per_share(ability.price),
            ", a premium of ",
            Shown(ability.premium, Format.PERCENT1),
            f", before EPS of the {ability.label.lower()} is diluted",
        )
    ]


def earned(deal: Deal) -> Line:
    """Whether the price earns what the target's capital costs."""
    result = deal.made.earned
    return (
        "Return on what is paid in the third year: ",
        Shown(result.roic, Format.PERCENT1),
        f", against a WACC of {deal.bought} of ",
        Shown(result.wacc, Format.PERCENT1),
    )
