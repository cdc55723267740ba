"""Equity offerings: what is sold by whom, at which price, with which option and for which use."""

from __future__ import annotations

import re

from bookrunner.deals.amounts import (
    COUNT_WORDS,
    DATE,
    MONEY,
    NUMBER,
    PERCENT,
    number,
    pattern,
    tidy,
)
from bookrunner.deals.cover_table import cover_table
from bookrunner.deals.gathering import Gathering, Rule
from bookrunner.deals.zones import Zones

_DAYS = rf"(?:\d{{1,3}}|{COUNT_WORDS})"
_WHAT = (
    r"(?:[Ss]hares|SHARES|[Uu]nits|UNITS|ADSs|American [Dd]epositary [Ss]hares|"
    r"[Oo]rdinary [Ss]hares)"
)
_UNITS = {"s": "shares_offered", "o": "shares_offered", "u": "units_offered", "a": "ads_offered"}
_COUNTED = {"shares_offered": "shares", "units_offered": "units", "ads_offered": "ADS"}
_HEAD_COUNT = re.compile(
    rf"(?:^|\t)[ \t]*(?:Up to )?(?P<v>{NUMBER})\s+(?:Class\s+\w+\s+)?(?P<what>"
    rf"{_WHAT.replace(' ', chr(92) + 's+')})\b(?P<rest>[^\n\t.]{{0,60}})(?=\t|$)",
    re.MULTILINE,
)
_COVER_RULES = (
    Rule(
        "primary_shares",
        pattern(
            rf"(?:[Ww]e|[Tt]he [Cc]ompany|[A-Z]\w+(?:, Inc\.)?) (?:are|is) (?:offering|"
            rf"selling) (?P<v>{NUMBER}) [Ss]hares"
        ),
        "shares",
    ),
    Rule(
        "secondary_shares",
        pattern(
            rf"[Ss]elling (?:stock|share|security)holders?[^.\n]{{0,160}}?(?:are|is) "
            rf"(?:offering|selling)(?: an additional| up to)? (?P<v>{NUMBER}) [Ss]hares"
        ),
        "shares",
    ),
    Rule(
        "price_per_share",
        pattern(
            rf"(?:offering|purchase|subscription) price (?:per share )?(?:is|of|will be) "
            rf"(?P<v>{MONEY}|\d+\.\d\d) per (?:[\w]+ ){{0,2}}?[Ss]hare"
        ),
        "money/shares",
    ),
    Rule(
        "price_per_unit",
        pattern(
            rf"[Uu]nit has an offering price of (?P<v>{MONEY})|price (?:is|of) "
            rf"(?P<w>{MONEY}) per unit"
        ),
        "money/units",
    ),
    Rule(
        "par_value",
        pattern(
            rf"(?:par value (?:of )?(?P<v>{MONEY})|(?P<w>{MONEY}) par value)(?: per [Ss]hare)?"
        ),
        "money/shares",
    ),
    Rule(
        "maximum_amount",
        pattern(
            rf"aggregate (?:gross )?(?:offering|sales) (?:price|proceeds) of up to "
            rf"(?P<v>{MONEY})|^Up to (?P<w>{MONEY})$"
        ),
        "money",
    ),
    Rule(
        "agent_commission",
        pattern(
            rf"(?:commission|compensation|fee)[^.\n]{{0,140}}?(?:equal to|of|to) (?:up to "
            rf")?(?P<v>{PERCENT}) of the (?:aggregate )?(?:gross|sales price)"
        ),
        "percent",
    ),
    Rule(
        "last_reported_price",
        pattern(
            rf"(?:last (?:reported )?(?:sale|sales|closing|trading) price|closing (?:sale "
            rf")?price)[^$\n]{{0,120}}?(?:was|of) (?P<v>{MONEY})"
        ),
        "money/shares",
    ),
    Rule(
        "prefunded_exercise_price",
        pattern(
            rf"[Pp]re-?[Ff]unded [Ww]arrant[^.\n]{{0,80}}? (?:an )?exercise price of "
            rf"(?P<v>{MONEY}) per share|exercise price (?:of|for) each [Pp]re-?[Ff]unded "
            rf"[Ww]arrant (?:is|will be|"
            rf"equals) (?P<w>{MONEY})"
        ),
        "money/shares",
    ),
    Rule(
        "warrant_exercise_price",
        pattern(
            rf"(?:whole|[Cc]ommon) (?:[Ww]arrant|[Ww]arrants)[^.\n]{{0,160}}?(?:exercise "
            rf"price of|at a price of) (?P<v>{MONEY}) per share|(?:Each|each|The|the) "
            rf"(?:accompanying |common |purchase |Series \w )*[Ww]arrants? (?:will have|have|has) "
            rf"an exercise price (?:of|equal to) (?P<w>{MONEY})"
        ),
        "money/shares",
    ),
    Rule(
        "trust_amount",
        pattern(
            rf"(?P<v>{MONEY})[^$\n]{{0,20}}?[^\n]{{0,160}}? will be (?:deposited|placed) "
            rf"(?:in|into) (?:a|the) (?:[\w.\- ]{{0,40}})?trust account"
        ),
        "money",
    ),
    Rule(
        "dividend_rate",
        pattern(r"(?P<v>\d{1,2}\.\d{1,5} ?%) [\w \-/]{0,90}?Preferred (?:Stock|Shares)"),
        "percent",
    ),
    Rule(
        "liquidation_preference",
        pattern(rf"[Ll]iquidation [Pp]reference (?:of )?(?P<v>{MONEY})"),
        "money/shares",
    ),
    Rule(
        "record_date",
        pattern(rf"on (?P<v>{DATE}),? (?:which (?:is|was) )?(?:the |\(the “)[Rr]ecord [Dd]ate"),
        "date",
    ),
)
_UNDERWRITING_RULES = (
    Rule(
        "units_offered_with_overallotment",
        pattern(
            rf"per unit \(or (?P<v>{NUMBER}) units if the underwriters?[’']s?[’']? "
            rf"(?:over-allotment )?option[^)]{{0,60}} is exercised in full"
        ),
        "units",
    ),
)
_LEADS = pattern(
    r"(?P<v>[A-Z][\w.&’]*(?:,?[ ](?:and|&|[A-Z][\w.&’]*))*)[ ](?:is|are) acting as (?:the |"
    r"our )?(?:sole |joint |lead |active |global coordinators? and )*(?:book-?running "
    r"managers?|bookrunners?|representatives? of)"
)
_RANGE = pattern(
    rf"price[^.\n]{{0,80}}? (?:will be |is expected to be )?between (?P<low>{MONEY}) and "
    rf"(?P<high>{MONEY})(?: per (?P<of>share|ADS|unit))?"
)
_MORE = (
    rf"(?:up to )?(?:an )?(?:additional |aggregate of )*(?P<v>{NUMBER})(?: additional)? "
    rf"(?:[\w.\-%]+ ){{0,3}}?(?P<what>{_WHAT})"
)
_OPTION = (
    pattern(
        rf"(?P<days>{_DAYS})(?: ?\(\d+\))?[- ]days?[^.\n]{{0,160}}? (?:to purchase|to buy) {_MORE}"
    ),
    pattern(
        rf"(?:option|right)[^.\n]{{0,160}}?(?:to purchase|to buy) {_MORE}"
        rf"[^\n]{{0,260}}?(?P<days>{_DAYS})(?: ?\(\d+\))?[- ]days?"
    ),
    pattern(
        rf"underwriters? (?:may|can|will be able to)(?: also)? (?:purchase|buy) {_MORE}"
        rf"[^\n]{{0,260}}?(?P<days>{_DAYS})(?: ?\(\d+\))?[- ]days?"
    ),
)
_OPTION_SIGN = re.compile(r"underwrit|over-?allot|option", re.IGNORECASE)
_NET = pattern(
    rf"(?:net proceeds|proceeds, net)[^.$\n]{{0,240}}?(?:will be|to be|of|be|were|was|"
    rf"are)(?: up to)? ?(?:approximately |about )?(?P<v>{MONEY})"
)
_AFTER = pattern(
    rf"(?:(?:[Cc]ommon [Ss]tock|[Oo]rdinary [Ss]hares?|[Ss]hares?(?: of [\w ]{{0,30}})?)(?: "
    rf"to be)? outstanding"
    rf"(?: immediately)? after (?:giving effect to )?(?:this|the) [Oo]ffering(?: ?\(\d\))?) "
    rf"?:? ?(?:Up to )?(?P<v>{NUMBER}) (?:shares|ordinary)"
)
_BEFORE = pattern(
    rf"(?:[Cc]ommon [Ss]tock|[Oo]rdinary [Ss]hares?|[Ss]hares?(?: of [\w ]{{0,30}})?)(?: to "
    rf"be)? outstanding"
    rf"(?: immediately)? (?:before|prior to) (?:this|the) [Oo]ffering(?: ?\(\d\))? ?:? "
    rf"?(?P<v>{NUMBER}) (?:shares|ordinary)"
)
_LOCK_UP = pattern(
    rf"(?:(?:for|during|until) (?:a period of |the period ending )?|within "
    rf")(?P<v>{_DAYS})(?: ?\(\d+\))? days (?:after|from|following) the date of (?:this|the)"
)
_PLACEMENT = pattern(
    r"engaged (?P<v>[A-Z][^\n;“]{2,70}?)(?=,? (?:which we|or (?:the )?[“\"p]|"
    r"(?:to act|referred to|to serve) as|\((?:the |[“\"])|"
    r"as (?:our |the )?(?:exclusive |lead |sole )?placement|, as ))[^\n]{0,140}?placement agent"
)
_CO_PLACEMENT = pattern(
    r"lead placement agent,? and (?P<v>[A-Z][\w.&’ ]{2,60}?)(?=,? (?:a division|\(|as "
    r"))[^\n]{0,80}?co-placement agent"
)
_AGENTS = pattern(
    r"(?:through|with|to or through) (?P<names>[A-Z][^\n]{3,900}?),? (?:acting |each )?as "
    r"(?:our |the |its )?(?:[Ss]ales |exclusive |distribution |designated )*[Aa]gents?\b"
)


