"""The promises on pitches for a new bond, as they are written in specs/pitch."""

from __future__ import annotations

from pathlib import Path

from pytest_bdd import given, scenarios, then, when

from bookrunner.app import Desk
from bookrunner.office.recalculate_libreoffice import compare, recalculate
from bookrunner.operations.credit import debt_market, known_credit
from bookrunner.pitch import Request, pitch_inputs, storyline, valued
from tests.pitch.books import Written, all_texts, recorded

scenarios("pitch/new_issue.feature")


def written(place: Desk, name: str, out: Path) -> Written:
    inputs = pitch_inputs(
        place.store,
        place.viewer,
        Request(name, ("LOW", "WMT")),
        credit=known_credit(place),
        market=debt_market(place),
    )
    return recorded(valued(inputs, storyline("new-issue")), out, place.writers)


@given("the sample", target_fixture="place")
def the_sample(sample: Desk) -> Desk:
    return sample


@when("a new-issue pitch of the invented company is written", target_fixture="book")
def of_invented(place: Desk, tmp_path: Path) -> Written:
    return written(place, "ZZALD", tmp_path / "out")


@when("a new-issue pitch of Home Depot is written", target_fixture="book")
def of_real(place: Desk, tmp_path: Path) -> Written:
    return written(place, "HD", tmp_path / "out")


@then("its pages show the market, the curve, recent issues, terms, cost and process")
def pages(book: Written) -> None:
    said = all_texts(book.slides)
    # The par curve of 30 August 2024 has 3.91% at ten years, and 3.88% at the end of 2023.
    assert "The 10Y Treasury yields 3.910%, a change of 3 bp in the year to date" in said
    assert "Invented Hotels" in said
    assert "Indicative yield" in said
    assert "All-in cost" in said
    assert "Timetable and documents" in said
    assert "Invented (Bookrunner sample)" in said


@then("every formula cell recalculated by LibreOffice equals the engine")
def recalculates(book: Written, soffice: Path) -> None:
    path = book.book.workbook
    found = compare(path, recalculate(path, soffice))
    assert found.formula_count > 1000
    assert found.findings == []


@then("its terms page says that quoted bonds are required, and the process pages stand")
def required(book: Written) -> None:
    said = all_texts(book.slides)
    assert "Indicative terms: an input is required" in said
    assert "a curve of quoted bonds is market data" in said
    assert "Timetable and documents" in said
