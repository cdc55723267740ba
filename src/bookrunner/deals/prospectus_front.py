"""What any prospectus says on its front: issuer, registration, dates, exchange, banks."""

from __future__ import annotations

import re

from bookrunner.deals.amounts import DATE, day, pattern, tidy
from bookrunner.deals.banks import parted
from bookrunner.deals.gathering import Gathering, Rule

_EXCHANGE = (
    r"(?:New York Stock Exchange|NYSE American|NYSE Arca|NYSE MKT|NYSE|(?:Nasdaq|NASDAQ) "
    r"(?:Global Select |Global |Capital |Stock )?Market(?:,? LLC)?|(?:Nasdaq|NASDAQ)|"
    r"OTCQ[BX](?: [A-Z]\w+ Market)?|Toronto Stock Exchange|London Stock Exchange|Cboe BZX Exchange)"
)
_RULES = (
    Rule(
        "registration_number",
        pattern(r"(?i:Registration (?:Statement )?(?:File )?Nos?\. ?)(?P<v>333-\d{5,6})"),
        "",
    ),
    Rule(
        "base_prospectus_date",
        pattern(rf"\((?:[Tt]o|TO)(?: the)? (?:[Pp]rospectus|PROSPECTUS),? [Dd]ated (?P<v>{DATE})"),
        "date",
    ),
    Rule(
        "settlement_date",
        pattern(
            rf"(?:\bdeliver(?:y|ed)?\b|\bDelivery\b|[Ss]ettlement (?:of|is|will)|expected to "
            rf"close)[^.\n]{{0,260}}?(?:on or about|on|about) (?P<v>{DATE})"
        ),
        "date",
    ),
    Rule(
        "prospectus_date",
        pattern(
            rf"(?:[Dd]ate of this [Pp]rospectus(?: [Ss]upplement)? is|^(?:[Pp]rospectus(?: "
            rf"[Ss]upplement)?|PROSPECTUS(?: SUPPLEMENT)?),? [Dd]ated|[Tt]he date of this "
            rf"(?:pricing supplement|term sheet) is|Pricing [Ss]upplement dated) "
            rf"(?P<v>{DATE})"
        ),
        "date",
    ),
)
_LISTED = pattern(
    rf"(?:listed|traded|quoted|list|listing|trades|quotation|trading)[^.\n]{{0,200}}? on "
    rf"(?:the |The )?(?P<exchange>{_EXCHANGE})"
    rf"[^.\n]{{0,160}}?symbols? ?[“\"‘](?P<ticker>[A-Z][A-Z.\- ]{{0,8}}?)[.,]?[”\"’]"
)
_HEADING = re.compile(
    r"^(?P<words>(?:Joint |Sole |Lead |Senior |Junior |Active |Passive |Global |"
    r"Co-?ordinat\w+ |and |Left |[Ll]ead[- ])*"
    r"(?P<kind>[Bb]ook-?\s?[Rr]unn(?:ing|er)s?(?:[- ]?[Mm]anagers?)?|[Cc]o-[Mm]anagers?|"
    r"(?:Co-)?[Pp]lacement [Aa]gents?|[Ss]elling [Aa]gents?|[Uu]nderwriters?|(?<=Lead "
    r")[Mm]anagers?)(?: of the "
    r"[^\n]{0,60}| and [\w ]{0,40})?)[ \t]*:?[ \t]*$",
    re.MULTILINE,
)
_DATE_LINE = re.compile(rf"^[ \t]*(?P<v>{pattern(DATE).pattern})[ \t]*$", re.MULTILINE)
_DATED = re.compile(
    rf"{_DATE_LINE.pattern}|^[^\n]{{0,30}}[Pp]rospectus(?: [Ss]upplement)?,? dated|^The date "
    rf"of this",
    re.MULTILINE,
)
_NOT_A_BANK = re.compile(
    r"\b(?:date|dated|prospectus|page|per share|total|table of contents|registration|"
    r"supplement|shares?|"
    r"stock|not fdic|bank guaranteed|lose value)\b|\d{2,}|[.:;]\s*\w+\s+\w+\s+\w+|^\W*$|^a "
    r"division",
    re.IGNORECASE,
)
_BANK_MAX = 60
_CORPORATE = re.compile(
    r"(?:\b(?:Inc|INC|Corp|CORP|Ltd|LTD|Co|L\.P|N\.V|S\.A|S\.p\.A)\.|\b(?:Inc|INC|"
    r"Corporation|CORPORATION|Limited|LIMITED|plc|PLC|LLC|L\.L\.C\.|LP|Trust(?: [\d\-]+)?|AG|"
    r"SE|Company|COMPANY|Holdings|HOLDINGS|Bancorp|SA|N\.V|L\.P))$"
)


