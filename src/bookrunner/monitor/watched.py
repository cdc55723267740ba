"""A filing as the watch keeps it: once, with all its parties, from whatever list it came."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bookrunner.figures import PUBLIC, Walls
from bookrunner.sources import ListedFiling

_SUBJECT_ROLES = ("Subject", "Issuer", "Filer")
"""Whom a filing is about, before those who file about them."""
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class SeenFiling:
    """One filing, each of whose rows in a list names one of its parties."""

    accession: str
    """The SEC's; of a file in a folder without one, ``sha256:`` and its digest."""
    form: str
    cik: str
    """Of the company it is about; "" where a file does not say."""
    company: str
    parties: tuple[str, ...]
    """CIKs of all who are named, the company first."""
    filed_on: date
    accepted_at: datetime | None = None
    period_end: date | None = None
    items: tuple[str, ...] = ()
    walls: Walls = PUBLIC

    @property
    def is_amendment(self) -> bool:
        """Whether its form says that it amends an earlier filing."""
        return self.form.endswith("/A")

    @property
    def base_form(self) -> str:
        """The form it is, or amends."""
        return self.form.removesuffix("/A")


@dataclass(frozen=True)
class Watch:
    """What is to be told of; empty means all."""

    ciks: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    """Without ``/A``: an amendment goes with its form."""
    since: date | None = None
    """What was filed before is remembered as seen and not told of."""

    def wants(self, filing: SeenFiling) -> bool:
        """Whether a filing is to be told of."""
        return (
            (not self.ciks or not self.ciks.isdisjoint(filing.parties))
            and (not self.forms or filing.base_form in self.forms)
            and (self.since is None or filing.filed_on >= self.since)
        )


def once_each(rows: Iterable[ListedFiling]) -> Sequence[SeenFiling]:
    """The filings of a list's rows in the order of their acceptance.

    Rows of one moment, or without one, keep the order given: hand in the oldest first.
    """
    found: dict[str, list[ListedFiling]] = {}
    for row in rows:
        found.setdefault(row.accession, []).append(row)
    return sorted(map(_joined, found.values()), key=accepted)


def _joined(rows: Sequence[ListedFiling]) -> SeenFiling:
    about = min(rows, key=_rank)
    return SeenFiling(
        accession=about.accession,
        form=about.form,
        cik=about.cik,
        company=about.company,
        parties=tuple(dict.fromkeys([about.cik, *(row.cik for row in rows)])),
        filed_on=about.filed_on,
        accepted_at=about.accepted_at,
        period_end=about.period_end,
        items=about.items,
    )


def _rank(row: ListedFiling) -> int:
    if row.role in _SUBJECT_ROLES:
        return _SUBJECT_ROLES.index(row.role)
    return len(_SUBJECT_ROLES) + bool(row.role)


def accepted(row: ListedFiling | SeenFiling) -> datetime:
    """When the SEC accepted it; before everything else where the list does not say."""
    if row.accepted_at is None:
        return _NEVER
    return row.accepted_at if row.accepted_at.tzinfo else row.accepted_at.replace(tzinfo=UTC)
