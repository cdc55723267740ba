"""What the lead issue brings and does to the company: proceeds, their use, credit after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.credit.new_issue import NewIssue
from bookrunner.figures import Figure, Operand, Quantity, computed, is_positive, meaningful, ratio
from bookrunner.valuation import CheckPair, Policy, Within, line

_STEP = Decimal(50_000_000)
_SIZES = Within(Decimal(1_000_000), Decimal(100_000_000_000))
_SHARE = Within(Decimal(0), Decimal(1))


@dataclass(frozen=True)
class Effect:
    """Sources, uses, and pairs of before and after; what is not reported has no pair."""

    size: Figure
    repaid_share: Figure
    sources: Sequence[Figure]
    uses: Sequence[Figure]
    """The last of either is its total."""
    pairs: Sequence[tuple[Figure, Figure]]
    checks: Sequence[CheckPair]


def new_issue_effect(made: NewIssue, policy: Policy) -> Effect | None:
    """Before and after the lead issue; None where the company reports no debt or EBITDA.

    Proceeds repay debt by a share that somebody adopts; the rest stays as cash.
    """
    company, at = made.company, policy.period
    prefix = f"{company.prefix}.new_issue"
    get = company.latest.get
    debt, ebitda, cash, interest = (
        get(key) for key in ("total_debt", "ebitda", "cash", "interest_expense")
    )
    if debt is None or ebitda is None or not isinstance(debt.value, float):
        return None
    usual = max(_STEP, (Decimal(debt.value) / 4 / _STEP).to_integral_value() * _STEP)
    size = policy.adoptions.assumption(
        f"{prefix}.size", "Size of the lead issue", usual, at,
        "a quarter of reported debt in steps of fifty million; adopt the amount asked for",
        unit=company.money, within=_SIZES,
    )  # fmt: skip
    repaid_share = policy.adoptions.assumption(
        f"{prefix}.repaid_share", "Net proceeds that repay debt", Decimal(0), at,
        "kept as cash until a use is adopted", quantity=Quantity.SWITCH, within=_SHARE,
    )  # fmt: skip
    lead = made.lead_priced

    def one(key: str, name: str, value: Operand) -> Figure:
        return computed(f"{prefix}.effect.{key}", name, value, at)

    discount = one("discount", "Issue discount", size * (1 - lead.price))
    fees = one("fees", "Underwriting fee", size * lead.fees)
    expenses = one("expenses", "Expenses", size * made.terms.expenses)
    net = one("net_proceeds", "Net proceeds", size * lead.net)
    repaid = one("repaid", "Debt repaid", net * repaid_share)
    kept = one("kept", "Cash kept", net - repaid)
    uses = one("uses", "Uses", repaid + kept + discount + fees + expenses)
    sources = one("sources", "Sources: new notes", 1 * size)
    pairs = []

    def both(key: str, name: str, before: Operand, after: Operand) -> tuple[Figure, Figure]:
        pair = (one(f"before.{key}", f"{name}, before", before),
                one(f"after.{key}", f"{name}, after", after))  # fmt: skip
        pairs.append(pair)
        return pair

    owed = both("debt", "Debt", 1 * debt, debt + size - repaid)
    net_debt = None
    if cash is not None:
        held = both("cash", "Cash", 1 * cash, cash + kept)
        net_debt = both("net_debt", "Net debt", owed[0] - held[0], owed[1] - held[1])
    paid = None
    if interest is not None:
        # What is repaid is taken to cost what debt costs on average.
        paid = both("interest", "Interest a year", 1 * interest,
                    interest + size * lead.coupon - repaid * ratio(interest, debt))  # fmt: skip
    profit = one("ebitda", "EBITDA", 1 * ebitda)
    earns = is_positive(profit)
    for key, name, told in (("debt_multiple", "Debt / EBITDA", owed),
                            ("net_debt_multiple", "Net debt / EBITDA", net_debt)):  # fmt: skip
        if told is not None:
            both(key, name, *(meaningful(ratio(each, profit), when=earns) for each in told))
    if paid is not None:
        both("cover_multiple", "EBITDA / interest",
             *(meaningful(ratio(profit, each), when=earns) for each in paid))  # fmt: skip
    form = line(size).form
    return Effect(
        size, repaid_share, (sources,), (repaid, kept, discount, fees, expenses, uses), pairs,
        [CheckPair("New issue: sources are uses", sources, uses, form)],
    )  # fmt: skip
