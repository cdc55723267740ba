"""The lines of the income statement."""

from __future__ import annotations

from dataclasses import replace

from bookrunner.facts.lines.rules import (
    LENDER_TAGS,
    ByMember,
    ByMethod,
    Kind,
    StandardLine,
    Statement,
    Sum,
    Tagged,
    by_words,
    income,
    of_one_class,
    tags,
)
from bookrunner.facts.rows import RowMeaning

_REVENUE = Tagged(
    tuple(
        f"us-gaap:{name}"
        for name in (
            "Revenues",
            "RevenueFromContractWithCustomerExcludingAssessedTax",
            "RevenueFromContractWithCustomerIncludingAssessedTax",
            "SalesRevenueNet",
            "SalesRevenueGoodsNet",
            "SalesRevenueServicesNet",
            "RegulatedAndUnregulatedOperatingRevenue",
            "RevenueMineralSales",
            "OilAndGasRevenue",
            "HealthCareOrganizationRevenue",
            "RealEstateRevenueNet",
        )
    ),
    # The total on the face holds contracts and, for some, leases, fees or interest besides.
    largest=True,
    row_says=RowMeaning.TOTAL_REVENUE,
    row_means_not=RowMeaning.OF_SEGMENTS,
)


_WITHOUT_INTEREST = (
    "pretax_without_interest_and_other",
    "pretax_without_interest_expense_and_other",
    "pretax_without_affiliates",
)


def _operating_lines(*expenses: str) -> tuple[Sum, ...]:
    """Operating income from the lines above it, where those below it lead to the same.

    A company with further operating expenses (amortization, restructuring) is not mistaken for
    one without: the two then differ.
    """
    ties = ("pretax_without_nonoperating", *_WITHOUT_INTEREST)
    return tuple(_operating("gross_profit", expenses, below) for below in ties)


def _operating_from_costs(*costs: str) -> tuple[Sum, ...]:
    """Operating income as revenue less the total of costs, where the lines below it agree.

    Some companies count interest, or all that stands above pretax income, in that total.
    """
    return tuple(
        replace(_operating("revenue", costs, below), differs_from="pretax_income")
        for below in _WITHOUT_INTEREST
    )


def _operating(above: str, expenses: tuple[str, ...], below: str) -> Sum:
    return Sum(
        (above,),
        expenses,
        caution="no operating income is tagged; it is what the tagged operating costs and "
        "expenses leave, and pretax income without non-operating items is the same",
        ties_to=below,
    )


_PRETAX = "IncomeLossFromContinuingOperationsBeforeIncomeTaxes"

