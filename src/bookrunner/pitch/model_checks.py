"""Sums that a company's own lines must keep, compared live on the Checks sheet.

They hold for what was filed when the book is made, so that a line typed over later turns the
verdict. A sum that the filing itself does not keep is a warning: the book shows what was filed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bookrunner.figures import Computed, Figure, Format, Severity, Term, computed, lineage
from bookrunner.office import Check, holds
from bookrunner.pitch.pen import Book
from bookrunner.pitch.spread_sheet import shown_periods
from bookrunner.valuation import Bridge, CompanyInputs, ReportedPeriod

_EXACT = 1e-6
"""Most reports add up to the last digit; those are held to it, whatever is typed later."""
_ROUNDED = 1e-3
"""Parts rounded each by itself may miss their sum by half a unit each: for the three parts of the
longest sum 1.5 units, which is 0.1% of a total of 1,500, as totals in millions mostly are."""
_TIED = ("revenue", "net_income", "operating_cash_flow")


@dataclass(frozen=True)
class _Sum:
    """A line that equals other lines added and subtracted, all of them reported for the period."""

    name: str
    whole: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()
    is_whole: bool = True
    """False where other lines, which no standard line holds, may stand between the two sides."""


# The larger side stands alone, for the tolerance is a share of it.
_SUMS = (
    _Sum("assets are liabilities and equity", "total_assets", ("liabilities_and_equity",)),
    _Sum(
        "liabilities and equity add up",
        "liabilities_and_equity",
        ("total_liabilities", "total_equity", "temporary_equity"),
        optional=frozenset({"temporary_equity"}),
    ),
    _Sum(
        "gross profit is revenue less cost of revenue",
        "gross_profit",
        ("revenue",),
        ("cost_of_revenue",),
    ),
    _Sum(
        "EBITDA is operating income before D&A",
        "ebitda",
        ("operating_income", "depreciation_and_amortisation"),
    ),
    _Sum(
        "pretax income is net income and tax",
        "pretax_income",
        ("net_income_including_noncontrolling", "income_tax"),
        # Discontinued operations and shares in other companies' income come after tax.
        is_whole=False,
    ),
    _Sum(
        "free cash flow is operating cash flow less capital expenditure",
        "free_cash_flow",
        ("operating_cash_flow",),
        ("capex",),
    ),
)


def add_model_checks(
    book: Book, companies: Sequence[CompanyInputs], bridges: Sequence[Bridge]
) -> None:
    """Adds the checks of every company and shown period; call it once all figures are placed."""
    for company in companies:
        for reported in shown_periods(company):
            for check in _sums(company, reported):
                _add(book, check)
        for check in _ties(company):
            _add(book, check)
    for bridge in bridges:
        for check in _net_debt(bridge):
            _add(book, check)


def _sums(company: CompanyInputs, reported: ReportedPeriod) -> Iterator[Check]:
    for rule in _SUMS:
        whole = reported.get(rule.whole)
        plus = _parts(reported, rule.plus, rule.optional)
        minus = _parts(reported, rule.minus, rule.optional)
        if whole is None or plus is None or minus is None:
            continue
        parts = [*plus, *minus]
        # Two lines of which one was derived from the other agree whatever they say.
        if any(whole.id in _below(part) for part in parts):
            continue
        added: Term = plus[0]
        for part in plus[1:]:
            added = added + part
        for part in minus:
            added = added - part
        key = f"{company.prefix}.check.{rule.whole}"
        right = computed(key, rule.name, added, reported.period)
        check = Check(_named(company, reported, rule.name), whole, right, Format.MONEY_MM)
        if rule.is_whole or holds(replace(check, tolerance=_ROUNDED)):
            yield check


def _parts(
    reported: ReportedPeriod, keys: Sequence[str], optional: frozenset[str]
) -> Sequence[Figure] | None:
    found = [(key, reported.get(key)) for key in keys]
    if any(figure is None and key not in optional for key, figure in found):
        return None
    return [figure for _, figure in found if figure is not None]


def _ties(company: CompanyInputs) -> Iterator[Check]:
    """The latest twelve months are the year, plus this year to date, less last year's."""
    latest = company.latest
    if latest is company.last_year:
        return
    for key in _TIED:
        figure = latest.get(key)
        if figure is None or not isinstance(figure.lineage, Computed):
            continue
        right = computed(
            f"{company.prefix}.check.{key}_ltm",
            f"{figure.name} by its periods",
            figure.lineage.expression,
            latest.period,
        )
        name = f"{figure.name} ties to its periods"
        yield Check(_named(company, latest, name), figure, right, Format.MONEY_MM)


def _net_debt(bridge: Bridge) -> Iterator[Check]:
    """Net debt as the bridge shows it, from its total of debt and each line of cash."""
    held, company = bridge.claims, bridge.company
    if held.debt is None:
        return
    value: Term = held.debt
    for line in held.deducted:
        value = value - line.figure
    right = computed(
        f"{company.prefix}.check.net_debt", "Debt less cash", value, held.net_debt.period
    )
    yield Check(
        f"{company.label}: net debt is debt less cash", held.net_debt, right, Format.MONEY_MM
    )


def _named(company: CompanyInputs, reported: ReportedPeriod, name: str) -> str:
    return f"{company.label} {reported.label}: {name}"


def _below(figure: Figure) -> frozenset[str]:
    """The ids of what the figure was derived from."""
    return frozenset(one.id for one in lineage([figure])) - {figure.id}


def _add(book: Book, check: Check) -> None:
    """As exact as the lines are today, and an error only where they agree today.

    Left out when a part stands in no cell: nobody can type over it.
    """
    read = lineage([check.left, check.right])
    if any(figure.is_input and book.form_at_home(figure) is None for figure in read):
        return
    tried = [replace(check, tolerance=tolerance) for tolerance in (_EXACT, _ROUNDED)]
    kept = next((one for one in tried if holds(one)), None)
    severity = Severity.ERROR if kept is not None else Severity.WARNING
    book.workbook.checks.append(replace(kept or tried[-1], severity=severity))
