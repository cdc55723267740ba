"""Who advises whom: financial advisors and legal counsel of the two sides of a merger."""

from __future__ import annotations

import re

from bookrunner.deals.amounts import pattern
from bookrunner.deals.gathering import Gathering
from bookrunner.deals.names import listed
from bookrunner.deals.parties import Party, named
from bookrunner.documents import sentence

_KIND = (
    r"(?:(?:exclusive|lead|joint|sole|co-|independent|primary) ?(?:and "
    r")?)*(?P<kind>financial advis[eo]rs?|"
    r"legal (?:counsel|advis[eo]rs?)|(?:outside )?counsel)"
)
_ACTS = r"(?:(?:is|are|was|were) )?(?:acting|acted|serving|served|serves|retained)(?: as)?"
_NAMES = r"(?P<names>[A-Z][^\n;:“”]{2,260}?)"
_SIDE = r"(?P<side>(?:the )?[A-Z0-9][\w&’\-]*(?: [A-Z][\w&\-]*){0,4})"
_PHRASES = (
    pattern(rf"{_NAMES},? {_ACTS} (?:the |an? )?{_KIND} (?:to|for) {_SIDE}"),
    pattern(
        rf"{_SIDE}’s? {_KIND}(?: for the [\w ]{{3,30}})? (?:is|are) {_NAMES}(?=,? with |"
        rf"\.(?: |$)|\n|;|, and [A-Z][^.]{{3,80}} (?:is|are))"
    ),
    pattern(rf"{_NAMES},? {_ACTS} {_SIDE}’s? {_KIND}"),
    pattern(
        rf"{_SIDE} (?:has |have )?(?:retained|engaged) {_NAMES},? (?:to act )?as (?:its |"
        rf"their )?{_KIND}"
    ),
    pattern(rf"(?:with |and )?{_NAMES},? {_ACTS} (?P<side>its) {_KIND}"),
)


def advisors(found: Gathering, known: list[Party]) -> None:
    """Gather the advisors whose side is told; a side that is neither party's is left out."""
    text = found.text
    roles = {str(t.value): t.name for t in found.terms if t.name in {"target", "acquirer"}}
    if not roles or not re.search(r"financial\s+advis|legal\s+(?:counsel|advis)", text):
        return
    for line in re.finditer(
        (
            r"[^\n]*(?:financial\s+advis|legal\s+(?:counsel|advis)|"
            r"counsel\s+(?:to|for))[^\n]*"
        ),
        text,
    ):
        if len(line[0]) < 4000:
            _from_line(found, known, roles, line.start(), line.end())


def _from_line(
    found: Gathering, known: list[Party], roles: dict[str, str], start: int, end: int
) -> None:
    at = start
    last: str | None = None
    while at < end:
        matches = [m for phrase in _PHRASES if (m := phrase.search(found.text, at, end))]
        if not matches:
            return
        match = min(matches, key=lambda m: (m.end(), m.start()))
        side = last if match["side"] == "its" else side_of(match["side"], known, roles)
        last = side or last
        if side:
            what = "advisor" if "financial" in match["kind"] else "counsel"
            begins = max(match.start("names"), sentence(found.text, match.end("names"))[0])
            first = _after_sentence(found.text, begins, match.end("names"))
            for name, span in listed(found.text[first : match.end("names")], first):
                found.add(f"{side}_{what}", name, "", span)
        at = match.end()


def _after_sentence(text: str, start: int, end: int) -> int:
    """Where the names begin: after a sentence's end or a connecting word that stands before."""
    cut = start
    for stop in re.finditer(
        r"(?<=[a-z)])\.\s+(?=[A-Z])|\bwith\s+(?=[A-Z])|(?:^|,\s)and\s+(?=[A-Z])|^(?:In "
        r"addition, |Additionally, )",
        text[start:end],
    ):
        if stop[0].lstrip(", ").startswith("and") and stop.start() > 0:
            continue
        if re.search(
            r"(?:Inc|Corp|Ltd|Co|L\.P|N\.A)$", text[start : start + stop.start() + 1].rstrip(".")
        ):
            continue
        cut = start + stop.end()
    return cut


def side_of(words: str, known: list[Party], roles: dict[str, str]) -> str | None:
    """``acquirer`` or ``target``, by a party's name, its short name or its first word."""
    plain = re.sub(r"^(?:[Tt]he\s+)", "", " ".join(words.split())).rstrip("’s").strip(" ,.")
    plain = re.split(r"’", plain)[0]
    party = named(known, plain)
    if party and party.name in roles:
        return roles[party.name]
    for name, role in roles.items():
        bare = re.sub(r"^The ", "", name)
        if len(plain) > 3 and (
            bare.startswith(plain) or plain.startswith(bare.split(" ")[0].rstrip(","))
        ):
            return role
    if plain in {"Parent", "Buyer", "Purchaser"}:
        return "acquirer"
    if plain == "Company" and party is None and "target" in roles.values():
        return "target"
    return None
