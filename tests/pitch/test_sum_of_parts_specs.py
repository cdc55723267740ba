"""The promises on pitches that value segments, as they are written in specs/pitch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pytest_bdd import given, scenarios, then

from bookrunner.app import Desk
from bookrunner.facts import Breakdown
from bookrunner.figures import Figure
from bookrunner.office.recalculate_libreoffice import compare, recalculate
from bookrunner.pitch import storyline, valued
from tests.pitch.books import Written, all_texts, home_depot, number, recorded
from tests.transactions.test_sum_of_parts_specs import segments

scenarios("pitch/sum_of_parts.feature")


def cut(figure: Figure, line: str, shares: Sequence[tuple[str, float]]) -> Breakdown:
    """An invented breakdown of a reported number."""
    whole = number(figure)
    return segments("hd", line, {name: round(whole * share) for name, share in shares}, figure)


@given(
    "a general pitch of a company whose report tells three segments, one of them at a loss",
    target_fixture="book",
)
def with_segments(sample: Desk, tmp_path: Path) -> Written:
    inputs = home_depot(sample).inputs
    year = inputs.target.last_year
    income = cut(year.figures["operating_income"], "operating_income",
                 (("Stores", 0.9), ("Trade", 0.25), ("Online", -0.05)))  # fmt: skip
    revenue = cut(year.figures["revenue"], "revenue",
                  (("Stores", 0.7), ("Trade", 0.2), ("Online", 0.1)))  # fmt: skip
    made = valued(replace(inputs, segments=lambda: (income, revenue)), storyline("general"))
    return recorded(made, tmp_path / "out", sample.writers)


@then("its page shows each segment and the value per share, and the summary has a bar for it")
def shown(book: Written) -> None:
    said = all_texts(book.slides)
    for words in ("Segment by segment", "Stores", "Trade", "Online", "by revenue", "All parts"):
        assert words in said
    (bar,) = [one for one in book.valued.field.bars if one.key == "sum_of_parts"]
    assert number(bar.low) <= number(bar.middle) <= number(bar.high)
    assert "Sum of the parts" in {sheet for sheet, _ in book.cells.cells}


@then("LibreOffice computes every formula cell of the workbook to the same value")
def recalculates(book: Written, soffice: Path) -> None:
    path = book.book.workbook
    assert compare(path, recalculate(path, soffice)).findings == []


@given("a general pitch of a company whose report tells no segments", target_fixture="book")
def without(written: Written) -> Written:
    return written


@then("no page, sheet or bar speaks of a sum of the parts")
def nothing(book: Written) -> None:
    assert "segment by segment" not in all_texts(book.slides).lower()
    assert "sum_of_parts" not in {one.key for one in book.valued.field.bars}
    assert "Sum of the parts" not in {sheet for sheet, _ in book.cells.cells}
