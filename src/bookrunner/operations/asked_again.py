"""The request of a book as its ledger keeps it, so that the book can be made again from its folder.

Prices and assumptions that came in files are kept with their words, because the files may be gone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from bookrunner.figures import BadInput
from bookrunner.operations.requests import PITCH_TYPES, PitchRequest


class NotAsked(BadInput):
    """A ledger does not say what its book was asked for."""

    def __init__(self) -> None:
        super().__init__(
            "the ledger does not say what the book was asked for; write it anew with `bookrunner "
            "pitch`, then it can be refreshed"
        )


class TemplateChanged(BadInput):
    """The template of a book is gone or another file now."""

    def __init__(self, path: Path, what: str) -> None:
        self.path = path
        super().__init__(
            f"the template {path} is {what} since the book was written; name it with --template"
        )


def asked_json(request: PitchRequest, usual: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The request as plain values, with the companies that were chosen where none was named."""
    return {
        "company": request.company,
        "type": request.type,
        "with": request.with_,
        "peers": list(request.peers),
        "usual": {cik: list(ciks) for cik, ciks in usual.items()},
        "case": request.case,
        "as_of": None if request.as_of is None else request.as_of.isoformat(),
        "prices": _file(request.prices),
        "assumptions": _file(request.assumptions),
        "template": _hashed(request.template),
    }


def _file(path: Path | None) -> dict[str, str] | None:
    if path is None:
        return None
    return {"name": path.name, "text": path.read_bytes().decode("utf-8-sig")}


def _hashed(path: Path | None) -> dict[str, str] | None:
    if path is None:
        return None
    return {"path": str(path.resolve()), "sha256": _digest(path)}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def asked_again(held: Any, out: Path, folder: Path) -> PitchRequest:  # noqa: ANN401 - JSON
    """The request that a ledger keeps, its files written into a folder under their own names.

    Raises:
        NotAsked: The ledger keeps none.
    """
    try:
        if held["type"] not in PITCH_TYPES:
            raise NotAsked
        return PitchRequest(
            company=str(held["company"]),
            out=out,
            type=str(held["type"]),
            with_=str(held["with"]),
            peers=tuple(str(one) for one in held["peers"]),
            template=_template(held["template"]),
            case=str(held["case"]),
            prices=_unfolded(held["prices"], folder / "prices"),
            assumptions=_unfolded(held["assumptions"], folder / "assumptions"),
            as_of=None if held["as_of"] is None else date.fromisoformat(held["as_of"]),
        )
    except (KeyError, TypeError, ValueError):
        raise NotAsked from None


def held_companies(held: Any) -> Mapping[str, Sequence[str]]:  # noqa: ANN401 - JSON
    """The companies that were chosen where none was named, by CIK.

    Raises:
        NotAsked: The ledger keeps something else there.
    """
    try:
        return {str(cik): [str(one) for one in ciks] for cik, ciks in held["usual"].items()}
    except (AttributeError, KeyError, TypeError):
        raise NotAsked from None


def _unfolded(held: Mapping[str, str] | None, folder: Path) -> Path | None:
    if held is None:
        return None
    folder.mkdir()
    path = folder / (Path(held["name"]).name or "file.csv")
    path.write_text(held["text"], encoding="utf-8", newline="")
    return path


def _template(held: Mapping[str, str] | None) -> Path | None:
    return None if held is None else Path(held["path"])


def require_template(request: PitchRequest, held: Mapping[str, Any]) -> None:
    """Lets a request pass whose template is the one that the book was made on.

    Raises:
        TemplateChanged: It is gone, or another file.
    """
    kept = held.get("template")
    if kept is None or request.template is None or str(request.template) != kept["path"]:
        return
    if not request.template.is_file():
        raise TemplateChanged(request.template, "gone")
    if _digest(request.template) != kept["sha256"]:
        raise TemplateChanged(request.template, "another")


def changed_by(request: PitchRequest, other: Any) -> PitchRequest:  # noqa: ANN401 - a request
    """The request with what somebody names anew: files and the day."""
    named = {
        name: held
        for name in ("prices", "assumptions", "template", "as_of")
        if (held := getattr(other, name)) is not None
    }
    return replace(request, **named)
