"""The stale numbers and sentences of a deck, and the smallest edits that make them right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bookrunner.ledger.number_words import position_of
from bookrunner.revision.cells_xlsx import cell_edit, kind_of
from bookrunner.revision.comparing import Ledgers, Shown
from bookrunner.revision.deck_spots_pptx import DeckSpots, SlideSpots
from bookrunner.revision.echoes import echoes
from bookrunner.revision.packages import Package
from bookrunner.revision.reference_lines import is_reference, line_edits
from bookrunner.revision.retexting import NewText, replaced, to_fresh
from bookrunner.revision.slide_anew_pptx import slide_anew
from bookrunner.revision.spans import Edit, attribute_edit, edited, text_edit
from bookrunner.revision.spots import Kind, Spot
from bookrunner.revision.stale import Action, Asked, Found, MadeAnew, StaleNumber, StaleWords
from bookrunner.revision.words import Change, same_words
from bookrunner.revision.workbook_spots_xlsx import workbook_spots
from bookrunner.revision.written import Written

_FOOTNOTES, _TITLE = "/Footnotes", "/Title"
_SAID = (Kind.TEXT, Kind.TABLE_CELL, Kind.NOTES, Kind.CHART_WORDS)
"""Kinds in which a sentence may stand that a person must answer for."""


@dataclass
class DeckRefresh:
    """A deck as it was written, as it is, and as it would be written now."""

    base: Written
    current: DeckSpots
    fresh: DeckSpots
    ledgers: Ledgers
    asked: Asked
    found: Found = field(default_factory=Found)
    _edits: dict[str, list[Edit]] = field(default_factory=lambda: defaultdict(list))
    _remade: dict[int, bytes] = field(default_factory=dict)
    _copies: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def run(self) -> Found:
        """Compares everything; the new parts stand in what is returned."""
        self.found.anew = list(self._other_pages())
        if self.found.anew:
            return self.found
        for number in self._other_structure():
            self._page_anew(number)
        remade = {f"slide {number}" for number in self._remade}
        for key, fresh in self.fresh.spots.items():
            if key.partition("/")[0] not in remade:
                self._place(key, fresh)
        for slide in self.fresh.slides:
            if slide.number not in self._remade:
                self._reference_lines(slide)
        self.found.words += echoes("deck", self._own(), self.found.numbers)
        self.found.parts = {**self._parts(), **self._remade_parts()}
        return self.found

    # ------------------------------------------------------------------ structure

    def _other_pages(self) -> Iterator[MadeAnew]:
        count, was = len(self.fresh.slides), len(self.base.slides)
        if count == was:
            return
        titles = {slide.title for slide in self.base.slides.values()}
        fresh_titles = {slide.title for slide in self.fresh.slides}
        for slide in self.fresh.slides:
            if not _known(slide.title, titles):
                yield MadeAnew("deck", f"slide {slide.number}", f"new page: {slide.title}")
        for number, old in self.base.slides.items():
            if not _known(old.title, fresh_titles):
                yield MadeAnew("deck", f"slide {number}", f"drops out: {old.title}")
        yield MadeAnew("deck", "deck", f"the book now has {count} pages instead of {was}")

    def _other_structure(self) -> Mapping[int, str]:
        """The slides on which places come or go, and which."""
        before, after = _keys_by_slide(self.base.deck), _keys_by_slide(self.fresh.spots)
        found = {}
        for number in sorted(before.keys() | after.keys()):
            less = before.get(number, set()) - after.get(number, set())
            more = after.get(number, set()) - before.get(number, set())
            if less or more:
                found[number] = _difference(more, less)
        return found

    def _page_anew(self, number: int) -> None:
        why = f"{self._other_structure()[number]}: {self.fresh.slides[number - 1].title}"
        mine = self._slides.get(str(number))
        if mine is None:
            return  # Somebody has taken the page out.
        data = slide_anew(self.base, number, self.current, mine, self.fresh)
        page = MadeAnew("deck", f"slide {number}", why)
        if data is None:
            self.found.anew.append(page)
        else:
            self.found.replaced.append(page)
            self._remade[number] = data

    def _remade_parts(self) -> dict[str, bytes]:
        return {self._slides[str(number)].part: data for number, data in self._remade.items()}

    # ------------------------------------------------------------------ one place

    @cached_property
    def _slides(self) -> Mapping[str, SlideSpots]:
        """Where the slides as written stand now, by the number they had."""
        lasting = {slide.lasting_id: slide for slide in self.current.slides}
        return {
            str(number): lasting[slide.lasting_id]
            for number, slide in self.base.slides.items()
            if slide.lasting_id in lasting
        }

    def _current(self, key: str) -> Spot | None:
        number, _, rest = key.removeprefix("slide ").partition("/")
        slide = self._slides.get(number)
        if slide is None:
            return None
        spot = slide.spots.get(rest)
        if spot is not None:
            return spot
        name, slash, inside = rest.partition("/")
        lasting = self.base.slides[int(number)].shapes.get(name)
        renamed = next((one for one, held in slide.ids.items() if held == lasting), None)
        return None if renamed is None else slide.spots.get(f"{renamed}{slash}{inside}")

    def _place(self, key: str, fresh: Spot) -> None:
        base = self.base.deck.get(key)
        if base is None or base == fresh.digest or not _counts(key, fresh):
            return
        current = self._current(key)
        if current is None:
            if fresh.kind is not Kind.POSITION:
                self._tell(key, fresh, None, Action.GONE)
        elif current.digest == fresh.digest:
            pass
        elif current.digest == base:
            self._unedited(key, current, fresh)
        else:
            self._edited_by_hand(key, current, fresh)

    def _unedited(self, key: str, current: Spot, fresh: Spot) -> None:
        if self._is_a_claim(key, fresh) and not same_words(current.text, fresh.text):
            if self.asked.sentences:
                self._change(key, current, fresh)
                return
            self.found.kept[key] = current.digest
            self._tell(key, fresh, current, Action.PERSON)
            return
        copy_differs = current.copied is not None and current.copied != current.runs[0].text
        if copy_differs and fresh.kind is Kind.CHART_POINT:
            copy_differs = not _same_number(current.copied, current.runs[0].text)
        if copy_differs and not self.asked.overwrite:
            self.found.kept[key] = current.digest
            self._tell(key, fresh, current, Action.BY_HAND, current.copied or "")
            return
        self._change(key, current, fresh)

    def _is_a_claim(self, key: str, fresh: Spot) -> bool:
        """Whether its words say something of numbers: a label or a source does not."""
        if fresh.kind not in _SAID or key.endswith(_FOOTNOTES):
            return False
        return bool(self.ledgers.texts(key)) or key.endswith(_TITLE)

    def _change(self, key: str, current: Spot, fresh: Spot) -> None:
        texts = to_fresh(current, fresh)
        if texts is None:
            self.found.kept[key] = current.digest
            self._tell(key, fresh, current, Action.PERSON)
            return
        self._write(current, fresh, texts)
        self._tell(key, fresh, current, Action.CHANGE)

    def _edited_by_hand(self, key: str, current: Spot, fresh: Spot) -> None:
        if fresh.kind in (Kind.POSITION, Kind.CHART_SCALE):
            return  # Where a person put it.
        if self.asked.overwrite:
            texts = to_fresh(current, fresh)
            if texts is not None:
                self._write(current, fresh, texts)
                self._tell(key, fresh, current, Action.CHANGE)
                return
        wanted = self._numbers_in(key, current) if fresh.kind is not Kind.CHART_POINT else None
        texts = replaced(current, wanted) if wanted else None
        if texts is None:
            self.found.kept[key] = self.base.deck[key]
            self._tell(key, fresh, current, Action.BY_HAND, current.text)
            return
        self._write(current, fresh, texts)
        for shown in self.ledgers.pairs(key):
            self._number(key, fresh, shown, Action.CHANGE, "")
        told = StaleWords(
            "deck",
            key,
            fresh.kind,
            current.text,
            fresh.text,
            Action.PERSON,
            "a person wrote these words; their numbers are changed, the words are not",
        )
        self.found.words.append(told)

    def _numbers_in(self, key: str, current: Spot) -> Sequence[Change] | None:
        """Where the old numbers stand in words that a person wrote; None where one is missing."""
        wanted: list[Change] = []
        start = 0
        for old, new in self.ledgers.texts(key):
            at = position_of(old, current.text, start)
            if at is None:
                return None
            start = at + len(old)
            if old != new:
                wanted.append((at, start, new))
        return wanted

    # ---------------------------------------------------------------------- telling

    def _tell(
        self, key: str, fresh: Spot, current: Spot | None, action: Action, shows: str = ""
    ) -> None:
        pairs = self.ledgers.pairs(key)
        for shown in pairs:
            self._number(key, fresh, shown, action, shows)
        old = "" if current is None else current.text
        words = fresh.kind not in (Kind.POSITION, Kind.CHART_SCALE, Kind.CHART_POINT)
        if words and (not pairs or action is Action.PERSON or not same_words(old, fresh.text)):
            causes = list(dict.fromkeys(one.why for one in pairs))[:1]
            why = causes[0] if causes else "it follows the records"
            told = StaleWords("deck", key, fresh.kind, old, fresh.text, action, why)
            self.found.words.append(told)

    def _number(self, key: str, fresh: Spot, shown: Shown, action: Action, shows: str) -> None:
        self.found.numbers.append(
            StaleNumber(
                "deck",
                key,
                fresh.kind,
                shown.figure,
                shown.name,
                shown.old,
                shown.new,
                shown.why,
                action,
                shows,
            )
        )

    def _own(self) -> Iterator[tuple[str, Spot]]:
        """Places that only a person wrote."""
        written = {slide.lasting_id: number for number, slide in self.base.slides.items()}
        for slide in self.current.slides:
            number = written.get(slide.lasting_id)
            for key, spot in slide.spots.items():
                if f"slide {number}/{key}" not in self.base.deck:
                    yield f"slide {slide.number}/{key}", spot

    # ---------------------------------------------------------------------- writing

    def _write(self, current: Spot, fresh: Spot, texts: Sequence[NewText]) -> None:
        for run, text in texts:
            data = self.current.package.part(run.part)
            if run.attribute:
                edit = attribute_edit(data, run.node, run.attribute, text)
            else:
                edit = text_edit(data, run.node, text)
            if edit is not None:
                self._edits[run.part].append(edit)
        if current.copy is not None:
            part, cell = current.copy
            self._copies[part][cell] = fresh.runs[0].text

    def _reference_lines(self, fresh: SlideSpots) -> None:
        current = self._slides.get(str(fresh.number))
        base = self.base.slides[fresh.number]
        if current is None:
            return
        old = {name for name in base.shapes if is_reference(name)}
        if old != {name for name in fresh.shapes if is_reference(name)}:
            part = self.current.package.part(current.part)
            self._edits[current.part] += line_edits(
                part, current, self.fresh.package.part(fresh.part), fresh, old
            )

    def _parts(self) -> dict[str, bytes]:
        package = self.current.package
        parts = {
            part: edited(package.part(part), edits) for part, edits in self._edits.items() if edits
        }
        for part, cells in self._copies.items():
            parts[part] = _with_cells(Package(part, package.part(part)), cells)
        return {part: data for part, data in parts.items() if data != package.part(part)}


def _with_cells(package: Package, cells: Mapping[str, str]) -> bytes:
    """The workbook behind a chart with other contents in some cells."""
    book = workbook_spots(package)
    edits: dict[str, list[Edit]] = defaultdict(list)
    for address, text in cells.items():
        sheet, _, cell = address.rpartition("!")
        held = book.sheets[sheet]
        node = held.nodes.get(cell)
        if node is not None:
            data = package.part(held.part)
            edits[held.part].append(cell_edit(data, node, text, kind_of(node)))
    return package.with_parts(
        {part: edited(package.part(part), made) for part, made in edits.items()}
    )


def _counts(key: str, fresh: Spot) -> bool:
    """A shape's position says a number only where it marks a price on a scale."""
    return fresh.kind is not Kind.POSITION or is_reference(key.split("/")[1])


def _same_number(left: str | None, right: str) -> bool:
    try:
        return abs(float(left or "nan") - float(right)) <= 1e-9 * max(1.0, abs(float(right)))
    except ValueError:
        return False


def _keys_by_slide(keys: Mapping[str, object]) -> Mapping[int, set[str]]:
    found: dict[int, set[str]] = {}
    for key in keys:
        number, _, rest = key.removeprefix("slide ").partition("/")
        if not is_reference(rest.split("/")[0]):
            found.setdefault(int(number), set()).add(rest)
    return found


def _known(title: str, titles: set[str]) -> bool:
    return title in titles or any(same_words(title, other) for other in titles)


def _difference(more: set[str], less: set[str]) -> str:
    def told(keys: set[str]) -> str:
        return ", ".join(sorted({key.split("/column")[0] for key in keys})[:3])

    pieces = [f"{told(more)} added"] if more else []
    pieces += [f"{told(less)} dropped"] if less else []
    return " and ".join(pieces)
