"""Mergers, acquisitions and tender offers: parties, consideration, fees, dates."""

from __future__ import annotations

import re
from decimal import Decimal

from bookrunner.deals.amounts import DATE, MONEY, NUMBER, PERCENT, currency, day, number, pattern
from bookrunner.deals.gathering import Gathering, Rule
from bookrunner.deals.parties import MERGES_INTO, SURVIVES, Party, named, parties

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
    rf"{AGREEMENT.pattern}(?: \([^)]{{0,80}}\))?,? ?(?:dated|made and entered into|is entered into)"
    rf"(?: as of)?,? (?P<v>{DATE})"
)
_AGREED = pattern(
    rf"\b(?:On (?P<day>{DATE}), ?)?(?P<who>(?!On )[A-Z][\w.,&’' \-]{{2,80}}?)"
    r"(?:, an? [\w ]{3,40}?)?(?: \([^)]{2,60}\))?,? (?:today )?announced "
    r"(?:today )?that it (?:had|has) (?:agreed|entered into a definitive (?:merger "
    r")?agreement) to acquire "
    r"(?:all of )?(?P<v>[A-Z][\w.&’' \-]{2,70}?)(?=,? ?\(|,| for | pursuant| in a)"
)
_SHARE = r"(?:per|for each|for every) (?:[\w’]+ ){0,3}?(?:[Ss]hare|unit|ADS|[Cc]ommon [Ss]tock)"
_PER_SHARE = (
    pattern(
        rf"(?:right to receive|converted into|exchange for|in exchange for|entitled to receive|"
        rf"will receive|offer(?:ing)? to (?:purchase|acquire)[^.]{{0,200}}?(?:for|at)|"
        rf"purchase price of|at a price of|price of|for|of)"
        rf"(?: an amount(?: in cash)? equal to)?,? (?P<v>{MONEY}) (?:in cash )?"
        rf"(?:{_SHARE}|a [Ss]hare)(?: of [\w ]{{0,30}})?,?"
        rf" ?(?:\([^)]{{0,60}}\),? ?)?(?:net to (?:the )?(?:seller|holder)[\w ]{{0,40}}? in "
        rf"cash|in cash"
        rf"|payable net to|net in cash|, without interest)"
    ),
    pattern(
        rf"(?:right to receive|converted into|entitled to receive|shareholders will receive|"
        rf"stockholders will receive)(?: the sum of)?(?: an amount(?: in cash)? equal to)?"
        rf"(?: [^.$]{{0,60}}?)? ?(?P<v>{MONEY})(?: per [Ss]hare)? ?(?:\([^)]{{0,60}}\))? ?,? "
        rf"?(?:per share )?in cash"
    ),
)
_RATIO = (
    pattern(
        r"right to receive[^.;$]{0,160}?(?P<v>\d{0,2}\.\d{2,6}|\d{1,2}\.\d) ?(?:of )?(?:an?|"
        r"one|newly|fully|validly)? ?"
        r"(?:[\w’,\-]+ ){0,6}?(?:shares?|ordinary shares?|ADSs?)"
    ),
    pattern(r"exchange ratio (?:of|is|will be|equal to) (?P<v>\d{0,2}\.\d{2,6})"),
)
_DIVIDEND = re.compile(r"\b(?:dividend|distribution)s?\b", re.IGNORECASE)
_AUXILIARY = re.compile(r"\s*(?:\([^()]*\)|\b(?:will|would|shall|to|was|be|been|is|and))\s*$")
_CASH_BESIDE = pattern(
    rf"[^\n]{{0,160}}?\b(?:and|plus|together with)(?: \(?[a-z]{{1,3}}\))?,?(?: an amount| "
    rf"cash)*(?: in| of)*(?: cash)?(?: equal to)?"
    rf" (?P<v>{MONEY})(?: per share)? in cash"
)
_AFTER_CONSIDERATION = re.compile(
    r"in\s+(?:the\s+form\s+of\s+)?(?P<v>(?:all[- ])?cash(?:\s+and\s+stock)?|stock)\b"
)
_VALUE_RULES = (
    Rule(
        "transaction_value",
        pattern(
            rf"(?:merger consideration|transaction valued? (?:at|of)|total transaction value "
            rf"of|(?:transaction|merger|acquisition|deal)[^.$]{{0,80}}? valued at|aggregate "
            rf"(?:merger |cash )?(?:consideration|purchase price)|"
            rf"total consideration|transaction value of)(?: \([^)]{{0,60}}\))?(?: is| was| "
            rf"payable)?(?: of)?,? ?(?:approximately|about)? ?(?P<v>{MONEY})(?! (?:in the "
            rf"aggregate )?(?:per|a) share)"
        ),
        "money",
    ),
    Rule(
        "equity_value",
        pattern(
            rf"(?:(?:fully[- ]diluted )?equity value(?: of [A-Z]\w+)?(?: is)?(?: of)?|equity "
            rf"valued at) ?(?:approximately|about)? ?(?P<v>{MONEY})"
        ),
        "money",
    ),
    Rule(
        "enterprise_value",
        pattern(
            rf"(?:total )?enterprise value(?: \([^)]{{0,60}}\))?(?: is)?(?: of)? "
            rf"?(?:approximately|about)? ?(?P<v>{MONEY})"
        ),
        "money",
    ),
    Rule(
        "premium",
        pattern(
            rf"(?:represents?|representing|reflects?) (?:a|an) (?:approximate(?:ly)? "
            rf")?(?:premium of )?(?:approximately )?(?P<v>{PERCENT})(?: premium)?(?= (?:over|"
            rf"to|premium))"
        ),
        "percent",
    ),
    Rule(
        "outside_date",
        pattern(
            rf"(?:on or before|on or prior to|by|prior to|until|is|be) (?:11:59 "
            rf"p\.m\.[^.]{{0,40}}? on )?(?P<v>{DATE})"
            rf"(?: \([^)“]{{0,160}}\))?,? ?\((?:as [^)]{{0,60}})?(?:the |such "
            rf"date[^)]{{0,40}})?“(?:Outside|End|Termination|Long Stop) Date”"
        ),
        "date",
    ),
    Rule("outside_date", pattern(rf"[Oo]utside [Dd]ate(?: of| is| to)? (?P<v>{DATE})"), "date"),
    Rule(
        "tender_expiration",
        pattern(
            rf"[Oo]ffer (?:is scheduled to expire|will expire|expired|and withdrawal rights "
            rf"(?:will )?expired?)"
            rf"[^.]{{0,30}}?(?:a\.m\.|p\.m\.|midnight)?[^.;]{{0,90}}? (?:on|of) (?:the day "
            rf"on )?(?:\w+day, )?(?P<v>{DATE})"
        ),
        "date",
    ),
    Rule(
        "tender_expiration",
        pattern(
            rf"(?:OFFER AND WITHDRAWAL RIGHTS (?:WILL )?EXPIRE)"
            rf"[^\n]{{0,160}}?(?P<v>(?i:{DATE}))"
        ),
        "date",
    ),
    Rule(
        "minimum_offer_period",
        pattern(
            r"[Oo]ffer will (?:initially )?remain open for a minimum of (?P<v>\d+) business days"
        ),
        "business days",
    ),
    Rule(
        "maximum_shares_sought",
        pattern(
            rf"(?:offer|offering|Offer)[^.]{{0,80}}? to purchase up to (?P<v>{NUMBER}) "
            rf"(?:[Ss]hares|shares)"
        ),
        "shares",
    ),
    Rule(
        "aggregate_purchase_price",
        pattern(
            rf"for (?:a total|an aggregate) purchase price of (?:approximately )?(?P<v>{MONEY})"
        ),
        "money",
    ),
    Rule(
        "expected_closing",
        pattern(
            r"(?:expected|anticipated|expects?|anticipates?)(?: the (?:[Tt]ransaction|"
            r"[Mm]erger)s?)? to (?:close|occur|be completed|be consummated) "
            rf"(?:in|during|by|on|on or about) (?P<v>(?:the )?(?:end of (?:the "
            rf")?)?(?:(?:first|second|third|fourth)(?: calendar| fiscal)? quarter (?:of "
            rf")?(?:calendar |fiscal )?(?:year )?\d{{4}}|(?:first|second) half of \d{{4}}|"
            rf"(?:early|mid|late)[- ]\d{{4}}|{DATE}))"
        ),
        "",
    ),
    Rule(
        "financing_condition",
        pattern(
            r"(?P<v>(?:is|are) not (?:subject to|conditioned (?:up)?on) (?:any|a|obtaining) "
            r"?financing(?: (?:condition|contingency))?)"
        ),
        "",
    ),
    Rule(
        "minimum_condition",
        pattern(
            r"(?P<v>(?:at least )?(?:a majority|one more than 50%|90%|two-thirds) of (?:all |"
            r"the )?(?:then[- ])?(?:issued and )?outstanding [Ss]hares)"
        ),
        "",
    ),
    Rule(
        "governing_law",
        pattern(
            r"governed by(?:,)?(?: and (?:construed|enforced) in accordance with,?)? the "
            r"(?:internal )?[Ll]aws of the State of (?P<v>[A-Z]\w+(?: [A-Z]\w+)?)"
        ),
        "",
    ),
    Rule("go_shop", pattern(r"(?P<v>“?[Gg]o-[Ss]hop”? period[^.]{0,160})"), ""),
    Rule(
        "no_shop",
        pattern(
            r"(?P<v>(?:agreed not to|covenants? not to|not to)(?: \([a-z]+\))? (?:directly "
            r"or indirectly,? )?(?:solicit|initiate)[^.;]{0,90}?(?:proposals?|transactions?))"
        ),
        "",
    ),
    Rule(
        "dividend_funding",
        pattern(rf"fund a dividend in the amount of (?P<v>{MONEY})"),
        "money",
    ),
)
_FEE = pattern(
    rf"(?P<who>[A-Z0-9][\w&’\-]*(?: [A-Z][\w&’\-]*){{0,3}}|the Company)(?: \([^)]{{0,60}}\))?,? "
    rf"(?:will|shall|would|may|must|is|has|be|agreed|could)[^.$€£]{{0,60}}? pay (?:to "
    rf")?(?P<to>[^.$€£]{{0,60}}?) ?an? "
    rf"(?:[\w“” ]{{0,30}})?(?P<rev>[Rr]everse )?(?:[\w ]{{0,20}})?(?:fee|amount)(?: "
    rf"\([^)]{{0,60}}\))? ?"
    rf"(?:equal to|of|in the amount of|equal to the sum of)? ?(?:approximately )?(?P<v>{MONEY})"
)
_NAMED_FEE = pattern(
    rf"(?P<rev>[Rr]everse )?(?:[Tt]ermination|[Bb]reak[- ]?(?:up)?) [Ff]ee(?:[”\"])?(?: "
    rf"\([^)]{{0,60}}\))?,? (?:equal to|of|in the amount of|is|would be) (?:approximately "
    rf")?(?P<v>{MONEY})"
)


