"""Filings as received, parsed into words with exact offsets, sections, tables and tagged facts."""

from bookrunner.documents.accession import accession_in
from bookrunner.documents.document import Document, InlineFact, Section, Table, TableCell
from bookrunner.documents.errors import (
    DeclaresEntities,
    EmptyFile,
    NotAFiling,
    TooDeep,
    TooLarge,
    Truncated,
    Undecodable,
    UnreadableFile,
    WrongKind,
)
from bookrunner.documents.inline_facts import contradicted
from bookrunner.documents.parsing import parse

__all__ = [
    "DeclaresEntities",
    "Document",
    "EmptyFile",
    "InlineFact",
    "NotAFiling",
    "Section",
    "Table",
    "TableCell",
    "TooDeep",
    "TooLarge",
    "Truncated",
    "Undecodable",
    "UnreadableFile",
    "WrongKind",
    "accession_in",
    "contradicted",
    "parse",
]
