"""The pages that a storyline's parts bring, and the summary of a pitch that values nothing."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import Figure, Format
from bookrunner.office import Block, Bullets, Callout, Callouts, Line, Region, Shown, Slide
from bookrunner.pitch.deck_pieces import (
    in_billions,
    per_share,
    required_page,
    source_line,
    without_numbers,
)
from bookrunner.pitch.parts import Page, Part, PartKind
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import Line as Labelled

_CALLOUTS_MAX = 4
_MESSAGES_MAX = 7


def part_pages(valued: Valued) -> Sequence[Page]:
    """The pages of all parts in order; a part without its inputs has one that says which."""
    return [page for kind, part in valued.told for page in _pages(kind, part)]


def _pages(kind: PartKind, part: Part) -> Sequence[Page]:
    if part.lacking is None:
        return part.pages
    how = without_numbers(
        str(part.lacking), "What it needs stands on the Notes sheet of the workbook."
    )
    return [
        Page(kind.key, kind.heading, kind.question, required_page(kind.heading, kind.needs, how))
    ]


def part_messages(valued: Valued) -> Sequence[Line]:
    """What the parts found, and which of them lack an input."""
    messages = [message for part in valued.parts for message in part.messages]
    lacking = [
        (f"{kind.heading}: an input is required; its page says which",)
        for kind, part in valued.told
        if part.lacking is not None
    ]
    return [*messages, *lacking]


def messages_page(valued: Valued) -> Slide:
    """What the parts found: their first results large, their messages below."""
    label = valued.inputs.target.label
    results = [headline.line for headline in valued.headlines][:_CALLOUTS_MAX]
    messages = part_messages(valued)
    title: Line = messages[0] if messages else (f"{label}: inputs are required",)
    blocks: list[tuple[Region, Block]] = []
    if len(results) > 1:
        blocks.append((Region.TOP_BAND, Callouts([callout(line) for line in results])))
    region = Region.BELOW_BAND if blocks else Region.FULL
    blocks.append((region, Bullets((messages[1:] or messages)[:_MESSAGES_MAX])))
    return Slide(title, blocks, footnotes=[source_line(valued, _used(results))])


def callout(line: Labelled) -> Callout:
    """A result, large."""
    if line.form is Format.PER_SHARE:
        return Callout(per_share(line.figure), line.label)
    if line.form is Format.MONEY_MM:
        return Callout(in_billions(line.figure), line.label)
    return Callout(Shown(line.figure, line.form), line.label)


def _used(lines: Sequence[Labelled]) -> Sequence[Figure]:
    return [line.figure for line in lines]
