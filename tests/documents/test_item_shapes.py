"""The shapes in which filings set the headings of their Items, each in an invented report."""

import pytest

from bookrunner.documents import Document, parse
from tests.documents.filings import codes
from tests.documents.reports import FILLER, headed, report

TEXT = FILLER * 3


def items(document: Document) -> list[str]:
    """``II 1A`` for Item 1A of Part II; sections without an Item by the first word of theirs."""
    return [
        f"{s.part.removeprefix('Part ')} {s.item.removeprefix('Item ')}" if s.item else s.title
        for s in document.sections
    ]


def typed(form: str, *paragraphs: str) -> Document:
    """A filing as plain text."""
    cover = (
        f"UNITED STATES\nSECURITIES AND EXCHANGE COMMISSION\n\nFORM {form}\n\nTern Quarries, Inc."
    )
    return parse("\n\n".join((cover, *paragraphs)).encode(), name="tern.txt")


NOTES = "\n".join(f"Note {n} - {'Granite and other stones ' * 3}   {n + 10}" for n in range(1, 15))


def drawn(shape: str) -> list[str]:
    """The lines of a drawn report: ``...`` stands for text, three spaces for the next cell."""
    lines = [line.strip() for line in shape.strip().replace("{notes}", NOTES).split("\n")]
    return [TEXT if line == "..." else line.replace("   ", "\t") for line in lines]


