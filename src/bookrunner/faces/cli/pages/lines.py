"""The page of ``facts`` where a standard line was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import click

from bookrunner.faces.cli.answer_json import answer_json
from bookrunner.faces.cli.pages import filings
from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Screen
from bookrunner.operations.line_shapes import BatchAnswer, LineAnswer
from bookrunner.operations.responses import Facts, FactsAnswer


def facts(answer: FactsAnswer, flags: Mapping[str, bool]) -> None:
    """A line with what stands behind it; a batch as JSON lines; else each tag once."""
    if isinstance(answer, Facts):
        filings.facts(answer, flags)
    elif isinstance(answer, LineAnswer):
        _line(answer)
    else:
        assert isinstance(answer, BatchAnswer)
        click.echo(answer_json(answer), nl=False)


def _line(answer: LineAnswer) -> None:
    screen = Screen()
    company = answer.company
    screen.line(f"{company.name} ({company.ticker or company.cik})", "bold")
    screen.line(f"{answer.line}, {answer.period or answer.asked}", "bold")
    if answer.value is None:
        screen.line("  not reported")
    else:
        screen.line(f"  {_amount(answer.value)} {answer.unit}")
        from_day = f"{answer.period_start} to " if answer.period_start else "at "
        screen.line(f"  {from_day}{answer.period_end}")
        screen.line(f"  {answer.tag}, accession {answer.accession or 'unknown'}")
        for one in answer.inputs:
            value = _amount(one.exact) if one.exact is not None else str(one.value)
            screen.line(f"    {one.name} {value} ({one.tag}, {one.accession or 'unknown'})", "dim")
        screen.line(f"  bookrunner why {answer.id}", "dim")
    remarks(screen, answer.findings, notes=True)


def _amount(value: Decimal | float) -> str:
    """All digits that were reported; of a computed number four after the point at most."""
    if isinstance(value, Decimal):
        return f"{value:,f}"
    return f"{value:,.4f}".rstrip("0").rstrip(".")
