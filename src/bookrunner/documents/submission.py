"""Full submissions (``.txt``, ``.nc``): the header's facts, the filing itself and its exhibits.

The format is EDGAR's SGML: an optional privacy-enhanced-mail header, ``<SEC-DOCUMENT>``,
``<SEC-HEADER>`` and one ``<DOCUMENT>`` per file. The dissemination feed (``.nc``) tags each field
of the header instead. A document saved alone may keep its ``<DOCUMENT><TYPE>`` lines.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bookrunner.documents.errors import NotAFiling, Truncated
from bookrunner.figures.findings import Finding, Severity

HEADER_CHARACTERS = 200_000
PDF_BYTES_MAX = 200_000_000
DOCUMENTS_MAX = 20_000
"""Real submissions hold up to some hundreds of documents."""

_HEADER_END = re.compile(r"</(?:SEC|IMS)-HEADER>|<DOCUMENT>", re.IGNORECASE)
_DOCUMENT = re.compile(r"<DOCUMENT>", re.IGNORECASE)
_TEXT = re.compile(r"<TEXT>[ \t]*\r?\n?", re.IGNORECASE)
_TEXT_END = re.compile(r"</TEXT>", re.IGNORECASE)
_LABELS = re.compile(r"<(TYPE|FILENAME|DESCRIPTION)>([^\r\n<]*)", re.IGNORECASE)
_FIELD = re.compile(
    r"^[ \t]*(?:<)?([A-Z][A-Z0-9 .&'-]{2,60})[:>][ \t]*(\S.*?)[ \t]*$", re.MULTILINE
)
_TAGGED = re.compile(r"<([A-Z][A-Z0-9-]{1,60})>[ \t]*([^<\r\n]*)")
_SECTION = re.compile(r"^([A-Z][A-Z -]{3,40}):?\s*$")
_ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}")
_WRAPPERS = re.compile(r"</?(?:XBRL|XML)>\s*", re.IGNORECASE)
_UUENCODED = re.compile(r"\s*(?:<PDF>\s*)?begin [0-7]{3} ", re.IGNORECASE)

_DATA_FILES = ("EX-", "GRAPHIC", "XML", "ZIP", "EXCEL", "JSON", "COVER", "PDF")
_WITHOUT_WORDS = re.compile(r"GRAPHIC|XML|ZIP|EXCEL|JSON|PDF|EX-10[14](?:\.|$)|EX-100(?:\.|$)")
# In the feed's header the same facts have shorter names.
_NAMES = {
    "ACCESSION-NUMBER": "ACCESSION NUMBER",
    "TYPE": "CONFORMED SUBMISSION TYPE",
    "PERIOD": "CONFORMED PERIOD OF REPORT",
    "FILING-DATE": "FILED AS OF DATE",
    "CONFORMED-NAME": "COMPANY CONFORMED NAME",
    "CIK": "CENTRAL INDEX KEY",
    "FISCAL-YEAR-END": "FISCAL YEAR END",
    "ACCEPTANCE-DATETIME": "ACCEPTANCE-DATETIME",
}
# Whose filing it is: the company it is about, not the person who reports or bids.
_OTHERS = re.compile(r"^(?:REPORTING-OWNER|FILED[ -]BY)")
_WHO = ("COMPANY CONFORMED NAME", "CENTRAL INDEX KEY", "FISCAL YEAR END")


@dataclass(frozen=True)
class Enclosed:
    """One document of a submission."""

    kind: str
    """``EX-99.1``; "" when it does not say."""
    title: str
    """Its description; "" when there is none."""
    file_name: str
    """As stated; only ever shown, never opened."""
    body: str = field(repr=False)

    @property
    def has_words(self) -> bool:
        """Whether it is written to be read, rather than a picture, a program or data."""
        return not _WITHOUT_WORDS.match(self.kind) and not _UUENCODED.match(self.body)


@dataclass(frozen=True)
class Submission:
    """The main document of a submission, its exhibits and what the header says."""

    body: str
    form: str = ""
    accession: str = ""
    cover: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    exhibits: tuple[Enclosed, ...] = ()
    pdf: bytes = b""
    """The main document, where it is a PDF; ``body`` is then empty."""


def is_submission(text: str) -> bool:
    """Whether the text is EDGAR's SGML rather than a document by itself."""
    head = text[:2000].lstrip()
    return head.startswith(("<SEC-DOCUMENT>", "-----BEGIN PRIVACY", "<IMS-DOCUMENT>")) or bool(
        re.match(r"<(?:DOCUMENT|SUBMISSION|SEC-HEADER)>", head, re.IGNORECASE)
    )