FIRST_THREE = ["I 1", "I 1A", "I 2"]
SHAPES = {
    "the number in a cell of its own": (
        """
        Item   1.   Business
        ...
        Item   1A.   Risk Factors
        ...
        Item   2.   Properties
        """,
        FIRST_THREE,
    ),
    "the number on the next line": (
        """
        Item
        1.   Business
        ...
        Item
        1A.   Risk Factors
        ...
        Item 2. Properties
        """,
        FIRST_THREE,
    ),
    "the title on the next line": (
        """
        ITEM 1.
        BUSINESS
        ...
        ITEM 1A.
        RISK FACTORS
        ...
        ITEM 2.
        PROPERTIES
        """,
        FIRST_THREE,
    ),
    "small capitals and words broken by tags": (
        """
        I TEM 1. B USINESS
        ...
        I TEM 1A. RIS K FACTORS
        ...
        I TEM 2. P ROPERTIES
        """,
        FIRST_THREE,
    ),
    "small capitals without a point": (
        """
        I TEM 8 F INANCIAL STATEMENTS
        ...
        I TEM 9 C HANGES IN AND DISAGREEMENTS WITH ACCOUNTANTS
        None.
        I TEM 14 F INANCIAL STATEMENT SCHEDULES AND REPORTS ON FORM 8-K
        ...
        """,
        ["II 8", "II 9", "III 14"],
    ),
    "no-break spaces and dashes": (
        """
        ITEM&#160;1 &#8211; BUSINESS
        ...
        ITEM&#160;1A - RISK FACTORS
        ...
        Item 2 | Properties
        """,
        FIRST_THREE,
    ),
    "a letter in brackets, after a dash or a point": (
        """
        Item 1. Business
        ...
        Item 1(a). Risk Factors
        ...
        Item 1-B. Unresolved Staff Comments
        None.
        Item 1.C. Cybersecurity
        None.
        """,
        ["I 1", "I 1A", "I 1B", "I 1C"],
    ),
    "the Part in the heading": (
        """
        PART I, ITEM 1. BUSINESS
        ...
        PART I, ITEM 2. PROPERTIES
        ...
        PART II, ITEM 8. FINANCIAL STATEMENTS
        ...
        """,
        ["I 1", "I 2", "II 8"],
    ),
    "points, strokes and commas between joined Items": (
        """
        Items 1. and 2. Business and Properties
        ...
        Item 7/7A. Management's Discussion
        ...
        Items 10, 11 and 12. Directors
        x
        """,
        ["I 1", "I 2", "II 7", "II 7A", "III 10", "III 11", "III 12"],
    ),
    "numbers without the word Item": (
        """
        PART I
        1. Business
        ...
        1A. Risk Factors
        ...
        2. Properties
        ...
        PART II
        7. Management's Discussion
        ...
        8. Financial Statements
        ...
        """,
        ["I 1", "I 1A", "I 2", "II 7", "II 8"],
    ),
    "contents without pages or links": (
        """
        Item 1. Business
        Item 1A. Risk Factors
        Item 2. Properties
        Item 3. Legal Proceedings
        PART I
        Item 1A. Risk Factors
        ...
        Item 2. Properties
        ...
        Item 3. Legal Proceedings
        ...
        """,
        ["I 1A", "I 2", "I 3"],
    ),
    "contents that list the statements and notes": (
        """
        Item 7.   Management's Discussion and Analysis   3
        Item 8.   Financial Statements   9
        {notes}
        Item 9.   Changes in Accountants   30
        Item 7. Management's Discussion and Analysis
        ...
        Item 9. Changes in Accountants
        None.
        """,
        ["II 7", "II 9"],
    ),
    "contents at the end": (
        """
        Item 1. Business
        ...
        Item 2. Properties
        ...
        Item 3. Legal Proceedings
        ...
        Item 1. Business   3
        Item 2. Properties   4
        Item 3. Legal Proceedings   5
        """,
        ["I 1", "I 2", "I 3"],
    ),
    "answered Items after the omitted ones": (
        """
        The following Items have been omitted:
        Item 1. Business
        Item 2. Properties
        Item 3. Legal Proceedings
        Item 1B. Unresolved Staff Comments
        None.
        Item 4. Mine Safety Disclosures
        None.
        """,
        ["I 1", "I 2", "I 3", "I 1B", "I 4"],
    ),
    "references that look like headings": (
        """
        Item 1. Business
        ...
        Item 7 of this report says more.
        Item 1A. Risk Factors
        ...
        Item 2. Properties
        As
        Item 1A. Risk Factors of this report says, granite may crack.
        ...
        """,
        FIRST_THREE,
    ),
    "Item No.": (
        """
        Item No. 1. Business
        ...
        Item No. 1A. Risk Factors
        ...
        Item No. 2. Properties
        """,
        FIRST_THREE,
    ),
    "numbers that touch their titles": (
        """
        Item 1Business
        ...
        Item 1A.Risk Factors
        ...
        ITEM 2PROPERTIES
        """,
        FIRST_THREE,
    ),
    "passages with letters in brackets": (
        """
        Item 1. Business
        Item 1(a). General Development of Business
        ...
        Item 1(b). Industry Segments
        ...
        Item 2. Properties
        ...
        """,
        ["I 1", "I 2"],
    ),
    "the Part and Item above each page": (
        """
        PART I
        Item 1
        ITEM 1. B USINESS
        ...
        PART I
        Item 1
        STONES
        ...
        PART I
        Item 1A
        ITEM 1A. RIS K FACTORS
        ...
        PART I
        Item 1B, 2
        ITEM 1B. UNRESOLVED STAFF COMMENTS
        None.
        ITEM 2. PROPERTIES
        ...
        PART II
        Item 7
        ITEM 7. MANAGEMENT'S DISCUSSION AND ANALYSIS
        ...
        PART II
        Item 7
        OVERVIEW
        ...
        """,
        ["I 1", "I 1A", "I 1B", "I 2", "II 7"],
    ),
    "an Item of the executive officers": (
        """
        Item 3. Legal Proceedings
        None.
        Item 4. Mine Safety Disclosures
        None.
        Item 4A. Executive Officers of the Registrant
        ...
        Item 5. Market for Registrant's Common Equity
        ...
        """,
        ["I 3", "I 4", "I 4A", "II 5"],
    ),
    "Items that refer to the annual report": (
        """
        Item 1. Business
        ...
        Item 6. Selected Financial Data
        See Exhibit 13.
        Item 7. Management's Discussion
        See Exhibit 13.
        Item 8. Financial Statements
        See Exhibit 13.
        Item 14. Exhibits
        13 Annual report
        """,
        ["I 1", "II 6", "II 7", "II 8", "III 14"],
    ),
}


