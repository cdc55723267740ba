"""The stale cells of a workbook, and the smallest edits that make them right.

A sheet that is built as before is edited cell by cell. One whose rows or formulas change, such as
the notes and the checks, is written anew as a whole where nobody has touched it; where somebody
has, it is named and the workbook is left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bookrunner.figures import quoted_sheet
from bookrunner.revision.calc_chain_xlsx import trimmed_chain
from bookrunner.revision.cells_xlsx import cell_edit, kind_of
from bookrunner.revision.comparing import Ledgers, Shown
from bookrunner.revision.echoes import echoes
from bookrunner.revision.parts import tree
from bookrunner.revision.retexting import NewText, to_fresh
from bookrunner.revision.sheet_anew_xlsx import sheet_anew
from bookrunner.revision.spans import Edit, Node, attribute_edit, edited, text_edit
from bookrunner.revision.spots import Kind, Spot
from bookrunner.revision.stale import Action, Asked, Found, MadeAnew, StaleNumber, StaleWords
from bookrunner.revision.styles_xlsx import Styles
from bookrunner.revision.words import with_days_of
from bookrunner.revision.workbook_spots_xlsx import SheetSpots, WorkbookSpots
from bookrunner.revision.written import Written

_CELLS = (Kind.INPUT, Kind.FORMULA, Kind.WORDS)
_PAGE = "#"
"""Begins what is printed above and below a sheet, where a cell's name would stand."""
_LOCAL = re.compile(r"^_xlnm\.")


