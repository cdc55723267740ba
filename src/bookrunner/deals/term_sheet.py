"""Terms in rows of label and value: pricing term sheets, free writing prospectuses, note terms.

A row is ``label: <tab> value`` or a label on its own line with its value on the next. Where several
tranches stand side by side, a row holds one value for each; where they follow one another, a line
with the tranche's title opens its block.
"""

from __future__ import annotations

import re

from bookrunner.deals.amounts import DATE, MONEY, NUMBER, PERCENT, pattern, tidy
from bookrunner.deals.gathering import Gathering

_LABELS: tuple[tuple[str, str, str, str], ...] = (
    ("issuer", r"Issuers?|Company", "", r"[A-Z][^\t\n]{2,120}"),
    ("guarantor", r"Guarantors?", "", r"[A-Z][^\t\n]{2,120}"),
    (
        "principal",
        (
            r"(?:Aggregate )?Principal Amount(?: Offered)?|Size|Offering Size|Issue Size|Amount "
            r"Offered"
        ),
        "money",
        MONEY,
    ),
    ("pricing_date", r"Pricing Date|Trade Date", "date", DATE),
    (
        "settlement_date",
        r"(?:Original )?(?:Settlement|Issue|Closing) Date|Settlement(?: \(T ?\+ ?\d+\))?",
        "date",
        DATE,
    ),
    ("maturity", r"(?:Stated )?Maturity(?: Date)?|Final Maturity", "date", DATE),
    (
        "coupon",
        r"(?:Annual )?Coupon(?: \([^)]*\))?|Coupon Rate|Interest Rate|Fixed Rate",
        "percent",
        PERCENT,
    ),
    (
        "price_to_public",
        (
            r"(?:Initial )?Price to (?:the )?Public|(?:Public )?Offering Price|(?:Original "
            r")?Issue Price|"
            r"Reoffer Price"
        ),
        "percent",
        PERCENT,
    ),
    (
        "underwriting_discount",
        r"Underwriting Discounts?(?: and Commissions)?|Gross Spread",
        "percent",
        PERCENT,
    ),
    ("yield", r"Yield(?: to Maturity)?|Re-?offer Yield", "percent", PERCENT),
    (
        "spread",
        (
            r"Spread to (?:Benchmark )?(?:Treasury|Bund|Gilt|Mid-?Swaps?|Benchmark)(?: \w+)?|"
            r"Re-?offer Spread"
        ),
        "bps",
        r"[+T]?\s*\d{1,4}(?:\.\d+)?\s*(?:basis points|bps|bp)",
    ),
    (
        "benchmark",
        r"Benchmark(?: (?:Treasury|Bund|Gilt|Security|Government Security))?",
        "",
        r"[^\t\n]{4,80}",
    ),
    (
        "benchmark_yield",
        (
            r"Benchmark (?:Treasury )?(?:Price(?: ?/ ?| and ))?Yield|Benchmark Treasury (?:Price "
            r"and )?Yield"
        ),
        "percent",
        PERCENT,
    ),
    (
        "make_whole_spread",
        r"Make-[Ww]hole(?: [Cc]all| [Ss]pread| [Rr]edemption)?",
        "bps",
        r"\d{1,3}(?:\.\d+)?\s*(?:basis points|bps|bp)",
    ),
    ("par_call_date", r"Par [Cc]all(?: [Dd]ate)?", "date", DATE),
    ("cusip", r"CUSIP(?: No\.| Number)?(?: ?/ ?ISIN)?", "", r"[0-9A-Z]{6} ?[0-9A-Z]{2} ?[0-9A-Z]"),
    ("isin", r"ISIN(?: No\.| Number)?|CUSIP ?/ ?ISIN", "", r"[A-Z]{2}[0-9A-Z]{9}\d"),
    (
        "net_proceeds",
        r"Net Proceeds(?: to (?:the )?(?:Issuer|Company))?[^\t\n:]{0,40}",
        "money",
        MONEY,
    ),
    ("denominations", r"(?:Minimum )?Denominations?", "", r"[^\n]*\d[^\n]*"),
    ("interest_payment_dates", r"Interest Payment Dates?|Coupon Dates", "", r"[^\t\n]{6,160}"),
    ("trustee", r"Trustee", "", r"[A-Z][^\t\n]{3,100}"),
    ("ranking", r"Ranking", "", r"[A-Z][^\t\n]{3,100}"),
    ("agent", r"Selling Agents?|Agents?", "", r"[A-Z][^\t\n]{2,120}"),
    ("calculation_agent", r"Calculation Agent", "", r"[A-Z][^\t\n]{2,120}"),
    ("term", r"Term|Tenor", "", r"[^\t\n]{4,60}"),
    (
        "shares_offered",
        r"(?:Number of )?(?:Shares|Common [Ss]tock) [Oo]ffered(?: by [\w ]+)?",
        "shares",
        NUMBER,
    ),
    (
        "bookrunner",
        r"(?:Joint |Active |Sole )*Book-?\s?[Rr]unn(?:ers?|ing Managers?)",
        "",
        r"[A-Z][^\n]{3,400}",
    ),
    ("co_manager", r"(?:Senior )?Co-?[Mm]anagers?", "", r"[A-Z][^\n]{3,400}"),
)
_MARKS = r"[ \t]*(?:\(\d\)|\*)*[ \t]*"
_ROWS = [
    (
        name,
        re.compile(
            rf"(?:^[ \t]*(?i:{pattern(labels).pattern}){_MARKS}(?::[ \t*]*(?:\n[ \t]*)?|\t[ \t]*)"
            rf"|\t(?i:{pattern(labels).pattern}){_MARKS}:[ \t]*)(?P<rest>[^\n]+)",
            re.MULTILINE,
        ),
        unit,
        re.compile(pattern(value).pattern),
    )
    for name, labels, unit, value in _LABELS
]
_BLOCK = re.compile(
    rf"^[ \t]*(?P<title>(?:\d{{1,2}}\.\d{{0,5}}\s?%|Floating Rate) [^\n\t]{{0,60}}?(?:Notes?|"
    rf"Bonds?|Debentures?) [Dd]ue (?:{pattern(DATE).pattern}|\d{{4}}))[^\n]{{0,40}}$",
    re.MULTILINE,
)
_BANK = re.compile(r"[A-Z][\w.&’,()]*(?: (?:and|of|&|[A-Z(][\w.&’,()]*))*")
_SEPARATE = {"bookrunner", "co_manager"}


