"""Items of annual and quarterly reports in the ways filings write them."""

from pathlib import Path

import pytest

from bookrunner.documents import Document
from bookrunner.documents.page_numbers import pages
from tests.documents.filings import codes, real
from tests.documents.reports import FILLER, headed, indexed_annual, joined_annual, report


def opening(document: Document, item: str, part: str = "") -> str:
    section = document.section(item, part)
    assert section is not None
    return document.words(section)[:60]


def test_an_index_gives_each_item_its_pages_and_its_heading_there() -> None:
    document = indexed_annual()
    assert opening(document, "1").startswith("ABOUT TERN")
    assert opening(document, "7").startswith("MANAGEMENT'S DISCUSSION")
    assert opening(document, "1A").startswith("RISK FACTORS. Granite may crack.")
    assert opening(document, "8").startswith("CONSOLIDATED BALANCE SHEET")
    assert opening(document, "9A").startswith("CONTROLS AND PROCEDURES")
    assert opening(document, "1B") == "Item 1B.\tUnresolved Staff Comments\tNot applicable"
    statements = document.section("8")
    assert statements is not None
    assert document.words(statements).count("Granite is cut") == 12


def test_an_index_without_printed_pages_gives_no_sections_but_a_finding() -> None:
    rows = [
        f"Item {number}.\t{title}\t{page}"
        for number, title, page in (
            ("1", "Business", 3),
            ("1A", "Risk Factors", 5),
            ("2", "Properties", 6),
            ("3", "Legal Proceedings", 6),
            ("7", "Management's Discussion and Analysis", 4),
        )
    ]
    document = report("10-K", FILLER * 30, *rows)
    assert document.sections == ()
    assert "documents.no-items" in codes(document)


def test_numbers_in_brackets_continued_headings_and_spans_of_items_are_understood() -> None:
    assert headed(joined_annual()) == [
        ("Item 1", "Items 1 and 2. Business and Properties"),
        ("Item 2", "Items 1 and 2. Business and Properties"),
        ("Item 3", "Item 3. Legal Proceedings"),
        ("Item 7", "Item 7. Management's Discussion and Analysis"),
        ("Item 7A", "ITEM 7(a). Quantitative and Qualitative Disclosures About Market Risk"),
        ("Item 8", "Item 8. Financial Statements"),
        ("Item 10", "Items 10 through 13. Directors and Others"),
        ("Item 11", "Items 10 through 13. Directors and Others"),
        ("Item 12", "Items 10 through 13. Directors and Others"),
        ("Item 13", "Items 10 through 13. Directors and Others"),
        ("Item 15", "Item 15. Exhibits"),
        ("", "SIGNATURES"),
        ("", "REPORT OF INDEPENDENT REGISTERED PUBLIC ACCOUNTING FIRM"),
    ]


def test_an_item_16_of_none_ends_where_the_financial_pages_begin() -> None:
    document = report(
        "10-K",
        "Item 1. Business",
        FILLER,
        "Item 15. Exhibits",
        FILLER,
        "Item 16. Form 10-K Summary",
        "None.",
        "Index to Financial Statements",
        FILLER,
        "SIGNATURES",
        "Pursuant to the requirements of the Act this report was signed.",
    )
    assert headed(document)[2:] == [
        ("Item 16", "Item 16. Form 10-K Summary"),
        ("", "Index to Financial Statements"),
        ("", "SIGNATURES"),
    ]
    summary = document.section("16")
    assert summary is not None
    assert document.words(summary).endswith("None.")


def test_printed_pages_are_told_from_other_numbers() -> None:
    text = "".join(f"{FILLER}\n12 tons\n2023 annual report {page}\n" for page in range(4, 14))
    found = pages(text, len(text))
    assert sorted(found.spans) == list(range(4, 14))
    start, end = found.spans[7]
    assert text[start:end].strip() == f"{FILLER.strip()} \n12 tons".strip()
    assert pages(FILLER, len(FILLER)).spans == {}


