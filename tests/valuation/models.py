"""Whole valuations over companies made by hand, with any assumption exchanged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bookrunner.figures import PURE, Figure, adopted, instant
from bookrunner.valuation import (
    Bridge,
    CapitalMarket,
    CompanyInputs,
    Comps,
    Dcf,
    Policy,
    Wacc,
    bridge,
    comps,
    dcf,
    default_assumptions,
    default_policy,
    wacc,
)
from tests.valuation.companies import VALUATION_DATE, company, rate

POLICY = default_policy(VALUATION_DATE)
PEERS = ("AAA", "BBB", "CCC", "DDD", "EEE")
PRICES = ("16", "18", "20", "24", "30")


def adopt(figure: Figure, value: str) -> Figure:
    """The same assumption, adopted at another value."""
    return adopted(
        figure.key,
        figure.name,
        Decimal(value),
        figure.unit,
        figure.period,
        owner="A. Tester",
        reason="for the test",
        on=VALUATION_DATE,
    )


def policy(on: date = VALUATION_DATE, changes: Mapping[str, str] | None = None) -> Policy:
    """The default policy with some switches adopted at other values."""
    made = default_policy(on)
    swaps = {name: adopt(getattr(made, name), value) for name, value in (changes or {}).items()}
    return replace(made, **swaps)  # type: ignore[arg-type]


def peers() -> Sequence[CompanyInputs]:
    """Five like the target at different prices."""
    return [company(name, shares_price=price) for name, price in zip(PEERS, PRICES, strict=True)]


def compared(target: CompanyInputs | None = None, held: Policy = POLICY) -> Comps:
    """The target among five peers."""
    return comps(company() if target is None else target, peers(), held)


def market(risk_free: str = "0.04", **others: str) -> CapitalMarket:
    """A curve point, and other observations by their field's name."""
    found = {name: rate(f"market.{name}_rate", value) for name, value in others.items()}
    return replace(CapitalMarket(rate("market.treasury_10y", risk_free)), **found)


def capital_cost(target: Bridge, held: Policy = POLICY, risk_free: str = "0.04") -> Wacc:
    """The target's WACC without peers."""
    return wacc(target, [], market(risk_free), held)


def valued(
    target: CompanyInputs | None = None,
    changes: Mapping[str, str] | None = None,
    *,
    held: Policy = POLICY,
    multiple: str | None = "10",
    risk_free: str = "0.04",
    years: int = 5,
) -> Dcf:
    """A DCF of the target with some assumptions adopted at other values."""
    inputs = company() if target is None else target
    held_bridge = bridge(inputs, held)
    assumed = default_assumptions(inputs, held, years=years)
    swaps = {name: adopt(getattr(assumed, name), value) for name, value in (changes or {}).items()}
    times = None
    if multiple is not None:
        times = adopted(
            "test.multiple",
            "Multiple of peers",
            Decimal(multiple),
            PURE,
            instant(held.valuation_date),
            owner="A. Tester",
            reason="for the test",
            on=held.valuation_date,
        )
    return dcf(
        held_bridge,
        capital_cost(held_bridge, held, risk_free),
        replace(assumed, **swaps),  # type: ignore[arg-type]
        held,
        multiple=times,
    )


def number(figure: Figure) -> float:
    """The figure's value, which must be a number."""
    assert isinstance(figure.value, float), figure
    return figure.value
