"""What a merger assumes: the offer, its financing, synergies and the write-ups.

Amounts and structure have defaults, to be adopted. What new debt costs and what cash earns is
market data: somebody supplies it, or the companies' own reported rates stand in and a finding says
so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.figures import (
    DAYS,
    Figure,
    Finding,
    Quantity,
    computed,
    spreadsheet_serial,
)
from bookrunner.transactions.deal_terms import TIMES, TermMaker
from bookrunner.transactions.merger_rates import Rates
from bookrunner.valuation import Dcf, Line, LinesMissing, Policy, Within, line

YEARS = 3
"""Years after closing whose earnings per share are compared."""

_LIVES = Within(Decimal(YEARS), Decimal(50), is_whole=True)
_PREMIUMS = Within(Decimal(-1), Decimal(5))
_AMOUNTS = Within(Decimal(0), Decimal(10) ** 13)
_COSTS = Within(Decimal(0), Decimal(5))
_CLOSING_DAYS = 366
_ORDINALS = ("first", "second", "third")
_HABIT = {
    "synergy_phase": ("0.25", "0.65", "1"),
    "integration_phase": ("0.5", "0.5", "0"),
}


@dataclass(frozen=True)
class MergerTerms:
    """Every assumption of a merger."""

    closing: Figure
    """The day, as a spreadsheet's."""
    premium: Figure
    """Over the target's current price."""
    stock: Figure
    """The share of the price that is paid in new shares of the acquirer."""
    cash_used: Figure
    """The share of the acquirer's cash and short-term investments that pays for it."""
    refinanced: Figure
    """The share of the target's debt that is repaid at closing."""
    breakage: Figure
    """Of refinanced debt; expensed at closing."""
    advisory_fee: Figure
    """Of the equity purchase price; expensed at closing."""
    financing_fee: Figure
    """Of new debt; capitalised."""
    fee_life: Figure
    debt_rate: Figure
    """Of new debt."""
    cash_rate: Figure | None
    """What the cash that is used earned; None where none is used."""
    saved_rate: Figure | None
    """Of the target's refinanced debt; None where it owes none."""
    tax: Figure
    """Of all adjustments."""
    interest_cap: Figure
    cap_on_ebitda: Figure
    synergies: Figure
    """Before tax, a year, once all are reached."""
    synergies_share: Figure | None
    """Of the target's cash operating costs; None where an amount was given."""
    phases: Sequence[Figure]
    """By year, of the run rate."""
    cost_to_achieve: Figure
    """In all, as a multiple of the run rate."""
    cost_phases: Sequence[Figure]
    intangibles: Figure
    """Newly identified, of the equity purchase price."""
    intangibles_life: Figure
    property_step_up: Figure
    """Of the target's book value."""
    property_life: Figure
    inventory_step_up: Figure
    leverage_limit: Figure
    """The highest debt / EBITDA that the acquirer accepts; it chooses the structure."""
    goodwill_tax: Figure | None
    """Deferred tax liability on the target's existing goodwill, where somebody supplies it."""
    workings: Sequence[Figure]
    """What the rates and the run rate are computed from, to be placed."""
    findings: Sequence[Finding]

    @property
    def lines(self) -> Sequence[Line]:
        """All inputs as the Assumptions sheet shows them."""
        told: list[Figure | None] = [
            self.closing,
            self.premium,
            self.stock,
            self.cash_used,
            self.refinanced,
            self.breakage,
            self.advisory_fee,
            self.financing_fee,
            self.fee_life,
            self.debt_rate,
            self.cash_rate,
            self.saved_rate,
            self.tax,
            self.interest_cap,
            self.cap_on_ebitda,
            self.synergies,
            self.synergies_share,
            *self.phases,
            self.cost_to_achieve,
            *self.cost_phases,
            self.intangibles,
            self.intangibles_life,
            self.property_step_up,
            self.property_life,
            self.inventory_step_up,
            self.leverage_limit,
            self.goodwill_tax,
        ]
        return tuple(line(one) for one in told if one is not None and one.is_input)

    @property
    def used(self) -> Sequence[Figure]:
        """What was computed in place of an input that nobody supplied."""
        told = (self.debt_rate, self.cash_rate, self.saved_rate, self.tax, self.synergies)
        return tuple(one for one in told if one is not None and not one.is_input)


