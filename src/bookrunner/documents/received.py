"""Bytes as received to text: what kind of file it is, and in which encoding."""

from __future__ import annotations

import codecs
import re

from bookrunner.documents.errors import EmptyFile, TooLarge, Undecodable, WrongKind
from bookrunner.figures.findings import Finding, Severity

SIZE_MAX_BYTES = 500_000_000
"""The largest full submissions on EDGAR hold some 200 MB."""

_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive (or an Office file)"),
    (b"PK\x05\x06", "a zip archive (or an Office file)"),
    (b"\x1f\x8b", "gzip-compressed (decompress it first)"),
    (b"\xfd7zXZ", "xz-compressed (decompress it first)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a PNG image"),
    (b"GIF8", "a GIF image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"II*\x00", "a TIFF image"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "an RTF document"),
    (b"begin 644 ", "a uuencoded file"),
)

_WEB_NAME = re.compile(r"\.(?:x?html?|txt|nc|xml)$", re.IGNORECASE)

_BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_META = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_JSON = re.compile(rb'\s*[\[{]\s*(?:["\d\[{\]}]|true|false|null)')
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")
_CONTROL_BYTES = bytes([*range(9), 0x0B, *range(0x0E, 0x20)])
_ASCII_ALIASES = {"ascii", "us-ascii", "ansi_x3.4-1968"}


def received_text(content: bytes, name: str) -> tuple[str, list[Finding]]:
    """The file's text, without byte order mark, and what was wrong with its encoding.

    Raises:
        EmptyFile, TooLarge, WrongKind, Undecodable: see there.
    """
    if len(content) > SIZE_MAX_BYTES:
        raise TooLarge(name, len(content), SIZE_MAX_BYTES)
    if not content.strip(b" \t\r\n\x0b\x0c\x00\xef\xbb\xbf"):
        raise EmptyFile(name)
    _refuse_other_kinds(content, name)
    findings: list[Finding] = []
    text = _decoded(content, name, findings)
    controls = len(_CONTROLS.findall(text)) if _may_hold_controls(content, text) else 0
    if controls:
        if controls * 100 > len(text) + 1000:
            raise WrongKind(name, "binary, not text")
        text = _CONTROLS.sub("", text)
        findings.append(
            _finding("control-characters", f"{controls} control characters were removed", name)
        )
    if not text.strip():
        raise EmptyFile(name)
    return text, findings


def is_pdf(content: bytes, name: str) -> bool:
    """Whether to read the bytes as a PDF.

    Raises:
        WrongKind: They are a PDF whose name says that it is a web page or text.
    """
    if not content[:1024].lstrip(b"\x00\t\r\n\x0c \xef\xbb\xbf").startswith(b"%PDF-"):
        return False
    if _WEB_NAME.search(name):
        raise WrongKind(name, "a PDF")
    return True


def _may_hold_controls(content: bytes, text: str) -> bool:
    """Whether there can be control characters; a pass over bytes is quicker than one over text."""
    return len(content.translate(None, _CONTROL_BYTES)) < len(content) or (
        not text.isascii() and ("\ufffe" in text or "\uffff" in text)
    )


def _refuse_other_kinds(content: bytes, name: str) -> None:
    head = content[:4096].lstrip()
    for signature, kind in _KINDS:
        if head.startswith(signature):
            raise WrongKind(name, kind)
    if head[:4] == b"RIFF" or head[4:8] == b"ftyp":
        raise WrongKind(name, "a media file")
    if _JSON.match(head):
        raise WrongKind(name, "JSON")


def _decoded(content: bytes, name: str, findings: list[Finding]) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _marked(content, encoding, name)
    wide = _wide_encoding(content)
    if wide:
        return _marked(content, wide, name)
    declared = _declared_encoding(content)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded_as(content, declared, name, findings)
    # Text that decodes as UTF-8 is UTF-8, unless it is a stated multi-byte encoding of Asia.
    if declared.startswith(("utf-16", "utf-32", "iso-2022")):
        findings.append(
            _finding("encoding", f"it says it is {declared} but is UTF-8; read as UTF-8", name)
        )
    return text


def _marked(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding).lstrip("\ufeff")
    except UnicodeDecodeError as error:
        raise Undecodable(name, f"it is marked as {encoding} and is not") from error


def _wide_encoding(content: bytes) -> str:
    """UTF-16 without a byte order mark shows in every second byte of markup being zero."""
    head = content[:200]
    if len(head) < 8:
        return ""
    if head[1::2].count(0) * 10 > len(head[1::2]) * 8 and head[::2].count(0) == 0:
        return "utf-16-le"
    if head[::2].count(0) * 10 > len(head[::2]) * 8 and head[1::2].count(0) == 0:
        return "utf-16-be"
    return ""


def _declared_encoding(content: bytes) -> str:
    match = _DECLARED.search(content[:1024]) or _META.search(content[:8192])
    return match[1].decode("ascii").lower() if match else ""


def _decoded_as(content: bytes, declared: str, name: str, findings: list[Finding]) -> str:
    """Not UTF-8: as declared where that works, else Windows' Western encoding, with a finding."""
    known = declared
    if declared in _ASCII_ALIASES or declared.startswith("utf"):
        known = ""
    if declared in {"iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252"}:
        return _western(content)  # browsers read Latin-1 as Windows-1252, and so do filers
    if known:
        try:
            codecs.lookup(known)
            text = content.decode(known)
        except (LookupError, UnicodeDecodeError, ValueError):
            text = ""
        if text:
            return text
    said = f"it says it is {declared} and is not" if declared else "it does not say its encoding"
    findings.append(_finding("encoding", f"{said}; read as Windows-1252", name))
    return _western(content)


def _western(content: bytes) -> str:
    # Five bytes have no character in Windows-1252; Latin-1 has one for each.
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _finding(code: str, message: str, name: str) -> Finding:
    return Finding(f"documents.{code}", message, Severity.WARNING, where=name)
