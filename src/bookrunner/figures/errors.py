"""The errors a caller may meet, named for what happened.

    BookrunnerError
    +-- Unusable        the request cannot be served with these inputs
    |   +-- NotFound    what was asked for is not there
    |   +-- Ambiguous   several things fit; the caller must choose
    +-- BadInput        a file or record from outside is not what it says it is
    +-- Refused         a rule of the house forbids it
        +-- NotSignedIn nobody is known to ask
        +-- NotAllowed  it is known who asks, and they may not

Our own mistakes are assertions, and problems inside data are findings; neither is here.
"""

from __future__ import annotations

from collections.abc import Sequence


class BookrunnerError(Exception):
    """Something a caller must know about; the message says what to do next."""


class Unusable(BookrunnerError):
    """The request is understood but cannot be served with these inputs."""


class NotFound(Unusable):
    """What was asked for is not there."""

    def __init__(self, what: str, asked: str, *, near: Sequence[str] = (), hint: str = "") -> None:
        self.what = what
        self.asked = asked
        self.near = tuple(near)
        message = f"no {what} {asked!r}"
        if self.near:
            message += f"; did you mean {' or '.join(self.near)}?"
        if hint:
            message += f"; {hint}"
        super().__init__(message)


class Ambiguous(Unusable):
    """Several things fit the request; guessing would risk the wrong company or period."""

    def __init__(self, what: str, asked: str, choices: Sequence[str]) -> None:
        self.what = what
        self.asked = asked
        self.choices = tuple(choices)
        super().__init__(f"{asked!r} fits several {what}: {', '.join(choices)}; name one of them")


class BadInput(BookrunnerError):
    """A file or record from outside is not what it says it is; nothing of it was kept."""


class Refused(BookrunnerError):
    """A rule of the house forbids it."""


class NotSignedIn(Refused):
    """Nobody is known to ask, or what was shown for it does not hold."""


class NotAllowed(Refused):
    """The caller may not do it; the reason tells nothing of what stands behind a wall."""
