"""A new convertible of a listed company: terms, dilution and, with market data, its worth.

The terms need the closing price only; what it is worth needs levels that nobody may guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.figures import Figure, Finding, Format, Severity, computed, natural, show
from bookrunner.offerings.convertible_costs import BoughtBack, Costs, bought_back, costs
from bookrunner.offerings.convertible_dilution import (
    Earnings,
    Issue,
    Ladder,
    earnings,
    issue,
    ladder,
)
from bookrunner.offerings.convertible_lattice import Lattice, lattice
from bookrunner.offerings.convertible_terms import (
    ConvertMarket,
    ConvertTerms,
    Observed,
    convert_market,
    convert_terms,
)
from bookrunner.offerings.convertible_value import (
    CappedCall,
    Conversion,
    ConvertValue,
    capped_call,
    conversion,
    convert_value,
)
from bookrunner.offerings.options import Realised, realised_volatility
from bookrunner.valuation import (
    Bridge,
    CheckPair,
    CompanyInputs,
    Grid,
    MarketDataRequired,
    Policy,
    bridge,
    grid,
    line,
)


@dataclass(frozen=True)
class Convert:
    """The proposed convertible: what follows from its terms and the closing price alone."""

    company: CompanyInputs
    terms: ConvertTerms
    bridge: Bridge
    at_talk: Sequence[Conversion]
    """At the lowest premium of the talk, its middle and its highest."""
    into: Conversion
    """At the middle, at which all else is computed."""
    issue: Issue
    earnings: Earnings | None
    ladder: Ladder
    outstanding: Sequence[BoughtBack]
    checks: Sequence[CheckPair]
    findings: Sequence[Finding]


@dataclass(frozen=True)
class ConvertWorth:
    """What the convertible is worth by the levels of a market, and what it costs beside others."""

    market: ConvertMarket
    value: ConvertValue
    lattice: Lattice
    capped: CappedCall
    costs: Costs
    realised: Realised | None
    over_realised: Figure | None
    """Volatility used less the realised one."""
    grid: Grid
    """Theoretical value by coupon and premium."""
    coupon_grid: Grid
    """Coupon at which it is worth par, by premium and volatility."""
    checks: Sequence[CheckPair]
    findings: Sequence[Finding]


def convert(company: CompanyInputs, policy: Policy) -> Convert:
    """The terms, the shares behind them and what these dilute.

    Raises:
        MarketDataRequired: There is no closing price.
    """
    if company.price is None:
        raise MarketDataRequired(company.label, "the last close", "supply it with --prices")
    terms, held = convert_terms(company, policy), bridge(company, policy)
    at, key = policy.period, f"{company.prefix}.convertible"
    low, high = terms.premiums
    into = conversion(key, "", terms.premium, held.price, at)
    talk = (
        conversion(f"{key}.low", ", low end", low, held.price, at),
        into,
        conversion(f"{key}.high", ", high end", high, held.price, at),
    )
    made = issue(key, terms, held, into.price, at)
    earned = earnings(key, terms, held, made, at)
    by_price = ladder(key, terms, held, made, into.price, earned, at)
    by_premium = computed(f"{key}.parity_by_premium_of_par", "Parity from the premium",
                          1 / (1 + terms.premium), at)  # fmt: skip
    check = CheckPair("Parity is par over one and the premium", into.parity, by_premium,
                      line(into.parity).form)  # fmt: skip
    return Convert(
        company, terms, held, talk, into, made, earned, by_price,
        bought_back(key, terms, held, at), (check, *by_price.checks),
        (_TAX,),
    )  # fmt: skip


_TAX = Finding(
    "convertible.tax-review",
    "integrating a capped call with the notes for tax lets its cost be deducted over their life; "
    "whether the election holds is for tax counsel, and no result counts on it",
    Severity.NOTE,
)


def convert_worth(
    made: Convert, policy: Policy, observed: Observed, closes: Sequence[Figure] = ()
) -> ConvertWorth:
    """The worth of the convertible and what it costs beside debt and shares.

    Args:
        closes: The company's daily closes, the oldest first; may be empty.

    Raises:
        MarketDataRequired: Volatility, credit spread, borrow or a rate is missing.
    """
    terms, held, at = made.terms, made.bridge, policy.period
    key = f"{made.company.prefix}.convertible"
    market = convert_market(made.company, policy, observed, held.equity_value)
    value = convert_value(key, terms, market, made.into, held.price, at)
    tree = lattice(key, terms, made.into, value, at)
    capped = capped_call(key, terms, value, made.ladder.cap, made.issue.underlying,
                         made.issue.principal, at)  # fmt: skip
    beside = costs(key, terms, held, made.issue, made.into, value, made.ladder.rungs[0],
                   made.earnings, at)  # fmt: skip
    past = realised_volatility(key, closes, terms.trading_days, at)
    above = None
    if past is not None:
        above = computed(f"{key}.over_realised_rate", "Volatility used less realised",
                         market.volatility - past.volatility, at)  # fmt: skip
    quarter = natural(0.5) * 0.5
    premium_axis = ("Conversion premium", terms.premium, quarter * 0.1)
    by_talk = grid(
        f"{key}.value_by_talk", "Theoretical value by coupon and premium",
        ("Coupon", terms.coupon, quarter * 0.01), premium_axis, value.theoretical, at,
    )  # fmt: skip
    by_coupon = grid(
        f"{key}.coupon_by_volatility", "Coupon at which it is worth par",
        ("Volatility", market.volatility, quarter * 0.1), premium_axis, value.par_coupon, at,
    )  # fmt: skip
    floor = value.floor
    at_par = computed(
        f"{key}.worth_at_par_coupon_of_par", "Worth at the coupon that makes it par",
        value.par_coupon * floor.annuity + floor.redemption + value.worth_of_option, at,
    )  # fmt: skip
    par = computed(f"{key}.issue_price_of_par", "Issue price", natural(1), at)
    checks = (
        *value.checks, *beside.checks,
        CheckPair("At its own coupon it is worth par", at_par, par, line(par).form),
    )  # fmt: skip
    return ConvertWorth(
        market, value, tree, capped, beside, past, above, by_talk, by_coupon, checks,
        _findings(value, past),
    )  # fmt: skip


def _findings(value: ConvertValue, past: Realised | None) -> Sequence[Finding]:
    found = []
    if value.is_worth_par.value != 1:
        told = show(value.theoretical.value, Format.PERCENT3)
        found.append(
            Finding(
                "convertible.below-par",
                f"at the middle of the talk the convertible is worth {told} of par, less than it "
                "is issued at; raise the coupon or lower the premium",
                Severity.WARNING,
            )
        )
    if past is None:
        found.append(
            Finding(
                "convertible.no-history",
                "the volatility used stands beside no realised one: fewer closes than its hundred "
                "days need are kept; bookrunner import prices FILE brings them",
                Severity.NOTE,
            )
        )
    return found
