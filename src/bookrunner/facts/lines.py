"""The standardised lines of the three statements, and the rules that find each in a filing.

A line's rules are tried in order; the first that can be served wins. A rule either takes one of
several tags that mean the same, or adds and subtracts other lines of the same period. Two rules
apply besides to every flow, before the sums: a quarter that was not tagged is the difference of
two year-to-dates, and twelve months are the year plus this year-to-date less last year's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from bookrunner.facts.rows import RowMeaning

CLASS_AXIS = "us-gaap:StatementClassOfStockAxis"


class Statement(Enum):
    """The statement a line stands in."""

    INCOME = "Income statement"
    BALANCE = "Balance sheet"
    CASH_FLOW = "Cash flow statement"
    COVER = "Cover page"


class Kind(Enum):
    """How a line behaves over time, and its unit."""

    FLOW = "flow"
    """Money over a period; adds up over time."""
    BALANCE = "balance"
    """Money at a day's close."""
    PER_SHARE = "per share"
    """Does not add up over time."""
    AVERAGE_SHARES = "average shares"
    """Does not add up over time."""
    COVER_SHARES = "cover shares"
    """Shares on the date the cover page gives, some weeks after the period's end."""


@dataclass(frozen=True)
class Tagged:
    """Any one of several tags that mean the same; within one filing the first, or the largest."""

    concepts: tuple[str, ...]
    largest: bool = False
    caution: str = ""
    """What a reader must know when this rule was used; becomes a finding."""
    row_means: RowMeaning | None = None
    """What the words of the row must mean; rows whose words are unknown do not."""
    row_means_not: RowMeaning | None = None
    """What the words of the row must not mean."""
    unless_sum_of: tuple[tuple[str, str], ...] = ()
    """Pairs of tags; a fact equal to the sum of such a pair in its own report is that sum, and not
    what the line asks for."""


@dataclass(frozen=True)
class ByMember:
    """One tag reported only by the members of one axis: all of them are needed, and are added."""

    concepts: tuple[str, ...]
    axis: str
    members: tuple[str, ...]
    caution: str = ""


@dataclass(frozen=True)
class WithoutPart:
    """A line from a tag that companies use for a whole and, some of them, for a part of it.

    A reported total decides which it is, where there is one. Else the part is taken off when it is
    known by itself, and a finding says that this was supposed.
    """

    whole: str
    part: str
    beside: str
    """What the line is added to; with neither it nor the part there is nothing to decide."""
    total: str
    """What the line and ``beside`` add up to, where a company reports that."""


@dataclass(frozen=True)
class Sum:
    """Other lines of the same period added and subtracted."""

    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()
    """Those that may be missing; one at least must be there."""
    caution: str = ""
    never_negative: bool = False
    """A result below nothing shows that the rule does not fit."""
    ties_to: str = ""
    """The line that the sum must equal but for rounding; else the rule does not fit."""

    @property
    def words(self) -> str:
        """The rule for a reader: ``revenue - cost_of_revenue``."""
        return " - ".join((" + ".join(self.plus), *self.minus)).strip()


Rule = Tagged | ByMember | WithoutPart | Sum


@dataclass(frozen=True)
class StandardLine:
    """One line: its key, its label on a page, where it stands and how it is found."""

    key: str
    label: str
    statement: Statement
    kind: Kind
    rules: tuple[Rule, ...]
    shown: bool = True
    """False for a part that only serves other lines."""


def _tags(*names: str, caution: str = "") -> Tagged:
    return Tagged(tuple(f"us-gaap:{name}" for name in names), caution=caution)


def _of_class_a(name: str) -> ByMember:
    return ByMember(
        (f"us-gaap:{name}",),
        CLASS_AXIS,
        ("us-gaap:CommonClassAMember",),
        caution="it is reported by class of stock; this is class A's",
    )


def _income(key: str, label: str, *rules: Rule, shown: bool = True) -> StandardLine:
    return StandardLine(key, label, Statement.INCOME, Kind.FLOW, rules, shown)


