"""Shelf registrations: when they took effect, what is used of them, and when they end.

Rule 415(a)(5) of the Securities Act: securities of an automatic shelf, or offered under
415(a)(1)(vii), (ix) or (x), may be sold for three years after the initial effective date. Resales
by holders, 415(a)(1)(i), are not bound by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bookrunner.deals import Term
from bookrunner.figures import PUBLIC
from bookrunner.monitor.business_days import years_after
from bookrunner.monitor.calendar import SHELF, CalendarRow, DateProof, NotDated
from bookrunner.monitor.calendar_deals import Row, proof
from bookrunner.monitor.calendar_words import ReadForCalendar, stated
from bookrunner.monitor.tape import DCM, ECM, TapeDeal, Told

_YEARS = 3
_STATEMENTS = ("S-3", "F-3")
_AUTOMATIC = ("S-3ASR", "F-3ASR")
_GRACE = (
    "up to 180 days more where a new registration statement is filed before "
    "(Rule 415(a)(5)(ii)); an automatic shelf needs a new one by that day"
)


@dataclass
class _Shelf:
    """One registration statement with its amendments and its notice."""

    number: str
    documents: list[ReadForCalendar] = field(default_factory=list)
    notice: ReadForCalendar | None = None
    """The SEC's notice of effectiveness (form EFFECT)."""

    @property
    def first(self) -> Told:
        return self.documents[0].told


@dataclass(frozen=True)
class _Used:
    """What one takedown takes of a shelf."""

    amount: Decimal
    unit: str
    proof: DateProof


def shelf_rows(read: Iterable[ReadForCalendar], deals: Sequence[TapeDeal]) -> Iterator[Row]:
    """The end of each shelf, and shelves that nothing dates."""
    documents = list(read)
    by_document = {(one.told.filed.digest, one.told.filed.accession): one for one in documents}
    shelves = _shelves(documents)
    takedowns = [(deal, _numbers(deal, by_document)) for deal in deals if deal.market in {ECM, DCM}]
    for shelf in shelves.values():
        taken = [deal for deal, numbers in takedowns if shelf.number in numbers]
        yield _row(shelf, taken if shelf.number else [])
    yield from _without_statement(takedowns, shelves)


def _shelves(documents: Sequence[ReadForCalendar]) -> dict[str, _Shelf]:
    found: dict[str, _Shelf] = {}
    notices: list[ReadForCalendar] = []
    for one in sorted(documents, key=lambda each: each.told.on or date.max):
        form = one.told.filed.form.upper()
        if form == "EFFECT":
            notices.append(one)
        elif form.startswith(_STATEMENTS) and not form.startswith(("S-3D", "F-3D")):
            number = one.file_numbers[0] if one.file_numbers else ""
            key = number or one.told.filed.accession or one.told.filed.digest
            found.setdefault(key, _Shelf(number)).documents.append(one)
    for notice in notices:
        for number in notice.file_numbers:
            shelf = found.get(number)
            if shelf is not None and shelf.notice is None:
                shelf.notice = notice
    return found


def _numbers(deal: TapeDeal, by_document: dict[tuple[str, str], ReadForCalendar]) -> frozenset[str]:
    known = (by_document.get((one.filed.digest, one.filed.accession)) for one in deal.told)
    forms = tuple(one.filed.form.upper() for one in deal.told)
    if not any(form.startswith(("424B2", "424B3", "424B5", "424B7", "FWP")) for form in forms):
        return frozenset()
    return frozenset(number for one in known if one for number in one.file_numbers)


def _row(shelf: _Shelf, taken: Sequence[TapeDeal]) -> Row:
    first = shelf.first
    filed = first.filed
    walls = PUBLIC.union(
        *(one.told.filed.walls for one in shelf.documents),
        *(deal.walls for deal in taken),
        shelf.notice.told.filed.walls if shelf.notice else PUBLIC,
    )
    company = filed.company or first.said("issuer")
    what = f"shelf {shelf.number or filed.accession} ({filed.form}) ends"
    capacity, proofs = _capacity(shelf, taken)

    def refused(reason: str) -> NotDated:
        return NotDated(SHELF, company, filed.cik, what, f"{reason}; {capacity}", proofs, walls)

    is_automatic = filed.form.upper() in _AUTOMATIC
    if not is_automatic and any(one.is_resale for one in shelf.documents):
        return refused("it registers resales by holders (Rule 415(a)(1)(i)), which the three years "
                       "of Rule 415(a)(5) do not bind")  # fmt: skip
    effective = _effective(shelf)
    if effective is None:
        return refused(
            "when it took effect is not known: no notice of effectiveness (form EFFECT) of "
            f"{shelf.number or 'it'} is kept" + _by_then(taken)
        )
    day, shown = effective
    return CalendarRow(
        key=f"{SHELF}|{shelf.number or filed.accession or filed.digest[:16]}",
        on=years_after(day, _YEARS),
        kind=SHELF,
        company=company,
        cik=filed.cik,
        what=what,
        formula=f"effective date + 3 years (Rule 415(a)(5)) = {day} + 3 years",
        proofs=(shown, *proofs),
        detail=f"{capacity}; {_GRACE}",
        walls=walls,
    )


