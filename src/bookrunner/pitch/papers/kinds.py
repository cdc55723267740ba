"""The kinds of documents: what each is called, which subjects it needs, what makes its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bookrunner.pitch.papers.adjustments import ADJUSTMENTS
from bookrunner.pitch.papers.given import Given
from bookrunner.pitch.papers.memorandum import OUTLINE, memorandum
from bookrunner.pitch.papers.one_pager import ONE_PAGER, one_pager
from bookrunner.pitch.papers.pieces import Told
from bookrunner.pitch.papers.process_letter import FIRST_ROUND, SECOND_ROUND, process_letter
from bookrunner.pitch.papers.records import Records
from bookrunner.pitch.papers.teaser import TEASER, teaser
from bookrunner.pitch.parts import Storyline
from bookrunner.pitch.valued import Valued


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document."""

    storyline: Storyline
    make: Callable[[Valued, Records, Given], Told] | None
    """None for the data pack, which has no pages."""
    second_round: Storyline | None = None
    """In place of its storyline in the second round of a sale."""


_DATA_PACK = Storyline(
    "data-pack", "History, key figures and adjustments.", (ADJUSTMENTS,), is_valued=False
)

DOCUMENTS: Mapping[str, DocumentKind] = {
    kind.storyline.key: kind
    for kind in (
        DocumentKind(ONE_PAGER, one_pager),
        DocumentKind(TEASER, teaser),
        DocumentKind(FIRST_ROUND, process_letter, SECOND_ROUND),
        DocumentKind(OUTLINE, memorandum),
        DocumentKind(_DATA_PACK, None),
    )
}
"""By the name that ``--kind`` takes."""
