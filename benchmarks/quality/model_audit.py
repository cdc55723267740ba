"""The auditor over 40 corrupted and 40 clean workbooks, half of each made from our own.

    python benchmarks/quality/model_audit.py

The strangers' models and their faults are those of tests/audit/strangers.py; ours are pitch books
of the sample, each corrupted one with one fault planted. LibreOffice calculates all before they are
audited. Writes benchmarks/results/model_audit.json. A corrupted workbook counts as found when a
rule that its fault names tells it; a clean one with anything told of it is a false alarm. Models,
faults and rules were written together: other people's models will show more.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY))

from bookrunner.app import desk  # noqa: E402
from bookrunner.audit import audit_workbook  # noqa: E402
from bookrunner.figures import BookrunnerError  # noqa: E402
from bookrunner.office.recalculate_libreoffice import PROFILE  # noqa: E402
from bookrunner.operations.expected import known_plans  # noqa: E402
from bookrunner.pitch import Request, pitch_inputs, valued, write_pitch  # noqa: E402
from tests.audit.strangers import FAULTS, model  # noqa: E402

RESULT = REPOSITORY / "benchmarks" / "results" / "model_audit.json"
HALF = 20
PROBED = "HD"

Spoil = Callable[[openpyxl.Workbook], None]


def main() -> None:
    """Write, spoil, calculate and audit; then print and write what came of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        books = _own_books(folder)
        expected: dict[str, frozenset[str]] = {}
        for seed in range(HALF):
            model(500 + seed).write(folder / f"stranger-clean-{seed}.xlsx")
        for place in range(HALF):
            # Every other fault from the first, then from the second: all kinds are met.
            number = (place * 2) % len(FAULTS) + (place * 2) // len(FAULTS)
            made = model(2000 + place)
            FAULTS[number][2](made, place)
            made.write(folder / f"stranger-fault-{place}.xlsx")
            expected[f"stranger-fault-{place}"] = FAULTS[number][1]
        for place, (_, rules, spoil) in enumerate(OWN_FAULTS):
            book = openpyxl.load_workbook(books[0])
            spoil(book)
            book.save(folder / f"own-fault-{place}.xlsx")
            expected[f"own-fault-{place}"] = rules
        calculated = _calculated(folder)
        _tell(calculated, expected)


def _own_books(folder: Path) -> Sequence[Path]:
    """Pitch books of the sample's companies, the first of them of the one that is corrupted."""
    place = desk({"BOOKRUNNER_HOME": str(folder / "home")})
    written: list[Path] = []
    companies = sorted(
        place.store.companies(place.viewer), key=lambda one: (one.ticker != PROBED, one.ticker)
    )
    for company in companies:
        if len(written) == HALF:
            break
        asked = Request(company.ticker or company.name)
        try:
            made = valued(pitch_inputs(place.store, place.viewer, asked, plans=known_plans(place)))
            out = folder / f"book-{company.cik}"
            book = write_pitch(made, out, place.writers)
        except BookrunnerError:
            continue
        path = folder / f"own-clean-{len(written)}.xlsx"
        shutil.copyfile(book.workbook, path)
        written.append(path)
    return written


def _calculated(folder: Path) -> Sequence[Path]:
    soffice = shutil.which("soffice") or "/usr/bin/soffice"
    settings = folder / "profile" / "user"
    settings.mkdir(parents=True)
    (settings / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    out = folder / "calculated"
    command = [soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out)]
    files = sorted(folder.glob("*.xlsx"))
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True)
    return sorted(out.glob("*.xlsx"))


def _tell(calculated: Sequence[Path], expected: dict[str, frozenset[str]]) -> None:
    found, missed, alarms, clean = 0, [], [], 0
    for path in calculated:
        told = {flaw.rule for flaw in audit_workbook(path).flaws}
        if path.stem not in expected:
            clean += 1
            if told:
                alarms.append({"file": path.stem, "told": sorted(told)})
        elif told & expected[path.stem]:
            found += 1
        else:
            missed.append(
                {"file": path.stem, "told": sorted(told), "fault": sorted(expected[path.stem])}
            )
    git = ["git", "-C", str(REPOSITORY), "rev-parse", "--short", "HEAD"]
    result = {
        "command": "python benchmarks/quality/model_audit.py",
        "commit": subprocess.run(git, capture_output=True, text=True, check=True).stdout.strip(),
        "corrupted": len(expected),
        "found": found,
        "missed": missed,
        "clean": clean,
        "false_alarms": alarms,
    }
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


def _row(sheet: str, label: str, step: int, change: Callable[[str], object]) -> Spoil:
    """A cell of a labelled row, counted from its first formula."""

    def spoil(book: openpyxl.Workbook) -> None:
        for line in book[sheet].iter_rows():
            if str(line[0].value).strip() == label:
                cells = [cell for cell in line[1:] if str(cell.value or "").startswith("=")]
                if len(cells) > step:
                    cells[step].value = change(str(cells[step].value))
                    return
        raise AssertionError(label)

    return spoil


