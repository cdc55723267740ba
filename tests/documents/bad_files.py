"""Damaged, hostile and odd files by name, each with the verdict it must get.

A verdict is ``ok``, ``degraded`` with the code of a finding, or the error that refuses the file.
"""

import base64
import binascii
import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from typing import NamedTuple

from bookrunner.documents import (
    DeclaresEntities,
    EmptyFile,
    NeedsPassword,
    NotAFiling,
    TooDeep,
    TooManyPages,
    Truncated,
    Undecodable,
    UnreadableFile,
    WrongKind,
)
from tests.documents.filings import invented_bytes
from tests.documents.invented_kinds import FORM_4, INFORMATION_TABLE, RELEASE, SUBMISSION
from tests.documents.small_pdf import Ink, assembled, pdf, statement

Verdict = str | type[UnreadableFile]
"""``""`` for ok; a finding's code without ``documents.``; or an error."""


class BadFile(NamedTuple):
    """A file and what must become of it."""

    build: Callable[[], bytes]
    verdict: Verdict
    name: str = "upload.htm"


HEAD = (
    b"<html><head></head><body><p>FORM 10-K annual report, Securities and Exchange Commission</p>"
    + b"<p>Some words of a report.</p>" * 20
)
TAIL = b"</body></html>"
IX = b'xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"'
INLINE = HEAD.replace(b"<html>", b"<html " + IX + b">")
TEXT = b"FORM 10-K\nANNUAL REPORT to the Securities and Exchange Commission\n" + b"Words.\n" * 40


def page(body: bytes) -> bytes:
    return HEAD + body + TAIL


def changed(old: str, new: str) -> Callable[[], bytes]:
    """The invented filing with some markup replaced."""

    def build() -> bytes:
        content = invented_bytes().decode()
        assert old in content, old
        return content.replace(old, new).encode()

    return build


def fact(value: str, attributes: str = "") -> Callable[[], bytes]:
    """The invented filing with another fact in its text."""
    tag = (
        '<p><ix:nonFraction name="us-gaap:AssetsNet" contextRef="year" unitRef="usd" '
        f'decimals="0" {attributes}>{value}</ix:nonFraction></p></body>'
    )
    return changed("</body>", tag)


def archive(names: list[str], size: int = 10) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            packed.writestr(name, b"0" * size)
    return buffer.getvalue()


def tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as packed:
        packed.addfile(tarfile.TarInfo("../../etc/passwd"))
    return buffer.getvalue()


def cut(content: bytes, share: float) -> Callable[[], bytes]:
    return lambda: content[: int(len(content) * share)]


def flipped(content: bytes, step: int) -> Callable[[], bytes]:
    """Every so many bytes one is another."""

    def build() -> bytes:
        damaged = bytearray(content)
        for place in range(step, len(damaged), step):
            damaged[place] ^= 0x15
        return bytes(damaged)

    return build


def submission(old: str = "", new: str = "") -> Callable[[], bytes]:
    assert old in SUBMISSION, old
    return lambda: SUBMISSION.replace(old, new, 1).encode() if old else SUBMISSION.encode()


def enclosing(body: str, kind: str = "EX-99.2", count: int = 1) -> Callable[[], bytes]:
    """The submission with more documents."""
    more = f"<DOCUMENT>\n<TYPE>{kind}\n<TEXT>\n{body}\n</TEXT>\n</DOCUMENT>\n" * count
    return submission("</SEC-DOCUMENT>", more + "</SEC-DOCUMENT>")


def uuencoded(content: bytes) -> str:
    lines = (content[at : at + 45] for at in range(0, len(content), 45))
    body = "".join(binascii.b2a_uu(line).decode() for line in lines)
    return f"begin 644 letter.pdf\n{body}`\nend\n"


def pdf_letter(body: str) -> Callable[[], bytes]:
    """A submission whose main document is a PDF."""
    return (
        "<SEC-DOCUMENT>x\n<SEC-HEADER>x\nCONFORMED SUBMISSION TYPE:\tUPLOAD\n</SEC-HEADER>\n"
        f"<DOCUMENT>\n<TYPE>LETTER\n<TEXT>\n<PDF>\n{body}</PDF>\n</TEXT>\n</DOCUMENT>\n"
    ).encode


