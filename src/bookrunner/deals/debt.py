"""Debt offerings: each tranche's principal, coupon, maturity, price and redemption terms."""

from __future__ import annotations

import re
from decimal import Decimal

from bookrunner.deals.amounts import DATE, MONEY, PERCENT, currency, day, number, pattern, tidy
from bookrunner.deals.conversion import conversion
from bookrunner.deals.gathering import Gathering, Rule
from bookrunner.deals.representatives import representatives

_SECURITY = (
    r"(?i:(?:Convertible|Exchangeable|Senior|Subordinated|Junior|Secured|Unsecured|First|"
    r"Second|Lien|"
    r"Mortgage|Priority|Guaranteed|Fixed[- ]to[- ]Floating Rate|Fixed[- ]Rate Reset|Fixed "
    r"Rate|Reset|"
    r"Medium[- ]Term|Series \w+|Perpetual|Green|Global|Collateral|Sustainability-Linked|"
    r"Private|Deferrable|Step-Up|Registered) )*"
    r"(?i:Notes?|Debentures?|Bonds?|Securities)"
)
_TITLE = (
    rf"(?P<title>(?:(?P<coupon>\d{{1,2}}\.?\d{{0,5}}) ?%|(?P<floating>(?i:Floating[- ]Rate))|"
    rf"(?P<zero>(?i:Zero[- ]Coupon|0 ?%)))"
    rf" {_SECURITY},?(?: [Ss]eries \w+,?)? ?(?:due|Due|DUE) (?:(?P<day>{DATE})|(?P<year>\d{{4}})))"
)
_TRANCHE = (
    pattern(
        rf"(?P<v>{MONEY})(?: in)?(?: aggregate)? (?i:principal amount) of (?:(?:the|our|its|new|"
        rf"additional|[A-Z][\w’]*’s) )*"
        rf"(?:the Company’s )?{_TITLE}"
    ),
    pattern(rf"(?P<v>{MONEY}) (?:of (?:(?:the|our|its) )*)?{_TITLE}"),
)
_BARE = pattern(_TITLE)
_OTHERS = re.compile(
    r"\b(?:existing|outstanding|previously issued|redeem|redemption of|repay|refinanc|repurchas|"
    r"same series as|restructur\w*|recapitali\w*|convert(?:ing|ed)|extinguish\w*|defeas\w*|"
    r"guarantees? of|"
    r"exchange offers?|tender offers?|retire|matur(?:ed|ity of)|incurred under)\b",
    re.IGNORECASE,
)
_SALE = re.compile(
    r"\b(?:sale|sold|sell|issu(?:ed?|ance|ing)|offer(?:ing|ed)?|pric(?:ed|ing)|purchase|"
    r"clos(?:ed|ing)|"
    r"complet(?:ed|ion))\b",
    re.IGNORECASE,
)
_DEAL_RULES = (
    Rule(
        "pricing_date",
        pattern(
            rf"[Oo]n (?P<v>{DATE}),[^\n]{{3,300}}?entered into an? (?:[\w "
            rf"]{{0,30}})?[Uu]nderwriting [Aa]greement"
        ),
        "date",
    ),
    Rule(
        "settlement_date",
        pattern(
            rf"[Oo]n (?P<v>{DATE}),[^\n]{{3,200}}? (?:completed|closed|consummated|issued(?: "
            rf"and sold)?|settled|"
            rf"sold)\b[^\n]{{0,160}}?{MONEY}"
        ),
        "date",
    ),
    Rule(
        "settlement_date",
        pattern(
            rf"(?:sale|[Oo]ffering|issuance)(?: of the (?:[\w]+ )?[Nn]otes)? (?:is|was|are) "
            rf"expected to (?:close|settle) "
            rf"on (?:or about )?(?P<v>{DATE})"
        ),
        "date",
    ),
    Rule(
        "pricing_date",
        pattern(
            rf"[Uu]nderwriting [Aa]greement(?: \([^)]{{0,60}}\))?,? ?dated (?:as of "
            rf")?(?P<v>{DATE})"
        ),
        "date",
    ),
    Rule(
        "trustee",
        pattern(
            r"(?:between|among|and)[^.]{0,200}? and (?P<v>(?:The )?[A-Z][\w.&’]*(?: [A-Z][\w.&’]*)*"
            r"(?:,? ?(?:National Association|N\.A\.|Ltd\.))?)(?: \([^)]{0,200}\)+)?,? as "
            r"(?:[Tt]rustee|indenture trustee)"
        ),
        "",
    ),
    Rule(
        "settlement_date",
        pattern(
            rf"(?:deliver the |[Dd]elivery of|[Ss]ettlement of)[^.]{{0,160}}? (?:on|on or "
            rf"about) (?:or about )?(?P<v>{DATE})"
        ),
        "date",
    ),
    Rule(
        "net_proceeds",
        pattern(
            rf"net proceeds[^.$]{{0,160}}?(?:will be|of|be|were|was|are)(?: expected to be)? "
            rf"(?:approximately "
            rf")?(?P<v>{MONEY})"
        ),
        "money",
    ),
    Rule(
        "overallotment_amount",
        pattern(
            r"option[^.\n]{0,120}? to purchase[^$€£.\n]{0,140}?(?:up to )?(?:an )?(?:additional "
            r")?(?:aggregate of )?"
            rf"(?P<v>{MONEY}) (?:in )?(?:additional )?(?:aggregate )?principal amount"
        ),
        "money",
    ),
    Rule(
        "overallotment_days",
        pattern(
            rf"(?P<v>\d{{1,3}})[- ]days?(?: period)?[^.$\n]{{0,160}}? (?:to purchase )?(?:up to "
            rf")?(?:an )?"
            rf"(?:additional )?(?:aggregate of )?{MONEY}"
        ),
        "days",
    ),
    Rule(
        "ranking",
        pattern(
            r"(?P<v>(?:general )?(?:senior|subordinated)(?:,)? (?:unsecured|secured)(?: and "
            r"unsubordinated)? obligations)"
        ),
        "",
    ),
    Rule(
        "denominations",
        pattern(
            rf"(?P<v>(?:minimum )?denominations of {MONEY} and (?:any )?(?:integral|whole)? "
            rf"?multiples of {MONEY})"
        ),
        "",
    ),
)
_RESPECTIVELY = pattern(
    rf"The (?P<which>\d{{4}} Notes(?:(?:,| and|, and) (?:the )?\d{{4}} Notes)+) (?:will "
    rf")?mature on "
    rf"(?P<days>{DATE}(?:(?:,|,? and) {DATE})+),? respectively"
)
_MATURES = pattern(rf"[Tt]he (?P<year>\d{{4}}) [Nn]otes (?:will )?mature on (?P<v>{DATE})")
_NOTES_MATURE = pattern(rf"(?:The|the) [Nn]otes (?:will )?mature on (?P<v>{DATE})")


