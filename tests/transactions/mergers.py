"""Mergers of companies made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bookrunner.figures import USD, instant
from bookrunner.transactions import Merger, merge, merger_terms
from bookrunner.valuation import (
    Adoption,
    Adoptions,
    CompanyInputs,
    Dcf,
    Policy,
    default_policy,
)
from tests.valuation.companies import VALUATION_DATE, company, figure
from tests.valuation.models import valued

RATES = {"new_debt_rate": "0.06", "cash_rate": "0.04"}
"""What debt costs and cash earns, in the tests."""

PLAIN = {
    "premium": "0.25",
    "stock_share": "1",
    "cash_used_share": "0",
    "advisory_fee": "0",
    "financing_fee": "0",
    "synergies_share": "0",
    "intangibles_share": "0",
    "property_step_up": "0",
    "inventory_step_up": "0",
    "interest_cap": "1",
    **RATES,
}
"""Shares for shares, and nothing else changes."""

SHEET = {
    "total_assets": "1400",
    "goodwill": "150",
    "intangibles": "60",
    "property_plant_equipment": "500",
}
"""What a combined balance sheet reads beside the lines of a valuation."""


def listed(
    ticker: str,
    price: str = "20",
    changes: Mapping[str, str | None] | None = None,
    *,
    growth: str = "1",
    sheet: Mapping[str, str] = SHEET,
) -> CompanyInputs:
    """The plain company under another name, with lines of its balance sheet."""
    made = company(ticker, shares_price=price, growth=growth, changes=changes)
    at = instant(made.latest.period.end)
    lines = {key: figure(f"{made.prefix}.{key}", value, USD, at) for key, value in sheet.items()}
    latest = replace(made.latest, figures={**made.latest.figures, **lines})
    return replace(made, latest=latest, years=(*made.years[:-1], latest))


def flat(inputs: CompanyInputs, policy: Policy, assumed: Mapping[str, str] | None = None) -> Dcf:
    """Its DCF without growth, so that each year earns what the last one did."""
    return valued(inputs, {"long_run_growth": "0", **(assumed or {})}, held=policy, multiple=None)


def merged(
    acquirer: CompanyInputs | None = None,
    target: CompanyInputs | None = None,
    changes: Mapping[str, str] | None = None,
    *,
    rates: Mapping[str, str] = RATES,
    on: date = VALUATION_DATE,
    assumed: Mapping[str, str] | None = None,
) -> Merger:
    """A merger with some terms adopted at other values; the acquirer is ACQ and the target TGT."""
    rows = {
        f"merger.{key}": Adoption(Decimal(value), "A. Tester", "for the test", VALUATION_DATE)
        for key, value in {**rates, **(changes or {})}.items()
    }
    policy = default_policy(on, Adoptions(rows))
    buyer = flat(listed("ACQ") if acquirer is None else acquirer, policy, assumed)
    bought = flat(listed("TGT", "10") if target is None else target, policy, assumed)
    return merge(buyer, bought, merger_terms(buyer, bought, policy))