def front_terms(found: Gathering, cover: tuple[int, int], registrant: str) -> None:
    """The terms of every prospectus's front."""
    found.first(_RULES, 0, cover[1])
    _issuer(found, cover, registrant)
    listed = _LISTED.search(found.text, *cover)
    if listed:
        found.add("exchange", tidy(listed["exchange"]), "", listed.span())
        found.add("ticker", tidy(listed["ticker"]), "", listed.span())
    if not found.has("prospectus_date"):
        lines = list(_DATE_LINE.finditer(found.text, *cover))
        if lines:
            found.add("prospectus_date", day(lines[-1]["v"]), "date", lines[-1].span("v"))
    _banks(found, cover)


def _issuer(found: Gathering, cover: tuple[int, int], registrant: str) -> None:
    named = named_registrant(found.text, registrant, *cover)
    if named:
        found.add("issuer", tidy(named[0]), "", named.span())
        return
    for match in re.finditer(r"[^\n\t]+", found.text[cover[0] : min(cover[1], cover[0] + 4000)]):
        line = match[0].strip()
        if len(line) < 70 and _CORPORATE.search(line) and line[:1].isupper():
            start = cover[0] + match.start()
            found.add("issuer", tidy(line), "", (start, start + len(match[0])))
            return
    said = pattern(
        r"(?:offering|sale)[^.\n]{0,120}? (?:by|of) (?P<v>[A-Z][\w.&’\- ]{2,60}?(?:,? "
        r"(?:Inc\.|Corporation|Corp\.|Ltd\.|plc|N\.V\.|LLC|L\.P\.|Limited|Company)))"
    ).search(found.text, *cover)
    if said:
        found.add("issuer", tidy(said["v"]), "", said.span("v"))


_SPELLINGS = {
    "CORP": r"corp(?:oration)?\b",
    "INC": r"inc(?:orporated)?\b",
    "CO": r"co(?:mpany)?\b",
    "LTD": r"(?:ltd|limited)\b",
}


def _spelled(word: str) -> str:
    """EDGAR's header shortens what the document spells out."""
    return _SPELLINGS.get(word.upper(), re.escape(word))


def named_registrant(text: str, registrant: str, start: int, end: int) -> re.Match[str] | None:
    """Where the document writes the name that EDGAR's header holds."""
    words = re.findall(r"[A-Za-z0-9&]+", re.sub(r"\s*/\w*/?\s*$", "", registrant))
    if not words:
        return None
    between = r"[\s,.’'\-()/]*"
    phrase = re.compile(rf"(?:\bThe )?{between.join(map(_spelled, words))}\.?(?!\w)", re.IGNORECASE)
    return phrase.search(text, start, end) or phrase.search(text)


def _banks(found: Gathering, cover: tuple[int, int]) -> None:
    """The banks below their headings; without headings those between delivery and date."""
    text = found.text
    headings = list(_HEADING.finditer(text, cover[0], min(len(text), cover[1] + 200)))
    delivery = pattern(r"(?:deliver[ys]?|[Dd]elivery)[^\n]{0,300}\n").search(text, *cover)
    placed = re.search(r"placement\s+agent", text[slice(*cover)], re.IGNORECASE)
    role = "placement_agent" if placed else "bookrunner"
    roles = {_role(heading["kind"].lower()) for heading in headings}
    above = headings[0].start() - delivery.end() if headings and delivery else 0
    if delivery and 0 < above < 600 and "bookrunner" not in roles:
        # The first names stand without a heading above those that have one.
        _names_below(found, delivery.end() - 1, headings[0].start() - 1, role)
    for heading in headings:
        kind = heading["kind"].lower()
        if kind.startswith("underwriter"):
            continue
        _names_below(found, heading.end(), cover[1], _role(kind))
    if headings:
        return
    dated = _DATED.search(text, delivery.end(), cover[1]) if delivery else None
    if delivery and dated and dated.start() - delivery.end() < 900:
        _names_below(found, delivery.end() - 1, dated.start(), role)


def _role(kind: str) -> str:
    if kind.startswith("co-m"):
        return "co_manager"
    if "placement" in kind:
        return "placement_agent"
    if kind.startswith("manager"):
        return "lead_manager"
    return "agent" if "selling" in kind else "bookrunner"


def _names_below(found: Gathering, start: int, end: int, role: str) -> None:
    offset = start + 1
    for number, line in enumerate(found.text[offset:end].split("\n")):
        stripped = line.strip()
        if number > 12 or _HEADING.match(stripped) or len(line) > 400:
            break
        if stripped:
            if _DATE_LINE.match(stripped):
                break
            for cell in re.finditer(r"[^\t]+", line):
                name = cell[0].strip()
                brands = parted(cell[0])
                for brand, at in brands:
                    place = offset + cell.start() + at
                    found.add(role, brand, "", (place, place + len(brand)))
                if brands:
                    continue
                if _NOT_A_BANK.search(name):
                    return
                if name and len(name) <= _BANK_MAX and name[0].isupper():
                    found.add(role, tidy(name), "", (offset + cell.start(), offset + cell.end()))
        offset += len(line) + 1
