"""The promises of the valuation room, as they are written in specs/valuation."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.facts import industry
from bookrunner.figures import NM, BookrunnerError
from bookrunner.valuation import (
    Bridge,
    CapitalMarket,
    CompanyInputs,
    Comps,
    Dcf,
    DefaultSensitivity,
    Grid,
    GrowthExceedsDiscount,
    MarketDataRequired,
    bridge,
    comps,
    default_sensitivity,
    grids,
    wacc,
)
from tests.valuation.companies import company, price
from tests.valuation.models import POLICY, number, policy, valued

scenarios("valuation/valuation.feature")

YEAR_END = date(2023, 12, 31)


def _refused(action: Callable[[], object]) -> BookrunnerError:
    with pytest.raises(BookrunnerError) as caught:
        action()
    return caught.value


@given(
    "a company at 20 a share with 108 diluted shares, debt of 400 and cash of 100",
    target_fixture="target",
)
def plain_company() -> CompanyInputs:
    return company()


@given("a company with a level free cash flow of 150", target_fixture="target")
def level_company() -> CompanyInputs:
    made = company(growth="1", changes={"capex": "50"})
    return replace(made, price=price("tgt", "20", YEAR_END))


@given("five peers, one of them with negative EBITDA", target_fixture="group")
def peers_with_a_loss() -> Sequence[CompanyInputs]:
    prices = {"AAA": "16", "BBB": "18", "CCC": "24", "DDD": "30"}
    sound = [company(name, shares_price=value) for name, value in prices.items()]
    return [*sound, company("LOS", changes={"ebitda": "-5"})]


@given(
    "a building materials retailer and the peers LOW, WMT, NKE and MCD by their SIC codes",
    target_fixture="group",
)
def real_industries() -> Sequence[CompanyInputs]:
    codes = {"LOW": "5211", "WMT": "5331", "NKE": "3021", "MCD": "5812"}
    return [company(name, sic=sic, industry=industry(sic)) for name, sic in codes.items()]


@when("its enterprise value is bridged", target_fixture="held")
def bridged(target: CompanyInputs) -> Bridge:
    return bridge(target, POLICY)


@when("the target is compared with them", target_fixture="found")
def compared(group: Sequence[CompanyInputs]) -> Comps:
    return comps(company("HD", sic="5211", industry=industry("5211")), group, POLICY)


@when("its cost of capital is asked for without a risk-free rate", target_fixture="refusal")
def asked_without_a_curve(target: CompanyInputs) -> BookrunnerError:
    return _refused(lambda: wacc(bridge(target, POLICY), [], CapitalMarket(None), POLICY))


@when("its flows are discounted from the ends of their years", target_fixture="found")
def discounted(target: CompanyInputs) -> Dcf:
    level = {"long_run_growth": "0", "capex_over_depreciation": "0", "mid_year_switch": "0"}
    return valued(target, level, held=policy(YEAR_END))


@when("it is valued with long-run growth of 20%", target_fixture="refusal")
def valued_with_great_growth(target: CompanyInputs) -> BookrunnerError:
    return _refused(lambda: valued(target, {"long_run_growth": "0.2"}))


@when("it is valued again at the multiple that Gordon growth implies", target_fixture="found")
def valued_again(target: CompanyInputs) -> Dcf:
    implied = number(valued(target).gordon.terminal.implied)
    return valued(target, multiple=f"{implied:.12f}")


@when("its three sensitivity grids are made", target_fixture="tables")
def gridded(target: CompanyInputs) -> Sequence[Grid]:
    return grids(valued(target))


@when("all its unadopted assumptions move by a tenth", target_fixture="weight")
def moved(target: CompanyInputs) -> DefaultSensitivity | None:
    return default_sensitivity(valued(target).share_price, POLICY.period)


@then(parsers.parse("enterprise value is {enterprise:d} and the bridge leads back to {equity:d}"))
def leads_back(held: Bridge, enterprise: int, equity: int) -> None:
    assert number(held.enterprise_value) == pytest.approx(enterprise)
    assert number(held.equity_value_back) == pytest.approx(equity)


@then("a finding names preferred stock among what is not reported")
def names_preferred(held: Bridge) -> None:
    told = [one for one in held.findings if one.code == "valuation.bridge-parts-unreported"]
    assert "Preferred stock" in told[0].message


@then("that peer's EV / EBITDA is NM and the median is that of the other four")
def left_out(found: Comps) -> None:
    assert found.peers[-1].cells["ev_ebitda_ltm"].value is NM
    # At 18 and 24 a share: (8.976 + 11.568) / 2.
    assert number(found.statistic("median", "ev_ebitda_ltm")) == pytest.approx(10.272)


@then("a finding says that NKE and MCD are not in the target's industry")
def no_peers(found: Comps) -> None:
    told = [one.message for one in found.findings if one.code == "valuation.peer-industry"]
    assert len(told) == 1
    assert told[0].startswith("NKE and MCD are not in the target's industry")


@then("it is refused, because the rate is market data")
def refused_as_market_data(refusal: BookrunnerError) -> None:
    assert isinstance(refusal, MarketDataRequired)
    assert "market data" in str(refusal)


@then("enterprise value is 150 over the WACC")
def level_perpetuity(found: Dcf) -> None:
    assert number(found.enterprise_value) == pytest.approx(150 / number(found.wacc.wacc))


@then("it is refused, naming both rates")
def refused_with_both_rates(refusal: BookrunnerError) -> None:
    assert isinstance(refusal, GrowthExceedsDiscount)
    assert "20.00%" in str(refusal)


@then("both methods give the same enterprise value")
def same_value(found: Dcf) -> None:
    assert found.exit is not None
    by_growth = number(found.gordon.enterprise_value)
    assert number(found.exit.enterprise_value) == pytest.approx(by_growth, rel=1e-9)


@then("the centre of each equals the model's own value per share")
def centred(tables: Sequence[Grid]) -> None:
    assert len(tables) == 3
    for table in tables:
        assert number(table.centre.output) == number(table.base)


@then("the share of its value that moves is stated")
def stated(weight: Any) -> None:
    assert 0 < number(weight.share) < 1
