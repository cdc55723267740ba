"""A book of each type refreshed after new prices and after a new filing.

    python benchmarks/quality/refresh.py

Each book of the sample is written, refreshed and changed in place. Then the files are measured
apart from the program's own account: parts that differ though it names nothing stale in them, what
the auditor says, cells that LibreOffice computes otherwise, what a second refresh still finds. The
gate has passed where a book was changed at all. Writes benchmarks/results/refresh.json.
"""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from bookrunner.app import Desk, desk
from bookrunner.audit import audit_workbook
from bookrunner.figures import BookrunnerError, Severity
from bookrunner.ingestion import ingest
from bookrunner.office.recalculate_libreoffice import compare, recalculate
from bookrunner.operations.books import pitched
from bookrunner.operations.refreshing import refreshed
from bookrunner.operations.refreshing_shapes import RefreshAnswer, RefreshRequest
from bookrunner.operations.requests import PitchRequest
from bookrunner.pitch import STORYLINES

REPOSITORY = Path(__file__).resolve().parents[2]
RESULT = REPOSITORY / "benchmarks" / "results" / "refresh.json"
FILES = ("pitch.xlsx", "pitch.pptx")
SAMPLE_DAY = date(2024, 8, 30)


@dataclass(frozen=True)
class Event:
    """What happens after a book was written."""

    name: str
    written: date
    refreshed: date
    factor: Decimal
    """The new closes over the old ones."""


PRICES = Event("new prices", SAMPLE_DAY, SAMPLE_DAY, Decimal("1.03"))
ANNUAL = Event("new filings", SAMPLE_DAY, date(2025, 4, 15), Decimal("1.07"))
"""Annual reports of Home Depot and others of early 2025."""
AMENDED = Event("amended filing", SAMPLE_DAY, SAMPLE_DAY, Decimal(1))
"""A 10-Q/A of the sample's invented retailer, whose bond quotes are of that day, is ingested."""
INVENTED = "ZZALD"
AMENDMENTS = (
    (b"August 28, 2024", b"August 30, 2024"),
    (b">false</ix:nonNumeric>", b">true</ix:nonNumeric>"),
    (b">55,253<", b">56,253<"),
    (b">29,841<", b">30,841<"),
)
"""Its day, that it amends, and operating income of the half year and of the quarter."""


def main() -> None:
    """Writes, refreshes and measures; prints and keeps the table."""
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        place = _desk(folder / "home")
        for key, told in STORYLINES.items():
            for event in (PRICES, AMENDED if told.example == INVENTED else ANNUAL):
                home = place if event is not AMENDED else _desk(folder / f"home-{key}")
                row = _row(home, key, told.example, event, folder)
                print(json.dumps(row), flush=True)
                rows.append(row)
    commit = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    ).stdout.strip()
    told = {"command": "python benchmarks/quality/refresh.py", "commit": commit, "books": rows}
    RESULT.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def _desk(home: Path) -> Desk:
    return desk({"BOOKRUNNER_HOME": str(home)})


def _amend(place: Desk, folder: Path) -> None:
    data = REPOSITORY / "src" / "bookrunner" / "sample" / "data" / "invented"
    text = (data / "zzald-10-q_2024-08-28.htm").read_bytes()
    for old, new in AMENDMENTS:
        assert old in text, old
        text = text.replace(old, new)
    path = folder / "zzald-10-qa_2024-08-30.htm"
    path.write_bytes(text)
    report = ingest([path], place.store, place.blobs, place.viewer, workers=1)
    assert len(report.stored) == 1, report


def _row(place: Desk, key: str, company: str, event: Event, folder: Path) -> Mapping[str, Any]:
    out = folder / f"{key}-{event.name}".replace(" ", "-")
    before = _closes(folder / "before.csv", event.written, Decimal(1))
    after = _closes(folder / "after.csv", event.refreshed, event.factor)
    pitched(place, PitchRequest(company, out, key, prices=before, as_of=event.written))
    old = {name: (out / name).read_bytes() for name in FILES}
    if event is AMENDED:
        _amend(place, folder)
    begun = time.perf_counter()
    head = {"type": key, "company": company, "event": event.name}
    try:
        answer = refreshed(
            place, RefreshRequest(out, apply=True, prices=after, as_of=event.refreshed)
        )
    except BookrunnerError as error:
        untouched = all((out / name).read_bytes() == data for name, data in old.items())
        return head | {"refused": str(error)[:300], "files_untouched": untouched}
    seconds = time.perf_counter() - begun
    again = refreshed(place, RefreshRequest(out))
    measured = head | _measured(out, old, answer, again) | {"seconds": round(seconds, 1)}
    if measured["auditor_errors"]:
        fresh = out.with_name(f"{out.name}-fresh")
        pitched(place, PitchRequest(company, fresh, key, prices=after, as_of=event.refreshed))
        measured["auditor_errors_when_written_anew"] = _errors(fresh / "pitch.xlsx")
    return measured


def _measured(
    out: Path, old: Mapping[str, bytes], answer: RefreshAnswer, again: RefreshAnswer
) -> Mapping[str, Any]:
    named = {(one.file, one.part) for one in answer.parts_changed}
    parts, differing = 0, set()
    unrelated = 0
    for name in FILES:
        (out / f"was-{name}").write_bytes(old[name])
        with zipfile.ZipFile(out / f"was-{name}") as was, zipfile.ZipFile(out / name) as now:
            for part in now.namelist():
                parts += 1
                if was.read(part) != now.read(part):
                    differing.add((name, part))
                    unrelated += 0 if (name, part) in named else len(now.read(part))
    soffice = shutil.which("soffice")
    assert soffice is not None, "LibreOffice recalculates the workbooks"
    workbook = out / "pitch.xlsx"
    compared = compare(workbook, recalculate(workbook, Path(soffice)))
    return {
        "causes": len(answer.causes),
        "stale_numbers": len(answer.stale),
        "by_kind": dict(Counter(one.kind for one in answer.stale)),
        "edited": sum(one.action == "change" for one in answer.stale),
        "for_a_person": len(answer.waiting),
        "words_edited": sum(one.action == "change" for one in answer.words),
        "pages_written_anew": [one.page for one in answer.made_anew],
        "parts": parts,
        "parts_changed": len(differing),
        "unrelated_bytes": unrelated,
        "auditor_errors": _errors(workbook),
        "cells_recalculated": compared.formula_count,
        "cells_differing": len(compared.findings),
        "second_refresh_numbers": sum(one.action == "change" for one in again.stale),
        "second_refresh_parts": len(again.parts_changed),
    }


def _errors(workbook: Path) -> int:
    return sum(one.severity is Severity.ERROR for one in audit_workbook(workbook).flaws)


def _closes(path: Path, day: date, factor: Decimal) -> Path:
    """The sample's closes, times a factor, as of another day."""
    data = REPOSITORY / "src" / "bookrunner" / "sample" / "data"
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(("ticker", "date", "close", "currency"))
        for source in (data / "prices.csv", data / "invented" / "prices.csv"):
            with source.open(newline="") as held:
                for row in csv.DictReader(held):
                    close = (Decimal(row["close"]) * factor).quantize(Decimal("0.01"))
                    out.writerow((row["ticker"], day.isoformat(), close, row["currency"]))
    return path


if __name__ == "__main__":
    main()
