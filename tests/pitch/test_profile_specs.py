"""The promises on the second page of the company profile, as written in specs/pitch."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pytest_bdd import given, scenarios, then, when

from bookrunner.app import Desk
from bookrunner.facts import Axis, Breakdown, BreakdownPart
from bookrunner.figures import USD, Period, Source, computed, sourced, total
from bookrunner.office import Required
from bookrunner.operations.expected import known_plans
from bookrunner.operations.offerings import known_offerings
from bookrunner.pitch import STORYLINES, Request, Valued, pitch_inputs, storyline, valued
from bookrunner.pitch.profile_figures import Profile, profile
from tests.pitch.books import SAMPLE_DATE, Written, recorded, slide_texts, slide_titled

scenarios("pitch/profile.feature")


@given("Home Depot with revenue of 157,403 million in fiscal 2022 and 152,669 million in fiscal "
       "2023")  # fmt: skip
def home_depot() -> None: ...


@when("its refinancing pitch is written", target_fixture="book")
def written(sample: Desk, tmp_path: Path) -> Written:
    inputs = pitch_inputs(sample.store, sample.viewer, Request("HD", ("LOW", "WMT")))
    return recorded(valued(inputs, storyline("refinancing")), tmp_path / "out", sample.writers)


def _page(book: Written) -> str:
    return slide_texts(book.slides, slide_titled(book.slides, "HD has an EBITDA margin of 16.3%"))


@then("the page behind the profile shows growth of (3.0%), an EBITDA margin of 16.3% and net debt "
      "of 1.6x EBITDA")  # fmt: skip
def key_figures(book: Written) -> None:
    # 152,669 / 157,403 - 1; 24,936 / 152,669; (44,111 - 3,760) / 24,936 (0000354950-24-000062).
    page = _page(book)
    assert "(3.0%)" in page
    assert "16.3%" in page
    assert "1.6x" in page
    first = slide_titled(book.slides, "HD earned EBITDA of $24.9 billion")
    assert slide_titled(book.slides, "HD has an EBITDA margin of 16.3%") == first + 1


@then("it names the latest reports with dates, and says how holders are brought")
def reports(book: Written) -> None:
    page = _page(book)
    assert page.index("Form 10-K") < page.index("Form 10-Q")
    assert "13-Mar-2024" in page
    assert "bookrunner import cap-table FILE" in page


@then("the figures stand on the Profile sheet")
def on_the_sheet(book: Written) -> None:
    sheets = {
        one.place.split("!")[0].strip("'") for one in book.workbook_stands
        if one.figure.key.startswith("hd.profile.")
    }  # fmt: skip
    assert sheets == {"Profile"}


@given("a report with segments of 300 and 700 million of revenue", target_fixture="told")
def two_segments() -> Breakdown:
    year = Period(date(2023, 1, 30), date(2024, 1, 28))
    source = Source("Test filing", "10-K", SAMPLE_DATE)
    parts = [
        BreakdownPart(f"x:{name}Member", name,
                      sourced(f"hd.revenue.{name}", name, Decimal(value), USD, year, source))
        for name, value in (("North", "300e6"), ("South", "700e6"))
    ]  # fmt: skip
    whole = computed("hd.revenue.sum", "Sum", total([one.figure for one in parts]), year)
    return Breakdown("revenue", Axis.SEGMENT, year, "us-gaap:Revenues", "0000000000-24-000001",
                     parts, (), whole, whole, True, ())  # fmt: skip


@when("the profile is made", target_fixture="made")
def with_segments(sample: Desk, told: Breakdown) -> Profile:
    inputs = pitch_inputs(sample.store, sample.viewer, Request("HD", ("LOW", "WMT")))
    return profile(valued(replace(inputs, segments=lambda: [told])))


@then("the larger stands first with 70.0% of revenue")
def larger_first(made: Profile) -> None:
    assert [one.label for one in made.segments] == ["South", "North"]
    assert made.segments[0].share.value == pytest.approx(0.70)


@when("the profile of Fernhollow is made for an ipo pitch", target_fixture="private")
def private(sample: Desk) -> Valued:
    inputs = pitch_inputs(sample.store, sample.viewer, Request("Fernhollow"),
                          plans=known_plans(sample), offerings=known_offerings(sample))  # fmt: skip
    return valued(inputs, storyline("ipo"))


@then("its holders and their shares of the company add up to all of it")
def add_up(private: Valued) -> None:
    holders = profile(private).holders
    values = [one.share.value for one in holders if one.share is not None]
    assert len(values) == len(holders) > 1
    assert sum(value for value in values if isinstance(value, float)) == pytest.approx(1.0)


@then("the page says that segments and recent developments are required")
def required(private: Valued) -> None:
    blocks = [block for _, block in private.parts[0].front[0].slide.blocks]
    needs = {one.what for one in blocks if isinstance(one, Required)}
    assert needs == {"Revenue by segment", "Recent developments"}


@then("every type of pitch has the profile as its first part")
def every_type() -> None:
    assert {told.parts[0].key for told in STORYLINES.values()} == {"profile"}
