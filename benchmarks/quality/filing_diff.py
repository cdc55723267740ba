"""The comparison of filings over planted edits, and over the same words in other markup.

    python benchmarks/quality/filing_diff.py

In each of 50 filings of the shared data folder, of many forms, one edit of each kind is planted at
a random place (tests/blackline/planting.py): a word, a negation, a number, a sentence, a paragraph
struck, added or moved. An edit is found when a change of its kind quotes the words that went and
came; whatever else is told is false. Each filing is also rendered with other markup, and anything
told then is false. Edits and rules were written together.

Writes benchmarks/results/filing_diff.json.
"""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY))

from bookrunner.blackline import Change, compare  # noqa: E402
from bookrunner.documents import parse  # noqa: E402
from tests.blackline.planting import (  # noqa: E402
    EDITS,
    Edit,
    NoPlace,
    Planted,
    bytes_of,
    other_markup,
    paragraphs,
    tree_of,
)  # fmt: skip

SHARED = REPOSITORY.parent / "shared" / "data" / "filings"
RESULT = REPOSITORY / "benchmarks" / "results" / "filing_diff.json"
FORMS = ("10-K", "10-Q", "8-K", "20-F", "6-K", "S-1", "DEF14A", "424B4", "424B5", "S-3")
FILINGS = int(sys.argv[1]) if sys.argv[1:] else 50
LONGEST = 6_000_000


def main() -> None:
    """Plant, compare, then print and write what came of it."""
    chance = random.Random(20261123)
    planted: dict[str, int] = {}
    found: dict[str, int] = {}
    missed: list[dict[str, str]] = []
    false: list[dict[str, Any]] = []
    seconds: list[float] = []
    names = []
    for path in _chosen():
        content = gzip.decompress(path.read_bytes())
        clean = bytes_of(tree_of(content))
        before = parse(clean, name=path.name)
        if len(paragraphs(tree_of(content))) < 12:
            continue
        names.append(path.name)
        began = time.perf_counter()
        told = compare(before, parse(other_markup(content, chance), name=path.name)).changes
        seconds.append(time.perf_counter() - began)
        false += [_said(path.name, "other markup", one) for one in told]
        for edit in EDITS:
            made = _planted(content, edit, chance)
            if made is None:
                continue
            spoilt, what = made
            changes = compare(before, parse(spoilt, name=path.name)).changes
            hits = [one for one in changes if _is(one, what)]
            name = edit.__name__
            planted[name] = planted.get(name, 0) + 1
            found[name] = found.get(name, 0) + bool(hits)
            if not hits:
                missed.append({"file": path.name, "edit": name})
            false += [_said(path.name, name, one) for one in changes if one not in hits]
        if len(names) == FILINGS:
            break
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=REPOSITORY, capture_output=True, text=True,
        check=True,
    ).stdout.strip()  # fmt: skip
    seconds.sort()
    result = {
        "command": "python benchmarks/quality/filing_diff.py", "commit": commit,
        "filings": len(names), "planted": planted, "found": found,
        "all_planted": sum(planted.values()), "all_found": sum(found.values()),
        "false": len(false), "missed": missed[:20], "false_told": false[:20],
        "seconds_median": round(seconds[len(seconds) // 2], 2),
        "seconds_most": round(seconds[-1], 2),
    }  # fmt: skip
    RESULT.write_text(json.dumps(result, indent=1) + "\n")
    print(json.dumps(result, indent=1))


def _chosen() -> list[Path]:
    """The first filings of each form by turns, none longer than what one comparison should take."""
    by_form = [
        [one for one in sorted((SHARED / form).glob("*.htm*.gz")) if one.stat().st_size < LONGEST]
        for form in FORMS
    ]
    found = []
    for place in range(max(map(len, by_form), default=0)):
        found += [paths[place] for paths in by_form if place < len(paths)]
    return found


def _planted(content: bytes, edit: Edit, chance: random.Random) -> tuple[bytes, Planted] | None:
    for _ in range(25):
        tree = tree_of(content)
        places = paragraphs(tree)
        try:
            what = edit(chance.choice(places), chance)
        except NoPlace:
            continue
        return bytes_of(tree), what
    return None


def _is(one: Change, what: Planted) -> bool:
    if one.kind.value != what.kind:
        return False
    old, new = _plain(one.old_quote), _plain(one.new_quote)
    if what.kind == "reworded":
        struck = _plain(" ".join(each.old for each in one.words))
        added = _plain(" ".join(each.new for each in one.words))
        return _near(what.old, struck) and _near(what.new, added)
    # Two passages that end alike can be parted before or after their full stop.
    return _plain(what.old).rstrip(".") in old and _plain(what.new).rstrip(".") in new


def _near(planted: str, told: str) -> bool:
    """Whether the words that were planted are told; of a long sentence nearly all of them."""
    words = _plain(planted).split()
    return sum(word in told for word in words) >= 0.8 * len(words)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _said(file: str, edit: str, one: Change) -> dict[str, Any]:
    """Where it is, without the filing's words, which are not ours to keep."""
    return {"file": file, "edit": edit, "kind": one.kind.value, "at": one.old_start}


if __name__ == "__main__":
    main()
