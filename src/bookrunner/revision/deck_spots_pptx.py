"""A deck's words, table cells, charts and notes as places that say something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bookrunner.revision.packages import Package
from bookrunner.revision.parts import main_part, targets, tree
from bookrunner.revision.spans import Node
from bookrunner.revision.spots import Kind, Run, Spot
from bookrunner.revision.workbook_spots_xlsx import WorkbookSpots, cell_of, workbook_spots

_PLACEHOLDERS = {
    "title": "Title",
    "ctrTitle": "Title",
    "subTitle": "Subtitle",
    "ftr": "Footer",
    "dt": "Date",
}
"""What a placeholder is called whatever its name, which other programs write anew."""
_SHAPES = ("sp", "graphicFrame", "cxnSp", "pic")
_SCALE = ("max", "min", "majorUnit", "x", "y", "w", "h")
_COORDINATES = (("off", "x"), ("off", "y"), ("ext", "cx"), ("ext", "cy"))


@dataclass
class SlideSpots:
    """One slide."""

    number: int
    lasting_id: str
    """As PowerPoint keeps it when slides are moved or added."""
    part: str
    spots: dict[str, Spot] = field(default_factory=dict)
    """By what follows ``slide 5/``."""
    shapes: dict[str, Node] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    """The id of each shape by its name."""
    called: dict[str, str] = field(default_factory=dict)
    """The name of a shape in the file, where it is another."""

    @property
    def title(self) -> str:
        """Its first words."""
        named = self.spots.get("Title")
        texts = [one.text for one in self.spots.values() if one.kind is Kind.TEXT]
        return named.text if named is not None else next(iter(texts), "")


@dataclass
class DeckSpots:
    """A deck."""

    package: Package
    slides: Sequence[SlideSpots]

    @cached_property
    def spots(self) -> Mapping[str, Spot]:
        """Of all slides, by ``slide 5/...``."""
        return {
            f"slide {slide.number}/{key}": spot
            for slide in self.slides
            for key, spot in slide.spots.items()
        }


def deck_spots(package: Package) -> DeckSpots:
    """Everything that the slides of a deck say.

    Raises:
        NotAPackage: The file is none, or damaged.
        NotXml: A part is no XML of Office.
    """
    main = main_part(package, "presentation")
    related = targets(package, main)
    listed = tree(package, main).child("sldIdLst")
    slides: list[SlideSpots] = []
    for one in () if listed is None else listed.children:
        # Two attributes are called id: the slide's own, and the relation's in its namespace.
        lasting, relation = _ids(package, main, one)
        kind, part = related.get(relation, ("", ""))
        if kind == "slide" and part in package:
            slides.append(_slide(package, len(slides) + 1, lasting, part))
    return DeckSpots(package, slides)


def _ids(package: Package, main: str, one: Node) -> tuple[str, str]:
    tag = package.part(main)[one.start : one.end].decode("utf-8", "replace")
    found = {}
    for piece in tag.replace("'", '"').split():
        name, _, held = piece.partition("=")
        found[name] = held.partition('"')[2].partition('"')[0]
    relation = next((held for name, held in found.items() if name.endswith(":id")), "")
    return found.get("id", ""), relation


def _slide(package: Package, number: int, lasting: str, part: str) -> SlideSpots:
    slide = SlideSpots(number, lasting, part)
    related = targets(package, part)
    tree_of_shapes = tree(package, part).child("cSld", "spTree")
    for shape in _shapes(tree_of_shapes):
        properties = next(shape.all("cNvPr"), None)
        if properties is None:
            continue
        own = properties.attributes.get("name", "")
        holder = next((one.attributes.get("type", "") for one in shape.all("ph")), "")
        name = _free(_PLACEHOLDERS.get(holder, own), slide.shapes)
        if name != own:
            slide.called[name] = own
        slide.shapes[name] = shape
        slide.ids[name] = properties.attributes.get("id", "")
        if properties.attributes.get("descr"):
            run = Run(part, properties, properties.attributes["descr"], "descr")
            _add(slide, f"{name}/alternative text", Kind.ALTERNATIVE_TEXT, (run,))
        _position(slide, name, shape)
        _contents(package, slide, name, shape, related)
    for kind, target in related.values():
        if kind == "notesSlide" and target in package:
            _notes(package, slide, target)
    return slide


def _shapes(parent: Node | None) -> Iterator[Node]:
    for child in () if parent is None else parent.children:
        if child.name == "grpSp":
            yield from _shapes(child)
        elif child.name in _SHAPES:
            yield child


def _free(name: str, taken: Mapping[str, Node]) -> str:
    at, free = 1, name
    while free in taken:
        at += 1
        free = f"{name}#{at}"
    return free


def _add(
    slide: SlideSpots,
    key: str,
    kind: Kind,
    runs: Sequence[Run],
    breaks: Sequence[int] = (),
    *,
    copy: tuple[str, str] | None = None,
    copied: str | None = None,
) -> None:
    slide.spots[key] = Spot(key, kind, tuple(runs), tuple(breaks), copy=copy, copied=copied)


def _position(slide: SlideSpots, name: str, shape: Node) -> None:
    frame = shape.child("xfrm") or shape.child("spPr", "xfrm")
    if frame is None:
        return
    runs = []
    for child, attribute in _COORDINATES:
        node = frame.child(child)
        if node is not None and attribute in node.attributes:
            runs.append(Run(slide.part, node, node.attributes[attribute], attribute))
    _add(slide, f"{name}/position", Kind.POSITION, runs, range(1, len(runs)))


def _contents(
    package: Package,
    slide: SlideSpots,
    name: str,
    shape: Node,
    related: Mapping[str, tuple[str, str]],
) -> None:
    body = shape.child("txBody")
    table = next(shape.all("tbl"), None)
    drawn = next((one for one in shape.all("chart") if "id" in one.attributes), None)
    if table is not None:
        rows = [one for one in table.children if one.name == "tr"]
        for row_at, row in enumerate(rows, start=1):
            cells = [one for one in row.children if one.name == "tc"]
            for column_at, cell in enumerate(cells, start=1):
                runs, breaks = _words(cell.child("txBody"), slide.part)
                key = f"{name}/row {row_at}/column {column_at}"
                _add(slide, key, Kind.TABLE_CELL, runs, breaks)
    elif drawn is not None:
        kind, part = related.get(drawn.attributes["id"], ("", ""))
        if kind == "chart" and part in package:
            _Chart(package, slide, name, part).read()
    elif body is not None:
        runs, breaks = _words(body, slide.part)
        if runs:
            _add(slide, name, Kind.TEXT, runs, breaks)


def _words(body: Node | None, part: str) -> tuple[Sequence[Run], Sequence[int]]:
    runs: list[Run] = []
    breaks: list[int] = []
    paragraphs = [] if body is None else [one for one in body.children if one.name == "p"]
    for at, paragraph in enumerate(paragraphs):
        begins = len(runs)
        for piece in paragraph.children:
            text = piece.child("t") if piece.name in ("r", "fld") else None
            if text is not None and piece.attributes.get("type") != "slidenum":
                runs.append(Run(part, text, text.text))
        if at and len(runs) > begins:
            breaks.append(begins)
    return runs, breaks


def _notes(package: Package, slide: SlideSpots, part: str) -> None:
    for shape in _shapes(tree(package, part).child("cSld", "spTree")):
        kind = next((one.attributes.get("type", "") for one in shape.all("ph")), "")
        runs, breaks = _words(shape.child("txBody"), part)
        if kind == "body" and runs:
            _add(slide, "notes", Kind.NOTES, runs, breaks)


@dataclass
class _Chart:
    """A chart while it is read."""

    package: Package
    slide: SlideSpots
    name: str
    part: str

    def read(self) -> None:
        root = tree(self.package, self.part)
        self.behind, self.book = self._workbook()
        categories: dict[int, list[Run]] = {}
        first: dict[int, str] = {}
        for at, series in enumerate(root.all("ser"), start=1):
            self._name(at, series)
            for reference, place, node in _points(series, ("cat", "xVal")):
                run = Run(self.part, node, node.text)
                categories.setdefault(place, []).append(run)
                first.setdefault(place, reference)
            for reference, place, node in _points(series, ("val", "yVal")):
                key = f"{self.name}/series {at}/point {place + 1}"
                run = Run(self.part, node, node.text)
                self._with_copy(key, Kind.CHART_POINT, (run,), reference, place)
        for place, copies in categories.items():
            key = f"{self.name}/category {place + 1}"
            self._with_copy(key, Kind.CHART_WORDS, copies, first[place], place)
        title = root.child("chart", "title")
        runs, breaks = _words(None if title is None else title.child("tx", "rich"), self.part)
        if runs:
            _add(self.slide, f"{self.name}/chart title", Kind.CHART_WORDS, runs, breaks)
        scale = [
            Run(self.part, node, node.attributes["val"], "val")
            for name in _SCALE
            for node in root.all(name)
            if "val" in node.attributes
        ]
        if scale:
            _add(self.slide, f"{self.name}/scale", Kind.CHART_SCALE, scale, range(1, len(scale)))

    def _name(self, at: int, series: Node) -> None:
        reference = series.value("tx", "strRef", "f")
        node = series.child("tx", "strRef", "strCache", "pt", "v")
        if node is not None:
            run = Run(self.part, node, node.text)
            self._with_copy(f"{self.name}/series {at}/name", Kind.CHART_WORDS, (run,), reference, 0)

    def _with_copy(
        self, key: str, kind: Kind, runs: Sequence[Run], reference: str, at: int
    ) -> None:
        sheet, cell = cell_of(reference, at)
        copy = copied = None
        if self.book is not None and sheet in self.book.sheets:
            held = self.book.sheets[sheet]
            copy = (self.behind, f"{sheet}!{cell}")
            spot = next((one for k, one in held.spots.items() if k.endswith(f"!{cell}")), None)
            copied = None if spot is None else spot.text
        _add(self.slide, key, kind, runs, range(1, len(runs)), copy=copy, copied=copied)

    def _workbook(self) -> tuple[str, WorkbookSpots | None]:
        for kind, target in targets(self.package, self.part).values():
            if kind == "package" and target in self.package:
                inner = Package(f"{self.package.name}: {target}", self.package.part(target))
                return target, workbook_spots(inner)
        return "", None


def _points(series: Node, names: Sequence[str]) -> Iterator[tuple[str, int, Node]]:
    """The reference, the place and the value of each point of a series' cache."""
    for name in names:
        held = series.child(name)
        if held is None:
            continue
        reference = next((one.text for one in held.all("f")), "")
        for point in held.all("pt"):
            value = point.child("v")
            if value is not None:
                yield reference, int(point.attributes.get("idx", "0")), value
