"""The pages of comparables: benchmarking, multiples, and what they imply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bookrunner.figures import Figure, Format
from bookrunner.office import Block as Block_
from bookrunner.office import (
    Chart,
    ChartKind,
    Line,
    Region,
    Row,
    RowStyle,
    Series,
    Shown,
    Slide,
    Table,
)
from bookrunner.pitch.deck_pieces import (
    compared,
    comps_row,
    in_millions,
    is_number,
    ltm_note,
    required_page,
    source_line,
    stated,
    statistics_row,
    without_codes,
)
from bookrunner.pitch.pen import usual_format
from bookrunner.pitch.valued import MEDIAN_MULTIPLE, Valued
from bookrunner.valuation import (
    Block,
    Column,
    CompsRow,
)

_CHARTED = ("growth_1y", "ebitda_margin")

_ROWS_UNDER_CHARTS_MAX = 6

_PAGE_FINDINGS_MAX = 3

_BUT = "except per share; P / E implies a price without an enterprise value."
_LEFT_OUT = (
    "NM: not meaningful; NA: not available; neither is in the statistics, nor is the target."
)


def benchmarking_pages(valued: Valued) -> Mapping[str, Slide]:
    """One page with two charts over a table; with many companies, a page for each."""
    comps = valued.comps
    rows = [comps.target, *comps.peers]
    shown = comps.columns_of(Block.OPERATING)
    charted = [column for column in shown if column.key in _CHARTED]
    is_many = len(rows) > _ROWS_UNDER_CHARTS_MAX
    regions = (Region.LEFT, Region.RIGHT) if is_many else (Region.TOP_LEFT, Region.TOP_RIGHT)
    charts: list[tuple[Region, Block_]] = [
        (
            region,
            Chart(
                ChartKind.BAR,
                [*(row.company.label for row in rows), "Peers' median"],
                [
                    Series(
                        column.label,
                        [
                            *(row.cells[column.key] for row in rows),
                            comps.statistic("median", column.key),
                        ],
                    )
                ],
                column.form,
                f"{column.label} ({column.basis})",
            ),
        )
        for region, column in zip(regions, charted, strict=True)
        if any(is_number(row.cells[column.key]) for row in rows)
    ]
    table = Table(
        [("Company",), *((f"{column.label} ({column.basis})",) for column in shown)],
        [
            *(comps_row(row, shown) for row in comps.peers),
            statistics_row(valued, "median", shown, RowStyle.SUBTOTAL),
            comps_row(comps.target, shown, RowStyle.HIGHLIGHT),
        ],
        widths=(2.0, *(1.0 for _ in shown)),
    )
    title = _margin_title(valued)
    notes = [
        source_line(valued, [row.cells[column.key] for row in rows for column in shown]),
        *ltm_note(valued),
    ]
    if not is_many:
        return {"benchmarking": Slide(title, [*charts, (Region.BOTTOM, table)], footnotes=notes)}
    label = comps.target.company.label
    return {
        "benchmarking": Slide(title, charts, footnotes=notes),
        "metrics": Slide(
            (f"Growth, margins, investment and leverage of {label} and its peers",),
            [(Region.FULL, table)],
            footnotes=notes,
        ),
    }


def _margin_title(valued: Valued) -> Line:
    comps = valued.comps
    label = comps.target.company.label
    own = comps.target.cells["ebitda_margin"]
    median = comps.statistic("median", "ebitda_margin")
    order = compared(own, median)
    if order is None:
        return (f"{label} and its peers by growth and margin",)
    word = {1: "above", 0: "in line with", -1: "below"}[order]
    return (
        f"{label}'s EBITDA margin of ",
        Shown(own, Format.PERCENT1),
        f" stands {word} the peers' median of ",
        Shown(median, Format.PERCENT1),
    )


_FORWARD = "ev_ebitda_ntm"
_AHEAD = (
    "Means of imported estimates. NTM: the twelve months after the valuation date, by days of two "
    "fiscal years; CY: calendar years, by months of two fiscal years. NM: not meaningful. "
    "NA: estimates required."
)


def comparables_page(valued: Valued) -> Slide:
    """Sizes and multiples of peers and target, and the statistics over peers."""
    comps = valued.comps
    columns = [*comps.columns_of(Block.SIZE), *_valuation_columns(valued)]
    table = _compared(valued, columns)
    title = _range_title(valued)
    cells = [row.cells[column.key] for row in (comps.target, *comps.peers) for column in columns]
    doubts = [
        (f"Note: {without_codes(finding.message)}.",)
        for finding in valued.comps.findings
        if finding.code == "valuation.peer-industry"
    ]
    return Slide(
        title,
        [(Region.FULL, table)],
        footnotes=[
            source_line(valued, cells),
            (f"{comps.target.company.money} in millions. {_LEFT_OUT}",),
            *ltm_note(valued),
            *_required(valued),
            *doubts[:_PAGE_FINDINGS_MAX],
        ],
    )


def _required(valued: Valued) -> list[Line]:
    """That the page has no forward columns, where nobody imported estimates."""
    if valued.comps.columns_of(Block.FORWARD):
        return []
    return [("NTM and calendar year multiples: estimates required.",)]


def _compared(valued: Valued, columns: Sequence[Column]) -> Table:
    """Peers, statistics over them, and the target below."""
    comps = valued.comps
    return Table(
        [("Company",), *((_head(column),) for column in columns)],
        [
            *(comps_row(row, columns) for row in comps.peers),
            *(
                statistics_row(
                    valued, key, columns, RowStyle.SUBTOTAL if key == "max" else RowStyle.PLAIN
                )
                for key in ("max", "p75", "median", "mean", "p25", "min")
            ),
            comps_row(comps.target, columns, RowStyle.HIGHLIGHT),
        ],
        widths=(2.2, *(1.0 for _ in columns)),
    )


def forward_pages(valued: Valued) -> dict[str, Slide]:
    """Growth, margins and multiples on analysts' estimates; no page where there are none."""
    comps = valued.comps
    columns = comps.columns_of(Block.FORWARD)
    if not columns:
        return {}
    own, median = comps.target.cells[_FORWARD], comps.statistic("median", _FORWARD)
    title: Line = ("Trading comparables on analysts' estimates",)
    label = comps.target.company.label
    if (order := compared(own, median)) is not None:
        word = {1: "above", 0: "in line with", -1: "below"}[order]
        title = (
            f"{label} trades at ",
            Shown(own, Format.MULTIPLE),
            f" NTM EBITDA, {word} the peers' median of ",
            Shown(median, Format.MULTIPLE),
        )
    cells = [row.cells[column.key] for row in (comps.target, *comps.peers) for column in columns]
    notes: list[Line] = [source_line(valued, cells), (_AHEAD,)]
    notes += [(note,) for note in comps.notes]
    return {"forward": Slide(title, [(Region.FULL, _compared(valued, columns))], footnotes=notes)}


