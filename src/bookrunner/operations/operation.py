"""What an operation is: one row that every face reads, and how its request is filled in."""

from __future__ import annotations

import dataclasses
import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # What a desk is made of takes longer to import than `bookrunner --help` may take in all.
    from bookrunner.app import Desk


# Values of ``figures.Role``, whose room takes longer to import than a help page may take.
ANALYST, REVIEWER, CONTROL_ROOM, ADMINISTRATOR, CLIENT = (
    "analyst",
    "reviewer",
    "control room",
    "administrator",
    "client",
)
STAFF = frozenset({ANALYST, REVIEWER, CONTROL_ROOM})
"""Whoever works with figures."""


class Need(Enum):
    """What must stand ready before an operation can run."""

    SETTINGS = "settings"
    """Nothing is opened; the operation works on a machine where everything else is broken."""
    RECORDS = "records"
    """The records are open, and in an empty home the sample has been loaded."""


class Effect(Enum):
    """What an operation leaves behind."""

    READS = "reads"
    """Nothing but a copy of what was shown, where `why` looks."""
    WRITES = "writes"
    """Records or files."""


class Kind(Enum):
    """What a face must turn words into before a request can be made of them."""

    TEXT = "text"
    TEXTS = "texts"
    """Several, parted by commas on a command line."""
    DATE = "date"
    NUMBER = "number"
    """A whole number of at least 1."""
    AMOUNT = "amount"
    """A positive decimal number."""
    FILE = "file"
    """A file to be read."""
    PLACES = "places"
    """Files and folders to be read, one at least."""
    FOLDER = "folder"
    """A folder to write to; made when it is missing. A remote caller gets one made."""
    WRITTEN = "written folder"
    """A folder that an earlier operation wrote."""
    PERSON = "person"
    """Who does it; of a remote caller the name that was signed in with, whatever is asked."""
    WALLS = "walls"
    """Deal walls, parted by commas on a command line; none but the caller's own."""
    SCREEN = "screen"
    """The name of something built in, or a file that defines one like it."""
    NEW_FILE = "new file"
    """A file to be written."""
    FLAG = "flag"
    """Yes when it is named, no otherwise."""


@dataclass(frozen=True)
class Parameter:
    """One field of a request, as a face asks for it."""

    name: str
    kind: Kind
    help: str
    required: bool
    default: Any
    positional: bool = False
    """Whether a command line takes it by its place."""
    choices: tuple[str, ...] = ()
    """The only values, when there are few."""
    example: str = ""
    """Stands for the value in help texts."""


def asked(
    kind: Kind,
    words: str,
    *,
    default: object = dataclasses.MISSING,
    positional: bool = False,
    choices: Sequence[str] = (),
    example: str = "",
) -> Any:  # noqa: ANN401 - as dataclasses.field, it stands for a value of the field's type
    """A field of a request with what a face must know of it; without a default it is required."""
    metadata = {
        "kind": kind,
        "help": words,
        "positional": positional,
        "choices": tuple(choices),
        "example": example,
    }
    if default is dataclasses.MISSING:
        return field(metadata=metadata)
    return field(default=default, metadata=metadata)


@cache
def parameters(request: type) -> tuple[Parameter, ...]:
    """The parameters of a request class all of whose fields are made by ``asked``."""
    return tuple(_parameter(row) for row in dataclasses.fields(request))


def _parameter(row: dataclasses.Field[Any]) -> Parameter:
    said: Mapping[str, Any] = row.metadata
    required = row.default is dataclasses.MISSING
    return Parameter(
        name=row.name,
        kind=said["kind"],
        help=said["help"],
        required=required,
        default=None if required else row.default,
        positional=said["positional"],
        choices=said["choices"],
        example=said["example"],
    )


@dataclass(frozen=True)
class Operation:
    """One thing a user can do."""

    name: str
    summary: str
    """One sentence; what the user gets."""
    needs: Need
    request: type
    response: type
    run: str
    """``module:function`` of a function of a desk and a request; imported when it is called, so
    that listing what can be done costs nothing."""
    more: str = ""
    """What a help page adds to the summary: what to know, examples."""
    effect: Effect = Effect.READS
    long: bool = False
    """Whether it may take minutes, so that remote faces run it as a job."""
    remote: bool = True
    """False for what only makes sense on the machine itself."""
    roles: frozenset[str] = STAFF
    """Who may ask for it, by the values of ``Role``."""
    repeats: bool = False
    """Whether the answer follows from the records, the request and the walls around who asks, and
    from nothing else (no clock, no role), so that a server may tell it again until the records
    change."""
    items: str = ""
    """The field of the answer that is a list to be paged; empty when there is none."""

    @property
    def is_recorded(self) -> bool:
        """Whether the audit log tells of it on the machine itself; from afar it tells of all.

        What touches no records works on a machine where everything else is broken.
        """
        return self.needs is Need.RECORDS or self.effect is Effect.WRITES

    def __call__(self, desk: Desk, request: object) -> Any:  # noqa: ANN401 - it is ``response``
        """The response to the request.

        Raises:
            BookrunnerError: It cannot be served; the message says what to do.
        """
        assert isinstance(request, self.request), "a request of another operation"
        module, function = self.run.split(":")
        answer = getattr(importlib.import_module(module), function)(desk, request)
        assert isinstance(answer, self.response), "an answer to another operation"
        return answer
