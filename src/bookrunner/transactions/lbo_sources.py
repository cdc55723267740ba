"""Sources and uses of a buyout: what is paid to whom, and who pays it.

    EV            = LTM EBITDA x entry multiple
    multiple      = (price x (1 + premium) x diluted shares + net claims) / LTM EBITDA, or as given
    equity        = EV - net claims; of listed shares, price x diluted shares at that price
    sponsor       = uses - debt - existing cash - rollover

Net claims are those of the EV bridge; a convertible in the money at the offer is bought as shares
and not refinanced. Noncontrolling interests stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.equity import converted_debt, dilution_at, price_at
from bookrunner.figures import (
    Figure,
    Missing,
    Term,
    Unusable,
    computed,
    if_,
    is_positive,
    meaningful,
    ratio,
    total,
)
from bookrunner.transactions.lbo_terms import CORE, LboTerms, TrancheTerms
from bookrunner.valuation import Bridge, LinesMissing, Policy

_STAYING = (".noncontrolling_interest", ".operating_leases")


class NothingToLever(Unusable):
    """Debt is sized on EBITDA, and there is none."""

    def __init__(self, company: str) -> None:
        super().__init__(
            f"{company}: EBITDA of the last twelve months is not above zero, so that neither a "
            "multiple nor debt can be sized on it"
        )


@dataclass(frozen=True)
class Entry:
    """The price, and what it makes of the company's claims."""

    ebitda: Figure
    """Of the last twelve months."""
    multiple: Figure
    """EV over it."""
    enterprise_value: Figure
    offer_price: Figure | None
    """Per share; None where nothing is listed."""
    premium: Figure | None
    """Over the current price."""
    new_shares: Sequence[Figure]
    diluted_shares: Figure | None
    equity: Figure
    """What the holders of all diluted shares are paid."""
    converted: Sequence[Figure]
    net_claims: Figure
    """Before any convertible becomes shares."""
    priced: Sequence[Figure]
    """What leads from a premium to a multiple, to be placed."""


@dataclass(frozen=True)
class Layer:
    """A tranche at closing."""

    terms: TrancheTerms
    size: Figure
    """As a multiple of EBITDA, as the model uses it."""
    principal: Figure
    discount: Figure


@dataclass(frozen=True)
class SourcesUses:
    """Both sides of the closing."""

    entry: Entry
    leverage: Figure
    """Debt at closing over EBITDA."""
    layers: Sequence[Layer]
    debt: Figure
    commitment: Figure
    """The revolver's."""
    existing_cash: Figure | None
    refinanced: Figure | None
    staying: Figure | None
    """Claims that the deal leaves in place; None without any."""
    breakage: Figure | None
    advisory: Figure
    financing: Figure
    discounts: Figure
    minimum_cash: Figure
    rollover: Figure
    sponsor: Figure
    """The plug."""
    equity: Figure
    """Of sponsor and rollover."""
    sponsor_share: Figure
    """Of that equity."""
    contribution: Figure
    """Of sponsor and rollover in all sources but existing cash."""
    sources: Sequence[Figure]
    uses: Sequence[Figure]
    total_sources: Figure
    total_uses: Figure


def entry(target: Bridge, terms: LboTerms, policy: Policy) -> Entry:
    """The entry price, by a premium or a multiple.

    Raises:
        LinesMissing: EBITDA of the last twelve months is not reported.
    """
    company, held, at = target.company, target.claims, policy.period
    prefix = f"{company.prefix}.lbo"
    earned = company.latest.get("ebitda")
    if earned is None:
        raise LinesMissing(company.label, "a buyout", ["EBITDA of the last twelve months"])
    ebitda = computed(f"{prefix}.ltm_ebitda", "LTM EBITDA", earned, at)
    if isinstance(ebitda.value, Missing) or ebitda.value <= 0:
        raise NothingToLever(company.label)
    ways: list[Term] = []
    priced: list[Figure] = []
    if terms.premium is not None:
        offered = computed(
            f"{prefix}.premium.share_price",
            "Price with the premium",
            target.price * (1 + terms.premium),
            at,
        )
        new, diluted = dilution_at(held.count, offered, f"{prefix}.premium", at)
        value: Term = offered * diluted + held.net
        converted = converted_debt(held.count, offered, f"{prefix}.premium", at)
        for principal in converted:
            value = value - principal
        whole = computed(
            f"{prefix}.premium.enterprise_value", "Enterprise value with the premium", value, at
        )
        priced = [offered, *new, diluted, *converted, whole]
        ways.append(whole / ebitda)
    if terms.multiple is not None:
        ways.append(terms.multiple)
    multiple = computed(
        f"{prefix}.entry_multiple",
        "Entry EV / LTM EBITDA",
        if_(terms.entry_selector, ways[0], ways[-1]) if len(ways) > 1 else ways[0],
        at,
    )
    enterprise = computed(f"{prefix}.enterprise_value", "Enterprise value", ebitda * multiple, at)
    claimed = computed(
        f"{prefix}.net_claims", "Less: net debt and other claims before the deal", held.net, at
    )
    before = computed(f"{prefix}.equity_value", "Equity value at entry", enterprise - claimed, at)
    if not company.is_listed:
        return Entry(ebitda, multiple, enterprise, None, None, (), None, before, (), claimed, ())
    offer = computed(
        f"{prefix}.offer_share_price", "Offer per share", price_at(held.count, before), at
    )
    new, diluted = dilution_at(held.count, offer, f"{prefix}.offer", at)
    paid = computed(f"{prefix}.equity_purchase", "Equity purchase price", offer * diluted, at)
    premium = None
    if company.price is not None:
        premium = computed(
            f"{prefix}.offer_premium",
            "Premium over the current price",
            offer / company.price - 1,
            at,
        )
    return Entry(
        ebitda,
        multiple,
        enterprise,
        offer,
        premium,
        new,
        diluted,
        paid,
        converted_debt(held.count, offer, f"{prefix}.offer", at),
        claimed,
        (*priced, before),
    )


