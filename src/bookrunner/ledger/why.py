"""Why a number is what it is: from the number down to the words in the filing."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bookrunner.figures import Ambiguous, Citation, NotFound, citation_of
from bookrunner.ledger.ledger import Ledger, Place, Record

DocumentWords = Callable[[Citation], str | None]
"""The words that a citation points at; None when the document is not at hand."""

_NEAR_MAX = 5
_CHOICES_MAX = 8


@dataclass(frozen=True)
class Step:
    """A figure on the way down."""

    depth: int
    """0 for the figure asked about, 1 for what its formula names, and so on."""
    record: Record
    words: str
    """Its formula by names, its source, or who assumes it and why."""
    quote: str | None
    """The words in the filing, where it was read from one that is at hand."""
    places: Sequence[Place]
    repeated: bool
    """Whether it was explained further up, so that what is below it is not told again."""

    @property
    def text(self) -> str:
        """One line without its indent: name, value, unit, period and where it comes from."""
        record = self.record
        period = record["period_end"]
        if record["period_start"]:
            period = f"{record['period_start']} to {period}"
        line = f"{record['name']} = {value_text(record)}, {period}: {self.words}"
        return f"{line} (explained above)" if self.repeated else line


@dataclass(frozen=True)
class Explanation:
    """A figure and everything below it, parents before children."""

    figure_id: str
    steps: Sequence[Step]

    @property
    def text(self) -> str:
        """An indented tree."""
        lines: list[str] = []
        for step in self.steps:
            indent = "    " * step.depth
            lines.append(indent + step.text)
            if step.quote is not None:
                lines.append(f'{indent}    "{step.quote}"')
            if not step.depth:
                lines += [f"{indent}  shown as {it.text} at {it.place}" for it in step.places]
        return "\n".join(lines)

    def json(self) -> list[dict[str, Any]]:
        """The steps as JSON values."""
        return [
            {
                "depth": step.depth,
                "figure": dict(step.record),
                "words": step.words,
                "quote": step.quote,
                "standings": [
                    {"file": place.file, "place": place.place, "text": place.text}
                    for place in step.places
                ],
                "repeated": step.repeated,
            }
            for step in self.steps
        ]


def why(ledger: Ledger, asked: str, *, document_words: DocumentWords | None = None) -> Explanation:
    """The way from a figure down to its sources and assumptions.

    Args:
        asked: The figure's id in any case, or the beginning of it when only one figure fits.

    Raises:
        NotFound: No figure of the ledger has the id; names the nearest.
        Ambiguous: Several begin like this.
    """
    places: dict[str, list[Place]] = {}
    for place in ledger.places:
        places.setdefault(place.figure_id, []).append(place)
    top = found_id(ledger, asked)
    steps: list[Step] = []
    told: set[str] = set()
    stack = [(top, 0)]
    while stack:
        figure_id, depth = stack.pop()
        record = ledger.figures[figure_id]
        below = record["lineage"].get("inputs", ())
        repeated = figure_id in told and bool(below)
        told.add(figure_id)
        quote = None if document_words is None else _quote(record, document_words)
        held = tuple(places.get(figure_id, ()))
        steps.append(Step(depth, record, lineage_words(record), quote, held, repeated))
        if not repeated:
            stack.extend((child, depth + 1) for child in reversed(below))
    return Explanation(top, tuple(steps))


def found_id(ledger: Ledger, asked: str) -> str:
    """The id of the one figure that fits what was asked.

    Raises:
        NotFound: None fits.
        Ambiguous: Several do.
    """
    if asked in ledger.figures:
        return asked
    by_lower = {figure_id.lower(): figure_id for figure_id in ledger.figures}
    wanted = asked.strip().lower()
    if wanted in by_lower:
        return by_lower[wanted]
    begin = [
        figure_id for lower, figure_id in by_lower.items() if wanted and lower.startswith(wanted)
    ]
    if len(begin) == 1:
        return begin[0]
    if begin:
        raise Ambiguous("figures", asked, sorted(begin)[:_CHOICES_MAX])
    close = difflib.get_close_matches(wanted, by_lower, n=_NEAR_MAX, cutoff=0.5)
    within = [lower for lower in by_lower if wanted and wanted in lower][:_NEAR_MAX]
    near = [by_lower[lower] for lower in dict.fromkeys([*within, *close])][:_NEAR_MAX]
    raise NotFound("figure", asked, near=near, hint="ledger.json lists every id")


def value_text(record: Record) -> str:
    """The value in single units as people read it: ``159,514,000,000 USD``, ``0.334``, ``NM``."""
    value, unit = record["value"], record["unit"]
    if record["exact"] is not None:
        shown = f"{Decimal(record['exact']):,f}"
    elif isinstance(value, str):
        return value
    else:
        shown = f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}"
    return shown if unit == "pure" else f"{shown} {unit}"


def lineage_words(record: Record) -> str:
    """Where the figure comes from, in a line."""
    held: Mapping[str, Any] = record["lineage"]
    match held["kind"]:
        case "computed":
            return str(held["words"])
        case "adopted":
            return f"assumed by {held['owner']} on {held['on']}: {held['reason']}"
        case "default":
            return f"default, adopted by nobody: {held['reason']}"
        case _:
            parts = [held["system"], _title(held), f"as of {held['as_of']}"]
            parts += [f"accession {held['accession']}"] if held["accession"] else []
            parts += [part for part in (held["concept"], held["url"]) if part]
            return ", ".join(part for part in parts if part)


def _quote(record: Record, document_words: DocumentWords) -> str | None:
    cited = citation_of(record["lineage"].get("citation"))
    return None if cited is None else document_words(cited)


def _title(held: Mapping[str, Any]) -> str:
    return f"{held.get('subject', '')} {held['document']}".strip()