def term_sheet(found: Gathering, start: int, end: int) -> None:
    """Gather the rows between two offsets."""
    blocks = [(m.start(), tidy(m["title"])) for m in _BLOCK.finditer(found.text, start, end)]
    known = [t.tranche for t in found.terms if t.name == "principal" and t.tranche]
    titles = known or list(dict.fromkeys(title for _, title in blocks))
    for name, row, unit, value in _ROWS:
        matches = list(row.finditer(found.text, start, end))
        for match in matches:
            if name in _SEPARATE:
                _names(found, name, match)
            elif not _side_by_side(found, name, unit, value, match, titles):
                # A row that stands once is about all tranches, wherever the last title stood.
                before = [title for at, title in blocks if at < match.start()]
                several = len(titles) > 1 and len(matches) > 1
                tranche = before[-1] if before and several else ""
                if not found.has(name, tranche):
                    _keep(found, name, unit, value, match, tranche)
            if found.has(name) and len(titles) < 2:
                break


def _side_by_side(
    found: Gathering,
    name: str,
    unit: str,
    value: re.Pattern[str],
    match: re.Match[str],
    titles: list[str],
) -> bool:
    """A row with one value for each tranche, in the order of their titles."""
    cells = [cell for cell in match["rest"].split("\t") if cell.strip()]
    stated = [value.search(cell) for cell in cells]
    if len(titles) < 2 or len(cells) != len(titles) or not all(stated):
        return False
    for title, one in zip(titles, stated, strict=True):
        if one is not None and not found.has(name, title):
            found.state(name, one[0], unit, match.span(), title)
    return True


def _names(found: Gathering, name: str, match: re.Match[str]) -> None:
    """Banks of a row and of the lines below it, one each."""
    end = match.end()
    for _ in range(12):
        line = re.compile(r"\n(?P<line>[^\n:\t]{3,70})(?=\n|$)").match(found.text, end)
        if not line or not _BANK.fullmatch(line["line"].strip()):
            break
        end = line.end()
    offset = match.start("rest")
    for cell in re.finditer(r"[^\t\n;]+", found.text[offset:end]):
        words = tidy(cell[0])
        if 2 < len(words) < 80:
            found.add(name, words, "", (offset + cell.start(), offset + cell.end()))


def _keep(
    found: Gathering,
    name: str,
    unit: str,
    value: re.Pattern[str],
    match: re.Match[str],
    tranche: str,
) -> None:
    cells = [cell for cell in match["rest"].split("\t") if cell.strip()]
    stated = [v for cell in cells if (v := value.search(cell))]
    if not stated or (not unit and name not in {"cusip", "isin"} and not value.match(cells[0])):
        return
    words = stated[0][0]
    if name == "principal" and re.match(r"\s*per\b", cells[0].strip()[stated[0].end() :]):
        return
    if not unit:
        words = re.sub(r"\s*\([“\"][^)]*\)", "", words)
        words = re.split(r",? an affiliate of|(?<=[a-z”)])\.$", words)[0]
        words = _in_full(found.text, tidy(words))
    found.state(name, words, unit, match.span(), tranche)


def _in_full(text: str, words: str) -> str:
    """The name that the document gives a short name to: ``BofAS`` is BofA Securities, Inc."""
    if " " in words:
        return words
    named = re.search(
        rf"(?P<name>[A-Z][\w.&’]*(?:,? (?:of |[A-Z&])[\w.&’]*)+)\s*\((?:the "
        rf")?[“\"]{re.escape(words)}[”\"]",
        text,
    )
    return named["name"] if named else words
