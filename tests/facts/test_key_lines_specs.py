"""How key lines are found where companies tag in other ways, on invented reports."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from pytest_bdd import given, parsers, scenarios, then

from bookrunner.facts import Fact, LineMissing, Statements, statements
from bookrunner.figures import Missing
from tests.facts import test_debt_beside as faces
from tests.facts.reported import ALDER, Numbers, close, days, report

scenarios("facts/key_lines.feature")

YEAR = days("2023-01-01", "2023-12-31")
AT = close("2023-12-31")
PRETAX = (
    "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest"
)
ANCHORS: Numbers = {("NetIncomeLoss", YEAR): 80, ("IncomeTaxExpenseBenefit", YEAR): 20}


def reported(
    numbers: Numbers,
    labels: Mapping[str, str] | None = None,
    members: Sequence[tuple[str, str, Numbers]] = (),
) -> Statements:
    """Statements of one report, with words of rows and numbers by member where given."""
    _, facts = report("10-K", "2023-12-31", "2024-02-20", numbers)
    for axis, member, of_member in members:
        facts += report(
            "10-K", "2023-12-31", "2024-02-20", of_member, dimensions=((axis, member),)
        )[1]
    facts = [replace(one, document="d", citation=None) for one in facts]
    return statements(ALDER, [_labelled(one, labels or {}) for one in facts])


def _labelled(fact: Fact, labels: Mapping[str, str]) -> Fact:
    return replace(fact, label=labels.get(fact.concept.split(":")[1], ""))


def value(made: Statements, key: str) -> float | None:
    figure = made.get(key, YEAR)
    if figure is None or isinstance(figure.value, Missing):
        return None
    return figure.value / 1e6


def codes(made: Statements, key: str) -> set[str]:
    return {one.code for one in made.said(key, YEAR)}


BANK: Numbers = {
    **ANCHORS,
    ("InterestAndDividendIncomeOperating", YEAR): 900,
    ("InterestExpense", YEAR): 300,
    ("InterestIncomeExpenseNet", YEAR): 600,
    ("NoninterestIncome", YEAR): 250,
    ("RevenueFromContractWithCustomerExcludingAssessedTax", YEAR): 120,
}


# ---------------------------------------------------------------- scenarios


@given("a bank that tags net interest income, noninterest income and fees", target_fixture="made")
def bank() -> Statements:
    return reported(BANK)


@given("a company that names its total revenue with a tag of its own", target_fixture="made")
def own_tag() -> Statements:
    return reported(
        {**ANCHORS, ("aldr:SalesAndServices", YEAR): 700, ("aldr:SalesOfTools", YEAR): 500},
        {"SalesAndServices": "Total net sales", "SalesOfTools": "Tools"},
    )


@given("a company that tags debt only for its two businesses", target_fixture="made")
def two_businesses() -> Statements:
    axis = "aldr:BusinessGroupAxis"
    return reported(
        ANCHORS,
        members=[
            (
                axis,
                "aldr:ToolsMember",
                {("DebtCurrent", AT): 10, ("LongTermDebtNoncurrent", AT): 90},
            ),
            (
                axis,
                "aldr:LoansMember",
                {("DebtCurrent", AT): 5, ("LongTermDebtNoncurrent", AT): 45},
            ),
        ],
    )


@given("a company that tags goodwill only by segment and no inventory", target_fixture="made")
def by_segment() -> Statements:
    axis = "us-gaap:StatementBusinessSegmentsAxis"
    return reported(ANCHORS, members=[(axis, "aldr:ToolsMember", {("Goodwill", AT): 10})])


@given(
    "a report whose depreciation and amortization is its depreciation, with amortization beside it",
    target_fixture="made",
)
def depreciation_alone() -> Statements:
    flows = {
        ("DepreciationDepletionAndAmortization", YEAR): 40,
        ("Depreciation", YEAR): 40,
        ("AmortizationOfIntangibleAssets", YEAR): 15,
    }
    return reported({**ANCHORS, **flows})


@given(
    "a report with net income a thousand times below its shares at their earnings per share",
    target_fixture="made",
)
def income_too_small() -> Statements:
    return reported(
        {
            ("NetIncomeLoss", YEAR): 80,
            ("EarningsPerShareDiluted", YEAR): "2.00",
            ("WeightedAverageNumberOfDilutedSharesOutstanding", YEAR): 40_000_000_000,
        }
    )


@given(
    "a balance sheet with long-term debt of 300 and notes payable to a related party of 40",
    target_fixture="made",
)
def related_party() -> Statements:
    return faces.balance_sheet(
        [("Current portion of long-term debt", "LongTermDebtCurrent", 50)],
        [
            ("Long-term debt", "LongTermDebtNoncurrent", 300),
            ("Notes payable to related party", "NotesPayableRelatedPartiesNoncurrent", 40),
        ],
    )


@given(
    "a balance sheet whose only debt is convertible notes under a tag of the company's own",
    target_fixture="made",
)
def own_convertible() -> Statements:
    return faces.balance_sheet(
        [], [("Convertible senior notes, net", "aldr:ConvertibleInstrument", 120)]
    )


@given(
    "a balance sheet with short-term debt of 51 and a note that rounds it to 100",
    target_fixture="made",
)
def rounded_in_a_note() -> Statements:
    return faces.balance_sheet(
        [("Loans and notes payable", "ShortTermBorrowings", 51)], [], [("", "DebtCurrent", 100)]
    )


def income_statement(words_of_note: str) -> Statements:
    """A report with an income statement without operating income, and 300 in a note far below."""
    numbers: Numbers = {
        ("Revenues", YEAR): 900,
        ("InterestExpense", YEAR): 10,
        (PRETAX, YEAR): 100,
        ("IncomeTaxExpenseBenefit", YEAR): 20,
        ("NetIncomeLoss", YEAR): 80,
        ("DepreciationDepletionAndAmortization", YEAR): 30,
        ("OperatingIncomeLoss", YEAR): 300,
    }
    _, facts = report("10-K", "2023-12-31", "2024-02-20", numbers)
    note = facts[-1]
    assert note.citation is not None
    place = replace(note.citation, start=50_000, end=50_003)
    return statements(ALDER, [*facts[:-1], replace(note, citation=place, label=words_of_note)])


@given(
    'a note whose row "Total segment operating income" is tagged as operating income',
    target_fixture="made",
)
def of_segments() -> Statements:
    return income_statement("Total segment operating income")


BELOW: Numbers = {
    (PRETAX, YEAR): 160,
    ("NonoperatingIncomeExpense", YEAR): 15,
    ("InterestIncomeExpenseNonoperatingNet", YEAR): -30,
    ("IncomeLossFromEquityMethodInvestments", YEAR): 25,
}


@given(
    "a company of revenue 900 and costs 700 that tags only its segments' operating income, 260",
    target_fixture="numbers",
)
def costs_of_operations() -> Numbers:
    lines = {("Revenues", YEAR): 900, ("CostsAndExpenses", YEAR): 700}
    return {**ANCHORS, **lines, ("OperatingIncomeLoss", YEAR): 260}


@given(
    "its restructuring of 50 stands apart and interest, other items and affiliates below come to "
    "10",
    target_fixture="made",
)
def restructuring_apart(numbers: Numbers) -> Statements:
    apart = {("RestructuringSettlementAndImpairmentProvisions", YEAR): 50}
    rows = {"OperatingIncomeLoss": "Total segment operating income"}
    return reported({**numbers, **apart, **BELOW}, rows)


@given(
    "a company of revenue 900 whose total of costs of 800 leads to pretax income of 100 itself",
    target_fixture="made",
)
def costs_with_interest() -> Statements:
    lines = {
        ("Revenues", YEAR): 900,
        ("CostsAndExpenses", YEAR): 800,
        (PRETAX, YEAR): 100,
        ("InterestExpense", YEAR): 30,
        # Other income that is as much as interest makes both ways lead to one number.
        ("OtherNonoperatingIncomeExpense", YEAR): 30,
    }
    return reported({**ANCHORS, **lines})


@given(
    "shares of 100 million by the two-class method and of 102 million by the other, at 0.78 "
    "reported",
    target_fixture="made",
)
def shares_by_method() -> Statements:
    shares, axis = "WeightedAverageNumberOfDilutedSharesOutstanding", "aldr:EarningsMethodAxis"
    methods = (("aldr:TwoClassMember", 100, "0.79"), ("aldr:TreasuryStockMember", 102, "0.78"))
    members: list[tuple[str, str, Numbers]] = [
        (axis, member, {(shares, YEAR): count * 10**6, ("EarningsPerShareDiluted", YEAR): each})
        for member, count, each in methods
    ]
    return reported({**ANCHORS, ("EarningsPerShareDiluted", YEAR): "0.78"}, members=members)


@given('a note whose row "Operating income" is tagged as operating income', target_fixture="made")
def in_a_note() -> Statements:
    return income_statement("Operating income")


@given(
    "a report with assets 1,000, liabilities 600, equity 350 and noncontrolling interests 40",
    target_fixture="made",
)
def untied() -> Statements:
    return reported(
        {
            **ANCHORS,
            ("Assets", AT): 1_000,
            ("Liabilities", AT): 600,
            ("StockholdersEquity", AT): 350,
            ("MinorityInterest", AT): 40,
        }
    )


@then(parsers.parse("{key} carries the finding {code}"))
def carries(made: Statements, key: str, code: str) -> None:
    assert code in codes(made, key)


@then(parsers.parse("its {key} is {millions:d} million"))
def is_millions(made: Statements, key: str, millions: int) -> None:
    assert value(made, key) == millions


@then(parsers.parse("a finding tells how its {key} was taken"))
def told(made: Statements, key: str) -> None:
    assert "facts.derived-line" in codes(made, key)


@then(parsers.parse("its {key} is missing because {why}"))
def missing_because(made: Statements, key: str, why: str) -> None:
    with pytest.raises(LineMissing, match=why):
        made.line(key, YEAR)


# -------------------------------------------------------------------- tests

TAKEN: list[tuple[str, Numbers, str, float | None, bool]] = [
    (
        "what a broker earns after interest comes before its gross revenue",
        {("RevenuesNetOfInterestExpense", YEAR): 500, ("Revenues", YEAR): 800},
        "revenue",
        500,
        False,
    ),
    (
        "fees by contract are a part of an insurer's revenue",
        {
            ("Revenues", YEAR): 900,
            ("InterestAndDividendIncomeOperating", YEAR): 200,
            ("RevenueFromContractWithCustomerExcludingAssessedTax", YEAR): 50,
        },
        "revenue",
        900,
        False,
    ),
    (
        "what segments sell each other does not make a total a part",
        {
            ("RegulatedAndUnregulatedOperatingRevenue", YEAR): 500,
            ("ElectricUtilityRevenue", YEAR): 510,
        },
        "revenue",
        500,
        False,
    ),
    (
        "goods and services are two parts of cost",
        {("Revenues", YEAR): 900, ("CostOfGoodsSold", YEAR): 300, ("CostOfServices", YEAR): 100},
        "cost_of_revenue",
        400,
        True,
    ),
    (
        "gross profit says that cost of goods is all cost",
        {("Revenues", YEAR): 900, ("CostOfGoodsSold", YEAR): 300, ("GrossProfit", YEAR): 600},
        "cost_of_revenue",
        300,
        False,
    ),
    (
        "oil and gas property and the rest of property are both capital expenditure",
        {
            ("PaymentsToAcquireOilAndGasPropertyAndEquipment", YEAR): 70,
            ("PaymentsToAcquireOtherPropertyPlantAndEquipment", YEAR): 5,
        },
        "capex",
        75,
        True,
    ),
    (
        "productive assets are capital expenditure",
        {("PaymentsToAcquireProductiveAssets", YEAR): 70},
        "capex",
        70,
        False,
    ),
    (
        "depreciation and amortization apart",
        {("Depreciation", YEAR): 30, ("AmortizationOfIntangibleAssets", YEAR): 12},
        "depreciation_and_amortisation",
        42,
        True,
    ),
    (
        "a trust lists its debt by kind",
        {("SecuredDebt", AT): 200, ("UnsecuredDebt", AT): 300, ("LineOfCredit", AT): 20},
        "total_debt",
        520,
        True,
    ),
    (
        "convertible and other notes stand beside each other",
        {("ConvertibleLongTermNotesPayable", AT): 600, ("LongTermNotesPayable", AT): 300},
        "long_term_debt",
        900,
        True,
    ),
    (
        "one kind of debt alone is all debt",
        {("ConvertibleLongTermNotesPayable", AT): 600},
        "long_term_debt",
        600,
        False,
    ),
    ("debt told as zero is zero", {("LongTermDebt", AT): 0}, "total_debt", 0, False),
    ("debt not told of is missing", {}, "total_debt", None, False),
    (
        "liabilities are what equity of all holders and redeemable equity leave",
        {
            ("LiabilitiesAndStockholdersEquity", AT): 1000,
            ("StockholdersEquity", AT): 300,
            ("MinorityInterest", AT): 40,
            ("TemporaryEquityCarryingAmountAttributableToParent", AT): 60,
        },
        "total_liabilities",
        600,
        False,
    ),
    (
        "partners' capital is a partnership's equity",
        {("PartnersCapital", AT): 300},
        "equity",
        300,
        False,
    ),
    (
        "cash and due from banks stands in for a bank's cash",
        {("CashAndDueFromBanks", AT): 30},
        "cash",
        30,
        True,
    ),
]


@pytest.mark.parametrize(
    "numbers, key, expected, is_told",
    [case[1:] for case in TAKEN],
    ids=[case[0] for case in TAKEN],
)
def test_the_line_is_taken_and_what_was_supposed_is_told(
    numbers: Numbers, key: str, expected: float | None, is_told: bool
) -> None:
    made = reported({**ANCHORS, **numbers})
    assert value(made, key) == expected
    assert ("facts.derived-line" in codes(made, key)) is is_told


def test_net_income_with_noncontrolling_interests_in_it_is_told_of() -> None:
    made = reported({("ProfitLoss", YEAR): 90})
    assert value(made, "net_income") == 90
    assert "facts.derived-line" in codes(made, "net_income")


def test_rows_of_one_meaning_and_two_values_give_nothing() -> None:
    made = reported(
        {**ANCHORS, ("aldr:SalesA", YEAR): 700, ("aldr:SalesB", YEAR): 650},
        {"SalesA": "Total revenues", "SalesB": "Total revenues"},
    )
    assert value(made, "revenue") is None


def test_pro_forma_revenue_is_not_revenue() -> None:
    made = reported(
        {**ANCHORS, ("BusinessAcquisitionsProFormaRevenue", YEAR): 700},
        {"BusinessAcquisitionsProFormaRevenue": "Total revenues"},
    )
    assert value(made, "revenue") is None


def test_a_payment_below_nothing_under_an_own_tag_is_left_out() -> None:
    words = {"Additions1": "Purchases of property and equipment"}
    assert value(reported({**ANCHORS, ("aldr:Additions1", YEAR): -30}, words), "capex") is None
    own = {"SpentOnPlant": "Purchases of property and equipment, including internal-use software"}
    assert value(reported({**ANCHORS, ("aldr:SpentOnPlant", YEAR): 30}, own), "capex") == 30


def test_debt_by_instrument_is_not_debt_by_business() -> None:
    axis = "us-gaap:DebtInstrumentAxis"
    made = reported(
        ANCHORS,
        members=[
            (axis, "aldr:NotesOneMember", {("LongTermDebtNoncurrent", AT): 90}),
            (axis, "aldr:NotesTwoMember", {("LongTermDebtNoncurrent", AT): 45}),
        ],
    )
    assert value(made, "long_term_debt") is None


def test_a_caution_is_told_also_where_a_longer_period_was_asked_first() -> None:
    made = reported({("NetIncomeLossAvailableToCommonStockholdersBasic", YEAR): 77})
    made.get("eps_basic", YEAR)
    assert "facts.derived-line" in codes(made, "net_income")


def test_debt_of_less_than_its_carrying_amount_is_told_of() -> None:
    numbers: Numbers = {**ANCHORS, ("LongTermDebtNoncurrent", AT): 400}
    assert codes(reported(numbers), "total_debt") == set()
    more = {**numbers, ("DebtInstrumentCarryingAmount", AT): 900}
    assert "facts.less-than-a-part" in codes(reported(more), "total_debt")
    near = {**numbers, ("DebtInstrumentCarryingAmount", AT): 405}
    assert codes(reported(near), "total_debt") == set()


def test_debt_that_may_stand_beside_long_term_debt_is_told_of() -> None:
    made = reported(
        {
            **ANCHORS,
            ("LongTermDebtNoncurrent", AT): 400,
            ("ConvertibleLongTermNotesPayable", AT): 100,
        }
    )
    assert value(made, "long_term_debt") == 400
    assert "facts.part-of-debt" in codes(made, "long_term_debt")


def test_net_income_that_may_hold_what_belongs_to_others_is_told_of() -> None:
    others = ("NetIncomeLossAttributableToNoncontrollingInterest", YEAR)
    fits: Numbers = {**ANCHORS, ("ProfitLoss", YEAR): 91, others: 11}
    assert codes(reported(fits), "net_income") == set()
    for odd in ({others: 11}, {("ProfitLoss", YEAR): 80, others: 11}):
        assert "facts.share-of-others" in codes(reported({**ANCHORS, **odd}), "net_income")


def test_debt_below_one_kind_of_it_says_so() -> None:
    debt: Numbers = {("LongTermLineOfCredit", AT): 100, ("SeniorNotes", AT): 300}
    assert "facts.less-than-a-part" in codes(reported({**ANCHORS, **debt}), "total_debt")


def test_a_quarter_of_two_year_to_dates_carries_no_caution_of_a_sum() -> None:
    def told(end: str, revenue: int) -> Numbers:
        period = days("2023-01-01", end)
        return {
            ("Revenues", period): revenue,
            ("NetIncomeLoss", period): 10,
            ("IncomeTaxExpenseBenefit", period): 1,
        }

    _, year = report("10-K", "2023-12-31", "2024-02-01", told("2023-12-31", 170))
    _, nine_months = report("10-Q", "2023-09-30", "2023-11-01", told("2023-09-30", 120))
    made = statements(ALDER, year + nine_months)
    quarter = days("2023-10-01", "2023-12-31")
    assert made.line("revenue", quarter).value == 50_000_000
    assert "facts.derived-line" not in {one.code for one in made.said("revenue", quarter)}


def test_of_deferred_revenue_on_the_balance_sheet_and_in_a_note_the_first_is_taken() -> None:
    told: Numbers = {
        ("ContractWithCustomerLiabilityCurrent", AT): 1_500,
        ("DeferredRevenueCurrent", AT): 2_610,
    }
    assert value(reported({**ANCHORS, **told}), "deferred_revenue_current") == 2_610


BALANCES: list[tuple[str, Numbers, bool]] = [
    ("with others' interests apart", {("StockholdersEquity", AT): 360}, True),
    (
        "with others' interests in it",
        {
            ("StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest", AT): 400,
            ("StockholdersEquity", AT): 360,
        },
        True,
    ),
    (
        "with shares that holders may put to the company",
        {
            ("StockholdersEquity", AT): 300,
            ("TemporaryEquityCarryingAmountAttributableToParent", AT): 45,
            ("RedeemableNoncontrollingInterestEquityCarryingAmount", AT): 15,
        },
        True,
    ),
    ("too little", {("StockholdersEquity", AT): 340}, False),
]


@pytest.mark.parametrize(
    "equity, is_tied", [case[1:] for case in BALANCES], ids=[case[0] for case in BALANCES]
)
def test_liabilities_and_equity_tie_to_assets(equity: Numbers, is_tied: bool) -> None:
    sides = {("Assets", AT): 1_000, ("Liabilities", AT): 600, ("MinorityInterest", AT): 40}
    made = reported({**ANCHORS, **sides, **equity})
    assert ("facts.does-not-add-up" not in codes(made, "equity")) is is_tied


def test_revenue_of_a_row_that_says_so_is_taken_whatever_its_tag_meant_later() -> None:
    """A tag that is a part of revenue in a later report is the total where its row says so."""
    contracts = "RevenueFromContractWithCustomerExcludingAssessedTax"
    before = days("2022-01-01", "2022-12-31")
    _, early = report("10-K", "2022-12-31", "2023-02-20", {(contracts, before): 132})
    _, later = report(
        "10-K", "2023-12-31", "2024-02-20", {("Revenues", YEAR): 387, (contracts, YEAR): 57}
    )
    told = [replace(early[0], label="Total revenues"), *later]
    assert statements(ALDER, told).line("revenue", before).value == 132e6
    assert statements(ALDER, [*early, *later]).get("revenue", before) is None


def test_revenue_is_the_total_of_the_income_statement_before_one_of_a_note() -> None:
    """A note's total may count what businesses sell to each other."""
    numbers: Numbers = {
        ("Revenues", YEAR): 990,
        ("SalesRevenueNet", YEAR): 900,
        (PRETAX, YEAR): 100,
        ("IncomeTaxExpenseBenefit", YEAR): 20,
        ("NetIncomeLoss", YEAR): 80,
    }
    _, facts = report("10-K", "2023-12-31", "2024-02-20", numbers)
    note = facts[0]
    assert note.citation is not None
    far = replace(note, citation=replace(note.citation, start=50_000, end=50_003))
    assert statements(ALDER, [*facts[1:], far]).line("revenue", YEAR).value == 900e6
    assert statements(ALDER, facts).line("revenue", YEAR).value == 990e6


