"""A book of three slides and three sheets, small enough to be written anew for every test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from bookrunner.figures import (
    SHARES,
    USD,
    Figure,
    Format,
    Source,
    adopted,
    computed,
    default,
    instant,
    parse_unit,
    ratio,
    sourced,
)
from bookrunner.ledger import Ledger, read, write
from bookrunner.ledger.gate import gate
from bookrunner.office import (
    Bullets,
    Callout,
    Callouts,
    Chart,
    ChartKind,
    Deck,
    FootballField,
    Range,
    Region,
    Row,
    Series,
    Sheet,
    Shown,
    Slide,
    Style,
    Table,
    Workbook,
)
from bookrunner.office.deck_pptx import write as write_deck
from bookrunner.office.workbook_xlsx import write as write_workbook
from bookrunner.revision import Asked, Files, Refresh, refresh, written_in

DAY, LATER = date(2024, 8, 30), date(2024, 9, 20)
PURE = parse_unit("pure")


@dataclass(frozen=True)
class World:
    """What the records know."""

    price: str = "100.00"
    on: date = DAY
    revenue: str = "2100000000"
    before: str = "2000000000"
    accession: str = "0000000001-24-000001"
    growth: str = "0.02"
    owner: str = ""
    notes: Sequence[str] = ("One peer has no price",)
    pages: int = 2


@dataclass(frozen=True)
class Book:
    """A book on disk."""

    folder: Path

    @property
    def deck(self) -> Path:
        return self.folder / "pitch.pptx"

    @property
    def workbook(self) -> Path:
        return self.folder / "pitch.xlsx"

    @property
    def ledger(self) -> Ledger:
        return read(self.folder / "ledger.json")

    @property
    def files(self) -> Files:
        return Files(self.deck.read_bytes(), self.workbook.read_bytes())

    def take(self, found: Refresh) -> None:
        """Puts refreshed files in place of the old ones."""
        self.deck.write_bytes(found.after.deck)
        self.workbook.write_bytes(found.after.workbook)


def write_book(world: World, folder: Path) -> Book:
    """The book of a world, with its ledger."""
    folder.mkdir(parents=True, exist_ok=True)
    book = Book(folder)
    figures = _figures(world)
    workbook = _workbook(world, figures)
    stands = list(write_deck(_deck(world, figures), book.deck))
    workbook.named |= {standing.figure.id for standing in stands}
    stands += write_workbook(workbook, book.workbook)
    record = Ledger.of([], stands, as_of=world.on)
    said = written_in(book.deck, book.workbook).as_json()
    record = replace(record, book={"asked": {}, "written": said})
    write(record, folder / "ledger.json")
    assert not gate(record, book.workbook, book.deck), "the book is consistent when written"
    return book


def refreshed(
    book: Book, world: World, folder: Path, *, sentences: bool = False, overwrite: bool = False
) -> Refresh:
    """What a refresh of the book to another world finds."""
    fresh = write_book(world, folder)
    return refresh(book.files, book.ledger, fresh.files, fresh.ledger, Asked(sentences, overwrite))


def _figures(world: World) -> dict[str, Figure]:
    year, earlier = instant(date(2023, 12, 31)), instant(date(2022, 12, 31))
    at = instant(world.on)
    filed = Source("SEC EDGAR", "10-K", as_of=date(2023, 12, 31), accession=world.accession)
    quoted = Source("prices", "closing price", as_of=world.on)
    price = sourced(
        "zz.price", "Share price", Decimal(world.price), parse_unit("USD/shares"), at, quoted
    )
    shares = sourced("zz.shares", "Shares", Decimal(30_000_000), SHARES, year, filed)
    revenue = sourced("zz.revenue", "Revenue", Decimal(world.revenue), USD, year, filed)
    before = sourced("zz.revenue", "Revenue before", Decimal(world.before), USD, earlier, filed)
    rate = Decimal(world.growth)
    growth = (
        adopted(
            "zz.growth_rate",
            "Growth",
            rate,
            PURE,
            year,
            owner=world.owner,
            reason="our view",
            on=world.on,
        )
        if world.owner
        else default("zz.growth_rate", "Growth", rate, PURE, year, reason="as inflation")
    )
    value = computed("zz.value", "Market value", price * shares, at)
    multiple = computed("zz.value_multiple", "Value / revenue", ratio(value, revenue), at)
    ahead = computed("zz.ahead", "Revenue ahead", revenue * (growth + 1), year)
    return {
        one.key + str(one.period.end.year) if one is before else one.key: one
        for one in (price, shares, revenue, before, growth, value, multiple, ahead)
    }


def _workbook(world: World, figures: dict[str, Figure]) -> Workbook:
    book = Workbook("Zed: workbook", world.on)
    inputs = book.add(Sheet("Inputs"))
    inputs.text(0, 0, f"Inputs on {world.on:%d-%b-%Y}", Style.TITLE)
    rows = (
        ("zz.price", Format.PER_SHARE),
        ("zz.shares", Format.SHARES_MM),
        ("zz.revenue", Format.MONEY_MM),
        ("zz.revenue2022", Format.MONEY_MM),
        ("zz.growth_rate", Format.PERCENT1),
    )
    for row, (key, form) in enumerate(rows, start=2):
        inputs.text(row, 0, figures[key].name)
        inputs.place(row, 1, figures[key], form)
    model = book.add(Sheet("The model"))
    for row, (key, form) in enumerate(
        (
            ("zz.value", Format.MONEY_MM),
            ("zz.value_multiple", Format.MULTIPLE),
            ("zz.ahead", Format.MONEY_MM),
        ),
        start=1,
    ):
        model.text(row, 0, figures[key].name)
        model.place(row, 1, figures[key], form)
    notes = book.add(Sheet("Notes"))
    for row, note in enumerate(world.notes):
        notes.text(row, 0, note, Style.TEXT)
    book.check("Value ties", figures["zz.value"], figures["zz.value"], Format.MONEY_MM)
    return book


def _deck(world: World, figures: dict[str, Figure]) -> Deck:
    price = Shown(figures["zz.price"], Format.PER_SHARE, "$")
    revenue, before = figures["zz.revenue"], figures["zz.revenue2022"]
    rose = Decimal(world.revenue) >= Decimal(world.before)
    money = Format.MONEY_MM
    source = (f"Source: prices, 10-K {world.accession}. As of {world.on:%d-%b-%Y}.",)
    table = Table(
        [("",), ("USD mm",)],
        [
            Row([("Revenue",), (Shown(revenue, money),)]),
            Row([("Market value",), (Shown(figures["zz.value"], money),)]),
            Row([("Value / revenue",), (Shown(figures["zz.value_multiple"], Format.MULTIPLE),)]),
        ],
    )
    chart = Chart(
        ChartKind.COLUMN, ["FY2022A", "FY2023A"], [Series("Revenue", [before, revenue])], money
    )
    words = Bullets([("The shares stand at ", price, " and nothing else is said here.")])
    field = FootballField(
        [Range("Ahead and before", before, figures["zz.ahead"])],
        money,
        reference=revenue,
        reference_label="Revenue",
    )
    callout = Callouts(
        [
            Callout(price, "Share price"),
            Callout(Shown(figures["zz.value"], Format.MONEY_BN, "$", " billion"), "Market value"),
        ]
    )
    slides = [
        Slide(
            (
                "Revenue ",
                "rose" if rose else "fell",
                " from ",
                Shown(before, money, "$"),
                " to ",
                Shown(revenue, money, "$"),
            ),
            [(Region.LEFT, chart), (Region.RIGHT, table)],
            footnotes=[source],
        ),
        Slide(
            ("The shares cost ", price),
            [(Region.TOP_BAND, callout), (Region.BELOW_BAND, field)],
            footnotes=[source],
        ),
        Slide(
            ("What a reader must know",),
            [
                (Region.TOP, Table([("Note",)], [Row([(note,)]) for note in world.notes])),
                (Region.BOTTOM, words),
            ],
        ),
    ]
    slides += [Slide((f"Extra page {'abc'[at]}",)) for at in range(world.pages - 2)]
    return Deck("Zed", world.on, "Project Zed", slides)
