"""Why a number is stale: which of its inputs changed, and how."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from bookrunner.figures import spreadsheet_date
from bookrunner.ledger import Ledger, Record

_PERIOD = re.compile(r"\.\d{8}(_\d{8})?(?=\.|$|@|#)")
_NAMED_MAX = 3
_DAYS_MIN = 20_000
"""A count of days above this is a date: 3 October 1954, before any that a model holds."""


@dataclass(frozen=True)
class Cause:
    """An input that changed."""

    figure: str
    name: str
    old: str
    """Empty for an input that was not there."""
    new: str
    why: str

    @property
    def is_confirmed(self) -> bool:
        """Whether only its source is another: the value is what it was."""
        return self.old == self.new

    @property
    def words(self) -> str:
        """In one sentence."""
        moved = f"{self.old} to {self.new}" if self.old else f"now {self.new}"
        return f"{self.name}: {moved} ({self.why})"


@dataclass
class Causes:
    """The inputs in which two ledgers differ, and the figures that rest on each."""

    old: Ledger
    new: Ledger
    _leaves: dict[str, frozenset[str]] = field(default_factory=dict)

    def of(self, figure_id: str) -> Sequence[Cause]:
        """The changed inputs below a figure of the new ledger; the first few where there are many.

        A figure that is computed another way, over the same inputs, has none.
        """
        below = self.leaves(figure_id)
        return [cause for leaf, cause in self.changed.items() if leaf in below]

    def words(self, figure_id: str) -> str:
        """The causes in words."""
        found = self.of(figure_id)
        named = "; ".join(one.words for one in found[:_NAMED_MAX])
        more = len(found) - _NAMED_MAX
        if not found:
            return "it is computed over other inputs than before"
        return f"{named}; and {more} inputs more" if more > 0 else named

    @cached_property
    def changed(self) -> Mapping[str, Cause]:
        """Every input of the new ledger that the old one lacks or holds otherwise.

        Those that another source merely confirms come last.
        """
        before = {_stem(key): record for key, record in self._inputs(self.old).items()}
        found = {}
        for key, record in self._inputs(self.new).items():
            same = self.old.figures.get(key)
            if same is not None and _signature(same) == _signature(record):
                continue
            former = same if same is not None else before.get(_stem(key))
            if former is not None and _signature(former) == _signature(record):
                continue  # It is counted for a later day and holds what it held.
            found[key] = Cause(
                key,
                record["name"],
                "" if former is None else _value(former),
                _value(record),
                _why(former, record),
            )
        return dict(sorted(found.items(), key=lambda item: item[1].is_confirmed))

    @staticmethod
    def _inputs(ledger: Ledger) -> Mapping[str, Record]:
        return {
            key: record
            for key, record in ledger.figures.items()
            if record["lineage"]["kind"] != "computed"
        }

    def leaves(self, figure_id: str) -> frozenset[str]:
        """The inputs below a figure; inputs stand before what uses them, so one pass does."""
        if not self._leaves:
            for key, record in self.new.figures.items():
                lineage = record["lineage"]
                if lineage["kind"] == "computed":
                    found: set[str] = set()
                    for below in lineage["inputs"]:
                        found |= self._leaves.get(below, frozenset())
                    self._leaves[key] = frozenset(found & self.changed.keys())
                else:
                    self._leaves[key] = frozenset((key,) if key in self.changed else ())
        return self._leaves.get(figure_id, frozenset())


def _stem(figure_id: str) -> str:
    """The id without its period, which moves when a later one takes its place."""
    return _PERIOD.sub("", figure_id)


def _signature(record: Record) -> tuple[Any, ...]:
    lineage = record["lineage"]
    told = ("kind", "accession", "system", "as_of", "owner", "reason")
    return (record["value"], *(lineage.get(key) for key in told))


def _value(record: Record) -> str:
    exact = record["exact"]
    value = record["value"] if exact is None else f"{Decimal(exact):,f}"
    unit = record["unit"]
    if unit == "days" and isinstance(record["value"], float) and record["value"] > _DAYS_MIN:
        return spreadsheet_date(record["value"]).isoformat()
    return str(value) if unit in ("pure", "") else f"{value} {unit}"


def _why(former: Record | None, record: Record) -> str:
    lineage = record["lineage"]
    if lineage["kind"] == "adopted":
        was = former is not None and former["lineage"]["kind"] == "default"
        return (
            f"{'a default adopted' if was else 'the assumption set'} by {lineage['owner']} on "
            f"{lineage['on']}: {lineage['reason']}"
        )
    if lineage["kind"] == "default":
        return f"the system's default: {lineage['reason']}"
    source = f"{lineage['system']} {lineage['document']}".strip()
    if former is None:
        return f"new: {source}, as of {lineage['as_of']}"
    if lineage.get("accession"):
        return f"{_filed(former, record)} {source}, accession {lineage['accession']}"
    if former["lineage"].get("as_of") != lineage["as_of"]:
        return f"of a later date, {lineage['as_of']}: {source}"
    said = "confirmed by" if former["value"] == record["value"] else "corrected:"
    return f"{said} {source}, as of {lineage['as_of']}"


def _filed(former: Record, record: Record) -> str:
    """How a filing changed a number that another one, or it, stated before."""
    if former["lineage"].get("accession") == record["lineage"]["accession"]:
        return "read anew from"
    if record["period_end"] != former["period_end"]:
        return "new filing:"
    return "restated by" if record["value"] != former["value"] else "confirmed by"
