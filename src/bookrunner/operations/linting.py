"""Decks looked through, ours or a stranger's."""

from __future__ import annotations

from bookrunner.app import Desk
from bookrunner.figures import Severity
from bookrunner.lint import lint_deck
from bookrunner.operations.linting_shapes import Linted, LintedFlaw, LintRequest


def linted(desk: Desk, request: LintRequest) -> Linted:  # noqa: ARG001 - the file alone is read
    """What is wrong in a deck, told by slide and shape.

    Raises:
        NotADeck: The file cannot be read as one.
        TemplateTooLarge: It is a zip bomb or larger than any deck.
    """
    found = lint_deck(request.file)
    return Linted(
        file=str(request.file),
        slides=found.slides,
        exhibits=found.exhibits,
        counts={one.name.lower(): found.count(one) for one in (Severity.ERROR, Severity.WARNING)},
        flaws=tuple(
            LintedFlaw(
                flaw.severity.name.lower(),
                flaw.rule,
                flaw.slide,
                flaw.shape,
                flaw.what,
                flaw.why,
                flaw.fix,
            )
            for flaw in found.flaws
        ),
    )
