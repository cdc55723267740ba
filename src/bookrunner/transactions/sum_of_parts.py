"""Sum of the parts: each segment at the multiple of the peers, less what no segment bears.

    value of a segment = its operating income (or revenue) x peers' multiple x (1 + premium)
    enterprise value   = (sum of the segments + what lies between them and the company) x (1 - d)
    equity value       = enterprise value - net debt and other claims

Low, middle and high are at the peers' lower quartile, median and upper quartile of the fiscal year.
What lies between segments and company (corporate cost, eliminations) is valued at the multiple of
the peers, so that the parts are the whole company. A segment at a loss takes the peers' multiple of
revenue; where its revenue is not told the loss is capitalised. d is the discount at which holding
companies trade. Rosenbaum and Pearl, *Investment Banking*, ch. 1.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.facts import Breakdown
from bookrunner.figures import (
    Expression,
    Figure,
    Format,
    Missing,
    Term,
    Unusable,
    computed,
    if_,
    is_positive,
    natural,
    ratio,
    total,
)
from bookrunner.transactions.deal_terms import TermMaker
from bookrunner.valuation import (
    CheckPair,
    Comps,
    FieldBar,
    Grid,
    ImpliedPoint,
    Model,
    ModelRow,
    ModelSheet,
    Policy,
    Section,
    Weight,
    Within,
    figure_rows,
    grid,
    implied_value,
    line,
    model_row,
)

LEVELS = (("p25", "25th percentile"), ("median", "Median"), ("p75", "75th percentile"))
"""Of the peers' multiples, low to high."""
_MULTIPLE_OF = {
    "operating_income": ("ev_ebit_fy", "EV / EBIT"),
    "revenue": ("ev_revenue_fy", "EV / Revenue"),
}
_PREMIUM = Within(Decimal(-1), Decimal(5))


class SegmentsRequired(Unusable):
    """The segments of a company are not told, or its peers have no multiple for them."""


@dataclass(frozen=True)
class PartOfCompany:
    """A segment, or what lies between the segments and the company."""

    label: str
    measure: Figure
    share: Figure
    """Of the company's measure."""
    premium: Figure | None
    """Over the peers' multiple; None for what no segment bears."""
    multiples: Sequence[Figure]
    values: Sequence[Figure]
    """At each level, low to high."""
    revenue: Figure | None
    """By which it is valued where it loses money; None where that is not told."""

    @property
    def is_by_revenue(self) -> bool:
        """Whether it loses money and is valued by its revenue."""
        earned = self.measure.value
        return self.revenue is not None and not isinstance(earned, Missing) and earned <= 0


@dataclass(frozen=True)
class SumOfParts:
    """A company by its segments."""

    told: Breakdown
    measure: str
    """``Operating income`` or ``Revenue``."""
    multiple: str
    """``EV / EBIT``."""
    parts: Sequence[PartOfCompany]
    between: PartOfCompany
    consolidated: Figure
    shift: Figure
    """Premium of every part over the peers' multiple."""
    discount: Figure
    gross: Sequence[Figure]
    """All parts before the discount, at each level."""
    points: Sequence[ImpliedPoint]
    bar: FieldBar
    grid: Grid
    checks: Sequence[CheckPair]
    assumptions: Sequence[Figure]


