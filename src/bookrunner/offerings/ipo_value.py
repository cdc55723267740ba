"""What a company is worth before and after the money of its IPO, and the price that follows.

The base deal is a share f of the equity value V after the money, p of it new. With the fair equity
value E before the money, the IPO discount d, the spread s and the expenses X:

    V = (1 - d) x (E + f p V (1 - s) - X),  so  V = (1 - d) (E - X) / (1 - (1 - d) (1 - s) f p)

The old shares are worth what is left of V without the new ones, V (1 - f p); the price is that over
the old diluted shares at this price. No iteration is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.equity import ShareCount, price_at
from bookrunner.figures import (
    Figure,
    Missing,
    Operand,
    Period,
    Term,
    Unusable,
    computed,
    natural,
    ratio,
    rounded_up,
)
from bookrunner.offerings.ipo_terms import IpoTerms
from bookrunner.valuation import CheckPair, Comps, Dcf, line


class NothingToPrice(Unusable):
    """Neither peers nor a DCF give the company a value above its debt."""

    def __init__(self, company: str, why: str) -> None:
        super().__init__(
            f"{company}: no offer can be priced, as {why}; import a management case with EBITDA "
            "and revenue, or name listed peers with --peers"
        )


@dataclass(frozen=True)
class Fair:
    """What the company is worth to an investor who needs no discount."""

    metric: Figure
    """LTM EBITDA, or revenue where there is no EBITDA above zero."""
    metric_word: str
    peers_multiple: Figure | None
    dcf_multiple: Figure | None
    multiple: Figure
    enterprise_value: Figure
    net_claims: Figure
    equity_value: Figure
    """Before the money."""


@dataclass(frozen=True)
class Pricing:
    """From the fair value to the price range."""

    fair: Fair
    value: Figure
    """V: equity value at the offer, after the money."""
    fair_after: Figure
    """Fair equity value after the money: what was before it, and the net proceeds."""
    base_money: Figure
    new_money: Figure
    """Gross, of new shares."""
    net_money: Figure
    before_money: Figure
    """V without the new shares."""
    price: Figure
    """As it follows, before it is rounded to the midpoint."""
    half: Figure
    """Of the range, to either side of its midpoint."""
    low: Figure
    middle: Figure
    high: Figure
    width: Figure
    """Of the range, over its top; at most a fifth, or two dollars where that is more."""
    checks: Sequence[CheckPair]

    @property
    def figures(self) -> Sequence[Figure]:
        """From fair value to price, in the order of computation."""
        return (
            self.fair.equity_value, self.net_money, self.fair_after, self.value, self.new_money,
            self.before_money, self.price,
        )  # fmt: skip


_METRICS = (("ebitda", "ev_ebitda_ltm", "LTM EBITDA"), ("revenue", "ev_revenue_ltm", "LTM revenue"))


def fair_value(compared: Comps, flows: Dcf | None, terms: IpoTerms, at: Period) -> Fair:
    """The peers' median multiple and the DCF's, weighed; either alone where the other is missing.

    Raises:
        NothingToPrice: There is neither EBITDA nor revenue, or neither peers nor a DCF.
    """
    company = compared.target.company
    key = f"{company.prefix}.ipo"
    for name, column, words in _METRICS:
        metric = company.latest.get(name)
        if metric is None or isinstance(metric.value, Missing) or metric.value <= 0:
            continue
        peers = compared.statistic("median", column)
        peers_multiple = None if isinstance(peers.value, Missing) else peers
        dcf_multiple = None
        if flows is not None:
            dcf_multiple = computed(f"{key}.dcf_multiple", f"DCF enterprise value / {words}",
                                    ratio(flows.enterprise_value, metric), at)  # fmt: skip
        weighed = _weighed(peers_multiple, dcf_multiple, terms)
        if weighed is None:
            continue
        multiple = computed(f"{key}.fair_multiple", f"Fair EV / {words}", weighed, at)
        enterprise = computed(f"{key}.fair_enterprise_value", "Fair enterprise value",
                              multiple * metric, at)  # fmt: skip
        claims = compared.target.bridge.claims.net
        equity = computed(f"{key}.fair_equity_value", "Fair equity value before the money",
                          enterprise - claims, at)  # fmt: skip
        return Fair(metric, words, peers_multiple, dcf_multiple, multiple, enterprise, claims,
                    equity)  # fmt: skip
    raise NothingToPrice(company.label, "it has neither peers with a multiple nor a DCF")


def _weighed(peers: Figure | None, flows: Figure | None, terms: IpoTerms) -> Operand | None:
    if peers is not None and flows is not None:
        return peers * terms.peers_weight + flows * (1 - terms.peers_weight)
    return peers if peers is not None else flows


def pricing(label: str, fair: Fair, count: ShareCount, terms: IpoTerms, key: str) -> Pricing:
    """The price that gives new investors the discount, and the range around it.

    Raises:
        NothingToPrice: The fair equity value does not cover the expenses, or the price is so low
            that the range would reach zero.
    """
    at = fair.equity_value.period

    def made(name: str, words: str, value: Operand) -> Figure:
        return computed(f"{key}.{name}", words, value, at)

    kept = 1 - terms.discount
    new_share: Term = terms.size * terms.primary
    value = made("offer_equity_value", "Offer equity value after the money",
                 kept * (fair.equity_value - terms.expenses)
                 / (1 - kept * (1 - terms.underwriting_discount) * new_share))  # fmt: skip
    if isinstance(value.value, Missing) or value.value <= 0:
        raise NothingToPrice(label, "its fair equity value does not cover the expenses")
    base = made("base_money", "Base deal", value * terms.size)
    new = made("new_money", "Gross proceeds of new shares", base * terms.primary)
    net = made("net_money", "Net proceeds to the company",
               new * (1 - terms.underwriting_discount) - terms.expenses)  # fmt: skip
    after = made("fair_after_money", "Fair equity value after the money",
                 fair.equity_value + net)  # fmt: skip
    before = made("offer_before_money", "Offer equity value before the money", value - new)
    price = made("indicated_price", "Indicated price", price_at(count, before))
    step = terms.increment
    middle = made("middle_price", "Midpoint of the range",
                  rounded_up(price / step - natural(0.5)) * step)  # fmt: skip
    half = made("half_range_price", "Range to either side",
                rounded_up(middle * terms.half_range / step) * step)  # fmt: skip
    low = made("low_price", "Low end of the range", middle - half)
    high = made("high_price", "High end of the range", middle + half)
    if isinstance(low.value, Missing) or low.value <= 0:
        raise NothingToPrice(
            label, "the range would reach zero; adopt ipo.split_factor below one, or a smaller "
            "ipo.increment_price"
        )  # fmt: skip
    again = made("discount_again_share", "Discount of the offer to fair value, after the money",
                 1 - value / after)  # fmt: skip
    checks = (
        CheckPair("IPO discount comes out of both values after the money", terms.discount, again,
                  line(terms.discount).form),
        CheckPair("Fair value after the money less the discount is the offer's value", value,
                  made("value_again", "Fair value after the money less the discount",
                       after * kept), line(value).form),
    )  # fmt: skip
    return Pricing(
        fair, value, after, base, new, net, before, price, half, low, middle, high,
        made("range_width_share", "Width of the range, of its top", (high - low) / high),
        checks,
    )  # fmt: skip
