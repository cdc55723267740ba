"""Lines beyond those that valuations need: of banks, insurers, property and utilities, and details.

They stand in statements where a company reports them. None of the other lines is made of them.
"""

from __future__ import annotations

from bookrunner.facts.lines.rules import Sector, Sum, Tagged, balance, cash_flow, income, tags

_BANK = (Sector.BANK,)
_INSURER = (Sector.INSURER,)
_PROPERTY = (Sector.PROPERTY,)
_UTILITY = (Sector.UTILITY,)


def _of_either(*names: str, ifrs: tuple[str, ...]) -> Tagged:
    """Tags of us-gaap that mean the same, or of the taxonomy of IFRS."""
    return Tagged((*(f"us-gaap:{name}" for name in names), *(f"ifrs-full:{name}" for name in ifrs)))


# What was borrowed and repaid, by kind of debt: what companies without a total list.
_KINDS_ISSUED = (
    (
        "senior_debt_issued",
        "Senior debt issued",
        tags("ProceedsFromIssuanceOfSeniorLongTermDebt"),
    ),
    ("notes_issued", "Notes issued", tags("ProceedsFromNotesPayable")),
    (
        "convertible_debt_issued",
        "Convertible debt issued",
        tags("ProceedsFromConvertibleDebt", "ProceedsFromConvertibleNotesPayable"),
    ),
    ("secured_debt_issued", "Secured debt issued", tags("ProceedsFromIssuanceOfSecuredDebt")),
    ("unsecured_debt_issued", "Unsecured debt issued", tags("ProceedsFromIssuanceOfUnsecuredDebt")),
    (
        "subordinated_debt_issued",
        "Subordinated debt issued",
        tags("ProceedsFromIssuanceOfSubordinatedLongTermDebt"),
    ),
    (
        "medium_term_notes_issued",
        "Medium-term notes issued",
        tags("ProceedsFromIssuanceOfMediumTermNotes"),
    ),
    ("bank_debt_drawn", "Bank loans drawn", tags("ProceedsFromBankDebt", "ProceedsFromLoans")),
    (
        "credit_lines_drawn",
        "Long-term credit lines drawn",
        tags("ProceedsFromLongTermLinesOfCredit"),
    ),
    ("related_debt_issued", "Debt to related parties", tags("ProceedsFromRelatedPartyDebt")),
    (
        "other_debt_issued",
        "Other debt issued",
        tags("ProceedsFromIssuanceOfOtherLongTermDebt", "ProceedsFromOtherDebt"),
    ),
)
_ISSUED = tuple(key for key, _, _ in _KINDS_ISSUED)
_KINDS_REPAID = (
    ("senior_debt_repaid", "Senior debt repaid", tags("RepaymentsOfSeniorDebt")),
    ("notes_repaid", "Notes repaid", tags("RepaymentsOfNotesPayable")),
    (
        "convertible_debt_repaid",
        "Convertible debt repaid",
        tags("RepaymentsOfConvertibleDebt", "RepaymentsOfConvertibleNotesPayable"),
    ),
    ("secured_debt_repaid", "Secured debt repaid", tags("RepaymentsOfSecuredDebt")),
    ("unsecured_debt_repaid", "Unsecured debt repaid", tags("RepaymentsOfUnsecuredDebt")),
    ("subordinated_debt_repaid", "Subordinated debt repaid", tags("RepaymentsOfSubordinatedDebt")),
    ("medium_term_notes_repaid", "Medium-term notes repaid", tags("RepaymentsOfMediumtermNotes")),
    ("bank_debt_repaid", "Bank loans repaid", tags("RepaymentsOfBankDebt")),
    (
        "credit_lines_repaid",
        "Long-term credit lines repaid",
        tags("RepaymentsOfLongTermLinesOfCredit"),
    ),
    ("related_debt_repaid", "Debt to related parties", tags("RepaymentsOfRelatedPartyDebt")),
    (
        "other_debt_repaid",
        "Other debt repaid",
        tags("RepaymentsOfOtherLongTermDebt", "RepaymentsOfOtherDebt"),
    ),
)
_REPAID = tuple(key for key, _, _ in _KINDS_REPAID)

