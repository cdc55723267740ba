"""The lines of the balance sheet."""

from __future__ import annotations

from bookrunner.facts.lines.rules import (
    Sum,
    Tagged,
    WithoutPart,
    balance,
    by_business,
    by_words,
    tags,
)
from bookrunner.facts.rows import RowMeaning

_WITH_MATURITIES = tuple(
    (f"us-gaap:{long_term}", f"us-gaap:{current}")
    for long_term in ("LongTermDebtNoncurrent", "LongTermDebtAndCapitalLeaseObligations")
    for current in (
        "LongTermDebtCurrent",
        "LongTermDebtAndCapitalLeaseObligationsCurrent",
        "DebtCurrent",
    )
)
_TOTAL_DEBT = tags("DebtLongtermAndShorttermCombinedAmount", "DebtAndCapitalLeaseObligations")

# Due after a year, by kind: what companies without a total list on the face.
_KINDS_NONCURRENT = (
    (
        "convertible_noncurrent",
        "Convertible debt, non-current",
        tags("ConvertibleDebtNoncurrent", "ConvertibleLongTermNotesPayable"),
    ),
    ("senior_notes_noncurrent", "Senior notes, non-current", tags("SeniorLongTermNotes")),
    (
        "notes_noncurrent",
        "Notes payable, non-current",
        tags("LongTermNotesPayable", "LongTermNotesAndLoans", "MediumtermNotesNoncurrent"),
    ),
    (
        "related_notes_noncurrent",
        "Notes payable to related parties, non-current",
        tags("NotesPayableRelatedPartiesNoncurrent"),
    ),
    (
        "loans_noncurrent",
        "Loans and credit lines, non-current",
        tags(
            "LongTermLoansPayable",
            "LongTermLoansFromBank",
            "NotesPayableToBankNoncurrent",
            "LongTermLineOfCredit",
        ),
    ),
    ("unsecured_noncurrent", "Unsecured debt, non-current", tags("UnsecuredLongTermDebt")),
    ("secured_noncurrent", "Secured debt, non-current", tags("SecuredLongTermDebt")),
    (
        "subordinated_noncurrent",
        "Subordinated debt, non-current",
        tags("SubordinatedLongTermDebt", "JuniorSubordinatedLongTermNotes"),
    ),
    (
        "other_debt_noncurrent",
        "Other long-term debt, non-current",
        tags(
            "OtherLongTermDebtNoncurrent",
            "OtherLongTermNotesPayable",
            "OtherLoansPayableLongTerm",
        ),
    ),
)
# Due within a year, by kind.
_KINDS_CURRENT = (
    (
        "convertible_current",
        "Convertible debt, current",
        tags("ConvertibleDebtCurrent", "ConvertibleNotesPayableCurrent"),
    ),
    ("senior_notes_current", "Senior notes, current", tags("SeniorNotesCurrent")),
    (
        "related_notes_current",
        "Notes payable to related parties, current",
        tags("NotesPayableRelatedPartiesClassifiedCurrent"),
    ),
    ("secured_current", "Secured debt, current", tags("SecuredDebtCurrent")),
    ("unsecured_current", "Unsecured debt, current", tags("UnsecuredDebtCurrent")),
    (
        "other_debt_current",
        "Other long-term debt, current",
        tags("OtherLongTermDebtCurrent", "OtherNotesPayableCurrent", "OtherLoansPayableCurrent"),
    ),
    ("credit_lines_current", "Credit lines, current", tags("LinesOfCreditCurrent")),
)
_CURRENT = tuple(key for key, _, _ in _KINDS_CURRENT)
_NONCURRENT = tuple(key for key, _, _ in _KINDS_NONCURRENT)
# Without regard to when it is due: REITs among others, whose balance sheets are not classified.
_KINDS_OF_DEBT = (
    ("secured_debt", "Secured debt", tags("SecuredDebt")),
    (
        "unsecured_debt",
        "Unsecured debt",
        tags(
            "UnsecuredDebt", "SeniorNotes", "NotesPayable", "SubordinatedDebt", "OtherLongTermDebt"
        ),
    ),
    ("convertible_debt", "Convertible debt", tags("ConvertibleNotesPayable", "ConvertibleDebt")),
    (
        "bank_debt",
        "Bank loans and credit lines",
        tags("LineOfCredit", "LoansPayableToBank", "LoansPayable"),
    ),
)
_KINDS = tuple(key for key, _, _ in _KINDS_OF_DEBT)
_ALL_KINDS = (*_KINDS_NONCURRENT, *_KINDS_CURRENT, *_KINDS_OF_DEBT)

