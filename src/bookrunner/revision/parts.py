"""How the parts of an Office package point at each other."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from bookrunner.revision.packages import NotAPackage, Package
from bookrunner.revision.spans import Node, parsed

_KINDS_MAX = 60


def tree(package: Package, part: str) -> Node:
    """The part as elements with their places.

    Raises:
        NotAPackage: It is missing or damaged.
        NotXml: It is no XML of Office.
    """
    return parsed(package.part(part), f"{package.name}: {part}")


def targets(package: Package, part: str) -> Mapping[str, tuple[str, str]]:
    """What a part points at inside the package: kind and part name, by id of the relation."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if relations not in package:
        return {}
    found = {}
    for one in tree(package, relations).children:
        if one.attributes.get("TargetMode") == "External":
            continue
        target = one.attributes.get("Target", "")
        whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        kind = one.attributes.get("Type", "").rpartition("/")[2][:_KINDS_MAX]
        found[one.attributes.get("Id", "")] = (kind, posixpath.normpath(whole))
    return found


def main_part(package: Package, *kinds: str) -> str:
    """The part that the whole file begins with.

    Args:
        kinds: Which may be in it: ``presentation``, ``workbook``.

    Raises:
        NotAPackage: There is none, or of another kind.
    """
    wanted = " or ".join(kinds)
    for found, part in targets(package, "").values():
        if found == "officeDocument" and part in package:
            kind = tree(package, part).name
            if kind not in kinds:
                raise NotAPackage(package.name, f"it is a {kind}, no {wanted}")
            return part
    raise NotAPackage(package.name, f"it holds no {wanted}")
