"""What the bank's own records say of buyers: past deals, who may not be called, sponsors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bookrunner.facts import Company, name_key, ticker_key
from bookrunner.figures import Figure, instant
from bookrunner.imports import BankRow, amount

_YES = ("yes", "y", "true", "1")


@dataclass(frozen=True)
class PastDeal:
    """A deal of a buyer, as the imported precedents have it."""

    target: str
    announced: date
    status: str
    origin: str


@dataclass(frozen=True)
class Barred:
    """Why a name is not to be called."""

    reason: str
    since: date | None
    note: str
    origin: str

    @property
    def words(self) -> str:
        """As a page says it."""
        since = f" since {self.since}" if self.since else ""
        return f"{self.reason}{since}{f': {self.note}' if self.note else ''} ({self.origin})"


@dataclass(frozen=True)
class Holding:
    """A company that a sponsor owns."""

    name: str
    industry: str
    origin: str


@dataclass(frozen=True)
class Sponsor:
    """A house with the fund that would buy."""

    name: str
    fund: str
    as_of: date
    strategy: str
    industries: Sequence[str]
    country: str
    fund_size: Figure | None
    dry_powder: Figure | None
    largest_cheque: Figure | None
    holdings: Sequence[Holding]
    origin: str


def past_deals(names: Sequence[str], rows: Sequence[BankRow], on: date) -> Sequence[PastDeal]:
    """The deals in which one of the names bought, announced by that day, the latest first."""
    keys = {name_key(name) for name in names}
    found = [
        PastDeal(
            one.row.text("target"),
            date.fromisoformat(one.row.text("announced")),
            one.row.text("status"),
            _origin(one, "acquirer"),
        )
        for one in rows
        if name_key(one.row.text("acquirer")) in keys
    ]
    return sorted((one for one in found if one.announced <= on), key=lambda one: one.announced,
                  reverse=True)  # fmt: skip


def barred(company: Company | None, name: str, rows: Sequence[BankRow],
           coverage: Sequence[BankRow], on: date) -> Sequence[Barred]:  # fmt: skip
    """What bars a name on that day, by the restricted list and by coverage.

    Args:
        company: Whose tickers also count; None for a sponsor.
        coverage: Rows of this company.
    """
    tickers = {ticker_key(one) for one in company.tickers} if company else set()
    found = []
    for one in rows:
        said, until = one.row.text("name"), one.row.text("until")
        since = date.fromisoformat(one.row.text("since"))
        if since > on or (until and date.fromisoformat(until) < on):
            continue
        if name_key(said) == name_key(name) or ticker_key(said) in tickers:
            found.append(
                Barred(one.row.text("reason"), since, one.row.text("note"), _origin(one, "name"))
            )
    found += [
        Barred("restricted", None, one.row.text("note"), _origin(one, "restricted"))
        for one in coverage
        if one.row.text("restricted").lower() in _YES
    ]
    return found


def sponsors(rows: Sequence[BankRow], on: date) -> Sequence[Sponsor]:
    """One for each fund, its amounts those of its latest row and its holdings of all."""
    by_fund: dict[tuple[str, str], list[BankRow]] = {}
    for one in rows:
        if date.fromisoformat(one.row.text("as_of")) <= on:
            key = (name_key(one.row.text("sponsor")), name_key(one.row.text("fund")))
            by_fund.setdefault(key, []).append(one)
    return [_sponsor(of_fund) for _, of_fund in sorted(by_fund.items())]


def _sponsor(rows: Sequence[BankRow]) -> Sponsor:
    last = max(rows, key=lambda one: one.row.text("as_of"))
    text = last.row.text
    name, fund = text("sponsor"), text("fund")
    at = instant(date.fromisoformat(text("as_of")))
    prefix = f"sponsor.{_slug(name)}.{_slug(fund)}"

    def figure(column: str, label: str) -> Figure | None:
        return amount(last, column, f"{prefix}.{column}", f"{label}: {fund}", at)

    return Sponsor(
        name=name,
        fund=fund,
        as_of=at.end,
        strategy=text("strategy"),
        industries=[part.strip() for part in re.split(r"[;,]", text("industries")) if part.strip()],
        country=text("country").strip().upper(),
        fund_size=figure("fund_size", "Commitments"),
        dry_powder=figure("dry_powder", "Dry powder"),
        largest_cheque=figure("largest_cheque", "Largest cheque"),
        holdings=[
            Holding(one.row.text("portfolio_company"), one.row.text("portfolio_industry"),
                    _origin(one, "portfolio_company"))
            for one in rows
            if one.row.text("portfolio_company")
        ],
        origin=_origin(last, "sponsor"),
    )  # fmt: skip


def serves(company: Company, industry: str) -> bool:
    """Whether words or first digits of a SIC code mean the company's industry."""
    said = industry.strip()
    if said.isdigit():
        return len(said) > 1 and company.sic.startswith(said)
    return bool(said) and said.lower() in company.industry.lower()


def _origin(row: BankRow, column: str) -> str:
    held = row.row.values.get(column)
    return f"{row.file.name}{f', {held.place}' if held else ''}, as of {row.file.as_of}"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_") or "unnamed"
