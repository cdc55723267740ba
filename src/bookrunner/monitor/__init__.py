"""What happened: filings as they are listed, each told of once, and the events they tell."""

from bookrunner.monitor.alert_book_sql import AlertBook, KeptAlert, KeptRule, ListedFiling
from bookrunner.monitor.alert_rules import (
    EVENTS,
    FIGURE,
    SCREEN,
    AlertRule,
    BadAlertRule,
    alert_rule,
)
from bookrunner.monitor.alerting import (
    FAILED_TEXT,
    UNUSABLE,
    ActiveRule,
    Judged,
    Raised,
    of_listed,
    of_text,
)
from bookrunner.monitor.brief import Brief, BriefLine, Proof, composed, event_lines
from bookrunner.monitor.brief_deals import deal_lines
from bookrunner.monitor.calendar import (
    CALENDAR_KINDS,
    Calendar,
    CalendarRow,
    DateProof,
    NotDated,
)
from bookrunner.monitor.calendar_blackouts import BlackoutPolicy, blackout_rows
from bookrunner.monitor.calendar_deals import deal_rows
from bookrunner.monitor.calendar_debt import maturity_rows
from bookrunner.monitor.calendar_ics import calendar_file
from bookrunner.monitor.calendar_shelves import shelf_rows
from bookrunner.monitor.calendar_words import ReadForCalendar, read_for_calendar
from bookrunner.monitor.corrections import Correction, overridden
from bookrunner.monitor.event import Event, Filed
from bookrunner.monitor.feeds import (
    LATEST,
    SUBMISSIONS,
    Lists,
    Pass,
    read_indexes,
    read_latest,
    read_submissions,
)
from bookrunner.monitor.folder import FOLDER, Arrived, Folder, looked_into
from bookrunner.monitor.reading import Known, events_of, filed_as, tells_events
from bookrunner.monitor.record_sql import FAILED, READ, Alert, Counts, WatchRecord
from bookrunner.monitor.sequence import in_order
from bookrunner.monitor.tape import MARKETS, Revision, TapeDeal, TapeTerm, Told, deal_tape
from bookrunner.monitor.taxonomy import EVENT_TYPES, EventType, Materiality
from bookrunner.monitor.watched import SeenFiling, Watch, once_each

__all__ = [
    "CALENDAR_KINDS",
    "EVENTS",
    "EVENT_TYPES",
    "FAILED",
    "FAILED_TEXT",
    "FIGURE",
    "FOLDER",
    "LATEST",
    "MARKETS",
    "READ",
    "SCREEN",
    "SUBMISSIONS",
    "UNUSABLE",
    "ActiveRule",
    "Alert",
    "AlertBook",
    "AlertRule",
    "Arrived",
    "BadAlertRule",
    "BlackoutPolicy",
    "Brief",
    "BriefLine",
    "Calendar",
    "CalendarRow",
    "Correction",
    "Counts",
    "DateProof",
    "Event",
    "EventType",
    "Filed",
    "Folder",
    "Judged",
    "KeptAlert",
    "KeptRule",
    "Known",
    "ListedFiling",
    "Lists",
    "Materiality",
    "NotDated",
    "Pass",
    "Proof",
    "Raised",
    "ReadForCalendar",
    "Revision",
    "SeenFiling",
    "TapeDeal",
    "TapeTerm",
    "Told",
    "Watch",
    "WatchRecord",
    "alert_rule",
    "blackout_rows",
    "calendar_file",
    "composed",
    "deal_lines",
    "deal_rows",
    "deal_tape",
    "event_lines",
    "events_of",
    "filed_as",
    "in_order",
    "looked_into",
    "maturity_rows",
    "of_listed",
    "of_text",
    "once_each",
    "overridden",
    "read_for_calendar",
    "read_indexes",
    "read_latest",
    "read_submissions",
    "shelf_rows",
    "tells_events",
]