BANKS = (
    income(
        "total_interest_income",
        "Total interest income",
        tags("InterestAndDividendIncomeOperating", "InterestIncomeOperating"),
        sectors=_BANK,
    ),
    income(
        "interest_on_loans",
        "Interest and fees on loans",
        tags(
            "InterestAndFeeIncomeLoansAndLeases",
            "InterestAndFeeIncomeLoansCommercialAndResidential",
        ),
        sectors=_BANK,
    ),
    income(
        "interest_on_deposits",
        "Interest on deposits",
        tags("InterestExpenseDeposits"),
        sectors=_BANK,
    ),
    income(
        "bank_net_interest_income",
        "Net interest income",
        tags("InterestIncomeExpenseNet"),
        Sum(("total_interest_income",), ("interest_expense",)),
        sectors=_BANK,
    ),
    income(
        "provision_for_credit_losses",
        "Provision for credit losses",
        tags(
            "ProvisionForLoanLeaseAndOtherLosses",
            "ProvisionForLoanAndLeaseLosses",
            "ProvisionForLoanLossesExpensed",
            "ProvisionForLoanLeaseAndOtherLossesNetOfRecoveries",
            "FinancingReceivableExcludingAccruedInterestCreditLossExpenseReversal",
            "CreditLossExpenseReversal",
        ),
        sectors=_BANK,
    ),
    income(
        "interest_income_after_provision",
        "Net interest income after provision",
        tags("InterestIncomeExpenseAfterProvisionForLoanLoss"),
        Sum(("bank_net_interest_income",), ("provision_for_credit_losses",)),
        sectors=_BANK,
    ),
    income(
        "total_noninterest_income",
        "Noninterest income",
        tags("NoninterestIncome"),
        sectors=_BANK,
    ),
    income(
        "total_noninterest_expense",
        "Noninterest expense",
        tags("NoninterestExpense"),
        sectors=_BANK,
    ),
    balance(
        "loans_gross",
        "Loans before allowance",
        tags(
            "FinancingReceivableExcludingAccruedInterestBeforeAllowanceForCreditLoss",
            "LoansAndLeasesReceivableNetOfDeferredIncome",
            "LoansAndLeasesReceivableGrossCarryingAmount",
        ),
        sectors=_BANK,
    ),
    balance(
        "allowance_for_credit_losses",
        "Allowance for credit losses",
        tags(
            "FinancingReceivableAllowanceForCreditLossExcludingAccruedInterest",
            "FinancingReceivableAllowanceForCreditLosses",
            "LoansAndLeasesReceivableAllowance",
        ),
        sectors=_BANK,
    ),
    balance(
        "loans_net",
        "Loans, net of allowance",
        tags(
            "FinancingReceivableExcludingAccruedInterestAfterAllowanceForCreditLoss",
            "LoansAndLeasesReceivableNetReportedAmount",
        ),
        Sum(("loans_gross",), ("allowance_for_credit_losses",)),
        sectors=_BANK,
    ),
    balance("deposits", "Deposits", tags("Deposits"), sectors=_BANK),
    balance(
        "noninterest_bearing_deposits",
        "Noninterest-bearing deposits",
        tags("NoninterestBearingDepositLiabilities"),
        sectors=_BANK,
    ),
    balance(
        "interest_bearing_deposits",
        "Interest-bearing deposits",
        tags("InterestBearingDepositLiabilities"),
        sectors=_BANK,
    ),
    balance(
        "federal_funds_and_repos_bought",
        "Federal funds sold and securities bought under resale agreements",
        tags("FederalFundsSoldAndSecuritiesPurchasedUnderAgreementsToResell"),
        sectors=_BANK,
    ),
    balance(
        "federal_funds_and_repos_sold",
        "Federal funds bought and securities sold under repurchase agreements",
        tags("FederalFundsPurchasedAndSecuritiesSoldUnderAgreementsToRepurchase"),
        sectors=_BANK,
    ),
    balance(
        "trading_assets",
        "Trading assets",
        tags("TradingSecurities", "TradingAssets"),
        sectors=_BANK,
    ),
    balance(
        "securities_available_for_sale",
        "Debt securities available for sale",
        tags(
            "DebtSecuritiesAvailableForSaleExcludingAccruedInterest",
            "AvailableForSaleSecuritiesDebtSecurities",
        ),
        sectors=(*_BANK, *_INSURER),
    ),
    balance(
        "securities_held_to_maturity",
        "Debt securities held to maturity",
        tags(
            "DebtSecuritiesHeldToMaturityAmortizedCostAfterAllowanceForCreditLoss",
            "DebtSecuritiesHeldToMaturityExcludingAccruedInterestAfterAllowanceForCreditLoss",
            "HeldToMaturitySecurities",
        ),
        sectors=(*_BANK, *_INSURER),
    ),
    balance(
        "common_equity",
        "Common equity",
        tags("CommonStockholdersEquity"),
        Sum(("equity",), ("preferred",), optional=frozenset({"preferred"})),
    ),
    balance(
        "tangible_book_value",
        "Tangible common book value",
        Sum(
            ("common_equity",),
            ("goodwill", "intangibles"),
            optional=frozenset({"goodwill", "intangibles"}),
        ),
    ),
)

