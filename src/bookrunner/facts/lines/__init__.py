"""The standardised lines of the three statements, and the rules that find each in a filing.

A line's rules are tried in order; the first that can be served wins. A rule either takes one of
several tags that mean the same, or adds and subtracts other lines of the same period. Two rules
apply besides to every flow, before the sums: a quarter that was not tagged is the difference of
two year-to-dates, and twelve months are the year plus this year-to-date less last year's.
"""

from bookrunner.facts.lines.balance import BALANCE_SHEET, LEASES_INCLUDED
from bookrunner.facts.lines.cash_flow import CASH_FLOW_STATEMENT
from bookrunner.facts.lines.cover import COVER_PAGE
from bookrunner.facts.lines.further import FURTHER_LINES
from bookrunner.facts.lines.ifrs import with_ifrs
from bookrunner.facts.lines.income import INCOME_STATEMENT
from bookrunner.facts.lines.rules import (
    CLASS_AXIS,
    ByBusiness,
    ByMember,
    ByMethod,
    ByWords,
    Kind,
    Rule,
    Sector,
    StandardLine,
    Statement,
    Sum,
    Tagged,
    WithoutPart,
    of_sector,
)

KEY_LINES = with_ifrs(INCOME_STATEMENT + BALANCE_SHEET + CASH_FLOW_STATEMENT + COVER_PAGE)
"""What valuations are made of."""
STANDARD_LINES = KEY_LINES + FURTHER_LINES
LINES_BY_KEY = {line.key: line for line in STANDARD_LINES}

CONCEPTS = frozenset(
    concept
    for line in KEY_LINES
    for rule in line.rules
    if isinstance(rule, (Tagged, ByMember, ByMethod, ByBusiness))
    for concept in rule.concepts
)
"""Every tag that a key line may come from; what a reader of the store needs to ask for."""

__all__ = [
    "CLASS_AXIS",
    "CONCEPTS",
    "KEY_LINES",
    "LEASES_INCLUDED",
    "LINES_BY_KEY",
    "STANDARD_LINES",
    "ByBusiness",
    "ByMember",
    "ByMethod",
    "ByWords",
    "Kind",
    "Rule",
    "Sector",
    "StandardLine",
    "Statement",
    "Sum",
    "Tagged",
    "WithoutPart",
    "of_sector",
]
