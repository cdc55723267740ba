"""The first pages: summary, profile and reported figures."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import Figure, Format
from bookrunner.office import Block as Block_
from bookrunner.office import (
    Bullets,
    Callout,
    Callouts,
    Chart,
    ChartKind,
    Line,
    Region,
    Required,
    Row,
    RowStyle,
    Series,
    Shown,
    Slide,
    Table,
)
from bookrunner.pitch.bridge_table import shown_lines
from bookrunner.pitch.deck_parts import callout, part_messages
from bookrunner.pitch.deck_pieces import (
    centre_line,
    compared,
    day_of,
    figure_row,
    in_billions,
    in_billions_if_reported,
    is_number,
    ltm_note,
    money_form,
    money_sign,
    per_share,
    period_label,
    recent_periods,
    required_page,
    short_name,
    source_line,
    stated,
    stated_of,
)
from bookrunner.pitch.valued import MEDIAN_MULTIPLE, Valued
from bookrunner.valuation import (
    Bridge,
    ReportedPeriod,
)

_LINES_MAX = 8
_SUMMARY_BARS = (MEDIAN_MULTIPLE, "price_earnings_ltm")


def summary_page(valued: Valued) -> Slide:
    """Where the company trades, and what each method says."""
    target, comps = valued.comps.target, valued.comps
    label = target.company.label
    own, median = target.cells[MEDIAN_MULTIPLE], comps.statistic("median", MEDIAN_MULTIPLE)
    items: list[Callout] = []
    if target.company.is_listed:
        price = target.bridge.price
        items.append(Callout(per_share(price), f"Share price, {day_of(price)}"))
        items.append(Callout(Shown(own, Format.MULTIPLE), "EV / LTM EBITDA"))
    items.append(Callout(Shown(median, Format.MULTIPLE), "Peers' median EV / LTM EBITDA"))
    lines: list[Line] = []
    if valued.field.bars and target.company.is_listed:
        lines.append(centre_line(valued))
    if target.company.is_listed:
        lines.append(_capitalised(target.bridge))
    lines += [
        (f"{bar.label}: ", stated(bar.low), " to ", stated(bar.high), stated_of(bar.low))
        for bar in valued.field.bars
        if bar.key in _SUMMARY_BARS or bar.label.startswith("DCF")
    ]
    if valued.dcf is not None:
        worths = [valued.dcf.gordon, *([valued.dcf.exit] if valued.dcf.exit is not None else [])]
        items += [
            Callout(stated(worth.stated), f"DCF{stated_of(worth.stated)}, {worth.terminal.label}")
            for worth in worths
        ]
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
    messages = part_messages(valued)
    results = [callout(line) for model in valued.models for line in model.headlines]
    if valued.storyline.is_purchase and results:
        return Slide(
            messages[0],
            [
                (Region.TOP_BAND, Callouts([*items[:1], *results])),
                (Region.BELOW_BAND, Bullets([*messages[1:], *lines][:_LINES_MAX])),
            ],
            footnotes=[source_line(valued, [target.bridge.enterprise_value, median])],
        )
    lines = [*messages, *lines][:_LINES_MAX]
    return Slide(
        _trading_title(label, own, median)
        if target.company.is_listed or not valued.field.bars
        else (f"{label}: ", *centre_line(valued)),
        [(Region.TOP_BAND, Callouts(items)), (Region.BELOW_BAND, Bullets(lines))],
        footnotes=[
            source_line(valued, [target.bridge.enterprise_value, median]),
            *ltm_note(valued),
        ],
    )


def _capitalised(bridge: Bridge) -> Line:
    return (
        "Enterprise value of ",
        in_billions(bridge.enterprise_value),
        ", equity value of ",
        in_billions(bridge.equity_value),
        " on ",
        Shown(bridge.diluted_shares, Format.SHARES_MM),
        " million diluted shares",
    )


def _trading_title(label: str, own: Figure, median: Figure) -> Line:
    """What the two multiples say of each other, and nothing when one says nothing."""
    shown = (Shown(own, Format.MULTIPLE), Shown(median, Format.MULTIPLE))
    order = compared(own, median)
    if order is None:
        return (f"{label} has no meaningful EBITDA multiple to set beside its peers",)
    word = {1: "above", 0: "in line with", -1: "below"}[order]
    return (
        f"{label} trades at ",
        shown[0],
        f" LTM EBITDA, {word} the peers' median of ",
        shown[1],
    )


def _moved_lines(valued: Valued) -> Sequence[Line]:
    what = valued.inputs.target.stated_as
    starts = f"DCF: {what.lower()}, "
    return [
        (
            f"If all unadopted assumptions move by a tenth together, the {what.lower()} by ",
            f"{headline.line.label.removeprefix(starts)} moves by ",
            Shown(headline.moved.share, Format.PERCENT1),
        )
        for headline in valued.headlines
        if headline.moved is not None and headline.line.label.startswith(starts)
    ][:1]


def profile_page(valued: Valued) -> Slide:
    """The business in figures: last reports, capitalisation, price history."""
    company, row = valued.inputs.target, valued.comps.target
    known = valued.inputs.company
    facts: list[Line] = [
        (f"{short_name(company.name)}{' (invented company)' if known.invented else ''}",),
        (f"Listed on {known.exchange}, ticker {company.ticker}",)
        if known.exchange
        else (f"Ticker {company.ticker}" if company.ticker else "Not listed",),
        (f"Industry: {company.industry or 'unknown'}",),
        (f"Latest accounts: {company.latest.label}, to {company.latest.period.end:%d %B %Y}",),
    ]
    for filing in valued.inputs.filings[-3:]:
        when = f", filed {filing.accepted_at:%d %B %Y}" if filing.accepted_at else ""
        facts.append((f"Form {filing.form} for the period to {_filing_end(filing)}{when}",))
    periods = recent_periods(company)
    keys = (
        ("revenue", "Revenue"),
        ("ebitda", "EBITDA"),
        ("operating_income", "Operating income"),
        ("net_income", "Net income"),
        ("eps_diluted", "Diluted earnings per share"),
        ("free_cash_flow", "Free cash flow"),
    )
    money = str(company.money)
    table = Table(
        [(f"{money} in millions",), *((period_label(period),) for period in periods)],
        _told_rows(periods, keys),
    )
    bridge = Table(
        [("Capitalisation",), (f"{money} in millions, except per share",)],
        [
            Row(
                [(line.label,), (Shown(line.figure, line.form),)],
                _bridge_style(valued, line.figure),
            )
            for line in shown_lines(row.bridge)
            if company.is_listed or is_number(line.figure)
        ],
        widths=(2.4, 1.8),
    )
    history = _price_history(valued) if company.is_listed else _planned(valued)
    blocks: list[tuple[Region, Block_]] = [
        (Region.TOP_LEFT, Bullets(facts, title="Business and reporting")),
        (Region.TOP_RIGHT, table),
        (Region.BOTTOM_LEFT, bridge),
        (Region.BOTTOM_RIGHT, history),
    ]
    return Slide(
        (
            *_earned(company.label, company.latest.get("ebitda")),
            " on revenue of ",
            in_billions_if_reported(company.latest.get("revenue")),
            f" in {company.latest.label}",
        ),
        blocks,
        footnotes=[
            source_line(valued, [row.bridge.enterprise_value, *_given(company.latest, keys)]),
            *_split_note(valued),
        ],
    )


def _earned(label: str, ebitda: Figure | None) -> Line:
    """Of a loss nobody says that it was earned."""
    value = None if ebitda is None else ebitda.value
    is_loss = isinstance(value, float) and value < 0
    verb = "had negative EBITDA" if is_loss else "earned EBITDA"
    return (f"{label} {verb} of ", in_billions_if_reported(ebitda))


def _told_rows(periods: Sequence[ReportedPeriod], keys: Sequence[tuple[str, str]]) -> Sequence[Row]:
    """The lines that some period tells."""
    told = [(label, [period.get(key) for period in periods]) for key, label in keys]
    return [
        figure_row(label, figures)
        for label, figures in told
        if any(figure is not None for figure in figures)
    ]


_PLANNED_MAX = 4
"""More years are too wide for half of a page of 10 by 7.5 inches; the DCF's page has all."""


