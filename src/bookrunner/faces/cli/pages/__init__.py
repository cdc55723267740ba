"""Which page shows the answer of which operation; pages are imported when they are shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """How an answer becomes text."""

    show: str
    """``module:function`` of a function of the answer and the flags."""
    flags: tuple[tuple[str, str], ...] = ()
    """Options that change only what of the answer is shown: name and help."""


_HERE = "bookrunner.faces.cli.pages"

PAGES: dict[str, Page] = {
    "audit-log": Page(f"{_HERE}.audit_logs:looked_at"),
    "audit-copy": Page(f"{_HERE}.audit_logs:exported"),
    "audit-sign": Page(f"{_HERE}.audit_logs:signed"),
    "demo": Page(f"{_HERE}.books:demo"),
    "ingest": Page(
        f"{_HERE}.filings:ingested", (("all", "Name every file, not only what needs a look."),)
    ),
    "fetch": Page(
        f"{_HERE}.fetching:fetched", (("all", "Name every file, not only what needs a look."),)
    ),
    "watch": Page(f"{_HERE}.watching:watched"),
    "alerts": Page(f"{_HERE}.watching:alerts"),
    "alert-rules": Page(f"{_HERE}.alert_rules:rules"),
    "add-alert-rule": Page(f"{_HERE}.alert_rules:rules"),
    "remove-alert-rule": Page(f"{_HERE}.alert_rules:rules"),
    "mark-alert": Page(f"{_HERE}.alert_rules:marked"),
    "deliver": Page(f"{_HERE}.delivering:delivered"),
    "import": Page(f"{_HERE}.importing:imported"),
    "imported": Page(f"{_HERE}.importing:brought"),
    "vendors": Page(f"{_HERE}.vendors:vendors"),
    "fetch-vendor": Page(f"{_HERE}.vendors:fetched"),
    "parse": Page(
        f"{_HERE}.parsing:parsed", (("all", "Name every table and fact, not only their number."),)
    ),
    "text": Page(f"{_HERE}.parsing:text"),
    "deal": Page(f"{_HERE}.deals:stated"),
    "tape": Page(f"{_HERE}.tape:told", (("all", "Show every term, not only the main ones."),)),
    "events": Page(
        f"{_HERE}.events:told",
        (("all", "Show what is told again under a second Item, and notes."),),
    ),
    "calendar": Page(
        f"{_HERE}.calendars:calendar",
        (
            ("proofs", "Show the words and figures that each part of a formula stands on."),
            ("all", "Tell notes too, not only what needs a look."),
        ),
    ),
    "brief": Page(f"{_HERE}.briefing:brief"),
    "companies": Page(f"{_HERE}.filings:companies"),
    "filings": Page(f"{_HERE}.reading:filings"),
    "read": Page(f"{_HERE}.reading:reading"),
    "facts": Page(f"{_HERE}.lines:facts"),
    "segments": Page(f"{_HERE}.segments:segments"),
    "statements": Page(
        f"{_HERE}.statements:statements",
        (("sources", "Say for each line which tag, rule and filing it came from."),),
    ),
    "shares": Page(f"{_HERE}.shares:shares"),
    "debt": Page(
        f"{_HERE}.debt:debt", (("sources", "Show each row's filing and the words it stands on."),)
    ),
    "quality": Page(
        f"{_HERE}.quality:quality", (("all", "Tell notes too, not only what needs a look."),)
    ),
    "comps": Page(f"{_HERE}.valuations:valuation"),
    "dcf": Page(f"{_HERE}.valuations:valuation"),
    "sample": Page(f"{_HERE}.books:sample"),
    "pitch": Page(f"{_HERE}.books:pitch"),
    "document": Page(f"{_HERE}.documents:document"),
    "refresh": Page(
        f"{_HERE}.refreshing:refreshed", (("all", "Name every place, not only the first."),)
    ),
    "diff": Page(
        f"{_HERE}.comparing:diffed", (("all", "Show every passage, not only the first."),)
    ),
    "stale": Page(f"{_HERE}.stale:stale"),
    "redline": Page(
        f"{_HERE}.refreshing:redlined", (("all", "Name every change, not only the first."),)
    ),
    "review": Page(f"{_HERE}.releasing:reviewed"),
    "release": Page(f"{_HERE}.releasing:released"),
    "verify": Page(f"{_HERE}.releasing:verified"),
    "audit": Page(f"{_HERE}.auditing:audited", (("all", "Name every cell of each rule."),)),
    "lint": Page(f"{_HERE}.linting:linted", (("all", "Name every place of each rule."),)),
    "template": Page(f"{_HERE}.templates:checked"),
    "ask": Page(f"{_HERE}.asking:asked"),
    "search": Page(f"{_HERE}.searching:found"),
    "index": Page(f"{_HERE}.searching:indexed"),
    "screen": Page(
        f"{_HERE}.screens:screens", (("all", "Tell everything of every name, not of five."),)
    ),
    "source": Page(f"{_HERE}.sourcing:sourced", (("all", "Name all that each company lacks."),)),
    "buyers": Page(
        f"{_HERE}.buyers:buyers", (("all", "Tell everything of every name, not of five."),)
    ),
    "backtest": Page(f"{_HERE}.backtests:backtests"),
    "scorers": Page(f"{_HERE}.scorers:scorers"),
    "train-scorer": Page(f"{_HERE}.scorers:card"),
    "promote-scorer": Page(f"{_HERE}.scorers:card"),
    "rollback-scorer": Page(f"{_HERE}.scorers:rolled_back"),
    "why": Page(f"{_HERE}.reasons:why"),
    "serve": Page(f"{_HERE}.serving:served"),
    "worker": Page(f"{_HERE}.serving:worked"),
    "jobs": Page(f"{_HERE}.jobs:jobs"),
    "submit-job": Page(f"{_HERE}.jobs:job"),
    "cancel-job": Page(f"{_HERE}.jobs:job"),
    "mcp": Page(f"{_HERE}.serving:spoken"),
    "models": Page(f"{_HERE}.models:models"),
    "walls": Page(f"{_HERE}.walls:walls"),
    "open-wall": Page(f"{_HERE}.walls:wall"),
    "close-wall": Page(f"{_HERE}.walls:wall"),
    "bring-over": Page(f"{_HERE}.walls:insider"),
    "take-out": Page(f"{_HERE}.walls:insider"),
    "restricted": Page(f"{_HERE}.walls:listed"),
    "list-company": Page(f"{_HERE}.walls:listed_company"),
    "unlist-company": Page(f"{_HERE}.walls:listed"),
    "people": Page(f"{_HERE}.accounts:people"),
    "account": Page(f"{_HERE}.accounts:account"),
    "keys": Page(f"{_HERE}.accounts:keys"),
    "new-key": Page(f"{_HERE}.accounts:made"),
    "revoke-key": Page(f"{_HERE}.accounts:key"),
    "doctor": Page(f"{_HERE}.doctor:doctor"),
}
