"""Posts to addresses that somebody else named, who must not reach into the house through them.

An address is taken when it is https and names no place of the house. What counts is asked when a
connection is made: the name is resolved, each address it has must be public, and the connection
goes to one of those very addresses, so that a name cannot point elsewhere a moment later. Redirects
are not followed. Hosts of the bank's own network are reached when they are named in a setting.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import urllib3

from bookrunner.figures import BookrunnerError, Refused
from bookrunner.web.ways import in_words, way_out

_URL_MAX = 2000
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|[0-9a-f:.]+")
_HOUSE = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "arpa", "test")
"""Last parts of names that no public address has."""
_EMBEDDING = (
    (ipaddress.ip_network("64:ff9b::/96"), 0),
    (ipaddress.ip_network("2002::/16"), 80),
)
"""Networks whose addresses carry one of the old kind, and how far from its right end."""

Resolver = Callable[[str, int], Collection[str]]


class AddressRefused(Refused):
    """Nothing may be sent to it."""

    def __init__(self, why: str) -> None:
        super().__init__(f"nothing is sent to this address: {why}")


class Undelivered(BookrunnerError):
    """It could be sent, and did not arrive."""


@dataclass(frozen=True)
class Destination:
    """An address that may be posted to, as far as it can be told without resolving its name."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    """With its query."""


def destination(url: str, inside: Collection[str] = ()) -> Destination:
    """The parts of an address.

    Args:
        inside: Hosts that may be reached though they are the house's own, over http too.

    Raises:
        AddressRefused: It is not https, cannot be read, or names a place of the house.
    """
    if len(url) > _URL_MAX or not re.fullmatch(r"[!-~]+", url):
        raise AddressRefused(f"it is longer than {_URL_MAX} letters or holds others than ASCII")
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise AddressRefused("it cannot be read") from None
    host = (parts.hostname or "").rstrip(".").lower()
    known = host in inside
    if parts.scheme != "https" and not (known and parts.scheme == "http"):
        raise AddressRefused("it must begin with https://")
    if parts.username is not None or parts.fragment or "\\" in url or not _HOST.fullmatch(host):
        raise AddressRefused("it must be https://HOST/PATH, without a user's name")
    if not known:
        _require_public_name(host)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Destination(url, parts.scheme, host, port, path)


def is_public(address: str) -> bool:
    """Whether an IP address is one host on the open internet."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return is_public(str(found.ipv4_mapped))
        for network, right in _EMBEDDING:
            if found in network:
                return is_public(str(ipaddress.IPv4Address(int(found) >> right & 0xFFFFFFFF)))
        if found.teredo is not None:
            return False
    return found.is_global and not (
        found.is_multicast or found.is_reserved or found.is_loopback or found.is_unspecified
    )


def resolved(host: str, port: int) -> Collection[str]:
    """The IP addresses of a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def post(
    where: Destination,
    body: bytes,
    headers: Mapping[str, str],
    *,
    inside: Collection[str] = (),
    proxy: str = "",
    timeout_seconds: float = 10,
    resolver: Resolver = resolved,
) -> None:
    """Send the body there, once.

    Raises:
        AddressRefused: The name has an address that is not public.
        Undelivered: Nobody answered, or the answer was no success.
    """
    try:
        addresses = resolver(where.host, where.port)
    except OSError as error:
        raise Undelivered(f"{where.host} has no address") from error
    if where.host not in inside and not all(map(is_public, addresses)):
        raise AddressRefused("its name leads to an address that is not public")
    if not addresses:
        raise Undelivered(f"{where.host} has no address")
    ways = way_out(proxy)
    try:
        pool = ways.connection_from_host(
            next(iter(addresses)), where.port, where.scheme, _held_to(where)
        )
        answer = pool.urlopen(
            "POST",
            where.path,
            body,
            {**headers, "Host": _authority(where), "User-Agent": "bookrunner"},
            retries=False,
            redirect=False,
            timeout=urllib3.Timeout(total=timeout_seconds),
            preload_content=False,
        )
        status = answer.status
        answer.close()
    except urllib3.exceptions.HTTPError as error:
        raise Undelivered(f"{where.host} was not reached: {in_words(error)}") from error
    finally:
        ways.clear()
    if not 200 <= status < 300:
        raise Undelivered(f"{where.host} answered {status}")


def _held_to(where: Destination) -> dict[str, Any]:
    """What makes the certificate that of the name, though an address is connected to."""
    if where.scheme != "https":
        return {}
    return {"assert_hostname": where.host, "server_hostname": where.host}


def _authority(where: Destination) -> str:
    host = f"[{where.host}]" if ":" in where.host else where.host
    return host if where.port in (80, 443) else f"{host}:{where.port}"


def _require_public_name(host: str) -> None:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        last = host.rpartition(".")[2]
        # A name without a dot, or whose last part is a number, is one that only this house reads.
        if "." not in host or last in _HOUSE or not re.search("[a-z]", last):
            raise AddressRefused("its name is one of the house's own") from None
    else:
        if not is_public(host):
            raise AddressRefused("it is not a public one")
