"""The deck of a pitch, page by page: one message, one exhibit, and where its numbers are from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bookrunner.figures import Figure, Finding, Format, Missing, Severity, Source
from bookrunner.ledger import loose_numbers
from bookrunner.office import Block as Block_
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
from bookrunner.pitch.front_sheets import by_message, used_sources
from bookrunner.pitch.pen import usual_format
from bookrunner.pitch.valued import MEDIAN_MULTIPLE, Valued
from bookrunner.valuation import (
    Block,
    Column,
    CompanyInputs,
    CompsRow,
    Grid,
    ReportedPeriod,
    Worth,
)
from bookrunner.valuation import Line as Labelled

_SECTIONS = (
    ("summary", "Executive summary", "Where the company trades, and what each method says"),
    ("profile", "Company profile", "What was reported last, and the capitalisation at the price"),
    ("financials", "Financial summary", "Revenue, profit and cash flow over the reported years"),
    ("benchmarking", "Operating benchmarking", "Growth, margins and returns beside the peers"),
    ("metrics", "Operating metrics", "The figures behind the benchmarking, company by company"),
    ("comparables", "Trading comparables", "Multiples of the peers, and their statistics"),
    ("implied", "Implied value", "What the peers' multiples say a share is worth"),
    ("flows", "Discounted cash flow", "The forecast, the discount rate and both terminal methods"),
    ("sensitivity", "Sensitivity", "Value per share with two figures of the model replaced"),
    ("football", "Valuation summary", "All methods on one axis, beside the current price"),
    ("assumptions", "Appendix: assumptions", "Who stands for each, and why"),
    ("bridges", "Appendix: enterprise value", "From share price to enterprise value, part by part"),
    ("notes", "Appendix: notes", "What a reader must know of the data and of the peers"),
    ("sources", "Appendix: sources", "The documents and records behind the numbers"),
)
"""A page's name, its heading among the contents, and what it answers."""
CONTENTS_SLIDE = 2
WORDS_WITH_DIGITS = ("25th percentile", "75th percentile", "25th", "75th", "52-week")
"""What has digits in words of the house and is no number."""
_DISCLAIMER = (
    "Draft for discussion. Prepared from public filings and market data as dated; not an offer or "
    "a recommendation. Forward-looking figures are projections."
)
_LEFT_OUT = (
    "NM: not meaningful; NA: not available; neither is in the statistics, nor is the target."
)
_PAGE_FINDINGS_MAX = 3
_FINDINGS_MAX = 14
_SUMMARY_BARS = (MEDIAN_MULTIPLE, "price_earnings_ltm")
_TITLES_MAX = 5
_CHARTED = ("growth_1y", "ebitda_margin")
_ROWS_UNDER_CHARTS_MAX = 6


def pitch_deck(valued: Valued, *, state: str = "draft") -> Deck:
    """The deck of a valuation; pages whose inputs are missing say what they need."""
    inputs = valued.inputs
    deck = Deck(
        f"{inputs.target.name}: discussion materials",
        inputs.valuation_date,
        f"{inputs.target.name} | {state.capitalize()}",
    )
    pages = {
        "summary": _summary(valued),
        "profile": _profile(valued),
        "financials": _financials(valued),
        **_benchmarking(valued),
        "comparables": _comparables(valued),
        "implied": _implied(valued),
        **_discounted(valued),
        "football": _football(valued),
        **_assumptions(valued),
        "bridges": _bridges(valued),
        "notes": _notes(valued),
        "sources": _sources(valued),
    }
    deck.slides = [_cover(valued), _contents(list(pages)), *pages.values()]
    return deck


# ------------------------------------------------------------------------- front pages


def _cover(valued: Valued) -> Slide:
    inputs = valued.inputs
    return Slide(
        (f"{inputs.target.name}",),
        kind=SlideKind.COVER,
        subtitle=(f"Discussion materials, {inputs.valuation_date:%d %B %Y}",),
        footnotes=[
            (_DISCLAIMER,),
        ],
    )


def _contents(pages: Sequence[str]) -> Slide:
    rows = [
        Row([(heading,), (question,), (str(CONTENTS_SLIDE + 1 + pages.index(name)),)])
        for name, heading, question in _SECTIONS
        if name in pages
    ]
    table = Table([("Section",), ("What it shows",), ("Page",)], rows, widths=(2.0, 4.0, 0.5))
    return Slide(("Contents",), [(Region.FULL, table)])


