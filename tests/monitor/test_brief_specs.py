"""The promises of specs/monitor/brief.feature, kept on invented filings."""

from datetime import date
from pathlib import Path

import pytest
from docx import Document as Word
from pypdfium2 import PdfDocument
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.app import Desk, desk
from bookrunner.documents import parse
from bookrunner.figures import NotFound
from bookrunner.operations.briefing import business_day_before, told
from bookrunner.operations.briefing_shapes import BriefRequest, BriefRow, BriefTold
from bookrunner.operations.importing import imported
from bookrunner.operations.importing_shapes import ImportRequest
from bookrunner.operations.ingesting import ingested
from bookrunner.operations.requests import IngestRequest
from tests.monitor.invented import current

scenarios("monitor/brief.feature")

FROM, TO = date(2025, 6, 1), date(2025, 7, 31)
DONE = "On June 2, 2025, Mossgate Systems, Inc. completed its acquisition of Fernhollow Labs, Inc."
OFFICER = "On June 2, 2025, the board appointed Ada Marsh as Chief Financial Officer."


def _kept(tmp_path: Path, *filings: bytes, walls: tuple[str, ...] = ()) -> Desk:
    folder = tmp_path / "filings"
    folder.mkdir()
    for n, content in enumerate(filings):
        (folder / f"f{n}.txt").write_bytes(content)
    environment = {"BOOKRUNNER_HOME": str(tmp_path / "home"), "BOOKRUNNER_WORKERS": "1"}
    if walls:
        environment["BOOKRUNNER_WALLS"] = ",".join(walls)
    made = desk(environment)
    ingested(made, IngestRequest((folder,), walls=walls))
    return made


def _rows(page: BriefTold) -> list[BriefRow]:
    return [*page.top, *(row for rows in page.sections.values() for row in rows)]


@given(
    "records with a completed acquisition and a new chief financial officer", target_fixture="house"
)
def _(tmp_path: Path) -> Desk:
    return _kept(tmp_path, current("2.01", DONE), current("5.02", OFFICER, number=2))


@given("records with an 8-K and the 8-K/A that corrects it", target_fixture="house")
def _(tmp_path: Path) -> Desk:
    amended = current("2.01", DONE, form="8-K/A", number=2)
    return _kept(tmp_path, current("2.01", DONE), amended)


@given(
    parsers.parse('records with a completed acquisition behind the wall "{wall}"'),
    target_fixture="house",
)
def _(tmp_path: Path, wall: str) -> Desk:
    return _kept(tmp_path, current("2.01", DONE), walls=(wall,))


@given(parsers.parse("records with {count:d} filings that tell events"), target_fixture="house")
def _(tmp_path: Path, count: int) -> Desk:
    items = ("2.01", "5.02", "8.01")
    filings = [
        current(
            items[n % 3], DONE, OFFICER, f"A long drawn account, no. {n}. " * 12, number=1 + n % 25
        ).replace(b"0009999990-25-", f"00099999{n:02}-25-".encode())
        for n in range(count)
    ]
    return _kept(tmp_path, *filings)


@given(parsers.parse('the list "{name}" of HD and LOW was imported'))
def _(house: Desk, name: str, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(f"list,ticker\n{name},HD\n{name},LOW\n")
    imported(house, ImportRequest("watchlist", file, as_of=date(2025, 6, 1), source="desk"))


@when("I ask for the brief of all companies", target_fixture="page")
@when("I ask for the brief of all companies inside that wall", target_fixture="page")
def _(house: Desk) -> BriefTold:
    return told(house, BriefRequest("all", since=FROM, as_of=TO))


@when(parsers.parse('I ask for the brief of "{name}"'), target_fixture="page")
def _(house: Desk, name: str) -> BriefTold | str:
    try:
        return told(house, BriefRequest(name, since=FROM, as_of=TO))
    except NotFound as refused:
        return str(refused)


@when("I write the brief of all companies as PDF", target_fixture="page")
def _(house: Desk, tmp_path: Path) -> BriefTold:
    return told(house, BriefRequest("all", tmp_path / "brief.pdf", TO, FROM))


@when("I write the brief as HTML and as Word")
def _(house: Desk, tmp_path: Path) -> None:
    for name in ("brief.html", "brief.docx"):
        told(house, BriefRequest("all", tmp_path / name, TO, FROM))


@then(parsers.parse('the completed acquisition stands among the first with "{action}"'))
def _(page: BriefTold, action: str) -> None:
    [row] = [one for one in page.top if one.says == "acquisition or disposal completed"]
    assert row.action == action
    assert row.at.startswith("2025-06-03")


@then("each line's quote stands at its span of its document")
def _(page: BriefTold, house: Desk) -> None:
    rows = _rows(page)
    assert len(rows) >= 2
    for row in rows:
        text = parse(house.blobs.get(row.proof.document), name="d.txt").text
        words = " ".join(text[row.proof.span[0] : row.proof.span[1]].split())
        assert words.startswith(row.proof.quote.removesuffix(" ..."))
        assert row.proof.accession.replace("-", "") in row.proof.url


@then("the event is told once, labelled with what it corrects")
def _(page: BriefTold) -> None:
    rows = [row for row in _rows(page) if "completed" in row.says]
    assert [row.label for row in rows] == ["corrects 0009999990-25-000001"]


@then("the page is empty and says so")
def _(page: BriefTold) -> None:
    assert _rows(page) == []
    assert set(page.left_out.values()) == {0}


@then("the file has one page")
def _(page: BriefTold) -> None:
    assert len(PdfDocument(page.written)) == 1


@then("shown and left out together are all the events")
def _(page: BriefTold, house: Desk) -> None:
    everything = told(house, BriefRequest("all", since=FROM, as_of=TO))
    assert everything.left_out["coverage"] > 20
    assert len(_rows(page)) + sum(page.left_out.values()) >= 60


@then("both link to the filing and show the quote")
def _(tmp_path: Path) -> None:
    html = (tmp_path / "brief.html").read_text(encoding="utf-8")
    word = Word(str(tmp_path / "brief.docx"))
    words = "\n".join(paragraph.text for paragraph in word.paragraphs)
    links = [one.target_ref for one in word.part.rels.values() if "hyperlink" in one.reltype]
    for text in (html, words):
        assert "completed its acquisition of Fernhollow Labs" in text
    address = "https://www.sec.gov/Archives/edgar/data/9999990077/000999999025000001/"
    assert address in html
    assert any(link.startswith(address) for link in links)


@then(parsers.parse("it is of {count:d} companies and empty"))
def _(page: BriefTold, count: int) -> None:
    assert page.companies == count
    assert _rows(page) == []


@then("it is refused with how to bring a list")
def _(page: str) -> None:
    assert "import watchlist" in page


@pytest.mark.parametrize(
    "day, before",
    [("2025-06-02", "2025-05-30"), ("2025-06-03", "2025-06-02"), ("2025-06-01", "2025-05-30")],
)
def test_the_business_day_before_is_no_weekend(day: str, before: str) -> None:
    assert business_day_before(date.fromisoformat(day)).isoformat() == before
