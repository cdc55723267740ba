"""An answer in a model's sentences over passages that were found, as far as they hold.

The model gets the question and the passages and gives text back. It chooses no document, no query
and no tool; its text is checked, and where too little of it holds the answer stays the extract.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from bookrunner.answers.checking import Checked, checked
from bookrunner.answers.evidence import Evidence, EvidencePassage
from bookrunner.answers.instructions import without_instructions
from bookrunner.answers.library import Answer, Kind, Library, Quoted
from bookrunner.figures import BookrunnerError, Finding, Severity
from bookrunner.llm import Classification, Gateway, Message, Request, Role
from bookrunner.search import Entry, Passage, question

PROMPT = "narrative_1"
"""The file of prompts that is used; a changed prompt is a new file."""
_PURPOSE = "answers.narrate"
_TOKENS_MAX = 700
_KEPT_MIN = 0.5
"""How many of the sentences must hold; a torn text misleads."""
_NOT_THERE = re.compile(r"^\W*not in the passages\W*$", re.I)
_SIGNS = ("$", "€", "£", "¥")
_GUARDED = tuple(Classification)


@dataclass(frozen=True)
class Narrator:
    """What writes, and how guarded each document is."""

    gateway: Gateway
    classification: Callable[[str], Classification]
    """Of a document by its digest."""


def narrated(words: str, found: Answer, library: Library, narrator: Narrator) -> Answer:
    """The extract told in sentences; the extract itself, with findings, where that does not hold.

    Args:
        found: An extract; any other answer is returned as it is.
    """
    if found.kind is not Kind.EXTRACT or not found.citations:
        return found
    evidence = evidence_of(words, found.citations, library)
    request = Request(
        purpose=_PURPOSE,
        messages=(
            Message(Role.SYSTEM, prompt()),
            Message(Role.USER, asked(words, evidence)),
        ),
        classification=strictest(
            [narrator.classification(one.document) for one in found.citations]
        ),
        max_tokens=_TOKENS_MAX,
    )
    try:
        text = narrator.gateway.complete(request).text
    except BookrunnerError as error:
        return _kept_extract(found, f"no model wrote an answer: {error}")
    if _NOT_THERE.match(text):
        return _kept_extract(found, "the model found no answer in these passages")
    result = checked(text, evidence, names=library.names.found)
    return _told(found, result)


def strictest(classifications: Sequence[Classification]) -> Classification:
    """The most guarded of them."""
    return max(classifications, key=_GUARDED.index)


@cache
def prompt() -> str:
    """What the model is told, apart from all data."""
    file = resources.files("bookrunner.answers") / "prompts" / f"{PROMPT}.md"
    return file.read_text(encoding="utf-8")


def asked(words: str, evidence: Evidence) -> str:
    """The question and the passages as one JSON object: no words in them can end their text.

    Sentences that speak to a program are left out.
    """
    passages = [
        {
            "mark": one.mark,
            "company": one.companies[0] if one.companies else "",
            "document": without_instructions(one.source_name)[0].strip(),
            "page": one.page,
            "above": without_instructions(one.context)[0],
            "words": without_instructions(one.words)[0],
        }
        for one in evidence.passages
    ]
    return json.dumps({"question": words, "passages": passages}, ensure_ascii=True, indent=1)


def evidence_of(words: str, quoted: Sequence[Quoted], library: Library) -> Evidence:
    """What was found, as evidence: marks 1, 2, ... in the order of the citations."""
    passages = tuple(
        _passage(str(number), one, library)
        for number, one in enumerate(quoted, start=1)
        if one.entry is not None
    )
    return Evidence(passages=passages, years=question(words).years)


def _passage(mark: str, one: Quoted, library: Library) -> EvidencePassage:
    entry = one.entry
    assert entry is not None
    whole = library.passages(one.document)
    near = next((p for p in whole if p.start <= one.start < p.end), None)
    return EvidencePassage(
        mark=mark,
        document=one.document,
        source_name=entry.source_name,
        start=one.start,
        end=one.end,
        words=one.quote,
        context=near.context if near is not None else "",
        page=one.page,
        companies=_own_names(entry),
        year=entry.year,
        quarter=entry.quarter if entry.quarter != 4 else None,
        period_end=entry.period_end,
        currency=_currency(whole),
    )


def _own_names(entry: Entry) -> tuple[str, ...]:
    return (*entry.names, *entry.tickers)


def _currency(passages: Sequence[Passage]) -> str:
    """The sign of money that a document prints most; "" for none."""
    text = "".join(one.text for one in passages)
    most = max(_SIGNS, key=text.count)
    return most if most in text else ""


def _told(found: Answer, result: Checked) -> Answer:
    findings = [*result.findings, *(f for one in result.withheld for f in one.findings)]
    sentences = len(result.kept) + len(result.withheld)
    if not result.kept or len(result.kept) < _KEPT_MIN * sentences:
        held = f"{len(result.kept)} of {sentences} sentences that the model wrote"
        return _kept_extract(found, f"{held} hold; the passages are quoted instead", findings)
    # All citations stay, so that [2] is the second of them.
    return replace(
        found,
        words=result.text,
        kind=Kind.NARRATIVE,
        findings=(*found.findings, *findings),
    )


def _kept_extract(found: Answer, why: str, findings: Sequence[Finding] = ()) -> Answer:
    told = Finding("answers.narrative", why, Severity.NOTE)
    return replace(found, findings=(*found.findings, told, *findings))
