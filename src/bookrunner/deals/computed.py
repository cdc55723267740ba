"""Figures that follow from the stated terms, apart from them and with their formulas.

Nothing here is a term: each figure names the terms it is computed from, and is left out where one
of them is absent or contradictory.
"""

from __future__ import annotations

from decimal import Decimal

from bookrunner.deals.gathering import Gathering
from bookrunner.deals.terms import Computed

_COLUMNS = (("share", "shares"), ("ads", "ads"), ("unit", "units"))
_SPREAD_DIGITS = Decimal("0.0001")


def computed(found: Gathering) -> tuple[Computed, ...]:
    """The gross spread of each class, what the option adds, and the midpoint of a range."""
    tranches = dict.fromkeys(term.tranche for term in found.terms)
    figures = [figure for tranche in tranches if (figure := _spread(found, tranche))]
    for of, sold in _COLUMNS:
        price, count = found.value(f"price_per_{of}"), found.value(f"{sold}_offered")
        more = found.value(f"overallotment_{sold}")
        if price is not None and count is not None and more is not None:
            formula = f"({sold}_offered + overallotment_{sold}) x price_per_{of}"
            unit = _unit(found, f"price_per_{of}").split("/")[0]
            figures.append(Computed("gross_with_option", (count + more) * price, unit, formula))
    low, high = found.value("price_range_low"), found.value("price_range_high")
    if low is not None and high is not None:
        formula = "(price_range_low + price_range_high) / 2"
        unit = _unit(found, "price_range_low")
        figures.append(Computed("price_range_midpoint", (low + high) / 2, unit, formula))
    return tuple(figures)


def _spread(found: Gathering, tranche: str) -> Computed | None:
    gross = found.value("gross_proceeds", tranche)
    fee = found.value("underwriting_discount", tranche)
    if not gross or fee is None:
        return None
    spread = (fee / gross * 100).quantize(_SPREAD_DIGITS)
    formula = "underwriting_discount / gross_proceeds x 100"
    return Computed("gross_spread", spread, "percent", formula, tranche)


def _unit(found: Gathering, name: str) -> str:
    return next(term.unit for term in found.terms if term.name == name)
