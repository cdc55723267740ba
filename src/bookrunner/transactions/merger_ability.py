"""What the acquirer can pay: the premium at which earnings per share of the second year are level.

Break-even synergies B rise in a straight line with the enterprise value V that is paid, as new
shares, new debt, costs and amortisation do. So the model at two premiums gives the value at which
they are the synergies of that year:

    V      = V1 + (synergies - B1) x (V2 - V1) / (B2 - B1)
    price  of V less net claims, by the treasury-stock method in closed form
    premium = price / target's price - 1

The line bends where the cap on interest begins to bind or a convertible comes into the money, so
the same is done again from the premium found. The model there must neither add to EPS nor take
away, else there is none (NM).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.equity import price_at
from bookrunner.figures import (
    Figure,
    Format,
    Missing,
    Term,
    computed,
    greater,
    is_positive,
    meaningful,
    natural,
    ratio,
    replaced,
    smallest,
)
from bookrunner.transactions.merger import Merger, has_both
from bookrunner.valuation import CheckPair, Grid, grid

_TIMES = 2
_SQUARED_MAX = 1e-12
"""Of accretion at the premium found: a millionth of EPS."""


@dataclass(frozen=True)
class Ability:
    """The highest offer that does not dilute EPS of the second year."""

    label: str
    """The year."""
    premium: Figure
    price: Figure
    equity: Figure
    eps: Figure
    """Of the model at that premium: the acquirer's alone."""
    chain: Sequence[Figure]
    """All that leads there and stands nowhere else, in the order of computation."""
    checks: Sequence[CheckPair]
    """None where there is no such premium."""


def ability_to_pay(made: Merger) -> Ability:
    """The highest premium, found and bought again."""
    year, at = made.income.years[1], made.acquirer.policy.period

    def named(key: str, name: str, value: Term) -> Figure:
        return computed(f"{made.prefix}.ability.{key}", name, value, at)

    chain: list[Figure] = []
    found = _Level(made.terms.premium, made.offer.enterprise_value, year.breakeven)
    for place in range(1, _TIMES + 1):
        found, steps = _next_level(made, found, place)
        chain += steps
    there = {made.terms.premium: found.premium}
    again = replaced([year.eps, made.offer.price, made.offer.equity], there, "level")
    eps = again[year.eps]
    gap = ratio(eps, year.standalone_eps) - 1
    stands = greater(natural(_SQUARED_MAX), gap * gap)
    premium, price, equity = (
        named(key, name, meaningful(value, when=stands))
        for key, name, value in (
            (
                "highest_premium",
                f"Highest premium without dilution in {year.label.lower()}",
                found.premium,
            ),
            ("highest_price", "Highest price without dilution", again[made.offer.price]),
            ("highest_equity", "Equity at that price", again[made.offer.equity]),
        )
    )
    chain += [*_twins(again)]
    shown = {premium.id, price.id, equity.id, eps.id}
    left = tuple(one for one in chain if one.id not in shown)
    checks = []
    if not isinstance(premium.value, Missing):
        name = f"Merger: the highest premium leaves EPS level, {year.label.lower()}"
        checks.append(CheckPair(name, year.standalone_eps, eps, Format.PER_SHARE))
    return Ability(year.label, premium, price, equity, eps, left, checks)


@dataclass(frozen=True)
class _Level:
    """A premium, and what the model says there."""

    premium: Figure
    value: Figure
    """Of the enterprise."""
    breakeven: Figure


def _next_level(made: Merger, one: _Level, place: int) -> tuple[_Level, Sequence[Figure]]:
    """The premium at which EPS are level on the line through one and a premium a little above."""
    year, terms = made.income.years[1], made.terms
    bought, at = made.target.company, made.acquirer.policy.period

    def named(key: str, name: str, value: Term) -> Figure:
        return computed(f"{made.prefix}.ability.{key}_{place}", f"{name}, step {place}", value, at)

    # A percentage point more, in whole points, as no fraction may be typed beside a sum.
    higher = (one.premium * natural(100) + natural(1)) / natural(100)
    above = named("above_premium", "A premium above", higher)
    wanted = [made.offer.enterprise_value, year.breakeven]
    second = replaced(wanted, {terms.premium: above}, f"above_{place}")
    synergies = next(each.before_tax for each in year.effects if each.key == "synergies")
    assert synergies is not None
    slope = named(
        "slope_fraction",
        "Break-even synergies for each more of value paid",
        ratio(second[year.breakeven] - one.breakeven, second[wanted[0]] - one.value),
    )
    # Every convertible counts as debt here, which is how the price of a value is found.
    left = one.value + ratio(synergies - one.breakeven, slope) - made.offer.net_claims
    equity = named(
        "level_equity",
        "Value less net claims at which break-even synergies are the year's",
        meaningful(left, when=is_positive(slope)),
    )
    price = named("level_price", "Price at that value", price_at(bought.claims.count, equity))
    premium = named("level_premium", "Premium at that price", ratio(price, bought.price) - 1)
    chain = [above, *_twins(second), slope, equity, price, premium]
    if place == _TIMES:
        return _Level(premium, one.value, one.breakeven), chain
    there = replaced(wanted, {terms.premium: premium}, f"level_{place}")
    found = _Level(premium, there[wanted[0]], there[year.breakeven])
    return found, [*chain, *_twins(there)]


def _twins(made: dict[Figure, Figure]) -> Sequence[Figure]:
    """What was made anew, without the premium itself."""
    return [new for old, new in made.items() if new.key == old.key]


def ability_grid(made: Merger, ability: Ability) -> Grid | None:
    """The highest premium by synergies and mix; by the rate of new debt where one alone is paid.

    None where the model itself has no such premium.
    """
    if isinstance(ability.premium.value, Missing):
        return None
    terms, quarter = made.terms, natural(0.5) * 0.5
    columns: tuple[str, Figure, Term] = ("Rate of new debt", terms.debt_rate, natural(0.01))
    if has_both(terms):
        room = smallest(terms.stock, 1 - terms.stock) * 0.5
        columns = ("Paid in stock", terms.stock, room)
    return grid(
        f"{made.acquirer.company.company.prefix}.grid.merger_ability",
        f"Highest premium without dilution, {ability.label.lower()}",
        ("Run-rate synergies", terms.synergies, terms.synergies * quarter),
        columns,
        ability.premium,
        made.acquirer.policy.period,
    )
