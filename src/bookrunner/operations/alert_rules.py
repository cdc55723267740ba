"""Rules kept and removed, and what people say of the alerts that rules raised."""

from __future__ import annotations

from bookrunner.app import Desk
from bookrunner.facts import line_key
from bookrunner.figures import BadInput, NotFound
from bookrunner.monitor import FIGURE, SCREEN, AlertRule, KeptAlert, KeptRule, alert_rule
from bookrunner.operations.alert_rules_shapes import (
    AddAlertRuleRequest,
    AlertRuleLine,
    AlertRules,
    AlertRulesRequest,
    AlertThumb,
    MarkAlertRequest,
    MarkedAlert,
    RaisedLine,
    RemoveAlertRuleRequest,
)
from bookrunner.operations.lists import companies_on


class NothingSaid(BadInput):
    """An alert was named and nothing said of it."""

    def __init__(self) -> None:
        super().__init__("say --acknowledge, or --thumb up or down with a --reason")


class ThumbWithoutReason(BadInput):
    """A verdict from which nobody can learn."""

    def __init__(self) -> None:
        super().__init__("a thumb needs a --reason, and a --reason needs a --thumb up or down")


def listed(desk: Desk, request: AlertRulesRequest) -> AlertRules:
    """The rules that the viewer may see.

    Raises:
        NotFound: No rule is called so.
    """
    kept = desk.alert_book.rules(desk.viewer)
    if request.name:
        kept = [one for one in kept if one.rule.name == request.name]
        if not kept:
            raise _unknown(request.name)
    return AlertRules(tuple(map(_line, kept)))


def added(desk: Desk, request: AddAlertRuleRequest) -> AlertRules:
    """The rule as kept; it looks at what is told of from now on.

    Raises:
        NotFound: There is no such file, or it names a company, list, line or screen that is none.
        BadAlertRule: The file defines no rule.
        RuleTaken: There is or was a rule of that name.
    """
    if not request.file.is_file():
        raise NotFound("file", str(request.file))
    rule = alert_rule(request.name or request.file.stem, request.file.read_bytes())
    _require_known(desk, rule)
    desk.alert_book.add(rule, desk.viewer.name, frozenset(request.walls))
    return listed(desk, AlertRulesRequest(rule.name))


def removed(desk: Desk, request: RemoveAlertRuleRequest) -> AlertRules:
    """The rules that still look; what the removed one raised stays.

    Raises:
        NotFound: No rule is called so.
    """
    if not desk.alert_book.remove(request.name, desk.viewer.name, desk.viewer):
        raise _unknown(request.name)
    return listed(desk, AlertRulesRequest())


def marked(desk: Desk, request: MarkAlertRequest) -> MarkedAlert:
    """The alert with what was said of it.

    Raises:
        NotFound: The viewer sees no alert of that number.
        NothingSaid, ThumbWithoutReason: Nothing, or half of something, was said.
    """
    if not request.acknowledge and not request.thumb and not request.reason:
        raise NothingSaid
    if bool(request.thumb) != bool(request.reason.strip()):
        raise ThumbWithoutReason
    _alert(desk, request.number)
    if request.acknowledge:
        desk.alert_book.acknowledge(request.number, desk.viewer.name)
    if request.thumb:
        person, reason = desk.viewer.name, request.reason.strip()
        desk.alert_book.thumb(request.number, person, request.thumb, reason)
    return MarkedAlert(raised_line(_alert(desk, request.number)))


def raised_line(one: KeptAlert) -> RaisedLine:
    """An alert as plain values."""
    raised = one.raised
    return RaisedLine(
        number=one.number,
        rule=raised.rule,
        on=raised.on,
        company=raised.company,
        cik=raised.cik,
        says=raised.says,
        form=raised.form,
        item=raised.item,
        event=raised.event,
        materiality=raised.materiality,
        drivers=raised.drivers,
        accession=raised.accession,
        document=raised.document,
        span=raised.span,
        quote=raised.quote,
        figure=raised.figure,
        seen_at=raised.seen_at,
        raised_at=one.raised_at,
        corrects=one.corrects,
        overridden_by=one.overridden_by,
        acknowledged_by=one.acknowledged_by,
        acknowledged_at=one.acknowledged_at,
        thumbs=tuple(AlertThumb(*said) for said in one.thumbs),
        walls=tuple(sorted(raised.walls)),
    )


def _alert(desk: Desk, number: int) -> KeptAlert:
    found = desk.alert_book.alerts(desk.viewer, numbers=[number])
    if not found:
        raise NotFound("alert", str(number), hint="`bookrunner alerts` lists those that you see")
    return found[0]


def _unknown(name: str) -> NotFound:
    return NotFound("alert rule", name, hint="`bookrunner alert-rules` lists those that you see")


def _require_known(desk: Desk, rule: AlertRule) -> None:
    """Lets a rule pass all of whose names are known."""
    for name in rule.companies:
        desk.store.company(name, desk.viewer)
    if rule.list:
        companies_on(desk, rule.list)
    if rule.on == SCREEN:
        # What screens starts slowly, and every look at alerts passes here.
        from bookrunner.targeting import definitions, screen  # noqa: PLC0415

        screen(rule.screen, definitions())
    if rule.on == FIGURE:
        line_key(rule.line)


def _line(kept: KeptRule) -> AlertRuleLine:
    rule = kept.rule
    return AlertRuleLine(
        rule.name, rule.title, rule.on, _says(rule), kept.owner, kept.added_at,
        tuple(sorted(kept.walls)), rule.digest, rule.text,
    )  # fmt: skip


def _says(rule: AlertRule) -> str:
    whose = f"of the list {rule.list}" if rule.list else f"of {', '.join(rule.companies)}"
    parts = [whose if rule.list or rule.companies else "of all companies"]
    for name, values in (("form", rule.forms), ("Item", rule.items), ("event", rule.events)):
        if values:
            parts.append(f"{name} {' or '.join(values)}")
    if rule.materiality:
        parts.append(f"materiality {rule.materiality} or more")
    if rule.on == FIGURE:
        parts.append(f"{rule.line}, {rule.basis}")
        for words, value in (("above", rule.above), ("below", rule.below)):
            if value is not None:
                parts.append(f"crosses {words} {value:,}")
        if rule.changes_by_percent is not None:
            parts.append(f"changes by {rule.changes_by_percent}% or more")
    if rule.on == SCREEN:
        tells = " or ".join(rule.tells)
        parts.append(f"who {tells} the first {rule.top} of the screen {rule.screen}")
    return "; ".join(parts)
