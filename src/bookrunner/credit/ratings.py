"""Ratings as imported, and how far leverage is from the trigger of a downgrade."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.credit.statistics import Block
from bookrunner.figures import PURE, Figure, computed, instant, sourced
from bookrunner.imports import BankRow, source_of
from bookrunner.valuation import CompanyInputs


@dataclass(frozen=True)
class Rating:
    """What an agency says; the room is None where no trigger of leverage was imported."""

    agency: str
    rating: str
    outlook: str
    date: str
    up: str
    down: str
    """The published triggers in words."""
    trigger: Figure | None = None
    """Adjusted debt over EBITDA above which it is lowered."""
    ebitda_room: Figure | None = None
    """By how much EBITDA may fall at today's adjusted debt; negative beyond the trigger."""
    debt_room: Figure | None = None
    """By how much adjusted debt may rise at today's EBITDA."""


def known_ratings(
    company: CompanyInputs, rows: Sequence[BankRow], adjusted: Block
) -> Sequence[Rating]:
    """The latest rating of each agency, against debt and EBITDA as agencies adjust them."""
    latest: dict[str, BankRow] = {}
    for row in rows:
        agency = row.row.text("agency")
        if agency not in latest or latest[agency].row.text("date") <= row.row.text("date"):
            latest[agency] = row
    return [_rating(company, row, adjusted) for row in latest.values()]


def _rating(company: CompanyInputs, row: BankRow, adjusted: Block) -> Rating:
    words = row.row.text
    agency = words("agency")
    said = Rating(
        agency,
        words("rating"),
        words("outlook"),
        words("date"),
        words("upgrade_trigger"),
        words("downgrade_trigger"),
    )
    level = words("downgrade_leverage")
    if not level or not Decimal(level):
        return said
    slug = re.sub(r"[^a-z0-9]+", "_", agency.lower()).strip("_")
    key, at = f"{company.prefix}.rating.{slug}", adjusted.ebitda.period
    trigger = sourced(
        f"{key}.downgrade_multiple",
        f"{agency}: debt / EBITDA of a downgrade",
        Decimal(level),
        PURE,
        instant(row.file.as_of),
        source_of(row, "downgrade_leverage"),
        walls=row.file.walls,
    )
    ebitda = adjusted.ebitda - adjusted.debt / trigger
    debt = trigger * adjusted.ebitda - adjusted.debt
    return Rating(
        said.agency,
        said.rating,
        said.outlook,
        said.date,
        said.up,
        said.down,
        trigger,
        computed(f"{key}.ebitda_room", f"{agency}: headroom of EBITDA", ebitda, at),
        computed(f"{key}.debt_room", f"{agency}: headroom of debt", debt, at),
    )
