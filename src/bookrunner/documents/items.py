"""The Items that forms ask for, with the words their titles hold over the years."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LETTERS = "ABCDEFGHIJK"


@dataclass(frozen=True)
class ItemDefinition:
    """One Item of a form: its number, its Part and how its title reads."""

    number: str
    part: int
    title: re.Pattern[str]
    """Of the letters a to z with which it begins, without spaces."""
    required: bool
    """Whether nearly every filing has it; some came late, some were dropped."""

    @property
    def label(self) -> str:
        """``Item 1A``; of the Schedules ``Item 2(a)``, as they write it."""
        digits = self.number.rstrip(_LETTERS)
        letters = self.number.removeprefix(digits)
        return (
            f"Item {digits}({letters.lower()})"
            if letters and not self.part
            else (f"Item {self.number}")
        )

    def fits(self, title: str) -> bool:
        """Whether a heading's words are this Item's, by their letters only.

        Small capitals and page breaks leave spaces within words: ``R ISK F ACTORS``.
        """
        return self.title.match(re.sub(r"[^a-z]", "", title.casefold())) is not None


def _item(number: str, part: int, title: str, *, required: bool = True) -> ItemDefinition:
    letters = title.replace(" ", "")
    return ItemDefinition(number, part, re.compile(letters), required)


_RESERVED = r"(?:removed and )?reserved|not applicable|omitted|none"
_OFFICERS = r"(?:information (?:about|regarding) )?(?:our |the )?executive officers"
_STATEMENTS = r"(?:condensed |consolidated )*(?:balance sheets?|statements? of )"

ANNUAL = (
    _item("1", 1, r"(?:description of )?(?:the )?(?:our )?business|general"),
    _item("1A", 1, r"risk factors", required=False),
    _item("1B", 1, r"unresolved", required=False),
    _item("1C", 1, r"cyber", required=False),
    _item("2", 1, r"(?:description of )?propert|facilities"),
    _item("3", 1, r"legal|litigation"),
    _item("4", 1, rf"mine|submission|{_OFFICERS}|{_RESERVED}", required=False),
    _item("4A", 1, _OFFICERS, required=False),
    _item("5", 2, r"market|registrants"),
    _item("6", 2, rf"(?:consolidated )?selected|{_RESERVED}", required=False),
    _item("7", 2, r"managements?|discussion|plan of operation"),
    _item("7A", 2, r"q(?:ua|au)ntitative|qualitative|disclosures? about market", required=False),
    _item("8", 2, rf"(?:consolidated )?financial|{_STATEMENTS}|index to"),
    _item("9", 2, r"changes? in|disagreements"),
    _item(
        "9A",
        2,
        r"controls|disclosure controls|evaluation|managements annual report on internal control",
        required=False,
    ),
    _item("9B", 2, r"other", required=False),
    _item("9C", 2, r"disclosures? regarding foreign|foreign", required=False),
    _item("10", 3, rf"directors|{_OFFICERS}"),
    _item("11", 3, r"executive comp|compensation"),
    _item("12", 3, r"security|ownership"),
    _item("13", 3, r"certain|transactions"),
    _item("14", 3, r"principal|exhibits?|controls|audit|financial", required=False),
    _item("15", 4, r"exhibits?|principal|financial statement|index", required=False),
    _item("16", 4, r"form|summary|none", required=False),
)
"""Form 10-K. Item 14 was the exhibits until 2003; 9C came in 2021, 1C in 2023."""

QUARTERLY = (
    _item(
        "1",
        1,
        rf"(?:condensed |consolidated |interim |unaudited )*financial|{_STATEMENTS}|index to",
    ),
    _item("2", 1, r"managements?|discussion|plan of operation"),
    _item(
        "3",
        1,
        r"q(?:ua|au)ntitative|qualitative|disclosures? about market|controls|disclosure controls",
        required=False,
    ),
    _item("4", 1, r"controls|disclosure controls|evaluation", required=False),
    _item("1", 2, r"legal", required=False),
    _item("1A", 2, r"risk", required=False),
    _item(
        "2",
        2,
        r"unregistered|changes in (?:the )?(?:rights|securities)|issuer|purchases|recent sales"
        r"|share repurchase",
        required=False,
    ),
    _item("3", 2, r"default", required=False),
    _item("4", 2, rf"mine|submission|{_RESERVED}", required=False),
    _item("5", 2, r"other", required=False),
    _item("6", 2, r"exhibits?"),
)
"""Form 10-Q; the numbers begin again in Part II."""

SMALL_ANNUAL = (
    _item("1", 1, r"(?:description of )?(?:the )?(?:our )?business"),
    _item("1A", 1, r"risk factors", required=False),
    _item("2", 1, r"(?:description of )?propert"),
    _item("3", 1, r"legal"),
    _item("4", 1, rf"submission|{_RESERVED}", required=False),
    _item("5", 2, r"market"),
    _item("6", 2, r"managements?|discussion|plan of operation"),
    _item("7", 2, r"(?:consolidated )?financial|index to"),
    _item("8", 2, r"changes? in"),
    _item("8A", 2, r"controls|disclosure controls|evaluation", required=False),
    _item("8B", 2, r"other", required=False),
    _item("9", 3, r"directors"),
    _item("10", 3, r"executive comp|compensation"),
    _item("11", 3, r"security|ownership"),
    _item("12", 3, r"certain|transactions"),
    _item("13", 3, r"exhibits?"),
    _item("14", 3, r"principal|controls|audit", required=False),
)
"""Form 10-KSB, of small businesses until 2009."""

FOREIGN_ANNUAL = (
    _item("1", 1, r"identity|directors"),
    _item("2", 1, r"offer"),
    _item("3", 1, r"key info"),
    _item("4", 1, r"information on|information about"),
    _item("4A", 1, r"unresolved", required=False),
    _item("5", 1, r"operating|managements"),
    _item("6", 1, r"directors"),
    _item("7", 1, r"major|related"),
    _item("8", 1, r"financial|consolidated"),
    _item("9", 1, r"the offer|offer|listing"),
    _item("10", 1, r"additional"),
    _item("11", 1, r"q(?:ua|au)ntitative|qualitative|disclosures? about"),
    _item("12", 1, r"description"),
    _item("13", 2, r"default"),
    _item("14", 2, r"material mod|modification"),
    _item("15", 2, r"controls|disclosure controls"),
    _item("16", 2, _RESERVED, required=False),
    _item("16A", 2, r"audit", required=False),
    _item("16B", 2, r"code", required=False),
    _item("16C", 2, r"principal", required=False),
    _item("16D", 2, r"exemption", required=False),
    _item("16E", 2, r"purchases?", required=False),
    _item("16F", 2, r"changes?", required=False),
    _item("16G", 2, r"corporate", required=False),
    _item("16H", 2, r"mine", required=False),
    _item("16I", 2, r"disclosure", required=False),
    _item("16J", 2, r"insider", required=False),
    _item("16K", 2, r"cyber", required=False),
    _item("17", 3, r"financial|consolidated", required=False),
    _item("18", 3, r"financial|consolidated", required=False),
    _item("19", 3, r"exhibits?|index"),
)
"""Form 20-F since 2000."""

OWNERSHIP_REPORT = (
    _item("1", 0, r"security|name of issuer", required=False),
    _item("1A", 0, r"name of", required=False),
    _item("1B", 0, r"address", required=False),
    _item("2", 0, r"identity|name|person", required=False),
    _item("2A", 0, r"name", required=False),
    _item("2B", 0, r"(?:residence|address|business)", required=False),
    _item("2C", 0, r"citizen|place", required=False),
    _item("2D", 0, r"title", required=False),
    _item("2E", 0, r"cusip", required=False),
    _item("3", 0, r"source|if th(?:is|e) statement|filing", required=False),
    _item("4", 0, r"purpose|ownership", required=False),
    _item("5", 0, r"interest|ownership", required=False),
    _item("6", 0, r"contracts|ownership", required=False),
    _item("7", 0, r"materials?|exhibits|identification", required=False),
    _item("8", 0, r"identification", required=False),
    _item("9", 0, r"notice", required=False),
    _item("10", 0, r"certif", required=False),
)
"""Schedules 13D (Items 1 to 7) and 13G (Items 1(a) to 10)."""

TENDER_OFFER = (
    _item("1", 0, r"summary|subject company", required=False),
    _item("2", 0, r"subject|identity", required=False),
    _item("3", 0, r"identity|past", required=False),
    _item("4", 0, r"terms|the solicitation", required=False),
    _item("5", 0, r"past|persons", required=False),
    _item("6", 0, r"purposes?|interest", required=False),
    _item("7", 0, r"source|purposes?", required=False),
    _item("8", 0, r"interest|additional", required=False),
    _item("9", 0, r"persons|exhibits?|materials?", required=False),
    _item("10", 0, r"financial", required=False),
    _item("11", 0, r"additional", required=False),
    _item("12", 0, r"exhibits?|materials?", required=False),
    _item("13", 0, r"information required", required=False),
)
"""Schedules TO and 14D-9."""

_FORMS = (
    (("10-KSB", "10-K405SB", "10KSB"), SMALL_ANNUAL),
    (("10-K",), ANNUAL),
    (("10-Q",), QUARTERLY),
    (("20-F",), FOREIGN_ANNUAL),
    (("SC 13D", "SC 13G", "SCHEDULE 13D", "SCHEDULE 13G"), OWNERSHIP_REPORT),
    (("SC TO", "SC 14D9"), TENDER_OFFER),
)


def definitions_of(form: str) -> tuple[ItemDefinition, ...]:
    """The Items of a form, amendments included; none when it has none."""
    for prefixes, definitions in _FORMS:
        if form.startswith(prefixes):
            return definitions
    return ()
