"""What EDGAR lists: a company's submissions, a day's index, the feed of latest filings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from lxml import etree

from bookrunner.figures import BadInput, Finding, Severity

_ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}")


class UnreadableList(BadInput):
    """A list from EDGAR that is not what its address says."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        super().__init__(f"{name} is no list of filings: {reason}; nothing of it was used")


@dataclass(frozen=True)
class ListedFiling:
    """One filing as a list names it."""

    cik: str
    """Ten digits."""
    company: str
    form: str
    accession: str
    filed_on: date
    accepted_at: datetime | None = None
    """With the hour, where the list gives it."""
    period_end: date | None = None
    items: tuple[str, ...] = ()
    """Of an 8-K: ``5.02``."""
    primary_document: str = ""
    """The main document's file name; empty where the list does not say."""
    role: str = ""
    """Of the company in the filing, where the list says it: ``Filer``, ``Issuer``, ``Subject``,
    ``Reporting``, ``Filed by``."""

    @property
    def path(self) -> str:
        """Of the full submission below the archive's root, one text file with all documents."""
        folder = self.accession.replace("-", "")
        return f"/Archives/edgar/data/{int(self.cik)}/{folder}/{self.accession}.txt"


@dataclass(frozen=True)
class FormerName:
    """A name a company no longer bears, and when it did."""

    name: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class Submissions:
    """What EDGAR says of a company, and its filings, newest first."""

    cik: str
    name: str
    tickers: tuple[str, ...]
    exchanges: tuple[str, ...]
    sic: str
    fiscal_year_end: str
    """``--MM-DD``; empty when unknown."""
    former_names: tuple[FormerName, ...]
    filings: tuple[ListedFiling, ...]
    older: tuple[str, ...]
    """Names of the files that list earlier filings."""
    findings: tuple[Finding, ...] = field(default=())


def submissions(content: bytes, *, name: str) -> Submissions:
    """The submissions file ``CIK##########.json`` of a company.

    Raises:
        UnreadableList: It is something else.
    """
    said = _json(content, name)
    filings = said.get("filings")
    if not isinstance(filings, dict) or not isinstance(filings.get("recent"), dict):
        raise UnreadableList(name, "it has no filings")
    cik = str(said.get("cik", "")).zfill(10)
    company = str(said.get("name", ""))
    listed, findings = _rows(filings["recent"], cik, company, name)
    return Submissions(
        cik=cik,
        name=company,
        tickers=tuple(str(ticker) for ticker in said.get("tickers") or ()),
        exchanges=tuple(str(exchange) for exchange in said.get("exchanges") or () if exchange),
        sic=str(said.get("sic") or ""),
        fiscal_year_end=_year_end(str(said.get("fiscalYearEnd") or "")),
        former_names=tuple(_former(row) for row in said.get("formerNames") or ()),
        filings=tuple(listed),
        older=tuple(str(row["name"]) for row in filings.get("files") or () if "name" in row),
        findings=tuple(findings),
    )


def older_submissions(
    content: bytes, *, name: str, cik: str, company: str
) -> tuple[Sequence[ListedFiling], Sequence[Finding]]:
    """The filings of a file that ``Submissions.older`` names.

    Raises:
        UnreadableList: It is something else.
    """
    return _rows(_json(content, name), cik, company, name)


def daily_index(content: bytes, *, name: str) -> tuple[Sequence[ListedFiling], Sequence[Finding]]:
    """The filings of a day from its ``master`` index: CIK|company|form|date|file.

    Raises:
        UnreadableList: It has no such heading.
    """
    lines = content.decode("utf-8", errors="replace").splitlines()
    heads = [n for n, line in enumerate(lines) if line.lower().startswith("cik|company name|")]
    if not heads:
        raise UnreadableList(name, "it has no row CIK|Company Name|Form Type|Date Filed|File Name")
    listed: list[ListedFiling] = []
    findings: list[Finding] = []
    for number, line in enumerate(lines[heads[0] + 1 :], start=heads[0] + 2):
        if not line.strip("- \t"):
            continue
        parts = [part.strip() for part in line.split("|")]
        found = _ACCESSION.search(parts[-1])
        filed = _day(parts[3]) if len(parts) == 5 else None
        if len(parts) != 5 or not parts[0].isdecimal() or found is None or filed is None:
            findings.append(_bad_row(name, number))
            continue
        listed.append(ListedFiling(parts[0].zfill(10), parts[1], parts[2], found[0], filed))
    return listed, findings


