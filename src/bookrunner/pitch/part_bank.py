"""The part that speaks for the bank: what it has done, and on what terms it gives the materials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bookrunner.figures import Figure, Format, instant
from bookrunner.imports import CREDENTIALS, LEAGUE_TABLE, BankRow, amount
from bookrunner.office import Block, Bullets, Line, Region, Row, Shown, Slide, Table
from bookrunner.pitch.deck_pieces import required_page, source_line
from bookrunner.pitch.parts import Page, Part, PartKind
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import Model, ModelSheet, Section, figure_rows

_DEALS_MAX = 9
_PLACES_MAX = 8
_HEADING, _QUESTION = "Credentials", "What the bank has done, and where league tables place it"
_NOTICE = (
    "For discussion with the recipient and its advisers only: no offer, no invitation to buy or "
    "sell, no recommendation.\n"
    "Made from public filings, market data as dated and what the recipient gave; none of it was "
    "verified independently, and no warranty is given that it is complete.\n"
    "Figures of the future are projections. They rest on the assumptions in the appendix, and what "
    "happens may differ from them.\n"
    "Values follow from stated methods at a stated date and change with markets. They are neither "
    "a fairness opinion nor an appraisal.\n"
    "Nothing here is legal, tax or accounting advice; the recipient should take its own.\n"
    "Confidential: to be passed on only with the bank's consent."
)


@dataclass(frozen=True)
class _Record:
    row: BankRow
    size: Figure | None


def bank_part(valued: Valued) -> Part:
    """The bank's own deals and its league tables; without either, what is required."""
    deals, places = _deals(valued), _places(valued)
    page = Page("credentials", _HEADING, _QUESTION, _page(valued, deals, places))
    figures = [one.size for one in (*deals, *places) if one.size is not None]
    if not figures:
        return Part(pages=[page], names=_names([*deals, *places]))
    sheet = ModelSheet(
        _HEADING, _QUESTION, [Section("As the records have them", figure_rows(figures))]
    )
    return Part([Model("bank", _HEADING, [sheet])], [page], names=_names([*deals, *places]))


def _page(valued: Valued, deals: Sequence[_Record], places: Sequence[_Record]) -> Slide:
    if not deals and not places:
        return required_page(
            _HEADING,
            "The bank's own deals, and league tables as published",
            "Bring them with `bookrunner import credentials` and `bookrunner import league-table`.",
        )
    tables = [table for table in (_deal_table(deals), _league_table(places)) if table is not None]
    regions = [Region.FULL] if len(tables) == 1 else [Region.TOP, Region.BOTTOM]
    blocks: list[tuple[Region, Block]] = list(zip(regions, tables, strict=True))
    used = [one.size for one in (*deals, *places) if one.size is not None]
    criteria = dict.fromkeys(one.row.row.text("criteria") for one in places)
    notes: list[Line] = [source_line(valued, used)]
    notes += [(f"Counted: {'; '.join(criteria)}.",)] if places else []
    return Slide(_title(deals, places), blocks, footnotes=notes)


def _title(deals: Sequence[_Record], places: Sequence[_Record]) -> Line:
    """The deal nearest to the company; without any, a place in a league table."""
    if deals:
        last = deals[0].row.row
        closed = date.fromisoformat(last.text("closed"))
        deal = f"{last.text('deal')}, {closed:%b %Y}"
        return (f"The bank acted for {last.text('client')}: {deal}",)
    first = places[0].row.row
    place = _ordinal(int(first.text("rank"))).lower()
    return (f"{first.text('bank')} is {place} in {first.text('table')}, {first.text('period')}",)


def notice_page(valued: Valued) -> Slide:
    """The terms on which the materials are given."""
    lines: list[Line] = [(one,) for one in _NOTICE.splitlines()]
    if valued.inputs.company.invented:
        lines.insert(0, ("The company and all its figures are invented, for demonstration only.",))
    return Slide(("Important notice",), [(Region.FULL, Bullets(lines))])


def _names(records: Sequence[_Record]) -> Sequence[str]:
    """Of deals, clients and tables; their digits are no numbers of the pitch."""
    columns = ("client", "deal", "role", "product", "table", "period", "bank", "criteria")
    rows = [one.row.row for one in records]
    return [text for row in rows for column in columns if (text := row.text(column))]


def _deals(valued: Valued) -> Sequence[_Record]:
    """The latest first; those of the target's sector before others."""
    rows = valued.inputs.bank(CREDENTIALS, valued.inputs.valuation_date)
    own = valued.inputs.target.industry.lower()
    latest = sorted(rows, key=lambda one: one.row.text("closed"), reverse=True)
    chosen = sorted(latest, key=lambda one: one.row.text("sector").lower() not in {own})
    return [
        _Record(one, amount(one, "size", f"bank.deal_{place}.size", f"Size: {_called(one)}",
                            instant(date.fromisoformat(one.row.text("closed")))))
        for place, one in enumerate(chosen[:_DEALS_MAX], start=1)
    ]  # fmt: skip


def _places(valued: Valued) -> Sequence[_Record]:
    """Of each table its latest period, by place."""
    rows = valued.inputs.bank(LEAGUE_TABLE, valued.inputs.valuation_date)
    latest: dict[str, str] = {}
    for one in rows:
        table, period = one.row.text("table"), one.row.text("period")
        latest[table] = max(latest.get(table, ""), period)
    shown = [one for one in rows if latest[one.row.text("table")] == one.row.text("period")]
    shown = sorted(shown, key=lambda one: (one.row.text("table"), int(one.row.text("rank"))))
    at = instant(valued.inputs.valuation_date)
    return [
        _Record(one, amount(one, "volume", f"bank.place_{place}.volume",
                            f"Volume: {one.row.text('bank')}, {one.row.text('table')}", at))
        for place, one in enumerate(shown[:_PLACES_MAX], start=1)
    ]  # fmt: skip


def _called(one: BankRow) -> str:
    return f"{one.row.text('client')}, {one.row.text('deal')}"


def _deal_table(deals: Sequence[_Record]) -> Table | None:
    if not deals:
        return None
    return Table(
        [("Client",), ("Deal",), ("Product",), ("Closed",), ("Role",), ("Size, million",)],
        [
            Row([
                *((one.row.row.text(name),) for name in ("client", "deal", "product")),
                (f"{date.fromisoformat(one.row.row.text('closed')):%b %Y}",),
                (one.row.row.text("role"),),
                _size(one),
            ])
            for one in deals
        ],
        widths=(2.0, 2.2, 1.0, 0.9, 1.6, 1.2),
    )  # fmt: skip


def _league_table(places: Sequence[_Record]) -> Table | None:
    if not places:
        return None
    return Table(
        [("League table",), ("Period",), ("Place",), ("Bank",), ("Volume, million",)],
        [
            Row([
                (one.row.row.text("table"),),
                (one.row.row.text("period"),),
                (_ordinal(int(one.row.row.text("rank"))),),
                (one.row.row.text("bank"),),
                _size(one),
            ])
            for one in places
        ],
        widths=(2.4, 0.9, 0.7, 2.0, 1.4),
    )  # fmt: skip


def _size(one: _Record) -> Line:
    if one.size is None:
        return ()
    return (f"{one.size.unit.currency} ", Shown(one.size, Format.MONEY_MM))


def _ordinal(place: int) -> str:
    """A place in words, as it is a name and no amount."""
    words = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth",
             "Tenth")  # fmt: skip
    return words[place - 1] if 1 <= place <= len(words) else "Below tenth"


BANK = PartKind("bank", _HEADING, _QUESTION, "The bank's own records", bank_part)
