"""The rows of the table for learned scores."""

from __future__ import annotations

from bookrunner.operations import scorers_shapes
from bookrunner.operations.operation import REVIEWER, Effect, Need, Operation

SCORERS: tuple[Operation, ...] = (
    Operation(
        "scorers",
        "Show learned scores: cards, drift, and a score made again.",
        Need.RECORDS,
        scorers_shapes.ScorersRequest,
        scorers_shapes.Scorers,
        "bookrunner.operations.scorers:looked_at",
        "A score is shown beside a screen only when it is better than the best single rule in "
        "each year tested and a second person promoted it. docs/methods/learned_scores.md.",
        items="scorers",
    ),
    Operation(
        "train-scorer",
        "Learn a score for a screen, and test it by time.",
        Need.RECORDS,
        scorers_shapes.TrainRequest,
        scorers_shapes.ScorerCard,
        "bookrunner.operations.scorers:trained",
        "It is a candidate, whatever the test says; the same trials give the same model.",
        effect=Effect.WRITES,
        long=True,
    ),
    Operation(
        "promote-scorer",
        "Put a learned score into shadow, or show it.",
        Need.RECORDS,
        scorers_shapes.PromoteRequest,
        scorers_shapes.ScorerCard,
        "bookrunner.operations.scorers:promoted",
        "Refused with every reason unless its test is sound and it beat the best single rule in "
        "every year; never by who trained it.",
        effect=Effect.WRITES,
        roles=frozenset({REVIEWER}),
    ),
    Operation(
        "rollback-scorer",
        "Take the learned score of a screen back, at once.",
        Need.RECORDS,
        scorers_shapes.RollBackRequest,
        scorers_shapes.RolledBack,
        "bookrunner.operations.scorers:rolled_back",
        "The one before it counts again; without one the screen's rules go on alone.",
        effect=Effect.WRITES,
    ),
)
