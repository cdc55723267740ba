"""Who comes and who goes: officers and directors, read from the sentences that say so.

A verb says whether someone comes or goes, the words beside it say from or to what. What someone was
before, and elsewhere, is told in sentences of biography, which start no event.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from bookrunner.monitor.event import Sign
from bookrunner.monitor.item_words import ItemWords

_GOES = re.compile(
    r"\b(?:resign(?:ed|s|ing)?|resignation|retire[ds]?|retiring|retirement|step(?:ped|s|ping)?\s+"
    r"down|depart(?:ed|s|ing)?|departure|leave|leaves|leaving|left\s+the|terminat(?:ed|ion\s+of)|"
    r"(?:will\s+)?cease[ds]?\s+(?:to\s+(?:serve|be)|serving|being)|not\s+(?:to\s+)?(?:stand|seek|"
    r"run|be\s+nominated|be\s+standing)(?:\s+for)?\s*(?:re-?\s?(?:election|nomination))?|"
    r"relinquish\w*|dismiss(?:ed|al)|remov(?:ed|al)|passed\s+away|died|death\s+of|transition(?:ed|"
    r"ing)?\s+(?:from|out|the\s+duties|to\s+(?:the\s+role|an?|non|executive|chair|vice|advis|"
    r"senior))|(?<=officer)\s+transition|(?<=C[EF]O)\s+transition|separat(?:ed|ion)\s+from|no\s+longer\s+(?:be|serv(?:e|ing))|end\w*\s+(?:his|"
    r"her)\s+(?:service|tenure|employment)|not\s+be\s+renewed|"
    r"will\s+(?:end|terminate|conclude))\b",
    re.IGNORECASE,
)
_COMES = re.compile(
    r"\b(?:appoint(?:ed|s|ing|ment(?=\s+(?:of|to|as)))|elect(?:ed|s|ion\s+of)|named(?!\s+executive)|hired|promot(?:ed|ion\s+of)|"
    r"became|become|assum(?:ed|e|es)|will\s+serve\s+as|agreed\s+to\s+(?:serve|join)|(?:to|will)\s+"
    r"succeed|designated|will\s+join|joined\s+the|engaged\s+[^.]{0,60}\s+(?:to\s+serve\s+)?as|"
    r"nominated)\b",
    re.IGNORECASE,
)
_DEATH = re.compile(r"\b(?:passed\s+away|died|death)\b", re.IGNORECASE)
_CEO = re.compile(
    r"\b(?i:chief\s+executive(?:\s+officer)?|CEO|principal\s+executive\s+officer)\b"
    r"(?P<of>(?:\s*\([^)]{1,20}\))?,?\s+of\s+(?P<whose>[A-Z][\w&.’'-]*(?:\s+[A-Z][\w&.’'-]*)*|the\s"
    r"+[A-Z][\w&.’'-]*|our|its))?",
)
_CFO = re.compile(
    r"\b(?i:chief\s+financial(?:\s+officer)?|CFO|principal\s+financial\s+officer)\b"
    r"(?P<of>(?:\s*\([^)]{1,20}\))?,?\s+of\s+(?P<whose>[A-Z][\w&.’'-]*(?:\s+[A-Z][\w&.’'-]*)*|the\s"
    r"+[A-Z][\w&.’'-]*|our|its))?",
)
_DIRECTOR = re.compile(
    r"(?<!managing )(?<!executive )(?<!board of )(?<!boards of )\b(?:directors?|directorship)\b"
    r"(?!\s+of\s+(?:\w+\s+)?(?:sales|marketing|finance|operations|research|human|business|"
    r"engineering|investor|corporate))|\bmember\s+of\s+(?:the|its|our)\b.{0,40}\bboards?\b|"
    r"\b(?:from|to|on|leave|join|joined)\s+(?:the|its|our)\s+(?:company[’']s\s+)?boards?\b"
    r"(?!\s+committee)|\bfill\s+(?:the|an?|such|this)\s+(?:\w+\s+){0,3}vacanc(?:y|ies)",
    re.IGNORECASE,
)
_OFFICER = re.compile(
    r"\b(?:president|chief\s+(?!executive|financial)\w+(?:\s+(?:and\s+)?\w+)?\s+officer|C[OTALIM]O|"
    r"general\s+counsel|treasurer|controller|secretary|vice\s+president|chief\s+of\s+\w+|"
    r"principal\s+(?:accounting|operating)\s+officer|named\s+executive\s+officer|executive\s+officer|head\s+of|group\s+president|co-?president)s?"
    r"\b",
    re.IGNORECASE,
)
_CHAIR = re.compile(r"\bchair(?:man|woman|person)?\b", re.IGNORECASE)
_BODY = re.compile(
    r"\b(?:the\s+)?(?:board|committee)s?(?:\s+of\s+directors)?\b[^,;]{0,160}?(?=\b(?:appoint|elect|"
    r"named|approv|increas|accept|promot|determin|designat))|disagreement[^.;]*|\bnominating\s+"
    r"committee[^.;]*|\bby\s+(?:the|our|its)\s+(?:[\w’']+\s+)?"
    r"boards?(?:\s+of\s+directors)?|(?:advis\w+|"
    r"report\w*|assistant|office\s+of)\s+(?:directly\s+)?(?:to\s+)?the\s+chief\s+\w+\s+officer|"
    r"successors?\s+(?:is|are|was|has\s+been)\s+\w+",
    re.IGNORECASE,
)
"""The board as the one who acts, which is no seat that someone takes or leaves."""
_LIFE = re.compile(
    r"^(?:Mr|Ms|Mrs|Dr|Prof|General|Gen|Sir|He|She|Prior|Previously|Since|Before|From|In\s+(?:this|"
    r"that|his|her)|Her|His)\b",
)
_PAST = re.compile(
    r"\b(?:since|(?:from|until)\s+(?:\w+\s+){0,2}(?:19|20)\d\d|prior\s+to|previously|formerly|has\s+(?:served|been|held)|had\s+served|"
    r"served\s+(?:as|on|in)|held|began|was\s+(?:a|an|the|appointed|named|promoted|elected)|"
    r"there\s+(?:is|are)\s+no|disagreement|age\s+\d\d|in\s+(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"\beffective\b|\bwill\s+(?:resign|retire|leave|assume|step|succeed)|\btendered\b|\bnotified\b|"
    r"\bintends\s+to\b",
    re.IGNORECASE,
)
_PROVISO = re.compile(
    r"following\s+(?:the\s+|his\s+|her\s+)?(?:termination|separation)|\bin\s+the\s+event|\bif\s+(?:Mr|Ms|the|his|her)\b|without\s+[“\"]?(?:good\s+)?cause|good\s+"
    r"reason|for\s+[“\"]?cause|entitled\s+to\s+(?:receive|participate)|severance|vest(?:ing|ed|s)?\b"
    r"|there\s+(?:is|are|were)\s+no|pursuant\s+to\s+which\s+(?:he|she)\s+was\s+(?:selected|"
    r"appointed)|upon\s+(?:his|her|a)\s+(?:termination|separation)|change\s+(?:in|of)\s+control|"
    r"until\s+(?:his|her)|term\s+of\s+(?:the|his|her)\s+agreement|award|agreements?\s+with",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"\b(?:(?:appoint|elect|nam|resign|retir|notif|announc|step|depart|tender|promot|hir)\w*|"
    r"terminated\s+(?:the\s+employment|[A-Z]))\b",
    re.IGNORECASE,
)
_READ_MAX = 3000
"""Characters of an Item in which the changes themselves are told; details follow."""


def changes_of_people(item: ItemWords, company: str) -> list[Sign]:
    """Who comes and who goes, each kind once, in the order told."""
    found: dict[str, Sign] = {}
    died = ""
    for start, end in item.sentences:
        if start - item.start > _READ_MAX:
            break
        words = item.said((start, end))
        if died:
            # Of the dead the next sentence says what they were.
            words, died = f"{words} {died}", ""
        elif _is_life(words) or (_PROVISO.search(words) and not _says_change(words)):
            continue
        death = _DEATH.search(words)
        died = death[0] if death and not _roles(words, company) else ""
        for event, because in [*_changes(words, company), *_successor(words, found)]:
            found.setdefault(event, Sign(event, start, end, because))
    return list(found.values())


def _successor(words: str, left: Collection[str]) -> Iterator[tuple[str, str]]:
    """Someone takes over the duties of the one who leaves, without the office being named again."""
    if not _INTO_DUTIES.search(words) or _CEO.search(words) or _CFO.search(words):
        return
    for role in ("ceo", "cfo"):
        if f"{role}_departure" in left:
            yield f"{role}_appointment", "takes over the duties of the one who leaves"


def _is_life(words: str) -> bool:
    """Whether a sentence tells what someone was before."""
    return bool(_LIFE.match(words) and _PAST.search(words) and not _NEWS.search(words))


def _says_change(words: str) -> bool:
    """Whether a sentence with conditions of pay still says first that someone comes or goes."""
    proviso, act = _PROVISO.search(words), _ACTS.search(words)
    return bool(proviso and act and act.start() < proviso.start())


def _changes(words: str, company: str) -> Iterator[tuple[str, str]]:
    """The events of a sentence with what decided them."""
    verbs = sorted(
        [(m.start(), m.end(), "departure", m[0]) for m in _GOES.finditer(words)]
        + [(m.start(), m.end(), "appointment", m[0]) for m in _COMES.finditer(words)]
    )
    came: list[str] = []
    for place, (start, end, way, verb) in enumerate(verbs):
        upto = verbs[place + 1][0] if place + 1 < len(verbs) else len(words)
        since = verbs[place - 1][1] if place else 0
        said = "" if _TO_ANOTHER.search(verb) else words[end:upto]
        if way == "departure":
            said = _NEXT_PERSON.split(said)[0]
        # Before "as" stands what someone is, perhaps elsewhere; after it what they become.
        office = _AS.search(said) if way == "appointment" else None
        roles = _roles(said[office.end() :] if office else said, company) or _roles(said, company)
        if not roles and way == "departure":
            roles = _roles(words[since:start], company)
        if not roles and way == "departure":
            roles = _implied(verb, words[since:start], came)
        if way == "appointment":
            came = roles or came
            roles = [role for role in roles if role != "chair"]
        for role in roles:
            yield _EVENTS[role, way], f"“{' '.join(verb.lower().split())}” beside {_ROLES[role]}"


def _implied(verb: str, before: str, came: list[str]) -> list[str]:
    """The office that goes unsaid: a seat not stood for again, or that of one's successor."""
    if re.search(r"stand|elect|nominat", verb, re.IGNORECASE):
        return ["director"]
    return came if re.search(r"\b(?:succe(?:ed|ss)|replac)", before, re.IGNORECASE) else []