def _balance(key: str, label: str, *rules: Rule, shown: bool = True) -> StandardLine:
    return StandardLine(key, label, Statement.BALANCE, Kind.BALANCE, rules, shown)


def _cash_flow(key: str, label: str, *rules: Rule, shown: bool = True) -> StandardLine:
    return StandardLine(key, label, Statement.CASH_FLOW, Kind.FLOW, rules, shown)


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
            "RevenuesNetOfInterestExpense",
        )
    ),
    # The total on the face holds contracts and, for some, leases, fees or interest besides.
    largest=True,
)


def _operating_lines(expenses: tuple[str, ...]) -> tuple[Sum, ...]:
    """Operating income from the lines above it, where those below it lead to the same.

    A company with further operating expenses (amortization, restructuring) is not mistaken for
    one without: the two then differ.
    """
    return tuple(
        Sum(
            ("reported_gross_profit",),
            expenses,
            caution="no operating income is tagged; it is gross profit less the operating "
            "expenses that are tagged, and pretax income without non-operating items is the same",
            ties_to=below,
        )
        for below in ("pretax_without_nonoperating", "pretax_without_interest_and_other")
    )


_PRETAX = "IncomeLossFromContinuingOperationsBeforeIncomeTaxes"

INCOME_STATEMENT = (
    _income("revenue", "Revenue", _REVENUE),
    _income(
        "cost_of_revenue",
        "Cost of revenue",
        _tags("CostOfRevenue"),
        _tags(
            "CostOfGoodsAndServicesSold",
            "CostOfGoodsSold",
            "CostOfServices",
            "CostOfGoodsAndServiceExcludingDepreciationDepletionAndAmortization",
        ),
        ByMember(
            ("us-gaap:CostOfRevenue", "us-gaap:CostOfGoodsAndServicesSold"),
            "srt:ProductOrServiceAxis",
            ("us-gaap:ProductMember", "us-gaap:ServiceMember"),
        ),
        Sum(("revenue",), ("reported_gross_profit",)),
    ),
    _income("reported_gross_profit", "Gross profit", _tags("GrossProfit"), shown=False),
    _income(
        "gross_profit",
        "Gross profit",
        _tags("GrossProfit"),
        Sum(("revenue",), ("cost_of_revenue",)),
    ),
    _income(
        "research_and_development",
        "Research and development",
        _tags(
            "ResearchAndDevelopmentExpense",
            "ResearchAndDevelopmentExpenseExcludingAcquiredInProcessCost",
            "ResearchAndDevelopmentExpenseSoftwareExcludingAcquiredInProcessCost",
        ),
    ),
    _income(
        "selling_expense", "Selling and marketing", _tags("SellingAndMarketingExpense"), shown=False
    ),
    _income(
        "administrative_expense",
        "General and administrative",
        _tags("GeneralAndAdministrativeExpense"),
        shown=False,
    ),
    _income(
        "selling_general_administrative",
        "Selling, general and administrative",
        _tags("SellingGeneralAndAdministrativeExpense"),
        Sum(("selling_expense", "administrative_expense")),
        _tags("OtherSellingGeneralAndAdministrativeExpense"),
    ),
    _income("operating_expenses", "Operating expenses", _tags("OperatingExpenses")),
    _income(
        "operating_income",
        "Operating income",
        _tags("OperatingIncomeLoss"),
        Sum(("reported_gross_profit",), ("operating_expenses",)),
        *_operating_lines(("selling_general_administrative",)),
        *_operating_lines(("selling_general_administrative", "research_and_development")),
        Sum(
            ("pretax_income",),
            ("net_interest_income",),
            caution="no operating income is tagged; it is pretax income with net interest taken "
            "out, which keeps other non-operating items in",
        ),
        Sum(
            ("pretax_income", "interest_expense"),
            ("interest_income",),
            optional=frozenset({"interest_income"}),
            caution="no operating income is tagged; it is pretax income with interest taken out, "
            "which keeps other non-operating items in",
        ),
    ),
    _income(
        "nonoperating_income",
        "Non-operating income, net",
        _tags("NonoperatingIncomeExpense"),
        shown=False,
    ),
    _income(
        "other_nonoperating_income",
        "Other non-operating income, net",
        _tags("OtherNonoperatingIncomeExpense"),
        shown=False,
    ),
    _income(
        "pretax_without_nonoperating",
        "Pretax income without non-operating items",
        Sum(("pretax_income",), ("nonoperating_income",)),
        shown=False,
    ),
    _income(
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
    _income("ebitda", "EBITDA", Sum(("operating_income", "depreciation_and_amortisation"))),
    _income(
        "net_interest_income",
        "Interest income less interest expense",
        _tags(
            "InterestIncomeExpenseNonoperatingNet",
            "InterestIncomeExpenseNet",
            "InterestRevenueExpenseNet",
        ),
        shown=False,
    ),
    _income(
        "interest_expense",
        "Interest expense",
        _tags(
            "InterestExpense",
            "InterestExpenseNonoperating",
            "InterestAndDebtExpense",
            "InterestExpenseOperating",
        ),
        _tags("InterestExpenseDebt"),
        Sum(
            (),
            ("net_interest_income",),
            caution="only net interest is tagged; interest income is taken off the expense",
            # More income than expense: the expense is not known.
            never_negative=True,
        ),
        Sum(
            ("interest_paid",),
            caution="no interest expense is tagged for the whole company; it is interest paid in "
            "cash, which differs by what was accrued or capitalized",
        ),
    ),
    _income(
        "interest_income",
        "Interest income",
        _tags(
            "InvestmentIncomeInterest",
            "InterestIncomeOther",
            "InvestmentIncomeInterestAndDividend",
            "InterestIncomeOperating",
        ),
    ),
    _income(
        "pretax_income",
        "Pretax income",
        _tags(
            f"{_PRETAX}ExtraordinaryItemsNoncontrollingInterest",
            f"{_PRETAX}MinorityInterestAndIncomeLossFromEquityMethodInvestments",
        ),
        Sum(("net_income_including_noncontrolling", "income_tax")),
    ),
    _income("income_tax", "Income tax", _tags("IncomeTaxExpenseBenefit")),
    _income(
        "noncontrolling_income",
        "Net income of noncontrolling interests",
        _tags(
            "NetIncomeLossAttributableToNoncontrollingInterest",
            "MinorityInterestInNetIncomeLossOfConsolidatedEntities",
        ),
        shown=False,
    ),
    _income("consolidated_income", "Consolidated net income", _tags("ProfitLoss"), shown=False),
    _income(
        "net_income",
        "Net income",
        _tags("NetIncomeLoss"),
        Sum(
            ("consolidated_income",),
            ("noncontrolling_income",),
            optional=frozenset({"noncontrolling_income"}),
        ),
        _tags(
            "NetIncomeLossAvailableToCommonStockholdersBasic",
            caution="no net income is tagged but that to common shareholders, after preferred "
            "dividends",
        ),
    ),
    _income(
        "net_income_including_noncontrolling",
        "Net income including noncontrolling interests",
        _tags("ProfitLoss"),
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
            _tags("EarningsPerShareBasic", "EarningsPerShareBasicAndDiluted"),
            _of_class_a("EarningsPerShareBasic"),
        ),
    ),
    StandardLine(
        "eps_diluted",
        "Earnings per share, diluted",
        Statement.INCOME,
        Kind.PER_SHARE,
        (
            _tags("EarningsPerShareDiluted", "EarningsPerShareBasicAndDiluted"),
            _of_class_a("EarningsPerShareDiluted"),
        ),
    ),
    StandardLine(
        "basic_shares",
        "Weighted average shares, basic",
        Statement.INCOME,
        Kind.AVERAGE_SHARES,
        (
            _tags(
                "WeightedAverageNumberOfSharesOutstandingBasic",
                "WeightedAverageNumberOfShareOutstandingBasicAndDiluted",
            ),
            _of_class_a("WeightedAverageNumberOfSharesOutstandingBasic"),
        ),
    ),
    StandardLine(
        "diluted_shares",
        "Weighted average shares, diluted",
        Statement.INCOME,
        Kind.AVERAGE_SHARES,
        (
            _tags(
                "WeightedAverageNumberOfDilutedSharesOutstanding",
                "WeightedAverageNumberOfShareOutstandingBasicAndDiluted",
            ),
            _of_class_a("WeightedAverageNumberOfDilutedSharesOutstanding"),
        ),
    ),
)