def _range_title(valued: Valued) -> Line:
    """Between which multiples the peers trade, of those that mean something, and the target."""
    comps = valued.comps
    own: Line = (
        f"{comps.target.company.label} at ",
        Shown(_multiple(comps.target), Format.MULTIPLE),
    )
    if not comps.target.company.is_listed:
        own = (f"{comps.target.company.label} is not listed",)
    told = [row for row in comps.peers if is_number(_multiple(row))]
    if not told:
        return ("No peer has a meaningful EBITDA multiple; ", *own)
    if len(told) == 1:
        one = told[0]
        shown = Shown(_multiple(one), Format.MULTIPLE)
        return (f"{one.company.label} trades at ", shown, " LTM EBITDA, ", *own)
    low, high = (comps.statistic(key, MEDIAN_MULTIPLE) for key in ("min", "max"))
    who = "Peers" if len(told) == len(comps.peers) else "Peers with a meaningful multiple"
    between = (Shown(low, Format.MULTIPLE), " and ", Shown(high, Format.MULTIPLE))
    return (f"{who} trade between ", *between, " LTM EBITDA, ", *own)


def _multiple(row: CompsRow) -> Figure:
    return row.cells[MEDIAN_MULTIPLE]


def _valuation_columns(valued: Valued) -> Sequence[Column]:
    """The multiples; those of the fiscal year only where some company reported since."""
    rows = (valued.comps.target, *valued.comps.peers)
    newer = any(row.company.latest is not row.company.last_year for row in rows)
    columns = valued.comps.columns_of(Block.VALUATION)
    return columns if newer else [column for column in columns if column.basis != "FY"]


def implied_page(valued: Valued) -> Slide:
    """The target's value per share at the quartiles and the median of the peers' multiples."""
    comps, label = valued.comps, valued.comps.target.company.label
    rows: list[Row] = []
    for implied in comps.implied:
        name = f"{implied.column.label} ({implied.column.basis})"
        rows.append(
            Row(
                [(name,), *[()] * (6 if comps.target.company.is_listed else 5)],
                RowStyle.SECTION,
            )
        )
        for point in implied.points:
            enterprise = (
                () if point.enterprise_value is None else (in_millions(point.enterprise_value),)
            )
            claims = () if point.net_claims is None else (in_millions(point.net_claims),)
            metric = Shown(implied.metric, usual_format(implied.metric))
            rows.append(
                Row(
                    [
                        (point.label,),
                        (Shown(point.multiple, implied.column.form),),
                        (metric,),
                        enterprise,
                        claims,
                        (in_millions(point.equity_value),),
                        *(
                            [(Shown(point.share_price, Format.PER_SHARE),)]
                            if comps.target.company.is_listed
                            else []
                        ),
                    ]
                )
            )
    header = (
        "",
        "Multiple",
        f"{label} metric",
        "Enterprise value",
        "Net claims",
        "Equity value",
        *(["Per share"] if comps.target.company.is_listed else []),
    )
    table = Table(
        [(text,) if text else () for text in header], rows, widths=(2.0, *(1 for _ in header[1:]))
    )
    main = [one for one in comps.implied if one.column.key == MEDIAN_MULTIPLE]
    title: Line = ("What the peers' multiples imply",)
    if main and is_number(main[0].low.stated) and is_number(main[0].high.stated):
        of = f" per {label} share" if comps.target.company.is_listed else f" for {label}'s equity"
        low, high = (stated(one.stated) for one in (main[0].low, main[0].high))
        title = (
            "The peers' middle EBITDA multiples imply ",
            low,
            " to ",
            high,
            of,
        )
        if low.text == high.text:
            title = ("The peer's EBITDA multiple implies ", low, of)
    prices = [point.stated for implied in comps.implied for point in implied.points]
    if not rows:
        return required_page("Implied value", "Reported earnings", "Ingest a 10-K of the target.")
    notes = [source_line(valued, prices), (f"{comps.target.company.money} in millions, {_BUT}",)]
    return Slide(title, [(Region.FULL, table)], footnotes=notes)


def _head(column: Column) -> str:
    return f"{column.label} {column.basis}".strip()
