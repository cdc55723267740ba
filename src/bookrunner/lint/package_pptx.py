"""What a presentation's package holds beside slides: links outwards, foreign objects, comments."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from lxml import etree

from bookrunner.lint.flaws import DeckFlaw, error, warning

_CLICKED = ("https://", "http://", "mailto:")
_PRESENTATION = "ppt/presentation.xml"
_PRESENTATION_RELATIONS = "ppt/_rels/presentation.xml.rels"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml$")
_LOCAL = re.compile(
    r"//(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|[^/.]+/)", re.I
)


def package_flaws(path: Path) -> Iterator[DeckFlaw]:
    """Links to other files, embedded objects and comments, by the slide that holds them."""
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        relations = {
            name: etree.fromstring(package.read(name), _parser())
            for name in names
            if name.endswith(".rels")
        }
        order = _order(package.read(_PRESENTATION)) if _PRESENTATION in names else ()
    numbers = _slide_numbers(relations, order)
    owners = _owners(relations, numbers)
    for name, tree in relations.items():
        slide = owners.get(_source_of(name), 0)
        for relation in tree:
            yield from _relation_flaws(relation, slide)
    for name in names:
        if re.match(r"ppt/comments/", name):
            yield warning(
                "comments", owners.get(name, 0), "", name,
                "comments of those who worked on it go out with the file",
                "answer them and delete them",
            )  # fmt: skip


def _relation_flaws(relation: etree._Element, slide: int) -> Iterator[DeckFlaw]:
    kind = str(relation.get("Type", "")).rsplit("/", 1)[-1]
    target = str(relation.get("Target", ""))
    if relation.get("TargetMode") == "External":
        is_clicked = kind == "hyperlink" and target.lower().startswith(_CLICKED)
        if is_clicked and not _LOCAL.search(target):
            return
        yield error(
            "external-link", slide, "", target[:120],
            "it points to a file outside the deck: readers get a broken link, or see where it lay",
            "break the link and keep the content in the deck",
        )  # fmt: skip
    elif kind in ("oleObject", "control", "activeXControl") or _is_foreign(kind, target):
        yield error(
            "embedded-object", slide, "", PurePosixPath(target).name,
            "the file within the deck goes out with it, all its sheets included, and may run",
            "replace it by a native table, chart or text",
        )  # fmt: skip


def _is_foreign(kind: str, target: str) -> bool:
    """Whether a package within is no workbook behind a chart."""
    return kind == "package" and not target.lower().endswith((".xlsx", ".xlsb"))


def _source_of(relations: str) -> str:
    """The part that a ``_rels`` file is about."""
    folder, _, name = relations.rpartition("/")
    return f"{folder.removesuffix('_rels')}{name.removesuffix('.rels')}"


def _target_of(source: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    parts = list(PurePosixPath(source).parent.parts)
    for piece in PurePosixPath(target).parts:
        if piece == "..":
            parts = parts[:-1]
        else:
            parts.append(piece)
    return "/".join(parts)


def _order(presentation: bytes) -> Sequence[str]:
    """The relations of a presentation to its slides, in the order they are shown in."""
    listed = etree.fromstring(presentation, _parser()).iter("{*}sldId")
    return [str(one.get(_RELATION, "")) for one in listed]


def _slide_numbers(
    relations: Mapping[str, etree._Element], order: Sequence[str]
) -> Mapping[str, int]:
    """Slide parts by their place in the deck; their names tell where the deck does not list them.

    A program that moves a slide need not rename its part.
    """
    found: dict[str, int] = {}
    for name in relations:
        match = _SLIDE.search(_source_of(name))
        if match:
            found[match[0]] = int(match[1])
    listed = relations.get(_PRESENTATION_RELATIONS)
    targets = {
        str(one.get("Id")): _target_of(_PRESENTATION, str(one.get("Target", "")))
        for one in (listed if listed is not None else ())
    }
    found |= {targets[key]: at for at, key in enumerate(order, start=1) if key in targets}
    return found


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _owners(
    relations: Mapping[str, etree._Element], numbers: Mapping[str, int]
) -> Mapping[str, int]:
    """The slide that each part hangs on, charts of a slide and what is behind them included."""
    owners = dict(numbers)
    queue = list(numbers)
    while queue:
        source = queue.pop()
        folder, _, name = source.rpartition("/")
        tree = relations.get(f"{folder}/_rels/{name}.rels")
        for relation in tree if tree is not None else ():
            target = _target_of(source, str(relation.get("Target", "")))
            shared = relation.get("TargetMode") == "External" or "Layout" in target
            if not shared and target not in owners:
                owners[target] = owners[source]
                queue.append(target)
    return owners
