"""The sheets of what both companies of a merger earn, alone and together."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bookrunner.figures import Figure
from bookrunner.transactions.merger import Merger
from bookrunner.transactions.merger_income import MergerYear
from bookrunner.transactions.merger_standalone import Standalone
from bookrunner.valuation import ModelRow, ModelSheet, Section, Weight, figure_rows, model_row

_NAMES = 52.0


def standalone_sheet(made: Merger) -> ModelSheet:
    """Each company's path of net income."""
    sections = []
    for side in made.sides:
        held = [
            one
            for one in (side.interest, side.interest_income, side.net_cost, side.minorities)
            if one is not None
        ]
        sections.append(Section(f"{side.label}: held level", figure_rows([*held, side.part])))
        years = side.fiscal
        sections.append(
            Section(
                f"{side.label}: fiscal years of the DCF's case",
                [
                    model_row("Year end", [one.end for one in years]),
                    model_row("Revenue", [one.revenue for one in years]),
                    model_row("EBITDA", [one.ebitda for one in years]),
                    model_row("EBIT", [one.ebit for one in years]),
                    model_row("Income before tax", [one.pretax for one in years]),
                    model_row("Tax", [one.tax for one in years]),
                    model_row("Net income", [one.net_income for one in years], Weight.TOTAL),
                ],
                [one.label for one in years],
            )
        )
        sections.append(_after(side))
    return ModelSheet(
        "Merger standalone",
        "Merger: what each company earns alone",
        sections,
        "Each company's fiscal years, weighed into the twelve months after closing",
        (_NAMES, 14.0),
    )


def _after(side: Standalone) -> Section:
    return Section(
        f"{side.label}: twelve months after closing",
        [
            model_row("Revenue", [one.revenue for one in side.years]),
            model_row("EBITDA", [one.ebitda for one in side.years]),
            model_row("EBIT", [one.ebit for one in side.years]),
            model_row("Net income", [one.net_income for one in side.years], Weight.TOTAL),
        ],
        [one.label for one in side.years],
    )


def earnings_sheet(made: Merger) -> ModelSheet:
    """Combined income, the adjustments, and the bridge of earnings per share."""
    years = made.income.years
    buyer, bought = (side.label for side in made.sides)

    def across(
        label: str,
        pick: Callable[[MergerYear], Figure | None],
        weight: Weight = Weight.PLAIN,
    ) -> ModelRow:
        return model_row(label, [pick(one) for one in years], weight)

    effects = _effects(years)
    before = [
        model_row(label, [_of(one, key, "before_tax") for one in years])
        for key, label in effects
        if any(_of(one, key, "before_tax") is not None for one in years)
    ]
    heads = [f"{one.label} (to {one.period.end:%d-%b-%Y})" for one in years]
    return ModelSheet(
        "Merger earnings",
        "Merger: pro forma earnings and earnings per share",
        [
            Section(
                "Pro forma",
                [
                    across(f"Revenue, {buyer}", lambda one: one.acquirer.revenue),
                    across(f"Revenue, {bought}", lambda one: one.target.revenue),
                    across("Combined revenue", lambda one: one.revenue, Weight.SUBTOTAL),
                    across(f"EBITDA, {buyer}", lambda one: one.acquirer.ebitda),
                    across(f"EBITDA, {bought}", lambda one: one.target.ebitda),
                    across("Combined EBITDA with synergies", lambda one: one.ebitda,
                           Weight.SUBTOTAL),
                ],
                heads,
            ),
            Section("Adjustments before tax", before, heads),
            Section(
                "Interest against the cap of s.163(j)",
                [
                    across("Net interest of both", lambda one: one.cap.interest),
                    across("Cap", lambda one: one.cap.cap),
                    across("Deductible", lambda one: one.cap.deductible),
                    across("Carried forward", lambda one: one.cap.carried),
                ],
                heads,
            ),
            Section(
                "Net income",
                [
                    across(buyer, lambda one: one.acquirer.net_income),
                    across(bought, lambda one: one.target.net_income),
                    *(
                        model_row(
                            f"{label}, after tax", [_of(one, key, "after_tax") for one in years]
                        )
                        for key, label in effects
                    ),
                    across("Combined net income", lambda one: one.net_income, Weight.TOTAL),
                    across("Without synergies", lambda one: one.before_synergies),
                    across("Combined cash net income", lambda one: one.cash_income),
                    across("Combined diluted shares", lambda one: one.shares),
                ],
                heads,
                [("Cash: before amortisation of new intangibles, cost to achieve and the write-up "
                 "of inventory.")],
            ),
            Section(
                "Bridge of earnings per share",
                [
                    across(f"{buyer} alone", lambda one: one.standalone_eps, Weight.SUBTOTAL),
                    across("Shared with new holders", lambda one: one.dilution),
                    across(f"Net income of {bought}", lambda one: one.target_eps),
                    *(
                        model_row(label, [_of(one, key, "per_share") for one in years])
                        for key, label in effects
                    ),
                    across("Combined EPS", lambda one: one.eps, Weight.TOTAL),
                    across("Accretion / (dilution) per share", lambda one: one.accretion_amount),
                    across("Accretion / (dilution), GAAP", lambda one: one.accretion, Weight.KEY),
                    across("Combined cash EPS", lambda one: one.cash_eps, Weight.SUBTOTAL),
                    across("Accretion / (dilution), cash", lambda one: one.cash_accretion,
                           Weight.KEY),
                    across("Break-even synergies before tax", lambda one: one.breakeven),
                ],
                heads,
            ),
        ],
        widths=(_NAMES, 22.0),
    )  # fmt: skip


def _effects(years: Sequence[MergerYear]) -> Sequence[tuple[str, str]]:
    """Key and label of each, in the order of the first year."""
    return tuple(dict.fromkeys((each.key, each.label) for one in years for each in one.effects))


def _of(year: MergerYear, key: str, field: str) -> Figure | None:
    found = next((one for one in year.effects if one.key == key), None)
    figure: Figure | None = None if found is None else getattr(found, field)
    return figure
