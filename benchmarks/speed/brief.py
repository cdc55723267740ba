"""The morning brief of 200 companies: seconds from the question to the written page.

    python benchmarks/speed/brief.py

Two hundred invented companies with an 8-K each on one day, of three Items, in records of their own;
the page is written in each of its kinds. A day of the real market brings a list of that length some
thirty to sixty such filings; here every company files.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY))

from bookrunner.app import desk  # noqa: E402
from bookrunner.operations.briefing import told  # noqa: E402
from bookrunner.operations.briefing_shapes import BriefRequest  # noqa: E402
from bookrunner.operations.ingesting import ingested  # noqa: E402
from bookrunner.operations.requests import IngestRequest  # noqa: E402
from tests.monitor.invented import current  # noqa: E402

COMPANIES = 200
ITEMS = ("2.01", "5.02", "8.01")
WORDS = (
    "On June 2, 2025, Mossgate Systems, Inc. completed its acquisition of Fernhollow Labs, Inc.",
    "On June 2, 2025, the board appointed Ada Marsh as Chief Financial Officer.",
    "The company expects revenue of about $1.2 billion for the year and said so in a release. "
    * 40,
)


def main() -> None:
    """Make the records, then write the page three times in each kind and print the medians."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "filings"
        folder.mkdir()
        for n in range(COMPANIES):
            content = current(ITEMS[n % 3], *WORDS, f"It is company {n}.")
            content = content.replace(b"9999990077", f"99999{n:05}".encode())
            content = content.replace(b"0009999990-25-", f"0099{n:06}-25-".encode())
            content = content.replace(b"MOSSGATE SYSTEMS INC", f"MOSSGATE {n} INC".encode())
            (folder / f"{n}.txt").write_bytes(content)
        house = desk({"BOOKRUNNER_HOME": str(Path(place) / "home"), "BOOKRUNNER_WORKERS": "1"})
        print(ingested(house, IngestRequest((folder,))).counts)
        for ending in ("html", "docx", "pdf"):
            taken = []
            for _ in range(3):
                began = time.perf_counter()
                page = told(
                    house,
                    BriefRequest(
                        "all", Path(place) / f"b.{ending}", date(2025, 6, 3), date(2025, 6, 2)
                    ),
                )
                taken.append(time.perf_counter() - began)
            lines = sum(map(len, page.sections.values())) + len(page.top)
            left = sum(page.left_out.values())
            print(f"{ending}: {sorted(taken)[1]:.2f} s, {lines} lines, {left} counted as left out")


if __name__ == "__main__":
    main()
