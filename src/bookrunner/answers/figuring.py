"""A plan computed over a company's documents, told with its formula and citations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from bookrunner.answers.abstaining import Refusal, not_stated
from bookrunner.answers.computing import Computation, NotStated, compute
from bookrunner.answers.library import Answer, Kind, Library, Quoted, company_of, refused, text_of
from bookrunner.answers.lines import LineSource
from bookrunner.answers.periods import When
from bookrunner.answers.planning import Plan, Task
from bookrunner.answers.telling import Told, told
from bookrunner.facts import Statements
from bookrunner.figures import BookrunnerError, Citation, Figure, Missing, Sourced, Term
from bookrunner.search import Entry, Passage

_ALWAYS_STATED = ("net_income", "total_assets", "revenue")
"""Where one of these is read, the statements of that time are, and a line that is not is absent."""


def figure_answer(made: Plan, entries: Sequence[Entry], library: Library) -> Answer | None:
    """The figure that answers; None where the documents' statements do not state its lines."""
    first = entries[0]
    done, source = computed_for(made, entries, library)
    if isinstance(done, Refusal):
        return refused(done)
    if done is None:
        return None
    if isinstance(done.figure.value, Missing):
        reason = f"{done.figure.name} comes to {done.figure.value}: not a meaningful number"
        return refused(Refusal("not-meaningful", reason))
    said = told(made, done, company_of(first))
    return answered(said, done, made, library, source)


def computed_for(
    made: Plan, entries: Sequence[Entry], library: Library
) -> tuple[Computation | Refusal | None, LineSource]:
    """What the plan comes to, and whence; None where words may tell what the statements do not."""
    first = entries[0]
    statements = library.statements(first.cik) if first.cik else None
    source = LineSource(statements, entries, library.statement_passages, library.walls)
    whens = whens_of(made, source)
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
            return not_stated(missing.key, when, partial(text_of, entries, library)), source
        return None, source


def answered(
    said: Told,
    done: Computation,
    made: Plan,
    library: Library,
    source: LineSource,
) -> Answer:
    """What is told of a figure, with the words that its inputs stand in."""
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


def whens_of(made: Plan, source: LineSource) -> tuple[When, ...]:
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
