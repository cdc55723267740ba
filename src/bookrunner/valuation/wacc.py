"""The weighted average cost of capital, at market weights.

    WACC = E/V x Ke + D/V x Kd x (1 - t)         Ke = Rf + beta x ERP
    beta unlevered = beta / (1 + (1 - t) x D/E)   and back at the target's own D/E

Hamada's relation and the build-up as in Koller, Goedhart and Wessels, *Valuation*, and Rosenbaum
and Pearl, *Investment Banking*, ch. 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.figures import (
    Figure,
    Finding,
    Missing,
    Severity,
    Term,
    average,
    computed,
    if_,
    median,
)
from bookrunner.valuation.adoptions import Within
from bookrunner.valuation.company_inputs import CompanyInputs, ReportedPeriod, above_zero
from bookrunner.valuation.errors import MarketDataRequired
from bookrunner.valuation.ev_bridge import Bridge
from bookrunner.valuation.lines import Line, line
from bookrunner.valuation.policy import Policy, switch

_TAX_YEARS = 3
# A year outside is one of losses carried forward, reliefs or write-downs, not of a rate.
_YEARS_RATE = (0.0, 0.5)
# A mean outside does not last, and a terminal value would have it last for ever.
_LASTING_RATE = (0.1, 0.4)
_BETAS = Within(Decimal(0), Decimal(5))


@dataclass(frozen=True)
class Tax:
    """The tax rate of the valuation and what it is chosen from."""

    rate: Figure
    statutory: Figure
    """The default or adopted statutory rate."""
    statutory_switch: Figure
    """1 takes the statutory rate."""
    effective: Figure | None
    """The mean of the years' effective rates; None when no year reports both lines."""
    effective_by_year: Sequence[Figure]
    findings: Sequence[Finding]


@dataclass(frozen=True)
class PeerBeta:
    """A peer's observed beta, and its leverage at market values to unlever it with."""

    label: str
    beta: Figure
    debt_to_equity: Figure
    unlevered: Figure


@dataclass(frozen=True)
class CapitalMarket:
    """What markets say on the valuation date; nothing of it has a default but beta and the ERP."""

    risk_free: Figure | None
    """The Treasury par yield of ten or twenty years, sourced."""
    equity_risk_premium: Figure | None = None
    beta: Figure | None = None
    """The target's relevered beta where somebody adopts one."""
    cost_of_debt: Figure | None = None
    """The current yield of the target's debt, sourced or adopted."""
    size_premium: Figure | None = None
    """Of size or country, sourced or adopted."""


@dataclass(frozen=True)
class Wacc:
    """The discount rate and everything on its page."""

    wacc: Figure
    cost_of_equity: Figure
    cost_of_debt: Figure | None
    tax: Tax
    risk_free: Figure
    peer_betas: Sequence[PeerBeta]
    lines: Sequence[Line]
    findings: Sequence[Finding]


def wacc(
    target: Bridge,
    peers: Sequence[Bridge],
    market: CapitalMarket,
    policy: Policy,
    *,
    statutory_tax: Figure | None = None,
) -> Wacc:
    """The target's weighted average cost of capital.

    Weights are the target's own market values; a company without a price takes the median weight
    of its peers.

    Raises:
        MarketDataRequired: There is no risk-free rate; or there is debt, and neither a yield nor
            interest expense to compute its cost from; or neither the target nor a peer has a price.
    """
    company, at = target.company, policy.period
    prefix = f"{company.prefix}.wacc"
    if market.risk_free is None:
        raise MarketDataRequired(
            company.label, "the risk-free rate", "load the Treasury curve of the valuation date"
        )
    tax = tax_rate(company, policy, statutory=statutory_tax)
    findings = list(tax.findings)
    debt_weight, weight_lines = _debt_weight(target, peers, policy)
    debt_to_equity = computed(
        f"{prefix}.debt_to_equity", "Debt / equity", debt_weight / (1 - debt_weight), at
    )
    betas = _peer_betas(peers, policy, tax.statutory)
    beta, beta_lines, beta_findings = _beta(company, market, betas, debt_to_equity, tax, policy)
    findings += beta_findings
    premium = market.equity_risk_premium
    if premium is None:
        premium = policy.adoptions.assumption(
            "market.equity_risk_premium",
            "Equity risk premium",
            Decimal("0.05"),
            at,
            "near the middle of surveys and of implied premia for mature markets; "
            "adopt the house view",
        )
    required: Term = market.risk_free + beta * premium
    if market.size_premium is not None:
        required = required + market.size_premium
    equity_cost = computed(f"{prefix}.cost_of_equity_rate", "Cost of equity", required, at)
    lines = [line(market.risk_free), line(premium), *beta_lines]
    if market.size_premium is not None:
        lines.append(line(market.size_premium))
    lines += [line(equity_cost), *weight_lines, line(debt_to_equity)]
    rate: Term = equity_cost * (1 - debt_weight)
    debt_cost = None
    if target.claims.debt is not None:
        debt_cost, debt_lines, debt_findings = _cost_of_debt(company, market, policy)
        findings += debt_findings
        after_tax = computed(
            f"{prefix}.after_tax_debt_rate",
            "Cost of debt after tax",
            debt_cost * (1 - tax.rate),
            at,
        )
        rate = rate + after_tax * debt_weight
        lines += [*debt_lines, *_tax_lines(tax), line(after_tax)]
    else:
        lines += _tax_lines(tax)
    whole = computed(f"{prefix}.wacc", "WACC", rate, at)
    lines.append(line(whole))
    return Wacc(
        wacc=whole,
        cost_of_equity=equity_cost,
        cost_of_debt=debt_cost,
        tax=tax,
        risk_free=market.risk_free,
        peer_betas=betas,
        lines=tuple(lines),
        findings=tuple(findings),
    )


