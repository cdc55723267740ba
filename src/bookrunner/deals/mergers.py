"""Mergers, acquisitions and tender offers: parties, consideration, fees, dates."""

from __future__ import annotations

import re

from bookrunner.deals.advisors import advisors
from bookrunner.deals.amounts import DATE, day, pattern
from bookrunner.deals.announced import announced, release_parties
from bookrunner.deals.consideration import consideration
from bookrunner.deals.gathering import Gathering, Rule
from bookrunner.deals.merger_rules import VALUE_RULES
from bookrunner.deals.narrated import is_narrated
from bookrunner.deals.parties import MERGES_INTO, SURVIVES, Party, named, parties
from bookrunner.deals.termination_fees import termination_fees
from bookrunner.documents import sentence

AGREEMENT = pattern(
    r"(?:Agreement and Plan of (?:Merger|Reorganization)(?: and (?:Merger|Reorganization))?"
    r"|agreement and plan of merger|[Mm]erger [Aa]greement|Business Combination Agreement"
    r"|Stock Purchase Agreement|Share Purchase Agreement|Arrangement Agreement"
    r"|Equity Purchase Agreement|Asset Purchase Agreement|Transaction Agreement)"
)
_ENTERED = pattern(
    rf"[Oo]n (?P<day>{DATE}),(?P<before>[^\n]{{0,1500}}?)(?:entered into|executed)"
    rf" (?:an?|the) (?P<kind>(?:[\w ]{{0,40}})?{AGREEMENT.pattern})(?P<after>[^\n]{{0,1200}})"
)
_DATED = pattern(
    rf"(?:{AGREEMENT.pattern}|AGREEMENT AND PLAN OF (?:MERGER|REORGANIZATION))(?: "
    rf"\([^)]{{0,120}}\))?,? "
    rf"?(?:dated|(?:is )?made and entered into|is entered into|is dated)(?: as of)?,? (?P<v>{DATE})"
)
_AUXILIARY = re.compile(r"\s*(?:\([^()]*\)|\b(?:will|would|shall|to|was|be|been|is|and))\s*$")
_AFTER_CONSIDERATION = re.compile(
    r"in\s+(?:the\s+form\s+of\s+)?(?P<v>(?:all[- ])?cash(?:\s+and\s+stock)?|stock)\b"
)
_KIND_OF_AGREEMENT = r"[^.\n]{0,60}?Purchase(?: and Sale)? Agreement"
_ALIAS = r"(?: \((?:the )?[“\"][^”\"]{1,40}[”\"]\))?"
_BUYS = pattern(
    rf"[Oo]n {DATE},? (?P<who>[A-Z][\w.,&’' \-]{{2,80}}?)(?:, an? [\w ]{{3,40}}?)?"
    rf"{_ALIAS},? entered into an?{_KIND_OF_AGREEMENT}"
    rf"(?: \([^)]{{0,80}}\))?(?: (?:with|by and among|between) (?P<seller>[A-Z][\w.,&’' "
    rf"\-]{{2,80}}?)(?:, an? "
    rf"[\w ]{{3,50}}?)?{_ALIAS}(?=,| to | pursuant))?[^\n]{{0,300}}? to (?:acquire|purchase) "
    rf"(?:all|100%)[^.\n]{{0,120}}? of "
    r"(?P<v>[A-Z][\w.&’' \-]{2,70}?(?:,? (?:Inc\.|LLC|L\.P\.|Ltd\.|Corp\.))?)(?=,? ?\(|, | for )"
)
_SELLS = pattern(
    rf"[Oo]n {DATE},? (?P<seller>[A-Z][\w.,&’' \-]{{2,80}}?)(?:, an? [\w ]{{3,40}}?)?"
    rf"{_ALIAS},? entered into an?{_KIND_OF_AGREEMENT}"
    rf"(?: \([^)]{{0,80}}\))? (?:with|by and among|between) (?P<who>[A-Z][\w.,&’' "
    rf"\-]{{2,80}}?)(?:, an? [\w "
    rf"]{{3,50}}?)?{_ALIAS},? (?:pursuant to|under) which [^\n]{{0,160}}?(?:acquire|purchase|sell)"
    rf"(?: to (?:the )?[A-Z]\w+| from (?:the )?[A-Z]\w+)? (?:substantially all of )?(?:the "
    rf"assets of )?(?:the )?"
    rf"(?:Company’s |Seller’s |[A-Z]\w+’s |its )?(?P<v>[A-Z][\w&’\- ]{{2,60}}? "
    rf"(?:business|Business|division|segment|unit|operations))\b"
)


