"""The part on what a company owes: capital structure, maturity wall and credit statistics."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.credit import (
    CapitalStructure,
    CreditStatistics,
    Layer,
    Note,
    Rating,
    capital_structure,
    credit_model,
    credit_statistics,
    known_ratings,
    notes,
)
from bookrunner.figures import Figure, Format
from bookrunner.office import (
    Block,
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
from bookrunner.pitch.deck_pieces import figure_row, in_billions, money_form, source_line
from bookrunner.pitch.inputs import PitchInputs
from bookrunner.pitch.parts import Page, Part, PartKind
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import suggested_format

_RATINGS_MAX = 6
_NO_WALL = (
    "No instrument is known with its maturity: a report with its debt note, or imported bonds, "
    "give the wall."
)
_AGENCY = (
    "Agency-style adds operating leases, pension deficits and half of preferred stock where "
    "reported, and the cost of leases to EBITDA. Green and red are starting values."
)


def owes(inputs: PitchInputs) -> bool:
    """Whether the company borrows to run a business; the debt of a bank is its stock in trade."""
    debt = inputs.target.latest.get("total_debt")
    return not inputs.target.is_financial and debt is not None and debt.value != 0


def known_notes(valued: Valued) -> Sequence[Note]:
    """The target's instruments as known on the valuation date."""
    inputs = valued.inputs
    records = inputs.credit(inputs.company, inputs.valuation_date)
    return notes(inputs.company, records.debt, records.bonds, inputs.target.money)


def note_line(note: Note) -> Line:
    """The bond as a page calls it: its coupon, and the month in which it is due."""
    when = "" if note.matures is None else f" due {note.matures:%b %Y}"
    if note.coupon is None:
        return (f"Floating{when}",)
    return (Shown(note.coupon, Format.PERCENT3), when)


def credit_part(valued: Valued) -> Part:
    """Credit statistics always; wall and classes of debt where instruments are known.

    Raises:
        LinesMissing: Debt or EBITDA is not reported.
    """
    inputs = valued.inputs
    records = inputs.credit(inputs.company, inputs.valuation_date)
    told = credit_statistics(inputs.target, valued.policy)
    bridge = valued.comps.target.bridge
    ratings = known_ratings(inputs.target, records.ratings, told.agency)
    structure = capital_structure(
        inputs.target, valued.policy, known_notes(valued), records.debt,
        bridge.equity_value,
    )  # fmt: skip
    pages = [
        Page(
            "structure",
            "Capital structure and maturity wall",
            "Who lends how much, through which multiple of EBITDA, and when it falls due",
            _structure_page(valued, structure),
        ),
        Page(
            "statistics",
            "Credit statistics",
            "Leverage and coverage as reported and as agencies adjust them",
            _statistics_page(valued, told, ratings),
        ),
    ]
    return Part(
        [credit_model(told, structure, ratings)],
        pages,
        [_structure_title(valued, structure), _statistics_title(valued, told)],
    )


def _structure_title(valued: Valued, made: CapitalStructure) -> Line:
    title: Line = (
        f"{valued.inputs.target.label} owes ",
        in_billions(made.total_debt),
        ", ",
        Shown(made.layers[-1].multiple, Format.MULTIPLE),
        " EBITDA",
    )
    if made.wall is not None and made.wall.near is not None:
        near = Shown(made.wall.near, Format.PERCENT1)
        title = (*title, "; ", near, " of its notes fall due within two years")
    return title


def _structure_page(valued: Valued, made: CapitalStructure) -> Slide:
    header: list[Line] = [
        (f"{valued.inputs.target.money} million",),
        ("Amount",),
        ("Cum. x EBITDA",),
        ("% of cap.",),
        ("Coupon",),
        ("Matures",),
    ]
    rows = [_layer_row(layer) for layer in made.layers]
    rows.append(figure_row("Total debt", [made.total_debt, None, None, None, None], RowStyle.TOTAL,
                           form=Format.MONEY_MM))  # fmt: skip
    if made.market_equity is not None and made.capitalisation is not None:
        rows.append(figure_row("Equity at market", [made.market_equity, *[None] * 4],
                               form=Format.MONEY_MM))  # fmt: skip
        rows.append(figure_row("Capitalisation", [made.capitalisation, *[None] * 4],
                               RowStyle.TOTAL, form=Format.MONEY_MM))  # fmt: skip
    for label, part in made.liquidity_parts:
        rows.append(figure_row(label, [part, *[None] * 4], form=Format.MONEY_MM))
    if made.liquidity is not None:
        name = made.liquidity.name.split(":", 1)[0]
        rows.append(figure_row(name, [made.liquidity, *[None] * 4], RowStyle.TOTAL,
                               form=Format.MONEY_MM))  # fmt: skip
    table = Table(header, rows, widths=(2.6, 1.0, 1.0, 0.9, 0.9, 1.1))
    used = [layer.amount for layer in made.layers] + [made.total_debt]
    used += [one for one in (made.market_equity, made.liquidity) if one is not None]
    wall = made.wall
    footnotes: list[Line] = [source_line(valued, used)]
    if wall is None:
        footnotes.append(
            (_NO_WALL,)
        )  # fmt: skip
        return Slide(_structure_title(valued, made), [(Region.FULL, table)], footnotes=footnotes)
    amounts = [one.amount for one in wall.years]
    form = money_form(amounts)
    scale = "billion" if form is Format.MONEY_BN else "million"
    chart = Chart(
        ChartKind.COLUMN,
        [one.label for one in wall.years],
        [Series("Principal", amounts)],
        form,
        f"Principal due by calendar year ({valued.inputs.target.money} {scale})",
    )
    said: list[str | Shown] = ["Of what is outstanding on the valuation date"]
    if wall.life is not None:
        said += [": weighted-average life ", Shown(wall.life, Format.YEARS), " years"]
    if wall.coupon is not None:
        said += [", weighted coupon ", Shown(wall.coupon, Format.PERCENT3)]
    if wall.near is not None:
        said += [", ", Shown(wall.near, Format.PERCENT1), " due within two years"]
    footnotes.append((*said, "."))
    blocks: list[tuple[Region, Block]] = [(Region.TOP, table), (Region.BOTTOM, chart)]
    return Slide(_structure_title(valued, made), blocks, footnotes=footnotes)


