"""What happened: the events that filings tell, each with its proof and its weight."""

from bookrunner.monitor.event import Event, Filed
from bookrunner.monitor.reading import Known, events_of, tells_events
from bookrunner.monitor.sequence import in_order
from bookrunner.monitor.taxonomy import EVENT_TYPES, EventType, Materiality

__all__ = [
    "EVENT_TYPES",
    "Event",
    "EventType",
    "Filed",
    "Known",
    "Materiality",
    "events_of",
    "in_order",
    "tells_events",
]