def tax_rate(company: CompanyInputs, policy: Policy, *, statutory: Figure | None = None) -> Tax:
    """The mean effective rate of up to three years, or the statutory rate by a switch.

    Only years whose rate lies between nothing and a half enter the mean. The switch stands at
    statutory where no year does, or where the mean lies outside 10% to 40%.
    """
    prefix, at = f"{company.prefix}.tax", policy.period
    if statutory is None:
        statutory = policy.adoptions.assumption(
            "market.statutory_tax_rate",
            "Statutory tax rate",
            Decimal("0.21"),
            at,
            "United States federal corporate rate, without state taxes",
        )
    by_year = tuple(
        computed(
            f"{prefix}.effective_rate",
            f"Effective tax rate {reported.label}",
            tax / pretax,
            reported.period,
        )
        for reported in company.years[-_TAX_YEARS:]
        if (tax := reported.get("income_tax")) is not None
        and (pretax := reported.get("pretax_income")) is not None
        # A rate on a loss says nothing, so such a year is left out.
        and above_zero(pretax)
    )
    effective = None
    counted = [figure for figure in by_year if _inside(figure, _YEARS_RATE)]
    if counted:
        name = "Effective tax rate, mean of the years"
        if len(counted) < len(by_year):
            name += " between 0% and 50%"
        effective = computed(f"{prefix}.mean_effective_rate", name, average(counted), at)
    usual = effective is not None and _inside(effective, _LASTING_RATE)
    chosen = switch(
        policy.adoptions,
        f"{prefix}.statutory_switch",
        "Statutory tax rate (1 = yes)",
        "0" if usual else "1",
        at,
        "the company's own rate" if usual else "history has no usual effective rate",
    )
    findings = [] if usual else [_statutory_used(company)]
    value: Term = statutory if effective is None else if_(chosen, statutory, effective)
    rate = computed(f"{prefix}.rate", "Tax rate", value, at)
    return Tax(rate, statutory, chosen, effective, by_year, tuple(findings))


def _tax_lines(tax: Tax) -> list[Line]:
    lines = [line(figure) for figure in tax.effective_by_year]
    if tax.effective is not None:
        lines += [line(tax.effective), line(tax.statutory_switch)]
    return [*lines, line(tax.statutory), line(tax.rate)]


def _inside(figure: Figure, bounds: tuple[float, float]) -> bool:
    return not isinstance(figure.value, Missing) and bounds[0] < figure.value < bounds[1]


def _statutory_used(company: CompanyInputs) -> Finding:
    return Finding(
        "valuation.statutory-tax",
        "the effective tax rates of the last years between 0% and 50% have no mean from 10% to "
        "40%, which could last; the statutory rate is used",
        Severity.WARNING,
        where=company.label,
    )


def _debt_weight(
    target: Bridge, peers: Sequence[Bridge], policy: Policy
) -> tuple[Figure, list[Line]]:
    """Debt over debt and equity, at market value of equity and book value of debt."""
    company, at = target.company, policy.period
    key, name = f"{company.prefix}.wacc.debt_weight", "Debt / (debt + equity)"
    if company.price is not None:
        own = _weight(target)
        weight = computed(key, f"{name}, at market values", own, at)
        return weight, [line(weight)]
    of_peers = [
        computed(
            f"{peer.company.prefix}.wacc.debt_weight",
            f"{peer.company.label} {name.lower()}, at market values",
            _weight(peer),
            at,
        )
        for peer in peers
        if peer.company.price is not None
    ]
    if not of_peers:
        raise MarketDataRequired(
            company.label, "a share price of it or of a peer", "supply prices with --prices"
        )
    weight = computed(key, f"{name}, median of peers", median(of_peers), at)
    return weight, [*(line(figure) for figure in of_peers), line(weight)]


def _weight(held: Bridge) -> Term:
    owed = held.debt_owed
    if owed is None:
        return (held.equity_value - held.equity_value) / held.equity_value
    return owed / (owed + held.equity_value)


