"""Analysis at various prices: what a listed company costs at each premium, and who then owns it.

    offer        = price x (1 + premium)
    equity value = offer x diluted shares at the offer
    EV           = equity value + net debt and other claims - converted debt
    holders own  = s x equity value / (s x equity value + acquirer's equity value)

Shares are diluted anew at every price. Multiples are those of the comparables, read at the offer
in place of the price; s is the share of the offer that is paid in the acquirer's stock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bookrunner.equity import converted_debt, dilution_at, price_at
from bookrunner.figures import Figure, Format, Missing, Term, computed, natural, ratio
from bookrunner.transactions.deal_terms import TermMaker
from bookrunner.transactions.merger_offer import NoSharePrice
from bookrunner.valuation import (
    Bridge,
    CheckPair,
    Column,
    Comps,
    Line,
    MarketDataRequired,
    Model,
    ModelRow,
    ModelSheet,
    Policy,
    Section,
    Weight,
    Within,
    line,
    model_row,
)

_RUNGS = 6
_MIXES = 4
_MULTIPLES = (
    "ev_revenue_ltm",
    "ev_ebitda_ltm",
    "ev_ebit_ltm",
    "price_earnings_ltm",
    "ev_ebitda_ntm",
    "price_earnings_ntm",
)
_LOWEST = Within(Decimal("-0.5"), Decimal(2))
_STEP = Within(Decimal("0.005"), Decimal("0.5"))


@dataclass(frozen=True)
class Rung:
    """The company at one offer."""

    premium: Figure
    price: Figure
    to_high: Figure | None
    """Premium over the highest close of 52 weeks; below it, a discount. None without closes."""
    new_shares: Sequence[Figure]
    diluted_shares: Figure
    equity_value: Figure
    converted: Sequence[Figure]
    enterprise_value: Figure
    multiples: Mapping[str, Figure]
    """By the column of the comparables."""
    owned: Sequence[Figure]
    """Of the combined company, by the target's holders, at each mix; empty without an acquirer."""


@dataclass(frozen=True)
class OfferPrices:
    """A listed company at a ladder of offers."""

    target: Bridge
    columns: Sequence[Column]
    """Of the multiples that can be read."""
    lowest: Figure
    step: Figure
    rungs: Sequence[Rung]
    mixes: Sequence[Figure]
    """Shares of the offer paid in stock, the least first; empty without an acquirer."""
    acquirer: Bridge | None
    price_back: Figure
    """The highest offer, solved from its enterprise value."""


def offer_prices(compared: Comps, policy: Policy, acquirer: Bridge | None = None) -> OfferPrices:
    """The target of the comparables at six premia.

    Args:
        compared: Whose columns define the multiples.
        acquirer: Whoever would pay in shares, if anybody is known.

    Raises:
        NoSharePrice: The target is not listed.
        MarketDataRequired: It has no price, or the acquirer has none.
    """
    target = compared.target.bridge
    if not target.company.is_listed:
        raise NoSharePrice(target.company.label)
    for one in (target, acquirer):
        if one is not None and isinstance(one.price.value, Missing):
            raise MarketDataRequired(
                one.company.label, "its share price", "supply it with --prices"
            )
    maker = TermMaker(target.company, "offer_prices", policy)
    lowest = maker.amount("lowest_premium", "Lowest premium shown", "0",
                          "the ladder begins at the price", _LOWEST)  # fmt: skip
    step = maker.amount("step_premium", "Step of the premium", "0.1",
                        "six steps hold most premia paid for control", _STEP)  # fmt: skip
    known = {one.key: one for one in compared.columns}
    columns = [known[key] for key in _MULTIPLES if key in known]
    mixes = () if acquirer is None else _mixes(maker)
    rungs: list[Rung] = []
    for place in range(1, _RUNGS + 1):
        before = rungs[-1].premium + step if rungs else lowest * 1
        rungs.append(_rung(target, maker, place, before, columns, mixes, acquirer, policy))
    top = rungs[-1]
    left = computed(f"{maker.prefix}.equity_back", "Equity value, back from enterprise value",
                    top.enterprise_value - target.claims.net, maker.at)  # fmt: skip
    back = computed(f"{maker.prefix}.price_back", "Offer, back from enterprise value",
                    price_at(target.claims.count, left), maker.at)  # fmt: skip
    return OfferPrices(target, columns, lowest, step, rungs, mixes, acquirer, back)


def _mixes(maker: TermMaker) -> Sequence[Figure]:
    """A quarter, a half, three quarters and all in stock."""
    found: list[Figure] = []
    for place in range(1, _MIXES + 1):
        quarter = natural(0.5) * 0.5
        value: Term = found[-1] + quarter if found else quarter
        found.append(
            computed(f"{maker.prefix}.mix_{place}.stock", f"Paid in stock, mix {place}", value,
                     maker.at)
        )  # fmt: skip
    return tuple(found)


