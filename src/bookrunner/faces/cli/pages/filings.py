"""The pages of ``ingest``, ``companies`` and ``facts``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import groupby

from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Column, Row, Screen, said
from bookrunner.facts import CONCEPTS
from bookrunner.operations.responses import (
    Companies,
    CompanyLine,
    FactLine,
    Facts,
    FileLine,
    Ingested,
)

_SAME_REASON_MAX = 5
# More tags than a reader looks through; all are there for asking.
_TAGS_MAX = 40
_TAG_LENGTH_MAX = 30
_MONTH_DAYS = 30.4


def ingested(answer: Ingested, flags: Mapping[str, bool]) -> None:
    """How the count of files adds up, and each file that was not taken with its reason."""
    screen = Screen()
    screen.line(
        f"in {answer.received:,} = stored {answer.stored:,} + duplicate {answer.duplicate:,} "
        f"+ rejected {answer.rejected:,}",
        "bold",
    )
    _files(screen, "rejected", answer.rejections, everything=True)
    _files(screen, "not a filing", answer.not_filings, everything=flags["all"])
    if flags["all"]:
        _files(screen, "duplicate", answer.duplicates, everything=True)
    remarks(screen, answer.findings, notes=flags["all"])


def _files(screen: Screen, what: str, files: tuple[FileLine, ...], *, everything: bool) -> None:
    if not files:
        return
    screen.line()
    screen.line(f"{what}: {said(len(files), 'file')}", "bold")
    shown: Counter[str] = Counter()
    for file in files:
        shown[file.reason] += 1
        if everything or shown[file.reason] <= _SAME_REASON_MAX:
            screen.line(f"  {file.path}: {file.reason}")
    for reason, count in shown.items():
        if not everything and count > _SAME_REASON_MAX:
            screen.line(f"  ... and {count - _SAME_REASON_MAX} more: {reason} (--all names them)")


def companies(answer: Companies, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """One row for each company."""
    screen = Screen()
    rows = [
        Row(
            (
                company.ticker or "-",
                _name(company),
                company.cik,
                company.fiscal_year_end.removeprefix("--") or "-",
                company.industry or "-",
            )
        )
        for company in answer.companies
    ]
    columns = [
        Column("Ticker"),
        Column("Company", wraps=True),
        Column("CIK"),
        Column("Year end"),
        Column("Industry", wraps=True),
    ]
    screen.words(columns, rows)
    screen.line()
    known = [company for company in answer.companies if not company.invented]
    invented = len(answer.companies) - len(known)
    also = f", and {invented} invented" if invented else ""
    screen.line(f"{said(len(known), 'company', 'companies')}{also}", "dim")


def _name(company: CompanyLine) -> str:
    """The name, marked where it is invented and does not say so itself."""
    if company.invented and "invented" not in company.name:
        return f"{company.name} (invented)"
    return company.name


def facts(answer: Facts, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """Each tag once, its numbers below it; of many tags those of key lines, with their newest."""
    screen = Screen()
    company = answer.company
    screen.line(f"{company.name} ({company.ticker or company.cik})", "bold")
    if len({fact.concept for fact in answer.facts}) > _TAGS_MAX:
        _newest(screen, answer)
        return
    for concept, rows in groupby(answer.facts, key=lambda fact: fact.concept):
        screen.line()
        screen.line(concept, "bold")
        for members, below in groupby(rows, key=lambda fact: fact.dimensions):
            if members:
                screen.line("  " + ", ".join(f"{axis} = {member}" for axis, member in members))
            _facts(screen, tuple(below))
    screen.line()
    screen.line(said(len(answer.facts), "fact"), "dim")


def _newest(screen: Screen, answer: Facts) -> None:
    """The newest number of each tag that a key line may come from, one row each."""
    whole = [fact for fact in answer.facts if fact.concept in CONCEPTS and not fact.dimensions]
    newest: dict[str, FactLine] = {}
    for fact in whole:
        before = newest.get(fact.concept)
        if before is None or _day(before) <= _day(fact):
            newest[fact.concept] = fact
    rows = [
        Row(
            (
                _tag(concept),
                f"{fact.exact:,f}",
                fact.unit,
                f"{fact.period_end} {_months(fact)}",
            )
        )
        for concept, fact in newest.items()
    ]
    columns = [
        Column("tag"),
        Column("value", is_number=True),
        Column("unit"),
        Column("to"),
    ]
    screen.line()
    screen.words(columns, rows)
    screen.line()
    tags = len({fact.concept for fact in answer.facts})
    named = answer.company.ticker or answer.company.cik
    screen.line(
        f"{said(len(answer.facts), 'fact')} of {said(tags, 'tag')}; here the newest of each tag of "
        f"a key line. bookrunner facts {named} --concept TAG shows all of a tag, --json everything",
        "dim",
    )


def _tag(concept: str) -> str:
    """The tag without its taxonomy, so much of it that numbers keep their place."""
    name = concept.rsplit(":", maxsplit=1)[-1]
    return name if len(name) <= _TAG_LENGTH_MAX else f"{name[: _TAG_LENGTH_MAX - 1]}\u2026"


def _months(fact: FactLine) -> str:
    """How long the period is, in months; empty for a day's close."""
    if fact.period_start is None:
        return ""
    return f"{round((fact.period_end - fact.period_start).days / _MONTH_DAYS)}M"


def _day(fact: FactLine) -> tuple[str, int]:
    """When the period ended; of one end the longest."""
    length = (fact.period_end - fact.period_start).days if fact.period_start else 0
    return fact.period_end.isoformat(), length


def _facts(screen: Screen, facts: tuple[FactLine, ...]) -> None:
    rows = [
        Row(
            (
                f"  {fact.period_start or '          '} {fact.period_end}",
                f"{fact.exact:,f}",
                fact.unit,
                fact.form or "-",
                fact.accession or "-",
            )
        )
        for fact in facts
    ]
    columns = [
        Column("  from       to"),
        Column("value", is_number=True),
        Column("unit"),
        Column("form"),
        Column("accession"),
    ]
    screen.words(columns, rows)
