"""The capital structure: capitalisation through EBITDA, liquidity and the maturity wall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bookrunner.credit.notes import Note
from bookrunner.debt import DebtKind, DebtTable
from bookrunner.figures import (
    DAYS,
    Constant,
    Figure,
    Finding,
    Severity,
    computed,
    is_positive,
    meaningful,
    ratio,
    total,
    weighted_sum,
)
from bookrunner.valuation import CompanyInputs, Policy

_YEARS_SHOWN = 10
_NEAR_MONTHS = 24


@dataclass(frozen=True)
class Layer:
    """A class of claims, and what stands before and with it as a multiple of EBITDA."""

    label: str
    amount: Figure
    cumulative: Figure
    multiple: Figure
    share: Figure | None
    """Of the capitalisation; None without a market value of equity."""
    coupon: Figure | None
    earliest: date | None
    latest: date | None


@dataclass(frozen=True)
class WallYear:
    """What falls due in a calendar year; the last one holds all later years."""

    year: int
    label: str
    notes: Sequence[Note]
    amount: Figure


@dataclass(frozen=True)
class Wall:
    """By calendar year, of what is still outstanding on the valuation date."""

    years: Sequence[WallYear]
    outstanding: Figure
    life: Figure | None
    coupon: Figure | None
    near: Figure | None
    """The share that falls due within 24 months."""


@dataclass(frozen=True)
class CapitalStructure:
    """All claims of lenders, in their order."""

    notes: Sequence[Note]
    layers: Sequence[Layer]
    total_debt: Figure
    market_equity: Figure | None
    capitalisation: Figure | None
    wall: Wall | None
    """None where no instrument is told with its maturity."""
    liquidity: Figure | None
    liquidity_parts: Sequence[tuple[str, Figure]]
    findings: Sequence[Finding]


def capital_structure(
    company: CompanyInputs,
    policy: Policy,
    listed: Sequence[Note],
    table: DebtTable | None,
    market_equity: Figure | None,
) -> CapitalStructure:
    """The claims told by instrument, what of the reported debt they leave, and their wall.

    The company reports debt and EBITDA; ``credit_statistics`` says so where it does not.
    """
    prefix, at = f"{company.prefix}.capital", policy.period
    debt, ebitda = company.latest.figures["total_debt"], company.latest.figures["ebitda"]
    capital = None
    if market_equity is not None:
        capital = computed(f"{prefix}.capitalisation", "Capitalisation", debt + market_equity, at)
    layers: list[Layer] = []
    below: Figure | None = None
    classes = [*_classes(company, listed, prefix)]
    told = [amount for _, amount, _ in classes]
    rest = computed(
        f"{prefix}.rest_debt",
        "Other debt, discounts and costs",
        debt - total(told) if told else total([debt]),
        at,
    )
    found: list[Finding] = []
    if not isinstance(rest.value, float) or rest.value != 0:
        label = "Debt as reported"
        if told:
            has_leases = any(one.kind is DebtKind.FINANCE_LEASE for one in listed)
            label = "Other debt, discounts and costs"
            label = label if has_leases else "Leases, discounts, costs and other debt"
        classes.append((label, rest, []))
    for number, (label, amount, members) in enumerate(classes, start=1):
        cumulative = computed(
            f"{prefix}.layer{number}.cumulative_debt",
            f"Through {label[0].lower()}{label[1:]}",
            amount + below if below is not None else total([amount]),
            at,
        )
        below = cumulative
        layers.append(
            Layer(
                label,
                amount,
                cumulative,
                computed(
                    f"{prefix}.layer{number}.cumulative_multiple",
                    f"Through {label[0].lower()}{label[1:]}, x EBITDA",
                    meaningful(ratio(cumulative, ebitda), when=is_positive(ebitda)),
                    at,
                ),
                None
                if capital is None
                else computed(
                    f"{prefix}.layer{number}.share",
                    f"{label}, share of capitalisation",
                    ratio(amount, capital),
                    at,
                ),
                _mean_coupon(f"{prefix}.layer{number}", label, members, policy),
                min((one.matures for one in members if one.matures), default=None),
                max((one.matures for one in members if one.matures), default=None),
            )
        )
    wall = _wall(company, policy, listed, found)
    liquid, parts = _liquidity(company, table, prefix, policy)
    return CapitalStructure(
        listed, layers, debt, market_equity, capital, wall, liquid, parts, tuple(found)
    )


_KIND_LABELS = {
    DebtKind.TERM_LOAN: "Term loans",
    DebtKind.REVOLVER: "Revolver, drawn",
    DebtKind.COMMERCIAL_PAPER: "Commercial paper",
    DebtKind.CONVERTIBLE: "Convertible notes",
    DebtKind.FINANCE_LEASE: "Finance leases",
    DebtKind.OTHER: "Other borrowings",
}
_KIND_ORDER = (
    DebtKind.REVOLVER,
    DebtKind.TERM_LOAN,
    DebtKind.COMMERCIAL_PAPER,
    DebtKind.NOTES,
    DebtKind.CONVERTIBLE,
    DebtKind.OTHER,
    DebtKind.FINANCE_LEASE,
)


def _classes(
    company: CompanyInputs, listed: Sequence[Note], prefix: str
) -> list[tuple[str, Figure, Sequence[Note]]]:
    found: list[tuple[str, Figure, Sequence[Note]]] = []
    for is_secured in (True, False):
        for kind in _KIND_ORDER:
            members = [one for one in listed if one.kind is kind and _secured(one) is is_secured]
            if members:
                label = _KIND_LABELS.get(kind, "Notes")
                if is_secured:
                    label = f"Secured {label[0].lower()}{label[1:]}"
                elif kind is DebtKind.NOTES:
                    label = "Senior unsecured notes"
                name = label.lower().replace(" ", "_").replace(",", "")
                amount = computed(
                    f"{prefix}.{name}.principal",
                    label,
                    total([one.principal for one in members]),
                    company.latest.period,
                )
                found.append((label, amount, members))
    return found


def _secured(one: Note) -> bool:
    return "secured" in one.rank.lower() and "unsecured" not in one.rank.lower()


def _mean_coupon(key: str, label: str, members: Sequence[Note], policy: Policy) -> Figure | None:
    told = [(one.coupon, one.principal) for one in members if one.coupon is not None]
    if not told or len(told) < len(members):
        return None
    amounts = [amount for _, amount in told]
    return computed(
        f"{key}.mean_coupon_rate",
        f"{label}: coupon weighted by principal",
        ratio(weighted_sum([rate for rate, _ in told], amounts), total(amounts)),
        policy.period,
    )


def _wall(
    company: CompanyInputs, policy: Policy, listed: Sequence[Note], found: list[Finding]
) -> Wall | None:
    on, prefix, at = policy.valuation_date, f"{company.prefix}.wall", policy.period
    dated = [one for one in listed if one.matures is not None and one.maturity is not None]
    ahead = [one for one in dated if one.matures is not None and one.matures >= on]
    if gone := [one.label for one in dated if one not in ahead]:
        found.append(
            Finding(
                "credit.matured",
                f"matured since the balance sheet, and not in the wall: {'; '.join(gone)}",
                Severity.NOTE,
            )
        )
    if undated := [one.label for one in listed if one not in dated]:
        found.append(
            Finding(
                "credit.no-maturity",
                f"no single maturity is told, so it is not in the wall: {'; '.join(undated)}",
                Severity.NOTE,
            )
        )
    if rough := [one for one in ahead if not one.is_day_exact]:
        found.append(
            Finding(
                "credit.maturity-middle",
                f"the maturity of {len(rough)} instruments is told to the month or year only; the "
                "middle of it is taken",
                Severity.NOTE,
            )
        )
    if not ahead:
        return None
    last = on.year + _YEARS_SHOWN
    years = []
    for year in range(on.year, last + 1):
        due = [one for one in ahead if one.matures and min(one.matures.year, last) == year]
        if not due:
            continue
        label = "Thereafter" if year == last else str(year)
        amount = computed(
            f"{prefix}.due_{'later' if year == last else year}",
            f"Due {label.lower()}",
            total([one.principal for one in due]),
            at,
        )
        years.append(WallYear(year, label, due, amount))
    amounts = [one.principal for one in ahead]
    outstanding = computed(
        f"{prefix}.outstanding", "Outstanding", total([one.amount for one in years]), at
    )
    days = [one.maturity for one in ahead if one.maturity is not None]
    life = computed(
        f"{prefix}.mean_life_years",
        "Weighted-average life, years",
        (ratio(weighted_sum(days, amounts), total(amounts)) - policy.date_serial)
        / Constant(365, DAYS),
        at,
    )
    limit = _months_after(on, _NEAR_MONTHS)
    soon = [one.principal for one in ahead if one.matures and one.matures <= limit]
    near = None
    if soon:
        near = computed(
            f"{prefix}.due_soon_share", "Due within two years", ratio(total(soon), outstanding), at
        )
    return Wall(years, outstanding, life, _mean_coupon(prefix, "All", ahead, policy), near)


def _liquidity(
    company: CompanyInputs, table: DebtTable | None, prefix: str, policy: Policy
) -> tuple[Figure | None, Sequence[tuple[str, Figure]]]:
    if table is not None and table.liquidity.total is not None:
        parts = [
            (name.replace("_", " ").capitalize(), figure)
            for name, figure in table.liquidity.parts.items()
            if figure is not None
        ]
        return table.liquidity.total, parts
    parts = [
        (label, figure)
        for label, key in (("Cash", "cash"), ("Short-term investments", "short_term_investments"))
        if (figure := company.latest.get(key)) is not None
    ]
    if not parts:
        return None, ()
    whole = total([figure for _, figure in parts])
    name = "Liquidity without commitments, which are not told"
    return computed(f"{prefix}.liquidity", name, whole, policy.period), parts


def _months_after(day: date, months: int) -> date:
    return date(day.year + months // 12, day.month, min(day.day, 28))
