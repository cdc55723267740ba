"""What a company profile computes: growth, margins and leverage by year, and shares of segments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bookrunner.facts import Breakdown
from bookrunner.figures import (
    Figure,
    Format,
    Operand,
    computed,
    is_positive,
    meaningful,
    ratio,
    total,
)
from bookrunner.offerings import Stake, stakes
from bookrunner.pitch.deck_pieces import recent_periods
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import (
    CompanyInputs,
    Model,
    ModelSheet,
    ReportedPeriod,
    Section,
    model_row,
)

_MULTIPLES = (
    ("ev_revenue_ltm", "EV / revenue, at the price"),
    ("ev_ebitda_ltm", "EV / EBITDA, at the price"),
    ("price_earnings_ltm", "Price / earnings, at the price"),
)
_MARGINS = (
    ("ebitda", "EBITDA margin"),
    ("net_income", "Net margin"),
    ("free_cash_flow", "Free cash flow / revenue"),
)


@dataclass(frozen=True)
class KeyFigures:
    """One line of the table of key figures; None where a period does not tell it."""

    label: str
    figures: Sequence[Figure | None]
    form: Format


@dataclass(frozen=True)
class SegmentShare:
    """A segment's revenue, and what part of the company's it is."""

    label: str
    revenue: Figure
    share: Figure


@dataclass(frozen=True)
class Holder:
    """Who holds shares, and what part of those listed or outstanding."""

    name: str
    shares: Figure
    share: Figure | None


@dataclass(frozen=True)
class Profile:
    """The figures of the profile's second page."""

    periods: Sequence[ReportedPeriod]
    lines: Sequence[KeyFigures]
    segments: Sequence[SegmentShare]
    """The largest first; empty where no report tells them."""
    segment_total: Figure | None
    """Of the segments and of what lies between them and the company."""
    is_whole: bool
    """Whether nothing lies between."""
    holders: Sequence[Holder]
    """The largest first; empty where nobody imported them."""

    @property
    def model(self) -> Model:
        """The figures on a sheet, as formulas."""
        sections = [
            Section(
                "Key figures",
                [model_row(one.label, one.figures, form=one.form) for one in self.lines],
                heads=[one.label for one in self.periods],
            )
        ]
        if self.segments:
            rows = [model_row(one.label, [one.revenue], form=_MM) for one in self.segments]
            rows += [model_row(one.share.name, [one.share]) for one in self.segments]
            sections.append(Section("Revenue by segment", rows))
        if self.holders:
            rows = [model_row(one.name, [one.shares]) for one in self.holders]
            shares = [one.share for one in self.holders if one.share is not None]
            rows += [model_row(one.name, [one]) for one in shares]
            sections.append(Section("Holders", rows))
        return Model("profile", "Profile", [ModelSheet("Profile", "Company profile", sections)])


_MM = Format.MONEY_MM


def profile(valued: Valued) -> Profile:
    """What the reports, the price and the bank's records tell of the target."""
    company = valued.inputs.target
    periods = recent_periods(company)
    told = valued.inputs.segments()
    segments, whole = _segments(company, told)
    is_whole = not any(part.is_between for one in told for part in one.parts)
    lines = [
        one for one in _lines(valued, periods) if any(figure is not None for figure in one.figures)
    ]
    return Profile(periods, lines, segments, whole, is_whole, _holders(valued))


def _lines(valued: Valued, periods: Sequence[ReportedPeriod]) -> Sequence[KeyFigures]:
    company = valued.inputs.target
    found = [KeyFigures("Revenue growth", _growths(company, periods), Format.PERCENT1)]
    for key, label in (("net_income", "Net margin"),) if company.is_financial else _MARGINS:
        told = [_over(company, one, key, one.get("revenue"), "share", label) for one in periods]
        found.append(KeyFigures(label, told, Format.PERCENT1))
    if not company.is_financial:
        told = [_leverage(company, one) for one in periods]
        found.append(KeyFigures("Debt less cash / EBITDA", told, Format.MULTIPLE))
    if company.is_listed and company.price is not None:
        cells = valued.comps.target.cells
        blank: list[Figure | None] = [None for _ in periods[:-1]]
        found += [
            KeyFigures(label, [*blank, cells[key]], Format.MULTIPLE)
            for key, label in _MULTIPLES
            if key in cells
        ]
    return found


