"""EDGAR's XML forms in words: Forms 3, 4, 5 and 144, 13F, D, ATS-N, Schedules 13D and 13G.

Each element becomes a line ``Label: value`` and each run of like records a table with a header row,
so that every value stands at a place in the canonical text. Labels are the elements' names set
apart into words; nothing of the file is left out but empty elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from bookrunner.documents.canonical import RawCell, RawTable, Reading
from bookrunner.documents.errors import DeclaresEntities, TooDeep, Truncated, WrongKind
from bookrunner.documents.markup import local_name
from bookrunner.figures.findings import Finding, Severity

DEPTH_MAX = 60
"""Real forms nest about ten elements."""
DOLLARS_SINCE = date(2023, 1, 3)
"""Filings of Form 13F from this day state values in dollars, those before in thousands."""

_ROOTS = frozenset({"ownershipdocument", "edgarsubmission", "informationtable"})
_RECORDS = frozenset(
    {
        "infotable",
        "nonderivativetransaction",
        "nonderivativeholding",
        "derivativetransaction",
        "derivativeholding",
        "securitiestobesold",
        "securitiessoldinpast3months",
        "othermanager",
        "othermanager2",
        "signature",
    }
)
_DECLARATION = re.compile(r"^\s*(?:<\?xml\b[^>]{0,500}\?>\s*)?")
_ENTITY = re.compile(r"<!ENTITY|<!DOCTYPE", re.IGNORECASE)
_ROOT = re.compile(
    r"\s*(?:<!--.{0,5000}?-->\s*)*<(?:[\w.-]{1,60}:)?([\w.-]{1,80})[\s>/]", re.DOTALL
)
_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+[A-Z]?")
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)|(\d\d)[-/](\d\d)[-/](\d{4})")
_FLAGS = {"true": "yes", "false": "no"}
_LABELS = {
    "rptownername": "Reporting owner",
    "rptownercik": "Reporting owner CIK",
    "nameofissuer": "Issuer",
    "sshprnamt": "Shares or principal amount",
    "sshprnamttype": "Shares or principal",
    "putcall": "Put or call",
    "isdirector": "Director",
    "isofficer": "Officer",
    "istenpercentowner": "Ten percent owner",
    "isother": "Other relationship",
}
_COMPANIES = ("issuername", "entityname", "nameofissuer", "txpart1item2atsname")
_SHORT_ROW_CHARACTERS = 400
"""Records with longer values are told line by line."""


@dataclass
class FormReading:
    """An XML form in words, and what it says of itself."""

    reading: Reading
    form: str
    cover: Mapping[str, str]
    exponents: dict[int, tuple[int | None, str]] = field(default_factory=dict)
    """By table: the power of ten its money is in (None: unknown) and the words that say so."""
    findings: tuple[Finding, ...] = ()


def is_xml_form(text: str) -> bool:
    """Whether the text is one of EDGAR's XML forms, told by its root element."""
    match = _ROOT.match(text, _DECLARATION.match(text).end())  # type: ignore[union-attr]
    return match is not None and match[1].lower() in _ROOTS


def refuse_other_xml(text: str, name: str) -> None:
    """Refuse XML that is no form of EDGAR's and no page.

    Raises:
        DeclaresEntities, WrongKind: see there.
    """
    if not text[:200].lstrip().startswith("<?xml"):
        return
    if _ENTITY.search(text, 0, 100_000):
        raise DeclaresEntities(name)
    raise WrongKind(name, "an XML document of no form that EDGAR takes")


def form_reading(text: str, name: str, *, filed: date | None = None) -> FormReading:
    """The form's words, tables and cover.

    Args:
        filed: When it was filed, where a header says it.

    Raises:
        DeclaresEntities, TooDeep, Truncated, WrongKind: see there.
    """
    if _ENTITY.search(text, 0, 100_000):
        raise DeclaresEntities(name)
    body = _DECLARATION.sub("", text, count=1).strip()
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(body.encode("utf-8", errors="replace"), parser)
    except etree.XMLSyntaxError as error:
        if "xcessive depth" in str(error):
            raise TooDeep(name, DEPTH_MAX) from error
        if not re.search(r"</[\w.:-]{1,140}>\s*$", body[-200:]) or "Premature end" in str(error):
            raise Truncated(name) from error
        raise WrongKind(name, "XML that is not well-formed") from error
    return _FormReader(root, name, filed).read()


