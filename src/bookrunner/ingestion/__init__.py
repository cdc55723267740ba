"""From files as received to facts in the store: resumable, countable, nothing half-done."""

from bookrunner.figures import Keys, StageCount
from bookrunner.ingestion.ingest import FileOutcome, IngestReport, Outcome, WorkerDied, ingest
from bookrunner.ingestion.reading import (
    ArchiveTooDense,
    ArchiveTooLarge,
    UnreadableArchive,
    received,
)
from bookrunner.ingestion.taking import Taken, fact_keys, taken

__all__ = [
    "ArchiveTooDense",
    "ArchiveTooLarge",
    "FileOutcome",
    "IngestReport",
    "Keys",
    "Outcome",
    "StageCount",
    "Taken",
    "UnreadableArchive",
    "WorkerDied",
    "fact_keys",
    "ingest",
    "received",
    "taken",
]
