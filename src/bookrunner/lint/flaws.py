"""What a lint of a deck finds: where, what, why it is wrong, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from bookrunner.figures import Severity


@dataclass(frozen=True)
class DeckFlaw:
    """One thing on a slide that is wrong or doubtful."""

    rule: str
    """A stable name: ``title-number``, ``text-overflow``."""
    severity: Severity
    slide: int
    """From 1; 0 where the file as a whole is meant."""
    shape: str
    """Empty where the whole slide is meant."""
    what: str
    """The words or the number it is about."""
    why: str
    fix: str

    @property
    def where(self) -> str:
        """``slide 4/Chart 1``, the slide, or nothing for the file."""
        if not self.slide:
            return self.shape
        return f"slide {self.slide}/{self.shape}" if self.shape else f"slide {self.slide}"


def error(rule: str, slide: int, shape: str, what: str, why: str, fix: str) -> DeckFlaw:
    """A reader would see it as wrong, or be misled by it."""
    return DeckFlaw(rule, Severity.ERROR, slide, shape, what, why, fix)


def warning(rule: str, slide: int, shape: str, what: str, why: str, fix: str) -> DeckFlaw:
    """Somebody should look; it may be meant."""
    return DeckFlaw(rule, Severity.WARNING, slide, shape, what, why, fix)