def merger_terms(acquirer: Dcf, target: Dcf, policy: Policy) -> MergerTerms:
    """The terms of a merger: adopted where somebody did, the system's where it may have any.

    Raises:
        MarketDataRequired: A rate is neither supplied nor can be computed from reports.
        LinesMissing: The target's revenue or EBITDA of the last twelve months is not reported.
    """
    maker = TermMaker(acquirer.company.company, "merger", policy)
    rates = Rates(maker, acquirer, target)
    debt_rate, saved_rate = rates.debt(), rates.saved()
    used, cash_rate = rates.cash()
    synergies, share, costs = _synergies(maker, target)
    tax = rates.tax()
    return MergerTerms(
        closing=_closing(maker, policy),
        premium=maker.amount(
            "premium",
            "Premium over the target's price",
            "0.30",
            "near the middle of premiums paid for control of listed companies",
            _PREMIUMS,
        ),
        stock=maker.amount(
            "stock_share",
            "Paid in shares of the acquirer",
            "0.50",
            "half and half, until the deal's own mix is known",
        ),
        cash_used=used,
        refinanced=maker.amount(
            "refinanced_share",
            "Target's debt that is refinanced",
            "0",
            "notes of large issuers stay unless a downgrade lets holders put them",
        ),
        breakage=maker.amount(
            "breakage",
            "Breakage, of refinanced debt",
            "0",
            "no call premium is known of; the indentures tell",
        ),
        advisory_fee=maker.amount(
            "advisory_fee",
            "Advisory and other deal costs, of the equity price",
            "0.01",
            "advisers and counsel of both sides; less of the largest deals",
        ),
        financing_fee=maker.amount(
            "financing_fee",
            "Financing fees, of new debt",
            "0.01",
            "bridge and underwriting of notes",
        ),
        fee_life=maker.switch(
            "fee_life_years",
            "Financing fees amortised over so many years",
            "7",
            "about the mean life of the notes",
            _LIVES,
        ),
        debt_rate=debt_rate,
        cash_rate=cash_rate,
        saved_rate=saved_rate,
        tax=tax,
        interest_cap=maker.amount(
            "interest_cap",
            "Deductible net interest, of adjusted taxable income",
            "0.30",
            "US s.163(j); 1 where no cap applies",
        ),
        cap_on_ebitda=maker.switch(
            "interest_cap_ebitda_switch",
            "The cap is taken on EBITDA (1) or EBIT (0)",
            "1",
            "US s.163(j) for tax years that begin in 2025 and later",
        ),
        synergies=synergies,
        synergies_share=share,
        phases=_by_year(
            maker,
            "synergy_phase",
            "Synergies reached in the",
            "the usual build-up over two to three years",
        ),
        cost_to_achieve=maker.amount(
            "cost_to_achieve_multiple",
            "Cost to achieve / run-rate synergies",
            "1",
            "about a year of synergies is spent to reach them",
            _COSTS,
        ),
        cost_phases=_by_year(
            maker,
            "integration_phase",
            "Cost to achieve spent in the",
            "spent before the synergies are reached",
        ),
        intangibles=maker.amount(
            "intangibles_share",
            "Newly identified intangibles, of the equity price",
            "0.20",
            "customers, brands and technology, until they are appraised",
        ),
        intangibles_life=maker.switch(
            "intangibles_life_years",
            "Intangibles amortised over so many years",
            "10",
            "until they are appraised",
            _LIVES,
        ),
        property_step_up=maker.amount(
            "property_step_up",
            "Write-up of property, plant and equipment",
            "0.10",
            "book value lags replacement cost; until it is appraised",
            _COSTS,
        ),
        property_life=maker.switch(
            "property_life_years",
            "Write-up of property depreciated over so many years",
            "10",
            "until it is appraised",
            _LIVES,
        ),
        inventory_step_up=maker.amount(
            "inventory_step_up",
            "Write-up of inventory, sold in the first year",
            "0.05",
            "fair value is the selling price less the cost to sell",
            _COSTS,
        ),
        leverage_limit=maker.amount(
            "leverage_limit_multiple",
            "Highest debt / EBITDA that is accepted",
            "3.5",
            "about where a strong investment grade ends, until the company states its own",
            TIMES,
        ),
        goodwill_tax=maker.observed(
            "goodwill_deferred_tax",
            "Deferred tax liability on the target's existing goodwill",
            Quantity.OPERATING,
            _AMOUNTS,
            unit=target.company.company.money,
        ),
        workings=(*rates.workings, *costs),
        findings=tuple(rates.findings),
    )


def _closing(maker: TermMaker, policy: Policy) -> Figure:
    today = spreadsheet_serial(policy.valuation_date)
    return maker.switch(
        "closing_date",
        "Closing date",
        str(today),
        "as if it closed on the valuation date",
        Within(Decimal(today), Decimal(today + _CLOSING_DAYS), is_whole=True),
        unit=DAYS,
    )


def _by_year(maker: TermMaker, key: str, name: str, reason: str) -> Sequence[Figure]:
    return tuple(
        maker.amount(f"{key}_{place}", f"{name} {_ORDINALS[place - 1]} year", value, reason)
        for place, value in enumerate(_HABIT[key], start=1)
    )


def _synergies(maker: TermMaker, target: Dcf) -> tuple[Figure, Figure | None, Sequence[Figure]]:
    """The run rate: an amount that somebody supplies, else a share of the target's costs."""
    company = target.company.company
    given = maker.observed(
        "synergies",
        "Run-rate synergies before tax",
        Quantity.OPERATING,
        _AMOUNTS,
        unit=company.money,
    )
    share = maker.amount(
        "synergies_share",
        "Run-rate synergies, of the target's cash operating costs",
        "0.03",
        "announced cost synergies are commonly a few percent of the target's costs",
    )
    if given is not None:
        return given, None, ()
    revenue, ebitda = company.latest.get("revenue"), company.latest.get("ebitda")
    if revenue is None or ebitda is None:
        raise LinesMissing(company.label, "a merger", ["revenue and EBITDA"])
    costs = computed(
        f"{maker.prefix}.target_costs",
        "Target's LTM cash operating costs",
        revenue - ebitda,
        maker.at,
    )
    run_rate = computed(
        f"{maker.prefix}.run_rate_synergies",
        "Run-rate synergies before tax",
        costs * share,
        maker.at,
    )
    return run_rate, share, (costs,)
