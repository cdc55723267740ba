"""What past deals show in a workbook: a row a deal, their statistics, and the implied value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bookrunner.figures import Figure, Format
from bookrunner.transactions.precedents import BUCKETED, RATIOS, Deal, Precedents
from bookrunner.valuation import (
    Line,
    Model,
    ModelRow,
    ModelSheet,
    Section,
    Weight,
    line,
    model_row,
)

_TERMS: Mapping[str, tuple[str, Format]] = {
    "announced": ("Announced", Format.DATE),
    "closed": ("Closed", Format.DATE),
    "acquired": ("% acquired", Format.PERCENT1),
    "offer_price": ("Offer per share", Format.PER_SHARE),
    "unaffected_price": ("Unaffected price", Format.PER_SHARE),
    "price_1w": ("Week before", Format.PER_SHARE),
    "vwap_30d": ("30-day VWAP", Format.PER_SHARE),
    "high_52w": ("52-week high", Format.PER_SHARE),
    "diluted_shares": ("Diluted shares", Format.SHARES_MM),
    "net_debt": ("Net debt", Format.MONEY_MM),
    "ltm_revenue": ("LTM revenue", Format.MONEY_MM),
    "ltm_ebitda": ("LTM EBITDA", Format.MONEY_MM),
    "ntm_ebitda": ("NTM EBITDA", Format.MONEY_MM),
    "synergies": ("Synergies", Format.MONEY_MM),
}
_PRICE_TERMS = 8
"""So many of the terms are dates and prices; the others are sizes. One band each keeps the page
narrow enough to be read in print."""
_WORDS = (
    "Acquirer", "Type", "Consideration", "Status", "Currency", "Unaffected day", "Source",
    "Outside the statistics because",
)  # fmt: skip
_KEY = ("ev_ebitda_ltm", "premium_1d")
_RULE = (
    "A deal counts where the share bought is above the control share and it was announced within "
    "the window; what it does not state is NA and outside that column's statistics."
)


def precedents_model(made: Precedents) -> Model:
    """The terms, the multiples and premia with their statistics, groups by age, implied value."""
    sheets = [_terms_sheet(made), _ratios_sheet(made), _ages_sheet(made), _implied_sheet(made)]
    return Model(
        "precedents",
        "Precedent transactions",
        sheets,
        assumptions=[line(one) for one in made.terms.assumed],
        headlines=_headlines(made),
        grids=[] if made.grid is None else [made.grid],
        checks=made.checks,
        findings=made.findings,
    )


def _headlines(made: Precedents) -> Sequence[Line]:
    label = made.bridge.company.label
    return [
        line(one.points[1].stated, f"{label} at precedents' median {one.label}")
        for one in made.implied
        if one.key in _KEY and isinstance(one.points[1].stated.value, float)
    ]


def why_outside(deal: Deal) -> str:
    """Why a deal is in no statistic, in words; empty where it counts."""
    if deal.is_counted:
        return ""
    if deal.stated.left_out:
        return deal.stated.left_out
    if "acquired" not in deal.stated.terms:
        return "share bought not stated"
    return "not above the control share, or older than the window"


def _terms_sheet(made: Precedents) -> ModelSheet:
    prices, sizes = ([*_TERMS][:_PRICE_TERMS], [*_TERMS][_PRICE_TERMS:])
    deals = made.deals
    sections = [
        Section("Dates and prices", [_termed(one, prices) for one in deals], _heads(prices)),
        Section(
            "Size and metrics",
            [_termed(one, sizes, one.equity_value, one.enterprise_value) for one in deals],
            [*_heads(sizes), "Equity value", "EV at offer"],
        ),
        Section(
            "Parties and sources",
            [ModelRow(one.stated.target, (), Format.MONEY_MM, words=_said(one)) for one in deals],
            _WORDS,
            notes=[_RULE],
        ),
    ]
    given = [(deal, deal.stated.terms.get("enterprise_value")) for deal in made.deals]
    stated = [
        model_row(f"{deal.stated.target}, EV as stated", [figure], form=Format.MONEY_MM)
        for deal, figure in given
        if figure is not None
    ]
    if stated:
        sections.append(Section("Enterprise values as stated", stated))
    return ModelSheet(
        "Precedents",
        f"{made.bridge.company.name}: precedent transactions",
        sections,
        "Metrics as last reported before each announcement",
        widths=(34.0, 24.0, 13.0, 13.0, 13.0, 13.0, 14.0, 30.0, 30.0),
    )


def _heads(keys: Sequence[str]) -> Sequence[str]:
    return [_TERMS[key][0] for key in keys]


def _termed(deal: Deal, keys: Sequence[str], *more: Figure | None) -> ModelRow:
    """The deal's terms, each in the format of its own."""
    forms = (*(_TERMS[key][1] for key in keys), *(Format.MONEY_MM for _ in more))
    figures = (*(deal.stated.terms.get(key) for key in keys), *more)
    return ModelRow(deal.stated.target, figures, Format.MONEY_MM, forms=forms)


