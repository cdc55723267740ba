"""The types of pitch: which subjects each tells, in which order, and for whom."""

from __future__ import annotations

from dataclasses import replace

from bookrunner.figures import NotFound
from bookrunner.pitch.inputs import PitchInputs, Request
from bookrunner.pitch.part_bank import BANK
from bookrunner.pitch.part_buyers import BUYERS
from bookrunner.pitch.part_convertible import CONVERT_TERMS
from bookrunner.pitch.part_convertible_worth import CONVERT_WORTH
from bookrunner.pitch.part_credit import CREDIT
from bookrunner.pitch.part_follow_on import FOLLOW_ON
from bookrunner.pitch.part_ipo import IPO
from bookrunner.pitch.part_lbo import LBO
from bookrunner.pitch.part_market import MARKET
from bookrunner.pitch.part_merger import MERGER
from bookrunner.pitch.part_new_issue import NEW_ISSUE
from bookrunner.pitch.part_offer_prices import OFFER_PRICES
from bookrunner.pitch.part_precedents import PRECEDENTS, has_deals
from bookrunner.pitch.part_profile import PROFILE
from bookrunner.pitch.part_projection import PROJECTION
from bookrunner.pitch.part_refinancing import REFINANCING
from bookrunner.pitch.part_routes import ROUTES
from bookrunner.pitch.part_sum_of_parts import SUM_OF_PARTS
from bookrunner.pitch.parts import Storyline, TypeDoesNotFit

GENERAL = Storyline(
    "general",
    "Where the company stands, what it is worth and what it can do: comparables, DCF, football "
    "field, what it owes, its alternatives.",
    (
        MARKET,
        replace(PRECEDENTS, concerns=has_deals),
        SUM_OF_PARTS,
        OFFER_PRICES,
        CREDIT,
        PROJECTION,
        ROUTES,
    ),
)


def _owes_money(inputs: PitchInputs) -> None:
    company, debt = inputs.target, inputs.target.latest.get("total_debt")
    if company.is_financial:
        raise TypeDoesNotFit(
            f"{company.label} is a bank, lender or insurer, whose debt is its stock in trade; a "
            "pitch of the type refinancing fits companies that borrow to run a business: use "
            "general"
        )
    if debt is None or debt.value == 0:
        raise TypeDoesNotFit(
            f"{company.label} reports no debt, so that there is nothing to refinance; use general"
        )


REFINANCE = Storyline(
    "refinancing",
    "What the company owes, how it is covered, and whether repaying it early pays.",
    (CREDIT, REFINANCING),
    is_valued=False,
    require_fit=_owes_money,
)

SELL_SIDE = Storyline(
    "sell-side",
    "What the company is worth to its owners and to a sponsor: the valuation, a buyout, and "
    "who could buy.",
    (PRECEDENTS, SUM_OF_PARTS, OFFER_PRICES, LBO, BUYERS),
    example="Fernhollow",
)


def _is_listed(inputs: PitchInputs) -> None:
    if not inputs.target.is_listed:
        raise TypeDoesNotFit(
            f"{inputs.target.label} is not listed, so that no shares of it trade at a price to "
            "follow on; a first offering fits: use ipo"
        )


def _has_shares_to_convert_into(inputs: PitchInputs) -> None:
    if not inputs.target.is_listed:
        raise TypeDoesNotFit(
            f"{inputs.target.label} is not listed, so that a bond of it could convert into nothing "
            "that trades; a private placement or a first offering fits: use general"
        )


FOLLOW = Storyline(
    "follow-on",
    "What a follow-on brings, costs and dilutes at each discount, beside a rights issue.",
    (MARKET, FOLLOW_ON),
    is_valued=False,
    require_fit=_is_listed,
)

CONVERTIBLE = Storyline(
    "convertible",
    "What a convertible of the company would be worth, cost and dilute, beside debt and shares.",
    (MARKET, CONVERT_TERMS, CONVERT_WORTH),
    example="ZZALD",
    is_valued=False,
    require_fit=_has_shares_to_convert_into,
)

BUY_SIDE = Storyline(
    "buy-side",
    "What a company to buy is worth, and what buying it does to the acquirer's earnings and debt.",
    (OFFER_PRICES, MERGER),
    example="JNJ",
    is_purchase=True,
)


def _borrows(inputs: PitchInputs) -> None:
    company = inputs.target
    if company.is_financial:
        raise TypeDoesNotFit(
            f"{company.label} is a bank, lender or insurer, whose debt is its stock in trade; a "
            "pitch of the type new-issue fits companies that borrow to run a business: use general"
        )


BORROW = Storyline(
    "new-issue",
    "What a new bond would pay at each tenor, from quoted bonds and recent issues.",
    (CREDIT, NEW_ISSUE),
    example="ZZALD",
    is_valued=False,
    require_fit=_borrows,
)


def _is_private(inputs: PitchInputs) -> None:
    if inputs.target.is_listed:
        raise TypeDoesNotFit(
            f"{inputs.target.label} is listed, so that its shares have been offered to the public "
            "already; a follow-on sells new shares of it (use follow-on), and a carve-out offers "
            "shares of one of its businesses: import that business's accounts and plan as a "
            "company of its own with `bookrunner import management-case FILE`"
        )


FIRST_OFFERING = Storyline(
    "ipo",
    "What a company that is not listed is worth, and what a first offering of it brings and costs.",
    (IPO,),
    example="Fernhollow",
    require_fit=_is_private,
)

STORYLINES = {
    one.key: replace(one, parts=(PROFILE, *one.parts, BANK))
    for one in (
        GENERAL,
        REFINANCE,
        SELL_SIDE,
        BUY_SIDE,
        FOLLOW,
        BORROW,
        FIRST_OFFERING,
        CONVERTIBLE,
    )
}
"""By the name that ``--type`` takes; each has the company's profile and the bank's own record."""


def storyline(key: str) -> Storyline:
    """The type of pitch of that name.

    Raises:
        NotFound: There is none; the message names all.
    """
    found = STORYLINES.get(key.strip().lower())
    if found is None:
        raise NotFound("type of pitch", key, near=sorted(STORYLINES))
    return found


def pitch_of(request: Request, told: Storyline, bought: str = "") -> Request:
    """The request as its type reads it: where a company buys, the one that it buys is valued.

    Raises:
        TypeDoesNotFit: Somebody is to be bought, and the type is about no purchase.
    """
    if told.is_purchase:
        return replace(request, company=bought, acquirer=request.company)
    if bought:
        raise TypeDoesNotFit(
            f"--with names the company that a buy-side pitch is to buy; {told.key} has none: use "
            "--type buy-side"
        )
    return request
