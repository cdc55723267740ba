"""A newcomer's way from filings to a sourced pitch book, as its own processes."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("bookrunner")


def bookrunner(*arguments: object) -> subprocess.CompletedProcess[str]:
    """What the installed program says; the home is that of the test."""
    return subprocess.run(
        [PROGRAM, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
        env={**os.environ, "BOOKRUNNER_WORKERS": "2"},
    )


def said(*arguments: object) -> str:
    """The answer to a command that must not fail."""
    done = bookrunner(*arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_two_processes_that_begin_at_once_load_the_sample_once(bookrunner_home: Path) -> None:
    started = [
        subprocess.Popen(
            [PROGRAM, "companies", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]
    answers = [process.communicate(timeout=600) for process in started]
    assert [process.returncode for process in started] == [0, 0], answers
    assert answers[0][0] == answers[1][0]
    found = {row["name"]: row for row in json.loads(said("doctor", "--json"))["examined"]}
    counted = found["records"]["found"]
    said("companies")
    again = {row["name"]: row for row in json.loads(said("doctor", "--json"))["examined"]}
    assert again["records"]["found"] == counted
    assert bookrunner_home.is_dir()


def test_from_the_sample_to_a_sourced_pitch_book(tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = said("pitch", "HD", "--peers", "LOW,WMT,NKE,MCD", "--out", out)
    for name in ("pitch.xlsx", "pitch.pptx", "ledger.json"):
        assert str(out / name) in told
        assert (out / name).stat().st_size > 0
    figures = ledger_ids(out / "ledger.json")
    shown = [name for name in figures if name.startswith("hd.dcf.share_price")]
    tree = said("why", shown[0])
    assert "0000354950-24-000062" in tree
    assert "assumed by default" in tree
    same = said("why", shown[0], "--ledger", out / "ledger.json")
    assert same.splitlines()[0] == tree.splitlines()[0]


def test_the_demo_writes_three_files_and_says_what_to_do_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    told = said("demo", "--out", tmp_path / "demo")
    names = [f"{tmp_path / 'demo' / name}" for name in ("pitch.xlsx", "pitch.pptx", "ledger.json")]
    assert [name for name in names if name in told.splitlines()] == names
    # Who has just cloned the repository has no bookrunner on the PATH.
    assert f"{PROGRAM} why " in told
    assert f"  {PROGRAM} statements HD --sources " in told


def test_from_real_filings_to_a_pitch_book_that_cites_their_words(
    shared_data: Path, tmp_path: Path
) -> None:
    filings = [
        path
        for ticker in ("HD", "LOW", "WMT")
        for path in sorted((shared_data / "filings" / "10-K").glob(f"{ticker}_*"))
    ]
    assert said("ingest", *filings).startswith(f"in {len(filings)} = stored {len(filings)} ")
    statements = said("statements", "HD", "--as-of", "2024-08-30")
    assert "152,669" in statements
    comps = said("comps", "HD", "--peers", "LOW,WMT,NKE,MCD")
    assert "NKE and MCD are not in the target's industry" in comps
    said("pitch", "HD", "--peers", "LOW,WMT,NKE,MCD", "--out", tmp_path / "out")
    # 10-K 0000354950-24-000062, Item 8, consolidated statements of earnings: operating income.
    assert "[21,689]" in said("why", "hd.operating_income.20230130_20240128")


@pytest.mark.parametrize(
    "options,code,meant",
    [
        (("--peers", "LOW,XXXX"), 3, "no company 'XXXX'"),
        (("--peers", "LOW,HD"), 7, "HD is the target itself"),
        (("--peers", "LOW", "--template", "{broken}"), 5, "broken"),
        (("--peers", "LOW", "--prices", "{broken}"), 5, "cannot be used as prices"),
        (("--peers", "LOW", "--assumptions", "{broken}"), 5, "cannot be used as assumptions"),
        (("--peers", "LOW", "--as-of", "1999-01-01"), 3, "fiscal year"),
    ],
)
def test_a_pitch_that_cannot_be_made_ends_in_a_sentence_and_writes_nothing(
    tmp_path: Path, options: Sequence[str], code: int, meant: str
) -> None:
    broken = tmp_path / "broken.file"
    broken.write_bytes(b"\x00\x01 neither pptx nor csv")
    given = [option.format(broken=broken) for option in options]
    done = bookrunner("pitch", "HD", *given, "--out", tmp_path / "out")
    assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr
    assert meant in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_ends_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = bookrunner("pitch", "HD", "--peers", "LOW", "--out", tmp_path / "file" / "out")
    assert done.returncode == 8, done.stderr
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def ledger_ids(path: Path) -> list[str]:
    """The ids of a ledger's figures."""
    return [figure["id"] for figure in json.loads(path.read_text(encoding="utf-8"))["figures"]]
