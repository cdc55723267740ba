"""Files come in, are counted, and each that is not taken is named with its reason."""

import os
from pathlib import Path

import pytest

from tests.faces.asking import Newcomer, filing


def test_the_count_adds_up_and_a_second_run_stores_nothing(
    newcomer: Newcomer, filings: Path
) -> None:
    (filings / "notes.md").write_text("not a filing")
    (filings / "empty.htm").write_bytes(b"")
    first = newcomer.asks("ingest", filings)
    assert first.code == 0
    assert first.out.startswith("in 2 = stored 1 + duplicate 0 + rejected 1\n")
    assert "empty.htm" in first.out
    assert "notes.md" in first.out
    second = newcomer.asks("ingest", filings, "--json").json
    assert (second["received"], second["stored"], second["duplicate"]) == (2, 0, 1)


def test_a_folder_that_is_not_there_is_named(newcomer: Newcomer) -> None:
    said = newcomer.asks("ingest", "no/such/folder")
    assert said.code == 3
    assert "no/such/folder" in said.err


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every folder"
)
def test_a_folder_that_cannot_be_read_ends_in_a_sentence(newcomer: Newcomer, filings: Path) -> None:
    filings.chmod(0)
    said = newcomer.asks("ingest", filings)
    filings.chmod(0o755)
    assert "Traceback" not in said.err


def test_names_in_any_script_are_told_as_they_are(newcomer: Newcomer, tmp_path: Path) -> None:
    folder = tmp_path / "Berichte 報告 💥"
    folder.mkdir()
    (folder / "é\u202ex.htm").write_bytes(b"%PDF-1.7")
    (folder / "ж.htm").write_bytes(filing(name="Ж & Söhne <AG>"))
    said = newcomer.asks("ingest", folder, "--json")
    assert said.code == 0
    assert said.json["stored"] == 1
    assert len(said.json["rejections"]) + len(said.json["not_filings"]) == 1
    assert "Traceback" not in said.err


def test_what_stands_behind_a_wall_is_seen_by_those_who_were_brought_over_it(
    newcomer: Newcomer, filings: Path
) -> None:
    said = newcomer.asks("ingest", filings, "--walls", "project-oak")
    assert said.code == 0
    assert "BOOKRUNNER_WALLS" in said.out
    outside = newcomer.asks("statements", "ZZTW")
    assert outside.code == 3
    assert "Testwick" not in outside.err
    assert newcomer.asks("why", "zztw.revenue.20230101_20231231").code == 3
    inside = newcomer.asks("statements", "ZZTW", walls="project-oak,other")
    assert inside.code == 0
    assert "1,250.5" in inside.out
