"""The sample's book against arithmetic done by hand over five annual reports.

Numbers of the reports, in millions, stand in Item 8 and on the cover pages of these 10-Ks: Home
Depot 0000354950-24-000062, Lowe's 0000060667-24-000033, Walmart 0000104169-24-000056, Nike
0000320187-24-000044, McDonald's 0000063908-24-000072. Prices are the sample's closes of 2024-08-30.
"""

import statistics
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from bookrunner.figures import Figure
from bookrunner.pitch import Valued
from tests.pitch.books import Written, number


@dataclass(frozen=True)
class OnPaper:
    """One company as its report says, in millions but for the price."""

    price: float
    shares: float
    """On the cover, with the dilution of the statement of income."""
    claims: float
    """Debt and what else stands before shareholders, less cash."""
    revenue: float
    operating_income: float
    depreciation: float
    earnings_per_share: float

    @property
    def enterprise_value(self) -> float:
        return self.price * self.shares + self.claims

    @property
    def ebitda(self) -> float:
        return self.operating_income + self.depreciation

    @property
    def multiple(self) -> float:
        return self.enterprise_value / self.ebitda


PAPER: Mapping[str, OnPaper] = {
    # Current and long-term debt, which hold the finance leases, less cash; D&A of the cash flow
    # statement, which holds what stands in cost of sales.
    "HD": OnPaper(368.50, 991.015773 + 1002 - 999, 1368 + 42743 - 3760, 152669, 21689, 3247, 15.11),
    "LOW": OnPaper(
        248.50, 572.184243 + 584 - 582, 537 + 35384 - 921 - 307, 86377, 11557, 1923, 13.20
    ),
    # Short-term borrowings, debt due and long-term; finance leases; noncontrolling
    # interest, and the redeemable one; cash.
    "WMT": OnPaper(
        77.23,
        8058.048674 + 8108 - 8077,
        878 + 3447 + 36132 + 725 + 5709 + 6488 + 222 - 9867,
        648125,
        27012,
        11853,
        1.91,
    ),
    # No operating income is reported: gross profit of 22,887 less selling and administration.
    "NKE": OnPaper(
        83.32,
        297.897252 + 1201.461692 + 1529.7 - 1517.6,
        1000 + 6 + 7903 - 9860 - 1722,
        51362,
        22887 - 16576,
        796,
        3.73,
    ),
}


def cells(made: Valued, label: str) -> Mapping[str, Figure]:
    """A company's cells on the comps page."""
    (found,) = [
        row.cells for row in (made.comps.target, *made.comps.peers) if row.company.label == label
    ]
    return found


def millions(figure: Figure) -> float:
    """The figure in millions."""
    return number(figure) / 1e6


@pytest.mark.parametrize("label", PAPER)
def test_enterprise_value_and_multiples_are_those_on_paper(written: Written, label: str) -> None:
    held, paper = cells(written.valued, label), PAPER[label]
    assert millions(held["market_cap"]) == pytest.approx(paper.price * paper.shares)
    assert millions(held["size_ev"]) == pytest.approx(paper.enterprise_value)
    assert millions(held["size_revenue"]) == pytest.approx(paper.revenue)
    assert millions(held["size_ebitda"]) == pytest.approx(paper.ebitda)
    assert number(held["ev_revenue_ltm"]) == pytest.approx(paper.enterprise_value / paper.revenue)
    assert number(held["ev_ebitda_ltm"]) == pytest.approx(paper.multiple)
    wanted = paper.enterprise_value / paper.operating_income
    assert number(held["ev_ebit_ltm"]) == pytest.approx(wanted)
    wanted = paper.price / paper.earnings_per_share
    assert number(held["price_earnings_ltm"]) == pytest.approx(wanted)


def test_mcdonalds_margins_are_those_on_paper(written: Written) -> None:
    """Revenue 25,493.7; operating income 11,646.7; D&A of the cash flow statement 1,978.2."""
    held = cells(written.valued, "MCD")
    assert millions(held["size_revenue"]) == pytest.approx(25493.7)
    assert millions(held["size_ebitda"]) == pytest.approx(11646.7 + 1978.2)
    assert number(held["ebit_margin"]) == pytest.approx(11646.7 / 25493.7)
    assert number(held["net_margin"]) == pytest.approx(8468.8 / 25493.7)


