"""The offer of a merger and who pays for it.

    offer price = target's price x (1 + premium)
    equity      = offer price x diluted shares at that price
    new shares  = equity x share paid in stock / acquirer's price
    new debt    = (cash paid + costs + refinanced debt - cash used) / (1 - financing fee)

Financing fees are paid of the debt that they are charged on, so the last line solves for it. No
more cash is used than there is to pay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.equity import converted_debt, dilution_at
from bookrunner.figures import (
    Figure,
    Missing,
    Term,
    Unusable,
    computed,
    is_positive,
    meaningful,
    ratio,
    smallest,
    total,
)
from bookrunner.transactions.merger_terms import MergerTerms
from bookrunner.valuation import Bridge, MarketDataRequired, Policy


class NoSharePrice(Unusable):
    """The target is not listed, so that no premium can be offered over its price."""

    def __init__(self, label: str) -> None:
        super().__init__(
            f"{label} is not listed: an offer here is a premium over a share price, and it has "
            "none. A pitch of the type sell-side shows what its owners could ask"
        )


@dataclass(frozen=True)
class Offer:
    """What the target's holders are offered."""

    price: Figure
    new_shares: Sequence[Figure]
    """Of options and convertibles, at the offer."""
    diluted_shares: Figure
    equity: Figure
    converted: Sequence[Figure]
    """Debt that is bought as shares."""
    net_claims: Figure
    enterprise_value: Figure
    stock: Figure
    cash: Figure
    issued: Figure
    """New shares of the acquirer."""
    full_ratio: Figure
    """Shares of the acquirer that are worth the whole offer for one share."""
    exchange_ratio: Figure
    """Shares of the acquirer that are paid for one share."""
    cash_per_share: Figure
    multiples: Sequence[Figure]
    """EV / revenue, EV / EBITDA with and without synergies, price / earnings."""


@dataclass(frozen=True)
class Funding:
    """Sources and uses at closing."""

    advisory: Figure
    financing: Figure
    refinanced: Figure | None
    breakage: Figure | None
    need: Figure
    """Of cash, before financing fees."""
    available: Figure | None
    """Cash and investments of the acquirer."""
    cash_used: Figure | None
    debt: Figure
    """New."""
    sources: Sequence[Figure]
    uses: Sequence[Figure]
    total_sources: Figure
    total_uses: Figure


def offer(acquirer: Bridge, target: Bridge, terms: MergerTerms, policy: Policy) -> Offer:
    """The offer.

    Raises:
        NoSharePrice: The target is not listed.
        MarketDataRequired: One of the companies has no price.
    """
    if not target.company.is_listed:
        raise NoSharePrice(target.company.label)
    for one in (acquirer, target):
        if one.company.price is None or isinstance(one.price.value, Missing):
            raise MarketDataRequired(
                one.company.label, "its share price", "supply it with --prices"
            )
    at, prefix = policy.period, f"{acquirer.company.prefix}.merger"

    def made(key: str, name: str, value: Term) -> Figure:
        return computed(f"{prefix}.{key}", name, value, at)

    price = made("offer_price", "Offer per share", target.price * (1 + terms.premium))
    count = target.claims.count
    new, diluted = dilution_at(count, price, f"{prefix}.offer", at)
    equity = made("equity_purchase", "Equity purchase price", price * diluted)
    converted = converted_debt(count, price, f"{prefix}.offer", at)
    claimed = made("target_net_claims", "Target's net debt and other claims", target.claims.net)
    value: Term = equity + claimed
    for principal in converted:
        value = value - principal
    enterprise = made("enterprise_value", "Enterprise value at the offer", value)
    stock = made("stock_paid", "Paid in shares of the acquirer", equity * terms.stock)
    cash = made("cash_paid", "Paid in cash", equity - stock)
    return Offer(
        price=price,
        new_shares=new,
        diluted_shares=diluted,
        equity=equity,
        converted=converted,
        net_claims=claimed,
        enterprise_value=enterprise,
        stock=stock,
        cash=cash,
        issued=made("issued_shares", "New shares of the acquirer", stock / acquirer.price),
        full_ratio=made(
            "full_exchange_ratio",
            "Exchange ratio, were all paid in shares",
            price / acquirer.price,
        ),
        exchange_ratio=made(
            "exchange_ratio",
            "Acquirer's shares for each share",
            price * terms.stock / acquirer.price,
        ),
        cash_per_share=made("cash_per_share", "Cash for each share", price - price * terms.stock),
        multiples=_multiples(prefix, target, equity, enterprise, terms, policy),
    )