def _said(deal: Deal) -> Sequence[str]:
    stated = deal.stated
    return (
        stated.acquirer,
        stated.acquirer_type,
        stated.consideration,
        stated.status,
        str(stated.money),
        stated.evidence,
        stated.reference,
        why_outside(deal),
    )


def _ratios_sheet(made: Precedents) -> ModelSheet:
    heads = [head for head, _ in RATIOS.values()]
    forms = tuple(form for _, form in RATIOS.values())

    def across(label: str, figures: Sequence[Figure], weight: Weight = Weight.PLAIN) -> ModelRow:
        return ModelRow(label, tuple(figures), forms[0], weight, forms=forms)

    stated = [across(one.stated.target, [one.cells[key] for key in RATIOS]) for one in made.deals]
    counted = [
        across(one.stated.target, [one.counted[key] for key in RATIOS]) for one in made.deals
    ]
    statistics = [
        across(label, [cells[key] for key in RATIOS],
               Weight.KEY if name == "median" else Weight.PLAIN)
        for name, label, cells in made.statistics
    ]  # fmt: skip
    later = [
        model_row(f"{one.stated.target}: premium with all that is paid later",
                  [one.with_contingent])
        for one in made.deals
        if one.with_contingent is not None
    ]  # fmt: skip
    sections = [
        Section("Multiples and premia of each deal", stated, heads),
        Section("Those that count", counted, heads),
        Section("Statistics over them", statistics, heads),
    ]
    if later:
        sections.append(Section("Memo: contingent payments", later))
    return ModelSheet(
        "Precedent multiples",
        f"{made.bridge.company.name}: multiples and premia paid",
        sections,
        "NM where EV or metric is not positive, or above the threshold on Assumptions",
        widths=(44.0, *(14.0 for _ in heads)),
    )


def _ages_sheet(made: Precedents) -> ModelSheet:
    sections = [
        Section(
            "Age and universe",
            [
                model_row(one.stated.target, [one.age, one.counts],
                          form=Format.YEARS)
                for one in made.deals
            ],
            ["Years since", "Counts (1 = yes)"],
        )
    ]  # fmt: skip
    heads = [RATIOS[key][0] for key in BUCKETED]
    forms = tuple(RATIOS[key][1] for key in BUCKETED)
    for bucket in made.buckets:
        rows = [
            ModelRow(deal.stated.target, tuple(bucket.series[key][place] for key in BUCKETED),
                     forms[0], forms=forms)
            for place, deal in enumerate(made.deals)
        ]  # fmt: skip
        medians = tuple(bucket.medians[key] for key in BUCKETED)
        rows.append(ModelRow("Median", medians, forms[0], Weight.KEY, forms=forms))
        sections.append(Section(bucket.label, rows, heads))
    return ModelSheet(
        "Precedents by age",
        f"{made.bridge.company.name}: deals by age",
        sections,
        "The bounds stand on Assumptions",
        widths=(44.0, 16.0),
    )


def _implied_sheet(made: Precedents) -> ModelSheet:
    company, sections = made.bridge.company, []
    for one in made.implied:
        points = one.points
        columns: list[tuple[str, list[Figure | None]]] = [
            ("Multiple or premium", [point.multiple for point in points]),
            ("Enterprise value", [point.enterprise_value for point in points]),
            ("Net debt and other claims", [point.net_claims for point in points]),
            ("Equity value", [point.equity_value for point in points]),
        ]
        rows = [model_row(one.basis.name, [one.basis])]
        rows += [model_row(label, figures) for label, figures in columns]
        if company.is_listed:
            prices = [point.share_price for point in points]
            rows.append(model_row("Value per share", prices, Weight.KEY, form=Format.PER_SHARE))
        sections.append(Section(f"By {one.label}", rows, [point.label for point in points]))
    return ModelSheet(
        "Precedents implied",
        f"{company.name}: value at what buyers paid",
        sections,
        "Diluted at the implied price by the treasury-stock method, without iteration",
    )
