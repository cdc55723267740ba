"""What a leveraged buyout assumes: the price, the financing and its terms, the exit.

Amounts and structure have defaults, to be adopted. What a lender charges is market data and has
none: the base rate, margins, coupons, undrawn fees and issue discounts are somebody's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bookrunner.figures import Figure, Missing, Quantity, computed
from bookrunner.transactions.deal_terms import TIMES, YEARS, TermMaker
from bookrunner.valuation import (
    SHARE,
    CompanyInputs,
    Line,
    MarketDataRequired,
    Policy,
    Within,
    line,
)

HORIZON = 7
"""Years after closing that are modelled; exits are shown from the third."""
FIRST_EXIT = 3

_EXITS = Within(Decimal(FIRST_EXIT), Decimal(HORIZON), is_whole=True)
_MODES = Within(Decimal(1), Decimal(2), is_whole=True)


@dataclass(frozen=True)
class TrancheTerms:
    """One layer of the debt."""

    key: str
    label: str
    size: Figure
    """At closing, as a multiple of EBITDA."""
    rate: Figure
    """The margin over the base rate, or the coupon."""
    floor: Figure | None
    """Of the base rate; None where the coupon is fixed."""
    discount: Figure
    """Below par at issue, as a share of the principal."""
    amortisation: Figure
    """Of the principal, each year."""
    tenor: Figure
    """In years after closing."""
    is_swept: bool
    """Whether surplus cash repays it before it is due."""
    is_paid_in_kind: bool
    """Whether its interest is added to the principal."""

    @property
    def lines(self) -> Sequence[Line]:
        """Its terms as printed."""
        told = [self.size, self.rate, self.floor, self.discount, self.amortisation, self.tenor]
        return tuple(line(figure) for figure in told if figure is not None)


@dataclass(frozen=True)
class LboTerms:
    """Every assumption of a buyout."""

    entry_selector: Figure
    """1 premium over the price, 2 EV / EBITDA."""
    premium: Figure | None
    """Over the current price; None for a company that is not listed."""
    multiple: Figure | None
    """EV / LTM EBITDA at entry; None where nobody gave one and no peer has one."""
    base_rate: Figure
    revolver: Figure
    """The commitment, as a multiple of EBITDA."""
    revolver_margin: Figure
    undrawn_fee: Figure
    tranches: Sequence[TrancheTerms]
    """By priority."""
    advisory_fee: Figure
    """Of enterprise value; expensed."""
    financing_fee: Figure
    """Of principal and commitments; capitalised."""
    fee_life: Figure
    """Years over which financing fees and issue discount are amortised."""
    breakage: Figure
    """Of refinanced debt."""
    minimum_cash: Figure
    """Of revenue."""
    sweep: Figure
    """The share of surplus cash that repays debt."""
    average_switch: Figure
    interest_cap: Figure
    """Of adjusted taxable income: s.163(j)."""
    cap_on_ebitda: Figure
    """1 takes the cap on EBITDA, 0 on EBIT."""
    rollover: Figure
    """Of the equity purchase price, reinvested by the sellers."""
    pool: Figure
    """Management's share of the gain of all equity."""
    exit_change: Figure
    """Of the exit multiple beside that of entry."""
    exit_selector: Figure
    targets: Sequence[Figure]
    """Returns for which the highest price is sought."""

    @property
    def lines(self) -> Sequence[Line]:
        """All as the Assumptions sheet shows them."""
        first: list[Figure | None] = [
            self.entry_selector,
            self.premium,
            self.multiple,
            self.exit_selector,
        ]
        first += [self.exit_change, self.base_rate, self.revolver, self.revolver_margin]
        rest = [self.undrawn_fee]
        last = [self.advisory_fee, self.financing_fee, self.fee_life, self.breakage]
        last += [self.minimum_cash, self.sweep, self.average_switch, self.interest_cap]
        last += [self.cap_on_ebitda, self.rollover, self.pool, *self.targets]
        told = [line(one) for one in [*first, *rest] if one is not None and one.is_input]
        told += [one for tranche in self.tranches for one in tranche.lines]
        return (*told, *(line(one) for one in last))


@dataclass(frozen=True)
class _Layer:
    key: str
    label: str
    size: str
    amortisation: str
    tenor: str
    reason: str
    is_floating: bool = False
    is_swept: bool = False
    is_paid_in_kind: bool = False


