"""Versions of learned scores and their states: candidate, shadow, active, retired.

A version is one file of JSON that never changes and is named by its own hash; which of them counts
is one small file, written whole. Going back is therefore the writing of that file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bookrunner.figures import NotFound, Refused
from bookrunner.modelrisk.scorers import BadModel, ColumnOf, Scorer, canonical
from bookrunner.modelrisk.training import read_scorer
from bookrunner.storage import alone

CANDIDATE, SHADOW, ACTIVE, RETIRED = "candidate", "shadow", "active", "retired"
_DIGITS = 16
_SEEMS_TO_KNOW = "it seems to know"


class NotPromoted(Refused):
    """A score that is not shown to be better than one rule."""

    def __init__(self, version: str, reasons: Sequence[str]) -> None:
        super().__init__(
            f"{version} is not promoted: {'; '.join(reasons)}; the screen's rules go on alone"
        )


class SamePerson(Refused):
    """Who made a score would approve it."""

    def __init__(self, person: str) -> None:
        super().__init__(f"{person} trained it; another person must promote it")


@dataclass(frozen=True)
class Version:
    """One learned score as it is kept."""

    id: str
    screen: str
    card: Mapping[str, Any]
    """Purpose, data, metrics, limits, owner and hashes."""
    columns: tuple[ColumnOf, ...]
    scorer: Scorer
    reference: Mapping[str, Mapping[str, Any]]
    state: str
    approver: str

    @property
    def against(self) -> tuple[str, ...]:
        """What keeps its scores from being shown."""
        return tuple(self.card["against"])


class Registry:
    """The learned scores that people inside the same walls have made."""

    def __init__(self, folder: Path, write: Callable[[Path, str], None]) -> None:
        self._folder = folder
        self._write = write

    @property
    def folder(self) -> Path:
        """Where versions and predictions are kept."""
        return self._folder

    def add(self, document: Mapping[str, Any], by: str, at: str) -> Version:
        """Keeps a version as a candidate; the same bytes again are the same version."""
        text = canonical(document)
        version = hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
        self._folder.mkdir(parents=True, exist_ok=True)
        with alone(self._folder / "lock"):
            path = self._folder / "versions" / f"{version}.json"
            if not path.exists():
                self._write(path, text)
                self._change(version, CANDIDATE, by, at)
        return self.version(version)

    def versions(self) -> Sequence[Version]:
        """All of them, the oldest first."""
        return [self.version(one) for one in self._states()]

    def version(self, asked: str) -> Version:
        """The version of that id.

        Raises:
            NotFound: There is none.
            BadModel: Its file is not what was kept.
        """
        log = self._states().get(asked)
        if log is None:
            raise NotFound("learned score", asked, hint="`bookrunner scorers` lists them")
        path = self._folder / "versions" / f"{asked}.json"
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise BadModel(f"the file of {asked} cannot be read; train it again") from error
        if hashlib.sha256(text.encode()).hexdigest()[:_DIGITS] != asked:
            raise BadModel(f"the file of {asked} was changed since it was kept; train it again")
        told = json.loads(text)
        return Version(
            asked,
            told["screen"],
            told["card"],
            tuple(ColumnOf(**row) for row in told["columns"]),
            read_scorer(told["model"]),
            told["reference"],
            log["state"],
            log["approver"],
        )

    def of_screen(self, digest: str, state: str) -> Version | None:
        """The newest version in a state for a screen of exactly these bytes."""
        found = [one for one, log in self._states().items() if log["state"] == state]
        for one in reversed(found):
            version = self.version(one)
            if version.card["definition"] == digest:
                return version
        return None

    def promote(self, asked: str, to: str, by: str, at: str) -> Version:
        """Puts a version beside the rules unseen (shadow), or before people's eyes (active).

        Raises:
            NotPromoted: It is not better than one rule in every year, or its test is not sound.
            SamePerson: Its maker asks.
        """
        with alone(self._folder / "lock"):
            version = self.version(asked)
            if to == ACTIVE and version.against:
                raise NotPromoted(asked, version.against)
            knowing = [one for one in version.against if _SEEMS_TO_KNOW in one]
            if knowing:
                raise NotPromoted(asked, knowing)
            if by == version.card["owner"]:
                raise SamePerson(by)
            for other, log in self._states().items():
                is_same = log["state"] == to and other != asked
                if is_same and self.version(other).screen == version.screen:
                    self._change(other, RETIRED, by, at)
            self._change(asked, to, by, at)
        return self.version(asked)

    def roll_back(self, screen: str, by: str, at: str) -> tuple[str, str]:
        """Retires the active version of a screen, and the one before it counts again.

        Returns:
            Both ids; the second is empty where the screen's rules go on alone.

        Raises:
            NotFound: None is active.
        """
        if not self._folder.is_dir():
            raise NotFound("active learned score of", screen)
        with alone(self._folder / "lock"):
            states = self._states()
            own = [one for one in states if self.version(one).screen == screen]
            active = [one for one in own if states[one]["state"] == ACTIVE]
            if not active:
                raise NotFound("active learned score of", screen,
                               hint="nothing but the screen's rules counts")  # fmt: skip
            # Who was put before people's eyes, in this order; what was rolled back is out.
            shown = [e["version"] for e in self._log() if e["state"] == ACTIVE]
            out = {e["version"] for e in self._log() if e.get("back")}
            before = [one for one in shown if one in own and one not in {*active, *out}]
            self._change(active[0], RETIRED, by, at, back=True)
            if before:
                self._change(before[-1], ACTIVE, by, at)
            return active[0], before[-1] if before else ""

    def history(self, version: str) -> Sequence[Mapping[str, Any]]:
        """What was done with a version, by whom and when."""
        return [one for one in self._log() if one["version"] == version]

    def _states(self) -> dict[str, dict[str, str]]:
        states: dict[str, dict[str, str]] = {}
        for entry in self._log():
            held = states.setdefault(entry["version"], {"state": "", "approver": ""})
            held["state"] = entry["state"]
            if entry["state"] == ACTIVE and not held["approver"]:
                held["approver"] = entry["by"]
        return states

    def _log(self) -> list[dict[str, Any]]:
        try:
            text = (self._folder / "states.json").read_text(encoding="utf-8")
        except FileNotFoundError:
            return []
        try:
            log: list[dict[str, Any]] = json.loads(text)
        except ValueError as error:
            raise BadModel("the list of learned scores cannot be read; nothing is shown") from error
        return log

    def _change(self, version: str, state: str, by: str, at: str, *, back: bool = False) -> None:
        entry = {"version": version, "state": state, "by": by, "at": at, "back": back}
        self._write(self._folder / "states.json", json.dumps([*self._log(), entry], indent=1))
