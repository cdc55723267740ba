"""Where bonds trade: quoted prices, yields and spreads as G-spreads over the Treasury curve."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bookrunner.credit.bonds import BondValue, bond_value, remaining
from bookrunner.credit.curve import Curve
from bookrunner.credit.rating_scale import place_of
from bookrunner.figures import (
    DAYS,
    PURE,
    Constant,
    Figure,
    Finding,
    Severity,
    bond_yield,
    computed,
    days_30_360,
    instant,
    sourced,
    spreadsheet_serial,
)
from bookrunner.imports import BankRow, source_of
from bookrunner.valuation import CheckPair, CompanyInputs, line

_STALE_DAYS = 7
_SHORTEST_YEARS = 1
_BOND_YEAR = Constant(360, DAYS)


@dataclass(frozen=True)
class BondQuote:
    """One bond on one day, in spreads that can stand beside each other."""

    label: str
    issuer: str
    rating: str
    on: date
    quoted_by: str
    basis: str
    """``price``, ``yield`` or ``spread``: what was quoted."""
    inputs: Sequence[Figure]
    """As quoted: days, coupon, level."""
    life: Figure
    """Years by 30/360 from the day of the quote to maturity."""
    rate: Figure
    """Its yield."""
    treasury: Figure
    """Interpolated at its life."""
    spread: Figure
    """The G-spread: yield less Treasury."""
    place: Figure | None
    """Of its rating on the agencies' scale; None where none was given."""
    check: CheckPair | None
    """Of a quoted price: what the bond is worth at the yield is what was quoted."""
    value: BondValue | None = None
    check_steps: Sequence[Figure] = ()
    """What the check is made of, to be placed."""

    @property
    def years(self) -> float:
        """The life as a number."""
        assert isinstance(self.life.value, float), "days of bonds are numbers"
        return self.life.value


def bond_quotes(
    company: CompanyInputs, rows: Sequence[BankRow], curve: Curve, on: date, frequency: Figure
) -> tuple[Sequence[BondQuote], Sequence[Finding]]:
    """The latest level of each bond in the week to a day, shortest first, and what was left out.

    Args:
        rows: Of the kind ``bond-quotes`` and of this company.
        curve: The Treasury par curve over which spreads are taken.
        frequency: Coupons a year.
    """
    latest: dict[tuple[str, str, str], BankRow] = {}
    for row in rows:
        words = row.row.text
        key = (words("instrument"), words("maturity"), words("quoted_by"))
        if date.fromisoformat(words("date")) <= on and (
            key not in latest or latest[key].row.text("date") <= words("date")
        ):
            latest[key] = row
    made: list[BondQuote] = []
    found: list[Finding] = []
    for number, row in enumerate(latest.values(), start=1):
        why = _unusable(row, on)
        if why:
            message = f"the quote of {row.row.text('instrument')} is left out: {why}"
            found.append(
                Finding("credit.quote-left-out", message, Severity.WARNING, where=company.label)
            )
            continue
        made.append(_quote(company, row, number, curve, frequency))
    return sorted(made, key=lambda one: (one.years, one.label)), tuple(found)


def _unusable(row: BankRow, on: date) -> str:
    words = row.row.text
    quoted = date.fromisoformat(words("date"))
    if on - quoted > timedelta(days=_STALE_DAYS):
        return f"it is of {quoted}, more than a week before {on}"
    if (date.fromisoformat(words("maturity")) - quoted).days <= 365 * _SHORTEST_YEARS:
        return "it matures within a year"
    if not any(words(name) for name in ("price", "yield", "spread_bp")):
        return "it has neither price, yield nor spread"
    if words("price") and not words("coupon") and not (words("yield") or words("spread_bp")):
        return "a price needs the coupon"
    return ""


def _quote(
    company: CompanyInputs, row: BankRow, number: int, curve: Curve, frequency: Figure
) -> BondQuote:
    words = row.row.text
    quoted, matures = (date.fromisoformat(words(name)) for name in ("date", "maturity"))
    label, at = words("instrument"), instant(quoted)
    key = f"{company.prefix}.quotes.{_slug(label)}_{number}"

    def given(column: str, name: str, what: str, scale: int = 0) -> Figure:
        return sourced(
            f"{key}.{name}", f"{label}, {what}", Decimal(words(column)).scaleb(scale), PURE, at,
            source_of(row, column), walls=row.file.walls,
        )  # fmt: skip

    def day(column: str, what: str, on: date) -> Figure:
        return sourced(
            f"{key}.{column}_day", f"{label}, {what}", Decimal(spreadsheet_serial(on)), DAYS, at,
            source_of(row, column), walls=row.file.walls,
        )  # fmt: skip

    settled, end = day("date", "quoted", quoted), day("maturity", "maturity", matures)
    life = computed(
        f"{key}.life_years", f"{label}: years (30/360)", days_30_360(settled, end) / _BOND_YEAR, at
    )
    treasury = curve.at(f"{key}.treasury", f"{label}: Treasury at its life", life, None, at)
    inputs: list[Figure] = [settled, end]
    value, check = None, None
    steps: Sequence[Figure] = ()
    if words("price") and words("coupon"):
        basis = "price"
        coupon = given("coupon", "coupon_rate", "coupon")
        price = given("price", "quoted_clean_price", "price", -2)
        inputs += [coupon, price]
        rate = computed(
            f"{key}.yield_rate", f"{label}: yield at its price",
            bond_yield(settled, end, coupon, price, frequency), at,
        )  # fmt: skip
        left = remaining(f"{key}.left", label, settled, end, frequency, at)
        value = bond_value(f"{key}.check", label, coupon, rate, left, at)
        steps = (*left.figures[1:], *value.figures)
        form = line(value.clean).form
        check = CheckPair(f"{label}: worth its price at its yield", value.clean, price, form)
    elif words("yield"):
        basis = "yield"
        rate = given("yield", "quoted_yield_rate", "yield")
        inputs.append(rate)
    else:
        basis = "spread"
        level = given("spread_bp", "quoted_spread", "G-spread", -4)
        inputs.append(level)
        rate = computed(f"{key}.yield_rate", f"{label}: yield at its spread", treasury + level, at)
    spread = computed(f"{key}.g_spread", f"{label}: G-spread", rate - treasury, at)
    place = place_of(words("rating"))
    return BondQuote(
        label=label,
        issuer=company.label,
        rating=words("rating"),
        on=quoted,
        quoted_by=words("quoted_by"),
        basis=basis,
        inputs=inputs,
        life=life,
        rate=rate,
        treasury=treasury,
        spread=spread,
        place=None
        if place is None
        else sourced(
            f"{key}.rating_place_count", f"{label}: place of {words('rating')} on the scale",
            Decimal(place), PURE, at, source_of(row, "rating"), walls=row.file.walls,
        ),
        check=check,
        value=value,
        check_steps=steps,
    )  # fmt: skip


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")[:40] or "bond"
