"""The condensed balance sheet of a buyout, at closing and at the end of each year.

    net operating assets = equity + debt and preferred stock refinanced - cash - goodwill
    goodwill             = equity purchase price - identifiable net assets
    identifiable         = book equity of the holders bought out - existing goodwill

All excess over identifiable net assets is goodwill; nothing is written up. Deal costs are expensed
at closing, financing costs capitalised. Both sides are built of different rows, and must agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.figures import Figure, Format, Period, Term, computed, total
from bookrunner.transactions.lbo_debt import DebtYear
from bookrunner.transactions.lbo_sources import SourcesUses
from bookrunner.valuation import Bridge, CheckPair, Policy

_MINORITY = "noncontrolling_interest"


@dataclass(frozen=True)
class BalanceSheet:
    """One day's, condensed."""

    label: str
    cash: Figure
    costs: Figure
    goodwill: Figure
    operating: Figure
    assets: Figure
    debt: Figure
    staying: Figure | None
    equity: Figure
    claims: Figure
    """Debt, claims that stay, and equity."""


@dataclass(frozen=True)
class Balance:
    """At closing, and at each year's end."""

    identifiable: Figure
    goodwill: Figure
    before: Sequence[Figure]
    """What they are made of, to be placed."""
    sheets: Sequence[BalanceSheet]
    checks: Sequence[CheckPair]


def balance(
    target: Bridge, held: SourcesUses, schedule: Sequence[DebtYear], policy: Policy
) -> Balance | None:
    """The balance sheets; None where the company's equity is not reported."""
    company, at = target.company, policy.period
    booked = company.latest.get("total_equity")
    if booked is None:
        return None
    prefix = f"{company.prefix}.lbo.balance"

    def made(key: str, name: str, value: Term, period: Period = at) -> Figure:
        return computed(f"{prefix}.{key}", name, value, period)

    equity = made("book_equity", "Book equity", booked)
    before = [equity]
    if (old := company.latest.get("goodwill")) is not None:
        before.append(made("existing_goodwill", "Existing goodwill", old))
    identifiable = made(
        "identifiable", "Identifiable net assets", _identifiable(target, held, before)
    )
    goodwill = made("goodwill", "Goodwill", held.entry.equity - identifiable)
    invested: Term = held.equity - held.advisory
    if held.breakage is not None:
        invested = invested - held.breakage
    remaining = _claim(target, _MINORITY)
    sheets = [
        _sheet(
            prefix,
            "At closing",
            at,
            held.minimum_cash,
            made("costs", "Capitalised financing costs", held.financing + held.discounts),
            goodwill,
            made("operating", "Net operating assets", _operating(target, held, before)),
            held.debt,
            remaining,
            made("equity", "Equity", invested),
        )
    ]
    for one in schedule:
        year, last = one.year, sheets[-1]
        moved: Term = last.operating + year.capex - year.depreciation
        if year.working_capital is not None:
            moved = moved + year.working_capital
        earned: Term = last.equity + one.net_income
        if year.stock_compensation is not None:
            earned = earned + year.stock_compensation
        sheets.append(
            _sheet(
                prefix,
                year.label,
                year.period,
                one.closing_cash,
                one.costs_left,
                goodwill,
                made("operating", "Net operating assets", moved, year.period),
                one.debt,
                remaining,
                made("equity", "Equity", earned, year.period),
            )
        )
    return Balance(
        identifiable=identifiable,
        goodwill=goodwill,
        before=tuple(before),
        sheets=tuple(sheets),
        checks=_checks(prefix, sheets, held, at),
    )


def _claim(target: Bridge, key: str) -> Figure | None:
    """A claim of the EV bridge; None where it is not reported."""
    found = (one.figure for one in target.claims.added if one.figure.key.endswith(f".{key}"))
    return next(found, None)


def _identifiable(target: Bridge, held: SourcesUses, before: Sequence[Figure]) -> Term:
    """Book equity of the holders bought out, without goodwill; what converts is theirs, too."""
    value: Term = before[0]
    for one in (*before[1:], _claim(target, "preferred"), _claim(target, _MINORITY)):
        if one is not None:
            value = value - one
    for principal in held.entry.converted:
        value = value + principal
    return value


def _operating(target: Bridge, held: SourcesUses, before: Sequence[Figure]) -> Term:
    """What the business works with: equity and debt, without cash and goodwill."""
    value: Term = before[0]
    for goodwill in before[1:]:
        value = value - goodwill
    for key in ("total_debt", "finance_leases"):
        owed = _claim(target, key)
        if owed is not None:
            value = value + owed
    return value if held.existing_cash is None else value - held.existing_cash


def _sheet(
    prefix: str,
    label: str,
    period: Period,
    cash: Figure,
    costs: Figure,
    goodwill: Figure,
    operating: Figure,
    debt: Figure,
    staying: Figure | None,
    equity: Figure,
) -> BalanceSheet:
    owed = [debt, equity] if staying is None else [debt, staying, equity]
    return BalanceSheet(
        label=label,
        cash=cash,
        costs=costs,
        goodwill=goodwill,
        operating=operating,
        assets=computed(
            f"{prefix}.assets",
            "Net assets",
            total([cash, costs, goodwill, operating]),
            period,
        ),
        debt=debt,
        staying=staying,
        equity=equity,
        claims=computed(f"{prefix}.claims", "Debt and equity", total(owed), period),
    )


def _checks(
    prefix: str, sheets: Sequence[BalanceSheet], held: SourcesUses, at: Period
) -> Sequence[CheckPair]:
    first = sheets[0]
    costs: Term = held.advisory if held.breakage is None else held.advisory + held.breakage
    # Goodwill again, from the other side: what closing leaves unexplained.
    other = total([one for one in (first.debt, first.staying, held.equity) if one is not None]) - (
        first.cash + first.costs + first.operating
    )
    again = computed(
        f"{prefix}.goodwill_back", "Goodwill, from the closing balance", other - costs, at
    )
    return (
        CheckPair(
            "LBO: goodwill ties to the closing balance", first.goodwill, again, Format.MONEY_MM
        ),
        *(
            CheckPair(
                f"LBO: balance sheet balances, {one.label.lower() if one is first else one.label}",
                one.assets,
                one.claims,
                Format.MONEY_MM,
            )
            for one in sheets
        ),
    )
