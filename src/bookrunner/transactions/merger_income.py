"""Combined earnings per share for three years, against those of the acquirer alone.

    combined net income = acquirer + target + after-tax synergies + after-tax interest saved
        - after-tax (new interest + lost interest + fees amortised + cost to achieve)
        - after-tax (depreciation and amortisation of write-ups) - tax on interest above the cap
    accretion  = combined EPS / standalone EPS - 1;  NM where standalone EPS is not above zero
    break-even = (standalone EPS x combined shares - net income before synergies) / (1 - tax)

The cap of s.163(j) is taken on the net interest of both companies together and on their EBITDA
before synergies; what exceeds it is carried forward and deducted when there is room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.figures import (
    Figure,
    Finding,
    Format,
    Missing,
    Period,
    Severity,
    Term,
    computed,
    if_,
    is_positive,
    meaningful,
    not_below_zero,
    ratio,
    smallest,
    total,
)
from bookrunner.transactions.merger_balance import WriteUps
from bookrunner.transactions.merger_offer import Funding, Offer
from bookrunner.transactions.merger_standalone import Standalone, YearAfter
from bookrunner.transactions.merger_terms import MergerTerms
from bookrunner.valuation import CheckPair


@dataclass(frozen=True)
class Effect:
    """One thing that the deal does to income."""

    key: str
    label: str
    before_tax: Figure | None
    """None where it is tax itself."""
    after_tax: Figure
    per_share: Figure
    """Of the combined shares."""


@dataclass(frozen=True)
class CapYear:
    """Interest against the cap, in one year."""

    interest: Figure
    """Net, of both companies after the deal."""
    cap: Figure
    deductible: Figure
    carried: Figure


@dataclass(frozen=True)
class MergerYear:
    """One year after closing."""

    label: str
    period: Period
    acquirer: YearAfter
    target: YearAfter
    revenue: Figure
    """Of both."""
    ebitda: Figure
    """Of both, with synergies; before one-off costs."""
    effects: Sequence[Effect]
    cap: CapYear
    net_income: Figure
    shares: Figure
    """Combined, diluted."""
    standalone_eps: Figure
    eps: Figure
    accretion: Figure
    accretion_amount: Figure
    """In money per share."""
    cash_income: Figure
    """Before amortisation of new intangibles, cost to achieve and the write-up of inventory."""
    cash_eps: Figure
    cash_accretion: Figure
    dilution: Figure
    """Of EPS, by sharing the acquirer's own income with the new shares."""
    target_eps: Figure
    """What the target's income adds to each combined share."""
    before_synergies: Figure
    """Combined net income without synergies."""
    breakeven: Figure
    """Synergies before tax at which EPS neither rises nor falls."""


@dataclass(frozen=True)
class Income:
    """Earnings after the deal."""

    shares: Figure
    years: Sequence[MergerYear]
    checks: Sequence[CheckPair]
    findings: Sequence[Finding]


class _Parts:
    """What every year is made of."""

    def __init__(
        self,
        prefix: str,
        sides: tuple[Standalone, Standalone],
        closing: Funding,
        raised: WriteUps,
        terms: MergerTerms,
    ) -> None:
        self.prefix = prefix
        self.acquirer, self.target = sides
        self.closing, self.raised, self.terms = closing, raised, terms

    def before_tax(self, place: int, period: Period) -> Sequence[tuple[str, Figure]]:
        """Each effect before tax, by key, with its sign."""
        terms, closing, raised = self.terms, self.closing, self.raised
        told: list[tuple[str, str, Term]] = [
            ("synergies", "Synergies", terms.synergies * terms.phases[place])
        ]
        if closing.refinanced is not None and terms.saved_rate is not None:
            saved = closing.refinanced * terms.saved_rate
            told.append(("interest_saved", "Interest saved on refinanced debt", saved))
        told.append(("new_interest", "Interest on new debt", -closing.debt * terms.debt_rate))
        if closing.cash_used is not None and terms.cash_rate is not None:
            lost = -closing.cash_used * terms.cash_rate
            told.append(("lost_interest", "Interest lost on cash used", lost))
        told.append(
            ("fees_amortised", "Financing fees amortised", -closing.financing / terms.fee_life)
        )
        spent = -terms.synergies * terms.cost_to_achieve * terms.cost_phases[place]
        told.append(("integration", "Cost to achieve synergies", spent))
        told.append(
            (
                "intangibles_amortised",
                "Amortisation of new intangibles",
                -raised.intangibles / terms.intangibles_life,
            )
        )
        if raised.property is not None:
            worn = -raised.property / terms.property_life
            told.append(("property_depreciated", "Depreciation of written-up property", worn))
        if raised.inventory is not None and place == 0:
            told.append(
                ("inventory_sold", "Write-up of inventory, as it is sold", -raised.inventory)
            )
        return [
            (key, computed(f"{self.prefix}.{key}", name, value, period))
            for key, name, value in told
        ]

    def interest(self, effects: Sequence[tuple[str, Figure]]) -> Term:
        """Net interest of both companies after the deal."""
        paid: list[Figure] = []
        earned: list[Figure] = []
        for side in (self.acquirer, self.target):
            paid += [] if side.interest is None else [side.interest]
            earned += [] if side.interest_income is None else [side.interest_income]
        value: Term = -total([figure for key, figure in effects if key in _INTEREST])
        for one in paid:
            value = value + one
        for one in earned:
            value = value - one
        return value


