"""What an 8-K tells: the event of each Item, by its number where that says it, else by its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bookrunner.documents import Document, unwrapped
from bookrunner.monitor.event import Sign
from bookrunner.monitor.item_words import ItemWords, item_words
from bookrunner.monitor.people import changes_of_people
from bookrunner.monitor.votes import vote
from bookrunner.monitor.wording import BACKGROUND, NEWS_OF_DEAL, told

_BY_NUMBER = {
    "1.02": "agreement_terminated",
    "1.03": "bankruptcy",
    "1.04": "mine_safety",
    "1.05": "cyber_incident",
    "2.01": "deal_completed",
    "2.02": "results",
    "2.03": "new_debt",
    "2.04": "acceleration",
    "2.05": "restructuring",
    "2.06": "impairment",
    "3.01": "delisting_notice",
    "3.02": "unregistered_equity",
    "3.03": "rights_modified",
    "4.01": "auditor_change",
    "4.02": "non_reliance",
    "5.01": "control_change",
    "5.03": "charter_amendment",
    "5.04": "blackout",
    "5.05": "ethics_waiver",
    "5.06": "shell_status",
    "5.08": "nominations",
    "6.01": "asset_backed",
    "6.02": "asset_backed",
    "6.03": "asset_backed",
    "6.04": "asset_backed",
    "6.05": "asset_backed",
    "6.06": "asset_backed",
    "1": "control_change",
    "2": "deal_completed",
    "3": "bankruptcy",
    "4": "auditor_change",
    "6": "director_departure",
    "8": "fiscal_year_change",
    "10": "ethics_waiver",
    "11": "blackout",
    "12": "results",
}
"""The event that a number says by itself; single digits are the form's until August 2004."""
_BY_TEXT = {"1.01": "material_agreement", "7.01": "other_event", "8.01": "other_event"} | {
    "5": "other_event",
    "9": "other_event",
}
"""Numbers under which anything may be told, with what is left when the text says nothing known."""
_SHARPER: dict[str, set[str]] = {
    "1.02": {"deal_terminated"},
    "2.02": {"results_revised", "guidance"},
    "12": {"results_revised", "guidance"},
    "3.01": {"delisting_notice", "listing_transfer"},
    "3.03": {"rights_plan", "stock_split"},
    "4": {"going_concern"},
    "4.01": {"going_concern"},
    "5.03": {"fiscal_year_change", "name_change"},
}
"""What the text of an Item may tell beside its number's event, or more exactly."""
_INSTEAD = {
    "results_revised",
    "rights_plan",
    "listing_transfer",
    "deal_terminated",
    "stock_split",
    "fiscal_year_change",
    "name_change",
}
"""Of those, what stands in place of the number's event."""
_BESIDE = {
    "results": {"guidance", "dividend", "buyback"},
    "guidance": {"dividend", "buyback"},
    "dividend": {"buyback", "guidance"},
    "buyback": {"dividend", "guidance"},
    "deal_terminated": {"deal_completed", "merger_agreement"},
    "compensation": {"director_election"},
    "auditor_change": {"going_concern"},
}
"""What a later sentence of an Item may add to its first event."""
_PENDING = {"credit_agreement", "commercial_contract", "compensation", "litigation", "presentation"}
"""What a sentence after a recalled merger may look like, and yet is news of that deal."""
_NO_EVENT = ("9.01", "7")
"""Exhibits and statements, which tell nothing that happened."""
_LEAD_MAX = 2500
_HEADING_MAX = 100
_DEAL = re.compile(r"\b(?:merger|acquisition|business\s+combination|tender\s+offer)\b", re.I)
_FURTHER = re.compile(r"(?:additionally|in\s+addition|also|separately)\b", re.IGNORECASE)
Span = tuple[int, int]


def signs_of_current_report(document: Document, company: str) -> list[tuple[str, Sign]]:
    """The Items of an 8-K with the events that each tells, in the order of the document."""
    text = unwrapped(document.text)
    found = []
    for section in document.sections:
        number = section.item.removeprefix("Item ")
        if section.item.startswith("Item ") and number not in _NO_EVENT:
            item = item_words(section, text)
            found += [(number, sign) for sign in _signs(item, company)]
    return found


def event_of_item(number: str) -> str:
    """The event that an Item's number says before its text is read; empty where it says none."""
    if number in _NO_EVENT:
        return ""
    if number == "5.07":
        return "vote"
    return _BY_NUMBER.get(number) or _BY_TEXT.get(number, "")