def equity_terms(found: Gathering, parts: Zones) -> None:
    """The terms of an equity offering, from its cover, summary, use of proceeds and lock-up."""
    text, cover = found.text, parts.cover
    _offering_kind(found, cover)
    _counts(found, cover)
    cover_table(found, *cover)
    _from_cover(found, cover)
    _option(found, parts)
    found.first(_UNDERWRITING_RULES, *parts.own)
    _agents(found, cover)
    _underwriters(found, parts)
    summary = parts.part(text, "offering", 7000)
    for name, phrase in (
        ("shares_outstanding_after", _AFTER),
        ("shares_outstanding_before", _BEFORE),
    ):
        match = phrase.search(text, *summary)
        if match:
            found.state(name, match["v"], "shares", match.span())
    _net_proceeds(found, parts)
    for match in _LOCK_UP.finditer(text, *parts.own):
        around = text[max(0, match.start() - 900) : match.end() + 300]
        if re.search(r"lock-?\s?up|contract to sell|hedg", around, re.IGNORECASE):
            found.state("lock_up", match["v"], "days", match.span())
            break


def _offering_kind(found: Gathering, cover: tuple[int, int]) -> None:
    kinds = (
        ("at_the_market", r"[“\"]?at[- ]the[- ]market"),
        ("dividend_reinvestment", r"dividend reinvestment"),
        ("ipo", r"initial public offering"),
        ("rights_offering", r"^rights offering$|distributing[^\n]{0,120}subscription rights"),
        (
            "registered_direct",
            r"(?:registered direct|offering directly to|securities purchase agreement)",
        ),
        ("follow_on", r"we are offering [\d,]+ shares[^\n]{0,200}selling \w+holders"),
        (
            "selling_holders",
            r"selling (?:stock|share|security)holders? (?:named|identified|listed|may|are|is)",
        ),
        ("best_efforts", r"engaged [^\n]{3,140}placement agent"),
        (
            "follow_on",
            r"(?:we are offering|underwriters? (?:have|has) agreed|public offering price)",
        ),
    )
    for kind, words in kinds:
        match = pattern(words, cased=False).search(found.text, *cover)
        if match:
            found.add("offering_kind", kind, "", match.span())
            return


