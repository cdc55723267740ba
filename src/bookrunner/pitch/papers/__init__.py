"""Documents beside the pitch book: one definition of each number serves page, data pack and ledger.

The data pack is the workbook behind every document, so that each number of a page has its cell.
"""

from bookrunner.pitch.papers.bands import Identified, alike
from bookrunner.pitch.papers.data_pack import data_pack
from bookrunner.pitch.papers.files import PaperWriter, WrittenDocument, write_document
from bookrunner.pitch.papers.given import Given, UnusableWords, read_words
from bookrunner.pitch.papers.kinds import DOCUMENTS, DocumentKind
from bookrunner.pitch.papers.pieces import Told
from bookrunner.pitch.papers.records import Records, records
from bookrunner.pitch.papers.teaser import said_in

__all__ = [
    "DOCUMENTS",
    "DocumentKind",
    "Given",
    "Identified",
    "PaperWriter",
    "Records",
    "Told",
    "UnusableWords",
    "WrittenDocument",
    "alike",
    "data_pack",
    "read_words",
    "records",
    "said_in",
    "write_document",
]