_WITH_MATURITIES = tuple(
    (f"us-gaap:{long_term}", f"us-gaap:{current}")
    for long_term in ("LongTermDebtNoncurrent", "LongTermDebtAndCapitalLeaseObligations")
    for current in (
        "LongTermDebtCurrent",
        "LongTermDebtAndCapitalLeaseObligationsCurrent",
        "DebtCurrent",
    )
)
_TOTAL_DEBT = _tags("DebtLongtermAndShorttermCombinedAmount", "DebtAndCapitalLeaseObligations")

BALANCE_SHEET = (
    _balance(
        "cash",
        "Cash and cash equivalents",
        _tags("CashAndCashEquivalentsAtCarryingValue", "Cash"),
        _tags(
            "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents",
            caution="cash includes restricted cash; no other figure is tagged",
        ),
    ),
    _balance(
        "other_short_term_investments",
        "Short-term investments besides marketable securities",
        _tags("ShortTermInvestments", "OtherShortTermInvestments"),
        shown=False,
    ),
    _balance(
        "marketable_securities",
        "Marketable securities",
        _tags("MarketableSecuritiesCurrent", "MarketableSecurities"),
        shown=False,
    ),
    _balance(
        "prepaid_and_other",
        "Prepaid expenses and other current assets",
        _tags("PrepaidExpenseAndOtherAssetsCurrent"),
        shown=False,
    ),
    _balance(
        "current_investments",
        "Current assets that are neither cash nor of operations",
        Sum(
            ("current_assets",),
            ("cash", "receivables", "inventory", "prepaid_and_other"),
            optional=frozenset({"receivables", "inventory"}),
        ),
        shown=False,
    ),
    _balance(
        "short_term_investments",
        "Short-term investments",
        # Both may also be a whole and its part; current assets add up in one of the two ways.
        Sum(
            ("other_short_term_investments", "marketable_securities"), ties_to="current_investments"
        ),
        _tags(
            "ShortTermInvestments",
            "MarketableSecuritiesCurrent",
            "AvailableForSaleSecuritiesDebtSecuritiesCurrent",
            "DebtSecuritiesAvailableForSaleExcludingAccruedInterestCurrent",
            "AvailableForSaleSecuritiesCurrent",
            "OtherShortTermInvestments",
        ),
    ),
    _balance(
        "receivables",
        "Receivables",
        _tags(
            "AccountsReceivableNetCurrent",
            "ReceivablesNetCurrent",
            "AccountsNotesAndLoansReceivableNetCurrent",
        ),
    ),
    _balance("inventory", "Inventory", _tags("InventoryNet")),
    _balance("current_assets", "Current assets", _tags("AssetsCurrent")),
    _balance(
        "property_plant_equipment",
        "Property, plant and equipment",
        _tags(
            "PropertyPlantAndEquipmentNet",
            "PropertyPlantAndEquipmentAndFinanceLeaseRightOfUseAssetAfterAccumulatedDepreciation"
            "AndAmortization",
        ),
    ),
    _balance(
        "long_term_investments",
        "Long-term investments",
        _tags("MarketableSecuritiesNoncurrent", "LongTermInvestments", "OtherLongTermInvestments"),
    ),
    _balance("goodwill", "Goodwill", _tags("Goodwill")),
    _balance(
        "intangibles",
        "Intangible assets",
        _tags("IntangibleAssetsNetExcludingGoodwill"),
        _tags("FiniteLivedIntangibleAssetsNet"),
    ),
    _balance(
        "operating_lease_assets", "Operating lease assets", _tags("OperatingLeaseRightOfUseAsset")
    ),
    _balance("total_assets", "Total assets", _tags("Assets")),
    _balance(
        "payables",
        "Accounts payable",
        _tags(
            "AccountsPayableCurrent",
            "AccountsPayableTradeCurrent",
            "AccountsPayableAndAccruedLiabilitiesCurrent",
            "AccountsPayableAndOtherAccruedLiabilitiesCurrent",
        ),
    ),
    _balance("commercial_paper", "Commercial paper", _tags("CommercialPaper"), shown=False),
    _balance(
        "other_short_term_borrowings",
        "Other short-term borrowings",
        _tags("OtherShortTermBorrowings"),
        shown=False,
    ),
    _balance(
        "short_term_borrowings",
        "Short-term borrowings",
        _tags("ShortTermBorrowings"),
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
        _tags(
            "ShortTermBankLoansAndNotesPayable",
            "LoansPayableCurrent",
            "NotesPayableCurrent",
        ),
        shown=False,
    ),
    _balance(
        "current_maturities",
        "Current portion of long-term debt",
        _tags(
            "LongTermDebtAndCapitalLeaseObligationsCurrent",
            "LongTermDebtCurrent",
            "ConvertibleDebtCurrent",
            "ConvertibleNotesPayableCurrent",
            "SeniorNotesCurrent",
        ),
        shown=False,
    ),
    _balance(
        "current_debt",
        "Current debt",
        _tags("DebtCurrent"),
        Sum(
            ("short_term_borrowings", "current_maturities"),
            optional=frozenset({"short_term_borrowings", "current_maturities"}),
        ),
    ),
    _balance("current_liabilities", "Current liabilities", _tags("LiabilitiesCurrent")),
    _balance(
        "debt_with_maturities",
        "Long-term debt including its current portion",
        _tags("LongTermDebt", "LongTermDebtAndCapitalLeaseObligationsIncludingCurrentMaturities"),
        shown=False,
    ),
    _balance(
        "long_term_debt",
        "Long-term debt",
        Tagged(
            (
                "us-gaap:LongTermDebtAndCapitalLeaseObligations",
                "us-gaap:LongTermDebtNoncurrent",
                "us-gaap:ConvertibleDebtNoncurrent",
                "us-gaap:ConvertibleLongTermNotesPayable",
                "us-gaap:SeniorLongTermNotes",
                "us-gaap:LongTermNotesPayable",
                "us-gaap:LongTermLoansPayable",
                "us-gaap:LongTermNotesAndLoans",
            ),
            unless_sum_of=_WITH_MATURITIES,
        ),
        WithoutPart(
            "debt_with_maturities", "current_maturities", "current_debt", "reported_total_debt"
        ),
    ),
    _balance("reported_total_debt", "Total debt as reported", _TOTAL_DEBT, shown=False),
    _balance(
        "total_debt",
        "Total debt",
        Sum(
            ("current_debt", "long_term_debt"),
            optional=frozenset({"current_debt", "long_term_debt"}),
        ),
        _TOTAL_DEBT,
    ),
    _balance(
        "finance_leases_current",
        "Finance leases, current",
        _tags("FinanceLeaseLiabilityCurrent", "CapitalLeaseObligationsCurrent"),
        shown=False,
    ),
    _balance(
        "finance_leases_noncurrent",
        "Finance leases, non-current",
        _tags("FinanceLeaseLiabilityNoncurrent", "CapitalLeaseObligationsNoncurrent"),
        shown=False,
    ),
    _balance(
        "finance_leases",
        "Finance lease liabilities",
        _tags("FinanceLeaseLiability", "CapitalLeaseObligations"),
        Sum(
            ("finance_leases_current", "finance_leases_noncurrent"),
            optional=frozenset({"finance_leases_current", "finance_leases_noncurrent"}),
        ),
    ),
    _balance(
        "operating_leases_current",
        "Operating leases, current",
        _tags("OperatingLeaseLiabilityCurrent"),
        shown=False,
    ),
    _balance(
        "operating_leases_noncurrent",
        "Operating leases, non-current",
        _tags("OperatingLeaseLiabilityNoncurrent"),
        shown=False,
    ),
    _balance(
        "operating_leases",
        "Operating lease liabilities",
        _tags("OperatingLeaseLiability"),
        Sum(
            ("operating_leases_current", "operating_leases_noncurrent"),
            optional=frozenset({"operating_leases_current"}),
        ),
    ),
    _balance(
        "temporary_equity",
        "Redeemable equity",
        _tags(
            "TemporaryEquityCarryingAmountIncludingPortionAttributableToNoncontrollingInterests",
            "TemporaryEquityCarryingAmountAttributableToParent",
            "RedeemableNoncontrollingInterestEquityCarryingAmount",
        ),
        shown=False,
    ),
    _balance(
        "total_liabilities",
        "Total liabilities",
        _tags("Liabilities"),
        Sum(
            ("liabilities_and_equity",),
            ("total_equity", "temporary_equity"),
            optional=frozenset({"temporary_equity"}),
        ),
    ),
    _balance(
        "preferred",
        "Preferred stock",
        _tags("PreferredStockValue", "PreferredStockValueOutstanding"),
    ),
    _balance(
        "permanent_noncontrolling_interest",
        "Noncontrolling interests in equity",
        _tags("MinorityInterest"),
        shown=False,
    ),
    _balance(
        "redeemable_noncontrolling_interest",
        "Redeemable noncontrolling interests",
        _tags(
            "RedeemableNoncontrollingInterestEquityCarryingAmount",
            "RedeemableNoncontrollingInterestEquityCommonCarryingAmount",
            "RedeemableNoncontrollingInterestEquityPreferredCarryingAmount",
            "RedeemableNoncontrollingInterestEquityOtherCarryingAmount",
        ),
        shown=False,
    ),
    _balance(
        "noncontrolling_interest",
        "Noncontrolling interests",
        # What holders may put to the company stands between debt and equity, yet is theirs.
        Sum(("permanent_noncontrolling_interest", "redeemable_noncontrolling_interest")),
        _tags("MinorityInterest"),
        Sum(("redeemable_noncontrolling_interest",)),
    ),
    _balance(
        "equity_with_noncontrolling",
        "Equity including noncontrolling interests",
        _tags("StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest"),
        shown=False,
    ),
    _balance(
        "equity",
        "Shareholders' equity",
        _tags("StockholdersEquity"),
        Sum(
            ("equity_with_noncontrolling",),
            ("permanent_noncontrolling_interest",),
            optional=frozenset({"permanent_noncontrolling_interest"}),
        ),
    ),
    _balance(
        "total_equity",
        "Total equity",
        _tags("StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest"),
        Sum(
            ("equity", "permanent_noncontrolling_interest"),
            optional=frozenset({"permanent_noncontrolling_interest"}),
        ),
    ),
    _balance(
        "liabilities_and_equity",
        "Total liabilities and equity",
        _tags("LiabilitiesAndStockholdersEquity"),
    ),
)

