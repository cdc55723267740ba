"""What the words of an instrument say: coupon, margin, maturity, currency, kind and rank."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from bookrunner.debt.days import When, when


class DebtKind(Enum):
    """What sort of instrument a tranche is."""

    NOTES = "notes"
    TERM_LOAN = "term loan"
    REVOLVER = "revolver"
    COMMERCIAL_PAPER = "commercial paper"
    CONVERTIBLE = "convertible"
    FINANCE_LEASE = "finance lease"
    OTHER = "other"


@dataclass(frozen=True)
class Rate:
    """A rate, or a range of rates, as fractions; with its span in the words read."""

    low: Decimal
    high: Decimal
    start: int
    end: int

    @property
    def is_range(self) -> bool:
        """Whether several rates are meant."""
        return self.low != self.high


@dataclass(frozen=True)
class Floating:
    """A margin over a benchmark, as a fraction; the margin is None when only the latter is told."""

    benchmark: str
    margin: Decimal | None
    start: int
    end: int


@dataclass(frozen=True)
class Terms:
    """Everything the words say; None for what they do not."""

    kind: DebtKind
    rank: str | None
    currency: str | None
    coupon: Rate | None
    floating: Floating | None
    is_floating: bool
    maturity: When | None


_P = r"(\d{1,2}(?:\.\d+)?|\.\d+)"
_RATES = re.compile(rf"(?<![\d.,]){_P}\s?%?\s*(?:-|–|—|‑|to|through|and)\s*{_P}\s?%", re.IGNORECASE)
_RATE = re.compile(rf"(?<![\d.,]){_P}\s?(?:%|percent\b|per cent\b)", re.IGNORECASE)
_FRACTION = re.compile(r"(?<![\d.,/])(\d{1,2})[ -](\d)/(\d{1,2})\s?%")
_BENCHMARKS = (
    ("SOFR", r"(?:term |daily |adjusted |compounded )*(?:SOFR|secured overnight financing rate)"),
    ("EURIBOR", r"EURIBOR"),
    ("SONIA", r"SONIA"),
    ("TIBOR", r"TIBOR"),
    ("TONA", r"TONAR?"),
    ("CDOR", r"CDOR"),
    ("CORRA", r"CORRA"),
    ("BBSW", r"BBSW|BBSY"),
    ("SARON", r"SARON"),
    ("LIBOR", r"LIBOR|london inter-?bank offered rate"),
    ("prime", r"prime rate|prime"),
    ("base rate", r"(?:alternate )?base rate"),
)
_FLOATING = re.compile(r"floating|variable|adjustable", re.IGNORECASE)

_KINDS = (
    (DebtKind.FINANCE_LEASE, re.compile(r"\b(?:finance|financing|capital(?:ized)?)\s+leases?|"
                                        r"lease (?:obligation|liabilit|financing)", re.I)),
    (DebtKind.CONVERTIBLE, re.compile(r"convertible|exchangeable", re.I)),
    (DebtKind.COMMERCIAL_PAPER, re.compile(r"commercial paper", re.I)),
    (DebtKind.TERM_LOAN, re.compile(r"term[\s-]+loan|term facilit|\bDDTL\b|delayed draw|"
                                    r"bank (?:term )?loan|term credit", re.I)),
    (DebtKind.REVOLVER, re.compile(r"revolv|credit facilit|line(?:s)? of credit|credit agreement|"
                                   r"credit line|364-day|\bABL\b|bank facilit|"
                                   r"facility expiring", re.I)),
    (DebtKind.NOTES, re.compile(r"notes?\b|debentures?|bonds?\b|senior|subordinated|medium[- ]term|"
                                r"debt securities|fixed[- ]rate|floating[- ]rate|EETC|"
                                r"pass[- ]through|equipment trust|trust certificates|"
                                r"denominated", re.I)),
)  # fmt: skip
_RANKS = (
    ("first lien", r"first[- ]lien|first mortgage|first and refunding mortgage"),
    ("second lien", r"second[- ]lien"),
    ("junior subordinated", r"junior\s+subordinated"),
    ("senior subordinated", r"senior\s+subordinated"),
    ("subordinated", r"(?<!un)subordinated|\bhybrid\b"),
    ("senior secured", r"senior\s+secured"),
    ("senior unsecured", r"senior\s+unsecured|unsecured\s+senior"),
    ("unsecured", r"unsecured"),
    ("secured", r"(?<!un)secured|mortgage|collateralized|EETC|equipment\s+(?:trust|notes)"),
    ("secured", r"pass[- ]through|asset[- ]backed|securitization"),
    ("senior", r"\bsenior\b"),
)  # fmt: skip
_CURRENCIES = (
    ("EUR", r"€|\beuros?\b|\bEUR\b"),
    ("GBP", r"£|\bsterling\b|\bpounds?\b|\bGBP\b"),
    ("JPY", r"¥|\b(?:japanese )?yen\b|\bJPY\b"),
    ("CHF", r"\bswiss francs?\b|\bCHF\b"),
    ("CAD", r"\bcanadian\b|C\$|\bCAD\b"),
    ("AUD", r"\baustralian\b|A\$|\bAUD\b"),
    ("SEK", r"\bswedish kron\w+|\bSEK\b"),
    ("NOK", r"\bnorwegian kron\w+|\bNOK\b"),
    ("CNY", r"\brenminbi\b|\bRMB\b|\bCNY\b|\bchinese yuan\b"),
    ("BRL", r"\bbrazilian real\w*|R\$|\bBRL\b"),
    ("MXN", r"\bmexican pesos?\b|\bMXN\b"),
    ("INR", r"\bindian rupees?\b|\bINR\b"),
    ("HKD", r"\bhong kong dollars?\b|HK\$|\bHKD\b"),
    ("USD", r"\bu\.?s\.?\s*dollars?\b|\bUSD\b|US\$|U\.S\. \$"),
)
_RANK_PATTERNS = [(rank, re.compile(words, re.I)) for rank, words in _RANKS]
_CURRENCY_PATTERNS = [(code, re.compile(words, re.I)) for code, words in _CURRENCIES]
_BENCHMARK_PATTERNS = [
    (
        name,
        re.compile(
            rf"(?:\b(?:{words})\b)(?:\s*rate)?\s*(?:\+|plus)\s*(?:a (?:margin|spread) of\s*)?"
            rf"{_P}\s?(%|bps|basis points)?|{_P}\s?(%|bps|basis points)\s*(?:over|above)\s*"
            rf"(?:the\s+)?(?:\w+[- ]\w+\s+)?(?:{words})\b",
            re.I,
        ),
        re.compile(rf"\b(?:{words})\b", re.I),
    )
    for name, words in _BENCHMARKS
]
_BPS = Decimal(10_000)
_THROUGH = re.compile(r"\W*(?:in |at )?(?:various |varying )?(?:\w+ )?(?:through|until|to)\b", re.I)
_SUPERSCRIPT = re.compile(r"((?:19|20)\d\d)\d(?=\W*$)")
"""A year with the number of a footnote, which stood above the line."""


def terms(words: str) -> Terms:
    """What a row's label, with the headings above it, says of its instrument."""
    floating = floating_in(words)
    return Terms(
        kind=kind_of(words),
        rank=rank_in(words),
        currency=currency_in(words),
        coupon=coupon_in(words, floating),
        floating=floating,
        is_floating=floating is not None or bool(_FLOATING.search(words)),
        maturity=maturity_in(words),
    )