def _hide(book: openpyxl.Workbook) -> None:
    book["WACC"].sheet_state = "hidden"


def _typed(sheet: str, label: str, change: Callable[[float], object]) -> Spoil:
    """The last typed number of a labelled row."""

    def spoil(book: openpyxl.Workbook) -> None:
        for line in book[sheet].iter_rows():
            if str(line[0].value).strip() == label:
                cells = [cell for cell in line[1:] if isinstance(cell.value, int | float)]
                if cells:
                    cells[len(cells) // 2].value = change(float(cells[len(cells) // 2].value))
                    return
        raise AssertionError(label)

    return spoil


def _undiscounted(text: str) -> str:
    """The present value of the terminal value stands a row below the terminal value."""
    return re.sub(r"\+B(\d+)", lambda found: f"+B{int(found[1]) - 1}", text)


def _added_back(text: str) -> str:
    """The last amount taken off, added."""
    place = text.rindex("-")
    return f"{text[:place]}+{text[place + 1 :]}"


_FLOW = "Unlevered free cash flow"
_TARGET = "HOME DEPOT, INC. (HD)"
OWN_FAULTS: Sequence[tuple[str, frozenset[str], Spoil]] = (
    ("a plug", frozenset({"plug"}), _row("DCF", "Revenue", 2, lambda t: f"{t}+900")),
    ("a typed rate", frozenset({"typed-number"}), _row("DCF", "Revenue", 1, lambda t: f"{t}*1.07")),
    ("EBITDA typed over", frozenset({"typed-over"}), _row("DCF", "EBITDA", 5, lambda _: 25000)),
    (
        "a tax row that changes",
        frozenset({"inconsistent-row"}),
        _row("DCF", "Taxes on EBIT", 2, lambda t: f"{t}*2"),
    ),
    (
        "the last part of cash flow turned",
        frozenset({"sign", "inconsistent-row"}),
        _row("DCF", _FLOW, 1, _added_back),
    ),
    ("an error cell", frozenset({"error-cell"}), _row("DCF", "EBIT", 1, lambda t: f"{t}/0")),
    (
        "a lost reference",
        frozenset({"broken-reference", "error-cell"}),
        _row("DCF", "D&A", 1, lambda _: "=#REF!*2"),
    ),
    ("a hidden sheet", frozenset({"hidden-sheet"}), _hide),
    (
        "another file read",
        frozenset({"external-link"}),
        _row("DCF", "EBITDA", 1, lambda _: "='[other.xlsx]Model'!B5"),
    ),
    (
        "an offset",
        frozenset({"volatile"}),
        _row("DCF", "EBITDA", 3, lambda _: "=OFFSET(DCF!B5,3,2)"),
    ),
    (
        "an empty cell read",
        frozenset({"reads-empty"}),
        _row("DCF", "Capital expenditure", 1, lambda t: f"{t}-ZZ900"),
    ),
    (
        "revenue in thousands",
        frozenset({"scale"}),
        _typed("Spread HD", "Revenue", lambda value: value * 1000),
    ),
    (
        "a number as text",
        frozenset({"number-as-text"}),
        _typed("Spread HD", "Revenue", lambda value: f"{value:,.1f}"),
    ),
    (
        "a rate typed as a whole number",
        frozenset({"percent-scale"}),
        _typed("Assumptions", "Long-run growth", lambda _: 2.5),
    ),
    (
        "growth above the WACC",
        frozenset({"check-fails", "growth-above-wacc"}),
        _typed("Assumptions", "Long-run growth", lambda _: 0.2),
    ),
    (
        "an undiscounted terminal value",
        frozenset({"undiscounted-terminal-value"}),
        _row("DCF", "Enterprise value, Gordon growth", 0, _undiscounted),
    ),
    (
        "the cost of debt before tax",
        frozenset({"pre-tax-wacc"}),
        _row("WACC", "Cost of debt after tax", 0, lambda t: t.split("*")[0]),
    ),
    (
        "basic shares in equity value",
        frozenset({"basic-shares"}),
        _row("EV bridge", "Equity value", 0, lambda t: re.sub(r"\*B\d+$", "*B5", t)),
    ),
    (
        "a factor that does not fall",
        frozenset({"discount-factor", "inconsistent-row"}),
        _row("DCF", "Discount factor", 2, lambda _: "=1"),
    ),
    (
        "an error shown as zero",
        frozenset({"nm-as-zero"}),
        _row("Comps", _TARGET, 5, lambda _: "=IFERROR(C17/E17,0)"),
    ),
)


if __name__ == "__main__":
    main()