_HEAD_TOTAL = pattern(rf"^(?P<v>{MONEY})$")


def debt_terms(found: Gathering, start: int, end: int) -> None:
    """The tranches sold and their terms, from a sentence of a report or a prospectus cover."""
    _tranches(found, start, end)
    tranches = titles(found)
    if not tranches:
        return
    _maturities(found, tranches, end)
    head = _HEAD_TOTAL.search(found.text, start, end)
    if head:
        found.state("principal", head["v"], "money", head.span())
    found.first(_DEAL_RULES, start, end)
    representatives(found, start, end)
    if re.search(r"(?:[Cc]onver|[Ee]xchange)", " ".join(tranches)):
        conversion(found, start, min(len(found.text), end + 40_000))
    _total(found, tranches)


def has_tranche(text: str, start: int, end: int) -> bool:
    """Whether securities with coupon and year are said to be sold for an amount."""
    return first_tranche(text, start, end) is not None


def first_tranche(text: str, start: int, end: int) -> int | None:
    """Where the first securities are said to be sold; None when none are."""
    sold = [
        match.start()
        for phrase in _TRANCHE
        for match in phrase.finditer(text, start, end)
        if _is_sold(text, match)
    ]
    return min(sold, default=None)


def _tranches(found: Gathering, start: int, end: int) -> None:
    text = found.text
    for phrase in _TRANCHE:
        for match in phrase.finditer(text, start, end):
            if not _is_sold(text, match):
                continue
            tranche = tidy(match["title"])
            if found.has("principal", tranche):
                continue
            found.add("principal", number(match["v"]), currency(match["v"]), match.span(), tranche)
            found.add("title", tranche, "", match.span("title"), tranche)
            _coupon(found, match, tranche)


