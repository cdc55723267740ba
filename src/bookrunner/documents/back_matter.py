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
_LINE = re.compile(r"^[ \t]*\S[^\n]{0,150}$", re.MULTILINE)
_FURNITURE = re.compile(r"\s*(?:[A-Z-]{0,3}\d{1,3}|table of contents|[^\w]*)\s*", re.IGNORECASE)
_NONE = re.compile(r"(?:none|not applicable|n/a|omitted|not included)\b.{0,60}$", re.IGNORECASE)
_NARRATIVE = re.compile(
    r"(?:financial section|financial review|financial table of contents"
    r"|management[’'`]?s discussion and analysis[^.]{0,90})",
    re.IGNORECASE,
)
_BEHIND_CHARACTERS = 20_000
"""A list of exhibits that names the discussion has less text below the line."""
_SUMMARY_CHARACTERS = 4000
"""A summary that Item 16 allows is seldom given; what follows it is then not its text."""


def back_matter(
    text: str, last: Section, end: int, *, referred: bool = False
) -> tuple[Section, list[Section]]:
    """The last Item cut at the signatures, and sections without Item for what follows it.

    An Item 16 that says "None" ends there, and where financial pages or an exhibit index begin.

    Args:
        referred: Items 7 and 8 only refer to pages behind the Items; the last Item ends where a
            heading of theirs begins.
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
    behind = _behind(text, last, begin, cuts[0][0] if cuts else end, referred=referred)
    cuts = [*behind, *(cut for cut in cuts if not behind or cut[0] > behind[0][0])]
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


def _behind(
    text: str, last: Section, begin: int, end: int, *, referred: bool
) -> list[tuple[int, str]]:
    """Where long text begins that is none of the last Item's."""
    lines = [
        (match.start(), " ".join(match[0].split()))
        for match in _LINE.finditer(text, begin, end)
        if not _FURNITURE.fullmatch(match[0])
    ]
    if last.item == "Item 16" and len(lines) > 1 and _NONE.match(lines[0][1]):
        return lines[1:2] if end - lines[1][0] > _BEHIND_CHARACTERS else []
    if referred:
        heads = [line for line in lines if _NARRATIVE.fullmatch(line[1])]
        return [line for line in heads if end - line[0] > _BEHIND_CHARACTERS][:1]
    return []


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
