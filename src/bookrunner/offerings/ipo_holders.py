"""Who owns the company before and after its IPO: the imported cap table, or all holders as one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.equity import OptionTranche, ShareCount, counted_shares
from bookrunner.figures import (
    SHARES,
    Figure,
    Operand,
    Period,
    computed,
    instant,
    ratio,
    sourced,
    total,
)
from bookrunner.imports import BankRow, source_of
from bookrunner.offerings.ipo_offer import IpoOffer, Sold
from bookrunner.offerings.ipo_terms import IpoTerms
from bookrunner.valuation import CheckPair, CompanyInputs, line

NAMED_MAX = 10
"""With more holders than these, they are shown by group."""


@dataclass(frozen=True)
class Stake:
    """One row of a cap table before the split, as imported."""

    name: str
    group: str
    shares: Figure
    sells: Figure | None = None
    """Old shares that the holder gives to the offering; None where the row does not say."""
    strike: Figure | None = None
    """Of options; zero of share units that cost nothing. None for shares outstanding."""


@dataclass(frozen=True)
class Holding:
    """One holder before and after the base deal, of shares outstanding."""

    name: str
    before: Figure | None
    """None for those who come with the offering, as are the next three and the last."""
    before_share: Figure | None
    selling: Figure | None
    """Of all that holders sell; None for those who keep theirs."""
    sold: Figure | None
    after: Figure
    after_share: Figure
    after_share_greenshoe: Figure
    diluted_by: Figure | None
    """Of the share of the company: after over before, less one."""


@dataclass(frozen=True)
class CapTable:
    """All holders, new investors last."""

    rows: Sequence[Holding]
    before: Figure
    after: Figure
    locked: Figure
    """Shares outstanding after the base deal that were not sold in it."""
    locked_share: Figure
    is_known: bool
    """Whether holders were imported; else all of them are one row."""
    checks: Sequence[CheckPair]


def stakes(company: CompanyInputs, rows: Sequence[BankRow]) -> Sequence[Stake]:
    """The holders as imported; of rows of one holder and strike the last stands."""
    latest = {(row.row.text("holder"), row.row.text("strike")): row for row in rows}
    return [_stake(company, row, place) for place, row in enumerate(latest.values(), start=1)]


def _stake(company: CompanyInputs, row: BankRow, place: int) -> Stake:
    name = row.row.text("holder")
    slug = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    key, at = f"{company.prefix}.holder_{place}.{slug}", instant(row.file.as_of)

    def told(column: str, words: str) -> Figure | None:
        if not row.row.text(column):
            return None
        unit = company.per_share if column == "strike" else SHARES
        return sourced(
            f"{key}.{column}",
            f"{name}: {words}",
            Decimal(row.row.text(column)),
            unit,
            at,
            source_of(row, column),
            walls=row.file.walls,
        )

    shares = told("shares", "shares before the split")
    assert shares is not None, "the column is required"
    return Stake(
        name,
        row.row.text("group"),
        shares,
        told("sells", "shares given to the offering"),
        told("strike", "strike before the split"),
    )


def share_count_of(
    known: Sequence[Stake], terms: IpoTerms, key: str, at: Period
) -> tuple[ShareCount, Sequence[Figure]]:
    """The share count after the split, and the shares of each holder of shares outstanding."""
    held = [one for one in known if one.strike is None]
    options = [one for one in known if one.strike is not None]
    each = [
        computed(
            f"{key}.holder_{place}.shares", f"{one.name}: shares", one.shares * terms.split, at
        )
        for place, one in enumerate(held, start=1)
    ]
    basic: Operand = total(each) if each else terms.shares_before * terms.split
    tranches = []
    for place, one in enumerate(options, start=1):
        assert one.strike is not None, "chosen by it"
        name = f"{key}.options_{place}"
        tranches.append(
            OptionTranche(
                one.name,
                computed(f"{name}.shares", f"{one.name}: options", one.shares * terms.split, at),
                computed(f"{name}.strike", f"{one.name}: strike", one.strike / terms.split, at),
            )
        )
    outstanding = computed(f"{key}.shares_outstanding", "Shares outstanding, before", basic, at)
    return counted_shares(key, outstanding, [], tranches), each


def cap_table(
    known: Sequence[Stake],
    each: Sequence[Figure],
    sold: Sold,
    offer: IpoOffer,
    count: ShareCount,
    key: str,
) -> CapTable:
    """The holders before and after the base deal; those who sell do so as their rows say.

    Where no row says who sells, all sell in proportion to what they hold.
    """
    at = offer.price.period
    held = [one for one in known if one.strike is None]
    names, shares = [one.name for one in held], list(each)
    given: list[Figure | None] = [one.sells for one in held]
    groups = [one.group or one.name for one in held]
    if len(held) > NAMED_MAX:
        names, shares, given = _grouped(key, groups, shares, given, at)
    if not held:
        names, shares, given = ["Present holders"], [count.basic], [None]
    stated = [one for one in given if one is not None]
    weights = given if stated else list(shares)
    whole = total(stated) if stated else total(shares)
    rows = []
    for place, (name, own, weight) in enumerate(zip(names, shares, weights, strict=True), start=1):
        rows.append(_holding(f"{key}.cap_table.row_{place}", name, own, weight, whole, sold, offer,
                             count, at))  # fmt: skip
    rows.append(_new_investors(f"{key}.cap_table.new", sold, offer, at))

    def made(name: str, words: str, value: Operand) -> Figure:
        return computed(f"{key}.cap_table.{name}", words, value, at)

    after = made("after", "Shares outstanding after", total([one.after for one in rows]))
    before = made("before", "Shares outstanding before",
                  total([one.before for one in rows if one.before is not None]))  # fmt: skip
    locked = made("locked", "Shares under lock-up after the base deal", after - sold.base)
    return CapTable(
        rows, before, after, locked,
        made("locked_share", "Locked, of shares outstanding", locked / after),
        bool(held),
        (
            CheckPair("Holders after are the shares outstanding", after, offer.outstanding_after,
                      line(after).form),
            CheckPair("Holders before are the shares outstanding", before, count.basic,
                      line(before).form),
        ),
    )  # fmt: skip


def _grouped(
    key: str,
    groups: Sequence[str],
    shares: Sequence[Figure],
    given: Sequence[Figure | None],
    at: Period,
) -> tuple[list[str], list[Figure], list[Figure | None]]:
    names = list(dict.fromkeys(groups))
    summed: list[Figure] = []
    sells: list[Figure | None] = []
    for place, name in enumerate(names, start=1):
        own = [one for one, group in zip(shares, groups, strict=True) if group == name]
        gives = [one for one, group in zip(given, groups, strict=True)
                 if group == name and one is not None]  # fmt: skip
        summed.append(computed(f"{key}.group_{place}.shares", f"{name}: shares", total(own), at))
        sells.append(computed(f"{key}.group_{place}.sells", f"{name}: shares given", total(gives),
                              at) if gives else None)  # fmt: skip
    return names, summed, sells


def _holding(
    key: str,
    name: str,
    own: Figure,
    weight: Figure | None,
    whole: Operand,
    sold: Sold,
    offer: IpoOffer,
    count: ShareCount,
    at: Period,
) -> Holding:
    def made(piece: str, words: str, value: Operand) -> Figure:
        return computed(f"{key}.{piece}", f"{name}: {words}", value, at)

    before_share = made("before_share", "of the company before", own / count.basic)
    part = gives = None
    left: Operand = own
    if weight is not None:
        part = made("selling_share", "of the shares that holders sell", ratio(weight, whole))
        gives = made("sold", "sold in the base deal", sold.secondary * part)
        left = own - gives
    after = made("after", "shares after", left)
    more: Operand = after
    if part is not None:
        more = after - sold.greenshoe_secondary * part
    after_share = made("after_share", "of the company after", after / offer.outstanding_after)
    return Holding(
        name, own, before_share, part, gives, after, after_share,
        made("after_greenshoe_share", "of the company with the over-allotment",
             more / offer.outstanding_after_greenshoe),
        made("change_share", "change of the share", ratio(after_share, before_share) - 1),
    )  # fmt: skip


def _new_investors(key: str, sold: Sold, offer: IpoOffer, at: Period) -> Holding:
    name = "New investors"

    def made(piece: str, words: str, value: Operand) -> Figure:
        return computed(f"{key}.{piece}", f"{name}: {words}", value, at)

    return Holding(
        name, None, None, None, None,
        made("after", "shares after", sold.base),
        made("after_share", "of the company after", sold.base / offer.outstanding_after),
        made("after_greenshoe_share", "of the company with the over-allotment",
             (sold.base + sold.greenshoe) / offer.outstanding_after_greenshoe),
        None,
    )  # fmt: skip
