"""The promises of the pitch room, as they are written in specs/pitch."""

from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.app import Desk
from bookrunner.figures import BookrunnerError, Viewer
from bookrunner.ledger import CHECKED
from bookrunner.ledger.gate import Inconsistent
from bookrunner.ledger.reading_pptx import read_deck
from bookrunner.office import NotCheckable, geometry_pptx
from bookrunner.office.recalculate_libreoffice import Comparison, compare
from bookrunner.pitch import PitchBook, Request, Valued, write_pitch
from tests.pitch import test_deck, test_missing_inputs, test_point_in_time, test_walls
from tests.pitch import test_release as release
from tests.pitch import test_workbook as workbook
from tests.pitch.books import Written, replaying, shapes, slide_texts, slide_titled

scenarios("pitch/pitch.feature")


@given("the book of Home Depot beside LOW, WMT, NKE and MCD", target_fixture="book")
def home_depots_book(written: Written) -> Written:
    return written


@when("LibreOffice recalculates its workbook", target_fixture="compared")
def compared_with(book: Written, request: pytest.FixtureRequest) -> Comparison:
    return compare(book.book.workbook, request.getfixturevalue("recalculated"))


@then(
    parsers.parse(
        "more than {count:d} formula cells hold what was computed, and none shows an error"
    )
)
def all_agree(compared: Comparison, count: int) -> None:
    assert compared.findings == []
    assert compared.formula_count > count


@then("the audit of its workbook finds nothing")
def audited(book: Written) -> None:
    workbook.test_no_number_is_typed_into_a_formula_or_stands_without_its_source(book)


@then("every figure of a slide has a cell named by its id")
def named(book: Written) -> None:
    workbook.test_every_figure_of_a_slide_has_a_cell_named_by_its_id(book)


@when(
    "somebody turns the mid-year convention off in the workbook",
    target_fixture="changes",
)
def turned() -> dict[str, float]:
    return {"hd.dcf.mid_year_switch": 0}


@then("LibreOffice and the model agree on every value, and all checks hold")
def live(
    book: Written, sample: Desk, soffice: Path, tmp_path: Path, changes: dict[str, float]
) -> None:
    workbook.same_as_adopted(book, sample, soffice, tmp_path, changes)


@when(parsers.parse("{fault} is planted before the files are compared"), target_fixture="refusal")
def planted(book: Written, tmp_path: Path, fault: str) -> tuple[Inconsistent, str]:
    chosen = release.faults_of(book)[fault]
    return release.refused(book, tmp_path, chosen), chosen.said


@then("the fault is named and nothing is written")
def named_and_nothing_written(refusal: tuple[Inconsistent, str], tmp_path: Path) -> None:
    error, said = refusal
    assert any(said in finding.message for finding in error.findings)
    assert list(tmp_path.iterdir()) == []


@when("it is to be written as checked", target_fixture="unchecked")
def to_be_checked(book: Written, tmp_path: Path) -> BookrunnerError:
    with pytest.raises(NotCheckable) as caught:
        write_pitch(book.valued, tmp_path / "out", replaying(book), state=CHECKED)
    return caught.value


@then("it is refused, naming each default, and nothing is written")
def refused_with_defaults(book: Written, unchecked: NotCheckable, tmp_path: Path) -> None:
    named = {finding.where for finding in unchecked.findings}
    assert named == {figure.id for figure in release.unadopted(book)}
    assert list(tmp_path.iterdir()) == []


@then("its comps page and its notes say that NKE and MCD are not in the target's industry")
def names_the_two(book: Written) -> None:
    test_deck.test_a_shoemaker_and_a_restaurant_are_named_on_the_comps_page_and_in_the_notes(book)


@then("they say nothing of the kind of LOW or WMT")
def names_no_other(book: Written) -> None:
    (finding,) = [one for one in book.book.findings if one.code == "valuation.peer-industry"]
    assert finding.where == "NKE and MCD"


@then(parsers.parse("its deck has at least {count:d} slides without a fault of layout"))
def enough_slides(book: Written, count: int) -> None:
    assert len({number for number, _ in shapes(book.book.deck)}) >= count
    assert geometry_pptx.faults(book.book.deck) == ()


@then("it holds charts and tables but no picture")
def native(book: Written) -> None:
    test_deck.test_charts_and_tables_are_native_and_there_is_no_picture(book)


@given("Home Depot on a day without a Treasury curve", target_fixture="model")
def without_curve(sample: Desk) -> Valued:
    request = Request("HD", ("LOW", "WMT"))
    return test_missing_inputs.asked(sample, request, test_missing_inputs.without_curve)


@when("its book is written", target_fixture="made")
def written_without(model: Valued, sample: Desk, tmp_path: Path) -> PitchBook:
    return write_pitch(model, tmp_path / "out", sample.writers)


@then(parsers.parse('the page of the DCF says "{words}"'))
def page_says(made: PitchBook, words: str) -> None:
    read = read_deck(made.deck)
    assert words in slide_texts(read, slide_titled(read, "Discounted cash flow"))


@then("no figure of a DCF is in its ledger")
def no_dcf(made: PitchBook) -> None:
    assert [name for name in made.record.figures if ".dcf." in name] == []


@then("no source in its ledger is later than its valuation date")
def nothing_later(book: Written, sample: Desk) -> None:
    test_point_in_time.test_no_number_of_the_book_became_known_after_the_valuation_date(
        book, sample
    )


@given('a home with a filing about Home Depot behind the wall "oak"', target_fixture="place")
def home_with_wall(request: pytest.FixtureRequest) -> Desk:
    found: Desk = request.getfixturevalue("walled")
    return found


@when("somebody outside the wall writes its book", target_fixture="outside")
def written_outside(place: Desk, tmp_path: Path) -> PitchBook:
    return test_walls.book_of(place, Viewer("outsider"), tmp_path / "out")


@then("it is byte for byte the book of a home without that filing")
def same_bytes(outside: PitchBook, written: Written) -> None:
    for path, other in (
        (outside.ledger, written.book.ledger),
        (outside.workbook, written.book.workbook),
        (outside.deck, written.book.deck),
    ):
        assert path.read_bytes() == other.read_bytes(), path.name
