"""Discounted cash flow, from section 4 of the output standards and docs/methods/dcf.md."""

from dataclasses import dataclass

from tests.second_coding.basics import NM, Value
from tests.second_coding.shares import ShareCount


@dataclass(frozen=True)
class DcfInputs:
    """What the model is made from; shares are of revenue, `stub` the part of year one ahead."""

    revenue: float
    start_growth: float
    long_run_growth: float
    growth_step: float
    margin_step: float
    case: int  # 1 bear, 2 base, 3 bull
    years: int
    ebitda_margin: float
    depreciation_share: float
    capex_share: float
    working_capital_share: float
    stock_pay_share: float
    add_back_stock_pay: bool
    tax_rate: float
    stub: float
    mid_year: bool
    wacc: float
    exit_multiple: float
    by_exit_multiple: bool
    capex_over_depreciation: float  # normalised capex is D&A x (1 + this)
    net_claims: float
    shares: ShareCount
    unreported: int = 0  # years over by the valuation date: forecast, and not counted
    growth_shift: float = 0.0
    margin_shift: float = 0.0


def growth_path(inputs: DcfInputs) -> list[float]:
    """dcf.md, Forecast: from the start, a step beside base, to the long-run rate in equal steps."""
    start = inputs.start_growth + (inputs.case - 2) * inputs.growth_step
    count = inputs.years + inputs.unreported
    fade = inputs.long_run_growth - start
    return [start + fade * year / count + inputs.growth_shift for year in range(1, count + 1)]


def free_cash_flow(
    inputs: DcfInputs, revenue: float, margin: float, capex: float | None, working_capital: float
) -> dict[str, float]:
    """`UFCF = EBIT x (1 - t) + D&A - capex - change in NWC`; capex None is history's share."""
    ebitda = revenue * margin
    depreciation = revenue * inputs.depreciation_share
    ebit = ebitda - depreciation
    spent = revenue * inputs.capex_share if capex is None else capex
    stock_pay = revenue * inputs.stock_pay_share if inputs.add_back_stock_pay else 0.0
    flow = ebit * (1 - inputs.tax_rate) + depreciation - spent - working_capital + stock_pay
    return {
        "revenue": revenue,
        "ebitda": ebitda,
        "depreciation": depreciation,
        "ebit": ebit,
        "capex": spent,
        "working_capital_increase": working_capital,
        "stock_pay_added": stock_pay,
        "free_cash_flow": flow,
    }


def exponents(inputs: DcfInputs) -> list[float]:
    """dcf.md, Discounting: f / 2, then f + k - 0.5 (mid-year); f, then f + k (end of year)."""
    f = inputs.stub
    if inputs.mid_year:
        return [f / 2] + [f + k - 0.5 for k in range(1, inputs.years)]
    return [f + k for k in range(inputs.years)]


def dcf(inputs: DcfInputs) -> dict[str, Value]:
    """The model: flows by year (`free_cash_flow_1`), both terminal values, value per share."""
    found: dict[str, Value] = {}
    margin = inputs.ebitda_margin + (inputs.case - 2) * inputs.margin_step
    margin += inputs.margin_shift
    before, present = inputs.revenue, 0.0
    year: dict[str, float] = {}
    powers = exponents(inputs)
    for number, growth in enumerate(growth_path(inputs)):
        revenue = before * (1 + growth)
        increase = inputs.working_capital_share * (revenue - before)
        year = free_cash_flow(inputs, revenue, margin, None, increase)
        found.update({f"{name}_{number + 1}": amount for name, amount in year.items()})
        before = revenue
        ahead = number - inputs.unreported
        if ahead < 0:
            continue
        counted = year["free_cash_flow"] * (inputs.stub if ahead == 0 else 1.0)
        value = counted / (1 + inputs.wacc) ** powers[ahead]
        present += value
        found[f"present_value_{number + 1}"] = value

    g, rate = inputs.long_run_growth, inputs.wacc
    beyond = before * (1 + g)
    normal_capex = beyond * inputs.depreciation_share * (1 + inputs.capex_over_depreciation)
    normal = free_cash_flow(
        inputs, beyond, margin, normal_capex, inputs.working_capital_share * before * g
    )["free_cash_flow"]
    found["terminal_flow"] = normal
    end = (1 + rate) ** (inputs.stub + inputs.years - 1)
    k = (1 + rate) ** 0.5 if inputs.mid_year else 1.0
    ebitda = year["ebitda"]
    exit_value = ebitda * inputs.exit_multiple
    base_flow = normal / (1 + g)
    ways: dict[str, tuple[Value, float]] = {
        "gordon": (normal / (rate - g) if g < rate else NM, (1 + rate) ** powers[-1]),
        "exit": (exit_value, end),
    }
    found["implied_growth"] = (exit_value * rate - base_flow * k) / (exit_value + base_flow * k)
    for name, (terminal, factor) in ways.items():
        if isinstance(terminal, str):
            found.update(
                {
                    f"{name}_{what}": NM
                    for what in ("terminal_value", "enterprise_value", "per_share")
                }
            )
            continue
        today = terminal / factor
        enterprise = present + today
        equity = enterprise - inputs.net_claims
        found[f"{name}_terminal_value"] = terminal
        found[f"{name}_terminal_present_value"] = today
        found[f"{name}_enterprise_value"] = enterprise
        found[f"{name}_equity_value"] = equity
        found[f"{name}_per_share"] = inputs.shares.price_of(equity)
        if name == "gordon":
            found["implied_multiple"] = terminal * k / ebitda
    chosen = "exit" if inputs.by_exit_multiple else "gordon"
    for what in ("enterprise_value", "equity_value", "per_share", "terminal_present_value"):
        found[what] = found.get(f"{chosen}_{what}", NM)
    found["flows_present_value"] = present
    enterprise_value, today_value = found["enterprise_value"], found["terminal_present_value"]
    if not isinstance(enterprise_value, str) and not isinstance(today_value, str):
        found["terminal_share"] = today_value / enterprise_value
    return found
