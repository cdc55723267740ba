"""Trading comparables: peers and target side by side, statistics over peers, implied value.

The target is never in the statistics. NM and NA are left out of them; sizes have none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bookrunner.figures import (
    Figure,
    Finding,
    Severity,
    Term,
    computed,
    largest,
    natural,
    smallest,
)
from bookrunner.valuation.checks import CheckPair
from bookrunner.valuation.company_inputs import CompanyInputs
from bookrunner.valuation.comps_columns import (
    COLUMNS,
    Block,
    Column,
    cell,
    earnings_per_share,
    forward_columns,
    splits_since,
)
from bookrunner.valuation.ev_bridge import Bridge, bridge
from bookrunner.valuation.expected_years import calendar_years
from bookrunner.valuation.implied import ImpliedPoint, implied_value, six_statistics
from bookrunner.valuation.peers import peer_findings, value_findings
from bookrunner.valuation.policy import Policy


@dataclass(frozen=True)
class CompsRow:
    """One company's cells by column key, with the bridge they rest on."""

    company: CompanyInputs
    bridge: Bridge
    cells: Mapping[str, Figure]


@dataclass(frozen=True)
class StatisticsRow:
    """One statistic over the peers, by column key; ratio columns only."""

    key: str
    label: str
    cells: Mapping[str, Figure]


@dataclass(frozen=True)
class Implied:
    """The target's implied value by one multiple: low, median, high."""

    column: Column
    metric: Figure
    low: ImpliedPoint
    middle: ImpliedPoint
    high: ImpliedPoint

    @property
    def points(self) -> Sequence[ImpliedPoint]:
        """Low to high."""
        return (self.low, self.middle, self.high)


@dataclass(frozen=True)
class Comps:
    """A comparables page."""

    policy: Policy
    columns: Sequence[Column]
    target: CompsRow
    peers: Sequence[CompsRow]
    levels: Sequence[Figure]
    """The upper and the lower quartile level, to be placed."""
    statistics: Sequence[StatisticsRow]
    implied: Sequence[Implied]
    checks: Sequence[CheckPair]
    findings: Sequence[Finding]
    notes: Sequence[str]

    def statistic(self, key: str, column: str) -> Figure:
        """A statistic of a column: ``statistic("median", "ev_ebitda_ltm")``."""
        return next(row for row in self.statistics if row.key == key).cells[column]

    def columns_of(self, block: Block) -> Sequence[Column]:
        """The columns of one table of the page."""
        return tuple(column for column in self.columns if column.block is block)


def comps(target: CompanyInputs, peers: Sequence[CompanyInputs], policy: Policy) -> Comps:
    """The comparables of a target and its peers, in the order given.

    Raises:
        LinesMissing: A company has no share count at all.
    """
    companies = (target, *peers)
    lacking = [one for one in companies if one.expected is None or not one.expected.by_basis]
    columns = COLUMNS
    if len(lacking) < len(companies):
        columns = (*COLUMNS, *forward_columns(policy.valuation_date))
    target_row = _row(target, columns, policy)
    rows = tuple(_row(peer, columns, policy) for peer in peers)
    upper = computed(
        "comps.upper_quartile_level", "Upper quartile level", 1 - natural(0.5) * 0.5, policy.period
    )
    lower = computed(
        "comps.lower_quartile_level", "Lower quartile level", natural(0.5) * 0.5, policy.period
    )
    statistics = _statistics(target, rows, columns, upper, lower, policy)
    implied = _implied(target_row, {row.key: row for row in statistics}, policy)
    by_label = {row.company.label: row.cells for row in (*rows, target_row)}
    return Comps(
        policy=policy,
        columns=columns,
        target=target_row,
        peers=rows,
        levels=(upper, lower),
        statistics=statistics,
        implied=implied,
        checks=(
            *(check for row in (target_row, *rows) for check in row.bridge.checks),
            *_order_checks(target, columns, {row.key: row for row in statistics}, policy),
        ),
        findings=(
            *peer_findings(target, peers, policy),
            *(finding for row in (target_row, *rows) for finding in row.bridge.findings),
            *(finding for row in (target_row, *rows) for finding in _split_findings(row)),
            *(f for one in companies if one.expected is not None for f in one.expected.findings),
            *value_findings(columns, by_label),
        ),
        notes=_estimate_notes(lacking, len(companies), policy),
    )


def _estimate_notes(lacking: Sequence[CompanyInputs], count: int, policy: Policy) -> Sequence[str]:
    """Whose estimates are required, in words for the page."""
    if not lacking:
        return ()
    if len(lacking) == count:
        years = " and ".join(f"CY{year}" for year in calendar_years(policy.valuation_date).values())
        note = (
            f"Estimates required: forward multiples (NTM, {years}) need analysts' estimates with "
            "their date and number of contributors; `bookrunner import estimates` takes them."
        )
        return (note,)
    names = ", ".join(one.label for one in lacking)
    note = f"Estimates required for {names}: no forward multiple of theirs is shown or counted."
    return (note,)


