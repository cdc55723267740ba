"""The promises on documents beside the pitch book, as written in specs/pitch."""

from __future__ import annotations

import re
import stat
import zipfile
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.app import Desk
from bookrunner.audit import audit_workbook
from bookrunner.facts import statements
from bookrunner.figures import USD, BookrunnerError, Period, Severity, Source, sourced
from bookrunner.ledger import read
from bookrunner.ledger.gate import Inconsistent, gate
from bookrunner.ledger.reading_docx import read_document
from bookrunner.ledger.reading_xlsx import read_workbook
from bookrunner.office.recalculate_libreoffice import compare, recalculate
from bookrunner.office.watermark import watermarked_parts
from bookrunner.operations.documents import documented
from bookrunner.operations.documents_shapes import DOCUMENT_KINDS, Document, DocumentRequest
from bookrunner.operations.releasing import released, reviewed, verified
from bookrunner.operations.releasing_shapes import ReleaseRequest, ReviewRequest, VerifyRequest
from bookrunner.pitch.papers import DOCUMENTS, Identified, Records
from bookrunner.pitch.papers.data_pack import quarter_checks
from bookrunner.valuation import ReportedPeriod, company_inputs
from tests.pitch.books import number

scenarios("pitch/documents.feature")

DAY = date(2024, 8, 30)
HEAD = "assumption,value,owner,reason,date\n"


@dataclass
class Asked:
    """A document on disk, and how it was asked for."""

    desk: Desk
    base: Path
    assumptions: Path | None = None
    folder: Path = Path()
    kind: str = ""
    company: str = ""
    refusal: BookrunnerError | None = None
    words: Path | None = None
    answer: Document | None = None
    said: list[str] = field(default_factory=list)

    def write(self, kind: str, company: str, *, checked: bool = False, by: str = "") -> None:
        self.kind, self.company = kind, company
        self.folder = self.base / f"out{len(list(self.base.iterdir()))}"
        request = DocumentRequest(
            company,
            self.folder,
            kind,
            words=self.words,
            assumptions=self.assumptions,
            checked=checked,
            by=by,
        )
        try:
            self.answer = documented(self.desk, request)
        except BookrunnerError as error:
            self.refusal = error

    def adopt(self, rows: str) -> None:
        self.assumptions = self.base / "assumptions.csv"
        self.assumptions.write_text(HEAD + rows, encoding="utf-8")

    @property
    def paper(self) -> Path:
        return self.folder / f"{self.kind}.docx"

    @property
    def pack(self) -> Path:
        return self.folder / "data-pack.xlsx"


@pytest.fixture
def asked(sample: Desk, tmp_path: Path) -> Asked:
    return Asked(sample, tmp_path)


def test_the_kinds_that_are_offered_are_those_that_can_be_made() -> None:
    assert set(DOCUMENT_KINDS) == set(DOCUMENTS)


@given(parsers.parse("its assumptions are adopted by {owner}"))
def adopted(asked: Asked, owner: str) -> None:
    template = asked.base / "template.csv"
    request = DocumentRequest("HD", asked.base / "first", "one-pager", write_assumptions=template)
    documented(asked.desk, request)
    lines = template.read_text(encoding="utf-8").splitlines()
    filled = []
    for line in lines[1:]:
        cells = line.split(",")
        if len(cells) > 2 and not line.startswith("#"):
            filled.append(f"{cells[0]},{cells[1]},{owner},for the test,{DAY}")
    asked.adopt("\n".join(filled))


@given(parsers.parse("stock compensation is added back by {owner}"))
def added_back(asked: Asked, owner: str) -> None:
    asked.adopt(f"adjustments.stock_compensation_switch,1,{owner},a management view,{DAY}\n")


@when(parsers.re(r"a (?P<kind>[\w-]+) of (?P<company>\w+) is written"))
def written(asked: Asked, kind: str, company: str) -> None:
    asked.write(kind, company)
    assert asked.refusal is None, asked.refusal


