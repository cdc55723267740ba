"""Random companies, once as the engine takes them and once as plain numbers."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from bookrunner.equity import Convertible as EngineConvertible
from bookrunner.equity import OptionTranche, UnitAward
from bookrunner.figures import SHARES, USD, USD_PER_SHARE, Period, computed, instant
from bookrunner.valuation import Adoption, CompanyInputs
from tests.second_coding.shares import Claims, Convertible, ShareCount
from tests.valuation.companies import figure, price, rate, reported, with_equity

YEAR_ENDS = ((12, 31), (6, 30), (9, 30), (1, 31), (1, 28), (2, 28), (3, 1))
YEARS = 4


@dataclass(frozen=True)
class Drawn:
    """One company; ``years`` oldest first, a line that is absent is not reported."""

    inputs: CompanyInputs
    years: Sequence[Mapping[str, float]]
    ends: Sequence[date]
    shares: ShareCount
    price: float
    beta: float
    sheet: Mapping[str, float]
    """Lines of the last balance sheet and year that no valuation reads."""

    @property
    def last(self) -> Mapping[str, float]:
        """The last fiscal year, which is the last twelve months, too."""
        return self.years[-1]

    def claims(self, *, leases: bool = False, longer: bool = False) -> Claims:
        """Its balance sheet as the bridge takes it; what is not reported counts for nothing."""
        told = self.last.get
        return Claims(
            debt=told("total_debt", 0.0),
            finance_leases=told("finance_leases", 0.0),
            preferred=told("preferred", 0.0),
            noncontrolling=told("noncontrolling_interest", 0.0),
            cash=told("cash", 0.0),
            short_term_investments=told("short_term_investments", 0.0),
            operating_leases=told("operating_leases", 0.0),
            long_term_investments=told("long_term_investments", 0.0),
            count_operating_leases=leases,
            count_long_term_investments=longer,
        )


def adopt(values: Mapping[str, float]) -> dict[str, Adoption]:
    """Somebody stands for these."""
    on = date(2020, 1, 1)
    return {
        key: Adoption(Decimal(str(value)), "A. Tester", "for the test", on)
        for key, value in values.items()
    }


def company(dice: random.Random, ticker: str, *, with_debt: bool = True) -> Drawn:
    """A company of any size, margin and balance sheet."""
    month, day = dice.choice(YEAR_ENDS)
    ends = [date(year, month, day) for year in range(2023 - YEARS + 1, 2024)]
    years = _years(dice, with_debt=with_debt)
    share_price = round(10 ** dice.uniform(0, 2.5), 2)
    prefix = ticker.lower()
    told = [
        reported(prefix, _period(end), {key: _text(value) for key, value in year.items()})
        for end, year in zip(ends, years, strict=True)
    ]
    inputs = CompanyInputs(
        name=f"{ticker} Corp",
        ticker=ticker,
        cik="0000000001",
        sic="5211",
        industry="Retail",
        money=USD,
        years=tuple(told),
        latest=told[-1],
        price=price(prefix, _text(share_price), ends[-1] + timedelta(days=1)),
    )
    beta = round(dice.uniform(0.3, 2.5), 3)
    inputs, shares = _shares(dice, inputs, years[-1], share_price)
    inputs = replace(inputs, beta=rate(f"{prefix}.beta", _text(beta)))
    sheet = _sheet(dice, years[-1])
    lines = {
        key: figure(f"{prefix}.{key}", _text(value), USD, _when(key, told[-1].period))
        for key, value in sheet.items()
    }
    latest = replace(told[-1], figures={**told[-1].figures, **lines})
    inputs = replace(inputs, latest=latest, years=(*told[:-1], latest))
    return Drawn(inputs, years, ends, shares, share_price, beta, sheet)


def _when(key: str, year: Period) -> Period:
    flows = {"dividends_paid", "interest_income", "net_income_including_noncontrolling"}
    return year if key in flows else instant(year.end)


def _sheet(dice: random.Random, last: Mapping[str, float]) -> dict[str, float]:
    size = last["revenue"]
    told = {
        "goodwill": size * dice.uniform(0, 0.5),
        "intangibles": size * dice.uniform(0, 0.3),
        "property_plant_equipment": size * dice.uniform(0, 1),
        "dividends_paid": size * dice.uniform(0, 0.05),
        "pension_liability": size * dice.uniform(0, 0.2),
        "interest_income": size * dice.uniform(0, 0.01),
        "net_income_including_noncontrolling": last["net_income"] + size * dice.uniform(0, 0.01),
    }
    kept = {key: value for key, value in told.items() if dice.random() < 0.8}
    kept["total_assets"] = size * dice.uniform(2, 4)
    return {key: round(value, 3) for key, value in kept.items()}


def _period(end: date) -> Period:
    return Period(end - timedelta(days=364), end)


def _text(value: float) -> str:
    return format(Decimal(str(value)), "f")


def _years(dice: random.Random, *, with_debt: bool) -> list[dict[str, float]]:
    size = 10 ** dice.uniform(1, 5)
    margin = dice.uniform(0.08, 0.45)
    written_off, spent = dice.uniform(0.01, 0.06), dice.uniform(0.01, 0.08)
    kept = {key: dice.random() < part for key, part in _ABSENT.items()}
    if not with_debt:
        kept.update(total_debt=False, finance_leases=False)
    found = []
    revenue = size
    for _ in range(YEARS):
        revenue *= 1 + dice.uniform(-0.15, 0.3)
        ebitda = revenue * (margin + dice.uniform(-0.03, 0.03))
        depreciation = revenue * written_off * dice.uniform(0.8, 1.2)
        interest = size * dice.uniform(0.005, 0.05)
        pretax = (ebitda - depreciation - interest) * dice.choice([1, 1, 1, 1, -0.2])
        tax = pretax * dice.choice([0.25, 0.21, 0.18, 0.3, 0.02, 0.6, 0.0])
        values = {
            "revenue": revenue,
            "gross_profit": ebitda + revenue * dice.uniform(0.0, 0.3),
            "ebitda": ebitda,
            "depreciation_and_amortisation": depreciation,
            "operating_income": ebitda - depreciation,
            "capex": revenue * spent * dice.uniform(0.5, 1.5),
            "interest_expense": interest,
            "pretax_income": pretax,
            "income_tax": tax,
            "net_income": pretax - tax,
            "operating_cash_flow": ebitda * dice.uniform(0.3, 0.9),
            "total_equity": size * dice.uniform(-0.1, 1.0),
        }
        values["free_cash_flow"] = values["operating_cash_flow"] - values["capex"]
        values.update({key: size * dice.uniform(0.0, top) for key, top in _SIZES.items()})
        values = {key: round(value, 3) for key, value in values.items() if kept.get(key, True)}
        values["basic_shares"] = round(size * dice.uniform(0.05, 0.5), 3)
        values["diluted_shares"] = round(values["basic_shares"] * dice.uniform(1, 1.1), 3)
        values["shares_outstanding"] = round(values["basic_shares"] * _split(dice), 3)
        values["eps_diluted"] = round((pretax - tax) / values["diluted_shares"], 4)
        found.append(values)
    return found


def _split(dice: random.Random) -> float:
    return dice.choice([1, 1, 1, dice.uniform(0.9, 1.1), 2, 0.1])


_ABSENT = {
    "receivables": 0.9,
    "inventory": 0.8,
    "payables": 0.9,
    "stock_compensation": 0.7,
    "total_debt": 0.9,
    "finance_leases": 0.3,
    "operating_leases": 0.4,
    "preferred": 0.3,
    "noncontrolling_interest": 0.4,
    "short_term_investments": 0.5,
    "long_term_investments": 0.3,
}
"""How often a line is reported."""

_SIZES = {
    "receivables": 0.2,
    "inventory": 0.2,
    "payables": 0.2,
    "stock_compensation": 0.05,
    "total_debt": 1.0,
    "finance_leases": 0.2,
    "operating_leases": 0.3,
    "preferred": 0.2,
    "noncontrolling_interest": 0.2,
    "cash": 0.4,
    "short_term_investments": 0.2,
    "long_term_investments": 0.2,
}
"""The most of a line, of first revenue."""


def _shares(
    dice: random.Random, inputs: CompanyInputs, last: Mapping[str, float], share_price: float
) -> tuple[CompanyInputs, ShareCount]:
    """Awards and convertibles, or the dilution that the company reports."""
    basic, prefix = last["shares_outstanding"], inputs.prefix
    at = instant(inputs.latest.period.end)
    options: list[tuple[float, float]] = []
    notes: list[Convertible] = []
    if dice.random() < 0.3:
        dilution = last["diluted_shares"] - last["basic_shares"]
        return inputs, ShareCount(basic, dilution)
    units = round(basic * dice.uniform(0, 0.05), 3)
    for _ in range(dice.randint(0, 4)):
        strike = round(share_price * dice.uniform(0.05, 2.5), 2) or 0.01
        options.append((round(basic * dice.uniform(0.001, 0.05), 3), strike))
    owed = last.get("total_debt", 0.0)
    for _ in range(dice.choice([0, 0, 1, 2]) if owed else 0):
        at_price = round(share_price * dice.uniform(0.4, 2.0), 2) or 0.01
        notes.append(Convertible(round(owed * 0.3, 3), at_price, dice.random() < 0.4))
    tranches = tuple(
        OptionTranche(
            f"options {place}",
            figure(f"{prefix}.options_{place}", _text(count), SHARES, at),
            figure(f"{prefix}.strike_{place}", _text(strike), USD_PER_SHARE, at),
        )
        for place, (count, strike) in enumerate(options, start=1)
    )
    converts = []
    for place, note in enumerate(notes, start=1):
        principal = figure(f"{prefix}.notes_{place}", _text(note.principal), USD, at)
        at_price_figure = figure(
            f"{prefix}.conversion_{place}", _text(note.conversion_price), USD_PER_SHARE, at
        )
        converts.append(
            EngineConvertible(
                f"notes {place}",
                principal,
                at_price_figure,
                computed(f"{prefix}.underlying_{place}", "n", principal / at_price_figure, at),
                settled_net=note.net_settled,
            )
        )
    held = with_equity(
        inputs,
        tranches=tranches,
        units=(UnitAward("RSU", figure(f"{prefix}.units", _text(units), SHARES, at)),),
        converts=converts,
    )
    return held, ShareCount(basic, units, options, notes)
