"""Into what convertible notes convert: rate, price, premium, and the capped call beside them."""

from __future__ import annotations

from decimal import Decimal

from bookrunner.deals.amounts import MONEY, NUMBER, PERCENT, number, pattern
from bookrunner.deals.gathering import Gathering, Rule

_RULES = (
    Rule(
        "conversion_rate",
        pattern(
            rf"[Cc]onversion [Rr]ate[^$%\n]{{0,120}}? (?P<v>{NUMBER}) (?:[\w’]+ "
            rf"){{0,6}}?(?:shares?|ADSs?|[Cc]ommon "
            r"[Ss]tock)[^.\n]{0,80}? (?:per|for each) (?:US)?\$1,000"
        ),
        "shares per 1,000 of principal",
    ),
    Rule(
        "conversion_rate",
        pattern(r"[Cc]onversion [Rr]ate[: \t]*(?:[Aa]pproximately )?(?P<v>\d{1,4}\.\d{4})\b"),
        "shares per 1,000 of principal",
    ),
    Rule(
        "conversion_price",
        pattern(
            rf"[Cc]onversion [Pp]rice(?: of| is| will be|: "
            rf"?\t?)[^$€£\n.]{{0,40}}?(?P<v>{MONEY})(?= (?:per|\()|\t|\n|$|[.,;])"
        ),
        "money/shares",
    ),
    Rule(
        "conversion_premium",
        pattern(
            rf"conversion price[^\n]{{0,90}}?premium of (?:approximately )?(?P<v>{PERCENT})|"
            rf"[Cc]onversion [Pp]remium[: \t]*(?:[Aa]pproximately )?(?P<w>{PERCENT})"
        ),
        "percent",
    ),
    Rule(
        "cap_price",
        pattern(
            rf"(?:cap price[^$€£\n]{{0,120}}?|subject to a cap (?:initially )?(?:equal to|"
            rf"of) )(?:approximately )?(?P<v>{MONEY})"
        ),
        "money/shares",
    ),
    Rule(
        "capped_call_cost",
        pattern(
            rf"(?P<v>{MONEY}) of the (?:net )?proceeds[^$€£.\n]{{0,80}}? to pay the cost of "
            rf"the [Cc]apped|"
            rf"cost of the [Cc]apped [Cc]all(?: [Tt]ransactions)?[^$€£.\n]{{0,30}}?(?:approxi"
            rf"mately|of|was) (?P<w>{MONEY})"
        ),
        "money",
    ),
)


def conversion(found: Gathering, start: int, end: int) -> None:
    """Gather the terms, and say where price and rate do not make 1,000 together."""
    for rule in _RULES:
        match = None if found.has(rule.name) else rule.phrase.search(found.text, start, end)
        if not match:
            continue
        words = match.groupdict().get("v") or match.groupdict().get("w")
        if rule.unit.startswith("shares") and words:
            found.add(rule.name, number(words), rule.unit, match.span())
        elif words:
            found.state(rule.name, words, rule.unit, match.span())
    rate, price = found.value("conversion_rate"), found.value("conversion_price")
    if rate and price and abs(rate * price - 1000) > max(rate / 100, Decimal(1)):
        found.note(
            "tie", (f"{rate} shares at {price} are not 1,000 of principal; check the conversion")
        )
