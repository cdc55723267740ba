"""Where an answer's numbers come from: tagged facts first, else statements as they are printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bookrunner.answers.periods import When, near
from bookrunner.answers.printed import Close, printed_number, statements_in
from bookrunner.answers.printed_lines import BALANCE, LINES
from bookrunner.facts import Statements
from bookrunner.facts.statement_tables.columns import Column
from bookrunner.facts.statement_tables.printed import (
    PrintedStatement,
    document_currency,
    lines_of,
)
from bookrunner.figures import (
    SHARES,
    BookrunnerError,
    Citation,
    Figure,
    Finding,
    Period,
    Severity,
    Source,
    Sourced,
    Unit,
    Walls,
    instant,
    parse_unit,
    sourced,
)
from bookrunner.search import Entry, Passage

_YEAR_SLACK = timedelta(days=10)
_OTHER_SLACK = timedelta(days=24)
_QUARTERS = (1, 2, 3)


class LineSource:
    """The lines of one company.

    Args:
        statements: Of its tagged facts; None where there are none.
        entries: Its documents, the one that fits the question best first.
        passages: Gives the passages of a document's statements, in order.
        walls: Those that a document stands behind, which its numbers keep.
    """

    def __init__(
        self,
        statements: Statements | None,
        entries: Sequence[Entry],
        passages: Callable[[str], Sequence[Passage]],
        walls: Callable[[str], Walls],
    ) -> None:
        self._statements = statements
        self._entries = entries
        self._passages = passages
        self._walls = walls
        self._printed: dict[str, Mapping[str, PrintedStatement]] = {}
        self._moneys: dict[str, Unit | None] = {}
        self.findings: list[Finding] = []

    def settled(self, when: When) -> When | None:
        """The company's own period that is meant; None where no report is of it.

        A day names the year or the quarter that closes near it; an open year is the newest.
        """
        if when.end is not None:
            found = self._closing(when.end, when.months)
            return replace(found, is_calendar=False) if found is not None else None
        if when.year or (when.is_twelve_months and self._statements is not None):
            return self._newest_twelve_months() if not when.year else when
        return self._newest(when)

    def _closing(self, end: date, months: int | None) -> When | None:
        wanted: list[When] = []
        for year in (end.year, end.year + 1, end.year - 1):
            if months in (None, 12):
                wanted.append(When(year))
            for quarter in (1, 2, 3, 4):
                if months in (None, 3) or (months == 12 and quarter != 4):
                    wanted.append(When(year, quarter, 12 if months == 12 else None))
                elif months == 3 * quarter:
                    wanted.append(When(year, quarter, months))
        wanted.sort(key=lambda one: one.quarter is not None)
        return next((one for one in wanted if self._ends_near(one, end)), None)

    def _ends_near(self, when: When, end: date) -> bool:
        if self._statements is not None:
            for key in ("revenue", "total_assets"):
                try:
                    return near(self._statements.period(str(when), key).end, end)
                except BookrunnerError:
                    continue
        own = [one for one in self._entries if one.year and one.period_end]
        return any(
            one.quarter in ((when.quarter,) if when.quarter in (1, 2, 3) else (None, 4))
            and near(_close(one, when), end)
            for one in own
            if abs((one.year or 0) - when.year) <= 2
        )

    def _newest_twelve_months(self) -> When:
        assert self._statements is not None
        try:
            end = self._statements.period("LTM", "revenue").end
        except BookrunnerError:
            return When(0, None, 12)
        return self._closing(end, 12) or When(0, None, 12)

    def _newest(self, when: When) -> When | None:
        """The newest year for which a report of that kind of period is there."""
        of_quarter = when.quarter in (1, 2, 3)
        known = [
            one.year
            for one in self._entries
            if one.year is not None and (one.quarter == when.quarter if of_quarter else True)
        ]
        annual = [
            one.year
            for one in self._entries
            if one.year is not None and one.quarter not in (1, 2, 3)
        ]
        if not of_quarter and annual:
            known = annual
        if not known and self._statements is not None and self._statements.periods:
            known = [self._statements.periods[-1].end.year]
        return replace(when, year=max(known)) if known else None

    def line(self, key: str, when: When) -> Figure | None:
        """The line's figure; None where nothing says it for certain."""
        found = self._tagged(key, when)
        return found if found is not None else self._as_printed(key, when)

    def _tagged(self, key: str, when: When) -> Figure | None:
        if self._statements is None:
            return None
        try:
            period = self._statements.period(str(when), key)
            figure = self._statements.line(key, period)
        except BookrunnerError:
            return None
        figure = self._cited(figure, key, period)
        self.findings += [
            one
            for one in self._statements.said(key, period)
            if one.severity is not Severity.NOTE and one not in self.findings
        ]
        return figure

    def _cited(self, figure: Figure, key: str, period: Period) -> Figure:
        """The same number from a report whose words are here, where its own came as data."""
        lineage = figure.lineage
        if self._statements is None or not isinstance(lineage, Sourced):
            return figure
        if lineage.source.citation is not None:
            return figure
        for fact in reversed(self._statements.reports(key, period)):
            if fact.citation is not None and float(fact.value) == figure.value:
                ended = f" for the period to {fact.report_end}" if fact.report_end else ""
                source = replace(
                    lineage.source,
                    system=fact.system,
                    document=f"{fact.form or 'report'}{ended}",
                    accession=fact.accession,
                    url="",
                    citation=fact.citation,
                    accepted_at=fact.accepted_at,
                )
                return sourced(
                    figure.key,
                    figure.name,
                    fact.value,
                    figure.unit,
                    figure.period,
                    source,
                    case=figure.case,
                    walls=figure.walls,
                )
        return figure

    def _as_printed(self, key: str, when: When) -> Figure | None:
        line = LINES.get(key)
        if line is None:
            return None
        if when.is_twelve_months or when.is_calendar or not when.year:
            return None
        months = when.length
        for entry in self._entries:
            statement = self._statements_of(entry).get(line.statement)
            close = _closes(entry, when, statement) if statement is not None else None
            if statement is None or close is None:
                continue
            number = printed_number(statement, key, close, months)
            if number is None or (statement.exponent is None and not line.per_share):
                continue
            money = self._money(entry)
            if money is None:
                continue
            value = -number.value if line.is_outflow and number.value < 0 else number.value
            if key == "income_tax" and _is_deducted_as_printed(statement, close, months):
                value = -value
            return sourced(
                f"{_slug(entry)}.{key}",
                line.label,
                value,
                money / SHARES if line.per_share else money,
                _period(number.column),
                Source(
                    system=entry.source_name,
                    document=f"{entry.form or 'report'}, {line.statement}, row {number.label!r}",
                    as_of=number.column.end,
                    citation=Citation(entry.digest, number.start, number.end, None),
                    accepted_at=entry.known_on,
                ),
                walls=self._walls(entry.digest),
            )
        return None

    def _money(self, entry: Entry) -> Unit | None:
        """In what the document's statements are printed; None where they say none, or several."""
        if entry.digest not in self._moneys:
            by_kind: dict[str, list[tuple[int, str]]] = {}
            for one in self._passages(entry.digest):
                by_kind.setdefault(one.statement, []).extend(lines_of(one.text, one.start))
            code = document_currency(by_kind.values())
            self._moneys[entry.digest] = parse_unit(code) if code else None
        return self._moneys[entry.digest]

    def _statements_of(self, entry: Entry) -> Mapping[str, PrintedStatement]:
        if entry.digest not in self._printed:
            self._printed[entry.digest] = statements_in(
                self._passages(entry.digest),
                period_end=entry.period_end,
                is_annual=entry.quarter not in _QUARTERS,
            )
        return self._printed[entry.digest]


