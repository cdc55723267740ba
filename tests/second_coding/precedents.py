"""Precedent transactions, from section 3 of the output standards and docs/methods/precedents.md."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tests.second_coding.basics import NA, Value, multiple, quotient, statistics

MULTIPLES = ("ev_revenue", "ev_ebitda", "ev_ntm_ebitda", "ev_ebitda_with_synergies")
PREMIA = ("premium", "premium_week", "premium_average", "premium_high")


@dataclass(frozen=True)
class Deal:
    """One past deal; None is what the table does not state."""

    announced: date
    share_bought: float | None = None
    withdrawn: bool = False
    left_out: bool = False
    offer_price: float | None = None
    diluted_shares: float | None = None
    equity_value: float | None = None
    net_debt: float | None = None
    enterprise_value: float | None = None
    ltm_revenue: float | None = None
    ltm_ebitda: float | None = None
    ntm_ebitda: float | None = None
    synergies: float | None = None
    unaffected: float | None = None
    unaffected_week: float | None = None
    unaffected_average: float | None = None
    unaffected_high: float | None = None
    stated_premium: float | None = None
    stated_average_premium: float | None = None


def _given(value: float | None) -> Value:
    return NA if value is None else value


def row(deal: Deal, highest: float = 50.0) -> dict[str, Value]:
    """precedents.md, the table of formulas."""
    equity = _given(deal.equity_value)
    if equity == NA and deal.offer_price is not None and deal.diluted_shares is not None:
        equity = deal.offer_price * deal.diluted_shares
    enterprise = _given(deal.enterprise_value)
    if not isinstance(equity, str) and deal.net_debt is not None:
        enterprise = equity + deal.net_debt
    both: Value = NA
    of_costs: Value = NA
    if deal.synergies is not None and deal.ltm_ebitda is not None:
        both = deal.ltm_ebitda + deal.synergies
        if deal.ltm_revenue is not None:
            costs = deal.ltm_revenue - deal.ltm_ebitda
            of_costs = quotient(deal.synergies, costs)
    found: dict[str, Value] = {
        "equity_value": equity,
        "enterprise_value": enterprise,
        "ev_revenue": multiple(enterprise, _given(deal.ltm_revenue), highest),
        "ev_ebitda": multiple(enterprise, _given(deal.ltm_ebitda), highest),
        "ev_ntm_ebitda": multiple(enterprise, _given(deal.ntm_ebitda), highest),
        "ev_ebitda_with_synergies": multiple(enterprise, both, highest),
        "synergies_of_costs": of_costs,
    }
    prices = (deal.unaffected, deal.unaffected_week, deal.unaffected_average, deal.unaffected_high)
    stated = {"premium": deal.stated_premium, "premium_average": deal.stated_average_premium}
    for name, before in zip(PREMIA, prices, strict=True):
        if deal.offer_price is None or before is None:
            found[name] = _given(stated.get(name))
        else:
            found[name] = deal.offer_price / before - 1
    return found


def counts(deal: Deal, valued: date, years: float = 10, control: float = 0.5) -> bool:
    """Universe: more than half bought, announced within ten years, not withdrawn, not left out."""
    if deal.withdrawn or deal.left_out or deal.share_bought is None or deal.share_bought <= control:
        return False
    return years_between(deal.announced, valued) <= years


def years_between(announced: date, valued: date) -> float:
    """Age of a deal in years of 365 days."""
    return (valued - announced).days / 365


def table(deals: Sequence[Deal], valued: date, highest: float = 50.0) -> dict[str, Value]:
    """Statistics over the deals that count; medians by age: to three years, to five, older."""
    found: dict[str, Value] = {}
    counted = [deal for deal in deals if counts(deal, valued)]
    rows = [row(deal, highest) for deal in counted]
    for name in (*MULTIPLES, *PREMIA):
        for statistic, value in statistics([one[name] for one in rows]).items():
            found[f"{name}_{statistic}"] = value
        for low, high in ((-1.0, 3.0), (3.0, 5.0), (5.0, 1000.0)):
            values = [
                one[name]
                for deal, one in zip(counted, rows, strict=True)
                if low < years_between(deal.announced, valued) <= high
            ]
            found[f"{name}_median_to_{high:g}"] = statistics(values)["median"]
    return found
