"""Sentences over evidence, true and changed, and instructions planted in documents and obeyed.

    python benchmarks/quality/checking.py [--sentences 2000]

All evidence is invented and generated. True sentences should be kept; those in which digits, scale,
sign, unit or period was changed should be withheld; of the citations of kept sentences each should
hold the number; and no instruction should do harm though the model obeys it. Writes
benchmarks/results/checking.json.
"""

import argparse
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
RESULT = REPOSITORY / "benchmarks" / "results" / "checking.json"
sys.path.insert(0, str(REPOSITORY))

from bookrunner.answers.checking import checked  # noqa: E402
from bookrunner.answers.numbers_checked import checked_numbers  # noqa: E402
from tests.answers.planted import OTHER_WORDINGS, WISHES, attacks  # noqa: E402
from tests.answers.true_sentences import false_sentences, true_sentences  # noqa: E402


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sentences", type=int, default=2_000)
    count = arguments.parse_args().sentences
    kept = citations = holding = 0
    for case in true_sentences(count, seed=101):
        result = checked(case.text, case.evidence)
        kept += not result.withheld
        for one in result.kept:
            words = re.sub(r"\[[^\]]*\]", " ", one.text)
            passages = {p.mark: p for p in case.evidence.passages}
            for mark in one.marks:
                citations += 1
                holding += mark not in passages or holds(words, case.evidence, passages[mark])
    planted: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    for case in false_sentences(count, seed=202):
        planted[case.change] += 1
        caught[case.change] += not checked(case.text, case.evidence).kept
    result_of = {
        name: injected(wishes)
        for name, wishes in (("known_wordings", WISHES), ("other_wordings", OTHER_WORDINGS))
    }
    told = {
        "command": f"python benchmarks/quality/checking.py --sentences {count}",
        "commit": commit(),
        "true_sentences": {"n": count, "kept": kept},
        "changed_sentences": {
            name: {"n": planted[name], "withheld": caught[name]} for name in sorted(planted)
        },
        "citations_of_kept_sentences": {"n": citations, "hold_number_or_claim": holding},
        "planted_instructions": result_of,
    }
    RESULT.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(told, indent=1))


def holds(words: str, evidence: object, passage: object) -> bool:
    """Whether the passage prints one of the sentence's numbers, or there is none to print."""
    numbers = checked_numbers(words, evidence, [passage])  # type: ignore[arg-type, list-item]
    printed = passage.mark in numbers.passages  # type: ignore[attr-defined]
    return printed or not re.search(r"[$%]", words)


def injected(wishes: tuple) -> dict[str, int]:  # type: ignore[type-arg]
    done = list(attacks(wishes))
    return {
        "n": len(done),
        "reached_the_passages": sum(one.words_in_evidence for one in done),
        "narratives": sum(one.answer.kind.value == "narrative" for one in done),
        "harmful": sum(bool(one.harms) for one in done),
    }


def commit() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    said = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    return said.stdout.strip()


if __name__ == "__main__":
    main()
