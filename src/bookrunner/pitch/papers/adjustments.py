"""From reported to adjusted EBITDA: candidates with their evidence, counted by switches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.figures import (
    Figure,
    Format,
    Quantity,
    Sourced,
    Term,
    computed,
    is_positive,
    lineage,
    meaningful,
    ratio,
)
from bookrunner.pitch.parts import Part, PartKind
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import (
    ON_OFF,
    Model,
    ModelRow,
    ModelSheet,
    ReportedPeriod,
    Section,
    Weight,
    line,
    model_row,
)

SHEET = "Adjustments"


_BEYOND = (
    "Taxes on adjustments, and those that only the text of a report tells, are for the company's "
    "advisers to add, each with its page."
)


@dataclass(frozen=True)
class _Kind:
    """A line that may be adjusted for."""

    key: str
    label: str
    default: int
    """Whether it is added back before somebody decides."""
    recurring: str
    cash: str
    reason: str


_KINDS = (
    _Kind("restructuring", "Restructuring", 1, "no, to be confirmed", "cash in part",
          "charges of restructuring are not part of running the business"),
    _Kind("goodwill_impairment", "Impairment of goodwill", 1, "no", "not cash",
          "a write-off of what was paid for businesses, no cost of running them"),
    _Kind("asset_impairment", "Impairment of assets", 1, "no, to be confirmed", "not cash",
          "a write-down of assets, like depreciation"),
    _Kind("stock_compensation", "Stock compensation", 0, "yes", "not cash",
          "pay in shares is a cost of labour; both views are shown"),
)  # fmt: skip


@dataclass(frozen=True)
class Adjustments(Model):
    """The schedule, period by period."""

    adjusted: Sequence[Figure | None] = ()
    """Adjusted EBITDA of each period; None where EBITDA is not reported."""
    margins: Sequence[Figure | None] = ()
    amounts: Sequence[tuple[str, Sequence[Figure | None]]] = ()
    """What each kind adds back, by its label, in the order of the periods."""
    periods: Sequence[ReportedPeriod] = ()

    @property
    def adjusts(self) -> bool:
        """Whether anything is added back, so that two EBITDA are to be told apart."""
        added = [one for _, figures in self.amounts for one in figures if one is not None]
        return any(figure.value != 0 for figure in added)


def shown_years(valued: Valued) -> Sequence[ReportedPeriod]:
    """The last five fiscal years, and the twelve months since where they are newer."""
    target = valued.inputs.target
    years = list(target.years[-5:])
    return years if target.latest is target.last_year else [*years, target.latest]


def adjustments_part(valued: Valued) -> Part:
    """The schedule as the only model of the part."""
    return Part([_schedule(valued)])


def _schedule(valued: Valued) -> Adjustments:
    company, at = valued.inputs.target, valued.policy.period
    prefix, periods = company.prefix, shown_years(valued)
    switches = {
        kind.key: valued.inputs.adoptions.assumption(
            f"{prefix}.adjustments.{kind.key}_switch",
            f"{kind.label} is added back: 1 yes, 0 no",
            Decimal(kind.default),
            at,
            kind.reason,
            quantity=Quantity.SWITCH,
            within=ON_OFF,
        )
        for kind in _KINDS
    }
    told = [kind for kind in _KINDS if any(period.get(kind.key) is not None for period in periods)]
    amounts = {kind.key: [_added(prefix, kind, period, switches) for period in periods]
               for kind in told}  # fmt: skip
    adjusted = [
        _adjusted(prefix, period, [amounts[kind.key][place] for kind in told])
        for place, period in enumerate(periods)
    ]
    margins = [
        _margin(prefix, period, figure) for period, figure in zip(periods, adjusted, strict=True)
    ]
    heads = [f"{one.label}A" if one.label.startswith("FY") else "LTM" for one in periods]
    bridge = [
        *_reported_rows(periods),
        *(model_row(f"{kind.label} added back", amounts[kind.key], form=Format.MONEY_MM)
          for kind in told),
        model_row("Adjusted EBITDA", adjusted, Weight.TOTAL, form=Format.MONEY_MM),
        model_row("Adjusted EBITDA margin", margins, form=Format.PERCENT1),
    ]  # fmt: skip
    sections = [
        Section(f"From operating income to adjusted EBITDA ({company.money} in millions)", bridge,
                heads, ["An empty cell: no report tags it for the period; nothing is added."]),
        Section("Added back: 1 yes, 0 no", [
            ModelRow(switches[kind.key].name, [switches[kind.key]], Format.COUNT,
                     words=(kind.recurring, kind.cash)) for kind in told
        ], ["Switch", "Recurring", "Cash"]) if told else None,
        Section(f"Evidence, as reported ({company.money} in millions)", [
            ModelRow(kind.label, [period.get(kind.key) for period in periods], Format.MONEY_MM,
                     words=(_evidence(periods, kind.key),)) for kind in told
        ], [*heads, "Newest evidence"], [_BEYOND]),
    ]  # fmt: skip
    return Adjustments(
        "adjustments",
        "Adjusted EBITDA",
        [
            ModelSheet(
                SHEET,
                f"{company.name}: from reported to adjusted EBITDA",
                [one for one in sections if one is not None and one.rows],
                "Each candidate is a tagged line of a report; a switch says whether it counts",
                (46.0, *(14.0 for _ in periods), 64.0),
            )
        ],
        assumptions=[line(switches[kind.key]) for kind in told],
        adjusted=adjusted,
        margins=margins,
        amounts=[(kind.label, amounts[kind.key]) for kind in told],
        periods=periods,
    )


def _reported_rows(periods: Sequence[ReportedPeriod]) -> Sequence[ModelRow]:
    rows = (
        ("operating_income", "Operating income, as reported", Weight.PLAIN),
        ("depreciation_and_amortisation", "Depreciation and amortisation", Weight.PLAIN),
        ("ebitda", "EBITDA, as reported", Weight.SUBTOTAL),
    )
    told = [(label, [one.get(key) for one in periods], weight) for key, label, weight in rows]
    return [
        model_row(label, figures, weight, form=Format.MONEY_MM)
        for label, figures, weight in told
        if any(figure is not None for figure in figures)
    ]


def _added(
    prefix: str, kind: _Kind, period: ReportedPeriod, switches: dict[str, Figure]
) -> Figure | None:
    amount = period.get(kind.key)
    if amount is None:
        return None
    return computed(
        f"{prefix}.adjustments.{kind.key}",
        f"{kind.label} added back",
        amount * switches[kind.key],
        period.period,
    )


def _adjusted(prefix: str, period: ReportedPeriod, added: Sequence[Figure | None]) -> Figure | None:
    found: Term | None = period.get("ebitda")
    if found is None:
        return None
    for amount in added:
        if amount is not None:
            found = found + amount
    key = f"{prefix}.adjustments.adjusted_ebitda"
    # A figure of its own also where nothing is added, so that the row is one formula across.
    return computed(key, "Adjusted EBITDA", found * 1, period.period)


def _margin(prefix: str, period: ReportedPeriod, adjusted: Figure | None) -> Figure | None:
    revenue = period.get("revenue")
    if adjusted is None or revenue is None:
        return None
    share = meaningful(ratio(adjusted, revenue), when=is_positive(revenue))
    key = f"{prefix}.adjustments.adjusted_ebitda_margin"
    return computed(key, "Adjusted EBITDA margin", share, period.period)


def _evidence(periods: Sequence[ReportedPeriod], key: str) -> str:
    """The newest report that tells the line, by form, accession and tag."""
    for period in reversed(periods):
        figure = period.get(key)
        if figure is None:
            continue
        for one in lineage([figure]):
            if isinstance(one.lineage, Sourced):
                source = one.lineage.source
                parts = (source.title, source.accession, source.concept)
                return ", ".join(part for part in parts if part)
    return "not tagged"


ADJUSTMENTS = PartKind(
    "adjustments",
    "Adjusted EBITDA",
    "What is added back to reported EBITDA, and on which evidence",
    "EBITDA",
    adjustments_part,
)