def sum_of_parts(
    compared: Comps, told: Breakdown, policy: Policy, revenue: Breakdown | None = None
) -> SumOfParts:
    """The target of the comparables by the breakdown of its operating income or revenue.

    Args:
        revenue: By which segments at a loss are valued, as far as it tells them.

    Raises:
        SegmentsRequired: The report does not tell the whole company's number, or too few peers
            have a meaningful multiple.
    """
    held = compared.target.bridge
    company = held.company
    column, words = _MULTIPLE_OF[told.line]
    levels = [compared.statistic(key, column) for key, _ in LEVELS]
    of_revenue = [compared.statistic(key, _MULTIPLE_OF["revenue"][0]) for key, _ in LEVELS]
    sold = {} if revenue is None else {one.member: one.figure for one in revenue.parts}
    if any(isinstance(one.value, Missing) for one in levels):
        raise SegmentsRequired(
            f"a sum of the parts of {company.label} needs peers whose {words} of the fiscal year "
            "is meaningful; choose them with --peers"
        )
    if told.consolidated is None:
        raise SegmentsRequired(
            f"the report that tells the segments of {company.label} does not tell the number of "
            "the whole company beside them"
        )
    maker = TermMaker(company, "sum_of_parts", policy)
    prefix, at = maker.prefix, maker.at
    shift = maker.amount("shift_share", "Premium of every part over the peers' multiple", "0",
                         "segments at the peers' own multiples", _PREMIUM)  # fmt: skip
    discount = maker.amount("discount_share", "Discount of a holding company", "0",
                            "none is taken until somebody adopts one")  # fmt: skip
    whole = told.consolidated

    def part(
        key: str, label: str, measure: Figure, premium: Figure | None, turnover: Figure | None
    ) -> PartOfCompany:
        def made(name: str, label: str, value: Term | Expression) -> Figure:
            return computed(f"{prefix}.{key}.{name}", label, value, at)

        multiples = [
            made(f"{level}_multiple", f"{label}, {words} at the {name.lower()}",
                 peers * (1 + shift if premium is None else 1 + shift + premium))
            for (level, name), peers in zip(LEVELS, levels, strict=True)
        ]  # fmt: skip
        values = []
        for (level, name), times, other in zip(LEVELS, multiples, of_revenue, strict=True):
            worth: Term | Expression = measure * times
            if turnover is not None and premium is not None:
                by_revenue = turnover * (other * (1 + shift + premium))
                worth = if_(is_positive(measure), worth, by_revenue)
            values.append(made(f"{level}_value", f"{label}, value at the {name.lower()}", worth))
        share = made("share", f"{label}, share of the company", ratio(measure, whole))
        return PartOfCompany(label, measure, share, premium, multiples, values, turnover)

    parts, premia = list[PartOfCompany](), list[Figure]()
    for one in told.parts:
        if one.is_between:
            continue
        key = _slug(one.label)
        premium = maker.amount(f"{key}.premium_share", f"{one.label}: premium over the peers",
                               "0", "the peers' multiple until somebody adopts the segment's own",
                               _PREMIUM)  # fmt: skip
        premia.append(premium)
        parts.append(part(key, one.label, one.figure, premium, sold.get(one.member)))
    left = computed(f"{prefix}.between", "Corporate, eliminations and other",
                    whole - total([one.measure for one in parts]), told.period)  # fmt: skip
    between = part("between", "Corporate, eliminations and other", left, None, None)
    gross, points = list[Figure](), list[ImpliedPoint]()
    for place, (level, name) in enumerate(LEVELS):
        added = total([one.values[place] for one in (*parts, between)])
        all_parts = computed(f"{prefix}.{level}.gross_value",
                             f"All parts at the {name.lower()}", added, at)  # fmt: skip
        gross.append(all_parts)
        points.append(
            implied_value(
                held, f"{prefix}.{level}", name, f"by the sum of the parts at the {name.lower()}",
                all_parts * (1 - discount), levels[place], at,
            )
        )  # fmt: skip
    low, middle, high = (one.stated for one in points)
    pairs = [
        CheckPair(f"{company.label}: shares of the parts add up to the company",
                  computed(f"{prefix}.check_share", "Shares of the parts",
                           total([one.share for one in (*parts, between)]), at),
                  computed(f"{prefix}.check_company_share", "Share of the company",
                           ratio(whole, whole), at), Format.PERCENT1),
        CheckPair(f"{company.label}: sum of the parts back from equity value",
                  computed(f"{prefix}.check_value", "Equity value and claims",
                           points[1].equity_value + held.claims.net, at),
                  computed(f"{prefix}.check_whole", "All parts less the discount",
                           gross[1] - gross[1] * discount, at), line(gross[1]).form),
    ]  # fmt: skip
    return SumOfParts(
        told,
        "Operating income" if told.line == "operating_income" else "Revenue",
        words,
        parts,
        between,
        whole,
        shift,
        discount,
        gross,
        points,
        FieldBar("sum_of_parts", "Sum of the parts", low, high, middle,
                 f"Segments at the peers' 25th percentile, median and 75th percentile of {words}"),
        grid(f"{company.prefix}.grid.sum_of_parts", f"{company.stated_as}, sum of the parts",
             ("Premium over peers", shift, natural(0.1)),
             ("Discount", discount, natural(0.5) * 0.1),
             middle, at),
        pairs,
        (shift, discount, *premia),
    )  # fmt: skip


def sum_of_parts_model(made: SumOfParts, label: str) -> Model:
    """The parts on a sheet, with what somebody may adopt and the checks."""
    has_revenue = any(one.revenue is not None for one in made.parts)
    sold = ["Revenue"] if has_revenue else []
    heads = [f"{made.measure}", "Share", *sold, *(f"{made.multiple}: {name}" for _, name in LEVELS),
             *(f"Value: {name}" for _, name in LEVELS)]  # fmt: skip
    rows = [_row(one, has_revenue=has_revenue) for one in (*made.parts, made.between)]
    heads_below = [name for _, name in LEVELS]

    def across(name: str, figures: Sequence[Figure], weight: Weight = Weight.PLAIN) -> ModelRow:
        return model_row(name, figures, weight)

    claims = [point.net_claims for point in made.points]
    down = [
        across("All parts", made.gross, Weight.SUBTOTAL),
        across("Enterprise value, less the discount",
               [one.enterprise_value for one in made.points if one.enterprise_value is not None],
               Weight.TOTAL),
        across("Net debt and other claims", [one for one in claims if one is not None]),
        across("Equity value", [one.equity_value for one in made.points], Weight.TOTAL),
        across("Value per share", [one.share_price for one in made.points], Weight.KEY),
    ]  # fmt: skip
    told = [one for pair in made.checks for one in (pair.left, pair.right)]
    extra = [one for one in told if ".check_" in one.key]
    sheet = ModelSheet(
        "Sum of the parts",
        f"{label}: sum of the parts",
        [
            Section("Parts", rows, heads, [_NOTE]),
            Section("From parts to a share", down, heads_below),
            Section("Assumed", figure_rows(made.assumptions)),
            Section("Held against", [*figure_rows([made.consolidated]), *figure_rows(extra)]),
        ],
        widths=(46.0, 15.0),
    )
    return Model(
        "sum_of_parts", "Sum of the parts", [sheet],
        assumptions=[line(one) for one in made.assumptions],
        headlines=[line(made.points[1].stated)], grids=[made.grid], checks=made.checks,
    )  # fmt: skip


_NOTE = (
    "Segments as the company reports them, at multiples of whole companies: adopt a premium for a "
    "segment whose own peers trade elsewhere. A segment at a loss takes their multiple of revenue."
)


def _row(one: PartOfCompany, *, has_revenue: bool) -> ModelRow:
    sold = (one.revenue,) if has_revenue else ()
    figures = (one.measure, one.share, *sold, *one.multiples, *one.values)
    forms = [line(one.measure if each is None else each).form for each in figures]
    return ModelRow(one.label, figures, forms[0], forms=forms)


def _slug(label: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")[:40] or "segment"
