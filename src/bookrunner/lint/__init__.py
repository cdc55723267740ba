"""What is wrong in a deck, ours or a stranger's, told by slide with why and what to do."""

from bookrunner.lint.flaws import DeckFlaw
from bookrunner.lint.linting import Lint, draft_findings, lint_deck, lint_findings
from bookrunner.lint.wording import informal, promises

__all__ = [
    "DeckFlaw",
    "Lint",
    "draft_findings",
    "informal",
    "lint_deck",
    "lint_findings",
    "promises",
]
