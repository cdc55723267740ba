"""The purchase of the pitch's company by a listed acquirer, and what it does to both."""

from __future__ import annotations

from dataclasses import replace

from bookrunner.figures import Format
from bookrunner.office import Line, Region, Shown, Slide
from bookrunner.pitch.deck_flows import grid_table
from bookrunner.pitch.deck_pieces import in_billions, is_number, per_share, source_line
from bookrunner.pitch.merger_deal import Deal, earned, message, offered, payable, recommended
from bookrunner.pitch.merger_exhibits import (
    allocation_table,
    balance_table,
    bridge_chart,
    bridge_table,
    contribution_chart,
    contribution_table,
    credit_table,
    earnings_chart,
    earnings_table,
    funding_table,
    holders_table,
    ladder_table,
    multiples_table,
    offer_table,
    return_table,
    structure_table,
)
from bookrunner.pitch.parts import Page, Part, PartKind
from bookrunner.pitch.valued import Valued, discounted
from bookrunner.transactions import (
    ability_to_pay,
    best_structure,
    merge,
    merger_model,
    merger_terms,
    premium_ladder,
    structure_ladder,
)
from bookrunner.valuation import Dcf, bridge, line

_YEARS = (
    "Years are the twelve months after closing; each company's fiscal years are weighed into them. "
    "Cash earnings leave out amortisation of new intangibles, cost to achieve and the write-up of "
    "inventory. Forward-looking figures are projections of the selected cases."
)
_OWNED = (
    "Of equity: adjusted for what each company owes. As offered, new shares count and cash buys "
    "the rest."
)
_CHOSEN = (
    "Recommended: of the mixes within the limit, the one that adds most to EPS of the second year. "
    "Debt and EBITDA are those last reported; agencies adjust both."
)
_LIVE = "Each cell is the whole model with two figures replaced, live in the workbook."


def merger_part(valued: Valued) -> Part:
    """The target bought by its acquirer.

    Raises:
        MarketDataRequired: A price or a rate is missing.
        LinesMissing: A share count, or a line of the statements is missing.
        Unusable: There is no forecast of one of the companies, for the reason that the DCF gives.
    """
    if valued.dcf is None:
        assert valued.lacking is not None
        raise valued.lacking
    acquirer = _acquirer(valued)
    made = merge(acquirer, valued.dcf, merger_terms(acquirer, valued.dcf, valued.policy))
    premiums, mixes, ability = premium_ladder(made), structure_ladder(made), ability_to_pay(made)
    model = merger_model(made, (premiums, mixes), ability)
    buying = valued.inputs.buying
    if buying is not None and buying.place is not None:
        model = replace(model, assumptions=(line(buying.place), *model.assumptions))
    deal = Deal(made, premiums, mixes, best_structure(made, mixes), ability, model)
    return Part(
        models=[model],
        pages=[
            _consequences(valued, deal),
            _eps_bridge(valued, deal),
            _sensitivity(valued, deal),
            _structure(valued, deal),
            _contribution(valued, deal),
            _holders(valued, deal),
            _closing(valued, deal),
        ],
        messages=[message(deal), recommended(deal), *payable(deal), earned(deal)],
        findings=[*acquirer.company.findings, *acquirer.findings],
        flows=[acquirer],
        bars=[offered(deal)],
    )


MERGER = PartKind(
    "merger",
    "Merger consequences",
    "What the purchase does to earnings, debt and ownership",
    "Prices, share counts and earnings of both companies",
    merger_part,
)


def _acquirer(valued: Valued) -> Dcf:
    """The acquirer's own forecast, its beta beside those of the target and its peers."""
    assert valued.inputs.buying is not None, "the storyline asks for an acquirer"
    company = valued.inputs.buying.acquirer
    rows = [row.bridge for row in (valued.comps.target, *valued.comps.peers)]
    own = next((one for one in rows if one.company is company), None)
    others = [one for one in rows if one.company is not company]
    held = bridge(company, valued.policy) if own is None else own
    return discounted(valued.inputs, valued.comps, held, others, valued.policy)


def _consequences(valued: Valued, deal: Deal) -> Page:
    made = deal.made
    return Page(
        "merger",
        "Merger consequences",
        "What the offer is, and what it does to earnings per share",
        Slide(
            message(deal),
            [
                (Region.TOP_LEFT, earnings_chart(made)),
                (Region.TOP_RIGHT, offer_table(made)),
                (Region.BOTTOM, earnings_table(made)),
            ],
            footnotes=[source_line(valued, [made.income.years[-1].eps]), (_YEARS,)],
        ),
    )


def _eps_bridge(valued: Valued, deal: Deal) -> Page:
    made, year = deal.made, deal.made.income.years[1]
    title: Line = (
        f"From {deal.buyer} alone to both, EPS of the {year.label.lower()} goes from ",
        per_share(year.standalone_eps),
        " to ",
        per_share(year.eps),
    )
    return Page(
        "merger-bridge",
        "EPS bridge",
        "Which part of the deal adds to earnings per share, and which takes away",
        Slide(
            title,
            [
                (Region.LEFT, bridge_chart(made, year)),
                (Region.RIGHT, bridge_table(made)),
            ],
            footnotes=[source_line(valued, [year.eps]), (_YEARS,)],
        ),
    )


