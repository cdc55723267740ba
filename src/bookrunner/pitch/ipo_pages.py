"""The pages of a first offering that tell of investors, process and risks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bookrunner.figures import Figure, Format
from bookrunner.offerings import Ipo
from bookrunner.office import (
    Bullets,
    Chart,
    ChartKind,
    Line,
    Region,
    Required,
    Row,
    Series,
    Shown,
    Slide,
    Table,
)
from bookrunner.pitch.deck_pieces import as_number, figure_row, in_billions, per_share, source_line
from bookrunner.pitch.parts import Page
from bookrunner.pitch.trading_days import on_or_after, trading_days_after
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import suggested_format

NAMES = ("T+1", "T+2", "16:30", "13F", "section 6(e)", "15c6-1", "Rule 104")
"""Terms of art with digits."""


def process_pages(valued: Valued, made: Ipo) -> Sequence[Page]:
    """Investors, timetable, aftermarket and risks."""
    return [
        _investors_page(),
        _timetable_page(valued, made),
        _aftermarket_page(valued, made),
        _risks_page(valued, made),
    ]


def _investors_page() -> Page:
    groups = (
        ("Holders of the peers", "know the industry and the multiples", "first meetings"),
        ("Long-only growth funds", "pay for growth; hold through the lock-up", "early looks"),
        ("Small and mid-cap funds", "can take a position in a small float", "roadshow"),
        ("Sector hedge funds", "set the price in the book; trade early", "roadshow, limited"),
        ("Retail", "broadens the register", "by allocation at pricing"),
    )
    table = Table(
        [("Group",), ("Why",), ("When",)],
        [Row([(cell,) for cell in row]) for row in groups],
        widths=(1.6, 2.8, 1.4),
    )
    need = Required(
        "Holders of the peers by name, size and style",
        "They stand in the quarterly 13F reports of each manager; bring them and the list is made.",
    )
    return Page(
        "ipo_investors",
        "Investor targeting",
        "Who is to be seen, and when",
        Slide(
            ("Holders of the peers come first; their names are required",),
            [(Region.TOP, table), (Region.BOTTOM, need)],
            footnotes=[("Source: house view on the groups; no holder is named without a record.",)],
        ),
    )


def timetable(start: date, lock_up: int, option: int) -> Sequence[tuple[str, date, str]]:
    """The steps of a first offering from an organisational meeting on the second Monday after.

    Pricing is on a Thursday evening, after 16:30 in New York, so that it settles at T+2. Days on
    which the New York exchanges are closed are passed over.
    """
    monday = start + timedelta(days=14 - start.weekday())

    def week(number: int, day: int = 0) -> date:
        return on_or_after(monday + timedelta(weeks=number, days=day))

    pricing, meeting = week(22, 3), week(0)
    return (
        ("Organisational meeting", meeting, "engagement, roles, due diligence begins"),
        ("Confidential submission", week(8), "draft registration statement with audited accounts"),
        ("Comments of the SEC", week(12), "about four weeks; two or three rounds follow"),
        ("Test-the-waters meetings", week(14), "with qualified and accredited investors"),
        ("Public filing", week(19), "at least fifteen days before the roadshow"),
        ("Roadshow and price range", week(21, 2), "range and size on the cover"),
        ("Pricing", pricing, "after 16:30 in New York; allocation"),
        ("First day of trading", trading_days_after(pricing, 1), "stabilisation may begin"),
        ("Settlement", trading_days_after(pricing, 2), "T+2, as priced after 16:30; T+1 before"),
        ("First research of the syndicate", pricing + timedelta(days=25), "by custom"),
        ("End of the over-allotment option", pricing + timedelta(days=option), "unless exercised"),
        ("Release of the lock-up", pricing + timedelta(days=lock_up), "unless released in stages"),
    )


def _timetable_page(valued: Valued, made: Ipo) -> Page:
    terms = made.terms
    steps = timetable(
        valued.inputs.valuation_date,
        int(as_number(terms.lock_up_days)),
        int(as_number(terms.stabilisation_days)),
    )
    table = Table(
        [("Step",), ("Date",), ("What",)],
        [Row([(name,), (f"{day:%d-%b-%Y}",), (what,)]) for name, day, what in steps],
        widths=(2.0, 1.0, 3.2),
    )
    first, priced = steps[0][1], steps[6][1]
    return Page(
        "ipo_timetable",
        "Timetable",
        "From the organisational meeting to the release of the lock-up",
        Slide(
            (f"A start on {first:%d-%b-%Y} allows pricing on {priced:%d-%b-%Y}",),
            [(Region.FULL, table)],
            footnotes=[
                ("Source: Securities Act of 1933, section 6(e); Exchange Act Rule 15c6-1.",),
                (("Indicative. Days when exchanges are closed are passed over. Blackouts are "
                 "to be set against it."),),
            ],
        ),
    )  # fmt: skip


def _aftermarket_page(valued: Valued, made: Ipo) -> Page:
    offer, sold, terms = made.middle, made.sold, made.terms
    rows: list[tuple[str, Figure, Figure]] = [
        ("Shares sold by the syndicate", made.sold_in_all, made.sold_in_all),
        ("Free float", offer.free_float, offer.free_float_greenshoe),
        ("Shares outstanding after", offer.outstanding_after, offer.outstanding_after_greenshoe),
        ("Net proceeds to the company", offer.net, offer.net_greenshoe),
        ("Dilution by new shares", offer.dilution, offer.dilution_greenshoe),
        ("Gross spread", made.fees.whole, made.fees.whole_greenshoe),
    ]
    if offer.leverage_after is not None and offer.leverage_after_greenshoe is not None:
        rows.append(("Net debt / EBITDA", offer.leverage_after, offer.leverage_after_greenshoe))
    table = Table(
        [("At the midpoint",), ("Bought back",), ("Option exercised",)],
        [figure_row(label, [left, right], form=suggested_format(left))
         for label, left, right in rows],
        widths=(2.4, 1.2, 1.2),
    )  # fmt: skip
    proceeds = Chart(
        ChartKind.COLUMN,
        ["Bought back", "Option exercised"],
        [Series("Net proceeds to the company", [offer.net, offer.net_greenshoe])],
        Format.MONEY_MM,
        f"Net proceeds to the company ({valued.inputs.target.money} in millions)",
    )
    said = Bullets(
        [
            ("The syndicate sells ", Shown(sold.greenshoe, Format.SHARES_MM),
             " million shares more than the base deal, and is short by them"),
            ("Below ", per_share(offer.price), (" it buys them in the market, which supports the "
             "price; the option lapses")),
            ("Above, it exercises the option at the offer price less the spread, for ",
             Shown(terms.stabilisation_days, Format.COUNT), " days"),
            ("Bids to stabilise may not be above the offer price (Regulation M, Rule 104)",),
            ("Locked shares come free ", Shown(terms.lock_up_days, Format.COUNT),
             " days after pricing: ", Shown(made.table.locked, Format.SHARES_MM), " million"),
            ("Earnings calendar, first research and investor days keep the float in touch",),
        ],
        title="After pricing",
    )  # fmt: skip
    return Page(
        "ipo_aftermarket",
        "Aftermarket and stabilisation",
        "What the over-allotment option does, with and without its exercise",
        Slide(
            ("The over-allotment option supports the price with ",
             Shown(sold.greenshoe, Format.SHARES_MM), " million shares"),
            [(Region.TOP_LEFT, table), (Region.BOTTOM_LEFT, proceeds), (Region.RIGHT, said)],
            footnotes=[source_line(valued, [sold.greenshoe, offer.net_greenshoe])],
        ),
    )  # fmt: skip


def _risks_page(valued: Valued, made: Ipo) -> Page:
    low = made.offers[0]
    rows: list[tuple[str, str, Line, str]] = [
        ("Price at the low end", "net proceeds to the company", (in_billions(low.net),),
         "order of proceeds; size before price"),
        ("Small free float", "of the company trades",
         (Shown(made.middle.free_float, Format.PERCENT1),), "larger secondary, later block"),
        ("Overhang", "comes free when the lock-up ends",
         (Shown(made.table.locked_share, Format.PERCENT1),), "staged release, marketed sale"),
        ("Discount", "below fair value at the midpoint",
         (Shown(made.middle.discount, Format.PERCENT1),), "early looks; anchor orders"),
        ("Window closes", "levels are the market's", (), "dual track; private placement"),
        ("Accounts", "management's own until audited", (), "audit to the standards of the PCAOB"),
        ("Disclosure", "liability for the prospectus", (), "due diligence; comfort letters"),
    ]  # fmt: skip
    table = Table(
        [("Risk",), ("What it means here",), ("",), ("What answers it",)],
        [Row([(name,), (what,), told, (answer,)]) for name, what, told, answer in rows],
        widths=(1.3, 1.9, 0.9, 2.0),
    )
    proceeds = Chart(
        ChartKind.COLUMN,
        ["Low end", "Midpoint", "High end"],
        [Series("Net proceeds to the company", [one.net for one in made.offers])],
        Format.MONEY_MM,
        f"Net proceeds across the range ({valued.inputs.target.money} in millions)",
    )
    float_ = Chart(
        ChartKind.COLUMN,
        ["Free float", "Under lock-up"],
        [Series("Of shares after", [made.middle.free_float, made.table.locked_share])],
        Format.PERCENT1,
        "Shares after the base deal, by when they trade",
    )
    return Page(
        "ipo_risks",
        "Risks",
        "What may go wrong, and what answers it",
        Slide(
            ("At the low end of the range the company still nets ", in_billions(low.net)),
            [(Region.TOP, table), (Region.BOTTOM_LEFT, proceeds), (Region.BOTTOM_RIGHT, float_)],
            footnotes=[source_line(valued, [low.net, made.middle.free_float])],
        ),
    )
