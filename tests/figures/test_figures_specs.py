"""The promises of the ground floor, as they are written in specs/figures."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.figures import (
    NA,
    SHARES,
    USD,
    USD_PER_SHARE,
    BookrunnerError,
    Figure,
    Format,
    MarketDataHasNoDefault,
    Period,
    Quantity,
    Source,
    UnitMismatch,
    UnnaturalConstant,
    Viewer,
    computed,
    default,
    inputs,
    may_see,
    median,
    ratio,
    replaced,
    show,
    sourced,
)
from tests.figures.generated import generated_model
from tests.figures.recalculated import mismatches

scenarios("figures/lineage.feature")

YEAR = Period(date(2023, 1, 30), date(2024, 1, 28))
TEN_K = Source("SEC EDGAR", "10-K", YEAR.end, accession="0000354950-24-000062")


def reported(key: str, millions: str, **more: Any) -> Figure:
    return sourced(key, key, Decimal(millions).scaleb(6), USD, YEAR, TEN_K, **more)


@pytest.fixture
def seen() -> dict[str, Any]:
    return {}


def refusal(attempt: Callable[[], object]) -> BookrunnerError:
    with pytest.raises(BookrunnerError) as caught:
        attempt()
    return caught.value


@given("revenue of 152,669 and cost of sales of 101,709 million dollars, as reported")
def home_depot(seen: dict[str, Any]) -> None:
    # Home Depot, consolidated statements of earnings, Item 8 of 0000354950-24-000062.
    seen["revenue"] = reported("revenue", "152669")
    seen["cost"] = reported("cost", "101709")


@given("one number behind the wall oak and one behind the wall elm")
def walled(seen: dict[str, Any]) -> None:
    seen["oak"] = reported("oak", "1", walls=frozenset({"oak"}))
    seen["elm"] = reported("elm", "2", walls=frozenset({"elm"}))


@given("revenue of 152,669 million dollars and restructuring cost not available")
def unreported(seen: dict[str, Any]) -> None:
    seen["revenue"] = reported("revenue", "152669")
    seen["cost"] = sourced("restructuring", "Restructuring", NA, USD, YEAR, TEN_K)


@given("a model of 2,500 generated formulas with NM, NA, empty series, switches and scales")
def generated(seen: dict[str, Any]) -> None:
    seen["model"] = generated_model(seed=20_261_122, formulas=2_500)


@when("gross margin is computed from them")
def margin(seen: dict[str, Any]) -> None:
    revenue, cost = seen["revenue"], seen["cost"]
    seen["margin"] = computed("margin", "Gross margin", ratio(revenue - cost, revenue), YEAR)


@when("somebody multiplies revenue by 1.07 in a formula")
def typed(seen: dict[str, Any]) -> None:
    seen["refusal"] = refusal(lambda: seen["revenue"] * 1.07)


@when("the system proposes a default share price")
def default_price(seen: dict[str, Any]) -> None:
    seen["refusal"] = refusal(
        lambda: default(
            "hd.price",
            "Share price",
            Decimal(350),
            USD_PER_SHARE,
            YEAR,
            reason="a guess",
            quantity=Quantity.PRICE,
        )
    )


@when("their sum is computed")
def walled_sum(seen: dict[str, Any]) -> None:
    seen["sum"] = computed("sum", "Sum", seen["oak"] + seen["elm"], YEAR)


@when("dollars are added to shares")
def dollars_and_shares(seen: dict[str, Any]) -> None:
    seen["dollars"] = reported("dollars", "10")
    seen["shares"] = sourced("shares", "Shares", Decimal(4_000_000), SHARES, YEAR, TEN_K)
    seen["refusal"] = refusal(lambda: seen["dollars"] + seen["shares"])


@when("their difference is computed")
def difference(seen: dict[str, Any]) -> None:
    seen["difference"] = computed("d", "Difference", seen["revenue"] - seen["cost"], YEAR)


@when("LibreOffice recalculates its workbook")
def recalculated(seen: dict[str, Any], tmp_path: Path, soffice: Path) -> None:
    seen["checked"], seen["mismatches"] = mismatches(seen["model"], tmp_path, soffice)


@when("cost of sales is replaced by 100,000 million dollars")
def replaced_cost(seen: dict[str, Any]) -> None:
    other = reported("cost_elsewhere", "100000")
    changed = replaced([seen["margin"]], {seen["cost"]: other}, "cheaper")
    seen["replaced"] = changed[seen["margin"]]


@then("it is 33.4% and its inputs are the two reported numbers")
def margin_known(seen: dict[str, Any]) -> None:
    assert show(seen["margin"].value, Format.PERCENT1) == "33.4%"
    assert set(inputs(seen["margin"])) == {seen["revenue"], seen["cost"]}


@then("it is refused, because 1.07 has no owner and no source")
def typed_refused(seen: dict[str, Any]) -> None:
    assert isinstance(seen["refusal"], UnnaturalConstant)
    assert seen["refusal"].number == 1.07


@then("it is refused, because market data never has a default")
def market_refused(seen: dict[str, Any]) -> None:
    assert isinstance(seen["refusal"], MarketDataHasNoDefault)


@then("only a viewer inside both walls may see it")
def both_walls(seen: dict[str, Any]) -> None:
    walls = seen["sum"].walls
    assert may_see(Viewer("control room", frozenset({"oak", "elm"})), walls)
    assert not may_see(Viewer("oak team", frozenset({"oak"})), walls)
    assert not may_see(Viewer("anyone"), walls)


@then("it is refused, naming both units")
def units_refused(seen: dict[str, Any]) -> None:
    assert isinstance(seen["refusal"], UnitMismatch)
    assert "USD" in str(seen["refusal"])
    assert "shares" in str(seen["refusal"])


@then("dollars divided by shares are dollars per share")
def per_share(seen: dict[str, Any]) -> None:
    price = seen["dollars"] / seen["shares"]
    assert price.unit == USD_PER_SHARE
    assert price.value == 2.5


@then("it is not available")
def not_available(seen: dict[str, Any]) -> None:
    assert seen["difference"].value is NA


@then(parsers.parse("the median of the two is 152,669 million dollars"))
def median_of_one(seen: dict[str, Any]) -> None:
    assert median([seen["revenue"], seen["cost"]]).value == 152_669e6


@then("every formula cell equals the evaluated value within one part in a million")
def no_mismatch(seen: dict[str, Any]) -> None:
    assert seen["checked"] == 2_500
    assert seen["mismatches"] == []


@then("the replaced gross margin is 34.5% under an id of its own")
def replaced_margin(seen: dict[str, Any]) -> None:
    assert show(seen["replaced"].value, Format.PERCENT1) == "34.5%"
    assert seen["replaced"].id == seen["margin"].id + ".cheaper"


@then("the first gross margin is still 33.4%")
def untouched(seen: dict[str, Any]) -> None:
    assert show(seen["margin"].value, Format.PERCENT1) == "33.4%"
