"""The calendar over the records: what falls on which day for a list of companies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from bookrunner.app import Desk
from bookrunner.deals import deal
from bookrunner.debt import company_debt
from bookrunner.documents import Document, parse
from bookrunner.facts import Company, Filing
from bookrunner.figures import BadInput, Figure, Finding, NotFound, Severity, instant
from bookrunner.ledger import Ledger
from bookrunner.monitor import (
    CALENDAR_KINDS,
    BlackoutPolicy,
    Calendar,
    CalendarRow,
    DateProof,
    Known,
    NotDated,
    ReadForCalendar,
    Told,
    blackout_rows,
    calendar_file,
    deal_rows,
    deal_tape,
    filed_as,
    maturity_rows,
    read_for_calendar,
    shelf_rows,
)
from bookrunner.operations.books import OutputUnwritable
from bookrunner.operations.calendars_shapes import (
    CalendarLine,
    CalendarProof,
    CalendarRequest,
    CalendarTold,
    NotDatedLine,
)
from bookrunner.operations.days import require_possible
from bookrunner.operations.filings_read import filings_read
from bookrunner.operations.lists import ALL, companies_on
from bookrunner.operations.tape import may_tell_deals
from bookrunner.operations.told import number, remarks
from bookrunner.pitch import read_adoptions
from bookrunner.storage import BlobCorrupt
from bookrunner.valuation import Adoptions, Within

_DEALS = frozenset({"pricing", "lock-up", "greenshoe", "shelf"})
_DAYS = Within(Decimal(0), Decimal(90), is_whole=True)


class UnknownCalendarKind(BadInput):
    """A kind of row that no calendar has."""

    def __init__(self, kind: str) -> None:
        known = ", ".join(CALENDAR_KINDS)
        super().__init__(f"{kind!r} is no kind of day on a calendar; the kinds are {known}")


class NotACalendarFile(BadInput):
    """A name that no calendar program opens."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path.name} is no .ics; name the calendar's file with it")


def told(desk: Desk, request: CalendarRequest) -> CalendarTold:
    """The days, and the file where one is named.

    Raises:
        NotFound: There is no such list or company.
        UnknownCalendarKind: A kind that is none.
        NotACalendarFile: The file's name does not end in ``.ics``.
        ImpossibleDay: A day on which no filings were made.
        BadInput: The first day comes after the last, or the assumptions cannot be used.
        OutputUnwritable: The file cannot be written.
    """
    now = datetime.now(UTC)
    since, kinds = _checked(request, now.date())
    companies = _companies(desk, request)
    made = Calendar()
    if kinds & _DEALS:
        # A file that does not say whose it is has no company and is of no list but all.
        is_all = not request.company and request.list.strip().casefold() == ALL
        _of_deals(desk, None if is_all else frozenset(companies), made, since)
    if "maturity" in kinds:
        _of_debt(desk, companies, made)
    assumed = _of_blackouts(desk, companies, made, request, since) if "blackout" in kinds else []
    rows = [
        row
        for row in made.ordered()
        if row.kind in kinds
        and (row.until or row.on) >= since
        and (request.until is None or row.on <= request.until)
    ]
    public = [row for row in rows if not row.walls]
    if request.out is not None:
        _write(request.out, calendar_file(public, now))
    return CalendarTold(
        since=since,
        until=request.until,
        rows=tuple(map(_line, rows)),
        not_dated=tuple(_not_dated(one) for one in made.not_dated if one.kind in kinds),
        assumptions=tuple(map(number, assumed)),
        written=str(request.out or ""),
        left_out_walled=len(rows) - len(public) if request.out is not None else 0,
        findings=remarks(made.findings),
    )


def _checked(request: CalendarRequest, today: date) -> tuple[date, frozenset[str]]:
    since = request.since or today
    for day in filter(None, (since, request.until)):
        require_possible(day)
    if request.until is not None and since > request.until:
        raise BadInput(f"the first day, {since}, comes after the last, {request.until}")
    for kind in request.kind:
        if kind not in CALENDAR_KINDS:
            raise UnknownCalendarKind(kind)
    if request.out is not None and request.out.suffix.lower() != ".ics":
        raise NotACalendarFile(request.out)
    return since, frozenset(request.kind or CALENDAR_KINDS)


def _companies(desk: Desk, request: CalendarRequest) -> Mapping[str, Company]:
    if request.company:
        asked = {desk.store.company(request.company, desk.viewer).cik}
    else:
        asked = set(companies_on(desk, request.list))
    return {one.cik: one for one in desk.store.companies(desk.viewer) if one.cik in asked}


