"""Promises about lines by segment, product and geography."""

from collections.abc import Sequence

import pytest
from pytest_bdd import given, parsers, scenarios, then

from bookrunner.facts import Fact, SqlFactStore, Vintage
from bookrunner.facts.segments import Axis, Breakdown, breakdown, member_label
from bookrunner.figures import Viewer
from tests.facts.reported import ALDER, close, days, fact, report

scenarios("facts/segments.feature")

YEAR = days("2023-01-01", "2023-12-31")
SEGMENT = "us-gaap:StatementBusinessSegmentsAxis"
GEOGRAPHY = "srt:StatementGeographicalAxis"
CONSOLIDATION = "srt:ConsolidationItemsAxis"


def told(
    members: Sequence[tuple[str, str, int]],
    whole: int | None,
    *,
    end: str = "2023-12-31",
    accepted: str = "2024-02-20",
    accession: str = "0009999901-24-000001",
) -> list[Fact]:
    """Revenues of the year by member, in the order of the report."""
    numbers = {} if whole is None else {("Revenues", YEAR): whole}
    numbers[("Assets", close("2023-12-31"))] = 1
    filing, facts = report("10-K", end, accepted, numbers, accession=accession)
    return facts + [
        fact(filing, "Revenues", value, YEAR, place=20 + place, dimensions=((axis, member),))
        for place, (axis, member, value) in enumerate(members)
    ]


def by(facts: Sequence[Fact], axis: Axis, vintage: Vintage = Vintage.LATEST) -> Breakdown:
    found = breakdown(ALDER, facts, "revenue", axis, YEAR, vintage)
    assert found is not None
    return found


@given(
    "a company with segments of 700 and 400, eliminations of -100 and revenue of 1000",
    target_fixture="facts",
)
def eliminated() -> list[Fact]:
    return told(
        [
            (SEGMENT, "aldr:ToolsMember", 700),
            (SEGMENT, "aldr:ServicesMember", 400),
            (CONSOLIDATION, "us-gaap:IntersegmentEliminationMember", -100),
        ],
        1000,
    )


@then("its revenue by segment adds up to 1000 by a formula")
def adds_up(facts: list[Fact]) -> None:
    found = by(facts, Axis.SEGMENT)
    assert found.foots
    assert found.sum.value == 1000e6
    assert found.sum.expression is not None
    assert not found.findings


@then("the eliminations are shown as an item between segments and company")
def between(facts: list[Fact]) -> None:
    parts = by(facts, Axis.SEGMENT).parts
    assert [part.label for part in parts if part.is_between] == ["Intersegment Elimination"]
    assert [part.label for part in parts if not part.is_between] == ["Tools", "Services"]


@given(
    "a company with revenue of 1000 in the US 500, Canada 100, both 600, and Europe 400",
    target_fixture="facts",
)
def with_subtotal() -> list[Fact]:
    return told(
        [
            (GEOGRAPHY, "country:US", 500),
            (GEOGRAPHY, "country:CA", 100),
            (GEOGRAPHY, "srt:NorthAmericaMember", 600),
            (GEOGRAPHY, "srt:EuropeMember", 400),
        ],
        1000,
    )


@then("its revenue by geography is that of the US, Canada and Europe")
def without_subtotal(facts: list[Fact]) -> None:
    found = by(facts, Axis.GEOGRAPHY)
    assert [part.label for part in found.parts] == ["US", "CA", "Europe"]
    assert found.foots


@then("the subtotal is told beside them")
def subtotal(facts: list[Fact]) -> None:
    found = by(facts, Axis.GEOGRAPHY)
    assert [part.label for part in found.left_out] == ["North America"]
    assert [finding.code for finding in found.findings] == ["facts.breakdown-members"]


@given("a company with segments of 700 and 400 and revenue of 1000", target_fixture="facts")
def apart() -> list[Fact]:
    return told([(SEGMENT, "aldr:ToolsMember", 700), (SEGMENT, "aldr:ServicesMember", 400)], 1000)