def merger_terms(found: Gathering) -> None:
    """The terms of the merger, acquisition or tender offer that the text describes."""
    text = found.text
    entered = _ENTERED.search(text)
    known: list[Party] = []
    if entered:
        known = parties(text, entered.start("before"), entered.end("after"))
        said = re.search(r"\bannounced\b", entered["before"])
        name = "announcement_date" if said else "agreement_date"
        found.add(name, day(entered["day"]), "date", entered.span("day"))
    elif dated := _DATED.search(text):
        known = parties(text, max(0, dated.start() - 1200), min(len(text), dated.end() + 2500))
        found.state("agreement_date", dated["v"], "date", dated.span())
    _roles(found, known)
    released = release_parties(text)
    announced(found, [*released, *known])
    _bought(found)
    known = [*known, *released]
    _told(found, VALUE_RULES)
    _value_type(found)
    consideration(found)
    termination_fees(found, known)
    advisors(found, known)


def _told(found: Gathering, rules: tuple[Rule, ...]) -> None:
    """For each rule its first match that is not the story of a proposal or an opinion."""
    for rule in rules:
        if found.has(rule.name) and rule.name != "premium":
            continue
        for match in rule.phrase.finditer(found.text):
            start, end = sentence(found.text, match.start())
            if rule.unit != "date" and is_narrated(found.text[start : match.start()]):
                continue
            if rule.name == "minimum_condition" and not re.search(
                "tender", found.text[max(0, start - 300) : end], re.IGNORECASE
            ):
                continue
            found.match(rule, match)
            break


def _value_type(found: Gathering) -> None:
    """Cash or stock, where it stands beside the value."""
    worth = next((t for t in found.terms if t.name == "transaction_value"), None)
    said = _AFTER_CONSIDERATION.search(found.text, worth.end, worth.end + 40) if worth else None
    if said:
        kind = said["v"].replace("all-", "").replace("all ", "")
        found.add("consideration_type", kind, "", said.span())


def _bought(found: Gathering) -> None:
    """A business or a company that a purchase agreement sells."""
    for phrase in (_BUYS, _SELLS):
        match = None if found.has("target") else phrase.search(found.text)
        if not match:
            continue
        for name, group in (("target", "v"), ("acquirer", "who"), ("seller", "seller")):
            words = match.groupdict().get(group)
            if words and not found.has(name):
                found.add(name, words.strip(" ,"), "", match.span(group))


def _roles(found: Gathering, known: list[Party]) -> None:
    """Who buys and who is bought, where the sentences about the merger say so without doubt."""
    subs = [party for party in known if party.is_subsidiary]
    others = [party for party in known if not party.is_subsidiary]
    others = [party for party in others if party.alias and not AGREEMENT.search(party.alias)]
    pairs = _merging(found.text, known, others)
    targets = {party for party, _ in pairs}
    survivors = {into for _, into in pairs if into}
    # In two steps a vehicle merges into the target, and the target into its acquirer.
    if len(targets) != 1 or len(survivors) > 1:
        return
    target, survivor = next(iter(targets)), next(iter(survivors), None)
    found.add("target", target.name, "", (target.start, target.start + len(target.name)))
    parents = [party for party in others if party != target]
    owner = next(
        (
            parent
            for sub in subs
            for parent in parents
            if re.search(rf"subsidiary of {re.escape(parent.alias)}\b", sub.told)
        ),
        None,
    )
    acquirer = survivor or owner or (parents[0] if len(parents) == 1 else None)
    if acquirer:
        span = (acquirer.start, acquirer.start + len(acquirer.name))
        found.add("acquirer", acquirer.name, "", span)
    for sub in subs:
        if not re.search(r"Sub\b|Merger|Acquisition|Purchaser", f"{sub.alias} {sub.name}"):
            continue
        found.add("merger_sub", sub.name, "", (sub.start, sub.start + len(sub.name)))


def _merging(text: str, known: list[Party], others: list[Party]) -> set[tuple[Party, Party | None]]:
    """(target, acquirer) of each merger told; None where the sentence names no acquirer.

    A vehicle merges into the target, or the target itself into the acquirer.
    """
    pairs: set[tuple[Party, Party | None]] = set()
    for match in MERGES_INTO.finditer(text):
        into = named(others, match["into"])
        if into is None:
            continue
        subject = _subject(text, match.start(), known)
        if subject is not None and subject in others and subject != into:
            pairs.add((subject, into))
        elif subject is not None or len(others) < len(known):
            pairs.add((into, None))
    if pairs:
        return pairs
    survivors = (named(others, match["who"]) for match in SURVIVES.finditer(text))
    if len(others) < len(known):
        return {(party, None) for party in survivors if party}
    return set()


def _subject(text: str, end: int, known: list[Party]) -> Party | None:
    """The party named just before the verb."""
    before = text[max(0, end - 120) : end].rstrip()
    while (shorter := _AUXILIARY.sub("", before).rstrip(" ,")) != before:
        before = shorter
    for party in known:
        for name in (party.alias, re.sub(r"^[Tt]he ", "", party.alias), party.name):
            if name and before.endswith(name):
                return party
    return None
