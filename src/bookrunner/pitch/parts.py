"""What a pitch is made of beside the valuation: parts with models and pages, and storylines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bookrunner.figures import BookrunnerError, Finding, Unusable
from bookrunner.office import Line, Slide
from bookrunner.valuation import Dcf, FieldBar, Model

if TYPE_CHECKING:
    from bookrunner.pitch.inputs import PitchInputs
    from bookrunner.pitch.valued import Valued


class TypeDoesNotFit(Unusable):
    """A pitch of that type cannot be made of this company; the message says which could."""


@dataclass(frozen=True)
class Page:
    """One slide, and what the contents page says of it."""

    name: str
    """The only one of its name in a deck."""
    heading: str
    question: str
    """What it answers."""
    slide: Slide


@dataclass(frozen=True)
class Part:
    """What one subject adds to a pitch: models for the workbook, pages for the deck."""

    models: Sequence[Model] = ()
    pages: Sequence[Page] = ()
    messages: Sequence[Line] = ()
    """What the executive summary says of it, the first sentence first."""
    findings: Sequence[Finding] = ()
    """Beside those of its models."""
    flows: Sequence[Dcf] = ()
    """Of other companies than the target, where its models rest on their forecasts."""
    bars: Sequence[FieldBar] = ()
    """What it adds to the valuation summary."""
    names: Sequence[str] = ()
    """Words of its pages with digits that are no numbers: names of holders, terms of art."""
    lacking: BookrunnerError | None = None
    """Why it has no model: what is required."""
    front: Sequence[Page] = ()
    """Pages that stand with the company profile, before the valuation."""


@dataclass(frozen=True)
class PartKind:
    """A subject, and how its part is made of a valued company."""

    key: str
    heading: str
    question: str
    needs: str
    """What the page names where an input is missing."""
    make: Callable[[Valued], Part]
    """May raise ``Unusable``: the page then says what is required, and the others still stand."""
    concerns: Callable[[PitchInputs], bool] = lambda _: True
    """Whether the subject is one for this company; where it is not, nothing is said of it."""


@dataclass(frozen=True)
class Storyline:
    """Which subjects a type of pitch tells, and in which order."""

    key: str
    """As ``--type`` has it."""
    summary: str
    parts: Sequence[PartKind] = ()
    example: str = "HD"
    """A company of the sample that it fits, by ticker or name."""
    is_purchase: bool = False
    """Whether its company buys another one, which then is the one that is valued."""
    is_valued: bool = True
    """Whether comparables, DCF and football field are shown."""
    require_fit: Callable[[PitchInputs], None] = lambda _: None
    """Raises ``TypeDoesNotFit`` for a company that it does not fit."""


VALUATION = Storyline("valuation", "Comparables, discounted cash flows and the football field.")
"""What every other storyline builds on."""