def _peer_betas(peers: Sequence[Bridge], policy: Policy, statutory: Figure) -> Sequence[PeerBeta]:
    found = []
    for peer in peers:
        company, beta = peer.company, peer.company.beta
        if beta is None or company.price is None:
            continue
        at, prefix = policy.period, f"{company.prefix}.wacc"
        debt = peer.debt_owed
        whole = peer.equity_value
        over = (whole - whole) / whole if debt is None else debt / whole
        leverage = computed(f"{prefix}.debt_to_equity", f"{company.label} debt / equity", over, at)
        tax = tax_rate(company, policy, statutory=statutory)
        unlevered = computed(
            f"{prefix}.unlevered_beta",
            f"{company.label} unlevered beta",
            beta / (1 + (1 - tax.rate) * leverage),
            at,
        )
        found.append(PeerBeta(company.label, beta, leverage, unlevered))
    return tuple(found)


def _beta(
    company: CompanyInputs,
    market: CapitalMarket,
    betas: Sequence[PeerBeta],
    debt_to_equity: Figure,
    tax: Tax,
    policy: Policy,
) -> tuple[Figure, list[Line], list[Finding]]:
    prefix, at = f"{company.prefix}.wacc", policy.period
    if market.beta is not None:
        return market.beta, [line(market.beta)], []
    if betas:
        unlevered = computed(
            f"{prefix}.unlevered_beta",
            "Unlevered beta, median of peers",
            median([peer.unlevered for peer in betas]),
            at,
        )
        relevered = computed(
            f"{prefix}.relevered_beta",
            "Beta relevered at the target's debt / equity",
            unlevered * (1 + (1 - tax.rate) * debt_to_equity),
            at,
        )
        of_peers = [line(one) for p in betas for one in (p.beta, p.debt_to_equity, p.unlevered)]
        return relevered, [*of_peers, line(unlevered), line(relevered)], []
    assumed = policy.adoptions.assumption(
        f"{prefix}.levered_beta",
        "Beta, levered at the target's debt / equity",
        Decimal(1),
        at,
        "no observed betas were supplied; the market's own beta stands in",
        within=_BETAS,
    )
    doubt = Finding(
        "valuation.beta-assumed",
        "no observed betas were supplied; the market's beta of one is assumed",
        Severity.WARNING,
        where=company.label,
    )
    implied = computed(
        f"{prefix}.unlevered_beta",
        "Unlevered beta it stands for",
        assumed / (1 + (1 - tax.rate) * debt_to_equity),
        at,
    )
    # Whoever adopts a beta stands for it.
    return assumed, [line(assumed), line(implied)], [doubt] if assumed.is_default else []


def _cost_of_debt(
    company: CompanyInputs, market: CapitalMarket, policy: Policy
) -> tuple[Figure, list[Line], list[Finding]]:
    """A current yield when supplied, else interest over average debt, which is the coupon."""
    if market.cost_of_debt is not None:
        return market.cost_of_debt, [line(market.cost_of_debt)], []
    reported = _latest_with(company, ("interest_expense", "total_debt"))
    if reported is None:
        raise MarketDataRequired(
            company.label,
            "the cost of debt",
            "no interest expense is reported to stand in; supply the yield of its debt",
        )
    at, prefix = policy.period, f"{company.prefix}.wacc"
    interest, debt = reported.get("interest_expense"), reported.get("total_debt")
    assert interest is not None and debt is not None  # noqa: PT018
    earlier = _debt_before(company, reported)
    mean = computed(
        f"{prefix}.average_debt",
        f"Average debt {reported.label}",
        debt if earlier is None else average([earlier, debt]),
        at,
    )
    cost = computed(
        f"{prefix}.cost_of_debt_rate",
        f"Cost of debt (interest / average debt, {reported.label})",
        interest / mean,
        at,
    )
    findings = [
        Finding(
            "valuation.coupon-not-yield",
            "the cost of debt is interest over average debt: the coupon, not the current yield; "
            "supply the yield of the company's debt",
            Severity.WARNING,
            where=company.label,
        )
    ]
    assert market.risk_free is not None
    if _below(cost, market.risk_free):
        findings.append(
            Finding(
                "valuation.coupon-below-risk-free",
                "the coupon lies below the risk-free rate, so it is not what new debt would cost",
                Severity.WARNING,
                where=company.label,
            )
        )
    return cost, [line(interest), line(mean), line(cost)], findings


def _latest_with(company: CompanyInputs, keys: Sequence[str]) -> ReportedPeriod | None:
    candidates = (company.latest, *reversed(company.years))
    return next((one for one in candidates if all(one.get(key) is not None for key in keys)), None)


def _debt_before(company: CompanyInputs, reported: ReportedPeriod) -> Figure | None:
    """The debt of the last fiscal year end before the period's."""
    earlier = [one for one in company.years if one.period.end < reported.period.end]
    return earlier[-1].get("total_debt") if earlier else None


def _below(left: Figure, right: Figure) -> bool:
    pair = (left.value, right.value)
    return not any(isinstance(value, Missing) for value in pair) and pair[0] < pair[1]  # type: ignore[operator]
