"""The part on the sum of the parts: what the company is worth segment by segment."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import Figure, Format
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
from bookrunner.pitch.deck_pieces import is_number, source_line, stated, stated_of
from bookrunner.pitch.inputs import PitchInputs
from bookrunner.pitch.parts import Page, Part, PartKind
from bookrunner.pitch.valued import Valued
from bookrunner.transactions import (
    SegmentsRequired,
    SumOfParts,
    sum_of_parts,
    sum_of_parts_model,
)
from bookrunner.transactions.sum_of_parts import PartOfCompany

_HEADING = "Sum of the parts"
_QUESTION = "What the company is worth segment by segment"
_MIDDLE = 1
_CHART_MAX = 7


def sum_of_parts_part(valued: Valued) -> Part:
    """The company by the segments of its last fiscal year.

    Raises:
        SegmentsRequired: The peers have no meaningful multiple, or the report tells no total.
    """
    told = valued.inputs.segments()
    if not told:
        raise SegmentsRequired("no report that is kept tells the company's segments")
    made = sum_of_parts(valued.comps, told[0], valued.policy, told[1] if told[1:] else None)
    label = valued.inputs.target.label
    title = _title(valued, made)
    page = Page("sum_of_parts", _HEADING, _QUESTION, _page(valued, made, title))
    bars = [made.bar] if all(is_number(one.stated) for one in made.points) else []
    names = [one.label for one in made.parts]
    return Part([sum_of_parts_model(made, label)], [page], [title], bars=bars, names=names)


def _title(valued: Valued, made: SumOfParts) -> Line:
    label = valued.inputs.target.label
    low, _, high = (one.stated for one in made.points)
    if not (is_number(low) and is_number(high)):
        return (f"{label}'s segments together are worth less than the claims ahead of its owners",)
    return (f"Segment by segment at the peers' multiples {label} comes to ", stated(low), " to ",
            stated(high), stated_of(low))  # fmt: skip


def _page(valued: Valued, made: SumOfParts, title: Line) -> Slide:
    shown = (*made.parts, made.between)
    middle = made.points[_MIDDLE]
    rows = [_row(one) for one in shown]
    rows.append(_total("All parts", made.gross, RowStyle.SUBTOTAL))
    claims = [one.net_claims for one in made.points]
    rows.append(_total("Net debt and other claims", [one for one in claims if one is not None]))
    rows.append(_total("Equity value", [one.equity_value for one in made.points], RowStyle.TOTAL))
    if valued.inputs.target.is_listed:
        prices = [one.share_price for one in made.points]
        rows.append(_total("Value per share", prices, RowStyle.HIGHLIGHT, Format.PER_SHARE))
    money = f"{valued.inputs.target.money} million"
    header: list[Line] = [(money,), (made.measure,), ("Share",), (f"{made.multiple}, median",),
                          ("Low value",), ("Median value",), ("High value",)]  # fmt: skip
    table = Table(header, rows, widths=(2.6, 1.2, 0.8, 1.1, 1.1, 1.1, 1.1))
    used = [one.measure for one in shown] + [middle.stated]
    notes: list[Line] = [source_line(valued, used), (_NOTE,)]
    if len(made.parts) > _CHART_MAX:
        return Slide(title, [(Region.FULL, table)], footnotes=notes)
    chart = Chart(
        ChartKind.COLUMN,
        [one.label for one in shown],
        [Series("Value at the median", [one.values[_MIDDLE] for one in shown])],
        Format.MONEY_BN,
        f"Value of each part at the peers' median, {valued.inputs.target.money} billion",
    )
    return Slide(title, [(Region.TOP, table), (Region.BOTTOM, chart)], footnotes=notes)


_NOTE = (
    "Low, median and high are at the quartiles of the peers; every segment takes the peers' "
    "multiple until its own is adopted, and where it loses money their multiple of revenue. What "
    "no segment bears is taken at the same multiple."
)


def _row(one: PartOfCompany) -> Row:
    low, middle, high = ((Shown(value, Format.MONEY_MM),) for value in one.values)
    return Row([
        (one.label,),
        (Shown(one.measure, Format.MONEY_MM),),
        (Shown(one.share, Format.PERCENT1),),
        ("by revenue",) if one.is_by_revenue else (Shown(one.multiples[_MIDDLE], Format.MULTIPLE),),
        low, middle, high,
    ])  # fmt: skip


def _total(
    label: str,
    figures: Sequence[Figure],
    style: RowStyle = RowStyle.PLAIN,
    form: Format = Format.MONEY_MM,
) -> Row:
    values: list[Line] = [(Shown(one, form),) for one in figures]
    return Row([(label,), (), (), (), *values], style)


def has_segments(inputs: PitchInputs) -> bool:
    """Whether the report of its last fiscal year tells its segments."""
    return not inputs.target.is_financial and bool(inputs.segments())


SUM_OF_PARTS = PartKind(
    "sum_of_parts",
    _HEADING,
    _QUESTION,
    "Segments of the last fiscal year, and peers with multiples",
    sum_of_parts_part,
    concerns=has_segments,
)
"""Of a company that reports no segments nothing is said."""
