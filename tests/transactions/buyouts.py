"""Buyouts of companies made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bookrunner.transactions import Lbo, lbo, lbo_terms
from bookrunner.valuation import Adoption, Adoptions, CompanyInputs, bridge, default_policy
from tests.valuation.companies import VALUATION_DATE, company
from tests.valuation.models import valued

RATES = {
    "base_rate": "0.04",
    "revolver.margin_rate": "0.03",
    "revolver.undrawn_rate": "0.005",
    "term_loan_b.margin_rate": "0.035",
    "term_loan_b.discount_rate": "0.01",
    "notes.coupon_rate": "0.08",
    "notes.discount_rate": "0",
}
"""What lenders charge, in the tests."""


def adopted(rows: Mapping[str, str]) -> Adoptions:
    """Somebody stands for these, by short key without the model's name."""
    return Adoptions(
        {
            f"lbo.{key}": Adoption(Decimal(value), "A. Tester", "for the test", VALUATION_DATE)
            for key, value in rows.items()
        }
    )


def bought(
    target: CompanyInputs | None = None,
    changes: Mapping[str, str] | None = None,
    assumed: Mapping[str, str] | None = None,
    *,
    rates: Mapping[str, str] = RATES,
    on: date = VALUATION_DATE,
) -> Lbo:
    """A buyout with some terms, and some of the DCF's assumptions, adopted at other values."""
    inputs = company() if target is None else target
    policy = default_policy(on, adopted({**rates, **(changes or {})}))
    # A buyout takes nothing of the WACC but the tax rate, so a listed twin's serves.
    flows = valued(_listed(inputs), assumed, held=policy)
    flows = replace(flows, company=bridge(inputs, policy))
    return lbo(flows, lbo_terms(inputs, policy))


def _listed(inputs: CompanyInputs) -> CompanyInputs:
    return inputs if inputs.is_listed else replace(inputs, price=company().price, is_listed=True)
