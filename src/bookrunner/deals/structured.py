"""Structured notes of a bank's finance subsidiary: issuer, guarantor, dates, value, commission."""

from __future__ import annotations

import re

from bookrunner.deals.amounts import DATE, MONEY, pattern, tidy
from bookrunner.deals.cover_table import cover_table
from bookrunner.deals.gathering import Gathering, Rule
from bookrunner.deals.term_sheet import term_sheet
from bookrunner.deals.zones import Zones

SIGN = pattern(
    r"[Ee]stimated value (?:of (?:the|your|each) (?:notes?|Notes?|securities|"
    r"Securities|CDs)|on the (?:pricing|trade) date)"
)
_ISSUER = pattern(
    r"(?:credit risk of|issued by|obligations? of) (?P<v>[A-Z][\w.&’ ]{2,60}?)(?: "
    r"\([^)]{2,80}\))?,? as issuer"
)
_GUARANTOR = pattern(
    r"(?:and|by) (?:the credit risk of )?(?P<v>[A-Z][\w.&’,]*(?: (?:of|[A-Z&][\w.&’]*))*)(?: "
    r"\([^)]{2,80}\))?,? as guarantor"
)
_GUARANTEED = pattern(
    r"(?:[Ff]ully and )?[Uu]nconditionally [Gg]uaranteed by (?P<v>[A-Z][\w.&’]*(?: (?:of|"
    r"[A-Z&][\w.&’]*))*)"
)
_BEING_ISSUED = pattern(r"notes are being issued by (?P<v>[A-Z][\w.&’ ]{2,60}?)(?: \(|,? and are)")
_RULES = (
    Rule("pricing_date", pattern(rf"expected to price on (?P<v>{DATE})"), "date"),
    Rule(
        "settlement_date",
        pattern(rf"(?:expected to|will) (?:issue|settle) on (?P<v>{DATE})"),
        "date",
    ),
    Rule("maturity", pattern(rf",? due (?P<v>{DATE})"), "date"),
    Rule("cusip", pattern(r"CUSIP(?: No\.| Number|:)? ?:? ?(?P<v>[0-9A-Z]{9})\b"), ""),
    Rule(
        "coupon", pattern(r"[Cc]oupon [Rr]ate of (?P<v>\d{1,2}(?:\.\d+)? ?%) per annum"), "percent"
    ),
    Rule(
        "principal_per_unit", pattern(rf"(?P<v>{MONEY}) principal amount per unit"), "money/units"
    ),
    Rule("principal", pattern(rf"^(?P<v>{MONEY})$"), "money"),
    Rule("units_offered", pattern(r"(?P<v>[\d,]{4,}) Units\b"), "units"),
    Rule("underlying", pattern(r"^Linked to (?P<v>[^\n]{4,160})$"), ""),
)
_VALUE = pattern(
    rf"estimated value of (?:the|your|each) (?:notes?|Notes?|securities|"
    rf"Securities)[^.\n]{{0,120}}?(?:is|was|"
    rf"expected to be|will be|equal to)(?: approximately)? (?P<v>{MONEY}) per "
    rf"(?P<per>{MONEY} (?:in )?(?:stated "
    rf")?(?:principal|face) amount|unit|[Nn]ote|[Ss]ecurity)"
)
_VALUE_RANGE = pattern(
    rf"estimated value of (?:the|your|each) (?:notes?|Notes?|securities|"
    rf"Securities)[^.\n]{{0,120}}?between "
    rf"(?P<low>{MONEY}) and (?P<high>{MONEY})"
)
_DATES = pattern(
    rf"Pricing Date Settlement Date Maturity Date (?P<pricing>{DATE}) (?P<settlement>{DATE}) "
    rf"(?P<maturity>{DATE})"
)


def structured_terms(found: Gathering, parts: Zones) -> None:
    """The terms of the note, from the cover and the table of its terms."""
    text = found.text
    head = (parts.cover[0], min(len(text), parts.cover[0] + 25_000))
    for name, phrases in (
        ("issuer", (_ISSUER, _BEING_ISSUED)),
        ("guarantor", (_GUARANTOR, _GUARANTEED)),
    ):
        match = next((m for phrase in phrases if (m := phrase.search(text, *head))), None)
        if match and not found.has(name):
            found.add(name, tidy(match["v"]), "", match.span("v"))
    dates = _DATES.search(text, *head)
    if dates:
        for name, group in (
            ("pricing_date", "pricing"),
            ("settlement_date", "settlement"),
            ("maturity", "maturity"),
        ):
            found.state(name, dates[group], "date", dates.span())
    for rule in _RULES:
        if not found.has(rule.name):
            match = re.compile(rule.phrase.pattern, re.MULTILINE).search(text, *head)
            if match:
                found.match(rule, match)
    _estimated_value(found, head)
    cover_table(found, *head)
    term_sheet(found, *head)


def _estimated_value(found: Gathering, head: tuple[int, int]) -> None:
    stated = _VALUE.search(found.text, *head)
    if stated:
        unit = "money/units" if stated["per"] == "unit" else "money/notes"
        found.state("estimated_value", stated["v"], unit, stated.span())
        return
    between = _VALUE_RANGE.search(found.text, *head)
    if between:
        found.state("estimated_value_low", between["low"], "money/notes", between.span())
        found.state("estimated_value_high", between["high"], "money/notes", between.span())
