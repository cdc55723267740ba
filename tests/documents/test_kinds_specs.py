"""The promises about kinds of documents, as they are written in specs/documents/kinds.feature."""

import re
from dataclasses import dataclass, field

from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.documents import Document, UnreadableFile, parse
from tests.documents.filings import codes
from tests.documents.invented_kinds import CALL, FORM_4, INFORMATION_TABLE, RELEASE, SUBMISSION
from tests.documents.small_pdf import Ink, pdf, statement

scenarios("documents/kinds.feature")


@dataclass
class Upload:
    content: bytes = b""
    name: str = "upload.htm"
    documents: list[Document] = field(default_factory=list)
    refusal: str = ""

    @property
    def document(self) -> Document:
        (one,) = self.documents
        return one


def page(words: str) -> bytes:
    filler = "The registrant reports to the Securities and Exchange Commission on its affairs. " * 6
    return f"<html><body><p>{words}</p><p>{filler}</p></body></html>".encode()


@given(parsers.parse('a document that begins with "{words}"'), target_fixture="upload")
def beginning(words: str) -> Upload:
    return Upload(page(words))


@given(
    "a submission with a report, a press release, a picture and a spreadsheet",
    target_fixture="upload",
)
def whole() -> Upload:
    return Upload(SUBMISSION.encode(), "0009999001-24-000007.txt")


@given("a Form 4 of an invented company", target_fixture="upload")
def form_4() -> Upload:
    return Upload(FORM_4.encode(), "form4.xml")


@given(parsers.parse('a 13F filed on "{day}" with a holding of "1,500"'), target_fixture="upload")
def holdings(day: str) -> Upload:
    compact = day.replace("-", "")
    table = INFORMATION_TABLE.format(value="1500")
    return Upload(
        f"<SEC-DOCUMENT>x\n<SEC-HEADER>x\nCONFORMED SUBMISSION TYPE:\t13F-HR\n"
        f"FILED AS OF DATE:\t{compact}\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>13F-HR\n<TEXT>\n<XML>\n"
        "<edgarSubmission><headerData><submissionType>13F-HR</submissionType></headerData>"
        "<formData><filingManager><name>Slate Advisers LP</name></filingManager></formData>"
        "</edgarSubmission>\n</XML>\n</TEXT>\n</DOCUMENT>\n<DOCUMENT>\n<TYPE>INFORMATION TABLE\n"
        f"<TEXT>\n<XML>\n{table}\n</XML>\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n".encode(),
        "holdings.txt",
    )


@given("a 13F table by itself", target_fixture="upload")
def holdings_alone() -> Upload:
    return Upload(INFORMATION_TABLE.format(value="1500").encode(), "infotable.xml")


@given("the transcript of an invented call", target_fixture="upload")
def call() -> Upload:
    return Upload(CALL.encode(), "call.txt")


@given("a PDF with an income statement", target_fixture="upload")
def printed() -> Upload:
    return Upload(pdf([statement()]), "report.pdf")


@given("a PDF of pictures alone", target_fixture="upload")
def scan() -> Upload:
    return Upload(pdf([[], []]), "scan.pdf")


@given("a press release of an invented company", target_fixture="upload")
def release() -> Upload:
    return Upload(f"<html><body><p>{RELEASE}</p></body></html>".encode(), "news.htm")


@given(parsers.parse('a web page that says "{words}"'), target_fixture="upload")
def web_page(words: str) -> Upload:
    return Upload(f"<html><body><h1>{words}</h1></body></html>".encode(), "filing.htm")


@when("it is read")
def read(upload: Upload) -> None:
    try:
        upload.documents.append(parse(upload.content, name=upload.name))
    except UnreadableFile as error:
        upload.refusal = str(error)


@then(parsers.parse('its form is "{form}"'))
def has_form(upload: Upload, form: str) -> None:
    assert upload.document.form == form


@then("its text holds the report and then the press release")
def report_then_release(upload: Upload) -> None:
    text = upload.document.text
    assert 0 <= text.index("See the release") < text.index("announces results")
    assert upload.document.form == "8-K"
    assert [section.item for section in upload.document.sections] == ["Item 2.02"]
    assert "release for" not in upload.document.words(upload.document.sections[0])


@then('the exhibit "EX-99.1" spans the press release')
def release_spanned(upload: Upload) -> None:
    (exhibit,) = upload.document.exhibits
    assert (exhibit.kind, exhibit.title) == ("EX-99.1", "PRESS RELEASE")
    assert "announces results" in upload.document.words(exhibit)
    assert "See the release" not in upload.document.words(exhibit)
    (table,) = upload.document.tables
    assert (table.exponent, table.rows[1][1].text) == (6, "1,234")
    assert upload.document.words(table.rows[1][1]) == "1,234"


@then('a finding "documents.attachments-left-out" counts the picture and the spreadsheet')
def counted(upload: Upload) -> None:
    (finding,) = [f for f in upload.document.findings if "left-out" in f.code]
    assert "2 attachments" in finding.message
    assert "1 EXCEL, 1 GRAPHIC" in finding.message


