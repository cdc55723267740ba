"""The Items of an 8-K: what happened, each under a heading such as ``Item 2.02``.

An 8-K reports on the Items that apply, in any number and seldom with a table of contents. A
heading is a line that begins with the number of an Item that the form has and goes on, there or on
the next line, with the words of that Item's title.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

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
_HEADING = re.compile(
    r"^[ \t]{0,80}items?[ \t]{1,10}(?P<number>\d{1,2}(?:\.\d{2})?)\b(?P<rest>[^\n]{0,300})$",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNATURES = re.compile(r"^[ \t]{0,80}signatures?[ \t]{0,80}$", re.IGNORECASE | re.MULTILINE)


def current_sections(
    text: str, marks: Mapping[int, HeadingMark], name: str
) -> tuple[list[Section], list[Finding]]:
    """The Items in the order of the document; the last ends before the signatures."""
    hidden = text.rfind("\n" + HIDDEN_HEADING)
    end = hidden if hidden >= 0 else len(text)
    headings = []
    for match in _HEADING.finditer(text, 0, end):
        offset = match.start() + len(match[0]) - len(match[0].lstrip())
        mark = marks.get(offset)
        title = _title(match["number"], match["rest"], text[match.end() + 1 : match.end() + 301])
        if title and not (mark is not None and mark.linked):
            headings.append((match["number"], title, offset))
    if not headings:
        words = "no Item headings were found; the filing has no sections"
        return [], [Finding("documents.no-items", words, Severity.NOTE, where=name)]
    signed = _SIGNATURES.search(text, headings[-1][2], end)
    stops = [offset for _, _, offset in headings[1:]] + [signed.start() if signed else end]
    return [
        Section(f"Item {number}", "", title, start, start + len(text[start:stop].rstrip()))
        for (number, title, start), stop in zip(headings, stops, strict=True)
    ], []


def _title(number: str, rest: str, below: str) -> str:
    """The title beside or below the number; empty when it is not that Item's."""
    expected = _TITLES.get(number)
    if expected is None:
        return ""
    for line in (rest, below.partition("\n")[0] if not re.search(r"[A-Za-z]{2}", rest) else ""):
        title = " ".join(line.split()).strip(" .:-–—|")
        if expected.match(re.sub(r"[^a-z]+", " ", title.casefold()).strip()):
            return title
    return ""