def _growths(company: CompanyInputs, periods: Sequence[ReportedPeriod]) -> Sequence[Figure | None]:
    """Of fiscal years over the year before; twelve months that overlap it have none."""
    before = {id(now): then for then, now in pairwise(company.years)}
    return [_growth(company, before.get(id(one)), one) for one in periods]


def _growth(
    company: CompanyInputs, before: ReportedPeriod | None, now: ReportedPeriod
) -> Figure | None:
    last, first = now.get("revenue"), None if before is None else before.get("revenue")
    if last is None or first is None:
        return None
    moved = meaningful(ratio(last, first) - 1, when=is_positive(first))
    return _made(company, "revenue_growth_share", f"Revenue growth, {now.label}", moved, now)


def _over(
    company: CompanyInputs,
    period: ReportedPeriod,
    key: str,
    below: Figure | None,
    ending: str,
    label: str,
) -> Figure | None:
    above = period.get(key)
    if above is None or below is None:
        return None
    told = meaningful(ratio(above, below), when=is_positive(below))
    return _made(company, f"{key}_{ending}", f"{label}, {period.label}", told, period)


def _leverage(company: CompanyInputs, period: ReportedPeriod) -> Figure | None:
    debt, cash, earned = (period.get(key) for key in ("total_debt", "cash", "ebitda"))
    if debt is None or cash is None or earned is None:
        return None
    told = meaningful(ratio(debt - cash, earned), when=is_positive(earned))
    name = f"Debt less cash / EBITDA, {period.label}"
    return _made(company, "net_debt_multiple", name, told, period)


def _made(
    company: CompanyInputs, key: str, name: str, term: Operand, period: ReportedPeriod
) -> Figure:
    return computed(f"{company.prefix}.profile.{key}", name, term, period.period)


def _segments(
    company: CompanyInputs, told: Sequence[Breakdown]
) -> tuple[Sequence[SegmentShare], Figure | None]:
    revenue = next((one for one in told if one.line == "revenue"), None)
    if revenue is None:
        return (), None
    parts = [one for one in revenue.parts if not one.is_between]
    made = [
        SegmentShare(
            one.label,
            one.figure,
            computed(
                f"{company.prefix}.profile.segment_{place}_share",
                f"{one.label}, of revenue",
                ratio(one.figure, revenue.sum),
                revenue.period,
            ),
        )
        for place, one in enumerate(parts, start=1)
    ]
    return sorted(made, key=lambda one: -_value(one.revenue)), revenue.sum


def _value(figure: Figure) -> float:
    return figure.value if isinstance(figure.value, float) else float("-inf")


def _holders(valued: Valued) -> Sequence[Holder]:
    """Who holds shares by the imported cap table, of the shares outstanding where they are told."""
    company = valued.inputs.target
    rows = valued.inputs.offerings(valued.inputs.company, valued.policy.valuation_date).holders
    held = [one for one in stakes(company, rows) if one.strike is None]
    of = company.latest.get("shares_outstanding")
    if of is None and held and not company.is_listed:
        # The cap table of a company that is not listed has all its shares.
        key, name = f"{company.prefix}.profile.all_shares", "All shares of the cap table"
        of = computed(key, name, total([one.shares for one in held]), held[0].shares.period)
    made = [Holder(one.name, one.shares, _stake(company, place, one, of))
            for place, one in enumerate(held, start=1)]  # fmt: skip
    return sorted(made, key=lambda one: -_value(one.shares))


def _stake(company: CompanyInputs, place: int, one: Stake, of: Figure | None) -> Figure | None:
    if of is None:
        return None
    key, name = f"{company.prefix}.profile.holder_{place}_share", f"{one.name}, of all shares"
    return computed(key, name, ratio(one.shares, of), one.shares.period)
