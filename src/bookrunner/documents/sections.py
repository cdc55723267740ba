"""The sections of a filing by the rules of its form: Items, or the headings of a prospectus.

Of forms with Items (10-K, 10-Q, 20-F, Schedules) they are the real headings, not the table of
contents or cross references; where there are none, the pages that an index names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from bookrunner.documents.back_matter import back_matter
from bookrunner.documents.canonical import HIDDEN_HEADING, HeadingMark
from bookrunner.documents.current_sections import current_sections
from bookrunner.documents.document import Section
from bookrunner.documents.item_headings import (
    best_series,
    order,
    with_strays,
    without_contents,
)
from bookrunner.documents.item_index import IndexRow, Located, by_title, located, rows_of
from bookrunner.documents.item_lines import PART_LINE, Candidate, candidates_in, part_starts_in
from bookrunner.documents.items import ItemDefinition, definitions_of
from bookrunner.documents.page_numbers import pages
from bookrunner.documents.titled_sections import is_titled, titled_sections
from bookrunner.figures.findings import Finding, Severity

_INDEXED_CHARACTERS = 50_000
_INDEX_ENTRY_CHARACTERS = 1500
"""A report of that length whose Items all have less text below them has an index instead."""
_REFERENCE_CHARACTERS = 2500
"""A discussion or statements in fewer characters only say where else they are."""
_PART_LAST = re.compile(
    r"[^\n]{0,150} PART (?:I|II|III|IV)\W{1,5}(?:FINANCIAL|OTHER) INFORMATION\W{0,3}"
)
"""The heading of a Part after a running title."""
_RUNNING = re.compile(
    r"[ ]{0,80}items?[ ]?\d{1,2}[A-C]?(?:,[ ]?\d{1,2}[A-C]?){0,12}", re.IGNORECASE
)
"""The Items of a page above its text, as some reports print them on each page."""
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


def sections(
    text: str, form: str, marks: Mapping[int, HeadingMark], name: str
) -> tuple[list[Section], list[Finding]]:
    """The Items in the order of the document, without overlap, and what was odd about them."""
    text = text.replace("\xa0", " ")  # of the same length; words of a PDF may keep them
    hidden = text.rfind("\n" + HIDDEN_HEADING)
    end = hidden if hidden >= 0 else len(text)
    if form.startswith("8-K"):
        return current_sections(text, marks, name)
    definitions = definitions_of(form)
    if definitions:
        if form.endswith("/A"):  # an amendment gives the Items that it amends
            definitions = tuple(replace(d, required=False) for d in definitions)
        return _item_sections(text, end, definitions, marks, name)
    return titled_sections(text, end, name) if is_titled(form) else ([], [])


def _item_sections(
    text: str,
    end: int,
    definitions: Sequence[ItemDefinition],
    marks: Mapping[int, HeadingMark],
    name: str,
) -> tuple[list[Section], list[Finding]]:
    candidates = candidates_in(text, end, marks, definitions)
    parts = part_starts_in(text, end)
    usable, contents = without_contents(candidates, text)
    chosen = best_series(usable, definitions, parts, end)
    listed = best_series(contents, definitions, parts, end)
    if _is_index_only(chosen, end) or len(chosen) * 3 < len(listed):
        rows = best_series(candidates, definitions, parts, end)
        return _indexed(rows, text, end, name)
    chosen = with_strays(chosen, usable, definitions, parts)
    done, unseen = _between(chosen, listed, definitions, parts, text, end)
    if done:
        done[-1:] = _with_back_matter(text, done, end)
    return done, _findings(done, chosen, candidates, definitions, unseen, name)


def _indexed(
    listed: Sequence[tuple[Candidate, ItemDefinition]], text: str, end: int, name: str
) -> tuple[list[Section], list[Finding]]:
    """The Items that only a cross-reference index names, where it says that they stand."""
    rows = rows_of([(c.start, c.title, d) for c, d in listed], text, end)
    found = located(rows, text, pages(text, end)) if rows else []
    if not any(one.how in ("heading", "page") for one in found):
        return [], _findings([], [], [c for c, _ in listed], (), [], name)
    told = [
        Section(d.label, _ROMAN[d.part], one.row.title, one.start, one.end)
        for one in found
        for d in [one.row.definition]
    ]
    _, signed = back_matter(text, Section("", "", "", rows[-1].end, end), end)
    return [*told, *signed[:1]], _index_findings(found, name)


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
            f"{_ROMAN[one.row.definition.part]} {one.row.definition.label}".strip()
            for one in found
            if one.how == how
        )
        if items:
            findings.append(Finding(code, f"{words}: {items}", severity, where=name))
    return findings


def _between(
    chosen: Sequence[tuple[Candidate, ItemDefinition]],
    listed: Sequence[tuple[Candidate, ItemDefinition]],
    definitions: Sequence[ItemDefinition],
    parts: Sequence[tuple[int, int]],
    text: str,
    end: int,
) -> tuple[list[Section], list[ItemDefinition]]:
    """The sections of the headings, and the Items that only the contents name.

    Items that one heading joins share its section; one whose heading leaves its number out is
    found between its neighbours by the page or words of the contents.
    """
    begun = [(c.start, c.title, d) for c, d in chosen]
    joined = {id(d): _joined(c, d, definitions) for c, d in chosen}
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
            low, high = _gap(begun, row, rows[-1].end, text, end)
            headed = any(begin < low for begin, _, _ in begun)
            start = by_title(text, low, high, row, spans, headed=headed) if low < high else None
            if start is None:
                if not row.says_nothing(text):
                    unseen.append(row.definition)
            else:
                begun.append((start, row.title, row.definition))
                begun.sort(key=lambda one: one[0])
    following = [*((start, d.part) for start, _, d in begun[1:]), (end, 0)][: len(begun)]
    done: list[Section] = []
    for (start, title, d), (stop, part) in zip(begun, following, strict=True):
        opened = (offset for offset, each in parts if start < offset < stop and each == part)
        cut = _trimmed_end(text, start, next(opened, stop) if part > d.part else stop)
        done.extend(
            Section(each.label, _ROMAN[each.part], title, start, cut)
            for each in (d, *joined.get(id(d), ()))
        )
    return done, unseen


def _joined(
    candidate: Candidate, first: ItemDefinition, definitions: Sequence[ItemDefinition]
) -> list[ItemDefinition]:
    """The further Items of a heading such as "Items 1 and 2" or "Items 10 through 14"."""
    following = definitions[definitions.index(first) + 1 :]
    numbers = set(candidate.combined)
    for low, high in candidate.through:
        numbers |= {d.number for d in following if order(low) <= order(d.number) <= order(high)}
    found: list[ItemDefinition] = []
    for d in following:
        if d.number in numbers and all(d.number != other.number for other in found):
            found.append(d)
    return found


def _gap(
    begun: Sequence[tuple[int, str, ItemDefinition]],
    row: IndexRow,
    after: int,
    text: str,
    end: int,
) -> tuple[int, int]:
    """Between which headings the Item of a row must begin."""
    place = (row.definition.part, order(row.definition.number))
    low, high = 0, end
    for start, _, d in begun:
        if (d.part, order(d.number)) < place:
            low = max(low, text.find("\n", start) + 1)
        else:
            high = min(high, start)
    if low <= row.start < high and after < high:
        low = max(low, after)
    return low, high


def _with_back_matter(text: str, done: Sequence[Section], end: int) -> list[Section]:
    told = [s for s in done if (s.part, s.item) in (("Part II", "Item 7"), ("Part II", "Item 8"))]
    referred = bool(told) and all(s.end - s.start < _REFERENCE_CHARACTERS for s in told)
    shortened, pieces = back_matter(text, done[-1], end, referred=referred)
    return [shortened, *pieces]


def _is_index_only(chosen: Sequence[tuple[Candidate, ItemDefinition]], end: int) -> bool:
    """Whether the headings are lines of a cross-reference index: none has a text below it."""
    if end < _INDEXED_CHARACTERS or not chosen:
        return False
    starts = [candidate.start for candidate, _ in chosen]
    return all(b - a < _INDEX_ENTRY_CHARACTERS for a, b in pairwise(starts))


def _trimmed_end(text: str, start: int, stop: int) -> int:
    """The end without white space, and without the heading of a Part or page that follows."""
    end = start + len(text[start:stop].rstrip())
    while (line_start := text.rfind("\n", start, end) + 1) > start:
        line = text[line_start:end]
        if not any(heading.fullmatch(line) for heading in (PART_LINE, _PART_LAST, _RUNNING)):
            break
        end = start + len(text[start:line_start].rstrip())
    return end


def _findings(
    found: Sequence[Section],
    chosen: Sequence[tuple[Candidate, ItemDefinition]],
    candidates: Sequence[Candidate],
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
        f"{_ROMAN[d.part]} {d.label}".strip()
        for d in definitions
        if (d.required or d in unseen) and (_ROMAN[d.part], d.label) not in have
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