_BUYS = pattern(
    rf"[Oo]n {DATE},? (?P<who>[A-Z][\w.,&’' \-]{{2,80}}?)(?:, an? [\w ]{{3,40}}?)?"
    r"(?: \((?:the )?[“\"](?P<alias>[^”\"]{1,40})[”\"]\))?,? entered into an? "
    r"[^.\n]{0,200}?Purchase Agreement"
    r"[^.\n]{0,300}? to (?:acquire|purchase) (?:all|100%)[^.\n]{0,120}? of "
    r"(?P<v>[A-Z][\w.&’' \-]{2,70}?(?:,? (?:Inc\.|LLC|L\.P\.|Ltd\.|Corp\.))?)(?=,? ?\(|, | for )"
)


def merger_terms(found: Gathering) -> None:
    """The terms of the merger, acquisition or tender offer that the text describes."""
    text = found.text
    entered = _ENTERED.search(text)
    known: list[Party] = []
    if entered:
        known = parties(text, entered.start("before"), entered.end("after"))
        announced = re.search(r"\bannounced\b", entered["before"])
        name = "announcement_date" if announced else "agreement_date"
        found.add(name, day(entered["day"]), "date", entered.span("day"))
    elif dated := _DATED.search(text):
        known = parties(text, dated.start(), min(len(text), dated.end() + 2500))
        found.state("agreement_date", dated["v"], "date", dated.span())
    _roles(found, known)
    _announced(found)
    bought = _BUYS.search(text) if not found.has("target") else None
    if bought:
        found.add("target", bought["v"].strip(" ,"), "", bought.span("v"))
        if not found.has("acquirer"):
            found.add("acquirer", bought["who"].strip(" ,"), "", bought.span("who"))
    _consideration(found)
    found.first(_VALUE_RULES, 0, len(text))
    _fees(found, known)