def _of_deals(
    desk: Desk, ciks: frozenset[str] | None, made: Calendar, since: date
) -> None:  # fmt: skip
    read: dict[tuple[str, str], ReadForCalendar] = {}

    def is_wanted(filing: Filing) -> bool:
        return ciks is None or filing.cik in ciks

    for document, known in filings_read(desk, (), may_tell_deals, made.findings, is_wanted):
        told_here = Told(filed_as(document, known or Known()), deal(document))
        key = told_here.filed.digest, told_here.filed.accession
        read[key] = read_for_calendar(document, told_here)
    deals = deal_tape(one.told for one in read.values())
    made.take(deal_rows(deals, read, since))
    made.take(shelf_rows(read.values(), deals))


def _of_debt(desk: Desk, companies: Mapping[str, Company], made: Calendar) -> None:
    documents: dict[str, Document] = {}

    def read(filing: Filing) -> Document:
        if filing.digest not in documents:
            content = desk.blobs.get(filing.digest)
            documents[filing.digest] = parse(content, name=filing.name)
        return documents[filing.digest]

    for count, company in enumerate(companies.values(), start=1):
        desk.progress(f"Reading the debt of {company.name}", count, len(companies))
        documents.clear()
        filings = desk.store.filings(desk.viewer, company.cik)
        try:
            made.take(maturity_rows(company_debt(company, filings, read)))
        except (NotFound, BlobCorrupt) as error:
            made.findings.append(
                Finding("calendar.no-debt", str(error), Severity.NOTE, company.name)
            )


def _of_blackouts(
    desk: Desk, companies: Mapping[str, Company], made: Calendar, request: CalendarRequest,
    since: date,
) -> list[Figure]:  # fmt: skip
    adoptions = Adoptions({}) if request.assumptions is None else read_adoptions(
        request.assumptions
    )  # fmt: skip
    assumed: list[Figure] = []
    for company in companies.values():
        filings = desk.store.filings(desk.viewer, company.cik)
        policy = _policy(adoptions, company, since)
        before = len(made.dated)
        made.take(blackout_rows(company, filings, policy, since))
        if len(made.dated) > before:
            assumed += [policy.before, policy.after]
    adoptions.require_known()
    if assumed:
        desk.keep_line(Ledger.of(assumed, (), as_of=since))
    return assumed


def _policy(adoptions: Adoptions, company: Company, since: date) -> BlackoutPolicy:
    prefix, at = f"{company.prefix}.calendar", instant(since)
    return BlackoutPolicy(
        adoptions.assumption(
            f"{prefix}.blackout_before_count",
            "Days before a quarter's end at which a blackout begins",
            Decimal(14), at, "companies' policies on insiders' trading are not filed in figures; "
            "two weeks are common", within=_DAYS,
        ),
        adoptions.assumption(
            f"{prefix}.blackout_after_count",
            "Exchange days after results with which a blackout ends",
            Decimal(2), at, "companies' policies on insiders' trading are not filed in figures; "
            "one or two days are common", within=_DAYS,
        ),
    )  # fmt: skip


def _write(path: Path, text: str) -> None:
    # In bytes: the RFC's line ends must stay as they are on every platform.
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(text.encode())
        part.replace(path)
    except OSError as error:
        raise OutputUnwritable(path, error) from error


def _line(row: CalendarRow) -> CalendarLine:
    return CalendarLine(
        key=row.key,
        date=row.on,
        until=row.until,
        kind=row.kind,
        company=row.company,
        cik=row.cik,
        what=row.what,
        formula=row.formula,
        business_day=row.business_day,
        convention=row.convention,
        detail=row.detail,
        proofs=_proofs(row.proofs),
        walls=tuple(sorted(row.walls)),
    )


def _not_dated(one: NotDated) -> NotDatedLine:
    return NotDatedLine(
        one.kind, one.company, one.cik, one.what, one.reason, _proofs(one.proofs),
        tuple(sorted(one.walls)),
    )  # fmt: skip


def _proofs(proofs: Sequence[DateProof]) -> tuple[CalendarProof, ...]:
    return tuple(
        CalendarProof(
            one.what, one.value, one.form, one.accession, one.document, one.span, one.quote,
            one.figure,
        )
        for one in proofs
    )  # fmt: skip