_INTEREST = frozenset({"interest_saved", "new_interest", "lost_interest", "fees_amortised"})
_ONE_OFF = frozenset({"intangibles_amortised", "integration", "inventory_sold"})


def merger_income(
    prefix: str,
    sides: tuple[Standalone, Standalone],
    paid: Offer,
    closing: Funding,
    raised: WriteUps,
    terms: MergerTerms,
) -> Income:
    """Three years of combined earnings."""
    acquirer = sides[0]
    at = acquirer.flows.policy.period
    own = acquirer.flows.company.diluted_shares
    shares = computed(f"{prefix}.combined_shares", "Combined diluted shares", own + paid.issued, at)
    parts = _Parts(prefix, sides, closing, raised, terms)
    years: list[MergerYear] = []
    for place in range(len(acquirer.years)):
        before = years[-1].cap if years else None
        years.append(_year(parts, place, shares, own, before))
    return Income(
        shares=shares,
        years=tuple(years),
        checks=tuple(check for year in years for check in _checks(prefix, year, parts)),
        findings=_findings(acquirer.label, years),
    )


def _year(
    parts: _Parts, place: int, shares: Figure, own: Figure, before: CapYear | None
) -> MergerYear:
    prefix, terms = parts.prefix, parts.terms
    acquirer, target = parts.acquirer.years[place], parts.target.years[place]
    period, keep = acquirer.period, 1 - terms.tax

    def made(key: str, name: str, value: Term) -> Figure:
        return computed(f"{prefix}.{key}", name, value, period)

    told = parts.before_tax(place, period)
    cap, extra = _capped(parts, told, acquirer, target, before)
    effects = [
        _effect(prefix, key, figure.name, figure, figure * keep, shares, period)
        for key, figure in told
    ]
    effects.append(
        _effect(
            prefix,
            "interest_cap_tax",
            "Tax on interest above the cap",
            None,
            -extra,
            shares,
            period,
        )
    )
    net_income = made(
        "combined_net_income",
        "Combined net income",
        total([acquirer.net_income, target.net_income, *(one.after_tax for one in effects)]),
    )
    alone = made("standalone_eps", "Standalone EPS of the acquirer", acquirer.net_income / own)
    eps = made("combined_eps", "Combined EPS", net_income / shares)
    cash: Term = net_income
    for one in effects:
        if one.key in _ONE_OFF:
            cash = cash - one.after_tax
    cash_income = made("cash_net_income", "Combined cash net income", cash)
    cash_eps = made("cash_eps", "Combined cash EPS", cash_income / shares)
    synergies = next(one for one in effects if one.key == "synergies")
    without = made(
        "before_synergies", "Combined net income before synergies", net_income - synergies.after_tax
    )
    breakeven = (alone * shares - without) / keep
    return MergerYear(
        label=acquirer.label,
        period=period,
        acquirer=acquirer,
        target=target,
        revenue=made("combined_revenue", "Combined revenue", acquirer.revenue + target.revenue),
        ebitda=made(
            "combined_ebitda",
            "Combined EBITDA with synergies, before one-off costs",
            acquirer.ebitda + target.ebitda + terms.synergies * terms.phases[place],
        ),
        effects=tuple(effects),
        cap=cap,
        net_income=net_income,
        shares=shares,
        standalone_eps=alone,
        eps=eps,
        accretion=made("accretion", "Accretion / (dilution), GAAP EPS", _over(eps, alone)),
        accretion_amount=made(
            "accretion_per_share", "Accretion / (dilution) per share", eps - alone
        ),
        cash_income=cash_income,
        cash_eps=cash_eps,
        cash_accretion=made(
            "cash_accretion", "Accretion / (dilution), cash EPS", _over(cash_eps, alone)
        ),
        dilution=made(
            "share_dilution",
            "Acquirer's income shared with new holders",
            acquirer.net_income / shares - alone,
        ),
        target_eps=made("target_eps", "Target's net income", target.net_income / shares),
        before_synergies=without,
        breakeven=made(
            "breakeven_synergies",
            "Break-even synergies before tax",
            meaningful(breakeven, when=is_positive(alone)),
        ),
    )


