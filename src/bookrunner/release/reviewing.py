"""A second person puts their name to checked files, and the watermark goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bookrunner.figures import Finding, NotFound, Severity, Viewer, may_see
from bookrunner.ledger import CHECKED, DRAFT, REVIEWED, Ledger, publish, read, write
from bookrunner.office.watermark import without_watermark
from bookrunner.release.barriers import Barred, barred, number_barriers, people_barriers
from bookrunner.release.steps import (
    STEPS,
    Signature,
    Step,
    chain_findings,
    digests,
    file_findings,
    following,
    read_steps,
    same_person,
    write_steps,
)

LEDGER = "ledger.json"


@dataclass(frozen=True)
class Review:
    """Files that another person than their maker has put their name to."""

    step: Step
    steps: Sequence[Step]
    record: Ledger
    findings: Sequence[Finding]


def review(folder: Path, signed: Signature, note: str, viewer: Viewer) -> Review:
    """Takes the watermark off checked files and records who reviewed them.

    Nothing but the watermark and the state in the ledger changes.

    Raises:
        NotFound: The folder holds no book, or none that the viewer may see.
        NoSteps: Its record of steps is none.
        Barred: It is not checked, was edited since, or the reviewer made it.
    """
    steps = read_steps(folder)
    record = readable(folder, viewer)
    last = require_state(steps, CHECKED, "reviewed")
    found = [
        *chain_findings(steps),
        *file_findings(folder, last),
        *people_barriers(last.by, signed.by),
        *number_barriers(folder, last, record),
    ]
    if found:
        raise Barred("reviewed", found)

    def write_all(into: Path) -> Step:
        for name in last.files:
            if name != LEDGER:
                (into / name).write_bytes(without_watermark((folder / name).read_bytes()))
        write(replace(record, state=REVIEWED), into / LEDGER)
        step = following(last, REVIEWED, signed, note, digests(into, last.files))
        write_steps([*steps, step], into / STEPS)
        return step

    step = publish(folder, write_all)
    return Review(step, [*steps, step], record, tuple(_own_assumptions(record, signed.by)))


def readable(folder: Path, viewer: Viewer) -> Ledger:
    """The ledger of the folder.

    Raises:
        NotFound: There is none that the viewer may see.
        NotALedger: It is none, or was changed after it was written.
    """
    record = read(folder / LEDGER)
    if not may_see(viewer, record.walls):
        raise NotFound("book", str(folder), hint="name the folder that `bookrunner pitch` wrote")
    return record


def require_state(steps: Sequence[Step], state: str, verb: str) -> Step:
    """The last step, when it is the one that must come before.

    Raises:
        Barred: The files are in another state.
    """
    last = steps[-1].state if steps else DRAFT
    if last == state:
        return steps[-1]
    told = {
        CHECKED: "only a checked book is reviewed; write it with --checked --by NAME",
        REVIEWED: "only a reviewed book is released; `bookrunner review` comes before",
    }
    raise Barred(verb, [barred("state", f"it is {last}; {told[state]}")])


def _own_assumptions(record: Ledger, reviewer: str) -> Sequence[Finding]:
    """What the reviewer has adopted and so looked at alone."""
    own = [
        held["name"]
        for held in record.figures.values()
        if held["lineage"]["kind"] == "adopted" and same_person(held["lineage"]["owner"], reviewer)
    ]
    if not own:
        return ()
    message = f"{reviewer} adopted {len(own)} of the assumptions under review, such as {own[0]}"
    return [Finding("release.own-assumptions", message, Severity.WARNING)]
