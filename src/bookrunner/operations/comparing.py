"""Two filings held beside each other, without the records."""

from __future__ import annotations

from collections import Counter

from bookrunner.app import Desk
from bookrunner.blackline import Change, compare
from bookrunner.figures import Finding, Severity
from bookrunner.operations.comparing_shapes import (
    DiffNumber,
    DiffRequest,
    DiffSpan,
    DiffWords,
    FilingChange,
    FilingDiff,
)
from bookrunner.operations.parsing import identity, read_document
from bookrunner.operations.told import remarks


def diffed(desk: Desk, request: DiffRequest) -> FilingDiff:  # noqa: ARG001 - no records are needed
    """What changed from one filing to the other.

    Raises:
        BadInput: A file cannot be read as a filing; the error says why.
    """
    old, new = read_document(request.file_a), read_document(request.file_b)
    found = compare(old, new).changes
    one, other = identity(old), identity(new)
    said = [*old.findings, *new.findings]
    if one.cik and other.cik and one.cik != other.cik:
        words = f"these are filings of two companies: {one.company} and {other.company}"
        said.append(Finding("operations.two-companies", words, Severity.WARNING))
    return FilingDiff(
        a=one,
        b=other,
        same=not found,
        counts=dict(Counter("rolled forward" if one.is_rolled else one.kind for one in found)),
        changes=tuple(map(_change, found)),
        findings=remarks(said),
    )


def _change(one: Change) -> FilingChange:
    return FilingChange(
        kind=one.kind.value,
        section=one.section,
        weight=one.weight,
        reasons=tuple(one.reasons),
        rolled_forward=one.is_rolled,
        table_row=one.is_row,
        before=DiffSpan(one.old_start, one.old_end, one.old_quote),
        after=DiffSpan(one.new_start, one.new_end, one.new_quote),
        words=tuple(
            DiffWords(
                each.old, each.new, each.old_start, each.old_end, each.new_start, each.new_end
            )
            for each in one.words
        ),
        numbers=tuple(
            DiffNumber(
                each.old_text, each.new_text, float(each.old), float(each.new), each.unit,
                None if each.change is None else float(each.change),
            )
            for each in one.numbers
        ),
    )  # fmt: skip