INSURERS = (
    income(
        "premiums_written",
        "Premiums written, net",
        tags("PremiumsWrittenNet"),
        sectors=_INSURER,
    ),
    income(
        "premiums_earned",
        "Premiums earned, net",
        tags("PremiumsEarnedNet"),
        tags(
            "PremiumsEarnedNetPropertyAndCasualty",
            caution="only premiums of property and casualty insurance are tagged; others, if any, "
            "are not in it",
        ),
        sectors=_INSURER,
    ),
    income(
        "net_investment_income",
        "Net investment income",
        tags("NetInvestmentIncome"),
        sectors=_INSURER,
    ),
    income(
        "losses_and_adjustment_expense",
        "Benefits, losses and adjustment expense",
        tags("PolicyholderBenefitsAndClaimsIncurredNet"),
        tags(
            "IncurredClaimsPropertyCasualtyAndLiability",
            "LiabilityForUnpaidClaimsAndClaimsAdjustmentExpenseIncurredClaims1",
            caution="only claims of property, casualty and liability insurance are tagged; other "
            "benefits, if any, are not in it",
        ),
        sectors=_INSURER,
    ),
    income(
        "acquisition_costs",
        "Amortization of policy acquisition costs",
        tags("DeferredPolicyAcquisitionCostAmortizationExpense"),
        sectors=_INSURER,
    ),
    income(
        "benefits_and_expenses",
        "Benefits, losses and expenses",
        tags("BenefitsLossesAndExpenses"),
        sectors=_INSURER,
    ),
    balance(
        "total_investments",
        "Investments",
        tags("Investments"),
        tags("InvestmentsAndCash", caution="cash is in it; investments alone are not tagged"),
        sectors=_INSURER,
    ),
    balance(
        "claims_reserves",
        "Unpaid claims and adjustment expense",
        tags("LiabilityForClaimsAndClaimsAdjustmentExpense"),
        sectors=_INSURER,
    ),
    balance(
        "future_policy_benefits",
        "Future policy benefits",
        tags("LiabilityForFuturePolicyBenefits"),
        sectors=_INSURER,
    ),
    balance("unearned_premiums", "Unearned premiums", tags("UnearnedPremiums"), sectors=_INSURER),
    balance(
        "deferred_acquisition_costs",
        "Deferred policy acquisition costs",
        tags(
            "DeferredPolicyAcquisitionCosts",
            "DeferredPolicyAcquisitionCostsAndValueOfBusinessAcquired",
        ),
        sectors=_INSURER,
    ),
    balance(
        "reinsurance_recoverables",
        "Reinsurance recoverables",
        tags(
            "ReinsuranceRecoverables",
            "ReinsuranceRecoverablesOnPaidAndUnpaidLosses",
            "ReinsuranceRecoverablesIncludingReinsurancePremiumPaid",
        ),
        sectors=_INSURER,
    ),
)

PROPERTY = (
    income(
        "rental_revenue",
        "Rental revenue",
        tags("OperatingLeaseLeaseIncome", "OperatingLeasesIncomeStatementLeaseRevenue"),
        sectors=_PROPERTY,
    ),
    balance(
        "real_estate_gross",
        "Real estate at cost",
        tags("RealEstateInvestmentPropertyAtCost"),
        sectors=_PROPERTY,
    ),
    balance(
        "real_estate_net",
        "Real estate, net of depreciation",
        tags("RealEstateInvestmentPropertyNet"),
        sectors=_PROPERTY,
    ),
    income(
        "gain_on_property_sales",
        "Gains on sale of property",
        tags("GainLossOnSaleOfProperties", "GainsLossesOnSalesOfInvestmentRealEstate"),
        tags(
            "GainLossOnDispositionOfAssets1",
            caution="only gains on all disposals are tagged; some may not be of property",
        ),
        sectors=_PROPERTY,
    ),
    income(
        "real_estate_depreciation",
        "Depreciation of real estate",
        tags("RealEstateInvestmentPropertyDepreciation"),
        Sum(
            ("depreciation_and_amortisation",),
            caution="depreciation of real estate is not tagged by itself; it is all depreciation "
            "and amortization",
        ),
        sectors=_PROPERTY,
    ),
    income(
        "funds_from_operations",
        "Funds from operations",
        Sum(
            ("net_income", "real_estate_depreciation"),
            ("gain_on_property_sales",),
            optional=frozenset({"gain_on_property_sales"}),
            caution="by NAREIT's definition from the lines reported: net income and depreciation "
            "of real estate less gains on sale; joint ventures and impairments are not in it, and "
            "the company's own figure may differ",
        ),
        sectors=_PROPERTY,
    ),
)

