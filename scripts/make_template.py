"""Writes the house's template: 16:9, four layouts, navy and grey with one accent, Arial.

    .venv/bin/python scripts/make_template.py

The result is committed; run it again after a change here.
"""

# ruff: noqa: SLF001 - layouts are rewritten as XML, for which the library has no calls

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.util import Inches

# python-pptx is typed in part only.
Element = Any
Master = Any
Deck = Any

TARGET = Path(__file__).resolve().parents[1] / "src/bookrunner/office/templates/default.pptx"

COLOURS = {
    "dk1": "262B33",
    "lt1": "FFFFFF",
    "dk2": "14284B",
    "lt2": "EEF1F5",
    "accent1": "1F3A68",
    "accent2": "B8862D",
    "accent3": "8A9BB3",
    "accent4": "BFC6D0",
    "accent5": "4C6C9C",
    "accent6": "5F6B7A",
    "hlink": "1F4E9E",
    "folHlink": "5F6B7A",
}

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
TITLE, CENTRE, SUBTITLE, BODY = (
    'type="title"',
    'type="ctrTitle"',
    'type="subTitle" idx="1"',
    'idx="1"',
)
LEFT, WIDTH = 0.5, 12.333


def main() -> None:
    deck: Deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    master = deck.slide_masters[0]
    keep = {"title": cover(), "obj": content(), "titleOnly": title_only(), "secHead": section()}
    for layout in list(master.slide_layouts):
        shapes = keep.get(str(layout._element.get("type")))
        if shapes is None:
            master.slide_layouts.remove(layout)
        else:
            replace_shapes(layout._element, shapes)
    replace_shapes(master._element, master_shapes())
    text_styles(master._element)
    for relation in master.part.rels.values():
        if relation.reltype.endswith("/theme"):
            relation.target_part._blob = theme(relation.target_part.blob)
    backgrounds(master)
    save(deck)


def cover() -> str:
    return (
        rectangle(2, "Cover band", 0, 0, 13.333, 4.35, "tx2")
        + rectangle(3, "Cover rule", 0, 4.35, 13.333, 0.05, "accent2")
        + placeholder(4, "Title", CENTRE, (0.8, 1.75, 11.7, 1.5), size=32, colour="bg1", anchor="b")
        + placeholder(5, "Subtitle", SUBTITLE, (0.8, 3.35, 11.7, 0.7), size=16, colour="bg1")
        + feet()
    )


def section() -> str:
    return (
        rectangle(2, "Section band", 0, 0, 0.5, 7.5, "tx2")
        + rectangle(3, "Section rule", 1.0, 3.85, 1.6, 0.04, "accent2")
        + placeholder(4, "Title", TITLE, (1.0, 2.25, 11.3, 1.5), size=28, colour="tx2", anchor="b")
        + placeholder(
            5, "Text", 'type="body" idx="1"', (1.0, 4.0, 11.3, 1.2), size=14, colour="tx1"
        )
        + feet(left=1.0)
    )


def content() -> str:
    return title_only() + placeholder(9, "Content", BODY, (LEFT, 1.4, WIDTH, 5.45))


def title_only() -> str:
    return placeholder(2, "Title", TITLE, None) + feet()


def master_shapes() -> str:
    return (
        placeholder(2, "Title", TITLE, (LEFT, 0.36, WIDTH, 0.82), anchor="b")
        + placeholder(3, "Text", 'type="body" idx="1"', (LEFT, 1.4, WIDTH, 5.45))
        + feet(placed=True)
        + rectangle(20, "Title rule", LEFT, 1.22, WIDTH, 0.02, "accent2")
        + rectangle(21, "Footer rule", LEFT, 6.98, WIDTH, 0.008, "accent4")
    )


def feet(*, placed: bool = False, left: float = LEFT) -> str:
    moved = placed or left != LEFT
    rows = (
        (30, "Footer", 'type="ftr" sz="quarter" idx="11"', (left, 7.03, 8.0, 0.26), "l", ""),
        (31, "Date", 'type="dt" sz="half" idx="10"', (9.2, 7.03, 2.6, 0.26), "r", ""),
        (32, "Number", 'type="sldNum" sz="quarter" idx="12"', (11.9, 7.03, 0.933, 0.26), "r", "#"),
    )
    return "".join(
        placeholder(
            number,
            name,
            kind,
            box if moved else None,
            size=8,
            colour="accent6",
            align=align,
            words=words,
            anchor="ctr",
        )
        for number, name, kind, box, align, words in rows
    )


