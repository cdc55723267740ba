"""What both companies owe after a merger, and what is earned on the price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.figures import Figure, Term, computed, is_positive, meaningful, ratio, total
from bookrunner.transactions.merger_income import Income
from bookrunner.transactions.merger_offer import Funding, Offer
from bookrunner.transactions.merger_standalone import Standalone
from bookrunner.transactions.merger_terms import MergerTerms


@dataclass(frozen=True)
class Credit:
    """What one company, or both, owe and earn; None where it owes nothing that is reported."""

    label: str
    debt: Figure
    net_debt: Figure
    ebitda: Figure
    leverage: Figure
    net_leverage: Figure
    coverage: Figure | None
    """EBITDA over interest."""


@dataclass(frozen=True)
class Return:
    """What is earned on what is paid, in the last year."""

    profit: Figure
    """The target's EBIT and synergies, after tax."""
    invested: Figure
    """Enterprise value at the offer, costs and what synergies cost."""
    roic: Figure
    wacc: Figure
    """The target's."""
    spread: Figure


def combined_credit(
    prefix: str,
    sides: tuple[Standalone, Standalone],
    paid: Offer,
    closing: Funding,
    terms: MergerTerms,
) -> tuple[Sequence[Credit], Figure | None]:
    """The acquirer, the target and both, and leverage with synergies; empty without a report."""
    found: list[Credit] = []
    for key, side in zip(("acquirer", "target"), sides, strict=True):
        bridge = side.flows.company
        ebitda = bridge.company.latest.get("ebitda")
        owed = bridge.claims.debt
        if ebitda is None or owed is None:
            return (), None
        found.append(
            _owing(
                f"{prefix}.credit.{key}",
                side.label,
                owed,
                bridge.claims.net_debt,
                ebitda,
                side.interest,
                side,
            )
        )
    at = sides[0].flows.policy.period
    new: Term = closing.debt
    if closing.refinanced is not None:
        new = new - closing.refinanced
    for principal in paid.converted:
        new = new - principal
    debt = found[0].debt + found[1].debt + new
    net: Term = found[0].net_debt + found[1].net_debt + new
    if closing.cash_used is not None:
        net = net + closing.cash_used
    interest: Term | None = None
    if sides[0].interest is not None and sides[1].interest is not None:
        interest = sides[0].interest + sides[1].interest + closing.debt * terms.debt_rate
        if closing.refinanced is not None and terms.saved_rate is not None:
            interest = interest - closing.refinanced * terms.saved_rate
    both_after = _owing(
        f"{prefix}.credit.combined",
        "Combined",
        debt,
        net,
        found[0].ebitda + found[1].ebitda,
        interest,
        sides[0],
    )
    synergised = computed(
        f"{prefix}.credit.combined.synergised_leverage",
        "Combined debt / LTM EBITDA with run-rate synergies",
        ratio(both_after.debt, both_after.ebitda + terms.synergies),
        at,
    )
    return (*found, both_after), synergised


def _owing(
    prefix: str,
    label: str,
    debt: Term,
    net_debt: Term,
    ebitda: Term,
    interest: Term | None,
    side: Standalone,
) -> Credit:
    at = side.flows.policy.period

    def made(key: str, name: str, value: Term) -> Figure:
        return computed(f"{prefix}.{key}", f"{label}: {name}", value, at)

    owed, net = (
        made("debt", "debt with finance leases", debt),
        made("net_debt", "net debt", net_debt),
    )
    earned = made("ebitda", "LTM EBITDA", ebitda)
    sound = is_positive(earned)
    return Credit(
        label=label,
        debt=owed,
        net_debt=net,
        ebitda=earned,
        leverage=made("leverage", "debt / EBITDA", meaningful(ratio(owed, earned), when=sound)),
        net_leverage=made(
            "net_leverage", "net debt / EBITDA", meaningful(ratio(net, earned), when=sound)
        ),
        coverage=None
        if interest is None
        else made(
            "coverage_multiple",
            "EBITDA / interest",
            meaningful(ratio(earned, interest), when=sound),
        ),
    )


def return_on_price(
    prefix: str,
    target: Standalone,
    paid: Offer,
    closing: Funding,
    income: Income,
    terms: MergerTerms,
) -> Return:
    """The last year's profit of what is bought, over what it costs."""
    year, alone = income.years[-1], target.years[-1]

    def made(key: str, name: str, value: Term) -> Figure:
        return computed(f"{prefix}.return.{key}", name, value, year.period)

    synergies = next(one.before_tax for one in year.effects if one.key == "synergies")
    assert synergies is not None
    profit = made(
        "profit",
        "Target's EBIT and synergies, after tax",
        (alone.ebit + synergies) * (1 - terms.tax),
    )
    spent = [
        one.before_tax
        for each in income.years
        for one in each.effects
        if one.key == "integration" and one.before_tax is not None
    ]
    whole: Term = paid.enterprise_value + closing.advisory + closing.financing - total(spent)
    if closing.breakage is not None:
        whole = whole + closing.breakage
    invested = made("invested", "Enterprise value, deal costs and cost to achieve", whole)
    roic = made(
        "roic_rate",
        f"Return on invested capital, {year.label.lower()}",
        meaningful(ratio(profit, invested), when=is_positive(invested)),
    )
    wacc = made("target_wacc", "WACC of the target", target.flows.wacc.wacc)
    return Return(
        profit, invested, roic, wacc, made("excess_rate", "Return less WACC", roic - wacc)
    )
