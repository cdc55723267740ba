"""An answer to a question: a figure with its formula, the words that answer, or an abstention."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import partial

from bookrunner.answers.abstaining import (
    Refusal,
    false_premise,
    not_stated,
    outside_period,
    presupposed,
    to_come,
    told_nowhere,
    unanswerable,
    unknown_company,
)
from bookrunner.answers.comparing import (
    ACTIVITIES,
    for_each_company,
    is_of_activities,
    verdict,
    wants_most,
)
from bookrunner.answers.computing import Computation, NotStated, compute
from bookrunner.answers.extracts import extract
from bookrunner.answers.lines import LineSource
from bookrunner.answers.periods import When
from bookrunner.answers.planning import Plan, Task, plan
from bookrunner.answers.telling import Told, told
from bookrunner.facts import Statements
from bookrunner.figures import (
    BookrunnerError,
    Citation,
    Figure,
    Finding,
    Missing,
    Sourced,
    Term,
    Walls,
)
from bookrunner.search import Entry, Names, Passage, Question, Result, documents_for, question

_ALWAYS_STATED = ("net_income", "total_assets", "revenue")
"""Where one of these is read, the statements of that time are, and a line that is not is absent."""
_TWO = 2
_SURE = 0.5
"""How much of what a question asks the passages must hold, of its topics and of its own words."""


class Kind(Enum):
    """What an answer is."""

    FIGURE = "figure"
    EXTRACT = "extract"
    NARRATIVE = "narrative"
    ABSTAINED = "abstained"


@dataclass(frozen=True)
class Quoted:
    """Words of a document that an answer stands on."""

    entry: Entry | None
    """None where the number came as data, without words."""
    document: str
    page: int | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Answer:
    """What is answered, and on what it stands."""

    words: str
    kind: Kind
    reason: str = ""
    """Why there is no answer; "" for one."""
    value: float | None = None
    unit: str = ""
    period: str = ""
    formula: str = ""
    figure: Figure | None = None
    citations: tuple[Quoted, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Library:
    """What may be read to answer, all of it already chosen for the viewer."""

    entries: Sequence[Entry]
    search: Callable[[str, str | None], Sequence[Result]]
    """The best passages for a question, in one document if it is named."""
    passages: Callable[[str], Sequence[Passage]]
    """A document's passages in order."""
    statement_passages: Callable[[str], Sequence[Passage]]
    """Those of its primary statements."""
    walls: Callable[[str], Walls]
    """Those that a document stands behind, by its digest."""
    statements: Callable[[str], Statements | None]
    """The tagged facts of a company by its CIK; None where there are none."""
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", Names(self.entries))


def answer(words: str, library: Library, *, document: str | None = None) -> Answer:
    """The answer to a question, from what the library holds."""
    if (refused := unanswerable(words)) is not None:
        return _refused(refused)
    named = library.names.found(words)
    said = [word for one in named.values() for word in one]
    asked = question(words, names=said)
    if document is not None:
        entries = [e for e in library.entries if document in (e.digest, e.source_name, e.stem)]
    else:
        entries = [
            one for one, _ in documents_for(asked, library.entries, set(named), library.names)
        ]
    subjects = set(map(library.names.subject, entries))
    made = plan(asked, said)
    all_of_it = _of(subjects, library)
    if (refused := to_come(asked, all_of_it)) is not None:
        return _refused(refused)
    if made is not None and len(subjects) == 1:
        figured = _figured(made, entries, library)
        if figured is not None and figured.value is not None:
            return replace(figured, words=verdict(asked.words, figured.value) + figured.words)
        if figured is not None:
            return figured
    compared = _compared(asked, said, entries, library)
    if compared is not None:
        return compared
    refused = (
        unknown_company(asked, library.names.count) if not named and document is None else None
    ) or outside_period(asked, all_of_it)
    if refused is None and entries:
        texts = partial(_text, entries, library)
        refused = (
            false_premise(asked, said, texts)
            or _opposite(asked, said, entries, library)
            or told_nowhere(asked, texts)
        )
    return _extracted(words, asked, library, document) if refused is None else _refused(refused)


