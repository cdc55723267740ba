"""How holders voted: whether pay, a director or a proposal of the company failed.

Proposals of shareholders fail as a rule, and that is no news.
"""

from __future__ import annotations

import re

from bookrunner.monitor.event import Sign
from bookrunner.monitor.item_words import ItemWords

_FAILED = re.compile(
    r"did\s+not\s+(?:receive|approve|pass|obtain|elect)|(?:was|were)\s+not\s+(?:approved|elected|"
    r"re-?elected|adopted)|\bnot\s+receive\s+the\s+(?:necessary|required|requisite)|(?:proposal|"
    r"motion)\s+(?:was\s+)?(?:failed|rejected|defeated)|voted\s+against\s+(?:the\s+)?(?:approval|"
    r"advisory)|failed\s+to\s+(?:receive|approve)",
    re.IGNORECASE,
)
_HOLDERS_OWN = re.compile(r"\b(?:share|stock)(?:holder|owner)s?\s+proposals?\b", re.IGNORECASE)
_FREQUENCY = re.compile(r"frequency|one\s+year|every\s+year|adjourn", re.IGNORECASE)
_COUNT = re.compile(r"(?<![\d,.$])\d{1,3}(?:,\d{3})+(?![\d,])|(?<![\d,.$])\d{5,}(?![\d,])")
_SIDE = re.compile(r"^\s*(?:votes?\s+)?(for|against|withheld)\b[\s:]*", re.IGNORECASE)
_HEADED = re.compile(r"\bfor\b.{0,40}\b(?:against|withh\w+)\b", re.IGNORECASE)
_AGAINST_FIRST = re.compile(r"\b(?:against|withh\w+)\b.{0,40}\bfor\b", re.IGNORECASE)
_NAMED = re.compile(r"[A-Za-z]{3,}")


def vote(item: ItemWords) -> Sign:
    """The vote as one event: failed where something of the company's failed."""
    spans = list(item.sentences)
    first = spans[0] if spans else (item.heading, item.end)
    failed = _failed_in_words(item, spans) or _failed_in_counts(item)
    if failed is not None:
        return Sign("vote_failed", *failed, "more votes against than for, or not approved")
    return Sign("vote", *first, "Item 5.07")


def _failed_in_words(item: ItemWords, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    before = ""
    for span in spans:
        words = item.said(span)
        if _FAILED.search(words) and not _HOLDERS_OWN.search(f"{before} {words}"):
            return span
        before = words
    return None


def _failed_in_counts(item: ItemWords) -> tuple[int, int] | None:
    """The row whose votes against are more than those for."""
    topic, holders_own, turned, votes_for = "", False, False, None
    place = item.start
    for line in item.text[item.start : item.end].split("\n"):
        start, place = place, place + len(line) + 1
        counts = [int(c.replace(",", "")) for c in _COUNT.findall(line)]
        side = _SIDE.match(line)
        if len(counts) < 2 and not (side and counts):
            if _NAMED.search(line) and not _HEADED.search(line):
                topic = line
                holders_own = bool(_HOLDERS_OWN.search(line)) or (
                    holders_own and not re.search(r"\d\W|proposal|item", line, re.IGNORECASE)
                )
            turned = turned or bool(_AGAINST_FIRST.search(line) and not _HEADED.search(line))
            continue
        whose = f"{topic} {line}"
        if holders_own or _HOLDERS_OWN.search(whose) or _FREQUENCY.search(whose) or turned:
            continue
        if re.search(r"\bproposals?\s+(?:no\.?\s*)?\d", whose, re.IGNORECASE) and side:
            continue
        if side and len(counts) == 1:
            if side[1].lower() == "for":
                votes_for = counts[0]
            elif votes_for is not None and counts[0] > votes_for:
                return start, start + len(line.rstrip())
            continue
        if counts[1] > counts[0] and not re.search(r"present|outstanding|entitled|quorum", line):
            return start, start + len(line.rstrip())
    return None
