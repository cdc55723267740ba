"""Assumptions that a named person stands for, in place of the system's defaults."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.figures import (
    PURE,
    Figure,
    NotFound,
    Period,
    Quantity,
    Unit,
    adopted,
    default,
)


@dataclass(frozen=True)
class Adoption:
    """A value somebody adopts for an assumption, in single units and fractions."""

    value: Decimal
    owner: str
    reason: str
    on: date


class Adoptions:
    """Who adopted what, by the assumption's key, with or without the company's prefix.

    Every assumption of a valuation is made here, so that each can be adopted and none can be
    adopted by a misspelt name without notice.
    """

    def __init__(self, rows: Mapping[str, Adoption]) -> None:
        self._rows = dict(rows)
        self._met: list[str] = []

    def assumption(
        self,
        key: str,
        name: str,
        value: Decimal,
        at: Period,
        reason: str,
        *,
        unit: Unit = PURE,
        quantity: Quantity = Quantity.OPERATING,
    ) -> Figure:
        """The assumption as adopted, else the system's default."""
        given = self._given(key)
        if given is None:
            return default(key, name, value, unit, at, reason=reason, quantity=quantity)
        return _adopted(key, name, given, unit, at, quantity)

    def observation(
        self, key: str, name: str, at: Period, quantity: Quantity, *, unit: Unit = PURE
    ) -> Figure | None:
        """Market data that somebody adopts; None when nobody does, as it never has a default."""
        given = self._given(key)
        return None if given is None else _adopted(key, name, given, unit, at, quantity)

    def require_known(self) -> None:
        """Refuses what was adopted for an assumption that no valuation has made.

        Raises:
            NotFound: With the nearest names of those that were made.
        """
        known = {*self._met, *(_short(key) for key in self._met)}
        for key in self._rows:
            if key not in known:
                raise NotFound("assumption", key, near=_near(key, known), hint=_HINT)

    def _given(self, key: str) -> Adoption | None:
        self._met.append(key)
        return self._rows.get(key) or self._rows.get(_short(key))


_HINT = "the Assumptions sheet of a pitch names all"


def _adopted(
    key: str, name: str, given: Adoption, unit: Unit, at: Period, quantity: Quantity
) -> Figure:
    return adopted(
        key,
        name,
        given.value,
        unit,
        at,
        owner=given.owner,
        reason=given.reason,
        on=given.on,
        quantity=quantity,
    )


def _short(key: str) -> str:
    return key.split(".", 1)[-1]


def _near(key: str, known: set[str]) -> list[str]:
    return difflib.get_close_matches(key, sorted(known), n=3, cutoff=0.6)
