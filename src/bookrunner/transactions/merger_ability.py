"""What the acquirer can pay: the premium at which earnings per share of the second year are level.

Break-even synergies B rise in a straight line with the equity E that is paid, as new shares, new
debt, costs and amortisation do. So the model at two premiums gives the equity at which they are
the synergies of that year:

    equity = E1 + (synergies - B1) x (E2 - E1) / (B2 - B1)
    price  by the treasury-stock method in closed form; premium = price / target's price - 1

The line bends where the cap on interest begins to bind, so the same is done once more from the
premium found. The model there must neither add to EPS nor take away, else there is none (NM).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.equity import price_at
from bookrunner.figures import (
    Figure,
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
from bookrunner.valuation import Grid, grid

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
    accretion: Figure
    """Of the model at that premium: nothing."""
    chain: Sequence[Figure]
    """All that leads there and stands nowhere else, in the order of computation."""


def ability_to_pay(made: Merger) -> Ability:
    """The highest premium, found and bought again."""
    year, at = made.income.years[1], made.acquirer.policy.period

    def named(key: str, name: str, value: Term) -> Figure:
        return computed(f"{made.prefix}.ability.{key}", name, value, at)

    chain: list[Figure] = []
    found = _Level(made.terms.premium, made.offer.price, made.offer.equity, year.breakeven)
    for place in range(1, _TIMES + 1):
        found, steps = _next_level(made, found, place)
        chain += steps
    again = replaced([year.accretion], {made.terms.premium: found.premium}, "level")
    accretion = again[year.accretion]
    stands = greater(natural(_SQUARED_MAX), accretion * accretion)
    premium, price, equity = (
        named(key, name, meaningful(value, when=stands))
        for key, name, value in (
            (
                "highest_premium",
                f"Highest premium without dilution in {year.label.lower()}",
                found.premium,
            ),
            ("highest_price", "Highest price without dilution", found.price),
            ("highest_equity", "Equity at that price", found.equity),
        )
    )
    chain += [*_twins(again)]
    shown = {premium.id, price.id, equity.id, accretion.id}
    left = tuple(one for one in chain if one.id not in shown)
    return Ability(year.label, premium, price, equity, accretion, left)


@dataclass(frozen=True)
class _Level:
    """A premium, and what the model says there."""

    premium: Figure
    price: Figure
    equity: Figure
    breakeven: Figure


def _next_level(made: Merger, one: _Level, place: int) -> tuple[_Level, Sequence[Figure]]:
    """The premium at which EPS are level on the line through one and a premium a tenth above."""
    year, terms = made.income.years[1], made.terms
    bought, at = made.target.company, made.acquirer.policy.period

    def named(key: str, name: str, value: Term) -> Figure:
        return computed(f"{made.prefix}.ability.{key}_{place}", f"{name}, step {place}", value, at)

    above = named("above_premium", "A premium above", one.premium + natural(0.1))
    wanted = [made.offer.equity, year.breakeven]
    second = replaced(wanted, {terms.premium: above}, f"above_{place}")
    synergies = next(each.before_tax for each in year.effects if each.key == "synergies")
    assert synergies is not None
    slope = named(
        "slope_fraction",
        "Break-even synergies for each more of equity",
        ratio(second[year.breakeven] - one.breakeven, second[made.offer.equity] - one.equity),
    )
    equity = named(
        "level_equity",
        "Equity at which break-even synergies are the year's",
        meaningful(one.equity + ratio(synergies - one.breakeven, slope), when=is_positive(slope)),
    )
    price = named("level_price", "Price at that equity", price_at(bought.claims.count, equity))
    premium = named("level_premium", "Premium at that price", ratio(price, bought.price) - 1)
    chain = [above, *_twins(second), slope, equity, price, premium]
    if place == _TIMES:
        return _Level(premium, price, equity, one.breakeven), chain
    there = replaced(wanted, {terms.premium: premium}, f"level_{place}")
    return (
        _Level(premium, price, there[made.offer.equity], there[year.breakeven]),
        [*chain, *_twins(there)],
    )


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
