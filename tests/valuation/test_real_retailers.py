"""Home Depot and Lowe's from their annual reports, against arithmetic done by hand.

Home Depot's 10-K for the year to 2024-01-28 is accession 0000354950-24-000062, Lowe's for the year
to 2024-02-02 is 0000060667-24-000033; the numbers below stand in Item 8 and on the cover pages.
Prices are round ones of this test, so that only the filings matter. Money in millions.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bookrunner.facts import Quote, SqlFactStore, statements
from bookrunner.figures import Figure, Viewer
from bookrunner.ingestion import ingest
from bookrunner.sample import sample_companies
from bookrunner.storage import BlobFolder, engine
from bookrunner.valuation import CompanyInputs, bridge, company_inputs, comps, default_policy
from bookrunner.valuation.wacc import tax_rate
from tests.valuation.models import capital_cost, number

ON = date(2024, 6, 28)
POLICY = default_policy(ON)
FILINGS = (
    "HD_0000354950-24-000062",
    "LOW_0000060667-24-000033",
    "WMT_0000104169-24-000056",
    "NKE_0000320187-24-000044",
    "MCD_0000063908-24-000072",
)

HD_COVER_SHARES = 991_015_773
"""As of February 28, 2024, by the cover page."""

InputsOf = Callable[[str], CompanyInputs]


@pytest.fixture(scope="module")
def inputs_of(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> InputsOf:
    """A company's inputs from the real filings, at a price of 100."""
    folder = tmp_path_factory.mktemp("retailers")
    store = SqlFactStore(engine(f"sqlite:///{folder / 'facts.db'}"))
    viewer = Viewer("tester")
    # Filings do not tell their company's industry code; the records of the sample do.
    for known in sample_companies():
        store.save_company(known)
    paths = [shared_data / "filings" / "10-K" / f"{name}.html.gz" for name in FILINGS]
    ingest(paths, store, BlobFolder(folder / "blobs"), viewer)

    def made(ticker: str) -> CompanyInputs:
        company = store.company(ticker, viewer)
        quote = Quote(company.cik, ON, Decimal(100), "USD", "a price of the test")
        return company_inputs(company, statements(company, store.facts(company.cik, viewer)), quote)

    return made


def millions(figure: Figure) -> float:
    """The figure in millions."""
    return number(figure) / 1e6


def test_home_depots_bridge_is_the_one_on_paper(inputs_of: InputsOf) -> None:
    """Debt 1,368 + 42,743 holds the finance leases; cash 3,760; dilution 1,002 - 999."""
    held = bridge(inputs_of("HD"), POLICY)
    assert millions(held.claims.net) == pytest.approx(1368 + 42743 - 3760)
    assert millions(held.diluted_shares) == pytest.approx(HD_COVER_SHARES / 1e6 + 1002 - 999)
    equity = 100 * (HD_COVER_SHARES / 1e6 + 3)
    assert millions(held.enterprise_value) == pytest.approx(equity + 40351)


def test_lowes_bridge_is_the_one_on_paper(inputs_of: InputsOf) -> None:
    """572,184,243 shares on the cover and 2 of dilution; debt 537 + 35,384; cash 921 and 307."""
    held = bridge(inputs_of("LOW"), POLICY)
    assert millions(held.diluted_shares) == pytest.approx(572.184243 + 2)
    assert millions(held.claims.net) == pytest.approx(537 + 35384 - 921 - 307)


def test_home_depots_multiples_and_margins_are_those_on_paper(inputs_of: InputsOf) -> None:
    """Revenue 152,669; EBIT 21,689; D&A 3,247; diluted earnings 15.11 a share; capex 3,226."""
    cells = comps(inputs_of("HD"), [inputs_of("LOW")], POLICY).target.cells
    enterprise = 100 * (HD_COVER_SHARES / 1e6 + 3) + 40351
    assert number(cells["ev_ebitda_ltm"]) == pytest.approx(enterprise / (21689 + 3247))
    assert number(cells["ev_revenue_ltm"]) == pytest.approx(enterprise / 152669)
    assert number(cells["price_earnings_ltm"]) == pytest.approx(100 / 15.11)
    assert number(cells["gross_margin"]) == pytest.approx(50960 / 152669)
    assert number(cells["capex_share"]) == pytest.approx(3226 / 152669)
    assert number(cells["growth_1y"]) == pytest.approx(152669 / 157403 - 1)


def test_home_depots_tax_and_cost_of_debt_are_those_on_paper(inputs_of: InputsOf) -> None:
    """Tax 4,781 / 19,924, 5,372 / 22,477, 5,304 / 21,737; interest 1,943."""
    home_depot = inputs_of("HD")
    rates = [4781 / 19924, 5372 / 22477, 5304 / 21737]
    assert number(tax_rate(home_depot, POLICY).rate) == pytest.approx(sum(rates) / 3)
    cost = capital_cost(bridge(home_depot, POLICY), POLICY).cost_of_debt
    assert cost is not None
    assert number(cost) == pytest.approx(1943 / ((1368 + 42743 + 1231 + 41962) / 2))


def test_a_shoemaker_and_a_restaurant_are_named_as_no_peers_of_a_shop(inputs_of: InputsOf) -> None:
    group = [inputs_of(ticker) for ticker in ("LOW", "WMT", "NKE", "MCD")]
    found = comps(inputs_of("HD"), group, POLICY).findings
    told = [one.message for one in found if one.code == "valuation.peer-industry"]
    assert len(told) == 1
    assert told[0].startswith("NKE and MCD are not in the target's industry")
