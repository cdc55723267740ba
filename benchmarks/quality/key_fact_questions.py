"""How many questions about reported numbers are answered exactly, with the words they stand in.

    python benchmarks/quality/key_fact_questions.py [--home FOLDER]

Takes the 10-K and 10-Q filings of the shared data folder in, asks questions made by templates from
the tags that others read from them (derived/gold_key_facts.csv), and writes
benchmarks/results/key_fact_questions.json with every answer that differs.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import subprocess
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bookrunner.answers.library import Answer, Kind, Quoted
from bookrunner.app import desk
from bookrunner.faces.cli.main import run
from bookrunner.operations.asking import _Asking
from bookrunner.operations.asking_shapes import AskRequest
from bookrunner.operations.searching import indexed

REPOSITORY = Path(__file__).resolve().parents[2]
DATA = REPOSITORY.parent / "shared" / "data"
RESULT = REPOSITORY / "benchmarks" / "results" / "key_fact_questions.json"
WORDINGS = {
    "Revenues": ("revenue", "total revenues", "sales"),
    "RevenueFromContractWithCustomerExcludingAssessedTax": ("revenue", "net sales"),
    "CostOfGoodsAndServicesSold": ("cost of sales", "COGS"),
    "CostOfRevenue": ("cost of revenue",),
    "GrossProfit": ("gross profit",),
    "OperatingIncomeLoss": ("operating income", "EBIT"),
    "NetIncomeLoss": ("net income", "net earnings"),
    "IncomeTaxExpenseBenefit": ("income tax expense", "provision for income taxes"),
    "EarningsPerShareDiluted": ("diluted EPS", "diluted earnings per share"),
    "EarningsPerShareBasic": ("basic EPS", "basic earnings per share"),
    "WeightedAverageNumberOfDilutedSharesOutstanding": ("diluted weighted average shares",),
    "NetCashProvidedByUsedInOperatingActivities": ("operating cash flow", "cash from operations"),
    "PaymentsToAcquirePropertyPlantAndEquipment": ("capex", "capital expenditures"),
    "PaymentsForRepurchaseOfCommonStock": ("share repurchases",),
    "ShareBasedCompensation": ("stock-based compensation",),
    "ResearchAndDevelopmentExpense": ("R&D expense", "research and development expense"),
    "LiabilitiesCurrent": ("total current liabilities",),
    "AssetsCurrent": ("current assets",),
    "Assets": ("total assets",),
    "StockholdersEquity": ("shareholders' equity",),
    "CashAndCashEquivalentsAtCarryingValue": ("cash and cash equivalents",),
    "InventoryNet": ("inventories", "inventory"),
    "Liabilities": ("total liabilities",),
}
FLOWS = (
    "What was {c}'s {m} {p}?",
    "How much was {c}'s {m} {p}?",
    "{c}: {m} {p}, in USD millions?",
    "What {m} did {c} report {p}? Answer in USD thousands.",
)
PER_SHARE = ("What was {c}'s {m} {p}?", "{c} {m} {p}?")
BALANCES = (
    "What were {c}'s {m} {p}?",
    "How much {m} did {c} have {p}, in USD billions?",
    "{m} of {c} {p} in $mm?",
)
OF_SEGMENTS = "facts.of-segments"
SCALES = {"thousand": 3, "million": 6, "billion": 9}


@dataclass(frozen=True)
class Asked:
    """A question and what answers it."""

    words: str
    concept: str
    period: str
    report_end: date
    values: tuple[float, ...]
    """The value as this report has it, and as the newest has it."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, help="a home that holds the filings already")
    home = parser.parse_args().home
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["BOOKRUNNER_HOME"] = str(home or temporary)
        if home is None:
            folders = [str(DATA / "filings" / kind) for kind in ("10-K", "10-Q")]
            run(["ingest", *folders], os.environ)
        result = measured()
    RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({k: v for k, v in result.items() if k != "differences"}, indent=1))


