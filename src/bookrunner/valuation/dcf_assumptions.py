"""What a DCF assumes, each a figure that somebody may adopt in place of the default."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.figures import Figure, Period
from bookrunner.valuation.adoptions import SHARE, Adoptions, Within
from bookrunner.valuation.company_inputs import CompanyInputs
from bookrunner.valuation.lines import Line, line
from bookrunner.valuation.plan import CASES
from bookrunner.valuation.policy import Policy, switch


@dataclass(frozen=True)
class DcfAssumptions:
    """Amounts and switches of a DCF; history supplies the rest."""

    years: int
    """Forecast years that are discounted: five, or ten."""
    long_run_growth: Figure
    """Where growth fades to, and the growth of the perpetuity."""
    case_growth_step: Figure
    """By how much the bear and bull cases' starting growth lies beside the base case's."""
    case_margin_step: Figure
    capex_over_depreciation: Figure
    """By what share capital expenditure exceeds depreciation in the terminal year."""
    case_selector: Figure
    """1 bear, 2 base, 3 bull, and 4 the management case where one was asked for."""
    mid_year_switch: Figure
    """1 discounts each year's flow from its middle."""
    terminal_method_selector: Figure
    """1 Gordon growth, 2 exit multiple."""
    stock_compensation_switch: Figure
    """1 adds stock compensation back; 0 treats it as the cost it is."""
    growth_shift: Figure
    """Added to every forecast year's growth; the sensitivity grid moves it."""
    margin_shift: Figure

    @property
    def lines(self) -> Sequence[Line]:
        """The assumptions as printed, switches first."""
        return tuple(
            line(figure)
            for figure in (
                self.case_selector,
                self.mid_year_switch,
                self.terminal_method_selector,
                self.stock_compensation_switch,
                self.long_run_growth,
                self.case_growth_step,
                self.case_margin_step,
                self.capex_over_depreciation,
                self.growth_shift,
                self.margin_shift,
            )
        )


_METHODS = Within(Decimal(1), Decimal(2), is_whole=True)


def default_assumptions(
    company: CompanyInputs, policy: Policy, *, years: int = 5
) -> DcfAssumptions:
    """The assumptions for a company, adopted where somebody did and the system's elsewhere."""
    prefix, at, made = f"{company.prefix}.dcf", policy.period, policy.adoptions
    return DcfAssumptions(
        years=years,
        long_run_growth=_amount(
            made,
            f"{prefix}.long_run_growth",
            "Long-run growth",
            "0.025",
            at,
            "near long-run inflation plus part of real growth; not above the risk-free rate",
        ),
        case_growth_step=_amount(
            made,
            f"{prefix}.case_growth_step",
            "Growth of bear and bull beside base",
            "0.02",
            at,
            "about the spread of yearly growth between a weak and a strong consumer year",
        ),
        case_margin_step=_amount(
            made,
            f"{prefix}.case_margin_step",
            "EBITDA margin of bear and bull beside base",
            "0.01",
            at,
            "about one year's usual move of a mature company's margin",
        ),
        capex_over_depreciation=_amount(
            made,
            f"{prefix}.capex_over_depreciation",
            "Terminal capex above depreciation",
            "0.10",
            at,
            "assets of about nine years' life grow with long-run growth",
        ),
        case_selector=_case_selector(company, policy),
        mid_year_switch=switch(
            made,
            f"{prefix}.mid_year_switch",
            "Mid-year convention (1 = yes)",
            "1",
            at,
            "cash flows arrive through the year",
        ),
        terminal_method_selector=switch(
            made,
            f"{prefix}.terminal_method_selector",
            "Terminal value (1 Gordon growth, 2 exit multiple)",
            "1",
            at,
            "intrinsic value first; the exit multiple is shown beside it",
            within=_METHODS,
        ),
        stock_compensation_switch=switch(
            made,
            f"{prefix}.stock_compensation_switch",
            "Stock compensation added back (1 = yes)",
            "0",
            at,
            "paying in shares costs shareholders what paying in cash does",
        ),
        growth_shift=switch(
            made,
            f"{prefix}.growth_shift",
            "Growth shift, all years",
            "0",
            at,
            "no shift",
            within=SHARE,
        ),
        margin_shift=switch(
            made,
            f"{prefix}.margin_shift",
            "EBITDA margin shift, all years",
            "0",
            at,
            "no shift",
            within=SHARE,
        ),
    )


def _case_selector(company: CompanyInputs, policy: Policy) -> Figure:
    """Base, unless a management case was asked for; it is one more to choose, and chosen."""
    names, selected, reason = list(CASES), 2, "base case"
    if company.plan is not None:
        names.append(company.plan.name)
        selected, reason = len(names), f"the management case {company.plan.name}, as asked for"
    told = ", ".join(f"{place} {name}" for place, name in enumerate(names, start=1))
    return switch(
        policy.adoptions,
        f"{company.prefix}.dcf.case_selector",
        f"Case ({told})",
        str(selected),
        policy.period,
        reason,
        within=Within(Decimal(1), Decimal(len(names)), is_whole=True),
    )


def _amount(made: Adoptions, key: str, name: str, value: str, at: Period, reason: str) -> Figure:
    return made.assumption(key, name, Decimal(value), at, reason)