def kind_of(words: str) -> DebtKind:
    """The sort of instrument that the words name; ``OTHER`` when they name none."""
    return next((kind for kind, pattern in _KINDS if pattern.search(words)), DebtKind.OTHER)


def rank_in(words: str) -> str | None:
    """Its rank as stated; None when the words do not say."""
    return next((rank for rank, pattern in _RANK_PATTERNS if pattern.search(words)), None)


def currency_in(words: str) -> str | None:
    """The currency the instrument is denominated in, where the words name one."""
    return next((code for code, pattern in _CURRENCY_PATTERNS if pattern.search(words)), None)


def rate_in(words: str) -> Rate | None:
    """The first rate or range of rates."""
    ranged, single, fraction = _RATES.search(words), _RATE.search(words), _FRACTION.search(words)
    if fraction and (single is None or fraction.start() <= single.start()):
        value = (Decimal(fraction[1]) + Decimal(fraction[2]) / Decimal(fraction[3])) / 100
        return Rate(value, value, fraction.start(), fraction.end())
    if ranged and (single is None or ranged.start() <= single.start()):
        low, high = sorted((Decimal(ranged[1]), Decimal(ranged[2])))
        return Rate(low / 100, high / 100, ranged.start(), ranged.end())
    if single:
        value = Decimal(single[1]) / 100
        return Rate(value, value, single.start(), single.end())
    return None


def coupon_in(words: str, floating: Floating | None = None) -> Rate | None:
    """The coupon; a margin over a benchmark is none."""
    if floating is None:
        return rate_in(words)
    return rate_in(words[: floating.start])


def floating_in(words: str) -> Floating | None:
    """The benchmark with its margin, where the words name one."""
    for name, with_margin, alone in _BENCHMARK_PATTERNS:
        match = with_margin.search(words)
        if match:
            digits, unit = (match[1], match[2]) if match[1] else (match[3], match[4])
            margin = Decimal(digits) / (_BPS if unit and unit[0] in "bB" else 100)
            if not unit and Decimal(digits) >= 10:
                margin = Decimal(digits) / _BPS
            return Floating(name, margin, match.start(), match.end())
        match = alone.search(words)
        if match:
            return Floating(name, None, match.start(), match.end())
    return None


def maturity_in(words: str) -> When | None:
    """The maturity: what follows "due" or the like, else the first year that the words name."""
    words = _SUPERSCRIPT.sub(r"\1", words)
    for match in re.finditer(
        r"\b(?:due|matur\w+|payable|expir\w+|through|until)\b", words, re.IGNORECASE
    ):
        found = when(words[match.end() : match.end() + 60])
        if found is not None:
            return When(
                found.first,
                found.last,
                found.start + match.end(),
                found.end + match.end(),
                found.month,
                found.day,
                is_limit=match[0].lower() == "through"
                or _THROUGH.match(words[match.end() :]) is not None,
            )
    return when(words)
