"""Full submissions (``.txt``): the header's facts, and which of the documents is the filing itself.

The format is EDGAR's SGML: an optional privacy-enhanced-mail header, ``<SEC-DOCUMENT>``,
``<SEC-HEADER>`` and one ``<DOCUMENT>`` per file. A document saved alone may keep its
``<DOCUMENT><TYPE>`` lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from bookrunner.documents.errors import NotAFiling, Truncated
from bookrunner.figures.findings import Finding, Severity

_HEADER_END = re.compile(r"</(?:SEC|IMS)-HEADER>|<DOCUMENT>", re.IGNORECASE)
_DOCUMENT = re.compile(r"<DOCUMENT>", re.IGNORECASE)
_TEXT = re.compile(r"<TEXT>[ \t]*\r?\n?", re.IGNORECASE)
_TEXT_END = re.compile(r"</TEXT>", re.IGNORECASE)
_TYPE = re.compile(r"<TYPE>([^\r\n<]*)", re.IGNORECASE)
_FILE = re.compile(r"<FILENAME>([^\r\n<]*)", re.IGNORECASE)
_FIELD = re.compile(
    r"^[ \t]*(?:<)?([A-Z][A-Z0-9 .&'-]{2,60})[:>][ \t]*(\S.*?)[ \t]*$", re.MULTILINE
)
_ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}")
_WRAPPERS = re.compile(r"</?XBRL>\s*", re.IGNORECASE)

_DATA_FILES = ("EX-", "GRAPHIC", "XML", "ZIP", "EXCEL", "JSON", "COVER", "CORRESP", "PDF")


@dataclass(frozen=True)
class Submission:
    """The main document of a submission and what the header says about it."""

    body: str
    form: str = ""
    accession: str = ""
    cover: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def is_submission(text: str) -> bool:
    """Whether the text is EDGAR's SGML rather than a document by itself."""
    head = text[:2000].lstrip()
    return head.startswith(("<SEC-DOCUMENT>", "-----BEGIN PRIVACY", "<IMS-DOCUMENT>")) or bool(
        re.match(r"<(?:DOCUMENT|SUBMISSION|SEC-HEADER)>", head, re.IGNORECASE)
    )


def submission(text: str, name: str) -> Submission:
    """The main document and the header of a full submission.

    Raises:
        Truncated: It breaks off before the first document.
        NotAFiling: None of its documents is a filing.
    """
    header_end = _HEADER_END.search(text)
    if header_end is None:
        raise Truncated(name)
    fields = _fields(text[: header_end.start()])
    form = fields.get("CONFORMED SUBMISSION TYPE", "") or fields.get("TYPE", "")
    documents = list(_documents(text))
    if not documents:
        raise Truncated(name)
    chosen = _main(documents, form)
    if chosen is None:
        raise NotAFiling(name, "none of its documents is a report")
    kind, start, end = chosen
    accession = _ACCESSION.search(fields.get("ACCESSION NUMBER", "") or text[:3000])
    return Submission(
        body=_WRAPPERS.sub("", text[start:end]),
        form=kind or form,
        accession=accession[0] if accession else "",
        cover=_cover(fields),
        findings=tuple(_truncation(text, end, name)),
    )


def _fields(header: str) -> dict[str, str]:
    """The header's fields; of a field given twice (two filers) the first."""
    found: dict[str, str] = {}
    for match in _FIELD.finditer(header[:200_000]):
        found.setdefault(match[1].strip(), match[2])
    return found


def _documents(text: str) -> list[tuple[str, int, int]]:
    """(type, start, end) of each document's text."""
    starts = [match.end() for match in _DOCUMENT.finditer(text)]
    found = []
    for index, start in enumerate(starts):
        limit = starts[index + 1] - len("<DOCUMENT>") if index + 1 < len(starts) else len(text)
        opening = _TEXT.search(text, start, min(limit, start + 5000))
        if opening is None:
            continue
        closing = _TEXT_END.search(text, opening.end(), limit)
        kind = _TYPE.search(text, start, opening.start())
        end = closing.start() if closing else limit
        found.append((kind[1].strip().upper() if kind else "", opening.end(), end))
    return found


def _main(documents: list[tuple[str, int, int]], form: str) -> tuple[str, int, int] | None:
    for document in documents:
        if form and document[0] == form.upper():
            return document
    for document in documents:
        if not document[0].startswith(_DATA_FILES):
            return document
    return None


def _cover(fields: Mapping[str, str]) -> dict[str, str]:
    cover: dict[str, str] = {}
    if name := fields.get("COMPANY CONFORMED NAME"):
        cover["EntityRegistrantName"] = name
    if (cik := fields.get("CENTRAL INDEX KEY", "")).isdigit():
        cover["EntityCentralIndexKey"] = cik.zfill(10)
    if form := fields.get("CONFORMED SUBMISSION TYPE"):
        cover["DocumentType"] = form
    if re.fullmatch(r"\d{8}", period := fields.get("CONFORMED PERIOD OF REPORT", "")):
        cover["DocumentPeriodEndDate"] = f"{period[:4]}-{period[4:6]}-{period[6:]}"
    if re.fullmatch(r"\d{4}", year_end := fields.get("FISCAL YEAR END", "")):
        cover["CurrentFiscalYearEndDate"] = f"--{year_end[:2]}-{year_end[2:]}"
    return cover


def _truncation(text: str, end: int, name: str) -> list[Finding]:
    if _TEXT_END.match(text, end):
        return []
    return [
        Finding(
            "documents.truncated",
            "the submission breaks off inside its main document; what follows is missing",
            Severity.ERROR,
            where=name,
        )
    ]
