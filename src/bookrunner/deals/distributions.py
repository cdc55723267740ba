"""Spin-offs: what holders of the parent receive, and on which days."""

from __future__ import annotations

from bookrunner.deals.amounts import DATE, pattern
from bookrunner.deals.gathering import Gathering, Rule

_COUNT = r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|one-\w+)"
_SIGN = pattern(
    r"(?:spin-?off|pro rata (?:dividend|distribution)|distribut(?:e|ion of) (?:all|100%|"
    r"approximately|at least)[^.\n]{0,60}?shares)"
)
_RULES = (
    Rule(
        "distribution_ratio",
        pattern(
            rf"(?P<v>{_COUNT} shares?(?: of [\w’&. ]{{2,80}}?)? for (?:every|each) "
            rf"(?:{_COUNT} )?shares? of [\w’&. ]{{2,60}}?"
            r"(?: [Ss]tock| [Ss]hares?)?)(?= (?:held|owned|outstanding|that|they|as|you)|[.,;])"
        ),
        "",
    ),
    Rule(
        "record_date",
        pattern(
            rf"(?:of record|[Rr]ecord [Dd]ate)[^\n;]{{0,120}}? (?P<v>{DATE})|(?:on|of) "
            rf"(?P<w>{DATE}),? (?:\(the |the )?[“\"]?"
            r"[Rr]ecord [Dd]ate"
        ),
        "date",
    ),
    Rule(
        "distribution_date",
        pattern(
            rf"(?:[Dd]istribution|[Ss]pin-?[Oo]ff|[Ss]eparation)[^\n;]{{0,160}}? (?:on|by|"
            rf"for) (?:or about )?(?P<v>{DATE})"
            r"(?= ?\((?:the )?[“\"]Distribution Date|,? (?:to|at|subject|with)|\.)"
        ),
        "date",
    ),
)
_LISTED = pattern(
    r"(?:on|under) (?:the )?(?P<exchange>New York Stock Exchange|NYSE American|NYSE|"
    r"(?:Nasdaq|NASDAQ)(?: Global Select| Global| "
    r"Capital| Stock)?(?: Market)?)[^\n“]{0,60}? symbols? "
    r"[“\"](?P<ticker>[A-Z][A-Z.\-]{0,7}?)[.,]?[”\"]"
)


def distribution_terms(found: Gathering, start: int, end: int) -> bool:
    """Gather a spin-off's terms; whether the text states one with its record date or ratio."""
    sign = _SIGN.search(found.text, start, end)
    if not sign:
        return False
    near = (max(start, sign.start() - 1500), min(end, sign.end() + 6000))
    for rule in _RULES:
        match = rule.phrase.search(found.text, *near)
        if match:
            words = match.groupdict().get("v") or match.groupdict()["w"]
            found.state(rule.name, words, rule.unit, match.span())
    if not found.has("distribution_ratio"):
        found.terms.clear()
        return False
    listed = _LISTED.search(found.text, *near)
    if listed:
        found.add("exchange", listed["exchange"], "", listed.span("exchange"))
        found.add("ticker", listed["ticker"], "", listed.span("ticker"))
    return True