def placeholder(
    number: int,
    name: str,
    kind: str,
    box: tuple[float, float, float, float] | None,
    *,
    size: float | None = None,
    colour: str = "tx1",
    align: str = "l",
    anchor: str = "t",
    words: str = "",
) -> str:
    place = "" if box is None else transform(*box)
    insets = 'lIns="0" tIns="0" rIns="0" bIns="0"'
    style = ""
    if size is not None:
        style = (
            f'<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/>'
            f'<a:defRPr sz="{int(size * 100)}">'
            f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
        )
    inside = (
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        '<a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
        if words
        else ""
    )
    body = (
        f'<a:bodyPr {insets} anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
        if box
        else "<a:bodyPr/>"
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f"</p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr><p:txBody>"
        f"{body}<a:lstStyle>{style}</a:lstStyle><a:p>{inside}</a:p></p:txBody></p:sp>"
    )


def rectangle(
    number: int, name: str, left: float, top: float, width: float, height: float, colour: str
) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f"</p:nvSpPr><p:spPr>{transform(left, top, width, height)}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
    )


def transform(left: float, top: float, width: float, height: float) -> str:
    x, y, cx, cy = (round(length * 914_400) for length in (left, top, width, height))
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'


def replace_shapes(element: Element, shapes: str) -> None:
    tree = element.find(".//{*}spTree")
    for shape in list(tree)[2:]:
        tree.remove(shape)
    for shape in etree.fromstring(f"<x {NAMESPACES}>{shapes}</x>"):
        tree.append(shape)
    data = element.find("{*}cSld")
    for extension in data.findall("{*}extLst"):
        data.remove(extension)


def text_styles(master: Master) -> None:
    """Titles of 24 points, bold, dark blue, at the left; text of 12 with square bullets."""
    levels = "".join(
        f'<a:lvl{level}pPr marL="{171_450 * level}" indent="-171450" algn="l">'
        f'<a:spcBef><a:spcPts val="400"/></a:spcBef><a:buFont typeface="Arial"/>'
        f'<a:buChar char="•"/><a:defRPr sz="1200">'
        '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr>'
        f"</a:lvl{level}pPr>"
        for level in range(1, 6)
    )
    styles = (
        f'<p:txStyles {NAMESPACES}><p:titleStyle><a:lvl1pPr algn="l">'
        '<a:lnSpc><a:spcPct val="95000"/>'
        '</a:lnSpc><a:buNone/><a:defRPr sz="2200" b="1">'
        '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
        '<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/><a:cs typeface="+mj-cs"/></a:defRPr>'
        f"</a:lvl1pPr></p:titleStyle><p:bodyStyle>{levels}</p:bodyStyle>"
        '<p:otherStyle><a:lvl1pPr algn="l"><a:defRPr sz="1200">'
        '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr>'
        "</a:lvl1pPr></p:otherStyle></p:txStyles>"
    )
    old = master.find("{*}txStyles")
    old.getparent().replace(old, etree.fromstring(styles))


def backgrounds(master: Master) -> None:
    """Cover and section pages do not carry the rules of the body pages."""
    for layout in master.slide_layouts:
        if layout._element.get("type") in ("title", "secHead"):
            layout._element.set("showMasterSp", "0")


def theme(blob: bytes) -> bytes:
    root: Element = etree.fromstring(blob)
    root.set("name", "Bookrunner")
    scheme = root.find(".//{*}clrScheme")
    scheme.set("name", "Bookrunner")
    for slot in scheme:
        for colour in list(slot):
            slot.remove(colour)
        name = etree.QName(slot)
        etree.SubElement(slot, f"{{{name.namespace}}}srgbClr", val=COLOURS[name.localname])
    root.find(".//{*}fontScheme").set("name", "Bookrunner")
    for which in ("majorFont", "minorFont"):
        fonts = root.find(f".//{{*}}{which}")
        fonts.find("{*}latin").set("typeface", "Arial")
        for font in fonts.findall("{*}font"):
            fonts.remove(font)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def save(deck: Deck) -> None:
    for relation in list(deck.part.package._rels.values()):
        if relation.reltype.endswith("/thumbnail"):
            deck.part.package._rels.pop(relation.rId)
    for relation in list(deck.part.rels.values()):
        if relation.reltype.endswith("/printerSettings"):
            deck.part.rels.pop(relation.rId)
    packed = io.BytesIO()
    deck.save(packed)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(TARGET, "w") as target:
        for part in source.infolist():
            data = source.read(part)
            if part.filename == "docProps/core.xml":
                data = re.sub(
                    rb"<(dcterms:\w+)([^>]*)>[^<]*<", rb"<\1\g<2>>2024-01-01T00:00:00Z<", data
                )
                data = re.sub(
                    rb"<(dc:title|dc:creator|cp:lastModifiedBy)>[^<]*<", rb"<\1>Bookrunner<", data
                )
            fixed = zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(fixed, data)


if __name__ == "__main__":
    main()
