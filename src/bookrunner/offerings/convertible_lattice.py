"""The convertible on a binomial lattice, with its call, its put and conversion at any time.

Shares by Cox, Ross and Rubinstein (1979); what is paid in cash is discounted at the yield of
straight debt and what is paid in shares at the risk-free rate, as Tsiveriotis and Fernandes (1998)
have it and Hull, Options, Futures, and Other Derivatives, section on convertible bonds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.figures import (
    Figure,
    Operand,
    Period,
    at_least,
    both,
    computed,
    either,
    equal,
    exponential,
    greater,
    if_,
    natural,
    rounded_up,
)
from bookrunner.offerings.convertible_terms import ConvertTerms
from bookrunner.offerings.convertible_value import NONE, Conversion, ConvertValue

STEPS = 20
"""Quarters, for the usual tenor of five years."""


@dataclass(frozen=True)
class Step:
    """One moment of the lattice."""

    number: Figure
    time: Figure
    coupons: Figure
    """Coupons due by then."""
    coupon: Figure
    """Paid since the step before, of principal."""
    is_callable: Figure
    is_putable: Figure

    @property
    def figures(self) -> Sequence[Figure]:
        """Down the sheet."""
        return (self.number, self.time, self.coupons, self.coupon, self.is_callable,
                self.is_putable)  # fmt: skip


Triangle = Sequence[Sequence[Figure]]
"""By step, then by moves up."""


@dataclass(frozen=True)
class Lattice:
    """What the convertible is worth at every share price and step, of principal."""

    rates: Sequence[Figure]
    """Length of a step, moves, their probability and discount factors."""
    steps: Sequence[Step]
    prices: Triangle
    held: Triangle
    """If neither converted, called nor put; none at maturity."""
    in_shares: Triangle
    """The part that will be paid in shares."""
    in_cash: Triangle
    value: Figure
    delta: Figure
    """Change of value for one of parity, over the first step."""
    difference: Figure
    """From the theoretical value by formula."""


@dataclass(frozen=True)
class _Moves:
    """A step of the lattice, as all nodes share it."""

    length: Figure
    up: Figure
    down: Figure
    probability: Figure
    share_discount: Figure
    cash_discount: Figure

    def expected(self, up: Figure, down: Figure) -> Operand:
        return self.probability * up + (1 - self.probability) * down


def lattice(
    key: str, terms: ConvertTerms, into: Conversion, value: ConvertValue, at: Period
) -> Lattice:
    """The lattice of the same convertible, back from maturity."""
    key = f"{key}.lattice"
    steps = _steps(key, terms, at)
    moves = _moves(key, terms, value, steps[-1].number, at)
    prices = _prices(key, value.shares.price, moves, at)
    trigger = computed(f"{key}.trigger_price", "Share price that lets the issuer call",
                       into.price * terms.call_trigger, at)  # fmt: skip
    last = [
        _at_maturity(f"{key}.node_{STEPS}_{up}", price, into.price, steps[-1], at)
        for up, price in enumerate(prices[-1])
    ]
    shares, cash = [[one[0] for one in last]], [[one[1] for one in last]]
    held: list[list[Figure]] = []
    for place in range(STEPS - 1, -1, -1):
        nodes = [
            _before(f"{key}.node_{place}_{up}", price, into.price, trigger, steps[place], moves,
                    (shares[0][up + 1], shares[0][up]), (cash[0][up + 1], cash[0][up]), at)
            for up, price in enumerate(prices[place])
        ]  # fmt: skip
        held.insert(0, [one[0] for one in nodes])
        shares.insert(0, [one[1] for one in nodes])
        cash.insert(0, [one[2] for one in nodes])
    worth = computed(f"{key}.lattice_of_par", "Value on the lattice, with call and put",
                     shares[0][0] + cash[0][0], at)  # fmt: skip
    spread = (shares[1][1] + cash[1][1]) - (shares[1][0] + cash[1][0])
    delta = computed(f"{key}.lattice_delta_share", "Delta on the lattice",
                     spread / (prices[1][1] - prices[1][0]) * into.price, at)  # fmt: skip
    return Lattice(
        (moves.length, moves.up, moves.down, moves.probability, moves.share_discount,
         moves.cash_discount, trigger),
        steps, prices, held, shares, cash, worth, delta,
        computed(f"{key}.lattice_difference_of_par", "Lattice less the value by formula",
                 worth - value.theoretical, at),
    )  # fmt: skip


def _moves(key: str, terms: ConvertTerms, value: ConvertValue, many: Figure, at: Period) -> _Moves:
    def made(name: str, words: str, expression: Operand) -> Figure:
        return computed(f"{key}.{name}", words, expression, at)

    shares = value.shares
    length = made("step_years", "Length of a step, years", terms.tenor / many)
    up = made("up_exponent", "Move up", exponential(shares.volatility * length ** natural(0.5)))
    down = made("down_exponent", "Move down", 1 / up)
    growth = exponential((shares.risk_free - shares.carry) * length)
    return _Moves(
        length, up, down,
        made("up_probability_share", "Risk-neutral probability of a move up",
             (growth - down) / (up - down)),
        made("share_discount_factor", "Discount factor of what is paid in shares",
             exponential(-(shares.risk_free * length))),
        made("cash_discount_factor", "Discount factor of what is paid in cash",
             value.floor.discount ** (terms.frequency * length)),
    )  # fmt: skip


def _steps(key: str, terms: ConvertTerms, at: Period) -> Sequence[Step]:
    """The moments; a coupon counts at the first step on or after its day."""
    numbers: list[Figure] = []
    for place in range(STEPS + 1):
        words = f"Step {place}: number"
        value = numbers[-1] + 1 if numbers else NONE
        numbers.append(computed(f"{key}.step_{place}.number_count", words, value, at))
    many = numbers[-1]
    found: list[Step] = []
    for place, number in enumerate(numbers):

        def made(name: str, words: str, value: Operand, place: int = place) -> Figure:
            return computed(f"{key}.step_{place}.{name}", f"Step {place}: {words}", value, at)

        before = found[-1] if found else None
        time = made("time_years", "years from today", terms.tenor * number / many)
        left = terms.tenor * terms.frequency * (many - number) / many
        due = made("coupons_count", "coupons due by then",
                   terms.tenor * terms.frequency - rounded_up(left))  # fmt: skip
        since = due - due if before is None else due - before.coupons
        coupon = made("coupon_of_par", "coupon paid", since * terms.coupon / terms.frequency)
        callable_ = made("callable_switch", "callable (1 = yes)",
                         if_(at_least(time, terms.call_protection), 1, NONE))  # fmt: skip
        puts = NONE
        if before is not None:
            reached = both(at_least(time, terms.put_year), greater(terms.put_year, before.time))
            puts = if_(reached, 1, NONE)
        putable = made("putable_switch", "putable (1 = yes)", puts)
        found.append(Step(number, time, due, coupon, callable_, putable))
    return found


def _prices(key: str, close: Figure, moves: _Moves, at: Period) -> Triangle:
    rows = [[computed(f"{key}.node_0_0.share_price", "Share price today", close, at)]]
    for place in range(1, STEPS + 1):
        before = rows[-1]
        rows.append(
            [
                computed(
                    f"{key}.node_{place}_{up}.share_price",
                    f"Share price after {place} steps, {up} up",
                    before[0] * moves.down if up == 0 else before[up - 1] * moves.up,
                    at,
                )
                for up in range(place + 1)
            ]
        )
    return rows


def _at_maturity(
    key: str, price: Figure, into: Figure, step: Step, at: Period
) -> tuple[Figure, Figure]:
    """In shares and in cash; the last coupon is paid either way."""
    converts = greater(price, into)
    return (
        computed(f"{key}.shares_of_par", "Paid in shares at maturity",
                 if_(converts, price / into, NONE), at),
        computed(f"{key}.cash_of_par", "Paid in cash at maturity",
                 if_(converts, NONE, 1) + step.coupon, at),
    )  # fmt: skip


def _before(
    key: str, price: Figure, into: Figure, trigger: Figure, step: Step, moves: _Moves,
    shares: tuple[Figure, Figure], cash: tuple[Figure, Figure], at: Period,
) -> tuple[Figure, Figure, Figure]:  # fmt: skip
    """Held, in shares and in cash, of a node before maturity; each pair is up, then down.

    Holders convert where shares are worth more, and when called, as the trigger is above the
    conversion price; they put where par is worth more.
    """
    later_shares = moves.share_discount * moves.expected(*shares)
    later_cash = moves.cash_discount * moves.expected(*cash)
    held = computed(f"{key}.held_of_par", "Worth if held", later_shares + later_cash, at)
    called = both(equal(step.is_callable, 1), at_least(price, trigger))
    converts = either(called, greater(price / into, held))
    puts = both(equal(step.is_putable, 1), greater(1, held))
    return (
        held,
        computed(f"{key}.shares_of_par", "Worth in shares",
                 if_(converts, price / into, if_(puts, NONE, later_shares)), at),
        computed(f"{key}.cash_of_par", "Worth in cash",
                 if_(converts, NONE, if_(puts, 1, later_cash)) + step.coupon, at),
    )  # fmt: skip
