"""Rules on screens: which names entered or left since the rule looked last."""

from __future__ import annotations

import json
from datetime import date

from bookrunner.app import Desk
from bookrunner.figures import BookrunnerError, Finding, Severity
from bookrunner.monitor import ActiveRule, Judged, KeptRule, Raised
from bookrunner.targeting import definitions, newest_day, read_panel, screen, screened


def looked_at_screen(
    desk: Desk, kept: KeptRule, active: ActiveRule, findings: list[Finding]
) -> int:
    """How many names entered or left; the first look only remembers who is there.

    The screen is run again when the records have other filings or a newer day than at the last
    look.
    """
    rule = kept.rule
    known = definitions()
    try:
        chosen = screen(rule.screen, known)
        before = json.loads(kept.state) if kept.state else None
        marker = len(desk.store.filings(desk.viewer))
        if before is not None and (before["filings"], before["screen"]) == (marker, chosen.digest):
            return 0
        panel = read_panel(desk.store, desk.imports, desk.viewer, known)
        day = newest_day(panel)
        if not day:
            return 0
        found = screened(chosen, panel.on(day, known), known)
    except BookrunnerError as error:
        words = f"the rule {rule.name} cannot run its screen: {error}"
        findings.append(Finding("alerts.rule-unusable", words, Severity.ERROR, rule.name))
        return 0
    ranked = [panel.companies[at] for at in found.ranking]
    if active.ciks is not None:
        ranked = [one for one in ranked if one.cik in active.ciks]
    names = {one.cik: one.name for one in ranked[: rule.top]}
    as_of = date.fromordinal(day)
    state = {"filings": marker, "screen": chosen.digest, "as_of": str(as_of), "names": names}
    judged = Judged()
    if before is not None and before["screen"] == chosen.digest:
        then: dict[str, str] = before["names"]
        entered = {cik: name for cik, name in names.items() if cik not in then}
        left = {cik: name for cik, name in then.items() if cik not in names}
        for how, who in (("enters", entered), ("leaves", left)):
            for cik, name in who.items():
                if how in rule.tells:
                    judged.raised.append(_raised(kept, cik, name, how, as_of))
                else:
                    judged.leave_out(
                        active, f"a name {how}, which the rule does not tell", kept.walls
                    )
    return desk.alert_book.keep_state(kept, json.dumps(state, sort_keys=True), judged)


def _raised(kept: KeptRule, cik: str, name: str, how: str, as_of: date) -> Raised:
    rule = kept.rule
    parts = [rule.name, str(kept.version), cik, how]
    return Raised(
        dedupe=json.dumps(parts, separators=(",", ":")),
        rule=rule.name,
        on=rule.on,
        company=name,
        cik=cik,
        says=f"{how} the first {rule.top} of the screen {rule.screen} as of {as_of}",
        drivers=(f"`bookrunner screen {rule.screen} --as-of {as_of}` shows why",),
        walls=kept.walls,
    )
