"""Each kind of bad file gets its verdict, in time."""

import time

import pytest

from bookrunner.documents import Document, UnreadableFile, parse
from tests.documents.bad_files import BAD_FILES
from tests.documents.filings import codes

SECONDS_MAX = 20
"""Generous, for slow machines; each takes below two seconds."""
KINDS_MIN = 150


def test_the_kinds_are_many() -> None:
    assert len(BAD_FILES) >= KINDS_MIN


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_gets_its_verdict_in_time(kind: str) -> None:
    bad = BAD_FILES[kind]
    content = bad.build()
    began = time.monotonic()
    outcome = read(content, bad.name)
    assert time.monotonic() - began < SECONDS_MAX
    if isinstance(bad.verdict, str):
        assert isinstance(outcome, Document), f"refused: {outcome}"
        assert sound(outcome)
        if bad.verdict:
            assert f"documents.{bad.verdict}" in codes(outcome)
        else:
            errors = [f for f in outcome.findings if f.severity.name == "ERROR"]
            assert not errors
    else:
        assert isinstance(outcome, bad.verdict), f"not refused so: {outcome!r:.200}"
        assert str(outcome).startswith(f"{bad.name}: ")


def read(content: bytes, name: str) -> Document | UnreadableFile:
    try:
        return parse(content, name=name)
    except UnreadableFile as error:
        return error


def sound(document: Document) -> bool:
    """Whether every part stands inside the text."""
    length = len(document.text)
    parts = [(section.start, section.end) for section in document.sections]
    parts += [(exhibit.start, exhibit.end) for exhibit in document.exhibits]
    parts += [(table.start, table.end) for table in document.tables]
    parts += [(page.start, page.end) for page in document.pages]
    parts += [span for fact in document.facts for span in fact.spans]
    return all(0 <= start <= end <= length for start, end in parts)
