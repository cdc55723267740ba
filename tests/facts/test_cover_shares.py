"""The cover page's share counts, where they contradict each other."""

from dataclasses import replace

from bookrunner.facts import Fact, Statements, statements
from tests.facts.reported import ALDER, Numbers, close, days, report

YEAR = days("2023-01-01", "2023-12-31")
COVER = "dei:EntityCommonStockSharesOutstanding"
CLASS_AXIS = "us-gaap:StatementClassOfStockAxis"
END = close("2023-12-31")


def cover(*told: tuple[str, int]) -> Statements:
    """A year's report with the cover's counts: (class or nothing, shares)."""
    numbers: Numbers = {("Revenues", YEAR): 100, ("NetIncomeLoss", YEAR): 10}
    filing, facts = report("10-K", "2023-12-31", "2024-02-20", numbers, fiscal=(2023, "FY"))
    every: list[Fact] = list(facts)
    for place, (member, shares) in enumerate(told):
        axes = ((CLASS_AXIS, f"us-gaap:{member}"),) if member else ()
        one: Numbers = {(COVER, close("2024-02-09")): shares}
        _, [fact] = report("10-K", "2023-12-31", "2024-02-20", one, dimensions=axes)
        every.append(_of(fact, filing.digest, place))
    return statements(ALDER, every)


def _of(fact: Fact, document: str, place: int) -> Fact:
    assert fact.citation is not None
    at = replace(fact.citation, document=document, start=1_000 + place * 10, end=1_005 + place * 10)
    return replace(fact, document=document, citation=at)


def codes(made: Statements) -> list[str]:
    return [finding.code for finding in made.said("shares_outstanding", END)]


def test_one_count_told_twice_is_one_count() -> None:
    made = cover(("", 50_000_000), ("", 50_000_000))
    assert made.line("shares_outstanding", END).exact == 50_000_000
    assert codes(made) == []


def test_two_counts_for_one_class_leave_the_line_out() -> None:
    for member in ("", "CommonClassAMember"):
        made = cover((member, 50_000_000), (member, 5_000_000))
        assert made.get("shares_outstanding", END) is None
        assert codes(made) == ["facts.contradiction"]


def test_classes_that_do_not_add_up_to_the_whole_are_told_of() -> None:
    made = cover(
        ("", 50_000_000), ("CommonClassAMember", 40_000_000), ("CommonClassBMember", 20_000_000)
    )
    assert made.line("shares_outstanding", END).exact == 50_000_000
    assert codes(made) == ["facts.cover-shares"]


def test_classes_that_add_up_are_no_doubt() -> None:
    made = cover(
        ("", 60_000_000), ("CommonClassAMember", 40_000_000), ("CommonClassBMember", 20_000_000)
    )
    assert codes(made) == []
