"""The headings that prospectuses, proxy statements and offers have by rule or custom.

Regulation S-K names most of them for registration statements (Items 501 to 512, 101, 103, 201, 303,
401 to 404), Schedule 14A for proxy statements.
"""

from __future__ import annotations

import re

PART_TWO = "Part II"
"""Of a registration statement: what the prospectus leaves out, in Items 13 to 17."""

_HEADINGS = {
    "About this Prospectus": r"about this prospectus(?: supplement)?",
    "Summary": r"(?:prospectus |prospectus supplement |summary )?summary(?: information)?"
    r"|summary term sheet",
    "The Offering": r"the offering",
    "Risk Factors": r"(?:supplemental )?risk factors",
    "Forward-Looking Statements": r"(?:special |cautionary )?"
    r"(?:note|statement|disclosure|notice)?s? ?(?:regarding|concerning|about|on)? ?"
    r"forward looking (?:statements|information)",
    "Use of Proceeds": r"(?:supplemental )?use of proceeds",
    "Determination of Offering Price": r"determination of (?:the )?offering price",
    "Price Range of Common Stock": r"(?:market )?price range of (?:our )?(?:common stock|shares)",
    "Dividend Policy": r"dividend policy|dividends(?: and distributions)?",
    "Capitalization": r"(?:consolidated )?capitali[sz]ation(?: and indebtedness)?",
    "Dilution": r"dilution",
    "Exchange Rates": r"exchange rate(?: information|s)?",
    "Selected Financial Data": r"selected (?:historical )?(?:consolidated )?"
    r"financial (?:data|information)",
    "Management's Discussion and Analysis": r"management s discussion and analysis.{0,80}",
    "Business": r"(?:our |description of )?business",
    "Industry": r"(?:our )?industry(?: overview)?",
    "Management": r"(?:our )?management|directors and executive officers",
    "Executive Compensation": r"executive(?: and director)? compensation",
    "Compensation Discussion and Analysis": r"compensation discussion (?:and|&)? ?analysis",
    "Director Compensation": r"director compensation",
    "Certain Relationships": r"certain relationships and related.{0,60}"
    r"|(?:certain )?related (?:party|person) transactions",
    "Principal Stockholders": r"principal(?: and selling)? (?:stock|share)holders",
    "Selling Stockholders": r"selling (?:stock|share|security ?)holders?",
    "Beneficial Ownership": r"(?:security|beneficial|stock|share) ownership(?: of .{0,90})?",
    "Description of Capital Stock": r"description of (?:our |the )?(?:capital stock|share capital"
    r"|common stock|securities|our securities|ordinary shares).{0,60}",
    "Description of Notes": r"description of (?:our |the )?(?:notes|debt securities|bonds).{0,40}",
    "Description of Other Securities": r"description of (?:our |the )?(?:preferred stock|warrants"
    r"|units|rights|depositary shares|certain indebtedness|other indebtedness|pre funded warrants"
    r"|purchase contracts|guarantees).{0,40}",
    "Shares Eligible for Future Sale": r"shares eligible for future sale",
    "Taxation": r"(?:material |certain )?(?:u ?s |united states )?(?:federal )?(?:income )?"
    r"tax(?:ation)?(?: considerations| consequences)?(?: (?:for|to|of) .{0,60})?",
    "Underwriting": r"underwriting(?: .{0,40})?",
    "Plan of Distribution": r"(?:supplemental )?plan of distribution(?: .{0,30})?",
    "Legal Matters": r"legal matters|validity of (?:the )?(?:notes|securities|common stock|shares)",
    "Experts": r"(?:interests of named )?experts(?: and counsel)?"
    r"|independent (?:registered )?.{0,40}",
    "Where You Can Find More Information": r"where you can find (?:more|additional) "
    r"information.{0,60}|available information|additional information",
    "Incorporation by Reference": r"(?:incorporation|information incorporated|documents "
    r"incorporated)(?: of)?(?: certain)?(?: (?:information|documents))?"
    r"(?: incorporated)? by reference",
    "Financial Statements": r"index to (?:consolidated )?financial statements.{0,40}",
    "Election of Directors": r"(?:proposal (?:no )?\w{1,5} )?election of directors",
    "Say on Pay": r"(?:proposal (?:no )?\w{1,5} )?(?:advisory|non binding)"
    r".{0,50}compensation.{0,40}",
    "Ratification of Auditors": r"(?:proposal (?:no )?\w{1,5} )?ratif(?:y|ication).{0,90}",
    "Proposal": r"proposal (?:no )?(?:\d{1,2}|one|two|three|four|five|six|seven|eight)\b.{0,120}",
    "Audit Committee Report": r"(?:report of the )?audit committee(?: report)?",
    "Corporate Governance": r"corporate governance(?: .{0,40})?",
    "Other Matters": r"other (?:matters|business)",
    "The Merger": r"the (?:merger|tender offer|transaction|offer)",
    "Background of the Merger": r"background of the (?:merger|offer|transaction).{0,60}",
    "Exhibits": r"exhibits? index|index to exhibits|exhibits",
    "Signatures": r"signatures?",
    PART_TWO: r"item 1[3-7] .{4,90}",
}
_PATTERNS = [(label, re.compile(pattern)) for label, pattern in _HEADINGS.items()]
_HEADING_MAX = 150


def standard_heading(title: str) -> str | None:
    """The standard name of a heading's words; None when it is none of them."""
    if len(title) > _HEADING_MAX:
        return None
    words = " ".join(re.sub(r"[^a-z0-9]+", " ", title.casefold()).split())
    for label, pattern in _PATTERNS:
        if pattern.fullmatch(words):
            return label
    return None
