"""What the credit models show in a workbook: their sheets, assumptions, headlines and checks."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.credit.ratings import Rating
from bookrunner.credit.refinancing import Refinanced, Refinancing
from bookrunner.credit.statistics import Block, CreditStatistics
from bookrunner.credit.structure import CapitalStructure
from bookrunner.figures import Figure, Format, computed, total
from bookrunner.valuation import (
    CheckPair,
    Line,
    Model,
    ModelRow,
    ModelSheet,
    Section,
    Weight,
    figure_rows,
    line,
    model_row,
    suggested_format,
)


def credit_model(
    statistics: CreditStatistics, structure: CapitalStructure, ratings: Sequence[Rating]
) -> Model:
    """Credit statistics in both views, capitalisation, liquidity, wall and ratings."""
    sheets = [
        ModelSheet(
            "Credit",
            "Credit statistics",
            [
                _block(statistics, statistics.company),
                _block(statistics, statistics.agency),
                _limits(statistics),
                _ratings(ratings),
            ],
            subtitle="Over the last twelve months and the balance sheet at their end",
        ),
        _structure_sheet(structure),
    ]
    if structure.notes:
        sheets.append(_wall_sheet(structure))
    ratios = [*statistics.company.ratios]
    headlines = [line(one) for one in ratios if one.key.endswith(_HEADLINES)]
    if structure.wall is not None and structure.wall.near is not None:
        headlines.append(line(structure.wall.near))
    return Model(
        "credit",
        "Credit",
        sheets,
        assumptions=[line(one) for one in statistics.assumptions],
        headlines=headlines[:4],
        checks=_structure_checks(structure),
        findings=structure.findings,
    )


_HEADLINES = (".debt_multiple", ".net_debt_multiple", ".cover_multiple")


def _block(statistics: CreditStatistics, block: Block) -> Section:
    rows = [model_row(one.name, [one]) for one in block.inputs]
    for one in block.ratios:
        limit = statistics.limit(one.key)
        colour = "" if limit is None else limit.colour(one)
        rows.append(model_row(one.name, [one], Weight.KEY, note=colour))
    notes = []
    if block is statistics.agency and statistics.missing:
        notes.append(f"No amount is reported for: {', '.join(statistics.missing)}.")
    return Section(block.title, rows, notes=notes)


def _limits(statistics: CreditStatistics) -> Section:
    rows = [
        model_row(one.name, [one.green, one.red], note="more is better")
        if one.more_is_better
        else model_row(one.name, [one.green, one.red], note="less is better")
        for one in statistics.limits
    ]
    return Section("Limits of the colours", rows, ("Green", "Red"))


def _ratings(told: Sequence[Rating]) -> Section:
    said = [
        f"{one.agency}: {one.rating}"
        + (f", {one.outlook}" if one.outlook else "")
        + f" ({one.date})"
        + "".join(
            f"; {name}: {words}" for name, words in (("up", one.up), ("down", one.down)) if words
        )
        for one in told
    ]
    rows = [
        model_row(figure.name, [figure])
        for one in told
        for figure in (one.trigger, one.ebitda_room, one.debt_room)
        if figure is not None
    ]
    required = "Rating required: ratings are published by agencies; bookrunner import ratings FILE."
    return Section("Ratings", rows, notes=said or [required])


def _structure_sheet(structure: CapitalStructure) -> ModelSheet:
    rows = [
        ModelRow(
            layer.label,
            [layer.amount, layer.cumulative],
            Format.MONEY_MM,
        )
        for layer in structure.layers
    ]
    rows.append(model_row("Total debt", [structure.total_debt], Weight.TOTAL))
    if structure.market_equity is not None and structure.capitalisation is not None:
        rows.append(model_row("Equity at market", [structure.market_equity]))
        rows.append(model_row("Capitalisation", [structure.capitalisation], Weight.TOTAL))
    sections = [
        Section("Capitalisation", rows, ("Amount", "Cumulative")),
        Section(
            "Cumulative, x LTM EBITDA",
            [model_row(one.label, [one.multiple]) for one in structure.layers],
        ),
    ]
    shares = [(one.label, one.share) for one in structure.layers if one.share is not None]
    if shares:
        sections.append(
            Section("Of capitalisation", [model_row(label, [one]) for label, one in shares])
        )
    coupons = [(one.label, one.coupon) for one in structure.layers if one.coupon is not None]
    if coupons:
        sections.append(
            Section(
                "Coupon, weighted by principal",
                [model_row(label, [one]) for label, one in coupons],
            )
        )
    if structure.liquidity is not None:
        parts = [model_row(label, [one]) for label, one in structure.liquidity_parts]
        last = model_row(_short(structure.liquidity.name), [structure.liquidity], Weight.TOTAL)
        sections.append(Section("Liquidity", [*parts, last]))
    return ModelSheet("Capital structure", "Capitalisation and liquidity", sections)


def _short(name: str) -> str:
    return name.split(":", 1)[0]


def _wall_sheet(structure: CapitalStructure) -> ModelSheet:
    sections = _note_sections(structure)
    wall = structure.wall
    if wall is not None:
        rows = [model_row(year.label, [year.amount]) for year in wall.years]
        rows.append(model_row("Outstanding", [wall.outstanding], Weight.TOTAL))
        rows += [
            model_row(one.name, [one], Weight.KEY)
            for one in (wall.life, wall.coupon, wall.near)
            if one is not None
        ]
        sections.append(Section("Due by calendar year", rows))
    return ModelSheet("Maturity wall", "Instruments and maturity wall", sections)


def _note_sections(structure: CapitalStructure) -> list[Section]:
    kinds: list[tuple[str, list[tuple[str, Figure | None]]]] = [
        ("Principal", [(one.label, one.principal) for one in structure.notes]),
        ("Coupon", [(one.label, one.coupon) for one in structure.notes]),
        ("Maturity", [(one.label, one.maturity) for one in structure.notes]),
    ]
    return [
        Section(
            title,
            [
                model_row(label, [figure], form=_COUPON if title == "Coupon" else None)
                for label, figure in told
                if figure is not None
            ],
        )
        for title, told in kinds
        if any(figure is not None for _, figure in told)
    ]


_COUPON = Format.PERCENT3


def _structure_checks(structure: CapitalStructure) -> Sequence[CheckPair]:
    last = structure.layers[-1]
    form = suggested_format(structure.total_debt)
    checks = [
        CheckPair("Capitalisation: layers are total debt", last.cumulative, structure.total_debt,
                  form)
    ]  # fmt: skip
    wall = structure.wall
    if wall is not None:
        due = [one.principal for year in wall.years for one in year.notes]
        anew = computed(
            wall.outstanding.key.replace("outstanding", "principal_ahead"),
            "Principal of instruments ahead",
            total(due),
            wall.outstanding.period,
        )
        checks.append(CheckPair("Maturity wall: years are principal", wall.outstanding, anew, form))
    return checks


def refinancing_model(made: Refinancing) -> Model:
    """A sheet of what all share, and one for each bond."""
    terms = made.terms
    shared = [
        Section("Terms", figure_rows([terms.settlement, *terms.assumed, made.bonds[0].spread])),
        Section(
            "Treasury par curve",
            [
                row
                for years, rate in made.curve.points
                for row in (model_row(years.name, [years]), model_row(rate.name, [rate]))
            ],
        ),
        Section(
            "All bonds",
            [
                *(model_row(one.note.label, [one.economics.net]) for one in made.bonds),
                model_row(made.net.name, [made.net], Weight.TOTAL),
                model_row(made.principal.name, [made.principal]),
            ],
        ),
    ]
    if made.pro_forma is not None:
        told = made.pro_forma
        pairs = [told.interest, told.cover, told.leverage]
        pairs += [told.net_leverage] if told.net_leverage is not None else []
        shared.append(
            Section(
                "Pro forma",
                [
                    model_row(before.name.removesuffix(", before"), [before, after])
                    for before, after in pairs
                ],
                ("Before", "After"),
            )
        )
    sheets = [ModelSheet("Refinancing", "Refinancing analysis", shared)]
    sheets += [_bond_sheet(number, one) for number, one in enumerate(made.bonds, start=1)]
    assumed = [line(one) for one in (*terms.assumed, made.bonds[0].spread)]
    headlines = [Line("NPV of refinancing now", made.net, Format.MONEY_MM)]
    headlines += [
        Line("Break-even new coupon, first bond to mature", one.break_even, Format.PERCENT3)
        for one in made.bonds[:1]
    ]
    return Model(
        "refinancing",
        "Refinancing",
        sheets,
        assumptions=assumed,
        headlines=headlines,
        grids=[made.grid],
        checks=made.checks,
        findings=made.findings,
    )


def _bond_sheet(number: int, one: Refinanced) -> ModelSheet:
    note = one.note
    terms = [note.principal, note.coupon, note.maturity, note.par_call, note.make_whole_spread]
    terms += [note.call_price, note.tender_price]
    price = [*one.called, one.price, one.accrued, one.paid]
    base = one.economics
    sections = [
        Section("Bond", figure_rows([figure for figure in terms if figure is not None])),
        Section("Old bond's remaining life", figure_rows([*one.left.figures, one.treasury])),
        Section(f"Price: {one.method}", figure_rows(price)),
        Section(
            "NPV of refinancing now",
            [
                *figure_rows(base.figures[:-1]),
                model_row(base.net.name, [base.net], Weight.TOTAL),
            ],
        ),
        Section(
            "Break-even",
            [
                *figure_rows(one.steps),
                model_row(one.break_even.name, [one.break_even], Weight.KEY),
                model_row(one.break_even_bps.name, [one.break_even_bps], Weight.KEY),
                *figure_rows(one.at_break_even.figures[1:-1]),
            ],
            notes=[
                "Newton's steps from the old coupon: less the NPV over its change with the coupon."
            ],
        ),
        Section(
            "Longer bond",
            [
                *figure_rows(one.extension),
                model_row(one.future_rate.name, [one.future_rate], Weight.KEY),
                model_row(one.interest_saved.name, [one.interest_saved]),
            ],
        ),
    ]
    if one.wait is not None:
        sections.append(
            Section(
                "Waiting to the par call",
                [*figure_rows(one.waiting), model_row(one.wait.name, [one.wait], Weight.KEY)],
            )
        )
    return ModelSheet(f"Refinancing {number}", note.label, sections)
