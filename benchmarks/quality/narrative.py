"""What the check of reworded messages lets pass: faithful wordings, and planted falsehoods.

    python benchmarks/quality/narrative.py

The wordings are those of tests/pitch/worded_messages.py, over messages of the types of pitch. The
faithful ones were written as a banker would write them before the rules were tried on them: 52 of
94 were used at first, then some rules were loosened. A refused one costs style, since the template
stays. The planted ones are written by hand, or made of messages and faithful wordings by one change
each. Messages, wordings and rules were written together: other wordings will show more. Writes
benchmarks/results/narrative.json.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY))

from bookrunner.pitch.messages_checked import wrong_wording  # noqa: E402
from tests.pitch.worded_messages import (  # noqa: E402
    FAITHFUL_OF,
    NAMES,
    PLANTED_BY_HAND,
    faithful,
    planted,
)

RESULT = REPOSITORY / "benchmarks" / "results" / "narrative.json"


def main() -> None:
    """Hold each wording to its message; print and write what came of it."""
    refused = []
    for one in (true := list(faithful())):
        if wrong := wrong_wording(one.message, one.wording, NAMES):
            refused.append({"wording": one.wording, "why": wrong.why})
    planted_of: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    passed = []
    for one in dict.fromkeys(planted()):
        planted_of[one.kind] += 1
        if wrong_wording(one.message, one.wording, NAMES) is None:
            passed.append({"message": one.message, "wording": one.wording})
        else:
            caught[one.kind] += 1
    told = {
        "command": "python benchmarks/quality/narrative.py",
        "commit": commit(),
        "messages": len(FAITHFUL_OF),
        "faithful": {"n": len(true), "used": len(true) - len(refused), "refused": refused},
        "planted": {
            "n": planted_of.total(),
            "by_hand": sum(len(wordings) for _, _, wordings in PLANTED_BY_HAND),
            "refused": caught.total(),
            "passed": passed,
            "by_kind": {
                kind: {"n": planted_of[kind], "refused": caught[kind]}
                for kind in sorted(planted_of)
            },
        },
    }
    RESULT.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(told, indent=1, ensure_ascii=False))


def commit() -> str:
    """The commit that is measured."""
    command = ["git", "rev-parse", "--short", "HEAD"]
    said = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    return said.stdout.strip()


if __name__ == "__main__":
    main()