@then(
    parsers.parse("its revenue by segment is shown with a sum of {millions:d} that does not foot")
)
def does_not_foot(facts: list[Fact], millions: int) -> None:
    found = by(facts, Axis.SEGMENT)
    assert found.sum.value == millions * 1e6
    assert len(found.parts) == 2
    assert not found.foots


@then("a finding tells both numbers")
def both_told(facts: list[Fact]) -> None:
    [finding] = by(facts, Axis.SEGMENT).findings
    assert finding.code == "facts.breakdown-does-not-foot"
    assert "1100000000" in finding.message
    assert "1000000000" in finding.message


@given("a company that reported other segments a year later", target_fixture="facts")
def regrouped() -> list[Fact]:
    first = told([(SEGMENT, "aldr:ToolsMember", 600), (SEGMENT, "aldr:ServicesMember", 400)], 1000)
    later = told(
        [(SEGMENT, "aldr:AmericasMember", 300), (SEGMENT, "aldr:OtherMember", 700)],
        1000,
        end="2024-12-31",
        accepted="2025-02-20",
        accession="0009999901-25-000001",
    )
    return first + later


@then("its latest revenue by segment has the later report's members alone")
def latest(facts: list[Fact]) -> None:
    found = by(facts, Axis.SEGMENT)
    assert [part.label for part in found.parts] == ["Americas", "Other"]
    assert found.accession == "0009999901-25-000001"


@then("as first reported it has the earlier report's")
def first(facts: list[Fact]) -> None:
    found = by(facts, Axis.SEGMENT, Vintage.AS_FIRST_REPORTED)
    assert [part.label for part in found.parts] == ["Tools", "Services"]


def test_a_single_member_is_no_breakdown() -> None:
    facts = told([(SEGMENT, "aldr:ToolsMember", 1000)], 1000)
    assert breakdown(ALDER, facts, "revenue", Axis.SEGMENT, YEAR) is None


def test_members_without_a_consolidated_number_are_told_of() -> None:
    facts = told([(SEGMENT, "aldr:ToolsMember", 7), (SEGMENT, "aldr:ServicesMember", 4)], None)
    found = by(facts, Axis.SEGMENT)
    assert found.consolidated is None
    assert not found.foots
    assert [finding.code for finding in found.findings] == ["facts.breakdown-without-total"]


@pytest.mark.parametrize(
    "member, label",
    [
        ("gd:MarineSystemsMember", "Marine Systems"),
        ("country:US", "US"),
        ("aapl:IPhoneMember", "IPhone"),
        ("us-gaap:CorporateNonSegmentMember", "Corporate Non Segment"),
    ],
)
def test_a_member_is_named_in_words(member: str, label: str) -> None:
    assert member_label(member) == label


def test_real_products_are_those_of_the_note_without_their_subtotal(
    real_store: SqlFactStore,
) -> None:
    """AAPL 0000320193-24-000123, Item 8, notes 2 and 13, in millions."""
    viewer = Viewer("tests")
    company = real_store.company("AAPL", viewer)
    facts = real_store.facts(company.cik, viewer)
    year = days("2023-10-01", "2024-09-28")
    products = breakdown(company, facts, "revenue", Axis.PRODUCT, year)
    assert products is not None
    assert {part.figure.value for part in products.parts} == {
        value * 1e6 for value in (201_183, 29_984, 26_694, 37_005, 96_169)
    }
    assert products.foots
    assert products.sum.value == 391_035e6
    # Segments' operating income, 162,044, is before research and corporate expenses, which are of
    # other tags; the company's is 123,216.
    income = breakdown(company, facts, "operating_income", Axis.SEGMENT, year)
    assert income is not None
    assert income.sum.value == 162_044e6
    assert [finding.code for finding in income.findings] == ["facts.breakdown-does-not-foot"]
