"""New notes from the table of a pricing term sheet: one value a row, or one for each note.

A free writing prospectus states a note's terms as rows ("Principal Amount", "Maturity Date",
"Coupon"). Of several notes a row holds "2029 Notes: ... 2034 Notes: ..." or a cell for each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.debt.days import When, when
from bookrunner.debt.pen import Pen
from bookrunner.debt.table import Tranche
from bookrunner.debt.terms import DebtKind, kind_of, rank_in
from bookrunner.documents import Document, TableCell
from bookrunner.figures import Unit

_LABELS = {
    "principal": re.compile(
        r"^(?:(?:aggregate\s+)?principal\s+amount(?:\s+offered)?|(?:issue\s+|offering\s+|deal\s+)?"
        r"size|amount(?:\s+offered)?|notes\s+offered)\b",
        re.IGNORECASE,
    ),
    "coupon": re.compile(r"^(?:coupon|(?:annual\s+)?interest\s+rate)\b", re.IGNORECASE),
    "maturity": re.compile(r"^(?:stated\s+|final\s+)?maturity(?:\s+date)?\b", re.IGNORECASE),
    "title": re.compile(r"^(?:title|securit(?:y|ies)|description|offering|issue)\b", re.IGNORECASE),
    "call": re.compile(r"^(?:optional\s+)?(?:redemption|make-?\s?whole)", re.IGNORECASE),
}
_NAMED = re.compile(
    r"(?<![\d,.])(?P<name>(?:20\d\d|\d{1,2}-[Yy]ear|Floating|Fixed|Euro|Sterling)"
    r"(?:\s+(?:Senior|Secured|Unsecured|Floating|Fixed|Rate|Euro|Sterling|[A-Z]))*\s+Notes)\s*:\s*"
)
_MONEY = re.compile(r"(?P<sign>US\$|U\.S\.\s?\$|\$|€|£)\s?(?P<digits>\d[\d,]*(?:\.\d+)?)"
                    r"(?:\s?(?P<scale>million|billion))?", re.IGNORECASE)  # fmt: skip
_RATE = re.compile(r"(\d{1,2}(?:\.\d+)?)\s?%")
_SPREAD = re.compile(r"(?:T\s?\+|plus)\s*(\d{1,3}(?:\.\d+)?)\s*(?:bps?|basis\s+points)", re.I)
_FLOATS = re.compile(r"SOFR|EURIBOR|floating|treasury rate", re.IGNORECASE)
_SCALES = {"million": 6, "billion": 9}
_CURRENCIES = {"€": "EUR", "£": "GBP"}
_LEAST = 10**6


@dataclass(frozen=True)
class _Part:
    """What a row says of one note."""

    text: str
    start: int


_Rows = dict[str, dict[str, _Part]]
"""Field, then the note's name in the sheet; "" where the sheet is of one note."""


def notes_of_term_sheet(document: Document, pen: Pen) -> list[Tranche]:
    """The notes whose principal, fixed coupon and maturity the rows state; floating ones have none.

    A note whose rows do not all state it is left out.
    """
    rows = _rows(document)
    made: list[Tranche] = []
    for name, part in rows.get("principal", {}).items():
        coupon, maturity = rows.get("coupon", {}).get(name), rows.get("maturity", {}).get(name)
        if coupon is None or maturity is None:
            continue
        one = _tranche(part, coupon, maturity, rows, pen)
        if one is not None:
            _call(one, rows.get("call", {}).get(name), pen)
            made.append(one)
    return made


def _rows(document: Document) -> _Rows:
    found: _Rows = {}
    for table in document.tables:
        for row in table.rows:
            cells = [c for c in dict.fromkeys(row) if c.text.strip()]
            label = cells[0].text.strip() if cells else ""
            for name, pattern in _LABELS.items():
                if len(cells) > 1 and len(label) < 60 and pattern.match(label):
                    found.setdefault(name, _values(cells[1:], document))
    return found


def _values(cells: list[TableCell], document: Document) -> dict[str, _Part]:
    if len(cells) > 1:
        return {str(n): _Part(document.text[c.start : c.end], c.start) for n, c in enumerate(cells)}
    cell = cells[0]
    text = document.text[cell.start : cell.end]
    names = list(_NAMED.finditer(text))
    if not names:
        return {"": _Part(text, cell.start)}
    ends = [match.start() for match in names[1:]] + [len(text)]
    return {
        " ".join(match["name"].split()): _Part(text[match.end() : end], cell.start + match.end())
        for match, end in zip(names, ends, strict=True)
    }


def _tranche(
    principal: _Part, coupon: _Part, maturity: _Part, rows: _Rows, pen: Pen
) -> Tranche | None:
    money, rate, due = _MONEY.search(principal.text), _RATE.search(coupon.text), when(maturity.text)
    if money is None or rate is None or due is None or due.is_range or _FLOATS.search(coupon.text):
        return None
    amount = Decimal(money["digits"].replace(",", "")).scaleb(
        _SCALES.get((money["scale"] or "").lower(), 0)
    )
    if amount < _LEAST:
        return None  # the amount of one note, or no offering's size
    title = " ".join(part.text for part in rows.get("title", {}).values())
    currency = _CURRENCIES.get(money["sign"], "USD")
    name = f"{rate[1]}% {_named(title)} due {_day(maturity.text, due)}"
    kind = kind_of(title)
    one = Tranche(
        instrument=name,
        kind=DebtKind.NOTES if kind is DebtKind.OTHER else kind,
        rank=rank_in(title),
        currency=currency,
        origin="issued after the balance sheet date",
        accession=pen.filing.accession,
    )
    one.principal = pen.sourced(
        f"issued|{name}|principal", f"{name}, principal", amount, Unit(((currency, 1),)),
        principal.start + money.start(), principal.start + money.end(),
    )  # fmt: skip
    one.coupon = pen.rate(f"issued|{name}|coupon", f"{name}, coupon", Decimal(rate[1]) / 100,
                          coupon.start + rate.start(), coupon.start + rate.end())  # fmt: skip
    one.maturity, one.maturity_month = due.on, due.month
    one.maturity_years = (due.first, due.last)
    one.spans["maturity"] = pen.span(maturity.start + due.start, maturity.start + due.end)
    one.spans["instrument"] = pen.span(principal.start, principal.start + len(principal.text))
    return one


def _named(title: str) -> str:
    found = re.search(r"(?:(?:Senior|Unsecured|Secured|Subordinated|Convertible)\s+)*Notes", title)
    return " ".join(found[0].split()) if found else "Notes"


def _day(words: str, due: When) -> str:
    return " ".join(words[due.start : due.end].split())


def _call(one: Tranche, part: _Part | None, pen: Pen) -> None:
    """The make-whole spread, where the row states one for this note."""
    if part is None:
        return
    spreads = list(_SPREAD.finditer(part.text))
    if len({match[1] for match in spreads}) == 1:
        one.call = f"make-whole: benchmark plus {spreads[0][1]} basis points"
        start, end = spreads[0].span()
        one.spans["call"] = pen.span(part.start + start, part.start + end)
