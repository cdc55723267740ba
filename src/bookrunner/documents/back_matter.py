"""What follows the last Item of a report: signatures, an exhibit index, the financial pages."""

from __future__ import annotations

import re

from bookrunner.documents.document import Section

_HEADING = re.compile(
    r"^[ \t]*(?P<title>signatures?"
    r"|(?:exhibits? index|index to exhibits|index of exhibits)"
    r"|(?:index to |consolidated |audited )*financial statements(?: and [a-z ]{0,60})?"
    r"|management[’'`]?s (?:annual )?(?:report|responsibility)[^\n\t]{0,90}"
    r"|reports? of independent [^\n\t]{0,80}"
    r"|schedule (?:ii|i|iii|iv|v)\b[^\n\t]{0,80}"
    r"|(?:power|powers) of attorney)[ \t:.*]*$",
    re.IGNORECASE | re.MULTILINE,
)
_SUMMARY_CHARACTERS = 4000
"""A summary that Item 16 allows is seldom given; what follows it is then not its text."""


def back_matter(text: str, last: Section, end: int) -> tuple[Section, list[Section]]:
    """The last Item cut at the signatures, and sections without Item for what follows it.

    An Item 16 that says "None" also ends where financial pages or an exhibit index begin.
    """
    marks = [
        (match.start("title"), " ".join(match["title"].split()))
        for match in _HEADING.finditer(text, text.find("\n", last.start), end)
    ]
    signed = [mark for mark in marks if mark[1].casefold().startswith("signature")]
    signed = [mark for mark in signed if _is_signed(text, mark[0], end)]
    cuts = signed[:1]
    if last.item == "Item 16" and marks and marks[0] not in cuts:
        first = marks[0]
        if first[0] - last.start < _SUMMARY_CHARACTERS:
            cuts = [first, *(cut for cut in cuts if cut[0] > first[0])]
    if signed:
        after = [mark for mark in marks if mark[0] > signed[0][0] + 50]
        after = [m for m in after if not m[1].casefold().startswith(("signature", "power"))]
        cuts += after[:1]
    if not cuts:
        return last, []
    stops = [start for start, _ in cuts[1:]] + [end]
    pieces = [
        Section("", "", title, start, start + len(text[start:stop].rstrip()))
        for (start, title), stop in zip(cuts, stops, strict=True)
    ]
    shortened = last.start + len(text[last.start : cuts[0][0]].rstrip())
    return Section(last.item, last.part, last.title, last.start, shortened), pieces


def _is_signed(text: str, start: int, end: int) -> bool:
    below = text[start : min(end, start + 1500)].casefold()
    return any(words in below for words in ("pursuant to", "duly", "/s/", "signed"))
