"""The one model behind every number of the invented company's filings, in thousands of dollars.

Flows are stated; balance sheets are rolled forward from them, so that the statements foot and tie
because of how they are made, not because somebody typed the right total.
"""

# ruff: noqa: D102 - the names say what they are
from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date

SHARES_COVER_10K = (date(2024, 3, 15), 40_702_318)
SHARES_COVER_10Q = (date(2024, 8, 23), 40_431_507)
TAX_PER_MILLE = 245
COMMON_STOCK = 450
LEASE_GAP = 24_300
"""Lease liabilities exceed lease assets by rent once deferred, the same at each date."""


@dataclass(frozen=True)
class Span:
    """A period by its first and last day."""

    start: date
    end: date


@dataclass(frozen=True)
class Flows:
    """What happened in a period; amounts in thousands of dollars, shares in thousands."""

    stores: int
    direct: int
    wholesale: int
    stores_income: int
    direct_income: int
    wholesale_income: int
    cost_of_sales: int
    selling_general_administrative: int
    interest_expense: int
    interest_income: int
    depreciation_and_amortisation: int
    amortization: int
    stock_compensation: int
    deferred_tax: int
    receivables: int
    """Increase; the same for inventory and prepaid expenses."""
    inventory: int
    prepaid: int
    payables: int
    """Increase; the same for accrued liabilities."""
    accrued: int
    capex: int
    acquisition: int
    borrowed: int
    repaid: int
    dividends: int
    repurchases: int
    option_proceeds: int

    @property
    def sales(self) -> int:
        return self.stores + self.direct + self.wholesale

    @property
    def gross_profit(self) -> int:
        return self.sales - self.cost_of_sales

    @property
    def operating_income(self) -> int:
        return self.gross_profit - self.selling_general_administrative

    @property
    def corporate(self) -> int:
        """Operating income that belongs to no segment; negative for a cost."""
        segments = self.stores_income + self.direct_income + self.wholesale_income
        return self.operating_income - segments

    @property
    def pretax_income(self) -> int:
        return self.operating_income - self.interest_expense + self.interest_income

    @property
    def income_tax(self) -> int:
        return (self.pretax_income * TAX_PER_MILLE + 500) // 1000

    @property
    def net_income(self) -> int:
        return self.pretax_income - self.income_tax

    @property
    def operating_cash_flow(self) -> int:
        earned = self.net_income + self.depreciation_and_amortisation
        earned += self.stock_compensation + self.deferred_tax
        tied_up = self.receivables + self.inventory + self.prepaid - self.payables - self.accrued
        return earned - tied_up

    @property
    def investing_cash_flow(self) -> int:
        return -self.capex - self.acquisition

    @property
    def financing_cash_flow(self) -> int:
        returned = self.dividends + self.repurchases
        return self.borrowed - self.repaid - returned + self.option_proceeds

    @property
    def change_in_cash(self) -> int:
        return self.operating_cash_flow + self.investing_cash_flow + self.financing_cash_flow

    def __add__(self, other: Flows) -> Flows:
        return Flows(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Flows)))


@dataclass(frozen=True)
class Acquired:
    """What the acquisition of July 2024 brought; its price is their sum."""

    receivables: int = 4_300
    inventory: int = 11_200
    property_plant_equipment: int = 5_100
    intangibles: int = 21_500
    goodwill: int = 30_600
    payables: int = 4_300

    @property
    def price(self) -> int:
        assets = self.receivables + self.inventory + self.property_plant_equipment
        return assets + self.intangibles + self.goodwill - self.payables


