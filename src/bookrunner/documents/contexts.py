"""Contexts (whose, when, under which dimensions) and units that tagged facts refer to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from bookrunner.documents.tags import Tags
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


def together(each: Iterable[Resources]) -> Resources:
    """What the documents of one report declare between them; of one id the first counts."""
    found = Resources()
    for one in each:
        found.contexts = one.contexts | found.contexts
        found.units = one.units | found.units
        found.unreadable_units = one.unreadable_units | found.unreadable_units
    return found


def resources(series: Tags, standard: Mapping[str, str]) -> Resources:
    """All contexts and units, wherever they stand.

    Args:
        standard: By declared prefix the customary one, for the names of axes and members.
    """
    found = Resources()
    for place in series.special:
        tag = series.tags[place]
        if not tag.resource:
            continue
        name = tag.attributes.get("id", "")
        if tag.local == "context":
            found.contexts.setdefault(name, _context(series, place, standard))
            continue
        try:
            found.units.setdefault(name, _unit(series, place))
        except ValueError as error:
            found.unreadable_units[name] = str(error)
    return found


def _context(series: Tags, place: int, standard: Mapping[str, str]) -> Context:
    entity = ""
    dimensions: list[tuple[str, str]] = []
    ends: dict[str, str] = {}
    for node in range(place + 1, series.ends[place]):
        tag = series.tags[node]
        if not tag.opens:
            continue
        if tag.local == "identifier":
            entity = _identifier(_words(series, node))
        elif tag.local in {"instant", "startdate", "enddate", "forever"}:
            ends[tag.local] = _words(series, node)
        elif tag.local in {"explicitmember", "typedmember"}:
            axis = _customary(tag.attributes.get("dimension", "").strip(), standard)
            member = _words(series, node)
            if tag.local == "explicitmember":
                member = _customary(member, standard)
            dimensions.append((axis, member))
    period, problem = _period(ends)
    return Context(entity, period, tuple(sorted(dimensions)), problem)


def _customary(name: str, standard: Mapping[str, str]) -> str:
    prefix, colon, local = name.partition(":")
    return f"{standard.get(prefix, prefix)}{colon}{local}" if colon else name


def _words(series: Tags, place: int) -> str:
    words = series.inside(place)
    # Names and dates, which is what stands here, are mostly one word.
    return words if words.isalnum() else " ".join(words.split())


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


def _unit(series: Tags, place: int) -> Unit:
    above: list[Unit] = []
    below: list[Unit] = []
    for node in range(place + 1, series.ends[place]):
        tag = series.tags[node]
        if tag.opens and tag.local == "measure":
            inside = series.tags[series.parents[node]].local
            (below if inside == "unitdenominator" else above).append(_measure(_words(series, node)))
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
