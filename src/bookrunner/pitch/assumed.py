"""The assumptions behind what a pitch shows, grouped by the model that makes them."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import Adopted, Default
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import Line, line


def assumption_groups(valued: Valued) -> Sequence[tuple[str, Sequence[Line]]]:
    """Every assumption of what the pitch shows, under the name of the model that makes it."""
    groups: list[tuple[str, Sequence[Line]]] = [
        ("Policy, for all companies", [line(one) for one in valued.policy.figures])
    ]
    if valued.storyline.is_valued and valued.wacc is not None:
        groups.append(("Cost of capital", [one for one in valued.wacc.lines if _is_assumed(one)]))
    if valued.storyline.is_valued and valued.dcf is not None:
        groups.append(("Discounted cash flow", list(valued.dcf.assumptions.lines)))
    for flows in valued.other_flows:
        label = flows.company.company.label
        assumed = [one for one in flows.wacc.lines if _is_assumed(one)]
        groups.append((f"Cost of capital, {label}", _without(assumed, groups)))
        groups.append((f"Discounted cash flow, {label}", list(flows.assumptions.lines)))
    groups += [(model.title, model.assumptions) for model in valued.models if model.assumptions]
    return groups


def _without(lines: Sequence[Line], told: Sequence[tuple[str, Sequence[Line]]]) -> list[Line]:
    """The lines whose figures no group has told yet: the policy is everybody's."""
    known = {one.figure.id for _, group in told for one in group}
    return [one for one in lines if one.figure.id not in known]


def _is_assumed(one: Line) -> bool:
    return isinstance(one.figure.lineage, Adopted | Default)
