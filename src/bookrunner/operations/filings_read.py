"""Filings read one after another: of files that are named, or of the records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from bookrunner.app import Desk
from bookrunner.documents import Document
from bookrunner.facts import AcceptedBasis, Filing
from bookrunner.figures import BadInput, Finding, NotFound, Severity
from bookrunner.monitor import Known
from bookrunner.operations.kept_documents import document_reader
from bookrunner.operations.parsing import read_document

UNREAD = "operations.unread"


class NothingRead(BadInput):
    """None of the files named could be read."""


def filings_read(
    desk: Desk,
    paths: Sequence[Path],
    has_use: Callable[[str], bool],
    findings: list[Finding],
    is_wanted: Callable[[Filing], bool] = lambda _: True,
) -> Iterator[tuple[Document, Known | None]]:
    """Documents with what the records know of them; None for files that are not of the records.

    Args:
        paths: Files and folders; none for the filings of the records that the viewer may see.
        has_use: Whether filings of a form are wanted; asked of the records only.
        findings: Takes what could not be read.
        is_wanted: Whether a filing of the records is read at all.

    Raises:
        BadInput: The one file named, or each of several, cannot be read; the error says why.
        NotFound: A path does not exist.
    """
    if paths:
        for document in _of_files(desk, paths, findings):
            yield document, None
    else:
        yield from _of_records(desk, has_use, findings, is_wanted)


def _of_files(desk: Desk, paths: Iterable[Path], findings: list[Finding]) -> Iterator[Document]:
    files = list(_files(paths))
    refused = 0
    for done, file in enumerate(files):
        desk.progress(f"Reading {file.name}", done, len(files))
        try:
            document = read_document(file)
        except BadInput as refusal:
            if len(files) == 1:
                raise
            refused += 1
            findings.append(_unread(str(refusal), file.name))
            continue
        yield document
    if files and refused == len(files):
        raise NothingRead(
            f"none of the {refused} files can be read; the first: {findings[0].message}"
        )


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(
                file
                for file in path.rglob("*")
                if file.is_file() and not file.name.startswith(".") and file.suffix != ".md"
            )
        elif path.exists():
            yield path
        else:
            raise NotFound("file", str(path))


def _of_records(
    desk: Desk,
    has_use: Callable[[str], bool],
    findings: list[Finding],
    is_wanted: Callable[[Filing], bool],
) -> Iterator[tuple[Document, Known]]:
    """Of the filings that the viewer may see; one file of several companies once."""
    known = (one for one in desk.store.filings(desk.viewer) if is_wanted(one))
    filings = {one.digest: one for one in known if has_use(one.form)}
    document_of = document_reader(desk)
    names = {one.cik: one.name for one in desk.store.companies(desk.viewer)}
    without_words = 0
    for done, filing in enumerate(filings.values()):
        desk.progress(f"Reading {filing.name}", done, len(filings))
        document = document_of(filing.digest)
        if document is None:
            without_words += 1
            continue
        yield document, _known(filing, names.get(filing.cik, ""))
    if without_words:
        message = f"{without_words} filings came as data without words and tell nothing here"
        findings.append(Finding("operations.no-words", message, Severity.NOTE))


def _known(filing: Filing, company: str) -> Known:
    # The last day on which a form may be filed is no day of acceptance.
    is_day = filing.accepted_basis is not AcceptedBasis.DEADLINE
    accepted = filing.accepted_at.isoformat() if filing.accepted_at and is_day else ""
    return Known(company, filing.cik, filing.accession, accepted, filing.walls)


def _unread(message: str, name: str) -> Finding:
    return Finding(UNREAD, message.removeprefix(f"{name}: "), Severity.ERROR, name)
