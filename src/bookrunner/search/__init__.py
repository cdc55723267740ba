"""Passages found for one viewer: what a question asks, which documents, and where in them."""

from bookrunner.search.catalogue import Catalogue, Entry, Names
from bookrunner.search.embedder import Embedder, StaticEmbedder
from bookrunner.search.embedder_endpoint import (
    EmbeddingsRefused,
    EmbeddingsUnreachable,
    EmbeddingsUnusable,
    EndpointEmbedder,
)
from bookrunner.search.filters import Filter
from bookrunner.search.index import Hit, IndexDamaged, IndexUnwritable, PassageIndex, Query
from bookrunner.search.index_tantivy import TantivyIndex
from bookrunner.search.passages import Passage, PassageKind, passages
from bookrunner.search.questions import Question, question
from bookrunner.search.ranking import Result, documents_for, search
from bookrunner.search.shelf import FolderShelf, Indexed, Shelf, bring_up_to_date
from bookrunner.search.shelf_postgres import PostgresShelf

__all__ = [
    "Catalogue",
    "Embedder",
    "EmbeddingsRefused",
    "EmbeddingsUnreachable",
    "EmbeddingsUnusable",
    "EndpointEmbedder",
    "Entry",
    "Filter",
    "FolderShelf",
    "Hit",
    "IndexDamaged",
    "IndexUnwritable",
    "Indexed",
    "Names",
    "Passage",
    "PassageIndex",
    "PassageKind",
    "PostgresShelf",
    "Query",
    "Question",
    "Result",
    "Shelf",
    "StaticEmbedder",
    "TantivyIndex",
    "bring_up_to_date",
    "documents_for",
    "passages",
    "question",
    "search",
]
