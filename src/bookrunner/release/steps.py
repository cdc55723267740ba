"""The steps that a set of files has taken, each signed and chained to the one before.

``steps.json`` stands beside the files. Each step names who took it, when and why, the SHA-256 of
every file as it was then, and the hash of the step before; its own hash is over all of that, so
that a changed word anywhere breaks the chain from there on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from bookrunner.figures import BadInput, Finding, NotFound, Severity
from bookrunner.ledger import CHECKED, DRAFT, RELEASED, REVIEWED, STATES
from bookrunner.office.package import digest

STEPS = "steps.json"
SCHEMA = "bookrunner.steps/1"

WATERMARKS: Mapping[str, str] = {
    DRAFT: "DRAFT",
    CHECKED: "NOT REVIEWED",
    REVIEWED: "",
    RELEASED: "",
}
"""What every page says behind its contents."""

_BYTES_MAX = 5_000_000


class NoSteps(BadInput):
    """A record of steps is none, or of another version."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        super().__init__(f"{path} is no record of steps: {why}; write the files anew")


@dataclass(frozen=True)
class Signature:
    """Who takes a step, and when."""

    by: str
    """Empty where nobody was named."""
    at: str
    """In UTC, as ``2024-09-02T14:05:00Z``."""


@dataclass(frozen=True)
class Step:
    """One step: from this moment the files are in this state."""

    state: str
    by: str
    at: str
    why: str
    files: Mapping[str, str]
    """The SHA-256 of each file, by name."""
    terms: Mapping[str, Any]
    """What later steps must know: words that are no numbers, the day of the prices."""
    before: str
    """The hash of the step before; empty for the first."""
    hash: str = ""

    def sealed(self) -> Step:
        """The step with its hash."""
        return replace(self, hash=self.own_hash())

    def own_hash(self) -> str:
        """The hash over everything it says."""
        said = {key: value for key, value in asdict(self).items() if key != "hash"}
        text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def digests(folder: Path, names: Iterable[str]) -> Mapping[str, str]:
    """The SHA-256 of each file; one that is not there is left out."""
    return {name: digest(folder / name) for name in sorted(names) if (folder / name).is_file()}


def opening(
    state: str,
    signed: Signature,
    folder: Path,
    names: Iterable[str],
    terms: Mapping[str, Any],
    why: str,
) -> Step:
    """The first step of files that were just written."""
    files = digests(folder, names)
    return Step(state, signed.by, signed.at, why, files, dict(terms), "").sealed()


def following(before: Step, state: str, signed: Signature, why: str, files: Any) -> Step:  # noqa: ANN401
    """The next step; it keeps what the steps before it said of the files."""
    return Step(state, signed.by, signed.at, why, files, before.terms, before.hash).sealed()


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's, however they are spaced or written in capitals."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def write_steps(steps: Sequence[Step], path: Path) -> None:
    """Writes the record."""
    path.write_text(steps_text(steps), encoding="utf-8")


def steps_text(steps: Sequence[Step]) -> str:
    """The record as it is written."""
    content = {"schema": SCHEMA, "steps": [asdict(step) for step in steps]}
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def read_steps(folder: Path) -> Sequence[Step]:
    """The steps that the files of a folder have taken.

    Raises:
        NotFound: The folder holds no record.
        NoSteps: The record is none of this version.
    """
    path = folder / STEPS
    try:
        if path.stat().st_size > _BYTES_MAX:
            raise NoSteps(path, "it is larger than any record of steps")
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        hint = "name the folder that `bookrunner pitch` wrote"
        raise NotFound("book", str(folder), hint=hint) from None
    except OSError as error:
        raise NoSteps(path, error.strerror or type(error).__name__) from None
    except (ValueError, RecursionError) as error:
        raise NoSteps(path, str(error)) from None
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise NoSteps(path, f"its schema is not {SCHEMA}")
    return steps_of(content.get("steps"), path)


def steps_of(held: object, path: Path) -> Sequence[Step]:
    """The steps of JSON values.

    Raises:
        NoSteps: They are none.
    """
    if not isinstance(held, list):
        raise NoSteps(path, "it lists no steps")
    return tuple(_step(one, path) for one in held)


def _step(held: object, path: Path) -> Step:
    texts = ("state", "by", "at", "why", "before", "hash")
    if not isinstance(held, dict) or set(held) != {*texts, "files", "terms"}:
        raise NoSteps(path, "a step is not as it was written")
    files, terms = held["files"], held["terms"]
    if not all(isinstance(held[key], str) for key in texts) or held["state"] not in STATES:
        raise NoSteps(path, "a step is not as it was written")
    if not isinstance(terms, dict) or not isinstance(files, dict):
        raise NoSteps(path, "a step is not as it was written")
    if not all(isinstance(one, str) and Path(name).name == name for name, one in files.items()):
        raise NoSteps(path, "a step names what is no file of its folder")
    return Step(**held)


def chain_findings(steps: Sequence[Step]) -> Sequence[Finding]:
    """Where the chain is broken; nothing when each step is as it was signed."""
    found: list[Finding] = []
    before = ""
    for at, step in enumerate(steps, start=1):
        if step.hash != step.own_hash() or step.before != before:
            found.append(
                Finding(
                    "release.chain",
                    f"step {at} ({step.state} by {step.by or 'nobody'}) was changed after it was "
                    "signed, or a step before it is missing",
                    Severity.ERROR,
                    f"step {at}",
                )
            )
        before = step.hash
    return found


def file_findings(folder: Path, step: Step) -> Sequence[Finding]:
    """Which files are not the ones that were signed last."""
    there = digests(folder, step.files)
    return [
        Finding(
            "release.edited" if name in there else "release.gone",
            f"{name} was edited after it was {step.state}"
            if name in there
            else f"{name} is gone since it was {step.state}",
            Severity.ERROR,
            name,
        )
        for name, hashed in step.files.items()
        if there.get(name) != hashed
    ]
