"""The comment on an input's cell: where the number was read, or who assumes it and why."""

from __future__ import annotations

from bookrunner.figures import Adopted, Default, Figure, Source, Sourced

SOURCE, ASSUMPTION, DEFAULT = "Source", "Assumption", "Default"

OPENINGS = (SOURCE, ASSUMPTION, DEFAULT)
"""What every comment on a typed number begins with, before its colon."""


def source_comment(figure: Figure) -> str:
    """``Source: ...``, ``Assumption: ...`` or ``Default: ...``, by the lineage of the input."""
    lineage = figure.lineage
    if isinstance(lineage, Sourced):
        return f"{SOURCE}: {_read_from(lineage.source)}"
    if isinstance(lineage, Adopted):
        return f"{ASSUMPTION}: {lineage.reason}; {lineage.owner}, {lineage.on.isoformat()}"
    assert isinstance(lineage, Default), "a computed figure has a formula, not a comment"
    return f"{DEFAULT}: {lineage.reason}; adopted by nobody"


def _read_from(source: Source) -> str:
    parts = [source.system, source.title, f"as of {source.as_of.isoformat()}"]
    if source.accession:
        parts.append(f"accession {source.accession}")
    if source.concept:
        parts.append(source.concept)
    if source.citation is not None and source.citation.page is not None:
        parts.append(f"page {source.citation.page}")
    if source.url:
        parts.append(source.url)
    return ", ".join(part for part in parts if part)
