"""The treasury-stock method and its inverse, for any tranches, convertibles and prices."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.equity import (
    Convertible,
    OptionTranche,
    ShareCount,
    converted_debt,
    counted_shares,
    dilution_at,
    price_at,
)
from bookrunner.figures import (
    SHARES,
    USD,
    USD_PER_SHARE,
    Figure,
    Missing,
    Unit,
    computed,
    instant,
    replaced,
)
from tests.valuation.companies import VALUATION_DATE, figure

AT = instant(VALUATION_DATE)

amounts = st.integers(min_value=1, max_value=10_000).map(str)
strikes = st.integers(min_value=1, max_value=500).map(str)
tranches = st.lists(st.tuples(amounts, strikes), max_size=4)


def made(key: str, value: str, unit: Unit) -> Figure:
    return figure(f"tgt.{key}", value, unit, AT)


def count_of(
    options: Sequence[tuple[str, str]],
    converts: Sequence[tuple[str, str]] = (),
    *,
    net: bool = False,
) -> ShareCount:
    """10,000 basic shares, options as (number, strike), convertibles as (shares, price)."""
    held = [
        OptionTranche(
            f"{place}",
            made(f"number_{place}", number, SHARES),
            made(f"strike_{place}", strike, USD_PER_SHARE),
        )
        for place, (number, strike) in enumerate(options)
    ]
    notes = [
        Convertible(
            f"{place}",
            made(f"principal_{place}", str(Decimal(shares) * Decimal(price)), USD),
            made(f"conversion_{place}", price, USD_PER_SHARE),
            made(f"shares_{place}", shares, SHARES),
            settled_net=net,
        )
        for place, (shares, price) in enumerate(converts)
    ]
    return counted_shares("tgt", made("basic", "10000", SHARES), [], held, notes)


def number(figure: Figure) -> float:
    assert not isinstance(figure.value, Missing)
    return figure.value


def diluted(count: ShareCount, price: str) -> float:
    return number(dilution_at(count, made("price", price, USD_PER_SHARE), "tgt", AT)[1])


@given(tranches, tranches, st.booleans())
def test_a_higher_price_never_dilutes_less(
    options: list[tuple[str, str]], notes: list[tuple[str, str]], net: bool
) -> None:
    count = count_of(options, notes, net=net)
    ladder = [diluted(count, str(price)) for price in range(10, 700, 30)]
    assert ladder == sorted(ladder)


@given(tranches, tranches, st.booleans(), strikes)
def test_the_price_leads_back_from_what_the_shares_are_worth(
    options: list[tuple[str, str]], notes: list[tuple[str, str]], net: bool, asked: str
) -> None:
    """The equity with every convertible as debt: what is converted is taken off again."""
    count = count_of(options, notes, net=net)
    price = made("price", asked, USD_PER_SHARE)
    worth = number(price) * number(dilution_at(count, price, "tgt", AT)[1])
    worth -= sum(number(one) for one in converted_debt(count, price, "tgt", AT))
    equity = made("equity", repr(worth), USD)
    assert price_at(count, equity).value == pytest.approx(float(asked), rel=1e-9)


@given(tranches, strikes)
def test_how_it_is_settled_changes_no_enterprise_value(
    notes: list[tuple[str, str]], asked: str
) -> None:
    """As debt or as shares, holders of a convertible get the same."""
    price = made("price", asked, USD_PER_SHARE)
    values = []
    for net in (False, True):
        count = count_of((), notes, net=net)
        shares = number(dilution_at(count, price, "tgt", AT)[1])
        off = sum(number(one) for one in converted_debt(count, price, "tgt", AT))
        values.append(number(price) * shares - off)
    assert values[0] == pytest.approx(values[1], rel=1e-9)


def test_a_premium_ladder_is_the_model_with_the_price_replaced() -> None:
    """6 options at 30: at 40, 6 x 10/40 = 1.5; at 60, 3; at 20, none."""
    price = made("price", "40", USD_PER_SHARE)
    _, whole = dilution_at(count_of([("6", "30")]), price, "tgt", AT)
    shown = computed("tgt.shown", "Diluted", whole, AT)
    for offer, expected in (("40", 10_001.5), ("60", 10_003.0), ("20", 10_000.0)):
        offered = made("offer", offer, USD_PER_SHARE)
        changed = replaced([shown], {price: offered}, f"at {offer}")
        assert number(changed[shown]) == pytest.approx(expected)
