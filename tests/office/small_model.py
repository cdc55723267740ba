"""A small model of an invented company, laid out as a workbook and a deck."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from bookrunner.figures import (
    NA,
    PURE,
    USD,
    Figure,
    Format,
    Period,
    Source,
    adopted,
    average,
    computed,
    default,
    ratio,
    sourced,
)
from bookrunner.ledger import Ledger, Standing
from bookrunner.office import (
    Chart,
    ChartKind,
    Deck,
    Emphasis,
    Region,
    Row,
    Series,
    Sheet,
    Shown,
    Slide,
    Style,
    Table,
    Workbook,
    deck_pptx,
    workbook_xlsx,
)
from bookrunner.office.workbook import write_legend

AS_OF = date(2025, 1, 31)
YEARS = [Period(date(year, 1, 1), date(year, 12, 31)) for year in (2022, 2023, 2024)]
SOURCE = Source(
    "SEC EDGAR",
    "10-K for the year to 2024-12-31",
    date(2024, 12, 31),
    "0000000042-25-000001",
    "us-gaap:Revenues",
    "https://www.sec.gov/alder",
)
REVENUE = ("157403", "152669", "159514")
COST = ("104625", "101709", "106206")


@dataclass
class Model:
    """The figures by short names, and the workbook on which they stand."""

    workbook: Workbook = field(default_factory=lambda: Workbook("Project Oak & Elm", AS_OF))
    figures: dict[str, Figure] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Figure:
        return self.figures[name]


def model(*, growth_adopted: bool = False) -> Model:
    """Three years of revenue and cost, a margin, a segment nobody reported, and a value."""
    made = Model()
    made.workbook.add(_cover())
    made.workbook.add(_inputs(made, growth_adopted=growth_adopted))
    made.workbook.add(_value(made))
    back = computed("ald.back", "Revenue both ways", made["profit2"] + made["cost2"], YEARS[2])
    made.workbook.check("Profit and cost are revenue", back, made["revenue2"], Format.MONEY_MM)
    made.workbook.named |= {figure.id for figure in made.figures.values()}
    return made


def _cover() -> Sheet:
    cover = Sheet("Cover", widths=(24, 60))
    cover.text(0, 0, "Project Oak", Style.TITLE)
    cover.text(1, 0, "=1+1 is no formula", Style.SUBTITLE)
    write_legend(cover, 3)
    return cover


def _inputs(made: Model, *, growth_adopted: bool) -> Sheet:
    sheet = Sheet("Inputs", freeze=(3, 1))
    sheet.text(0, 0, "Income statement", Style.TITLE)
    sheet.text(1, 0, "$ in millions", Style.SUBTITLE)
    sheet.text(2, 0, "Fiscal year", Style.HEADER_LEFT)
    for row, label in enumerate(("Revenue", "Cost", "Profit", "Margin"), start=3):
        sheet.text(row, 0, label)
    for at, year in enumerate(YEARS):
        sheet.text(2, at + 1, f"FY{year.end.year}A", Style.HEADER)
        revenue = _reported("revenue", "Revenue", REVENUE[at], year)
        cost = _reported("cost", "Cost", COST[at], year)
        profit = computed("ald.profit", "Profit", revenue - cost, year)
        margin = computed("ald.margin", "Margin", ratio(profit, revenue), year)
        sheet.place(3, at + 1, revenue, Format.MONEY_MM)
        sheet.place(4, at + 1, cost, Format.MONEY_MM)
        sheet.place(5, at + 1, profit, Format.MONEY_MM, Emphasis.SUBTOTAL)
        sheet.place(6, at + 1, margin, Format.PERCENT1)
        made.figures |= {
            f"revenue{at}": revenue,
            f"cost{at}": cost,
            f"profit{at}": profit,
            f"margin{at}": margin,
        }
    segment = sourced("ald.segment", "Segment", NA, USD, YEARS[2], SOURCE)
    share = computed("ald.share", "Segment share", ratio(segment, made["revenue2"]), YEARS[2])
    sheet.place(7, 3, segment, Format.MONEY_MM)
    sheet.place(8, 3, share, Format.PERCENT1)
    growth = _growth(adopted_by="Jane Doe" if growth_adopted else "")
    rate = _rate("wacc", "WACC", "0.085")
    sheet.place(9, 3, growth, Format.PERCENT1)
    sheet.place(10, 3, rate, Format.PERCENT1)
    made.figures |= {"segment": segment, "share": share, "growth": growth, "wacc": rate}
    return sheet


def _value(made: Model) -> Sheet:
    sheet = Sheet("Value 1")
    sheet.text(0, 0, "Value", Style.SECTION)
    following = computed(
        "ald.following", "Next revenue", made["revenue2"] * (1 + made["growth"]), YEARS[2]
    )
    value = computed("ald.value", "Value", following / (made["wacc"] - made["growth"]), YEARS[2])
    margins = [made[f"margin{at}"] for at in range(3)]
    mean = computed("ald.mean", "Average margin", average(margins), YEARS[2])
    sheet.place(1, 1, following, Format.MONEY_MM)
    sheet.link(2, 1, made["profit2"], Format.MONEY_MM0, Emphasis.TOTAL)
    sheet.place(3, 1, value, Format.MONEY_MM, Emphasis.KEY_OUTPUT)
    sheet.place(4, 1, mean, Format.PERCENT1)
    made.figures |= {"following": following, "value": value, "mean": mean}
    return sheet


def _reported(key: str, name: str, millions: str, year: Period) -> Figure:
    return sourced(f"ald.{key}", name, Decimal(millions) * 10**6, USD, year, SOURCE)


def _rate(key: str, name: str, value: str) -> Figure:
    return adopted(
        f"ald.{key}",
        name,
        Decimal(value),
        PURE,
        YEARS[2],
        owner="Jane Doe",
        reason="committee's view",
        on=date(2025, 1, 30),
    )


def _growth(*, adopted_by: str) -> Figure:
    if adopted_by:
        return _rate("growth", "Growth", "0.05")
    reason = "long-run nominal growth"
    return default("ald.growth", "Growth", Decimal("0.05"), PURE, YEARS[2], reason=reason)


def deck(made: Model) -> Deck:
    """One slide: a title with a number, a table and a chart."""
    revenue = [made[f"revenue{at}"] for at in range(3)]
    money, percent = Format.MONEY_MM, Format.PERCENT1
    table = Table(
        [("($ in millions)",), ("FY2023A",), ("FY2024A",)],
        [
            Row([("Revenue (1)",), (Shown(revenue[1], money),), (Shown(revenue[2], money),)]),
            Row(
                [("Margin",), (Shown(made["margin1"], percent),), (Shown(made["share"], percent),)]
            ),
        ],
    )
    chart = Chart(
        ChartKind.COLUMN, ["FY2022", "FY2023", "FY2024"], [Series("Revenue", revenue)], money
    )
    slide = Slide(
        ("Revenue reached ", Shown(revenue[2], money, "$", " million"), " in FY2024"),
        [(Region.LEFT, table), (Region.RIGHT, chart)],
        footnotes=[
            ("Source: 10-K for the year to 31-Dec-2024, accession 0000000042-25-000001.",),
            ("Note: (1) As reported under ASC 606.",),
        ],
    )
    return Deck("Project Oak", AS_OF, "Project Oak | Draft", [slide])


def written(made: Model, folder: Path) -> Ledger:
    """Both files in the folder, ``pitch.xlsx`` and ``pitch.pptx``, and their ledger."""
    standings: list[Standing] = [
        *workbook_xlsx.write(made.workbook, folder / "pitch.xlsx"),
        *deck_pptx.write(deck(made), folder / "pitch.pptx"),
    ]
    return Ledger.of([], standings, as_of=AS_OF)