REPORT = pdf([statement()])


def pdf_objects(*extra: str, catalogue: str = "", pages: str = "") -> Callable[[], bytes]:
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalogue} >>",
        pages or "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
        *extra,
    ]
    return lambda: assembled(objects)


ENCRYPTED = (
    "<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 "
    "/O <0102030405060708091011121314151617181920212223242526272829303132> "
    "/U <3231302928272625242322212019181716151413121110090807060504030201> >>"
)


def encrypted() -> bytes:
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
        ENCRYPTED,
    ]
    ids = (
        "/Encrypt 4 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
    )
    return assembled(objects, trailer=ids)


SPAN = b'<table><tr><td colspan="%s" rowspan="%s">x</td><td>1</td></tr></table>'
WINDOWS = b"<p>\x93quoted\x94 caf\xe9</p>"


def _kinds() -> Iterator[tuple[str, BadFile]]:
    yield from _whole_files()
    yield from _encodings()
    yield from _markup()
    yield from _numbers()
    yield from _submissions()
    yield from _xml_forms()
    yield from _pdfs()
    yield from _pages_of_servers()


def _whole_files() -> Iterator[tuple[str, BadFile]]:
    filing = invented_bytes()
    for label, content in {
        "empty": b"",
        "white space": b" \n\t " * 99,
        "only zeros": bytes(1000),
        "only a byte order mark": b"\xef\xbb\xbf",
    }.items():
        yield label, BadFile(lambda content=content: content, EmptyFile)  # type: ignore[misc]
    for label, content in {
        "gzip": gzip.compress(filing),
        "gzip in gzip": gzip.compress(gzip.compress(filing)),
        "cut gzip": gzip.compress(filing)[:40],
        "gzip bomb": gzip.compress(bytes(20_000_000)),
        "zip": archive(["a.htm"]),
        "zip bomb": archive(["a"], 20_000_000),
        "zip with path tricks": archive(["../../etc/passwd", "/etc/passwd", "C:\\x"]),
        "nested zip": archive(["inner.zip"]),
        "workbook": archive(["[Content_Types].xml", "xl/workbook.xml"]),
        "tar.gz": tar(),
        "xz": b"\xfd7zXZ\x00" + bytes(60),
        "old Office file": b"\xd0\xcf\x11\xe0" + bytes(600),
        "PNG": b"\x89PNG\r\n\x1a\n" + bytes(99),
        "JPEG": b"\xff\xd8\xff\xe0" + bytes(99),
        "GIF": b"GIF89a" + bytes(99),
        "program": b"\x7fELF" + bytes(99),
        "Windows program": b"MZ\x90\x00" + bytes(99),
        "database": b"SQLite format 3\x00" + bytes(99),
        "video": b"\x00\x00\x00 ftypmp42" + bytes(99),
        "RTF": b"{\\rtf1 FORM 10-K annual report}",
        "JSON object": b'{"facts": {}}',
        "JSON list": b'[{"form": "10-K"}]',
        "binary": bytes(range(256)) * 99,
        "uuencoded alone": b"begin 644 x.gif\nM\nend\n",
        "PDF named htm": REPORT,
        "pickle": b"\x80\x04\x95" + bytes(range(200)),
    }.items():
        yield label, BadFile(lambda content=content: content, WrongKind)  # type: ignore[misc]
    yield "plain words", BadFile(lambda: b"These are only words. " * 99, NotAFiling)
    yield "base64", BadFile(lambda: base64.encodebytes(filing), NotAFiling)
    for percent in (2, 10, 30, 50, 70, 90, 99):
        verdict: Verdict = {2: NotAFiling, 10: Truncated, 30: Truncated}.get(percent, "truncated")
        yield f"filing cut at {percent}%", BadFile(cut(filing, percent / 100), verdict)
    for step in (50, 500, 5000):
        yield (
            f"filing with each {step}th byte wrong",
            BadFile(flipped(filing, step), "items-missing"),
        )
    yield "filing twice", BadFile(lambda: filing + filing, "not-well-formed")
    yield "filing backwards", BadFile(lambda: filing[::-1], NotAFiling)


