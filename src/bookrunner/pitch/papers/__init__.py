"""Documents beside the pitch book: one definition of each number serves page, data pack and ledger.

The data pack is the workbook behind every document, so that each number of a page has its cell.
"""

from bookrunner.pitch.papers.data_pack import data_pack
from bookrunner.pitch.papers.files import PaperWriter, WrittenDocument, write_document
from bookrunner.pitch.papers.kinds import DOCUMENTS, DocumentKind
from bookrunner.pitch.papers.pieces import Told
from bookrunner.pitch.papers.records import Records, records

__all__ = [
    "DOCUMENTS",
    "DocumentKind",
    "PaperWriter",
    "Records",
    "Told",
    "WrittenDocument",
    "data_pack",
    "records",
    "write_document",
]