_EVENTS = {
    ("ceo", "departure"): "ceo_departure",
    ("ceo", "appointment"): "ceo_appointment",
    ("cfo", "departure"): "cfo_departure",
    ("cfo", "appointment"): "cfo_appointment",
    ("officer", "departure"): "officer_departure",
    ("officer", "appointment"): "officer_appointment",
    ("chair", "departure"): "officer_departure",
    ("director", "departure"): "director_departure",
    ("director", "appointment"): "director_election",
}
_ROLES = {
    "ceo": "the office of chief executive",
    "cfo": "the office of chief financial officer",
    "officer": "another office",
    "chair": "the chair",
    "director": "a seat on the board",
}
_AS = re.compile(r"\bas\b(?!\s+of\b|\s+(?:previously|described|defined))", re.IGNORECASE)
_NEXT_PERSON = re.compile(
    r"\band\s+(?!Chief|Vice|Senior|Executive|President|Chair|Secretary|Treasurer|General|Group|"
    r"Principal|Assistant|Member|Director|Head)(?=[A-Z][a-z]+\s+(?:[A-Z]\.\s+)?[A-Z])"
)
_TO_ANOTHER = re.compile(r"transition\w*\s+to\b", re.IGNORECASE)
"""What follows is the new office, not the one that is left."""
_INTO_DUTIES = re.compile(
    r"\b(?:assum|succeed)\w*\b.{0,60}\b(?:responsibilit|duties|position|role)", re.I
)


