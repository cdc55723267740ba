"""The deal tape against the shared data's gold: every stated term, on a tape of all its documents.

    python benchmarks/quality/deal_tape.py

All documents of `benchmarks/deal-gold` go onto one tape; each must be a deal of its own, and each
stated fact a term of it whose span gives its quote. Writes benchmarks/results/deal_tape.json.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from deal_terms import DATA, NOT_TEXT, REPOSITORY, _has, _wanted

from bookrunner.deals import Deal, deal
from bookrunner.documents import parse
from bookrunner.monitor import Known, Told, deal_tape, filed_as

RESULT = REPOSITORY / "benchmarks" / "results" / "deal_tape.json"


def main() -> int:
    """Make the tape, compare, print and write; the exit code is 1 when something was missed."""
    entries = json.loads((DATA / "benchmarks/deal-gold/deals.json").read_text())
    read = {}
    for entry in entries:
        path = DATA / entry["file"]
        document = parse(gzip.decompress(path.read_bytes()), name=path.name.removesuffix(".gz"))
        read[entry["file"]] = document, Told(filed_as(document, Known()), deal(document))
    tape = deal_tape([told for _, told in read.values()])
    asked, missed, unproven = 0, [], 0
    for entry in entries:
        document, told = read[entry["file"]]
        home = next(one for one in tape if told in one.told)
        terms = tuple(each.term for each in home.terms)
        unproven += sum(document.text[t.start : t.end] != t.quote for t in terms)
        on_tape = Deal(home.kind, terms, ())
        for name, value in entry["facts"].items():
            if name in NOT_TEXT:
                continue
            for wanted, term, tranche in _wanted(name, value, on_tape):
                asked += 1
                if not _has(on_tape, term, wanted, tranche):
                    missed.append(f"{entry['name']}: {term} {tranche} {wanted}")
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=REPOSITORY, capture_output=True, text=True,
        check=True,
    ).stdout.strip()  # fmt: skip
    result = {
        "command": "python benchmarks/quality/deal_tape.py", "commit": commit,
        "documents": len(entries), "deals": len(tape), "stated": asked,
        "found": asked - len(missed), "missed": missed, "quotes_not_at_their_span": unproven,
    }  # fmt: skip
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(json.dumps(result, indent=2))
    return 1 if missed or unproven else 0


if __name__ == "__main__":
    sys.exit(main())
