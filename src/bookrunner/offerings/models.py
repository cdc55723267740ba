"""What the models of offerings show in a workbook."""

from __future__ import annotations

from bookrunner.figures import Figure
from bookrunner.offerings.follow_on import FollowOn
from bookrunner.offerings.other_ways import OtherWays
from bookrunner.offerings.rights import RightsIssue
from bookrunner.valuation import Model, ModelSheet, Section, Weight, figure_rows, line, model_row

_KEYS = ("net_proceeds", "dilution_share", "all_in_share")
_REQUIRED = (
    "Discount required: it is market data. The ladder says what each discount would mean and "
    "claims none; adopt follow_on.discount_rate, or take it from comparable deals."
)


def follow_on_model(deal: FollowOn, rights: RightsIssue, ways: OtherWays) -> Model:
    """The follow-on over its ladder of discounts, tests of size, and the rights issue."""
    offers = [*([] if deal.offer is None else [deal.offer]), *deal.ladder]
    heads = [*([] if deal.offer is None else ["Proposed"]), *(f"Rung {n}" for n in _places(deal))]
    rows = []
    for place, first in enumerate(offers[0].figures):
        across = [one.figures[place] for one in offers]
        last = first.key.rsplit(".", 1)[-1]
        rows.append(model_row(first.name, across, Weight.KEY if last in _KEYS else Weight.PLAIN))
    tests: list[Figure] = [deal.bridge.price, deal.bridge.equity_value, deal.size]
    tests += [
        one for one in (deal.volume_days, deal.shelf_left, deal.baby_shelf) if one is not None
    ]
    notes = []
    if deal.volume_days is None:
        notes.append("Average daily volume required: adopt follow_on.daily_volume.")
    if deal.shelf_left is None:
        notes.append("Shelf capacity required: adopt follow_on.shelf_capacity.")
    if deal.baby_shelf is None:
        notes.append("Public float required for the baby-shelf test: adopt follow_on.public_float.")
    sheet = ModelSheet(
        "Follow-on",
        f"{deal.company.name}: follow-on offering",
        [
            Section("Size", figure_rows(tests), notes=notes),
            Section(
                "By discount to the last close",
                rows,
                heads,
                notes=[] if deal.offer else [_REQUIRED],
            ),
            Section("Rights issue for the same money", figure_rows(rights.figures)),
            *(
                Section(title, figure_rows(told.figures))
                for title, told in (("Bought deal", ways.bought), ("At the market", ways.market))
                if told is not None
            ),
        ],
        widths=(52.0, *(13.0 for _ in offers)),
    )
    shown: list[Figure] = [deal.size, rights.ex_rights]
    if deal.offer is not None:
        shown = [deal.offer.net, deal.offer.dilution, *shown]
    return Model(
        "follow_on",
        "Follow-on offering",
        [sheet],
        assumptions=[*(line(one) for one in deal.terms.assumed), *ways.assumed],
        headlines=[line(one) for one in shown],
        grids=[] if deal.grid is None else [deal.grid],
        checks=[*deal.checks, *rights.checks, *ways.checks],
    )


def _places(deal: FollowOn) -> range:
    return range(1, len(deal.ladder) + 1)