def _compared(
    asked: Question, names: Sequence[str], entries: Sequence[Entry], library: Library
) -> Answer | None:
    """The most or least of several companies or activities; None where it is not all there."""
    groups: dict[str, list[Entry]] = {}
    for one in entries:
        groups.setdefault(library.names.subject(one), []).append(one)
    each: list[tuple[str, Answer | None]] = []
    if len(groups) == 1 and is_of_activities(asked.words):
        for name in ACTIVITIES:
            made = plan(replace(asked, words=f"What was {name}?"), names)
            each.append((name, _figured(made, entries, library) if made else None))
    elif len(groups) > 1:
        made = plan(question(for_each_company(asked.words), names=names), names)
        for own in groups.values() if made is not None else ():
            assert made is not None
            each.append((_company(own[0]), _figured(made, own, library)))
    told_each = [
        (name, one)
        for name, one in each
        if one is not None and one.kind is Kind.FIGURE and one.value is not None
    ]
    if len(told_each) < _TWO or len(told_each) < len(each):
        return None
    if len({one.unit for _, one in told_each}) > 1:
        return None
    most = wants_most(asked.words)
    ranked = sorted(told_each, key=lambda pair: pair[1].value or 0.0, reverse=most)
    name, best = ranked[0]
    series = " ".join(one.words for _, one in ranked)
    return replace(
        best,
        words=f"{name[0].upper()}{name[1:]} has the {'most' if most else 'least'}. {series}",
        formula="; ".join(f"{name}: {one.formula}" for name, one in ranked),
        citations=tuple(dict.fromkeys(c for _, one in ranked for c in one.citations)),
        findings=tuple(f for _, one in ranked for f in one.findings),
    )


def _opposite(
    asked: Question, names: Sequence[str], entries: Sequence[Entry], library: Library
) -> Refusal | None:
    """Whether it asks why something rose that fell, or the other way round."""
    if (taken := presupposed(asked.words)) is None:
        return None
    words, is_rise = taken
    made = plan(question(words, names=names), names)
    if made is None or made.task is not Task.TREND:
        return None
    done, _ = _computed(made, entries, library)
    if not isinstance(done, Computation) or len(done.each) < _TWO:
        return None
    first, last = done.each[0][1].value, done.each[-1][1].value
    if isinstance(first, Missing) or isinstance(last, Missing) or first == last:
        return None
    if (last > first) is is_rise:
        return None
    return Refusal("premise", told(made, done, _company(entries[0])).words.rstrip("."))


def _of(subjects: Collection[str], library: Library) -> list[Entry]:
    """All documents of the companies, however old."""
    return [one for one in library.entries if library.names.subject(one) in subjects]


def _text(entries: Sequence[Entry], library: Library) -> str:
    """What the documents say, without case."""
    return " ".join(
        passage.text for one in entries for passage in library.passages(one.digest)
    ).casefold()


# ------------------------------------------------------------------------------- figures


def _figured(made: Plan, entries: Sequence[Entry], library: Library) -> Answer | None:
    """The figure that answers; None where the documents' statements do not state its lines."""
    first = entries[0]
    done, source = _computed(made, entries, library)
    if isinstance(done, Refusal):
        return _refused(done)
    if done is None:
        return None
    if isinstance(done.figure.value, Missing):
        reason = f"{done.figure.name} comes to {done.figure.value}: not a meaningful number"
        return _refused(Refusal("not-meaningful", reason))
    said = told(made, done, _company(first))
    return _answered(said, done, made, library, source)


def _computed(
    made: Plan, entries: Sequence[Entry], library: Library
) -> tuple[Computation | Refusal | None, LineSource]:
    """What the plan comes to, and whence; None where words may tell what the statements do not."""
    first = entries[0]
    statements = library.statements(first.cik) if first.cik else None
    source = LineSource(statements, entries, library.statement_passages, library.walls)
    whens = _whens(made, source)
    if not whens:
        return None, source
    try:
        return compute(made, source, whens), source
    except NotStated as missing:
        when = missing.when
        if _is_uncovered(when, entries, statements):
            reason = f"no report here covers {when}; {_covers(entries)}"
            return Refusal("period", reason), source
        if any(source.line(key, when) is not None for key in _ALWAYS_STATED):
            return not_stated(missing.key, when, partial(_text, entries, library)), source
        return None, source


