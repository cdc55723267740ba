"""Banks that a sentence names: representatives of the underwriters, managers of a release."""

from __future__ import annotations

import re

from bookrunner.deals.amounts import pattern
from bookrunner.deals.gathering import Gathering
from bookrunner.deals.names import listed
from bookrunner.documents import sentence

_NAMES = r"(?P<names>[A-Z][^\n;:“”]{2,700}?)"
_PHRASES = (
    (
        "bookrunner",
        pattern(
            r"(?:with|among|between|by) (?P<names>[^;]{3,700}?),? (?:each )?(?:acting |"
            r"acting severally )?(?:for "
            r"themselves and )?as (?:the |a )?(?:joint )?(?:lead )?(?:representatives?|sole "
            r"underwriter|sole book|managers? of|"
            r"underwriters?(?=,| named| listed|\.| \())"
        ),
    ),
    (
        "bookrunner",
        pattern(
            rf"{_NAMES},? (?:is|are) (?:acting|serving) as (?:the |an? )?(?:(?:sole|joint|"
            rf"lead|active|global "
            r"coordinators?|passive|senior)[ ,-]*(?:and )?)*(?:book-?running|bookrunn)"
        ),
    ),
    (
        "co_manager",
        pattern(
            rf"{_NAMES},? (?:is|are) (?:acting|serving) as (?:the |an? )?(?:senior |"
            rf"joint )?co-?managers?\b"
        ),
    ),
    (
        "agent",
        pattern(
            r"(?:with|among) (?:each of )?(?P<names>[A-Z][^\n;:“”]{2,500}?) \((?:each|"
            r"collectively|the)?[^)]{0,60}"
            r"[“\"](?:Sales |Managers? |Forward )*Agents?[”\"]"
        ),
    ),
    (
        "placement_agent",
        pattern(
            rf"{_NAMES} (?:\((?:the )?[“\"]Placement Agents?[”\"]\)|(?:is|are|was|acted) "
            rf"(?:acting |serving )?as "
            r"(?:the |an? )?(?:sole |exclusive |lead )*placement agents?\b)"
        ),
    ),
)
_OWN = re.compile(
    r"^(?:the\s+)?(?:Company|Issuers?|Partnership|Corporation|Guarantors?|Operating "
    r"Partnership|Trust|Selling|subsidiar)|"
    r"\b(?:stockholders|shareholders|Agreement|dated|party thereto|engagement letter)\b",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    (
        r"^.*(?:\b(?:between|among|with)\s+)(?=[A-Z]|the\s+(?:Company|Issuer|"
        r"Corp|Part))|^(?:In addition, |[^,]{0,60}, dated [^,]+, \d{4},? )"
    ),
    re.DOTALL,
)


def representatives(found: Gathering, start: int, end: int) -> None:
    """Gather the banks of each role, unless the role is known from a cover."""
    known = {term.name for term in found.terms}
    issuer = _issuer(found)
    for role, phrase in _PHRASES:
        if role in known:
            continue
        for match in phrase.finditer(found.text, start, end):
            names = match["names"]
            begins = sentence(found.text, match.end("names"))[0] - match.start("names")
            cut = max(0, begins)
            lead = _LEAD_IN.match(names[cut:])
            cut += lead.end() if lead else 0
            cut += _own(names[cut:])
            for name, span in listed(names[cut:], match.start("names") + cut):
                if not _OWN.search(name) and not (issuer and issuer.startswith(name.casefold())):
                    found.add(role, name, "", span)
            if found.has(role):
                break


def _own(names: str) -> int:
    """How far the issuer's own name reaches, where the list begins with it."""
    own = re.match(
        (
            r"(?:the\s+)?(?:Company|Issuer|Corporation|Partnership)[^,]{0,60}?(?:,|"
            r"\s+and)\s+"
        ),
        names,
    )
    return own.end() if own else 0


def _issuer(found: Gathering) -> str:
    first = re.search(r"[Oo]n \w+ \d+, \d{4},\s+(?P<v>[A-Z][\w.&’ ]+)", found.text)
    return first["v"].strip().casefold() if first else ""