def _coupon(found: Gathering, match: re.Match[str], tranche: str) -> None:
    if match["coupon"]:
        found.add("coupon", Decimal(match["coupon"]), "percent", match.span("title"), tranche)
        found.add("rate_type", "fixed", "", match.span("title"), tranche)
    elif match["floating"]:
        found.add("rate_type", "floating", "", match.span("floating"), tranche)
    if match["day"]:
        found.add("maturity", day(match["day"]), "date", match.span("day"), tranche)
    else:
        found.add("maturity_year", Decimal(match["year"]), "year", match.span("year"), tranche)


def _is_sold(text: str, match: re.Match[str]) -> bool:
    """Whether the words around say that this is issued now, not that it was there before."""
    line = text.rfind("\n", 0, match.start()) + 1
    stop = max(
        (m.end() for m in re.finditer(r"\.\s+(?=[A-Z])", text[line : match.start()])), default=0
    )
    before = text[line + stop : match.start()]
    after = text[match.end() : match.end() + 60]
    if _OTHERS.search(before[-250:]) or re.search(r"^[^.]{0,40}\boutstanding\b", after):
        return False
    return bool(_SALE.search(before)) or not re.search(r"\w", before)


def titles(found: Gathering) -> list[str]:
    """The titles of the tranches that are known, in their order."""
    return [term.tranche for term in found.terms if term.name == "principal" and term.tranche]


def _maturities(found: Gathering, tranches: list[str], end: int) -> None:
    years = {title[-4:]: title for title in tranches}
    if len(years) != len(tranches):
        return
    several = list(_RESPECTIVELY.finditer(found.text, 0, end))
    for match in several:
        which = re.findall(r"\d{4}", match["which"])
        days = re.findall(pattern(DATE), match["days"])
        if len(which) == len(days):
            for year, words in zip(which, days, strict=True):
                if year in years:
                    found.add("maturity", day(words), "date", match.span(), years[year])
    for match in _MATURES.finditer(found.text, 0, end):
        within = any(one.start() <= match.start() < one.end() for one in several)
        if match["year"] in years and not within:
            found.state("maturity", match["v"], "date", match.span(), years[match["year"]])
    single = _NOTES_MATURE.search(found.text, 0, end)
    if single and len(tranches) == 1 and not found.has("maturity"):
        found.state("maturity", single["v"], "date", single.span(), tranches[0])


def _total(found: Gathering, tranches: list[str]) -> None:
    """Remark when the tranches do not add up to the total that is stated."""
    total = found.value("principal")
    parts = [found.value("principal", tranche) for tranche in tranches]
    if total is None or any(part is None for part in parts):
        return
    summed = sum((part for part in parts if part is not None), Decimal(0))
    if summed != total:
        found.note("tie", f"tranches add up to {summed:,f}, the stated total is {total:,f}")


def price_rows(found: Gathering, start: int, end: int) -> None:
    """Price to public, discount and proceeds of the cover's table: one row for each tranche."""
    tranches = titles(found)
    row = pattern(
        rf"^[Pp]er (?:(?P<year>\d{{4}}) |[\w %.\-]{{0,60}}?)?[Nn]ote(?: due "
        rf"(?P<due>\d{{4}}))?(?: ?\(\d\))* ?\t ?"
        rf"(?P<price>{PERCENT})(?: ?\(\d\))* ?\t ?(?P<fee>{PERCENT})(?: ?\(\d\))* ?\t "
        rf"?(?P<net>{PERCENT})"
    )
    multi = re.compile(row.pattern, re.MULTILINE)
    for match in multi.finditer(found.text, start, end):
        year = match["year"] or match["due"]
        fits = [title for title in tranches if not year or title.endswith(year)]
        if len(fits) != 1:
            continue
        for name, group in (
            ("price_to_public", "price"),
            ("underwriting_discount", "fee"),
            ("proceeds_before_expenses", "net"),
        ):
            found.add(name, number(match[group]), "percent", match.span(), fits[0])
        if number(match["price"]) - number(match["fee"]) != number(match["net"]):
            found.note("tie", f"price less discount is not the proceeds of {fits[0]}")
