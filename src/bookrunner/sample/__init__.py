"""What a newcomer works with: real reported figures, one price date, and two invented companies."""

from bookrunner.sample.load import (
    Ingest,
    SampleIncomplete,
    SampleLoaded,
    load_bonds,
    load_market,
    load_plan,
    load_sample,
)
from bookrunner.sample.prices import Prices, UnusablePrices, read_prices
from bookrunner.sample.shipped import (
    cap_table,
    invented_filings,
    management_case,
    private_company,
    sample_companies,
    valuation_date,
)

__all__ = [
    "Ingest",
    "Prices",
    "SampleIncomplete",
    "SampleLoaded",
    "UnusablePrices",
    "cap_table",
    "invented_filings",
    "load_bonds",
    "load_market",
    "load_plan",
    "load_sample",
    "management_case",
    "private_company",
    "read_prices",
    "sample_companies",
    "valuation_date",
]