# Where each Item begins, read in the filing at the pages its index names.
INDEXED = [
    ("10-K/GE_0000040545-24-000027.html", "1A", "", "RISK FACTORS."),
    ("10-K/GE_0000040545-24-000027.html", "1C", "", "CYBERSECURITY."),
    ("10-K/INTC_0000050863-24-000010.html", "1A", "", "Risk Factors"),
    ("10-K/INTC_0000050863-24-000010.html", "9A", "", "Controls and Procedures"),
    ("10-K/MCD_0000063908-24-000072.html", "3", "", "LEGAL PROCEEDINGS"),
    ("10-K/MCD_0000063908-24-000072.html", "2", "", "PROPERTIES"),
    ("10-Q/INTC_0000050863-23-000069.html", "4", "", "Controls and Procedures"),
]


@pytest.mark.parametrize("path, item, part, words", INDEXED)
def test_real_reports_with_an_index_have_their_items(
    shared_data: Path, path: str, item: str, part: str, words: str
) -> None:
    document = real(shared_data, path)
    assert opening(document, item, part).startswith(words)
    assert "documents.items-by-index" in codes(document)


@pytest.mark.parametrize(
    "path", ["10-Q/ABT_0001628280-23-027203.html", "10-Q/nflx-10-q-2025-07-18.html"]
)
def test_real_quarterly_statements_without_an_item_heading_are_found(
    shared_data: Path, path: str
) -> None:
    document = real(shared_data, path)
    section = document.section("Item 1", "Part I")
    assert section is not None
    assert "Consolidated Statement" in document.words(section)[:200]
    assert section.start > 3000


SCHEDULE_13G = [
    "Item 1(a)", "Item 1(b)", "Item 2(a)", "Item 2(b)", "Item 2(c)", "Item 2(d)", "Item 2(e)",
    "Item 3", "Item 4", "Item 5", "Item 6", "Item 7", "Item 8", "Item 9", "Item 10", "",
]  # fmt: skip
FOREIGN = [f"Item {n}" for n in (1, 2, 3, 4, "4A", *range(5, 16))]
# Their headings in order, read in each filing.
OTHER_FORMS = [
    ("SC13G/0001076809-24-000144.nc", SCHEDULE_13G),
    (
        "20-F/0001062993-21-003193.html",
        [*FOREIGN, *(f"Item 16{x}" for x in "ABCDEF"), "Item 17", "Item 18", "Item 19", ""],
    ),
    (
        "20-F/0001062993-16-008650.html",
        [*FOREIGN, *(f"Item 16{x}" for x in "ABCDEFGH"), "Item 17", "Item 18", "Item 19", "", ""],
    ),
]


@pytest.mark.parametrize("path, items", OTHER_FORMS)
def test_real_filings_of_other_forms_have_their_items(
    shared_data: Path, path: str, items: list[str]
) -> None:
    assert [section.item for section in real(shared_data, path).sections] == items


# Standard name and the heading as the filing has it, in the order of its contents.
PROSPECTUS = [
    ("Summary", "PROSPECTUS SUMMARY"),
    ("The Offering", "The offering"),
    ("Risk Factors", "RISK FACTORS"),
    ("Use of Proceeds", "USE OF PROCEEDS"),
    ("Dividend Policy", "DIVIDEND POLICY"),
    ("Capitalization", "CAPITALIZATION"),
    ("Dilution", "DILUTION"),
    ("Business", "BUSINESS"),
    ("Management", "MANAGEMENT"),
    ("Principal Stockholders", "PRINCIPAL STOCKHOLDERS"),
    ("Description of Capital Stock", "DESCRIPTION OF CAPITAL STOCK"),
    ("Underwriting", "UNDERWRITING"),
    ("Legal Matters", "LEGAL MATTERS"),
    ("Experts", "EXPERTS"),
]


def test_a_real_prospectus_has_the_headings_of_its_contents(shared_data: Path) -> None:
    document = real(shared_data, "424B4/camp4-424b4.htm")
    found = [(section.item, section.title) for section in document.sections]
    assert [entry for entry in found if entry in PROSPECTUS] == PROSPECTUS
    risks = document.section("Risk Factors")
    assert risks is not None
    assert risks.end - risks.start > 300_000
