"""Questions about segments, products, regions, shares and judgements over real annual reports.

    python benchmarks/quality/part_questions.py [--home FOLDER]

Ingests the 10-K filings of the shared data folder into a temporary home, asks the questions of
benchmarks/quality/part_questions.json through ``bookrunner ask --batch`` and writes
benchmarks/results/part_questions.json. Each question is in our own words; its expected value stands
among the tagged facts of the filing that it names by accession, and few were read in its words as
well: this measures how questions are understood, not how tags are read. A figure is right within
0.1%; for a judgement the yes or no must be right too. Those of the kind ``none`` must get no
figure: the parts overlap, do not exist or are cut in a way that no tag tells. Rules were mended on
the first round; the second was written after that, and what came of it at the first try, before any
mending, is kept.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import tempfile
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from bookrunner.faces.cli.main import run

REPOSITORY = Path(__file__).resolve().parents[2]
FILINGS = REPOSITORY.parent / "shared" / "data" / "filings" / "10-K"
QUESTIONS = Path(__file__).with_suffix(".json")
RESULT = REPOSITORY / "benchmarks" / "results" / "part_questions.json"
SLACK = 1e-3


def main() -> None:
    """Ask everything, and print and write what came of it."""
    given = argparse.ArgumentParser()
    given.add_argument("--home", help="a home with the filings ingested; a temporary one if none")
    told = given.parse_args()
    questions = json.loads(QUESTIONS.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        home = told.home or folder
        if told.home is None:
            said(home, "ingest", str(FILINGS))
        path = Path(folder) / "questions.jsonl"
        rows = [json.dumps({"question": one["question"]}) for one in questions]
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        answers = [
            json.loads(line)
            for line in said(home, "ask", "--batch", str(path), "--json").split("\n")
            if line
        ]
    write([row(*pair) for pair in zip(questions, answers, strict=True)])


def said(home: str, *arguments: str) -> str:
    """What a command prints."""
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        code = run(list(arguments), {"BOOKRUNNER_HOME": home})
    if code not in (0, 1):
        raise SystemExit(err.getvalue())
    return out.getvalue()


def row(question: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    """What is kept of one question."""
    expected, kind = question["value"], question["kind"]
    came = "right"
    if answer["kind"] != "figure":
        came = "no figure"
    elif kind == "none" or not is_right(expected, question["unit"], answer):
        came = "wrong"
    elif kind.startswith("judged"):
        came = "right" if answer["answer"].lower().startswith(kind.split()[1]) else "wrong"
    return {
        **question,
        "came": came,
        "told": answer["value"],
        "citations": len(answer["citations"]),
    }


def is_right(expected: float, unit: str, answer: dict[str, Any]) -> bool:
    """Whether the figure is the expected one, in its unit."""
    return answer["unit"] == unit and abs(answer["value"] - expected) <= SLACK * abs(expected)


def write(rows: list[dict[str, Any]]) -> None:
    """Print and write the table."""
    answerable = [one for one in rows if one["kind"] != "none"]
    figures = [one for one in rows if one["came"] != "no figure"]
    wrong = [one for one in figures if one["came"] == "wrong"]
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        capture_output=True,
        text=True,
        check=True,
        cwd=REPOSITORY,
    ).stdout.strip()
    each = Counter((one["kind"].split()[0], one["came"]) for one in rows)
    result = {
        "command": "python benchmarks/quality/part_questions.py",
        "commit": commit,
        "questions": len(rows),
        "answerable": len(answerable),
        "answerable_right": sum(one["came"] == "right" for one in answerable),
        "figures": len(figures),
        "figures_wrong": len(wrong),
        "unanswerable": len(rows) - len(answerable),
        "unanswerable_refused": sum(
            one["came"] == "no figure" for one in rows if one["kind"] == "none"
        ),
        "second_round_first_try": Counter(
            f"{'answerable' if one['kind'] != 'none' else 'unanswerable'}, {one['first_try']}"
            for one in rows
            if one["round"] == 2
        ),
        "each": {f"{kind}, {came}": count for (kind, came), count in sorted(each.items())},
        "rows": rows,
    }
    RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({key: result[key] for key in result if key != "rows"}, indent=2))


if __name__ == "__main__":
    main()
