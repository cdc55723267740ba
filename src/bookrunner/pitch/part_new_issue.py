"""The part on a new bond: the market, the curve, indicative terms and what the issue does."""

from __future__ import annotations

from bookrunner.credit import (
    Effect,
    NewIssue,
    Supplied,
    new_issue,
    new_issue_effect,
    new_issue_model,
    treasury_curve,
)
from bookrunner.figures import Finding, Format, Severity
from bookrunner.office import (
    Block,
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
from bookrunner.pitch.deck_flows import grid_table
from bookrunner.pitch.deck_pieces import (
    figure_row,
    in_billions,
    required_page,
    source_line,
    without_numbers,
)
from bookrunner.pitch.new_issue_words import process_pages
from bookrunner.pitch.part_market import market_pages
from bookrunner.pitch.parts import Page, Part, PartKind
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import MarketDataRequired, suggested_format

_ISSUES_MAX = 8
_QUOTES_MAX = 12
_INDICATIVE = (
    "Indicative only, as of the valuation date; no offer and no commitment to underwrite. Levels "
    "move with the market until pricing."
)
_NO_SWAP = (
    "Required for the floating rate and the hybrid: swap rates and a hybrid premium; no level of "
    "them is assumed."
)
_NEEDS = "Quoted bonds of the issuer or of peers, and recent issues"


def new_issue_part(valued: Valued) -> Part:
    """Market and process always; curve, terms and effect where quotes and issues were imported."""
    inputs = valued.inputs
    market, models, names = market_pages(valued)
    pages = [*market]
    words = process_pages(valued)
    try:
        made = new_issue(
            inputs.target, valued.policy, treasury_curve(inputs.curve), _supplied(valued)
        )
    except MarketDataRequired as lacking:
        how = without_numbers(
            str(lacking), "What it needs stands on the Notes sheet of the workbook."
        )
        pages.append(
            Page("new_issue_terms", "Indicative terms", "What a new bond would pay",
                 required_page("Indicative terms", _NEEDS, how))
        )  # fmt: skip
        finding = Finding("pitch.no-new-issue", str(lacking), Severity.WARNING)
        told: Line = ("Indicative terms: an input is required; its page says which",)
        return Part(models, [*pages, *words], [told], [finding], names=names)
    effect = new_issue_effect(made, valued.policy)
    pages += [
        Page("new_issue_curve", "Curve of the issuer", "Where its spreads stand at each life",
             _curve_page(valued, made)),
        Page("new_issue_deals", "Recent new issues", "What issuers paid over their curves",
             _issues_page(valued, made)),
        Page("new_issue_terms", "Indicative terms", "What a new bond would pay at each tenor",
             _terms_page(valued, made)),
        Page("new_issue_grid", "All-in cost", "The cost by concession and benchmark move",
             _grid_page(valued, made, effect)),
    ]  # fmt: skip
    return Part(
        [*models, new_issue_model(made, effect)],
        [*pages, *words],
        [_title(made), _nic_title(made)],
        names=names,
    )


def _supplied(valued: Valued) -> Supplied:
    inputs, on = valued.inputs, valued.inputs.valuation_date
    records = inputs.credit(inputs.company, on)
    return Supplied(
        own=inputs.market.quotes(inputs.target.cik, on),
        peers=[(peer, inputs.market.quotes(peer.cik, on)) for peer in inputs.peers],
        issues=inputs.market.issues(on),
        ratings=records.ratings,
    )


def _title(made: NewIssue) -> Line:
    lead = made.lead_priced
    return (f"A {made.lead_tenor.label} bond of {made.company.label} would yield about ",
            Shown(lead.rate, Format.PERCENT3), " and cost ", Shown(lead.all_in, Format.PERCENT3),
            " all in")  # fmt: skip


def _nic_title(made: NewIssue) -> Line:
    paid = made.concessions
    return ("Recent issuers paid ", Shown(paid.low, Format.BPS), " to ",
            Shown(paid.high, Format.BPS), " bp over their curves")  # fmt: skip


def _curve_page(valued: Valued, made: NewIssue) -> Slide:
    tenors, curve = made.tenors, made.issuer.curve
    chart = Chart(
        ChartKind.LINE,
        [one.label for one in tenors],
        [Series("Fair value", [one.fair_value for one in tenors])],
        Format.BPS,
        "Fair value over Treasuries at each tenor (bp)",
    )  # fmt: skip
    quotes = Table(
        [("Quoted bond",), ("Life",), ("Yield",), ("Spread (bp)",), ("Off the fit (bp)",)],
        [
            Row([
                (f"{one.issuer}, {one.quoted_by or one.basis}",),
                (Shown(one.life, Format.YEARS),),
                (Shown(one.rate, Format.PERCENT3),),
                (Shown(spread, Format.BPS),),
                () if curve.fit is None else (Shown(curve.fit.residuals[place], Format.BPS),),
            ])
            for place, (one, spread) in enumerate(zip(curve.quotes, curve.spreads, strict=True))
            if place < _QUOTES_MAX
        ],
        widths=(2.6, 0.7, 0.9, 0.9, 1.1),
    )  # fmt: skip
    first, last = tenors[0], tenors[-1]
    title: Line = (
        f"{made.company.label}'s fair value runs from ", Shown(first.fair_value, Format.BPS),
        f" bp at {first.label} to ", Shown(last.fair_value, Format.BPS), f" bp at {last.label}",
    )  # fmt: skip
    how = f"Curve through {made.issuer.basis}, {made.issuer.method}; spreads over Treasuries "
    return Slide(
        title,
        [(Region.LEFT, chart), (Region.RIGHT, quotes)],
        footnotes=[
            source_line(valued, [*curve.spreads, last.fair_value]),
            (f"{how}interpolated at each life. All bonds and the fit stand in the workbook.",),
        ],
    )


def _issues_page(valued: Valued, made: NewIssue) -> Slide:
    heads: list[Line] = [
        ("Issuer",), ("Rating",), ("Priced",), ("Tenor",), ("Size (mm)",), ("IPT",),
        ("Re-offer",), ("Tightening",), ("NIC",), ("Cover",), ("Secondary",),
    ]  # fmt: skip
    rows = []
    for one in made.issues[:_ISSUES_MAX]:
        cells: list[Line] = [
            () if figure is None else (Shown(figure, form),)
            for figure, form in (
                (one.size, Format.MONEY_MM0), (one.talk, Format.BPS), (one.reoffer, Format.BPS),
                (one.tightening, Format.BPS), (one.concession, Format.BPS),
                (one.cover, Format.MULTIPLE), (one.secondary, Format.BPS),
            )
        ]  # fmt: skip
        tenor = f"{one.tenor.normalize():f}Y"
        rows.append(Row([(one.issuer,), (one.rating,), (f"{one.priced:%d-%b-%Y}",), (tenor,),
                         *cells]))  # fmt: skip
    table = Table(heads, rows, widths=(2.0, 0.7, 1.1, 0.7, *(0.9 for _ in range(7))))
    paid = made.concessions
    span = f"{paid.first:%d-%b-%Y} to {paid.last:%d-%b-%Y}"
    return Slide(
        _nic_title(made),
        [(Region.FULL, table)],
        footnotes=[
            source_line(valued, [paid.low, paid.high]),
            (f"Spreads in basis points. The range: lowest to highest of issues priced {span}.",),
        ],
    )  # fmt: skip


def _terms_page(valued: Valued, made: NewIssue) -> Slide:
    tenors = made.tenors
    bps, rate = Format.BPS, Format.PERCENT3
    rows = [
        figure_row("Benchmark yield", [one.benchmark for one in tenors], form=rate),
        figure_row("Fair value, over Treasuries (bp)", [one.fair_value for one in tenors],
                   form=bps),
        figure_row("NIC, low (bp)", [made.concessions.low for _ in tenors], form=bps),
        figure_row("NIC, high (bp)", [made.concessions.high for _ in tenors], form=bps),
        figure_row("First talk, IPT (bp)", [one.talk for one in tenors], form=bps),
        figure_row("Re-offer spread, low (bp)", [one.low[1] for one in tenors], form=bps),
        figure_row("Re-offer spread, high (bp)", [one.high[1] for one in tenors], form=bps),
        figure_row("Indicative yield", [one.middle.rate for one in tenors], RowStyle.TOTAL,
                   form=rate),
        figure_row("Coupon", [one.middle.coupon for one in tenors], form=rate),
        figure_row("Price", [one.middle.price for one in tenors], form=rate),
        figure_row("Fee, of principal", [one.middle.fees for one in tenors], form=rate),
        figure_row("Margin over SOFR (bp)", [one.swap[-1] if one.swap else None for one in tenors],
                   form=bps),
        figure_row("All-in cost", [one.middle.all_in for one in tenors], RowStyle.HIGHLIGHT,
                   form=rate),
    ]  # fmt: skip
    table = Table([("Fixed rate, senior",), *((one.label,) for one in tenors)], rows,
                  widths=(2.4, *(1.0 for _ in tenors)))  # fmt: skip
    notes: list[Line] = [source_line(valued, [made.lead_priced.all_in]), (_INDICATIVE,)]
    if not all(one.swap for one in tenors):
        notes.append((_NO_SWAP,))
    return Slide(_title(made), [(Region.FULL, table)], footnotes=notes)


def _grid_page(valued: Valued, made: NewIssue, effect: Effect | None) -> Slide:
    below: Block = Required("Debt and EBITDA", "The company's reports tell of neither.")
    uses: Block = below
    if effect is not None:
        below = Table(
            [("Pro forma",), ("Before",), ("After",)],
            [
                figure_row(pair[0].name.removesuffix(", before"), list(pair),
                           form=suggested_format(pair[0]))
                for pair in effect.pairs
            ],
            widths=(2.0, 1.0, 1.0),
        )  # fmt: skip
        money = [*effect.uses[:-1], effect.uses[-1]]
        uses = Table(
            [(f"Uses ({made.company.money} million)",), ("",)],
            [
                figure_row(one.name, [one], RowStyle.TOTAL if one is money[-1] else RowStyle.PLAIN,
                           form=Format.MONEY_MM)
                for one in money
            ],
            widths=(2.4, 1.0),
        )  # fmt: skip
    points = made.grid.points
    title: Line = ("The all-in cost spans ", Shown(points[0][0].output, Format.PERCENT3), " to ",
                   Shown(points[-1][-1].output, Format.PERCENT3),
                   " across concessions and benchmark moves")  # fmt: skip
    if effect is not None:
        title = (*title[:-1], " by concession and benchmark for an issue of ",
                 in_billions(effect.size))  # fmt: skip
    return Slide(
        title,
        [
            (Region.TOP, grid_table(made.grid)),
            (Region.BOTTOM_LEFT, below),
            (Region.BOTTOM_RIGHT, uses),
        ],
        footnotes=[source_line(valued, [made.lead_priced.all_in]), (_INDICATIVE,)],
    )


NEW_ISSUE = PartKind(
    "new_issue",
    "Indicative new-issue terms",
    "What a new bond would pay and cost",
    _NEEDS,
    new_issue_part,
)
