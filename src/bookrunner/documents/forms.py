"""Which EDGAR form a first page names, when neither tags nor a header say it."""

from __future__ import annotations

import re

FIRST_PAGE_CHARACTERS = 8000
"""Within how many characters of the beginning a filing names its form."""
_NEAR = 300
"""How far from a form's name the number of an amendment stands."""
_HEAD_LINES = 12
_HEAD_CHARACTERS = 600

_FORM = re.compile(
    r"\bform\s*\W{0,2}\s*"
    r"(10\s?-?\s?[KQ](?:SB40|SB|405|T)?|8-K(?:12B|12G3|15D5)?|20-F|40-F|6-K|18-K|11-K|10-D|1-[AKUZ]|"
    r"10-12[BG]|S-\d{1,2}(?:ASR|MEF)?|F-\d{1,2}(?:ASR|MEF)?|N-(?:CSRS?|CEN|PORT|PX|14|2|1A)|"
    r"13F(?:-(?:HR|NT))?|ATS-N(?:/\w{1,2}|-W)?|SD|T-3|CB|144)"
    r"\s?(/\s?A\b)?(?![\w-])",
    re.IGNORECASE,
)
# Single digits and letters are forms only where they stand as a title.
_SHORT = re.compile(
    r"^[ \t]*form[ \t]*([345]|D|C|15|25)[ \t]*(/[ \t]?A)?[ \t]*$", re.IGNORECASE | re.MULTILINE
)
_SCHEDULE = re.compile(
    r"\bschedule\s+(13D|13G|14A|14C|13E-3|14D-9|14N|14F-1|TO)(/A)?(?![\w-])", re.IGNORECASE
)
_RULE = re.compile(
    r"(?:filed|registration\s+statement|offered)?\s*(?:under|pursuant\s+to)\s+(?:sec\s+)?rules?\s+"
    r"(424\s?\(\s?b\s?\)\s?\(\s?(?P<paragraph>\d)\s?\)|(?P<other>433|425|497))(?![\d(])",
    re.IGNORECASE,
)
_PROSPECTUS = re.compile(
    r"^[ \t]*(?:preliminary[ \t]+)?(?:prospectus(?:[ \t]+supplement)?|pricing[ \t]+supplement)\b"
    r"[^\n]{0,80}$",
    re.IGNORECASE | re.MULTILINE,
)
_AMENDMENT = re.compile(r"\bamendment\s+(?:no\.?|number)?\s*:?\s*_*\s*\d{1,3}\b", re.IGNORECASE)
_POST_EFFECTIVE = re.compile(r"\bpost[- ]effective\s+amendment\s+no\.?\s*\d", re.IGNORECASE)
_CHECKED_PROXY = re.compile(
    r"(?:[☒☑✓✔√■þýxX]|\[\s*[xX]\s*\]|&#120;)\s*\]?\s*"
    r"(preliminary|definitive\s+additional|definitive|soliciting)",
    re.IGNORECASE,
)
_PROXY_FORMS = {"preliminary": "PRE 14", "definitive": "DEF 14"}
_OFFEROR = re.compile(
    r"\(\s*(?:name\s+of\s+)?(?:filing\s+persons?\W+)?\(?offerors?\b", re.IGNORECASE
)
_EXHIBIT = re.compile(
    r"^[ \t]*(?:exhibit|ex\.?)[ \t-]*(?:no\.?|number)?[ \t]*:?[ \t]*"
    r"(\d{1,3}(?:\.\d{1,3})?(?:\([a-z0-9]{1,3}\))*)[ \t.]*$",
    re.IGNORECASE | re.MULTILINE,
)
_EXHIBIT_FILE = re.compile(r"(?<![a-z])ex(?:hibit)?[-_]?(\d{1,2})(?:[-_.]?(\d{1,2}))?(?!\d)", re.I)
_EXHIBIT_NUMBERS = frozenset({*range(1, 28), *range(31, 37), *range(95, 108)})
"""The numbers of Item 601 of Regulation S-K, and those of EDGAR's own."""


def form_in(text: str) -> str:
    """The form a cover page names first (``10-K``, ``10-Q/A``, ``424B5``, ``SC 13D/A``), or "".

    Args:
        text: The document's words; only its first page is looked at.
    """
    page = text[:FIRST_PAGE_CHARACTERS]
    exhibit = _exhibit_title(page)
    if exhibit:
        return exhibit
    found = [
        (match.start(), form)
        for match, form in (
            (_FORM.search(page), _periodic(page)),
            (_SHORT.search(page), _short(page)),
            (_SCHEDULE.search(page), _schedule(page)),
            (_RULE.search(page), _rule(page)),
        )
        if match is not None and form
    ]
    if found:
        return min(found)[1]
    return "424B" if _PROSPECTUS.search(page[: FIRST_PAGE_CHARACTERS // 2]) else ""


def exhibit_in_name(name: str) -> str:
    """The exhibit that a file's name says (``ex99-1.htm`` is ``EX-99.1``), or ""."""
    match = _EXHIBIT_FILE.search(name)
    if match is None:
        return ""
    number, part = int(match[1]), match[2]
    if number not in _EXHIBIT_NUMBERS and match[1][0] in "123":
        # ``ex211`` is 21.1 run together; two digits were taken and the rest is the part.
        return ""
    return f"EX-{number}" + (f".{int(part)}" if part else "")


def _exhibit_title(page: str) -> str:
    head = "\n".join(page[:_HEAD_CHARACTERS].split("\n")[:_HEAD_LINES])
    match = _EXHIBIT.search(head)
    if match is None or _FORM.search(head, 0, match.start()):
        return ""
    return f"EX-{match[1].upper()}"


def _periodic(page: str) -> str:
    match = _FORM.search(page)
    if match is None:
        return ""
    form = match[1].upper().replace(" ", "")
    if form.startswith("10") and form[2] != "-":
        form = f"10-{form[2:]}"
    if form.startswith("13F") and form == "13F":
        form = "13F-HR"
    if form.startswith(("S-", "F-")):
        if _POST_EFFECTIVE.search(page[: match.end() + _NEAR]):
            return "POS AM"
        amended = match[2] or _AMENDMENT.search(page[max(0, match.start() - _NEAR) : match.end()])
    else:
        amended = match[2]
    return form + ("/A" if amended else "")


def _short(page: str) -> str:
    match = _SHORT.search(page)
    return match[1].upper() + ("/A" if match[2] else "") if match else ""


def _schedule(page: str) -> str:
    match = _SCHEDULE.search(page)
    if match is None:
        return ""
    number = match[1].upper()
    if number in {"14A", "14C"}:
        return _proxy(page, number[2])
    around = page[match.end() : match.end() + _NEAR]
    amended = "/A" if match[2] or _AMENDMENT.search(around) else ""
    if number == "TO":
        number = "TO-T" if _OFFEROR.search(page) else "TO-I"
    return f"SC {number}{amended}"


def _proxy(page: str, letter: str) -> str:
    checked = _CHECKED_PROXY.search(page)
    if checked is None:
        return f"SCHEDULE 14{letter}"
    kind = " ".join(checked[1].lower().split())
    if kind in _PROXY_FORMS:
        return f"{_PROXY_FORMS[kind]}{letter}"
    return f"DEFA14{letter}"


def _rule(page: str) -> str:
    match = _RULE.search(page)
    if match is None:
        return ""
    if match["paragraph"]:
        return f"424B{match['paragraph']}"
    return "FWP" if match["other"] == "433" else match["other"]