UTILITIES = (
    income(
        "fuel_and_purchased_power",
        "Fuel and purchased power",
        tags(
            "CostOfDomesticRegulatedElectric",
            "FuelCosts",
            "UtilitiesOperatingExpensePurchasedPowerUnderLongTermContracts",
            "UtilitiesOperatingExpenseFuelUsed",
            caution="no tag is of fuel and purchased power together; it is that of the cost of "
            "electricity, or of one of the two",
        ),
        sectors=_UTILITY,
    ),
    income(
        "utility_maintenance",
        "Operation and maintenance",
        tags("UtilitiesOperatingExpenseMaintenanceAndOperations"),
        tags(
            "UtilitiesOperatingExpenseMaintenance",
            caution="only maintenance is tagged; operation is not in it",
        ),
        sectors=_UTILITY,
    ),
    income(
        "funds_used_in_construction",
        "Allowance for equity funds used during construction",
        tags("PublicUtilitiesAllowanceForFundsUsedDuringConstructionCapitalizedCostOfEquity"),
        sectors=_UTILITY,
    ),
    balance(
        "utility_plant_net",
        "Utility plant, net",
        tags("PublicUtilitiesPropertyPlantAndEquipmentNet"),
        sectors=_UTILITY,
    ),
    balance(
        "regulatory_assets_current",
        "Regulatory assets, current",
        tags("RegulatoryAssetsCurrent"),
        sectors=_UTILITY,
    ),
    balance(
        "regulatory_assets",
        "Regulatory assets, noncurrent",
        tags("RegulatoryAssetsNoncurrent"),
        sectors=_UTILITY,
    ),
    balance(
        "regulatory_liabilities_current",
        "Regulatory liabilities, current",
        tags("RegulatoryLiabilityCurrent"),
        sectors=_UTILITY,
    ),
    balance(
        "regulatory_liabilities",
        "Regulatory liabilities, noncurrent",
        tags("RegulatoryLiabilityNoncurrent"),
        sectors=_UTILITY,
    ),
)