class _FormReader:
    """Writes the lines of one form."""

    def __init__(self, root: etree._Element, name: str, filed: date | None) -> None:
        self._root = root
        self._name = name
        self._cover = _cover(root)
        self._filed = filed
        self._parts: list[str] = []
        self._length = 0
        self._found = Reading()
        self._exponents: dict[int, tuple[int | None, str]] = {}
        self._findings: list[Finding] = []

    def read(self) -> FormReading:
        form = self._cover.get("DocumentType", "")
        words = f"Form {form}" if form else _label(local_name(self._root.tag))
        self._line(words)
        self._children(self._root, 1)
        self._found.text = "".join(self._parts)
        return FormReading(self._found, form, self._cover, self._exponents, tuple(self._findings))

    def _children(self, element: etree._Element, depth: int) -> None:
        if depth > DEPTH_MAX:
            raise TooDeep(self._name, DEPTH_MAX)
        for key, value in element.attrib.items():
            if str(value).strip() and "schemaLocation" not in str(key) and len(element):
                self._line(f"{_label(_bare(str(key)))}: {_clean(str(value))}")
        children = list(element)
        done: set[int] = set()
        for index, child in enumerate(children):
            if index in done:
                continue
            records = [
                place
                for place in range(index, len(children))
                if children[place].tag == child.tag and place not in done
            ]
            if self._is_table(child, len(records)) and self._table([children[i] for i in records]):
                done.update(records)
                continue
            self._one(child, depth)

    def _is_table(self, child: etree._Element, count: int) -> bool:
        return len(child) > 0 and (count > 1 or local_name(child.tag) in _RECORDS)

    def _one(self, child: etree._Element, depth: int) -> None:
        said = _said(child)
        label = _label(_bare(child.tag))
        if said is not None:
            if said:
                self._line(f"{label}: {said}")
            return
        if not any(text.strip() for text in child.itertext()) and not any(
            node.attrib for node in child.iter()
        ):
            return
        self._line(label)
        self._children(child, depth + 1)

    def _line(self, words: str) -> tuple[int, int]:
        if self._length:
            self._parts.append("\n")
            self._length += 1
        start = self._length
        self._parts.append(words)
        self._length += len(words)
        return start, self._length

    def _table(self, records: list[etree._Element]) -> bool:
        """Write like records as a table; False, and nothing written, where they do not fit one."""
        rows = [dict(_flattened(record)) for record in records]
        if any(sum(map(len, row.values())) > _SHORT_ROW_CHARACTERS for row in rows):
            return False
        paths = list(dict.fromkeys(path for row in rows for path in row))
        if not paths:
            return False
        self._line(_label(_bare(records[0].tag)))
        holdings = local_name(records[0].tag) == "infotable"
        headers = _headers(paths)
        if holdings and ("value",) in paths:
            exponent, words = self._holdings_scale()
            headers[paths.index(("value",))] = f"Value ({words})"
            self._exponents[len(self._found.tables)] = (exponent, f"Value ({words})")
        table = RawTable(RawCell(1, 1))
        self._found.tables.append(table)
        for cells in (headers, *([row.get(path, "") for path in paths] for row in rows)):
            start, end = self._line("\t".join(cells))
            if not table.rows:
                table.span.start = start
            table.rows.append(_raw_cells(cells, start))
            table.span.end = end
        return True

    def _holdings_scale(self) -> tuple[int | None, str]:
        """Form 13F: thousands of dollars until the SEC's change of 2023-01-03, dollars since.

        Adopting release 34-95148. Without the day of filing the quarter decides: that to
        2022-12-31 was the first to be filed under the change.
        """
        filed = self._filed
        if filed is not None:
            dollars = filed >= DOLLARS_SINCE
        elif quarter := self._cover.get("DocumentPeriodEndDate", ""):
            dollars = quarter >= "2022-12-31"
        else:
            self._findings.append(
                Finding(
                    "documents.scale-unknown",
                    "nothing says when this 13F table was filed, so whether its values are in "
                    "dollars or in thousands is not known",
                    Severity.WARNING,
                    where=self._name,
                )
            )
            return None, "dollars or thousands of dollars"
        return (0, "in dollars") if dollars else (3, "in thousands of dollars")


