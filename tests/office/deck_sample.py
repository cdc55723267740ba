"""A deck of an invented company with every kind of block, as long and dense as real ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import count

from bookrunner.figures import (
    NA,
    NM,
    PURE,
    USD,
    USD_PER_SHARE,
    Figure,
    Format,
    Missing,
    Period,
    Source,
    Unit,
    sourced,
)
from bookrunner.office import (
    Bullets,
    Callout,
    Callouts,
    Chart,
    ChartKind,
    Deck,
    FootballField,
    Line,
    Range,
    Region,
    Required,
    Row,
    RowStyle,
    Series,
    Shown,
    Slide,
    SlideKind,
    Table,
)

AS_OF = date(2024, 6, 28)
YEAR = Period(date(2023, 1, 30), date(2024, 1, 28))
SOURCE = Source("Invented records", "Annual report of Alder Retail", AS_OF)
SOURCE_TEXT = (
    "Source: Alder Retail annual report for the year ended 28 January 2024 (Form 10-K); prices as "
    "of 28-Jun-2024."
)
NOTE_TEXT = (
    "Note: (1) EBITDA is operating income plus depreciation and amortization, before share-based "
    "compensation. NM: not meaningful; NA: not available."
)
SOURCE_LINE: Line = (SOURCE_TEXT,)
NOTE: Line = (NOTE_TEXT,)
DISCLAIMER: Line = (
    (
        "Draft for discussion. Alder Retail and its peers on these pages are invented. These "
        "materials do not constitute an offer or a recommendation."
    ),
)
LONG_TITLE: Line = (
    (
        "Alder grows in line with its peers but earns less on each dollar of sales than the two "
        "leaders, which leaves room for margins to rise"
    ),
)

_numbers = count(1)

UNITS = {
    Format.MONEY_MM: USD,
    Format.MONEY_MM0: USD,
    Format.PER_SHARE: USD_PER_SHARE,
}


def figure(value: str | Missing, unit: Unit = USD) -> Figure:
    """An invented figure."""
    number = value if isinstance(value, Missing) else Decimal(value)
    return sourced(f"alder.f{next(_numbers)}", "Invented", number, unit, YEAR, SOURCE)


def shown(value: str | Missing, form: Format = Format.MONEY_MM, prefix: str = "") -> Shown:
    """An invented figure in a format; money is given in millions."""
    if isinstance(value, Missing):
        return Shown(figure(value), form, prefix)
    scaled = str(Decimal(value).scaleb(form.exponent))
    return Shown(figure(scaled, UNITS.get(form, PURE)), form, prefix)


def millions(*values: str) -> list[Figure]:
    return [figure(str(Decimal(value).scaleb(6))) for value in values]


def row(
    label: str,
    values: Sequence[str | Missing],
    form: Format = Format.MONEY_MM,
    style: RowStyle = RowStyle.PLAIN,
) -> Row:
    return Row(((label,), *[(shown(value, form),) for value in values]), style)


def section(label: str, columns: int) -> Row:
    return Row(((label,), *[()] * (columns - 1)), RowStyle.SECTION)


def heads(*labels: str) -> list[Line]:
    return [(label,) if label else () for label in labels]


def sample_deck() -> Deck:
    """Twelve slides."""
    return Deck(
        "Project Alder: discussion materials",
        AS_OF,
        "Project Alder | Draft",
        [
            _cover(),
            _contents(),
            _summary(),
            _profile(),
            _financials(),
            _benchmarking(),
            _comps(),
            _dcf(),
            _sensitivity(),
            _football(),
            _missing(),
            _sources(),
        ],
    )


def _cover() -> Slide:
    return Slide(
        ("Project Alder",),
        kind=SlideKind.COVER,
        subtitle=("Discussion materials for the board of directors of Alder Retail, Inc.",),
        footnotes=[DISCLAIMER],
    )


def _contents() -> Slide:
    lines = [
        "Executive summary",
        "Company profile and financial summary",
        "Benchmarking and trading comparables",
        "Discounted cash flow analysis",
        "Valuation summary",
        "Sources and required inputs",
    ]
    rows = [Row(((str(number),), (line,))) for number, line in enumerate(lines, start=1)]
    table = Table(heads("", "Section"), rows, widths=(1, 14))
    return Slide(("Contents",), [(Region.FULL, table)])


def _summary() -> Slide:
    return Slide(
        (
            "Alder trades at ",
            shown("8.4", Format.MULTIPLE),
            " EBITDA, below its peers, while margins have widened by ",
            shown("0.021", Format.PERCENT1),
        ),
        [
            (
                Region.TOP_BAND,
                Callouts(
                    [
                        Callout(shown("41.25", Format.PER_SHARE, "$"), "Share price, 28-Jun-2024"),
                        Callout(
                            shown("12345.6", prefix="$"), "Enterprise value, $ million, diluted"
                        ),
                        Callout(shown("8.4", Format.MULTIPLE), "Enterprise value / LTM EBITDA"),
                        Callout(
                            shown("52.10", Format.PER_SHARE, "$"),
                            "DCF value per share at the base case",
                        ),
                    ]
                ),
            ),
            (
                Region.BELOW_BAND,
                Bullets(
                    [
                        (
                            "Revenue grew ",
                            shown("0.034", Format.PERCENT1),
                            " to ",
                            shown("15234.1", prefix="$"),
                            " million in the year ended 28 January 2024",
                        ),
                        (
                            "EBITDA margin rose to ",
                            shown("0.096", Format.PERCENT1),
                            ", helped by lower freight costs and fewer markdowns",
                        ),
                        (
                            "Free cash flow of ",
                            shown("612.4", prefix="$"),
                            " million covered dividends and repurchases",
                        ),
                        (
                            "Net income of the European segment was ",
                            shown("-48.2", prefix="$"),
                            " million after store closures",
                        ),
                        (
                            "Peers trade at a median of ",
                            shown("9.7", Format.MULTIPLE),
                            " LTM EBITDA; the DCF implies ",
                            shown("10.1", Format.MULTIPLE),
                        ),
                    ],
                    "Key points",
                ),
            ),
        ],
        footnotes=[SOURCE_LINE, NOTE],
    )


def _profile() -> Slide:
    rows = [
        row("Share price ($)", ["41.25"], Format.PER_SHARE),
        row("Diluted shares (mm)", ["262.4"], Format.SHARES_MM),
        row("Equity value", ["10824.0"], style=RowStyle.SUBTOTAL),
        row("Plus: total debt", ["2210.5"]),
        row("Plus: noncontrolling interest", ["35.0"]),
        row("Less: cash", ["-723.9"]),
        row("Enterprise value", ["12345.6"], style=RowStyle.TOTAL),
    ]
    return Slide(
        ("Alder is a home improvement retailer with two segments and a strong balance sheet",),
        [
            (
                Region.TOP_LEFT,
                Bullets(
                    [
                        ("Sells building materials, tools and garden products in 1,204 stores",),
                        ("Two segments: North America and Europe",),
                        ("Fiscal year ends on the Sunday nearest to the end of January",),
                        ("Chief executive since 2019: an invented person",),
                    ],
                    "Business",
                ),
            ),
            (Region.TOP_RIGHT, Table(heads("$ million", "Value"), rows, title="Capitalisation")),
            (
                Region.BOTTOM_LEFT,
                Chart(
                    ChartKind.BAR,
                    ["North America", "Europe"],
                    [Series("Revenue", millions("11890.2", "3343.9"))],
                    Format.MONEY_MM,
                    "Revenue by segment, FY2023A ($ million)",
                ),
            ),
            (
                Region.BOTTOM_RIGHT,
                Chart(
                    ChartKind.LINE,
                    ["FY2019A", "FY2020A", "FY2021A", "FY2022A", "FY2023A"],
                    [
                        Series(
                            "EBITDA margin",
                            [
                                figure(value, PURE)
                                for value in ("0.081", "0.088", "0.079", "0.075", "0.096")
                            ],
                        )
                    ],
                    Format.PERCENT1,
                    "EBITDA margin",
                ),
            ),
        ],
        footnotes=[SOURCE_LINE],
    )


def _financials() -> Slide:
    years = ["FY2019A", "FY2020A", "FY2021A", "FY2022A", "FY2023A"]
    lines: list[tuple[str, list[str | Missing], Format, RowStyle]] = [
        ("Revenue", ["12810.0", "13544.2", "14010.9", "14733.5", "15234.1"], Format.MONEY_MM,
         RowStyle.PLAIN),
        ("Growth", [NA, "0.057", "0.034", "0.052", "0.034"], Format.PERCENT1, RowStyle.PLAIN),
        ("Gross profit", ["4355.4", "4672.7", "4693.7", "4906.3", "5240.5"], Format.MONEY_MM,
         RowStyle.PLAIN),
        ("EBITDA", ["1037.6", "1191.9", "1106.9", "1105.0", "1462.5"], Format.MONEY_MM,
         RowStyle.SUBTOTAL),
        ("EBITDA margin", ["0.081", "0.088", "0.079", "0.075", "0.096"], Format.PERCENT1,
         RowStyle.PLAIN),
        ("Net income", ["402.1", "511.3", "-120.4", "388.8", "701.0"], Format.MONEY_MM,
         RowStyle.TOTAL),
    ]  # fmt: skip
    table = Table(
        heads("$ million, year to January", *years),
        [row(label, values, form, style) for label, values, form, style in lines],
        title="Financial summary",
    )
    return Slide(
        ("Revenue has grown every year; earnings recovered from the loss of FY2021",),
        [
            (Region.TOP, table),
            (
                Region.BOTTOM_LEFT,
                Chart(
                    ChartKind.COLUMN,
                    years,
                    [
                        Series(
                            "Revenue",
                            millions("12810.0", "13544.2", "14010.9", "14733.5", "15234.1"),
                        )
                    ],
                    Format.MONEY_MM0,
                    "Revenue ($ million)",
                ),
            ),
            (
                Region.BOTTOM_RIGHT,
                Chart(
                    ChartKind.COLUMN,
                    years,
                    [
                        Series(
                            "EBITDA", millions("1037.6", "1191.9", "1106.9", "1105.0", "1462.5")
                        ),
                        Series(
                            "Net income", millions("402.1", "511.3", "-120.4", "388.8", "701.0")
                        ),
                    ],
                    Format.MONEY_MM0,
                    "EBITDA and net income ($ million)",
                ),
            ),
        ],
        footnotes=[SOURCE_LINE, NOTE],
    )


PEERS = (
    "Alder Retail", "Birch Stores", "Cedar Home", "Dogwood", "Elm Hardware", "Fir Supply",
    "Ginkgo Group", "Hazel Living", "Ironwood Depot", "Juniper Brands", "Katsura Holdings",
    "Larch Trading",
)  # fmt: skip


def _benchmarking() -> Slide:
    growth: list[str | Missing] = ["0.034", "0.051", "-0.012", "0.027", NM, "0.081"]
    margin = ["0.096", "0.121", "0.074", "0.103", "0.055", "0.142"]
    figures = [figure(value, PURE) for value in growth]
    return Slide(
        LONG_TITLE,
        [
            (
                Region.LEFT,
                Chart(
                    ChartKind.BAR,
                    PEERS[:6],
                    [Series("Growth", figures)],
                    Format.PERCENT1,
                    "Revenue growth, LTM",
                ),
            ),
            (
                Region.RIGHT,
                Chart(
                    ChartKind.BAR,
                    PEERS[:6],
                    [Series("Margin", [figure(value, PURE) for value in margin])],
                    Format.PERCENT1,
                    "EBITDA margin, LTM",
                ),
            ),
        ],
        footnotes=[SOURCE_LINE, NOTE],
    )


def _comps() -> Slide:
    columns = heads(
        "Company", "Price ($)", "Equity value", "Enterprise value", "EV / Revenue LTM",
        "EV / EBITDA LTM", "EV / EBITDA NTM", "P / E LTM", "EBITDA margin", "Net debt / EBITDA",
    )  # fmt: skip

    def company(name: str, seed: int, style: RowStyle = RowStyle.PLAIN) -> Row:
        loss = seed == 4
        return Row(
            (
                (name,),
                (shown(f"{31 + seed * 7}.{seed}5", Format.PER_SHARE),),
                (shown(f"{10824 + seed * 2311}.4"),),
                (shown(f"{12345 + seed * 2571}.6"),),
                (shown(f"0.{7 + seed % 3}", Format.MULTIPLE),),
                (shown(f"{8 + seed % 5}.{seed % 10}", Format.MULTIPLE),),
                (Shown(figure(NA, PURE), Format.MULTIPLE),),
                (
                    Shown(figure(NM, PURE), Format.MULTIPLE)
                    if loss
                    else shown(f"{14 + seed}.2", Format.MULTIPLE),
                ),
                (shown("-0.013" if loss else f"0.{90 + seed * 3:03d}", Format.PERCENT1),),
                (shown("-0.4" if seed == 3 else f"{1 + seed % 3}.4", Format.MULTIPLE),),
            ),
            style,
        )

    def statistic(name: str, style: RowStyle) -> Row:
        blank: list[Line] = [(), (), ()]
        values = ("0.8", "9.7", "9.1", "17.4")
        multiples: list[Line] = [(shown(value, Format.MULTIPLE),) for value in values]
        tail: list[Line] = [(shown("0.101", Format.PERCENT1),), (shown("1.6", Format.MULTIPLE),)]
        return Row(((name,), *blank, *multiples, *tail), style)

    rows = [
        company(PEERS[0], 0, RowStyle.HIGHLIGHT),
        section("Peers", len(columns)),
        *[company(name, seed) for seed, name in enumerate(PEERS[1:11], start=1)],
        statistic("Maximum", RowStyle.SUBTOTAL),
        statistic("Mean", RowStyle.PLAIN),
        statistic("Median", RowStyle.PLAIN),
        statistic("Minimum", RowStyle.TOTAL),
    ]
    return Slide(
        (
            "Peers trade at a median of ",
            shown("9.7", Format.MULTIPLE),
            " LTM EBITDA, above Alder at ",
            shown("8.4", Format.MULTIPLE),
        ),
        [
            (
                Region.FULL,
                Table(columns, rows, title="Trading comparables ($ million, but per share)"),
            )
        ],
        footnotes=[
            SOURCE_LINE,
            NOTE,
            ("(2) NTM columns need a licensed estimate feed, which was not supplied.",),
        ],
    )


def _dcf() -> Slide:
    years = [f"FY{year}E" for year in range(2024, 2029)]
    lines: list[tuple[str, list[str], RowStyle]] = [
        ("Revenue", ["15843.5", "16477.2", "17053.9", "17565.5", "18004.6"], RowStyle.PLAIN),
        ("EBITDA", ["1552.7", "1647.7", "1739.5", "1826.8", "1908.5"], RowStyle.SUBTOTAL),
        ("Less: depreciation and amortization", ["-396.1", "-411.9", "-426.3", "-439.1", "-450.1"],
         RowStyle.PLAIN),
        ("Less: taxes at the marginal rate", ["-277.6", "-296.6", "-315.2", "-333.1", "-350.0"],
         RowStyle.PLAIN),
        ("Plus: depreciation and amortization", ["396.1", "411.9", "426.3", "439.1", "450.1"],
         RowStyle.PLAIN),
        ("Less: capital expenditure", ["-475.3", "-494.3", "-511.6", "-527.0", "-540.1"],
         RowStyle.PLAIN),
        ("Less: increase in working capital", ["-30.5", "-31.7", "-28.8", "-25.6", "-22.0"],
         RowStyle.PLAIN),
        ("Unlevered free cash flow", ["769.3", "825.1", "883.9", "941.1", "996.4"],
         RowStyle.TOTAL),
    ]  # fmt: skip
    flows = Table(
        heads("$ million", *years),
        [row(label, list(values), style=style) for label, values, style in lines],
        title="Free cash flow",
    )
    bridge = Table(
        heads("Value at the base case", "$ million"),
        [
            row("Present value of flows", ["3610.4"]),
            row("Present value of terminal value", ["11590.2"]),
            row("Enterprise value", ["15200.6"], style=RowStyle.SUBTOTAL),
            row("Less: net debt and other", ["-1521.6"]),
            row("Equity value", ["13679.0"], style=RowStyle.SUBTOTAL),
            row("Value per share ($)", ["52.10"], Format.PER_SHARE, RowStyle.TOTAL),
        ],
        title="Bridge to value per share",
    )
    chart = Chart(
        ChartKind.COLUMN,
        years,
        [Series("Free cash flow", millions("769.3", "825.1", "883.9", "941.1", "996.4"))],
        Format.MONEY_MM,
        "Unlevered free cash flow ($ million)",
    )
    return Slide(
        (
            "Discounted cash flows imply ",
            shown("52.10", Format.PER_SHARE, "$"),
            " per share at the base case",
        ),
        [(Region.TOP, flows), (Region.BOTTOM_LEFT, bridge), (Region.BOTTOM_RIGHT, chart)],
        subtitle=("Mid-year convention; five years of forecast; Gordon growth",),
        footnotes=[SOURCE_LINE],
    )


def _grid(title: str, form: Format) -> Table:
    rates = ("0.075", "0.080", "0.085", "0.090", "0.095")
    growth = ("0.010", "0.015", "0.020", "0.025", "0.030")
    rows = [
        Row(
            (
                (shown(rate, Format.PERCENT1),),
                *[(shown(str(Decimal("66.2") - 3 * at + 2 * step), form),) for step in range(5)],
            )
        )
        for at, rate in enumerate(rates)
    ]
    columns: list[Line] = [("WACC / g",), *[(shown(value, Format.PERCENT1),) for value in growth]]
    return Table(columns, rows, highlight=(2, 3), title=title)


def _sensitivity() -> Slide:
    return Slide(
        ("The value per share moves more with the discount rate than with terminal growth",),
        [
            (Region.TOP_LEFT, _grid("Value per share ($): WACC and growth", Format.PER_SHARE)),
            (Region.TOP_RIGHT, _grid("Implied exit multiple: WACC and growth", Format.MULTIPLE)),
            (Region.BOTTOM_LEFT, _grid("Enterprise value ($ million)", Format.MONEY_MM)),
            (
                Region.BOTTOM_RIGHT,
                Bullets(
                    [
                        (
                            "One half point of WACC moves the value per share by ",
                            shown("3.00", Format.PER_SHARE, "$"),
                        ),
                        ("The base case is shaded; each cell is live in the workbook",),
                        (
                            shown("0.76", Format.PERCENT1),
                            " of the value is terminal value, which rests on default assumptions",
                        ),
                    ],
                    "Reading the grids",
                ),
            ),
        ],
        footnotes=[SOURCE_LINE],
    )


def _football() -> Slide:
    bars = (
        ("52-week trading range", "33.10", "47.80", None, "Low to high close"),
        ("Trading comparables: EV / EBITDA", "39.40", "55.20", "47.30", "8.5x to 11.0x LTM"),
        ("Trading comparables: P / E", "36.00", "51.10", "44.20", "14.0x to 19.0x LTM"),
        ("DCF: Gordon growth", "45.20", "61.70", "52.10", "WACC 8.0% to 9.0%"),
        ("DCF: exit multiple", "43.90", "58.30", "50.60", "9.0x to 10.5x EBITDA"),
    )
    return Slide(
        (
            "All methods but the trading range put the value above the current price of ",
            shown("41.25", Format.PER_SHARE, "$"),
        ),
        [
            (
                Region.FULL,
                FootballField(
                    [
                        Range(
                            label,
                            figure(low, USD_PER_SHARE),
                            figure(high, USD_PER_SHARE),
                            figure(middle, USD_PER_SHARE) if middle else None,
                            note,
                        )
                        for label, low, high, middle, note in bars
                    ],
                    Format.PER_SHARE,
                    figure("41.25", USD_PER_SHARE),
                    "Current price $",
                    "Implied value per share ($)",
                ),
            )
        ],
        footnotes=[SOURCE_LINE, ("Note: the shades meet at the median or the base case.",)],
    )


def _missing() -> Slide:
    return Slide(
        ("Broker estimates would add forward multiples to this page",),
        [
            (
                Region.LEFT_WIDE,
                Required(
                    "consensus estimates of revenue and EBITDA",
                    "Supply them with --estimates FILE.csv; nothing is made up in their place.",
                ),
            ),
            (
                Region.RIGHT_NARROW,
                Bullets(
                    [
                        ("Forward multiples of the peers",),
                        ("Guidance compared with consensus",),
                        ("Revisions over the last ninety days",),
                    ],
                    "What the input would add",
                ),
            ),
        ],
        footnotes=[SOURCE_LINE],
    )


def _sources() -> Slide:
    rows = [
        Row(
            (
                (company,),
                ("Form 10-K for the year ended 28 January 2024",),
                (f"00003549{at:02d}-24-0000{62 + at}",),
                ("22-Mar-2024",),
                ("Income statement, balance sheet, cash flow and cover page share count",),
            )
        )
        for at, company in enumerate(PEERS)
    ]
    table = Table(
        heads("Company", "Document", "Accession", "Accepted", "Used for"),
        rows,
        widths=(2, 4, 3, 1.5, 5),
    )
    return Slide(
        ("Every number comes from a named filing",), [(Region.FULL, table)], footnotes=[SOURCE_LINE]
    )