def _rung(
    target: Bridge,
    maker: TermMaker,
    place: int,
    over: Term,
    columns: Sequence[Column],
    mixes: Sequence[Figure],
    acquirer: Bridge | None,
    policy: Policy,
) -> Rung:
    key, words, at = f"{maker.prefix}.rung_{place}", f"offer {place}", maker.at

    def made(name: str, label: str, value: Term) -> Figure:
        return computed(f"{key}.{name}", f"{label}, {words}", value, at)

    premium = made("premium", "Premium", over)
    price = made("offer_price", "Offer per share", target.price * (1 + premium))
    new, diluted = dilution_at(target.claims.count, price, key, at)
    equity = made("equity_value", "Equity value", price * diluted)
    converted = converted_debt(target.claims.count, price, key, at)
    whole: Term = equity + target.claims.net
    for principal in converted:
        whole = whole - principal
    enterprise = made("enterprise_value", "Enterprise value", whole)
    high = target.company.high_52_weeks
    offered = replace(target, price=price, diluted_shares=diluted, equity_value=equity,
                      converted=tuple(converted), enterprise_value=enterprise)  # fmt: skip
    told = {one.key: one.value(offered, policy) for one in columns}
    owned = []
    if acquirer is not None:
        for at_mix, stock in enumerate(mixes, start=1):
            paid = equity * stock
            owned.append(
                made(f"owned_{at_mix}", f"Target's holders own, mix {at_mix}",
                     ratio(paid, paid + acquirer.equity_value))
            )  # fmt: skip
    return Rung(
        premium=premium,
        price=price,
        to_high=None
        if high is None
        else made("to_high", "Over the 52-week high", price / high - 1),
        new_shares=new,
        diluted_shares=diluted,
        equity_value=equity,
        converted=converted,
        enterprise_value=enterprise,
        multiples={
            one.key: made(one.key, f"{one.label} ({one.basis})", value)
            for one in columns
            if (value := told[one.key]) is not None
        },
        owned=tuple(owned),
    )


def offer_prices_model(made: OfferPrices) -> Model:
    """The ladder on a sheet, with its assumptions and a check."""
    label, rungs = made.target.company.label, made.rungs
    heads = [f"Offer {place}" for place in range(1, len(rungs) + 1)]
    values: list[ModelRow] = [
        model_row("Premium", [one.premium for one in rungs]),
        model_row("Offer per share", [one.price for one in rungs], Weight.KEY),
    ]
    if rungs[0].to_high is not None:
        values.append(model_row("Over the 52-week high", [one.to_high for one in rungs]))
    values += [
        model_row(
            f"New shares: {first.name.rsplit(',', 1)[0]}", [one.new_shares[at] for one in rungs]
        )
        for at, first in enumerate(rungs[0].new_shares)
    ]
    values += [
        model_row("Diluted shares", [one.diluted_shares for one in rungs]),
        model_row("Equity value", [one.equity_value for one in rungs], Weight.SUBTOTAL),
    ]
    values.append(model_row("Net debt and other claims", [made.target.claims.net for _ in rungs]))
    values += [
        model_row(f"Less converted debt {at + 1}", [one.converted[at] for one in rungs])
        for at in range(len(rungs[0].converted))
    ]
    values.append(
        model_row("Enterprise value", [one.enterprise_value for one in rungs], Weight.TOTAL)
    )
    sections = [
        Section("The ladder", [model_row(one.name, [one]) for one in (made.lowest, made.step)]),
        Section("Value at each offer", values, heads),
        Section("Multiples at each offer", multiple_rows(made), heads),
    ]
    if made.acquirer is not None:
        sections.append(Section("Owned by the target's holders", _owned_rows(made), heads))
        mixes = [model_row(one.name, [one]) for one in made.mixes]
        sections.append(Section("Share of the offer paid in stock", mixes))
    sections.append(Section("Back from enterprise value", [
        model_row("Offer, back from the highest enterprise value", [made.price_back],
                  form=Format.PER_SHARE),
    ]))  # fmt: skip
    sheet = ModelSheet(
        "Offer prices", f"{label}: analysis at various prices", sections,
        "Diluted anew at every offer; multiples as in the comparables",
        widths=(52.0, *(14.0 for _ in rungs)),
    )  # fmt: skip
    check = CheckPair(f"{label}: the highest offer follows from its enterprise value",
                      rungs[-1].price, made.price_back, Format.PER_SHARE)  # fmt: skip
    assumed: Sequence[Line] = [line(made.lowest), line(made.step)]
    return Model("offer_prices", "Analysis at various prices", [sheet], assumed, checks=[check])


def multiple_rows(made: OfferPrices) -> Sequence[ModelRow]:
    """A row for each multiple that can be read."""
    return [
        ModelRow(
            f"{one.label} ({one.basis})",
            tuple(rung.multiples[one.key] for rung in made.rungs),
            one.form,
        )
        for one in made.columns
        if one.key in made.rungs[0].multiples
    ]


def _owned_rows(made: OfferPrices) -> Sequence[ModelRow]:
    return [
        model_row(f"Mix {at + 1}", [one.owned[at] for one in made.rungs], form=Format.PERCENT1)
        for at in range(len(made.mixes))
    ]
