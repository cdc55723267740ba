"""Companies, and how a request names one."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.facts.names import name_key, ticker_key
from bookrunner.figures import Ambiguous, NotFound


@dataclass(frozen=True)
class Company:
    """A registrant of the SEC, or an invented company of the sample; empty text means unknown."""

    cik: str
    """Ten digits, zeros in front; invented companies have one that the SEC has not given out."""
    name: str
    ticker: str = ""
    sic: str = ""
    """Standard Industrial Classification, four digits."""
    industry: str = ""
    """The industry group of the SIC code, in words."""
    fiscal_year_end: str = ""
    """``--MM-DD`` as on the cover page."""
    exchange: str = ""
    invented: bool = False
    other_tickers: tuple[str, ...] = ()
    """Of its other listed classes and securities."""

    @property
    def prefix(self) -> str:
        """What the keys of all its figures begin with: its ticker, or its CIK where it has none."""
        return key_prefix(self.ticker, self.cik)

    @property
    def tickers(self) -> tuple[str, ...]:
        """All its tickers, the main one first."""
        return ((self.ticker,) if self.ticker else ()) + self.other_tickers


def key_prefix(ticker: str, cik: str) -> str:
    """What the keys of a company's figures begin with: its ticker, or its CIK without one."""
    return (ticker or f"cik{cik}").lower().replace(".", "_")


def cik_text(number: str | int) -> str:
    """A CIK as ten digits, however many zeros it was written with."""
    return str(number).strip().zfill(10)


def company_asked(asked: str, companies: Sequence[Company]) -> Company:
    """The one company that a ticker, a CIK or a name means, in this order of trust.

    A part of a name is enough when no other company's name has it.

    Raises:
        NotFound: None fits; the error names the nearest tickers and names.
        Ambiguous: Several fit.
    """
    wanted = asked.strip()
    for fits in (
        [c for c in companies if ticker_key(wanted) in map(ticker_key, c.tickers)],
        [c for c in companies if wanted.isdigit() and c.cik == cik_text(wanted)],
        [c for c in companies if name_key(wanted) and name_key(wanted) == name_key(c.name)],
        [
            c
            for c in companies
            if name_key(wanted) and f" {name_key(wanted)} " in f" {name_key(c.name)} "
        ],
    ):
        if len(fits) == 1:
            return fits[0]
        if fits:
            raise Ambiguous(
                "companies",
                asked,
                [f"{named_company(company)}, CIK {company.cik}" for company in fits],
            )
    raise NotFound(
        "company",
        asked,
        near=near_companies(wanted, companies),
        hint="" if companies else "the store is empty; run `bookrunner ingest FOLDER`",
    )


def near_companies(wanted: str, companies: Sequence[Company]) -> list[str]:
    """The companies whose ticker or name is like what was asked for, at most three."""
    named = {ticker: named_company(c) for c in companies for ticker in c.tickers}
    named |= {name_key(c.name): named_company(c) for c in companies}
    candidates = difflib.get_close_matches(wanted.upper(), named, n=3, cutoff=0.5)
    candidates += difflib.get_close_matches(name_key(wanted), named, n=3, cutoff=0.6)
    return list(dict.fromkeys(named[candidate] for candidate in candidates))[:3]


def named_company(company: Company) -> str:
    """A company for a list to choose from: ``HD (HOME DEPOT, INC.)``."""
    return f"{company.ticker or company.cik} ({company.name})"
