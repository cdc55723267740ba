"""Filings that are kept, read again as documents."""

from __future__ import annotations

from collections.abc import Callable

from bookrunner.app import Desk
from bookrunner.documents import Document, parse
from bookrunner.figures import BookrunnerError
from bookrunner.storage import BlobCorrupt


def document_reader(desk: Desk) -> Callable[[str], Document | None]:
    """Gives the document of a filing's digest, each read once; None where there are no words.

    The store decides whether the viewer may see it; the folder of files cannot.
    """
    read: dict[str, Document | None] = {}

    def document(digest: str) -> Document | None:
        if digest not in read:
            read[digest] = _document(desk, digest)
        return read[digest]

    return document


def _document(desk: Desk, digest: str) -> Document | None:
    try:
        filing = desk.store.filing(digest, desk.viewer)
        return parse(desk.blobs.get(digest), name=filing.name)
    except BlobCorrupt:
        raise
    except BookrunnerError:
        # A filing whose figures came with the sample or as data has no words to show.
        return None