def _said(element: etree._Element) -> str | None:
    """What a leaf says, with the footnotes it points to; None where it holds other elements."""
    notes: list[str] = []
    text = element.text or ""
    for child in element:
        local = local_name(child.tag)
        if local == "value" and not len(child):
            text += " " + (child.text or "")
        elif local == "footnoteid" and not len(child):
            notes.append(f"({child.get('id') or ''})")
        else:
            return None
    flags = [
        f"{_label(_bare(str(key)))} {_clean(str(value))}"
        for key, value in element.attrib.items()
        if str(value).strip() and "schemaLocation" not in str(key)
    ]
    said = _clean(text)
    return " ".join(part for part in (_FLAGS.get(said, said), *flags, *notes) if part)


def _flattened(
    record: etree._Element, above: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], str]]:
    """(path, words) of each value of a record; of a path met twice both, parted by a semicolon."""
    found: dict[tuple[str, ...], str] = {}

    def walk(element: etree._Element, path: tuple[str, ...]) -> None:
        if len(path) > DEPTH_MAX:
            return
        for child in element:
            here = (*path, _bare(child.tag))
            said = _said(child)
            if said is None:
                walk(child, here)
            elif said:
                found[here] = f"{found[here]}; {said}" if here in found else said

    walk(record, above)
    for key, value in record.attrib.items():
        if str(value).strip():
            found[(_bare(str(key)),)] = _clean(str(value))
    return iter(found.items())


def _headers(paths: list[tuple[str, ...]]) -> list[str]:
    """A label for each path, with the element above it where the last name stands twice."""
    last = [path[-1] for path in paths]
    return [
        _label(path[-1])
        if last.count(path[-1]) == 1 and not (len(path[-1]) < 5 and len(path) > 1)
        else ", ".join(_label(part) for part in path[-2:])
        for path in paths
    ]


def _raw_cells(cells: list[str], start: int) -> list[RawCell]:
    made = []
    for words in cells:
        cell = RawCell(1, 1)
        cell.start, cell.end = start, start + len(words)
        made.append(cell)
        start = cell.end + 1
    return made


def _label(name: str) -> str:
    """``rptOwnerStreet1`` as ``Rpt owner street 1``; well-known names in full."""
    known = _LABELS.get(name.lower())
    if known:
        return known
    words = _WORD.findall(name)
    if not words:
        return name
    cased = [word if word.isupper() and len(word) > 1 else word.lower() for word in words]
    label = " ".join(cased)
    return label[0].upper() + label[1:]


def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]


def _clean(text: str) -> str:
    return " ".join(text.split())


def _cover(root: etree._Element) -> dict[str, str]:
    """The form, company, CIK and period, as dei names them."""
    first: dict[str, str] = {}
    manager = ""
    for element in root.iter(etree.Element):
        local = local_name(element.tag)
        said = _clean(element.text or "")
        if said:
            first.setdefault(local, said)
        if local in {"filingmanager", "filer", "primaryissuer"} and not manager:
            manager = next(
                (_clean(e.text or "") for e in element.iter() if local_name(e.tag) == "name"), ""
            )
    cover: dict[str, str] = {}
    if local_name(root.tag) == "informationtable":
        first = {}
        cover["DocumentType"] = "13F-HR"
    form = first.get("documenttype") or first.get("submissiontype")
    if form:
        cover["DocumentType"] = form.upper()
    company = next((first[key] for key in _COMPANIES if key in first), "") or manager
    if company:
        cover["EntityRegistrantName"] = company
    cik = first.get("issuercik") or first.get("cik", "")
    if cik.isdecimal() and len(cik) <= 10:
        cover["EntityCentralIndexKey"] = cik.zfill(10)
    for key in ("periodofreport", "reportcalendarorquarter"):
        if day := _iso(first.get(key, "")):
            cover.setdefault("DocumentPeriodEndDate", day)
    return cover


def _iso(text: str) -> str:
    match = _DATE.search(text)
    if match is None:
        return ""
    year, month, day = match.groups()[:3] if match[1] else (match[6], match[4], match[5])
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
