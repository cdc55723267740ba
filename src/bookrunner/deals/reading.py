"""Which deal a document is about, and its terms."""

from __future__ import annotations

import re

from bookrunner.deals.amounts import pattern, tidy
from bookrunner.deals.asset_backed import class_terms
from bookrunner.deals.computed import computed
from bookrunner.deals.cover_table import cover_table
from bookrunner.deals.debt import debt_terms, first_tranche, has_tranche, price_rows, titles
from bookrunner.deals.distributions import distribution_terms
from bookrunner.deals.equity import equity_terms
from bookrunner.deals.gathering import Gathering
from bookrunner.deals.mergers import AGREEMENT, merger_terms
from bookrunner.deals.prospectus_front import front_terms, named_registrant
from bookrunner.deals.report_equity import equity_report_terms
from bookrunner.deals.shelf import shelf_terms
from bookrunner.deals.structured import SIGN, structured_terms
from bookrunner.deals.tenders import tender_terms
from bookrunner.deals.term_sheet import term_sheet
from bookrunner.deals.terms import Deal, Term
from bookrunner.deals.zones import zones
from bookrunner.documents import Document
from bookrunner.figures.findings import Severity

_MERGER_SIGN = re.compile(
    rf"{AGREEMENT.pattern}|AGREEMENT\s+AND\s+PLAN\s+OF|agreed\s+to\s+acquire|tender\s+offer\s+to\s+"
    r"(?:acquire|purchase)|definitive\s+(?:merger\s+)?agreement"
)
_ACT = pattern(
    r"(?:entered into|executed|completed|consummated|announced)[^\n]{0,400}?(?:[Mm]erge|"
    r"acqui|tender offer|Purchase Agreement)|(?:MERGER|[Mm]erger) \([^)]{0,60}\) is (?:made|"
    r"dated|entered)"
)
_ASSET_BACKED = re.compile(
    r"^\s*Issuing\s+Entity|asset[- ]backed\s+notes", re.IGNORECASE | re.MULTILINE
)
_SHARES = re.compile(r"\b(?:shares|units|warrants|ADSs)\b", re.IGNORECASE)
_SUBSTANCE = {"target", "cash_per_share", "exchange_ratio", "transaction_value", "equity_value"}
"""A report that states none of these only mentions an agreement."""
_CHARTER = re.compile(
    r"[A-Z0-9][^\n]{2,90}(?=\s*\n\s*\(Exact name of registrant as specified)", re.IGNORECASE
)
_PROXY = re.compile(
    r"proxy\s+statement\s*[/-]\s*(?:offer\s+to\s+exchange\s*/\s*)?prospectus|"
    r"merger\s+consideration",
    re.IGNORECASE,
)
_SHELVES = ("S-3", "F-3", "POS AM", "S-8")


def deal(document: Document) -> Deal:
    """The terms that the document states, in the order in which they stand.

    A term that is not stated is absent. A term that is stated with two values is there twice,
    with a finding.
    """
    found = Gathering(document.text, document.name)
    kind = _gathered(found, document)
    if kind == "none":
        found.note(
            "no-deal", "the document states no terms of a deal that are known", Severity.NOTE
        )
    found.contradictions()
    terms = tuple(sorted(found.terms, key=_place))
    return Deal(kind, terms, tuple(found.findings), computed(found))


def _place(term: Term) -> tuple[int, int, str]:
    return term.start, term.end, term.name


def _gathered(found: Gathering, document: Document) -> str:
    form = document.form.upper()
    text = found.text
    registrant = document.cover.get("EntityRegistrantName", "")
    if form.startswith(("SC TO", "SC 14D")):
        tender_terms(found)
        merger_terms(found)
        return "tender_offer"
    if form.startswith(_SHELVES):
        front_terms(found, (0, min(len(text), 12_000)), registrant)
        shelf_terms(found)
        return "shelf_registration"
    if form.startswith("FWP"):
        return _free_writing(found, registrant)
    if form.startswith(("424B", "S-1", "F-1", "S-11", "F-10")):
        return _prospectus(found, form, registrant)
    if form.startswith(("DEFM", "PREM", "S-4", "F-4", "425")):
        merger_terms(found)
        return "merger" if found.terms else "none"
    return _current(found, registrant)


def _free_writing(found: Gathering, registrant: str) -> str:
    """A term sheet of notes, or of shares where it names neither coupon nor maturity."""
    _registrant(found, registrant)
    debt_terms(found, 0, len(found.text))
    term_sheet(found, 0, len(found.text))
    notes = found.has("coupon") or found.has("maturity")
    return "debt_offering" if notes else "equity_offering"


def _prospectus(found: Gathering, form: str, registrant: str) -> str:
    parts = zones(found.text, form)
    cover = found.text[slice(*parts.cover)]
    if SIGN.search(cover):
        structured_terms(found, parts)
        front_terms(found, parts.cover, "")
        return "structured_note"
    if _PROXY.search(cover):
        merger_terms(found)
        return "merger"
    front_terms(found, parts.cover, registrant)
    if _ASSET_BACKED.search(cover):
        class_terms(found, *parts.cover)
        return "asset_backed"
    if has_tranche(found.text, *parts.cover):
        debt_terms(found, *parts.cover)
        price_rows(found, *parts.cover)
        cover_table(found, *parts.cover, tuple(titles(found)))
        return "debt_offering"
    if _SHARES.search(cover):
        equity_terms(found, parts)
        return "equity_offering"
    return "none"


def _current(found: Gathering, registrant: str) -> str:
    """A report of an event: notes, a merger, shares or a spin-off, by what its words tell first."""
    text = found.text
    first = re.search(r"^\s*Item\s+\d+(?:\.\d\d)?", text, re.MULTILINE | re.IGNORECASE)
    start = first.start() if first else 0
    notes = first_tranche(text, start, len(text))
    act = _ACT.search(text, start) if _MERGER_SIGN.search(text, start) else None
    if act and (notes is None or act.start() < notes):
        merger_terms(found)
        if {term.name for term in found.terms} & _SUBSTANCE:
            return "merger"
        found.terms.clear()
        found.findings.clear()
    if notes is not None:
        debt_terms(found, start, len(text))
        _registrant(found, registrant)
        return "debt_offering"
    if equity_report_terms(found, start, len(text)):
        _registrant(found, registrant)
        return "equity_offering"
    return "spin_off" if distribution_terms(found, start, len(text)) else "none"


def _registrant(found: Gathering, registrant: str) -> None:
    """The issuer of securities that a report or a term sheet is about: the registrant."""
    named = named_registrant(found.text, registrant, 0, len(found.text)) or _CHARTER.search(
        found.text
    )
    if named:
        found.add("issuer", tidy(named[0]), "", named.span())
