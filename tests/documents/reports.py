"""Invented reports for the tests of sections: paragraphs and rows set one below the other."""

from bookrunner.documents import Document, parse

_COVER = (
    "UNITED STATES SECURITIES AND EXCHANGE COMMISSION",
    "FORM {form}",
    "Tern Quarries, Inc. (an invented company)",
)
FILLER = "Granite is cut, sawn and polished in the north pit and sold by the ton. " * 6


def report(form: str, *lines: str) -> Document:
    """A filing in HTML; a line with tabs is a row of a table."""
    body = "".join(_set(line) for line in (*(c.format(form=form) for c in _COVER), *lines))
    return parse(f"<html><body>{body}</body></html>".encode(), name="tern.htm")


def _set(line: str) -> str:
    if "\t" not in line:
        return f"<p>{line}</p>"
    cells = "".join(f"<td>{cell}</td>" for cell in line.split("\t"))
    return f"<table><tr>{cells}</tr></table>"


def headed(document: Document) -> list[tuple[str, str]]:
    """(item, the line it begins with) of each section."""
    return [(s.item, document.words(s).partition("\n")[0]) for s in document.sections]


def indexed_annual() -> Document:
    """A 10-K without Item headings, laid out in pages, with an index at its end."""
    pages = [
        ("A letter to those who own us.", "2"),
        ("ABOUT TERN", FILLER, "3"),
        ("MANAGEMENT'S DISCUSSION AND ANALYSIS", FILLER, "4"),
        ("RISK FACTORS. Granite may crack.", FILLER, "5"),
        (FILLER, "LEGAL PROCEEDINGS", "Nobody sues.", "PROPERTIES", "Three pits.", FILLER, "6"),
        ("CONSOLIDATED BALANCE SHEET", FILLER, "7"),
        (FILLER, "8"),
        ("CONTROLS AND PROCEDURES", FILLER, "9"),
    ]
    index = (
        "Form 10-K cross-reference index",
        "Item 1.\tBusiness\t3-4",
        "Item 1A.\tRisk Factors\t5",
        "Item 1B.\tUnresolved Staff Comments\tNot applicable",
        "Item 2.\tProperties\t6",
        "Item 3.\tLegal Proceedings\t6",
        "Item 7.\tManagement's Discussion and Analysis\t4",
        "Item 8.\tFinancial Statements and Supplementary Data\t7-8",
        "Item 9A.\tControls and Procedures\t9",
        "Item 11.\tExecutive Compensation\t(a)",
        "(a) Incorporated by reference from the proxy statement.",
        "10",
    )
    lines = [line for page in pages for line in (*page[:-1], f"Tern 2023 annual report {page[-1]}")]
    return report("10-K", *lines, *index)


def quarterly_without_a_heading() -> Document:
    """A 10-Q whose statements begin without "Item 1"; its contents say on which page."""
    return report(
        "10-Q",
        "Part I. Financial Information",
        "Item 1.\tFinancial Statements\t",
        "Consolidated Statements of Income\t3",
        "Item 2.\tManagement's Discussion and Analysis\t5",
        "Item 4.\tControls and Procedures\t6",
        "Part II. Other Information",
        "Item 6.\tExhibits\t7",
        "2",
        "Consolidated Statements of Income",
        FILLER,
        "3",
        FILLER,
        "4",
        "Item 2. Management's Discussion and Analysis",
        FILLER,
        "5",
        "Item 4. Controls and Procedures",
        FILLER,
        "6",
        "PART II. OTHER INFORMATION",
        "Item 6. Exhibits",
        FILLER,
        "7",
    )


def joined_annual() -> Document:
    """A 10-K with one heading for two Items, signatures and financial pages after them."""
    return report(
        "10-K",
        "Items 1 and 2. Business and Properties",
        FILLER,
        "Item 3. Legal Proceedings",
        "Nobody sues.",
        "Item 7. Management's Discussion and Analysis",
        FILLER,
        "ITEM 7(a). Quantitative and Qualitative Disclosures About Market Risk",
        FILLER,
        "Item 7(a). Quantitative and Qualitative Disclosures About Market Risk (continued)",
        FILLER,
        "Item 8. Financial Statements",
        FILLER,
        "Items 10 through 13. Directors and Others",
        "See the proxy statement.",
        "Item 15. Exhibits",
        "None.",
        "SIGNATURES",
        "Pursuant to the requirements of the Act this report was signed.",
        "REPORT OF INDEPENDENT REGISTERED PUBLIC ACCOUNTING FIRM",
        FILLER,
    )


def prospectus() -> Document:
    """A registration statement: contents with pages, headings in words, one broken in two."""
    return report(
        "S-1",
        "TABLE OF CONTENTS",
        "Prospectus summary\t1",
        "Risk factors\t5",
        "Use of proceeds\t10",
        "Experts\t11",
        "Legal matters\t12",
        "PROSPECTUS SUMMARY",
        FILLER,
        "The Offering",
        "One million shares.",
        "RISK FACTORS",
        FILLER,
        "USE OF PROCEEDS",
        FILLER,
        "Dividends",
        "None is planned.",
        "LEGAL MATTERS",
        FILLER,
    )


def foreign_annual() -> Document:
    """A 20-F with contents, references in its text and sub-items."""
    return report(
        "20-F",
        "Item 3.\tKey Information\t1",
        "Item 4.\tInformation on the Company\t2",
        "Item 4A.\tUnresolved Staff Comments\t2",
        "Item 5.\tOperating and Financial Review and Prospects\t3",
        "Item 16A.\tAudit Committee Financial Expert\t4",
        "Item 19.\tExhibits\t4",
        "ITEM 3. KEY INFORMATION",
        FILLER,
        "ITEM 4. INFORMATION ON THE COMPANY",
        "A. History and development",
        FILLER,
        "Item 3 of this report says more.",
        "ITEM 4A. UNRESOLVED STAFF COMMENTS",
        "None.",
        "ITEM 5. OPERATING AND FINANCIAL REVIEW AND PROSPECTS",
        FILLER,
        "ITEM 16A. AUDIT COMMITTEE FINANCIAL EXPERT",
        FILLER,
        "ITEM 19. EXHIBITS",
        "1.1 Articles",
    )


def quarterly_with_listed_notes() -> Document:
    """A 10-Q whose contents list its notes, and whose statements have no Item heading."""
    notes = (f"Note {n} - Of granite and of other stones of the pit\t{n}" for n in range(1, 16))
    return report(
        "10-Q",
        "Item 1.\tFinancial Statements\t1",
        *notes,
        "Item 2.\tManagement's Discussion and Analysis\t16",
        "Item 4.\tControls and Procedures\t17",
        "Consolidated Statements of Income",
        *(line for page in range(1, 16) for line in (FILLER, str(page))),
        "Item 2. Management's Discussion and Analysis",
        FILLER,
        "16",
        "Item 4. Controls and Procedures",
        FILLER,
        "17",
    )


def trust_annual() -> Document:
    """A 10-K of a trust: the omitted Items first, an introduction below the heading of a Part."""
    return report(
        "10-K",
        "The following Items are omitted:",
        "Item 1. Business",
        "Item 2. Properties",
        "Item 3. Legal Proceedings",
        "Item 1B. Unresolved Staff Comments",
        "None.",
        "Item 4. Mine Safety Disclosures",
        "None.",
        "Item 9B. Other Information",
        "None.",
        "PART III",
        "The following Item is omitted as well:",
        "Item 10. Directors, Executive Officers and Corporate Governance",
    )
