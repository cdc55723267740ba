"""Tables from data vendors' servers, kept as what the bank brings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from bookrunner.app import Desk
from bookrunner.facts import Company
from bookrunner.figures import BookrunnerError, NotFound, Refused, Walls
from bookrunner.imports import (
    KINDS,
    BankFile,
    ImportKind,
    NoSuchPlace,
    UnusableTable,
    at,
    read_sheets,
    sheet_of,
)
from bookrunner.operations.days import require_possible
from bookrunner.operations.importing import newest_day, require_no_wall, settled
from bookrunner.operations.importing_shapes import TableImported
from bookrunner.operations.vendors_shapes import (
    FetchVendorRequest,
    ListedVendor,
    VendorFetched,
    Vendors,
    VendorsRequest,
    VendorTableFetched,
)
from bookrunner.sources import NoVendors, Vendor, VendorTable, filled
from bookrunner.web import KeyMissing


class NotAskedSo(Refused):
    """A request that a vendor's tool was not set up for; nothing was sent."""


def listed(desk: Desk, request: VendorsRequest) -> Vendors:
    """The vendors that were set up; asked whether they answer only when that is wanted.

    Raises:
        BadVendorFile: The file that lists them cannot be used.
    """
    try:
        vendors = desk.vendors
    except NoVendors:
        return Vendors(None, ())
    return Vendors(
        str(desk.settings.vendors),
        tuple(_listed(desk, vendors[name], check=request.check) for name in sorted(vendors)),
    )


def fetched(desk: Desk, request: FetchVendorRequest) -> VendorFetched:
    """What the vendor answered for each company, and what was kept of it.

    One company's answer that cannot be used hides no other's.

    Raises:
        NoVendors, BadVendorFile: None can be asked.
        NotFound: No such vendor or company, or the vendor was not set up for the kind.
        NotAskedSo: The tool takes no company, needs one, or cannot look back; nothing was sent.
        VendorUnavailable, VendorRefused, ...: Not one request was answered with what can be used.
    """
    kind = KINDS[request.kind]
    vendors = desk.vendors
    if request.vendor not in vendors:
        raise NotFound("vendor", request.vendor, near=sorted(vendors))
    vendor = vendors[request.vendor]
    table = vendor.table(kind.name)
    walls = frozenset(request.walls)
    require_no_wall(kind, walls)
    companies = [desk.store.company(name, desk.viewer) for name in request.companies]
    _require_fitting(vendor, table, companies, request.as_of)
    fetches: list[VendorTableFetched] = []
    problems: list[BookrunnerError] = []
    for number, company in enumerate(companies or [None], start=1):
        label = "" if company is None else company.ticker or company.cik
        desk.progress(f"Asking {vendor.title} {label}".strip(), number, len(companies) or 1)
        question = _Question(kind, vendor, table, company, request.as_of, walls)
        try:
            digest, kept = _kept(desk, question, is_check=request.check)
            fetches.append(VendorTableFetched(label, digest, kept, ""))
        except KeyMissing:
            raise
        except BookrunnerError as problem:
            problems.append(problem)
            fetches.append(VendorTableFetched(label, "", None, str(problem)))
    if len(problems) == len(fetches):
        raise problems[0]
    return VendorFetched(
        vendor.name,
        vendor.title,
        vendor.licence.value,
        table.tool,
        kind.name,
        is_check=request.check,
        tables=tuple(fetches),
    )


@dataclass(frozen=True)
class _Question:
    """One request to a vendor's tool."""

    kind: ImportKind
    vendor: Vendor
    table: VendorTable
    company: Company | None
    as_of: date | None
    walls: Walls

    @property
    def given(self) -> Mapping[str, str]:
        """What its placeholders stand for."""
        company, today = self.company, datetime.now(UTC).date()
        return {
            "ticker": company.ticker if company else "",
            "cik": company.cik if company else "",
            "name": company.name if company else "",
            "as_of": (self.as_of or today).isoformat(),
        }


def _kept(desk: Desk, question: _Question, *, is_check: bool) -> tuple[str, TableImported]:
    table, vendor = question.table, question.vendor
    arguments = filled(table.arguments, question.given)
    assert isinstance(arguments, dict), "what is filled in keeps its shape"
    content = desk.vendor_tools.call(vendor, table.tool, arguments)
    subject = question.given["ticker"] or question.given["cik"]
    name = " ".join(part for part in (vendor.name, table.kind, subject) if part) + ".json"
    # The kept file has the answer under this name, and its cells are named by where they stand.
    said = json.loads(content)
    sheet = sheet_of(Path(name), said, f"/answer{table.rows}", table.columns)
    read = read_sheets(
        Path(name),
        [sheet],
        question.kind,
        desk.store.companies(desk.viewer),
        mapping=table.columns,
        constants={
            column: str(filled(text, question.given)) for column, text in table.constants.items()
        },
    )
    digest = hashlib.sha256(content).hexdigest()
    file = BankFile(
        kind=question.kind.name,
        digest=digest,
        name=name,
        source=vendor.title,
        as_of=_day(question, said, Path(name)) or newest_day(read) or datetime.now(UTC).date(),
        licence=vendor.licence.value,
        walls=question.walls,
    )
    return digest, settled(desk, question.kind, file, read, content, is_check=is_check)


def _day(question: _Question, said: object, name: Path) -> date | None:
    """The day for which an answer holds: the one asked for, or the one that it states."""
    if question.as_of is not None:
        return question.as_of
    if not question.table.as_of:
        return None
    try:
        text = str(at(said, f"/answer{question.table.as_of}"))[:10]
        day = date.fromisoformat(text)
    except (NoSuchPlace, ValueError):
        why = f"no day (2024-08-30) stands at {question.table.as_of}"
        raise UnusableTable(name, why) from None
    require_possible(day)
    return day


def _require_fitting(
    vendor: Vendor, table: VendorTable, companies: list[Company], as_of: date | None
) -> None:
    of_company = [name for name in ("ticker", "cik", "name") if table.asks_for(name)]
    what = f"{table.kind} of {vendor.name}"
    if of_company and not companies:
        raise NotAskedSo(f"{what} are asked for by company; name one or more")
    if companies and not of_company:
        raise NotAskedSo(f"{what} are asked for without a company; name none")
    for company in companies:
        if "ticker" in of_company and not company.ticker:
            raise NotAskedSo(f"{what} are asked for by ticker, and {company.name} has none")
    if as_of is not None:
        require_possible(as_of)
        if not table.asks_for("as_of"):
            raise NotAskedSo(
                f"{what} cannot be asked for as of a day: its arguments hold no {{as_of}}"
            )


def _listed(desk: Desk, vendor: Vendor, *, check: bool) -> ListedVendor:
    server = problem = ""
    if check:
        try:
            offered = desk.vendor_tools.tools(vendor)
            server = f"{offered.server}, protocol {offered.protocol}".removeprefix(", ")
            wanted = sorted({table.tool for table in vendor.tables.values()} - set(offered.tools))
            if wanted:
                problem = f"it has no tool {', '.join(wanted)}"
        except BookrunnerError as error:
            problem = str(error)
    return ListedVendor(
        name=vendor.name,
        title=vendor.title,
        licence=vendor.licence.value,
        # What a program is started with may be the bank's own business.
        address=vendor.url or vendor.command[0],
        key=vendor.key.where,
        tables=tuple(vendor.tables),
        reachable=not problem if check else None,
        server=server,
        problem=problem,
    )
