"""Values read by hand in real filings: the table's row in the Item named, in millions.

Each was looked up on the page of the filing, not in its tags.
"""

from datetime import date
from decimal import Decimal

import pytest

from bookrunner.facts import Basis, LineMissing, SqlFactStore, Vintage, statements
from bookrunner.figures import Sourced, Viewer
from tests.facts.conftest import StatementsOf

# (ticker, period's label, line, value in millions or per share, accession or file, item)
ANNUAL = [
    ("HD", "FY2023", "revenue", "152669", "0000354950-24-000062 Item 8, net sales"),
    ("HD", "FY2023", "cost_of_revenue", "101709", "0000354950-24-000062 Item 8"),
    ("HD", "FY2023", "gross_profit", "50960", "0000354950-24-000062 Item 8"),
    ("HD", "FY2023", "operating_income", "21689", "0000354950-24-000062 Item 8"),
    ("HD", "FY2023", "net_income", "15143", "0000354950-24-000062 Item 8"),
    ("HD", "FY2023", "eps_diluted", "15.11", "0000354950-24-000062 Item 8"),
    ("HD", "FY2022", "revenue", "157403", "0000354950-24-000062 Item 8"),
    ("HD", "FY2023", "cash", "3760", "0000354950-24-000062 Item 8"),
    ("HD", "FY2023", "long_term_debt", "42743", "0000354950-24-000062 Item 8"),
    # The part in selling expense, 2,673, is tagged too and is not the whole.
    (
        "HD",
        "FY2023",
        "depreciation_and_amortisation",
        "3247",
        "0000354950-24-000062 Item 8, cash flows",
    ),
    ("HD", "FY2023", "operating_cash_flow", "21172", "0000354950-24-000062 Item 8"),
    ("HD", "FY2023", "capex", "3226", "0000354950-24-000062 Item 8"),
    ("AAPL", "FY2024", "revenue", "391035", "0000320193-24-000123 Item 8"),
    ("AAPL", "FY2024", "operating_income", "123216", "0000320193-24-000123 Item 8"),
    ("AAPL", "FY2024", "net_income", "93736", "0000320193-24-000123 Item 8"),
    ("AAPL", "FY2023", "eps_diluted", "6.13", "0000320193-24-000123 Item 8"),
    ("AAPL", "FY2024", "diluted_shares", "15408.095", "0000320193-24-000123 Item 8"),
    ("AAPL", "FY2024", "capex", "9447", "0000320193-24-000123 Item 8"),
    # Total revenues with membership income, not the net sales of 642,637.
    ("WMT", "FY2024", "revenue", "648125", "0000104169-24-000056 Item 8"),
    ("WMT", "FY2024", "net_income", "15511", "0000104169-24-000056 Item 8"),
    ("WMT", "FY2024", "capex", "20606", "0000104169-24-000056 Item 8"),
    ("KO", "FY2024", "revenue", "47061", "10-K for 2024 filed 2025-02-20, Item 8"),
    ("KO", "FY2024", "operating_income", "9992", "10-K for 2024 filed 2025-02-20, Item 8"),
    ("KO", "FY2024", "pretax_income", "13086", "10-K for 2024 filed 2025-02-20, Item 8"),
    ("KO", "FY2024", "operating_cash_flow", "6805", "10-K for 2024 filed 2025-02-20, Item 8"),
    ("NKE", "FY2024", "revenue", "51362", "0000320187-24-000044 Item 8"),
    ("NKE", "FY2024", "net_income", "5700", "0000320187-24-000044 Item 8"),
    ("MCD", "FY2023", "revenue", "25493.7", "0000063908-24-000072 Item 8"),
    ("MCD", "FY2023", "long_term_debt", "37152.9", "0000063908-24-000072 Item 8"),
    ("V", "FY2024", "revenue", "35926", "0001403161-24-000058 Item 8"),
    ("V", "FY2024", "depreciation_and_amortisation", "1034", "0001403161-24-000058 Item 8"),
    ("JNJ", "FY2023", "revenue", "85159", "0000200406-24-000013 Item 8"),
    ("JNJ", "FY2023", "pretax_income", "15062", "0000200406-24-000013 Item 8"),
    ("UNP", "FY2024", "revenue", "24250", "10-K for 2024 filed 2025-02-07, Item 8"),
    ("UNP", "FY2024", "net_income", "6747", "10-K for 2024 filed 2025-02-07, Item 8"),
    ("NVDA", "FY2025", "revenue", "130497", "10-K for FY2025 filed 2025-02-26, Item 8"),
    ("NVDA", "FY2025", "eps_diluted", "2.94", "10-K for FY2025 filed 2025-02-26, Item 8"),
]

