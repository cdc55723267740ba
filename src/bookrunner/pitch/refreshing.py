"""A written book brought up to date in place: compared, edited, and held to the gate again."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bookrunner.figures import Finding, Refused, Severity
from bookrunner.ledger import CHECKED, DRAFT, RELEASED, Ledger, Place, replace_files, write
from bookrunner.ledger.gate import gate, require_consistent
from bookrunner.ledger.publishing import RELEASE
from bookrunner.pitch.book import (
    DECK,
    LEDGER,
    UNSIGNED,
    WORKBOOK,
    PitchBook,
    Writers,
    allowed_words,
    open_steps,
    write_pitch,
)
from bookrunner.pitch.deck_pages import CONTENTS_SLIDE
from bookrunner.pitch.narrating import kept_narrative
from bookrunner.pitch.valued import Valued
from bookrunner.pitch.workbook_pages import pitch_workbook
from bookrunner.release import STEPS, Signature
from bookrunner.revision import Action, Asked, Files, MadeAnew, Refresh, Slides, refresh

_NAMED_MAX = 6
_HISTORY_MAX = 5_000
"""Changes of one refresh that the ledger lists; what is beyond is counted."""

Recalculated = Callable[[Path], Sequence[Finding]]
"""Recalculates a workbook with another program and says which cells differ from the engine."""


class StructureChanged(Refused):
    """Pages or sheets change their structure, so that numbers alone would make half a page."""

    def __init__(self, anew: Sequence[MadeAnew]) -> None:
        self.anew = tuple(anew)
        named = "; ".join(f"{one.file} {one.page}: {one.why}" for one in anew[:_NAMED_MAX])
        more = len(anew) - _NAMED_MAX
        rest = f"; and {more} more" if more > 0 else ""
        super().__init__(
            f"nothing was changed, because these must be made anew rather than half edited: "
            f"{named}{rest}; write the book with `bookrunner pitch` into another folder and take "
            "them from there"
        )


class NotInDraft(Refused):
    """A book that somebody has reviewed or released is not edited any more."""

    def __init__(self, folder: Path, state: str) -> None:
        super().__init__(
            f"nothing was changed: the book in {folder} is {state}, and what was {state} stays as "
            "it is; write it with `bookrunner pitch` into another folder"
        )


class OpenElsewhere(Refused):
    """Somebody has a file of the book open, or saved one while it was refreshed."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            f"nothing was changed in {folder}: {why}, and their next save would be lost; close it "
            "and refresh again"
        )


class NotDecided(Refused):
    """A checked book would show numbers or sentences that are no longer so."""

    def __init__(self, places: Sequence[str]) -> None:
        named = ", ".join(places[:_NAMED_MAX])
        super().__init__(
            f"nothing was changed: a checked book cannot keep what is stale, and a person must "
            f"decide about {len(places)} places ({named}); --sentences takes the new words, "
            "--overwrite the new numbers"
        )


@dataclass(frozen=True)
class Refreshed:
    """What a refresh found, and did where it was asked to."""

    found: Refresh
    applied: bool
    record: Ledger
    """The ledger afterwards; the old one where nothing was applied."""
    findings: Sequence[Finding]
    """What the gate and the recalculation say of places that wait for a person."""
    recalculated: bool


def require_editable(folder: Path, old: Ledger) -> None:
    """Lets a book pass that may be edited now.

    Raises:
        NotInDraft: It is reviewed or released.
        OpenElsewhere: PowerPoint, Excel or LibreOffice marks a file of it as open.
    """
    if old.state not in (DRAFT, CHECKED):
        raise NotInDraft(folder, old.state)
    if (folder / RELEASE).exists():
        raise NotInDraft(folder, RELEASED)
    for name in (DECK, WORKBOOK):
        for mark in (f"~${name}", f".~lock.{name}#"):
            if (folder / mark).exists():
                raise OpenElsewhere(folder, f"{name} is open in another program, says {mark}")


def refresh_pitch(
    valued: Valued,
    folder: Path,
    old: Ledger,
    writers: Writers,
    *,
    template: Path | None,
    asked: Mapping[str, Any],
    allowed: Asked,
    apply: bool,
    signed: Signature = UNSIGNED,
    recalculated: Recalculated | None = None,
) -> Refreshed:
    """Compares a book with what would be written now, and edits it where it is asked to.

    Args:
        valued: The valuation of today, by the request of the book.
        old: The ledger of the book.
        asked: The request to be recorded.
        recalculated: Another program's opinion on the workbook; None where there is none.

    Raises:
        NotRefreshable: The ledger does not record what the files said.
        NotAPackage: A file is damaged.
        NotInDraft: The book is reviewed or released.
        OpenElsewhere: Somebody has a file of it open, or saved one meanwhile.
        StructureChanged: It was to be applied, and pages must be made anew.
        NotDecided: It was to be applied to a checked book, and places wait for a person.
        Inconsistent: After the edits a number would differ; nothing is changed.
    """
    if apply:
        require_editable(folder, old)
    state = CHECKED if old.state == CHECKED else DRAFT
    with tempfile.TemporaryDirectory(prefix="bookrunner-refresh-") as name:
        made = write_pitch(
            valued,
            Path(name) / "book",
            writers,
            template=template,
            state=state,
            # Messages whose words still are those that a model reworded keep its wording.
            narrative=kept_narrative(old.book.get("narrative")),
        )
        found = _found(folder, old, made, allowed)
        if not apply:
            return Refreshed(found, applied=False, record=old, findings=(), recalculated=False)
        if found.anew:
            raise StructureChanged(found.anew)
        if state == CHECKED and found.waits:
            raise NotDecided(sorted(found.waits))
        record = _record(old, made.record, found, asked, signed)
        return _applied(
            _Edited(valued, folder, old, record, found, state, signed, writers),
            Path(name),
            recalculated,
        )


