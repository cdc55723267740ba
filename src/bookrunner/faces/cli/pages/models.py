"""The page of ``models``."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.screen import Column, Row, Screen
from bookrunner.operations.models_shapes import ListedModel, Models

_COLUMNS = (
    Column("model"),
    Column("provider"),
    Column("may be sent", wraps=True),
    Column("key", wraps=True),
    Column("answers", wraps=True),
)


def models(answer: Models, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """One row for each model, and what was spent."""
    screen = Screen()
    if answer.file is None:
        screen.line("No language model is configured, and none is needed.", "bold")
        screen.line("BOOKRUNNER_MODELS names a file of models; see docs/guides/models.md.", "dim")
        return
    screen.line(f"{answer.file} ({answer.mode})", "bold")
    screen.line()
    screen.words(_COLUMNS, [_row(model) for model in answer.models])
    screen.line()
    of = f" of {answer.day_budget}" if answer.day_budget is not None else ", without a budget"
    screen.line(f"spent today: {answer.currency} {answer.spent_today}{of}")


def _row(model: ListedModel) -> Row:
    says = {None: "not asked", True: "yes", False: f"no: {model.problem}"}[model.reachable]
    style = "yellow" if model.reachable is False else ""
    allowed = ", ".join(model.classifications)
    return Row((model.name, model.provider, allowed, model.key, says), style)