def _announced(found: Gathering) -> None:
    agreed = _AGREED.search(found.text)
    if not agreed:
        return
    if agreed["day"]:
        found.add("announcement_date", day(agreed["day"]), "date", agreed.span("day"))
    if not found.has("acquirer"):
        found.add("acquirer", agreed["who"].strip(" ,"), "", agreed.span("who"))
    if not found.has("target"):
        found.add("target", agreed["v"].strip(" ,"), "", agreed.span("v"))


def _roles(found: Gathering, known: list[Party]) -> None:
    """Who buys and who is bought, where the sentences about the merger say so without doubt."""
    subs = [party for party in known if party.is_subsidiary]
    others = [party for party in known if not party.is_subsidiary]
    others = [party for party in others if party.alias and not AGREEMENT.search(party.alias)]
    pairs = _merging(found.text, known, others)
    if len(pairs) != 1:
        return
    target, survivor = next(iter(pairs))
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


def _with_cash(found: Gathering, ratio: re.Match[str]) -> bool:
    """Cash beside the shares of one exchange ratio; cash in lieu of fractions is none."""
    cash = _CASH_BESIDE.search(found.text, ratio.end(), ratio.end() + 260)
    if cash:
        found.state("cash_per_share", cash["v"], "money/shares", cash.span())
    return cash is not None


