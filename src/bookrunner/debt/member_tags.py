"""What a filing tags elsewhere of the instrument that a row's amount is tagged with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bookrunner.debt.pen import Pen
from bookrunner.debt.table import Tranche
from bookrunner.debt.terms import DebtKind
from bookrunner.documents import InlineFact
from bookrunner.figures import PURE

_RATE = "DebtInstrumentInterestRateStatedPercentage"
_EFFECTIVE = "DebtInstrumentInterestRateEffectivePercentage"
_SPREAD = "DebtInstrumentBasisSpreadOnVariableRate1"
_MATURITY = "DebtInstrumentMaturityDate"
_PRICE = "DebtInstrumentConvertibleConversionPrice1"
_RATIO = "DebtInstrumentConvertibleConversionRatio1"


def fill_from_tags(one: Tranche, amount: InlineFact | None, pen: Pen) -> None:
    """Fill what the row leaves open from tags of the same instrument, each where they agree."""
    member = _member(amount)
    if member is not None:
        own = [f for f in pen.document.facts if member in {m for _, m in f.dimensions}]
        _fill(one, own, pen)
    if one.kind is DebtKind.CONVERTIBLE and one.conversion_rate is None:
        _conversion(one, pen.document.facts, pen)


def _member(amount: InlineFact | None) -> str | None:
    if amount is None:
        return None
    return next(
        (member for axis, member in amount.dimensions if axis.endswith("DebtInstrumentAxis")), None
    )


def _fill(one: Tranche, own: Iterable[InlineFact], pen: Pen) -> None:
    facts = list(own)
    name = one.instrument
    rate = _one_value(facts, _RATE, pen)
    spread = _one_value(facts, _SPREAD, pen)
    fixed = one.coupon is not None or one.coupon_range is not None
    floats = one.benchmark is not None or one.margin is not None
    if rate is not None and rate.value is not None and not fixed and not floats:
        one.coupon = pen.rate(
            f"{name}|coupon", f"{name}, coupon", rate.value, rate.start, rate.end, rate
        )
    elif spread is not None and spread.value is not None and not fixed and one.margin is None:
        one.margin = pen.rate(
            f"{name}|margin", f"{name}, margin", spread.value, spread.start, spread.end, spread
        )
    now = [fact for fact in facts if fact.period.end == pen.on]
    effective = _one_value(now, _EFFECTIVE, pen)
    if one.effective_rate is None and effective is not None and effective.value is not None:
        one.effective_rate = pen.rate(
            f"{name}|effective_rate",
            f"{name}, effective rate",
            effective.value,
            effective.start,
            effective.end,
            effective,
        )
    _maturity(one, facts, pen)
    _conversion(one, facts, pen)


def _maturity(one: Tranche, facts: Iterable[InlineFact], pen: Pen) -> None:
    """The day of maturity, if it lies in the year that the row names or the row names none."""
    told = {f.meaning: f for f in facts if _local(f) == _MATURITY and f.meaning}
    if len(told) != 1 or one.maturity is not None:
        return
    ((iso, fact),) = told.items()
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return
    years = one.maturity_years
    if years is not None and (years[0] != years[1] or years[1] != day.year):
        return
    one.maturity, one.maturity_month = day, day.month
    one.maturity_years = (day.year, day.year)
    one.spans["maturity"] = pen.span(fact.start, fact.end)


def _conversion(one: Tranche, facts: Iterable[InlineFact], pen: Pen) -> None:
    if one.kind is not DebtKind.CONVERTIBLE:
        return
    known = list(facts)
    price, ratio = _one_value(known, _PRICE, pen), _one_value(known, _RATIO, pen)
    name = one.instrument
    if price is not None and price.value is not None and price.unit is not None:
        one.conversion_price = pen.sourced(
            f"{name}|conversion_price", f"{name}, conversion price", price.value, price.unit,
            price.start, price.end, price,
        )  # fmt: skip
    if ratio is not None and ratio.value is not None:
        one.conversion_rate = pen.sourced(
            f"{name}|conversion_rate", f"{name}, shares for 1,000 of principal", ratio.value,
            ratio.unit if ratio.unit is not None and not ratio.unit.is_pure else PURE,
            ratio.start, ratio.end, ratio,
        )  # fmt: skip


def _one_value(facts: Iterable[InlineFact], name: str, pen: Pen) -> InlineFact | None:
    """The fact of that tag, if all of this balance sheet date or period say the same."""
    found = [f for f in facts if _local(f) == name and f.value is not None]
    now = [f for f in found if f.period.end == pen.on] or found
    return now[0] if len({f.value for f in now}) == 1 else None


def _local(fact: InlineFact) -> str:
    return fact.concept.rsplit(":", maxsplit=1)[-1]
