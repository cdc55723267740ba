"""Earnings calls: who speaks, in which role, in the prepared remarks or in answer to questions.

Known layouts: a name on a line of its own, with the role after a dash or on the next line, and the
words below it (``Jane Roe -- Chief Financial Officer``); and ``Jane Roe: words`` on one line. A
transcript without speakers is left without turns, with a finding.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from bookrunner.documents.document import SpeakerTurn

PREPARED, ANSWERS = "prepared remarks", "questions and answers"
TURNS_MIN = 3
"""Fewer changes of speaker than this are no conversation."""

_CALL = re.compile(
    r"\b(?:earnings|conference|results)\s+(?:conference\s+)?(?:call|webcast)\b|\bcall transcript\b|"
    r"^operator\b",
    re.IGNORECASE | re.MULTILINE,
)
_NAME = r"(?:(?:Dr|Mr|Mrs|Ms)\.? )?[A-Z][\w.'’-]*(?: (?:de|van|von|der|la|[A-Z][\w.'’-]*)){1,4}"
_DASHED = re.compile(
    rf"^[ \t]*(?P<name>{_NAME}|Operator|Unidentified \w+)[ \t]*(?:--|[-–—|]|,)[ \t]*"
    r"(?P<role>[A-Z][^\n.?!]{2,120})[ \t]*:?[ \t]*$"
)
_ALONE = re.compile(rf"^[ \t]*(?P<name>{_NAME}|Operator|Unidentified \w+)[ \t]*:?[ \t]*$")
_INLINE = re.compile(rf"^[ \t]*(?P<name>{_NAME}|OPERATOR|Operator):[ \t]+(?=\S)")
_ROLE_WORDS = re.compile(
    r"\b(?:chief|officer|president|director|analyst|head of|vice|chair(?:man|woman)?|treasurer|"
    r"investor relations|founder|CEO|CFO|COO|partner|manager|controller|counsel|capital|"
    r"securities|research|bank|LLC|Inc|Co\.|& Co)\b",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"^[ \t]*(?:questions?[ \t]*(?:and|&)[ \t]*answers?(?:[ \t]*session)?|Q[ \t]*&[ \t]*A"
    r"(?:[ \t]*session)?)[ \t]*:?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_FIRST_QUESTION = re.compile(
    r"\b(?:our |the )?first question (?:comes|is|today|will come)|\bopen(?:ing)? (?:up )?the "
    r"(?:call|line|floor)s? (?:for|to|up for) (?:your )?questions|"
    r"question[- ]and[- ]answer session",
    re.IGNORECASE,
)


def may_be_transcript(form: str, has_facts: bool) -> bool:  # noqa: FBT001 - reads plainly
    """Whether a document of this form may be the record of a call."""
    return not has_facts and (not form or form.startswith(("EX-99", "425", "8-K", "6-K")))


def speaker_turns(text: str) -> tuple[SpeakerTurn, ...]:
    """The turns of a call in order; none when the text is no call or names no speakers."""
    if _CALL.search(text[:20_000]) is None:
        return ()
    opened = _opened(text)
    if len(opened) < TURNS_MIN:
        return ()
    roles = _roles(text, opened)
    answers = _answers_begin(text, opened)
    turns = []
    for index, (start, name, _, _) in enumerate(opened):
        stop = opened[index + 1][0] if index + 1 < len(opened) else len(text)
        end = start + len(text[start:stop].rstrip())
        part = ANSWERS if start >= answers else PREPARED
        turns.append(SpeakerTurn(name, roles.get(name, ""), part, start, end))
    return tuple(turns)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _opened(text: str) -> list[tuple[int, str, str, bool]]:
    """(offset, speaker, role, whether in one line with the words) where each turn begins."""
    lines = [(start, line) for start, line in _lines(text) if line.strip()]
    inline = [
        (
            start,
            " ".join(match["name"].split()).title() if match["name"].isupper() else match["name"],
        )
        for start, line in lines
        if (match := _INLINE.match(line[:120])) is not None
    ]
    counts = Counter(name for _, name in inline)
    # A label such as "Net Sales: up" is no speaker; speakers come back, and one is the operator.
    if len(inline) >= TURNS_MIN and ("Operator" in counts or max(counts.values()) > 1):
        return [(start, name, "", True) for start, name in inline]
    found: list[tuple[int, str, str, bool]] = []
    for index, (start, line) in enumerate(lines):
        if len(line) > 160:
            continue
        following = lines[index + 1][1] if index + 1 < len(lines) else ""
        dashed = _DASHED.match(line)
        if dashed is not None and (
            _ROLE_WORDS.search(dashed["role"]) or dashed["name"] == "Operator"
        ):
            if _speaks(following):
                found.append((start, dashed["name"], " ".join(dashed["role"].split()), False))
            continue
        alone = _ALONE.match(line)
        if alone is None:
            continue
        if _ROLE_WORDS.search(following) and len(following) < 120 and not _speaks(following):
            below = lines[index + 2][1] if index + 2 < len(lines) else ""
            if _speaks(below):
                found.append((start, alone["name"], " ".join(following.split()), False))
        elif _speaks(following) and (alone["name"] == "Operator" or line.rstrip().endswith(":")):
            found.append((start, alone["name"], "", False))
    return found


def _speaks(line: str) -> bool:
    """Whether a line is said rather than a heading or another name."""
    words = line.split()
    return len(words) >= 2 and (len(words) > 12 or line.rstrip()[-1:] in ".?!…\"”'")


def _roles(text: str, opened: list[tuple[int, str, str, bool]]) -> dict[str, str]:
    roles = {name: "Operator" for _, name, _, _ in opened if name.casefold() == "operator"}
    for _, name, role, _ in opened:
        if role:
            roles.setdefault(name, role)
    # A list of participants names the roles of those whose turns do not.
    for _, line in _lines(text):
        match = _DASHED.match(line) if len(line) < 200 else None
        if match is not None and _ROLE_WORDS.search(match["role"]):
            roles.setdefault(match["name"], " ".join(match["role"].split()))
    return roles


def _answers_begin(text: str, opened: list[tuple[int, str, str, bool]]) -> int:
    """Where questions begin: at their heading, else after the turn that opens the floor."""
    first = opened[0][0]
    for heading in _ANSWERS.finditer(text, first):
        return heading.start()
    # The operator's opening words often promise questions later; the floor opens after a speech.
    starts = [start for start, _, _, _ in opened]
    for index, (start, name, _, _) in enumerate(opened):
        stop = starts[index + 1] if index + 1 < len(starts) else len(text)
        if index >= 2 and _FIRST_QUESTION.search(text, start, stop):
            return start if name.casefold() == "operator" else stop
    return len(text) + 1
