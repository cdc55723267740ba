"""What is asked for by name: lines and ratios, each with its formula.

Formulas are those in common use (CFA Institute, Financial Statement Analysis; the definitions that
pitch books print). A question that defines a measure itself overrules this table.
"""

# ruff: noqa: E501 - a row of a table is read best in one line

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from bookrunner.answers.formulas import Formula, parse


class Shown(Enum):
    """In what a measure is told unless the question says otherwise."""

    MONEY = "money"
    PERCENT = "percent"
    TIMES = "times"
    DAYS = "days"
    PER_SHARE = "per share"
    SHARES = "shares"


@dataclass(frozen=True)
class Measure:
    """A line or a ratio."""

    key: str
    name: str
    asked: re.Pattern[str]
    formula: Formula
    shown: Shown


def _measure(key: str, name: str, asked: str, formula: str, shown: Shown) -> Measure:
    return Measure(
        key, name, re.compile(rf"(?<![\w-])(?:{asked})(?![\w])", re.I), parse(formula), shown
    )


_MONEY, _PERCENT, _TIMES, _DAYS, _PER_SHARE, _SHARES = (
    Shown.MONEY,
    Shown.PERCENT,
    Shown.TIMES,
    Shown.DAYS,
    Shown.PER_SHARE,
    Shown.SHARES,
)