DETAILS = (
    income("restructuring", "Restructuring", tags("RestructuringCharges", "RestructuringCosts")),
    income("goodwill_impairment", "Impairment of goodwill", tags("GoodwillImpairmentLoss")),
    income(
        "asset_impairment",
        "Impairment of assets",
        tags("AssetImpairmentCharges"),
        tags(
            "ImpairmentOfLongLivedAssetsHeldForUse",
            caution="only that of long-lived assets in use is tagged",
        ),
    ),
    income(
        "income_of_affiliates",
        "Income of affiliates by the equity method",
        tags("IncomeLossFromEquityMethodInvestments"),
    ),
    income(
        "discontinued_income",
        "Income of discontinued operations",
        tags(
            "IncomeLossFromDiscontinuedOperationsNetOfTax",
            "IncomeLossFromDiscontinuedOperationsNetOfTaxAttributableToReportingEntity",
        ),
    ),
    income("comprehensive_income", "Comprehensive income", tags("ComprehensiveIncomeNetOfTax")),
    income("current_tax", "Current income tax", tags("CurrentIncomeTaxExpenseBenefit")),
    income(
        "deferred_tax",
        "Deferred income tax",
        tags("DeferredIncomeTaxExpenseBenefit", "DeferredIncomeTaxesAndTaxCredits"),
    ),
    balance(
        "working_capital",
        "Working capital",
        Sum(("current_assets",), ("current_liabilities",)),
    ),
    balance(
        "invested_capital",
        "Invested capital",
        Sum(
            ("total_debt", "total_equity"),
            ("cash", "short_term_investments"),
            optional=frozenset({"short_term_investments"}),
        ),
    ),
    balance(
        "accrued_liabilities", "Accrued liabilities, current", tags("AccruedLiabilitiesCurrent")
    ),
    balance(
        "deferred_revenue_current",
        "Deferred revenue, current",
        # Where both are told, one is of the balance sheet and the other of a part, in a note.
        Tagged(
            ("us-gaap:ContractWithCustomerLiabilityCurrent", "us-gaap:DeferredRevenueCurrent"),
            largest=True,
        ),
    ),
    balance(
        "deferred_revenue_noncurrent",
        "Deferred revenue, noncurrent",
        Tagged(
            (
                "us-gaap:ContractWithCustomerLiabilityNoncurrent",
                "us-gaap:DeferredRevenueNoncurrent",
            ),
            largest=True,
        ),
    ),
    balance(
        "remaining_performance_obligation",
        "Remaining performance obligation",
        tags(
            "RevenueRemainingPerformanceObligation",
            caution="it is what a note states, which may be of a part of the contracts",
        ),
    ),
    balance(
        "deferred_tax_assets",
        "Deferred tax assets",
        tags("DeferredIncomeTaxAssetsNet"),
    ),
    balance(
        "deferred_tax_liabilities",
        "Deferred tax liabilities",
        tags("DeferredIncomeTaxLiabilitiesNet"),
    ),
    balance(
        "pension_liability",
        "Pension and other retirement benefits",
        tags("PensionAndOtherPostretirementDefinedBenefitPlansLiabilitiesNoncurrent"),
        tags(
            "DefinedBenefitPensionPlanLiabilitiesNoncurrent",
            caution="only pensions are tagged; other retirement benefits are not in it",
        ),
    ),
    balance(
        "equity_method_investments",
        "Investments by the equity method",
        tags("EquityMethodInvestments"),
    ),
    balance(
        "retained_earnings",
        "Retained earnings",
        tags("RetainedEarningsAccumulatedDeficit"),
    ),
    balance(
        "treasury_stock",
        "Treasury stock",
        tags("TreasuryStockCommonValue", "TreasuryStockValue"),
    ),
    balance(
        "accumulated_other_comprehensive_income",
        "Accumulated other comprehensive income",
        tags("AccumulatedOtherComprehensiveIncomeLossNetOfTax"),
    ),
    cash_flow(
        "acquisitions",
        "Acquisitions, net of cash acquired",
        tags("PaymentsToAcquireBusinessesNetOfCashAcquired"),
        tags(
            "PaymentsToAcquireBusinessesAndInterestInAffiliates",
            caution="interests bought in affiliates are in it",
        ),
    ),
    cash_flow(
        "divestitures",
        "Proceeds of divestitures",
        tags(
            "ProceedsFromDivestitureOfBusinesses",
            "ProceedsFromDivestitureOfBusinessesNetOfCashDivested",
        ),
    ),
    cash_flow(
        "debt_issued",
        "Debt issued",
        _of_either(
            "ProceedsFromIssuanceOfLongTermDebt",
            "ProceedsFromIssuanceOfLongTermDebtAndCapitalSecuritiesNet",
            "ProceedsFromIssuanceOfDebt",
            "ProceedsFromDebtNetOfIssuanceCosts",
            ifrs=(
                "ProceedsFromBorrowingsClassifiedAsFinancingActivities",
                "ProceedsFromNoncurrentBorrowings",
            ),
        ),
        Sum(
            _ISSUED,
            optional=frozenset(_ISSUED),
            caution="no total is tagged; it is the kinds of debt whose issue is tagged",
        ),
    ),
    *(cash_flow(key, label, rule, shown=False) for key, label, rule in _KINDS_ISSUED),
    cash_flow(
        "debt_repaid",
        "Debt repaid",
        _of_either(
            "RepaymentsOfLongTermDebt",
            "RepaymentsOfLongTermDebtAndCapitalSecurities",
            "RepaymentsOfDebt",
            "RepaymentsOfDebtAndCapitalLeaseObligations",
            ifrs=(
                "RepaymentsOfBorrowingsClassifiedAsFinancingActivities",
                "RepaymentsOfNoncurrentBorrowings",
            ),
        ),
        Sum(
            _REPAID,
            optional=frozenset(_REPAID),
            caution="no total is tagged; it is the kinds of debt whose repayment is tagged",
        ),
    ),
    *(cash_flow(key, label, rule, shown=False) for key, label, rule in _KINDS_REPAID),
    cash_flow("stock_issued", "Stock issued", tags("ProceedsFromIssuanceOfCommonStock")),
    cash_flow("taxes_paid", "Income taxes paid", tags("IncomeTaxesPaidNet", "IncomeTaxesPaid")),
)

FURTHER_LINES = BANKS + INSURERS + PROPERTY + UTILITIES + DETAILS
