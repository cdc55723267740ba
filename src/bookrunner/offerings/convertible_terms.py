"""The terms of a convertible: what a bank proposes, and what only the market tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.figures import Figure, Period, Quantity, computed, natural
from bookrunner.valuation import CompanyInputs, MarketDataRequired, Policy, Within

_SHARE = Within(Decimal(0), Decimal(1))
_RATE = Within(Decimal(0), Decimal("0.25"))
_WIDE = Within(Decimal(0), Decimal(5))
_VOLATILITY = Within(Decimal("0.01"), Decimal(3))

TENOR_MAX, FREQUENCY_MAX = 7, 2
"""Up to which the sheet of the bond floor has rows."""


@dataclass(frozen=True)
class ConvertTerms:
    """Of the convertible and of what is set beside it; shares of one are fractions."""

    size: Figure
    """Principal, of the market value of all diluted shares at the last close."""
    greenshoe: Figure
    """More principal that the banks may buy, of the principal."""
    tenor: Figure
    """Years, whole."""
    frequency: Figure
    """Coupons a year."""
    coupons: tuple[Figure, Figure]
    """Lowest and highest of the talk."""
    premiums: tuple[Figure, Figure]
    """Lowest and highest of the talk, over the last close."""
    call_protection: Figure
    """Years in which the issuer may not call."""
    call_trigger: Figure
    """Share price from which it then may, over the conversion price."""
    put_year: Figure
    """Years after which holders may put at par; zero for none."""
    settlement: Figure
    """1 in shares; 2 the principal in cash and the excess in shares."""
    gross_spread: Figure
    expenses: Figure
    cap_premium: Figure
    """Of the cap of the capped call over the last close."""
    repays_debt: Figure
    tax: Figure
    equity_spread: Figure
    """Gross spread of shares sold instead."""
    bought_back: Figure
    """Of each convertible that is outstanding."""
    step: Figure
    """Of the ladder of share prices."""
    trading_days: Figure
    coupon: Figure
    """The middle of the talk, at which all is computed."""
    premium: Figure
    """The middle of the talk, at which all is computed."""

    @property
    def assumed(self) -> Sequence[Figure]:
        """Those that somebody may adopt, as the Assumptions sheet lists them."""
        return (
            self.size, self.greenshoe, self.tenor, self.frequency, *self.coupons, *self.premiums,
            self.call_protection, self.call_trigger, self.put_year, self.settlement,
            self.gross_spread, self.expenses, self.cap_premium, self.repays_debt, self.tax,
            self.equity_spread, self.bought_back, self.step, self.trading_days,
        )  # fmt: skip


def convert_terms(company: CompanyInputs, policy: Policy) -> ConvertTerms:
    """The terms as adopted, else the house's defaults; all but the last two may be adopted."""
    made, at, prefix = policy.adoptions, policy.period, f"{company.prefix}.convertible"

    def assumed(key: str, name: str, value: str, reason: str, within: Within = _SHARE) -> Figure:
        return made.assumption(f"{prefix}.{key}", name, Decimal(value), at, reason, within=within)

    def chosen(key: str, name: str, value: str, reason: str, within: Within) -> Figure:
        return made.assumption(f"{prefix}.{key}", name, Decimal(value), at, reason,
                               quantity=Quantity.SWITCH, within=within)  # fmt: skip

    coupons = (
        assumed("low_coupon_rate", "Coupon talk, low", "0.01",
                "a start for the talk; the value beside the issue price tests it", _RATE),
        assumed("high_coupon_rate", "Coupon talk, high", "0.02",
                "a start for the talk; the value beside the issue price tests it", _RATE),
    )  # fmt: skip
    premiums = (
        assumed("low_premium_share", "Conversion premium talk, low", "0.275",
                "usual range of new issues is 25% to 35%", _WIDE),
        assumed("high_premium_share", "Conversion premium talk, high", "0.325",
                "usual range of new issues is 25% to 35%", _WIDE),
    )  # fmt: skip
    return ConvertTerms(
        size=assumed("size_share", "Principal, of market capitalisation", "0.10",
                     "a size that holders can hedge; to be set by the use of proceeds",
                     Within(Decimal("0.001"), Decimal(1))),
        greenshoe=assumed("greenshoe_share", "Option to buy more, of the principal", "0.15",
                          "usual, within thirteen days of the settlement",
                          Within(Decimal(0), Decimal("0.2"))),
        tenor=assumed("tenor_years", "Tenor, years", "5", "the usual one of new issues",
                      Within(Decimal(2), Decimal(TENOR_MAX), is_whole=True)),
        frequency=chosen("coupons_a_year_count", "Coupons a year", "2",
                         "dollar bonds pay half-yearly",
                         Within(Decimal(1), Decimal(FREQUENCY_MAX), is_whole=True)),
        coupons=coupons,
        premiums=premiums,
        call_protection=assumed("call_protection_years", "No call for, years", "3",
                                "usual of five-year issues: two years are left to force "
                                "conversion", Within(Decimal(0), Decimal(TENOR_MAX))),
        call_trigger=assumed("call_trigger_share", "Provisional call trigger, of the conversion "
                             "price", "1.30", "the usual trigger: shares at 130% on 20 of 30 days",
                             Within(Decimal(1), Decimal(3))),
        put_year=assumed("put_years", "Put at par after years (zero: none)", "0",
                         "issues of this tenor have none but on a change of control",
                         Within(Decimal(0), Decimal(TENOR_MAX))),
        settlement=chosen("settlement_switch",
                          "Settlement (1 in shares, 2 principal in cash and excess in shares)",
                          "2", "usual since ASU 2020-06: only the excess counts in diluted EPS",
                          Within(Decimal(1), Decimal(2), is_whole=True)),
        gross_spread=assumed("gross_spread_share", "Gross spread, of the principal (bp)", "0.03",
                             "about what issuers of this size pay"),
        expenses=assumed("expenses_share", "Fixed expenses, of the principal", "0.003",
                         "counsel, auditors, trustee and printing"),
        cap_premium=assumed("cap_premium_share", "Cap of the capped call over the last close",
                            "1.00", "usual: the cap at twice the price", _WIDE),
        repays_debt=assumed("repays_debt_share", "Net proceeds that repay debt", "1",
                            "the use of proceeds was not stated"),
        tax=assumed("marginal_tax_rate", "Tax rate on interest", "0.25",
                    "federal 21% and about 4% of states"),
        equity_spread=assumed("equity_spread_share", "Gross spread of shares sold instead (bp)",
                              "0.035", "about what a marketed follow-on costs"),
        bought_back=assumed("bought_back_share", "Bought back of convertibles outstanding", "1",
                            "shows the whole; a part is in proportion"),
        step=chosen("price_step_rate", "Step of the ladder of share prices", "0.1",
                    "shows moves up to a doubling", Within(Decimal("0.01"), Decimal("0.5"))),
        trading_days=chosen("trading_days_count", "Trading days a year", "252",
                            "convention of volatilities of shares",
                            Within(Decimal(200), Decimal(366))),
        coupon=_middle(f"{prefix}.coupon_rate", "Coupon, middle of the talk", coupons, at),
        premium=_middle(f"{prefix}.premium_share", "Conversion premium, middle of the talk",
                        premiums, at),
    )  # fmt: skip


