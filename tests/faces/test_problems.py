"""Whatever goes wrong ends in one sentence and an exit code of the table."""

import pytest

from bookrunner.documents import EmptyFile
from bookrunner.faces.problems import OUTCOMES, exit_code, problem
from bookrunner.figures import (
    SHARES,
    USD,
    Ambiguous,
    BadInput,
    BookrunnerError,
    NotFound,
    Refused,
    UnitMismatch,
    Unusable,
)
from bookrunner.settings import UnknownSetting


@pytest.mark.parametrize(
    "error,code",
    [
        (NotFound("company", "HDD"), 3),
        (Ambiguous("companies", "General", ["GD", "GE"]), 4),
        (BadInput("x"), 5),
        (Refused("x"), 6),
        (Unusable("x"), 7),
        (UnitMismatch("add", USD, SHARES), 7),
        (BookrunnerError("x"), 8),
        (UnknownSetting("BOOKRUNNER_HOEM"), 8),
        (ValueError("x"), 1),
        (KeyboardInterrupt(), 130),
    ],
)
def test_an_error_ends_with_the_code_of_its_nearest_class(error: BaseException, code: int) -> None:
    assert exit_code(error) == code
    assert problem(error).exit_code == code


def test_errors_of_other_rooms_end_as_what_they_are() -> None:
    assert issubclass(EmptyFile, BadInput)
    assert exit_code(EmptyFile("x.htm")) == 5


def test_each_exit_code_means_one_thing() -> None:
    codes = [row.code for row in OUTCOMES]
    assert len(set(codes)) == len(codes)


def test_a_mistake_of_the_program_is_told_in_one_line_that_says_how_to_see_more() -> None:
    told = problem(RuntimeError("first\nsecond"))
    assert told.kind == "Mistake"
    assert told.message.startswith("Bookrunner made a mistake (RuntimeError: first)")
    assert "--debug" in told.message
    assert "\n" not in told.message


def test_what_was_perhaps_meant_is_handed_on() -> None:
    assert problem(NotFound("company", "HDD", near=["HD"])).near == ("HD",)
    assert problem(Ambiguous("companies", "General", ["GD", "GE"])).choices == ("GD", "GE")
