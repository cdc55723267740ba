"""The part on a first offering of shares: from the fair value to the owners after it."""

from __future__ import annotations

from bookrunner.offerings import Ipo, ipo, ipo_model, ipo_terms, stakes
from bookrunner.pitch.ipo_market import window_pages
from bookrunner.pitch.ipo_offer_pages import fees_page, grids_page, structure_page, structure_title
from bookrunner.pitch.ipo_owner_pages import holders_page, pro_forma_page, pro_forma_title
from bookrunner.pitch.ipo_pages import NAMES, process_pages
from bookrunner.pitch.ipo_value_pages import positioning_page, value_page, value_title
from bookrunner.pitch.parts import Part, PartKind
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import FieldBar


def ipo_part(valued: Valued) -> Part:
    """The offering with its market, value, size, fees, owners, balance sheet and process.

    Raises:
        NothingToPrice: No value, or none above the claims before shareholders.
    """
    company, policy = valued.inputs.target, valued.policy
    # The terms come first: what was adopted for them is known, whatever else is missing.
    terms = ipo_terms(company, policy)
    records = valued.inputs.offerings(valued.inputs.company, policy.valuation_date)
    holders = stakes(company, records.holders)
    made = ipo(valued.comps, valued.dcf, terms, holders, policy)
    window, models, names = window_pages(valued, made)
    return Part(
        models=[*models, ipo_model(made)],
        pages=[
            *window,
            positioning_page(valued),
            value_page(valued, made),
            structure_page(valued, made),
            fees_page(valued, made),
            holders_page(valued, made),
            pro_forma_page(valued, made),
            grids_page(valued, made),
            *process_pages(valued, made),
        ],
        messages=[structure_title(made), value_title(made), pro_forma_title(made)],
        bars=[_bar(made)],
        names=[*NAMES, *names, *(one.name for one in holders), *(one.group for one in holders)],
    )


def _bar(made: Ipo) -> FieldBar:
    low, middle, high = (one.before_money for one in made.offers)
    return FieldBar("ipo", "IPO range, before the money", low, high, middle,
                    "Low end, midpoint and high end of the price range")  # fmt: skip


IPO = PartKind(
    "ipo",
    "Initial public offering",
    "What a first offering brings, costs and leaves to its owners",
    "Value above the debt",
    ipo_part,
)
