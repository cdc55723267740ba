"""Questions about single reported numbers: how many are answered exactly, with a true citation.

    python benchmarks/quality/fact_questions.py [--home FOLDER] [--count N]

Takes in the 10-K and 10-Q filings of the shared data folder and asks, in several wordings, for
numbers that others read from the filings' tags (``derived/gold_key_facts.csv``). An answer is right
when its value is the number at the digits told, its unit is the one asked for, and every citation's
words hold a number. Each question is timed. Writes benchmarks/results/fact_questions.json.
"""

import argparse
import csv
import json
import random
import re
import statistics
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bookrunner.app import Desk, desk
from bookrunner.operations.asking_shapes import Answered, AskRequest
from bookrunner.operations.requests import IngestRequest
from bookrunner.operations.table import OPERATIONS

REPOSITORY = Path(__file__).resolve().parents[2]
RESULT = REPOSITORY / "benchmarks" / "results" / "fact_questions.json"
DATA = REPOSITORY.parent / "shared" / "data"
BY_NAME = {operation.name: operation for operation in OPERATIONS}

FLOWS = {
    "NetIncomeLoss": "net income",
    "IncomeTaxExpenseBenefit": "income tax expense",
    "OperatingIncomeLoss": "operating income",
    "GrossProfit": "gross profit",
    "ResearchAndDevelopmentExpense": "research and development expense",
    "RevenueFromContractWithCustomerExcludingAssessedTax": "revenue",
    "Revenues": "revenue",
}
YEARLY = {
    "NetCashProvidedByUsedInOperatingActivities": "cash from operations",
    "PaymentsToAcquirePropertyPlantAndEquipment": "capital expenditures",
    "PaymentsForRepurchaseOfCommonStock": "share repurchases",
    "ShareBasedCompensation": "stock-based compensation",
}
BALANCES = {
    "Assets": "total assets",
    "AssetsCurrent": "total current assets",
    "LiabilitiesCurrent": "total current liabilities",
    "StockholdersEquity": "shareholders' equity",
    "CashAndCashEquivalentsAtCarryingValue": "cash and cash equivalents",
    "InventoryNet": "inventories",
    "AccountsReceivableNetCurrent": "accounts receivable",
}
PER_SHARE = {"EarningsPerShareDiluted": "diluted EPS", "EarningsPerShareBasic": "basic EPS"}
YEAR_WORDINGS = (
    ("What was {company}'s {measure} in fiscal {year}?", 0),
    ("How much was the {measure} of {company} for FY{year}, in USD millions?", 6),
    ("What is the FY{year} {measure} of {company}? Answer in USD billions.", 9),
    ("{company} {measure} FY{short}", 0),
    ("For fiscal year {year}, what {measure} did {company} report?", 0),
    ("Using the annual report, what {measure} did {company} have in FY{year}, in USD millions?", 6),
)
BALANCE_WORDINGS = (
    ("What were the {measure} of {company} at the end of FY{year}?", 0),
    ("How much {measure} did {company} have at the end of fiscal {year}, in USD millions?", 6),
    ("What is the year end FY{year} amount of {measure} for {company}? Answer in USD billions.", 9),
)
QUARTER_WORDINGS = (
    ("What was {company}'s {measure} in Q{quarter} of FY{year}?", 0),
    ("What was the {measure} of {company} in the {ordinal} quarter of fiscal {year}?", 0),
)
ORDINALS = ("first", "second", "third", "fourth")


@dataclass(frozen=True)
class Asked:
    """A question and the number that answers it."""

    words: str
    value: float
    exponent: int
    concept: str
    period: str


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--home", type=Path, help="a home to use and keep; default: a new one")
    options.add_argument("--count", type=int, default=600)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = desk({"BOOKRUNNER_HOME": str(given.home or Path(folder) / "home")})
        paths = (DATA / "filings" / "10-K", DATA / "filings" / "10-Q")
        BY_NAME["ingest"](place, IngestRequest(paths=paths))
        report = measured(place, given.count)
    RESULT.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps({k: v for k, v in report.items() if k != "not_right"}, indent=2))