# Ratios come before the lines in their names: the first that fits a stretch of words takes it.
MEASURES: tuple[Measure, ...] = (
    _measure(
        "gross_margin",
        "gross margin",
        r"gross (?:profit )?margins?(?: percent(?:age)?)?(?: profile)?|gross margin %",
        "gross_profit / revenue",
        _PERCENT,
    ),
    _measure(
        "operating_margin",
        "operating margin",
        r"(?:operating (?:income |profit )?(?:% )?margins?|ebit margins?)(?: profile)?|operating income % margin",
        "operating_income / revenue",
        _PERCENT,
    ),
    _measure(
        "ebitda_margin",
        "EBITDA margin",
        r"ebitda (?:% )?margins?",
        "ebitda / revenue",
        _PERCENT,
    ),
    _measure(
        "net_margin",
        "net profit margin",
        r"net (?:income|profit) margins?|net margins?|profit margins?",
        "net_income / revenue",
        _PERCENT,
    ),
    _measure(
        "depreciation_margin",
        "D&A over revenue",
        r"d&a (?:% )?margins?",
        "depreciation_and_amortisation / revenue",
        _PERCENT,
    ),
    _measure(
        "effective_tax_rate",
        "effective tax rate",
        r"(?<!statutory )(?:effective )?(?:income )?tax rates?",
        "income_tax / pretax_income",
        _PERCENT,
    ),
    _measure(
        "free_cash_flow_conversion",
        "free cash flow conversion",
        r"(?:free ?cash ?flow|fcf) conversion(?: ratio| rate)?",
        "free_cash_flow / net_income",
        _PERCENT,
    ),
    _measure(
        "free_cash_flow_margin",
        "free cash flow margin",
        r"(?:free ?cash ?flow|fcf) (?:% )?margins?",
        "free_cash_flow / revenue",
        _PERCENT,
    ),
    _measure(
        "free_cash_flow",
        "free cash flow",
        r"free ?cash ?flows?(?: \(fcf\))?|fcf",
        "operating_cash_flow - capex",
        _MONEY,
    ),
    _measure(
        "operating_cash_flow_ratio",
        "operating cash flow ratio",
        r"operating cash ?flow ratio",
        "operating_cash_flow / current_liabilities",
        _TIMES,
    ),
    _measure(
        "quick_ratio",
        "quick ratio",
        r"quick ratio|acid[- ]test(?: ratio)?",
        "(current_assets - inventory) / current_liabilities",
        _TIMES,
    ),
    _measure(
        "current_ratio",
        "current ratio",
        r"(?:working capital|current) ratio",
        "current_assets / current_liabilities",
        _TIMES,
    ),
    _measure(
        "working_capital",
        "working capital",
        r"(?:net )?working capital",
        "current_assets - current_liabilities",
        _MONEY,
    ),
    _measure(
        "return_on_assets",
        "return on assets",
        r"return on (?:total )?assets(?: \(roa\))?|roa",
        "net_income / average(total_assets)",
        _TIMES,
    ),
    _measure(
        "return_on_equity",
        "return on equity",
        r"return on (?:common |(?:share|stock)holders'? )?equity(?: \(roe\))?|roe",
        "net_income / average(equity)",
        _TIMES,
    ),
    _measure(
        "fixed_asset_turnover",
        "fixed asset turnover",
        r"(?:fixed asset|pp&e) turnover(?: ratio)?",
        "revenue / average(property_plant_equipment)",
        _TIMES,
    ),
    _measure(
        "asset_turnover",
        "asset turnover",
        r"(?:total )?asset turnover(?: ratio)?",
        "revenue / average(total_assets)",
        _TIMES,
    ),
    _measure(
        "inventory_turnover",
        "inventory turnover",
        r"inventory turnover(?: ratio)?|inventory turns|times (?:did|has|does) [\w'’&. ]{0,40}\s(?:sell|sold|turn(?:ed)?(?: over)?) its inventor(?:y|ies)",
        "cost_of_revenue / average(inventory)",
        _TIMES,
    ),
    _measure(
        "receivables_turnover",
        "receivables turnover",
        r"(?:accounts )?receivables? turnover(?: ratio)?",
        "revenue / average(receivables)",
        _TIMES,
    ),
    _measure(
        "days_payable",
        "days payable outstanding",
        r"days(?: of)? payables?(?: outstanding)?(?: \(dpo\))?|payables? days|dpo",
        "365 * average(payables) / (cost_of_revenue + change(inventory))",
        _DAYS,
    ),
    _measure(
        "days_inventory",
        "days inventory outstanding",
        r"days(?: of| in)? inventory(?: outstanding| on hand)?(?: \(dio\))?|inventory days|dio",
        "365 * average(inventory) / cost_of_revenue",
        _DAYS,
    ),
    _measure(
        "days_sales",
        "days sales outstanding",
        r"days(?: of)? sales(?: (?:were )?outstanding)?(?: \(dso\))?|receivables? days|dso",
        "365 * average(receivables) / revenue",
        _DAYS,
    ),
    _measure(
        "cash_conversion_cycle",
        "cash conversion cycle",
        r"cash conversion cycle(?: \(ccc\))?|ccc",
        "days_inventory + days_sales - days_payable",
        _DAYS,
    ),
    _measure(
        "dividend_payout",
        "dividend payout ratio",
        r"dividend payout(?: ratio)?|payout ratio",
        "dividends_paid / net_income",
        _TIMES,
    ),
    _measure(
        "retention_ratio",
        "retention ratio",
        r"retention ratio|plowback ratio",
        "1 - dividends_paid / net_income",
        _TIMES,
    ),
    _measure(
        "interest_coverage",
        "interest coverage",
        r"interest cover(?:age)?(?: ratio)?|times interest earned",
        "operating_income / interest_expense",
        _TIMES,
    ),
    _measure(
        "debt_to_equity",
        "debt to equity",
        r"debt[- ]to[- ]equity(?: ratio)?",
        "total_debt / equity",
        _TIMES,
    ),
    _measure(
        "net_debt_to_ebitda",
        "net debt to EBITDA",
        r"net debt (?:to|/) ebitda|net leverage(?: ratio)?",
        "(total_debt - cash) / ebitda",
        _TIMES,
    ),
    _measure(
        "cost_of_revenue_margin",
        "cost of revenue over revenue",
        r"(?:cogs|cost of (?:revenue|goods sold|sales)) (?:% )?margins?",
        "cost_of_revenue / revenue",
        _PERCENT,
    ),
    _measure(
        "operating_cash_flow_margin",
        "operating cash flow margin",
        r"(?:operating ?cash ?flow|cfo) (?:% )?margins?",
        "operating_cash_flow / revenue",
        _PERCENT,
    ),
    _measure(
        "pretax_margin",
        "pretax margin",
        r"pre-?tax (?:income |profit )?(?:% )?margins?",
        "pretax_income / revenue",
        _PERCENT,
    ),
    _measure(
        "research_intensity",
        "R&D over revenue",
        r"r&d (?:% )?margins?|r&d intensity",
        "research_and_development / revenue",
        _PERCENT,
    ),
    _measure(
        "return_on_invested_capital",
        "return on invested capital",
        r"return on invested capital(?: \(roic\))?|roic",
        "operating_income * (1 - income_tax / pretax_income) / average(total_debt + equity)",
        _PERCENT,
    ),
    _measure(
        "debt_to_ebitda",
        "debt to EBITDA",
        r"(?:total |gross )?debt (?:to|/) ebitda|gross leverage(?: ratio)?",
        "total_debt / ebitda",
        _TIMES,
    ),
    _measure(
        "debt_to_assets",
        "debt to assets",
        r"debt[- ]to[- ](?:total[- ])?assets?(?: ratio)?|debt ratio",
        "total_debt / total_assets",
        _TIMES,
    ),
    _measure(
        "equity_multiplier",
        "equity multiplier",
        r"equity multiplier",
        "total_assets / equity",
        _TIMES,
    ),
    _measure(
        "cash_ratio",
        "cash ratio",
        r"cash ratio",
        "cash / current_liabilities",
        _TIMES,
    ),
    _measure(
        "net_debt",
        "net debt",
        r"net debt",
        "total_debt - cash - short_term_investments",
        _MONEY,
    ),
    _measure(
        "capital_intensity",
        "capital expenditure over revenue",
        r"(?:capex|capital expenditures?)(?: as a)? (?:%|percent(?:age)?) of (?:total )?(?:revenues?|sales)|capital intensity",
        "capex / revenue",
        _PERCENT,
    ),
    _measure(
        "ebitda", "EBITDA", r"ebitda", "operating_income + depreciation_and_amortisation", _MONEY
    ),
    _measure("gross_profit", "gross profit", r"gross (?:profits?|income)", "gross_profit", _MONEY),
    _measure(
        "cost_of_revenue",
        "cost of revenue",
        r"costs? of (?:goods(?: sold)?|sales|revenues?|products sold)|cogs",
        "cost_of_revenue",
        _MONEY,
    ),
    _measure(
        "research_and_development",
        "research and development",
        r"research (?:and|&) development(?: expenses?| costs?)?|r&d(?: expenses?| costs?)?",
        "research_and_development",
        _MONEY,
    ),
    _measure(
        "selling_general_administrative",
        "selling, general and administrative",
        r"selling,? general,? (?:and|&) administrative(?: expenses?)?|sg&a(?: expenses?)?",
        "selling_general_administrative",
        _MONEY,
    ),
    _measure(
        "operating_cash_flow",
        "cash from operations",
        r"(?:net )?cash(?: flows?)? (?:from|provided by|generated (?:by|from)) (?:operations|operating activities)|cash from ops|operating cash ?flows?|cfo",
        "operating_cash_flow",
        _MONEY,
    ),
    _measure(
        "investing_cash_flow",
        "cash from investing activities",
        r"(?:net )?cash(?: flows?)? (?:from|used (?:in|for)) investing(?: activities)?|investing cash ?flows?",
        "investing_cash_flow",
        _MONEY,
    ),
    _measure(
        "financing_cash_flow",
        "cash from financing activities",
        r"(?:net )?cash(?: flows?)? (?:from|used (?:in|for)) financing(?: activities)?|financing cash ?flows?",
        "financing_cash_flow",
        _MONEY,
    ),
    _measure(
        "operating_income",
        "operating income",
        r"operating (?:income|profits?|earnings)(?: \(ebit\))?|income from operations|ebit",
        "operating_income",
        _MONEY,
    ),
    _measure(
        "pretax_income",
        "income before taxes",
        r"(?:income|earnings|profit) before (?:income )?tax(?:es)?|pre-?tax (?:income|earnings|profit)|ebt",
        "pretax_income",
        _MONEY,
    ),
    _measure(
        "income_tax",
        "income taxes",
        r"income tax(?:es)?(?: expense| provision)?|tax (?:expense|provision)|provision for (?:income )?taxes",
        "income_tax",
        _MONEY,
    ),
    _measure(
        "interest_expense",
        "interest expense",
        r"(?:gross )?interest expenses?",
        "interest_expense",
        _MONEY,
    ),
    _measure(
        "eps_basic",
        "basic earnings per share",
        r"basic (?:eps|earnings per share)|(?:eps|earnings per share),? basic",
        "eps_basic",
        _PER_SHARE,
    ),
    _measure(
        "eps_diluted",
        "diluted earnings per share",
        r"(?:diluted )?(?:eps|earnings per share)(?:,? diluted)?",
        "eps_diluted",
        _PER_SHARE,
    ),
    _measure(
        "net_income",
        "net income",
        r"net (?:income|earnings|profits?|loss)(?: attributable to (?:share|stock)holders)?|bottom[- ]line",
        "net_income",
        _MONEY,
    ),
    _measure(
        "diluted_shares",
        "diluted weighted average shares",
        r"(?:weighted[- ]average )?diluted (?:weighted[- ]average )?(?:shares?|share count)(?: outstanding)?|weighted[- ]average (?:number of )?diluted shares(?: outstanding)?",
        "diluted_shares",
        _SHARES,
    ),
    _measure(
        "basic_shares",
        "basic weighted average shares",
        r"(?:weighted[- ]average )?basic (?:weighted[- ]average )?(?:shares?|share count)(?: outstanding)?|weighted[- ]average (?:number of )?basic shares(?: outstanding)?",
        "basic_shares",
        _SHARES,
    ),
    _measure(
        "operating_expenses",
        "operating expenses",
        r"(?:total )?operating expenses|opex",
        "operating_expenses",
        _MONEY,
    ),
    _measure(
        "restructuring",
        "restructuring costs",
        r"restructuring (?:costs?|charges?|expenses?)",
        "restructuring",
        _MONEY,
    ),
    _measure(
        "depreciation_and_amortisation",
        "depreciation and amortization",
        r"depreciation(?: (?:and|&) (?:amorti[sz]ation|depletion))?(?: expense)?|d&a(?: expense)?",
        "depreciation_and_amortisation",
        _MONEY,
    ),
    _measure(
        "stock_compensation",
        "stock-based compensation",
        r"(?:share|stock)-based comp(?:ensation)?(?: expense)?|stock compensation",
        "stock_compensation",
        _MONEY,
    ),
    _measure(
        "capex",
        "capital expenditures",
        r"cap(?:ital )?ex(?:penditures?)?|capital (?:expenditures?|spending)(?: amount)?|purchases? of (?:property|pp&e)",
        "capex",
        _MONEY,
    ),
    _measure(
        "dividends_paid",
        "dividends paid",
        r"(?:total )?(?:cash )?dividends?(?: paid| payments?)?(?: to common shareholders)?",
        "dividends_paid",
        _MONEY,
    ),
    _measure(
        "buybacks",
        "share repurchases",
        r"(?:share|stock) (?:repurchases?|buy-?backs?)|buy-?backs?",
        "buybacks",
        _MONEY,
    ),
    _measure(
        "accounts_receivable",
        "accounts receivable",
        r"(?:net )?(?:accounts? |trade )?receivables?|net ar|a/r",
        "receivables",
        _MONEY,
    ),
    _measure(
        "payables", "accounts payable", r"(?:accounts? |trade )payables?|a/p", "payables", _MONEY
    ),
    _measure(
        "inventory", "inventories", r"(?:net |merchandise )?inventor(?:y|ies)", "inventory", _MONEY
    ),
    _measure(
        "current_assets",
        "total current assets",
        r"(?:total )?current assets",
        "current_assets",
        _MONEY,
    ),
    _measure(
        "current_liabilities",
        "total current liabilities",
        r"(?:total )?current liabilities",
        "current_liabilities",
        _MONEY,
    ),
    _measure(
        "property_plant_equipment",
        "property, plant and equipment, net",
        r"(?:net )?(?:pp&e|ppne|ppe|property,? plant,? (?:and|&) equipment|property and equipment|fixed assets)(?:,? net)?(?: \(pp&e\))?",
        "property_plant_equipment",
        _MONEY,
    ),
    _measure("goodwill", "goodwill", r"goodwill", "goodwill", _MONEY),
    _measure("total_assets", "total assets", r"total assets|assets", "total_assets", _MONEY),
    _measure(
        "total_liabilities",
        "total liabilities",
        r"total liabilities|liabilities",
        "total_liabilities",
        _MONEY,
    ),
    _measure(
        "equity",
        "shareholders' equity",
        r"(?:total )?(?:share|stock)(?:holders?|owners?)['’]?s? equity|(?:total )?equity|book value of equity",
        "equity",
        _MONEY,
    ),
    _measure(
        "retained_earnings", "retained earnings", r"retained earnings", "retained_earnings", _MONEY
    ),
    _measure("long_term_debt", "long-term debt", r"long[- ]term debt", "long_term_debt", _MONEY),
    _measure("total_debt", "total debt", r"(?:total )?debt", "total_debt", _MONEY),
    _measure(
        "short_term_investments",
        "short-term investments",
        r"short[- ]term investments|marketable securities",
        "short_term_investments",
        _MONEY,
    ),
    _measure(
        "cash",
        "cash and cash equivalents",
        r"cash (?:and|&) (?:cash )?equivalents|cash(?: balance| position)?",
        "cash",
        _MONEY,
    ),
    _measure(
        "revenue",
        "revenue",
        r"(?:total |net |operating )?(?:revenues?|sales)|top[- ]?line",
        "revenue",
        _MONEY,
    ),
)

BY_KEY: Mapping[str, Measure] = {one.key: one for one in MEASURES}

DERIVED: Mapping[str, Formula] = {
    "gross_profit": parse("revenue - cost_of_revenue"),
    "total_debt": parse("long_term_debt + current_maturities"),
}
"""What a line is computed as where a statement does not print it."""