def latest_filings(
    content: bytes, *, name: str
) -> tuple[Sequence[ListedFiling], Sequence[Finding]]:
    """The filings of the Atom feed of latest filings, in its order (newest first).

    A filing stands once for each of its companies and persons, as in the feed.

    Raises:
        UnreadableList: It is no such feed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableList(name, "it is no XML") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableList(name, "it declares a document type")
    atom = "{http://www.w3.org/2005/Atom}"
    if root.tag != f"{atom}feed":
        raise UnreadableList(name, "it is no Atom feed")
    listed: list[ListedFiling] = []
    findings: list[Finding] = []
    for number, entry in enumerate(root.iter(f"{atom}entry"), start=1):
        title = _TITLE.fullmatch((entry.findtext(f"{atom}title") or "").strip())
        category = entry.find(f"{atom}category")
        words = entry.findtext(f"{atom}summary") or ""
        accession = _ACCESSION.search(entry.findtext(f"{atom}id") or "") or _ACCESSION.search(words)
        filed = re.search(r"Filed:\D{0,20}(\d{4}-\d\d-\d\d)", words)
        if title is None or accession is None or filed is None:
            findings.append(_bad_row(name, number))
            continue
        listed.append(
            ListedFiling(
                cik=title["cik"],
                company=title["company"],
                form=(category.get("term") if category is not None else None) or title["form"],
                accession=accession[0],
                filed_on=date.fromisoformat(filed[1]),
                accepted_at=_moment(entry.findtext(f"{atom}updated") or ""),
                items=tuple(re.findall(r"Item (\d+\.\d\d):", words)),
                role=title["role"],
            )
        )
    return listed, findings


_TITLE = re.compile(
    r"(?P<form>.+?) - (?P<company>.*) \((?P<cik>\d{10})\) \((?P<role>[^)]*)\)", re.DOTALL
)


def _json(content: bytes, name: str) -> dict[str, Any]:
    try:
        said = json.loads(content)
    except ValueError as error:
        raise UnreadableList(name, "it is no JSON") from error
    if not isinstance(said, dict):
        raise UnreadableList(name, "it is no JSON object")
    return said


def _rows(
    columns: Mapping[str, Any], cik: str, company: str, name: str
) -> tuple[list[ListedFiling], list[Finding]]:
    """Filings of a table that is kept as one list for each column."""
    required = ("accessionNumber", "filingDate", "form")
    if not all(isinstance(columns.get(key), list) for key in required):
        raise UnreadableList(name, f"it lacks one of the columns {', '.join(required)}")
    count = len(columns["accessionNumber"])
    if any(isinstance(column, list) and len(column) != count for column in columns.values()):
        raise UnreadableList(name, "its columns are of different lengths")
    listed: list[ListedFiling] = []
    findings: list[Finding] = []
    for number, row in enumerate(_transposed(columns, count), start=1):
        filed = _day(row["filingDate"])
        if filed is None or not _ACCESSION.fullmatch(row["accessionNumber"]):
            findings.append(_bad_row(name, number))
            continue
        listed.append(
            ListedFiling(
                cik=cik,
                company=company,
                form=row["form"],
                accession=row["accessionNumber"],
                filed_on=filed,
                accepted_at=_moment(row.get("acceptanceDateTime", "")),
                period_end=_day(row.get("reportDate", "")),
                items=tuple(part for part in row.get("items", "").split(",") if part),
                primary_document=row.get("primaryDocument", ""),
            )
        )
    return listed, findings


def _transposed(columns: Mapping[str, Any], count: int) -> Iterator[dict[str, str]]:
    lists = {key: column for key, column in columns.items() if isinstance(column, list)}
    for n in range(count):
        yield {key: str(column[n] or "") for key, column in lists.items()}


def _former(row: Mapping[str, Any]) -> FormerName:
    return FormerName(
        str(row.get("name", "")), _day(str(row.get("from"))), _day(str(row.get("to")))
    )


def _year_end(text: str) -> str:
    return f"--{text[:2]}-{text[2:]}" if re.fullmatch(r"\d{4}", text) else ""


def _day(text: str) -> date | None:
    """A day written ``2024-01-31``, ``20240131`` or at the head of a moment."""
    try:
        return date.fromisoformat(text[:10] if "-" in text else text[:8])
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _bad_row(name: str, number: int) -> Finding:
    return Finding(
        "sources.bad-row",
        f"row {number} does not name a filing by company, form, date and accession; left out",
        Severity.ERROR,
        where=name,
    )
