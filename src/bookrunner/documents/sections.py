"""The Items of a 10-K or 10-Q: the real headings, not the table of contents or cross references.

Every line that begins with "Item N" is a candidate. Lines of a table of contents (links, page
numbers, many in a row) and running text are taken out or count little; of the rest, the headings
are the ascending series that scores best, where a title that fits the Item, bold type and a long
text below count for a candidate.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from bookrunner.documents.back_matter import back_matter
from bookrunner.documents.canonical import HIDDEN_HEADING, HeadingMark
from bookrunner.documents.document import Section
from bookrunner.documents.item_index import IndexRow, Located, by_title, located, rows_of
from bookrunner.documents.items import ANNUAL, QUARTERLY, ItemDefinition
from bookrunner.documents.page_numbers import pages
from bookrunner.figures.findings import Finding, Severity

CANDIDATES_MAX = 3000
"""More lines that begin with "Item" than any filing has."""
_INDEXED_CHARACTERS = 50_000
_INDEX_ENTRY_CHARACTERS = 1500
"""A report of that length whose Items all have less text below them has an index instead."""
_CONTENTS_GAP = 500
"""Characters between two lines of a table of contents, at most."""

_DASHES = r".:\-–—―‒‑"
_HEADING = re.compile(
    r"^[ ]{0,80}(?:part[ \t]+(?P<part>iv|i{1,3}|[1-4])\b[ \t,;&" + _DASHES + r"]{0,20})?"
    r"items?[ \t]*(?P<number>\d{1,2})[ \t]?(?:\(?(?P<letter>[a-c])\b\)?(?:\(t\))?)?"
    r"(?P<more>(?:[ \t]*(?:,?[ \t]*(?:and|&)|,|through|to|[-–—])[ \t]*(?:items?[ \t]*)?"
    r"\d{1,2}[ \t]?[a-c]?\b(?![.,]?\d)){0,20})"
    r"(?P<stop>[ \t]{0,80}[" + _DASHES + r"]{0,20}[)]?[ \t|]{0,80})(?P<title>[^\n]{0,300})",
    re.IGNORECASE | re.MULTILINE,
)
_CONTINUED = re.compile(r"\bcont(?:inued|[’']d|d)?\b\.?\W*$", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,2}[ \t]?[A-Ca-c]?\b")
_PART = re.compile(
    r"^[ ]{0,80}part[ \t]+(?P<part>iv|i{1,3}|[1-4])\b[ \t]{0,20}[" + _DASHES + r"]{0,20}"
    r"(?P<rest>[^\n]{0,80})$",
    re.IGNORECASE | re.MULTILINE,
)
_PAGE_NUMBER = re.compile(
    r"(?:[\t .]|\bpages?\b)(?:[A-Z]{1,2}-)?\d{1,3}(?:\s*[-–—,&]\s*(?:[A-Z]-)?\d{1,3})*$"
)
_PARTS = {"1": 1, "i": 1, "2": 2, "ii": 2, "3": 3, "iii": 3, "4": 4, "iv": 4}
_ROMAN = ("", "Part I", "Part II", "Part III", "Part IV")

_INDEX_FINDINGS = (
    (
        "page",
        "documents.items-by-page",
        "on the page that the index names no heading was found; these begin with the page",
        Severity.NOTE,
    ),
    (
        "reference",
        "documents.items-by-reference",
        "the index refers to another document; only its own row is given for",
        Severity.NOTE,
    ),
    (
        "unknown",
        "documents.items-not-located",
        "the pages that the index names were not found; only its own row is given for",
        Severity.WARNING,
    ),
)


@dataclass(frozen=True)
class _Candidate:
    """A line that may be the heading of one Item."""

    start: int
    line_end: int
    number: str
    part: int
    """0 when the line does not say."""
    title: str
    combined: tuple[str, ...]
    """The numbers of further Items that the same heading stands for."""
    through: bool
    """Whether the heading stands for those between as well ("Items 10 through 14")."""
    mark: HeadingMark
    paged: bool
    bare: bool
    """Whether the title stands on the next line."""


def sections(
    text: str, form: str, marks: Mapping[int, HeadingMark], name: str
) -> tuple[list[Section], list[Finding]]:
    """The Items in the order of the document, without overlap, and what was odd about them."""
    definitions = _definitions(form)
    if not definitions:
        return [], []
    text = text.replace("\xa0", " ")  # of the same length; words of a PDF may keep them
    end = text.rfind("\n" + HIDDEN_HEADING)
    body_end = end if end >= 0 else len(text)
    candidates = _candidates(text, body_end, marks)
    parts = _part_starts(text, body_end)
    usable, contents = _without_contents(candidates)
    chosen = _best_series(usable, definitions, parts, body_end)
    listed = _best_series(contents, definitions, parts, body_end)
    if _is_index_only(chosen, body_end) or len(chosen) * 3 < len(listed):
        rows = _best_series(candidates, definitions, parts, body_end)
        return _indexed(rows, text, body_end, name)
    done, unseen = _between(chosen, listed, text, body_end)
    if done:
        done[-1:] = _with_back_matter(text, done[-1], body_end)
    return done, _findings(done, chosen, candidates, definitions, unseen, name)


def _indexed(
    listed: Sequence[tuple[_Candidate, ItemDefinition]], text: str, end: int, name: str
) -> tuple[list[Section], list[Finding]]:
    """The Items that only a cross-reference index names, where it says that they stand."""
    rows = rows_of([(c.start, c.title, d) for c, d in listed], text, end)
    found = located(rows, text, pages(text, end)) if rows else []
    if not any(one.how in ("heading", "page") for one in found):
        return [], _findings([], [], [c for c, _ in listed], (), [], name)
    told = [
        Section(f"Item {d.number}", _ROMAN[d.part], one.row.title, one.start, one.end)
        for one in found
        for d in [one.row.definition]
    ]
    return told, _index_findings(found, name)


def _index_findings(found: Sequence[Located], name: str) -> list[Finding]:
    findings = [
        Finding(
            "documents.items-by-index",
            "the Items have no headings; they are the pages that the cross-reference index names "
            "and may share text",
            Severity.NOTE,
            where=name,
        )
    ]
    for how, code, words, severity in _INDEX_FINDINGS:
        items = ", ".join(
            f"{_ROMAN[one.row.definition.part]} Item {one.row.definition.number}"
            for one in found
            if one.how == how
        )
        if items:
            findings.append(Finding(code, f"{words}: {items}", severity, where=name))
    return findings


def _between(
    chosen: Sequence[tuple[_Candidate, ItemDefinition]],
    listed: Sequence[tuple[_Candidate, ItemDefinition]],
    text: str,
    end: int,
) -> tuple[list[Section], list[ItemDefinition]]:
    """The sections of the headings, and the Items that only the contents name.

    Items that one heading joins share its section; one whose heading leaves its number out is
    found between its neighbours by the page or words of the contents.
    """
    begun = [(c.start, c.title, d) for c, d in chosen]
    joined = {id(d): _joined(c, d) for c, d in chosen}
    have = {(d.part, d.number) for _, d in chosen}
    have |= {(d.part, d.number) for others in joined.values() for d in others}
    unseen: list[ItemDefinition] = []
    missing = [(c, d) for c, d in listed if (d.part, d.number) not in have]
    if missing and chosen:
        spans = pages(text, end)
        rows = rows_of([(c.start, c.title, d) for c, d in listed], text, end)
        for row in rows:
            if (row.definition.part, row.definition.number) in have:
                continue
            low, high = _gap(begun, row, rows[-1].end, end)
            start = by_title(text, low, high, row, spans) if low < high else None
            if start is None:
                if not row.says_nothing(text):
                    unseen.append(row.definition)
            else:
                begun.append((start, row.title, row.definition))
                begun.sort(key=lambda one: one[0])
    stops = [*(start for start, _, _ in begun[1:]), end][: len(begun)]
    done: list[Section] = []
    for (start, title, d), stop in zip(begun, stops, strict=True):
        cut = _trimmed_end(text, start, stop)
        done.extend(
            Section(f"Item {each.number}", _ROMAN[each.part], title, start, cut)
            for each in (d, *joined.get(id(d), ()))
        )
    return done, unseen


def _joined(candidate: _Candidate, first: ItemDefinition) -> list[ItemDefinition]:
    """The further Items of a heading such as "Items 1 and 2" or "Items 10 through 14"."""
    forms = ANNUAL if first in ANNUAL else QUARTERLY
    following = forms[forms.index(first) + 1 :]
    numbers = set(candidate.combined)
    if candidate.through and candidate.combined:
        last = candidate.combined[-1]
        numbers |= {d.number for d in following if _order(d.number) <= _order(last)}
    found: list[ItemDefinition] = []
    for d in following:
        if d.number in numbers and all(d.number != other.number for other in found):
            found.append(d)
    return found


def _gap(
    begun: Sequence[tuple[int, str, ItemDefinition]], row: IndexRow, after: int, end: int
) -> tuple[int, int]:
    """Between which headings the Item of a row must begin."""
    place = (row.definition.part, _order(row.definition.number))
    low, high = 0, end
    for start, _, d in begun:
        if (d.part, _order(d.number)) < place:
            low = max(low, start + 1)
        else:
            high = min(high, start)
    if low <= row.start < high and after < high:
        low = max(low, after)
    return low, high


def _with_back_matter(text: str, last: Section, end: int) -> list[Section]:
    shortened, pieces = back_matter(text, last, end)
    return [shortened, *pieces]


def _definitions(form: str) -> tuple[ItemDefinition, ...]:
    if form.startswith("10-K"):
        return ANNUAL
    return QUARTERLY if form.startswith("10-Q") else ()


def _candidates(text: str, end: int, marks: Mapping[int, HeadingMark]) -> list[_Candidate]:
    found = []
    plain = HeadingMark(linked=False, bold=False)
    for match in _HEADING.finditer(text, 0, end):
        title = " ".join(match["title"].replace("\t", " ").split())
        line_end = text.find("\n", match.start(), end)
        line_end = end if line_end < 0 else line_end
        paged = _PAGE_NUMBER.search(text[max(match.start(), line_end - 40) : line_end]) is not None
        bare = not re.search(r"[A-Za-z]", title)
        if bare:
            title = _next_line(text, line_end, end)
        if not bare and not match["stop"].strip(" ") and title[:1].islower():
            continue  # "Item 7 of this report": running text
        offset = match.start() + len(match[0]) - len(match[0].lstrip(" "))
        part = _PARTS[match["part"].lower()] if match["part"] else 0
        found.append(
            _Candidate(
                start=match.start(),
                line_end=line_end,
                number=str(int(match["number"])) + (match["letter"] or "").upper(),
                part=part,
                title=re.sub(r"[\s.]*\d{1,3}$", "", title) if paged else title,
                combined=tuple(n.upper().replace(" ", "") for n in _NUMBER.findall(match["more"])),
                through=re.search(r"through|to|[-–—]", match["more"], re.I) is not None,
                mark=marks.get(offset, plain),
                paged=paged,
                bare=bare,
            )
        )
        if len(found) >= CANDIDATES_MAX:
            break
    return found


def _next_line(text: str, line_end: int, end: int) -> str:
    line = text[line_end + 1 : min(end, line_end + 301)].partition("\n")[0]
    return " ".join(line.replace("\t", " ").split()) if len(line) < 300 else ""


def _without_contents(
    candidates: Sequence[_Candidate],
) -> tuple[list[_Candidate], list[_Candidate]]:
    """The candidates that are headings, and the lines of a table of contents or an index."""
    contents: set[int] = set()
    run: list[int] = []
    for index, candidate in enumerate(candidates):
        run.append(index)
        following = candidates[index + 1] if index + 1 < len(candidates) else None
        # The real Item 1 may follow the table of contents closely, but its number begins again.
        if (
            following is None
            or following.start - candidate.line_end > _CONTENTS_GAP
            or _order(following.number) <= _order(candidate.number)
        ):
            if _is_contents([candidates[i] for i in run]):
                contents.update(run)
            run = []
    return (
        [c for i, c in enumerate(candidates) if i not in contents],
        [c for i, c in enumerate(candidates) if i in contents],
    )


def _order(number: str) -> tuple[int, str]:
    return int(number.rstrip("ABC")), number[-1]


def _is_contents(run: Sequence[_Candidate]) -> bool:
    """A run of close candidates is a table of contents when most are links or have page numbers."""
    pointing = sum(candidate.mark.linked or candidate.paged for candidate in run)
    if len(run) == 1:
        return run[0].mark.linked and run[0].paged
    return pointing * 2 > len(run)


def _part_starts(text: str, end: int) -> list[tuple[int, int]]:
    """(offset, part) of the lines that begin a Part."""
    return [
        (match.start(), _PARTS[match["part"].lower()])
        for match in _PART.finditer(text, 0, end)
        if not _PAGE_NUMBER.search(match[0])
    ]


class _Link(NamedTuple):
    """The last heading of a series and what comes before it."""

    before: _Link | None
    place: int
    rank: int


def _best_series(
    candidates: Sequence[_Candidate],
    definitions: Sequence[ItemDefinition],
    part_starts: Sequence[tuple[int, int]],
    end: int,
) -> list[tuple[_Candidate, ItemDefinition]]:
    """The ascending series of headings with the greatest score; of equals the earliest."""
    ranks: dict[str, list[int]] = {}
    for rank, definition in enumerate(definitions):
        ranks.setdefault(definition.number, []).append(rank)
    # best[rank]: the best series that ends with an Item of that rank, as score and linked list.
    best: list[tuple[float, _Link | None]] = [(0.0, None)] * len(definitions)
    for index, candidate in enumerate(candidates):
        room = _room(candidates, index, end)
        near = _part_before(part_starts, candidate.start)
        updates = []
        for rank in ranks.get(candidate.number, ()):
            score = _score(candidate, definitions[rank], room, near)
            if score <= 0:
                continue
            before = max(best[:rank], key=lambda entry: entry[0], default=(0.0, None))
            updates.append((rank, (before[0] + score, _Link(before[1], index, rank))))
        for rank, entry in updates:
            if entry[0] > best[rank][0]:
                best[rank] = entry
    node = max(best, key=lambda entry: entry[0], default=(0.0, None))[1]
    chosen: list[tuple[_Candidate, ItemDefinition]] = []
    while node is not None:
        chosen.append((candidates[node.place], definitions[node.rank]))
        node = node.before
    return chosen[::-1]


def _room(candidates: Sequence[_Candidate], index: int, end: int) -> int:
    """Characters until a heading of another Item; a heading repeated on each page is one."""
    here = candidates[index]
    for following in candidates[index + 1 : index + 60]:
        if following.number != here.number:
            return following.start - here.line_end
    return end - here.line_end


def _score(candidate: _Candidate, definition: ItemDefinition, room: int, near: int) -> float:
    score = 0.3
    if definition.fits(candidate.title):
        score += 3.0
    elif candidate.bare:
        score += 0.5
    else:
        score -= 1.0
    if candidate.mark.bold:
        score += 1.0
    if candidate.mark.linked:
        score -= 1.0
    if candidate.paged:
        score -= 1.0
    if len(candidate.title) > 160:
        score -= 1.5
    if _CONTINUED.search(candidate.title):
        score -= 2.0
    score += min(room, 3000) / 3000
    stated = candidate.part or near
    if stated and definition.part:
        score += 0.8 if stated == definition.part else -0.8
    if candidate.part and candidate.part != definition.part:
        score -= 3.0
    return score


def _part_before(part_starts: Sequence[tuple[int, int]], start: int) -> int:
    near = 0
    for offset, part in part_starts:
        if offset > start:
            break
        near = part
    return near


def _is_index_only(chosen: Sequence[tuple[_Candidate, ItemDefinition]], end: int) -> bool:
    """Whether the headings are lines of a cross-reference index: none has a text below it."""
    if end < _INDEXED_CHARACTERS or not chosen:
        return False
    starts = [candidate.start for candidate, _ in chosen]
    return all(b - a < _INDEX_ENTRY_CHARACTERS for a, b in pairwise(starts))


def _trimmed_end(text: str, start: int, stop: int) -> int:
    """The end without trailing white space and without the heading of the next Part."""
    end = start + len(text[start:stop].rstrip())
    line_start = text.rfind("\n", start, end) + 1
    if line_start > start and _PART.fullmatch(text[line_start:end]):
        end = start + len(text[start:line_start].rstrip())
    return end


def _findings(
    found: Sequence[Section],
    chosen: Sequence[tuple[_Candidate, ItemDefinition]],
    candidates: Sequence[_Candidate],
    definitions: Sequence[ItemDefinition],
    unseen: Sequence[ItemDefinition],
    name: str,
) -> list[Finding]:
    if not found:
        said = (
            "Items stand only in a table of contents or cross-reference index"
            if candidates
            else "no Item headings were found"
        )
        return [Finding("documents.no-items", f"{said}; the filing has no sections", where=name)]
    findings = []
    have = {(section.part, section.item) for section in found}
    missing = [
        f"{_ROMAN[d.part]} Item {d.number}"
        for d in definitions
        if (d.required or d in unseen) and (_ROMAN[d.part], f"Item {d.number}") not in have
    ]
    if missing:
        findings.append(
            Finding(
                "documents.items-missing",
                f"no heading was found for {', '.join(missing)}",
                Severity.NOTE if len(missing) < 4 else Severity.WARNING,
                where=name,
            )
        )
    findings.extend(
        Finding(
            "documents.items-combined",
            f"the heading at {candidate.start} stands for Items {d.number}, "
            f"{', '.join(candidate.combined)}, which share its text",
            Severity.NOTE,
            where=name,
        )
        for candidate, d in chosen
        if candidate.combined
    )
    return findings
