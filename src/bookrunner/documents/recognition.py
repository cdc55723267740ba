"""Whether what was read is a filing or a business document, or nothing that may pass as one."""

from __future__ import annotations

import re

from bookrunner.documents.canonical import HIDDEN_HEADING
from bookrunner.documents.errors import NotAFiling, Truncated
from bookrunner.documents.forms import FIRST_PAGE_CHARACTERS

LETTERS_MIN = 20
"""Fewer letters than these say nothing."""
_PAGE_OF_A_SERVER_CHARACTERS = 20_000
_PAGE_OF_A_LOGIN_CHARACTERS = 4_000
_BUSINESS_CHARACTERS_MIN = 150
BUSINESS_SIGNS_MIN = 4
PAGED_SIGNS_MIN = 2
"""For a PDF, which no server sends in place of another page."""
_FORM_SIGNS_MIN = 2

_ERROR_PAGE = re.compile(
    r"undeclared automated tool|request rate threshold|page not found|file you requested|"
    r"access denied|404 not found|403 forbidden|service unavailable|this page is temporarily|"
    r"50[0234] (?:internal server error|bad gateway|service|gateway)|too many requests",
    re.IGNORECASE,
)
_LOGIN_PAGE = re.compile(
    r"\b(?:sign|log) ?in\b.{0,200}\bpassword\b|\bpassword\b.{0,200}\b(?:sign|log) ?in\b|"
    r"enable javascript|javascript is (?:disabled|required)|captcha|are you (?:a robot|human)|"
    r"verify you are human|session has expired|checking your browser",
    re.IGNORECASE | re.DOTALL,
)
_REPORT_WORDS = re.compile(
    r"(?:annual|quarterly|transition|current)\s+report|securities\s+(?:and|&)\s+exchange\s+commission",
    re.IGNORECASE,
)
# Signs that a text is about a company's affairs; each counts once.
_BUSINESS = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"\b(?:Inc|Corp|Corporation|LLC|L\.L\.C|Ltd|Limited|plc|N\.V|S\.A|AG|LP|L\.P|Company)\b",
        r"[$€£¥]\s?\d|\b(?:million|billion)\b",
        r"\b(?:share|stock|security|securit|unit)(?:holder|ie)?s?\b",
        r"\b(?:fiscal|quarter|year ended|months ended)\b",
        r"\b(?:revenues?|net income|earnings|sales|EBITDA|dividends?)\b",
        r"\b(?:subsidiar(?:y|ies)|acquisition|merger|offer(?:ing)?|prospectus)\b",
        r"\b(?:agreement|indenture|notes? due|interest rate|loan|credit facility)\b",
        r"\b(?:board of directors|chief executive|chief financial|registrant|shareholder)\b",
        r"\b(?:NYSE|Nasdaq|New York Stock Exchange|Securities Act|Exchange Act)\b",
        r"\bexhibit\b",
    )
)


def require_filing(
    text: str,
    form: str,
    name: str,
    *,
    has_facts: bool = False,
    stated: bool = False,
    truncated: bool = False,
    signs_min: int = BUSINESS_SIGNS_MIN,
) -> None:
    """Refuse what holds no filing, so that nothing empty passes as a success.

    Args:
        text: The canonical text.
        form: As stated or as named on the first page; "" when neither.
        stated: Whether a header, tags or an XML form say what it is.
        signs_min: How many signs of a company's affairs a text without a form must show.

    Raises:
        NotAFiling, Truncated: see there.
    """
    shown = text.partition(HIDDEN_HEADING)[0]
    if not has_facts and len(shown.strip()) < 200 and truncated:
        raise Truncated(name)
    if not has_facts and not stated:
        if _ERROR_PAGE.search(shown[:2000]) and len(shown) < _PAGE_OF_A_SERVER_CHARACTERS:
            raise NotAFiling(name, "it is an error page of the server it came from")
        if _LOGIN_PAGE.search(shown[:2000]) and len(shown) < _PAGE_OF_A_LOGIN_CHARACTERS:
            raise NotAFiling(name, "it is a page to log in or to wait, not the document")
    if not shown.strip():
        raise Truncated(name) if truncated else NotAFiling(name, "it shows no words")
    if has_facts or (stated and form):
        if sum(map(str.isalpha, shown[:2000])) < LETTERS_MIN and not has_facts:
            raise NotAFiling(name, "it shows hardly any words")
        return
    first_pages = shown[: FIRST_PAGE_CHARACTERS * 2]
    if form:
        if not _REPORT_WORDS.search(first_pages) and business_signs(first_pages) < _FORM_SIGNS_MIN:
            raise NotAFiling(name, "its first page is not that of a report to the SEC")
        return
    if len(first_pages) < _BUSINESS_CHARACTERS_MIN or business_signs(first_pages) < signs_min:
        raise NotAFiling(name, "it names no form such as 10-K on its first page")


def business_signs(text: str) -> int:
    """How many of the signs of a company's affairs the text shows."""
    return sum(sign.search(text) is not None for sign in _BUSINESS)
