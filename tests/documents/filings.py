"""Filings for the tests: the small invented one, and the real ones beside the repository."""

import gzip
from functools import cache
from pathlib import Path

from bookrunner.documents import Document, InlineFact, parse

FOLDER = Path(__file__).parent
INVENTED_NAME = "tern-20231231_0009999001-24-000001.htm"


def invented_bytes() -> bytes:
    return (FOLDER / "invented_filing.htm").read_bytes()


@cache
def invented() -> Document:
    return parse(invented_bytes(), name=INVENTED_NAME)


def variant(old: str, new: str) -> Document:
    """The invented filing with some of its markup replaced."""
    content = invented_bytes().decode()
    assert old in content
    return parse(content.replace(old, new).encode(), name=INVENTED_NAME)


@cache
def real(folder: Path, path: str) -> Document:
    """A real filing, for example ``10-K/HD_0000354950-24-000062.html``."""
    file = folder / "filings" / f"{path}.gz"
    return parse(gzip.decompress(file.read_bytes()), name=file.name.removesuffix(".gz"))


def fact(document: Document, fact_id: str) -> InlineFact:
    (found,) = [fact for fact in document.facts if fact.fact_id == fact_id]
    return found


def codes(document: Document) -> set[str]:
    return {finding.code for finding in document.findings}
