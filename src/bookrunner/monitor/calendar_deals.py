"""Pricings ahead, ends of lock-ups and ends of the underwriters' option, from deals' terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from bookrunner.deals import Term
from bookrunner.monitor.business_days import exchange_holidays, on_or_after
from bookrunner.monitor.calendar import (
    GREENSHOE,
    LOCK_UP,
    PRICING,
    CalendarRow,
    DateProof,
    NotDated,
)
from bookrunner.monitor.calendar_words import ReadForCalendar, Since, stated
from bookrunner.monitor.tape import TapeDeal, Told

_FREE = "securities can be sold from the next day on which the exchange is open"
_BASE_NAMES = {
    "prospectus": ("prospectus_date", "prospectus date"),
    "closing": ("settlement_date", "settlement date"),
}
_WITHOUT_PRICING = frozenset(
    {"at_the_market", "dividend_reinvestment", "selling_holders", "rights_offering"}
)
_PENDING = ("filed", "launched")
_MARKETED = timedelta(days=400)
"""After which an offering that did not price is no longer expected to."""

Row = CalendarRow | NotDated


def deal_rows(
    deals: Iterable[TapeDeal], read: Mapping[tuple[str, str], ReadForCalendar], today: date
) -> Iterator[Row]:
    """Rows of offerings of equity and debt.

    Args:
        read: By digest and accession of the document.
        today: From which a pricing lies ahead.
    """
    for deal in deals:
        yield from _pricing(deal, today)
        yield from _end(deal, read, LOCK_UP, "lock_up", "lock-up ends")
        yield from _end(deal, read, GREENSHOE, "overallotment_days", "over-allotment option ends")


def proof(what: str, term: Term, told: Told) -> DateProof:
    """A term as the proof of a part of a formula."""
    value = f"{term.value:,f}" if isinstance(term.value, Decimal) else str(term.value)
    unit = f" {term.unit}" if term.unit and term.unit != "date" else ""
    filed = told.filed
    span = (term.start, term.end)
    return DateProof(what, value + unit, filed.form, filed.accession, filed.digest, span,
                     " ".join(term.quote.split()))  # fmt: skip


def _pricing(deal: TapeDeal, today: date) -> Iterator[Row]:
    last = deal.told[-1]
    days = stated(last, "pricing_date")
    if days and isinstance(days[0].value, date):
        day = days[0].value
        if last.on is not None and (last.on < day or (last.on == day and deal.status != "priced")):
            yield CalendarRow(
                f"{PRICING}|{deal.key}", day, PRICING, deal.issuer, last.filed.cik,
                f"{_kind(deal)} expected to price", "the day that the document states",
                (proof("pricing date", days[0], last),), walls=deal.walls,
            )  # fmt: skip
        return
    kinds = {str(term.value) for one in deal.told for term in stated(one, "offering_kind")}
    if (
        deal.kind not in {"equity_offering", "debt_offering"}
        or deal.status not in _PENDING
        or kinds & _WITHOUT_PRICING
        or last.on is None
        or not timedelta(0) <= today - last.on <= _MARKETED
    ):
        return
    yield NotDated(
        PRICING, deal.issuer, last.filed.cik, f"{_kind(deal)}, {deal.status}",
        f"no document states when it prices; the last is the {last.filed.form} of {last.on}",
        walls=deal.walls,
    )  # fmt: skip


def _end(
    deal: TapeDeal, read: Mapping[tuple[str, str], ReadForCalendar], kind: str, term: str,
    what: str,
) -> Iterator[Row]:  # fmt: skip
    """The end of days that run from a priced offering, by the last document that states them."""
    for told in reversed(deal.told):
        if not told.filed.form.upper().startswith("424B") or not stated(told, "price_per_share"):
            continue
        found = stated(told, term)
        known = read.get((told.filed.digest, told.filed.accession))
        if not found or known is None:
            continue
        since = known.lock_up_since if kind == LOCK_UP else known.option_since
        yield _ended(deal, told, known, kind, found, since, what)
        return


def _ended(
    deal: TapeDeal, told: Told, known: ReadForCalendar, kind: str, found: list[Term],
    since: Since | None, what: str,
) -> Row:  # fmt: skip
    days = proof(f"{kind} days", found[0], told)

    def refused(reason: str) -> NotDated:
        return NotDated(kind, deal.issuer, told.filed.cik, what, reason, (days,), deal.walls)

    if len(found) > 1:
        said = " and ".join(f"{term.value}" for term in found)
        return refused(f"the prospectus states {said} days; read which holds")
    if since is None:
        return refused("the prospectus does not say from when the days run")
    name, base = _based(known, told, since)
    if base is None or not isinstance(base.value, date):
        return refused(f"the days run from the {name}, which the prospectus does not state")
    assert isinstance(found[0].value, Decimal)
    count = int(found[0].value)
    end = base.value + timedelta(days=count)
    filed = told.filed
    running = DateProof("runs from", since.base, filed.form, filed.accession, filed.digest,
                        (since.start, since.end), " ".join(since.quote.split()))  # fmt: skip
    is_lock_up = kind == LOCK_UP
    return CalendarRow(
        key=f"{kind}|{deal.key}",
        on=end,
        kind=kind,
        company=deal.issuer,
        cik=filed.cik,
        what=what,
        formula=f"{name} + {count} days = {base.value} + {count} days",
        proofs=(proof(name, base, told), days, running),
        business_day=(
            on_or_after(end + timedelta(days=1), exchange_holidays) if is_lock_up else None
        ),
        convention=_FREE if is_lock_up else "",
        detail=_detail(told, kind),
        walls=deal.walls,
    )


def _based(known: ReadForCalendar, told: Told, since: Since) -> tuple[str, Term | None]:
    if since.base == "agreement":
        return "underwriting agreement's date", known.agreement
    term, name = _BASE_NAMES[since.base]
    found = stated(told, term)
    return name, found[0] if len(found) == 1 else None


def _detail(told: Told, kind: str) -> str:
    parts = []
    if kind == GREENSHOE:
        names = ("overallotment_shares", "overallotment_ads", "overallotment_units")
        parts = [f"up to {t.value:,f} {t.unit}" for n in names for t in stated(told, n)[:1]]
    prices = stated(told, "price_per_share")
    if prices:
        parts.append(f"offered at {prices[0].value:,f} {prices[0].unit}")
    return "; ".join(parts)


def _kind(deal: TapeDeal) -> str:
    return deal.kind.replace("_", " ")
