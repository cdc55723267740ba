"""How requests leave the house, without knowing to whom: proxies, circuits, headers."""

from bookrunner.web.circuit import COOLING_S, FAILURES_MAX, Circuit
from bookrunner.web.outside import (
    AddressRefused,
    Destination,
    Undelivered,
    destination,
    is_public,
    post,
)
from bookrunner.web.ways import in_words, origin, retry_after, way_out

__all__ = [
    "COOLING_S",
    "FAILURES_MAX",
    "AddressRefused",
    "Circuit",
    "Destination",
    "Undelivered",
    "destination",
    "in_words",
    "is_public",
    "origin",
    "post",
    "retry_after",
    "way_out",
]
