"""Asset-backed securities: the classes on the cover, each with principal and final payment date."""

from __future__ import annotations

from decimal import Decimal

from bookrunner.deals.amounts import DATE, MONEY, NUMBER, currency, number, pattern, tidy
from bookrunner.deals.gathering import Gathering

_CLASS = pattern(
    rf"^(?P<title>Class [\w\-]+[^\n\t$]{{0,50}}?(?:Notes|"
    rf"Certificates))\t(?P<v>\$?\t?(?:{NUMBER}))\t"
    rf"(?:(?P<rate>\d{{1,2}}\.\d{{1,5}})\t?)?[^\n]*?(?P<day>{DATE})"
)
_TOTAL = pattern(rf"^(?P<v>{MONEY})$")


def class_terms(found: Gathering, start: int, end: int) -> None:
    """Gather the classes; their sum is held against the amount that heads the cover."""
    total = _TOTAL.search(found.text, start, end)
    summed = Decimal(0)
    for match in _CLASS.finditer(found.text, start, end):
        title = tidy(match["title"])
        value = number(match["v"])
        summed += value
        found.add("principal", value, currency(match["v"]), match.span(), title)
        found.state("maturity", match["day"], "date", match.span(), title)
        if match["rate"]:
            found.add("coupon", Decimal(match["rate"]), "percent", match.span(), title)
    if total:
        stated = number(total["v"])
        found.add("principal", stated, currency(total["v"]), total.span())
        if summed and summed != stated:
            found.note("tie", f"classes add up to {summed:,f}, the stated total is {stated:,f}")