def _effective(shelf: _Shelf) -> tuple[date, DateProof] | None:
    if shelf.notice is not None:
        day = shelf.notice.effective or shelf.notice.told.on
        if day is not None:
            return day, _header("notice of effectiveness", day, shelf.notice.told)
    one = shelf.documents[0]
    if one.told.filed.form.upper() in _AUTOMATIC:
        day = one.effective or one.told.on
        if day is not None:
            what = "effective upon filing (Rule 462(e))"
            return day, _header(what, day, one.told)
    if one.effective is not None:
        return one.effective, _header("effective date", one.effective, one.told)
    return None


def _header(what: str, day: date, told: Told) -> DateProof:
    filed = told.filed
    return DateProof(what, day.isoformat(), filed.form, filed.accession, filed.digest,
                     quote=f"the SEC's header: {day.isoformat()}")  # fmt: skip


def _by_then(taken: Sequence[TapeDeal]) -> str:
    """What takedowns show of it without proving its first day."""
    days = [
        term.value
        for deal in taken
        for one in deal.told
        for term in stated(one, "base_prospectus_date")
        if isinstance(term.value, date)
    ]
    return f"; takedowns name a prospectus dated {min(days)}" if days else ""


def _capacity(shelf: _Shelf, taken: Sequence[TapeDeal]) -> tuple[str, tuple[DateProof, ...]]:
    """Registered, used and left in words, with what proves each number."""
    used, uncounted = _used(taken)
    proofs = [one.proof for one in used]
    if uncounted:
        proofs += [
            DateProof("takedown without an amount", "NA", deal.told[-1].filed.form,
                      deal.told[-1].filed.accession, deal.told[-1].filed.digest)
            for deal in uncounted
        ]  # fmt: skip
    registered = _registered(shelf)
    taken_words = f"{len(used)} takedowns" if len(used) != 1 else "1 takedown"
    if registered is None:
        amount = _total(used)
        took = f"; {taken_words} took {amount}" if used else ""
        return f"capacity not stated as an amount{took}", tuple(proofs)
    told, term = registered
    proofs.insert(0, proof("registered amount", term, told))
    assert isinstance(term.value, Decimal)
    if any(one.unit != term.unit for one in used):
        registered_words = f"registered {_money(term.value, term.unit)}"
        other = f"{registered_words}; takedowns in other currencies, {_total(used)}"
        return other, tuple(proofs)
    spent = sum((one.amount for one in used), Decimal(0))
    left = term.value - spent
    bound = ", at most: " + _many(len(uncounted)) if uncounted else ""
    return (
        f"registered {_money(term.value, term.unit)} - {taken_words} "
        f"{_money(spent, term.unit)} = {_money(left, term.unit)} left{bound}"
    ), tuple(proofs)


def _many(count: int) -> str:
    return f"{count} takedown{'s' * (count != 1)} without an amount"


def _registered(shelf: _Shelf) -> tuple[Told, Term] | None:
    for one in reversed(shelf.documents):
        found = stated(one.told, "registered_amount")
        if len(found) == 1 and isinstance(found[0].value, Decimal):
            return one.told, found[0]
    return None


def _used(taken: Sequence[TapeDeal]) -> tuple[list[_Used], list[TapeDeal]]:
    used: list[_Used] = []
    uncounted: list[TapeDeal] = []
    for deal in taken:
        found = _takedown(deal)
        if found:
            used += found
        else:
            uncounted.append(deal)
    return used, uncounted


def _takedown(deal: TapeDeal) -> list[_Used]:
    """What the last document takes: proceeds, else principal, else the most of a programme."""
    for name, what in (
        ("gross_proceeds", "takedown: gross proceeds"),
        ("principal", "takedown: principal"),
        ("maximum_amount", "takedown: programme, counted in full"),
    ):
        by_tranche: dict[str, list[tuple[Term, Told]]] = {}
        for one in deal.terms:
            if one.term.name == name and isinstance(one.term.value, Decimal):
                told = next(each for each in deal.told if each.filed is one.filed)
                by_tranche.setdefault(one.term.tranche, []).append((one.term, told))
        if by_tranche and all(len(each) == 1 for each in by_tranche.values()):
            return [
                _Used(Decimal(str(term.value)), term.unit, proof(what, term, told))
                for ((term, told),) in by_tranche.values()
            ]
    return []


def _total(used: Sequence[_Used]) -> str:
    units = dict.fromkeys(one.unit for one in used)
    sums = (_money(sum((o.amount for o in used if o.unit == u), Decimal(0)), u) for u in units)
    return " and ".join(sums)


def _money(amount: Decimal, unit: str) -> str:
    return f"{unit} {amount:,f}"


def _without_statement(
    takedowns: Sequence[tuple[TapeDeal, frozenset[str]]], shelves: dict[str, _Shelf]
) -> Iterator[NotDated]:
    """Shelves that are known by their takedowns alone."""
    by_number: dict[str, list[TapeDeal]] = {}
    for deal, numbers in takedowns:
        for number in numbers - set(shelves):
            by_number.setdefault(number, []).append(deal)
    for number, deals in sorted(by_number.items()):
        used, uncounted = _used(deals)
        took = f"; takedowns kept took {_total(used)}" if used else ""
        more = f", and {_many(len(uncounted))}" if uncounted else ""
        yield NotDated(
            SHELF, deals[-1].issuer, deals[-1].told[-1].filed.cik, f"shelf {number} ends",
            "its registration statement (S-3 or F-3) and the notice of its effectiveness are not "
            f"kept; fetch them{took}{more}{_by_then(deals)}",
            tuple(one.proof for one in used), PUBLIC.union(*(deal.walls for deal in deals)),
        )  # fmt: skip
