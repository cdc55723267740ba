"""The calendar as a file that calendar programs read (RFC 5545)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

from bookrunner.monitor.calendar import CalendarRow

_OCTETS = 75
_BARE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_PRODUCT = "-//Bookrunner//Calendar//EN"


def calendar_file(rows: Iterable[CalendarRow], made_at: datetime) -> str:
    """An event of whole days for each row; its UID is the same whenever it is written.

    Args:
        made_at: When the rows were put together, with its zone.
    """
    stamp = made_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}", "CALSCALE:GREGORIAN"]
    for row in rows:
        lines += _event(row, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def uid_of(row: CalendarRow) -> str:
    """Stable, and telling nothing of what the row is about."""
    return f"{hashlib.sha256(row.key.encode()).hexdigest()[:32]}@bookrunner"


def escaped(text: str) -> str:
    """Text as a value: backslash, semicolon, comma and line ends written as the RFC wants."""
    bare = _BARE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    for sign in ("\\", ";", ","):
        bare = bare.replace(sign, f"\\{sign}")
    return bare.replace("\n", "\\n")


def _event(row: CalendarRow, stamp: str) -> Iterator[str]:
    after = (row.until or row.on) + timedelta(days=1)
    yield "BEGIN:VEVENT"
    yield f"UID:{uid_of(row)}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_day(row.on)}"
    yield f"DTEND;VALUE=DATE:{_day(after)}"
    yield f"SUMMARY:{escaped(f'{row.company}: {row.what}')}"
    yield f"DESCRIPTION:{escaped(_description(row))}"
    yield f"CATEGORIES:{escaped(row.kind)}"
    yield "TRANSP:TRANSPARENT"
    address = _address(row)
    if address:
        yield f"URL:{address}"
    yield "END:VEVENT"


def _description(row: CalendarRow) -> str:
    lines = [row.formula]
    if row.business_day is not None and row.business_day != row.on:
        lines.append(f"{row.business_day}: {row.convention}")
    if row.detail:
        lines.append(row.detail)
    for one in row.proofs:
        where = " ".join(part for part in (one.form, one.accession, one.figure) if part)
        said = f' "{one.quote}"' if one.quote else ""
        lines.append(f"{one.what}: {one.value} ({where}){said}")
    return "\n".join(lines)


def _address(row: CalendarRow) -> str:
    accession = next((one.accession for one in row.proofs if one.accession), "")
    if not accession or not row.cik.isdigit():
        return ""
    folder = quote(accession.replace("-", ""))
    page = quote(f"{accession}-index.htm")
    return f"https://www.sec.gov/Archives/edgar/data/{int(row.cik)}/{folder}/{page}"


def _day(day: date) -> str:
    return day.strftime("%Y%m%d")


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets, never parted inside a character; the rest begins with a space."""
    part, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + character, size + width
    yield part
