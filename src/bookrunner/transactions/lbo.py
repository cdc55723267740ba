"""A leveraged buyout of the DCF's selected case: entry, financing, schedule, returns and credit.

Rosenbaum and Pearl, *Investment Banking*, ch. 4 and 5. Closing is on the valuation date; what
the company owes and holds then is its last balance sheet, as in the DCF.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bookrunner.figures import (
    Figure,
    Finding,
    Format,
    Missing,
    Severity,
    Term,
    computed,
    natural,
    not_below_zero,
    ratio,
    replaced,
)
from bookrunner.transactions.lbo_balance import Balance, balance
from bookrunner.transactions.lbo_debt import DebtYear, debt_years
from bookrunner.transactions.lbo_returns import Returns, returns
from bookrunner.transactions.lbo_sources import SourcesUses, entry, sources_and_uses
from bookrunner.transactions.lbo_terms import LboTerms
from bookrunner.transactions.lbo_years import OperatingYear, operating_years
from bookrunner.valuation import CheckPair, Dcf, Grid, GridPoint, grid, suggested_format

_EQUITY_MIN, _EQUITY_MAX = 0.35, 0.60
"""Of new money; outside, a reader should ask why."""


@dataclass(frozen=True)
class CreditYear:
    """What lenders look at, at one year's end."""

    label: str
    leverage: Figure
    net_leverage: Figure
    coverage: Figure
    """EBITDA over cash interest."""
    coverage_after_capex: Figure
    flow_share: Figure
    """Free cash flow over debt at the start."""
    paid_down: Figure
    """Of the debt at closing, so far."""


@dataclass(frozen=True)
class Lbo:
    """A buyout."""

    flows: Dcf
    terms: LboTerms
    closing: SourcesUses
    years: Sequence[OperatingYear]
    schedule: Sequence[DebtYear]
    returns: Returns
    credit: Sequence[CreditYear]
    balance: Balance | None
    sizes: Mapping[str, tuple[Figure, Figure]]
    """By id of each source, each use and their totals: over EBITDA, and of the total."""
    checks: Sequence[CheckPair]
    findings: Sequence[Finding]

    @property
    def prefix(self) -> str:
        """What the keys of its figures begin with."""
        return f"{self.flows.company.company.prefix}.lbo"


def lbo(flows: Dcf, terms: LboTerms) -> Lbo:
    """The buyout of the company that the DCF values, on its forecast.

    Raises:
        NothingToLever: EBITDA of the last twelve months is not above zero.
        LinesMissing: It is not reported.
    """
    target, policy = flows.company, flows.policy
    prefix = f"{target.company.prefix}.lbo"
    paid = entry(target, terms, policy)
    closing = sources_and_uses(target, paid, terms, policy)
    years = operating_years(flows)
    schedule = debt_years(prefix, closing, terms, years, flows.wacc.tax.rate)
    result = returns(target, closing, schedule, terms, policy)
    books = balance(target, closing, schedule, policy)
    return Lbo(
        flows=flows,
        terms=terms,
        closing=closing,
        years=years,
        schedule=schedule,
        returns=result,
        credit=_credit(prefix, closing, schedule),
        balance=books,
        sizes=_sizes(closing),
        checks=(
            *_checks(prefix, flows, closing, schedule, result),
            *(books.checks if books else ()),
        ),
        findings=_findings(target.company.label, closing, schedule, books),
    )


