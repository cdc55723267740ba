"""Single rules of the statements, each on an invented report."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bookrunner.facts import Basis, Statements, statements
from bookrunner.figures import Severity, Sourced
from tests.facts.reported import ALDER, Numbers, close, days, report

YEAR = days("2023-01-01", "2023-12-31")
BEFORE = days("2022-01-01", "2022-12-31")
AT = close("2023-12-31")
ANCHORS: Numbers = {("NetIncomeLoss", YEAR): 80, ("IncomeTaxExpenseBenefit", YEAR): 20}


def made_of(numbers: Numbers) -> Statements:
    return statements(ALDER, report("10-K", "2023-12-31", "2024-02-20", {**ANCHORS, **numbers})[1])


@pytest.mark.parametrize(
    "numbers,line,millions,explanation",
    [
        # The larger total, with fees and interest, is the one on the face.
        (
            {
                ("RevenueFromContractWithCustomerExcludingAssessedTax", YEAR): 900,
                ("Revenues", YEAR): 1_000,
            },
            "revenue",
            1_000,
            "us-gaap:Revenues",
        ),
        ({}, "pretax_income", 100, "net_income_including_noncontrolling + income_tax"),
        (
            {("InterestExpense", YEAR): 12, ("InvestmentIncomeInterest", YEAR): 2},
            "operating_income",
            110,
            "pretax_income + interest_expense - interest_income",
        ),
        (
            {("Depreciation", YEAR): 30, ("AmortizationOfIntangibleAssets", YEAR): 5},
            "depreciation_and_amortisation",
            35,
            "depreciation + amortization",
        ),
        # Long-term debt that holds its current portion is not counted twice.
        (
            {("LongTermDebt", AT): 500, ("LongTermDebtCurrent", AT): 50},
            "total_debt",
            500,
            "current_debt + long_term_debt",
        ),
        ({("LongTermDebtNoncurrent", AT): 450}, "total_debt", 450, "long_term_debt"),
        (
            {
                ("LiabilitiesAndStockholdersEquity", AT): 900,
                ("StockholdersEquity", AT): 300,
                ("MinorityInterest", AT): 40,
            },
            "total_liabilities",
            560,
            "liabilities_and_equity - total_equity",
        ),
        (
            {
                ("NetCashProvidedByUsedInOperatingActivities", YEAR): 130,
                ("PaymentsToAcquireProductiveAssets", YEAR): 45,
            },
            "free_cash_flow",
            85,
            "operating_cash_flow - capex",
        ),
        ({("InterestRevenueExpenseNet", YEAR): -7}, "interest_expense", 7, "- net_interest_income"),
    ],
)
def test_a_line_is_found_by_the_first_rule_that_can_be_served(
    numbers: Numbers, line: str, millions: int, explanation: str
) -> None:
    made = made_of(numbers)
    assert made.line(line, YEAR).value == pytest.approx(millions * 1e6)
    assert made.explanation(line, YEAR) == explanation


def test_the_smaller_of_two_totals_is_told_of() -> None:
    contracts = "RevenueFromContractWithCustomerExcludingAssessedTax"
    made = made_of({(contracts, YEAR): 900, ("Revenues", YEAR): 1_000})
    [found] = [f for f in made.findings if f.code == "facts.several-totals"]
    assert contracts in found.message


_ABOVE: Numbers = {
    ("GrossProfit", YEAR): 400,
    ("SellingGeneralAndAdministrativeExpense", YEAR): 220,
    ("ResearchAndDevelopmentExpense", YEAR): 60,
    ("InterestExpense", YEAR): 30,
}


@pytest.mark.parametrize(
    "below,millions,explanation",
    [
        # Of 100 before tax: 30 of interest and 10 of other income lead to 400 - 220 - 60.
        (
            {("OtherNonoperatingIncomeExpense", YEAR): 10},
            120,
            "gross_profit - selling_general_administrative - research_and_development",
        ),
        # Research is within administrative expense: 400 - 220 is 100 + 30 + 50.
        (
            {("OtherNonoperatingIncomeExpense", YEAR): -50},
            180,
            "gross_profit - selling_general_administrative",
        ),
        (
            {("NonoperatingIncomeExpense", YEAR): -20},
            120,
            "gross_profit - selling_general_administrative - research_and_development",
        ),
        # An expense of 15 that no line holds: what is known is pretax income.
        (
            {("OtherNonoperatingIncomeExpense", YEAR): 25},
            130,
            "pretax_income + interest_expense",
        ),
        ({}, 130, "pretax_income + interest_expense"),
    ],
)
def test_operating_lines_make_operating_income_only_where_pretax_income_confirms_it(
    below: Numbers, millions: int, explanation: str
) -> None:
    made = made_of({**_ABOVE, **below})
    assert made.line("operating_income", YEAR).value == pytest.approx(millions * 1e6)
    assert made.explanation("operating_income", YEAR) == explanation
    assert "facts.derived-line" in {finding.code for finding in made.findings}


@pytest.mark.parametrize("current,millions", [(800, 150), (760, 110)])
def test_marketable_securities_are_a_part_or_a_line_besides_as_current_assets_add_up(
    current: int, millions: int
) -> None:
    made = made_of(
        {
            ("AssetsCurrent", AT): current,
            ("CashAndCashEquivalentsAtCarryingValue", AT): 300,
            ("ShortTermInvestments", AT): 110,
            ("MarketableSecuritiesCurrent", AT): 40,
            ("InventoryNet", AT): 250,
            ("PrepaidExpenseAndOtherAssetsCurrent", AT): 100,
        }
    )
    assert made.line("short_term_investments", AT).value == pytest.approx(millions * 1e6)


def test_redeemable_interests_alone_are_noncontrolling_and_outside_equity() -> None:
    made = made_of(
        {
            ("RedeemableNoncontrollingInterestEquityCarryingAmount", AT): 40,
            ("StockholdersEquity", AT): 300,
        }
    )
    assert made.line("noncontrolling_interest", AT).value == 40e6
    assert made.line("total_equity", AT).value == 300e6


def test_a_tag_that_means_something_else_here_does_not_stand_in() -> None:
    """Depreciation within selling expense is not all depreciation, not even for a quarter."""
    quarter = days("2023-01-01", "2023-03-31")
    facts = report(
        "10-K",
        "2023-12-31",
        "2024-02-20",
        {
            **ANCHORS,
            ("DepreciationDepletionAndAmortization", YEAR): 30,
            ("DepreciationAndAmortization", YEAR): 24,
        },
    )[1]
    first: Numbers = {
        ("NetIncomeLoss", quarter): 20,
        ("IncomeTaxExpenseBenefit", quarter): 5,
        ("DepreciationAndAmortization", quarter): 6,
    }
    facts += report("10-Q", "2023-03-31", "2023-05-01", first)[1]
    made = statements(ALDER, facts)
    assert made.line("depreciation_and_amortisation", YEAR).value == 30e6
    quarterly = made.at(Basis.QUARTERLY)
    assert quarterly.get("net_income", quarter) is not None
    assert quarterly.get("depreciation_and_amortisation", quarter) is None


def test_the_number_in_the_statement_beats_the_same_number_rounded_in_the_text() -> None:
    numbers: Numbers = {**ANCHORS, ("Revenues", YEAR): 1_234}
    filing, facts = report("10-K", "2023-12-31", "2024-02-20", numbers)
    rounded = report("10-K", "2023-12-31", "2024-02-20", {("Revenues", YEAR): 1_200})[1][0]
    rounded = replace(rounded, document=filing.digest, decimals=-8)
    made = statements(ALDER, [rounded, *facts])
    assert made.line("revenue", YEAR).value == 1_234e6
    assert not [f for f in made.findings if f.code == "facts.contradiction"]


def test_a_line_that_its_report_contradicts_is_left_out_and_told_of() -> None:
    numbers: Numbers = {**ANCHORS, ("CostOfRevenue", YEAR): 600, ("Revenues", YEAR): 1_234}
    facts = report("10-K", "2023-12-31", "2024-02-20", numbers)[1]
    other = replace(facts[-1], value=Decimal("9.9E+9"))
    made = statements(ALDER, [*facts, other])
    [found] = [f for f in made.findings if f.code == "facts.contradiction"]
    assert found.severity is Severity.ERROR
    assert "1234000000 and 9900000000" in found.message
    assert made.get("revenue", YEAR) is None
    assert made.get("gross_profit", YEAR) is None


@pytest.mark.parametrize("forged_first", [False, True])
def test_of_contradictory_values_the_one_told_more_often_in_a_table_is_taken(
    *, forged_first: bool
) -> None:
    numbers: Numbers = {**ANCHORS, ("Revenues", YEAR): 1_234}
    facts = report("10-K", "2023-12-31", "2024-02-20", numbers)[1]
    face = replace(facts[-1], label="Net sales")
    forged = replace(facts[-1], value=Decimal("9.9E+9"))
    told = [*facts[:-1], face, replace(face, label="Total")]
    made = statements(ALDER, [forged, *told] if forged_first else [*told, forged])
    assert made.line("revenue", YEAR).value == 1_234e6
    assert "facts.contradiction" in {f.code for f in made.findings}
    often = statements(ALDER, [*facts[:-1], face, forged, forged])
    assert often.get("revenue", YEAR) is None


def test_a_split_between_two_reports_is_told_of() -> None:
    shares = "WeightedAverageNumberOfDilutedSharesOutstanding"
    old: Numbers = {
        ("NetIncomeLoss", BEFORE): 70,
        ("IncomeTaxExpenseBenefit", BEFORE): 20,
        (shares, BEFORE): 10_000_000,
    }
    facts = report("10-K", "2022-12-31", "2023-02-20", old)[1]
    new: Numbers = {**ANCHORS, (shares, YEAR): 30_000_000}
    facts += report("10-K", "2023-12-31", "2024-02-20", new)[1]
    assert "facts.share-basis" in {f.code for f in statements(ALDER, facts).findings}


def test_a_sourced_line_cites_its_report() -> None:
    figure = made_of({("Revenues", YEAR): 1_000}).line("revenue", YEAR)
    assert isinstance(figure.lineage, Sourced)
    source = figure.lineage.source
    assert source.document == "10-K for the period to 2023-12-31"
    assert source.concept == "us-gaap:Revenues"
    assert str(source.accepted_at) == "2024-02-20"
    assert source.citation is not None


def test_walls_of_the_facts_are_walls_of_the_figures() -> None:
    numbers: Numbers = {**ANCHORS, ("Revenues", YEAR): 1_000, ("CostOfRevenue", YEAR): 600}
    facts = report("10-K", "2023-12-31", "2024-02-20", numbers, walls=frozenset({"atlas"}))[1]
    assert statements(ALDER, facts).line("gross_profit", YEAR).walls == {"atlas"}


def test_all_bases_share_their_figures() -> None:
    """Two figures of one id would stand for one number in a workbook."""
    made = made_of({("Revenues", YEAR): 1_000})
    assert made.at(Basis.LTM).line("revenue", YEAR) is made.line("revenue", YEAR)


def test_a_company_without_facts_has_no_periods() -> None:
    for basis in Basis:
        assert list(statements(ALDER, [], basis=basis).periods) == []


def test_parts_of_a_company_are_not_the_company() -> None:
    axis = (("us-gaap:StatementBusinessSegmentsAxis", "x:ToolsMember"),)
    facts = report("10-K", "2023-12-31", "2024-02-20", {("Revenues", YEAR): 5}, dimensions=axis)[1]
    assert made_of({}).get("revenue", YEAR) is None
    assert statements(ALDER, facts).get("revenue", YEAR) is None


def test_average_shares_tagged_without_their_scale_are_left_out() -> None:
    """As McDonald's did for FY2023 (0000063908-24-000072): 732.3 shares, 8,469 million, 11.56."""
    made = made_of(
        {
            ("NetIncomeLoss", YEAR): 8_469,
            ("EarningsPerShareDiluted", YEAR): "11.56",
            ("WeightedAverageNumberOfDilutedSharesOutstanding", YEAR): "732.3",
        }
    )
    assert made.get("diluted_shares", YEAR) is None
    assert made.line("eps_diluted", YEAR).exact == Decimal("11.56")
    assert "facts.share-scale" in {finding.code for finding in made.findings}


def test_average_shares_in_their_scale_are_kept() -> None:
    made = made_of(
        {
            ("NetIncomeLoss", YEAR): 8_469,
            ("EarningsPerShareDiluted", YEAR): "11.56",
            ("WeightedAverageNumberOfDilutedSharesOutstanding", YEAR): 732_300_000,
        }
    )
    assert made.line("diluted_shares", YEAR).value == 732.3e6
