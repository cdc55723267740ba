"""The workbook of a pitch: its sheets in order, every figure behind them, and its checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bookrunner.figures import Severity
from bookrunner.office import Workbook
from bookrunner.pitch.comps_sheets import (
    benchmark_sheet,
    bridges_sheet,
    comps_sheet,
    forward_sheet,
)
from bookrunner.pitch.dcf_sheets import (
    assumptions_sheet,
    cases_sheet,
    dcf_sheet,
    default_sheet,
    football_sheet,
    sensitivity_sheets,
    wacc_sheet,
)
from bookrunner.pitch.front_sheets import complete_cover, cover_pen, notes_sheet, sources_sheet
from bookrunner.pitch.model_checks import add_model_checks
from bookrunner.pitch.model_sheets import model_sheets
from bookrunner.pitch.pen import Book
from bookrunner.pitch.spread_sheet import spread_sheet, underlying_figures
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import Bridge, CheckPair, selected_case_check


def pitch_workbook(valued: Valued) -> Workbook:
    """The workbook: cover, outputs, inputs, workings, sources; all figures placed."""
    inputs = valued.inputs
    book = Book(Workbook(f"{inputs.target.name}: valuation workbook", inputs.valuation_date))
    cover = cover_pen(book, inputs.target, inputs.peers)
    companies = inputs.companies
    # A figure's home is where it is shown first: inputs with the company, results on their page.
    pens = {
        company.prefix: spread_sheet(
            book, company, inputs.closes if company is inputs.target else ()
        )
        for company in companies
    }
    pens[""] = assumptions_sheet(book, valued)
    bridges_sheet(book, _bridges(valued))
    if valued.storyline.is_valued:
        _valuation_sheets(book, valued)
    for flows in valued.other_flows:
        label = flows.company.company.label
        wacc_sheet(book, flows.wacc, label)
        dcf_sheet(book, flows, label)
    for model in valued.models:
        model_sheets(book, model)
    tables = [*(valued.grids if valued.storyline.is_valued else ())]
    tables += [table for model in valued.models for table in model.grids]
    if tables:
        sensitivity_sheets(book, tables)
    if valued.moved:
        default_sheet(book, valued.moved)
    if valued.storyline.is_valued:
        football_sheet(book, valued.field, inputs.target)
    complete_cover(cover, valued.headlines)
    for pair in _checks(valued):
        book.workbook.check(pair.name, pair.left, pair.right, pair.form, severity=Severity.ERROR)
    underlying_figures(book, pens)
    add_model_checks(book, companies, _bridges(valued))
    sources_sheet(book)
    notes_sheet(book, valued.findings)
    return book.workbook


def _valuation_sheets(book: Book, valued: Valued) -> None:
    comps_sheet(book, valued.comps)
    forward_sheet(book, valued.comps)
    benchmark_sheet(book, valued.comps)
    if valued.wacc is not None:
        wacc_sheet(book, valued.wacc)
    if valued.dcf is not None:
        dcf_sheet(book, valued.dcf)
        cases_sheet(book, valued.cases)


def _bridges(valued: Valued) -> Sequence[Bridge]:
    """Of the target, and of the peers where they are compared."""
    peers = valued.comps.peers if valued.storyline.is_valued else ()
    told = [row.bridge for row in (valued.comps.target, *peers)]
    known = {one.company.prefix for one in told}
    others = [one.company for one in valued.other_flows]
    return [*told, *(one for one in others if one.company.prefix not in known)]


def _checks(valued: Valued) -> Sequence[CheckPair]:
    found = [check for model in valued.models for check in model.checks]
    found += [table.check for model in valued.models for table in model.grids]
    found += [
        replace(check, name=f"{flows.company.company.label}: {check.name}")
        for flows in valued.other_flows
        for check in flows.checks
    ]
    if not valued.storyline.is_valued:
        return found
    found += valued.comps.checks
    if valued.dcf is not None:
        found += [*valued.dcf.checks, *(table.check for table in valued.grids)]
        found.append(selected_case_check(valued.cases, valued.dcf))
    return found
