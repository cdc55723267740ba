"""Bad input gives a named error or findings: never a crash, a hang or an empty success."""

import io
import time
import zipfile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bookrunner.documents import (
    DeclaresEntities,
    Document,
    EmptyFile,
    NotAFiling,
    TooDeep,
    Truncated,
    Undecodable,
    UnreadableFile,
    WrongKind,
    parse,
)
from bookrunner.figures.errors import BadInput
from tests.documents.filings import codes, invented_bytes

HEAD = (
    b"<html><head></head><body><p>FORM 10-K annual report, Securities and Exchange Commission</p>"
    + b"<p>Some words of a report.</p>" * 20
)
TAIL = b"</body></html>"
INLINE = HEAD.replace(b"<html>", b'<html xmlns:ix="http://www.xbrl.org/2013/inlineXBRL">')
SECONDS_MAX = 30
"""Generous, for slow machines; the same files take below four seconds."""


def a_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a", "b")
    return buffer.getvalue()


REFUSED: dict[str, tuple[bytes, type[UnreadableFile]]] = {
    "empty": (b"", EmptyFile),
    "white space": (b" \n\t ", EmptyFile),
    "only zeros": (bytes(1000), EmptyFile),
    "JSON": (b'{"facts": {}}', WrongKind),
    "a PDF": (b"%PDF-1.7\n" + b"stream" * 99, WrongKind),
    "a zip": (a_zip(), WrongKind),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(99), WrongKind),
    "binary": (bytes(range(256)) * 99, WrongKind),
    "gzip": (b"\x1f\x8b\x08" + bytes(99), WrongKind),
    "plain words": (b"These are only words. " * 99, NotAFiling),
    "a web page": (b"<html><body><h1>Recipes</h1><p>Soup</p></body></html>", NotAFiling),
    "another XML": (b"<?xml version='1.0'?><x><body>FORM 10-K</body></x>", WrongKind),
    "an error page": (
        b"<html><body><h1>An Undeclared Automated Tool</h1><p>FORM 10-K</p></body></html>",
        NotAFiling,
    ),
    "nested deep": (HEAD + b"<div>" * 10_000 + b"x" + b"</div>" * 10_000 + TAIL, TooDeep),
    "nested unclosed": (HEAD + b"<font>" * 10_000 + TAIL, TooDeep),
    "tables in tables": (HEAD + b"<table><tr><td>" * 4_000 + TAIL, TooDeep),
    "facts in facts": (INLINE + b"<ix:nonNumeric name='a:b'>" * 900 + TAIL, TooDeep),
    "entity bomb": (
        b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]><html>FORM 10-K &b;</html>',
        DeclaresEntities,
    ),
    "external entity": (
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><html>FORM 10-K &a;</html>',
        DeclaresEntities,
    ),
    "odd UTF-16": ((HEAD + TAIL).decode().encode("utf-16") + b"x", Undecodable),
    "a cut header": (b"<SEC-DOCUMENT>0000000000-24-000001.txt\n<SEC-HEADER>\n", Truncated),
    "no main document": (b"<DOCUMENT><TYPE>EX-99\n<TEXT>x</TEXT></DOCUMENT>", NotAFiling),
    "a cut document": (b"<html><body><p>FORM 10-K annual rep", Truncated),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_filing_is_refused_by_name(kind: str) -> None:
    content, error = REFUSED[kind]
    with pytest.raises(error, match=r"upload\.htm: "):
        parse(content, name="upload.htm")


SURVIVED: dict[str, tuple[bytes, str]] = {
    "zeros inside": (HEAD + b"\0\0" + TAIL, "control-characters"),
    "Windows letters": (HEAD + b"\x93quoted\x94 \x80" + TAIL, "encoding"),
    "a false encoding": (
        b'<?xml version="1.0" encoding="rot13"?>' + HEAD + b"\xe9" + TAIL,
        "encoding",
    ),
    "a line of 10 MB": (HEAD + b"<p>" + b"word " * 2_000_000 + b"</p>" + TAIL, "no-facts"),
    "a huge span": (
        HEAD
        + b'<table><tr><td colspan="1000000000" rowspan="999999999999">x</td></tr></table>'
        + TAIL,
        "no-facts",
    ),
    "spans without end": (
        HEAD
        + b"<table>"
        + (b"<tr>" + b'<td colspan="1000" rowspan="65000">x</td>' * 50 + b"</tr>") * 500
        + b"</table>"
        + TAIL,
        "table-too-large",
    ),
    "300,000 cells": (
        HEAD + b"<table>" + (b"<tr>" + b"<td>1</td>" * 1000 + b"</tr>") * 300 + b"</table>" + TAIL,
        "no-facts",
    ),
    "an unknown entity": (
        b'<!DOCTYPE html SYSTEM "http://127.0.0.1/x.dtd">' + HEAD + b"&foo;" + TAIL,
        "no-facts",
    ),
    "a foreign DTD": (b'<!DOCTYPE html SYSTEM "file:///etc/hostname">' + HEAD + TAIL, "no-facts"),
    "ampersands": (HEAD + b"&" * 1_000_000 + TAIL, "not-well-formed"),
    "items without end": (HEAD + b"<p>Item 1. Business</p>" * 100_000 + TAIL, "no-facts"),
    "numbers without end": (HEAD + b"<p>Item" + b" 1," * 300_000 + b"</p>" + TAIL, "no-facts"),
    "dashes without end": (b"FORM 10-K annual report\nItem 1" + b"-" * 2_000_000, "no-facts"),
    "an endless attribute": (HEAD + b'<p style="' + b"x" * 1_000_000, "truncated"),
    "exclusions without end": (
        INLINE
        + b"<ix:nonNumeric name='a:b' contextRef='c'>" * 30
        + b"<ix:exclude>a</ix:exclude>b" * 30_000
        + b"</ix:nonNumeric>" * 30
        + TAIL,
        "missing-context",
    ),
}


