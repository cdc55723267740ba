"""From a number down to the words in the filing it was read from.

A figure is looked for in the ledger of a pitch, and then among the statements of its company. Both
are walked in one form, the JSON of figures, in which inputs are named by id.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
    figure_json,
    lineage,
    may_see,
)
from bookrunner.operations.requests import WhyRequest
from bookrunner.operations.responses import Number, Step, Why, Words

_CONTEXT_CHARACTERS = 60
_NEAR_MAX = 4


@dataclass(frozen=True)
class _Known:
    """Figures by id as JSON, where files show them, and where all that was read."""

    figures: Mapping[str, Mapping[str, Any]]
    shown_at: Mapping[str, Sequence[str]]
    origin: str


def why(desk: Desk, request: WhyRequest) -> Why:
    """The tree of a number, top down.

    Raises:
        NotFound: No figure of that id is known.
        NotALedger: The file named is not a ledger.
    """
    asked = request.figure.strip().lower()
    near: list[str] = []
    for known in _places(desk, request.ledger, asked):
        if asked in known.figures:
            reader = _Reader(desk)
            steps = tuple(_steps(known, asked, request.depth, reader))
            return Why(asked, known.origin, steps)
        near += _near(asked, known.figures)
    hint = "workbooks name it on each cell, `bookrunner statements TICKER --json` on each number"
    raise NotFound("figure", request.figure, near=list(dict.fromkeys(near))[:_NEAR_MAX], hint=hint)


def _near(asked: str, figures: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Ids of the same line, plain cases first, then the newest; else ids that look alike."""
    alike = [name for name in figures if name.startswith(f"{asked}.")]
    # Sorting is stable: the last key counts most.
    alike.sort(key=lambda name: figures[name]["period_start"] or "")
    alike.sort(key=lambda name: str(figures[name]["period_end"]), reverse=True)
    alike.sort(key=lambda name: bool(figures[name]["case"]))
    return alike[:_NEAR_MAX] or difflib.get_close_matches(asked, figures, n=2, cutoff=0.7)


# ------------------------------------------------------------------ where figures are known


def _places(desk: Desk, named: Path | None, asked: str) -> Iterator[_Known]:
    """The places to look in, in order; those that cost more come later."""
    if named is not None:
        yield _of_ledger(desk, named)
        return
    for last in (desk.last_pitch, desk.last_shown):
        if last.is_file():
            yield _of_ledger(desk, last)
    company = _company_of(desk, asked)
    if company is not None:
        yield _of_statements(desk, company)


def _of_ledger(desk: Desk, path: Path) -> _Known:
    """The figures of a ledger that the viewer may see, and where files show them."""
    kept = ledger.read(path)
    shown: dict[str, list[str]] = {}
    for place in kept.places:
        shown.setdefault(place.figure_id, []).append(f"{place.file} {place.place}")
    seen = {
        name: record
        for name, record in kept.figures.items()
        if may_see(desk.viewer, frozenset(record["walls"]))
    }
    return _Known(seen, shown, str(path))


def _company_of(desk: Desk, asked: str) -> Company | None:
    prefix = asked.split(".", maxsplit=1)[0].lstrip("_")
    for company in desk.store.companies(desk.viewer):
        ticker = re.sub(r"[^a-z0-9_]+", "_", company.ticker.lower())
        if prefix in (ticker, f"cik{company.cik}"):
            return company
    return None


def _of_statements(desk: Desk, company: Company) -> _Known:
    """Every figure of a company's statements, of each basis and vintage."""
    facts = desk.store.facts(company.cik, desk.viewer)
    shown: list[Figure] = []
    for vintage in Vintage:
        annual = statements(company, facts, vintage=vintage)
        for made in (annual, annual.at(Basis.QUARTERLY), annual.at(Basis.LTM)):
            for period in made.periods:
                found = (made.get(line.key, period) for line in made.lines)
                shown += [figure for figure in found if figure is not None]
    figures = {figure.id: figure_json(figure) for figure in lineage(shown)}
    return _Known(figures, {}, f"the statements of {company.name}")


# --------------------------------------------------------------------------------- the walk


def _steps(known: _Known, top: str, depth_max: int | None, reader: _Reader) -> Iterator[Step]:
    told: set[str] = set()
    stack = [(top, 0)]
    while stack:
        name, depth = stack.pop()
        figure = known.figures.get(name)
        if figure is None:
            # An input behind a wall is not there for this viewer; nor is what it is called.
            continue
        below = figure["lineage"].get("inputs", [])
        repeated = name in told and bool(below)
        yield _step(known, figure, depth, repeated=repeated, reader=reader)
        told.add(name)
        if not repeated and (depth_max is None or depth < depth_max):
            stack += [(one, depth + 1) for one in reversed(below)]


def _step(
    known: _Known, figure: Mapping[str, Any], depth: int, *, repeated: bool, reader: _Reader
) -> Step:
    said = figure["lineage"]
    return Step(
        depth=depth,
        number=_number(figure),
        repeated=repeated,
        shown_at=tuple(known.shown_at.get(figure["id"], ())),
        accession=said.get("accession", ""),
        concept=said.get("concept", ""),
        url=said.get("url", ""),
        words=None if repeated or said["kind"] != "sourced" else reader.words(figure),
    )


def _number(figure: Mapping[str, Any]) -> Number:
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
        origin=_origin(figure["lineage"]),
    )


def _origin(said: Mapping[str, Any]) -> str:
    match said["kind"]:
        case "computed":
            return str(said["words"])
        case "adopted":
            return f"{said['owner']} on {said['on']}: {said['reason']}"
        case "default":
            return str(said["reason"])
    title = f"{said.get('subject', '')} {said['document']}".strip()
    parts = [said["system"], title, said["accession"], said["concept"]]
    return ", ".join(part for part in parts if part)


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
        if said["citation"] is not None:
            at = said["citation"]
            own = Citation(at["document"], at["start"], at["end"])
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