def _found(folder: Path, old: Ledger, made: PitchBook, allowed: Asked) -> Refresh:
    before = Files((folder / DECK).read_bytes(), (folder / WORKBOOK).read_bytes())
    fresh = Files(made.deck.read_bytes(), made.workbook.read_bytes())
    return refresh(before, old, fresh, made.record, allowed)


@dataclass(frozen=True)
class _Edited:
    """A refresh about to take its place."""

    valued: Valued
    folder: Path
    old: Ledger
    record: Ledger
    found: Refresh
    state: str
    signed: Signature
    writers: Writers


def _applied(edited: _Edited, holding: Path, recalculated: Recalculated | None) -> Refreshed:
    into = holding / "edited"
    into.mkdir()
    (into / DECK).write_bytes(edited.found.after.deck)
    (into / WORKBOOK).write_bytes(edited.found.after.workbook)
    write(edited.record, into / LEDGER)
    open_steps(edited.valued, into, edited.state, edited.signed, "refreshed")
    findings = list(_differences(edited, into))
    known = _known(edited)
    require_consistent([one for one in findings if one.where not in known])
    if recalculated is not None:
        findings += _recomputed(edited, recalculated(into / WORKBOOK))
    findings += _new_faults(edited, into)
    _require_unsaved(edited)
    order = (WORKBOOK, DECK, STEPS, LEDGER)
    replace_files(edited.folder, {name: (into / name).read_bytes() for name in order})
    follows = {
        one.place.replace("'", "") for one in edited.found.numbers if one.action is Action.FOLLOWS
    }
    told = [one for one in findings if one.where.replace("'", "") not in follows]
    return Refreshed(
        edited.found,
        applied=True,
        record=edited.record,
        findings=tuple(told),
        recalculated=recalculated is not None,
    )


def _new_faults(edited: _Edited, into: Path) -> Sequence[Finding]:
    """What no longer fits on a slide since its numbers changed, such as words a person added."""
    faults = edited.writers.faults(into / DECK)
    known = {one.message for one in edited.writers.faults(edited.folder / DECK)} if faults else ()
    return [replace(one, severity=Severity.WARNING) for one in faults if one.message not in known]


def _require_unsaved(edited: _Edited) -> None:
    """Lets a refresh pass while the files still are those that were read."""
    require_editable(edited.folder, edited.old)
    before = edited.found.before
    for name, data in ((DECK, before.deck), (WORKBOOK, before.workbook)):
        if (edited.folder / name).read_bytes() != data:
            raise OpenElsewhere(edited.folder, f"somebody saved {name} meanwhile")


def _recomputed(edited: _Edited, differences: Sequence[Finding]) -> Sequence[Finding]:
    """What recalculation found; where a person typed an input, all that rests on it recomputes.

    Raises:
        Inconsistent: Nobody typed anything, and a cell differs.
    """
    if not edited.found.typed:
        require_consistent(differences)
        return differences
    if not differences:
        return ()
    typed = ", ".join(sorted(edited.found.typed)[:_NAMED_MAX])
    message = (
        f"{len(differences)} formula cells compute another number than the engine, because "
        f"somebody typed over {typed}; the deck shows the engine's"
    )
    return [Finding("refresh.typed-over", message, Severity.WARNING, WORKBOOK)]


def _known(edited: _Edited) -> frozenset[str]:
    """Where a difference is a person's: what they changed before, and what waits for them."""
    before = _gate(edited, edited.folder, edited.old)
    places = {one.where for one in before} | edited.found.touched
    for place in edited.found.waits:
        now = edited.found.slides.place_now(place) if place.startswith("slide ") else place
        places |= {place, now or place}
    # Gate and recalculation write a sheet's name with and without its apostrophes.
    return frozenset(places | {one.replace("'", "") for one in places})


def _differences(edited: _Edited, into: Path) -> Sequence[Finding]:
    return _gate(edited, into, edited.record)


def _gate(edited: _Edited, folder: Path, record: Ledger) -> Sequence[Finding]:
    """The gate over files in which somebody may have moved, added or removed slides."""
    slides = edited.found.slides
    places = [one for place in record.places if (one := _moved(place, slides)) is not None]
    contents = slides.now.get(CONTENTS_SLIDE)
    return gate(
        replace(record, places=places),
        folder / WORKBOOK,
        folder / DECK,
        allowed=allowed_words(edited.valued, pitch_workbook(edited.valued).figures()),
        contents_slides=() if contents is None else [contents],
    )


def _moved(place: Place, slides: Slides) -> Place | None:
    if place.file != "deck":
        return place
    where = slides.place_now(place.place)
    return None if where is None else replace(place, place=where)


def _record(
    old: Ledger, new: Ledger, found: Refresh, asked: Mapping[str, Any], signed: Signature
) -> Ledger:
    """The new ledger, with what was asked, what the files say, and every refresh so far."""
    made = [one for one in found.numbers if one.action is Action.CHANGE]
    entry = {
        "at": signed.at,
        "by": signed.by,
        "from": old.as_of.isoformat(),
        "to": new.as_of.isoformat(),
        "causes": [one.words for one in found.causes],
        "changed": len(made),
        "changes": [
            {
                "file": one.file,
                "place": one.place,
                "figure": one.figure,
                "old": one.old,
                "new": one.new,
            }
            for one in made[:_HISTORY_MAX]
        ],
        "made_anew": [one.page for one in found.replaced],
        "waiting": sorted(found.waits),
    }
    history = [*old.book.get("history", ()), entry]
    book = {"asked": dict(asked), "written": found.written.as_json(), "history": history}
    if "narrative" in old.book:
        book["narrative"] = old.book["narrative"]
    return replace(new, book=book)
