"""Enterprise and equity value of discounted free cash flows, and the price per share they imply.

Discounting (``f`` the part of the first year that lies ahead): a flow at the end of its year is
``f``, ``f + 1``, ... years away; mid-year, ``f / 2``, ``f + 0.5``, ... The first year's flow counts
at its part ``f``. Rosenbaum and Pearl, *Investment Banking*, ch. 3; Koller et al., *Valuation*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.equity import price_at
from bookrunner.figures import (
    Figure,
    Finding,
    Format,
    Missing,
    Severity,
    Term,
    choose,
    computed,
    if_,
    largest,
    ratio,
    smallest,
    total,
)
from bookrunner.valuation.checks import CheckPair
from bookrunner.valuation.company_inputs import days_between
from bookrunner.valuation.dcf_assumptions import DcfAssumptions
from bookrunner.valuation.errors import (
    DiscountRateUnknown,
    ExitMultipleUnknown,
    GrowthExceedsDiscount,
)
from bookrunner.valuation.ev_bridge import Bridge, net_of
from bookrunner.valuation.forecast import Forecast, forecast
from bookrunner.valuation.lines import Line, Row, line, row
from bookrunner.valuation.policy import Policy
from bookrunner.valuation.terminal_value import (
    TerminalInputs,
    TerminalValue,
    exit_multiple,
    gordon,
    mid_year_factor,
    spread,
)
from bookrunner.valuation.wacc import Wacc

_TERMINAL_SHARE_MAX = 0.75
_NET_DEBT_DAYS_MAX = 92
"""A quarter: a newer balance sheet than that is usual."""


@dataclass(frozen=True)
class Worth:
    """What one terminal method says the company is worth."""

    terminal: TerminalValue
    enterprise_value: Figure
    terminal_share: Figure
    """Of enterprise value."""
    equity_value: Figure
    share_price: Figure
    stated: Figure
    """The value per share, or of all equity where nothing is listed."""

    @property
    def lines(self) -> Sequence[Line]:
        """As printed, from the driver to the price."""
        found = self.terminal
        figures = [found.driver, found.undiscounted, found.present]
        figures += [self.enterprise_value, self.terminal_share, self.equity_value]
        if self.stated is self.share_price:
            figures.append(self.share_price)
        return tuple(line(figure) for figure in (*figures, found.implied))


@dataclass(frozen=True)
class Dcf:
    """A discounted cash flow valuation, by both terminal methods."""

    company: Bridge
    policy: Policy
    assumptions: DcfAssumptions
    wacc: Wacc
    forecast: Forecast
    discounting: Sequence[Row]
    """Over the years that lie ahead: part counted, years away, factor, present value."""
    stub: Figure
    """The part of the first year that lies ahead of the valuation date."""
    explicit_value: Figure
    """Present value of the forecast flows."""
    half_year_factor: Figure
    end_factor: Figure
    net_claims: Figure
    """As in the EV bridge of the comparables."""
    gordon: Worth
    exit: Worth | None
    """None when no multiple was given."""
    enterprise_value: Figure
    """By the method that the switch selects, as are the next."""
    terminal_share: Figure
    equity_value: Figure
    share_price: Figure
    stated: Figure
    """The value per share, or of all equity where nothing is listed."""
    premium: Figure | None
    """Over the current price; None without one."""
    lines: Sequence[Line]
    """The sum from flows to price, as printed, by the selected method."""
    checks: Sequence[CheckPair]
    findings: Sequence[Finding]


def dcf(
    target: Bridge,
    rate: Wacc,
    assumed: DcfAssumptions,
    policy: Policy,
    *,
    multiple: Figure | None = None,
) -> Dcf:
    """The target's discounted cash flow valuation.

    Args:
        multiple: The exit EV / EBITDA, for example the median of peers; None leaves it out.

    Raises:
        LinesMissing: History lacks what a forecast needs.
        DiscountRateUnknown: The WACC is not a number.
        GrowthExceedsDiscount: The terminal growth is not below the WACC.
        ValuationDateOutsideForecast: The date lies before the last fiscal year's end.
    """
    company, at = target.company, policy.period
    prefix, discount = f"{company.prefix}.dcf", rate.wacc
    if isinstance(discount.value, Missing):
        raise DiscountRateUnknown(company.label, discount)
    ahead = forecast(company, assumed, rate.tax.rate, policy)
    growth = ahead.growth.value
    if not isinstance(growth, Missing) and growth >= discount.value:  # a check stands for it, too
        raise GrowthExceedsDiscount(ahead.growth, discount)
    stub, stub_check = _stub(prefix, ahead, policy)
    rows, end_factor = _discounting(prefix, ahead, discount, stub, assumed)
    present = rows[-1].figures
    explicit = computed(
        f"{prefix}.explicit_value", "Present value of forecast flows", total(present), at
    )
    given = TerminalInputs(
        prefix=prefix,
        at=at,
        forecast=ahead,
        wacc=discount,
        mid_year_factor=mid_year_factor(prefix, discount, assumed.mid_year_switch, at),
        last_factor=rows[-2].figures[-1],
        end_factor=end_factor,
    )
    over, kept = spread(prefix, discount, ahead.growth, at)
    by_growth = _worth(f"{prefix}.gordon", target, explicit, gordon(given, over), policy)
    by_multiple = None
    if multiple is not None:
        chosen = computed(f"{prefix}.exit_multiple", "Exit multiple (EV / EBITDA)", multiple, at)
        by_multiple = _worth(
            f"{prefix}.exit", target, explicit, exit_multiple(given, chosen), policy
        )
    if by_multiple is None and assumed.terminal_method_selector.value != 1:
        raise ExitMultipleUnknown(target.company.label)
    values = _selected(prefix, assumed, by_growth, by_multiple, policy)
    premium = _premium(prefix, target, values[-1], policy)
    checks = [
        CheckPair(f"{company.label}: growth is below the WACC", over, kept, Format.PERCENT2),
        stub_check,
        _same_bridge(prefix, by_growth, target, policy),
    ]
    return Dcf(
        company=target,
        policy=policy,
        assumptions=assumed,
        wacc=rate,
        forecast=ahead,
        discounting=rows,
        stub=stub,
        explicit_value=explicit,
        half_year_factor=given.mid_year_factor,
        end_factor=end_factor,
        net_claims=target.claims.net,
        gordon=by_growth,
        exit=by_multiple,
        enterprise_value=values[0],
        terminal_share=values[1],
        equity_value=values[2],
        share_price=values[3],
        stated=target.company.stated(values[2], values[3]),
        premium=premium,
        lines=_lines(explicit, given, over, target, values, premium),
        checks=tuple(checks),
        findings=(
            *rate.findings,
            *ahead.findings,
            *_doubts(target, rate, ahead, by_growth, by_multiple, policy),
        ),
    )


def _stub(prefix: str, ahead: Forecast, policy: Policy) -> tuple[Figure, CheckPair]:
    at = policy.period
    before, end = ahead.year_ends[ahead.elapsed], ahead.year_ends[ahead.elapsed + 1]
    stub = computed(
        f"{prefix}.stub_fraction",
        "Part of the first year that lies ahead",
        (end - policy.date_serial) / (end - before),
        at,
    )
    inside = computed(
        f"{prefix}.stub_fraction_inside",
        "The same, held between nothing and one",
        smallest(1, largest(stub, 1e-6)),
        at,
    )
    return stub, CheckPair("Valuation date lies in the first year", stub, inside, Format.RATIO4)


def _discounting(
    prefix: str, ahead: Forecast, discount: Figure, stub: Figure, assumed: DcfAssumptions
) -> tuple[Sequence[Row], Figure]:
    """The rows of discounting, and the factor of the end of the last year."""
    flows: list[Figure] = []
    ends: list[Figure] = []
    times: list[Figure] = []
    for place, year in enumerate(ahead.discounted):
        is_first = place == 0
        counted: Term = year.free_cash_flow * stub if is_first else year.free_cash_flow
        name = "Flow counted"
        flows.append(computed(f"{prefix}.flow_counted", name, counted, year.period))
        end: Term = stub if is_first else ends[-1] + 1
        ends.append(computed(f"{prefix}.years_to_end", "Years to year end", end, year.period))
        middle = ends[-1] * 0.5 if is_first else ends[-1] - 0.5
        when = if_(assumed.mid_year_switch, middle, ends[-1])
        times.append(computed(f"{prefix}.years_to_flow", "Years to flow", when, year.period))
    factors = [
        computed(f"{prefix}.discount_factor", "Discount factor", _factor(discount, time), y.period)
        for time, y in zip(times, ahead.discounted, strict=True)
    ]
    present = [
        computed(f"{prefix}.present_value", "Present value", flow * factor, year.period)
        for flow, factor, year in zip(flows, factors, ahead.discounted, strict=True)
    ]
    end_factor = computed(
        f"{prefix}.end_discount_factor",
        "Discount factor of the last year's end",
        _factor(discount, ends[-1]),
        ahead.years[-1].period,
    )
    rows = [row(figures[0].name, figures) for figures in (flows, ends, times, factors, present)]
    return tuple(rows), end_factor


def _factor(discount: Figure, years: Figure) -> Term:
    return 1 / (1 + discount) ** years


def _worth(
    prefix: str, target: Bridge, explicit: Figure, terminal: TerminalValue, policy: Policy
) -> Worth:
    at, claims = policy.period, target.claims
    method = terminal.words
    enterprise = computed(
        f"{prefix}.enterprise_value",
        f"Enterprise value, {method}",
        explicit + terminal.present,
        at,
    )
    share = computed(
        f"{prefix}.terminal_value_share",
        f"Terminal value in enterprise value, {method}",
        ratio(terminal.present, enterprise),
        at,
    )
    equity = computed(
        f"{prefix}.equity_value", f"Equity value, {method}", enterprise - claims.net, at
    )
    price = computed(
        f"{prefix}.share_price", f"Value per share, {method}", price_at(claims.count, equity), at
    )
    stated = target.company.stated(equity, price)
    return Worth(terminal, enterprise, share, equity, price, stated)


def _selected(
    prefix: str, assumed: DcfAssumptions, first: Worth, second: Worth | None, policy: Policy
) -> tuple[Figure, Figure, Figure, Figure]:
    worths = [first] if second is None else [first, second]
    chosen = []
    for key, name, figures in (
        ("enterprise_value", "Enterprise value", [w.enterprise_value for w in worths]),
        ("terminal_value_share", "Terminal value in EV", [w.terminal_share for w in worths]),
        ("equity_value", "Equity value", [w.equity_value for w in worths]),
        ("share_price", "Value per share", [w.share_price for w in worths]),
    ):
        value = choose(assumed.terminal_method_selector, figures)
        chosen.append(computed(f"{prefix}.{key}", name, value, policy.period))
    return chosen[0], chosen[1], chosen[2], chosen[3]


def _premium(prefix: str, target: Bridge, price: Figure, policy: Policy) -> Figure | None:
    if target.company.price is None:
        return None
    return computed(
        f"{prefix}.premium",
        "Premium over the current price",
        ratio(price, target.company.price) - 1,
        policy.period,
    )


def _same_bridge(prefix: str, worth: Worth, target: Bridge, policy: Policy) -> CheckPair:
    """What the DCF takes off enterprise value is what the EV bridge adds, part by part."""
    at, held = policy.period, target.claims
    taken = computed(
        f"{prefix}.bridge_taken_off",
        "DCF enterprise value less equity value",
        worth.enterprise_value - worth.equity_value,
        at,
    )
    parts = computed(
        f"{prefix}.bridge_parts",
        "Claims less cash, part by part",
        net_of(target.company, held.added, held.deducted),
        at,
    )
    name = f"{target.company.label}: the DCF's equity bridge is the EV bridge"
    return CheckPair(name, taken, parts, Format.MONEY_MM)


def _lines(
    explicit: Figure,
    given: TerminalInputs,
    over: Figure,
    target: Bridge,
    values: tuple[Figure, Figure, Figure, Figure],
    premium: Figure | None,
) -> Sequence[Line]:
    enterprise, share, equity, price = values
    figures = [given.mid_year_factor, given.end_factor, over, explicit, enterprise, share]
    figures += [target.claims.net, equity]
    if target.company.is_listed:
        figures += [target.claims.count.fixed, price]
    if premium is not None:
        figures.append(premium)
    return tuple(line(figure) for figure in figures)


def _doubts(
    target: Bridge,
    rate: Wacc,
    ahead: Forecast,
    first: Worth,
    second: Worth | None,
    policy: Policy,
) -> Sequence[Finding]:
    found: list[tuple[str, str, Severity]] = []
    for worth in (first, second):
        if worth is not None and _above(worth.terminal_share.value, _TERMINAL_SHARE_MAX):
            text = f"more than three quarters of the value by {worth.terminal.words} lies"
            found.append(("terminal-share", f"{text} in the terminal value", Severity.WARNING))
    if _above(ahead.growth.value, rate.risk_free.value):
        text = "terminal growth lies above the risk-free rate, the ceiling of nominal growth"
        found.append(("growth-above-risk-free", text, Severity.WARNING))
    margins = [
        one.figure.value
        for one in ahead.drivers.lines
        if ".ebitda_margin_history" in one.figure.key
    ]
    best = max((m for m in margins if not isinstance(m, Missing)), default=None)
    if best is not None and _above(ahead.years[-1].margin.value, best):
        text = "the last year's EBITDA margin lies above that of any year of history"
        found.append(("margin-above-history", text, Severity.WARNING))
    balance = target.company.latest.period.end
    if balance != policy.valuation_date:
        text = (
            f"net debt is that of the balance sheet of {balance.isoformat()}, not rolled to the "
            f"valuation date {policy.valuation_date.isoformat()}"
        )
        severity = Severity.NOTE
        if days_between(balance, policy.valuation_date) > _NET_DEBT_DAYS_MAX:
            severity = Severity.WARNING
            text += "; the cash flows between the two are in neither net debt nor the DCF"
        found.append(("net-debt-date", text, severity))
    where = target.company.label
    return tuple(Finding(f"valuation.{code}", text, sev, where=where) for code, text, sev in found)


def _above(value: float | Missing, limit: float | Missing) -> bool:
    if isinstance(value, Missing) or isinstance(limit, Missing):
        return False
    return value > limit