def sources_and_uses(target: Bridge, paid: Entry, terms: LboTerms, policy: Policy) -> SourcesUses:
    """Both sides of the closing; sponsor equity is what the other sources leave open."""
    company, at = target.company, policy.period
    prefix = f"{company.prefix}.lbo"

    def made(key: str, name: str, value: Term) -> Figure:
        return computed(f"{prefix}.{key}", name, value, at)

    leverage = made(
        "leverage_at_close",
        "Debt at closing / EBITDA",
        total([one.size for one in terms.tranches]),
    )
    layers = [_layer(prefix, one, paid, leverage, terms, policy) for one in terms.tranches]
    debt = made("debt_raised", "Debt raised", total([one.principal for one in layers]))
    commitment = made("commitment", "Revolver commitment", paid.ebitda * terms.revolver)
    existing = refinanced = staying = breakage = None
    if target.claims.deducted:
        existing = made(
            "existing_cash",
            "Existing cash and investments",
            total([one.figure for one in target.claims.deducted]),
        )
    stays = [one.figure for one in target.claims.added if one.figure.key.endswith(_STAYING)]
    goes = [one.figure for one in target.claims.added if not one.figure.key.endswith(_STAYING)]
    if goes:
        owed = made(
            "refinanced_before_conversion", "Existing debt and preferred stock", total(goes)
        )
        value: Term = owed
        for principal in paid.converted:
            value = value - principal
        refinanced = made("refinanced", "Refinanced debt and preferred stock", value)
        breakage = made("breakage_paid", "Breakage", refinanced * terms.breakage)
    if stays:
        staying = made("staying", "Claims that stay (noncontrolling interest)", total(stays))
    revenue = company.latest.figures["revenue"]
    minimum = made("minimum_cash_paid", "Cash left in the company", revenue * terms.minimum_cash)
    advisory = made(
        "advisory_paid",
        "Advisory and deal costs (expensed)",
        paid.enterprise_value * terms.advisory_fee,
    )
    financing = made(
        "financing_paid",
        "Financing fees (capitalised)",
        (debt + commitment) * terms.financing_fee,
    )
    discounts = made(
        "discounts_paid", "Issue discount (capitalised)", total([one.discount for one in layers])
    )
    uses = [paid.equity]
    uses += [one for one in (refinanced, breakage) if one is not None]
    uses += [advisory, financing, discounts, minimum]
    total_uses = made("total_uses", "Total uses", total(uses))
    rollover = made("rollover_paid", "Rollover of sellers", paid.equity * terms.rollover)
    plug: Term = total_uses - debt - rollover
    if existing is not None:
        plug = plug - existing
    sponsor = made("sponsor_equity", "Sponsor equity", plug)
    equity = made("new_equity", "Equity of sponsor and rollover", sponsor + rollover)
    sources = [*(one.principal for one in layers), rollover, sponsor]
    if existing is not None:
        sources.insert(0, existing)
    return SourcesUses(
        entry=paid,
        leverage=leverage,
        layers=tuple(layers),
        debt=debt,
        commitment=commitment,
        existing_cash=existing,
        refinanced=refinanced,
        staying=staying,
        breakage=breakage,
        advisory=advisory,
        financing=financing,
        discounts=discounts,
        minimum_cash=minimum,
        rollover=rollover,
        sponsor=sponsor,
        equity=equity,
        sponsor_share=made(
            "sponsor_share", "Sponsor's share of the equity", _share(sponsor, equity)
        ),
        contribution=made(
            "equity_contribution",
            "Equity in new money (sponsor and rollover)",
            ratio(equity, equity + debt),
        ),
        sources=tuple(sources),
        uses=tuple(uses),
        total_sources=made("total_sources", "Total sources", total(sources)),
        total_uses=total_uses,
    )


def _share(part: Figure, whole: Figure) -> Term:
    return meaningful(ratio(part, whole), when=is_positive(whole))


def _layer(
    prefix: str,
    terms: TrancheTerms,
    paid: Entry,
    leverage: Figure,
    held: LboTerms,
    policy: Policy,
) -> Layer:
    """The core layer takes what total leverage leaves beside the others."""
    at, key = policy.period, f"{prefix}.{terms.key}"
    size: Term = terms.size
    if terms.key == CORE:
        size = leverage
        for other in held.tranches:
            if other is not terms:
                size = size - other.size
    times = computed(f"{key}.used_multiple", f"{terms.label} / EBITDA", size, at)
    principal = computed(f"{key}.principal", terms.label, paid.ebitda * times, at)
    discount = computed(
        f"{key}.discount_paid",
        f"{terms.label}: issue discount",
        principal * terms.discount,
        at,
    )
    return Layer(terms, times, principal, discount)