def _layer_row(layer: Layer) -> Row:
    matures = ""
    if layer.earliest is not None and layer.latest is not None:
        first, last = layer.earliest.year, layer.latest.year
        matures = str(first) if first == last else f"{first} to {last}"
    cells: list[Line] = [
        (Shown(layer.amount, Format.MONEY_MM),),
        (Shown(layer.multiple, Format.MULTIPLE),),
        () if layer.share is None else (Shown(layer.share, Format.PERCENT1),),
        () if layer.coupon is None else (Shown(layer.coupon, Format.PERCENT3),),
        (matures,) if matures else (),
    ]
    return Row([(layer.label,), *cells])


def _statistics_title(valued: Valued, told: CreditStatistics) -> Line:
    label = valued.inputs.target.label
    by_key = {one.key.rsplit(".", 1)[-1]: one for one in told.company.ratios}
    title: Line = (f"{label} has debt of ", Shown(by_key["debt_multiple"], Format.MULTIPLE),
                   " EBITDA")  # fmt: skip
    if "cover_multiple" in by_key:
        covered = Shown(by_key["cover_multiple"], Format.MULTIPLE)
        title = (*title, " and earns its interest ", covered)
    adjusted = {one.key.rsplit(".", 1)[-1]: one for one in told.agency.ratios}
    return (
        *title, "; adjusted as agencies do, debt is ",
        Shown(adjusted["debt_multiple"], Format.MULTIPLE),
    )  # fmt: skip


def _statistics_page(valued: Valued, told: CreditStatistics, ratings: Sequence[Rating]) -> Slide:
    adjusted = {one.key.rsplit(".", 1)[-1]: one for one in told.agency.ratios}
    rows = []
    for one in told.company.ratios:
        name = one.key.rsplit(".", 1)[-1]
        limit = told.limit(one.key)
        other = adjusted.get(name)
        form = suggested_format(one)
        cells: list[Line] = [(Shown(one, form),), ()]
        if other is not None:
            cells[1] = (Shown(other, form),)
        between: Line = ()
        if limit is not None:
            between = (Shown(limit.green, form), " / ", Shown(limit.red, form))
        colour = "" if limit is None else limit.colour(one)
        rows.append(Row([(one.name,), *cells, between, (colour,)]))
    ratios = Table(
        [("LTM",), ("Company",), ("Agency",), ("Green / red",), ("Signal",)],
        rows,
        widths=(2.4, 1.2, 1.2, 1.3, 0.8),
    )
    reported = _amounts(told.company.debt, told.company.net_debt, told.company.ebitda,
                        told.company.interest)  # fmt: skip
    agency = _amounts(told.agency.debt, told.agency.net_debt, told.agency.ebitda,
                      told.agency.interest)  # fmt: skip
    names = ("Debt", "Net debt", "EBITDA", "Interest")
    amounts = Table(
        [(f"{valued.inputs.target.money} million",), ("Company",), ("Agency",)],
        [
            figure_row(name, [left, right], form=Format.MONEY_MM)
            for name, left, right in zip(names, reported, agency, strict=True)
            if left is not None or right is not None
        ],
        widths=(1.6, 1.0, 1.0),
    )
    grid = Table(
        [("Agency",), ("Rating",), ("Outlook",), ("Date",), ("EBITDA room",), ("Debt room",)],
        [_rating_row(one) for one in ratings[:_RATINGS_MAX]]
        or [Row([("Rating required",), ("import ratings",), (), (), (), ()])],
        widths=(1.4, 1.2, 0.9, 1.1, 1.1, 1.0),
    )
    used: list[Figure] = [*told.company.ratios, *told.agency.ratios]
    notes_: list[Line] = [
        source_line(valued, used),
        (_AGENCY,),
    ]  # fmt: skip
    return Slide(
        _statistics_title(valued, told),
        [(Region.LEFT, ratios), (Region.TOP_RIGHT, amounts), (Region.BOTTOM_RIGHT, grid)],
        footnotes=notes_,
    )


def _rating_row(one: Rating) -> Row:
    rooms: list[Line] = [
        () if figure is None else (Shown(figure, Format.MONEY_MM),)
        for figure in (one.ebitda_room, one.debt_room)
    ]
    return Row([(one.agency,), (one.rating,), (one.outlook,), (one.date,), *rooms])


def _amounts(*figures: Figure | None) -> Sequence[Figure | None]:
    return figures


CREDIT = PartKind(
    "credit",
    "Capital structure and credit statistics",
    "Who lends how much, when it falls due, and how it is covered",
    "Debt and EBITDA",
    credit_part,
    concerns=owes,
)
