"""Mergers as a release announces them: the day, and who acquires whom."""

from __future__ import annotations

import re

from bookrunner.deals.amounts import DATE, pattern
from bookrunner.deals.gathering import Gathering
from bookrunner.deals.parties import Party

_ANNOUNCED = pattern(
    r"(?:today announced|announced today|jointly announced|have announced|announced)(?: today)?"
    r"(?: that)? (?:they have|it has|it had|they had|the companies have|the two companies have|"
    r"their [\w ]{3,40} have|[A-Z][\w.&’]{1,30} has)?"
    r"[^.\n]{0,120}?(?:agree|definitive|acqui|merge)"
)
_AGREED = pattern(
    rf"\b(?:On (?P<day>{DATE}), ?)?(?P<who>(?!On )[A-Z][\w.,&’' \-]{{2,80}}?)"
    r"(?:, an? [\w ]{3,40}?)?(?: \([^)]{2,60}\))?,? (?:today )?announced "
    r"(?:today )?(?:that )?it (?:had|has) (?:agreed|entered into a definitive (?:merger "
    r")?agreement) to acquire "
    r"(?:all of )?(?P<v>[A-Z][\w.&’' \-]{2,70}?)(?=,? ?\(|,| for | pursuant| in a)"
)
_EXCHANGE = r"(?:NYSE|Nasdaq|NASDAQ|TSXV?|LSE|AMEX|OTC|AIM|Euronext|ASX|HKEX)"
_NAME = r"(?P<name>(?:The )?[A-Z][\w.&’\-]*(?:,? (?:of |and |the |& )*(?:[A-Z][\w.&’\-]*|plc))*)"
_FIRM = pattern(
    rf"{_NAME},? (?:\((?:the )?[“\"](?P<first>[^”\"]{{2,40}})[”\"][^)]{{0,60}}\)|"
    rf"\({_EXCHANGE}[^)]{{0,60}}\)(?:,? \((?:the |or |collectively "
    rf")?[“\"](?P<alias>[^”\"]{{2,40}})[”\"])?)"
)
_BUYS = (
    pattern(
        r"(?P<buyer>[A-Z][\w.&’,\- ]{1,60}?)(?: \([^)]{1,80}\))*,? (?:will|would|has agreed "
        r"to|agreed to|is to|shall) "
        r"(?:acquire|purchase|buy) (?:all (?:of )?)?(?:the )?(?:issued and )?(?:outstanding "
        r")?(?:common |ordinary )?"
        r"(?:(?:shares|stock|equity|units) (?:of|in) )?(?P<bought>[A-Z][\w.&’\- ]{1,60}?)(?= "
        r"?\(|,| for | in an? | common| and | that |\.)"
    ),
    pattern(
        r"(?P<bought>[A-Z][\w.&’,\- ]{1,60}?)(?: \([^)]{1,80}\))*,? (?:will|would|has agreed "
        r"to|to) be acquired by "
        r"(?:an affiliate of |affiliates of |funds managed by )?(?P<buyer>[A-Z][\w.&’\- "
        r"]{1,60}?)(?= ?\(|,| for | in an? |\.|\n)"
    ),
)
_REACH = 3500


def release_parties(text: str) -> list[Party]:
    """Firms that a release introduces by a listing or a short name in its first paragraphs."""
    said = _ANNOUNCED.search(text)
    if not said:
        return []
    start = max(text.rfind("\n", 0, said.start()), said.start() - 1500, 0)
    found: dict[str, Party] = {}
    for match in _FIRM.finditer(text, start, min(len(text), said.end() + _REACH)):
        name = re.sub(r"^(?:[A-Z][A-Z.,\-]+ )+(?=[A-Z][a-z])", "", match["name"])
        alias = (
            match["first"]
            or match["alias"]
            or re.split(r",? (?:Inc|Corp|Co|plc|Ltd|LLC|L\.P)", name)[0]
        )
        if alias in {"Company", "Merger Agreement"} and not match["alias"]:
            alias = match["alias"] or alias
        at = match.start("name") + match["name"].rfind(name)
        if name not in found and not re.search(r"Agreement|Exchange|Act\b|Merger$", name):
            found[name] = Party(name, alias, "", at, match.end())
    return list(found.values())


def announced(found: Gathering, known: list[Party]) -> None:
    """The day of the release, and the parties of the verb that says who acquires whom."""
    text = found.text
    _agreed(found)
    said = _ANNOUNCED.search(text)
    if not said:
        return
    _dateline(found, said.start())
    if found.has("target") and found.has("acquirer"):
        return
    for phrase in _BUYS:
        for match in phrase.finditer(
            text, max(0, said.start() - 1500), min(len(text), said.end() + _REACH)
        ):
            buyer, bought = _named(known, match["buyer"]), _named(known, match["bought"])
            if not buyer or not bought or buyer == bought:
                continue
            for name, party in (("target", bought), ("acquirer", buyer)):
                if not found.has(name):
                    found.add(name, party.name, "", (party.start, party.start + len(party.name)))
            return


def _agreed(found: Gathering) -> None:
    """``On June 2, A announced that it had agreed to acquire B``."""
    agreed = _AGREED.search(found.text)
    if not agreed:
        return
    if agreed["day"]:
        found.state("announcement_date", agreed["day"], "date", agreed.span("day"))
    for name, group in (("acquirer", "who"), ("target", "v")):
        if not found.has(name):
            lead = re.match(r".*(?:--|—|–|\bToday,)\s*", agreed[group])
            at = agreed.start(group) + (lead.end() if lead else 0)
            words = found.text[at : agreed.end(group)].strip(" ,")
            found.add(name, words, "", (at, at + len(words)))


def _dateline(found: Gathering, said: int) -> None:
    """The last day that stands before ``announced`` in its paragraph, beside the place of issue."""
    line = found.text.rfind("\n", 0, said) + 1
    days = list(pattern(DATE).finditer(found.text, max(line, said - 400), said))
    if not days and re.match(
        r"[^\n]{0,120}(?:Inc|Corp|plc|Company)", found.text[line : line + 140]
    ):
        above = found.text.rfind("\n", 0, max(0, line - 1)) + 1
        days = list(pattern(DATE).finditer(found.text, above, line))
    if days and not found.has("announcement_date"):
        found.state("announcement_date", days[0][0], "date", days[0].span())


def _named(known: list[Party], words: str) -> Party | None:
    plain = re.sub(r"^(?:[Tt]he |which |that )+", "", " ".join(words.split())).strip(" ,")
    for party in known:
        if plain in {party.name, party.alias, re.sub(r"^The ", "", party.alias)}:
            return party
    for party in known:
        if len(plain) > 3 and (party.name.startswith(plain) or plain.endswith(party.alias)):
            return party
    return None
