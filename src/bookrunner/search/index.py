"""The port to an index of passages behind one set of walls."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bookrunner.figures import BookrunnerError
from bookrunner.search.catalogue import Catalogue, Entry
from bookrunner.search.passages import Passage


class IndexDamaged(BookrunnerError):
    """What an index keeps is not what was put into it; it can be made again from the records."""

    def __init__(self, where: str, why: str) -> None:
        self.where = where
        super().__init__(
            f"the index of passages in {where} is damaged ({why}); `bookrunner index` makes it "
            "again from the records"
        )


class IndexUnwritable(BookrunnerError):
    """An index cannot be written: the disk is full, or it is not allowed."""

    def __init__(self, where: str, why: str) -> None:
        self.where = where
        super().__init__(
            f"the index of passages in {where} cannot be written ({why}); what it held can still "
            "be found; make room and run `bookrunner index`"
        )


@dataclass(frozen=True)
class Hit:
    """A passage that was found."""

    digest: str
    passage: Passage
    score: float
    nearness: float = 0.0
    """The cosine between what the question and the passage mean."""


@dataclass(frozen=True)
class Query:
    """What is looked for: words with weights, and signs that the passage is of the right kind."""

    words: Mapping[str, float]
    """Single words; how much each counts."""
    phrases: Mapping[str, float]
    statements: Mapping[str, float]
    """Primary statements; how much a passage of one gains."""
    sections: Mapping[str, float]
    meaning: str = ""
    """The question as a sentence, for what means the same in other words; "" for words alone."""
    within: str = ""
    """Only passages of the Item of this name, or under these words; "" for all. Those that are
    near in meaning may be of others."""


class PassageIndex(Protocol):
    """Keeps the passages of documents and finds them again.

    One index holds what stands behind one set of walls and nothing else, so that no count, score
    or neighbour of it depends on what others keep. A document is in it whole or not at all.
    """

    def add(self, documents: Sequence[tuple[Entry, Sequence[Passage]]]) -> None:
        """Keep documents; one that is there is replaced."""
        ...

    def remove(self, digests: Collection[str]) -> None:
        """Forget documents."""
        ...

    def entries(self) -> Sequence[Entry]:
        """The documents that are kept."""
        ...

    def catalogue(self) -> Catalogue:
        """The same documents, with their companies; the same object until they change."""
        ...

    def find(self, query: Query, *, among: Collection[str] | None, count: int) -> Sequence[Hit]:
        """The best passages, best first.

        Args:
            among: Digests of the documents to look in; None for all.
        """
        ...

    def passages(self, digest: str, *, of_statements: bool = False) -> Sequence[Passage]:
        """A document's passages in order; only those of primary statements if so asked."""
        ...
