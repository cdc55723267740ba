"""Retrieval and citations for questions that no statement answers.

    python benchmarks/quality/topic_questions.py [--home FOLDER]

Asks the questions of topic_questions_key.txt (employees, credit lines, customers, properties,
auditors, patents, pensions ...) of the
FinanceBench PDFs of the shared data folder, all in one store.
Evidence pages were found by searching the PDFs for the disclosure, apart from the index; a page
that says it elsewhere counts as a miss. Counts how many have an evidence page among the first ten
results and the right report first, and how many answers cite an evidence page, cite another, or
abstain; writes benchmarks/results/topic_questions.json.
"""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import tempfile
from collections import Counter
from contextlib import redirect_stdout
from pathlib import Path

from bookrunner.faces.cli.main import run

REPOSITORY = Path(__file__).resolve().parents[2]
DATA = REPOSITORY.parent / "shared" / "data" / "benchmarks" / "financebench"
KEY = Path(__file__).with_name("topic_questions_key.txt")
RESULT = REPOSITORY / "benchmarks" / "results" / "topic_questions.json"


def main() -> None:
    """Ask everything and write what came of it."""
    given = argparse.ArgumentParser()
    given.add_argument("--home", help="a home with the PDFs ingested; a temporary one if none")
    told = given.parse_args()
    rows = [
        [part.strip() for part in line.split("|")]
        for line in KEY.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(told.home or folder)
        if told.home is None:
            said(home, "ingest", str(DATA / "pdfs"))
        batch = Path(folder) / "questions.jsonl"
        batch.write_text("".join(json.dumps({"question": row[2]}) + "\n" for row in rows))
        found, answers = (
            [
                json.loads(line)
                for line in said(home, verb, "--batch", str(batch), "--json").splitlines()
            ]
            for verb in ("search", "ask")
        )
    counts: Counter[str] = Counter()
    failures = []
    for (report, pages, asked), results, answer in zip(rows, found, answers, strict=True):
        gold = {(f"{report}.pdf", int(page)) for page in pages.split(",")}
        listed = [(one["source_name"], one["page"]) for one in results["results"][:10]]
        cited = {(one["source_name"], one["page"]) for one in answer["citations"]}
        holds = "holds" if gold & cited else "abstained" if not cited else "other page"
        in_ten = bool(gold & set(listed))
        counts.update(["n", f"answer {holds}"])
        counts["evidence in first ten"] += in_ten
        counts["report first"] += bool(listed) and listed[0][0] == f"{report}.pdf"
        if not in_ten or holds != "holds":
            failures.append(
                {"question": asked, "gold": pages, "in_ten": in_ten, "answer": holds}
                | {"kind": answer["kind"], "reason": answer["reason"], "listed": listed[:5]}
            )
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        capture_output=True,
        text=True,
        check=True,
        cwd=REPOSITORY,
    ).stdout.strip()
    result = {
        "command": "python benchmarks/quality/topic_questions.py",
        "commit": commit,
        **counts,
        "failures": failures,
    }
    RESULT.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps({k: v for k, v in result.items() if k != "failures"}, indent=2))


def said(home: Path, *arguments: str) -> str:
    """What a command prints."""
    with redirect_stdout(io.StringIO()) as out:
        if run(list(arguments), {"BOOKRUNNER_HOME": str(home)}) not in (0, 1):
            raise SystemExit(f"{' '.join(arguments)} failed")
    return out.getvalue()


if __name__ == "__main__":
    main()
