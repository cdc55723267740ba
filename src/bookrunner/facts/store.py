"""The port to everything reported: companies, filings, facts, prices, curves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol

from bookrunner.facts.bulk_sql import BulkClose, BulkFact, BulkFiling
from bookrunner.facts.companies import Company
from bookrunner.facts.filings import Fact, Filing
from bookrunner.facts.market import CurvePoint, Quote
from bookrunner.facts.names import CompanyReference, Named
from bookrunner.figures import PUBLIC, Viewer, Walls


class Saved(Enum):
    """What became of a filing that was to be kept."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    """The same filing, with these bytes or others, is already kept behind the same walls."""


@dataclass(frozen=True)
class Report:
    """A filing to be kept, with all that is kept of it."""

    filing: Filing
    """As received; its walls hold for all its facts."""
    company: Company
    """What the filing says of its company."""
    facts: Sequence[Fact]
    """All of it; dates of knowledge, form and accession are the filing's."""
    text_digest: str = ""
    """Of the canonical text; the identity of a filing without facts."""
    co_registrants: Sequence[Company] = ()
    """Who else the filing says it is of, as in joint reports of a parent and its subsidiary."""


class FactStore(Protocol):
    """Keeps what was reported, for ever and unchanged, and shows each viewer what they may see.

    A filing is kept whole with all its facts or not at all, whoever is killed when. What a viewer
    may not see is not returned, counted or hinted at; a filing whose walls cannot be established
    is seen by nobody. Later filings never change what earlier ones said.
    """

    def save(
        self, filing: Filing, company: Company, facts: Sequence[Fact], *, text_digest: str = ""
    ) -> Saved:
        """Keep a filing; keeping it twice changes nothing.

        Args:
            filing: As received; its walls hold for all its facts.
            company: What the filing says of its company.
            facts: All of it; dates of knowledge, form and accession are the filing's.
            text_digest: Of the canonical text; the identity of a filing without facts.
        """
        ...

    def save_all(self, reports: Iterable[Report]) -> Sequence[Saved]:
        """Keep many filings at once, which costs the disk one wait: each whole or not at all.

        Killed meanwhile, none of them is kept, and the same call again keeps them.
        """
        ...

    def save_references(self, references: Sequence[CompanyReference]) -> int:
        """Keep what public lists say of registrants, in place of what they said of them before.

        A company that is only listed is known by its names, but is none of ``companies``.

        Returns:
            Of how many something new was said.
        """
        ...

    def save_company(self, company: Company, *, walls: Walls = PUBLIC) -> None:
        """Keep what is known of a company from elsewhere; it overrules what filings say."""
        ...

    def companies(self, viewer: Viewer) -> Sequence[Company]:
        """Every company of which the viewer may see something, by name."""
        ...

    def company(self, asked: str, viewer: Viewer, *, as_of: date | None = None) -> Company:
        """The company that a ticker, CIK, former or common name means.

        Args:
            as_of: Tells companies of one name apart by who had it then, and the company as it was
                called then. It may be asked for by any name that it has or had.

        Raises:
            NotFound: None that the viewer may see fits.
            Ambiguous: Several fit.
        """
        ...

    def namesakes(self, company: Company, viewer: Viewer) -> Sequence[Named]:
        """The names kept of a company by its CIK, and other companies that have a ticker of it."""
        ...

    def facts(
        self,
        cik: str,
        viewer: Viewer,
        *,
        as_of: date | None = None,
        concepts: Collection[str] | None = None,
        period_end: date | None = None,
    ) -> Sequence[Fact]:
        """A company's facts, earliest known first, then in the filing's order.

        Args:
            as_of: Only what was known at the close of that day. A fact whose date of knowledge
                is unknown is then left out.
            concepts: Only these; default all.
            period_end: Only periods and instants that end on this day; default all.
        """
        ...

    def filings(self, viewer: Viewer, cik: str | None = None) -> Sequence[Filing]:
        """The filings kept, of one company or of all, earliest known first."""
        ...

    def filing(self, digest: str, viewer: Viewer) -> Filing:
        """The filing received as the bytes of that digest (any one of several in one file).

        Raises:
            NotFound: None that the viewer may see.
        """
        ...

    def all_facts(self, viewer: Viewer, concepts: Collection[str]) -> Iterator[BulkFact]:
        """Facts of these tags without dimensions, by company and then as they became known.

        Those whose day of acceptance is unknown are left out.
        """
        ...

    def all_forms(self, viewer: Viewer) -> Sequence[BulkFiling]:
        """Every form that was filed, with its company and day, the earliest first."""
        ...

    def all_closes(self, viewer: Viewer) -> Iterator[BulkClose]:
        """Closing prices of all companies, by company, day and source."""
        ...

    def all_yields(self, tenor_years: int, viewer: Viewer) -> Sequence[tuple[date, str]]:
        """The yields of one tenor by day; of a day with several sources the last counts."""
        ...

    def save_quotes(self, quotes: Sequence[Quote]) -> None:
        """Keep closing prices; a price of the same company, day and source is replaced."""
        ...

    def quotes(self, cik: str, viewer: Viewer) -> Sequence[Quote]:
        """A company's closing prices, earliest first."""
        ...

    def save_curve(self, points: Sequence[CurvePoint]) -> None:
        """Keep points of yield curves; the same day, tenor and source is replaced."""
        ...

    def curve(self, on: date, viewer: Viewer) -> Sequence[CurvePoint]:
        """The points of the latest curve of that day or before, shortest first.

        Raises:
            NotFound: No curve that early is kept.
        """
        ...
