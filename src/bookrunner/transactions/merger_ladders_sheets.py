"""The sheets of a merger at other premiums and mixes, and of what can be paid."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import Figure
from bookrunner.transactions.merger_ability import Ability
from bookrunner.transactions.merger_ladders import Ladder
from bookrunner.valuation import ModelSheet, Section, Weight, model_row, suggested_format

_WIDTHS = (52.0, 14.0)


def ladders_sheet(ladders: Sequence[Ladder], ability: Ability) -> ModelSheet:
    """The results side by side."""
    sections = [
        Section(
            f"{ladder.title}: the model at five values",
            [
                model_row(ladder.title, ladder.points),
                *(
                    model_row(_named(one), ladder.across(one), form=suggested_format(one))
                    for one in ladder.shown
                ),
            ],
        )
        for ladder in ladders
    ]
    found = [ability.price, ability.equity, ability.eps]
    return ModelSheet(
        "Merger ladders",
        "Merger: other premiums, other mixes, and what can be paid",
        [
            *sections,
            Section(
                "Ability to pay",
                [model_row(ability.premium.name, [ability.premium], Weight.KEY)]
                + [model_row(_named(one), [one], form=suggested_format(one)) for one in found],
                notes=[("Found on the straight line of break-even synergies and equity; the model "
                       "at that premium must neither add to EPS nor take away.")],
            ),
        ],
        widths=_WIDTHS,
    )  # fmt: skip


def _named(figure: Figure) -> str:
    """By its name, with the end of its year where it is of one."""
    is_of_year = figure.period.start is not None
    return f"{figure.name}, to {figure.period.end:%d-%b-%Y}" if is_of_year else figure.name


def workings_sheet(ladders: Sequence[Ladder], ability: Ability) -> ModelSheet:
    """Every line of the model that changes."""
    sections = []
    for ladder in ladders:
        shown = {one.id for one in ladder.shown}
        rows = [model_row(ladder.step.name, [ladder.step])]
        rows += [
            model_row(_dated(old), ladder.across(old), form=suggested_format(old))
            for old in ladder.originals
            if old.id not in shown
        ]
        sections.append(Section(f"{ladder.title}: the model anew", rows))
    chain = [model_row(_dated(one), [one], form=suggested_format(one)) for one in ability.chain]
    sections.append(Section("Ability to pay", chain))
    return ModelSheet(
        "Merger workings",
        "Merger: workings of the ladders and of what can be paid",
        sections,
        widths=(70.0, 14.0),
    )


def _dated(figure: Figure) -> str:
    return f"{figure.name} [{figure.period}]"