@pytest.mark.parametrize("shape, expected", SHAPES.values(), ids=SHAPES)
def test_headings_of_annual_reports_are_found_in_each_shape(
    shape: str, expected: list[str]
) -> None:
    document = report("10-K", *drawn(shape))
    assert items(document) == expected
    texts = [document.words(section).count("Granite is cut") for section in document.sections]
    assert sum(texts) >= drawn(shape).count(TEXT) * TEXT.count("Granite is cut")


QUARTERLY = {
    "headings repeated at the head of each page": (
        """
        PART I
        Item 1. Financial Statements
        ...
        Item 1. Financial Statements
        ...
        Item 1. Financial Statements (continued)
        ...
        Item 2. Management's Discussion and Analysis
        ...
        Item 2. Management's Discussion and Analysis
        ...
        PART II
        Item 6. Exhibits
        None.
        """,
        [("I 1", 3), ("I 2", 2), ("II 6", 0)],
    ),
    "ones typed as letters": (
        """
        PART I
        Item I. Financial Statements
        ...
        Item 2. Management's Discussion and Analysis
        ...
        PART II
        Item l. Legal Proceedings
        ...
        Item lA. Risk Factors
        ...
        Item 6. Exhibits
        None.
        """,
        [("I 1", 1), ("I 2", 1), ("II 1", 1), ("II 1A", 1), ("II 6", 0)],
    ),
    "a Part after a running title": (
        """
        PART I
        Item 1. Financial Statements
        ...
        Item 2. Management's Discussion and Analysis
        ...
        Item 4. Controls and Procedures
        ...
        Tern Quarries, Inc. PART II - OTHER INFORMATION
        Item 1. Legal Proceedings
        ...
        Item 6. Exhibits
        None.
        """,
        [("I 1", 1), ("I 2", 1), ("I 4", 1), ("II 1", 1), ("II 6", 0)],
    ),
}


