"""Who agrees with whom: the parties that a sentence names, with the short names it gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bookrunner.deals.amounts import pattern, tidy
from bookrunner.deals.names import listed

_STATE = (
    r",? an? (?:[\w\-]+ ){0,8}?(?:corporation|company|partnership|trust|L\.?L\.?C\.?|association|"
    r"entity|bank|society|N\.V\.|S\.A\.|plc|subsidiary|affiliate|bank holding company)"
)
_PARTY = re.compile(
    r"(?P<name>[A-Z0-9][^“”\"()\n]{1,90}?)"
    r"(?P<told>,?\s+(?:an?|the)\s[^“”\"()]{3,200}?)?"
    r"(?:,\s*)?\s*\((?:the|collectively|together|or|“|"
    r"\")?[^()]{0,60}?[“\"](?P<alias>[^”\"()]{1,60}?),?[”\"]"
    r"[^()]{0,80}\)"
    r"(?P<after>,?\s+(?:an?\s|and\s+an?\s|which\s)[^“”\"()]{3,160}?subsidiary\s+of\s+[^,“”()]"
    r"{2,60}?(?=\s+and\s|[,;(]))?"
)
_REFERRED = re.compile(
    r"(?P<name>[A-Z0-9][^“”\"()\n,;]{1,60}(?:,\s(?:Inc\.|LLC|L\.L\.C\.|L\.P\.|Ltd\.|"
    r"Corp\.))?)(?P<told>,\s+an?\s[^“”\"()]{3,120}?)?,"
    r"\s+(?:which\s+(?:we|is)\s+)?refer(?:red)?\s+to\s+(?:herein\s+)?as\s+(?:the\s+)?[“\"]?(?"
    r"P<alias>[A-Z][\w ]{1,30}?)"
    r"[”\"]?(?P<after>)(?=[,.;]|\s+and\s)"
)
_NAME = re.compile(
    r"(?!(?:To|At|In|By|For|With|Dear|You|We|The|This|Each|Any|All|Under|Upon|If|It|Inc|LLC|"
    r"Ltd|Corp|L\.P|Prior|On|See|As|The Company)\b\.?$)[A-Z0-9][\w.&’'\-/]+"
    r"(?:,?\s(?:of|and|the|de|van|von|plc|&|\d+|[A-Z][\w.&’'\-/]*))*"
)
_NOT_A_PARTY = re.compile(
    r"Agreement|^(?:Initial |Second |Company |First )?Mergers?$|Offer|Distribution|"
    r"Transaction|Effective|Time|Date|Shares|"
    r"Stock|Surviv|Amendment|Closing|Commission|SEC|Act|Notes|Consideration|Stockholders|Fee|"
    r"Securities"
)
_CONNECTIVES = re.compile(
    r"^(?:and|by|among|between|with|each|of|the Company and|On [^,]+,|\d{4},)\s+|^[,\s]+|"
    r"^[^\n]{0,60}?\b(?:by\s+and\s+(?:among|between))\s+",
    re.IGNORECASE,
)
_SUFFIX = r"(?:Inc|Corp|Ltd|Co|L\.P|N\.A|LLC|L\.L\.C|plc|PLC|LP|S\.A|N\.V)"


@dataclass(frozen=True)
class Party:
    """A party to an agreement."""

    name: str
    alias: str
    told: str
    """What the sentence says it is: ``a Delaware corporation``."""
    start: int
    end: int

    @property
    def is_subsidiary(self) -> bool:
        """Whether it is a vehicle of another party."""
        return bool(
            re.search(r"subsidiary", self.told)
            or re.search(r"\bSub\b|Merger ?Co\b|Acquisition Sub", f"{self.alias} {self.name}")
        )


def parties(text: str, start: int, end: int) -> list[Party]:
    """The parties that are named with a short name, in their order."""
    found = {}
    for phrase in (_PARTY, _REFERRED):
        place = start
        while match := phrase.search(text, place, end):
            party = _party(match)
            # Words before a name may look like one; the name itself begins further on.
            place = (
                match.end() if party or _NOT_A_PARTY.search(match["alias"]) else match.start() + 1
            )
            if party and not _NOT_A_PARTY.search(party.alias):
                found[party.start] = party
    return [found[place] for place in sorted(found)]


def _party(match: re.Match[str]) -> Party | None:
    words = match["name"]
    trimmed = words
    while True:
        shorter = _CONNECTIVES.sub("", trimmed)
        if shorter == trimmed:
            break
        trimmed = shorter
    cut = trimmed
    state = re.search(r",?\s+an?\s+[a-zA-Z]", cut)
    told = (match["told"] or "") + (match["after"] or "")
    if state:
        told = cut[state.start() :] + told
        cut = cut[: state.start()]
    several = list(listed(cut, 0))
    if len(several) > 1 and "," in cut:
        cut = cut[several[-1][1][0] :]
    name = tidy(cut)
    if not _NAME.fullmatch(name):
        return None
    begins = match.start("name") + max(words.rfind(name), words.rfind(trimmed))
    return Party(name, tidy(match["alias"]), tidy(told), begins, match.end())


def named(known: list[Party], words: str) -> Party | None:
    """The party that the words mean, by its short name or its name."""
    asked = tidy(re.sub(r"^(?:the|The) ", "", words))
    for party in known:
        if asked in {party.alias, party.name, re.sub(r"^The ", "", party.alias)}:
            return party
    for party in known:
        if party.name.startswith(asked) and len(asked) > 3:
            return party
    return None


MERGES_INTO = pattern(
    r"\bmerged? (?:with and )?into (?:the )?"
    r"(?P<into>[A-Z0-9][\w.&’'\- ]{0,60}?)(?= ?\(| ?,| ?;| ?\.(?: |$)| with | on | and "
    r"(?:the|[A-Z])| at )"
)
SURVIVES = pattern(
    r"with (?:the )?(?P<who>[A-Z0-9][\w.&’'\- ]{0,60}?) "
    r"(?:to be|being|surviving|continuing|to survive|to continue|as) "
)
