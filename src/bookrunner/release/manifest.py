"""``release.json``: what was released for which day, every step that led to it, and one seal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from bookrunner.figures import BadInput, NotFound
from bookrunner.ledger import RELEASED
from bookrunner.ledger.publishing import RELEASE as MANIFEST
from bookrunner.release.steps import NoSteps, Step, steps_of

__all__ = ["MANIFEST", "Manifest", "NotARelease", "read_manifest", "write_manifest"]

SCHEMA = "bookrunner.release/1"


class NotARelease(BadInput):
    """The manifest of a release is none, or of another version."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        super().__init__(f"{path} is no manifest of a release: {why}")


@dataclass(frozen=True)
class Manifest:
    """A release in words and hashes."""

    as_of: date
    """The day for which it was released."""
    steps: Sequence[Step]
    """The last one is the release itself and names the released files."""
    seal: str = ""
    """The hash over all of it: kept elsewhere, it shows that nobody made the folder anew."""

    @property
    def last(self) -> Step:
        """The release."""
        return self.steps[-1]

    def sealed(self) -> Manifest:
        """The manifest with its seal."""
        return replace(self, seal=self.own_seal())

    def own_seal(self) -> str:
        """The hash over the day and the steps."""
        text = json.dumps(self.content(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def content(self) -> dict[str, Any]:
        """Its values but for the seal."""
        return {
            "schema": SCHEMA,
            "as_of": self.as_of.isoformat(),
            "steps": [asdict(step) for step in self.steps],
        }


def write_manifest(manifest: Manifest, path: Path) -> None:
    """Writes the manifest."""
    content = {**manifest.content(), "seal": manifest.seal}
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a released copy, as it stands; whether it is intact is another question.

    Raises:
        NotFound: The folder holds none.
        NotARelease: It is none of this version.
    """
    path = folder / MANIFEST
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        hint = "name the folder that `bookrunner release` wrote"
        raise NotFound("release", str(folder), hint=hint) from None
    except OSError as error:
        raise NotARelease(path, error.strerror or type(error).__name__) from None
    except (ValueError, RecursionError) as error:
        raise NotARelease(path, str(error)) from None
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        raise NotARelease(path, f"its schema is not {SCHEMA}")
    try:
        steps = steps_of(content.get("steps"), path)
        manifest = Manifest(date.fromisoformat(str(content["as_of"])), steps, str(content["seal"]))
    except (KeyError, ValueError, NoSteps) as error:
        raise NotARelease(path, str(error)) from None
    if not steps or steps[-1].state != RELEASED:
        raise NotARelease(path, "its last step is no release")
    return manifest