@dataclass(frozen=True)
class Balances:
    """The balance sheet at a day's close, in thousands of dollars."""

    cash: int
    receivables: int
    inventory: int
    prepaid: int
    property_plant_equipment: int
    lease_assets: int
    goodwill: int
    intangibles: int
    other_assets: int
    payables: int
    accrued: int
    current_debt: int
    long_term_debt: int
    deferred_tax: int
    other_liabilities: int
    paid_in_capital: int
    retained_earnings: int
    treasury_stock: int
    """What was paid for it, positive."""

    @property
    def current_assets(self) -> int:
        return self.cash + self.receivables + self.inventory + self.prepaid

    @property
    def total_assets(self) -> int:
        fixed = self.property_plant_equipment + self.lease_assets + self.goodwill
        return self.current_assets + fixed + self.intangibles + self.other_assets

    @property
    def current_leases(self) -> int:
        return (self.lease_assets + LEASE_GAP) * 19 // 100

    @property
    def long_term_leases(self) -> int:
        return self.lease_assets + LEASE_GAP - self.current_leases

    @property
    def current_liabilities(self) -> int:
        return self.payables + self.accrued + self.current_leases + self.current_debt

    @property
    def total_liabilities(self) -> int:
        later = self.long_term_debt + self.long_term_leases + self.deferred_tax
        return self.current_liabilities + later + self.other_liabilities

    @property
    def equity(self) -> int:
        earned = self.paid_in_capital + self.retained_earnings - self.treasury_stock
        return COMMON_STOCK + earned

    @property
    def debt(self) -> int:
        return self.current_debt + self.long_term_debt


OPENING = Balances(
    cash=118_640,
    receivables=38_420,
    inventory=228_310,
    prepaid=21_340,
    property_plant_equipment=214_780,
    lease_assets=279_600,
    goodwill=64_200,
    intangibles=26_800,
    other_assets=12_450,
    payables=84_620,
    accrued=71_380,
    current_debt=10_000,
    long_term_debt=230_000,
    deferred_tax=14_260,
    other_liabilities=9_840,
    paid_in_capital=182_400,
    retained_earnings=194_190,
    treasury_stock=96_500,
)

# fmt: off
_YEARS = (
    Flows(742_310, 301_480, 128_650, 118_770, 42_210, 19_300, 714_016, 330_628, 11_240, 310,
          38_410, 2_400, 9_850, 1_320, 2_110, 14_250, 1_210, 9_430, 6_240,
          46_300, 0, 0, 10_000, 15_340, 30_000, 2_150),
    Flows(781_925, 338_270, 134_415, 111_035, 43_640, 18_820, 777_858, 358_818, 10_905, 1_120,
          40_225, 2_400, 10_940, 1_510, 1_940, 31_480, 980, 6_120, -2_180,
          52_850, 0, 0, 10_000, 16_792, 35_000, 1_420),
    Flows(806_540, 379_885, 138_720, 120_980, 53_185, 20_810, 809_664, 379_786, 10_310, 3_450,
          42_760, 2_400, 12_180, -860, 1_365, -6_740, 1_430, 4_870, 5_310,
          49_720, 0, 0, 10_000, 18_106, 40_000, 2_610),
)
_QUARTERS = {
    "q1_2023": Flows(176_420, 79_310, 36_150, 20_640, 9_520, 5_060, 181_840, 88_440, 2_610, 780,
                     10_480, 600, 2_910, 210, 4_120, 8_150, 640, 2_260, -9_420,
                     10_860, 0, 0, 2_500, 4_556, 10_000, 480),
    "q2_2023": Flows(188_935, 84_620, 30_480, 24_560, 10_155, 4_270, 188_502, 90_118, 2_595, 840,
                     10_590, 600, 3_020, 190, -2_960, 14_320, -310, 9_480, 3_140,
                     12_140, 0, 0, 2_500, 4_536, 10_000, 730),
    "q1_2024": Flows(181_070, 88_245, 36_905, 22_450, 11_910, 5_350, 188_632, 92_176, 2_480, 905,
                     11_060, 600, 3_240, 150, 4_480, 6_240, 720, 3_110, -8_760,
                     11_320, 0, 0, 2_500, 4_873, 12_000, 610),
    "q2_2024": Flows(193_480, 95_140, 32_260, 26_895, 13_320, 4_840, 196_379, 94_660, 2_655, 870,
                     11_240, 660, 3_310, 240, -3_150, 15_870, -260, 10_240, 3_870,
                     12_980, Acquired().price, 75_000, 2_500, 4_858, 8_000, 840),
}
# fmt: on

YEAR_2021 = Span(date(2021, 1, 31), date(2022, 1, 29))
YEAR_2022 = Span(date(2022, 1, 30), date(2023, 1, 28))
YEAR_2023 = Span(date(2023, 1, 29), date(2024, 1, 27))
QUARTER_2023 = Span(date(2023, 4, 30), date(2023, 7, 29))
HALF_2023 = Span(date(2023, 1, 29), date(2023, 7, 29))
QUARTER_2024 = Span(date(2024, 4, 28), date(2024, 7, 27))
HALF_2024 = Span(date(2024, 1, 28), date(2024, 7, 27))

