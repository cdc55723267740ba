"""Filings as received, parsed into words with exact offsets, sections, tables and tagged facts."""

from bookrunner.documents.accession import accession_in
from bookrunner.documents.cover_page import period_on_cover, registrant_on_cover
from bookrunner.documents.document import (
    Box,
    Document,
    Exhibit,
    InlineFact,
    Page,
    Section,
    SpeakerTurn,
    Table,
    TableCell,
)
from bookrunner.documents.errors import (
    DeclaresEntities,
    EmptyFile,
    NeedsPassword,
    NotAFiling,
    OverLimit,
    TooDeep,
    TooLarge,
    TooManyPages,
    Truncated,
    Undecodable,
    UnreadableFile,
    WrongKind,
)
from bookrunner.documents.inline_facts import contradicted
from bookrunner.documents.limits import LimitedWorkers, Limits, Stopped, WorkersDied, parse_limited
from bookrunner.documents.parsing import parse, uncollected
from bookrunner.documents.scales import written_currency
from bookrunner.documents.self_checks import Flaw, report_flaws
from bookrunner.documents.sentences import sentence, sentence_end
from bookrunner.documents.wrapped import unwrapped

__all__ = [
    "Box",
    "DeclaresEntities",
    "Document",
    "EmptyFile",
    "Exhibit",
    "Flaw",
    "InlineFact",
    "LimitedWorkers",
    "Limits",
    "NeedsPassword",
    "NotAFiling",
    "OverLimit",
    "Page",
    "Section",
    "SpeakerTurn",
    "Stopped",
    "Table",
    "TableCell",
    "TooDeep",
    "TooLarge",
    "TooManyPages",
    "Truncated",
    "Undecodable",
    "UnreadableFile",
    "WorkersDied",
    "WrongKind",
    "accession_in",
    "contradicted",
    "parse",
    "parse_limited",
    "period_on_cover",
    "registrant_on_cover",
    "report_flaws",
    "sentence",
    "sentence_end",
    "uncollected",
    "unwrapped",
    "written_currency",
]