def measured(place: Desk, count: int) -> Mapping[str, object]:
    """What became of the questions."""
    every = list(questions())
    random.Random(11).shuffle(every)
    verdicts: Counter[str] = Counter()
    cited = holding = 0
    seconds: list[float] = []
    wrong: list[Mapping[str, object]] = []
    for asked in every[:count]:
        start = time.perf_counter()
        answer = BY_NAME["ask"](place, AskRequest(question=asked.words))
        seconds.append(time.perf_counter() - start)
        assert isinstance(answer, Answered)
        verdict = judged(asked, answer)
        verdicts[verdict] += 1
        if answer.kind == "figure":
            cited += len(answer.citations)
            holding += sum(bool(re.search(r"\d", one.quote)) for one in answer.citations)
            verdicts["figure without citation"] += not answer.citations
        if verdict != "right":
            wrong.append(
                {
                    "question": asked.words,
                    "key": asked.value,
                    "concept": asked.concept,
                    "period": asked.period,
                    "verdict": verdict,
                    "answer": answer.answer[:200],
                    "formula": answer.formula,
                    "findings": [one.code for one in answer.findings],
                }
            )
    figures = verdicts["right"] + verdicts["wrong"] + verdicts["wrong, with a finding"]
    ordered = sorted(seconds[1:])
    return {
        "command": f"python benchmarks/quality/fact_questions.py --count {count}",
        "commit": subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"],
            capture_output=True,
            text=True,
            check=True,
            cwd=REPOSITORY,
        ).stdout.strip(),
        "questions": min(count, len(every)),
        "verdicts": dict(verdicts),
        "right_of_all": round(verdicts["right"] / min(count, len(every)), 4),
        "wrong_of_figures": round(1 - verdicts["right"] / max(figures, 1), 4),
        "citations": cited,
        "citations_with_a_number": holding,
        "milliseconds_median": round(1e3 * statistics.median(ordered), 1),
        "milliseconds_p95": round(1e3 * ordered[int(0.95 * len(ordered))], 1),
        "not_right": wrong,
    }


def judged(asked: Asked, answer: Answered) -> str:
    """Whether the answer is the number asked for."""
    if answer.kind != "figure" or answer.value is None:
        return f"not answered: {answer.kind}"
    told = answer.value * 10**asked.exponent
    near = abs(told - asked.value) <= max(
        1e-6 * abs(asked.value), 0.0051 if asked.value < 1e3 else 0
    )
    if near:
        return "right"
    return "wrong, with a finding" if answer.findings else "wrong"


def questions() -> Iterator[Asked]:
    """Each number of the key in one of its wordings."""
    turn = 0
    whole = _whole_revenues()
    with (DATA / "derived" / "gold_key_facts.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            company = re.sub(
                r",? (?:Inc|Corp|Co|Ltd|plc|Corporation)\.?$", "", row["company"], flags=re.I
            )
            end = date.fromisoformat(row["end"])
            if row["end"] != row["period_end"] or not row["fy"]:
                continue
            if whole.get((row["file"], row["start"], row["end"]), 0) > float(row["value"]) and (
                concept_measure(row["concept"]) == "revenue"
            ):
                continue
            days = (end - date.fromisoformat(row["start"])).days if row["start"] else 0
            concept, quarter = row["concept"], row["fp"]
            said = {"company": company, "year": row["fy"], "short": row["fy"][2:]}
            yearly = {**FLOWS, **YEARLY, **PER_SHARE}
            found: tuple[str, int] | None = None
            measure = ""
            if row["fp"] == "FY" and concept in yearly and days > 340:
                measure = yearly[concept]
                found = YEAR_WORDINGS[turn % len(YEAR_WORDINGS)]
                if concept in PER_SHARE:
                    found = YEAR_WORDINGS[0]
            elif row["fp"] == "FY" and concept in BALANCES:
                measure = BALANCES[concept]
                found = BALANCE_WORDINGS[turn % len(BALANCE_WORDINGS)]
            elif quarter in ("Q1", "Q2", "Q3") and 80 < days < 100:
                measure = {**FLOWS, **PER_SHARE}.get(concept, "")
                found = QUARTER_WORDINGS[turn % len(QUARTER_WORDINGS)] if measure else None
            if found is None:
                continue
            turn += 1
            number = quarter[1:] if quarter.startswith("Q") else "1"
            words = found[0].format(
                measure=measure, quarter=number, ordinal=ORDINALS[int(number) - 1], **said
            )
            period = f"{row['start']}/{row['end']}"
            yield Asked(words, float(row["value"]), found[1], concept, period)


def concept_measure(concept: str) -> str:
    """What a flow's concept is called in questions; "" for others."""
    return FLOWS.get(concept, "")


def _whole_revenues() -> Mapping[tuple[str, str, str], float]:
    """Of several revenues of one period in one filing the largest, which is the whole company's."""
    found: dict[tuple[str, str, str], float] = {}
    with (DATA / "derived" / "gold_key_facts.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if concept_measure(row["concept"]) == "revenue":
                place = (row["file"], row["start"], row["end"])
                found[place] = max(found.get(place, 0.0), float(row["value"]))
    return found


if __name__ == "__main__":
    main()