def _sensitivity(valued: Valued, deal: Deal) -> Page:
    tables = deal.model.grids
    regions = (Region.TOP_LEFT, Region.TOP_RIGHT, Region.BOTTOM_LEFT)
    blocks = [(region, grid_table(table)) for region, table in zip(regions, tables, strict=False)]
    rest = Region.BOTTOM_RIGHT if len(tables) == len(regions) else Region.BOTTOM
    low, high = tables[-1].points[0][-1].output, tables[-1].points[-1][0].output
    title: Line = ("How accretion moves with the price, the mix and synergies",)
    if found := payable(deal):
        title = found[0]
    return Page(
        "merger-sensitivity",
        "Accretion and ability to pay",
        "How earnings per share move with price, mix and synergies, and what could be paid",
        Slide(
            title,
            [*blocks, (rest, ladder_table(deal.made, deal.premiums))],
            footnotes=[source_line(valued, [low, high]), _paid_at_most(deal)],
        ),
    )


def _paid_at_most(deal: Deal) -> Line:
    """How the grids are made, and the highest price per share that they come to."""
    ability = deal.ability
    if not is_number(ability.premium) or not payable(deal):
        return (_LIVE,)
    premium = Shown(ability.premium, Format.PERCENT1)
    return (f"{_LIVE} A premium of ", premium, " is ", per_share(ability.price), " per share.")


def _structure(valued: Valued, deal: Deal) -> Page:
    made = deal.made
    notes: list[Line] = [source_line(valued, [made.funding.debt])]
    if made.credit:
        notes.append((_CHOSEN,))
    return Page(
        "merger-structure",
        "Recommended structure",
        "Which mix of cash and shares fits the debt that is accepted",
        Slide(
            recommended(deal),
            [
                (Region.TOP, structure_table(made, deal.mixes, deal.best)),
                (Region.BOTTOM_LEFT, credit_table(made)),
                (Region.BOTTOM_RIGHT, return_table(made)),
            ],
            footnotes=notes,
        ),
    )


def _contribution(valued: Valued, deal: Deal) -> Page:
    made = deal.made
    owned = made.holders.target_by_shares
    shares = [one.target_equity_share for one in made.contributions]
    known = [one for one in shares if is_number(one)]
    title: Line = (
        f"All in shares, {deal.bought}'s holders would own ",
        Shown(owned, Format.PERCENT1),
    )
    if known:
        ends = sorted(known, key=lambda one: one.value if isinstance(one.value, float) else 0.0)
        title = (
            *title,
            "; by what it brings, ",
            Shown(ends[0], Format.PERCENT1),
            " to ",
            Shown(ends[-1], Format.PERCENT1),
        )
    return Page(
        "merger-contribution",
        "Contribution and ownership",
        "What each company brings, beside what its holders get",
        Slide(
            title,
            [
                (Region.LEFT_WIDE, contribution_table(made)),
                (Region.RIGHT_NARROW, contribution_chart(made)),
            ],
            footnotes=[
                source_line(valued, [owned]),
                (_OWNED,),
            ],
        ),
    )


def _holders(valued: Valued, deal: Deal) -> Page:
    made = deal.made
    value = made.holders.target_holder[0]
    title: Line = (
        f"A holder of {deal.bought} has ",
        per_share(value.has),
        " and gets ",
        per_share(made.offer.cash_per_share),
        " in cash and ",
        Shown(made.offer.exchange_ratio, Format.RATIO4),
        f" shares of {deal.buyer}",
    )
    return Page(
        "merger-holders",
        "Has and gets",
        "What one share of each company has before, and gets after",
        Slide(
            title,
            [
                (Region.TOP_LEFT, holders_table(made, 0)),
                (Region.TOP_RIGHT, holders_table(made, 1)),
                (Region.BOTTOM_LEFT, multiples_table(made)),
                (Region.BOTTOM_RIGHT, funding_table(made)),
            ],
            footnotes=[
                source_line(valued, [value.gets]),
                (
                    f"For a share of {deal.bought}: ",
                    per_share(made.offer.cash_per_share),
                    " in cash and ",
                    Shown(made.offer.exchange_ratio, Format.RATIO4),
                    f" shares of {deal.buyer}. {_YEARS}",
                ),
            ],
        ),
    )


def _closing(valued: Valued, deal: Deal) -> Page:
    made = deal.made
    blocks = [(Region.LEFT, allocation_table(made))]
    title: Line = ("Without equity and total assets of both companies there is no goodwill",)
    if made.balance is not None:
        blocks.append((Region.RIGHT, balance_table(made)))
        title = (
            "Of the price of ",
            in_billions(made.offer.equity),
            " for the shares, ",
            in_billions(made.balance.allocation.goodwill),
            " is goodwill",
        )
    return Page(
        "merger-allocation",
        "Allocation and balance sheet",
        "What is paid for, and the combined balance sheet at closing",
        Slide(
            title,
            blocks,
            footnotes=[
                source_line(valued, [made.write_ups.total, made.funding.debt]),
                (
                    (
                        "A purchase of shares: write-ups are not deductible, so that deferred tax "
                        "arises. Other lines are the remainder to the reported totals."
                    ),
                ),
            ],
        ),
    )