QUARTERS = [
    ("HD", "Q2 FY2023", "revenue", "42916", "0000354950-23-000185 Part I Item 1"),
    ("HD", "Q2 FY2023", "net_income", "4659", "0000354950-23-000185 Part I Item 1"),
    ("AAPL", "Q3 FY2025", "revenue", "94036", "10-Q filed 2025-08-01, Part I Item 1"),
    ("AAPL", "Q3 FY2025", "eps_diluted", "1.57", "10-Q filed 2025-08-01, Part I Item 1"),
    ("KO", "Q2 FY2025", "revenue", "12535", "10-Q filed 2025-07-24, Part I Item 1"),
    ("KO", "Q2 FY2024", "operating_income", "2632", "10-Q filed 2025-07-24, Part I Item 1"),
    ("NVDA", "Q2 FY2026", "revenue", "46743", "10-Q filed 2025-08-27, Part I Item 1"),
    ("UNP", "Q2 FY2025", "operating_income", "2525", "10-Q filed 2025-07-24, Part I Item 1"),
]

# Year plus this year to date less last year's: the rows of a 10-K and of the 10-Q after it.
TWELVE_MONTHS = [
    ("KO", "LTM 2025-06-27", "revenue", 47_061 + 23_664 - 23_663),
    ("KO", "LTM 2025-06-27", "operating_income", 9_992 + 7_939 - 4_773),
    ("KO", "LTM 2025-06-27", "net_income", 10_631 + 7_140 - 5_588),
    ("UNP", "LTM 2025-06-30", "revenue", 24_250 + 12_181 - 12_038),
    ("UNP", "LTM 2025-06-30", "operating_income", 9_713 + 4_896 - 4_772),
    ("NVDA", "LTM 2025-07-27", "revenue", 130_497 + 90_805 - 56_084),
    ("NVDA", "LTM 2025-07-27", "operating_income", 81_453 + 50_078 - 35_551),
    ("AAPL", "LTM 2025-06-28", "revenue", 391_035 + 313_695 - 296_105),
    ("AAPL", "LTM 2025-06-28", "net_income", 93_736 + 84_544 - 79_000),
    ("AAPL", "LTM 2025-06-28", "operating_cash_flow", 118_254 + 81_754 - 91_443),
    ("HD", "LTM 2023-07-30", "revenue", 157_403 + 80_173 - 82_700),
    ("HD", "LTM 2023-07-30", "operating_cash_flow", 14_615 + 12_205 - 7_182),
]


@pytest.mark.parametrize("ticker,label,line,value,place", ANNUAL)
def test_a_year_s_line_is_what_the_annual_report_says(
    real: StatementsOf, ticker: str, label: str, line: str, value: str, place: str
) -> None:
    made = real(ticker)
    period = next(p for p in made.periods if made.label(p) == label)
    figure = made.line(line, period)
    assert figure.exact == _units(line, value)
    assert isinstance(figure.lineage, Sourced)
    assert figure.lineage.source.citation is not None


@pytest.mark.parametrize("ticker,label,line,value,place", QUARTERS)
def test_a_quarter_s_line_is_what_the_quarterly_report_says(
    real: StatementsOf, ticker: str, label: str, line: str, value: str, place: str
) -> None:
    made = real(ticker).at(Basis.QUARTERLY)
    period = next(p for p in made.periods if made.label(p) == label)
    assert made.line(line, period).exact == _units(line, value)


@pytest.mark.parametrize("ticker,label,line,millions", TWELVE_MONTHS)
def test_twelve_months_are_those_of_two_reports(
    real: StatementsOf, ticker: str, label: str, line: str, millions: int
) -> None:
    made = real(ticker).at(Basis.LTM)
    period = next(p for p in made.periods if made.label(p) == label)
    assert made.line(line, period).value == pytest.approx(millions * 1e6)


