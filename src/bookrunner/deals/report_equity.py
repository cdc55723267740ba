"""Shares sold as a report of an event or a release tells it."""

from __future__ import annotations

import re

from bookrunner.deals.amounts import COUNT_WORDS, DATE, MONEY, NUMBER, PERCENT, pattern, tidy
from bookrunner.deals.gathering import Gathering, Rule
from bookrunner.deals.representatives import representatives

_COUNT = rf"(?>(?:{NUMBER})(?: million)?)"
_WHAT = (
    r"(?:newly[- ]issued |firm |registered )?(?P<what>ADSs|American [Dd]epositary [Ss]hares|"
    r"(?:[Cc]lass [A-Z] )?(?:[Ss]hares|"
    r"(?:common|ordinary) shares|[Uu]nits))"
)
_AGREEMENT = pattern(
    rf"[Oo]n (?P<day>{DATE}),[^\n]{{3,300}}? (?:entered into|executed) (?:an|a) "
    r"(?:[\w ]{0,30})?(?P<kind>[Uu]nderwriting [Aa]greement|[Ss]ales [Aa]greement|"
    r"[Ee]quity [Dd]istribution [Aa]greement|[Ss]ecurities [Pp]urchase [Aa]greement)"
)
_RELEASE = pattern(
    r"announced (?:today )?(?:the (?:upsized )?pricing of|that it (?:has )?priced|that they "
    r"(?:have )?priced|the closing of)"
)
_SOLD = pattern(
    r"(?:offering|sale|offer and sale|issuance and sale|issue and sell|sell|issuance)"
    rf"[^.\n]{{0,140}}? (?:of )?(?:an aggregate of |up to )?(?P<v>{_COUNT}) {_WHAT}"
)
_RULES = (
    Rule(
        "price",
        pattern(
            r"(?:price (?:to the public |per (?:share|ADS) )?(?:of|equal to|was|is)|price to "
            r"the public (?:was|is)) "
            rf"(?P<v>{MONEY}) per (?P<of>[Ss]hare|ADS|[Uu]nit|American)"
        ),
        "money",
    ),
    Rule(
        "gross_proceeds",
        pattern(
            r"(?:(?:aggregate )?gross proceeds[^.$€£\n]{0,140}? (?:of|were|are|be|was) |"
            r"total offering size of )"
            rf"(?:expected to be )?(?:approximately )?(?P<v>{MONEY})"
        ),
        "money",
    ),
    Rule(
        "net_proceeds",
        pattern(
            r"net proceeds[^.$€£\n]{0,160}? (?:of|were|are|be|was) (?:expected to be )?"
            rf"(?:approximately )?(?P<v>{MONEY})"
        ),
        "money",
    ),
    Rule(
        "maximum_amount",
        pattern(
            r"aggregate (?:gross )?(?:offering |sales )(?:price|proceeds) of up to "
            rf"(?:an aggregate of )?(?P<v>{MONEY})"
        ),
        "money",
    ),
    Rule(
        "settlement_date",
        pattern(
            rf"(?:[Oo]ffering|[Pp]lacement|ADSs?|shares)(?: and the [\w ]{{3,30}})? "
            rf"(?:closed|is expected to (?:close|occur)|"
            rf"are expected to close|was completed|was consummated|will close) on (?:or "
            rf"about |or around )?(?P<v>{DATE})"
        ),
        "date",
    ),
    Rule(
        "primary_shares",
        pattern(
            rf"(?:is|are) (?:issuing and selling|offering|selling) (?P<v>{_COUNT}) "
            rf"shares[^.\n]{{0,80}}? and "
            r"(?=[^.\n]{0,40}?selling)"
        ),
        "shares",
    ),
    Rule(
        "secondary_shares",
        pattern(
            rf"selling (?:stock|share|security)holders[^.\n]{{0,60}}? (?:are|is) (?:offering|"
            rf"selling) (?:an additional )?"
            rf"(?P<v>{_COUNT}) shares"
        ),
        "shares",
    ),
    Rule(
        "underwriter_price_per_share",
        pattern(
            r"(?:[Uu]nderwriters (?:have )?agreed to purchase|purchase)[^\n]{0,160}? (?:from "
            r"the Company )?[^\n]{0,80}?at a price "
            rf"of (?P<v>{MONEY}) per share"
        ),
        "money/shares",
    ),
    Rule(
        "warrant_exercise_price",
        pattern(rf"(?<!unded.)[Ww]arrants?[^.$€£\n]{{0,160}}? exercise price of (?P<v>{MONEY})"),
        "money/shares",
    ),
    Rule(
        "prefunded_exercise_price",
        pattern(
            rf"[Pp]re-?[Ff]unded [Ww]arrants?[^$€£\n]{{0,160}}? exercise price (?:of|equal "
            rf"to) (?P<v>{MONEY})"
        ),
        "money/shares",
    ),
    Rule(
        "placement_agent_fees",
        pattern(
            rf"(?:cash )?(?:placement )?fee[^.\n]{{0,40}}? (?:equal to|of) (?P<v>{PERCENT}) "
            rf"of the (?:aggregate )?gross"
        ),
        "percent",
    ),
    Rule(
        "agent_commission",
        pattern(
            rf"(?:commission|compensation)[^.\n]{{0,100}}?(?:equal to|of|to) (?:up to "
            rf")?(?P<v>{PERCENT}) of the (?:aggregate )?"
            r"(?:gross|sales)"
        ),
        "percent",
    ),
)
_OPTION = (
    pattern(
        rf"(?P<days>\d{{1,3}}|{COUNT_WORDS})(?: ?\(\d+\))?[- ]days?[^.\n]{{0,160}}? to purchase "
        rf"(?:up to )?(?:an )?(?:additional |aggregate of )*(?P<v>{_COUNT}) (?:additional )?{_WHAT}"
    ),
    pattern(
        rf"option[^.\n]{{0,60}}? to purchase (?:up to )?(?:an )?(?:additional |aggregate of "
        rf")*(?P<v>{_COUNT}) (?:additional )?"
        rf"{_WHAT}[^.\n]{{0,200}}? (?P<days>\d{{1,3}})[- ]days?"
    ),
)
_LISTED = pattern(
    r"(?:on|under)[^.\n]{0,20}? (?:the |The )?(?P<exchange>New York Stock Exchange|NYSE "
    r"American|NYSE|(?:Nasdaq|NASDAQ) (?:Global "
    r"Select |Global |Capital |Stock )?Market|Nasdaq|NASDAQ)[^\n“]{0,80}? symbols? "
    r"[“\"‘](?P<ticker>[A-Z][A-Z.\-]{0,7}?)[.,]?[”\"’]"
)
_COLUMNS = {"a": ("ads", "ADS"), "u": ("units", "units")}


