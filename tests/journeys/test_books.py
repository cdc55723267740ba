"""Books with few and many peers, in the design of real templates; and files that are no filings."""

import json
from pathlib import Path

import pytest
from pptx import Presentation

from tests.faces.asking import Newcomer

TEN_PEERS = "LOW,WMT,NKE,MCD,KO,NVDA,AAPL,JNJ,TXN,SJM"
TEMPLATES = (
    "coreoz_ppt_templates_demo.pptx",
    "docling_powerpoint_sample.pptx",
    "docling_pptx_chart.pptx",
)
NO_FILINGS = {
    "report.htm": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "it is a PDF"),
    "deck.html": (b"PK\x03\x04\x14\x00\x06\x00", "it is a zip archive (or an Office file)"),
    "old.htm": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "it is an old Office file"),
    "chart.htm": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "it is a PNG image"),
    "empty.htm": (b"", "it is empty"),
}


@pytest.fixture(scope="module")
def banker(tmp_path_factory: pytest.TempPathFactory) -> Newcomer:
    """Somebody whose home holds the sample."""
    return Newcomer(tmp_path_factory.mktemp("banker") / "home")


@pytest.mark.parametrize("peers", ["LOW", TEN_PEERS])
def test_a_book_holds_one_peer_or_ten(banker: Newcomer, tmp_path: Path, peers: str) -> None:
    said = banker.asks("pitch", "HD", "--peers", peers, "--out", tmp_path, "--json")
    assert said.code == 0, said.json
    tickers = peers.split(",")
    assert [peer["ticker"] for peer in said.json["peers"]] == tickers
    shown = json.loads((tmp_path / "ledger.json").read_text(encoding="utf-8"))["figures"]
    ids = {figure["id"].split(".")[0] for figure in shown}
    assert {ticker.lower() for ticker in tickers} <= ids


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_book_takes_the_design_of_a_real_template(
    banker: Newcomer, tmp_path: Path, shared_data: Path, name: str
) -> None:
    template = shared_data / "templates" / name
    if not template.is_file():
        pytest.skip("real templates are absent: ../shared/data/templates")
    said = banker.asks(
        *("pitch", "HD", "--peers", "LOW,WMT,NKE,MCD", "--out", tmp_path),
        *("--template", template, "--json"),
    )
    assert said.code == 0, said.json
    made, given = Presentation(str(tmp_path / "pitch.pptx")), Presentation(str(template))
    assert (made.slide_width, made.slide_height) == (given.slide_width, given.slide_height)
    layouts = {layout.name for layout in given.slide_layouts}
    assert {slide.slide_layout.name for slide in made.slides} <= layouts
    assert len(made.slides) >= 12


def test_files_named_as_filings_that_are_none_are_named_for_what_they_are(
    newcomer: Newcomer, tmp_path: Path
) -> None:
    folder = tmp_path / "received"
    folder.mkdir()
    for name, (content, _) in NO_FILINGS.items():
        (folder / name).write_bytes(content)
    said = newcomer.asks("ingest", folder)
    assert said.code == 0, said.err
    assert said.out.startswith("in 5 = stored 0 + duplicate 0 + rejected 5\n")
    for name, (_, what) in NO_FILINGS.items():
        assert f"{folder / name}: {what}; " in said.out


@pytest.fixture
def newcomer(tmp_path: Path) -> Newcomer:
    """Somebody with a home of their own, still empty."""
    return Newcomer(tmp_path / "home")
