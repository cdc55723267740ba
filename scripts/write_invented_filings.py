"""Writes the filings of the invented listed company and the workbook of the invented private one.

.venv/bin/python scripts/write_invented_filings.py
"""

from __future__ import annotations

import argparse
from pathlib import Path

from invented import annual, current, quarterly
from invented.management import write_management_case

INVENTED = Path(__file__).resolve().parents[1] / "src/bookrunner/sample/data/invented"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--out", type=Path, default=INVENTED)
    for path in write(arguments.parse_args().out):
        print(path)


def write(folder: Path) -> list[Path]:
    """The files written; the same bytes each time."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    # The day in a name is that on which the filing would have become known.
    for stem, text in (
        (f"zzald-10-k_{annual.SIGNED}", annual.annual_report()),
        (f"zzald-8-k_{current.SIGNED}", current.current_report()),
        (f"zzald-10-q_{quarterly.SIGNED}", quarterly.quarterly_report()),
    ):
        path = folder / f"{stem}.htm"
        path.write_bytes(text.encode())
        written.append(path)
    workbook = folder / "fernhollow-management-case.xlsx"
    write_management_case(workbook)
    return [*written, workbook]


if __name__ == "__main__":
    main()