def _encodings() -> Iterator[tuple[str, BadFile]]:
    body = page("<p>Café</p>".encode()).decode()
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        yield f"as {encoding}", BadFile(lambda e=encoding: body.encode(e), "")  # type: ignore[misc]
    said = b'<?xml version="1.0" encoding="%s"?>'
    for label, content, verdict in (
        ("Windows letters", page(WINDOWS), "encoding"),
        ("Windows letters as declared", said % b"windows-1252" + page(WINDOWS), ""),
        ("Latin-1 as declared", said % b"iso-8859-1" + page(WINDOWS), ""),
        ("an encoding nobody knows", said % b"klingon" + page(b"\xe9"), "encoding"),
        ("rot13 declared", said % b"rot13" + page(b"\xe9"), "encoding"),
        ("ASCII declared", said % b"us-ascii" + page(b"\xe9"), "encoding"),
        ("UTF-16 declared, UTF-8 in truth", said % b"utf-16" + page(b""), "encoding"),
        ("UTF-16 mark over UTF-8", b"\xff\xfe" + page(b"") + b"x", NotAFiling),
        ("UTF-8 mark over Windows letters", b"\xef\xbb\xbf" + page(WINDOWS), Undecodable),
        ("odd UTF-16", page(b"").decode().encode("utf-16") + b"x", Undecodable),
        ("lone surrogates in UTF-8", page(b"\xed\xa0\x80"), "encoding"),
        ("overlong UTF-8", page(b"\xc0\xaf"), "encoding"),
        ("zeros inside", page(b"a\0b\0\0"), "control-characters"),
        ("bells and escapes", page(b"\x07\x1b[31m"), "control-characters"),
        ("half zeros", page(b"\0" * 4000), WrongKind),
        ("right-to-left override", page("\u202e01\u202c".encode()), ""),
        ("zero-width words", page("re\u200bve\u200dnue".encode()), ""),
        ("carriage returns alone", TEXT.replace(b"\n", b"\r"), ""),
        ("mixed line ends", TEXT.replace(b"\n", b"\r\n", 5).replace(b"\n", b"\n\r", 3), ""),
        ("form feeds", TEXT.replace(b"\n", b"\x0c"), ""),
    ):
        yield label, BadFile(lambda content=content: content, verdict)  # type: ignore[misc]


