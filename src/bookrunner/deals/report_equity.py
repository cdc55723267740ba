"""Shares sold as a report of an event tells it: underwriting, placement and sales agreements."""

from __future__ import annotations

from bookrunner.deals.amounts import COUNT_WORDS, DATE, MONEY, NUMBER, pattern, tidy
from bookrunner.deals.gathering import Gathering, Rule

_STOCK = (
    r"(?:[Cc]lass [A-Z] )?(?:common (?:stock|shares)|ordinary shares|Common Stock|"
    r"Ordinary Shares)"
)
_AGREEMENT = pattern(
    rf"[Oo]n (?P<day>{DATE}),[^\n]{{3,300}}? (?:entered into|executed) (?:an|a) "
    r"(?:[\w ]{0,30})?(?P<kind>[Uu]nderwriting [Aa]greement|[Ss]ales [Aa]greement|"
    r"[Ee]quity [Dd]istribution [Aa]greement|[Ss]ecurities [Pp]urchase [Aa]greement)"
)
_SOLD = pattern(
    r"(?:offering|sale|offer and sale|issuance and sale|issue and sell|sell|issuance)"
    rf"[^.\n]{{0,140}}? (?:of )?(?:an aggregate of )?(?P<v>{NUMBER}) "
    rf"(?:(?:newly[- ]issued |firm )?shares|Shares)[^.\n]{{0,90}}?{_STOCK}"
)
_RULES = (
    Rule(
        "price_per_share",
        pattern(
            r"(?:public offering|offering|purchase) price (?:to the public )?(?:of|equal to) "
            rf"(?P<v>{MONEY}) per (?:[Ss]hare|share of)"
        ),
        "money/shares",
    ),
    Rule(
        "gross_proceeds",
        pattern(
            r"(?:aggregate )?gross proceeds[^.$\n]{0,140}? (?:of|were|are|be) "
            rf"(?:expected to be )?(?:approximately )?(?P<v>{MONEY})"
        ),
        "money",
    ),
    Rule(
        "net_proceeds",
        pattern(
            r"net proceeds[^.$\n]{0,160}? (?:of|were|are|be) (?:expected to be )?"
            rf"(?:approximately )?(?P<v>{MONEY})"
        ),
        "money",
    ),
    Rule(
        "maximum_amount",
        pattern(
            r"aggregate (?:gross )?(?:offering|sales) (?:price|proceeds) of up to "
            rf"(?:an aggregate of )?(?P<v>{MONEY})"
        ),
        "money",
    ),
    Rule(
        "settlement_date",
        pattern(
            rf"[Oo]ffering (?:closed|is expected to close|was completed) on (?:or about "
            rf")?(?P<v>{DATE})"
        ),
        "date",
    ),
)
_OPTION = pattern(
    rf"(?P<days>\d{{1,3}}|{COUNT_WORDS})(?: ?\(\d+\))?[- ]days?[^.\n]{{0,160}}? to purchase "
    rf"(?:up to )?(?:an )?(?:additional )?(?P<v>{NUMBER}) (?:additional )?[Ss]hares"
)
_LEADS = pattern(
    r"(?:with|among|between) (?P<v>[A-Z][^\n;“]{3,160}?),? (?:acting )?as (?:the )?"
    r"(?:representatives?|sole underwriter|underwriters?|sole book)"
)


def equity_report_terms(found: Gathering, start: int, end: int) -> bool:
    """Gather what a report tells of shares sold; whether it tells of any."""
    agreed = _AGREEMENT.search(found.text, start, end)
    if agreed is None:
        return False
    near = (agreed.start(), min(end, agreed.end() + 6000))
    sold = _SOLD.search(found.text, *near)
    programme = _RULES[3].phrase.search(found.text, *near)
    if sold is None and programme is None:
        return False
    found.state("agreement_date", agreed["day"], "date", agreed.span("day"))
    if programme is None and sold is not None:
        found.state("shares_offered", sold["v"], "shares", sold.span())
    elif programme is not None:
        found.add("offering_kind", "at_the_market", "", programme.span())
    found.first(_RULES, *near)
    option = _OPTION.search(found.text, *near)
    if option:
        found.state("overallotment_shares", option["v"], "shares", option.span())
        found.state("overallotment_days", option["days"], "days", option.span())
    lead = _LEADS.search(found.text, *near)
    if lead and not any(sign in lead["v"] for sign in ("Company", "agreement", "Agreement")):
        found.add("bookrunner", tidy(lead["v"]), "", lead.span("v"))
    return True