def measured() -> dict[str, object]:
    """Every question asked in one process, as a batch is."""
    own = desk(os.environ)
    indexed(own)
    asking = _Asking(own)
    asking.answer(AskRequest(question="What was the revenue?"))
    counts: Counter[str] = Counter()
    differences: list[dict[str, object]] = []
    seconds: list[float] = []
    for one in questions():
        start = time.perf_counter()
        made = asking.answer(AskRequest(question=one.words))
        seconds.append(time.perf_counter() - start)
        counts["asked"] += 1
        if made.kind is not Kind.FIGURE or made.value is None:
            kind = made.kind.value
        elif any(_same(made.value, value, made.unit) for value in one.values):
            kind = "exact"
        else:
            # The newest report counts: comparatives recast, and shares after a split.
            kind = "recast by a later report" if _is_later(made, one.report_end) else "wrong"
            # A tag on the segments' sum is not the company's number, and the answer says so.
            if any(finding.code == OF_SEGMENTS for finding in made.findings):
                kind = "tagged of segments only, and said"
        counts[kind] += 1
        if kind != "exact":
            difference: dict[str, object] = {"question": one.words, "concept": one.concept}
            difference |= {"period": one.period, "expected": one.values, "was": kind}
            if kind != "extract":
                difference |= {"answer": made.words[:160], "formula": made.formula}
            differences.append(difference)
            continue
        for cited in made.citations:
            words = _words_of(asking, cited)
            counts["citations"] += 1
            holds = any(_holds(words, value) for value in one.values)
            # Of a difference of two periods each citation holds a part.
            counts["citations that hold the number"] += holds or len(made.citations) > 1
        counts["exact with a citation"] += bool(made.citations)
    ordered = sorted(seconds)
    told = counts["exact"] + counts["wrong"]
    return {
        "command": "python benchmarks/quality/key_fact_questions.py",
        "commit": commit(),
        "counts": dict(sorted(counts.items())),
        "exact_of_asked": round(
            counts["exact"] / (counts["asked"] - counts["recast by a later report"]), 4
        ),
        "wrong_of_figures": round(counts["wrong"] / told, 4) if told else None,
        "seconds_p50": round(ordered[len(ordered) // 2], 4),
        "seconds_p95": round(ordered[int(len(ordered) * 0.95)], 4),
        "differences": differences,
    }


def questions() -> Iterator[Asked]:
    """One for each tag of a report's own period, its wording by turns."""
    with (DATA / "derived" / "gold_key_facts.csv").open(encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    newest: dict[tuple[str, ...], tuple[str, float]] = {}
    beside: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in rows:
        key = (row["cik"], row["concept"], row["start"], row["end"])
        if newest.get(key, ("", 0.0))[0] <= row["period_end"]:
            newest[key] = (row["period_end"], float(row["value"]))
        beside[row["file"], row["start"], row["end"]].add(row["concept"])
    turn = 0
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        key = (row["cik"], row["concept"], row["start"], row["end"])
        if row["concept"] not in WORDINGS or row["end"] != row["period_end"] or key in seen:
            continue
        if (
            row["concept"].startswith("RevenueFrom")
            and "Revenues" in beside[row["file"], row["start"], row["end"]]
        ):
            continue
        seen.add(key)
        periods = list(_periods(row))
        if not periods:
            continue
        measures = WORDINGS[row["concept"]]
        templates: tuple[str, ...] = FLOWS if row["start"] else BALANCES
        if row["unit"] not in ("USD", "EUR"):
            templates = PER_SHARE
        period = periods[turn % len(periods)]
        words = templates[turn % len(templates)].format(
            c=row["company"].strip(), m=measures[turn % len(measures)], p=period
        )
        turn += 1
        end = date.fromisoformat(row["period_end"])
        yield Asked(words, row["concept"], period, end, (float(row["value"]), newest[key][1]))


def _periods(row: dict[str, str]) -> Iterator[str]:
    """How the period may be called."""
    end = date.fromisoformat(row["end"])
    day = f"{end:%B} {end.day}, {end.year}"
    year, quarter = row["fy"], row["fp"].removeprefix("Q")
    if not row["start"]:
        yield f"as of {day}"
        yield (
            f"at the end of fiscal {year}"
            if row["fp"] == "FY"
            else f"at the end of Q{quarter} FY{year}"
        )
        return
    days = (end - date.fromisoformat(row["start"])).days
    if row["fp"] == "FY" and 350 < days < 380:
        yield from (f"in fiscal {year}", f"for FY{year[2:]}", f"for the year ended {day}")
    elif 80 < days < 100 and row["fp"] != "FY":
        yield f"in Q{quarter} FY{year}"
        yield f"in the {('first', 'second', 'third')[int(quarter) - 1]} quarter of fiscal {year}"
        yield f"for the three months ended {day}"
    elif 170 < days < 195 or 260 < days < 285:
        yield f"for the {'six' if days < 200 else 'nine'} months ended {day}"


def _same(told: float, expected: float, unit: str) -> bool:
    scale = next((e for name, e in SCALES.items() if unit.endswith(name)), 0)
    return abs(told * 10.0**scale - expected) <= max(1e-9 * abs(expected), 1e-6)


def _is_later(made: Answer, end: date) -> bool:
    """Whether the figure was read from a report of a later period."""
    found = re.findall(r"for the period to (\d{4}-\d\d-\d\d)", made.formula)
    return bool(found) and all(date.fromisoformat(one) > end for one in found)


def _words_of(asking: _Asking, cited: Quoted) -> str:
    for passage in asking._passages(cited.document):  # noqa: SLF001 - the index's own text
        if passage.start <= cited.start < passage.end:
            return passage.text[cited.start - passage.start : cited.end - passage.start]
    return ""


def _holds(words: str, value: float) -> bool:
    """Whether the words write the value in some scale."""
    digits = words.replace(",", "").strip("()$ -\u2013")
    try:
        said = float(digits)
    except ValueError:
        return False
    return any(_same(said * 10.0**scale, abs(value), unit="") for scale in (0, 3, 6, 9))


def commit() -> str:
    """That is checked out."""
    return subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        capture_output=True, text=True, check=True, cwd=REPOSITORY,
    ).stdout.strip()  # fmt: skip


if __name__ == "__main__":
    main()
