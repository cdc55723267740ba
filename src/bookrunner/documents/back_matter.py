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
_SIGNED = re.compile(
    r"^[ \t]*(?P<begin>pursuant\s+to\s+the\s+requirements?\s+of\s+(?:section[^.\n]{0,60}?\s+of\s+)?"
    r"the\s+securities\s+exchange\s+act[^.]{0,200}?(?:registrant|company|issuer|trust))",
    re.IGNORECASE | re.MULTILINE,
)
_ENDS_AS_HEADING = re.compile(r"^[^\n]{0,150}\bsignatures?\W{0,3}$", re.IGNORECASE)
_SUMMARY_CHARACTERS = 4000
"""A summary that Item 16 allows is seldom given; what follows it is then not its text."""


def back_matter(text: str, last: Section, end: int) -> tuple[Section, list[Section]]:
    """The last Item cut at the signatures, and sections without Item for what follows it.

    An Item 16 that says "None" also ends where financial pages or an exhibit index begin.
    """
    begin = text.find("\n", last.start)
    marks = [
        (match.start("title"), " ".join(match["title"].split()))
        for match in _HEADING.finditer(text, begin, end)
    ]
    signed = [mark for mark in marks if mark[1].casefold().startswith("signature")]
    signed = [mark for mark in signed if _is_signed(text, mark[0], end)][:1]
    signed = signed or _signed_without_heading(text, begin, end)
    cuts = signed
    if last.item == "Item 16" and marks and marks[0] not in cuts:
        first = marks[0]
        if first[0] - last.start < _SUMMARY_CHARACTERS:
            cuts = [first, *(cut for cut in cuts if cut[0] > first[0])]
    if signed:
        after = [mark for mark in marks if mark[0] > signed[0][0] + 50]
        after = [m for m in after if not m[1].casefold().startswith(("signature", "power"))]
        cuts = [*cuts, *after[:1]]
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


def _signed_without_heading(text: str, begin: int, end: int) -> list[tuple[int, str]]:
    """Where the registrant signs, by the words of the form; the line above may end in a heading."""
    match = _SIGNED.search(text, begin, end)
    if match is None:
        return []
    above = text.rfind("\n", begin, max(begin, match.start() - 1)) + 1
    title = text[above : match.start()].strip()
    if above and _ENDS_AS_HEADING.search(title):
        return [(above, "Signatures")]
    return [(match.start("begin"), "Signatures")]
