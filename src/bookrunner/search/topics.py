"""What bankers ask about, and the words filings say it in.

A topic is known by words of a question; it names the primary statements, the Items and the phrases
where filings answer it. Phrases are those of the disclosure rules (Regulation S-K, S-X, Form 8-K)
and of common practice, not of any one company.
"""

# ruff: noqa: E501 - a row of a table is read best in one line

from __future__ import annotations

import re
from dataclasses import dataclass

INCOME = "income statement"
BALANCE = "balance sheet"
CASH_FLOW = "cash flow statement"
EQUITY = "statement of equity"
COMPREHENSIVE = "statement of comprehensive income"


@dataclass(frozen=True)
class Topic:
    """One thing that is asked about."""

    asked: re.Pattern[str]
    phrases: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    """Items of a 10-K that tell it: ``Item 3``."""
    forms: tuple[str, ...] = ()


def _topic(
    asked: str,
    *phrases: str,
    on: tuple[str, ...] | str = (),
    under: tuple[str, ...] | str = (),
    of: tuple[str, ...] | str = (),
) -> Topic:
    def many(one: tuple[str, ...] | str) -> tuple[str, ...]:
        return (one,) if isinstance(one, str) else one

    return Topic(re.compile(rf"\b(?:{asked})\b", re.I), phrases, many(on), many(under), many(of))


