"""From equity value to enterprise value and back, over the parts that the company reports.

    EV = price x diluted shares + debt + finance leases + preferred + noncontrolling interest
         - cash - short-term investments   [+ operating leases]  [- long-term investments]

Debt that converts in the money counts as shares, and its principal comes off the debt. Bracketed
parts are policy switches for all companies. A part that is not reported is left out and
named in a finding; it is not zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.equity import ShareCount, converted_debt, dilution_at
from bookrunner.figures import (
    NA,
    Constant,
    Expression,
    Figure,
    Finding,
    Format,
    Severity,
    Term,
    computed,
    total,
)
from bookrunner.valuation.checks import CheckPair
from bookrunner.valuation.company_inputs import CompanyInputs
from bookrunner.valuation.lines import Line, line
from bookrunner.valuation.policy import Policy
from bookrunner.valuation.shares import share_count

_DEBT = (("total_debt", "Total debt"), ("finance_leases", "Finance leases"))
_OTHER_CLAIMS = (
    ("preferred", "Preferred stock (book)"),
    ("noncontrolling_interest", "Noncontrolling interest (book)"),
)
_LIQUID = (
    ("cash", "Cash and cash equivalents"),
    ("short_term_investments", "Short-term investments"),
)


@dataclass(frozen=True)
class Claims:
    """What stands between enterprise and equity value; independent of any price."""

    added: Sequence[Line]
    deducted: Sequence[Line]
    debt: Figure | None
    """Debt and finance leases (and operating leases when switched on); None if none is reported."""
    net_debt: Figure
    """Debt less cash and investments."""
    net: Figure
    """Everything added less everything deducted: EV less equity value."""
    count: ShareCount
    findings: Sequence[Finding]


@dataclass(frozen=True)
class Bridge:
    """A company's equity value, its claims, and its enterprise value at a price."""

    company: CompanyInputs
    claims: Claims
    share_lines: Sequence[Line]
    """Basic shares, dilution by part, diluted shares."""
    price: Figure
    """The closing price; NA when none was supplied."""
    diluted_shares: Figure
    converted: Sequence[Figure]
    """The principal of each convertible that is equity at the price."""
    equity_value: Figure
    enterprise_value: Figure
    equity_value_back: Figure
    """From enterprise value down again."""
    lines: Sequence[Line]
    """The bridge as printed, price first and enterprise value last."""
    checks: Sequence[CheckPair]
    findings: Sequence[Finding]

    @property
    def debt_owed(self) -> Term | None:
        """Its debt but for what counts as shares at the price; None if none is reported."""
        if self.claims.debt is None:
            return None
        owed: Term = self.claims.debt
        for principal in self.converted:
            owed = owed - principal
        return owed


def claims(company: CompanyInputs, policy: Policy) -> Claims:
    """The claims on the company's enterprise ahead of its shareholders, net of cash.

    Raises:
        LinesMissing: There is no share count.
    """
    prefix, at = company.prefix, policy.period
    borrowed = _reported(company, _DEBT, policy)
    others = _reported(company, _OTHER_CLAIMS, policy)
    deducted = _reported(company, _LIQUID, policy)
    leases = _switched(company, policy, policy.operating_leases, "operating_leases")
    longer = _switched(company, policy, policy.long_term_investments, "long_term_investments")
    debts = [*borrowed, *leases]
    liquid = [*deducted, *longer]
    added = [*debts, *others]
    debt = None
    if borrowed:
        whole = total([one.figure for one in debts])
        debt = computed(f"{prefix}.bridge.debt", "Debt in the bridge", whole, at)
    net_debt = computed(f"{prefix}.bridge.net_debt", "Net debt", net_of(company, debts, liquid), at)
    net = computed(
        f"{prefix}.bridge.net_claims",
        "Net debt and other claims",
        net_of(company, added, liquid),
        at,
    )
    count = share_count(company)
    findings = (*count.findings, *_unreported(company), *_switches(company, policy))
    return Claims(tuple(added), tuple(liquid), debt, net_debt, net, count, findings)