_LAYERS = (
    _Layer(
        "term_loan_a",
        "Term loan A",
        "0",
        "0.10",
        "5",
        "left out unless sized; banks rarely hold one beside an institutional loan",
        is_floating=True,
        is_swept=True,
    ),
    _Layer(
        "term_loan_b",
        "Term loan B",
        "3.5",
        "0.01",
        "7",
        "the usual core of a buyout's debt; one percent a year is the market's habit",
        is_floating=True,
        is_swept=True,
    ),
    _Layer("notes", "Senior notes", "1", "0", "8", "a turn below the loan, due after it"),
    _Layer(
        "pik",
        "PIK notes",
        "0",
        "0",
        "9",
        "left out unless sized; interest is added to the principal",
        is_paid_in_kind=True,
    ),
)
CORE = "term_loan_b"
"""The layer that total leverage moves; always there."""


def lbo_terms(company: CompanyInputs, policy: Policy, peers: Figure | None = None) -> LboTerms:
    """The terms of a buyout: adopted where somebody did, the system's where it may have any.

    Args:
        peers: The peers' EV / LTM EBITDA, which stands in where nobody gives an entry multiple.

    Raises:
        MarketDataRequired: The price, or rates of the financing, are missing; the message names
            them all.
    """
    maker = TermMaker(company, "lbo", policy)
    has_price = company.is_listed and company.price is not None
    multiple = maker.made.observation(
        f"{maker.prefix}.entry_ev_multiple",
        "Entry EV / LTM EBITDA",
        maker.at,
        Quantity.OPERATING,
        within=TIMES,
    )
    if multiple is None and peers is not None and not isinstance(peers.value, Missing):
        multiple = computed(
            f"{maker.prefix}.entry_peers_multiple",
            "Entry EV / LTM EBITDA, the peers' median",
            peers,
            maker.at,
        )
    sized = [(one, _size(maker, one)) for one in _LAYERS]
    layers = [(one, size) for one, size in sized if one.key == CORE or size.value != 0]
    rates = _rates(maker)
    used = {one.key for one, _ in layers} | {"base_rate", "revolver"}
    premium = _premium(maker) if has_price else None
    others = _others(maker)
    structure = {one.key: _structure(maker, one) for one in _LAYERS}
    missing = {
        key: name
        for (key, name), figure in rates.items()
        if figure is None and key.split(".")[0] in used
    }
    if multiple is None and not has_price:
        missing = {"entry_ev_multiple": "an entry multiple", **missing}
    if missing:
        raise MarketDataRequired(
            company.label,
            f"what the financing needs ({', '.join(missing.values())})",
            "adopt in a file for --assumptions the rows "
            + ", ".join(f"lbo.{key}" for key in missing),
        )
    known = {key: figure for (key, _), figure in rates.items() if figure is not None}
    ways = _MODES if multiple is not None and has_price else _only("1" if has_price else "2")
    return LboTerms(
        entry_selector=maker.switch(
            "entry_selector",
            "Entry price (1 premium over the price, 2 EV / EBITDA)",
            "1" if has_price else "2",
            "a premium is what holders of listed shares compare"
            if has_price
            else "no price to add a premium to",
            ways,
        ),
        premium=premium,
        multiple=multiple,
        base_rate=known["base_rate"],
        revolver_margin=known["revolver.margin_rate"],
        undrawn_fee=known["revolver.undrawn_rate"],
        tranches=tuple(_tranche(one, size, known, structure[one.key]) for one, size in layers),
        **others,
    )


def _only(way: str) -> Within:
    return Within(Decimal(way), Decimal(way), is_whole=True)


def _premium(maker: TermMaker) -> Figure:
    return maker.amount(
        "premium",
        "Premium over the current price",
        "0.30",
        "near the middle of premiums paid for control of listed companies",
        Within(Decimal(-1), Decimal(5)),
    )


def _size(maker: TermMaker, layer: _Layer) -> Figure:
    return maker.amount(
        f"{layer.key}.size_multiple",
        f"{layer.label} / EBITDA",
        layer.size,
        layer.reason,
        TIMES,
    )


_Rates = dict[tuple[str, str], Figure | None]
"""By short key and name; None where nobody supplied it."""


def _rates(maker: TermMaker) -> _Rates:
    """What lenders charge, whatever the layer."""
    wanted = [
        ("base_rate", "base rate of floating debt", Quantity.YIELD),
        ("revolver.margin_rate", "revolver: margin", Quantity.SPREAD),
        ("revolver.undrawn_rate", "revolver: undrawn fee", Quantity.SPREAD),
    ]
    for one in _LAYERS:
        label = one.label if one.label.startswith("PIK") else one.label[0].lower() + one.label[1:]
        word, quantity = ("margin", Quantity.SPREAD) if one.is_floating else _COUPON
        wanted.append((f"{one.key}.{_RATE[one.is_floating]}", f"{label}: {word}", quantity))
        wanted.append((f"{one.key}.discount_rate", f"{label}: issue discount", Quantity.PRICE))
    return {
        (key, name): maker.observed(key, name[0].upper() + name[1:], quantity)
        for key, name, quantity in wanted
    }


