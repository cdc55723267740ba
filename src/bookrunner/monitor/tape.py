"""The deal tape: documents of one transaction as one deal, with its latest terms and revisions.

Documents are of one deal where market, whose deal it is and the thread agree. M&A: the same target
and no other acquirer within two years. Equity: the filings of an offering up to its pricing, and
what follows within days; a priced offering takes no other price. Debt: documents within days of
each other with no principal of a tranche that contradicts. Structured notes and asset-backed
securities are a deal a document. A document that fits no deal is one of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from bookrunner.deals import SEVERAL, Deal, Term
from bookrunner.figures import PUBLIC, Walls
from bookrunner.monitor.event import Filed

ECM, DCM, MA = "ecm", "dcm", "ma"
MARKETS: Mapping[str, str] = {
    "equity_offering": ECM,
    "shelf_registration": ECM,
    "debt_offering": DCM,
    "structured_note": DCM,
    "asset_backed": DCM,
    "merger": MA,
    "tender_offer": MA,
    "spin_off": MA,
}
"""By the kind of deal that a document states."""
_OF_ITS_OWN = frozenset({"structured_note", "asset_backed", "shelf_registration"})
_MARKETED = timedelta(days=400)
_SETTLED = timedelta(days=21)
_NEGOTIATED = timedelta(days=730)
_DAYS = ("pricing_date", "prospectus_date", "announcement_date", "agreement_date", "trade_date")
_PRICED = "price_per_share"
_PRICES = frozenset({_PRICED, "issue_price", "coupon"})
_CORPORATE = re.compile(
    r"\b(?:inc|incorporated|corp|corporation|co|company|plc|ltd|limited|llc|lp|l\.p|n\.?v|s\.?a|"
    r"holdings?|group|the)\b\.?", re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """The deal that one filing tells."""

    filed: Filed
    deal: Deal

    @property
    def on(self) -> date | None:
        """The day it was accepted, else the day that its terms name, else that of its report."""
        if self.filed.accepted:
            return date.fromisoformat(self.filed.accepted[:10])
        for name in _DAYS:
            for term in self.deal.terms:
                if term.name == name and isinstance(term.value, date):
                    return term.value
        return self.filed.reported

    def said(self, *names: str) -> str:
        """The first of the terms as words; empty when none is stated."""
        for name in names:
            for term in self.deal.terms:
                if term.name == name:
                    return str(term.value)
        return ""

    def values(self, name: str) -> Mapping[str, object]:
        """The values of a term by tranche, the first of each."""
        found: dict[str, object] = {}
        for term in self.deal.terms:
            if term.name == name:
                found.setdefault(term.tranche, term.value)
        return found


@dataclass(frozen=True)
class TapeTerm:
    """A term as the latest document states it."""

    term: Term
    filed: Filed
    on: date | None


@dataclass(frozen=True)
class Revision:
    """A term that a later document states otherwise."""

    name: str
    tranche: str
    old: TapeTerm
    new: TapeTerm


@dataclass
class TapeDeal:
    """One transaction over all documents that tell it, the earliest first."""

    market: str
    kind: str
    told: list[Told] = field(default_factory=list)

    @property
    def key(self) -> str:
        """The same for one deal as more of its documents come in: that of the first one."""
        first = self.told[0].filed
        return f"{self.market}:{first.accession or first.digest[:16]}"

    @property
    def issuer(self) -> str:
        """Whose securities they are; of a merger the target."""
        for one in self.told:
            name = _party(self.market, one)
            if name:
                return name
        return self.told[0].filed.company

    @property
    def counterparty(self) -> str:
        """Who buys, as the latest document names it; empty outside of M&A."""
        if self.market != MA:
            return ""
        named = (one.said("acquirer", "offeror") for one in reversed(self.told))
        return next((name for name in named if name), "")

    @property
    def walls(self) -> Walls:
        """All of its documents'."""
        return PUBLIC.union(*(one.filed.walls for one in self.told))

    @property
    def status(self) -> str:
        """``filed``, ``launched``, ``priced``, ``withdrawn``; of M&A ``announced``."""
        forms = [one.filed.form.upper() for one in self.told]
        if any(form == "RW" for form in forms):
            return "withdrawn"
        if self.market == MA:
            return "announced"
        final = {t.name for one in self.told if _is_final(one.filed.form) for t in one.deal.terms}
        if final & _PRICES:
            return "priced"
        names = {term.name for one in self.told for term in one.deal.terms}
        return "launched" if "price_range_low" in names else "filed"

    @property
    def terms(self) -> Sequence[TapeTerm]:
        """Each term and tranche as the latest document states it."""
        latest: dict[tuple[str, str, str], TapeTerm] = {}
        for one in self.told:
            for term in one.deal.terms:
                several = str(term.value) if term.name in SEVERAL else ""
                latest[term.name, term.tranche, several] = TapeTerm(term, one.filed, one.on)
        return tuple(latest.values())

    @property
    def revisions(self) -> Sequence[Revision]:
        """Terms that a later document states otherwise, in the order of the documents."""
        known: dict[tuple[str, str], TapeTerm] = {}
        found: list[Revision] = []
        for one in self.told:
            stated: set[tuple[str, str]] = set()
            for term in one.deal.terms:
                place = (term.name, term.tranche)
                if term.name in SEVERAL or place in stated:
                    continue
                stated.add(place)
                now = TapeTerm(term, one.filed, one.on)
                before = known.get(place)
                if before is not None and not _same(before.term, term):
                    found.append(Revision(*place, before, now))
                known[place] = now
        return tuple(found)


