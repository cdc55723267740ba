"""Makes the figures of a debt table out of cells, tags and words of a filing."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal

from bookrunner.debt.table import Span
from bookrunner.documents import Document, InlineFact
from bookrunner.facts import Company, Filing
from bookrunner.figures import (
    PURE,
    Citation,
    Figure,
    Operand,
    Source,
    Unit,
    computed,
    instant,
    sourced,
)


class Pen:
    """Names figures ``hd.debt.…``, each once, and cites the words they were read from."""

    def __init__(self, company: Company, filing: Filing, document: Document, on: date) -> None:
        self.company = company
        self.filing = filing
        self.document = document
        self.on = on
        self._used: Counter[str] = Counter()

    def sourced(
        self,
        key: str,
        name: str,
        value: Decimal,
        unit: Unit,
        start: int,
        end: int,
        fact: InlineFact | None = None,
        *,
        on: date | None = None,
    ) -> Figure:
        """A figure read at a span; of a tagged number the span and id are the tag's."""
        if fact is not None:
            start, end = fact.start, fact.end
        ended = f" for the period to {self.filing.period_end}" if self.filing.period_end else ""
        accession = self.filing.accession or self.document.accession
        url = ""
        if accession and self.filing.cik.isdigit():
            folder = accession.replace("-", "")
            url = f"https://www.sec.gov/Archives/edgar/data/{int(self.filing.cik)}/{folder}/"
        source = Source(
            system=self.filing.system,
            document=f"{self.filing.form or 'report'}{ended}",
            as_of=on or self.on,
            accession=accession,
            concept=fact.concept if fact is not None else "",
            url=url,
            citation=Citation(
                self.document.digest, start, end, (fact.fact_id or None) if fact else None
            ),
            accepted_at=self.filing.accepted_at,
            subject=self.company.ticker,
        )
        return sourced(
            self._key(key), name, value, unit, instant(on or self.on), source,
            walls=self.filing.walls,
        )  # fmt: skip

    def rate(
        self, key: str, name: str, value: Decimal, start: int, end: int,
        fact: InlineFact | None = None,
    ) -> Figure:  # fmt: skip
        """A rate, as a fraction."""
        return self.sourced(key, name, value, PURE, start, end, fact)

    def computed(self, key: str, name: str, expression: Operand) -> Figure:
        """A figure with a formula."""
        return computed(self._key(key), name, expression, instant(self.on))

    def span(self, start: int, end: int) -> Span:
        """Words that something was read from."""
        return Span(self.document.digest, start, end, self.document.text[start:end])

    def _key(self, key: str) -> str:
        slug = ".".join(
            re.sub(r"[^a-z0-9]+", "_", part.lower()).strip("_")[:60] or "_"
            for part in key.split("|")
        )
        self._used[slug] += 1
        again = f"_{self._used[slug]}" if self._used[slug] > 1 else ""
        return f"{self.company.prefix}.debt.{slug}{again}"
