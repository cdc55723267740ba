"""The part on past deals: what buyers paid for companies like this one, and what that implies."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import Format
from bookrunner.imports import PRECEDENTS as ROWS
from bookrunner.office import Line, Region, Row, RowStyle, Shown, Slide, Table
from bookrunner.pitch.deck_pieces import is_number, source_line, stated, stated_of
from bookrunner.pitch.inputs import PitchInputs
from bookrunner.pitch.parts import Page, Part, PartKind
from bookrunner.pitch.valued import Valued
from bookrunner.transactions import (
    Precedents,
    precedent_terms,
    precedents,
    precedents_model,
)
from bookrunner.transactions.precedents import RATIOS, Deal, ImpliedRange

_DEALS_MAX = 9
_COLUMNS = ("ev_revenue_ltm", "ev_ebitda_ltm", "ev_ebitda_ntm", "premium_1d")
_STATISTICS = ("p75", "median", "mean", "p25")
_HEADING, _QUESTION = "Precedent transactions", "What buyers paid for companies like this one"
_NOTE = (
    "LTM as last reported before the announcement; EV with shares diluted at the offer. NM and NA "
    "are in no statistic, nor are deals marked as outside."
)


def precedents_part(valued: Valued) -> Part:
    """The deals that the bank imported, their statistics, and what the target is worth by them.

    Raises:
        PrecedentsRequired: There is none.
    """
    inputs, comps = valued.inputs, valued.comps
    rows = inputs.bank(ROWS, inputs.valuation_date)
    upper, lower = comps.levels
    terms = precedent_terms(inputs.target, valued.policy)
    made = precedents(comps.target.bridge, rows, valued.policy, terms, (upper, lower))
    title = _title(valued, made)
    bars = [one.bar for one in made.implied if one.key in _COLUMNS and _is_whole(one)]
    names = [name for one in made.deals for name in (one.stated.target, one.stated.acquirer)]
    page = Page("precedents", _HEADING, _QUESTION, _page(valued, made, title))
    return Part([precedents_model(made)], [page], [title], bars=bars, names=names)


def _is_whole(one: ImpliedRange) -> bool:
    return all(is_number(point.stated) for point in one.points)


def _title(valued: Valued, made: Precedents) -> Line:
    median = made.statistic("median", "ev_ebitda_ltm")
    label = valued.inputs.target.label
    implied = next((one for one in made.implied if one.key == "ev_ebitda_ltm"), None)
    if not is_number(median) or implied is None or not _is_whole(implied):
        return (f"No deal gives a meaningful EBITDA multiple for {label}",)
    low, _, high = (one.stated for one in implied.points)
    return ("Buyers paid a median of ", Shown(median, Format.MULTIPLE), " LTM EBITDA, which gives ",
            f"{label} ", stated(low), " to ", stated(high), stated_of(low))  # fmt: skip


def _page(valued: Valued, made: Precedents, title: Line) -> Slide:
    header: list[Line] = [("Announced",), ("Target",), ("Acquirer",), ("EV, million",)]
    header += [(RATIOS[key][0],) for key in _COLUMNS]
    shown = made.deals[:_DEALS_MAX]
    rows = [_deal_row(one) for one in shown]
    rows += [
        Row([(label,), (), (), (), *((Shown(cells[key], RATIOS[key][1]),) for key in _COLUMNS)],
            RowStyle.SUBTOTAL)
        for name, label, cells in made.statistics
        if name in _STATISTICS
    ]  # fmt: skip
    table = Table(header, rows, widths=(1.0, 2.0, 2.0, 1.1, 0.9, 0.9, 0.9, 1.0))
    used = [one.enterprise_value for one in shown]
    used += [made.statistic("median", key) for key in _COLUMNS]
    notes: list[Line] = [source_line(valued, used), (_NOTE,), *_implied_notes(valued, made)]
    if len(made.deals) > len(shown):
        notes.append(("Older deals stand on the workbook's sheets and in the statistics.",))
    return Slide(title, [(Region.FULL, table)], footnotes=notes)


def _implied_notes(valued: Valued, made: Precedents) -> Sequence[Line]:
    """What the EBITDA multiples of the deals give for the company."""
    implied = next((one for one in made.implied if one.key == "ev_ebitda_ltm"), None)
    if implied is None or not _is_whole(implied):
        return ()
    low, middle, high = (stated(one.stated) for one in implied.points)
    label = valued.inputs.target.label
    return [(
        f"For {label} the 25th percentile, median and 75th percentile of EV / LTM EBITDA give ",
        low, ", ", middle, " and ", high, f"{stated_of(implied.points[0].stated)}.",
    )]  # fmt: skip


def _deal_row(one: Deal) -> Row:
    outside = "" if one.is_counted else " (outside)"
    cells: Sequence[Line] = [(Shown(one.cells[key], RATIOS[key][1]),) for key in _COLUMNS]
    return Row([
        (f"{one.stated.announced:%b %Y}",),
        (f"{one.stated.target}{outside}",),
        (one.stated.acquirer,),
        (f"{one.stated.money} ", Shown(one.enterprise_value, Format.MONEY_MM)),
        *cells,
    ])  # fmt: skip


def has_deals(inputs: PitchInputs) -> bool:
    """Whether the bank imported any."""
    return bool(inputs.bank(ROWS, inputs.valuation_date))


PRECEDENTS = PartKind(
    "precedents", _HEADING, _QUESTION, "Past transactions from the bank's records", precedents_part
)
"""Tells what is required where nothing was imported."""
