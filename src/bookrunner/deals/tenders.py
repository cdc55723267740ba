"""The cover of a Schedule TO or 14D-9: subject company, offerors, class of securities."""

from __future__ import annotations

import re

from bookrunner.deals.amounts import MONEY, pattern, tidy
from bookrunner.deals.gathering import Gathering, Rule

_SUBJECT = re.compile(r"(?P<above>(?:[^\n]*\n){1,4}?)[ \t]*\(Names? of Subject Compan", re.I)
_PERSONS = re.compile(
    r"\(Names? of Subject Compan[^\n]*\n(?P<above>(?:[^\n]*\n){1,40}?)[^\n]*\n[ "
    r"\t]*\(Titles? of Class",
    re.I,
)
_FILING_PERSON = re.compile(r"\(Names? of Persons? Filing Statement", re.I)
_CLASS = re.compile(r"(?P<v>[^\n]+)\n[ \t]*\(Titles? of Class(?:es)? of Securities\)", re.I)
_CUSIP = re.compile(r"(?P<v>[0-9A-Z]{9})\n[ \t]*\(CUSIP Number", re.I)
_SUFFIX = re.compile(r"\((?:Offeror|Parent|Issuer|Purchaser|as [^)]*)\)?\)?", re.I)
_NO_PERSON = re.compile(
    r"^(?:an?\s|and$|by$|of$|the\s|direct|indirect|wholly|\d|Item\b|Copies)|subsidiar(?:y|ies) of$",
    re.IGNORECASE,
)
_OFFER_BY = pattern(
    r"(?:tender offer|[Oo]ffer)[^.\n]{0,60}? by (?P<v>[A-Z][\w.,&’ \-]{2,70}?),? an? [\w "
    r"]{3,40}? \([^)]{2,60}\)"
    r"(?:,? (?:and )?(?:an? )?[\w, ]{0,50}?subsidiary of (?P<parent>[A-Z][\w.,&’ "
    r"\-]{2,70}?)(?=,? an? |,? ?\(|,))?"
)
_RANGE = pattern(
    rf"not (?:greater|more|higher) than (?P<high>{MONEY})[^$.]{{0,30}}? (?:nor|and not|or) "
    rf"less than (?P<low>{MONEY})|"
    rf"not less than (?P<low2>{MONEY})[^$.]{{0,30}}? (?:nor|and not|or) (?:greater|more|"
    rf"higher) than (?P<high2>{MONEY})"
)
_ROLE = (
    r"[^.\n]{0,40}? is (?P<v>[A-Z][\w.,&’ \-]{2,70}?(?:Inc\.|LLC|L\.L\.C\.|L\.P\.|Ltd\.|"
    r"N\.A\.|Company|Incorporated|"
    r"Association|Corp\.|Co\.))(?!,? (?:Inc|LLC|L\.|N\.A|Ltd))"
)
_RULES = (
    Rule("dealer_manager", pattern(rf"[Dd]ealer [Mm]anager{_ROLE}"), ""),
    Rule("information_agent", pattern(rf"[Ii]nformation [Aa]gent{_ROLE}"), ""),
    Rule("depositary", pattern(rf"[Dd]epositary{_ROLE}"), ""),
    Rule(
        "maximum_amount",
        pattern(
            rf"purchase (?:for cash )?up to (?P<v>{MONEY}) (?:in value |in aggregate |worth "
            rf")?(?:in value )?of"
        ),
        "money",
    ),
)


def tender_terms(found: Gathering) -> None:
    """What the cover says above its captions in parentheses, and who makes the offer."""
    subject = _SUBJECT.search(found.text)
    if subject:
        line = subject["above"].rstrip("\n").rsplit("\n", 1)[-1]
        _line(found, "target", line, subject.end("above"))
    persons = _PERSONS.search(found.text)
    if persons and not _FILING_PERSON.search(persons[0]):
        offset = persons.start("above")
        for line in persons["above"].split("\n"):
            words = line.strip()
            if words and not words.startswith("(") and not _NO_PERSON.search(words):
                _line(found, "offeror", line, offset + len(line) + 1)
            offset += len(line) + 1
    made = _OFFER_BY.search(found.text)
    if made and not found.has("offeror"):
        for group in ("v", "parent"):
            if made[group]:
                found.add("offeror", tidy(made[group]), "", made.span(group))
    for name, phrase in (("security", _CLASS), ("cusip", _CUSIP)):
        match = phrase.search(found.text)
        if match:
            found.add(name, tidy(match["v"]), "", match.span("v"))
    found.first(_RULES, 0, len(found.text))
    _price_range(found)


def _price_range(found: Gathering) -> None:
    """The range within which holders choose their price, in an auction."""
    match = _RANGE.search(found.text)
    if match:
        for name in ("low", "high"):
            words = match[name] or match[f"{name}2"]
            found.state(f"price_range_{name}", words, "money/shares", match.span())


def _line(found: Gathering, name: str, line: str, end: int) -> None:
    stated = tidy(_SUFFIX.sub("", line))
    at = found.text.rfind(stated, 0, end)
    if stated and at >= 0:
        found.add(name, stated, "", (at, at + len(stated)))