def deal_tape(told: Iterable[Told]) -> Sequence[TapeDeal]:
    """The deals of many documents, the latest first; those of no known day come last.

    A filing received twice counts once; documents that state no deal are left out.
    """
    seen: set[str] = set()
    deals: list[TapeDeal] = []
    for one in sorted(told, key=lambda each: (each.on or date.max, each.filed.accession)):
        market = MARKETS.get(one.deal.kind)
        identity = f"{one.filed.accession}|{one.filed.digest}"
        if market is None or identity in seen or not one.deal.terms:
            continue
        seen.add(identity)
        home = next((deal for deal in reversed(deals) if _belongs(one, market, deal)), None)
        if home is None:
            home = TapeDeal(market, one.deal.kind)
            deals.append(home)
        home.told.append(one)
    return sorted(deals, key=lambda deal: deal.told[-1].on or date.min, reverse=True)


def _is_final(form: str) -> bool:
    """Whether prices in it are agreed ones: in registrations they are proposed."""
    return form.upper().startswith(("424B", "FWP", "8-K", "6-K"))


def _belongs(one: Told, market: str, deal: TapeDeal) -> bool:
    """Whether a document tells of a deal whose earlier documents are known."""
    last = deal.told[-1]
    if deal.market != market or not _same_party(one, market, deal):
        return False
    if one.deal.kind in _OF_ITS_OWN or deal.kind in _OF_ITS_OWN:
        return one.filed.accession != "" and one.filed.accession == last.filed.accession
    if one.on is None or last.on is None:
        return False
    return _is_thread(one, market, deal, abs(one.on - last.on))


def _is_thread(one: Told, market: str, deal: TapeDeal, apart: timedelta) -> bool:
    """Whether time and terms let a document of the same party be of the same deal."""
    if market == MA:
        return apart <= _NEGOTIATED and not _contradicts(one, deal, "acquirer", "offeror")
    if market == DCM:
        return apart <= _SETTLED and not _differ(one, deal, "principal")
    if any(each.values(_PRICED) for each in deal.told):
        return apart <= _SETTLED and not _differ(one, deal, _PRICED)
    return apart <= _MARKETED


def _party(market: str, one: Told) -> str:
    if market == MA:
        return one.said("target", "company", "subject_company")
    return one.said("issuer", "company") or one.filed.company


def _same_party(one: Told, market: str, deal: TapeDeal) -> bool:
    first = deal.told[0]
    if market != MA and one.filed.cik and first.filed.cik:
        return one.filed.cik == first.filed.cik
    names = _name_key(_party(market, one)), _name_key(deal.issuer)
    if all(names):
        return names[0] == names[1]
    return bool(one.filed.cik) and one.filed.cik == first.filed.cik


def _contradicts(one: Told, deal: TapeDeal, *names: str) -> bool:
    """Whether both name somebody and it is somebody else."""
    here = _name_key(one.said(*names))
    there = {_name_key(each.said(*names)) for each in deal.told} - {""}
    return bool(here and there) and here not in there


def _differ(one: Told, deal: TapeDeal, name: str) -> bool:
    """Whether a tranche that both state has another value in each."""
    here = one.values(name)
    return any(
        tranche in there and there[tranche] != value
        for there in (each.values(name) for each in deal.told)
        for tranche, value in here.items()
    )


def _same(old: Term, new: Term) -> bool:
    if isinstance(old.value, Decimal) and isinstance(new.value, Decimal):
        return old.value == new.value and old.unit == new.unit
    return _name_key(str(old.value)) == _name_key(str(new.value))


def _name_key(name: str) -> str:
    bare = _CORPORATE.sub(" ", name.casefold())
    return "".join(c for c in bare if c.isalnum()) or "".join(
        c for c in name.casefold() if c.isalnum()
    )