@then('its form is "4" and its company is the issuer')
def issuer(upload: Upload) -> None:
    document = upload.document
    assert document.form == "4"
    assert document.cover["EntityRegistrantName"] == "Tern Quarries, Inc."
    assert document.cover["EntityCentralIndexKey"] == "0009999001"
    assert document.cover["DocumentPeriodEndDate"] == "2024-02-15"


@then("its text says who reports, and a table holds the sale with its price")
def sale(upload: Upload) -> None:
    document = upload.document
    assert "Reporting owner: ROE JANE" in document.text
    (table,) = document.tables
    header, row = table.rows
    column = [cell.text for cell in header].index("Transaction price per share")
    assert row[column].text == "31.07"
    assert document.words(row[column]) == "31.07"


@then("every value of the XML stands in the text")
def nothing_lost(upload: Upload) -> None:
    words = set(re.findall(r">([^<>\s][^<>]*)<", FORM_4)) - {"true"}
    assert all(" ".join(said.split()) in upload.document.text for said in words)


@then(parsers.parse('the value column is to be multiplied by "{factor}" USD'))
def factor_stated(upload: Upload, factor: str) -> None:
    (table,) = upload.document.tables
    assert table.exponent is not None
    assert (10**table.exponent, table.currency) == (int(factor), "USD")
    assert "1500" in [cell.text for cell in table.rows[1]]
    words = "thousands" if factor == "1000" else "in dollars"
    assert words in upload.document.words(table)


@then('no factor is stated and a finding "documents.scale-unknown" says so')
def no_factor(upload: Upload) -> None:
    (table,) = upload.document.tables
    assert table.exponent is None
    assert "documents.scale-unknown" in codes(upload.document)


@then("its speakers, roles and parts are told apart")
def speakers(upload: Upload) -> None:
    told = [(turn.speaker, turn.role, turn.part[0]) for turn in upload.document.turns]
    assert told == [
        ("Operator", "Operator", "p"),
        ("Jane Roe", "Chief Executive Officer", "p"),
        ("John Doe", "Chief Financial Officer", "p"),
        ("Operator", "Operator", "q"),
        ("Ann Poe", "Granite Bank -- Analyst", "q"),
        ("Jane Roe", "Chief Executive Officer", "q"),
    ]


@then("each turn spans its words")
def turns_spanned(upload: Upload) -> None:
    document = upload.document
    last = document.words(document.turns[-1])
    assert last.endswith("Deep enough for many years of stone.")
    assert "twelve percent" in document.words(document.turns[1])
    assert "Net income" not in document.words(document.turns[1])


@then('"Revenue" stands in a box on page 1')
def boxed(upload: Upload) -> None:
    document = upload.document
    start = document.text.index("Revenue\t")
    (box,) = document.boxes(start, start + len("Revenue"))
    assert box.page == 1
    assert abs(box.x0 - 72) < 2
    assert box.y0 - 1 < 660 < box.y1
    assert (document.pages[0].width, document.pages[0].height) == (612, 792)


@then("a table in millions holds the revenue of both years")
def revenue_table(upload: Upload) -> None:
    (table,) = upload.document.tables
    assert (table.exponent, table.currency) == (6, "USD")
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in table.rows}
    assert rows["Revenue"] == ["$ 1,234.5", "$ 1,100.0"]
    assert rows["Cost of revenue"] == ["(734.5)", "(640.0)"]
    assert ["2023", "2022"] in [[cell.text for cell in row[1:]] for row in table.rows]


@then('it has 2 pages, no words and a finding "documents.scan-without-text"')
def empty_pages(upload: Upload) -> None:
    assert (len(upload.document.pages), upload.document.text) == (2, "")
    assert "documents.scan-without-text" in codes(upload.document)


@then('it names no form and a finding "documents.form-unknown" says so')
def unknown_form(upload: Upload) -> None:
    assert upload.document.form == ""
    assert "documents.form-unknown" in codes(upload.document)


@then(parsers.parse('it is refused because "{reason}"'))
def refused(upload: Upload, reason: str) -> None:
    assert not upload.documents
    assert reason in upload.refusal


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    document = parse(pdf([statement()], rotate=90), name="turned.pdf")
    assert (document.pages[0].width, document.pages[0].height) == (792, 612)
    (box,) = document.boxes(document.text.index("Revenue"), document.text.index("Revenue") + 7)
    # Turned clockwise, what stood 660 above the lower edge stands 660 from the left.
    assert box.x0 - 1 < 660 < box.x1 + 1


def test_white_and_tiny_words_are_read_and_flagged() -> None:
    page_of = [*statement(), Ink(72, 100, "unseen words", 10, white=True), Ink(72, 80, "tiny", 1)]
    document = parse(pdf([page_of]), name="report.pdf")
    (finding,) = [f for f in document.findings if f.code == "documents.unseen-text"]
    assert finding.message.startswith("3 words")