def _markup() -> Iterator[tuple[str, BadFile]]:
    cases: tuple[tuple[str, Callable[[], bytes], Verdict], ...] = (
        ("10 MB on a line", lambda: page(b"<p>" + b"word " * 2_000_000 + b"</p>"), ""),
        ("10 MB in plain text", lambda: TEXT + b"word " * 2_000_000, ""),
        ("900-deep divs", lambda: page(b"<div>" * 900 + b"x" + b"</div>" * 900), ""),
        ("5,000-deep divs", lambda: page(b"<div>" * 5000 + b"x" + b"</div>" * 5000), TooDeep),
        ("unclosed fonts", lambda: HEAD + b"<font>" * 10_000 + TAIL, TooDeep),
        (
            "200-deep tables",
            lambda: page(b"<table><tr><td>" * 200 + b"x" + b"</td></tr></table>" * 200),
            "",
        ),
        ("4,000-deep tables", lambda: page(b"<table><tr><td>" * 4000), TooDeep),
        ("colspan of a billion", lambda: page(SPAN % (b"1000000000", b"1")), ""),
        ("rowspan of a trillion", lambda: page(SPAN % (b"1", b"999999999999")), ""),
        ("negative spans", lambda: page(SPAN % (b"-5", b"-1")), ""),
        ("spans in words", lambda: page(SPAN % (b"many", b"")), ""),
        ("spans of nothing", lambda: page(SPAN % (b"0", b"0")), ""),
        (
            "spans without end",
            lambda: page(
                b"<table>"
                + (b"<tr>" + b'<td colspan="1000" rowspan="65000">x</td>' * 50 + b"</tr>") * 100
                + b"</table>"
            ),
            "table-too-large",
        ),
        ("cells outside tables", lambda: page(b"<td>1</td></tr></table><td>2"), "not-well-formed"),
        ("table without rows", lambda: page(b"<table></table>" * 1000), ""),
        (
            "20,000 rows",
            lambda: page(b"<table>" + b"<tr><td>1</td></tr>" * 20_000),
            "not-well-formed",
        ),
        ("a million ampersands", lambda: page(b"&" * 1_000_000), "not-well-formed"),
        ("a million open brackets", lambda: page(b"<" * 1_000_000), "not-well-formed"),
        ("an endless attribute", lambda: HEAD + b'<p style="' + b"x" * 1_000_000, "truncated"),
        ("an endless comment", lambda: HEAD + b"<!--" + b"x" * 1_000_000, "truncated"),
        (
            "50,000 attributes",
            lambda: page(b"<p " + b"a='b' " * 50_000 + b">x</p>"),
            "not-well-formed",
        ),
        ("unknown entity", lambda: page(b"<p>&foo; &nbsp;</p>"), ""),
        (
            "entity of no character",
            lambda: page(b"&#0;&#xD800;&#x110000;&#99999999999;"),
            "not-well-formed",
        ),
        ("CDATA", lambda: page(b"<![CDATA[ <b>x</b> ]]>"), ""),
        ("processing instructions", lambda: page(b"<?php system('id') ?>"), "no-facts"),
        ("scripts", lambda: page(b"<script>while(1){}</script>"), ""),
        ("a frame from elsewhere", lambda: page(b"<iframe src='file:///etc/passwd'/>"), ""),
        ("an include", lambda: page(b"<xi:include href='file:///etc/passwd'/>"), "not-well-formed"),
        (
            "foreign DTD",
            lambda: b'<!DOCTYPE html SYSTEM "file:///etc/hostname">' + page(b""),
            "",
        ),
        (
            "entity bomb",
            lambda: b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]>' + page(b"&b;"),
            DeclaresEntities,
        ),
        (
            "external entity",
            lambda: b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + page(b"&a;"),
            DeclaresEntities,
        ),
        (
            "parameter entity",
            lambda: b'<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1/">%a;]>' + page(b""),
            DeclaresEntities,
        ),
        (
            "all hidden",
            lambda: HEAD.replace(b"<body>", b"<body style='display:none'>") + TAIL,
            NotAFiling,
        ),
        ("items without end", lambda: page(b"<p>Item 1. Business</p>" * 50_000), ""),
        ("numbers without end", lambda: page(b"<p>Item" + b" 1," * 200_000 + b"</p>"), ""),
        ("dashes without end", lambda: b"FORM 10-K annual report\nItem 1" + b"-" * 1_000_000, ""),
        ("spaces without end", lambda: TEXT + b" " * 300_000 + b"x", ""),
        ("tabs without end", lambda: TEXT + b"\t" * 30_000 + b"x", ""),
        ("tables of EDGAR unclosed", lambda: TEXT + b"<TABLE>\n<S> <C>\na  1\n" * 500, ""),
        ("form name without end", lambda: page(b"form " * 100_000), ""),
        ("another XML", lambda: b"<?xml version='1.0'?><x><body>FORM 10-K</body></x>", WrongKind),
        (
            "SVG",
            lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><body>10-K</body></svg>",
            WrongKind,
        ),
    )
    for label, build, verdict in cases:
        yield label, BadFile(build, verdict)