INCOME_STATEMENT = (
    income("noninterest_income", "Noninterest income", tags("NoninterestIncome"), shown=False),
    income(
        "lending_income",
        "Interest income less interest expense of a lender",
        tags("InterestIncomeExpenseNet"),
        shown=False,
    ),
    income(
        "revenue",
        "Revenue",
        # Banks and brokers count what they earn after the interest they pay.
        Tagged(("us-gaap:RevenuesNetOfInterestExpense",), is_unmistakable=True),
        # Fees by contract are a part where interest is earned beside them.
        replace(_REVENUE, unless_told=LENDER_TAGS),
        Sum(
            ("lending_income", "noninterest_income"),
            caution="it is net interest income plus noninterest income, as banks count it",
        ),
        Tagged(("us-gaap:Revenues",), unless_told=("us-gaap:NoninterestIncome",)),
        by_words(RowMeaning.TOTAL_REVENUE),
        tags("Revenues", caution="the total may hold interest before interest expense"),
        tags(
            "OperatingLeaseLeaseIncome",
            "OperatingLeasesIncomeStatementLeaseRevenue",
            "ElectricUtilityRevenue",
            "UtilityRevenue",
            "GrossInvestmentIncomeOperating",
            "RevenuesExcludingInterestAndDividends",
            "HealthCareOrganizationPatientServiceRevenue",
            "OilAndGasSalesRevenue",
            "RoyaltyRevenue",
            caution="no total of revenue is tagged; it is the tag of one kind of revenue, and "
            "others, if any, are not in it",
        ),
    ),
    income(
        "cost_of_revenue",
        "Cost of revenue",
        tags("CostOfRevenue"),
        tags("CostOfGoodsAndServicesSold"),
        ByMember(
            ("us-gaap:CostOfRevenue", "us-gaap:CostOfGoodsAndServicesSold"),
            "srt:ProductOrServiceAxis",
            ("us-gaap:ProductMember", "us-gaap:ServiceMember"),
        ),
        Sum(("revenue",), ("reported_gross_profit",)),
        # One kind of cost alone may leave out the others; together they are told as parts.
        Sum(
            ("cost_of_goods", "cost_of_services"),
            caution="no total is tagged; it is the cost of goods plus that of services",
        ),
        tags(
            "CostOfGoodsSold", "CostOfGoodsAndServiceExcludingDepreciationDepletionAndAmortization"
        ),
        tags(
            "CostOfServices",
            caution="no total is tagged; it is the cost of services, and others are not in it",
        ),
    ),
    income("cost_of_goods", "Cost of goods", tags("CostOfGoodsSold"), shown=False),
    income("cost_of_services", "Cost of services", tags("CostOfServices"), shown=False),
    income("reported_gross_profit", "Gross profit", tags("GrossProfit"), shown=False),
    income(
        "gross_profit",
        "Gross profit",
        tags("GrossProfit"),
        Sum(("revenue",), ("cost_of_revenue",)),
    ),
    income(
        "research_and_development",
        "Research and development",
        tags(
            "ResearchAndDevelopmentExpense",
            "ResearchAndDevelopmentExpenseExcludingAcquiredInProcessCost",
            "ResearchAndDevelopmentExpenseSoftwareExcludingAcquiredInProcessCost",
        ),
    ),
    income(
        "selling_expense", "Selling and marketing", tags("SellingAndMarketingExpense"), shown=False
    ),
    income(
        "administrative_expense",
        "General and administrative",
        tags("GeneralAndAdministrativeExpense"),
        shown=False,
    ),
    income(
        "selling_general_administrative",
        "Selling, general and administrative",
        tags("SellingGeneralAndAdministrativeExpense"),
        Sum(("selling_expense", "administrative_expense")),
        tags("OtherSellingGeneralAndAdministrativeExpense"),
    ),
    income("operating_expenses", "Operating expenses", tags("OperatingExpenses")),
    income("costs_and_expenses", "Costs and expenses", tags("CostsAndExpenses"), shown=False),
    income(
        "restructuring_and_impairment",
        "Restructuring and impairment",
        tags(
            "RestructuringSettlementAndImpairmentProvisions",
            "RestructuringCostsAndAssetImpairmentCharges",
            "RestructuringCharges",
        ),
        shown=False,
    ),
    income(
        "operating_income",
        "Operating income",
        Tagged(("us-gaap:OperatingIncomeLoss",), row_means_not=RowMeaning.OF_SEGMENTS),
        Sum(("reported_gross_profit",), ("operating_expenses",)),
        *_operating_lines("selling_general_administrative"),
        *_operating_lines("selling_general_administrative", "research_and_development"),
        *_operating_from_costs("costs_and_expenses"),
        *_operating_from_costs("costs_and_expenses", "restructuring_and_impairment"),
        by_words(RowMeaning.OPERATING_INCOME),
        Sum(
            ("pretax_income",),
            ("net_interest_income",),
            unless_told=LENDER_TAGS,
            caution="no operating income is tagged; it is pretax income with net interest taken "
            "out, which keeps other non-operating items in",
        ),
        Sum(
            ("pretax_income", "interest_expense"),
            ("interest_income",),
            optional=frozenset({"interest_income"}),
            unless_told=LENDER_TAGS,
            caution="no operating income is tagged; it is pretax income with interest taken out, "
            "which keeps other non-operating items in",
        ),
    ),
    income(
        "nonoperating_income",
        "Non-operating income, net",
        tags("NonoperatingIncomeExpense"),
        shown=False,
    ),
    income(
        "other_nonoperating_income",
        "Other non-operating income, net",
        tags("OtherNonoperatingIncomeExpense"),
        shown=False,
    ),
    income(
        "pretax_without_nonoperating",
        "Pretax income without non-operating items",
        Sum(("pretax_income",), ("nonoperating_income",)),
        shown=False,
    ),
    income(
        "pretax_without_interest_and_other",
        "Pretax income without interest and other non-operating items",
        Sum(("pretax_income",), ("net_interest_income", "other_nonoperating_income")),
        Sum(
            ("pretax_income", "interest_expense"),
            ("interest_income", "other_nonoperating_income"),
            optional=frozenset({"interest_income"}),
        ),
        shown=False,
    ),
    # Interest income may be told in a note and stand in the other items.
    income(
        "pretax_without_interest_expense_and_other",
        "Pretax income without interest expense and other non-operating items",
        Sum(("pretax_income", "interest_expense"), ("other_nonoperating_income",)),
        shown=False,
    ),
    income(
        "pretax_without_affiliates",
        "Pretax income without non-operating items, net interest and income of affiliates",
        Sum(
            ("pretax_income",),
            ("nonoperating_income", "net_interest_income", "income_of_affiliates"),
        ),
        shown=False,
    ),
    income("ebitda", "EBITDA", Sum(("operating_income", "depreciation_and_amortisation"))),
    income(
        "net_interest_income",
        "Interest income less interest expense",
        tags(
            "InterestIncomeExpenseNonoperatingNet",
            "InterestIncomeExpenseNet",
            "InterestRevenueExpenseNet",
        ),
        shown=False,
    ),
    income(
        "interest_expense",
        "Interest expense",
        tags(
            "InterestExpense",
            "InterestExpenseNonoperating",
            "InterestAndDebtExpense",
            "InterestExpenseOperating",
        ),
        tags("InterestExpenseDebt"),
        Sum(
            (),
            ("net_interest_income",),
            caution="only net interest is tagged; interest income is taken off the expense",
            # More income than expense: the expense is not known.
            never_negative=True,
        ),
        tags(
            "InterestExpenseBorrowings",
            "InterestExpenseLongTermDebt",
            "FinancingInterestExpense",
            "InterestExpenseOther",
            "InterestExpenseRelatedParty",
            caution="no total is tagged; it is interest on one kind of debt",
        ),
        Sum(
            ("interest_paid",),
            caution="no interest expense is tagged for the whole company; it is interest paid in "
            "cash, which differs by what was accrued or capitalized",
        ),
    ),
    income(
        "interest_income",
        "Interest income",
        tags(
            "InvestmentIncomeInterest",
            "InterestIncomeOther",
            "InvestmentIncomeInterestAndDividend",
            "InterestIncomeOperating",
        ),
    ),
    income(
        "pretax_income",
        "Pretax income",
        tags(
            f"{_PRETAX}ExtraordinaryItemsNoncontrollingInterest",
            f"{_PRETAX}MinorityInterestAndIncomeLossFromEquityMethodInvestments",
        ),
        Sum(("net_income_including_noncontrolling", "income_tax")),
    ),
    income("income_tax", "Income tax", tags("IncomeTaxExpenseBenefit")),
    income(
        "noncontrolling_income",
        "Net income of noncontrolling interests",
        tags(
            "NetIncomeLossAttributableToNoncontrollingInterest",
            "MinorityInterestInNetIncomeLossOfConsolidatedEntities",
        ),
        shown=False,
    ),
    income("consolidated_income", "Consolidated net income", tags("ProfitLoss"), shown=False),
    income(
        "net_income",
        "Net income",
        Tagged(
            ("us-gaap:NetIncomeLoss",),
            share_of=("consolidated_income", "noncontrolling_income"),
        ),
        Sum(("consolidated_income",), ("noncontrolling_income",)),
        Sum(
            ("consolidated_income",),
            caution="what belongs to noncontrolling interests, if any, is not tagged and still in "
            "it",
        ),
        tags(
            "NetIncomeLossAvailableToCommonStockholdersBasic",
            caution="no net income is tagged but that to common shareholders, after preferred "
            "dividends",
        ),
    ),
    income(
        "net_income_including_noncontrolling",
        "Net income including noncontrolling interests",
        tags("ProfitLoss"),
        Sum(
            ("net_income", "noncontrolling_income"),
            optional=frozenset({"noncontrolling_income"}),
        ),
    ),
    StandardLine(
        "eps_basic",
        "Earnings per share, basic",
        Statement.INCOME,
        Kind.PER_SHARE,
        (
            tags("EarningsPerShareBasic", "EarningsPerShareBasicAndDiluted"),
            tags(
                "NetIncomeLossPerOutstandingLimitedPartnershipUnitBasicNetOfTax",
                "NetIncomeLossPerOutstandingLimitedPartnershipUnit",
                caution="it is net income for each limited partner's unit",
            ),
            *of_one_class("EarningsPerShareBasic"),
            tags(
                "IncomeLossFromContinuingOperationsPerBasicShare",
                caution="none is tagged but that of continuing operations",
            ),
        ),
    ),
    StandardLine(
        "eps_diluted",
        "Earnings per share, diluted",
        Statement.INCOME,
        Kind.PER_SHARE,
        (
            tags("EarningsPerShareDiluted", "EarningsPerShareBasicAndDiluted"),
            tags(
                "NetIncomeLossPerOutstandingLimitedPartnershipUnitDiluted",
                "NetIncomeLossNetOfTaxPerOutstandingLimitedPartnershipUnitDiluted",
                caution="it is net income for each limited partner's unit",
            ),
            *of_one_class("EarningsPerShareDiluted"),
            tags(
                "IncomeLossFromContinuingOperationsPerDilutedShare",
                caution="none is tagged but that of continuing operations",
            ),
        ),
    ),
    StandardLine(
        "basic_shares",
        "Weighted average shares, basic",
        Statement.INCOME,
        Kind.AVERAGE_SHARES,
        (
            tags(
                "WeightedAverageNumberOfSharesOutstandingBasic",
                "WeightedAverageNumberOfShareOutstandingBasicAndDiluted",
            ),
            ByMethod(("us-gaap:WeightedAverageNumberOfSharesOutstandingBasic",), "eps_basic"),
            *of_one_class("WeightedAverageNumberOfSharesOutstandingBasic"),
        ),
    ),
    StandardLine(
        "diluted_shares",
        "Weighted average shares, diluted",
        Statement.INCOME,
        Kind.AVERAGE_SHARES,
        (
            tags(
                "WeightedAverageNumberOfDilutedSharesOutstanding",
                "WeightedAverageNumberOfShareOutstandingBasicAndDiluted",
            ),
            ByMethod(("us-gaap:WeightedAverageNumberOfDilutedSharesOutstanding",), "eps_diluted"),
            *of_one_class("WeightedAverageNumberOfDilutedSharesOutstanding"),
        ),
    ),
)