def _answered(
    said: Told,
    done: Computation,
    made: Plan,
    library: Library,
    source: LineSource,
) -> Answer:
    by_digest = {one.digest: one for one in library.entries}
    used = _inputs(done.figure)
    if made.task is Task.TREND:
        used = list({i.id: i for _, one in done.each for i in _inputs(one)}.values())
    quotes = [
        _quoted(citation, by_digest, library)
        for one in used
        if isinstance(one.lineage, Sourced)
        and (citation := one.lineage.source.citation) is not None
    ]
    return Answer(
        words=said.words,
        kind=Kind.FIGURE,
        value=said.value,
        unit=said.unit,
        period=said.period,
        formula=said.formula,
        figure=done.figure,
        citations=tuple(dict.fromkeys(quotes)),
        findings=tuple(source.findings),
    )


def _whens(made: Plan, source: LineSource) -> tuple[When, ...]:
    """The periods to compute for; where none is named, the newest there is."""
    settled = [source.settled(one) for one in made.whens or (When(0),)]
    whens = tuple(one for one in settled if one is not None)
    if not whens or len(whens) < len(settled):
        return ()
    if made.task is Task.VALUE:
        return whens[-1:]
    if made.task is Task.AVERAGE or made.task is Task.COMPOUND_GROWTH:
        return whens
    if len(whens) == 1:
        before = whens[0].quarter_before if made.is_sequential and whens[0].quarter else None
        return (before or whens[0].prior, whens[0])
    return (whens[0], whens[-1]) if made.task is not Task.TREND else whens


def _is_uncovered(when: When, entries: Sequence[Entry], statements: Statements | None) -> bool:
    """Whether no report is of that year, or of one of the two after it, which would show it."""
    years = {one.year for one in entries if one.year is not None}
    if any(when.year <= year <= when.year + 2 for year in years):
        return False
    if statements is None:
        return True
    try:
        statements.period(str(when), "revenue")
    except BookrunnerError:
        return True
    return False


def _covers(entries: Sequence[Entry]) -> str:
    years = sorted({one.year for one in entries if one.year is not None})
    if not years:
        return "none of the reports says its fiscal year"
    told_years = ", ".join(f"FY{year}" for year in years)
    return f"there are reports for {told_years}"


def _inputs(figure: Figure) -> list[Figure]:
    """The figures at the ends of a formula, each once, in its order."""
    found: dict[str, Figure] = {}
    waiting: list[Term] = [figure]
    while waiting:
        term = waiting.pop(0)
        if isinstance(term, Figure) and term.is_input:
            found.setdefault(term.id, term)
        else:
            below = term.expression if isinstance(term, Figure) else term
            waiting = [*getattr(below, "operands", ()), *waiting]
    return list(found.values())


def _quoted(citation: Citation, entries: Mapping[str, Entry], library: Library) -> Quoted:
    entry = entries.get(citation.document)
    page, quote = None, ""
    if entry is not None:
        for passage in library.passages(citation.document):
            if passage.start <= citation.start < passage.end:
                page = passage.page
                quote = _row_around(passage, citation.start, citation.end)
                break
    return Quoted(entry, citation.document, page, citation.start, citation.end, quote)


def _row_around(passage: Passage, start: int, end: int) -> str:
    """The line that a number stands in, which says what it is."""
    first = passage.text.rfind("\n", 0, start - passage.start) + 1
    last = passage.text.find("\n", end - passage.start)
    return passage.text[first : last if last >= 0 else len(passage.text)].strip()


# ------------------------------------------------------------------------------ extracts


def _extracted(words: str, asked: Question, library: Library, document: str | None) -> Answer:
    """The passages that say what is asked, or that none does well enough."""
    results = library.search(words, document)
    if not results:
        return _refused(Refusal("not-found", "nothing in these documents speaks of it"))
    found = extract(asked, results, library.passages)
    if found.confidence < _SURE:
        reason = "these documents do not say it, as far as can be found"
        return _refused(Refusal("not-found", reason))
    quotes = tuple(
        Quoted(
            one.entry,
            one.entry.digest,
            one.hit.passage.page,
            one.hit.passage.start,
            one.hit.passage.end,
            one.hit.passage.text,
        )
        for one in found.results
    )
    return Answer(words=quotes[0].quote, kind=Kind.EXTRACT, citations=quotes)


def _refused(refusal: Refusal) -> Answer:
    return Answer(words=f"No answer: {refusal.words}.", kind=Kind.ABSTAINED, reason=refusal.reason)


def _company(entry: Entry) -> str:
    return entry.names[0] if entry.names else entry.stem
