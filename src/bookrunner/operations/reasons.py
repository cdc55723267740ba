"""From a number down to the words in the filing it was read from.

A figure is looked for in the ledger of the last pitch, in that of the last valuation shown, in
that of the last line shown, and then among the statements of its company, which are put into a
ledger of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from bookrunner import ledger
from bookrunner.app import Desk
from bookrunner.documents import Document, parse
from bookrunner.facts import Basis, Company, Fact, Vintage, statements
from bookrunner.figures import (
    BookrunnerError,
    Citation,
    Figure,
    NotFound,
    citation_of,
)
from bookrunner.ledger import Ledger, OtherVersion
from bookrunner.operations.debt import figures_of
from bookrunner.operations.requests import WhyRequest
from bookrunner.operations.responses import Number, Step, Why, Words

_CONTEXT_CHARACTERS = 60
_NEAR_MAX = 4


def why(desk: Desk, request: WhyRequest) -> Why:
    """The tree of a number, top down.

    Raises:
        NotFound: No figure of that id is known.
        Ambiguous: The beginning of an id was given, and several figures begin so.
        NotALedger: The file named is not a ledger.
    """
    near: list[str] = []
    for origin, known in _places(desk, request.ledger, request.figure):
        try:
            told = ledger.why(known, request.figure, depth_max=request.depth)
        except NotFound as missing:
            near += missing.near
            continue
        reader = _Reader(desk)
        return Why(told.figure_id, origin, tuple(_step(step, reader) for step in told.steps))
    hint = "workbooks name it on each cell, `bookrunner statements TICKER --json` on each number"
    raise NotFound("figure", request.figure, near=list(dict.fromkeys(near))[:_NEAR_MAX], hint=hint)


# ------------------------------------------------------------------ where figures are known


def _places(desk: Desk, named: Path | None, asked: str) -> Iterator[tuple[str, Ledger]]:
    """The ledgers to look in, each with its name, in order; those that cost more come later."""
    if named is not None:
        yield str(named), ledger.read(named).seen_by(desk.viewer)
        return
    desk.settle()
    for path in (desk.last_pitch, desk.last_shown, desk.last_line):
        if not path.is_file():
            continue
        # One kept by an earlier version is no answer, and no reason to give none.
        with suppress(OtherVersion):
            yield str(path), ledger.read(path).seen_by(desk.viewer)
    company = _company_of(desk, asked)
    if company is not None and ".debt." in asked:
        with suppress(NotFound):
            yield f"the debt table of {company.name}", figures_of(desk, company)
    if company is not None:
        yield f"the statements of {company.name}", _of_statements(desk, company)


def _company_of(desk: Desk, asked: str) -> Company | None:
    prefix = asked.strip().lower().split(".", maxsplit=1)[0].lstrip("_")
    for company in desk.store.companies(desk.viewer):
        ticker = re.sub(r"[^a-z0-9_]+", "_", company.ticker.lower())
        if prefix in (ticker, f"cik{company.cik}"):
            return company
    return None


def _of_statements(desk: Desk, company: Company) -> Ledger:
    """Every figure of a company's statements, of each basis and vintage."""
    facts = desk.store.facts(company.cik, desk.viewer)
    shown: list[Figure] = []
    for vintage in Vintage:
        annual = statements(company, facts, vintage=vintage)
        for made in (annual, annual.at(Basis.QUARTERLY), annual.at(Basis.LTM)):
            for period in made.periods:
                found = (made.get(line.key, period) for line in made.lines)
                shown += [figure for figure in found if figure is not None]
    return Ledger.of(shown, (), as_of=max(fact.period.end for fact in facts))


# --------------------------------------------------------------------------------- the walk


def _step(step: ledger.Step, reader: _Reader) -> Step:
    record, said = step.record, step.record["lineage"]
    is_read = said["kind"] == "sourced" and not step.repeated
    return Step(
        depth=step.depth,
        number=_number(record, step.words),
        repeated=step.repeated,
        shown_at=tuple(f"{place.file} {place.place}" for place in step.places),
        accession=said.get("accession", ""),
        concept=said.get("concept", ""),
        url=said.get("url", ""),
        words=reader.words(record) if is_read else None,
    )


def _number(figure: Mapping[str, Any], origin: str) -> Number:
    start, exact = figure["period_start"], figure["exact"]
    return Number(
        id=figure["id"],
        name=figure["name"],
        value=figure["value"],
        exact=None if exact is None else Decimal(exact),
        unit=figure["unit"],
        period_start=None if start is None else date.fromisoformat(start),
        period_end=date.fromisoformat(figure["period_end"]),
        kind=figure["lineage"]["kind"],
        origin=origin,
    )


class _Reader:
    """Reads the words of citations out of the stored filings, each filing once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._read: dict[str, Document | None] = {}
        self._facts: dict[str, list[Fact]] = {}

    def words(self, figure: Mapping[str, Any]) -> Words | None:
        """The words of a sourced figure with a little of what stands around them.

        Where they are not kept, those of another filing that reports the same number; None when
        there is none.
        """
        said = figure["lineage"]
        own = citation_of(said["citation"])
        if own is not None:
            found = self._cited(own, same_filing=True)
            if found is not None:
                return found
        for fact in self._same(figure):
            if fact.citation is not None:
                same = bool(fact.accession) and fact.accession == said["accession"]
                found = self._cited(fact.citation, same_filing=same)
                if found is not None:
                    return found
        return None

    def _same(self, figure: Mapping[str, Any]) -> Sequence[Fact]:
        """The facts of the company that are this number, those of its own filing first."""
        said = figure["lineage"]
        company = _company_of(self._desk, figure["id"])
        if company is None or not said["concept"]:
            return ()
        if company.cik not in self._facts:
            known = self._desk.store.facts(company.cik, self._desk.viewer)
            self._facts[company.cik] = [fact for fact in known if fact.citation is not None]
        same = [
            fact
            for fact in self._facts[company.cik]
            if fact.concept == said["concept"]
            and not fact.dimensions
            and fact.value == Decimal(figure["exact"])
            and str(fact.unit) == figure["unit"]
            and _day(fact.period.start) == figure["period_start"]
            and _day(fact.period.end) == figure["period_end"]
        ]
        return sorted(same, key=lambda fact: fact.accession != said["accession"])

    def _cited(self, at: Citation, *, same_filing: bool) -> Words | None:
        if at.document not in self._read:
            self._read[at.document] = self._document(at.document)
        document = self._read[at.document]
        if document is None:
            return None
        text, start, end = document.text, at.start, at.end
        return Words(
            document=document.name,
            same_filing=same_filing,
            digest=at.document,
            start=start,
            end=end,
            before=_on_one_line(text[max(0, start - _CONTEXT_CHARACTERS) : start]),
            words=text[start:end],
            after=_on_one_line(text[end : end + _CONTEXT_CHARACTERS]),
        )

    def _document(self, digest: str) -> Document | None:
        try:
            # The store decides whether the viewer may see it; the folder of files cannot.
            filing = self._desk.store.filing(digest, self._desk.viewer)
            return parse(self._desk.blobs.get(digest), name=filing.name)
        except BookrunnerError:
            # A filing whose figures came with the sample or as data has no words to show.
            return None


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
