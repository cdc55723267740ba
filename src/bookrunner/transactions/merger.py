"""A merger of two listed companies: offer, funding, allocation, earnings and who owns the result.

Rosenbaum and Pearl, *Investment Banking*, ch. 7; ASC 805 for the allocation. Each company's income
is that of the DCF's selected case; closing is on the date assumed, on the last balance sheets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.figures import (
    Figure,
    Finding,
    Format,
    Missing,
    Severity,
    Term,
    computed,
    natural,
    smallest,
)
from bookrunner.transactions.merger_balance import (
    CombinedBalance,
    WriteUps,
    combined_balance,
    write_ups,
)
from bookrunner.transactions.merger_contribution import (
    Contribution,
    Holders,
    contributions,
    holders,
)
from bookrunner.transactions.merger_credit import (
    Credit,
    Return,
    combined_credit,
    return_on_price,
)
from bookrunner.transactions.merger_income import Income, merger_income
from bookrunner.transactions.merger_offer import Funding, Offer, funding, offer
from bookrunner.transactions.merger_standalone import Standalone, standalone
from bookrunner.transactions.merger_terms import MergerTerms
from bookrunner.valuation import Bridge, CheckPair, Dcf, Grid, grid


@dataclass(frozen=True)
class Merger:
    """A merger."""

    acquirer: Dcf
    target: Dcf
    terms: MergerTerms
    offer: Offer
    funding: Funding
    sides: tuple[Standalone, Standalone]
    """The acquirer and the target alone."""
    write_ups: WriteUps
    income: Income
    balance: CombinedBalance | None
    contributions: Sequence[Contribution]
    holders: Holders
    credit: Sequence[Credit]
    """The acquirer, the target, and both after the deal; empty where EBITDA is not reported."""
    synergised_leverage: Figure | None
    """Combined debt over EBITDA with run-rate synergies."""
    earned: Return
    checks: Sequence[CheckPair]
    findings: Sequence[Finding]

    @property
    def prefix(self) -> str:
        """What the keys of its figures begin with."""
        return f"{self.acquirer.company.company.prefix}.merger"


def merge(acquirer: Dcf, target: Dcf, terms: MergerTerms) -> Merger:
    """The acquirer buys the target.

    Raises:
        NoSharePrice: The target is not listed.
        MarketDataRequired: One of the companies has no price.
        LinesMissing: A company owes money and reports no interest, or closing lies too late.
    """
    policy, prefix = acquirer.policy, f"{acquirer.company.company.prefix}.merger"
    buyer, bought = acquirer.company, target.company
    paid = offer(buyer, bought, terms, policy)
    closing = funding(buyer, bought, paid, terms, policy)
    sides = (
        standalone(f"{prefix}.acquirer", acquirer, terms),
        standalone(f"{prefix}.target", target, terms),
    )
    raised = write_ups(buyer, bought, paid, terms, policy)
    income = merger_income(prefix, sides, paid, closing, raised, terms)
    books = combined_balance(buyer, bought, paid, closing, raised, terms, policy)
    owned = holders(buyer, bought, sides, paid, income, policy)
    credit, synergised = combined_credit(prefix, sides, paid, closing, terms)
    return Merger(
        acquirer=acquirer,
        target=target,
        terms=terms,
        offer=paid,
        funding=closing,
        sides=sides,
        write_ups=raised,
        income=income,
        balance=books,
        contributions=contributions(buyer, bought, sides, policy),
        holders=owned,
        credit=credit,
        synergised_leverage=synergised,
        earned=return_on_price(prefix, sides[1], paid, closing, income, terms),
        checks=(
            *_checks(prefix, acquirer, bought, paid, closing, income, owned),
            *(check for side in sides for check in side.checks),
            *income.checks,
            *(() if books is None else books.checks),
        ),
        findings=(
            *terms.findings,
            *(finding for side in sides for finding in side.findings),
            *income.findings,
            *_findings(buyer, bought, books, credit, terms),
        ),
    )


def merger_grids(made: Merger) -> Sequence[Grid]:
    """Accretion over premium and mix, and over synergies and premium, in the second year.

    The mix moves by half of what is left to all cash or all shares; at either end there is no table
    of it.
    """
    at, prefix = made.acquirer.policy.period, f"{made.acquirer.company.company.prefix}.grid"
    year = made.income.years[1]
    terms, tenth = made.terms, natural(0.1) * 0.5
    premium = ("Premium", terms.premium, tenth)
    quarter = terms.synergies * 0.5 * 0.5
    tables = []
    if has_both(terms):
        room = smallest(terms.stock, 1 - terms.stock) * 0.5
        tables.append(
            grid(
                f"{prefix}.merger_mix",
                f"Accretion, {year.label.lower()}: premium and share paid in stock",
                premium,
                ("Paid in stock", terms.stock, room),
                year.accretion,
                at,
            )
        )
    tables.append(
        grid(
            f"{prefix}.merger_synergies",
            f"Accretion, {year.label.lower()}: synergies and premium",
            ("Run-rate synergies", terms.synergies, quarter),
            premium,
            year.accretion,
            at,
        )
    )
    return tuple(tables)


def has_both(terms: MergerTerms) -> bool:
    """Whether both cash and shares are paid."""
    value = terms.stock.value
    return isinstance(value, float) and 0 < value < 1


def _checks(
    prefix: str,
    acquirer: Dcf,
    target: Bridge,
    paid: Offer,
    closing: Funding,
    income: Income,
    owned: Holders,
) -> Sequence[CheckPair]:
    at = acquirer.policy.period

    def made(key: str, name: str, value: Term) -> Figure:
        return computed(f"{prefix}.check.{key}", name, value, at)

    by_ratio = made(
        "shares_by_ratio",
        "Acquirer's shares, and the target's at the exchange ratio",
        acquirer.company.diluted_shares + paid.diluted_shares * paid.exchange_ratio,
    )
    bought: Term = paid.cash_per_share + paid.exchange_ratio * acquirer.company.price
    back: Term = paid.enterprise_value - paid.net_claims
    for principal in paid.converted:
        back = back + principal
    whole = made("all_owned", "All of it", natural(1))
    return (
        CheckPair(
            "Merger: sources equal uses",
            closing.total_sources,
            closing.total_uses,
            Format.MONEY_MM,
        ),
        CheckPair(
            "Merger: combined shares tie to the exchange ratio",
            income.shares,
            by_ratio,
            Format.SHARES_MM,
        ),
        CheckPair(
            "Merger: cash and shares for each share are the offer",
            paid.price,
            made("price_by_parts", "Cash and shares for each share", bought),
            Format.PER_SHARE,
        ),
        CheckPair(
            f"Merger: the offer for {target.company.label} adds up to enterprise value",
            paid.equity,
            made("equity_back", "Enterprise value less net claims", back),
            Format.MONEY_MM,
        ),
        CheckPair(
            "Merger: holders own all of it",
            made("owned", "Owned by both companies' holders", owned.acquirer + owned.target),
            whole,
            Format.PERCENT1,
        ),
    )


def _findings(
    buyer: Bridge,
    bought: Bridge,
    books: CombinedBalance | None,
    credit: Sequence[Credit],
    terms: MergerTerms,
) -> Sequence[Finding]:
    found: list[tuple[str, str, Severity]] = []
    if books is None:
        text = "equity or total assets are not reported, so that there is no combined balance sheet"
        found.append(("no-balance-sheet", text, Severity.WARNING))
    else:
        goodwill = books.allocation.goodwill.value
        if not isinstance(goodwill, Missing) and goodwill < 0:
            text = (
                "the price is below identifiable net assets: a bargain purchase, a gain by ASC 805"
            )
            found.append(("bargain", text, Severity.WARNING))
        if books.allocation.goodwill_tax is None and books.allocation.existing_goodwill is not None:
            text = (
                f"deferred tax on {bought.company.label}'s existing goodwill is not known and not "
                "added to its net assets: adopt merger.goodwill_deferred_tax"
            )
            found.append(("goodwill-tax", text, Severity.NOTE))
    if credit:
        level, limit = credit[-1].leverage.value, terms.leverage_limit.value
        if isinstance(level, float) and isinstance(limit, float) and level > limit:
            text = "debt / EBITDA exceeds what is accepted (merger.leverage_limit_multiple)"
            found.append(("leverage", text, Severity.WARNING))
    return tuple(
        Finding(f"transactions.merger-{code}", text, severity, where=buyer.company.label)
        for code, text, severity in found
    )