def _signs(item: ItemWords, company: str) -> Sequence[Sign]:
    if item.number == "5.07":
        return [vote(item)]
    if item.number == "5.02":
        return _people(item, company)
    if item.number in _BY_TEXT:
        return _by_text(item, company)
    return _by_number(item)


def _people(item: ItemWords, company: str) -> Sequence[Sign]:
    changes = changes_of_people(item, company)
    return [*changes, *_pay(item, changes)]


def _pay(item: ItemWords, changes: Sequence[Sign]) -> Sequence[Sign]:
    """Pay as an event of its own, where it is not the terms of somebody's coming or going."""
    spans = _lead(item)
    proof = _proof(item, "compensation", spans)
    if not changes:
        return [Sign("compensation", *proof, "Item 5.02 names nobody who comes or goes")]
    if spans and item.said(spans[0]).startswith("(e)"):
        return [Sign("compensation", *proof, "paragraph (e) of the Item stands first")]
    return []


def _by_number(item: ItemWords) -> Sequence[Sign]:
    event = _BY_NUMBER.get(item.number, "other_event")
    sharper = _SHARPER.get(item.number, set())
    spans = _lead(item)
    extra: dict[str, Sign] = {}
    for span in [*_news(item, spans), *spans]:
        rule = told(item.said(span), only=sharper)
        if rule is not None:
            extra.setdefault(rule.event, Sign(rule.event, *span, rule.because))
    if event in extra:
        return [extra[event]]
    instead = [sign for name, sign in extra.items() if name in _INSTEAD]
    if instead:
        return instead
    own = [Sign(event, *_proof(item, event, spans), f"Item {item.number}"), *extra.values()]
    return [*own, *_added(item, spans, event)]


def _proof(item: ItemWords, event: str, spans: Sequence[Span]) -> Span:
    """The sentence that shows the event best: one that tells it, else the first of news."""
    news = _news(item, spans)
    telling = (span for span in news if told(item.said(span), only={event}))
    return next(
        telling, next(iter([*news, *spans]), (item.heading, max(item.end, item.heading + 1)))
    )


def _added(item: ItemWords, spans: Sequence[Span], event: str) -> Iterator[Sign]:
    """A further deal that the report of a completed one announces."""
    if event != "deal_completed":
        return
    for span in spans:
        words = item.said(span)
        if _FURTHER.match(words) and told(words, only={"merger_agreement"}):
            yield Sign("merger_agreement", *span, "a further agreement is signed")
            return


def _by_text(item: ItemWords, company: str) -> Sequence[Sign]:
    spans = _lead(item)
    found: dict[str, Sign] = {}
    is_open = item.number != "1.01"
    pending = False
    for span in spans:
        words = item.said(span)
        is_background = is_open and bool(BACKGROUND.search(words))
        rule = told(words, is_background=is_background)
        if rule is None or (pending and not found and rule.event in _PENDING):
            if not (pending and rule):
                pending = pending or (not found and is_background and bool(_DEAL.search(words)))
                continue
            rule = NEWS_OF_DEAL
        first = next(iter(found), "")
        if not found or rule.event in _BESIDE.get(first, ()):
            found.setdefault(rule.event, Sign(rule.event, *span, rule.because))
    changes = changes_of_people(item, company)
    if changes and (not found or set(found) <= {"compensation", "other_event", "presentation"}):
        return [*(found.values() if item.number == "1.01" else ()), *changes]
    if found:
        return list(found.values())
    event = "deal_update" if pending else _BY_TEXT[item.number]
    return [Sign(event, *_proof(item, event, spans), f"Item {item.number}; its text says no more")]


def _news(item: ItemWords, spans: Sequence[Span]) -> list[Span]:
    return [span for span in spans if not BACKGROUND.search(item.said(span))]


def _lead(item: ItemWords) -> list[Span]:
    """The sentences of an Item's beginning, where it says what happened, without its headings."""
    return [
        span
        for span in item.sentences
        if span[0] - item.start <= _LEAD_MAX and not _is_heading(item.said(span))
    ]


def _is_heading(words: str) -> bool:
    """Whether a line is a heading: short, without a full stop, in capitals."""
    letters = [word for word in words.split() if len(word) > 3 and word[0].isalpha()]
    capital = sum(word[0].isupper() for word in letters)
    return (
        len(words) < _HEADING_MAX and words[-1:] not in ".;:,”" and capital * 4 >= len(letters) * 3
    )