FLOWS = {
    YEAR_2021: _YEARS[0],
    YEAR_2022: _YEARS[1],
    YEAR_2023: _YEARS[2],
    QUARTER_2023: _QUARTERS["q2_2023"],
    HALF_2023: _QUARTERS["q1_2023"] + _QUARTERS["q2_2023"],
    QUARTER_2024: _QUARTERS["q2_2024"],
    HALF_2024: _QUARTERS["q1_2024"] + _QUARTERS["q2_2024"],
}


@dataclass(frozen=True)
class ShareCount:
    """Weighted average shares in thousands and dividends declared, in dollars per share."""

    basic: int
    diluted: int
    dividend: str


SHARES = {
    YEAR_2021: ShareCount(42_610, 43_385, "0.36"),
    YEAR_2022: ShareCount(41_980, 42_690, "0.40"),
    YEAR_2023: ShareCount(41_150, 41_905, "0.44"),
    QUARTER_2023: ShareCount(41_240, 41_960, "0.11"),
    HALF_2023: ShareCount(41_330, 42_035, "0.22"),
    QUARTER_2024: ShareCount(40_480, 41_290, "0.12"),
    HALF_2024: ShareCount(40_545, 41_343, "0.24"),
}


@dataclass(frozen=True)
class Outcome:
    """What of a closing balance sheet does not follow from the flows."""

    lease_assets: int
    current_debt: int
    acquired: Acquired | None = field(default=None)


def rolled(opening: Balances, flows: Flows, outcome: Outcome) -> Balances:
    """The balance sheet after a period."""
    bought = outcome.acquired or Acquired(0, 0, 0, 0, 0, 0)
    debt = opening.debt + flows.borrowed - flows.repaid
    depreciation = flows.depreciation_and_amortisation - flows.amortization
    paid_in = flows.stock_compensation + flows.option_proceeds
    built = flows.capex - depreciation + bought.property_plant_equipment
    return Balances(
        cash=opening.cash + flows.change_in_cash,
        receivables=opening.receivables + flows.receivables + bought.receivables,
        inventory=opening.inventory + flows.inventory + bought.inventory,
        prepaid=opening.prepaid + flows.prepaid,
        property_plant_equipment=opening.property_plant_equipment + built,
        lease_assets=outcome.lease_assets,
        goodwill=opening.goodwill + bought.goodwill,
        intangibles=opening.intangibles - flows.amortization + bought.intangibles,
        other_assets=opening.other_assets,
        payables=opening.payables + flows.payables + bought.payables,
        accrued=opening.accrued + flows.accrued,
        current_debt=outcome.current_debt,
        long_term_debt=debt - outcome.current_debt,
        deferred_tax=opening.deferred_tax + flows.deferred_tax,
        other_liabilities=opening.other_liabilities,
        paid_in_capital=opening.paid_in_capital + paid_in,
        retained_earnings=opening.retained_earnings + flows.net_income - flows.dividends,
        treasury_stock=opening.treasury_stock + flows.repurchases,
    )


def balance_sheets() -> dict[date, Balances]:
    """All balance sheets by date; each equals assets with liabilities and equity."""
    sheets = {date(2021, 1, 30): OPENING}
    for before, span, outcome in (
        (date(2021, 1, 30), YEAR_2021, Outcome(285_400, 10_000)),
        (YEAR_2021.end, YEAR_2022, Outcome(292_100, 10_000)),
        (YEAR_2022.end, YEAR_2023, Outcome(297_650, 10_000)),
        (YEAR_2022.end, HALF_2023, Outcome(294_980, 10_000)),
        (YEAR_2023.end, HALF_2024, Outcome(303_240, 13_750, Acquired())),
    ):
        sheets[span.end] = rolled(sheets[before], FLOWS[span], outcome)
    for day, sheet in sheets.items():
        assert sheet.total_assets == sheet.total_liabilities + sheet.equity, day
    return sheets


SHEETS = balance_sheets()
SENIOR_NOTES = 150_000
TERM_LOAN = {YEAR_2022.end: 70_000, YEAR_2023.end: 60_000, HALF_2024.end: 55_000}
DELAYED_DRAW = {YEAR_2022.end: 0, YEAR_2023.end: 0, HALF_2024.end: 75_000}