def test_statistics_and_implied_price_are_those_on_paper(written: Written) -> None:
    comps = written.valued.comps
    # McDonald's own multiple is taken as the page has it; the three others are on paper.
    peers = [PAPER[label].multiple for label in ("LOW", "WMT", "NKE")]
    peers.append(number(cells(written.valued, "MCD")["ev_ebitda_ltm"]))
    middle = statistics.median(peers)
    assert number(comps.statistic("median", "ev_ebitda_ltm")) == pytest.approx(middle)
    assert number(comps.statistic("mean", "ev_ebitda_ltm")) == pytest.approx(statistics.mean(peers))
    assert number(comps.statistic("min", "ev_ebitda_ltm")) == pytest.approx(PAPER["LOW"].multiple)
    (implied,) = [one for one in comps.implied if one.column.key == "ev_ebitda_ltm"]
    paper = PAPER["HD"]
    wanted = (middle * paper.ebitda - paper.claims) / paper.shares
    assert number(implied.middle.share_price) == pytest.approx(wanted)


# ---------------------------------------------------------------------- discounted flows

REVENUE = (151157.0, 157403.0, 152669.0)
EBITDA = (23040.0 + 2862, 24039.0 + 2975, 21689.0 + 3247)
DEPRECIATION = (2862.0, 2975.0, 3247.0)
CAPITAL_EXPENDITURE = (2566.0, 3119.0, 3226.0)
WORKING_CAPITAL = (3317.0 + 24886 - 11443, 3328.0 + 20976 - 10037)
"""Receivables and inventories less payables, of the two balance sheets in the report."""
TAX = statistics.mean((4781 / 19924, 5372 / 22477, 5304 / 21737))
DEBT = 1368.0 + 42743
"""It holds the finance leases."""
DEBT_BEFORE = 1231.0 + 41962
INTEREST = 1943.0
TEN_YEAR_YIELD = 0.0391
"""Of the Treasury's par yield curve of 2024-08-30."""
GROWTH, PREMIUM, BETA, CAPEX_OVER_DEPRECIATION = 0.025, 0.05, 1.0, 0.10
AHEAD = 151 / 366
"""From 2024-08-30 to 2025-01-28, of the year that began on 2024-01-28."""


def share_of_revenue(amounts: tuple[float, ...]) -> float:
    """The mean of the last years' shares."""
    revenue = REVENUE[-len(amounts) :]
    return statistics.mean(one / told for one, told in zip(amounts, revenue, strict=True))


def discount_rate() -> float:
    """At market weights, with the coupon for the yield of the debt."""
    equity = PAPER["HD"].price * PAPER["HD"].shares
    cost_of_debt = INTEREST / statistics.mean((DEBT, DEBT_BEFORE)) * (1 - TAX)
    cost_of_equity = TEN_YEAR_YIELD + BETA * PREMIUM
    return (equity * cost_of_equity + DEBT * cost_of_debt) / (equity + DEBT)


def enterprise_value_on_paper() -> tuple[float, float]:
    """Of five years and a perpetuity, mid-year; and the present value of the five years alone."""
    rate = discount_rate()
    start = (REVENUE[-1] / REVENUE[0]) ** 0.5 - 1
    step = (GROWTH - start) / 5
    present, before = 0.0, REVENUE[-1]
    time = 0.0
    for year in range(1, 6):
        revenue = before * (1 + start + step * year)
        capex = revenue * share_of_revenue(CAPITAL_EXPENDITURE)
        part = AHEAD if year == 1 else 1.0
        time = AHEAD / 2 if year == 1 else AHEAD + year - 1.5
        present += part * flow(revenue, before, capex) / (1 + rate) ** time
        before = revenue
    revenue = before * (1 + GROWTH)
    capex = revenue * share_of_revenue(DEPRECIATION) * (1 + CAPEX_OVER_DEPRECIATION)
    perpetuity = flow(revenue, before, capex) / (rate - GROWTH) / (1 + rate) ** time
    return present + perpetuity, present


def flow(revenue: float, before: float, capex: float) -> float:
    """Free cash flow before interest."""
    depreciation = revenue * share_of_revenue(DEPRECIATION)
    earnings = revenue * share_of_revenue(EBITDA) - depreciation
    working = (revenue - before) * share_of_revenue(WORKING_CAPITAL)
    return earnings * (1 - TAX) + depreciation - capex - working


def test_home_depots_discount_rate_is_the_one_on_paper(written: Written) -> None:
    assert written.valued.wacc is not None
    assert number(written.valued.wacc.wacc) == pytest.approx(discount_rate())


def test_home_depots_dcf_is_the_one_on_paper(written: Written) -> None:
    model = written.valued.dcf
    assert model is not None
    whole, explicit = enterprise_value_on_paper()
    paper = PAPER["HD"]
    assert millions(model.explicit_value) == pytest.approx(explicit)
    assert millions(model.enterprise_value) == pytest.approx(whole)
    assert number(model.share_price) == pytest.approx((whole - paper.claims) / paper.shares)
    assert number(model.terminal_share) == pytest.approx(1 - explicit / whole)
