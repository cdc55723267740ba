"""The merger at other premiums and at other mixes of cash and shares, and which mix fits best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.figures import Figure, Term, computed, natural, replaced
from bookrunner.transactions.merger import Merger

_RUNGS = 5


@dataclass(frozen=True)
class Ladder:
    """The model with one of its terms at several values."""

    title: str
    points: Sequence[Figure]
    """The term, lowest first."""
    step: Figure
    shown: Sequence[Figure]
    """The model's own figures that a page shows at each point."""
    originals: Sequence[Figure]
    """All that change with the term, inputs first."""
    rungs: Sequence[Sequence[Figure]]
    """By point, one for each of ``originals``."""

    def at(self, rung: int, original: Figure) -> Figure:
        """The figure at one point; the model's own where it does not depend on the term."""
        places = {one.id: place for place, one in enumerate(self.originals)}
        place = places.get(original.id)
        return original if place is None else self.rungs[rung][place]

    def across(self, original: Figure) -> Sequence[Figure]:
        """The figure at every point."""
        return tuple(self.at(rung, original) for rung in range(len(self.points)))


def premium_ladder(made: Merger) -> Ladder:
    """The model at five premiums, a tenth of the price apart, its own in the middle."""
    at, base = made.acquirer.policy.period, made.terms.premium
    prefix = f"{made.prefix}.ladder"
    step = computed(f"{prefix}.premium_step", "Step of the premium", natural(0.1), at)
    shown = [made.offer.price, made.offer.equity, made.offer.enterprise_value]
    shown += [*made.offer.multiples, made.offer.full_ratio, made.offer.issued]
    shown += [made.funding.debt, made.holders.target]
    shown += [one.accretion for one in made.income.years]
    shown += [one.cash_accretion for one in made.income.years]
    shown += [one.breakeven for one in made.income.years]
    points: list[Figure] = []
    for rung in range(_RUNGS):
        away: Term = base
        for _ in range(abs(rung - _RUNGS // 2)):
            away = away + step if rung > _RUNGS // 2 else away - step
        points.append(
            computed(f"{prefix}.premium_{rung + 1}", f"Premium, rung {rung + 1}", away, at)
        )
    return _ladder("Premium", base, points, step, shown, "rung")


def structure_ladder(made: Merger) -> Ladder:
    """The model paid in cash, by quarters, to shares."""
    at, prefix = made.acquirer.policy.period, f"{made.prefix}.structure"
    step = computed(f"{prefix}.stock_step", "Step of the share paid in stock", _QUARTER, at)
    shown = [made.funding.debt, made.offer.issued, made.holders.target]
    if made.credit:
        shown += [made.credit[-1].leverage]
        shown += [] if made.credit[-1].coverage is None else [made.credit[-1].coverage]
    shown += [one.accretion for one in made.income.years]
    shown += [one.cash_accretion for one in made.income.years]
    points: list[Figure] = []
    for rung in range(_RUNGS):
        value: Term = points[-1] + step if points else step - step
        points.append(
            computed(
                f"{prefix}.stock_{rung + 1}", f"Paid in stock, structure {rung + 1}", value, at
            )
        )
    return _ladder("Paid in stock", made.terms.stock, points, step, shown, "structure")


_QUARTER = natural(0.5) * 0.5


def best_structure(made: Merger, ladder: Ladder) -> int | None:
    """The mix that adds most to EPS of the second year with debt that is accepted.

    None where no mix is within the limit, or EBITDA or EPS is not meaningful.
    """
    limit = made.terms.leverage_limit.value
    if not made.credit or not isinstance(limit, float):
        return None
    gains = ladder.across(made.income.years[1].accretion)
    debts = ladder.across(made.credit[-1].leverage)
    found: list[tuple[float, int]] = []
    for place, (gain, debt) in enumerate(zip(gains, debts, strict=True)):
        if isinstance(gain.value, float) and isinstance(debt.value, float) and debt.value <= limit:
            found.append((gain.value, place))
    return max(found, key=lambda one: one[0])[1] if found else None


def _ladder(
    title: str,
    term: Figure,
    points: Sequence[Figure],
    step: Figure,
    shown: Sequence[Figure],
    case: str,
) -> Ladder:
    originals: Sequence[Figure] = ()
    rungs = []
    for place, point in enumerate(points, start=1):
        twins = replaced(shown, {term: point}, f"{case}_{place}")
        originals = originals or tuple(old for old in twins if old is not term)
        rungs.append(tuple(twins[old] for old in originals))
    return Ladder(title, tuple(points), step, tuple(shown), originals, tuple(rungs))