TOPICS: tuple[Topic, ...] = (
    # Statements, by any of their names.
    _topic(r"balance sheets?|statements? of financial (?:position|condition)", on=BALANCE),
    _topic(
        r"(?:income|profit and loss|p&l|p & l) statements?|p&l|statements? of (?:income|operations|earnings)",
        on=INCOME,
    ),
    _topic(r"cash ?flow statements?|statements? of cash ?flows?", on=CASH_FLOW),
    # The income statement.
    _topic(
        r"revenues?|net sales|total sales|top ?line|turnover",
        "total revenues",
        "net sales",
        on=INCOME,
    ),
    _topic(
        r"cogs|cost of (?:goods sold|sales|revenues?|services|products)|costs? of (?:goods|sales)",
        "cost of sales",
        "cost of goods sold",
        "cost of revenue",
        on=INCOME,
    ),
    _topic(
        r"gross (?:profits?|margins?|profit margins?)",
        "gross profit",
        "gross margin",
        "cost of sales",
        "total revenues",
        on=INCOME,
    ),
    _topic(
        r"sg&a|selling,? general(?:,)? and administrative(?: expenses?)?",
        "selling general and administrative",
        on=INCOME,
    ),
    _topic(r"r&d|research and development", "research and development", on=INCOME),
    _topic(
        r"operating (?:income|profits?|loss|margins?|earnings)|(?:ebit|ebita)(?: margin)?|income from operations",
        "operating income",
        "income from operations",
        "operating profit",
        on=INCOME,
    ),
    _topic(
        r"ebitda(?: margins?)?",
        "operating income",
        "depreciation and amortization",
        on=(INCOME, CASH_FLOW),
    ),
    _topic(
        r"adjusted ebitda(?:r)?|ebitdar|non-?gaap|adjusted (?:eps|ebit|earnings|operating|net|free)\w*",
        "adjusted ebitda",
        "non-GAAP",
        "reconciliation",
        "adjusted",
        of=("EX-99.1", "8-K"),
    ),
    _topic(
        r"interest (?:expense|coverage|cover)|times interest earned", "interest expense", on=INCOME
    ),
    _topic(
        r"(?:effective )?(?:income )?tax(?:es)? rates?|tax rates?",
        "effective tax rate",
        "income tax expense",
        "provision for income taxes",
        "effective income tax rate",
        on=INCOME,
    ),
    _topic(
        r"income tax(?:es)?|tax (?:expense|provision)",
        "provision for income taxes",
        "income tax expense",
        on=INCOME,
    ),
    _topic(
        r"net (?:income|profits?|earnings|loss|margins?)|net profit margins?|bottom ?line|profitab\w+",
        "net income",
        "net earnings",
        on=INCOME,
    ),
    _topic(r"eps|earnings per share", "earnings per share", "diluted", on=INCOME),
    _topic(
        r"restructuring(?: costs?| charges?| liabilit\w+)?",
        "restructuring",
        "restructuring charges",
        "severance",
        on=INCOME,
    ),
    _topic(
        r"capital[- ]intensiv\w+",
        "capital expenditures",
        "property plant and equipment net",
        "total assets",
        on=(BALANCE, CASH_FLOW, INCOME),
    ),
    # The balance sheet.
    _topic(
        r"(?:return on (?:total )?assets|roa)", "total assets", "net income", on=(INCOME, BALANCE)
    ),
    _topic(
        r"(?:return on (?:common |shareholders?'? |stockholders?'? )?equity|roe)",
        "total equity",
        "net income",
        on=(INCOME, BALANCE),
    ),
    _topic(r"total assets|asset turnover|fixed asset turnover", "total assets", on=BALANCE),
    _topic(
        r"(?:pp&e|ppne|ppe|property,? plant,? (?:and|&) equipment|fixed assets?)(?:,? net)?",
        "property plant and equipment net",
        "property and equipment",
        on=BALANCE,
    ),
    _topic(
        r"fixed asset turnover|asset turnover(?: ratio)?",
        "total revenues",
        "property and equipment net",
        on=(INCOME, BALANCE),
    ),
    _topic(r"goodwill", "goodwill", on=BALANCE),
    _topic(
        r"working capital(?: ratio)?|current ratio|liquidity profile",
        "total current assets",
        "total current liabilities",
        on=BALANCE,
    ),
    _topic(
        r"quick ratio|acid[- ]test",
        "total current assets",
        "inventories",
        "total current liabilities",
        on=BALANCE,
    ),
    _topic(
        r"current (?:assets|liabilities)",
        "total current assets",
        "total current liabilities",
        on=BALANCE,
    ),
    _topic(
        r"(?:cash|cash (?:and|&) cash equivalents)(?: balance| position)?",
        "cash and cash equivalents",
        on=BALANCE,
    ),
    _topic(
        r"(?:accounts? |trade )?receivables?|a/r|dso|days sales outstanding",
        "accounts receivable net",
        on=BALANCE,
    ),
    _topic(
        r"inventor(?:y|ies)(?: turnover)?|dio|days inventory(?: outstanding)?|merchandise inventories",
        "inventories",
        "merchandise inventories",
        on=BALANCE,
    ),
    _topic(
        r"inventory turnover(?: ratio)?|dio|days inventory(?: outstanding)?|dpo|days payables? outstanding|cash conversion cycle|ccc",
        "cost of goods sold",
        "inventories",
        "accounts payable",
        on=(INCOME, BALANCE),
    ),
    _topic(r"(?:accounts? |trade )payables?|a/p", "accounts payable", on=BALANCE),
    _topic(r"total liabilities|liabilities", "total liabilities", on=BALANCE),
    _topic(
        r"(?:share|stock)holders'? ?equity|total equity|book value|equity on the balance",
        "total shareholders equity",
        "total stockholders equity",
        on=BALANCE,
    ),
    _topic(
        r"(?:long[- ]term |total |net )?debt|leverage|gearing|borrowings?",
        "long-term debt",
        "current portion of long-term debt",
        "notes payable",
        on=BALANCE,
    ),
    _topic(r"retained earnings|accumulated deficit", "retained earnings", on=BALANCE),
    # The cash flow statement.
    _topic(
        r"capex|capital (?:expenditures?|spending)|capital investments?",
        "capital expenditures",
        "purchases of property plant and equipment",
        "additions to property",
        on=CASH_FLOW,
    ),
    _topic(
        r"(?:d&a|depreciation(?: (?:and|&) amortization)?|amortization)",
        "depreciation and amortization",
        on=CASH_FLOW,
    ),
    _topic(
        r"free cash ?flow(?: conversion)?|fcf(?: conversion)?",
        "net cash provided by operating activities",
        "capital expenditures",
        "purchases of property and equipment",
        on=CASH_FLOW,
    ),
    _topic(
        r"(?:operating|investing|financing) (?:cash ?flows?|activities)|cash (?:flows? )?(?:from|used in|provided by) (?:operations|operating|investing|financing)|cash from ops|operating cash ?flows?(?: ratio)?",
        "net cash provided by operating activities",
        "net cash used in investing activities",
        on=CASH_FLOW,
    ),
    _topic(
        r"operations,? investing,? and financing|brought in the most",
        "net cash provided by operating activities",
        on=CASH_FLOW,
    ),
    _topic(
        r"dividends?(?: paid| payout)?|payout ratio|dividend payout",
        "cash dividends paid",
        "dividends declared per share",
        "dividends paid",
        on=CASH_FLOW,
    ),
    _topic(
        r"(?:share|stock) (?:repurchases?|buy-?backs?)|buy-?backs?",
        "repurchases of common stock",
        "share repurchase program",
        on=CASH_FLOW,
        under="Item 5",
    ),
    _topic(r"(?:share|stock)-based comp\w*", "stock-based compensation", on=CASH_FLOW),
    _topic(
        r"change in (?:inventory|inventories|working capital|receivables|payables)",
        "changes in operating assets and liabilities",
        on=CASH_FLOW,
    ),
    # Other tables and notes.
    _topic(
        r"segments?|business units?|divisions?",
        "reportable segments",
        "segment",
        "net sales by segment",
        "segment operating income",
    ),
    _topic(
        r"geograph\w+|regions?|countries|international|domestic|north america|emea|apac|asia|europe",
        "geographic",
        "by geographic area",
        "United States",
        "international",
    ),
    _topic(
        r"(?:geograph\w+|regions?|countries|markets|where)\b.{0,60}\boperat\w+|operat\w+ in which (?:countries|regions)",
        "operations in",
        "divisions",
        "reportable segments",
        "organized into",
        "countries and territories",
        under="Item 1",
    ),
    _topic(
        r"(?:best|worst|highest|lowest|strongest|weakest|fastest|slowest|most|least)\b.{0,80}\b(?:perform\w+|top ?line|growth|sales|revenues?)|(?:perform\w+|grew|grown)\b.{0,30}\b(?:best|worst|most|least|fastest)",
        "compared to the prior year",
        "an increase of",
        "a decrease of",
        "growth",
        "decline",
        "net revenues of",
    ),
    _topic(
        r"products? categor\w+|service categor\w+|product lines?|categor\w+",
        "product category",
        "revenues by",
        "segment data",
        "segment revenues",
        "segment information",
        "percentage of revenue",
        "disaggregation of revenue",
    ),
    _topic(
        r"customers?(?: concentration)?|concentration",
        "customers accounted for",
        "major customers",
        "of total revenues",
        "customer",
        under=("Item 1", "Item 1A"),
    ),
    _topic(
        r"legal (?:battles?|proceedings?|matters?|cases?)|litigation|lawsuits?",
        "legal proceedings",
        "litigation",
        "lawsuit",
        "legal actions have been filed",
        "named as a defendant",
        "contingencies",
        "class action",
        under="Item 3",
    ),
    _topic(
        r"acquisitions?|acquired|m&a|mergers?|takeover",
        "acquisition",
        "acquired",
        "purchase price",
        "business combinations",
    ),
    _topic(
        r"divest\w*|sold off|spin-?offs?|spun off|disposals?|discontinued",
        "divestiture",
        "spin-off",
        "discontinued operations",
        "sale of",
    ),
    _topic(
        r"registered (?:to trade|securities)|securities (?:are )?registered|national securities exchange|debt securities .* trade",
        "securities registered pursuant to section 12(b)",
        "name of each exchange on which registered",
        "trading symbol",
        under="cover",
    ),
    _topic(
        r"pensions?|retire(?:es|ments?)|post-?retirement|health care benefits?",
        "pension benefits",
        "expected benefit payments",
        "postretirement",
        "retirees",
    ),
    _topic(
        r"derivatives?|hedg\w+|notional|swaps?|foreign (?:currency|exchange)",
        "notional amount",
        "derivative instruments",
        "cross currency swaps",
        "interest rate swaps",
        "foreign exchange forwards",
    ),
    _topic(
        r"leases?|rent(?:al)?s?",
        "operating leases",
        "lease liabilities",
        "future minimum lease payments",
    ),
    _topic(
        r"impairments?|write-?(?:down|off)s?", "impairment", "goodwill impairment", "write-down"
    ),
    _topic(
        r"stores?|restaurants?|locations|store count",
        "number of stores",
        "stores at end of",
        "store count",
        "total stores",
    ),
    _topic(
        r"employees|head ?count|workforce|staff|employ(?:s|ed)?|people (?:work|are employed)\w*",
        "employees",
        "we employed",
        "full-time",
        "human capital",
        under="Item 1",
    ),
    _topic(
        r"cyclical\w*|seasonal\w*",
        "cyclical",
        "seasonality",
        "economic cycles",
        under=("Item 1A", "Item 1"),
    ),
    _topic(r"competit\w+", "competition", "competitors", under="Item 1"),
    _topic(
        r"industry|what does .* do|business model|products and services|primarily operate",
        "our business",
        "overview",
        "products and services",
        under="Item 1",
    ),
    _topic(r"risks?|risk factors", "risk factors", under="Item 1A"),
    _topic(
        r"guidance|outlook|forecast\w*|expect(?:s|ed|ations?)?|project(?:s|ed|ing)?|anticipat\w+",
        "outlook",
        "guidance",
        "expects",
        "forecast",
    ),
    _topic(r"production rates?", "production rate", "per month"),
    _topic(
        r"credit facilit\w+|revolv\w+|commercial paper|liquidity",
        "revolving credit facility",
        "commercial paper",
        "liquidity and capital resources",
        "available",
    ),
    _topic(
        r"agenda|purpose of|8-?k",
        "entry into a material definitive agreement",
        "other events",
        of="8-K",
    ),
    _topic(
        r"board|directors?|nominees?|votes?|shareholders? meeting|proposals?",
        "votes for",
        "votes against",
        "withheld",
        "election of directors",
        "annual meeting of shareholders",
    ),
    _topic(
        r"ceo|chief executive|cfo|appoint\w*|resign\w*|management team",
        "chief executive officer",
        "appointment",
        "president and chief executive officer",
    ),
    _topic(
        r"drove|drivers?|driven by|why did|reasons?|caused",
        "primarily due to",
        "driven by",
        "increase was",
        "decrease was",
        under="Item 7",
    ),
    _topic(
        r"organic|currency|fx|constant currency|passthrough|pass-through|one-off",
        "constant currency",
        "organic",
        "foreign currency impact",
        "comparable",
    ),
    _topic(r"sales growth|growth", "growth", "percent change", "increase"),
    _topic(r"brands?|trademarks?|patents?", "brands", "trademarks", "patents", under="Item 1"),
    _topic(
        r"auditors?|audits?|internal controls?",
        "independent registered public accounting firm",
        "served as the Company's auditor since",
        "internal control over financial reporting",
    ),
    _topic(r"wages?|labor|unions?", "collective bargaining", "labor", "wages"),
    _topic(
        r"(?:(?:share|stock)holders|holders) of record|record holders",
        "shareholders of record",
        "stockholders of record",
        "holders of record",
        under="Item 5",
    ),
    _topic(r"advertis\w+", "advertising expenses", "advertising costs"),
    _topic(
        r"contribut\w+",
        "expects to contribute",
        "expected employer contributions",
        "anticipates making contributions",
    ),
    _topic(
        r"customers?\b.{0,60}(?:\d+ ?%|\d+ percent|percent of)|(?:largest|major|single|any) customers?",
        "customer accounted for",
        "no customers that represented",
        "10% or more",
        "10 percent or more",
    ),
    _topic(r"warrant(?:y|ies)", "product warranty", "warranty accrual"),
)