def _planned(valued: Valued) -> Block_:
    """What the management of a company that is not listed expects of the years ahead."""
    flows = valued.dcf
    if flows is None:
        return Required("Management case", "Its forecast stands with the DCF, which needs inputs.")
    years = flows.forecast.years[:_PLANNED_MAX]
    rows = [
        figure_row("Revenue", [year.revenue for year in years]),
        figure_row("Revenue growth", [year.growth for year in years]),
        figure_row("EBITDA", [year.ebitda for year in years]),
        figure_row("EBITDA margin", [year.margin for year in years]),
        figure_row("Capital expenditure", [year.capex for year in years]),
        figure_row("Free cash flow", [year.free_cash_flow for year in years], RowStyle.TOTAL),
    ]
    heads = [(f"{flows.company.company.money} in millions",), *((one.label,) for one in years)]
    return Table(heads, rows)


def _split_note(valued: Valued) -> Sequence[Line]:
    label = valued.inputs.target.label
    split = any(
        one.code == "valuation.split-since" and one.where == label for one in valued.findings
    )
    note = "Per-share figures are as reported: a split or a large issue lies between the periods."
    return ((note,),) if split else ()


def _price_history(valued: Valued) -> Block_:
    closes = valued.inputs.closes
    if not closes:
        return Required(
            "Price history",
            "A share price chart and the 52-week range need a year of daily closes; "
            "supply them in a price file.",
        )
    return Chart(
        ChartKind.LINE,
        [f"{one.period.end:%b %Y}" for one in closes],
        [Series(f"{valued.inputs.target.label} month-end close", closes)],
        Format.PER_SHARE,
        f"Share price, month-end closes ({valued.inputs.target.money})",
    )


