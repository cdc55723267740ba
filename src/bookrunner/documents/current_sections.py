"""The Items of an 8-K: what happened, each under a heading such as ``Item 2.02``.

An 8-K reports on the Items that apply, in any number and seldom with a table of contents. A
heading is a line that begins with the number of an Item that the form has and goes on, there or on
the next line, with the words of that Item's title.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bookrunner.documents.canonical import HIDDEN_HEADING, HeadingMark
from bookrunner.documents.document import Section
from bookrunner.figures.findings import Finding, Severity

# How each title begins, letters only. Those without a point were the form's until August 2004.
_TITLES = {
    number: re.compile(title)
    for number, title in {
        "1.01": "entry into",
        "1.02": "termination of",
        "1.03": "bankruptcy",
        "1.04": "mine safety",
        "1.05": "material cyber",
        "2.01": "completion of",
        "2.02": "results of",
        "2.03": "creation of",
        "2.04": "triggering",
        "2.05": "costs? associated",
        "2.06": "material impairment",
        "3.01": "notice of",
        "3.02": "unregistered",
        "3.03": "material modification",
        "4.01": "changes? in",
        "4.02": "non ?reliance",
        "5.01": "changes? (?:in|of) control",
        "5.02": "departure|election|appointment|compensatory",
        "5.03": "amendments?",
        "5.04": "temporary",
        "5.05": "amendments?",
        "5.06": "change in",
        "5.07": "submission",
        "5.08": "shareholder|stockholder",
        "6.01": "abs ",
        "6.02": "change (?:of|in)",
        "6.03": "change in",
        "6.04": "failure",
        "6.05": "securities act",
        "6.06": "static",
        "7.01": "regulation fd",
        "8.01": "other",
        "9.01": "(?:d )?(?:financial|exhibits?)",
        "1": "changes? (?:in|of) control",
        "2": "acquisition|completion",
        "3": "bankruptcy",
        "4": "changes? in",
        "5": "other|regulation fd",
        "6": "resignation",
        "7": "financial|exhibits?",
        "8": "change in",
        "9": "regulation fd|results|information",
        "10": "amendments?",
        "11": "temporary",
        "12": "results|disclosure|information",
    }.items()
}
_LETTERS = {number: re.compile(e.pattern.replace(" ", "")) for number, e in _TITLES.items()}
_PARAGRAPH = re.compile(r"(?:[a-z] )+(?=[a-z]{4})")
_HEADING = re.compile(
    r"^[ \t]{0,80}i[ ]?t[ ]?e[ ]?m[ ]?s?[ \t]{0,10}(?:no\b\.?[ \t]{0,10})?"
    r"(?P<number>\d{1,2}(?:\.\d{2})?)\b(?:\([a-z]\))*"
    r"(?P<more>(?:[ \t]*(?:,?[ \t]*and|,|&)[ \t]*(?:items?[ \t]*)?\d\.\d{2}\b(?:\([a-z]\))*){0,6})"
    r"(?P<rest>[^\n]{0,300})",
    re.IGNORECASE | re.MULTILINE,
)
_NUMBER = re.compile(r"\d\.\d{2}")
_SENTENCE_END = (".", ":", ";", "-", "_", "=")
_SIGNATURES = re.compile(r"^[ \t]{0,80}signatures?[ \t]{0,80}$", re.IGNORECASE | re.MULTILINE)


def current_sections(
    text: str, marks: Mapping[int, HeadingMark], name: str
) -> tuple[list[Section], list[Finding]]:
    """The Items in the order of the document; the last ends before the signatures."""
    hidden = text.rfind("\n" + HIDDEN_HEADING)
    end = hidden if hidden >= 0 else len(text)
    headings: list[tuple[list[str], str, int]] = []
    for match in _HEADING.finditer(text, 0, end):
        offset = match.start() + len(match[0]) - len(match[0].lstrip())
        mark = marks.get(offset)
        line_end = text.find("\n", match.start(), end)
        below = text[line_end + 1 : line_end + 301] if line_end >= 0 else ""
        numbers = [match["number"], *_NUMBER.findall(match["more"])]
        title = _title(numbers, match["rest"], below)
        if not title and match["number"] in _TITLES and _is_set_apart(text, match, mark):
            title = " ".join(match["rest"].split()).strip(" .:-–—|")
        stated = title or (match["number"] in _TITLES and _is_alone(text, match, below))
        if stated and not (mark is not None and mark.linked):
            headings.append((numbers, title, offset))
    if not headings:
        words = "no Item headings were found; the filing has no sections"
        return [], [Finding("documents.no-items", words, Severity.NOTE, where=name)]
    signed = _SIGNATURES.search(text, headings[-1][2], end)
    stops = [offset for _, _, offset in headings[1:]] + [signed.start() if signed else end]
    found = [
        Section(f"Item {number}", "", title, start, start + len(text[start:stop].rstrip()))
        for (numbers, title, start), stop in zip(headings, stops, strict=True)
        for number in numbers
    ]
    return found, _combined(headings, name)


def _combined(headings: Sequence[tuple[list[str], str, int]], name: str) -> list[Finding]:
    return [
        Finding(
            "documents.items-combined",
            f"the heading at {start} stands for Items {', '.join(numbers)}, which share its text",
            Severity.NOTE,
            where=name,
        )
        for numbers, _, start in headings
        if len(numbers) > 1
    ]


def _is_set_apart(text: str, match: re.Match[str], mark: HeadingMark | None) -> bool:
    """Whether a line with other words than the form's is set as a heading.

    It begins a paragraph, in bold or with capitals on most of its words.
    """
    before = text[: match.start()].rstrip(" \t")[-2:]
    if not before.endswith("\n\n") and not before.strip().endswith(_SENTENCE_END) and mark is None:
        return False
    words = re.findall(r"[A-Za-z]{4,}", match["rest"])
    if not words or len(match["rest"]) >= 160:
        return False
    capital = sum(word[0].isupper() for word in words)
    bold = mark is not None and mark.bold
    return words[0][0].isupper() and (bold or capital * 4 >= len(words) * 3)


def _is_alone(text: str, match: re.Match[str], below: str) -> bool:
    """Whether only the number stands in the line, after a paragraph and before another."""
    if re.search(r"\w", match["rest"]):
        return False
    before = text[: match.start()].rstrip()[-1:]
    under = below.lstrip()
    return before in _SENTENCE_END and under[:1].isupper() and not _HEADING.match(under)


def _title(numbers: Sequence[str], rest: str, below: str) -> str:
    """The title beside or below the number; empty when it is none of these Items'."""
    known = [_TITLES[number] for number in numbers if number in _TITLES]
    under = below.lstrip().partition("\n")[0]
    for line in (rest, under if not re.search(r"[A-Za-z]{2}", rest) else ""):
        title = " ".join(line.split()).strip(" .:-–—|")
        words = re.sub(r"[^a-z]+", " ", title.casefold()).strip()
        # "(c) Exhibits" has a paragraph of the form; small capitals leave spaces within words.
        written = (words, _PARAGRAPH.sub("", words))
        if any(e.match(each) for e in known for each in written):
            return title
        if any(_LETTERS[n].match(words.replace(" ", "")) for n in numbers if n in _LETTERS):
            return title
    return ""
