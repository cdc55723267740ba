"""The vocabulary of formulas: what a model may write between figures beside + - * / and **."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures.errors import Unusable
from bookrunner.figures.figure import (
    Constant,
    Expression,
    Operand,
    Term,
    apply,
    as_expression,
    as_term,
)
from bookrunner.figures.operators import TRUTH
from bookrunner.figures.units import PURE, Unit
from bookrunner.figures.values import NA, NM


def total(terms: Sequence[Operand]) -> Expression:
    """The sum; NM or NA if any part is, NA when there are no parts."""
    return apply("sum", *terms) if terms else as_expression(Constant(NA))


def weighted_sum(values: Sequence[Operand], weights: Sequence[Operand]) -> Expression:
    """The sum of each value times its weight; NA when there are none."""
    if len(values) != len(weights):
        raise Unusable(f"{len(values)} values cannot be weighed with {len(weights)} weights")
    return apply("weighted_sum", *values, *weights) if values else as_expression(Constant(NA))


def ratio(above: Operand, below: Operand) -> Expression:
    """One over the other, NM where the lower is zero: for margins, growth and multiples."""
    return apply("ratio", above, below)


def largest(*terms: Operand) -> Expression:
    """The largest of the terms, as arithmetic: NM or NA if any is."""
    return apply("largest", *terms)


def smallest(*terms: Operand) -> Expression:
    """The smallest of the terms, as arithmetic: NM or NA if any is."""
    return apply("smallest", *terms)


def average(series: Sequence[Operand]) -> Expression:
    """The mean of those that are numbers; NA when none is."""
    return _statistic("average", series)


def median(series: Sequence[Operand]) -> Expression:
    """The median of those that are numbers; NA when none is."""
    return _statistic("median", series)


def highest(series: Sequence[Operand]) -> Expression:
    """The highest of those that are numbers; NA when none is."""
    return _statistic("highest", series)


def lowest(series: Sequence[Operand]) -> Expression:
    """The lowest of those that are numbers; NA when none is."""
    return _statistic("lowest", series)


def percentile(series: Sequence[Operand], level: Operand) -> Expression:
    """The inclusive percentile (level 0 to 1, linear interpolation) of those that are numbers."""
    return apply("percentile", level, *series) if series else as_expression(Constant(NA))


def present_value(rate: Operand, flows: Sequence[Operand]) -> Expression:
    """The worth today of flows at the ends of years 1, 2, ...; NA when there are none."""
    return apply("present_value", rate, *flows) if flows else as_expression(Constant(NA))


def days_30_360(first: Operand, last: Operand) -> Expression:
    """The days from one day to another by the bond basis: 30 in a month, 360 in a year."""
    return apply("days_30_360", first, last)


def not_below_zero(term: Operand) -> Expression:
    """The term, or zero where it is negative: what is left for those who come last."""
    return apply("not_below_zero", term)


def rounded_up(term: Operand) -> Expression:
    """The whole number at or beyond a pure term, away from zero."""
    return apply("rounded_up", term)


def rounded_down(term: Operand) -> Expression:
    """The whole number at or before a pure term, towards zero."""
    return apply("rounded_down", term)


def exponential(term: Operand) -> Expression:
    """E to the power of a pure term."""
    return apply("exponential", term)


def natural_log(term: Operand) -> Expression:
    """The natural logarithm of a pure term above zero."""
    return apply("natural_log", term)


def normal_cumulative(term: Operand) -> Expression:
    """The probability that a standard normal variable is at or below a pure term."""
    return apply("normal_cumulative", term)


def level_rate(count: Operand, paid: Operand, invested: Operand, redeemed: Operand) -> Expression:
    """The rate a period at which level payments and a last one are worth what was invested.

    Args:
        count: How many payments, a whole number, the first a period from today.
        paid: Each of them.
        invested: Today.
        redeemed: With the last payment.
    """
    return apply("level_rate", count, paid, invested, redeemed)


def bond_yield(
    settled: Operand, matures: Operand, coupon: Operand, price: Operand, frequency: Operand
) -> Expression:
    """The yield of a fixed-rate bond at a clean price for 1 of principal, street, 30/360.

    A year and more before maturity, as spreadsheets take simple interest in the last period.
    """
    return apply("bond_yield", settled, matures, coupon, price, frequency)


def internal_rate_of_return(flows: Sequence[Operand]) -> Expression:
    """The rate at which yearly flows, the first today, are worth nothing; NM if none changes sign.

    Raises:
        AmbiguousReturn: The flows change sign more than once.
    """
    return apply("internal_rate_of_return", *flows) if flows else as_expression(Constant(NA))


def if_(condition: Operand, then: Operand, otherwise: Operand) -> Expression:
    """One or the other; a pure figure as the condition is a switch that is on when it is 1."""
    decided = as_term(condition)
    if decided.unit != TRUTH:
        decided = equal(decided, 1)
    return apply("if", decided, then, otherwise)


def meaningful(term: Operand, *, when: Operand) -> Expression:
    """The term where the condition holds, NM elsewhere."""
    value = as_term(term)
    return if_(when, value, Constant(NM, value.unit))


def choose(index: Operand, options: Sequence[Operand]) -> Expression:
    """The option whose place, from 1, is the index: the active one of several cases."""
    return apply("choose", index, *options)


def greater(left: Operand, right: Operand) -> Expression:
    """The condition that the left is above the right."""
    return apply("greater", left, right)


def at_least(left: Operand, right: Operand) -> Expression:
    """The condition that the left is not below the right."""
    return apply("at_least", left, right)


def equal(left: Operand, right: Operand) -> Expression:
    """The condition that both are the same to about 15 digits."""
    return apply("equal", left, right)


def is_positive(term: Operand) -> Expression:
    """The condition that the term is above zero."""
    return apply("is_positive", term)


def both(*conditions: Operand) -> Expression:
    """The condition that all hold."""
    return apply("both", *conditions)


def either(*conditions: Operand) -> Expression:
    """The condition that at least one holds."""
    return apply("either", *conditions)


def negated(condition: Operand) -> Expression:
    """The condition that the other does not hold."""
    return apply("negated", condition)


def natural(number: float, unit: Unit = PURE) -> Term:
    """A natural constant with a unit: 365 days, say."""
    return Constant(number, unit)


def _statistic(name: str, series: Sequence[Operand]) -> Expression:
    return apply(name, *series) if series else as_expression(Constant(NA))
