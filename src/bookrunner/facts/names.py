"""The names a company is asked for by: tickers, registrants' names, former and common names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache

from bookrunner.facts.common_names import COMMON_NAMES


class NameKind(Enum):
    """What kind of name it is; the first kinds are trusted before the later ones."""

    TICKER = "ticker"
    NAME = "name"
    FORMER = "former"


@dataclass(frozen=True)
class FormerName:
    """A name that a company had, and when; the days are those of its filings under it."""

    name: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class CompanyReference:
    """What the SEC's own lists say of a registrant."""

    cik: str
    name: str
    tickers: tuple[str, ...] = ()
    sic: str = ""
    fiscal_year_end: str = ""
    """``--MM-DD``."""
    exchange: str = ""
    former_names: tuple[FormerName, ...] = ()


@dataclass(frozen=True)
class CoRegistrant:
    """A registrant that reports in another's filing, and that filing."""

    cik: str
    name: str
    filer_cik: str
    filer_name: str
    filer_ticker: str
    filing: str
    """Its form and accession, for people."""


@dataclass(frozen=True)
class Named:
    """A company that has a name that was asked for."""

    cik: str
    kind: NameKind
    name: str
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the company was called so on a day, as far as is known."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


def ticker_key(ticker: str) -> str:
    """A ticker for comparing: ``BRK.B``, ``brk/b`` and ``BRK-B`` are one."""
    return re.sub(r"[\s./\-]+", "-", ticker.strip().upper())


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """A name for comparing, without case, accents, punctuation, state of record and legal form."""
    text = name
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if not unicodedata.combining(c))
    text = text.lower()
    text = _STATE.sub(" ", text).replace("&", " and ")
    words = re.sub(r"[^a-z0-9]+", " ", re.sub(r"['’.]", "", text)).split()
    while len(words) > 1 and (words[-1] in _LEGAL_FORMS or words[-1] == "and"):
        words.pop()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def common_cik(asked: str) -> str | None:
    """The CIK of the company that people call so beside its registered name."""
    return COMMON_NAMES.get(name_key(asked))


def best_named(asked: str, found: Sequence[Named], as_of: date | None) -> Sequence[str]:
    """The CIKs that a name fits best, one where it is clear which is meant.

    Tickers come before names and names before former names. Where the same letters are one
    company's ticker and another's whole name, only capitals mean the ticker. Of several companies
    of one name the one that had it on ``as_of`` is meant.
    """
    by_kind = {kind: [one for one in found if one.kind is kind] for kind in NameKind}
    tickers, names = by_kind[NameKind.TICKER], by_kind[NameKind.NAME]
    if tickers and names and asked.strip() != asked.strip().upper():
        return _ciks([*tickers, *names], as_of)
    first = next((by_kind[kind] for kind in NameKind if by_kind[kind]), [])
    return _ciks(first, as_of)


def doubts(cik: str, name: str, known: Sequence[Named]) -> Sequence[str]:
    """What speaks against a filing's own word about whose it is, as sentences.

    Args:
        name: The registrant as the filing has it.
        known: What is known of this CIK's names, and of other companies with its tickers.
    """
    told: list[str] = []
    names = [one.name for one in known if one.cik == cik and one.kind is not NameKind.TICKER]
    if name_key(name) and names and name_key(name) not in map(name_key, names):
        told.append(
            f"the filing names its registrant {name}, and what is kept of CIK {cik} calls it "
            f"{names[-1]}; a new name, or a filing under a wrong CIK"
        )
    others = {one.name: one.cik for one in known if one.cik != cik and one.kind is NameKind.TICKER}
    told += [
        f"its ticker {ticker} is also that of CIK {other}; ask for the company by its CIK"
        for ticker, other in others.items()
    ]
    return told


def _ciks(found: Sequence[Named], as_of: date | None) -> Sequence[str]:
    ciks = list(dict.fromkeys(one.cik for one in found))
    if len(ciks) > 1 and as_of is not None:
        then = list(dict.fromkeys(one.cik for one in found if one.holds_on(as_of)))
        return then or ciks
    return ciks


# Registrants of one name are told apart by a state or a word: ``BANK OF AMERICA CORP /DE/``.
_STATE = re.compile(r"[/\\][a-z]{2,3}[/\\]?\s*$")
_LEGAL_FORMS = frozenset(
    {
        "inc",
        "incorporated",
        "corp",
        "corporation",
        "co",
        "company",
        "companies",
        "plc",
        "ltd",
        "limited",
        "llc",
        "lp",
        "llp",
        "sa",
        "nv",
        "ag",
        "se",
        "ab",
        "asa",
        "spa",
    }
)
