"""The cover of a Schedule TO: the subject company, the offerors, the class of securities."""

from __future__ import annotations

import re

from bookrunner.deals.amounts import tidy
from bookrunner.deals.gathering import Gathering

_SUBJECT = re.compile(r"(?P<above>(?:[^\n]*\n){1,4}?)[ \t]*\(Names? of Subject Company", re.I)
_PERSONS = re.compile(
    r"\(Names? of Subject Company[^\n]*\n(?P<above>(?:[^\n]*\n){1,24}?)[ \t]*\((?:Names? of "
    r")?(?:Filing|Persons?|Offeror)[^\n]*",
    re.I,
)
_CLASS = re.compile(r"(?P<v>[^\n]+)\n[ \t]*\(Title of Class of Securities\)", re.I)
_CUSIP = re.compile(r"(?P<v>[0-9A-Z]{9})\n[ \t]*\(CUSIP Number", re.I)
_SUFFIX = re.compile(r"\((?:Offeror|Parent|Issuer|Purchaser|as [^)]*)\)?\)?", re.I)


def tender_terms(found: Gathering) -> None:
    """What the cover says above its captions in parentheses."""
    subject = _SUBJECT.search(found.text)
    if subject:
        line = subject["above"].rstrip("\n").rsplit("\n", 1)[-1]
        _line(found, "target", line, subject.end("above"))
    persons = _PERSONS.search(found.text)
    if persons:
        offset = persons.start("above")
        for line in persons["above"].split("\n"):
            if line.strip() and not line.strip().startswith("("):
                _line(found, "offeror", line, offset + len(line) + 1)
            offset += len(line) + 1
    for name, phrase in (("security", _CLASS), ("cusip", _CUSIP)):
        match = phrase.search(found.text)
        if match:
            found.add(name, tidy(match["v"]), "", match.span("v"))


def _line(found: Gathering, name: str, line: str, end: int) -> None:
    stated = tidy(_SUFFIX.sub("", line))
    at = found.text.rfind(stated, 0, end)
    if stated and at >= 0:
        found.add(name, stated, "", (at, at + len(stated)))
