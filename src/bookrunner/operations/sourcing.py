"""Companies asked for in words: the reading, who fits it with proof, who is not assessed."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from bookrunner.app import Desk
from bookrunner.figures import Figure, Finding, NotFound, Severity
from bookrunner.ledger import Ledger
from bookrunner.operations.days import require_possible
from bookrunner.operations.screen_values import ValueTeller, shown
from bookrunner.operations.screens_shapes import NotAssessed
from bookrunner.operations.searching import indexed
from bookrunner.operations.sourcing_shapes import (
    NotUnderstood,
    ReadCondition,
    SourceAnswer,
    SourceCounts,
    Sourced,
    SourceEvidence,
    SourceReading,
    SourceRequest,
)
from bookrunner.operations.told import company_line, remarks
from bookrunner.targeting import (
    Definitions,
    Frame,
    Node,
    definitions,
    newest_day,
    parsed,
    read_panel,
)
from bookrunner.targeting.sourcing import NothingAsked, read_words
from bookrunner.targeting.sourcing_reading import Condition, Reading
from bookrunner.targeting.sourcing_texts import Described, Descriptions

_NO_REPORT = "an annual report that says what it does (Item 1)"


@dataclass(frozen=True)
class _Search:
    """What is looked for, and in what."""

    reading: Reading
    where: str
    tree: Node | None
    frame: Frame
    known: Definitions
    texts: Descriptions | None

    @property
    def names(self) -> tuple[str, ...]:
        """The features of the conditions, each once."""
        return tuple(dict.fromkeys(self.tree.names())) if self.tree else ()


def answered(desk: Desk, request: SourceRequest) -> SourceAnswer:
    """The companies that fit the words.

    Raises:
        NothingAsked: There are neither words nor a condition.
        TooManyWords: The words are longer than any such request.
        BadExpression, UnknownFeature: The condition cannot be read.
        ImpossibleDay: Nothing can have been known on that day.
        NotFound: The records hold no report.
    """
    known = definitions()
    words, given = request.words.strip(), request.where.strip()
    if not words and not given:
        raise NothingAsked
    reading = read_words(words, known)
    where = given or reading.where
    tree = parsed(where, known.features) if where else None
    if request.as_of is not None:
        require_possible(request.as_of)
    findings = _unread(reading)
    if tree is None and not reading.text:
        return _answer(request, reading, known, where, findings=findings)
    panel = read_panel(desk.store, desk.imports, desk.viewer, known)
    day = request.as_of.toordinal() if request.as_of else newest_day(panel)
    if not day:
        raise NotFound("report", "of any company", hint="ingest filings first")
    texts = None
    if reading.text or reading.text_not:
        findings += indexed(desk).findings
        indexes = desk.shelf.visible(desk.viewer)
        texts = Descriptions(indexes, date.fromordinal(day), reading.text, reading.text_not)
    search = _Search(reading, where, tree, panel.on(day, known), known, texts)
    return _told(desk, request, search, findings)


def _told(
    desk: Desk, request: SourceRequest, search: _Search, findings: list[Finding]
) -> SourceAnswer:
    frame = search.frame
    as_of = date.fromordinal(frame.as_of)
    inside = frame.is_known & ~frame.has_left
    fits, described = _fits(search, inside)
    found = [int(at) for at in np.flatnonzero(inside & (fits == 1))]
    unassessed = [int(at) for at in np.flatnonzero(inside & np.isnan(fits))]
    ranked_by, order = _order(search, found, described)
    results: list[Sourced] = []
    figures: list[Figure] = []
    for rank, at in enumerate(order[: request.count], 1):
        teller = ValueTeller(desk, frame.panel.companies[at], as_of, frame, at, search.known)
        values = tuple(map(teller.value, search.names))
        told = described.get(at)
        results.append(
            Sourced(
                rank,
                company_line(frame.panel.companies[at]),
                round(told.score, 4) if told and search.reading.text else None,
                _evidence(told),
                values,
            )
        )
        figures += teller.figures
        findings += teller.findings
    desk.keep_line(Ledger.of(figures, (), as_of=as_of))
    counts = SourceCounts(
        known=int(frame.is_known.sum()),
        left=int((frame.is_known & frame.has_left).sum()),
        outside=int((inside & (fits == 0)).sum()),
        not_assessed=len(unassessed),
        found=len(found),
    )
    return _answer(
        request,
        search.reading,
        search.known,
        search.where,
        as_of=as_of,
        ranked_by=ranked_by,
        counts=counts,
        results=tuple(results),
        not_assessed=tuple(_not_assessed(search, at, described) for at in unassessed),
        findings=findings,
    )


def _fits(
    search: _Search, inside: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], dict[int, Described]]:
    """For each company 1, 0 or NaN for unknown, and what its report says."""
    frame = search.frame
    fits = np.ones(frame.count) if search.tree is None else frame.truth(search.tree)
    fits = np.where(frame.is_silent, np.nan, fits)
    described: dict[int, Described] = {}
    if search.texts is None:
        return fits, described
    for at in map(int, np.flatnonzero(inside & (fits != 0) & ~frame.is_silent)):
        told = search.texts.of(frame.panel.companies[at].cik)
        if told is None:
            fits[at] = np.nan
            continue
        described[at] = told
        # What a report does not say is outside, whatever else is unknown of the company.
        fits[at] = fits[at] if told.is_match else 0.0
    return fits, described


def _order(
    search: _Search, found: list[int], described: dict[int, Described]
) -> tuple[str, list[int]]:
    """By what the reports say; without a text by the first feature, in the way asked."""
    names = search.names
    if search.reading.text:
        return "how much the report is about the text", sorted(
            found, key=lambda at: (-described[at].score, at)
        )
    if not names:
        return "the order of the records", found
    less = _asks_for_less(search.tree, names[0])
    column = search.frame[names[0]]
    way = "lowest" if less else "highest"
    values = np.where(np.isnan(column), np.inf, column if less else -column)
    return (
        f"{search.known.features[names[0]].label}, the {way} first",
        sorted(found, key=lambda at: (values[at], at)),
    )


def _asks_for_less(tree: Node | None, name: str) -> bool:
    """Whether the first comparison of a feature is with what it is to be below."""
    if tree is None:
        return False
    if tree.operator in ("<", "<=") and name in tree.operands[0].names():
        return True
    return any(
        _asks_for_less(one, name) for one in tree.operands[:1] if name in one.names()
    ) and tree.operator in ("and", "or")


def _evidence(told: Described | None) -> tuple[SourceEvidence, ...]:
    return tuple(
        SourceEvidence(
            one.part,
            one.cited.digest,
            one.cited.source_name,
            one.cited.form,
            one.cited.known_on,
            one.cited.start,
            one.cited.end,
            one.cited.quote,
        )
        for one in (told.evidence if told else ())
    )


def _not_assessed(search: _Search, at: int, described: dict[int, Described]) -> NotAssessed:
    frame = search.frame
    company = company_line(frame.panel.companies[at])
    if frame.is_silent[at]:
        since = date.fromordinal(int(frame.known_since[at]))
        return NotAssessed(company, f"its newest report is of {since}", ())
    lacks = []
    for name in search.names:
        if np.isnan(frame[name][at]):
            feature = search.known.features[name]
            is_told = bool(frame.is_meaningless(feature)[at])
            lacks.append(f"{feature.label}{' (not meaningful)' if is_told else ''}")
    if search.texts is not None and at not in described:
        lacks.append(_NO_REPORT)
    return NotAssessed(company, "what the search needs is not told", tuple(lacks))


def _unread(reading: Reading) -> list[Finding]:
    return [
        Finding(
            "targeting.not-understood",
            f"{one.words!r} was not used: {one.why}",
            Severity.WARNING,
        )
        for one in reading.not_understood
    ]


def _answer(
    request: SourceRequest,
    reading: Reading,
    known: Definitions,
    where: str,
    *,
    findings: list[Finding],
    as_of: date | None = None,
    ranked_by: str = "",
    counts: SourceCounts | None = None,
    results: tuple[Sourced, ...] = (),
    not_assessed: tuple[NotAssessed, ...] = (),
) -> SourceAnswer:
    text = [*reading.text, *(f"without {one}" for one in reading.text_not)]
    command = ["bookrunner", "source", *([", ".join(text)] if text else [])]
    command += ["--where", where] if where else []
    command += ["--as-of", str(as_of)] if as_of else []
    return SourceAnswer(
        words=request.words.strip(),
        as_of=as_of,
        reading=SourceReading(
            reading.text,
            reading.text_not,
            tuple(_condition(one, known) for one in reading.conditions),
            tuple(NotUnderstood(one.words, one.why) for one in reading.not_understood),
            reading.passed_over,
            reading.where,
        ),
        where=where,
        edit=shlex.join(command) if text or where else "",
        ranked_by=ranked_by,
        counts=counts,
        results=results,
        not_assessed=not_assessed,
        findings=remarks(findings),
    )


def _condition(one: Condition, known: Definitions) -> ReadCondition:
    feature = known.features.get(one.feature)
    values = " to ".join(shown(value, one.unit) for value in one.values)
    return ReadCondition(
        one.words,
        one.feature,
        feature.label if feature else one.feature,
        one.operator,
        one.values,
        one.unit,
        values,
        one.is_negated,
        one.joined,
        one.expression,
    )
