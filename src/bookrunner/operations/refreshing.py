"""Books brought up to date, and versions of files compared."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bookrunner.app import Desk
from bookrunner.figures import BookrunnerError, Finding, NotFound, may_see
from bookrunner.ledger import Ledger, read
from bookrunner.office.recalculate_libreoffice import compare, recalculate
from bookrunner.operations.asked_again import (
    asked_again,
    asked_json,
    changed_by,
    held_companies,
    require_template,
)
from bookrunner.operations.books import pitch_valued
from bookrunner.operations.kept_books import keep
from bookrunner.operations.listing import require_unrestricted_book
from bookrunner.operations.refreshing_shapes import (
    AnewLine,
    CauseLine,
    PartLine,
    RedlineAnswer,
    RedlineLine,
    RedlineRequest,
    RefreshAnswer,
    RefreshRequest,
    StaleLine,
    WordsLine,
)
from bookrunner.operations.signing import signature
from bookrunner.operations.told import remarks
from bookrunner.pitch import Refreshed, refresh_pitch, require_editable
from bookrunner.revision import Asked, MadeAnew, PartChange, redline

_LEDGER = "ledger.json"


class FolderUnusable(BookrunnerError):
    """A book cannot be read or written where it stands; it was left as it is."""

    def __init__(self, folder: Path, error: OSError) -> None:
        self.folder = folder
        named = f" ({Path(error.filename).name})" if isinstance(error.filename, str) else ""
        reason = error.strerror or type(error).__name__
        super().__init__(
            f"nothing was changed: the book in {folder} cannot be read or written: {reason}{named}"
        )


def refreshed(desk: Desk, request: RefreshRequest) -> RefreshAnswer:
    """What is stale in a book, changed where that is asked.

    Raises:
        NotFound: The folder holds no book that the viewer may see.
        NotALedger: Its ledger is none.
        NotAsked: Its ledger does not say what it was asked for.
        TemplateChanged: Its template is gone or another file.
        NotInDraft: It was to be applied to a reviewed or released book.
        Restricted: It was to be applied, and its company is on the restricted list.
        OpenElsewhere: It was to be applied, and somebody has a file of it open.
        StructureChanged: It was to be applied, and pages must be made anew.
        FolderUnusable: The folder cannot be read or written.
    """
    old = _ledger(desk, request.folder)
    if request.apply:
        require_editable(request.folder, old)
        require_unrestricted_book(desk, old)
    kept = old.book.get("asked") or {}
    with tempfile.TemporaryDirectory(prefix="bookrunner-asked-") as name:
        asked = changed_by(asked_again(kept, request.folder, Path(name)), request)
        require_template(asked, kept)
        made, findings = pitch_valued(desk, asked, held_companies(kept))
        try:
            done = refresh_pitch(
                made,
                request.folder,
                old,
                desk.writers,
                template=asked.template,
                asked=asked_json(asked, made.inputs.usual),
                allowed=Asked(request.sentences, request.overwrite),
                apply=request.apply,
                signed=signature(request.by),
                recalculated=_recalculated(desk),
            )
        except FileNotFoundError as error:
            missing = Path(error.filename or request.folder).name
            hint = f"the folder that `bookrunner pitch` wrote holds {missing} too"
            raise NotFound("book", str(request.folder), hint=hint) from error
        except OSError as error:
            raise FolderUnusable(request.folder, error) from error
    if request.apply:
        keep(desk, request.folder / _LEDGER)
    return _answer(request, old, made.inputs.valuation_date, done, findings)


def _ledger(desk: Desk, folder: Path) -> Ledger:
    old = read(folder / _LEDGER)
    if not may_see(desk.viewer, old.walls):
        raise NotFound("book", str(folder), hint="name the folder that `bookrunner pitch` wrote")
    return old


def _recalculated(desk: Desk) -> Callable[[Path], Sequence[Finding]] | None:
    found = shutil.which(desk.settings.soffice)
    if found is None:
        return None
    soffice = Path(found)
    return lambda path: compare(path, recalculate(path, soffice)).findings


def _answer(
    request: RefreshRequest, old: Ledger, on: date, done: Refreshed, findings: Sequence[Finding]
) -> RefreshAnswer:
    found = done.found
    proof = found.proof
    return RefreshAnswer(
        folder=str(request.folder),
        applied=done.applied,
        as_of=old.as_of,
        fresh_as_of=on,
        causes=tuple(
            CauseLine(one.figure, one.name, one.old, one.new, one.why) for one in found.causes
        ),
        stale=tuple(
            StaleLine(
                one.file,
                one.place,
                one.kind.value,
                one.figure,
                one.name,
                one.old,
                one.new,
                one.why,
                one.action.value,
                one.shows,
            )
            for one in found.numbers
        ),
        words=tuple(
            WordsLine(
                one.file, one.place, one.kind.value, one.old, one.new, one.why, one.action.value
            )
            for one in found.words
        ),
        anew=_anew(found.anew),
        made_anew=_anew(found.replaced),
        changed_by_hand=tuple(sorted(found.touched)),
        waiting=tuple(sorted(found.waits)),
        parts_changed=_parts(proof.changed),
        parts_untouched=_parts(proof.untouched),
        unrelated_bytes_changed=found.unrelated_bytes,
        recalculated=done.recalculated,
        findings=remarks(dict.fromkeys((*findings, *done.findings))),
    )


def _anew(found: Sequence[MadeAnew]) -> tuple[AnewLine, ...]:
    return tuple(AnewLine(one.file, one.page, one.why) for one in found)


def _parts(found: Sequence[PartChange]) -> tuple[PartLine, ...]:
    return tuple(PartLine(one.file, one.part, one.bytes, one.sha256) for one in found)


def redlined(desk: Desk, request: RedlineRequest) -> RedlineAnswer:  # noqa: ARG001 - files alone
    """What differs between two files.

    Raises:
        NotAPackage: A file is damaged or no Office file.
        KindsDiffer: One is a workbook and the other a deck.
    """
    found = redline(request.old, request.new)
    counts: dict[str, int] = {}
    for one in found:
        key = f"{one.kind} {one.change}"
        counts[key] = counts.get(key, 0) + 1
    return RedlineAnswer(
        old=str(request.old),
        new=str(request.new),
        same=not found,
        counts=counts,
        changes=tuple(
            RedlineLine(one.change, one.kind, one.place, one.old, one.new) for one in found
        ),
    )