def _middle(key: str, name: str, ends: tuple[Figure, Figure], at: Period) -> Figure:
    return computed(key, name, (ends[0] + ends[1]) * natural(0.5), at)


@dataclass(frozen=True)
class ConvertMarket:
    """What the market tells of a convertible's worth; none of it has a default."""

    risk_free: Figure
    """Par yield at the tenor, compounded as coupons are paid."""
    credit_spread: Figure
    """Over it, of straight debt of the same rank and tenor."""
    volatility: Figure
    """Of the shares over the tenor, a year."""
    borrow: Figure
    """Cost of borrowing the shares, a year, continuous."""
    dividend: Figure
    """Dividend yield, continuous."""

    @property
    def figures(self) -> Sequence[Figure]:
        """In the order of the page."""
        return (self.risk_free, self.credit_spread, self.volatility, self.borrow, self.dividend)


@dataclass(frozen=True)
class Observed:
    """What records tell of the market, for what nobody adopts; None where they do not."""

    risk_free: Figure | None = None
    credit_spread: Figure | None = None
    volatility: Figure | None = None
    borrow: Figure | None = None
    dividend: Figure | None = None


def convert_market(
    company: CompanyInputs, policy: Policy, observed: Observed, equity_value: Figure
) -> ConvertMarket:
    """The market as somebody adopts it, else as recorded; dividends else as paid in the year.

    Raises:
        MarketDataRequired: Something is neither adopted nor recorded; all of it is named.
    """
    prefix, at = f"{company.prefix}.convertible", policy.period

    def seen(
        key: str, name: str, quantity: Quantity, recorded: Figure | None, within: Within = _RATE
    ) -> Figure | None:
        given = policy.adoptions.observation(f"{prefix}.{key}", name, at, quantity, within=within)
        return recorded if given is None else given

    found = {
        "risk_free_rate": seen("risk_free_rate", "Risk-free rate at the tenor", Quantity.YIELD,
                               observed.risk_free),
        "credit_spread": seen("credit_spread", "Credit spread of straight debt (bp)",
                              Quantity.SPREAD,
                              observed.credit_spread, Within(Decimal(0), Decimal("0.5"))),
        "volatility_rate": seen("volatility_rate", "Volatility used", Quantity.VOLATILITY,
                                observed.volatility, _VOLATILITY),
        "borrow_rate": seen("borrow_rate", "Cost of borrowing the shares", Quantity.SPREAD,
                            observed.borrow),
        "dividend_yield_rate": seen("dividend_yield_rate", "Dividend yield", Quantity.YIELD,
                                    observed.dividend),
    }  # fmt: skip
    paid = company.latest.get("dividends_paid")
    if found["dividend_yield_rate"] is None and paid is not None:
        found["dividend_yield_rate"] = computed(
            f"{prefix}.dividend_paid_yield_rate", "Dividend yield (paid in twelve months)",
            paid / equity_value, at,
        )  # fmt: skip
    told = {key: one for key, one in found.items() if one is not None}
    lacking = [key for key in found if key not in told]
    if lacking:
        raise MarketDataRequired(
            company.label,
            f"what a convertible's value rests on ({', '.join(_WORDS[one] for one in lacking)})",
            f"adopt {', '.join(f'convertible.{one}' for one in lacking)} in a file for "
            "--assumptions",
        )
    return ConvertMarket(
        told["risk_free_rate"], told["credit_spread"], told["volatility_rate"],
        told["borrow_rate"], told["dividend_yield_rate"],
    )  # fmt: skip


_WORDS = {
    "risk_free_rate": "risk-free rate",
    "credit_spread": "credit spread",
    "volatility_rate": "volatility",
    "borrow_rate": "cost of borrowing the shares",
    "dividend_yield_rate": "dividend yield",
}
