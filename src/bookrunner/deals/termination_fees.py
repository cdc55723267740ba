"""Termination fees and who pays them.

A fee that the target pays is the termination fee, one that the acquirer pays the reverse
termination fee. Who pays is said by who is paid ("pay Parent a termination fee"), by the name of
the fee ("Parent Termination Fee", "reverse termination fee"), by "payable by", or by the subject
beside the verb, in this order; a fee that none of them tells is only read where it is called so.
"""

from __future__ import annotations

import re

from bookrunner.deals.amounts import MONEY, currency, number, pattern
from bookrunner.deals.gathering import Gathering
from bookrunner.deals.narrated import is_narrated
from bookrunner.deals.parties import Party, named
from bookrunner.documents import sentence

_FEE = pattern(
    rf"(?P<of>(?:\b(?:[Rr]everse|REVERSE|Parent|Buyer|Purchaser|Acquiror|Acquirer|Company|"
    rf"[Rr]egulatory|"
    rf"[Aa]ntitrust|[Cc]ash|[Ss]eller) ){{0,3}})(?P<called>[Tt]ermination |[Bb]reak[- "
    rf"]?[Uu]p |[Bb]reak )?"
    rf"(?:[Ff]ee|amount)[”\"]?(?: \([^)]{{0,80}}\))?"
    rf"(?P<by>[^.;$€£]{{0,160}}?)\b(?:equal to(?: the sum of)?|of|is|be|was|to|from|in the "
    rf"amount of|"
    rf"amount of) (?:approximately )?(?P<v>{MONEY})(?: million)?"
)
_RAISED = pattern(rf" ?to (?P<v>{MONEY})")
_PAID = re.compile(
    r"\bpay(?:able)?(?:\s+to)?\s+(?P<to>[^.;$€£]{2,70}?),?\s+(?:in\s+cash\s+)?"
    r"(?:an?|the|its)\s+[^.;$€£]{0,30}$"
)
_PAYABLE = re.compile(r"(?:payable|paid)\s+by\s+(?P<who>(?:the\s+)?[A-Z]\w+(?:\s[A-Z]\w+)*)")
_PAYS = re.compile(
    r"(?P<who>(?:[Tt]he\s+)?[A-Z0-9][\w&’\-]*(?:\s[A-Z][\w&’\-]*){0,3})(?:\s+\([^)]{0,60}\))?,?\s+"
    r"(?:(?:will|shall|would|may|must|is|has|be|agreed|could|obligated|required|to|also)\s+){1,6}"
    r"pay\b[^.;$€£]{0,120}$"
)
_ENDS = re.compile(r"terminat|break[- ]?up", re.IGNORECASE)
_OTHER_FEE = re.compile(
    r"advis[eo]r|banker|filing fee|commitment fee|ticking|monthly", re.IGNORECASE
)
_ACQUIRERS = re.compile(r"\b(?:Parent|Buyer|Purchaser|Acquiror|Acquirer|Reverse|reverse|REVERSE)\b")


def termination_fees(found: Gathering, known: list[Party]) -> None:
    """Gather each fee by its payer."""
    roles = {str(t.value): t.name for t in found.terms if t.name in {"target", "acquirer"}}
    called = []
    for match in _FEE.finditer(found.text):
        before = found.text[max(0, match.start() - 260) : match.start()]
        around = found.text[max(0, match.start() - 400) : match.end() + 120]
        if not _ENDS.search(around) or _OTHER_FEE.search(before[-60:] + match["by"]):
            continue
        if is_narrated(found.text[sentence(found.text, match.start())[0] : match.start()]):
            continue
        words, span = _amount(found.text, match)
        payer = _payer(match, before, known, roles)
        if payer:
            name = "termination_fee" if payer == "target" else "reverse_termination_fee"
            found.add(name, number(words), currency(words), _quoted(found.text, span))
        elif match["called"]:
            called.append((words, span))
    if found.has("termination_fee") or found.has("reverse_termination_fee"):
        return
    for words, span in called:
        found.add("termination_fee", number(words), currency(words), span)


def _amount(text: str, match: re.Match[str]) -> tuple[str, tuple[int, int]]:
    """The fee; where it is raised from one amount to another, the latter."""
    raised = _RAISED.match(text, match.end())
    if raised and re.search(r"\bfrom\s*$", text[match.start() : match.start("v")]):
        return raised["v"], (match.start(), raised.end())
    return match["v"], match.span()


def _quoted(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """From the subject of ``pay`` on, where it stands beside the fee."""
    before = text[max(0, span[0] - 200) : span[0]]
    pays = _PAYS.search(before) or _PAID.search(before)
    return (span[0] - len(before) + pays.start(), span[1]) if pays else span


def _payer(
    match: re.Match[str], before: str, known: list[Party], roles: dict[str, str]
) -> str | None:
    paid = _PAID.search(before)
    if paid and (side := _side(paid["to"], known, roles)):
        return "acquirer" if side == "target" else "target"
    if _ACQUIRERS.search(match["of"]):
        return "acquirer"
    if "Company" in match["of"]:
        return "target"
    payable = _PAYABLE.search(match["by"])
    if payable and (side := _side(payable["who"], known, roles)):
        return side
    pays = _PAYS.search(before)
    return _side(pays["who"], known, roles) if pays else None


def _side(words: str, known: list[Party], roles: dict[str, str]) -> str | None:
    """Which side the words name: a party by its name or short name, else by what it is called."""
    plain = re.sub(r"^(?:to\s+|[Tt]he\s+)+", "", " ".join(words.split())).strip(" ,")
    party = named(known, plain)
    if party and party.name in roles:
        return roles[party.name]
    if _ACQUIRERS.search(plain):
        return "acquirer"
    if plain == "Company" and (party is None or not roles):
        return "target"
    return None