@pytest.mark.parametrize("shape, expected", QUARTERLY.values(), ids=QUARTERLY)
def test_headings_of_quarterly_reports_keep_their_text_and_no_more(
    shape: str, expected: list[tuple[str, int]]
) -> None:
    document = report("10-Q", *drawn(shape))
    found = [
        (name, document.words(section).count("Granite is cut") // TEXT.count("Granite is cut"))
        for name, section in zip(items(document), document.sections, strict=True)
    ]
    assert found == expected
    assert not any("PART II" in document.words(section) for section in document.sections)


def test_a_report_of_the_1990s_in_capitals_has_its_items() -> None:
    document = typed(
        "10-K405",
        "ITEM 1.  BUSINESS . . . . . . . . . . . 1\nITEM 2.  PROPERTIES  . . . . . . . . . 4\n"
        "ITEM 14. EXHIBITS  . . . . . . . . . . 9",
        "                     PART I\n\nITEM 1.  BUSINESS",
        TEXT,
        "ITEM 2.  PROPERTIES\n\n" + TEXT,
        "ITEM 5.  MARKET FOR REGISTRANT'S COMMON EQUITY AND\n         RELATED STOCKHOLDER MATTERS",
        TEXT,
        "                    PART III",
        "The following is incorporated by reference to the proxy statement.",
        "ITEM 10.  DIRECTORS AND EXECUTIVE OFFICERS OF THE REGISTRANT",
        "ITEM 14.  EXHIBITS, FINANCIAL STATEMENT SCHEDULES AND REPORTS ON FORM 8-K\n\n" + TEXT,
        "                   SIGNATURES\n\n   Pursuant to the requirements of Section 13",
    )
    assert items(document) == ["I 1", "I 2", "II 5", "III 10", "III 14", "SIGNATURES"]
    market = document.section("5")
    assert market is not None
    assert document.words(market).endswith("sold by the ton.")


def test_a_small_business_report_has_the_items_of_its_form() -> None:
    document = typed(
        "10-KSB",
        "ITEM 1.  DESCRIPTION OF BUSINESS",
        TEXT,
        "ITEM 6.  PLAN OF OPERATION",
        TEXT,
        "ITEM 7.  FINANCIAL STATEMENTS",
        TEXT,
        "ITEM 8A.  CONTROLS AND PROCEDURES",
        "ITEM 13.  EXHIBITS",
    )
    assert items(document) == ["I 1", "II 6", "II 7", "II 8A", "III 13"]


def test_an_amendment_of_part_iii_lacks_nothing() -> None:
    document = report(
        "10-K/A",
        "This amendment gives the information that Items 10 to 14 of Part III require.",
        "Item 10. Directors, Executive Officers and Corporate Governance",
        TEXT,
        "Item 11. Executive Compensation",
        TEXT,
        "SIGNATURES",
        "Pursuant to the requirements of the Act.",
    )
    assert items(document) == ["III 10", "III 11", "SIGNATURES"]
    assert "documents.items-missing" not in codes(document)


def test_signatures_without_a_line_of_their_own_are_not_exhibits() -> None:
    document = report(
        "10-Q",
        "Item 1. Financial Statements",
        TEXT,
        "Item 6. Exhibits",
        "31 Certification",
        "Tern Quarries, Inc. Signature",
        "Pursuant to the requirements of the Securities Exchange Act of 1934, the registrant has "
        "duly caused this report to be signed.",
    )
    assert headed(document)[1:] == [
        ("Item 6", "Item 6. Exhibits"),
        ("", "Tern Quarries, Inc. Signature"),
    ]


SIGNED = ["SIGNATURES", "Pursuant to the requirements of the Act this report was signed."]
LONG = [FILLER * 25] * 3


def test_an_index_of_numbers_only_gives_its_pages_and_the_signatures() -> None:
    page = FILLER * 25
    document = report(
        "10-K",
        "FORM 10-K CROSS-REFERENCE INDEX",
        "Item Number\tPage",
        "1.\tBusiness\t2-3",
        "1A.\tRisk Factors\t4",
        "1B.\tUnresolved Staff Comments\tNot applicable",
        "7.\tManagement's Discussion and Analysis\t3",
        "8.\tFinancial Statements and Supplementary Data\t6-7",
        *("1", "OVERVIEW", page, "2", "MANAGEMENT'S DISCUSSION AND ANALYSIS", page, "3"),
        *("RISK FACTORS", page, "4", page, "5", "CONSOLIDATED BALANCE SHEET", page, "6", page, "7"),
        *("SIGNATURES", "Pursuant to the requirements of the Act this report was signed."),
    )
    assert sorted(items(document)) == ["I 1", "I 1A", "I 1B", "II 7", "II 8", "SIGNATURES"]
    begins = {s.item: document.words(s).partition("\n")[0] for s in document.sections}
    assert begins["Item 1"] == "OVERVIEW"
    assert begins["Item 7"] == "MANAGEMENT'S DISCUSSION AND ANALYSIS"
    assert begins["Item 8"] == "CONSOLIDATED BALANCE SHEET"
    assert "documents.items-by-index" in codes(document)


def test_contents_of_columns_name_the_items_that_have_no_number_in_the_text() -> None:
    document = report(
        "10-K",
        "Table of Contents\tPart\tItem\tPage",
        "Business\tI\t1\t2",
        "Risk Factors\tI\t1A\t3",
        "Management's Discussion and Analysis\tII\t7\t4",
        "Financial Statements and Supplementary Data\tII\t8\t5",
        "Controls and Procedures\tII\t9A\t7",
        "1",
        *("Business", LONG[0], "2", "Risk Factors", LONG[0], "3"),
        *("Management's Discussion and Analysis", LONG[0], "4", "Financial Statements", LONG[0]),
        *("5", LONG[0], "6", "Controls and Procedures", LONG[0], "7"),
        *SIGNED,
    )
    assert headed(document) == [
        ("Item 1", "Business"),
        ("Item 1A", "Risk Factors"),
        ("Item 7", "Management's Discussion and Analysis"),
        ("Item 8", "Financial Statements"),
        ("Item 9A", "Controls and Procedures"),
        ("", "SIGNATURES"),
    ]
    assert "documents.items-by-index" in codes(document)


TYPED = """
       SECURITIES AND EXCHANGE COMMISSION

                     FORM 10-K

                TERN QUARRIES, INC.

<TABLE>
<CAPTION>
PART I.
- -------
<S>                                          <C>
Item 1.  Business...........................   3
Item 2.  Properties &amp; Pits..................  11
</TABLE>

                     - 2 -

PART I

ITEM 1.          DESCRIPTION OF BUSINESS

Granite is cut and
sawn.

ITEM 2.          PROPERTIES

Three pits.

SIGNATURES

Pursuant to the requirements of the Act
"""


@pytest.mark.parametrize("wrapper", ["pre", "div"])
def test_a_typed_report_in_a_wrapper_of_html_keeps_its_lines(wrapper: str) -> None:
    content = f"<html><body><{wrapper}>{TYPED}</{wrapper}></body></html>"
    document = parse(content.encode(), name="tern.htm")
    assert items(document) == ["I 1", "I 2", "SIGNATURES"]
    assert "Item 2.  Properties & Pits..................  11\n" in document.text
    business = document.section("1")
    assert business is not None
    assert document.words(business).endswith("Granite is cut and\nsawn.")
    assert len(document.tables) == 1


def test_items_of_a_foreign_report_with_points_before_their_letters() -> None:
    document = report(
        "20-F",
        "Item 4. Information on the Company",
        TEXT,
        "Item 4.A. History and Development of the Company",
        TEXT,
        "Item 5. Operating and Financial Review",
        TEXT,
        "Item 16.A. Audit Committee Financial Expert",
        TEXT,
        "Item 16.B. Item 16.B. Code of Ethics",
        TEXT,
        "Item 19. Exhibits",
    )
    assert items(document) == ["I 4", "I 5", "II 16A", "II 16B", "III 19"]


def test_headers_of_pages_are_not_the_end_of_an_item() -> None:
    shape, _ = SHAPES["the Part and Item above each page"]
    document = report("10-K", *drawn(shape))
    endings = {s.item: document.words(s).rsplit("\n", 1)[-1] for s in document.sections}
    assert endings["Item 1"] == endings["Item 1A"] == endings["Item 2"] == TEXT.strip()
    assert endings["Item 1B"] == "None."


REFERRING = """
Item 1. Business
...
Item 7. Management's Discussion and Analysis
Reference is made to the Financial Section of this report.
Item 8. Financial Statements
Reference is made to the Financial Section of this report.
Item 15. Exhibits
Management's Discussion and Analysis is part of this report.
"""


def test_a_financial_section_behind_the_items_is_none_of_theirs() -> None:
    behind = ["FINANCIAL SECTION", "Management's Discussion and Analysis", *LONG]
    document = report("10-K", *drawn(REFERRING), *behind, *SIGNED)
    assert items(document) == ["I 1", "II 7", "II 8", "IV 15", "FINANCIAL SECTION", "SIGNATURES"]
    exhibits = document.section("15")
    assert exhibits is not None
    assert document.words(exhibits).endswith("is part of this report.")


def test_a_summary_of_none_ends_there_whatever_follows() -> None:
    document = report(
        "10-K", "Item 1. Business", TEXT, "Item 16. Form 10-K Summary", "None.", "12",
        "Stones of the World", *LONG, *SIGNED,
    )  # fmt: skip
    assert items(document) == ["I 1", "IV 16", "Stones of the World", "SIGNATURES"]
