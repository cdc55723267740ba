"""How things are kept, without knowing what: records in SQL, files as received in a folder."""

from bookrunner.storage.blobs_folder import BlobCorrupt, BlobFolder, BlobMissing, BlobUnwritable
from bookrunner.storage.locks import alone, claimed
from bookrunner.storage.sql import HEAD, DatabaseUnusable, engine, migrate, reading, writing

__all__ = [
    "HEAD",
    "BlobCorrupt",
    "BlobFolder",
    "BlobMissing",
    "BlobUnwritable",
    "DatabaseUnusable",
    "alone",
    "claimed",
    "engine",
    "migrate",
    "reading",
    "writing",
]
