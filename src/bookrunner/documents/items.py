"""The Items that Forms 10-K and 10-Q ask for, with the words their titles hold over the years."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class ItemDefinition:
    """One Item of a form: its number, its Part and how its title reads."""

    number: str
    part: int
    title: re.Pattern[str]
    required: bool
    """Whether nearly every filing has it; some came late, some were dropped."""

    def fits(self, title: str) -> bool:
        """Whether a heading's words are this Item's; apostrophes and case do not count."""
        return (
            self.title.match(re.sub(r"[^a-z ]", "", title.casefold().replace("\xa0", " ")))
            is not None
        )


def _item(number: str, part: int, title: str, *, required: bool = True) -> ItemDefinition:
    return ItemDefinition(number, part, re.compile(rf"\s*(?:{title})"), required)


_RESERVED = r"(?:removed and )?reserved|not applicable|omitted|none"

ANNUAL = (
    _item("1", 1, r"(?:description of )?(?:the )?(?:our )?business|general"),
    _item("1A", 1, r"risk factors", required=False),
    _item("1B", 1, r"unresolved", required=False),
    _item("1C", 1, r"cyber", required=False),
    _item("2", 1, r"(?:description of )?propert|facilities"),
    _item("3", 1, r"legal"),
    _item("4", 1, rf"mine|submission|executive officers|{_RESERVED}", required=False),
    _item("5", 2, r"market|registrants"),
    _item("6", 2, rf"(?:consolidated )?selected|{_RESERVED}", required=False),
    _item("7", 2, r"managements|discussion|plan of operation"),
    _item("7A", 2, r"q(?:ua|au)ntitative|qualitative|disclosures? about market", required=False),
    _item("8", 2, r"(?:consolidated )?financial|index to"),
    _item("9", 2, r"changes? in"),
    _item("9A", 2, r"controls|disclosure controls|evaluation", required=False),
    _item("9B", 2, r"other", required=False),
    _item("9C", 2, r"disclosures? regarding foreign|foreign", required=False),
    _item("10", 3, r"directors|executive officers"),
    _item("11", 3, r"executive comp|compensation"),
    _item("12", 3, r"security|ownership"),
    _item("13", 3, r"certain|transactions"),
    _item("14", 3, r"principal|exhibits?|controls|audit", required=False),
    _item("15", 4, r"exhibits?|principal|financial statement|index", required=False),
    _item("16", 4, r"form|summary|none", required=False),
)
"""Form 10-K. Item 14 was the exhibits until 2003; 9C came in 2021, 1C in 2023."""

QUARTERLY = (
    _item("1", 1, r"(?:condensed |consolidated |interim |unaudited )*financial|index to"),
    _item("2", 1, r"managements|discussion"),
    _item("3", 1, r"q(?:ua|au)ntitative|qualitative|disclosures? about market", required=False),
    _item("4", 1, r"controls|disclosure controls|evaluation", required=False),
    _item("1", 2, r"legal", required=False),
    _item("1A", 2, r"risk", required=False),
    _item(
        "2",
        2,
        r"unregistered|changes|issuer|purchases|recent sales|share repurchase",
        required=False,
    ),
    _item("3", 2, r"default", required=False),
    _item("4", 2, rf"mine|submission|{_RESERVED}", required=False),
    _item("5", 2, r"other", required=False),
    _item("6", 2, r"exhibits?"),
)
"""Form 10-Q; the numbers begin again in Part II."""