_RATE = {True: "margin_rate", False: "coupon_rate"}
_COUPON = ("coupon", Quantity.YIELD)


_Structure = tuple[Figure, Figure, Figure | None]
"""Yearly amortisation, tenor, and the floor of the base rate."""


def _structure(maker: TermMaker, layer: _Layer) -> _Structure:
    key = layer.key
    floor = None
    if layer.is_floating:
        floor = maker.amount(
            f"{key}.floor_rate",
            f"{layer.label}: floor of the base rate",
            "0",
            "the least that loan agreements usually have",
        )
    repaid = maker.amount(
        f"{key}.amortisation",
        f"{layer.label}: repaid each year, of principal",
        layer.amortisation,
        layer.reason,
    )
    tenor = maker.switch(
        f"{key}.tenor_years",
        f"{layer.label}: due after so many years",
        layer.tenor,
        "the usual time to maturity of its kind",
        YEARS,
    )
    return repaid, tenor, floor


def _tranche(
    layer: _Layer, size: Figure, known: Mapping[str, Figure], structure: _Structure
) -> TrancheTerms:
    repaid, tenor, floor = structure
    return TrancheTerms(
        key=layer.key,
        label=layer.label,
        size=size,
        rate=known[f"{layer.key}.{_RATE[layer.is_floating]}"],
        floor=floor,
        discount=known[f"{layer.key}.discount_rate"],
        amortisation=repaid,
        tenor=tenor,
        is_swept=layer.is_swept,
        is_paid_in_kind=layer.is_paid_in_kind,
    )


def _others(maker: TermMaker) -> dict[str, Any]:
    """The assumptions that every buyout has, by the field they fill."""
    return {
        "revolver": maker.amount(
            "revolver_multiple",
            "Revolver commitment / EBITDA",
            "0.5",
            "half a year of EBITDA, undrawn at closing",
            TIMES,
        ),
        "advisory_fee": maker.amount(
            "advisory_fee",
            "Advisory and other deal costs, of EV",
            "0.02",
            "advisers, counsel and due diligence of a mid-sized deal; less of a large one",
        ),
        "financing_fee": maker.amount(
            "financing_fee",
            "Financing fees, of principal and commitments",
            "0.02",
            "arrangement and underwriting, before any issue discount",
        ),
        "fee_life": maker.amount(
            "fee_life_years",
            "Financing costs amortised over so many years",
            "7",
            "the life of the term loan",
            YEARS,
        ),
        "breakage": maker.amount(
            "breakage",
            "Breakage, of refinanced debt",
            "0",
            "no call premium is known of; the indentures tell",
        ),
        "minimum_cash": maker.amount(
            "minimum_cash",
            "Minimum cash, of revenue",
            "0.02",
            "about a week of sales",
        ),
        "sweep": maker.amount(
            "sweep",
            "Surplus cash that repays debt",
            "1",
            "all of it, until the loans are repaid",
        ),
        "average_switch": maker.switch(
            "average_interest_switch",
            "Interest on average scheduled balances (1 = yes)",
            "0",
            "on balances at the start of each year, so that nothing is circular",
        ),
        "interest_cap": maker.amount(
            "interest_cap",
            "Deductible interest, of adjusted taxable income",
            "0.30",
            "US s.163(j); 1 where no cap applies",
        ),
        "cap_on_ebitda": maker.switch(
            "interest_cap_ebitda_switch",
            "The cap is taken on EBITDA (1) or EBIT (0)",
            "1",
            "US s.163(j) for tax years that begin in 2025 and later",
        ),
        "rollover": maker.amount(
            "rollover",
            "Sellers' rollover, of the equity purchase price",
            "0",
            "all holders are paid out",
        ),
        "pool": maker.amount(
            "management_pool",
            "Management's share of the gain",
            "0.10",
            "options over a tenth of the equity, struck at the entry value",
        ),
        "exit_change": maker.amount(
            "exit_change_multiple",
            "Exit multiple less entry multiple",
            "0",
            "sold at the multiple that was paid",
            Within(Decimal(-30), Decimal(30)),
        ),
        "exit_selector": maker.switch(
            "exit_year_selector",
            "Exit at the end of forecast year",
            "5",
            "the usual holding period of a fund",
            _EXITS,
        ),
        "targets": (
            maker.amount(
                "target_low_irr", "Lower target IRR", "0.20", "usual hurdle of a fund", SHARE
            ),
            maker.amount(
                "target_high_irr", "Higher target IRR", "0.25", "usual aim of a fund", SHARE
            ),
        ),
    }
