"""Contexts (whose, when, under which dimensions) and units that tagged facts refer to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from lxml import etree

from bookrunner.documents.markup import INSTANCE_NAMESPACE, Markup, local_name
from bookrunner.figures.periods import Period, instant
from bookrunner.figures.units import PURE, SHARES, Unit


@dataclass(frozen=True)
class Context:
    """Whose number it is, of which period, under which dimensions."""

    entity: str
    period: Period | None
    """None when ``problem`` says why."""
    dimensions: tuple[tuple[str, str], ...] = ()
    problem: str = ""


@dataclass
class Resources:
    """The contexts and units of a document by id."""

    contexts: dict[str, Context] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    unreadable_units: dict[str, str] = field(default_factory=dict)


def resources(document: Markup) -> Resources:
    """All contexts and units, wherever they stand."""
    found = Resources()
    for element in _instance_elements(document, "context"):
        found.contexts.setdefault(element.get("id") or "", _context(element))
    for element in _instance_elements(document, "unit"):
        name = element.get("id") or ""
        try:
            found.units.setdefault(name, _unit(element))
        except ValueError as error:
            found.unreadable_units[name] = str(error)
    return found


def _instance_elements(document: Markup, local: str) -> Iterator[etree._Element]:
    if document.well_formed:
        yield from document.root.iter(f"{{{INSTANCE_NAMESPACE}}}{local}")
        return
    # The HTML parser keeps prefixes as part of the name.
    prefixes = {p.lower() for p, space in document.prefixes.items() if space == INSTANCE_NAMESPACE}
    for prefix in sorted(prefixes or {"xbrli"}):
        yield from document.root.iter(f"{prefix}:{local}")


def _context(element: etree._Element) -> Context:
    entity = ""
    dimensions: list[tuple[str, str]] = []
    ends: dict[str, str] = {}
    for node in element.iter():
        local = local_name(node.tag)
        if local == "identifier":
            entity = _identifier(_words(node))
        elif local in {"instant", "startdate", "enddate", "forever"}:
            ends[local] = _words(node)
        elif local in {"explicitmember", "typedmember"}:
            axis = (node.get("dimension") or "").strip()
            dimensions.append((axis, _words(node)))
    period, problem = _period(ends)
    return Context(entity, period, tuple(sorted(dimensions)), problem)


def _words(node: etree._Element) -> str:
    return " ".join("".join(map(str, node.itertext())).split())


def _identifier(text: str) -> str:
    return text.zfill(10) if text.isdecimal() and len(text) <= 10 else text


def _period(ends: dict[str, str]) -> tuple[Period | None, str]:
    if "forever" in ends:
        return None, "its period is for ever"
    try:
        if "instant" in ends:
            return instant(_day(ends["instant"], ends_day=True)), ""
        if "startdate" in ends and "enddate" in ends:
            start = _day(ends["startdate"], ends_day=False)
            return Period(start, _day(ends["enddate"], ends_day=True)), ""
    except (ValueError, OverflowError) as error:
        return None, f"its period cannot be read ({error})"
    return None, "it states no period"


def _day(text: str, *, ends_day: bool) -> date:
    """A date; midnight at the end of a period is the close of the day before."""
    day, _, time = text.partition("T")
    found = date.fromisoformat(day.strip()[:10])
    if ends_day and re.match(r"00:00(?::00)?", time):
        found -= timedelta(days=1)
    return found


def _unit(element: etree._Element) -> Unit:
    above: list[Unit] = []
    below: list[Unit] = []
    for node in element.iter():
        if local_name(node.tag) == "measure":
            parent = node.getparent()
            inside = local_name(parent.tag) if parent is not None else ""
            (below if inside == "unitdenominator" else above).append(_measure(_words(node)))
    if not above:
        raise ValueError("the unit names no measure")
    return _product(above) / _product(below)


def _product(units: Iterable[Unit]) -> Unit:
    product = PURE
    for unit in units:
        product *= unit
    return product


def _measure(text: str) -> Unit:
    """``iso4217:USD`` is USD, ``xbrli:shares`` shares, ``xbrli:pure`` a plain number."""
    prefix, _, local = text.rpartition(":")
    if not re.fullmatch(r"[A-Za-z][\w.-]{0,200}", local):
        raise ValueError(f"{text[:60]!r} is not a measure")
    if prefix.lower().startswith("iso4217"):
        return Unit(((local.upper(), 1),))
    if local.lower() == "shares":
        return SHARES
    if local.lower() == "pure":
        return PURE
    # Three capitals would read as a currency, which only ISO 4217 may name.
    named = local.lower() if re.fullmatch(r"[A-Z]{3}", local) else local
    return Unit(((named, 1),))