def _over(after: Figure, before: Figure) -> Term:
    return meaningful(ratio(after, before) - 1, when=is_positive(before))


def _effect(
    prefix: str,
    key: str,
    label: str,
    before_tax: Figure | None,
    after: Term,
    shares: Figure,
    period: Period,
) -> Effect:
    kept = computed(f"{prefix}.after_tax.{key}", f"{label}, after tax", after, period)
    share = computed(f"{prefix}.per_share.{key}", f"{label}, per share", kept / shares, period)
    return Effect(key, label, before_tax, kept, share)


def _capped(
    parts: _Parts,
    told: Sequence[tuple[str, Figure]],
    acquirer: YearAfter,
    target: YearAfter,
    before: CapYear | None,
) -> tuple[CapYear, Term]:
    """The cap, and the tax on what exceeds it."""
    terms, period = parts.terms, acquirer.period

    def made(key: str, name: str, value: Term) -> Figure:
        return computed(f"{parts.prefix}.cap.{key}", name, value, period)

    interest = made("net_interest", "Net interest after the deal", parts.interest(told))
    base = if_(terms.cap_on_ebitda, acquirer.ebitda + target.ebitda, acquirer.ebit + target.ebit)
    cap = made("cap", "Cap on deductible interest", not_below_zero(base) * terms.interest_cap)
    claimed: Term = not_below_zero(interest)
    if before is not None:
        claimed = claimed + before.carried
    deductible = made("deductible", "Deductible interest", smallest(claimed, cap))
    carried = made("carried", "Interest carried forward", claimed - deductible)
    extra = (not_below_zero(interest) - deductible) * terms.tax
    return CapYear(interest, cap, deductible, carried), extra


def _checks(prefix: str, year: MergerYear, parts: _Parts) -> Sequence[CheckPair]:
    """The EPS bridge adds up, and break-even synergies do break even."""
    period = year.period
    summed = computed(
        f"{prefix}.eps_bridge",
        "Standalone EPS and each part of the bridge",
        total(
            [
                year.standalone_eps,
                year.dilution,
                year.target_eps,
                *(one.per_share for one in year.effects),
            ]
        ),
        period,
    )
    found = [
        CheckPair(
            f"Merger: the EPS bridge adds up, {year.label}",
            year.eps,
            summed,
            Format.PER_SHARE,
        )
    ]
    if not isinstance(year.breakeven.value, Missing):
        back = computed(
            f"{prefix}.breakeven_eps",
            "EPS with break-even synergies",
            (year.before_synergies + year.breakeven * (1 - parts.terms.tax)) / year.shares,
            period,
        )
        found.append(
            CheckPair(
                f"Merger: break-even synergies break even, {year.label}",
                year.standalone_eps,
                back,
                Format.PER_SHARE,
            )
        )
    return found


def _findings(label: str, years: Sequence[MergerYear]) -> Sequence[Finding]:
    found: list[tuple[str, str]] = []
    unearned = [one.label for one in years if isinstance(one.accretion.value, Missing)]
    if unearned:
        found.append(
            (
                "no-earnings",
                f"standalone EPS is not above zero in {', '.join(unearned)}: accretion is NM",
            )
        )
    if any(one.cap.carried.value for one in years):
        found.append(
            (
                "interest-cap",
                "net interest exceeds the cap of s.163(j); combined income bears tax on the rest",
            )
        )
    return tuple(
        Finding(f"transactions.merger-{code}", text, Severity.WARNING, where=label)
        for code, text in found
    )