def _counts(found: Gathering, cover: tuple[int, int]) -> None:
    """The count that stands alone on a line of the cover: ``6,820,000 shares``."""
    for match in _HEAD_COUNT.finditer(found.text, *cover):
        if re.search(r"underlying|issuable|warrant", match["rest"], re.IGNORECASE):
            continue
        name = _UNITS[match["what"][0].lower()]
        if not found.has(name):
            found.add(name, number(match["v"]), _COUNTED[name], match.span())
            found.add("securities_offered", tidy(match[0]), "", match.span())


def _from_cover(found: Gathering, cover: tuple[int, int]) -> None:
    for rule in _COVER_RULES:
        if found.has(rule.name):
            continue
        phrase = re.compile(rule.phrase.pattern, re.MULTILINE)
        told = phrase.finditer(found.text, *cover)
        match = next((m for m in told if not _assumed(found.text, m)), None)
        if not match:
            continue
        groups = match.groupdict()
        words = groups.get("v") or groups.get("w")
        if words:
            found.state(rule.name, words, rule.unit, match.span())
    match = _RANGE.search(found.text, *cover)
    if match and not found.has("price_per_share"):
        of = {"ADS": "ADS", "unit": "units"}.get(match["of"] or "share", "shares")
        found.state("price_range_low", match["low"], f"money/{of}", match.span())
        found.state("price_range_high", match["high"], f"money/{of}", match.span())