def _roles(words: str, company: str) -> list[str]:
    """The roles that words name, as kinds of event name them."""
    said = _BODY.sub(" ", words)
    roles = [
        role if _is_ours(match, company) else "officer"
        for role, pattern in (("ceo", _CEO), ("cfo", _CFO))
        if (match := pattern.search(said))
    ]
    if not roles and _OFFICER.search(said):
        roles.append("officer")
    if not roles and _CHAIR.search(said) and not _DIRECTOR.search(said):
        roles.append("chair")
    if _DIRECTOR.search(said):
        roles.append("director")
    return list(dict.fromkeys(roles))


def _is_ours(match: re.Match[str], company: str) -> bool:
    """Whether the company itself is led, and no subsidiary or other firm."""
    whose = (match["whose"] or "").removeprefix("the ").strip()
    if not whose or whose.lower() in {"our", "its"}:
        return True
    words = [word.strip(".,").casefold() for word in whose.split()]
    if words[0] in _SELF:
        return True
    named = set(re.findall(r"[\w&]+", company.casefold()))
    return not named or all(word in named or word in _LEGAL for word in words)


_SELF = {"company", "registrant", "corporation", "firm", "bank", "trust", "partnership"}
_LEGAL = {"inc", "corp", "corporation", "company", "co", "ltd", "llc", "plc", "group", "holdings"}