def lbo_grids(made: Lbo) -> Sequence[Grid]:
    """Returns over entry and exit multiple, leverage and exit multiple, growth and margin."""
    at, prefix = made.flows.policy.period, f"{made.flows.company.company.prefix}.grid"
    half, percent, found = natural(0.5), natural(0.01), made.returns
    paid = ("Entry multiple", made.closing.entry.multiple, half)
    sold = ("Exit multiple", found.exit_multiple, half)
    lent = ("Debt / EBITDA", made.closing.leverage, half)
    assumed = made.flows.assumptions
    grown = ("Growth, all years", assumed.growth_shift, percent)
    earned = ("EBITDA margin, all years", assumed.margin_shift, percent)
    tables: list[Grid] = []
    for rows, columns, key, title in (
        (paid, sold, "entry_exit", "entry and exit multiple"),
        (lent, sold, "leverage_exit", "leverage and exit multiple"),
        (grown, earned, "lbo_operations", "growth and margin"),
    ):
        first = grid(f"{prefix}.{key}", f"IRR: {title}", rows, columns, found.irr, at)
        tables += [first, _beside(first, f"{prefix}.{key}_moic", f"MOIC: {title}", found.moic)]
    return tuple(tables)


@dataclass(frozen=True)
class Downside:
    """The credit statistics in the bear case, with what leads to them."""

    leverage: Sequence[Figure]
    coverage: Sequence[Figure]
    selector: Figure
    originals: Sequence[Figure]
    chain: Sequence[Figure]
    """One for each of ``originals``."""


def lbo_downside(made: Lbo) -> Downside:
    """The bear case of the DCF, whichever case is selected, under the same financing."""
    chosen = made.flows.assumptions.case_selector
    selector = computed(
        f"{made.prefix}.downside_selector",
        "Number of the bear case",
        natural(1),
        made.flows.policy.period,
    )
    leverage = [one.leverage for one in made.credit]
    coverage = [one.coverage for one in made.credit]
    twins = replaced([*leverage, *coverage], {chosen: selector}, "lbo_bear")
    kept = [old for old in twins if old is not chosen]
    return Downside(
        leverage=[twins[one] for one in leverage],
        coverage=[twins[one] for one in coverage],
        selector=selector,
        originals=tuple(kept),
        chain=tuple(twins[old] for old in kept),
    )


def _beside(first: Grid, key: str, title: str, output: Figure) -> Grid:
    """Another output over the same axes, out of the workings of the first."""
    place = list(first.originals).index(output)
    points = [
        [GridPoint(one.row, one.column, one.chain[place], ()) for one in row]
        for row in first.points
    ]
    made = replace(
        first,
        key=key,
        title=title,
        base=output,
        output_form=suggested_format(output),
        originals=(),
        points=points,
    )
    form = made.output_form
    name = f"Grid centre equals the model: {title}"
    return replace(made, check=CheckPair(name, output, made.centre.output, form))


def _sizes(closing: SourcesUses) -> Mapping[str, tuple[Figure, Figure]]:
    found = {}
    for side, whole in (
        (closing.sources, closing.total_sources),
        (closing.uses, closing.total_uses),
    ):
        for one in (*side, whole):
            times = ratio(one, closing.entry.ebitda)
            found[one.id] = (
                computed(
                    f"{one.key}_to_ebitda_multiple", f"{one.name} / EBITDA", times, one.period
                ),
                computed(
                    f"{one.key}_of_total", f"{one.name}, of total", ratio(one, whole), one.period
                ),
            )
    return found


def _credit(
    prefix: str, closing: SourcesUses, schedule: Sequence[DebtYear]
) -> Sequence[CreditYear]:
    found = []
    before: Figure = closing.debt
    for one in schedule:
        year = one.year

        def made(key: str, name: str, value: Term, at: OperatingYear = year) -> Figure:
            return computed(f"{prefix}.credit.{key}", name, value, at.period)

        found.append(
            CreditYear(
                label=year.label,
                leverage=made("leverage", "Debt / EBITDA", ratio(one.debt, year.full_ebitda)),
                net_leverage=made(
                    "net_leverage", "Net debt / EBITDA", ratio(one.net_debt, year.full_ebitda)
                ),
                coverage=made(
                    "coverage_multiple",
                    "EBITDA / cash interest",
                    ratio(year.ebitda, one.cash_interest),
                ),
                coverage_after_capex=made(
                    "coverage_after_capex_multiple",
                    "EBITDA less capex / cash interest",
                    ratio(year.ebitda - year.capex, one.cash_interest),
                ),
                flow_share=made(
                    "flow_share",
                    "Free cash flow / debt at start",
                    ratio(one.free_cash_flow, before),
                ),
                paid_down=made(
                    "paid_down",
                    "Debt repaid since closing",
                    ratio(closing.debt - one.debt, closing.debt),
                ),
            )
        )
        before = one.debt
    return tuple(found)


