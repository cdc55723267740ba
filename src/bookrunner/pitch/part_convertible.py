"""The part on the terms of a convertible: what it converts into, and what it dilutes."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import Figure, Format
from bookrunner.offerings import Convert, convert, convert_model
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
from bookrunner.pitch.deck_pieces import figure_row, in_billions, per_share, source_line
from bookrunner.pitch.parts import Page, Part, PartKind
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import suggested_format

_EVERY = 2
_STEPS = ("Today", "One up", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
_IN_SHARES = 1
_DATES = (
    ("Preparation", "two to three weeks", "mandate, due diligence, offering circular, ratings"),
    ("Wall-crossing", "one day", "investors sounded out under confidentiality"),
    ("Launch", "after the close", "terms as talked; shares borrowed for hedges"),
    ("Pricing", "overnight", "coupon and premium set; capped call struck at the same price"),
    ("Settlement", "days after", "notes delivered against payment; capped call premium paid"),
    ("Greenshoe", "within thirteen days", "more notes for the banks, with more capped call"),
    ("Lock-up", "sixty to ninety days", "company, directors and officers sell no shares"),
)
_INVESTORS = (
    ("Arbitrage funds", "buy the option cheap and short shares by the delta",
     "volatility, borrow, dividend protection"),
    ("Convertible funds", "equity upside above a bond floor", "credit, delta, size"),
    ("Credit investors", "yield, and the floor where shares fall", "spread, rank, put"),
    ("Equity investors", "exposure with less risk; often holders already", "premium, dilution"),
)  # fmt: skip
NOTICE = (
    (
        "Prepared for discussion from public filings and from market data as dated; no offer, no "
        "recommendation and no commitment to underwrite."
    ),
    (
        "Terms are indications at the middle of the talk, subject to market conditions, diligence, "
        "documentation and approvals."
    ),
    (
        "Accounting, tax and legal effects are for the company's advisers. Whether a capped call "
        "may be integrated with the notes for tax is for review and counted in no result."
    ),
    "Values rest on the models and inputs named; other models and levels give other values.",
)


def convertible_part(valued: Valued) -> Part:
    """Terms, conversion, dilution with and without a capped call, timetable and investors.

    Raises:
        MarketDataRequired: There is no closing price.
    """
    made = convert(valued.inputs.target, valued.policy)
    pages = [
        Page("convertible_terms", "Convertible terms",
             "What is proposed, and into what it converts",
             _terms_page(valued, made)),
        Page("convertible_dilution", "Convertible dilution",
             "How many new shares there are as the price rises, with and without a capped call",
             _dilution_page(valued, made)),
    ]  # fmt: skip
    if made.outstanding:
        pages.append(Page("convertible_outstanding", "Convertibles outstanding",
                          "What buying them back or exchanging them costs by share price",
                          _outstanding_page(valued, made)))  # fmt: skip
    pages.append(Page("convertible_process", "Timetable and investors",
                      "How a convertible comes to market, and who buys it for what",
                      _process_page()))  # fmt: skip
    return Part([convert_model(made)], pages, [_title(made), _dilution_title(made)])


def _title(made: Convert) -> Line:
    return (f"{made.company.label} would raise ", in_billions(made.issue.principal),
            " by notes that convert at ", per_share(made.into.price))  # fmt: skip


def _terms_page(valued: Valued, made: Convert) -> Slide:
    terms, issued = made.terms, made.issue
    in_shares = terms.settlement.value == _IN_SHARES
    settled = "in shares" if in_shares else "principal in cash, excess in shares"

    def told(label: str, *figures: Figure) -> Row:
        cells: Line = ()
        for place, one in enumerate(figures):
            joined = (" to ",) if place else ()
            cells = (*cells, *joined, Shown(one, suggested_format(one)))
        return Row([(label,), cells])

    put = Row([("Put at par",), ("none but on a change of control",)])
    if terms.put_year.value:
        put = told("Put at par after years", terms.put_year)
    grid = Table(
        [("Term",), ("Indication",)],
        [
            told(f"Principal ({made.company.money} million)", issued.principal),
            told("With the greenshoe", issued.with_greenshoe),
            told("Tenor, years", terms.tenor),
            told("Coupon", *terms.coupons),
            told("Conversion premium", *terms.premiums),
            told("No call for, years", terms.call_protection),
            told("Then callable from, of the conversion price", terms.call_trigger),
            put,
            Row([("Settlement",), (settled,)]),
            Row([("Rank",), ("senior unsecured",)]),
            told("Gross spread (bp)", terms.gross_spread),
            told("Net proceeds, before a capped call", issued.net),
        ],
        widths=(2.0, 1.7),
        title="Terms grid",
    )
    talk = Table(
        [("Over the talk",), ("Low",), ("Middle",), ("High",)],
        [
            figure_row(first.name.split(",")[0], [one.figures[place] for one in made.at_talk],
                       form=suggested_format(first))
            for place, first in enumerate(made.into.figures)
        ],
        widths=(2.4, 1.0, 1.0, 1.0),
        title="Conversion",
    )  # fmt: skip
    shares = Table(
        [("At the middle",), ("",)],
        [
            figure_row("Last close", [made.bridge.price]),
            figure_row("Diluted shares (million)", [made.bridge.diluted_shares]),
            figure_row("Shares underlying (million)", [issued.underlying]),
            figure_row("Cap of the capped call", [made.ladder.cap]),
            figure_row("Effective premium with it", [terms.cap_premium], RowStyle.HIGHLIGHT),
        ],
        widths=(2.4, 1.0),
    )
    return Slide(
        _title(made),
        [(Region.LEFT, grid), (Region.TOP_RIGHT, talk), (Region.BOTTOM_RIGHT, shares)],
        footnotes=[
            source_line(valued, [issued.principal]),
            (("Coupon and premium are a talk to start from; the value beside the issue price tests "
             "them."),),
        ],
    )  # fmt: skip


def _dilution_title(made: Convert) -> Line:
    last = made.ladder.rungs[-1]
    return ("At ", per_share(last.price), " the notes dilute by ",
            Shown(last.dilution, Format.PERCENT1), ", with a capped call by ",
            Shown(last.dilution_capped, Format.PERCENT1))  # fmt: skip


def _dilution_page(valued: Valued, made: Convert) -> Slide:
    rungs = made.ladder.rungs
    chart = Chart(
        ChartKind.COLUMN,
        _STEPS[: len(rungs)],
        [
            Series("Dilution", [one.dilution for one in rungs]),
            Series("With the capped call", [one.dilution_capped for one in rungs]),
        ],
        Format.PERCENT1,
        "Dilution by steps of the share price",
    )
    shown = rungs[::_EVERY]
    rows = [
        figure_row("Share price", [one.price for one in shown]),
        figure_row("Shares delivered (million)", [one.delivered for one in shown]),
        figure_row("From the capped call (million)", [one.received for one in shown]),
        figure_row("Left (million)", [one.left for one in shown], RowStyle.SUBTOTAL),
    ]
    per = [_known([one.eps_before, one.eps_after, one.eps_in_shares]) for one in shown]
    if all(per):
        names = ("Diluted EPS before", "Diluted EPS after", "After, if settled in shares")
        rows += [figure_row(name, [one[place] for one in per]) for place, name in enumerate(names)]
        effects = [one.eps_effect for one in shown]
        rows.append(figure_row("Effect on diluted EPS", effects, RowStyle.HIGHLIGHT))
    table = Table(
        [("Move of the share price",), *((Shown(one.move, Format.PERCENT1),) for one in shown)],
        rows,
        widths=(2.2, *(1.0 for _ in shown)),
    )
    used = [rungs[-1].dilution, *(one for one in [rungs[-1].eps_after] if one is not None)]
    return Slide(
        _dilution_title(made),
        [(Region.TOP, chart), (Region.BOTTOM, table)],
        footnotes=[
            source_line(valued, used),
            (("EPS by the if-converted method on twelve months: no interest is added where the "
             "principal is paid in cash. A capped call never counts in GAAP shares."),),
        ],
    )  # fmt: skip


def _known(figures: Sequence[Figure | None]) -> Sequence[Figure]:
    known = [one for one in figures if one is not None]
    return known if len(known) == len(figures) else ()


def _outstanding_page(valued: Valued, made: Convert) -> Slide:
    one = made.outstanding[0]
    table = Table(
        [("Move of the share price",), *((Shown(move, Format.PERCENT1),) for move in one.moves)],
        [
            figure_row("Principal bought back", [one.principal for _ in one.moves]),
            figure_row("Parity, not below par", one.prices, form=Format.PERCENT1),
            figure_row("Cost of the buy-back", one.costs),
            figure_row("Cost over the principal", one.over_principal, RowStyle.SUBTOTAL),
            figure_row("New principal that pays for it", one.exchanged),
        ],
        widths=(2.2, *(1.0 for _ in one.moves)),
    )
    others = " Others stand in the workbook." if len(made.outstanding) > 1 else ""
    title: Line = ("Buying back ", in_billions(one.principal), " of convertible costs ",
                   in_billions(one.costs[2]), " at today's share price")  # fmt: skip
    return Slide(
        title,
        [(Region.FULL, table)],
        footnotes=[
            source_line(valued, [one.costs[2]]),
            (f"What holders ask above parity is market data and is not in it.{others}",),
        ],
    )


def _process_page() -> Slide:
    dates = Table(
        [("Step",), ("When",), ("What",)],
        [Row([(cell,) for cell in row]) for row in _DATES],
        widths=(1.0, 1.1, 3.4),
        title="Timetable",
    )
    investors = Table(
        [("Investor",), ("Why",), ("Looks at",)],
        [Row([(cell,) for cell in row]) for row in _INVESTORS],
        widths=(1.1, 2.4, 2.0),
        title="Investor view",
    )
    return Slide(
        ("A convertible is sold overnight, mostly to funds that hedge it with shares",),
        [(Region.TOP, dates), (Region.BOTTOM, investors)],
        footnotes=[("Source: usual practice of private placements to institutions.",),
                   *((line,) for line in NOTICE[:1])],
    )  # fmt: skip


CONVERT_TERMS = PartKind(
    "convertible_terms",
    "Convertible terms",
    "What is proposed, and what it dilutes",
    "The closing price",
    convertible_part,
)
