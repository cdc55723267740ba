"""The promises of specs/documents, kept."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.documents import Document, UnreadableFile, parse
from bookrunner.documents.canonical import HIDDEN_HEADING
from bookrunner.figures.periods import Period
from bookrunner.figures.units import USD
from tests.documents.filings import INVENTED_NAME, codes, fact, invented_bytes

scenarios("documents/reading.feature")


@dataclass
class Upload:
    content: bytes
    name: str
    document: Document | None = None
    refusal: UnreadableFile | None = None

    @property
    def read(self) -> Document:
        assert self.document is not None
        return self.document

    def replace(self, old: bytes, new: bytes) -> None:
        assert old in self.content
        self.content = self.content.replace(old, new)


@pytest.fixture
@given("the 10-K of an invented company")
def upload() -> Upload:
    return Upload(invented_bytes(), INVENTED_NAME)


@given(parsers.parse('a PDF named "{name}"'), target_fixture="upload")
def a_pdf(name: str) -> Upload:
    return Upload(b"%PDF-1.7\n" + b"1 0 obj\n" * 50, name)


@given("its number of pits is tagged with a format nobody knows")
def unknown_format(upload: Upload) -> None:
    upload.replace(b"ixt-sec:numwordsen", b"ixt:num-unheard-of")


@given("its text tells other revenues than its income statement")
def other_revenues(upload: Upload) -> None:
    upload.replace(b">99</ix:nonFraction>", b">88</ix:nonFraction>")


@when("it is read")
def read(upload: Upload) -> None:
    try:
        upload.document = parse(upload.content, name=upload.name)
    except UnreadableFile as refusal:
        upload.refusal = refusal


@then("every section, table cell and tagged fact has its span in the canonical text")
def spans_resolve(upload: Upload) -> None:
    document = upload.read
    assert document.sections
    assert document.tables
    assert document.facts
    for section in document.sections:
        assert document.words(section).casefold().startswith("item")
    for cell in (cell for table in document.tables for row in table.rows for cell in row):
        assert document.words(cell) == cell.text
    for tagged in document.facts:
        words = " ".join(document.text[start:end] for start, end in tagged.spans)
        assert words == tagged.text
        assert words or tagged.is_nil


@then("reading it again gives the same text and the same digest")
def same_again(upload: Upload) -> None:
    again = parse(upload.content, name=upload.name)
    assert (again.text, again.text_digest) == (upload.read.text, upload.read.text_digest)


@then(
    parsers.parse('its revenues of "{words}" thousand dollars are {value:d} USD for the year 2023')
)
def single_units(upload: Upload, words: str, value: int) -> None:
    revenues = fact(upload.read, "f2")
    assert (revenues.concept, revenues.text) == ("us-gaap:Revenues", words)
    assert (revenues.value, revenues.unit) == (Decimal(value), USD)
    assert revenues.period == Period(date(2023, 1, 1), date(2023, 12, 31))


@then(parsers.parse('its fiscal year end is "{value}" and stands in the appendix of the text'))
def hidden_fact(upload: Upload, value: str) -> None:
    document = upload.read
    year_end = fact(document, "h2")
    assert year_end.hidden
    assert document.cover["CurrentFiscalYearEndDate"] == year_end.meaning == value
    assert document.words(year_end) == "12/31"
    assert year_end.start > document.text.index(HIDDEN_HEADING)


@then("there is no number of pits")
def no_pits(upload: Upload) -> None:
    assert "tern:NumberOfPits" not in {tagged.concept for tagged in upload.read.facts}


@then(parsers.parse('a finding "{code}" says so'))
def finding_says_so(upload: Upload, code: str) -> None:
    assert code in codes(upload.read)


@then(parsers.parse('"{item}" says that granite may crack'))
def item_says(upload: Upload, item: str) -> None:
    section = upload.read.section(item)
    assert section is not None
    assert upload.read.words(section).endswith("Granite may crack.")


@then("its income statement is in thousands of USD except per share data")
def table_scale(upload: Upload) -> None:
    (table,) = [t for t in upload.read.tables if "98,765" in upload.read.words(t)]
    assert (table.exponent, table.currency, table.excepts) == (3, "USD", ("per share data",))


@then("it is refused because it is a PDF")
def refused(upload: Upload) -> None:
    assert upload.document is None
    assert "annual-report.htm: it is a PDF" in str(upload.refusal)


@given("an 8-K of an invented company with results and exhibits", target_fixture="upload")
def an_8k() -> Upload:
    lines = (
        "UNITED STATES SECURITIES AND EXCHANGE COMMISSION",
        "FORM 8-K",
        "Item 2.02. Results of Operations and Financial Condition",
        "Granite sold well.",
        "Item 9.01. Financial Statements and Exhibits",
        "There are no exhibits.",
    )
    body = "".join(f"<p>{line}</p>" for line in lines)
    return Upload(f"<html><body>{body}</body></html>".encode(), "tern-8-k.htm")


@then(parsers.parse('it has the sections "{first}" and "{second}"'))
def its_sections(upload: Upload, first: str, second: str) -> None:
    assert [section.item for section in upload.read.sections] == [first, second]


@given("a full submission whose annual report is an exhibit and declares no contexts of its own")
def submission_with_report(upload: Upload) -> None:
    spaces = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"'
    exhibit = (
        f"<html {spaces}><body><p>ANNUAL REPORT</p><p>Revenues of the year were "
        '<ix:nonFraction id="x2" contextRef="year" name="us-gaap:Revenues" unitRef="usd" '
        'decimals="-3" scale="3" format="ixt:num-dot-decimal">98,765</ix:nonFraction> '
        'and <ix:nonFraction id="x3" contextRef="nowhere" name="us-gaap:Assets" unitRef="usd" '
        'decimals="-3" format="ixt:num-dot-decimal">1</ix:nonFraction></p></body></html>'
    )
    header = (
        "<SEC-DOCUMENT>0009999001-24-000001.txt : 20240201\n<SEC-HEADER>\n"
        "ACCESSION NUMBER:\t\t0009999001-24-000001\nCONFORMED SUBMISSION TYPE:\t10-K\n"
        "</SEC-HEADER>\n"
    )
    main = upload.content.decode().partition("?>")[2]
    documents = "".join(
        f"<DOCUMENT>\n<TYPE>{kind}\n<TEXT>\n<XBRL>\n{body}\n</XBRL>\n</TEXT>\n</DOCUMENT>\n"
        for kind, body in (("10-K", main), ("EX-13", exhibit))
    )
    upload.content = f"{header}{documents}</SEC-DOCUMENT>\n".encode()
    upload.name = "0009999001-24-000001.txt"


@given("a share of ownership is tagged as the fraction 3 by 4")
def fraction(upload: Upload) -> None:
    upload.replace(
        b"<p>Footer of the page</p>",
        b'<p><ix:fraction id="q1" contextRef="year" name="tern:Ownership" unitRef="pure">'
        b'<ix:numerator format="ixt:num-dot-decimal">3</ix:numerator> of '
        b'<ix:denominator format="ixt:num-dot-decimal">4</ix:denominator></ix:fraction></p>',
    )


@then(parsers.parse("the revenues of the exhibit are {value:d} USD for the year {year:d}"))
def exhibit_revenues(upload: Upload, value: int, year: int) -> None:
    revenues = fact(upload.read, "x2")
    assert (revenues.value, revenues.unit) == (Decimal(value), USD)
    assert revenues.period == Period(date(year, 1, 1), date(year, 12, 31))
    assert fact(upload.read, "f2").value == Decimal(value)
    assert "documents.missing-context" in codes(upload.read)


@then("their span holds the words of the exhibit")
def exhibit_words(upload: Upload) -> None:
    document = upload.read
    revenues = fact(document, "x2")
    (exhibit,) = document.exhibits
    assert exhibit.start < revenues.start < revenues.end < exhibit.end
    assert document.words(revenues) == revenues.text == "98,765"
    words_of_all_facts(document)


def words_of_all_facts(document: Document) -> None:
    for tagged in document.facts:
        assert tagged.text == " ".join(document.text[a:b] for a, b in tagged.spans)


@then(parsers.parse("the share of ownership is {value}"))
def ownership(upload: Upload, value: str) -> None:
    share = fact(upload.read, "q1")
    assert (share.value, share.text) == (Decimal(value), "3 of 4")