def equity_report_terms(found: Gathering, start: int, end: int) -> bool:
    """Gather what a report tells of shares sold; whether it tells of any."""
    agreed = _AGREEMENT.search(found.text, start, end)
    release = _RELEASE.search(found.text, start, end)
    told = agreed or release
    if told is None:
        return False
    near = (told.start(), min(end, told.end() + 8000))
    sold = _SOLD.search(found.text, *near)
    programme = next(r for r in _RULES if r.name == "maximum_amount").phrase.search(
        found.text, *near
    )
    if sold is None and programme is None:
        return False
    if agreed:
        found.state("agreement_date", agreed["day"], "date", agreed.span("day"))
    if programme is None and sold is not None:
        kind, unit = _COLUMNS.get(sold["what"][0].lower(), ("shares", "shares"))
        found.state(
            f"{kind}_offered", sold["v"], "shares" if unit == "shares" else unit, sold.span()
        )
        _kind_of_offering(found, near)
    elif programme is not None:
        found.add("offering_kind", "at_the_market", "", programme.span())
    _rules(found, near)
    option = next((m for phrase in _OPTION if (m := phrase.search(found.text, *near))), None)
    if option:
        kind, unit = _COLUMNS.get(option["what"][0].lower(), ("shares", "shares"))
        found.state(f"overallotment_{kind}", option["v"], unit, option.span())
        found.state("overallotment_days", option["days"], "days", option.span())
    listed = _LISTED.search(found.text, *near)
    if listed:
        found.add("exchange", tidy(listed["exchange"]), "", listed.span())
        found.add("ticker", listed["ticker"], "", listed.span())
    representatives(found, *near)
    return True


def _rules(found: Gathering, near: tuple[int, int]) -> None:
    for rule in _RULES:
        match = rule.phrase.search(found.text, *near)
        if not match:
            continue
        if rule.name == "price":
            column = {"a": "ads", "u": "unit"}.get(match["of"][0].lower(), "share")
            unit = {"ads": "ADS", "unit": "units"}.get(column, "shares")
            found.state(f"price_per_{column}", match["v"], f"money/{unit}", match.span())
        elif not found.has(rule.name):
            found.match(rule, match)


def _kind_of_offering(found: Gathering, near: tuple[int, int]) -> None:
    for kind, words in (
        ("ipo", r"initial public offering"),
        ("registered_direct", r"registered direct"),
        ("private_placement", r"private placement"),
        ("follow_on", r"public offering|underwritten offering"),
    ):
        match = re.compile(pattern(words).pattern, re.IGNORECASE).search(found.text, *near)
        if match:
            found.add("offering_kind", kind, "", match.span())
            return
