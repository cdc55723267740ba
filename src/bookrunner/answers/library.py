"""An answer, what it stands on, and what may be read to find one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from bookrunner.answers.abstaining import Refusal
from bookrunner.facts import Fact, Statements
from bookrunner.figures import Figure, Finding, Walls
from bookrunner.search import Entry, Names, Passage, Result


class Kind(Enum):
    """What an answer is."""

    FIGURE = "figure"
    EXTRACT = "extract"
    NARRATIVE = "narrative"
    ABSTAINED = "abstained"


@dataclass(frozen=True)
class Quoted:
    """Words of a document that an answer stands on."""

    entry: Entry | None
    """None where the number came as data, without words."""
    document: str
    page: int | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True)
class Answer:
    """What is answered, and on what it stands."""

    words: str
    kind: Kind
    reason: str = ""
    """Why there is no answer; "" for one."""
    value: float | None = None
    unit: str = ""
    period: str = ""
    formula: str = ""
    figure: Figure | None = None
    citations: tuple[Quoted, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Library:
    """What may be read to answer, all of it already chosen for the viewer."""

    entries: Sequence[Entry]
    search: Callable[[str, str | None], Sequence[Result]]
    """The best passages for a question, in one document if it is named."""
    passages: Callable[[str], Sequence[Passage]]
    """A document's passages in order."""
    statement_passages: Callable[[str], Sequence[Passage]]
    """Those of its primary statements."""
    walls: Callable[[str], Walls]
    """Those that a document stands behind, by its digest."""
    statements: Callable[[str], Statements | None]
    """The tagged facts of a company by its CIK; None where there are none."""
    facts: Callable[[str], Sequence[Fact]] = lambda _: ()
    """All tagged facts of a company by its CIK, those of its parts among them."""
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", Names(self.entries))


def refused(refusal: Refusal) -> Answer:
    """The answer that there is none, and why."""
    return Answer(words=f"No answer: {refusal.words}.", kind=Kind.ABSTAINED, reason=refusal.reason)


def company_of(entry: Entry) -> str:
    """The name of the company that a document is of."""
    return entry.names[0] if entry.names else entry.stem


def text_of(entries: Sequence[Entry], library: Library) -> str:
    """What the documents say, without case."""
    return " ".join(
        passage.text for one in entries for passage in library.passages(one.digest)
    ).casefold()
