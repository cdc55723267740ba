"""Rules of the key lines for reports under IFRS: the tags of the IFRS accounting taxonomy.

A report uses one taxonomy or the other, so these rules never compete with those of us-gaap. They
stand after the other tags that are taken without a caution and before sums and words, which would
tell of doubts where there are none; a rule with a caution stands last.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import takewhile

from bookrunner.facts.lines.rules import Rule, StandardLine, Tagged


def _ifrs(*names: str, largest: bool = False, caution: str = "") -> Tagged:
    return Tagged(tuple(f"ifrs-full:{name}" for name in names), largest, caution)


RULES: dict[str, tuple[Tagged, ...]] = {
    # -------------------------------------------------------------- income statement
    "revenue": (
        # The total holds leases and interest besides contracts.
        _ifrs("Revenue", "RevenueFromContractsWithCustomers", largest=True),
    ),
    "cost_of_revenue": (_ifrs("CostOfSales"),),
    "reported_gross_profit": (_ifrs("GrossProfit"),),
    "gross_profit": (_ifrs("GrossProfit"),),
    "research_and_development": (_ifrs("ResearchAndDevelopmentExpense"),),
    "selling_expense": (_ifrs("SalesAndMarketingExpense", "DistributionCosts"),),
    "administrative_expense": (_ifrs("GeneralAndAdministrativeExpense", "AdministrativeExpense"),),
    "selling_general_administrative": (_ifrs("SellingGeneralAndAdministrativeExpense"),),
    "operating_income": (_ifrs("ProfitLossFromOperatingActivities"),),
    "interest_expense": (
        _ifrs("InterestExpense"),
        _ifrs(
            "FinanceCosts",
            caution="no interest expense is tagged; it is finance costs, which may hold other "
            "than interest (unwinding of discounts, exchange differences)",
        ),
    ),
    "interest_income": (
        _ifrs("RevenueFromInterest"),
        _ifrs(
            "FinanceIncome",
            caution="no interest income is tagged; it is finance income, which may hold other "
            "than interest",
        ),
    ),
    "pretax_income": (_ifrs("ProfitLossBeforeTax"),),
    "income_tax": (_ifrs("IncomeTaxExpenseContinuingOperations"),),
    "noncontrolling_income": (_ifrs("ProfitLossAttributableToNoncontrollingInterests"),),
    "consolidated_income": (_ifrs("ProfitLoss"),),
    "net_income": (_ifrs("ProfitLossAttributableToOwnersOfParent"),),
    "net_income_including_noncontrolling": (_ifrs("ProfitLoss"),),
    "eps_basic": (_ifrs("BasicEarningsLossPerShare", "BasicAndDilutedEarningsLossPerShare"),),
    "eps_diluted": (_ifrs("DilutedEarningsLossPerShare", "BasicAndDilutedEarningsLossPerShare"),),
    "basic_shares": (_ifrs("WeightedAverageShares"),),
    "diluted_shares": (_ifrs("AdjustedWeightedAverageShares"),),
    # ----------------------------------------------------------------- balance sheet
    "cash": (_ifrs("CashAndCashEquivalents"),),
    "short_term_investments": (_ifrs("CurrentInvestments"),),
    "receivables": (
        _ifrs("CurrentTradeReceivables"),
        _ifrs(
            "TradeAndOtherCurrentReceivables",
            caution="it is trade and other receivables; trade receivables are not tagged alone",
        ),
    ),
    "inventory": (_ifrs("Inventories"),),
    "current_assets": (_ifrs("CurrentAssets"),),
    "property_plant_equipment": (_ifrs("PropertyPlantAndEquipment"),),
    "goodwill": (_ifrs("Goodwill"),),
    "intangibles": (_ifrs("IntangibleAssetsOtherThanGoodwill"),),
    "total_assets": (_ifrs("Assets"),),
    "payables": (
        _ifrs("TradeAndOtherCurrentPayablesToTradeSuppliers"),
        _ifrs(
            "TradeAndOtherCurrentPayables",
            caution="it is trade and other payables; trade payables are not tagged alone",
        ),
    ),
    "short_term_borrowings": (_ifrs("ShorttermBorrowings"),),
    "current_maturities": (_ifrs("CurrentPortionOfLongtermBorrowings"),),
    "current_debt": (_ifrs("CurrentBorrowingsAndCurrentPortionOfNoncurrentBorrowings"),),
    "current_liabilities": (_ifrs("CurrentLiabilities"),),
    # The name in the taxonomy means its non-current portion.
    "long_term_debt": (_ifrs("LongtermBorrowings"),),
    "reported_total_debt": (_ifrs("Borrowings"),),
    "total_debt": (
        _ifrs(
            "Borrowings",
            caution="only all borrowings are tagged, without what is due within a year",
        ),
    ),
    "finance_leases_current": (_ifrs("CurrentLeaseLiabilities"),),
    "finance_leases_noncurrent": (_ifrs("NoncurrentLeaseLiabilities"),),
    "finance_leases": (
        _ifrs(
            "LeaseLiabilities",
            caution="under IFRS all leases are one; what US GAAP calls operating leases is in it",
        ),
    ),
    "total_liabilities": (_ifrs("Liabilities"),),
    "permanent_noncontrolling_interest": (_ifrs("NoncontrollingInterests"),),
    "noncontrolling_interest": (_ifrs("NoncontrollingInterests"),),
    "equity_with_noncontrolling": (_ifrs("Equity"),),
    "equity": (_ifrs("EquityAttributableToOwnersOfParent"),),
    "total_equity": (_ifrs("Equity"),),
    "liabilities_and_equity": (_ifrs("EquityAndLiabilities"),),
    # ----------------------------------------------------------- cash flow statement
    "depreciation": (_ifrs("AdjustmentsForDepreciationExpense", "DepreciationExpense"),),
    "amortization": (_ifrs("AdjustmentsForAmortisationExpense", "AmortisationExpense"),),
    "depreciation_and_amortisation": (
        # Parts of it stand in notes; the whole, on the cash flow statement, is the largest.
        _ifrs(
            "AdjustmentsForDepreciationAndAmortisationExpense",
            "DepreciationAndAmortisationExpense",
            largest=True,
        ),
        _ifrs(
            "AdjustmentsForDepreciationAndAmortisationExpenseAndImpairmentLossReversalOf"
            "ImpairmentLossRecognisedInProfitOrLoss",
            "DepreciationAmortisationAndImpairmentLossReversalOfImpairmentLossRecognisedIn"
            "ProfitOrLoss",
            caution="it is tagged with impairment losses only",
        ),
    ),
    "stock_compensation": (
        _ifrs(
            "AdjustmentsForSharebasedPayments",
            "ExpenseFromSharebasedPaymentTransactionsWithEmployees",
        ),
    ),
    "operating_cash_flow": (_ifrs("CashFlowsFromUsedInOperatingActivities"),),
    "capex": (
        _ifrs("PurchaseOfPropertyPlantAndEquipmentClassifiedAsInvestingActivities"),
        _ifrs(
            "PurchaseOfPropertyPlantAndEquipmentIntangibleAssetsOtherThanGoodwillInvestment"
            "PropertyAndOtherNoncurrentAssets",
            caution="purchases of intangible assets and other non-current assets are in it",
        ),
    ),
    "dividends_paid": (
        _ifrs(
            "DividendsPaidToEquityHoldersOfParentClassifiedAsFinancingActivities",
            "DividendsPaidClassifiedAsFinancingActivities",
        ),
    ),
    "buybacks": (_ifrs("PaymentsToAcquireOrRedeemEntitysShares"),),
    "investing_cash_flow": (_ifrs("CashFlowsFromUsedInInvestingActivities"),),
    "financing_cash_flow": (_ifrs("CashFlowsFromUsedInFinancingActivities"),),
    "currency_effect": (_ifrs("EffectOfExchangeRateChangesOnCashAndCashEquivalents"),),
    "change_in_cash": (_ifrs("IncreaseDecreaseInCashAndCashEquivalents"),),
}
"""The rules by the key of their line."""


def with_ifrs(lines: Iterable[StandardLine]) -> tuple[StandardLine, ...]:
    """The lines, with rules for the tags of IFRS where its taxonomy has the line too."""
    return tuple(_joined(line, RULES.get(line.key, ())) for line in lines)


def _joined(line: StandardLine, added: tuple[Tagged, ...]) -> StandardLine:
    certain = tuple(rule for rule in added if not rule.caution)
    cautious = tuple(rule for rule in added if rule.caution)
    place = len(tuple(takewhile(_is_certain, line.rules)))
    rules = (*line.rules[:place], *certain, *line.rules[place:], *cautious)
    return replace(line, rules=rules)


def _is_certain(rule: Rule) -> bool:
    return isinstance(rule, Tagged) and not rule.caution