def test_debt_is_counted_once_and_says_whether_leases_are_in_it(real: StatementsOf) -> None:
    """HD 0000354950-24-000062 Item 8: 1,368 + 42,743; WMT 0000104169-24-000056: 878 + 3,447."""
    home_depot = real("HD")
    [year] = [p for p in home_depot.periods if home_depot.label(p) == "FY2023"]
    assert home_depot.line("total_debt", year).value == (1_368 + 42_743) * 1e6
    assert home_depot.debt_includes_finance_leases(year)
    walmart = real("WMT")
    [year] = [p for p in walmart.periods if walmart.label(p) == "FY2024"]
    assert not walmart.debt_includes_finance_leases(year)
    assert walmart.line("current_debt", year).value == (878 + 3_447) * 1e6


def test_amortization_that_a_row_leaves_out_is_added(real: StatementsOf) -> None:
    """HD, 10-K filed 2025-03-21, Item 8, cash flows: 3,336 excluding intangible assets, and 425."""
    made = real("HD")
    year = next(p for p in made.periods if made.label(p) == "FY2024")
    assert made.line("depreciation_and_amortisation", year).value == (3_336 + 425) * 1e6
    assert made.explanation("depreciation_and_amortisation", year) == (
        "depreciation_without_intangibles + amortization"
    )


def test_costs_tagged_by_products_and_services_are_added(real: StatementsOf) -> None:
    """TMO 0000097745-24-000007 Item 8: cost of product 13,168 and of service revenues 12,589."""
    made = real("TMO")
    assert made.line("cost_of_revenue", made.periods[-1]).value == (13_168 + 12_589) * 1e6


def test_operating_income_that_nobody_tags_is_made_of_the_lines_above_it(
    real: StatementsOf,
) -> None:
    """NKE 0000320187-24-000044 Item 8: 22,887 - 16,576; below it 6,700 - 161 - 228."""
    made = real("NKE")
    year = next(p for p in made.periods if made.label(p) == "FY2024")
    assert made.line("operating_income", year).value == (22_887 - 16_576) * 1e6
    assert made.explanation("operating_income", year) == (
        "gross_profit - selling_general_administrative"
    )
    assert any(f.code == "facts.derived-line" and f.where == "NKE FY2024" for f in made.findings)


@pytest.mark.parametrize(
    "company, label, millions",
    [
        # HON 0000773840-23-000073: 9,146 - 5,626 - 375 - 1,262; below it 1,904 + 187 - 208.
        ("HON", "Q2 FY2023", 1_883),
        # DIS 0001744489-23-000171: 22,330 - 19,689 - 2,650; below it -134 + 11 + 305 - 191.
        ("DIS", "Q3 FY2023", -9),
    ],
)
def test_operating_income_tagged_only_of_segments_is_made_and_told(
    real: StatementsOf, company: str, label: str, millions: int
) -> None:
    made = real(company).at(Basis.QUARTERLY)
    quarter = next(p for p in made.periods if made.label(p) == label)
    assert made.line("operating_income", quarter).value == millions * 1e6
    said = {one.code for one in made.said("operating_income", quarter)}
    assert {"facts.of-segments", "facts.derived-line"} <= said


def test_shares_told_by_method_are_those_of_the_reported_earnings(real: StatementsOf) -> None:
    """SJM 0000091419-24-000054: diluted 7.13 by the treasury stock method, on 104.4 shares."""
    made = real("SJM")
    year = next(p for p in made.periods if made.label(p) == "FY2024")
    assert made.line("diluted_shares", year).value == 104.4e6
    assert made.line("eps_diluted", year).value == 7.13


def test_operating_income_with_more_expenses_than_tagged_keeps_to_pretax(
    real: StatementsOf,
) -> None:
    """JNJ 0000200406-24-000013 Item 8: in-process research and restructuring stand besides."""
    made = real("JNJ")
    year = next(p for p in made.periods if made.label(p) == "FY2023")
    assert made.line("operating_income", year).value == (15_062 + 772 - 1_261) * 1e6


def test_redeemable_and_other_noncontrolling_interests_are_added(real: StatementsOf) -> None:
    """WMT 0000104169-24-000056 Item 8: 222 redeemable and 6,488 in equity of 90,349 in all."""
    made = real("WMT")
    year = next(p for p in made.periods if made.label(p) == "FY2024")
    assert made.line("noncontrolling_interest", year).value == (222 + 6_488) * 1e6
    assert made.line("total_equity", year).value == 90_349e6


