"""What companies are worth: comparables, discounted cash flows, and the page that sums them up."""

from bookrunner.valuation.adoptions import (
    ON_OFF,
    SHARE,
    AdoptedTwice,
    Adoption,
    AdoptionOutOfRange,
    Adoptions,
    Within,
)
from bookrunner.valuation.case_blocks import CaseBlock
from bookrunner.valuation.cases import CaseOutcome, case_outcomes, selected_case_check
from bookrunner.valuation.checks import (
    CheckPair,
)
from bookrunner.valuation.company_inputs import (
    CompanyInputs,
    ReportedPeriod,
    company_inputs,
)
from bookrunner.valuation.comps import (
    Comps,
    CompsRow,
    Implied,
    StatisticsRow,
    comps,
)
from bookrunner.valuation.comps_columns import (
    COLUMNS,
    Block,
    Column,
    multiple,
    not_available,
)
from bookrunner.valuation.dcf import (
    Dcf,
    Worth,
    dcf,
)
from bookrunner.valuation.dcf_assumptions import (
    DcfAssumptions,
    default_assumptions,
)
from bookrunner.valuation.default_sensitivity import (
    DefaultSensitivity,
    default_sensitivity,
)
from bookrunner.valuation.drivers import Drivers
from bookrunner.valuation.errors import (
    DiscountRateUnknown,
    GrowthExceedsDiscount,
    LinesMissing,
    MarketDataRequired,
    ValuationDateOutsideForecast,
)
from bookrunner.valuation.ev_bridge import (
    Bridge,
    Claims,
    bridge,
    claims,
)
from bookrunner.valuation.expected_years import (
    Expected,
    expected_years,
)
from bookrunner.valuation.fiscal_years import anniversary
from bookrunner.valuation.football_field import (
    FieldBar,
    FootballField,
    football_field,
)
from bookrunner.valuation.forecast import (
    Forecast,
    ForecastRow,
    ForecastYear,
)
from bookrunner.valuation.grids import (
    Axis,
    Grid,
    GridPoint,
    grid,
    grids,
)
from bookrunner.valuation.implied import ImpliedPoint, implied_value, six_statistics
from bookrunner.valuation.lines import (
    Line,
    Row,
    line,
    row,
    suggested_format,
)
from bookrunner.valuation.model import (
    Model,
    ModelRow,
    ModelSheet,
    Section,
    Weight,
    figure_rows,
    model_row,
)
from bookrunner.valuation.peers import (
    peer_findings,
)
from bookrunner.valuation.plan import Plan, PlanUnusable, case_title, plan_of
from bookrunner.valuation.policy import (
    Policy,
    default_policy,
)
from bookrunner.valuation.risk_free import risk_free_rate
from bookrunner.valuation.shares import (
    share_count,
)
from bookrunner.valuation.terminal_value import (
    TerminalValue,
)
from bookrunner.valuation.unlisted import unlisted_inputs
from bookrunner.valuation.wacc import (
    CapitalMarket,
    PeerBeta,
    Tax,
    Wacc,
    tax_rate,
    wacc,
)

__all__ = [
    "COLUMNS",
    "ON_OFF",
    "SHARE",
    "AdoptedTwice",
    "Adoption",
    "AdoptionOutOfRange",
    "Adoptions",
    "Axis",
    "Block",
    "Bridge",
    "CapitalMarket",
    "CaseBlock",
    "CaseOutcome",
    "CheckPair",
    "Claims",
    "Column",
    "CompanyInputs",
    "Comps",
    "CompsRow",
    "Dcf",
    "DcfAssumptions",
    "DefaultSensitivity",
    "DiscountRateUnknown",
    "Drivers",
    "Expected",
    "FieldBar",
    "FootballField",
    "Forecast",
    "ForecastRow",
    "ForecastYear",
    "Grid",
    "GridPoint",
    "GrowthExceedsDiscount",
    "Implied",
    "ImpliedPoint",
    "Line",
    "LinesMissing",
    "MarketDataRequired",
    "Model",
    "ModelRow",
    "ModelSheet",
    "PeerBeta",
    "Plan",
    "PlanUnusable",
    "Policy",
    "ReportedPeriod",
    "Row",
    "Section",
    "StatisticsRow",
    "Tax",
    "TerminalValue",
    "ValuationDateOutsideForecast",
    "Wacc",
    "Weight",
    "Within",
    "Worth",
    "anniversary",
    "bridge",
    "case_outcomes",
    "case_title",
    "claims",
    "company_inputs",
    "comps",
    "dcf",
    "default_assumptions",
    "default_policy",
    "default_sensitivity",
    "expected_years",
    "figure_rows",
    "football_field",
    "grid",
    "grids",
    "implied_value",
    "line",
    "model_row",
    "multiple",
    "not_available",
    "peer_findings",
    "plan_of",
    "risk_free_rate",
    "row",
    "selected_case_check",
    "share_count",
    "six_statistics",
    "suggested_format",
    "tax_rate",
    "unlisted_inputs",
    "wacc",
]