def _consideration(found: Gathering) -> None:
    text = found.text
    cash = None
    for phrase in _PER_SHARE:
        for match in phrase.finditer(text):
            before = text[max(0, match.start() - 60) : match.end()]
            if number(match["v"]) >= Decimal(100_000) or _DIVIDEND.search(before):
                continue
            cash = match
            found.state("cash_per_share", match["v"], "money/shares", match.span())
        if cash:
            break
    ratio = next((m for phrase in _RATIO if (m := phrase.search(text))), None)
    if ratio:
        found.add("exchange_ratio", Decimal(ratio["v"]), "shares/shares", ratio.span())
    mixed = ratio is not None and (cash is not None or _with_cash(found, ratio))
    found.first([r for r in _VALUE_RULES if r.name == "transaction_value"], 0, len(text))
    worth = next((t for t in found.terms if t.name == "transaction_value"), None)
    said = _AFTER_CONSIDERATION.search(text, worth.end, worth.end + 40) if worth else None
    if said:
        found.add(
            "consideration_type", said["v"].replace("all-", "").replace("all ", ""), "", said.span()
        )
    elif mixed and ratio:
        found.add("consideration_type", "cash and stock", "", ratio.span())
    elif cash or ratio:
        span = cash.span() if cash else ratio.span() if ratio else (0, 0)
        found.add("consideration_type", "cash" if cash else "stock", "", span)


def _fees(found: Gathering, known: list[Party]) -> None:
    target = next((t.value for t in found.terms if t.name == "target"), None)
    acquirer = next((t.value for t in found.terms if t.name == "acquirer"), None)
    for match in _FEE.finditer(found.text):
        around = found.text[max(0, match.start() - 400) : match.end() + 120]
        if not re.search(r"terminat|break[- ]?up", around, re.IGNORECASE):
            continue
        payer = named(known, match["who"])
        if match["rev"] or (payer and payer.name == acquirer):
            name = "reverse_termination_fee"
        elif payer and payer.name == target:
            name = "termination_fee"
        else:
            continue
        found.add(name, number(match["v"]), currency(match["v"]), match.span())
    if found.has("termination_fee") or found.has("reverse_termination_fee"):
        return
    for match in _NAMED_FEE.finditer(found.text):
        name = "reverse_termination_fee" if match["rev"] else "termination_fee"
        found.add(name, number(match["v"]), currency(match["v"]), match.span())
