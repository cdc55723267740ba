"""Rules on figures: what a new report does to a line of a company's statements."""

from __future__ import annotations

import json
from collections.abc import Iterable

from bookrunner.app import Desk
from bookrunner.facts import Basis, Company, Fact, Filing, line_key, statements
from bookrunner.figures import Figure
from bookrunner.monitor import ActiveRule, AlertRule, Judged, Raised

_REPORTS = ("10-K", "10-Q", "10-KT", "20-F", "40-F")
NOT_KNOWN = "the line is not in the report, or had no earlier value"
UNMOVED = "the line did not cross or move as much"


def of_figures(desk: Desk, active: ActiveRule, filing: Filing, seen_at: str, into: Judged) -> None:
    """Compares the line with the report and without it; only what the report brings is told."""
    if not filing.form.startswith(_REPORTS):
        return
    company = desk.store.company(filing.cik, desk.viewer)
    facts = desk.store.facts(filing.cik, desk.viewer)
    history = _values(company, facts, active.rule)
    now = history[-1] if history else None
    # The facts that the report itself brings are left out, to see what was known before it.
    without = _values(company, (one for one in facts if one.document != filing.digest), active.rule)
    before = without[-1] if without else (history[-2] if len(history) > 1 else None)
    if now is None or before is None:
        into.leave_out(active, NOT_KNOWN, filing.walls)
        return
    said = moved(active.rule, before, now)
    if not said:
        into.leave_out(active, UNMOVED, filing.walls)
        return
    parts = [active.rule.name, filing.accession, now.id, *sorted(filing.walls)]
    into.raised.append(
        Raised(
            dedupe=json.dumps(parts, separators=(",", ":")),
            rule=active.rule.name,
            on=active.rule.on,
            company=company.name,
            cik=company.cik,
            says=said,
            accession=filing.accession,
            form=filing.form,
            drivers=(f"before: {before.id}", f"now: {now.id}"),
            document=filing.digest,
            figure=now.id,
            seen_at=seen_at,
            walls=active.walls | filing.walls | now.walls | before.walls,
        )
    )


def moved(rule: AlertRule, before: Figure, now: Figure) -> str:
    """What happened to the line in words; empty where the rule asks for something else."""
    old, new = before.value, now.value
    if not isinstance(old, float) or not isinstance(new, float):
        return ""
    shown = (
        f"{now.name}: {old:,.2f} at {before.period.end} to {new:,.2f} {now.unit} at "
        f"{now.period.end}"
    )
    if rule.above is not None and old <= float(rule.above) < new:
        return f"{shown}, above {rule.above:,}"
    if rule.below is not None and old >= float(rule.below) > new:
        return f"{shown}, below {rule.below:,}"
    if rule.changes_by_percent is not None and old > 0:
        change = (new / old - 1) * 100
        if abs(change) >= float(rule.changes_by_percent):
            return f"{shown}, {change:+.1f}%"
    return ""


def _values(company: Company, facts: Iterable[Fact], rule: AlertRule) -> list[Figure]:
    """The line's figures, the newest last."""
    told = statements(company, facts, basis=Basis(rule.basis))
    line = line_key(rule.line)
    periods = sorted(told.periods, key=lambda one: one.end)
    return [figure for one in periods if (figure := told.get(line, one)) is not None]
