"""The lines of the cash flow statement."""

from __future__ import annotations

from bookrunner.facts.lines.rules import Sum, Tagged, by_words, cash_flow, tags
from bookrunner.facts.rows import RowMeaning

_DEPRECIATION_AND_AMORTIZATION = tuple(
    f"us-gaap:{name}"
    for name in (
        "DepreciationDepletionAndAmortization",
        "DepreciationAmortizationAndAccretionNet",
        "DepreciationAndAmortization",
        "OtherDepreciationAndAmortization",
        "CostDepreciationAmortizationAndDepletion",
        "UtilitiesOperatingExpenseDepreciationAndAmortization",
    )
)

CASH_FLOW_STATEMENT = (
    cash_flow(
        "interest_paid", "Interest paid", tags("InterestPaidNet", "InterestPaid"), shown=False
    ),
    cash_flow("depreciation", "Depreciation", tags("Depreciation"), shown=False),
    cash_flow(
        "amortization",
        "Amortization of intangible assets",
        tags("AmortizationOfIntangibleAssets"),
        shown=False,
    ),
    cash_flow(
        "depreciation_without_intangibles",
        "Depreciation and amortization excluding intangible assets",
        # The tag says nothing of it; only the words of the row do.
        Tagged(
            _DEPRECIATION_AND_AMORTIZATION,
            largest=True,
            row_means=RowMeaning.EXCLUDES_AMORTIZATION,
        ),
        shown=False,
    ),
    cash_flow(
        "depreciation_and_amortisation",
        "Depreciation and amortization",
        # Some report it in parts besides: what is in selling expense alone, or of segments. The
        # whole, on the cash flow statement, is the largest.
        Tagged(
            _DEPRECIATION_AND_AMORTIZATION,
            largest=True,
            row_means_not=RowMeaning.EXCLUDES_AMORTIZATION,
        ),
        Sum(("depreciation_without_intangibles", "amortization")),
        by_words(RowMeaning.DEPRECIATION_AND_AMORTIZATION),
        Sum(
            ("depreciation", "amortization"),
            caution="no total is tagged; it is depreciation plus amortization of intangible assets",
        ),
        Sum(
            ("depreciation",),
            caution="only depreciation is tagged; amortization, if any, is not in it",
        ),
    ),
    cash_flow(
        "stock_compensation",
        "Stock-based compensation",
        tags("ShareBasedCompensation"),
        tags("AllocatedShareBasedCompensationExpense"),
        tags(
            "EmployeeBenefitsAndShareBasedCompensation",
            caution="other benefits of employees are in it",
        ),
    ),
    cash_flow(
        "operating_cash_flow",
        "Cash flow from operations",
        tags("NetCashProvidedByUsedInOperatingActivities"),
        tags(
            "NetCashProvidedByUsedInOperatingActivitiesContinuingOperations",
            caution="cash flow from operations is that of continuing operations only",
        ),
    ),
    cash_flow(
        "capex",
        "Capital expenditure",
        tags(
            "PaymentsToAcquirePropertyPlantAndEquipment",
            "PaymentsToAcquireProductiveAssets",
            "PaymentsForCapitalImprovements",
        ),
        Sum(
            ("oil_and_gas_capex", "other_property_capex"),
            optional=frozenset({"other_property_capex"}),
            caution="it is what was paid for oil and gas property, and for other property where "
            "that is tagged",
        ),
        by_words(RowMeaning.CAPITAL_EXPENDITURE, never_negative=True),
        tags("PaymentsToAcquireOtherPropertyPlantAndEquipment"),
        tags(
            "PaymentsForProceedsFromProductiveAssets",
            caution="it is net of what assets were sold for; no other figure is tagged",
        ),
        tags(
            "PaymentsToAcquireMachineryAndEquipment",
            "PaymentsToAcquireOtherProductiveAssets",
            "PaymentsToDevelopRealEstateAssets",
            "PaymentsToAcquireAndDevelopRealEstate",
            "PaymentsToAcquireRealEstateHeldForInvestment",
            "PaymentsToAcquireRealEstate",
            "PaymentsToAcquireCommercialRealEstate",
            caution="it is what was paid for one kind of property; others, if any, are not in it",
        ),
    ),
    cash_flow(
        "oil_and_gas_capex",
        "Paid for oil and gas property",
        tags(
            "PaymentsToAcquireOilAndGasPropertyAndEquipment",
            "PaymentsToExploreAndDevelopOilAndGasProperties",
            "PaymentsToAcquireOilAndGasProperty",
        ),
        shown=False,
    ),
    cash_flow(
        "other_property_capex",
        "Paid for other property, plant and equipment",
        tags("PaymentsToAcquireOtherPropertyPlantAndEquipment"),
        shown=False,
    ),
    cash_flow("free_cash_flow", "Free cash flow", Sum(("operating_cash_flow",), ("capex",))),
    cash_flow(
        "dividends_paid",
        "Dividends paid",
        tags(
            "PaymentsOfDividends", "PaymentsOfDividendsCommonStock", "PaymentsOfOrdinaryDividends"
        ),
    ),
    cash_flow(
        "buybacks",
        "Share repurchases",
        tags("PaymentsForRepurchaseOfCommonStock", "PaymentsForRepurchaseOfEquity"),
        by_words(RowMeaning.BUYBACKS, never_negative=True),
    ),
    cash_flow(
        "investing_cash_flow",
        "Cash flow from investing",
        tags("NetCashProvidedByUsedInInvestingActivities"),
    ),
    cash_flow(
        "financing_cash_flow",
        "Cash flow from financing",
        tags("NetCashProvidedByUsedInFinancingActivities"),
    ),
    cash_flow(
        "currency_effect",
        "Effect of exchange rates on cash",
        tags(
            "EffectOfExchangeRateOnCashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents",
            "EffectOfExchangeRateOnCashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"
            "IncludingDisposalGroupAndDiscontinuedOperations",
            "EffectOfExchangeRateOnCashAndCashEquivalents",
        ),
        shown=False,
    ),
    cash_flow(
        "discontinued_cash_flow",
        "Cash flow of discontinued operations",
        tags("NetCashProvidedByUsedInDiscontinuedOperations"),
        shown=False,
    ),
    cash_flow(
        "change_in_cash",
        "Net change in cash",
        tags(
            "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecrease"
            "IncludingExchangeRateEffect",
            "CashAndCashEquivalentsPeriodIncreaseDecrease",
        ),
    ),
)