def _is_deducted_as_printed(statement: PrintedStatement, close: Close, months: int) -> bool:
    """Whether taxes are printed below zero when they are paid: income and taxes sum to the rest."""
    income = printed_number(statement, "pretax_income", close, months)
    tax = printed_number(statement, "income_tax", close, months)
    rest = printed_number(statement, "consolidated_income", close, months)
    if income is None or tax is None or rest is None or not tax.value:
        return False
    return abs(income.value + tax.value - rest.value) < abs(income.value - tax.value - rest.value)


def _closes(entry: Entry, when: When, statement: PrintedStatement) -> Close | None:
    """About when a period closes, by the report's own; None where its name does not tell."""
    end = entry.period_end or max(column.end for column in statement.columns)
    year = entry.year or end.year
    own = entry.quarter if entry.quarter in _QUARTERS else None
    quarter = when.quarter if when.quarter in _QUARTERS else None
    if quarter == own:
        return Close(_years_before(end, year - when.year), _YEAR_SLACK)
    if own is None or when.year != year - 1 or statement.kind != BALANCE:
        return None
    # Beside the quarter's end stands that of the fiscal year before.
    return Close(end - timedelta(days=91 * own), _OTHER_SLACK)


def _years_before(end: date, years: int) -> date:
    try:
        return end.replace(year=end.year - years)
    except ValueError:
        return end.replace(year=end.year - years, day=28)


def _close(entry: Entry, when: When) -> date:
    """The day a year closes, as far as the report's own day tells it."""
    end = entry.period_end or date(entry.year or when.year, 12, 31)
    return _years_before(end, (entry.year or end.year) - when.year)


def _period(column: Column) -> Period:
    """The column's days; the first as whole months count it where nothing says it."""
    end = column.end
    if column.period is not None:
        return column.period
    if not column.months:
        return instant(end)
    months = end.year * 12 + end.month - column.months
    return Period(date(months // 12, months % 12 + 1, 1), end)


def _slug(entry: Entry) -> str:
    name = entry.tickers[0] if entry.tickers else (entry.names[0] if entry.names else entry.stem)
    return "".join(c if c.isalnum() else "_" for c in name.casefold()).strip("_")[:40] or "company"
