"""Retrieval and answers on the FinanceBench questions of the shared data folder.

    python benchmarks/quality/financebench.py [--home FOLDER]

Ingests the PDFs of the shared data folder into a temporary home, asks every question whose PDF is
there through ``bookrunner search --batch`` (all documents in one store, then the right one named)
and ``bookrunner ask --batch``, and writes benchmarks/results/financebench.json: for each question,
by its id, where the first evidence page stands, and what was answered. An answer holds the
evidence when one of its citations is on an evidence page. Figures are right within 1% of the first
number of the reference answer in the unit and scale that the question asks for.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import re
import subprocess
import tempfile
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from bookrunner.faces.cli.main import run

REPOSITORY = Path(__file__).resolve().parents[2]
DATA = REPOSITORY.parent / "shared" / "data" / "benchmarks" / "financebench"
RESULT = REPOSITORY / "benchmarks" / "results" / "financebench.json"
NUMBER = re.compile(r"-?\$?\s?-?\d[\d,]*(?:\.\d+)?")


def main() -> None:
    """Ask everything and write what came of it."""
    given = argparse.ArgumentParser()
    given.add_argument("--home", help="a home with the PDFs ingested; a temporary one if none")
    told = given.parse_args()
    questions = [
        one
        for line in (DATA / "questions.jsonl").read_text(encoding="utf-8").splitlines()
        if (one := json.loads(line)) and (DATA / "pdfs" / f"{one['doc_name']}.pdf").exists()
    ]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(told.home or folder)
        if told.home is None:
            said(home, "ingest", str(DATA / "pdfs"))
        anywhere = asked(home, "search", questions, Path(folder))
        known = asked(home, "search", questions, Path(folder), named=True)
        answers = asked(home, "ask", questions, Path(folder))
    rows = [row(*each) for each in zip(questions, anywhere, known, answers, strict=True)]
    write(rows)


def said(home: Path, *arguments: str) -> str:
    """What a command prints."""
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        code = run(list(arguments), {"BOOKRUNNER_HOME": str(home)})
    if code not in (0, 1):
        raise SystemExit(err.getvalue())
    return out.getvalue()


def asked(
    home: Path, what: str, questions: list[dict[str, Any]], folder: Path, *, named: bool = False
) -> list[dict[str, Any]]:
    """One answer for each question, in order."""
    path = folder / "questions.jsonl"
    rows = [
        {"question": one["question"]} | ({"document": one["doc_name"]} if named else {})
        for one in questions
    ]
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    out = said(home, what, "--batch", str(path), "--json")
    return [json.loads(line) for line in out.splitlines()]


def row(
    question: dict[str, Any],
    anywhere: dict[str, Any],
    known: dict[str, Any],
    answer: dict[str, Any],
) -> dict[str, Any]:
    """What is kept of one question."""
    gold = {(e["doc_name"], e["evidence_page_num"] + 1) for e in question["evidence"]}
    found = [place(one) for one in anywhere["results"]]
    cited = [place(one) for one in answer["citations"]]
    return {
        "id": question["financebench_id"],
        "type": question["question_type"],
        "rank_anywhere": rank(gold, found),
        "rank_known": rank(gold, [place(one) for one in known["results"]]),
        "right_document_first": bool(found) and found[0][0] == question["doc_name"],
        "kind": answer["kind"],
        "reason": answer["reason"],
        "citations": len(cited),
        "holds_evidence": bool(gold & set(cited)),
        "right": is_right(question["answer"], answer) if answer["kind"] == "figure" else None,
    }


def place(one: dict[str, Any]) -> tuple[str, int | None]:
    """Document and page."""
    return Path(one["source_name"]).stem, one["page"]


def rank(gold: set[tuple[str, int]], found: list[tuple[str, int | None]]) -> int | None:
    """Where the first evidence page stands; None where it is not among the first ten."""
    return next((n for n, one in enumerate(found, start=1) if one in gold), None)


def is_right(reference: str, answer: dict[str, Any]) -> bool:
    """Whether a number of the reference answer is the figure, within 1% or its last digit."""
    for match in NUMBER.finditer(reference):
        text = re.sub(r"[\s$,]", "", match[0])
        number = float(text)
        step = 10.0 ** -len(text.partition(".")[2])
        if abs(abs(answer["value"]) - abs(number)) <= max(0.01 * abs(number), 0.51 * step):
            return True
    return False


def write(rows: list[dict[str, Any]]) -> None:
    """Print and write the table."""
    n = len(rows)
    metrics = [one for one in rows if one["type"] == "metrics-generated"]
    others = [one for one in rows if one["type"] != "metrics-generated"]
    wrong = [one for one in others if one["kind"] != "abstained" and not one["holds_evidence"]]
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        capture_output=True,
        text=True,
        check=True,
        cwd=REPOSITORY,
    ).stdout.strip()
    result = {
        "command": "python benchmarks/quality/financebench.py",
        "commit": commit,
        "questions": n,
        "evidence_in_ten_anywhere": share(sum(one["rank_anywhere"] is not None for one in rows), n),
        "evidence_in_ten_known": share(sum(one["rank_known"] is not None for one in rows), n),
        "right_document_first": share(sum(one["right_document_first"] for one in rows), n),
        "metrics_right": share(sum(one["right"] is True for one in metrics), len(metrics)),
        "others_hold_evidence": share(sum(one["holds_evidence"] for one in others), len(others)),
        "others_cite_other_pages": share(len(wrong), len(others)),
        "others_abstained": share(sum(one["kind"] == "abstained" for one in others), len(others)),
        "citations_each": Counter(one["citations"] for one in others if one["citations"]),
        "rows": rows,
    }
    RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({key: result[key] for key in result if key != "rows"}, indent=2))


def share(count: int, of: int) -> dict[str, Any]:
    """A share with its 95% interval (Wilson)."""
    if not of:
        return {"n": 0}
    p, z = count / of, 1.96
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return {
        "n": of,
        "count": count,
        "share": round(p, 4),
        "interval": [round(middle - half, 4), round(middle + half, 4)],
    }


if __name__ == "__main__":
    main()