def submission(text: str, name: str) -> Submission:
    """The main document, the exhibits and the header of a full submission.

    Raises:
        Truncated: It breaks off before the first document.
        NotAFiling: None of its documents is a filing.
    """
    header_end = _HEADER_END.search(text)
    if header_end is None:
        raise Truncated(name)
    header = text[: header_end.start()]
    fields = _fields(header)
    form = fields.get("CONFORMED SUBMISSION TYPE", "")
    documents, complete = _documents(text)
    if not documents:
        raise Truncated(name)
    chosen = _main(documents, form)
    if chosen is None:
        raise NotAFiling(name, "none of its documents is a report")
    accession = _ACCESSION.search(fields.get("ACCESSION NUMBER", "") or text[:3000])
    main = documents[chosen]
    pdf = b"" if main.has_words else _uudecoded(main.body, name)
    others = [one for index, one in enumerate(documents) if index != chosen]
    return Submission(
        body="" if pdf else _WRAPPERS.sub("", main.body),
        form=main.kind or form,
        accession=accession[0] if accession else "",
        cover=_cover(fields),
        findings=(*_truncation(complete[chosen], name), *_left_out(others, name)),
        exhibits=tuple(
            Enclosed(one.kind, one.title, one.file_name, _WRAPPERS.sub("", one.body))
            for one in others
            if one.has_words
        ),
        pdf=pdf,
    )


def _fields(header: str) -> dict[str, str]:
    """The header's fields; of a field given twice (two filers) the first, the subject's before."""
    header = header[:HEADER_CHARACTERS]
    tagged = bool(re.match(r"\s*<SUBMISSION>", header, re.IGNORECASE))
    found: dict[str, str] = {}
    of_others: dict[str, str] = {}
    others = False
    for key, value in _tagged_fields(header) if tagged else _plain_fields(header):
        if not value:
            others = bool(_OTHERS.match(key))
            continue
        known = _NAMES.get(key, key)
        (of_others if others and known in _WHO else found).setdefault(known, value)
    if "COMPANY CONFORMED NAME" not in found:
        found |= of_others
    return found


def _tagged_fields(header: str) -> list[tuple[str, str]]:
    """(name, value) of the feed's tags; a tag of a new party has no value."""
    parties = ("FILER", "ISSUER", "REPORTING-OWNER", "SUBJECT-COMPANY", "FILED-BY", "FILED-FOR")
    return [
        (match[1], match[2].strip())
        for match in _TAGGED.finditer(header)
        if match[2].strip() or match[1] in parties
    ]


def _plain_fields(header: str) -> list[tuple[str, str]]:
    """(name, value) of the header's lines; the line that opens a new party has no value."""
    found = []
    for line in header.split("\n"):
        section = _SECTION.match(line.rstrip())
        if section is not None:
            found.append((section[1].strip(), ""))
            continue
        match = _FIELD.match(line.rstrip("\r"))
        if match is not None:
            found.append((match[1].strip(), match[2]))
    return found


def _documents(text: str) -> tuple[list[Enclosed], list[bool]]:
    """Each document, and whether it is closed."""
    starts = [match.end() for match in _DOCUMENT.finditer(text)][:DOCUMENTS_MAX]
    found: list[Enclosed] = []
    complete: list[bool] = []
    for index, start in enumerate(starts):
        limit = starts[index + 1] - len("<DOCUMENT>") if index + 1 < len(starts) else len(text)
        opening = _TEXT.search(text, start, min(limit, start + 5000))
        if opening is None:
            continue
        closing = _TEXT_END.search(text, opening.end(), limit)
        labels = {
            match[1].upper(): match[2].strip()
            for match in _LABELS.finditer(text, start, opening.start())
        }
        body = text[opening.end() : closing.start() if closing else limit]
        found.append(
            Enclosed(
                labels.get("TYPE", "").upper(),
                labels.get("DESCRIPTION", ""),
                labels.get("FILENAME", ""),
                body,
            )
        )
        complete.append(closing is not None)
    return found, complete