_DEPRECIATION_AND_AMORTIZATION = tuple(
    f"us-gaap:{name}"
    for name in (
        "DepreciationDepletionAndAmortization",
        "DepreciationAmortizationAndAccretionNet",
        "DepreciationAndAmortization",
        "OtherDepreciationAndAmortization",
        "CostDepreciationAmortizationAndDepletion",
    )
)

CASH_FLOW_STATEMENT = (
    _cash_flow(
        "interest_paid", "Interest paid", _tags("InterestPaidNet", "InterestPaid"), shown=False
    ),
    _cash_flow("depreciation", "Depreciation", _tags("Depreciation"), shown=False),
    _cash_flow(
        "amortization",
        "Amortization of intangible assets",
        _tags("AmortizationOfIntangibleAssets"),
        shown=False,
    ),
    _cash_flow(
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
    _cash_flow(
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
        Sum(("depreciation", "amortization")),
        Sum(
            ("depreciation",),
            caution="only depreciation is tagged; amortization, if any, is not in it",
        ),
    ),
    _cash_flow(
        "stock_compensation",
        "Stock-based compensation",
        _tags("ShareBasedCompensation"),
        _tags("AllocatedShareBasedCompensationExpense"),
    ),
    _cash_flow(
        "operating_cash_flow",
        "Cash flow from operations",
        _tags("NetCashProvidedByUsedInOperatingActivities"),
        _tags(
            "NetCashProvidedByUsedInOperatingActivitiesContinuingOperations",
            caution="cash flow from operations is that of continuing operations only",
        ),
    ),
    _cash_flow(
        "capex",
        "Capital expenditure",
        _tags(
            "PaymentsToAcquirePropertyPlantAndEquipment",
            "PaymentsToAcquireProductiveAssets",
            "PaymentsForCapitalImprovements",
        ),
        _tags("PaymentsToAcquireOtherPropertyPlantAndEquipment"),
    ),
    _cash_flow("free_cash_flow", "Free cash flow", Sum(("operating_cash_flow",), ("capex",))),
    _cash_flow(
        "dividends_paid",
        "Dividends paid",
        _tags(
            "PaymentsOfDividends", "PaymentsOfDividendsCommonStock", "PaymentsOfOrdinaryDividends"
        ),
    ),
    _cash_flow(
        "buybacks",
        "Share repurchases",
        _tags("PaymentsForRepurchaseOfCommonStock", "PaymentsForRepurchaseOfEquity"),
    ),
    _cash_flow(
        "investing_cash_flow",
        "Cash flow from investing",
        _tags("NetCashProvidedByUsedInInvestingActivities"),
    ),
    _cash_flow(
        "financing_cash_flow",
        "Cash flow from financing",
        _tags("NetCashProvidedByUsedInFinancingActivities"),
    ),
    _cash_flow(
        "currency_effect",
        "Effect of exchange rates on cash",
        _tags(
            "EffectOfExchangeRateOnCashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents",
            "EffectOfExchangeRateOnCashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"
            "IncludingDisposalGroupAndDiscontinuedOperations",
            "EffectOfExchangeRateOnCashAndCashEquivalents",
        ),
        shown=False,
    ),
    _cash_flow(
        "discontinued_cash_flow",
        "Cash flow of discontinued operations",
        _tags("NetCashProvidedByUsedInDiscontinuedOperations"),
        shown=False,
    ),
    _cash_flow(
        "change_in_cash",
        "Net change in cash",
        _tags(
            "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecrease"
            "IncludingExchangeRateEffect",
            "CashAndCashEquivalentsPeriodIncreaseDecrease",
        ),
    ),
)

COVER_PAGE = (
    StandardLine(
        "shares_outstanding",
        "Shares outstanding (cover page)",
        Statement.COVER,
        Kind.COVER_SHARES,
        (Tagged(("dei:EntityCommonStockSharesOutstanding",)),),
    ),
)

STANDARD_LINES = INCOME_STATEMENT + BALANCE_SHEET + CASH_FLOW_STATEMENT + COVER_PAGE
LINES_BY_KEY = {line.key: line for line in STANDARD_LINES}

CONCEPTS = frozenset(
    concept
    for line in STANDARD_LINES
    for rule in line.rules
    if isinstance(rule, (Tagged, ByMember))
    for concept in rule.concepts
)
"""Every tag that any line may come from; what a reader of the store needs to ask for."""

LEASES_INCLUDED = frozenset(
    {
        "us-gaap:LongTermDebtAndCapitalLeaseObligations",
        "us-gaap:LongTermDebtAndCapitalLeaseObligationsCurrent",
        "us-gaap:LongTermDebtAndCapitalLeaseObligationsIncludingCurrentMaturities",
        "us-gaap:DebtAndCapitalLeaseObligations",
    }
)
"""Debt tags that hold finance leases, which must then not be added to debt again."""
