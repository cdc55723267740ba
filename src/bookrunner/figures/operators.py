"""The closed table of operators: what each computes and what it does to units.

A formula may use these and nothing else. ``formula_excel`` holds the spreadsheet form of each
name, ``words`` the spoken one, and a test keeps the three tables in step.

Strict operators (``divide``, ``power``, ``choose``) raise when they have no answer, so a model that
relies on one cannot be built on bad inputs; ``ratio`` answers NM instead and is what tables of
multiples and margins use.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from bookrunner.figures.bond_prices import NoSuchYield, level_rate_of, yield_of
from bookrunner.figures.display import spreadsheet_date
from bookrunner.figures.errors import Unusable
from bookrunner.figures.units import DAYS, PURE, Unit, UnitMismatch
from bookrunner.figures.values import NA, NM, Missing, Value, first_missing, numbers

_FEBRUARY, _MONTH = 2, 30
TRUTH = Unit((("truth", 1),))
"""The unit of a condition, so that a condition cannot be added to money."""


class NoAnswer(Unusable):
    """A strict operator has no answer for these operands."""

    def __init__(self, operation: str, operands: Sequence[Value]) -> None:
        self.operation = operation
        self.operands = tuple(operands)
        shown = ", ".join(str(operand) for operand in operands)
        super().__init__(
            f"{operation} of ({shown}) has no finite answer; check the inputs, "
            "or use ratio() where 'not meaningful' is an acceptable answer"
        )


class AmbiguousReturn(Unusable):
    """Cash flows that change sign more than once have more than one rate of return."""

    def __init__(self, flows: Sequence[float]) -> None:
        self.flows = tuple(flows)
        super().__init__(
            "the cash flows change sign more than once, so their internal rate of return is not "
            "unique; show the net present value instead"
        )


@dataclass(frozen=True)
class Operator:
    """One way to make a number from numbers."""

    name: str
    compute: Callable[[Sequence[Value]], Value]
    """From operand values, in order; conditions are 1.0 and 0.0."""
    unit: Callable[[Sequence[Unit]], Unit]
    """From operand units; raises UnitMismatch."""


# ------------------------------------------------------------------------------- units


def _same(verb: str, units: Sequence[Unit]) -> Unit:
    for unit in units[1:]:
        if unit != units[0]:
            raise UnitMismatch(verb, units[0], unit)
    if units[0] == TRUTH:
        raise UnitMismatch(verb, TRUTH, PURE)
    return units[0]


def _like(verb: str) -> Callable[[Sequence[Unit]], Unit]:
    return lambda units: _same(verb, units)


def _compared(verb: str) -> Callable[[Sequence[Unit]], Unit]:
    def rule(units: Sequence[Unit]) -> Unit:
        _same(verb, units)
        return TRUTH

    return rule


def _logical(units: Sequence[Unit]) -> Unit:
    for unit in units:
        if unit != TRUTH:
            raise UnitMismatch("combine as conditions", unit, TRUTH)
    return TRUTH


def _product(units: Sequence[Unit]) -> Unit:
    return _no_truth("multiply", units)[0] * units[1]


def _quotient(units: Sequence[Unit]) -> Unit:
    return _no_truth("divide", units)[0] / units[1]


def _no_truth(verb: str, units: Sequence[Unit]) -> Sequence[Unit]:
    if TRUTH in units:
        raise UnitMismatch(verb, TRUTH, PURE)
    return units


def _powered(units: Sequence[Unit]) -> Unit:
    for unit in units:
        if not unit.is_pure:
            raise UnitMismatch("raise to a power", unit, PURE)
    return PURE


def _weighted(units: Sequence[Unit]) -> Unit:
    half = len(units) // 2
    return _same("add", units[:half]) * _same("weigh with", units[half:])


def _led_by_pure(verb: str) -> Callable[[Sequence[Unit]], Unit]:
    def rule(units: Sequence[Unit]) -> Unit:
        if not units[0].is_pure:
            raise UnitMismatch(verb, units[0], PURE)
        return _same(verb, units[1:])

    return rule


def _branches(units: Sequence[Unit]) -> Unit:
    if units[0] != TRUTH:
        raise UnitMismatch("decide by", units[0], TRUTH)
    return _same("choose between", units[1:])


def _rate_of(units: Sequence[Unit]) -> Unit:
    _same("take a return of", units)
    return PURE


# ----------------------------------------------------------------------------- values


def compared(left: float, right: float) -> int:
    """-1, 0 or 1; numbers that agree to about 15 digits are equal, as spreadsheets hold it."""
    if left == right or abs(left - right) <= 2.0**-48 * max(abs(left), abs(right)):
        return 0
    return 1 if left > right else -1


def _arithmetic(function: Callable[[list[float]], float], name: str) -> Callable[..., Value]:
    def compute(values: Sequence[Value]) -> Value:
        missing = first_missing(values)
        if missing is not None:
            return missing
        try:
            result = function(numbers(values))
        except (ZeroDivisionError, OverflowError, NoSuchYield, ValueError):
            raise NoAnswer(name, values) from None
        if isinstance(result, complex) or not math.isfinite(result):
            raise NoAnswer(name, values)
        return result

    return compute


def _ratio(values: Sequence[Value]) -> Value:
    missing = first_missing(values)
    if missing is not None:
        return missing
    above, below = numbers(values)
    if below == 0.0 or not math.isfinite(above / below):
        return NM
    return above / below


def _statistic(function: Callable[[list[float]], float]) -> Callable[[Sequence[Value]], Value]:
    def compute(values: Sequence[Value]) -> Value:
        counted = numbers(values)
        return function(counted) if counted else NA

    return compute


def _median(values: list[float]) -> float:
    return _quantile(sorted(values), 0.5)


def _percentile(values: Sequence[Value]) -> Value:
    level, *series = values
    if isinstance(level, Missing):
        return level
    if not 0.0 <= level <= 1.0:
        raise NoAnswer("percentile", [level])
    counted = numbers(series)
    return _quantile(sorted(counted), level) if counted else NA


def _quantile(ordered: list[float], level: float) -> float:
    # Linear interpolation between order statistics: Hyndman and Fan's type 7, PERCENTILE.INC.
    position = level * (len(ordered) - 1)
    below = math.floor(position)
    if below + 1 >= len(ordered):
        return ordered[-1]
    return ordered[below] + (position - below) * (ordered[below + 1] - ordered[below])


def _weighted_sum(values: list[float]) -> float:
    half = len(values) // 2
    return math.fsum(
        value * weight for value, weight in zip(values[:half], values[half:], strict=True)
    )


def _present_value(values: list[float]) -> float:
    rate, *flows = values
    return math.fsum(flow / (1.0 + rate) ** year for year, flow in enumerate(flows, start=1))


def _internal_rate_of_return(values: Sequence[Value]) -> Value:
    missing = first_missing(values)
    if missing is not None:
        return missing
    flows = numbers(values)
    signs = [math.copysign(1.0, flow) for flow in flows if flow != 0.0]
    changes = sum(1 for before, after in pairwise(signs) if before != after)
    if changes == 0:
        return NM
    if changes > 1:
        raise AmbiguousReturn(flows)
    return _single_root(flows)


def _single_root(flows: list[float]) -> float:
    """The discount rate at which flows with one change of sign are worth nothing, by bisection."""

    def worth(factor: float) -> float:
        total = 0.0
        for flow in reversed(flows):
            total = total * factor + flow
        return total

    # In x = 1/(1+r) the worth has exactly one positive root (Descartes' rule of signs).
    low, high = 0.0, 1.0
    start = worth(0.0) if flows[0] != 0.0 else math.copysign(1.0, next(f for f in flows if f))
    while worth(high) * start > 0.0:
        low, high = high, high * 2.0
        if high > 1e12:
            return math.nan
    for _ in range(200):
        middle = (low + high) / 2.0
        if middle in (low, high):
            break
        if worth(middle) * start > 0.0:
            low = middle
        else:
            high = middle
    return 1.0 / high - 1.0


def _if(values: Sequence[Value]) -> Value:
    condition, then, otherwise = values
    if isinstance(condition, Missing):
        return condition
    return then if condition else otherwise


def _choose(values: Sequence[Value]) -> Value:
    index, *options = values
    if isinstance(index, Missing):
        return index
    if not 1 <= int(index) <= len(options):
        raise NoAnswer("choose", [index])
    return options[int(index) - 1]


def _condition(function: Callable[[list[float]], bool]) -> Callable[[Sequence[Value]], Value]:
    def compute(values: Sequence[Value]) -> Value:
        missing = first_missing(values)
        return missing if missing is not None else float(function(numbers(values)))

    return compute


def _days_30_360(values: list[float]) -> float:
    first, last = (spreadsheet_date(value) for value in values)
    # As DAYS360 has it: the last day of a month counts as the 30th where it comes first, and a
    # 31st that comes last does so after a 30th or 31st.
    ends_february = first.month == _FEBRUARY and (first + timedelta(days=1)).day == 1
    day = _MONTH if ends_february else min(first.day, _MONTH)
    until = min(last.day, _MONTH) if day == _MONTH else last.day
    months = 12 * (last.year - first.year) + last.month - first.month
    return _MONTH * months + until - day


def _rounded_up(values: list[float]) -> float:
    return math.copysign(math.ceil(abs(values[0])), values[0])


def _rounded_down(values: list[float]) -> float:
    # A quotient that is whole but for the last bits of a float stays whole.
    return float(math.trunc(round(values[0], 9)))


def _level_rate(values: list[float]) -> float:
    count, paid, invested, redeemed = values
    if count < 1 or count != int(count):
        raise ZeroDivisionError
    return level_rate_of(int(count), paid, invested, redeemed)


def _bond_yield(values: list[float]) -> float:
    settled, matures, coupon, price, frequency = values
    # Accrued days count from the last coupon, as YIELD has it: days are counted back from the end.
    coupons = math.ceil(_days_30_360([settled, matures]) / 360 * frequency)
    back = -_days_30_360([matures, settled]) / 360 * frequency
    to_next = min(back - (coupons - 1), 1.0)
    return yield_of(price, coupon, (coupons - 1 + to_next) / frequency, frequency)


def _yielding(units: Sequence[Unit]) -> Unit:
    _days_of_days(units[:2])
    return _pure(units[2:])


def _normal_cumulative(values: list[float]) -> float:
    # By the complementary error function, which keeps its digits far out on the left.
    return 0.5 * math.erfc(-values[0] / math.sqrt(2.0))


def _days_of_days(units: Sequence[Unit]) -> Unit:
    for unit in units:
        if unit != DAYS:
            raise UnitMismatch("count days between", unit, DAYS)
    return DAYS


def _pure(units: Sequence[Unit]) -> Unit:
    for unit in units:
        if not unit.is_pure:
            raise UnitMismatch("round", unit, PURE)
    return PURE


def _row(
    name: str,
    compute: Callable[[Sequence[Value]], Value],
    unit: Callable[[Sequence[Unit]], Unit],
) -> tuple[str, Operator]:
    return name, Operator(name, compute, unit)


def _plain(
    name: str,
    function: Callable[[list[float]], float],
    unit: Callable[[Sequence[Unit]], Unit],
) -> tuple[str, Operator]:
    return _row(name, _arithmetic(function, name), unit)


OPERATORS: dict[str, Operator] = dict(
    [
        _plain("add", lambda v: v[0] + v[1], _like("add")),
        _plain("subtract", lambda v: v[0] - v[1], _like("subtract")),
        _plain("multiply", lambda v: v[0] * v[1], _product),
        _plain("divide", lambda v: v[0] / v[1], _quotient),
        _plain("power", lambda v: v[0] ** v[1], _powered),
        _plain("negate", lambda v: -v[0], _like("negate")),
        _plain("sum", math.fsum, _like("add")),
        _plain("weighted_sum", _weighted_sum, _weighted),
        _plain("largest", max, _like("compare")),
        _plain("smallest", min, _like("compare")),
        _plain("present_value", _present_value, _led_by_pure("discount")),
        _plain("days_30_360", _days_30_360, _days_of_days),
        _plain("rounded_up", _rounded_up, _pure),
        _plain("rounded_down", _rounded_down, _pure),
        _plain("exponential", lambda v: math.exp(v[0]), _pure),
        _plain("natural_log", lambda v: math.log(v[0]), _pure),
        _plain("normal_cumulative", _normal_cumulative, _pure),
        _plain("level_rate", _level_rate, _pure),
        _plain("bond_yield", _bond_yield, _yielding),
        _plain("not_below_zero", lambda v: max(v[0], 0.0), _like("compare")),
        _row("ratio", _ratio, _quotient),
        _row("average", _statistic(lambda v: math.fsum(v) / len(v)), _like("average")),
        _row("median", _statistic(_median), _like("take the median of")),
        _row("highest", _statistic(max), _like("compare")),
        _row("lowest", _statistic(min), _like("compare")),
        _row("percentile", _percentile, _led_by_pure("take a percentile of")),
        _row("internal_rate_of_return", _internal_rate_of_return, _rate_of),
        _row("if", _if, _branches),
        _row("choose", _choose, _led_by_pure("choose between")),
        _row("greater", _condition(lambda v: compared(*v) > 0), _compared("compare")),
        _row("at_least", _condition(lambda v: compared(*v) >= 0), _compared("compare")),
        _row("equal", _condition(lambda v: compared(*v) == 0), _compared("compare")),
        _row("is_positive", _condition(lambda v: v[0] > 0), _compared("compare")),
        _row("both", _condition(all), _logical),
        _row("either", _condition(any), _logical),
        _row("negated", _condition(lambda v: not v[0]), _logical),
    ]
)

STATISTICS = frozenset({"average", "median", "highest", "lowest", "percentile"})
"""Operators that leave NM and NA out of their series."""