def test_marketable_securities_beside_short_term_investments_are_added(real: StatementsOf) -> None:
    """KO, 10-K filed 2025-02-20, Item 8: 2,020 and 1,723 in current assets of 25,997."""
    made = real("KO")
    year = next(p for p in made.periods if made.label(p) == "FY2024")
    assert made.line("short_term_investments", year).value == (2_020 + 1_723) * 1e6


def test_numbers_tagged_with_the_wrong_sign_are_told_of(real: StatementsOf) -> None:
    """AMD 0000002488-24-000012 tags cash used in 2021 for investing and financing as received."""
    found = [f for f in real("AMD").findings if f.code == "facts.does-not-add-up"]
    assert [f.where for f in found] == ["AMD FY2021"]


def test_shares_of_several_classes_are_added(real: StatementsOf) -> None:
    """V 0001403161-24-000058 cover: 1,728,105,021 of class A and those of B-1, B-2 and C."""
    made = real("V")
    figure = made.line("shares_outstanding", made.periods[-1])
    assert isinstance(figure.value, float)
    assert figure.value > 1_728_105_021
    assert any(f.code == "facts.share-classes" for f in made.findings)
    assert made.line("eps_diluted", made.periods[-1]).exact == Decimal("9.73")


def test_a_split_changes_the_latest_view_and_not_the_first(real_store: SqlFactStore) -> None:
    """NVDA FY2024 diluted: 11.93 in 0001045810-24-000029, 1.19 in the 10-K filed 2025-02-26."""
    viewer = Viewer("tests")
    company = real_store.company("NVDA", viewer)
    facts = real_store.facts(company.cik, viewer)
    for made, expected in (
        (statements(company, facts), "1.19"),
        (statements(company, facts, vintage=Vintage.AS_FIRST_REPORTED), "11.93"),
        (statements(company, facts, as_of=date(2024, 12, 31)), "11.93"),
    ):
        year = next(p for p in made.periods if made.label(p) == "FY2024")
        assert made.line("eps_diluted", year).exact == Decimal(expected)


def test_each_company_calls_its_years_what_it_calls_them(real: StatementsOf) -> None:
    """The year to 2024-01-28 is HD's 2023, that to 2024-01-31 WMT's 2024."""
    labels = {
        ticker: {str(p.end): real(ticker).label(p) for p in real(ticker).periods}
        for ticker in ("HD", "WMT", "NVDA")
    }
    assert labels["HD"]["2024-01-28"] == "FY2023"
    assert labels["WMT"]["2024-01-31"] == "FY2024"
    assert labels["NVDA"]["2024-01-28"] == "FY2024"


def test_what_a_company_does_not_have_is_missing(real: StatementsOf) -> None:
    made = real("MCD")
    with pytest.raises(LineMissing):
        made.line("research_and_development", made.periods[-1])


def _units(line: str, value: str) -> Decimal:
    return Decimal(value) if line.startswith("eps") else Decimal(value) * 1_000_000


# 0000086312-23-000063, Travelers, three months to and balances at 2023-09-30: the income statement
# and the balance sheet, in millions.
@pytest.mark.parametrize(
    "key, millions",
    [
        ("revenue", 10_635),
        ("premiums_earned", 9_718),
        ("net_investment_income", 769),
        ("losses_and_adjustment_expense", 7_149),
        ("acquisition_costs", 1_604),
        ("interest_expense", 98),
        ("benefits_and_expenses", 10_163),
        ("net_income", 404),
        ("total_investments", 82_956),
        ("reinsurance_recoverables", 8_267),
        ("deferred_acquisition_costs", 3_330),
        ("total_assets", 121_384),
        ("claims_reserves", 61_709),
        ("unearned_premiums", 21_058),
        ("total_debt", 8_031),
        ("total_liabilities", 101_406),
        ("equity", 19_978),
    ],
)
def test_lines_of_an_insurer(real: StatementsOf, key: str, millions: int) -> None:
    quarter = next(
        p for p in real("TRV").at(Basis.QUARTERLY).periods if p.end.isoformat() == "2023-09-30"
    )
    assert real("TRV").line(key, quarter).value == millions * 1e6
    assert [one.code for one in real("TRV").said(key, quarter)] == []
