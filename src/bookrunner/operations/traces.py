"""Whether a page without a name can be traced to its company: by words of it, or by a search."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookrunner.app import Desk
from bookrunner.figures import Finding, Severity
from bookrunner.operations.searching import indexed
from bookrunner.pitch import PitchInputs
from bookrunner.pitch.papers import Identified
from bookrunner.search import Catalogue, search

_COMPANIES_MIN = 10
"""Among documents of fewer companies some company's must come first; that is told, not refused."""
_WORDS_MIN = 4
_DEPTH = 5
_LEGAL = re.compile(
    r"[,.]|\b(?:inc|corp|corporation|co|company|ltd|llc|plc|holdings?|group|the)\b"
    r"|\(.*?\)",
    re.IGNORECASE,
)


def traces(desk: Desk, inputs: PitchInputs, texts: Sequence[str]) -> Sequence[Finding]:
    """Looks the page's own words up in everything that the viewer may see.

    Raises:
        Identified: It names the company, or most of its texts find that company's documents first
            among those of ten companies or more.
    """
    label = inputs.target.label
    named = _names(inputs, texts)
    if named:
        raise Identified(label, [f"it says {one}" for one in named])
    indexed(desk)
    indexes = desk.shelf.visible(desk.viewer)
    catalogue = Catalogue(entry for index in indexes for entry in index.entries())
    count = len({one.cik for one in catalogue.entries if one.passages > 0})
    told = [text for text in texts if len(text.split()) >= _WORDS_MIN]
    first: list[str] = []
    near: list[Finding] = []
    for text in (*told, " ".join(told)):
        hits = search(text, indexes, as_of=inputs.valuation_date, count=_DEPTH)
        own = [(at, one) for at, one in enumerate(hits, 1) if one.entry.cik == inputs.target.cik]
        if own:
            place, one = own[0]
            message = (
                f'a search for "{_short(text)}" finds {one.entry.source_name} of {label} '
                f"in place {place} of {_DEPTH}, among documents of "
                f"{count} {'company' if count == 1 else 'companies'}"
            )
            near.append(Finding("teaser.found", message, Severity.WARNING, label))
            first += [message] if place == 1 else []
    if count >= _COMPANIES_MIN and len(first) > len(told) / 2:
        raise Identified(label, first)
    if not count:
        message = (
            "the records hold no documents, so that no search can tell whether the words of the "
            "page lead to the company; ingest its reports and those of others of its sector"
        )
        near.append(Finding("teaser.not-searched", message, Severity.WARNING, label))
    return near


def _names(inputs: PitchInputs, texts: Sequence[str]) -> Sequence[str]:
    """The names of the company that the texts hold: its name without legal form, and its ticker."""
    text = " ".join(texts)
    bare = " ".join(_LEGAL.sub(" ", inputs.company.name).split())
    found = [bare] if bare and re.search(rf"\b{re.escape(bare)}\b", text, re.IGNORECASE) else []
    ticker = inputs.company.ticker
    if ticker and re.search(rf"\b{re.escape(ticker)}\b", text):
        found.append(ticker)
    return found


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
