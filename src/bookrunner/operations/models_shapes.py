"""What ``models`` is asked for and answers: the language models that may be asked."""

from __future__ import annotations

from dataclasses import dataclass

from bookrunner.operations.operation import Kind, asked


@dataclass(frozen=True)
class ModelsRequest:
    """All configured models."""

    check: bool = asked(
        Kind.FLAG,
        "Ask each server whether it answers; no data is sent and nothing is spent.",
        default=False,
    )


@dataclass(frozen=True)
class ListedModel:
    """One model; keys are named by where they are and never shown."""

    name: str
    provider: str
    model: str
    url: str
    classifications: tuple[str, ...]
    """The data it may be sent."""
    input_price: str
    """For a million tokens, exact, in the currency of the answer."""
    output_price: str
    context_tokens: int
    key: str
    """The variable or file that holds it."""
    reachable: bool | None
    """None where nobody asked."""
    problem: str
    """Why it cannot be used, where it was asked."""


@dataclass(frozen=True)
class Models:
    """The configured models, in the order in which they are tried."""

    models: tuple[ListedModel, ...]
    file: str | None
    """None: no language model is configured."""
    mode: str
    """``live``, ``record`` or ``replay``."""
    currency: str
    call_budget: str | None
    day_budget: str | None
    spent_today: str | None
    """Spent or reserved by all processes of this home, on this day of UTC."""
