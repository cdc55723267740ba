"""From files as received to facts in the store: resumable, countable, nothing half-done."""

from bookrunner.ingestion.ingest import FileOutcome, IngestReport, Outcome, WorkerDied, ingest
from bookrunner.ingestion.reading import ArchiveTooLarge, UnreadableArchive, received

__all__ = [
    "ArchiveTooLarge",
    "FileOutcome",
    "IngestReport",
    "Outcome",
    "UnreadableArchive",
    "WorkerDied",
    "ingest",
    "received",
]
