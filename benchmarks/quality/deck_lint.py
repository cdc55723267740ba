"""The linter of decks over planted faults and whole decks, half of each made from our own.

    python benchmarks/quality/deck_lint.py

The strangers' decks and the faults are those of tests/lint; ours are the pitches of all eight types
on the sample. Every fault is planted once into a stranger's deck and once into one of ours that can
carry it. A fault counts as found when a rule that it names tells it; a whole deck of which anything
is told is a false alarm. Decks, faults and rules were written together: other people's decks will
show more. Writes benchmarks/results/deck_lint.json.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pptx import Presentation

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY))

from bookrunner.faces.cli.main import run  # noqa: E402
from bookrunner.lint import lint_deck  # noqa: E402
from tests.lint.faults import FAULTS, NoPlace  # noqa: E402
from tests.lint.strangers import Maker  # noqa: E402

RESULT = REPOSITORY / "benchmarks" / "results" / "deck_lint.json"
WHOLE = 40
OWN = (
    ("general", "HD"), ("refinancing", "HD"), ("sell-side", "Fernhollow"), ("buy-side", "JNJ"),
    ("follow-on", "HD"), ("new-issue", "ZZALD"), ("ipo", "Fernhollow"), ("convertible", "ZZALD"),
)  # fmt: skip


def main() -> None:
    """Write, spoil and look; then print and write what came of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        own = _own_decks(folder)
        alarms, whole = [], list(own)
        for seed in range(WHOLE):
            path = folder / f"stranger-{seed}.pptx"
            Maker(seed).made().save(str(path))
            whole.append(path)
        for path in whole:
            told = sorted({flaw.rule for flaw in lint_deck(path).flaws})
            if told:
                alarms.append({"deck": f"{path.parent.name}/{path.name}", "told": told})
        planted, missed, kinds = 0, [], set()
        for place, (fault, rules, plant) in enumerate(FAULTS):
            for who, makers in (
                ("stranger", [_stranger(place * 13 + 5000 + n) for n in range(12)]),
                ("ours", [_ours(own[(place + n) % len(own)]) for n in range(len(own))]),
            ):
                told = _spoilt(plant, makers, folder / "fault.pptx")
                if told is None:
                    continue  # no deck of these can carry it
                planted += 1
                kinds |= rules
                if not rules & set(told):
                    missed.append({"fault": fault, "deck": who, "told": told})
        _write(len(whole), alarms, planted, len(kinds), missed)


def _own_decks(folder: Path) -> Sequence[Path]:
    home = {"BOOKRUNNER_HOME": str(folder / "home")}
    for kind, company in OWN:
        run(["pitch", company, "--type", kind, "--out", str(folder / kind)], home)
    return [folder / kind / "pitch.pptx" for kind, _ in OWN]


def _stranger(seed: int) -> Callable[[], Any]:
    return lambda: Maker(seed).made()


def _ours(path: Path) -> Callable[[], Any]:
    return lambda: Presentation(str(path))


def _spoilt(
    plant: Callable[[Any], None], makers: Sequence[Callable[[], Any]], path: Path
) -> Sequence[str] | None:
    """What is told of the first deck that can carry a fault; None where none can."""
    for maker in makers:
        deck = maker()
        try:
            plant(deck)
        except (NoPlace, StopIteration):
            continue
        deck.save(str(path))
        return sorted({flaw.rule for flaw in lint_deck(path).flaws})
    return None


def _write(
    whole: int, alarms: Sequence[Any], planted: int, kinds: int, missed: Sequence[Any]
) -> None:
    git = ["git", "-C", str(REPOSITORY), "rev-parse", "--short", "HEAD"]
    result = {
        "command": "python benchmarks/quality/deck_lint.py",
        "commit": subprocess.run(git, capture_output=True, text=True, check=True).stdout.strip(),
        "planted": planted,
        "rules": kinds,
        "found": planted - len(missed),
        "missed": missed,
        "whole": whole,
        "false_alarms": alarms,
    }
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
