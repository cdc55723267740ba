"""How requests leave the house, without knowing to whom: listings, keys, proxies, circuits."""

from bookrunner.web.circuit import COOLING_S, FAILURES_MAX, Circuit
from bookrunner.web.keys import MASK, Key, KeyMissing
from bookrunner.web.listings import LOOPBACK, Table, read_listing
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
    "LOOPBACK",
    "MASK",
    "AddressRefused",
    "Circuit",
    "Destination",
    "Key",
    "KeyMissing",
    "Table",
    "Undelivered",
    "destination",
    "in_words",
    "is_public",
    "origin",
    "post",
    "read_listing",
    "retry_after",
    "way_out",
]