def _assumed(text: str, match: re.Match[str]) -> bool:
    """Whether the words before say that the price is only assumed."""
    return "assum" in text[max(0, match.start() - 60) : match.start()]


def _option(found: Gathering, parts: Zones) -> None:
    """The underwriters' option to buy more: how many, for how many days."""
    for zone in (parts.cover, parts.part(found.text, "offering", 7000)):
        for phrase in _OPTION:
            for match in phrase.finditer(found.text, *zone):
                line = found.text.rfind("\n", 0, match.start())
                around = found.text[max(line, match.start() - 250) : match.end()]
                if not _OPTION_SIGN.search(around) or found.has("overallotment_days"):
                    continue
                unit = {"u": "units", "a": "ADS"}.get(match["what"][0].lower(), "shares")
                found.add(f"overallotment_{unit.lower()}", number(match["v"]), unit, match.span())
                found.state("overallotment_days", match["days"], "days", match.span())


def _underwriters(found: Gathering, parts: Zones) -> None:
    """Who the underwriting section says runs the book: the legal name beside the cover's brand."""
    match = _LEADS.search(found.text, *parts.own)
    if not match:
        return
    offset = match.start("v")
    for name in re.finditer(
        r"(?:(?!,?\s+and\s|,\s(?!Inc|LLC|L\.|Ltd|N\.A|Pierce|Fenner)).)+", match["v"]
    ):
        words = re.sub(r"^[,\s]*(?:and\s+)?", "", name[0])
        if len(words) > 2:
            at = found.text.find(words, offset + name.start())
            found.add("bookrunner", tidy(words), "", (at, at + len(words)))


def _agents(found: Gathering, cover: tuple[int, int]) -> None:
    for phrase in (_PLACEMENT, _CO_PLACEMENT):
        match = phrase.search(found.text, *cover)
        if match:
            found.add("placement_agent", tidy(match["v"]), "", match.span())
    if not any(t.name == "offering_kind" and t.value == "at_the_market" for t in found.terms):
        return
    match = _AGENTS.search(found.text, *cover)
    if not match:
        return
    names = re.sub(r"\s*\((?:the |or )?[“\"][^)]*\)", "", match["names"])
    for name in re.split(
        r",\s+(?:and\s+)?(?=[A-Z])(?!Inc|LLC|L\.|Ltd|Co\.|N\.A)|\s+and\s+(?=[A-Z])", names
    ):
        stated = tidy(re.sub(r",?\s+or\s+.*", "", name))
        at = found.text.find(stated, match.start(), match.end())
        if at >= 0 and 2 < len(stated) < 70:
            found.add("agent", stated, "", (at, at + len(stated)))


def _net_proceeds(found: Gathering, parts: Zones) -> None:
    """The first estimate of net proceeds that rests on no assumed price or option."""
    if found.has("net_proceeds"):
        return
    use = parts.part(found.text, "proceeds", 4000)
    for zone in (use, parts.part(found.text, "offering", 7000)):
        for match in _NET.finditer(found.text, *zone):
            line = found.text.rfind("\n", 0, match.start()) + 1
            sentence = max(line, found.text.rfind(". ", line, match.start()))
            stop = found.text.find(". ", match.end(), match.end() + 300)
            said = found.text[sentence : stop if stop >= 0 else match.end() + 150]
            before = found.text[sentence : match.end()]
            if re.search(
                r"assum(?:ed|ing an|ing the sale)|increase or decrease|each \$|for example|"
                r"in full|up to",
                before,
                re.I,
            ):
                continue
            if re.search(r"assum(?:ed|ing)[^.]{0,40}(?:offering )?price", said):
                continue
            if not re.search(r"this offering|the offering|from the sale|sale of", said):
                continue
            found.state("net_proceeds", match["v"], "money", match.span())
            return