def bridge(company: CompanyInputs, policy: Policy) -> Bridge:
    """The company's bridge at its price; NA throughout when no price was supplied.

    Raises:
        LinesMissing: There is no share count.
    """
    held = claims(company, policy)
    prefix, at, count = company.prefix, policy.period, held.count
    price = company.price
    findings = list(held.findings)
    if price is None:
        price = computed(
            f"{prefix}.bridge.price_missing",
            f"{company.label} share price (none supplied)",
            Constant(NA, company.per_share),
            at,
        )
        if company.is_listed:
            findings.append(_price_missing(company))
    new, diluted = dilution_at(count, price, prefix, at)
    equity = computed(f"{prefix}.bridge.equity_value", "Equity value", price * diluted, at)
    converted = converted_debt(count, price, prefix, at)
    whole: Term = equity + held.net
    for principal in converted:
        whole = whole - principal
    enterprise = computed(f"{prefix}.bridge.enterprise_value", "Enterprise value", whole, at)
    back = computed(
        f"{prefix}.bridge.equity_value_back",
        "Equity value, back from enterprise value",
        _back(enterprise, held, converted),
        at,
    )
    shares = [line(count.basic, "Basic shares (cover page)")]
    shares += [line(part) for part in count.fixed_parts]
    shares += [line(count.fixed), *(line(figure) for figure in new), line(diluted)]
    lines = [line(price), line(diluted), line(equity), *held.added, *held.deducted]
    lines += [line(held.net_debt), line(held.net), *(line(one) for one in converted)]
    lines += [line(enterprise), line(back)]
    return Bridge(
        company=company,
        claims=held,
        share_lines=tuple(shares),
        price=price,
        diluted_shares=diluted,
        converted=tuple(converted),
        equity_value=equity,
        enterprise_value=enterprise,
        equity_value_back=back,
        lines=tuple(lines),
        checks=(CheckPair(f"{company.label}: EV bridge reverses", equity, back, Format.MONEY_MM),),
        findings=tuple(findings),
    )


def _reported(
    company: CompanyInputs, parts: Sequence[tuple[str, str]], policy: Policy
) -> list[Line]:
    """The parts as figures of the bridge itself, so that what is typed there moves the rest."""
    return [
        line(computed(f"{company.prefix}.bridge.{key}", label, figure, policy.period))
        for key, label in parts
        if (figure := company.latest.get(key)) is not None
        and not (key == "finance_leases" and company.debt_includes_finance_leases)
    ]


def _switched(company: CompanyInputs, policy: Policy, chosen: Figure, key: str) -> Sequence[Line]:
    figure = company.latest.get(key)
    if figure is None:
        return ()
    label = key.replace("_", " ").capitalize()
    counted = computed(
        f"{company.prefix}.bridge.{key}", f"{label}, if switched on", figure * chosen, policy.period
    )
    return (line(counted),)


def net_of(company: CompanyInputs, added: Sequence[Line], deducted: Sequence[Line]) -> Expression:
    """The one less the other; NA when a company reports neither."""
    value: Expression | None = total([one.figure for one in added]) if added else None
    for one in deducted:
        value = -one.figure if value is None else value - one.figure
    return total([Constant(NA, company.money)]) if value is None else value


def _back(enterprise: Figure, held: Claims, converted: Sequence[Figure]) -> Term:
    """Enterprise value less every single claim and plus the cash, not by way of their sum."""
    value: Term = enterprise
    for principal in converted:
        value = value + principal
    for one in held.added:
        value = value - one.figure
    for one in held.deducted:
        value = value + one.figure
    return value


def _unreported(company: CompanyInputs) -> Sequence[Finding]:
    absent = [
        label
        for key, label in (*_DEBT, *_OTHER_CLAIMS, *_LIQUID)
        if company.latest.get(key) is None
    ]
    if not absent:
        return ()
    return (
        Finding(
            "valuation.bridge-parts-unreported",
            f"the bridge leaves out what {company.latest.label} does not report: "
            + "; ".join(absent),
            Severity.WARNING if "Total debt" in absent else Severity.NOTE,
            where=company.label,
        ),
    )


def _switches(company: CompanyInputs, policy: Policy) -> Sequence[Finding]:
    found = []
    if policy.operating_leases.value == 1:
        text = "operating leases count as debt but EBITDA is after rent; multiples mix the two"
        found.append(("lease-basis", text))
        if company.latest.get("operating_leases") is None:
            found.append(("leases-unreported", "operating leases are switched on but unreported"))
    if (
        policy.long_term_investments.value != 1
        and "long_term_investments" in company.latest.figures
    ):
        text = "long-term investments are reported and not deducted; a policy switch deducts them"
        found.append(("long-term-investments", text))
    return tuple(
        Finding(f"valuation.{code}", text, Severity.NOTE, where=company.label)
        for code, text in found
    )


def _price_missing(company: CompanyInputs) -> Finding:
    return Finding(
        "valuation.price-missing",
        "no share price was supplied, so equity value, enterprise value and multiples are NA; "
        "supply one with --prices",
        Severity.WARNING,
        where=company.label,
    )