BALANCE_SHEET = (
    *(balance(key, label, rule, shown=False) for key, label, rule in _ALL_KINDS),
    balance(
        "cash",
        "Cash and cash equivalents",
        Tagged(
            ("us-gaap:CashAndCashEquivalentsAtCarryingValue",),
            row_means_not=RowMeaning.CASH_WITH_OTHER,
        ),
        by_words(RowMeaning.CASH),
        Tagged(
            ("us-gaap:CashAndCashEquivalentsAtCarryingValue",),
            caution="the words of its row say that it holds cash of businesses held for sale, or "
            "restricted cash",
        ),
        tags("Cash", caution="it is tagged as cash alone; cash equivalents may stand apart"),
        tags(
            "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents",
            "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsIncludingDisposalGroup"
            "AndDiscontinuedOperations",
            caution="cash includes restricted cash; no other figure is tagged",
        ),
        tags(
            "CashAndDueFromBanks",
            caution="it is cash and due from banks; deposits with other banks that bear interest "
            "are not in it",
        ),
        tags(
            "CashCashEquivalentsAndShortTermInvestments",
            caution="cash includes short-term investments; no other figure is tagged",
        ),
        tags(
            "CashCashEquivalentsAndFederalFundsSold",
            caution="cash includes federal funds sold; no other figure is tagged",
        ),
    ),
    balance(
        "other_short_term_investments",
        "Short-term investments besides marketable securities",
        tags("ShortTermInvestments", "OtherShortTermInvestments"),
        shown=False,
    ),
    balance(
        "marketable_securities",
        "Marketable securities",
        tags("MarketableSecuritiesCurrent", "MarketableSecurities"),
        shown=False,
    ),
    balance(
        "prepaid_and_other",
        "Prepaid expenses and other current assets",
        tags("PrepaidExpenseAndOtherAssetsCurrent"),
        shown=False,
    ),
    balance(
        "current_investments",
        "Current assets that are neither cash nor of operations",
        Sum(
            ("current_assets",),
            ("cash", "receivables", "inventory", "prepaid_and_other"),
            optional=frozenset({"receivables", "inventory"}),
        ),
        shown=False,
    ),
    balance(
        "short_term_investments",
        "Short-term investments",
        # Both may also be a whole and its part; current assets add up in one of the two ways.
        Sum(
            ("other_short_term_investments", "marketable_securities"), ties_to="current_investments"
        ),
        tags(
            "ShortTermInvestments",
            "MarketableSecuritiesCurrent",
            "AvailableForSaleSecuritiesDebtSecuritiesCurrent",
            "DebtSecuritiesAvailableForSaleExcludingAccruedInterestCurrent",
            "AvailableForSaleSecuritiesCurrent",
            "OtherShortTermInvestments",
        ),
    ),
    balance(
        "receivables",
        "Receivables",
        tags(
            "AccountsReceivableNetCurrent",
            "ReceivablesNetCurrent",
            "AccountsNotesAndLoansReceivableNetCurrent",
        ),
        tags(
            "AccountsAndOtherReceivablesNetCurrent",
            caution="other than trade receivables are in it",
        ),
        tags(
            "AccountsReceivableNet",
            "AccountsAndNotesReceivableNet",
            caution="it is tagged without regard to when it is due",
        ),
    ),
    balance(
        "inventory",
        "Inventory",
        tags("InventoryNet", "InventoryNetOfAllowancesCustomerAdvancesAndProgressBillings"),
        tags(
            "RetailRelatedInventoryMerchandise",
            "InventoryRealEstate",
            "InventoryFinishedGoodsNetOfReserves",
            "InventoryGross",
            caution="no total is tagged; it is one kind of inventory, or before reserves",
        ),
    ),
    balance("current_assets", "Current assets", tags("AssetsCurrent")),
    balance(
        "property_plant_equipment",
        "Property, plant and equipment",
        tags(
            "PropertyPlantAndEquipmentNet",
            "PropertyPlantAndEquipmentAndFinanceLeaseRightOfUseAssetAfterAccumulatedDepreciation"
            "AndAmortization",
        ),
    ),
    balance(
        "long_term_investments",
        "Long-term investments",
        tags("MarketableSecuritiesNoncurrent", "LongTermInvestments", "OtherLongTermInvestments"),
    ),
    balance("goodwill", "Goodwill", tags("Goodwill")),
    balance(
        "intangibles",
        "Intangible assets",
        tags("IntangibleAssetsNetExcludingGoodwill"),
        tags("FiniteLivedIntangibleAssetsNet"),
    ),
    balance(
        "operating_lease_assets", "Operating lease assets", tags("OperatingLeaseRightOfUseAsset")
    ),
    balance("total_assets", "Total assets", tags("Assets")),
    balance(
        "payables",
        "Accounts payable",
        tags(
            "AccountsPayableCurrent",
            "AccountsPayableTradeCurrent",
            "AccountsPayableAndAccruedLiabilitiesCurrent",
            "AccountsPayableAndOtherAccruedLiabilitiesCurrent",
        ),
    ),
    balance("commercial_paper", "Commercial paper", tags("CommercialPaper"), shown=False),
    balance(
        "other_short_term_borrowings",
        "Other short-term borrowings",
        tags("OtherShortTermBorrowings"),
        shown=False,
    ),
    balance(
        "short_term_borrowings",
        "Short-term borrowings",
        tags("ShortTermBorrowings"),
        Tagged(
            ("us-gaap:NotesAndLoansPayable",),
            caution="notes and loans payable are taken to be short-term, beside long-term debt "
            "and its current portion",
            unless_sum_of=_WITH_MATURITIES,
        ),
        # Commercial paper is a part of what is borrowed for a short time, and often all of it.
        Sum(
            ("commercial_paper", "other_short_term_borrowings"),
            optional=frozenset({"commercial_paper", "other_short_term_borrowings"}),
        ),
        tags(
            "ShortTermBankLoansAndNotesPayable",
            "NotesAndLoansPayableCurrent",
            "LoansPayableCurrent",
            "NotesPayableCurrent",
            "LoansPayableToBankCurrent",
            "NotesPayableToBankCurrent",
            "ShortTermNonBankLoansAndNotesPayable",
        ),
        shown=False,
    ),
    balance(
        "current_maturities",
        "Current portion of long-term debt",
        Tagged(
            (
                "us-gaap:LongTermDebtAndCapitalLeaseObligationsCurrent",
                "us-gaap:LongTermDebtCurrent",
            ),
            may_not_hold=_CURRENT,
        ),
        Sum(
            _CURRENT,
            optional=frozenset(_CURRENT),
            is_certain_alone=True,
            caution="no total is tagged; it is the kinds of debt due within a year that are",
        ),
        shown=False,
    ),
    balance(
        "current_debt",
        "Current debt",
        Tagged(("us-gaap:DebtCurrent",), may_not_hold=("related_notes_current",)),
        by_business("DebtCurrent"),
        Sum(
            ("short_term_borrowings", "current_maturities"),
            optional=frozenset({"short_term_borrowings", "current_maturities"}),
        ),
    ),
    balance("current_liabilities", "Current liabilities", tags("LiabilitiesCurrent")),
    balance(
        "debt_with_maturities",
        "Long-term debt including its current portion",
        tags("LongTermDebt", "LongTermDebtAndCapitalLeaseObligationsIncludingCurrentMaturities"),
        shown=False,
    ),
    balance(
        "long_term_debt",
        "Long-term debt",
        Tagged(
            (
                "us-gaap:LongTermDebtAndCapitalLeaseObligations",
                "us-gaap:LongTermDebtNoncurrent",
            ),
            may_not_hold=_NONCURRENT,
            unless_sum_of=_WITH_MATURITIES,
        ),
        Sum(
            _NONCURRENT,
            optional=frozenset(_NONCURRENT),
            is_certain_alone=True,
            caution="no total is tagged; it is the kinds of long-term debt that are",
        ),
        WithoutPart(
            "debt_with_maturities", "current_maturities", "current_debt", "reported_total_debt"
        ),
        by_business("LongTermDebtAndCapitalLeaseObligations", "LongTermDebtNoncurrent"),
        by_words(RowMeaning.LONG_TERM_DEBT),
        Sum(
            _KINDS,
            optional=frozenset(_KINDS),
            caution="no total is tagged; it is the kinds of debt that are, some of which may hold "
            "others or amounts due within a year",
        ),
    ),
    balance(
        "carrying_amount_of_debt",
        "Carrying amount of debt instruments",
        tags("DebtInstrumentCarryingAmount"),
        shown=False,
    ),
    balance("reported_total_debt", "Total debt as reported", _TOTAL_DEBT, shown=False),
    balance(
        "total_debt",
        "Total debt",
        Sum(
            ("current_debt", "long_term_debt"),
            optional=frozenset({"current_debt", "long_term_debt"}),
            not_below=(
                "reported_total_debt",
                "debt_with_maturities",
                "carrying_amount_of_debt",
                *_KINDS,
            ),
        ),
        _TOTAL_DEBT,
    ),
    balance(
        "net_debt",
        "Net debt",
        # Finance leases are in it only where the company reports them with its debt; what is held
        # for the long term, restricted or not, is not taken off.
        Sum(
            ("total_debt",),
            ("cash", "short_term_investments"),
            optional=frozenset({"short_term_investments"}),
        ),
    ),
    balance(
        "finance_leases_current",
        "Finance leases, current",
        tags("FinanceLeaseLiabilityCurrent", "CapitalLeaseObligationsCurrent"),
        shown=False,
    ),
    balance(
        "finance_leases_noncurrent",
        "Finance leases, non-current",
        tags("FinanceLeaseLiabilityNoncurrent", "CapitalLeaseObligationsNoncurrent"),
        shown=False,
    ),
    balance(
        "finance_leases",
        "Finance lease liabilities",
        tags("FinanceLeaseLiability", "CapitalLeaseObligations"),
        Sum(
            ("finance_leases_current", "finance_leases_noncurrent"),
            optional=frozenset({"finance_leases_current", "finance_leases_noncurrent"}),
        ),
    ),
    balance(
        "operating_leases_current",
        "Operating leases, current",
        tags("OperatingLeaseLiabilityCurrent"),
        shown=False,
    ),
    balance(
        "operating_leases_noncurrent",
        "Operating leases, non-current",
        tags("OperatingLeaseLiabilityNoncurrent"),
        shown=False,
    ),
    balance(
        "operating_leases",
        "Operating lease liabilities",
        tags("OperatingLeaseLiability"),
        Sum(
            ("operating_leases_current", "operating_leases_noncurrent"),
            optional=frozenset({"operating_leases_current"}),
        ),
    ),
    balance(
        "temporary_equity_of_parent",
        "Redeemable equity of the parent",
        tags(
            "TemporaryEquityCarryingAmountAttributableToParent",
            "TemporaryEquityValueExcludingAdditionalPaidInCapital",
        ),
        shown=False,
    ),
    balance(
        "temporary_equity",
        "Redeemable equity",
        tags("TemporaryEquityCarryingAmountIncludingPortionAttributableToNoncontrollingInterests"),
        Sum(
            ("temporary_equity_of_parent", "redeemable_noncontrolling_interest"),
            optional=frozenset(
                {"temporary_equity_of_parent", "redeemable_noncontrolling_interest"}
            ),
        ),
        shown=False,
    ),
    balance(
        "total_liabilities",
        "Total liabilities",
        tags("Liabilities"),
        Sum(
            ("liabilities_and_equity",),
            ("total_equity", "temporary_equity"),
            optional=frozenset({"temporary_equity"}),
        ),
    ),
    balance(
        "preferred",
        "Preferred stock",
        tags("PreferredStockValue", "PreferredStockValueOutstanding"),
    ),
    balance(
        "permanent_noncontrolling_interest",
        "Noncontrolling interests in equity",
        tags("MinorityInterest", "PartnersCapitalAttributableToNoncontrollingInterest"),
        shown=False,
    ),
    balance(
        "redeemable_noncontrolling_interest",
        "Redeemable noncontrolling interests",
        tags(
            "RedeemableNoncontrollingInterestEquityCarryingAmount",
            "RedeemableNoncontrollingInterestEquityCommonCarryingAmount",
            "RedeemableNoncontrollingInterestEquityPreferredCarryingAmount",
            "RedeemableNoncontrollingInterestEquityOtherCarryingAmount",
        ),
        shown=False,
    ),
    balance(
        "noncontrolling_interest",
        "Noncontrolling interests",
        # What holders may put to the company stands between debt and equity, yet is theirs.
        Sum(("permanent_noncontrolling_interest", "redeemable_noncontrolling_interest")),
        tags("MinorityInterest"),
        Sum(("redeemable_noncontrolling_interest",)),
    ),
    balance(
        "equity_with_noncontrolling",
        "Equity including noncontrolling interests",
        tags(
            "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest",
            "PartnersCapitalIncludingPortionAttributableToNoncontrollingInterest",
        ),
        shown=False,
    ),
    balance(
        "equity",
        "Shareholders' equity",
        tags("StockholdersEquity"),
        tags("PartnersCapital", "MembersEquity", "CommonStockholdersEquity"),
        Sum(
            ("equity_with_noncontrolling",),
            ("permanent_noncontrolling_interest",),
            optional=frozenset({"permanent_noncontrolling_interest"}),
        ),
    ),
    balance(
        "total_equity",
        "Total equity",
        tags(
            "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest",
            "PartnersCapitalIncludingPortionAttributableToNoncontrollingInterest",
        ),
        Sum(
            ("equity", "permanent_noncontrolling_interest"),
            optional=frozenset({"permanent_noncontrolling_interest"}),
        ),
    ),
    balance(
        "liabilities_and_equity",
        "Total liabilities and equity",
        tags("LiabilitiesAndStockholdersEquity"),
    ),
)

LEASES_INCLUDED = frozenset(
    {
        "us-gaap:LongTermDebtAndCapitalLeaseObligations",
        "us-gaap:LongTermDebtAndCapitalLeaseObligationsCurrent",
        "us-gaap:LongTermDebtAndCapitalLeaseObligationsIncludingCurrentMaturities",
        "us-gaap:DebtAndCapitalLeaseObligations",
    }
)
"""Debt tags that hold finance leases, which must then not be added to debt again."""
