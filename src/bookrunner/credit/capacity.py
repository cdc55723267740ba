"""What a company could still borrow, up to the leverage that is held to be sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.credit.statistics import CreditStatistics
from bookrunner.figures import (
    Figure,
    computed,
    if_,
    is_positive,
    meaningful,
    ratio,
)
from bookrunner.valuation import (
    CheckPair,
    LinesMissing,
    Model,
    ModelSheet,
    Section,
    Weight,
    line,
    model_row,
)


@dataclass(frozen=True)
class Capacity:
    """Room up to the limit of leverage, in money; what needs a missing input is None."""

    limit: Figure
    """Debt over EBITDA that is held to be sound: where green ends."""
    debt: Figure
    ebitda: Figure
    room: Figure
    """Debt at the limit less debt today; negative where the limit is passed."""
    firepower: Figure | None
    """What could be spent at once: the room, where there is one, and the liquid assets."""
    share_of_equity: Figure | None
    """The room over the equity value, NM where there is no room: what it could buy back."""
    shortfall: Figure
    """The equity that would bring debt down to the limit; NM within it."""
    again: Figure
    """Debt with its room drawn, over EBITDA: the limit once more."""

    @property
    def figures(self) -> Sequence[Figure]:
        """All of them, as a sheet shows them."""
        told = (self.debt, self.ebitda, self.limit, self.room, self.firepower,
                self.share_of_equity, self.shortfall)  # fmt: skip
        return [one for one in told if one is not None]


def debt_capacity(statistics: CreditStatistics, equity_value: Figure | None) -> Capacity:
    """The room for debt in the view that the company itself defines.

    Raises:
        LinesMissing: No limit of leverage is known.
    """
    told, prefix = statistics.company, statistics.company.key.rsplit(".", 1)[0]
    at, limit = told.ebitda.period, statistics.limit("debt_multiple")
    if limit is None:
        raise LinesMissing(told.title, "the capacity for debt", ["a limit of leverage"])
    sound = limit.green
    room = computed(f"{prefix}.debt_room", "Room for debt up to the limit",
                    sound * told.ebitda - told.debt, at)  # fmt: skip
    firepower = None
    if told.cash is not None:
        firepower = computed(f"{prefix}.firepower", "Room for debt, and liquid assets",
                             if_(is_positive(room), room + told.cash, told.cash), at)  # fmt: skip
    share = None
    if equity_value is not None:
        share = computed(f"{prefix}.buyback_share", "Room for debt over equity value",
                         meaningful(ratio(room, equity_value), when=is_positive(room)),
                         at)  # fmt: skip
    shortfall = computed(f"{prefix}.shortfall", "Equity that brings debt to the limit",
                         meaningful(-room, when=is_positive(-room)), at)  # fmt: skip
    again = computed(f"{prefix}.limit_again_multiple", "Debt with its room drawn, over EBITDA",
                     ratio(told.debt + room, told.ebitda), at)  # fmt: skip
    return Capacity(sound, told.debt, told.ebitda, room, firepower, share, shortfall, again)


def capacity_model(capacity: Capacity) -> Model:
    """The sheet, the headline and the check of the capacity for debt."""
    rows = [
        model_row(one.name, [one], Weight.KEY if one is capacity.room else Weight.PLAIN)
        for one in capacity.figures
    ]
    sheet = ModelSheet(
        "Debt capacity",
        "What could still be borrowed",
        [
            Section(
                "Up to the limit of leverage",
                rows,
                notes=[
                    "The limit is the green side of debt / EBITDA on the Credit sheet.",
                    "EBITDA of the last twelve months; an acquisition would bring its own.",
                ],
            ),
            Section("Held against", [model_row(capacity.again.name, [capacity.again])]),
        ],
    )
    return Model(
        "capacity",
        "Debt capacity",
        [sheet],
        headlines=[line(capacity.room)],
        checks=[
            CheckPair("Debt with its room drawn stands at the limit", capacity.again,
                      capacity.limit, line(capacity.limit).form)
        ],
    )  # fmt: skip
