"""The Items of 8-Ks: what each heading says happened, and the words below it."""

from pathlib import Path

import pytest

from bookrunner.documents import Document, parse
from tests.documents.filings import codes, real

_COVER = (
    "<p>UNITED STATES SECURITIES AND EXCHANGE COMMISSION</p><p>FORM 8-K</p><p>CURRENT REPORT</p>"
    "<p>Tern Quarries, Inc. (an invented company)</p>"
)


def current(*lines: str) -> Document:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return parse(f"<html><body>{_COVER}{body}</body></html>".encode(), name="tern-8-k.htm")


def items(document: Document) -> list[tuple[str, str]]:
    return [(section.item, section.title) for section in document.sections]


def test_an_item_of_a_current_report_is_a_section_that_ends_where_the_next_begins() -> None:
    document = current(
        "Item 2.02. Results of Operations and Financial Condition",
        "Granite sold well, as",
        "Item 2.02 of this report says.",
        "ITEM 9.01",
        "Financial Statements and Exhibits",
        "(d) 99.1 Press release",
        "SIGNATURE",
        "Signed by its president.",
    )
    assert items(document) == [
        ("Item 2.02", "Results of Operations and Financial Condition"),
        ("Item 9.01", "Financial Statements and Exhibits"),
    ]
    results, exhibits = (document.words(section) for section in document.sections)
    assert results.endswith("Item 2.02 of this report says.")
    assert exhibits.endswith("(d) 99.1 Press release")
    assert document.section("2.02") is document.sections[0]


def test_headings_of_one_or_more_items_may_use_their_own_words() -> None:
    document = current(
        "Items 1.01(a) and 5.02(e) Amendment of a Material Agreement; Compensatory Arrangements",
        "The president is paid in granite.",
        "<b>Item5.07 Meeting of the Owners</b>",
        "They met.",
        "Item 8.01 Other Events. On that day the company bought a saw and says so.",
        "Item 7.01 of this report is not a heading.",
        "ITEM 9.01 Amendments to Articles of Incorporation",
        "None.",
    )
    assert [section.item for section in document.sections] == [
        "Item 1.01",
        "Item 5.02",
        "Item 5.07",
        "Item 8.01",
        "Item 9.01",
    ]
    assert document.words(document.sections[0]) == document.words(document.sections[1])
    assert "documents.items-combined" in codes(document)


def test_a_current_report_without_headings_has_a_finding_and_no_sections() -> None:
    document = current("Granite sold well.", "Item 2.99 Results nobody asks for.")
    assert document.sections == ()
    assert "documents.no-items" in codes(document)


SHAPES = {
    "the number in a cell of its own": (["Item&#160;2.02.\tResults of Operations", "Up."], "2.02"),
    "the title on the next line": (["ITEM 8.01", "Other Events", "They met."], "8.01"),
    "small capitals": (["I TEM 5.02. D EPARTURE OF DIRECTORS", "One left."], "5.02"),
    "a colon and the paragraph of the form": (["Item 7: (c) Exhibits", "99 A letter"], "7"),
    "Item No.": (["Item No. 1.01 - Entry into a Material Agreement", "Signed."], "1.01"),
    "the number alone": (["As said below.", "Item 8.01.", "The company met."], "8.01"),
    "words broken by a tag": (["Item 3.01 N otice of Delisting", "It was told."], "3.01"),
}


@pytest.mark.parametrize("lines, number", SHAPES.values(), ids=SHAPES)
def test_headings_of_current_reports_are_found_in_each_shape(lines: list[str], number: str) -> None:
    cells = [line.replace("\t", "</td><td>") for line in lines]
    rows = [f"<table><tr><td>{c}</td></tr></table>" if "<td>" in c else c for c in cells]
    document = current(*rows, "SIGNATURE", "Signed by its president.")
    assert [section.item for section in document.sections] == [f"Item {number}"]
    assert document.words(document.sections[0]).endswith(lines[-1])


def test_a_title_below_an_empty_line_is_the_items() -> None:
    written = "FORM 8-K\n\nCURRENT REPORT\n\nItem 5.\n\nOther Events.\n\nIt rained.\n\nSIGNATURES\n"
    document = parse(written.encode(), name="tern.txt")
    assert items(document) == [("Item 5", "Other Events")]


# Their headings, read in each filing.
REAL = [
    ("BuckleInc-8-K.html", ["Item 2.02", "Item 9.01"]),
    ("Oracle-8-K.html", ["Item 5.07"]),
    ("ADOBE-INC_0000796343-23-000044.txt", ["Item 2.02", "Item 9.01"]),
    ("NORDSTROM-INC_0000072333-23-000015.txt", ["Item 5.02", "Item 9.01"]),
    # Of 2003, when the Items were numbered otherwise.
    ("0001104659-03-004925.html", ["Item 9"]),
]


@pytest.mark.parametrize("name, headings", REAL)
def test_real_current_reports_have_the_items_of_their_headings(
    shared_data: Path, name: str, headings: list[str]
) -> None:
    document = real(shared_data, f"8-K/{name}")
    assert [section.item for section in document.sections] == headings
    assert all(len(document.words(section)) > 60 for section in document.sections)
    assert "documents.no-items" not in codes(document)