def _summary(valued: Valued) -> Slide:
    target, comps = valued.comps.target, valued.comps
    label = target.company.label
    own, median = target.cells[MEDIAN_MULTIPLE], comps.statistic("median", MEDIAN_MULTIPLE)
    items = [Callout(_per_share(target.bridge.price), f"Share price, {_day(target.bridge.price)}")]
    items.append(Callout(Shown(own, Format.MULTIPLE), "EV / LTM EBITDA"))
    items.append(Callout(Shown(median, Format.MULTIPLE), "Peers' median EV / LTM EBITDA"))
    lines: list[Line] = []
    if valued.field.bars:
        lines.append(_centre_line(valued))
    lines.append(
        (
            "Enterprise value of ",
            _money(target.bridge.enterprise_value),
            ", equity value of ",
            _money(target.bridge.equity_value),
            " on ",
            Shown(target.bridge.diluted_shares, Format.SHARES_MM),
            " million diluted shares",
        )
    )
    lines += [
        (f"{bar.label}: ", _per_share(bar.low), " to ", _per_share(bar.high), " per share")
        for bar in valued.field.bars
        if bar.key in _SUMMARY_BARS or bar.label.startswith("DCF")
    ]
    if valued.dcf is not None:
        items.append(Callout(_per_share(valued.dcf.share_price), "DCF value per share"))
        lines.append(
            (
                "DCF at a WACC of ",
                Shown(valued.dcf.wacc.wacc, Format.PERCENT1),
                " and terminal growth of ",
                Shown(valued.dcf.forecast.growth, Format.PERCENT1),
                "; terminal value is ",
                Shown(valued.dcf.terminal_share, Format.PERCENT1),
                " of enterprise value",
            )
        )
    lines += _moved_lines(valued)
    return Slide(
        _trading_title(label, own, median),
        [(Region.TOP_BAND, Callouts(items)), (Region.BELOW_BAND, Bullets(lines))],
        footnotes=[_source_line(valued, [target.bridge.enterprise_value, median])],
    )


def _trading_title(label: str, own: Figure, median: Figure) -> Line:
    """What the two multiples say of each other, and nothing when one says nothing."""
    shown = (Shown(own, Format.MULTIPLE), Shown(median, Format.MULTIPLE))
    compared = _compared(own, median)
    if compared is None:
        return (f"{label} has no meaningful EBITDA multiple to set beside its peers",)
    word = {1: "above", 0: "in line with", -1: "below"}[compared]
    return (
        f"{label} trades at ",
        shown[0],
        f" LTM EBITDA, {word} the peers' median of ",
        shown[1],
    )


def _moved_lines(valued: Valued) -> Sequence[Line]:
    return [
        (
            f"{headline.line.label}: ",
            Shown(headline.moved.share, Format.PERCENT1),
            " of the value moves when every unadopted default moves by a tenth",
        )
        for headline in valued.headlines
        if headline.moved is not None and headline.line.form is Format.PER_SHARE
    ][:1]


