"""Covers without tags: the registrant and the period in the words that the forms prescribe."""

from datetime import date
from pathlib import Path

import pytest

from bookrunner.documents import period_on_cover, registrant_on_cover
from tests.documents.filings import real

CAPTION = "(Exact name of registrant as specified in its charter)"


@pytest.mark.parametrize(
    "cover,name",
    [
        (
            f"Commission file number 1-1\nTERN QUARRIES, INC.\n{CAPTION}\nDelaware",
            "TERN QUARRIES, INC.",
        ),
        (f"File No. 1\nTern Quarries Ltd\n_________\n{CAPTION}", "Tern Quarries Ltd"),
        (f"Tern Quarries Corp {CAPTION}", "Tern Quarries Corp"),
        (f"Commission file number 001-12345\n{CAPTION}", ""),
        ("Tern Quarries, Inc.", ""),
        (CAPTION, ""),
    ],
)
def test_the_registrant_stands_above_its_caption(cover: str, name: str) -> None:
    assert registrant_on_cover(cover) == name


@pytest.mark.parametrize(
    "cover,form,day",
    [
        ("For the fiscal year ended June 30, 1999.", "10-K", date(1999, 6, 30)),
        ("For the Quarterly Period Ended: 30 June 2018", "10-Q", date(2018, 6, 30)),
        ("for the quarter ended 9/30/2003 or", "10-Q", date(2003, 9, 30)),
        (
            "for the transition period from January 1, 2015 to June 30, 2015",
            "10-KT",
            date(2015, 6, 30),
        ),
        (
            "Date of Report (Date of earliest event reported): March 25, 2003",
            "8-K",
            date(2003, 3, 25),
        ),
        (
            "March 23, 2016\nDate of Report (Date of earliest event reported)",
            "8-K",
            date(2016, 3, 23),
        ),
        ("For the fiscal year ended ____________", "10-K", None),
        ("For the fiscal year ended February 30, 2001", "10-K", None),
        ("For the fiscal year ended June 30, 1999.", "S-1", None),
        ("Date of earliest event reported: soon", "8-K", None),
    ],
)
def test_the_period_stands_where_the_form_asks_for_it(
    cover: str, form: str, day: date | None
) -> None:
    assert period_on_cover(cover, form) == day


@pytest.mark.parametrize(
    "path,name,day",
    [
        ("10-Q/AA_0001193125-18-236766.html", "ALCOA CORPORATION", date(2018, 6, 30)),
        ("10-Q/META_0001326801-19-000037.html", "FACEBOOK, INC.", date(2019, 3, 31)),
        ("20-F/0001062993-21-003193.html", "PLYMOUTH ROCK TECHNOLOGIES INC.", date(2020, 11, 30)),
    ],
)
def test_covers_of_filings_without_tags(shared_data: Path, path: str, name: str, day: date) -> None:
    document = real(shared_data, path)
    assert registrant_on_cover(document.text) == name
    assert period_on_cover(document.text, document.form) == day
