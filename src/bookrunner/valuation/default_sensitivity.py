"""How much of an output moves when the assumptions that nobody has adopted move by a tenth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.figures import (
    Expression,
    Figure,
    Period,
    amounts_by_default,
    computed,
    largest,
    natural,
    ratio,
    replaced,
)


@dataclass(frozen=True)
class DefaultSensitivity:
    """An output with all its defaults a tenth higher, and a tenth lower."""

    output: Figure
    defaults: Sequence[Figure]
    """The amounts by default that it rests on; switches are not amounts."""
    raised: Sequence[Figure]
    """Everything made anew with the defaults raised, inputs first, the output last."""
    lowered: Sequence[Figure]
    originals: Sequence[Figure]
    """What each of ``raised`` and ``lowered`` stands for."""
    output_raised: Figure
    output_lowered: Figure
    move_raised: Figure
    """The output's relative change."""
    move_lowered: Figure
    share: Figure
    """The larger of the two changes, without its sign."""


def default_sensitivity(output: Figure, at: Period) -> DefaultSensitivity | None:
    """The output's sensitivity to its defaults; None when it rests on none."""
    assumed = amounts_by_default([output])
    if not assumed:
        return None
    case_up, case_down = "defaults_up", "defaults_down"
    tenth = computed("market.defaults_move", "Move of the defaults", natural(0.1), at)
    up = {one: _moved(one, 1 + tenth, case_up) for one in assumed}
    down = {one: _moved(one, 1 - tenth, case_down) for one in assumed}
    raised, lowered = replaced([output], up, case_up), replaced([output], down, case_down)
    key = f"{output.key}.defaults"
    moves = [
        computed(
            f"{key}.move_{word}",
            f"Change of {output.name} with defaults {word} by a tenth",
            ratio(twin, output) - 1,
            at,
        )
        for word, twin in (("raised", raised[output]), ("lowered", lowered[output]))
    ]
    share = computed(
        f"{key}.share",
        f"Share of {output.name} that moves with a tenth of the defaults",
        largest(moves[0], -moves[0], moves[1], -moves[1]),
        at,
    )
    return DefaultSensitivity(
        output=output,
        defaults=assumed,
        raised=tuple(raised.values()),
        lowered=tuple(lowered.values()),
        originals=tuple(raised),
        output_raised=raised[output],
        output_lowered=lowered[output],
        move_raised=moves[0],
        move_lowered=moves[1],
        share=share,
    )


def _moved(assumed: Figure, factor: Expression, case: str) -> Figure:
    return computed(assumed.key, assumed.name, assumed * factor, assumed.period, case=case)