def _multiples(
    prefix: str,
    target: Bridge,
    equity: Figure,
    enterprise: Figure,
    terms: MergerTerms,
    policy: Policy,
) -> Sequence[Figure]:
    latest, at = target.company.latest, policy.period
    revenue, ebitda, earned = (latest.get(key) for key in ("revenue", "ebitda", "net_income"))
    told: list[tuple[str, str, Term]] = []
    if revenue is not None:
        told.append(("ev_revenue", "EV / LTM revenue", _multiple(enterprise, revenue)))
    if ebitda is not None:
        told.append(("ev_ebitda", "EV / LTM EBITDA", _multiple(enterprise, ebitda)))
        more = computed(
            f"{prefix}.ebitda_with_synergies",
            "LTM EBITDA with run-rate synergies",
            ebitda + terms.synergies,
            at,
        )
        told.append(
            (
                "synergised_ev_ebitda",
                "EV / LTM EBITDA with run-rate synergies",
                _multiple(enterprise, more),
            )
        )
    if earned is not None:
        told.append(("offer_price_earnings", "Offer / LTM earnings", _multiple(equity, earned)))
    return tuple(computed(f"{prefix}.{key}", name, value, at) for key, name, value in told)


def _multiple(value: Figure, of: Figure) -> Term:
    """NM where what is paid for is not above zero."""
    return meaningful(ratio(value, of), when=is_positive(of))


def funding(
    acquirer: Bridge, target: Bridge, made_offer: Offer, terms: MergerTerms, policy: Policy
) -> Funding:
    """Both sides of the closing; new debt is what cash and shares leave open."""
    at, prefix = policy.period, f"{acquirer.company.prefix}.merger"

    def made(key: str, name: str, value: Term) -> Figure:
        return computed(f"{prefix}.{key}", name, value, at)

    advisory = made(
        "advisory_paid",
        "Advisory and deal costs (expensed)",
        made_offer.equity * terms.advisory_fee,
    )
    refinanced = breakage = None
    owed = _borrowed(target)
    if owed is not None:
        value: Term = owed
        for principal in made_offer.converted:
            value = value - principal
        refinanced = made("refinanced", "Refinanced debt of the target", value * terms.refinanced)
        breakage = made("breakage_paid", "Breakage (expensed)", refinanced * terms.breakage)
    parts = [made_offer.cash, advisory]
    parts += [one for one in (refinanced, breakage) if one is not None]
    need = made("cash_needed", "Cash needed before financing fees", total(parts))
    available = used = None
    if acquirer.claims.deducted:
        available = made(
            "acquirer_cash",
            "Acquirer's cash and short-term investments",
            total([one.figure for one in acquirer.claims.deducted]),
        )
        used = made(
            "cash_used", "Acquirer's cash used", smallest(available * terms.cash_used, need)
        )
    open_need: Term = need if used is None else need - used
    debt = made("new_debt", "New debt", open_need / (1 - terms.financing_fee))
    financing = made("financing_paid", "Financing fees (capitalised)", debt * terms.financing_fee)
    uses = [made_offer.equity]
    uses += [one for one in (refinanced, breakage) if one is not None]
    uses += [advisory, financing]
    sources = [*([] if used is None else [used]), debt, made_offer.stock]
    return Funding(
        advisory=advisory,
        financing=financing,
        refinanced=refinanced,
        breakage=breakage,
        need=need,
        available=available,
        cash_used=used,
        debt=debt,
        sources=tuple(sources),
        uses=tuple(uses),
        total_sources=made("total_sources", "Total sources", total(sources)),
        total_uses=made("total_uses", "Total uses", total(uses)),
    )


def _borrowed(company: Bridge) -> Figure | None:
    """Total debt as the EV bridge has it, without leases."""
    found = (one.figure for one in company.claims.added if one.figure.key.endswith(".total_debt"))
    return next(found, None)
