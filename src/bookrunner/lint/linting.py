"""The lint of one deck: every rule over every slide, the worst first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bookrunner.figures import Finding, Severity
from bookrunner.ledger.reading_pptx import NotADeck
from bookrunner.lint.agreement import agreement_flaws
from bookrunner.lint.flaws import DeckFlaw
from bookrunner.lint.furnishing import furnishing_flaws
from bookrunner.lint.layout import LAYOUT_RULES, layout_flaws
from bookrunner.lint.package_pptx import package_flaws
from bookrunner.lint.pages import Page
from bookrunner.lint.reading_pptx import read_pages
from bookrunner.lint.title_claims import title_claim_flaws
from bookrunner.lint.title_numbers import title_number_flaws
from bookrunner.lint.wording import not_meaningful_flaws, wording_flaws
from bookrunner.office.geometry_pptx import faults_in
from bookrunner.office.template_pptx import BROKEN, NotATemplate, presentation_at


@dataclass(frozen=True)
class Lint:
    """What was read of a deck and what was found in it."""

    path: Path
    slides: int
    exhibits: int
    flaws: Sequence[DeckFlaw]

    def count(self, severity: Severity) -> int:
        """How many flaws are of that severity."""
        return sum(1 for flaw in self.flaws if flaw.severity is severity)


def lint_deck(path: Path) -> Lint:
    """What is wrong or doubtful in any deck, read from the file alone; nothing of it runs.

    Raises:
        NotADeck: It is no presentation, is encrypted, damaged, or holds macros.
        TemplateTooLarge: It is a zip bomb or larger than any deck.
    """
    try:
        presentation = presentation_at(path, links_allowed=True)
    except NotATemplate as problem:
        raise NotADeck(path, problem.why) from problem
    try:
        pages = read_pages(presentation)
        found = [*layout_flaws(faults_in(presentation)), *package_flaws(path), *_flaws(pages)]
    except BROKEN as problem:
        raise NotADeck(path, f"its parts do not fit together ({problem})") from problem
    told = sorted(dict.fromkeys(found), key=lambda flaw: (-flaw.severity, flaw.slide))
    return Lint(path, len(pages), sum(len(page.exhibits) for page in pages), tuple(told))


def _flaws(pages: Sequence[Page]) -> list[DeckFlaw]:
    found = [*furnishing_flaws(pages), *agreement_flaws(pages)]
    for page in pages:
        found += [
            *title_number_flaws(page),
            *title_claim_flaws(page),
            *wording_flaws(page),
            *not_meaningful_flaws(page),
        ]
    return found


def lint_findings(path: Path) -> Sequence[Finding]:
    """The same as findings, for those who let a deck out or hold it back."""
    return tuple(_finding(flaw, flaw.severity) for flaw in lint_deck(path).flaws)


def draft_findings(path: Path) -> Sequence[Finding]:
    """For those who write a draft: its layout holds it back; what else is found goes with it.

    What a title claims is read from words, and a reading of words may be wrong; it bars a release,
    where a person looks, and never a draft.
    """
    return tuple(
        _finding(flaw, flaw.severity if flaw.rule in LAYOUT_RULES else _TOLD)
        for flaw in lint_deck(path).flaws
    )


_TOLD = Severity.WARNING


def _finding(flaw: DeckFlaw, severity: Severity) -> Finding:
    code = f"lint.{flaw.rule.replace('-', '_')}"
    return Finding(code, f"{flaw.why}; {flaw.fix}", severity, flaw.where)
