"""Notes issued after the balance sheet date, as 8-Ks and prospectuses tell of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from bookrunner.debt.days import when
from bookrunner.debt.pen import Pen
from bookrunner.debt.table import Tranche
from bookrunner.debt.term_sheets import notes_of_term_sheet
from bookrunner.debt.terms import DebtKind, kind_of, rank_in
from bookrunner.documents import Document
from bookrunner.figures import Finding, Severity, Unit

_MONEY = (
    r"(?P<sign>US\$|U\.S\.\$|\$|€|£|¥)\s?(?P<digits>\d[\d,]*(?:\.\d+)?)\s?"
    r"(?P<scale>million|billion)?"
)
_RATE = r"(?P<rate>\d{1,2}(?:\.\d+)?)\s?%"
_NAME = (
    r"(?P<name>(?:(?:[A-Z][\w-]+|senior|unsecured|secured|convertible|subordinated|fixed[- ]rate|"
    r"first mortgage|global|exchangeable|junior)\s+){0,6}"
    r"(?:[Nn]otes|NOTES|[Dd]ebentures|[Bb]onds|BONDS))"
)
_DUE = (
    r"(?:,?\s*Series\s+\w+)?,?\s+(?:[Dd]ue|DUE|maturing(?: on| in)?)\s+"
    r"(?P<due>(?:[A-Z][a-z]+\.?\s+(?:\d{1,2},\s*)?)?(?:20|21)\d\d)"
)
_ISSUED = re.compile(
    rf"{_MONEY}\s+(?:in\s+)?(?:aggregate\s+)?(?:principal\s+amount\s+)?(?:of\s+)?(?:(?:its|our|the|"
    rf"additional|new|Company[’']s|Issuer[’']s)\s+){{0,3}}{_RATE}\s+{_NAME}{_DUE}"
)
_CLOSED = re.compile(
    r"\b(?:issued|closed|completed|consummated|sold|issuance and sale|closing of|closing date|"
    r"offering|offer(?:ing|ed)?|underwriting agreement)\b",
    re.IGNORECASE,
)
_REPAID = re.compile(
    r"\b(?:redeem\w*|repa(?:y|id)\w*|repurchas\w*|tender\w*|retir\w*|matur(?:ed|ing)|outstanding|"
    r"proceeds? to|exchange of)\b",
    re.IGNORECASE,
)
_CURRENCIES = {"€": "EUR", "£": "GBP", "¥": "JPY"}
_SPREAD = re.compile(
    r"(?:treasury|comparable government bond|gilt|bund|gross redemption)[^.]{0,160}?plus\s+"
    r"(\d{1,3}(?:\.\d+)?)\s+basis\s+points|plus\s+(\d{1,3}(?:\.\d+)?)\s+basis\s+points",
    re.IGNORECASE,
)
_PAR_CALL = re.compile(
    r"(?:prior to|before|on or after)\s+([A-Z][a-z]+ \d{1,2}, 20\d\d)[^.]{0,120}?par call|"
    r"par call date[^.]{0,80}?([A-Z][a-z]+ \d{1,2}, 20\d\d)",
    re.IGNORECASE,
)


def issued_after(documents: Sequence[tuple[Document, Pen]]) -> list[Tranche]:
    """Each new issue once, by coupon, year and currency, from the earliest filing that tells it."""
    found: dict[tuple[Decimal, int, str], Tranche] = {}
    for document, pen in documents:
        for one in _issues(document, pen):
            if one.coupon is None or one.maturity_years is None:
                continue
            key = (one.coupon.exact or Decimal(0), one.maturity_years[1], one.currency)
            first = found.setdefault(key, one)
            _compare(first, one)
    return list(found.values())


def _compare(first: Tranche, again: Tranche) -> None:
    """Say so where the same notes are told with another amount, as when they are reopened."""
    if first.principal is None or again.principal is None:
        return
    one, other = first.principal.exact, again.principal.exact
    if one is None or other is None or one == other:
        return
    first.findings.append(
        Finding(
            "debt.issue-amounts",
            f"{first.instrument}: {other:,f} is named as well as {one:,f}, as when notes are "
            "reopened; the first is shown",
            Severity.WARNING,
            where=first.accession,
        )
    )


def _issues(document: Document, pen: Pen) -> list[Tranche]:
    made = notes_of_term_sheet(document, pen) if document.form.startswith("FWP") else []
    if made:
        return made
    for match in _ISSUED.finditer(document.text):
        before = document.text[max(0, match.start() - 300) : match.start()]
        sentence = re.split(r"(?<=[.;])\s|\n", before)[-1]
        if _REPAID.search(sentence):
            continue
        around = before + document.text[match.end() : match.end() + 300]
        if not document.form.startswith("424B") and not _CLOSED.search(around):
            continue
        made.append(_tranche(match, pen))
    if len({one.instrument for one in made}) == 1:
        # Of several notes it is not plain which of them a spread or day belongs to.
        for one in made:
            _call(one, document, pen)
    return made


def _tranche(match: re.Match[str], pen: Pen) -> Tranche:
    currency = _CURRENCIES.get(match["sign"], "USD")
    amount = Decimal(match["digits"].replace(",", ""))
    amount *= {"million": Decimal(10**6), "billion": Decimal(10**9)}.get(match["scale"] or "", 1)
    rate = Decimal(match["rate"]) / 100
    name = f"{match['rate']}% {' '.join(match['name'].split())} due {match['due']}"
    due = when(match["due"])
    kind = kind_of(match["name"])
    one = Tranche(
        instrument=name,
        kind=DebtKind.NOTES if kind is DebtKind.OTHER else kind,
        rank=rank_in(match["name"]),
        currency=currency,
        origin="issued after the balance sheet date",
        accession=pen.filing.accession,
    )
    one.principal = pen.sourced(
        f"issued|{name}|principal", f"{name}, principal", amount, Unit(((currency, 1),)),
        match.start("sign"), match.end("scale") if match["scale"] else match.end("digits"),
    )  # fmt: skip
    one.coupon = pen.rate(
        f"issued|{name}|coupon", f"{name}, coupon", rate, match.start("rate"), match.end("rate") + 1
    )
    if due is not None:
        one.maturity, one.maturity_month = due.on, due.month
        one.maturity_years = (due.first, due.last)
        start = match.start("due")
        one.spans["maturity"] = pen.span(start + due.start, start + due.end)
    one.spans["instrument"] = pen.span(match.start(), match.end())
    return one


def _call(one: Tranche, document: Document, pen: Pen) -> None:
    """The make-whole spread, where the document states the same one throughout."""
    spreads = list(_SPREAD.finditer(document.text))
    stated = {match[1] or match[2] for match in spreads}
    if len(stated) == 1:
        one.call = f"make-whole: benchmark plus {stated.pop()} basis points"
        one.spans["call"] = pen.span(spreads[0].start(), spreads[0].end())
    pars = list(_PAR_CALL.finditer(document.text))
    days = {match[1] or match[2] for match in pars}
    if len(days) == 1:
        par = f"par call from {days.pop()}"
        one.call = f"{one.call}; {par}" if one.call else par
        one.spans.setdefault("call", pen.span(pars[0].start(), pars[0].end()))