def _numbers() -> Iterator[tuple[str, BadFile]]:

    cases: tuple[tuple[str, Callable[[], bytes], Verdict], ...] = (
        ("1e999", fact("1e999"), "not-transformable"),
        ("a number of 100,000 digits", fact("9" * 100_000), "not-transformable"),
        ("infinity", fact("Infinity"), "not-transformable"),
        ("not a number", fact("NaN"), "not-transformable"),
        ("words for a number", fact("see note 7"), "not-transformable"),
        ("an empty number", fact(""), "not-transformable"),
        ("two points", fact("1.2.3"), "not-transformable"),
        ("Arabic digits", fact("١٢٣"), "items-missing"),
        ("a scale of a billion", fact("1", 'scale="1000000000"'), "unusable-scale"),
        ("a scale in words", fact("1", 'scale="millions"'), "unusable-scale"),
        ("a sign in words", fact("1", 'sign="minus"'), "unusable-sign"),
        ("decimals of a billion", fact("1", 'decimals2="1000000000"'), "items-missing"),
        ("no such context", fact("1", 'contextRef2="x"'), "items-missing"),
        ("no such format", fact("1", 'format="ixt:never"'), "not-transformable"),
    )

    for label, build, verdict in cases:
        yield f"fact: {label}", BadFile(build, verdict)
    loop = (
        b"<ix:nonNumeric name='a:b' contextRef='c' continuedAt='n1'>one</ix:nonNumeric>"
        b"<ix:continuation id='n1' continuedAt='n2'>two</ix:continuation>"
        b"<ix:continuation id='n2' continuedAt='n1'>three</ix:continuation>"
    )
    for label, content, verdict in (
        ("continuation in a circle", INLINE + loop + TAIL, "missing-context"),
        (
            "facts 900 deep",
            INLINE + b"<ix:nonNumeric name='a:b'>" * 900 + TAIL,
            TooDeep,
        ),
        (
            "fact without a name",
            INLINE + b"<p><ix:nonFraction contextRef='c'>1</ix:nonFraction></p>" + TAIL,
            "nameless-fact",
        ),
        (
            "exclusions without end",
            INLINE
            + b"<ix:nonNumeric name='a:b' contextRef='c'>" * 30
            + b"<ix:exclude>a</ix:exclude>b" * 20_000
            + b"</ix:nonNumeric>" * 30
            + TAIL,
            "missing-context",
        ),
    ):
        yield label, BadFile(lambda content=content: content, verdict)  # type: ignore[misc]
    for day in ("0000-00-00", "2023-02-30", "9999-99-99", "tomorrow", "-2023-12-31", ""):
        yield (
            f"a period that ends {day or 'never'}",
            BadFile(
                changed("<xbrli:endDate>2023-12-31<", f"<xbrli:endDate>{day}<"), "unusable-context"
            ),
        )


def _submissions() -> Iterator[tuple[str, BadFile]]:
    damaged = "M_]C_X" + "  02D9)1@ ! 0"
    cases: tuple[tuple[str, Callable[[], bytes], Verdict], ...] = (
        ("whole", submission(), "attachments-left-out"),
        ("cut in the header", cut(SUBMISSION.encode(), 0.05), Truncated),
        (
            "cut in the main document",
            SUBMISSION[: SUBMISSION.index("See")].encode,
            Truncated,
        ),
        (
            "cut in an exhibit",
            SUBMISSION[: SUBMISSION.index("board of")].encode,
            "truncated",
        ),
        ("no end tags", submission("</TEXT>\n</DOCUMENT>", ""), "truncated"),
        ("no header end", submission("</SEC-HEADER>", ""), "attachments-left-out"),
        ("no type", submission("<TYPE>8-K\n", ""), "attachments-left-out"),
        ("type in lower case", submission("<TYPE>8-K", "<type>8-k"), "attachments-left-out"),
        ("type with spaces", submission("<TYPE>8-K", "<TYPE>  8-K  "), "attachments-left-out"),
        ("period 00000000", submission("\t20240219", "\t00000000"), "attachments-left-out"),
        ("CIK in words", submission("\t0009999001", "\tunknown"), "attachments-left-out"),
        ("CIK too long", submission("\t0009999001", "\t" + "9" * 40), "attachments-left-out"),
        ("damaged picture", submission("M_]C_X", "M\x7f~~~"), "attachments-left-out"),
        ("picture without end", submission("\nend\n", "\n"), "attachments-left-out"),
        ("path in a file name", submission("release.htm", "../" * 400), "attachments-left-out"),
        ("device in a file name", submission("release.htm", "/dev/zero"), "attachments-left-out"),
        ("null exhibit", enclosing(""), "exhibit-unread"),
        ("nested deep exhibit", enclosing("<html>" + "<div>" * 5000), "exhibit-unread"),
        (
            "exhibit with entities",
            enclosing('<!DOCTYPE html [<!ENTITY a "b">]><html><body><p>x</p></body></html>'),
            "exhibit-unread",
        ),
        ("XBRL as an exhibit", enclosing("<xbrl/>", "EX-101.INS"), "attachments-left-out"),
        ("2,000 exhibits", enclosing("Words of an exhibit.", count=2000), "attachments-left-out"),
        (
            "5,000 pictures",
            enclosing(f"begin 644 a\n{damaged}\nend", "GRAPHIC", 5000),
            "attachments-left-out",
        ),
        ("text in text", enclosing("<TEXT>inner</TEXT> after"), "attachments-left-out"),
        ("document in document", enclosing("<DOCUMENT><TYPE>EX-1<TEXT>x</TEXT>"), "exhibit-unread"),
        (
            "only a picture",
            lambda: b"<DOCUMENT>\n<TYPE>GRAPHIC\n<TEXT>\nbegin 644 a\nM\nend\n</TEXT>",
            NotAFiling,
        ),
        (
            "only an empty exhibit",
            lambda: b"<DOCUMENT><TYPE>EX-99\n<TEXT>x</TEXT></DOCUMENT>",
            NotAFiling,
        ),
        ("no text", lambda: b"<DOCUMENT>\n<TYPE>10-K\n</DOCUMENT>", Truncated),
        ("open documents without end", lambda: b"<DOCUMENT>" * 100_000, Truncated),
        ("a header without end", lambda: b"<SEC-HEADER>" + b"A: b\n" * 200_000, Truncated),
        ("PDF letter", pdf_letter(uuencoded(REPORT)), "no-facts"),
        ("PDF letter damaged", pdf_letter(uuencoded(REPORT)[:300]), UnreadableFile),
        ("PDF letter of nothing", pdf_letter("begin 644 x\n\nend\n"), Truncated),
        (
            "exhibit that is a PDF",
            enclosing("<PDF>\n" + uuencoded(REPORT) + "</PDF>"),
            "attachments-left-out",
        ),
        ("press release alone", RELEASE.encode, "form-unknown"),
    )
    for label, build, verdict in cases:
        yield f"submission: {label}", BadFile(build, verdict, "0009999001-24-000007.txt")