def _main(documents: Sequence[Enclosed], form: str) -> int | None:
    """Which document is the filing itself: of its form, else the first that is no attachment."""
    readable = [index for index, one in enumerate(documents) if one.has_words]
    for index in readable:
        if form and documents[index].kind == form.upper():
            return index
    for index in readable:
        if not documents[index].kind.startswith(_DATA_FILES):
            return index
    if form and readable:
        return readable[0]  # a filing that consists of its exhibits
    for index, one in enumerate(documents):
        if form and re.match(r"\s*<PDF>", one.body, re.IGNORECASE):
            return index
    return readable[0] if readable else None


def _cover(fields: Mapping[str, str]) -> dict[str, str]:
    cover: dict[str, str] = {}
    if name := fields.get("COMPANY CONFORMED NAME"):
        cover["EntityRegistrantName"] = name
    if (cik := fields.get("CENTRAL INDEX KEY", "")).isdecimal() and len(cik) <= 10:
        cover["EntityCentralIndexKey"] = cik.zfill(10)
    if form := fields.get("CONFORMED SUBMISSION TYPE"):
        cover["DocumentType"] = form
    for key, said in (
        ("DocumentPeriodEndDate", "CONFORMED PERIOD OF REPORT"),
        ("FilingDate", "FILED AS OF DATE"),
        ("AcceptanceDate", "ACCEPTANCE-DATETIME"),
        ("EffectivenessDate", "EFFECTIVENESS DATE"),
    ):
        if re.match(r"\d{8}", day := fields.get(said, "")):
            cover[key] = f"{day[:4]}-{day[4:6]}-{day[6:8]}"
    if number := fields.get("SEC FILE NUMBER"):
        cover["SecFileNumber"] = number
    if re.match(r"\d{14}$", time := fields.get("ACCEPTANCE-DATETIME", "")):
        cover["AcceptanceTime"] = (
            f"{time[:4]}-{time[4:6]}-{time[6:8]}T{time[8:10]}:{time[10:12]}:{time[12:14]}"
        )
    if re.fullmatch(r"\d{4}", year_end := fields.get("FISCAL YEAR END", "")):
        cover["CurrentFiscalYearEndDate"] = f"--{year_end[:2]}-{year_end[2:]}"
    return cover


def _uudecoded(body: str, name: str) -> bytes:
    """The bytes of a uuencoded document; what of it is damaged is left out.

    Raises:
        NotAFiling: Nothing of it can be decoded.
    """
    _, _, encoded = body.partition("begin ")
    parts: list[bytes] = []
    size = 0
    for line in encoded.split("\n")[1:]:
        if line.strip() == "end":
            break
        try:
            part = binascii.a2b_uu(line.rstrip("\r"))
        except binascii.Error:
            continue
        size += len(part)
        if size > PDF_BYTES_MAX:
            break
        parts.append(part)
    if not parts:
        raise NotAFiling(name, "its main document is no text and cannot be decoded")
    return b"".join(parts)


def _truncation(complete: bool, name: str) -> list[Finding]:  # noqa: FBT001 - one private caller
    if complete:
        return []
    return [
        Finding(
            "documents.truncated",
            "the submission breaks off inside its main document; what follows is missing",
            Severity.ERROR,
            where=name,
        )
    ]


def _left_out(others: Sequence[Enclosed], name: str) -> list[Finding]:
    without = [one for one in others if not one.has_words]
    if not without:
        return []
    kinds: dict[str, int] = {}
    for one in without:
        kinds[one.kind or "no type"] = kinds.get(one.kind or "no type", 0) + 1
    listed = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    return [
        Finding(
            "documents.attachments-left-out",
            f"{len(without)} attachments hold no words to read and were left out: {listed}",
            Severity.NOTE,
            where=name,
        )
    ]
