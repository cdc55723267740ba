"""Terminal value two ways, each with what it implies of the other.

    Gordon growth    TV = UFCF(N+1) / (W - g)        discounted as the last flow is
    Exit multiple    TV = EBITDA(N) x M              discounted from the end of year N
    implied growth   g = (TV x W - F k) / (TV + F k)   F the normalised flow of year N
    implied multiple M = TV x k / EBITDA(N)            k = (1 + W)^0.5 mid-year, else 1

Under the mid-year convention a perpetuity's flows arrive mid-year too, so its value is as of half
a year before the end of year N; k carries it there. Rosenbaum and Pearl, ch. 3.
"""

from __future__ import annotations

from dataclasses import dataclass

from bookrunner.figures import (
    Figure,
    Period,
    computed,
    greater,
    if_,
    is_positive,
    largest,
    meaningful,
    ratio,
)
from bookrunner.valuation.forecast import Forecast


@dataclass(frozen=True)
class TerminalValue:
    """One way to the terminal value, and what it says of the other way."""

    label: str
    driver: Figure
    """The terminal growth, or the exit multiple."""
    undiscounted: Figure
    present: Figure
    implied: Figure
    """The exit multiple that Gordon growth implies, or the growth that the multiple implies."""

    @property
    def words(self) -> str:
        """The label inside a sentence: a name keeps its capital."""
        return self.label if self.label.startswith("Gordon") else self.label.lower()


@dataclass(frozen=True)
class TerminalInputs:
    """What both ways share."""

    prefix: str
    at: Period
    forecast: Forecast
    wacc: Figure
    mid_year_factor: Figure
    """k: (1 + W)^0.5 under the mid-year convention, else 1."""
    last_factor: Figure
    """The discount factor of the last flow."""
    end_factor: Figure
    """The discount factor of the end of the last year."""


def mid_year_factor(prefix: str, wacc: Figure, mid_year: Figure, at: Period) -> Figure:
    """What half a year is worth when flows arrive mid-year, else one."""
    value = if_(mid_year, (1 + wacc) ** 0.5, 1)
    return computed(f"{prefix}.half_year_factor", "Half-year factor", value, at)


def spread(prefix: str, wacc: Figure, growth: Figure, at: Period) -> tuple[Figure, Figure]:
    """WACC less growth, and the same kept above a hundredth of a percent, for the check."""
    over = computed(f"{prefix}.wacc_over_growth", "WACC less terminal growth", wacc - growth, at)
    kept = computed(
        f"{prefix}.wacc_over_growth_kept",
        "WACC less terminal growth, kept positive",
        largest(over, 1e-4),
        at,
    )
    return over, kept


def gordon(given: TerminalInputs, over: Figure) -> TerminalValue:
    """The growing perpetuity of the normalised flow; NM where growth reaches the WACC."""
    prefix, at, ahead = f"{given.prefix}.gordon", given.at, given.forecast
    value = computed(
        f"{prefix}.terminal_value",
        "Terminal value, Gordon growth",
        meaningful(ratio(ahead.terminal.free_cash_flow, over), when=is_positive(over)),
        at,
    )
    present = computed(
        f"{prefix}.terminal_present_value",
        "Present value of it",
        value * given.last_factor,
        at,
    )
    earnings = ahead.years[-1].ebitda
    implied = computed(
        f"{prefix}.implied_multiple",
        "Implied exit multiple (EV / EBITDA)",
        meaningful(ratio(value * given.mid_year_factor, earnings), when=is_positive(earnings)),
        at,
    )
    return TerminalValue("Gordon growth", ahead.growth, value, present, implied)


def exit_multiple(given: TerminalInputs, multiple: Figure) -> TerminalValue:
    """The last year's EBITDA at a multiple."""
    prefix, at, ahead = f"{given.prefix}.exit", given.at, given.forecast
    value = computed(
        f"{prefix}.terminal_value",
        "Terminal value, exit multiple",
        ahead.years[-1].ebitda * multiple,
        at,
    )
    present = computed(
        f"{prefix}.terminal_present_value", "Present value of it", value * given.end_factor, at
    )
    flow = computed(
        f"{prefix}.normalised_flow",
        "Normalised flow of the last year, with the half-year factor",
        ahead.terminal.free_cash_flow / (1 + ahead.growth) * given.mid_year_factor,
        at,
    )
    implied = computed(
        f"{prefix}.implied_growth_rate",
        "Implied terminal growth",
        meaningful(ratio(value * given.wacc - flow, value + flow), when=greater(value, -flow)),
        at,
    )
    return TerminalValue("Exit multiple", multiple, value, present, implied)