def financials_page(valued: Valued) -> Slide:
    """Reported revenue, profit and cash flow, charted and tabled."""
    company = valued.inputs.target
    periods = [p for p in recent_periods(company) if {"revenue", "ebitda"} <= set(p.figures)]
    if not periods:
        return required_page(
            "Financial summary", "Revenue and EBITDA", "Ingest a 10-K that reports both."
        )
    names = [period_label(period) for period in periods]
    revenue = [period.figures["revenue"] for period in periods]
    ebitda = [period.figures["ebitda"] for period in periods]
    keys = (
        ("revenue", "Revenue"),
        ("gross_profit", "Gross profit"),
        ("ebitda", "EBITDA"),
        ("operating_income", "Operating income"),
        ("net_income", "Net income"),
        ("operating_cash_flow", "Operating cash flow"),
        ("capex", "Capital expenditure"),
        ("free_cash_flow", "Free cash flow"),
    )
    table = Table(
        [(f"{company.money} in millions",), *((name,) for name in names)],
        _told_rows(periods, keys),
    )
    blocks: list[tuple[Region, Block_]] = [
        (
            Region.TOP_LEFT,
            Chart(
                ChartKind.COLUMN,
                names,
                [Series("Revenue", revenue)],
                money_form(revenue),
                f"Revenue ({company.money} in {_scale_word(revenue)})",
            ),
        ),
        (
            Region.TOP_RIGHT,
            Chart(
                ChartKind.COLUMN,
                names,
                [Series("EBITDA", ebitda)],
                money_form(ebitda),
                f"EBITDA ({company.money} in {_scale_word(ebitda)})",
            ),
        ),
        (Region.BOTTOM, table),
    ]
    title = _revenue_title([one for one in periods if one.label.startswith("FY")] or periods)
    return Slide(title, blocks, footnotes=[source_line(valued, [*revenue, *ebitda])])


def _scale_word(figures: Sequence[Figure]) -> str:
    return "billions" if money_form(figures) is Format.MONEY_BN else "millions"


def _revenue_title(years: Sequence[ReportedPeriod]) -> Line:
    """How revenue moved in the last year, which is what a reader asks first."""
    last = years[-1].figures["revenue"]
    if len(years) == 1:
        return ("Revenue was ", in_billions(last), f" in {years[-1].label}")
    before = years[-2].figures["revenue"]
    order = compared(last, before)
    verb = {1: "rose", 0: "was level", -1: "fell"}[0 if order is None else order]
    ends = [in_billions(before), in_billions(last)]
    if order and ends[0].text == ends[1].text:
        # A move that billions round away is told in millions.
        sign = money_sign(last)
        ends = [
            Shown(one, Format.MONEY_MM, prefix=sign, suffix=" million") for one in (before, last)
        ]
    return (
        f"Revenue {verb} from ",
        ends[0],
        f" in {years[-2].label} to ",
        ends[1],
        f" in {years[-1].label}",
    )


def _given(period: ReportedPeriod, keys: Sequence[tuple[str, str]]) -> list[Figure]:
    return [figure for key, _ in keys if (figure := period.get(key)) is not None]


def _filing_end(filing: object) -> str:
    end = getattr(filing, "period_end", None)
    return f"{end:%d %B %Y}" if end else "a date not stated"


def _bridge_style(valued: Valued, figure: Figure) -> RowStyle:
    bridge = valued.comps.target.bridge
    if figure is bridge.enterprise_value:
        return RowStyle.TOTAL
    return RowStyle.SUBTOTAL if figure is bridge.equity_value else RowStyle.PLAIN
