"""Standardised, point-in-time facts: what was reported, when it became known, and statements."""

from bookrunner.facts.before_end import is_before_its_end
from bookrunner.facts.companies import Company, cik_text, company_asked, key_prefix
from bookrunner.facts.facts_companyfacts import (
    CompanyFacts,
    NotCompanyFacts,
    companyfacts,
    looks_like_companyfacts,
)
from bookrunner.facts.filings import EDGAR, FROM_TABLE, AcceptedBasis, Fact, Filing, identity
from bookrunner.facts.fiscal_words import fiscal_year_in_words
from bookrunner.facts.forward import YearsDoNotFit, month_weighted, next_twelve_months
from bookrunner.facts.industries import industry, sector
from bookrunner.facts.lines import CONCEPTS, STANDARD_LINES, Kind, StandardLine, Statement
from bookrunner.facts.market import SAMPLE_PRICE, CurvePoint, Quote, one_a_day, two_prices
from bookrunner.facts.members import Member, MemberLines
from bookrunner.facts.names import (
    CompanyReference,
    FormerName,
    common_cik,
    doubts,
    name_key,
    ticker_key,
)
from bookrunner.facts.periods_asked import EstimatesRequired, NotAPeriod
from bookrunner.facts.references_json import (
    NotAReference,
    looks_like_reference,
    references,
)
from bookrunner.facts.segments import (
    Axis,
    Breakdown,
    BreakdownPart,
    breakdown,
    breakdowns,
    member_label,
)
from bookrunner.facts.statements import Basis, LineMissing, Statements, line_key, statements
from bookrunner.facts.store import FactStore, Report, Saved
from bookrunner.facts.store_sql import SqlFactStore
from bookrunner.facts.vintages import Vintage
from bookrunner.facts.workings import source

__all__ = [
    "CONCEPTS",
    "EDGAR",
    "FROM_TABLE",
    "SAMPLE_PRICE",
    "STANDARD_LINES",
    "AcceptedBasis",
    "Axis",
    "Basis",
    "Breakdown",
    "BreakdownPart",
    "Company",
    "CompanyFacts",
    "CompanyReference",
    "CurvePoint",
    "EstimatesRequired",
    "Fact",
    "FactStore",
    "Filing",
    "FormerName",
    "Kind",
    "LineMissing",
    "Member",
    "MemberLines",
    "NotAPeriod",
    "NotAReference",
    "NotCompanyFacts",
    "Quote",
    "Report",
    "Saved",
    "SqlFactStore",
    "StandardLine",
    "Statement",
    "Statements",
    "Vintage",
    "YearsDoNotFit",
    "breakdown",
    "breakdowns",
    "cik_text",
    "common_cik",
    "company_asked",
    "companyfacts",
    "doubts",
    "fiscal_year_in_words",
    "identity",
    "industry",
    "is_before_its_end",
    "key_prefix",
    "line_key",
    "looks_like_companyfacts",
    "looks_like_reference",
    "member_label",
    "month_weighted",
    "name_key",
    "next_twelve_months",
    "one_a_day",
    "references",
    "sector",
    "source",
    "statements",
    "ticker_key",
    "two_prices",
]
