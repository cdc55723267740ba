"""Credit statistics: as the company reports, and as agencies adjust, each with its limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bookrunner.figures import (
    Expression,
    Figure,
    Operand,
    Period,
    Quantity,
    both,
    computed,
    is_positive,
    meaningful,
    ratio,
    total,
)
from bookrunner.valuation import CompanyInputs, LinesMissing, Policy, Within

_LIMITS = (
    ("debt", "Debt / EBITDA", "2.5", "4", False),
    ("net_debt", "Net debt / EBITDA", "2", "3.5", False),
    ("cover", "EBITDA / interest", "4", "2.5", True),
    ("debt_to_capital", "Debt / capital", "0.4", "0.6", False),
)
"""Key, name, where green ends, where red begins, and whether more is better: starting values of
the house standard, to be adopted by sector."""


@dataclass(frozen=True)
class Block:
    """One view of the same company; what it does not report is None, never zero."""

    key: str
    title: str
    debt: Figure
    cash: Figure | None
    net_debt: Figure | None
    ebitda: Figure
    interest: Figure | None
    inputs: Sequence[Figure]
    """What the view is made of, in the order in which a page shows it."""
    ratios: Sequence[Figure]


@dataclass(frozen=True)
class Limit:
    """Between which values a ratio is amber."""

    key: str
    name: str
    green: Figure
    red: Figure
    more_is_better: bool

    def colour(self, value: Figure) -> str:
        """``green``, ``amber`` or ``red``; empty where the ratio is not a number."""
        numbers = [one.value for one in (value, self.green, self.red)]
        if not all(isinstance(one, float) for one in numbers):
            return ""
        at, green, red = (float(one) for one in numbers if isinstance(one, float))
        if self.more_is_better:
            return "green" if at > green else "red" if at < red else "amber"
        return "green" if at < green else "red" if at > red else "amber"


@dataclass(frozen=True)
class CreditStatistics:
    """Both views with the limits that they are held to."""

    company: Block
    agency: Block
    limits: Sequence[Limit]
    assumptions: Sequence[Figure]
    missing: Sequence[str] = field(default_factory=tuple)
    """Adjustments that agencies make and the company reports no amount for."""

    def limit(self, ratio_key: str) -> Limit | None:
        """The limit of a ratio by the last piece of its key."""
        name = ratio_key.rsplit(".", 1)[-1].removesuffix("_multiple")
        return next((one for one in self.limits if one.key == name), None)


def credit_statistics(company: CompanyInputs, policy: Policy) -> CreditStatistics:
    """The statistics over the last twelve months and the balance sheet at their end.

    Raises:
        LinesMissing: Debt or EBITDA is not reported.
    """
    told = company.latest
    lacking = [key for key in ("total_debt", "ebitda") if told.get(key) is None]
    if lacking:
        raise LinesMissing(company.label, "credit statistics", lacking)
    prefix = f"{company.prefix}.credit"
    limits = [_limit(prefix, one, policy) for one in _LIMITS]
    reported = company_block(company, f"{prefix}.company")
    adjusted, assumed, missing = _agency_view(company, reported, f"{prefix}.agency", policy)
    figures = [figure for one in limits for figure in (one.green, one.red)]
    return CreditStatistics(reported, adjusted, limits, [*assumed, *figures], missing)


def _limit(prefix: str, row: tuple[str, str, str, str, bool], policy: Policy) -> Limit:
    key, name, green, red, more = row
    unit = "share" if key == "debt_to_capital" else "multiple"

    def made(which: str, side: str, value: str) -> Figure:
        return policy.adoptions.assumption(
            f"{prefix}.{key}_{which}_{unit}",
            f"{name}: {which} {side}",
            Decimal(value),
            policy.period,
            "starting value for all sectors; adopt the sector's own",
            quantity=Quantity.SWITCH,
            within=Within(Decimal(0), Decimal(50)),
        )

    better, worse = ("above", "below") if more else ("below", "above")
    return Limit(key, name, made("green", better, green), made("red", worse, red), more)


def company_block(company: CompanyInputs, prefix: str) -> Block:
    """The company's own view of its latest period, whose debt and EBITDA must be known."""
    get, at = company.latest.get, company.latest.period
    debt, ebitda = get("total_debt"), get("ebitda")
    assert debt is not None, "looked at before"
    assert ebitda is not None, "looked at before"
    cash, invested = get("cash"), get("short_term_investments")
    if cash is not None and invested is not None:
        cash = computed(f"{prefix}.liquid_assets", "Cash and investments", cash + invested, at)
    return _block(
        company, prefix, "Company-defined", at, debt, cash, ebitda, get("interest_expense"),
        [],
    )  # fmt: skip