def _profile(valued: Valued) -> Slide:
    company, row = valued.inputs.target, valued.comps.target
    known = valued.inputs.company
    facts: list[Line] = [
        (f"{company.name}{' (invented company)' if known.invented else ''}",),
        (f"Listed on {known.exchange}, ticker {company.ticker}",)
        if known.exchange
        else (f"Ticker {company.ticker}",),
        (f"Industry: {company.industry or 'unknown'}",),
        (f"Latest accounts: {company.latest.label}, to {company.latest.period.end:%d %B %Y}",),
    ]
    for filing in valued.inputs.filings[-3:]:
        when = f", known since {filing.accepted_at:%d %B %Y}" if filing.accepted_at else ""
        facts.append((f"Form {filing.form} for the period to {_filing_end(filing)}{when}",))
    periods = _recent(company)
    keys = (
        ("revenue", "Revenue"),
        ("ebitda", "EBITDA"),
        ("operating_income", "Operating income"),
        ("net_income", "Net income"),
        ("eps_diluted", "Diluted EPS ($)"),
        ("free_cash_flow", "Free cash flow"),
    )
    money = str(company.money)
    table = Table(
        [(f"{money} in millions",), *((_label(period),) for period in periods)],
        [_row(label, [period.get(key) for period in periods]) for key, label in keys],
    )
    bridge = Table(
        [("Capitalisation",), (f"{money} in millions",)],
        [
            Row(
                [(line.label,), (Shown(line.figure, line.form),)],
                _bridge_style(valued, line.figure),
            )
            for line in row.bridge.lines
            if line.figure is not row.bridge.equity_value_back
        ],
        widths=(3.0, 1.2),
    )
    history = _price_history(valued)
    blocks: list[tuple[Region, Block_]] = [
        (Region.TOP_LEFT, Bullets(facts, title="Business and reporting")),
        (Region.TOP_RIGHT, table),
        (Region.BOTTOM_LEFT, bridge),
        (Region.BOTTOM_RIGHT, history),
    ]
    return Slide(
        (
            f"{company.label} earned EBITDA of ",
            _money_or_na(company.latest.get("ebitda")),
            " on revenue of ",
            _money_or_na(company.latest.get("revenue")),
            f" in {company.latest.label}",
        ),
        blocks,
        footnotes=[
            _source_line(valued, [row.bridge.enterprise_value, *_given(company.latest, keys)])
        ],
    )


def _price_history(valued: Valued) -> Block_:
    closes = valued.inputs.closes
    if not closes:
        return Required(
            "Price history",
            "A share price chart and the 52-week range need a year of daily closes; "
            "supply them with --prices.",
        )
    return Chart(
        ChartKind.LINE,
        [f"{one.period.end:%b %Y}" for one in closes],
        [Series(f"{valued.inputs.target.label} month-end close", closes)],
        Format.PER_SHARE,
        f"Share price, month-end closes ({valued.inputs.target.money})",
    )


def _financials(valued: Valued) -> Slide:
    company = valued.inputs.target
    periods = [p for p in _recent(company) if {"revenue", "ebitda"} <= set(p.figures)]
    if not periods:
        return _needs("Financial summary", "Revenue and EBITDA", "Ingest a 10-K that reports both.")
    names = [_label(period) for period in periods]
    revenue = [period.figures["revenue"] for period in periods]
    ebitda = [period.figures["ebitda"] for period in periods]
    keys = (
        ("revenue", "Revenue"),
        ("gross_profit", "Gross profit"),
        ("ebitda", "EBITDA"),
        ("operating_income", "Operating income"),
        ("net_income", "Net income"),
        ("operating_cash_flow", "Operating cash flow"),
        ("capital_expenditure", "Capital expenditure"),
        ("free_cash_flow", "Free cash flow"),
    )
    table = Table(
        [(f"{company.money} in millions",), *((name,) for name in names)],
        [_row(label, [period.get(key) for period in periods]) for key, label in keys],
    )
    blocks: list[tuple[Region, Block_]] = [
        (
            Region.TOP_LEFT,
            Chart(
                ChartKind.COLUMN,
                names,
                [Series("Revenue", revenue)],
                Format.MONEY_BN,
                f"Revenue ({company.money} in billions)",
            ),
        ),
        (
            Region.TOP_RIGHT,
            Chart(
                ChartKind.COLUMN,
                names,
                [Series("EBITDA", ebitda)],
                Format.MONEY_BN,
                f"EBITDA ({company.money} in billions)",
            ),
        ),
        (Region.BOTTOM, table),
    ]
    first, last = revenue[0], revenue[-1]
    compared = _compared(last, first)
    verb = {1: "rose", 0: "was level", -1: "fell"}[0 if compared is None else compared]
    title: Line = (
        f"Revenue {verb} from ",
        _money(first),
        f" in {periods[0].label} to ",
        _money(last),
        f" in {periods[-1].label}",
    )
    return Slide(title, blocks, footnotes=[_source_line(valued, [*revenue, *ebitda])])