@when(parsers.re(r"a (?P<kind>[\w-]+) of (?P<company>\w+) is written as checked by (?P<by>.+)"))
def written_as_checked(asked: Asked, kind: str, company: str, by: str) -> None:
    asked.write(kind, company, checked=True, by=by)


@when(parsers.parse("its revenue of {old} is typed over with {new}"))
def typed_over(asked: Asked, old: str, new: str) -> None:
    with zipfile.ZipFile(asked.paper) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert parts["word/document.xml"].count(old.encode()) == 1
    parts["word/document.xml"] = parts["word/document.xml"].replace(old.encode(), new.encode())
    with zipfile.ZipFile(asked.paper, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


@when("it is written once more elsewhere")
def written_again(asked: Asked) -> None:
    first = {path.name: path.read_bytes() for path in asked.folder.iterdir()}
    asked.write(asked.kind, asked.company)
    again = {path.name: path.read_bytes() for path in asked.folder.iterdir()}
    asked.said = [name for name in first | again if first.get(name) != again.get(name)]


@then("each number of its pages stands in a named cell of the data pack with the same value")
def stands_in_the_pack(asked: Asked) -> None:
    ledger, cells = read(asked.folder / "ledger.json"), read_workbook(asked.pack)
    shown = {place.figure_id for place in ledger.places if place.file == "document"}
    assert len(shown) > 40
    for figure_id in shown:
        cell = cells.cells[cells.names[figure_id.lower()]]
        value = ledger.figures[figure_id]["value"]
        [exponent] = {
            place.exponent
            for place in ledger.standing(figure_id)
            if place.file == "workbook" and place.place.endswith(cell.name)
        } or {0}
        assert cell.value == pytest.approx(value / 10**exponent, rel=1e-9), figure_id


@then(parsers.parse("the gate says that {message}"))
def the_gate_says(asked: Asked, message: str) -> None:
    record = read(asked.folder / "ledger.json")
    found = gate(
        record, asked.pack, asked.folder / "one-pager.pptx", asked.paper, allowed=["52-week"]
    )
    assert any(message in one.message for one in found), found


@then(parsers.parse("a footnote of the document names {words}"))
def footnote_names(asked: Asked, words: str) -> None:
    notes = [
        text
        for place, text in read_document(asked.paper).items()
        if place.startswith("footnotes") and words in text
    ]
    assert notes


@then("both have the same bytes")
def same_bytes(asked: Asked) -> None:
    assert asked.said == []


@then(parsers.parse("its header carries the watermark {words}"))
def carries(asked: Asked, words: str) -> None:
    assert asked.refusal is None, asked.refusal
    assert watermarked_parts(asked.paper.read_bytes()) == 1
    with zipfile.ZipFile(asked.paper) as package:
        assert f'string="{words}"'.encode() in package.read("word/header1.xml")


@then(parsers.parse("after the review of {name} no part carries a watermark"))
def reviewed_by(asked: Asked, name: str) -> None:
    before = read_document(asked.paper)
    reviewed(asked.desk, ReviewRequest(asked.folder, by=name, note="read"))
    assert watermarked_parts(asked.paper.read_bytes()) == 0
    assert read_document(asked.paper) == before


@then("its release is a read-only copy that verifies")
def released_copy(asked: Asked) -> None:
    out = asked.base / "released"
    request = ReleaseRequest(asked.folder, out=out, by="Cy Third", as_of=DAY, note="to the client")
    released(asked.desk, request)
    copy = out / asked.paper.name
    assert not copy.stat().st_mode & stat.S_IWUSR
    with zipfile.ZipFile(copy) as package:
        assert b"w:documentProtection" in package.read("word/settings.xml")
    assert verified(asked.desk, VerifyRequest(out)).intact


@then("it is refused because defaults are adopted by nobody")
def stays_a_draft(asked: Asked) -> None:
    assert "adopted by nobody" in str(asked.refusal)
    assert not asked.folder.exists()


@then("the document says that a share price is required")
def price_required(asked: Asked) -> None:
    texts = read_document(asked.paper).values()
    assert any("Required: a share price" in text for text in texts)


@then(parsers.parse("its sheets are among others {names}"))
def sheets(asked: Asked, names: str) -> None:
    wanted = {name.strip() for name in names.replace(" and ", ",").split(",")}
    assert wanted <= set(openpyxl.load_workbook(asked.pack, read_only=True).sheetnames)


@then("each typed number of it has a comment that names its source or owner")
def commented(asked: Asked) -> None:
    typed = [
        cell
        for cell in read_workbook(asked.pack).cells.values()
        if isinstance(cell.value, float) and not cell.formula and cell.sheet != "Checks"
    ]
    assert len(typed) > 150
    bare = [
        f"{cell.sheet}!{cell.name}"
        for cell in typed
        if not cell.comment.startswith(("Source:", "Assumption:", "Default:"))
    ]
    assert bare == []


@then("LibreOffice recalculates the same and the auditor finds no error")
def recalculates(asked: Asked, soffice: Path) -> None:
    assert compare(asked.pack, recalculate(asked.pack, soffice)).findings == []
    flaws = [f for f in audit_workbook(asked.pack).flaws if f.severity is Severity.ERROR]
    assert flaws == []


@then(parsers.parse("adjusted EBITDA of FY2023 is {amount} million"))
def adjusted_ebitda(asked: Asked, amount: str) -> None:
    figures = read(asked.folder / "ledger.json").figures
    key = "hd.adjustments.adjusted_ebitda.20230130_20240128"
    assert figures[key]["value"] == float(amount.replace(",", "")) * 1e6


def _told(last: int) -> Records:
    """A year of 100 by quarters of 20, 25, 25 and the last."""
    days = ["2023-01-01", "2023-04-01", "2023-07-01", "2023-10-01", "2024-01-01"]
    starts = [date.fromisoformat(one) for one in days]
    source = Source("test", "a report", DAY)

    def period(first: int, after: int, amount: int, label: str) -> ReportedPeriod:
        when = Period(starts[first], starts[after] - timedelta(1))
        figure = sourced("zz.revenue", "Revenue", Decimal(amount), USD, when, source)
        return ReportedPeriod(label, when, {"revenue": figure})

    amounts = (20, 25, 25, last)
    quarters = [period(at, at + 1, one, f"Q{at + 1} FY2023") for at, one in enumerate(amounts)]
    return Records([period(0, 4, 100, "FY2023")], quarters, ())


@when("a year of 100 is told beside quarters of 20, 25, 25 and 30")
def quarters_told() -> None:
    """Nothing is written for it."""


@then("the check of the data pack holds")
def check_holds() -> None:
    [pair] = quarter_checks(_told(30))
    assert pair.left.value == pair.right.value == 100


@then("with a quarter of 31 it does not")
def check_fails() -> None:
    [pair] = quarter_checks(_told(31))
    assert (pair.left.value, pair.right.value) == (101, 100)


@given(parsers.parse("the range of revenue is made {width} wide by {owner}"))
def narrowed(asked: Asked, width: str, owner: str) -> None:
    asked.adopt(f"teaser.revenue_step,{width.replace(',', '')},{owner},to be exact,{DAY}\n")


@given(parsers.parse("offers are due {days:d} days after the letter by {owner}"))
def offers_due(asked: Asked, days: int, owner: str) -> None:
    asked.adopt(f"process.offers_days_count,{days},{owner},the owner wants a week more,{DAY}\n")


@given(parsers.parse('words that say "{words}" as description'))
def described(asked: Asked, words: str) -> None:
    asked.words = asked.base / "words.md"
    asked.words.write_text(f"# Description\n{words}\n", encoding="utf-8")


@when(parsers.re(r"a (?P<kind>[\w-]+) of (?P<company>\w+) is tried"))
def tried(asked: Asked, kind: str, company: str) -> None:
    asked.write(kind, company)


@then("its revenue stands in the range up to 250,000 million")
def revenue_range(asked: Asked) -> None:
    assert "Up to USD 250,000 million" in read_document(asked.paper).values()


@then("neither HD nor Home Depot nor an accession stands in the document")
def nothing_tells(asked: Asked) -> None:
    with zipfile.ZipFile(asked.paper) as package:
        everything = b" ".join(package.read(name) for name in package.namelist()).decode(
            errors="replace"
        )
    assert not re.search(r"\bHD\b|Home Depot|HOME DEPOT|\d{10}-\d\d-\d{6}", everything)


@then("at least two other companies of the records fit every range")
def others_fit(asked: Asked) -> None:
    figures = read(asked.folder / "ledger.json").figures
    ends = {key.split(".")[2]: one["value"] for key, one in figures.items() if ".teaser." in key}
    others = []
    for ticker in ("WMT", "LOW", "COST", "TGT", "MCD", "NKE", "SBUX"):
        try:
            company = asked.desk.store.company(ticker, asked.desk.viewer)
        except BookrunnerError:
            continue
        known = asked.desk.store.facts(company.cik, asked.desk.viewer, as_of=DAY)
        latest = company_inputs(company, statements(company, known, as_of=DAY)).latest.figures
        told = {
            "revenue": number(latest["revenue"]),
            "margin": number(latest["ebitda"]) / number(latest["revenue"]),
            "capex": number(latest["capex"]) / number(latest["revenue"]),
        }
        shown = [key for key in told if f"{key}_low" in ends]
        assert shown
        if all(ends[f"{key}_low"] <= told[key] < ends[f"{key}_high"] for key in shown):
            others.append(ticker)
    assert len(others) >= 2, others


@then(parsers.parse("it is refused because the page tells of {label}"))
def refused_by_name(asked: Asked, label: str) -> None:
    assert isinstance(asked.refusal, Identified), asked.refusal
    assert label in str(asked.refusal)
    assert not asked.folder.exists()


@then("a finding names the report of ZZALD that a search for them finds")
def found_by_search(asked: Asked) -> None:
    assert asked.answer is not None
    told = [one.message for one in asked.answer.findings if "a search for" in one.message]
    assert any("outdoor clothing" in one and "zzald-10" in one for one in told), told


@then(parsers.parse("it is refused because of {digits}"))
def refused_for(asked: Asked, digits: str) -> None:
    assert isinstance(asked.refusal, Inconsistent), asked.refusal
    assert digits in str(asked.refusal)


@then(parsers.parse("the document shows {day} for offers"))
def shows_day(asked: Asked, day: str) -> None:
    texts = list(read_document(asked.paper).values())
    assert texts[next(at for at, one in enumerate(texts) if "Offers are due" in one) + 1] == day


@then(parsers.parse("it is refused because {heading} is required"))
def words_required(asked: Asked, heading: str) -> None:
    assert heading in str(asked.refusal)
    assert not asked.folder.exists()


SECTIONS = (
    "Summary", "Investment highlights", "The company", "Products", "Customers", "Operations",
    "Management", "Industry", "Historical financials", "Projected financials", "Appendix",
)  # fmt: skip


@then("its sections are those of an information memorandum, in order")
def sections_in_order(asked: Asked) -> None:
    paragraphs = docx.Document(str(asked.paper)).paragraphs
    told = [one.text for one in paragraphs if one.style is not None]
    heads = [one.text for one in paragraphs if one.style and one.style.name == "Heading 1"]
    assert tuple(heads) == SECTIONS, told


@then("the document requires words under # Management and not under # Description")
def requires_words(asked: Asked) -> None:
    told = "\n".join(read_document(asked.paper).values())
    assert "Required: words under `# Management`" in told
    assert "`# Description`" not in told


@then("its adjustment bridge ends with adjusted EBITDA")
def bridge_ends(asked: Asked) -> None:
    tables = docx.Document(str(asked.paper)).tables
    ends = [table.rows[-1].cells[0].text for table in tables]
    assert "Adjusted EBITDA" in ends


@then("the document shows a plan")
def shows_plan(asked: Asked) -> None:
    assert any(text.startswith("The plan") for text in read_document(asked.paper).values())


@then("the outline of ZZALD requires management's plan")
def requires_plan(asked: Asked) -> None:
    asked.write("cim-outline", "ZZALD")
    told = read_document(asked.paper).values()
    assert any("Required: management's plan" in text for text in told)
