"""The DCF in all its cases side by side, whichever of them is selected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.figures import Figure, Term, choose, computed, natural, replaced
from bookrunner.valuation.checks import CheckPair
from bookrunner.valuation.dcf import Dcf
from bookrunner.valuation.lines import suggested_format


@dataclass(frozen=True)
class CaseOutcome:
    """What the DCF says in one case."""

    name: str
    selector: Figure
    """The case's number, to be placed."""
    enterprise_value: Figure
    stated: Figure
    """The value per share, or of all equity where nothing is listed."""
    chain: Sequence[Figure]
    """The figures that lead there, inputs first; one for each of ``originals``."""
    originals: Sequence[Figure]


def case_outcomes(valued: Dcf) -> Sequence[CaseOutcome]:
    """The DCF's values by case, by the selected terminal method, in the order of the selector."""
    chosen, at = valued.assumptions.case_selector, valued.policy.period
    outputs = [valued.enterprise_value, valued.stated]
    found = []
    number: Term = natural(1)
    for name in (case.name for case in valued.forecast.cases):
        selector = computed(f"{chosen.key}_of", f"Number of the {name} case", number, at, case=name)
        number = number + 1
        twins = replaced(outputs, {chosen: selector}, f"{name}_case")
        kept = [old for old in twins if old is not chosen]
        found.append(
            CaseOutcome(
                name=name,
                selector=selector,
                enterprise_value=twins[valued.enterprise_value],
                stated=twins[valued.stated],
                chain=tuple(twins[old] for old in kept),
                originals=tuple(kept),
            )
        )
    return tuple(found)


def selected_case_check(outcomes: Sequence[CaseOutcome], valued: Dcf) -> CheckPair:
    """The check that the selected case's outcome is the model's own value."""
    picked = computed(
        f"{valued.stated.key}_of_selected_case",
        f"{valued.company.company.stated_as} of the selected case",
        choose(valued.assumptions.case_selector, [one.stated for one in outcomes]),
        valued.policy.period,
    )
    form = suggested_format(picked)
    return CheckPair("Selected case equals the model", valued.stated, picked, form)
