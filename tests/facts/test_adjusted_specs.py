"""Promises about measures that a company defines itself."""

from pytest_bdd import given, scenarios, then

from bookrunner.facts import CONCEPTS, STANDARD_LINES, Fact, statements
from tests.facts.reported import ALDER, days, report

scenarios("facts/adjusted.feature")

YEAR = days("2023-01-01", "2023-12-31")
OWN = (
    "aldr:AdjustedEBITDA",
    "aldr:NonGAAPOperatingIncomeLoss",
    "aldr:NonGAAPNetIncomeLoss",
    "aldr:NonGAAPEarningsPerShareDiluted",
    "aldr:AdjustedFreeCashFlow",
)


@given(
    "a company that tags its adjusted EBITDA, non-GAAP income and earnings, and no others",
    target_fixture="facts",
)
def adjusted() -> list[Fact]:
    return report("10-K", "2023-12-31", "2024-02-20", {(tag, YEAR): 100 for tag in OWN})[1]


@then("none of its standard lines is found")
def nothing(facts: list[Fact]) -> None:
    made = statements(ALDER, facts)
    assert [line.key for line in STANDARD_LINES if made.get(line.key, YEAR) is not None] == []


@then("the adjusted numbers stay among its facts under the company's own tags")
def kept(facts: list[Fact]) -> None:
    assert {fact.concept for fact in facts} == set(OWN)


def test_no_rule_names_an_adjusted_measure() -> None:
    # IFRS calls the average number of shares with dilution adjusted; it is a defined measure.
    tags = CONCEPTS - {"ifrs-full:AdjustedWeightedAverageShares"}
    assert not [tag for tag in tags if "adjusted" in tag.lower() or "nongaap" in tag.lower()]