def test_operating_income_of_unknown_place_is_held_against_all_costs() -> None:
    numbers: Numbers = {
        **ANCHORS,
        ("Revenues", YEAR): 900,
        ("CostsAndExpenses", YEAR): 800,
        ("OperatingIncomeLoss", YEAR): 300,
    }
    assert "facts.not-on-statement" in codes(reported(numbers), "operating_income")
    fitting = {**numbers, ("OperatingIncomeLoss", YEAR): 100}
    assert "facts.not-on-statement" not in codes(reported(fitting), "operating_income")


def test_a_line_is_the_same_whatever_was_asked_before() -> None:
    """Income held against shares does not leave the tag of a lesser rule in the line's place."""
    numbers: Numbers = {
        ("ProfitLoss", YEAR): 812,
        ("NetIncomeLossAttributableToNoncontrollingInterest", YEAR): 164,
        ("NetIncomeLossAvailableToCommonStockholdersBasic", YEAR): 588,
        ("EarningsPerShareBasic", YEAR): "1.43",
        ("WeightedAverageNumberOfSharesOutstandingBasic", YEAR): 412_000_000,
    }
    made = reported(numbers)
    assert codes(made, "net_income") == set()
    assert value(made, "net_income") == 812 - 164
    assert made.explanation("net_income", YEAR) == "consolidated_income - noncontrolling_income"