def _xml_forms() -> Iterator[tuple[str, BadFile]]:
    form = FORM_4
    table = INFORMATION_TABLE.format(value="1")
    deep = "<a>" * 300 + "x" + "</a>" * 300
    cases: tuple[tuple[str, Callable[[], bytes], Verdict], ...] = (
        ("cut", cut(form.encode(), 0.5), Truncated),
        ("not well-formed", lambda: form.replace("</issuer>", "</isuer>").encode(), WrongKind),
        (
            "nested deep",
            lambda: form.replace("<footnotes>", deep + "<footnotes>").encode(),
            TooDeep,
        ),
        ("nested 5,000 deep", f"<edgarSubmission>{'<a>' * 5000}".encode, UnreadableFile),
        (
            "entities",
            lambda: form.replace("?>", '?><!DOCTYPE a [<!ENTITY b "c">]>', 1).encode(),
            DeclaresEntities,
        ),
        ("empty root", lambda: b"<ownershipDocument></ownershipDocument>", NotAFiling),
        (
            "no document type",
            lambda: form.replace("<documentType>4</documentType>", "").encode(),
            NotAFiling,
        ),
        ("dates 0000-00-00", lambda: form.replace("2024-02-15", "0000-00-00").encode(), "no-facts"),
        (
            "price of 100,000 digits",
            lambda: form.replace("31.07", "9" * 100_000).encode(),
            "no-facts",
        ),
        ("tabs in a value", lambda: form.replace("ROE JANE", "ROE\t\n JANE").encode(), "no-facts"),
        (
            "10,000 holdings",
            lambda: (
                table.replace(
                    "</informationTable>", (table[table.index("<infoTable>") :][:-19]) * 10_000
                ).encode()
                + b"</informationTable>"
            ),
            "scale-unknown",
        ),
        (
            "value in words",
            lambda: table.replace("<value>1<", "<value>many<").encode(),
            "scale-unknown",
        ),
        ("XBRL instance", lambda: b"<?xml version='1.0'?><xbrl><a>1</a></xbrl>", WrongKind),
        ("a feed", lambda: b"<?xml version='1.0'?><rss><channel/></rss>", WrongKind),
    )
    for label, build, verdict in cases:
        yield f"XML: {label}", BadFile(build, verdict, "form.xml")