def _row(company: CompanyInputs, columns: Sequence[Column], policy: Policy) -> CompsRow:
    held = bridge(company, policy)
    return CompsRow(company, held, {column.key: cell(column, held, policy) for column in columns})


def _split_findings(row: CompsRow) -> Sequence[Finding]:
    """That per-share figures of a period are not used, because a split lies in between."""
    company = row.company
    return tuple(
        Finding(
            "valuation.split-since",
            f"the shares of {period.label} are not those of the price (a split, or a large issue); "
            "P / E on it is NA",
            Severity.WARNING,
            where=company.label,
        )
        for period in {one.label: one for one in (company.last_year, company.latest)}.values()
        if splits_since(row.bridge, period)
    )


def _statistics(
    target: CompanyInputs,
    rows: Sequence[CompsRow],
    columns: Sequence[Column],
    upper: Figure,
    lower: Figure,
    policy: Policy,
) -> Sequence[StatisticsRow]:
    return tuple(
        StatisticsRow(
            key,
            label,
            {
                column.key: computed(
                    f"{target.prefix}.peers.{key}.{column.key}",
                    f"{label} of peers' {column.label} ({column.basis})",
                    statistic([row.cells[column.key] for row in rows]),
                    policy.period,
                )
                for column in columns
                if column.is_ratio
            },
        )
        for key, label, statistic in six_statistics(upper, lower)
    )


_IMPLIED_BY = (
    ("ev_ebitda_ltm", "ebitda"),
    ("ev_ebit_ltm", "operating_income"),
    ("ev_revenue_ltm", "revenue"),
    ("price_earnings_ltm", "eps_diluted"),
)


def _implied(
    target: CompsRow, statistics: Mapping[str, StatisticsRow], policy: Policy
) -> Sequence[Implied]:
    by_key = {column.key: column for column in COLUMNS}
    found = []
    for key, line in _IMPLIED_BY:
        column, metric = by_key[key], _metric(target.company, line, policy)
        if metric is None or (target.company.is_financial and line != "eps_diluted"):
            continue
        low, middle, high = (
            _implied_point(target, column, metric, statistics[statistic], policy)
            for statistic in ("p25", "median", "p75")
        )
        found.append(Implied(column, metric, low, middle, high))
    return tuple(found)


def _metric(company: CompanyInputs, line: str, policy: Policy) -> Figure | None:
    figure = company.latest.get(line)
    if figure is not None or line != "eps_diluted":
        return figure
    earnings = earnings_per_share(company.latest)
    if earnings is None:
        return None
    key = f"{company.prefix}.comps.earnings_per_share"
    return computed(key, "Diluted earnings per share (LTM)", earnings, policy.period)


def _implied_point(
    target: CompsRow, column: Column, metric: Figure, row: StatisticsRow, policy: Policy
) -> ImpliedPoint:
    prefix = f"{target.company.prefix}.implied.{column.key}.{row.key}"
    at = policy.period
    times = row.cells[column.key]

    def named(key: str, name: str, value: Term) -> Figure:
        label = f"{name} at {row.label.lower()} {column.label}"
        return computed(f"{prefix}.{key}", label, value, at)

    if column.key.startswith("price_earnings"):
        price = named("share_price", "Implied share price", times * metric)
        equity = named("equity_value", "Implied equity value", price * _diluted(target))
        stated = target.company.stated(equity, price)
        return ImpliedPoint(row.label, times, None, None, equity, price, stated)
    words = f"at {row.label.lower()} {column.label}"
    return implied_value(target.bridge, prefix, row.label, words, times * metric, times, at)


def _diluted(target: CompsRow) -> Figure:
    """The share count at today's price, or before options when there is none."""
    if target.company.price is None:
        return target.bridge.claims.count.fixed
    return target.bridge.diluted_shares


def _order_checks(
    target: CompanyInputs,
    columns: Sequence[Column],
    statistics: Mapping[str, StatisticsRow],
    policy: Policy,
) -> Sequence[CheckPair]:
    """The mean and the median lie between the ends, which fails when NM or text is counted."""
    found = []
    for column in columns:
        if column.block not in (Block.VALUATION, Block.FORWARD):
            continue
        middle = statistics["median"].cells[column.key]
        inside = computed(
            f"{target.prefix}.peers.check.{column.key}",
            f"Median of {column.label} ({column.basis}) held between the ends",
            smallest(
                largest(middle, statistics["min"].cells[column.key]),
                statistics["max"].cells[column.key],
            ),
            policy.period,
        )
        name = f"Peers' {column.label} ({column.basis}): median between minimum and maximum"
        found.append(CheckPair(name, middle, inside, column.form))
    return tuple(found)