def _checks(
    prefix: str,
    flows: Dcf,
    closing: SourcesUses,
    schedule: Sequence[DebtYear],
    result: Returns,
) -> Sequence[CheckPair]:
    at, company = flows.policy.period, flows.company.company
    found = [
        CheckPair(
            "LBO: sources equal uses", closing.total_sources, closing.total_uses, Format.MONEY_MM
        ),
        CheckPair(
            "LBO: the value bridge adds up to the gain",
            result.bridge.gain,
            result.bridge.gain_by_flows,
            Format.MONEY_MM,
        ),
    ]
    if closing.entry.offer_price is not None:
        back = computed(
            f"{prefix}.equity_back",
            "Equity purchase price less convertibles bought as shares",
            _less(closing.entry.equity, closing.entry.converted),
            at,
        )
        before = computed(
            f"{prefix}.equity_from_ev",
            "Enterprise value less net claims",
            closing.entry.enterprise_value - closing.entry.net_claims,
            at,
        )
        name = f"LBO: the offer for {company.label} adds up to enterprise value"
        found.append(CheckPair(name, before, back, Format.MONEY_MM))
    for one in schedule:
        least = computed(
            f"{prefix}.cash_kept",
            "Cash, or the minimum where it is more",
            one.closing_cash + one.shortfall,
            one.year.period,
        )
        name = f"LBO: cash is never below the minimum, {one.year.label}"
        found.append(CheckPair(name, one.closing_cash, least, Format.MONEY_MM))
        lowest = computed(
            f"{prefix}.debt_kept",
            "Debt, each tranche at least nothing",
            _kept(one),
            one.year.period,
        )
        name = f"LBO: no tranche is negative, {one.year.label}"
        found.append(CheckPair(name, one.debt, lowest, Format.MONEY_MM))
    for price in result.highest:
        if isinstance(price.irr_back.value, Missing):
            continue  # nothing is left at that exit, so no price earns the target
        name = f"LBO: the highest price earns {price.target.name.lower()}, exit {price.label}"
        found.append(CheckPair(name, price.target, price.irr_back, Format.PERCENT1))
    return tuple(found)


def _less(whole: Figure, parts: Sequence[Figure]) -> Term:
    value: Term = whole
    for part in parts:
        value = value - part
    return value


def _kept(one: DebtYear) -> Term:
    value: Term = not_below_zero(one.revolver_closing)
    for layer in one.layers:
        value = value + not_below_zero(layer.closing)
    return value


def _findings(
    label: str, closing: SourcesUses, schedule: Sequence[DebtYear], books: Balance | None
) -> Sequence[Finding]:
    found: list[tuple[str, str, Severity]] = []
    share = closing.contribution.value
    if isinstance(share, Missing) or not _EQUITY_MIN <= share <= _EQUITY_MAX:
        text = "equity is outside 35% to 60% of new money; review the price or the debt"
        found.append(("equity-share", text, Severity.WARNING))
    short = [one.year.label for one in schedule if one.shortfall.value]
    if short:
        text = f"the revolver does not cover the cash needed in {', '.join(short)}"
        found.append(("cash-short", text, Severity.WARNING))
    if books is None:
        text = "equity is not reported, so that there is no goodwill and no balance sheet"
        found.append(("no-balance-sheet", text, Severity.WARNING))
    return tuple(
        Finding(f"transactions.lbo-{code}", text, sev, where=label) for code, text, sev in found
    )