def _benchmarking(valued: Valued) -> Mapping[str, Slide]:
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
                [row.company.label for row in rows],
                [Series(column.label, [row.cells[column.key] for row in rows])],
                column.form,
                f"{column.label} ({column.basis})",
            ),
        )
        for region, column in zip(regions, charted, strict=True)
        if any(_is_number(row.cells[column.key]) for row in rows)
    ]
    table = Table(
        [("Company",), *((f"{column.label} ({column.basis})",) for column in shown)],
        [
            *(_comps_row(row, shown) for row in comps.peers),
            _statistics_row(valued, "median", shown, RowStyle.SUBTOTAL),
            _comps_row(comps.target, shown, RowStyle.HIGHLIGHT),
        ],
        widths=(2.0, *(1.0 for _ in shown)),
    )
    title = _margin_title(valued)
    notes = [_source_line(valued, [row.cells[column.key] for row in rows for column in shown])]
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
    compared = _compared(own, median)
    if compared is None:
        return (f"{label} and its peers by growth and margin",)
    word = {1: "above", 0: "in line with", -1: "below"}[compared]
    return (
        f"{label}'s EBITDA margin of ",
        Shown(own, Format.PERCENT1),
        f" stands {word} the peers' median of ",
        Shown(median, Format.PERCENT1),
    )


# ------------------------------------------------------------------------- comparables


def _comparables(valued: Valued) -> Slide:
    comps = valued.comps
    columns = [*comps.columns_of(Block.SIZE), *_valuation_columns(valued)]
    statistics = ("max", "p75", "median", "mean", "p25", "min")
    table = Table(
        [("Company",), *((_head(column),) for column in columns)],
        [
            *(_comps_row(row, columns) for row in comps.peers),
            *(
                _statistics_row(
                    valued, key, columns, RowStyle.SUBTOTAL if key == "max" else RowStyle.PLAIN
                )
                for key in statistics
            ),
            _comps_row(comps.target, columns, RowStyle.HIGHLIGHT),
        ],
        widths=(2.2, *(1.0 for _ in columns)),
    )
    low, high = (comps.statistic(key, MEDIAN_MULTIPLE) for key in ("min", "max"))
    title: Line = (
        "Peers trade between ",
        Shown(low, Format.MULTIPLE),
        " and ",
        Shown(high, Format.MULTIPLE),
        " LTM EBITDA; ",
        f"{comps.target.company.label} at ",
        Shown(comps.target.cells[MEDIAN_MULTIPLE], Format.MULTIPLE),
    )
    cells = [row.cells[column.key] for row in (comps.target, *comps.peers) for column in columns]
    doubts = [
        (f"Note: {_without_codes(finding.message)}.",)
        for finding in valued.comps.findings
        if finding.code == "valuation.peer-industry"
    ]
    return Slide(
        title,
        [(Region.FULL, table)],
        footnotes=[
            _source_line(valued, cells),
            (f"{comps.target.company.money} in millions. {_LEFT_OUT}",),
            *doubts[:_PAGE_FINDINGS_MAX],
        ],
    )


def _valuation_columns(valued: Valued) -> Sequence[Column]:
    """The multiples; those of the fiscal year only where some company reported since."""
    rows = (valued.comps.target, *valued.comps.peers)
    newer = any(row.company.latest is not row.company.last_year for row in rows)
    columns = valued.comps.columns_of(Block.VALUATION)
    return columns if newer else [column for column in columns if column.basis != "FY"]


