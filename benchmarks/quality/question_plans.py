"""What questions are planned to compute, in many wordings, against plans judged by hand.

    python benchmarks/quality/question_plans.py

Each line of question_plans_key.txt is a question about an invented company and the plan that a
banker would make of it: the formula, what is done with it, the fiscal years, the scale and decimals
asked for, and in what it is told; ``-`` where no statement's line answers. Formulas are compared by
their value over made-up lines, so that their order does not matter. Lines below ``# first sight``
were written after the rules and are counted apart; benchmarks/results/question_plans.json names
those that fail.
"""

from __future__ import annotations

import json
import subprocess
import zlib
from collections import Counter
from pathlib import Path

from bookrunner.answers.definitions import settled
from bookrunner.answers.formulas import Call, Formula, Line, Number, parse
from bookrunner.answers.planning import Plan, Task, plan
from bookrunner.search import question

REPOSITORY = Path(__file__).resolve().parents[2]
KEY = Path(__file__).with_name("question_plans_key.txt")
RESULT = REPOSITORY / "benchmarks" / "results" / "question_plans.json"
NAMES = ("Larkspur",)
TASKS = {
    "V": Task.VALUE,
    "A": Task.AVERAGE,
    "G": Task.GROWTH,
    "C": Task.COMPOUND_GROWTH,
    "D": Task.DIFFERENCE,
    "T": Task.TREND,
}


def main() -> None:
    """Plan everything and write what came of it."""
    counts: dict[str, Counter[str]] = {}
    failures = []
    group = "known"
    for line in KEY.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            group = "first sight" if "first sight" in line else group
            continue
        expected, asked = (part.strip() for part in line.split("~", 1))
        made = plan(question(asked, names=NAMES), NAMES)
        came = verdict(expected, made)
        counts.setdefault(group, Counter())[came.split(":")[0]] += 1
        if came != "right":
            failures.append({"group": group, "question": asked, "came": came})
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        capture_output=True,
        text=True,
        check=True,
        cwd=REPOSITORY,
    ).stdout.strip()
    result = {
        "command": "python benchmarks/quality/question_plans.py",
        "commit": commit,
        "groups": {name: dict(count) for name, count in counts.items()},
        "failures": failures,
    }
    RESULT.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


def verdict(expected: str, made: Plan | None) -> str:
    """``right``, ``not planned`` (the words are looked for), or ``wrong`` with what differs."""
    if expected == "-":
        return "right" if made is None else "wrong: planned"
    if made is None:
        return "not planned"
    formula, task, years, exponent, decimals, shown = (one.strip() for one in expected.split(";"))
    differs = []
    if abs(value(settled(parse(formula), {})) - value(made.formula)) > 1e-9:
        differs.append("formula")
    if TASKS[task] is not made.task:
        differs.append(f"task {made.task.value}")
    if tuple(map(int, years.split())) not in (made.years, made.years[-1:]) and task in "VADT":
        differs.append(f"years {made.years}")
    if (int(exponent) if exponent else None) != made.exponent:
        differs.append(f"scale {made.exponent}")
    if decimals and int(decimals) != made.decimals:
        differs.append(f"decimals {made.decimals}")
    if task not in "GC" and shown != made.shown.value:
        differs.append(f"told in {made.shown.value}")
    return f"wrong: {', '.join(differs)}" if differs else "right"


def value(formula: Formula, year: int = 0) -> float:
    """A formula over numbers made up for each line and year."""
    if isinstance(formula, Number):
        return formula.value
    if isinstance(formula, Line):
        return 1 + zlib.crc32(f"{formula.key} {year}".encode()) / 2**32
    if isinstance(formula, Call):
        now, before = value(formula.of, year), value(formula.of, year - 1)
        return {"average": (now + before) / 2, "change": now - before, "prior": before}[
            formula.name
        ]
    left, right = value(formula.left, year), value(formula.right, year)
    if formula.sign == "/":
        return left / right
    return {"+": left + right, "-": left - right, "*": left * right}[formula.sign]


if __name__ == "__main__":
    main()
