"""How things are kept, without knowing what: records in SQL, files as received in a folder."""

from bookrunner.storage.blobs_folder import BlobCorrupt, BlobFolder, BlobMissing, BlobUnwritable
from bookrunner.storage.editions import Edition, Remembered
from bookrunner.storage.files import WrittenBehind, write_whole
from bookrunner.storage.locks import alone, claimed
from bookrunner.storage.sql import HEAD, DatabaseUnusable, beside, engine, migrate, reading, writing

__all__ = [
    "HEAD",
    "BlobCorrupt",
    "BlobFolder",
    "BlobMissing",
    "BlobUnwritable",
    "DatabaseUnusable",
    "Edition",
    "Remembered",
    "WrittenBehind",
    "alone",
    "beside",
    "claimed",
    "engine",
    "migrate",
    "reading",
    "write_whole",
    "writing",
]
