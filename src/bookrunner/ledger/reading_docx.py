"""What a document file says, paragraph by paragraph, without knowing how it was written."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from bookrunner.figures import BadInput

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPOKEN = re.compile(r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml")
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n"}
_BYTES_MAX = 100_000_000


class NotADocument(BadInput):
    """A file that should be a document cannot be opened as one."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        super().__init__(f"{path} cannot be read as a document: {why}")


def read_document(path: Path) -> Mapping[str, str]:
    """The words of each paragraph, by place: ``document paragraph 12``; page numbers are left out.

    Paragraphs are counted part by part, those of tables, text boxes, footnotes, comments, headers
    and footers like all others, so that none is overlooked. Pictures' alternative texts follow.

    Raises:
        NotADocument: The file is none.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    found: dict[str, str] = {}
    try:
        with zipfile.ZipFile(path) as package:
            if "word/document.xml" not in package.namelist():
                raise NotADocument(path, "it has no main part")
            for part in package.infolist():
                named = _SPOKEN.fullmatch(part.filename)
                if named is None:
                    continue
                if part.file_size > _BYTES_MAX:
                    raise NotADocument(path, "a part of it is larger than any document")
                root = etree.fromstring(package.read(part), parser)
                found |= _texts(named[1], root)
    except (OSError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise NotADocument(path, str(error)) from None
    return found


def _texts(part: str, root: Any) -> Mapping[str, str]:  # noqa: ANN401 - the library gives no type
    found = {
        f"{part} paragraph {at}": words
        for at, paragraph in enumerate(root.iter(f"{_W}p"), start=1)
        if (words := "".join(_words(paragraph))).strip()
    }
    described = (one.get("descr") for one in root.iter() if isinstance(one.tag, str))
    for at, words in enumerate((one for one in described if one), start=1):
        found[f"{part} alternative text {at}"] = words
    return found


def _words(paragraph: Any) -> Iterator[str]:  # noqa: ANN401 - the library gives no type
    """Its own words; those of a text box inside belong to the paragraphs of that."""
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag == f"{_W}t":
            yield element.text or ""
        elif element.tag in _BREAKS:
            yield _BREAKS[element.tag]
        elif element.tag not in (f"{_W}p", f"{_W}pPr") and not _is_page_number(element):
            stack.extend(reversed(element))


def _is_page_number(element: Any) -> bool:  # noqa: ANN401 - the library gives no type
    asked = str(element.get(f"{_W}instr", "")).strip()
    return bool(element.tag == f"{_W}fldSimple" and asked == "PAGE")
