"""Replies in a folder, one file each: recorded once, replayed strictly."""

from __future__ import annotations

import json
from pathlib import Path

from bookrunner.llm.errors import NotRecorded, StateUnusable
from bookrunner.llm.model import Classification, Finish, Request
from bookrunner.llm.wire import Piece


class Records:
    """Recorded replies by the digest of the request as it was sent."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, request: Request, model: str, reply: Piece) -> None:
        """Keep the reply beside its request; those of deals are not written down.

        Raises:
            StateUnusable: The folder cannot be written.
        """
        if request.classification is Classification.RESTRICTED or reply.finish is None:
            return
        said = {
            "purpose": request.purpose,
            "classification": request.classification.value,
            "messages": [[one.role.value, one.content] for one in request.messages],
            "model": model,
            "text": reply.text,
            "input_tokens": reply.input_tokens,
            "output_tokens": reply.output_tokens,
            "finish": reply.finish.value,
        }
        path = self._file(request)
        part = path.with_suffix(".part")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")
            part.replace(path)
        except OSError as error:
            raise StateUnusable(path) from error

    def found(self, request: Request) -> tuple[str, Piece]:
        """The model that answered, and its reply.

        Raises:
            NotRecorded: There is none.
            StateUnusable: The file is none of ours.
        """
        path = self._file(request)
        try:
            said = json.loads(path.read_text(encoding="utf-8"))
            reply = Piece(
                str(said["text"]),
                said["input_tokens"],
                said["output_tokens"],
                Finish(said["finish"]),
            )
            return str(said["model"]), reply
        except FileNotFoundError:
            raise NotRecorded(request.digest, request.purpose) from None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StateUnusable(path) from error

    def _file(self, request: Request) -> Path:
        return self._folder / f"{request.digest}.json"
