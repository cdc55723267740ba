"""Books reviewed, released, and looked at again afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from bookrunner.app import Desk
from bookrunner.figures import BadInput, may_see
from bookrunner.ledger import read
from bookrunner.lint import lint_findings
from bookrunner.operations.books import OutputUnwritable
from bookrunner.operations.listing import require_unrestricted_book
from bookrunner.operations.releasing_shapes import (
    ReleaseRequest,
    ReviewRequest,
    Signed,
    SignedStep,
    Verification,
    VerifyRequest,
)
from bookrunner.operations.signing import signature
from bookrunner.operations.told import remarks
from bookrunner.release import Step, release, review, verify


class NotYet(BadInput):
    """A release was to be dated ahead."""

    def __init__(self, day: date) -> None:
        super().__init__(f"{day} is still to come; a release is for today or for an earlier day")


def reviewed(desk: Desk, request: ReviewRequest) -> Signed:
    """The book after its review.

    Raises:
        NotFound: The folder holds no book that the viewer may see.
        Barred: It is not checked, was edited since, or the reviewer made it.
        OutputUnwritable: The folder cannot be written.
    """
    try:
        done = review(request.folder, signature(request.by), request.note, desk.viewer)
    except OSError as error:
        raise OutputUnwritable(request.folder, error) from error
    return Signed(
        folder=str(request.folder),
        state=done.step.state,
        steps=_told(done.steps),
        files=done.step.files,
        as_of=None,
        seal="",
        findings=remarks(done.findings),
    )


def released(desk: Desk, request: ReleaseRequest) -> Signed:
    """The locked copy.

    Raises:
        NotFound: The folder holds no book that the viewer may see.
        NotYet: The day of the release is still to come.
        Barred: Something stands against it; all of it is named.
        Restricted: Its company is on the restricted list by now.
        NotEmpty: The folder for the copy holds something.
        OutputUnwritable: The folder cannot be written.
    """
    today = datetime.now(UTC).date()
    on = request.as_of or today
    if on > today:
        raise NotYet(on)
    ledger = request.folder / "ledger.json"
    if ledger.is_file():
        held = read(ledger)
        if may_see(desk.viewer, held.walls):
            require_unrestricted_book(desk, held)
    try:
        done = release(
            request.folder,
            request.out,
            signature(request.by),
            on,
            request.note,
            desk.viewer,
            lint_findings,
        )
    except OSError as error:
        raise OutputUnwritable(request.out, error) from error
    last = done.manifest.last
    return Signed(
        folder=str(request.out),
        state=last.state,
        steps=_told(done.manifest.steps),
        files=last.files,
        as_of=done.manifest.as_of,
        seal=done.manifest.seal,
        findings=(),
    )


def verified(desk: Desk, request: VerifyRequest) -> Verification:
    """Whether a released copy is intact.

    Raises:
        NotFound: The folder holds no release that the viewer may see.
        NotARelease: Its manifest is none.
    """
    found = verify(request.folder, request.seal, desk.viewer)
    last = found.manifest.last
    return Verification(
        folder=str(request.folder),
        state=last.state,
        steps=_told(found.manifest.steps),
        files=last.files,
        as_of=found.manifest.as_of,
        seal=found.manifest.seal,
        findings=remarks(found.findings),
        intact=found.intact,
    )


def _told(steps: Sequence[Step]) -> tuple[SignedStep, ...]:
    return tuple(SignedStep(one.state, one.by, one.at, one.why, one.hash) for one in steps)
