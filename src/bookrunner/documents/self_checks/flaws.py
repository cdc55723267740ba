"""What is wrong with one reported number, and which rule says so."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bookrunner.figures import Citation, Finding, Period, Severity


@dataclass(frozen=True)
class Flaw:
    """One number that a rule stops, or doubts."""

    rule: str
    """``scale``, ``sign``, ``period``, ``unit``, ``duplicate``, ``footing``, ``missing`` or
    ``rate``."""
    message: str
    severity: Severity
    concept: str
    """Empty where it is about a whole report."""
    period: Period | None = None
    dimensions: tuple[tuple[str, str], ...] = ()
    value: Decimal | None = None
    accession: str = ""
    document: str = ""
    """Digest of the filing."""
    citation: Citation | None = None

    @property
    def place(self) -> object:
        """Which number it is about, as facts and tagged facts name it."""
        return self.concept, self.period, self.dimensions, self.value

    @property
    def finding(self) -> Finding:
        """The flaw for whoever shows the number."""
        where = self.accession or self.document[:12]
        return Finding(
            f"quality.{self.rule}", self.message, self.severity, where, citation=self.citation
        )