@dataclass
class WorkbookRefresh:
    """A workbook as it was written, as it is, and as it would be written now."""

    base: Written
    current: WorkbookSpots
    fresh: WorkbookSpots
    ledgers: Ledgers
    asked: Asked
    found: Found = field(default_factory=Found)
    _edits: dict[str, list[Edit]] = field(default_factory=lambda: defaultdict(list))
    _added_names: list[tuple[str, str]] = field(default_factory=list)

    def run(self) -> Found:
        """Compares everything; the new parts stand in what is returned."""
        self.found.anew = list(self._other_sheets())
        self.found.typed = set(self._typed())
        for name, fresh in self.fresh.sheets.items():
            mine = self.current.sheets.get(name)
            if mine is None or self.found.anew:
                continue
            if self._built_alike(name, fresh, mine):
                self._sheet(fresh, mine)
            else:
                self._anew(name, fresh, mine)
        if self.found.anew:
            return self.found
        self.found.words += echoes("workbook", self._own(), self.found.numbers)
        self._names()
        package = self.current.package
        for part, edits in self._edits.items():
            self.found.parts[part] = edited(package.part(part), edits)
        styles = self._styles.changed()
        if styles is not None:
            self.found.parts[self._styles.part] = styles
        self.found.parts |= trimmed_chain(package, self.current.main, self.found.parts)
        self.found.parts = {
            part: data for part, data in self.found.parts.items() if data != package.part(part)
        }
        return self.found

    @cached_property
    def _styles(self) -> Styles:
        return Styles(self.current.package, self.fresh.package)

    # ------------------------------------------------------------------- structure

    def _other_sheets(self) -> Iterator[MadeAnew]:
        before, after = self.base.formulas.keys(), self.fresh.sheets.keys()
        for name in after:
            if name not in before:
                yield MadeAnew("workbook", name, "new sheet")
            elif name not in self.current.sheets:
                yield MadeAnew("workbook", name, "somebody has removed or renamed it")
        for name in before:
            if name not in after:
                yield MadeAnew("workbook", name, "the sheet drops out")

    def _keys(self, name: str) -> set[str]:
        return self._base_keys.get(name, set())

    @cached_property
    def _base_keys(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        fronts = {f"{quoted_sheet(name)}!": name for name in self.base.formulas}
        for key in self.base.workbook:
            front = key[: key.rindex("!") + 1]
            found.setdefault(fronts.get(front, ""), set()).add(key)
        return found

    def _built_alike(self, name: str, fresh: SheetSpots, mine: SheetSpots) -> bool:
        if self._keys(name) != fresh.spots.keys():
            return False  # Rows or columns come or go.
        was, now = self.base.formulas[name], fresh.formulas_digest
        if now != mine.formulas_digest and mine.has_shared:
            return False  # A formula that others repeat is not changed alone.
        # Formulas may change where all of them still are as they were written.
        return now in (was, mine.formulas_digest) or mine.formulas_digest == was

    def _anew(self, name: str, fresh: SheetSpots, mine: SheetSpots) -> None:
        touched = [
            key
            for key in self._keys(name) | mine.spots.keys()
            if f"!{_PAGE}" not in key
            if key not in mine.spots or mine.spots[key].digest != self.base.workbook.get(key)
        ]
        if touched or mine.formulas_digest != self.base.formulas[name]:
            if self._is_fresh(fresh, mine):
                return
            named = ", ".join(sorted(touched)[:3]) or "its formulas"
            why = f"its rows or formulas change, and somebody has edited {named}"
            self.found.anew.append(MadeAnew("workbook", name, why))
            return
        parts = sheet_anew(self.current, mine, self.fresh, fresh, self._styles)
        if parts is None:
            why = "its rows change, and the file has no place for its comments"
            self.found.anew.append(MadeAnew("workbook", name, why))
            return
        self.found.parts.update(parts)
        self.found.replaced.append(
            MadeAnew("workbook", name, "its rows or formulas change; nobody has edited it")
        )
        for where, shown in self.ledgers.moved(list(fresh.spots)):
            self._number(where, fresh.spots[where], shown, Action.CHANGE, "")

    @staticmethod
    def _is_fresh(fresh: SheetSpots, mine: SheetSpots) -> bool:
        same = {key: spot.digest for key, spot in fresh.spots.items()}
        return same == {key: spot.digest for key, spot in mine.spots.items()}

    # ------------------------------------------------------------------- one sheet

    def _sheet(self, fresh: SheetSpots, mine: SheetSpots) -> None:
        formulas_touched = mine.formulas_digest != self.base.formulas[mine.name]
        for key, new in fresh.spots.items():
            held = mine.spots.get(key)
            base = self.base.workbook.get(key)
            rebuilt = held is not None and held.formula != new.formula
            unsaved = held is not None and bool(new.text) and self._is_bare(held)
            if base == new.digest and not rebuilt and not unsaved:
                continue
            if held is None:
                self._tell(key, new, None, Action.GONE)
            elif rebuilt and formulas_touched:
                self.found.kept[key] = base or ""
                self._tell(key, new, held, Action.BY_HAND, held.formula or held.text)
            elif held.digest == new.digest and not rebuilt:
                self._look(key, new, mine, fresh)
            elif held.digest == base or rebuilt or unsaved or self.asked.overwrite:
                self._write(key, new, held, mine, fresh)
            else:
                follows = new.kind is Kind.FORMULA
                self.found.kept[key] = base or ""
                self._tell(key, new, held, Action.FOLLOWS if follows else Action.BY_HAND, held.text)

    def _is_bare(self, held: Spot) -> bool:
        """A formula that was saved by a program that computes none, over inputs as written."""
        return held.kind is Kind.FORMULA and held.text == "" and not self.found.typed

    def _typed(self) -> Iterator[str]:
        for name, sheet in self.current.sheets.items():
            rebuilt = sheet.formulas_digest != self.base.formulas.get(name)
            for key, spot in sheet.spots.items():
                base = self.base.workbook.get(key)
                is_typed = spot.kind is Kind.INPUT and spot.digest != base
                is_other = rebuilt and base is not None and spot.formula != self._formula(name, key)
                if is_typed or is_other:
                    yield key

    def _formula(self, sheet: str, key: str) -> str:
        fresh = self.fresh.sheets.get(sheet)
        held = None if fresh is None else fresh.spots.get(key)
        return "" if held is None else held.formula

    def _write(self, key: str, new: Spot, held: Spot, mine: SheetSpots, fresh: SheetSpots) -> None:
        data = self.current.package.part(held.runs[0].part)
        if new.kind in _CELLS:
            at = key.rpartition("!")[2]
            node, other = mine.nodes[at], fresh.nodes[at]
            kind = kind_of(other)
            self._edits[mine.part].append(
                cell_edit(
                    data,
                    node,
                    new.text,
                    kind,
                    formula=new.formula if new.formula != held.formula else None,
                    style=self._new_look(key, fresh),
                )
            )
        else:
            texts = self._beside(held, new)
            if texts is None:
                self._tell(key, new, held, Action.PERSON)
                return
            for run, text in texts:
                self._edits[run.part].append(
                    text_edit(self.current.package.part(run.part), run.node, text)
                )
        self._tell(key, new, held, Action.CHANGE)

    @staticmethod
    def _beside(held: Spot, new: Spot) -> Sequence[NewText] | None:
        """New words of a comment, and a new day in a page header whatever its type is set in."""
        if new.kind is not Kind.PAGE_HEADER:
            return to_fresh(held, new)
        text = with_days_of(held.text, new.text)
        return None if text is None else [(held.runs[0], text)]

    def _look(self, key: str, new: Spot, mine: SheetSpots, fresh: SheetSpots) -> None:
        """A default that somebody adopts at its own value changes its colour alone."""
        style = self._new_look(key, fresh) if new.kind in _CELLS else None
        if style is not None:
            node = mine.nodes[key.rpartition("!")[2]]
            data = self.current.package.part(mine.part)
            edit = attribute_edit(data, node, "s", str(style))
            self._edits[mine.part] += [] if edit is None else [edit]

    def _new_look(self, key: str, fresh: SheetSpots) -> int | None:
        """The look of a cell whose input is of another sort now; None where it stays."""
        if key not in self.ledgers.recoloured:
            return None
        look = fresh.nodes[key.rpartition("!")[2]].attributes.get("s")
        return None if look is None else self._styles.cell(int(look))

    # ------------------------------------------------------------------------ names

    def _names(self) -> None:
        """Names of cells that carry a day follow the figure; print areas follow their sheet."""
        fresh = {name: target for name, (target, _) in self.fresh.names.items()}
        spare = {name: node for name, (_, node) in self.current.names.items() if name not in fresh}
        data = self.current.package.part(self.current.main)
        ours = self.ledgers.old.figures
        for name, target in fresh.items():
            held = self.current.names.get(name)
            if held is None:
                old = next(
                    (one for one in spare if one in ours and self._same_cell(one, target)),
                    next((one for one in spare if one in ours), None),
                )
                if old is None:
                    self._added_names.append((name, target))
                    continue
                node = spare.pop(old)
                edit = attribute_edit(data, node, "name", name)
                self._edits[self.current.main] += [] if edit is None else [edit]
                if node.text != target:
                    self._edits[self.current.main].append(text_edit(data, node, target))
            elif held[0] != target and name in ours:
                self._edits[self.current.main].append(text_edit(data, held[1], target))
        self._print_areas(data)
        self._add_names()

    def _same_cell(self, name: str, target: str) -> bool:
        return self.current.names[name][0] == target

    def _add_names(self) -> None:
        listed = tree(self.current.package, self.current.main).child("definedNames")
        if listed is None or listed.inner < 0:
            return
        added = "".join(
            f'<definedName name="{name}">{target}</definedName>'
            for name, target in self._added_names
        ).encode()
        if added:
            self._edits[self.current.main].append(Edit(listed.inner_end, listed.inner_end, added))

    def _print_areas(self, data: bytes) -> None:
        remade = {one.page for one in self.found.replaced}
        wanted = _local_names(self.fresh)
        for (name, sheet), (target, node) in _local_names(self.current).items():
            new = wanted.get((name, sheet))
            if sheet in remade and new is not None and new[0] != target:
                self._edits[self.current.main].append(text_edit(data, node, new[0]))

    def _own(self) -> Iterator[tuple[str, Spot]]:
        """Cells that only a person wrote."""
        remade = {one.page for one in self.found.replaced}
        for name, sheet in self.current.sheets.items():
            for key, spot in sheet.spots.items():
                if key not in self.base.workbook and name not in remade:
                    yield key, spot

    # ---------------------------------------------------------------------- telling

    def _tell(
        self, key: str, new: Spot, held: Spot | None, action: Action, shows: str = ""
    ) -> None:
        pairs = self.ledgers.pairs(key) if new.kind in _CELLS else ()
        for shown in pairs:
            self._number(key, new, shown, action, shows)
        if not pairs and new.kind not in (Kind.FORMULA, Kind.INPUT):
            old = "" if held is None else held.text
            self.found.words.append(StaleWords("workbook", key, new.kind, old, new.text, action))

    def _number(self, key: str, new: Spot, shown: Shown, action: Action, shows: str) -> None:
        self.found.numbers.append(
            StaleNumber(
                "workbook",
                key,
                new.kind,
                shown.figure,
                shown.name,
                shown.old,
                shown.new,
                shown.why,
                action,
                shows,
            )
        )


def _local_names(book: WorkbookSpots) -> Mapping[tuple[str, str], tuple[str, Node]]:
    root = tree(book.package, book.main)
    sheets = list(book.sheets)
    found: dict[tuple[str, str], tuple[str, Node]] = {}
    for node in root.all("definedName"):
        name, at = node.attributes.get("name", ""), node.attributes.get("localSheetId", "")
        if _LOCAL.match(name) and at.isdigit() and int(at) < len(sheets):
            found[name, sheets[int(at)]] = (node.text, node)
    return found
