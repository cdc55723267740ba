"""What happened: filings as they are listed, each told of once, and the events they tell."""

from bookrunner.monitor.brief import Brief, BriefLine, Proof, composed, event_lines
from bookrunner.monitor.brief_deals import deal_lines
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
    "EVENT_TYPES",
    "FAILED",
    "FOLDER",
    "LATEST",
    "MARKETS",
    "READ",
    "SUBMISSIONS",
    "Alert",
    "Arrived",
    "Brief",
    "BriefLine",
    "Correction",
    "Counts",
    "Event",
    "EventType",
    "Filed",
    "Folder",
    "Known",
    "Lists",
    "Materiality",
    "Pass",
    "Proof",
    "Revision",
    "SeenFiling",
    "TapeDeal",
    "TapeTerm",
    "Told",
    "Watch",
    "WatchRecord",
    "composed",
    "deal_lines",
    "deal_tape",
    "event_lines",
    "events_of",
    "filed_as",
    "in_order",
    "looked_into",
    "once_each",
    "overridden",
    "read_indexes",
    "read_latest",
    "read_submissions",
    "tells_events",
]
