"""What the rules tell of what the watch, the records and the screens have shown since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bookrunner.app import Desk
from bookrunner.facts import Filing
from bookrunner.figures import BookrunnerError, Finding, Severity, Walls
from bookrunner.monitor import (
    EVENTS,
    FAILED,
    FAILED_TEXT,
    FIGURE,
    SCREEN,
    UNUSABLE,
    ActiveRule,
    Event,
    Judged,
    KeptRule,
    Known,
    ListedFiling,
    events_of,
    in_order,
    of_listed,
    of_text,
)
from bookrunner.operations.alert_figures import of_figures
from bookrunner.operations.kept_documents import document_reader
from bookrunner.operations.lists import companies_on


def evaluated(desk: Desk) -> tuple[int, list[Finding]]:
    """Lets every rule look at what is new; how many alerts are new, and rules that cannot look.

    Safe to call at any time and by several at once: each filing is looked at once. Whoever is
    killed in between, the next call goes on.
    """
    book = desk.alert_book
    kept = book.rules()
    findings: list[Finding] = []
    active = [one for rule in kept if (one := _active(desk, rule, findings)) is not None]
    followed = {one.rule.name for one in active}
    unusable = [one for one in kept if one.rule.name not in followed and one.rule.on == EVENTS]

    def judge(listed: Sequence[ListedFiling]) -> Judged:
        judged = Judged()
        for one in listed:
            for rule in active:
                of_listed(rule, one.filing, one.seen_at, judged, is_read=bool(one.state))
            for blind in unusable:
                walls = blind.walls | one.filing.walls
                judged.suppressed[blind.rule.name, UNUSABLE, walls] += 1
        return judged

    raised = book.look(judge)
    raised += _texts(desk, active)
    for rule in kept:
        chosen = next((one for one in active if one.rule is rule.rule), None)
        if rule.rule.on == SCREEN and chosen is not None:
            # What screens starts slowly, and most passes of the watch run none.
            from bookrunner.operations.alert_screens import looked_at_screen  # noqa: PLC0415

            raised += looked_at_screen(inside(desk, rule.walls), rule, chosen, findings)
    return raised, findings


def inside(desk: Desk, walls: Walls) -> Desk:
    """The desk of the watch itself, inside these walls and no others."""
    return desk.at(replace(desk.caller, walls=walls))


def _active(desk: Desk, kept: KeptRule, findings: list[Finding]) -> ActiveRule | None:
    """The rule with the companies it watches now; None where they cannot be told."""
    rule, insider = kept.rule, inside(desk, kept.walls)
    try:
        if rule.list:
            return ActiveRule(rule, kept.walls, frozenset(companies_on(insider, rule.list)))
        if not rule.companies:
            return ActiveRule(rule, kept.walls, None)
        ciks = frozenset(insider.store.company(name, insider.viewer).cik for name in rule.companies)
    except BookrunnerError as error:
        # What it would have told in the meantime it never tells: that must be seen.
        words = f"the rule {rule.name} watches nothing: {error}"
        findings.append(Finding("alerts.rule-unusable", words, Severity.ERROR, rule.name))
        return None
    return ActiveRule(rule, kept.walls, ciks)


def _texts(desk: Desk, active: Sequence[ActiveRule]) -> int:
    raised = 0
    unread = desk.alert_book.unread()
    for count, listed in enumerate(unread, start=1):
        desk.progress(f"Looking into {listed.filing.company}", count, len(unread))
        raised += desk.alert_book.keep_read(listed.ordinal, _of_text(desk, active, listed))
    return raised


def _of_text(desk: Desk, active: Sequence[ActiveRule], listed: ListedFiling) -> Judged:
    judged = Judged()
    filing = listed.filing
    wanted = [one for one in active if one.rule.on != SCREEN and one.wants(filing.parties)]
    if not wanted:
        return judged
    insider = inside(desk, filing.walls)
    kept = _kept(insider, listed)
    events = None if kept is None else _events(insider, kept)
    for rule in wanted:
        if rule.rule.on == EVENTS and events is None:
            judged.leave_out(rule, FAILED_TEXT, filing.walls)
        elif rule.rule.on == EVENTS and events is not None:
            of_text(rule, filing, events, listed.seen_at, judged)
        elif rule.rule.on == FIGURE and kept is not None:
            both = inside(desk, filing.walls | rule.walls)
            of_figures(both, rule, kept, listed.seen_at, judged)
    return judged


def _kept(insider: Desk, listed: ListedFiling) -> Filing | None:
    """The filing as the records have it; None where it could not be read."""
    filing = listed.filing
    if listed.state == FAILED:
        return None
    ciks = [cik for cik in filing.parties if cik] or [""]
    for cik in ciks:
        for one in insider.store.filings(insider.viewer, cik or None):
            if filing.accession in {one.accession, f"sha256:{one.digest}"}:
                return one
    return None


def _events(insider: Desk, filing: Filing) -> Sequence[Event] | None:
    try:
        document = document_reader(insider)(filing.digest)
    except BookrunnerError:
        return None
    if document is None:
        return None
    known = Known("", filing.cik, filing.accession, str(filing.accepted_at or ""), filing.walls)
    return in_order(events_of(document, known))
