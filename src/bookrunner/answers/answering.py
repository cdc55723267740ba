"""An answer to a question: a figure with its formula, the words that answer, or an abstention."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial

from bookrunner.answers.abstaining import (
    Refusal,
    false_premise,
    outside_period,
    presupposed,
    several_companies,
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
from bookrunner.answers.computing import Computation
from bookrunner.answers.extracts import extract
from bookrunner.answers.figuring import computed_for, figure_answer
from bookrunner.answers.judging import as_trend, direction_verdict, judged
from bookrunner.answers.library import (
    Answer,
    Kind,
    Library,
    Quoted,
    company_of,
    refused,
    text_of,
)
from bookrunner.answers.parts_answering import PartAnswers
from bookrunner.answers.planning import Plan, Task, plan
from bookrunner.answers.telling import told
from bookrunner.figures import Missing
from bookrunner.search import Entry, Question, documents_for, question

_TWO = 2
_SURE = 0.5
"""How much of what a question asks the passages must hold, of its topics and of its own words."""


def answer(words: str, library: Library, *, document: str | None = None) -> Answer:
    """The answer to a question, from what the library holds."""
    if (refusal := unanswerable(words)) is not None:
        return refused(refusal)
    named = library.names.found(words)
    if document is None and (ciks := library.names.homonyms(named)):
        return refused(several_companies(ciks))
    said = [word for one in named.values() for word in one]
    asked = question(words, names=said)
    if document is not None:
        entries = [e for e in library.entries if document in (e.digest, e.source_name, e.stem)]
    else:
        entries = [one for one, _ in documents_for(asked, library.names.documents(named))]
    subjects = set(map(library.names.subject, entries))
    made = plan(asked, said)
    all_of_it = _of(subjects, library)
    if (refusal := to_come(asked, all_of_it)) is not None:
        return refused(refusal)
    if len(subjects) == 1 and (told_of := _in_figures(made, asked, said, entries, library)):
        return told_of
    compared = _compared(asked, said, entries, library)
    if compared is not None:
        return compared
    refusal = (
        unknown_company(asked, library.names.count) if not named and document is None else None
    ) or outside_period(asked, all_of_it)
    if refusal is None and entries:
        texts = partial(text_of, entries, library)
        refusal = (
            false_premise(asked, said, texts)
            or _opposite(asked, said, entries, library)
            or told_nowhere(asked, texts)
        )
    return _extracted(words, asked, library, document) if refusal is None else refused(refusal)


def _in_figures(
    made: Plan | None,
    asked: Question,
    names: Sequence[str],
    entries: Sequence[Entry],
    library: Library,
) -> Answer | None:
    """The figure of a company or of a part of it; None where words may answer."""
    if (by_test := judged(asked, names, entries, library)) is not None:
        return by_test
    parts = PartAnswers(asked, names, entries, library)
    if made is None or parts.is_of_home:
        return parts.answer()
    made = as_trend(made, asked.words)
    found = figure_answer(made, entries, library)
    if found is None or found.value is None:
        return found
    said = verdict(asked.words, found.value) or direction_verdict(asked.words, made, found)
    return replace(found, words=said + found.words)


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
            each.append((name, figure_answer(made, entries, library) if made else None))
    elif len(groups) > 1:
        made = plan(question(for_each_company(asked.words), names=names), names)
        for own in groups.values() if made is not None else ():
            assert made is not None
            each.append((company_of(own[0]), figure_answer(made, own, library)))
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
    done, _ = computed_for(made, entries, library)
    if not isinstance(done, Computation) or len(done.each) < _TWO:
        return None
    first, last = done.each[0][1].value, done.each[-1][1].value
    if isinstance(first, Missing) or isinstance(last, Missing) or first == last:
        return None
    if (last > first) is is_rise:
        return None
    return Refusal("premise", told(made, done, company_of(entries[0])).words.rstrip("."))


def _of(subjects: Collection[str], library: Library) -> list[Entry]:
    """All documents of the companies, however old."""
    return [one for one in library.entries if library.names.subject(one) in subjects]


# ------------------------------------------------------------------------------ extracts


def _extracted(words: str, asked: Question, library: Library, document: str | None) -> Answer:
    """The passages that say what is asked, or that none does well enough."""
    results = library.search(words, document)
    if not results:
        return refused(Refusal("not-found", "nothing in these documents speaks of it"))
    found = extract(asked, results, library.passages)
    if found.confidence < _SURE:
        reason = "these documents do not say it, as far as can be found"
        return refused(Refusal("not-found", reason))
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
