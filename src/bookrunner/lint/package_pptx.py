"""What a presentation's package holds beside slides: links outwards, foreign objects, comments."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from lxml import etree

from bookrunner.lint.flaws import DeckFlaw, error, warning

_CLICKED = ("https://", "http://", "mailto:")
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml$")
_LOCAL = re.compile(
    r"//(?:localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|[^/.]+/)", re.I
)


def package_flaws(path: Path) -> Iterator[DeckFlaw]:
    """Links to other files, embedded objects and comments, by the slide that holds them."""
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        relations = {
            name: etree.fromstring(package.read(name), etree.XMLParser(resolve_entities=False))
            for name in names
            if name.endswith(".rels")
        }
    numbers = _slide_numbers(relations)
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


def _slide_numbers(relations: Mapping[str, etree._Element]) -> Mapping[str, int]:
    """Slide parts by their number; the order of a package's slides follows their names as saved."""
    found: dict[str, int] = {}
    for name in relations:
        match = _SLIDE.search(_source_of(name))
        if match:
            found[match[0]] = int(match[1])
    return found


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