@pytest.mark.parametrize("kind", SURVIVED)
def test_what_is_odd_but_readable_is_read_with_a_finding_and_in_time(kind: str) -> None:
    content, code = SURVIVED[kind]
    began = time.monotonic()
    document = parse(content, name="upload.htm")
    assert time.monotonic() - began < SECONDS_MAX
    assert f"documents.{code}" in codes(document)
    assert "Some words of a report" in document.text or "annual report" in document.text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_unicode_encoding_gives_the_same_text(encoding: str) -> None:
    content = (HEAD + "<p>Café — “quoted”</p>".encode() + TAIL).decode()
    document = parse(content.encode(encoding), name="x.htm")
    assert document.text.endswith("Café — “quoted”")
    assert document.text == parse(content.encode(), name="x.htm").text


def test_old_html_without_tags_is_read_and_says_so() -> None:
    content = (
        HEAD + b"<P>Item 1. Business<P>We dig.<BR>Item 2. Properties<P>A pit&nbsp;here." + TAIL
    )
    document = parse(content, name="x.htm")
    assert codes(document) >= {"documents.not-well-formed", "documents.no-facts"}
    assert [section.item for section in document.sections] == ["Item 1", "Item 2"]
    assert document.text.endswith("A pit here.")


def test_a_self_closing_tag_does_not_swallow_what_follows() -> None:
    content = INLINE + b'<p><ix:nonFraction name="a:b" contextRef="c"/>after<br></p>' + TAIL
    document = parse(content, name="x.htm")
    assert "after" in document.text
    assert "documents.not-well-formed" in codes(document)


def sound(document: Document) -> bool:
    spans = [(section.start, section.end) for section in document.sections]
    spans += [(table.start, table.end) for table in document.tables]
    spans += [span for fact in document.facts for span in fact.spans]
    inside = all(0 <= start <= end <= len(document.text) for start, end in spans)
    return inside and bool(document.text.strip())


FUZZ = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
FILING = invented_bytes()
SNIPPETS = st.sampled_from(
    [
        *(b"<table>", b"</table>", b"<td>", b"</td>", b"<tr>", b"</div>", b"<p>", b"</p>", b"<!--"),
        *(
            b"</ix:nonFraction>",
            b"<ix:nonFraction>",
            b"<ix:exclude>",
            b"</ix:exclude>",
            b"<ix:header>",
        ),
        *(b"\0", b"\xff", b"&", b"<", b"]]>", b"<![CDATA[", b"&#0;", b"&#xD800;", b"<?x", b"<pre>"),
        *(b'<ix:continuation id="n1c" continuedAt="n1c">', b'<td colspan="-1">', b"Item 7. ", b"="),
    ]
)


@FUZZ
@given(st.lists(st.tuples(st.integers(0, len(FILING)), SNIPPETS), max_size=5))
@example([(0, b"\0")])
def test_a_filing_with_bits_thrown_in_is_read_or_refused(bits: list[tuple[int, bytes]]) -> None:
    content = FILING
    for place, snippet in bits:
        content = content[:place] + snippet + content[place:]
    _read_or_refused(content)


@FUZZ
@given(st.integers(0, len(FILING)), st.integers(0, len(FILING)))
def test_a_filing_with_a_piece_missing_is_read_or_refused(one: int, other: int) -> None:
    _read_or_refused(FILING[: min(one, other)] + FILING[max(one, other) :])


@FUZZ
@given(st.binary(max_size=300))
def test_bytes_of_any_kind_are_refused(content: bytes) -> None:
    with pytest.raises(BadInput):
        parse(content, name="x.htm")


def _read_or_refused(content: bytes) -> None:
    try:
        document = parse(content, name="x.htm")
    except BadInput:
        return
    assert sound(document)
