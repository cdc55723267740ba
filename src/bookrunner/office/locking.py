"""Marks a written file as final and read-only, as far as its format knows such marks.

Sheets and the structure of a workbook are protected and a document allows reading only, both
without a password; all three kinds carry Office's mark "final". Anyone may take such marks off:
that a copy is the one that was released is shown by its hash.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bookrunner.office.package import changed, parts

_CUSTOM = "docProps/custom.xml"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
)
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The format id that all custom properties share, by the Office Open XML standard."""
_NO_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    b'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"></Properties>'
)
_FINAL = "_MarkAsFinal"

_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_SHEET_DATA = re.compile(rb"<sheetData/>|</sheetData>")
_SHEET_PROTECTION = b'<sheetProtection sheet="1" objects="1" scenarios="1"/>'


def locked(content: bytes) -> bytes:
    """The workbook, deck or document with its marks; those that it has stay as they are."""
    if _CUSTOM in parts(content):
        return changed(content, _locked_part)
    return changed(content, _announced, {_CUSTOM: _custom(_NO_PROPERTIES)})


def _announced(name: str, data: bytes) -> bytes:
    """A part of a package that gets its first custom properties."""
    if name == "[Content_Types].xml":
        line = f'<Override PartName="/{_CUSTOM}" ContentType="{_CUSTOM_TYPE}"/>'
        return _before(data, b"</Types>", line.encode())
    if name == "_rels/.rels":
        line = f'<Relationship Id="rIdFinal" Type="{_CUSTOM_RELATION}" Target="{_CUSTOM}"/>'
        return _before(data, b"</Relationships>", line.encode())
    return _locked_part(name, data)


def _locked_part(name: str, data: bytes) -> bytes:
    lock = _LOCKS.get(name)
    if lock is None and _SHEET.fullmatch(name):
        lock = _locked_sheet
    return data if lock is None else lock(data)


def _locked_core(data: bytes) -> bytes:
    if b"contentStatus>" in data:
        return data
    return _before(data, b"</cp:coreProperties>", b"<cp:contentStatus>Final</cp:contentStatus>")


def _locked_sheet(data: bytes) -> bytes:
    if b"<sheetProtection" in data:
        return data
    return _SHEET_DATA.sub(lambda found: found[0] + _SHEET_PROTECTION, data, count=1)


def _locked_document(data: bytes) -> bytes:
    if b"<w:documentProtection" in data:
        return data
    # The standard fixes the order of settings; this one stands before the tab stop's.
    mark = b'<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
    return _before(data, b"<w:defaultTabStop", mark)


def _locked_workbook(data: bytes) -> bytes:
    if b"<workbookProtection" not in data:
        mark = b'<workbookProtection lockStructure="1"/>'
        data = re.sub(rb"<workbookPr[^>]*/>", lambda found: found[0] + mark, data, count=1)
    if b"<fileSharing" not in data:
        mark = b'<fileSharing readOnlyRecommended="1"/>'
        data = re.sub(rb"<fileVersion[^>]*/>", lambda found: found[0] + mark, data, count=1)
    return data


def _custom(data: bytes) -> bytes:
    """The custom properties with the mark; a template's own stay."""
    if _FINAL.encode() in data:
        return data
    taken = [int(found) for found in re.findall(rb'pid="(\d+)"', data)]
    number = max([1, *taken]) + 1
    line = (
        f'<property fmtid="{_FORMAT}" pid="{number}" name="{_FINAL}">'
        "<vt:bool>true</vt:bool></property>"
    )
    return _before(data, b"</Properties>", line.encode())


def _before(data: bytes, mark: bytes, line: bytes) -> bytes:
    assert mark in data, f"a part without {mark!r}"
    return data.replace(mark, line + mark, 1)


_LOCKS: Mapping[str, Callable[[bytes], bytes]] = {
    _CUSTOM: _custom,
    "docProps/core.xml": _locked_core,
    "xl/workbook.xml": _locked_workbook,
    "word/settings.xml": _locked_document,
}