def _implied(valued: Valued) -> Slide:
    comps, label = valued.comps, valued.comps.target.company.label
    rows: list[Row] = []
    for implied in comps.implied:
        name = f"{implied.column.label} ({implied.column.basis})"
        rows.append(
            Row(
                [(name,), *[()] * 6],
                RowStyle.SECTION,
            )
        )
        for point in implied.points:
            enterprise = () if point.enterprise_value is None else (_mm(point.enterprise_value),)
            claims = () if point.net_claims is None else (_mm(point.net_claims),)
            metric = Shown(implied.metric, usual_format(implied.metric))
            rows.append(
                Row(
                    [
                        (point.label,),
                        (Shown(point.multiple, implied.column.form),),
                        (metric,),
                        enterprise,
                        claims,
                        (_mm(point.equity_value),),
                        (Shown(point.share_price, Format.PER_SHARE),),
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
        "Per share",
    )
    table = Table(
        [(text,) if text else () for text in header], rows, widths=(2.0, 1, 1, 1, 1, 1, 1)
    )
    main = [one for one in comps.implied if one.column.key == MEDIAN_MULTIPLE]
    title: Line = ("What the peers' multiples imply per share",)
    if main and _is_number(main[0].low.share_price) and _is_number(main[0].high.share_price):
        title = (
            "The middle half of the peers' EBITDA multiples implies ",
            _per_share(main[0].low.share_price),
            " to ",
            _per_share(main[0].high.share_price),
            f" per {label} share",
        )
    prices = [point.share_price for implied in comps.implied for point in implied.points]
    if not rows:
        return _needs("Implied value", "Reported earnings", "Ingest a 10-K of the target.")
    return Slide(title, [(Region.FULL, table)], footnotes=[_source_line(valued, prices)])


# -------------------------------------------------------------------------------- DCF


def _discounted(valued: Valued) -> Mapping[str, Slide]:
    flows = valued.dcf
    if flows is None:
        how = _said(str(valued.lacking), "What it needs stands on the Notes sheet of the workbook.")
        return {"flows": _needs("Discounted cash flow", "Inputs of the DCF", how)}
    ahead, label = flows.forecast, flows.company.company.label
    heads = [f"{year.label}A" for year in ahead.history] + [year.label for year in ahead.years]
    table = Table(
        [(f"{flows.company.company.money} in millions",), *((h,) for h in heads), ("Terminal",)],
        [
            _row(
                row.label,
                [*row.history, *row.figures, row.terminal],
                RowStyle.TOTAL
                if row.figures[0] is ahead.years[0].free_cash_flow
                else RowStyle.PLAIN,
                form=row.form,
            )
            for row in ahead.rows
        ],
        widths=(2.4, *(1.0 for _ in range(len(heads) + 1))),
    )
    worths = [flows.gordon] if flows.exit is None else [flows.gordon, flows.exit]
    values = Table(
        [("By terminal method",), *((worth.terminal.label,) for worth in worths)],
        [
            _row("Enterprise value", [worth.enterprise_value for worth in worths]),
            _row("Terminal value share", [worth.terminal_share for worth in worths]),
            _row("Equity value", [worth.equity_value for worth in worths]),
            _row("Value per share", [worth.share_price for worth in worths], RowStyle.TOTAL),
            _cross_row(worths),
        ],
        widths=(1.6, *(1.0 for _ in worths)),
    )
    capital = Table(
        [("Discount rate",), ("At market weights",)],
        [
            Row(
                [(line.label,), (Shown(line.figure, line.form),)],
                RowStyle.TOTAL if line.figure is flows.wacc.wacc else RowStyle.PLAIN,
            )
            for line in _rate_lines(valued)
        ],
        widths=(2.6, 1.0),
    )
    title: Line = (f"The DCF values {label} at ", _per_share(flows.share_price), " per share")
    if flows.company.company.price is not None:
        title = (*title, ", against a price of ", _per_share(flows.company.company.price))
    value_slide = Slide(
        title,
        [(Region.TOP, table), (Region.BOTTOM_LEFT, capital), (Region.BOTTOM_RIGHT, values)],
        footnotes=[
            _source_line(valued, [flows.share_price]),
            ("Forecast years are projections from the drivers on the workbook's DCF sheet.",),
        ],
    )
    return {"flows": value_slide, "sensitivity": _sensitivity(valued)}


def _sensitivity(valued: Valued) -> Slide:
    regions = (Region.TOP_LEFT, Region.TOP_RIGHT, Region.BOTTOM_LEFT)
    blocks = [
        (region, _grid_table(table)) for region, table in zip(regions, valued.grids, strict=False)
    ]
    first = valued.grids[0]
    outputs = [point.output for row in first.points for point in row]
    low, high = first.points[-1][0].output, first.points[0][-1].output
    cases = Table(
        [("By case",), *((case.name.capitalize(),) for case in valued.cases)],
        [
            _row("Enterprise value", [case.enterprise_value for case in valued.cases]),
            _row(
                "Value per share", [case.share_price for case in valued.cases], RowStyle.HIGHLIGHT
            ),
        ],
        title="Value by case, selected terminal method",
    )
    return Slide(
        (
            "Across two steps of WACC and terminal growth, value per share spans ",
            _per_share(low),
            " to ",
            _per_share(high),
        ),
        [*blocks, (Region.BOTTOM_RIGHT, cases)],
        footnotes=[
            _source_line(valued, outputs),
            (
                "Each cell is the whole model with two figures replaced, live in the workbook; "
                "the base case is shaded. Shifts apply to every forecast year.",
            ),
        ],
    )


def _grid_table(table: Grid) -> Table:
    return Table(
        [
            (f"{table.row_label} \\ {table.column_label}",),
            *((Shown(figure, table.column_form),) for figure in table.columns),
        ],
        [
            Row(
                [
                    (Shown(table.rows[place], table.row_form),),
                    *((Shown(point.output, table.output_form),) for point in row),
                ]
            )
            for place, row in enumerate(table.points)
        ],
        widths=(2.0, 1, 1, 1, 1, 1),
        highlight=(len(table.rows) // 2, len(table.columns) // 2 + 1),
        title=table.title,
    )


def _football(valued: Valued) -> Slide:
    field = valued.field
    notes: list[Line] = [(note,) for note in field.notes]
    if not field.bars:
        return _needs("Valuation summary", "A method that gives a range", " ".join(field.notes))
    block = FootballField(
        [Range(bar.label, bar.low, bar.high, bar.middle, bar.basis) for bar in field.bars],
        Format.PER_SHARE,
        field.price,
        "" if field.price is None else f"Current price, {_day(field.price)}",
        f"Value per share ({valued.inputs.target.money})",
    )
    title = _centre_line(valued)
    ends = [figure for bar in field.bars for figure in (bar.low, bar.middle, bar.high)]
    return Slide(
        title,
        [(Region.FULL, block)],
        footnotes=[_source_line(valued, ends), *notes],
    )


def _centre_line(valued: Valued) -> Line:
    """Between which values the methods centre, and where the price stands."""
    field = valued.field
    middles = sorted(field.bars, key=lambda bar: _number(bar.middle))
    line: Line = (
        "Methods centre between ",
        _per_share(middles[0].middle),
        " and ",
        _per_share(middles[-1].middle),
        " per share",
    )
    return line if field.price is None else (*line, "; the price is ", _per_share(field.price))


# --------------------------------------------------------------------------- appendix


def _assumptions(valued: Valued) -> Mapping[str, Slide]:
    if valued.dcf is None:
        return {}
    lines = [
        line
        for line in (*_capital_assumptions(valued), *valued.dcf.assumptions.lines)
        if line.figure.is_input
    ]
    rows = [
        Row(
            [
                (line.label,),
                (Shown(line.figure, line.form),),
                (
                    "Default"
                    if line.figure.is_default
                    else f"{getattr(line.figure.lineage, 'owner', '')}",
                ),
                (_said(getattr(line.figure.lineage, "reason", ""), "See the Assumptions sheet"),),
            ]
        )
        for line in lines
    ]
    table = Table(
        [("Assumption",), ("Value",), ("Owner",), ("Reason",)], rows, widths=(2.4, 0.8, 0.9, 4.0)
    )
    open_ones = sum(1 for line in lines if line.figure.is_default)
    title: Line = (
        "Every assumption has an owner"
        if not open_ones
        else "Assumptions by default are the system's until a named person adopts them",
    )
    slide = Slide(title, [(Region.FULL, table)], footnotes=[_moved_footnote(valued)])
    return {"assumptions": slide}


def _bridges(valued: Valued) -> Slide:
    rows = (valued.comps.target, *valued.comps.peers)
    by_row = [
        {
            _bridge_label(row, line.label): line
            for line in row.bridge.lines
            if line.figure is not row.bridge.equity_value_back
        }
        for row in rows
    ]
    labels = _merged([list(lines) for lines in by_row])
    table = Table(
        [(f"{valued.inputs.target.money} in millions",), *((row.company.label,) for row in rows)],
        [
            Row(
                [
                    (label,),
                    *(
                        (Shown(lines[label].figure, lines[label].form),) if label in lines else ()
                        for lines in by_row
                    ),
                ]
            )
            for label in labels
        ],
    )
    values = [row.bridge.enterprise_value for row in rows]
    return Slide(
        ("From share price to enterprise value, part by part",),
        [(Region.FULL, table)],
        footnotes=[
            _source_line(valued, values),
            ("An empty cell: the company reports no such part; it is left out, not zero.",),
        ],
    )


def _merged(orders: Sequence[Sequence[str]]) -> Sequence[str]:
    """All labels once, each new one right behind what stands before it in its own list."""
    merged: list[str] = []
    for order in orders:
        place = 0
        for label in order:
            if label in merged:
                place = merged.index(label) + 1
            else:
                merged.insert(place, label)
                place += 1
    return merged


def _bridge_label(row: CompsRow, label: str) -> str:
    return label.removeprefix(f"{row.company.label} ").capitalize()


def _notes(valued: Valued) -> Slide:
    warned = [one for one in valued.findings if one.severity > Severity.NOTE]
    # What concerns the choice of peers and the model first, then the data.
    plain = [
        replace(one, where=one.where.split(" ")[0]) if _is_of_data(one) else one for one in warned
    ]
    told = [one for one in plain if _said(one.message, "")]
    grouped = sorted(by_message(told), key=_is_of_data)
    shown = grouped[:_FINDINGS_MAX]
    table = Table(
        [("About",), ("Finding",)],
        [Row([(one.where or "All",), (one.message,)]) for one in shown],
        widths=(1.6, 6.0),
    )
    return Slide(
        ("What a reader must know of the data and of the peers",),
        [(Region.FULL, table)] if shown else [],
        footnotes=[("All findings stand on the Notes sheet of the workbook.",)],
    )


def _without_codes(message: str) -> str:
    """The message without the industries' codes, which would stand among the page's numbers."""
    return re.sub(r" \(SIC \d{4}\)", "", message)


def _is_of_data(finding: Finding) -> bool:
    return finding.code.startswith("facts.")


def _sources(valued: Valued) -> Slide:
    figures = [valued.comps.target.bridge.enterprise_value, *_all_cells(valued)]
    if valued.dcf is not None:
        figures.append(valued.dcf.share_price)
    sources = used_sources(figures)
    table = Table(
        [("System",), ("Document",), ("Accession",), ("Known since",)],
        [Row([(s.system,), (s.title,), (s.accession or "-",), (_known(s),)]) for s in sources[:22]],
        widths=(1.2, 3.2, 1.8, 1.0),
    )
    return Slide(
        ("Every number goes back to one of these documents and records",),
        [(Region.FULL, table)],
        footnotes=[("The workbook's Sources sheet lists all; each blue cell names its own.",)],
    )


# ----------------------------------------------------------------------------- pieces


def _needs(title: str, what: str, how: str) -> Slide:
    return Slide((f"{title}: an input is required",), [(Region.FULL, Required(what, how))])


def _row(
    label: str,
    figures: Sequence[Figure | None],
    style: RowStyle = RowStyle.PLAIN,
    *,
    form: Format | None = None,
) -> Row:
    cells: list[Line] = [
        () if figure is None else (Shown(figure, form or usual_format(figure)),)
        for figure in figures
    ]
    return Row([(label,), *cells], style)


def _comps_row(row: CompsRow, columns: Sequence[Column], style: RowStyle = RowStyle.PLAIN) -> Row:
    cells: list[Line] = [(Shown(row.cells[column.key], column.form),) for column in columns]
    return Row([(row.company.label,), *cells], style)


def _statistics_row(valued: Valued, key: str, columns: Sequence[Column], style: RowStyle) -> Row:
    statistic = next(row for row in valued.comps.statistics if row.key == key)
    cells: list[Line] = [
        (Shown(statistic.cells[column.key], column.form),) if column.key in statistic.cells else ()
        for column in columns
    ]
    return Row([(statistic.label,), *cells], style)


def _cross_row(worths: Sequence[Worth]) -> Row:
    cells: list[Line] = []
    for worth in worths:
        implied = worth.terminal.implied
        form = Format.MULTIPLE if "multiple" in implied.key else Format.PERCENT1
        kind = "multiple " if form is Format.MULTIPLE else "growth "
        cells.append((kind, Shown(implied, form)))
    return Row([("Implied by the other method",), *cells])


def _rate_lines(valued: Valued) -> Sequence[Labelled]:
    assert valued.wacc is not None
    wanted = ("risk_free", "premium", "beta", "cost_of_equity", "cost_of_debt", "debt_weight")
    kept = [
        line
        for line in valued.wacc.lines
        if any(word in line.figure.key for word in wanted) or line.figure is valued.wacc.wacc
    ]
    return kept[-9:]


def _capital_assumptions(valued: Valued) -> Sequence[Labelled]:
    if valued.wacc is None:
        return ()
    return [line for line in valued.wacc.lines if hasattr(line.figure.lineage, "quantity")]


def _moved_footnote(valued: Valued) -> Line:
    pieces: list[str | Shown] = []
    opening = "Share of the value that moves when all defaults move by a tenth: "
    for headline in valued.headlines:
        if headline.moved is not None:
            pieces.append(f"{'; ' if pieces else opening}{headline.line.label} ")
            pieces.append(Shown(headline.moved.share, Format.PERCENT1))
    return (*pieces, ".") if pieces else ("Nothing here rests on a default.",)


def _said(text: str, otherwise: str) -> str:
    """The text where it holds no number of its own; a slide shows only numbers of the ledger."""
    return otherwise if loose_numbers(text, WORDS_WITH_DIGITS) else text


def _source_line(valued: Valued, figures: Sequence[Figure]) -> Line:
    """Whose forms and for which periods, then prices and curves, and their date."""
    by_system: dict[str, list[str]] = {}
    for one in used_sources(figures):
        titles = by_system.setdefault(one.system, [])
        if one.title not in titles:
            titles.append(one.title)
    pieces = []
    for system, titles in by_system.items():
        more = " and others on the Sources page" if len(titles) > _TITLES_MAX else ""
        pieces.append(f"{system} ({', '.join(titles[:_TITLES_MAX])}{more})")
    return (f"Source: {'; '.join(pieces)}. As of {valued.inputs.valuation_date:%d-%b-%Y}.",)


def _all_cells(valued: Valued) -> list[Figure]:
    rows = (valued.comps.target, *valued.comps.peers)
    return [figure for row in rows for figure in row.cells.values()]


def _given(period: ReportedPeriod, keys: Sequence[tuple[str, str]]) -> list[Figure]:
    return [figure for key, _ in keys if (figure := period.get(key)) is not None]


def _recent(company: CompanyInputs) -> Sequence[ReportedPeriod]:
    years = list(company.years[-3:])
    return [*years, company.latest] if company.latest is not company.last_year else years


def _label(period: ReportedPeriod) -> str:
    return f"{period.label}A" if period.label.startswith("FY") else "LTM"


def _head(column: Column) -> str:
    return f"{column.label} {column.basis}".strip()


def _filing_end(filing: object) -> str:
    end = getattr(filing, "period_end", None)
    return f"{end:%d %B %Y}" if end else "a date not stated"


def _bridge_style(valued: Valued, figure: Figure) -> RowStyle:
    bridge = valued.comps.target.bridge
    if figure is bridge.enterprise_value:
        return RowStyle.TOTAL
    return RowStyle.SUBTOTAL if figure is bridge.equity_value else RowStyle.PLAIN


def _money(figure: Figure) -> Shown:
    return Shown(figure, Format.MONEY_BN, prefix="$", suffix=" billion")


def _money_or_na(figure: Figure | None) -> str | Shown:
    return "an amount not reported" if figure is None else _money(figure)


def _mm(figure: Figure) -> Shown:
    return Shown(figure, Format.MONEY_MM)


def _per_share(figure: Figure) -> Shown:
    return Shown(figure, Format.PER_SHARE, prefix="$")


def _known(source: Source) -> str:
    """When the document was filed, or the day a price or yield is of."""
    return f"{source.accepted_at or source.as_of:%d-%b-%Y}"


def _day(figure: Figure) -> str:
    return f"{figure.period.end:%d-%b-%Y}"


def _number(figure: Figure) -> float:
    assert isinstance(figure.value, float)
    return figure.value


def _is_number(figure: Figure) -> bool:
    return not isinstance(figure.value, Missing)


def _compared(left: Figure, right: Figure | None) -> int | None:
    """How two numbers compare for the words around them; None when one is not a number."""
    if isinstance(left.value, Missing):
        return None
    other = 0.0 if right is None else right.value
    if isinstance(other, Missing):
        return None
    return (left.value > other) - (left.value < other)