def _pdfs() -> Iterator[tuple[str, BadFile]]:
    loop = "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"
    many = "<< /Type /Pages /Kids [" + "3 0 R " * 2001 + "] /Count 2001 >>"
    script = "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"
    named = "/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (x) >>] >> >>"
    hidden = [*statement(), Ink(72, 90, "hidden", white=True)]
    cases: tuple[tuple[str, Callable[[], bytes], Verdict], ...] = (
        ("whole", lambda: REPORT, "no-facts"),
        ("only a header", lambda: b"%PDF-1.7\n", Truncated),
        ("random after the header", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 50, Truncated),
        ("cut at 10%", cut(REPORT, 0.1), Truncated),
        ("cut at 50%", cut(REPORT, 0.5), UnreadableFile),
        ("cut at 90%", cut(REPORT, 0.9), Truncated),
        (
            "damaged table of places",
            lambda: REPORT.replace(b"0000000009", b"9999999999"),
            "no-facts",
        ),
        ("each 40th byte wrong", flipped(REPORT, 40), WrongKind),
        ("words before the header", lambda: b"\n\n" + REPORT, "no-facts"),
        ("words after the end", lambda: REPORT + b"x" * 5000, "no-facts"),
        ("encrypted", encrypted, NeedsPassword),
        ("pages in a circle", pdf_objects(pages=loop), "pages-unread"),
        ("no pages", pdf_objects(pages="<< /Type /Pages /Kids [] /Count 0 >>"), WrongKind),
        ("2,001 pages", pdf_objects(pages=many), TooManyPages),
        (
            "a billion pages said",
            pdf_objects(pages=loop.replace("Count 1", "Count 1000000000")),
            UnreadableFile,
        ),
        ("a scan", lambda: pdf([[], []]), "scan-without-text"),
        ("a page without words", lambda: pdf([statement(), []]), "pages-without-text"),
        ("a script", lambda: pdf([statement()], catalogue=script), "no-facts"),
        ("a named script", lambda: pdf([statement()], catalogue=named), "scripts-left-out"),
        ("white words", lambda: pdf([hidden]), "unseen-text"),
        ("tiny words", lambda: pdf([[*statement(), Ink(9, 9, "tiny", 0.5)]]), "unseen-text"),
        ("words off the page", lambda: pdf([[*statement(), Ink(9000, -9000, "far")]]), "no-facts"),
        (
            "type of 10,000 points",
            lambda: pdf([[*statement(), Ink(9, 9, "x", 10_000)]]),
            "no-facts",
        ),
        (
            "one word 20,000 times",
            lambda: pdf([statement() + [Ink(9, 9, "x")] * 20_000]),
            "no-facts",
        ),
        (
            "a line of 100,000 letters",
            lambda: pdf([[*statement(), Ink(9, 9, "x" * 100_000)]]),
            "no-facts",
        ),
        ("no business", lambda: pdf([[Ink(9, 9, "Soup of the day " * 20)]]), NotAFiling),
    )
    for label, build, verdict in cases:
        yield f"PDF: {label}", BadFile(build, verdict, "report.pdf")


def _pages_of_servers() -> Iterator[tuple[str, BadFile]]:
    for words in (
        "Your Request Originates from an Undeclared Automated Tool",
        "SEC.gov | Request Rate Threshold Exceeded",
        "404 Not Found",
        "403 Forbidden",
        "503 Service Unavailable",
        "502 Bad Gateway",
        "Access Denied",
        "This page is temporarily unavailable",
        "Too Many Requests",
        "Sign in. User name. Password.",
        "Please enable JavaScript to continue",
        "Checking your browser before accessing",
        "Your session has expired",
        "Index of /Archives/edgar/data",
        "It works!",
        "Soup of the day",
    ):
        body = f"<html><body><h1>{words}</h1></body></html>".encode()
        yield f"server: {words}", BadFile(lambda body=body: body, NotAFiling)  # type: ignore[misc]
    for label, content in {
        "a page without body": b"<html></html>",
        "a page of a script": b"<html><body><script>1</script></body></html>",
        "a page of pictures": b"<html><body>" + b"<img src='a.gif'/>" * 50 + b"</body></html>",
        "a form's name alone": b"<html><body><p>FORM 10-K</p></body></html>",
    }.items():
        yield label, BadFile(lambda content=content: content, NotAFiling)  # type: ignore[misc]


BAD_FILES = dict(_kinds())
