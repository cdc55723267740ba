"""What happened: the events that filings tell, each with its proof and its weight."""

from bookrunner.monitor.event import Event, Filed
from bookrunner.monitor.reading import Known, events_of, filed_as, tells_events
from bookrunner.monitor.sequence import in_order
from bookrunner.monitor.tape import MARKETS, Revision, TapeDeal, TapeTerm, Told, deal_tape
from bookrunner.monitor.taxonomy import EVENT_TYPES, EventType, Materiality

__all__ = [
    "EVENT_TYPES",
    "MARKETS",
    "Event",
    "EventType",
    "Filed",
    "Known",
    "Materiality",
    "Revision",
    "TapeDeal",
    "TapeTerm",
    "Told",
    "deal_tape",
    "events_of",
    "filed_as",
    "in_order",
    "tells_events",
]
