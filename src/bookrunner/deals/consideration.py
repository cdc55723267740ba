"""What holders of the target get for one share: cash, shares, contingent value rights.

What an agreement or an offer gives ("will be converted into the right to receive", "at a price of
... net to the seller") outranks what a release says ("for $20.00 per share"); what the story of
earlier proposals names is never read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bookrunner.deals.amounts import MONEY, number, pattern
from bookrunner.deals.gathering import Gathering
from bookrunner.deals.narrated import is_narrated
from bookrunner.documents import sentence

_PER_SHARE_MAX = Decimal(100_000)
_QUOTE = 220
"""A quote is no longer than that; it begins with the amount where its clause is longer."""
_ANCHOR = pattern(
    r"(?:right to receive|converted (?:automatically )?into|in exchange for|exchanged for|"
    r"entitled to receive|holders will (?:each )?receive|for the right to receive)"
)
_OFFER = pattern(
    r"(?:(?:at|for) (?:a|an|the) )?(?:(?:offer|purchase|cash|tender) )*price (?:per (?:[\w’]+ )?"
    r"[Ss]hare )?(?:equal to|of) (?:\(i\) )?|(?:for|at) (?=[^\n]{3,40}net to the)"
)
_OFFERED = re.compile(r"\b(?:[Oo]ffers?|OFFER|offering|tender)\b")
_COVER = re.compile(
    rf"^[ \t]*(?:[Aa][Tt][ \t]+)?(?P<v>{pattern(MONEY).pattern})[ \t]+(?:(?i:net[ \t]+)?"
    rf"(?i:per[ \t]+(?:[\w]+[ \t]+)?share|for[ \t]+each[ \t]+share))[^\n.]{{0,60}}?"
    rf"\b(?i:in[ \t]+cash|net)\b",
    re.MULTILINE,
)
_RELEASED = (
    pattern(
        rf"(?:acquire|purchase|buy)[^.\n$€£]{{0,200}}? (?:for|at) (?:an estimated total "
        rf"consideration of |total consideration of |a price of |approximately )?(?P<v>{MONEY}) "
        rf"(?:in cash )?per (?:[\w.’&]+ ){{0,3}}?(?P<of>share|ADS|unit)"
    ),
    pattern(
        rf"(?:holders|stockholders|shareholders) (?:will|would|are to) (?:be entitled to )?receive"
        rf"[^.\n$€£]{{0,40}}? (?P<v>{MONEY}) (?:in cash )?(?:per|for each)[^.\n]{{0,60}}?"
        rf"(?P<of>share|ADS|unit)"
    ),
    pattern(
        rf"(?:price of|for|of) (?P<v>{MONEY}) (?:in cash )?(?:per|a) (?:[\w’]+ ){{0,2}}?"
        rf"(?P<of>[Ss]hare|ADS|unit)[^.\n]{{0,60}}? in cash"
    ),
)
_CASH = pattern(
    rf"(?P<before>(?:cash|amount|sum)[^$€£.]{{0,50}}?)?(?P<v>{MONEY})(?P<after>(?:(?!\. "
    rf")[^$€£;]){{0,70}})"
)
_SHARES = pattern(
    r"(?<![\d,.$])(?P<v>\d{1,2}\.\d{1,7}|0?\.\d{1,7})(?: of)?(?: an?| one)? "
    r"(?:(?:newly|validly|fully|duly)[\w, \-]{0,60}? )?(?:[\w’&,.\-]+ ){0,5}?"
    r"(?:shares?|ordinary shares?|ADSs?|American Depositary Shares?)\b"
)
_RATIO = pattern(
    r"[Ee]xchange [Rr]atio[”\"]?\)? (?:of|is|will be|means|equal to) "
    r"(?P<v>\d{0,2}\.\d{2,7})"
)
_CONTINGENT = re.compile(r"contingent|\bCVRs?\b|milestone", re.IGNORECASE)
_AWARD = re.compile(
    r"\b(?:options?|restricted|RSUs?|PSUs?|DSUs?|awards?|warrants?|preferred|preference|phantom|"
    r"performance|notes?|appreciation|deferred|dissent\w*)\b",
    re.IGNORECASE,
)
_DEPOSITARY = re.compile(r"American [Dd]epositary [Ss]hare|\bADS\b")
_ELECTION = re.compile(r"\belect(?:ion|s|ed)?\b")
_DIVIDEND = re.compile(r"\b(?:dividends?|distributions?|option|warrant|par value)\b", re.IGNORECASE)
_AMENDED = pattern(
    rf"(?:increas|rais|amend|chang|reduc|decreas)(?:es|ed|e|ing|ning) (?:the )?(?:[^.$€£]{{0,80}}?"
    rf"(?:consideration|[Pp]rice))[^.$€£]{{0,60}}? from (?P<old>{MONEY})[^$€£]{{0,80}}? to "
    rf"(?P<v>{MONEY})"
)


def consideration(found: Gathering) -> None:
    """Gather what one share is exchanged for and of which type it is."""
    amended = _amended(found)
    agreed = list(_agreed(found)) or list(_offered(found)) or list(_released(found))
    cash: list[tuple[int, int]] = []
    for value, span, ads in agreed:
        if amended and number(value) == amended:
            continue
        name, unit = ("cash_per_ads", "money/ADS") if ads else ("cash_per_share", "money/shares")
        found.state(name, value, unit, span)
        cash.append(span)
    ratios = list(_ratios(found))
    for value, span, ads in ratios:
        name = "exchange_ratio_per_ads" if ads else "exchange_ratio"
        found.add(name, Decimal(value), "shares/shares", span)
    if not cash:
        cash = [(t.start, t.end) for t in found.terms if t.name == "cash_per_share"]
    if not found.has("consideration_type"):
        _type(found, cash, [span for _, span, _ in ratios])


def _type(found: Gathering, cash: list[tuple[int, int]], ratios: list[tuple[int, int]]) -> None:
    if cash and ratios:
        between = found.text[min(cash[0][0], ratios[0][0]) - 250 : max(cash[0][1], ratios[0][1])]
        choice = _ELECTION.search(between) and re.search(r"\bor\b|either", between)
        said = "cash or stock" if choice else "cash and stock"
        found.add("consideration_type", said, "", ratios[0])
    elif cash or ratios:
        found.add("consideration_type", "cash" if cash else "stock", "", (cash or ratios)[0])


def _amended(found: Gathering) -> Decimal | None:
    """The price that an amendment replaced: it is the former one, the new one holds."""
    match = _AMENDED.search(found.text)
    if not match:
        return None
    found.state("former_cash_per_share", match["old"], "money/shares", match.span("old"))
    found.state("cash_per_share", match["v"], "money/shares", match.span())
    return number(match["old"])


def _agreed(found: Gathering) -> Iterator[tuple[str, tuple[int, int], bool]]:
    """Cash of the clauses that say what a share is converted into; contingent rights beside."""
    text = found.text
    for subject, anchor, start, end in _clauses(text):
        words = text[start:end]
        contingent = bool(_CONTINGENT.search(subject[-160:]))
        for match in _CASH.finditer(words):
            span = (start + match.start("v"), start + match.end("v"))
            before = words[: match.start("v")]
            right = contingent or _CONTINGENT.search(before.rsplit("(i)", 1)[-1])
            if _DIVIDEND.search(before[-40:]) or number(match["v"]) >= _PER_SHARE_MAX:
                break
            said = f"{match['before'] or ''}|{match['after']}"
            if right:
                if not found.has("cvr_per_share"):
                    found.state("cvr_per_share", match["v"], "money/rights", span)
                break
            if re.search(r"\bcash\b|without\s+interest|\|\s*per\s+[Ss]hare", said):
                wide = _wide(text, span, anchor)
                yield match["v"], wide, bool(_DEPOSITARY.search(_holder(subject)))
                if not _CONTINGENT.search(words):
                    break


def _wide(text: str, span: tuple[int, int], anchor: int) -> tuple[int, int]:
    """The amount with the words that make it a price, from the anchor on where that is near."""
    after = re.compile(
        r"(?:\s+per\s+(?:\w+\s+)?[Ss]hare)?,?\s*(?:\([^)]{1,60}\),?\s*)?(?:in"
        r"\s+cash)?"
    ).match(text, span[1])
    end = after.end() if after else span[1]
    start = anchor if end - anchor < _QUOTE else span[0]
    return start, start + len(text[start:end].rstrip(" ,\n"))


def _clauses(text: str) -> Iterator[tuple[str, int, int, int]]:
    """What stands before each anchor in its sentence, the anchor, the span of what follows it."""
    anchors = list(_ANCHOR.finditer(text))
    for index, anchor in enumerate(anchors):
        start, end = sentence(text, anchor.start())
        if index + 1 < len(anchors):
            following = anchors[index + 1].start()
            if following - anchor.end() > 3:
                end = min(end, following)
        subject = text[start : anchor.start()]
        if _AWARD.search(_holder(subject)) or is_narrated(subject):
            continue
        yield subject, anchor.start(), anchor.end(), min(end, anchor.end() + 700)


def _holder(subject: str) -> str:
    """The noun after the last ``each``, which says whose consideration it is."""
    last = [m.end() for m in re.finditer(r"\b[Ee](?:ach|very)\b(?! of\b)", subject)]
    return subject[last[-1] : last[-1] + 70] if last else ""


def _offered(found: Gathering) -> Iterator[tuple[str, tuple[int, int], bool]]:
    """The price of an offer: on the cover of the offer to purchase, or in its sentence."""
    text = found.text
    covers = _COVER.finditer(text) if re.search(r"offers?\s+to\s+purchase", text, re.I) else ()
    for match in covers:
        yield match["v"], match.span(), False
    money = re.compile(pattern(MONEY).pattern)
    for anchor in _OFFER.finditer(text):
        amount = money.match(text, anchor.end())
        if not amount or number(amount[0]) >= _PER_SHARE_MAX:
            continue
        start, end = sentence(text, anchor.start())
        words = text[start:end]
        near = text[amount.end() : amount.end() + 120]
        if is_narrated(text[start : anchor.start()]) or not _OFFERED.search(words):
            continue
        if re.search(r"\bcash\b|without\s+interest", near):
            if not found.has("cvr_per_share"):
                _right(found, amount.end(), end)
            yield amount[0], _wide(text, amount.span(), anchor.start()), False


def _right(found: Gathering, start: int, end: int) -> None:
    paid = pattern(
        rf"contingent (?:cash )?payments? (?:of|equal to|in an amount of)(?: up "
        rf"to)?[^$€£.]{{0,40}}?"
        rf"(?P<v>{MONEY})"
    ).search(found.text, start, end)
    if paid:
        found.state("cvr_per_share", paid["v"], "money/rights", paid.span())


def _released(found: Gathering) -> Iterator[tuple[str, tuple[int, int], bool]]:
    for phrase in _RELEASED:
        seen = False
        for match in phrase.finditer(found.text):
            start, _ = sentence(found.text, match.start("v"))
            if is_narrated(found.text[start : match.end()]) or number(match["v"]) >= _PER_SHARE_MAX:
                continue
            if _DIVIDEND.search(found.text[start : match.end()]):
                continue
            seen = True
            yield match["v"], match.span(), match["of"] == "ADS"
        if seen:
            return


def _ratios(found: Gathering) -> Iterator[tuple[str, tuple[int, int], bool]]:
    text = found.text
    seen = False
    for subject, anchor, start, end in _clauses(text):
        match = _SHARES.search(text, start, end)
        if match and not _CONTINGENT.search(text[start : match.start()]):
            seen = True
            at = anchor if match.end() - anchor < _QUOTE else match.start()
            yield match["v"], (at, match.end()), bool(_DEPOSITARY.search(_holder(subject)))
    if not seen and (match := _RATIO.search(text)):
        yield match["v"], match.span(), False