def _agency_view(
    company: CompanyInputs, reported: Block, prefix: str, policy: Policy
) -> tuple[Block, Sequence[Figure], Sequence[str]]:
    """Leases, pensions and half of preferred stock as debt; the cost of leases added back."""
    get, at = company.latest.get, company.latest.period
    added: list[Figure] = []
    assumed: list[Figure] = []
    missing: list[str] = []
    ebitda, interest = reported.ebitda, reported.interest
    finance = get("finance_leases")
    if finance is not None and not company.debt_includes_finance_leases:
        added.append(finance)
    leases = get("operating_leases")
    if leases is None:
        missing.append("operating leases")
    else:
        cost = _assumed(
            policy,
            f"{prefix}.lease_cost_share",
            "Lease cost, share of the liability",
            "0.20",
            "a lease liability of about five yearly payments; the note on leases states the cost",
        )
        rate = _assumed(
            policy,
            f"{prefix}.lease_interest_rate",
            "Interest within lease cost",
            "0.04",
            "about the discount rate that notes on leases state",
        )
        assumed += [cost, rate]
        added.append(leases)
        ebitda = computed(
            f"{prefix}.ebitda", "EBITDA before lease cost", ebitda + leases * cost, at
        )
        if interest is not None:
            interest = computed(
                f"{prefix}.interest", "Interest with leases", interest + leases * rate, at
            )
    pension = get("pension_liability")
    if pension is None:
        missing.append("pension deficit")
    else:
        added.append(pension)
    preferred = get("preferred")
    if preferred is not None and preferred.value != 0:
        share = _assumed(
            policy,
            f"{prefix}.hybrid_share",
            "Preferred stock counted as debt",
            "0.5",
            "agencies give hybrids equity credit for about half",
        )
        assumed.append(share)
        added.append(
            computed(f"{prefix}.hybrid_debt", "Preferred stock as debt", preferred * share, at)
        )
    debt = computed(f"{prefix}.debt", "Adjusted debt", total([reported.debt, *added]), at)
    block = _block(
        company,
        prefix,
        "Agency-style",
        at,
        debt,
        reported.cash,
        ebitda,
        interest,
        [reported.debt, *added],
    )
    return block, assumed, missing


def _assumed(policy: Policy, key: str, name: str, value: str, reason: str) -> Figure:
    return policy.adoptions.assumption(key, name, Decimal(value), policy.period, reason)


def _block(
    company: CompanyInputs,
    prefix: str,
    title: str,
    at: Period,
    debt: Figure,
    cash: Figure | None,
    ebitda: Figure,
    interest: Figure | None,
    parts: Sequence[Figure],
) -> Block:
    get = company.latest.get
    capex, tax, dividends = get("capex"), get("income_tax"), get("dividends_paid")
    flow, equity = get("free_cash_flow"), get("total_equity")
    inputs: list[Figure] = [*parts, debt]
    ratios: list[Figure] = []

    def one(key: str, name: str, expression: Expression, into: list[Figure]) -> Figure:
        into.append(computed(f"{prefix}.{key}", name, expression, at))
        return into[-1]

    net = None
    if cash is not None:
        inputs.append(cash)
        net = one("net_debt", "Net debt", debt - cash, inputs)
    inputs += [figure for figure in (ebitda, interest, capex) if figure is not None]
    funds = None
    if interest is not None and tax is not None:
        inputs.append(tax)
        funds = one(
            "funds_from_operations",
            "FFO: EBITDA less interest and tax",
            ebitda - interest - tax,
            inputs,
        )
    retained = None
    if funds is not None and dividends is not None:
        inputs.append(dividends)
        retained = one("retained_cash", "RCF: FFO less dividends", funds - dividends, inputs)
    if flow is not None:
        inputs.append(flow)
    if equity is not None:
        inputs.append(equity)
    capital = None
    if equity is not None:
        capital = one("capital", "Debt and book equity", debt + equity, inputs)
    cover = None if interest is None or capex is None else ebitda - capex
    wanted: list[tuple[str, str, Operand | None, Figure | None]] = [
        ("debt_multiple", "Debt / EBITDA", debt, ebitda),
        ("net_debt_multiple", "Net debt / EBITDA", net, ebitda),
        ("cover_multiple", "EBITDA / interest", ebitda, interest),
        ("cover_after_capex_multiple", "(EBITDA - capex) / interest", cover, interest),
        ("ffo_to_debt", "FFO / debt", funds, debt),
        ("rcf_to_net_debt", "RCF / net debt", retained, net),
        ("fcf_to_debt", "FCF / debt", flow, debt),
        ("debt_to_capital", "Debt / capital", None if capital is None else debt, capital),
    ]
    for key, name, above, below in wanted:
        if above is not None and below is not None:
            has_meaning = is_positive(below)
            if key.startswith("cover"):
                has_meaning = both(is_positive(above), has_meaning)
            one(key, name, meaningful(ratio(above, below), when=has_meaning), ratios)
    return Block(prefix, title, debt, cash, net, ebitda, interest, inputs, ratios)
