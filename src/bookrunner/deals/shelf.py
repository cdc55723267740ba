"""Shelf registrations: what may be offered in all, from the fee table or the cover."""

from __future__ import annotations

import re
from decimal import Decimal

from bookrunner.deals.amounts import MONEY, NUMBER, currency, number, pattern
from bookrunner.deals.gathering import Gathering, Rule

_FEE_TABLE = pattern(r"calculation of (?:registration|filing) fee", cased=False)
_TABLE_CHARACTERS = 12_000
_FEE_RATES = (Decimal("0.00005"), Decimal("0.0002"))
"""Since 2009 the SEC's fee has been between 55.80 and 153.10 dollars per million."""
_TOTAL = pattern(rf"^Total [Oo]ffering [Aa]mounts?[: \t]*(?P<v>{MONEY})")
_NET_FEE = pattern(rf"^Net [Ff]ee [Dd]ue[: \t]*(?P<v>{MONEY})")
_AMOUNT = re.compile(rf"(?:\$[ \t]*)?(?P<v>{NUMBER}|\.\d+)(?![\w%])")
_COVER_RULES = (
    Rule(
        "registered_amount",
        pattern(
            r"(?:aggregate|total)(?: initial)?(?: public)? offering price[^$\n]{0,80}?"
            rf"(?:up to|not to exceed|exceed|of) (?:a total of )?(?P<v>{MONEY})"
        ),
        "money",
    ),
    Rule("registered_amount", pattern(rf"^(?:Up to )?(?P<v>{MONEY})$"), "money"),
)
_SHARES = Rule(
    "secondary_shares", pattern(r"^Up to (?P<v>[\d,]{4,}) [Ss]hares[^\n]{0,60}$"), "shares"
)


def shelf_terms(found: Gathering) -> None:
    """What the statement registers; an indeterminate amount is absent."""
    text = found.text
    _fee_table(found)
    if not found.has("registered_amount"):
        found.first(_COVER_RULES, 0, min(len(text), 40_000))
    found.first((_SHARES,), 0, min(len(text), 40_000))


def _fee_table(found: Gathering) -> None:
    """The total that the fee is paid on: the total row's, else that of the only row with a fee."""
    heading = None
    for heading in _FEE_TABLE.finditer(found.text):
        end = min(len(found.text), heading.end() + _TABLE_CHARACTERS)
        total = _TOTAL.search(found.text, heading.end(), end)
        net = _NET_FEE.search(found.text, heading.end(), end)
        # Where the cell of the amount is empty the only number of the row is the fee.
        if total and not (net and number(net["v"]) == number(total["v"])):
            found.state("registered_amount", total["v"], "money", total.span())
            return
        rows = list(_paying(found.text, heading.end(), end))
        sums = [row for row in rows if found.text[row[1][0] : row[1][1]].startswith("Total")]
        if sums or len(rows) == 1:
            amount, span = (sums or rows)[0]
            words = found.text[slice(*span)]
            found.add("registered_amount", amount, currency(_sign(words)), span)
            return


def _sign(row: str) -> str:
    money = re.search(MONEY, row)
    return money[0] if money else "$"


def _paying(text: str, start: int, end: int) -> list[tuple[Decimal, tuple[int, int]]]:
    """Rows whose last number is a fee on one before it."""
    found = []
    offset = start
    for line in text[start:end].split("\n"):
        amounts = [Decimal(m["v"].replace(",", "")) for m in _AMOUNT.finditer(line)]
        based = [a for a in amounts[:-1] if a and _is_fee(amounts[-1], a)]
        if len(based) == 1:
            found.append((based[0], (offset, offset + len(line))))
        offset += len(line) + 1
    return found


def _is_fee(fee: Decimal, amount: Decimal) -> bool:
    return amount > 1000 and _FEE_RATES[0] <= fee / amount <= _FEE_RATES[1]