def test_cash_whose_row_says_that_it_holds_other_cash_gives_way_to_the_balance_sheets() -> None:
    numbers: Numbers = {
        **ANCHORS,
        ("CashAndCashEquivalentsAtCarryingValue", AT): 656,
        ("aldr:CashAndCashEquivalents", AT): 648,
    }
    words = {
        "CashAndCashEquivalentsAtCarryingValue": "Cash and cash equivalents at end of period "
        "(including cash related to assets held for sale)",
        "CashAndCashEquivalents": "Cash and cash equivalents",
    }
    made = reported(numbers, words)
    assert value(made, "cash") == 648
    assert "facts.derived-line" in codes(made, "cash")
    alone = {tag: amount for tag, amount in numbers.items() if "aldr" not in tag[0]}
    assert value(reported(alone, words), "cash") == 656
    assert "facts.derived-line" in codes(reported(alone, words), "cash")
    assert codes(reported(numbers), "cash") == set()


def test_long_term_debt_that_a_row_tells_otherwise_is_doubted() -> None:
    numbers: Numbers = {
        **ANCHORS,
        ("LongTermDebtAndCapitalLeaseObligations", AT): 6_913,
        ("aldr:AllLongTermDebt", AT): 6_957,
    }
    words = {"AllLongTermDebt": "Long-term debt including obligations under capital leases"}
    assert "facts.row-differs" in codes(reported(numbers, words), "total_debt")
    assert "facts.row-differs" not in codes(reported(numbers), "total_debt")


def test_debt_issued_and_repaid_under_other_names() -> None:
    numbers: Numbers = {
        **ANCHORS,
        ("ProceedsFromIssuanceOfLongTermDebtAndCapitalSecuritiesNet", YEAR): 90,
        ("RepaymentsOfSeniorDebt", YEAR): 30,
        ("RepaymentsOfConvertibleDebt", YEAR): 12,
    }
    made = reported(numbers)
    assert value(made, "debt_issued") == 90
    assert codes(made, "debt_issued") == set()
    assert value(made, "debt_repaid") == 42
    assert "facts.derived-line" in codes(made, "debt_repaid")


def test_buybacks_under_an_own_tag_are_found_by_the_words_of_their_row() -> None:
    words = {"OwnStockBought": "Repurchases of common stock"}
    made = reported({**ANCHORS, ("aldr:OwnStockBought", YEAR): 25}, words)
    assert value(made, "buybacks") == 25
    assert "facts.derived-line" in codes(made, "buybacks")
