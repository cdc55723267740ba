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
    Unusable,
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


@dataclass(frozen=True)
class Within:
    """What an assumption may be; a number outside would not mean what its name says."""

    least: Decimal
    most: Decimal
    is_whole: bool = False

    def holds(self, value: Decimal) -> bool:
        """Whether the value is inside."""
        return self.least <= value <= self.most and (
            not self.is_whole or value == value.to_integral_value()
        )

    def __str__(self) -> str:
        kind = "a whole number" if self.is_whole else "a number"
        return f"{kind} from {self.least} to {self.most}"


SHARE = Within(Decimal(-1), Decimal(1))
"""Rates, margins and growth: fractions, so that 2.5 for 2.5% is found out."""
ON_OFF = Within(Decimal(0), Decimal(1), is_whole=True)


class AdoptionOutOfRange(Unusable):
    """Somebody adopted a value that the assumption cannot have."""

    def __init__(self, key: str, name: str, value: Decimal, within: Within) -> None:
        self.key = key
        self.value = value
        super().__init__(f"{key} ({name}) was adopted as {value}; it must be {within}")


class AdoptedTwice(Unusable):
    """One assumption was adopted by its short name and by its long one."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"{key} is adopted twice, with and without the company; keep one row")


class Adoptions:
    """Who adopted what, by the assumption's key, with or without the company's prefix.

    Every assumption of a valuation is made here, so that each can be adopted and none can be
    adopted by a misspelt name without notice.
    """

    def __init__(self, rows: Mapping[str, Adoption]) -> None:
        self._rows = dict(rows)
        self._met: list[str] = []
        self._unmet: dict[str, str] = {}

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
        within: Within = SHARE,
    ) -> Figure:
        """The assumption as adopted, else the system's default.

        Raises:
            AdoptionOutOfRange: It was adopted as something it cannot be.
            AdoptedTwice: It was adopted by two names.
        """
        assert within.holds(value), f"the default of {key} must be {within}"
        given = self._given(key)
        if given is None:
            return default(key, name, value, unit, at, reason=reason, quantity=quantity)
        if not within.holds(given.value):
            raise AdoptionOutOfRange(key, name, given.value, within)
        return _adopted(key, name, given, unit, at, quantity)

    def observation(
        self,
        key: str,
        name: str,
        at: Period,
        quantity: Quantity,
        *,
        unit: Unit = PURE,
        within: Within = SHARE,
    ) -> Figure | None:
        """What somebody adopts and nobody may guess: market data, or a term of a deal.

        None when nobody does, as it never has a default.

        Raises:
            AdoptionOutOfRange: It was adopted as something it cannot be.
            AdoptedTwice: It was adopted by two names.
        """
        given = self._given(key)
        if given is None:
            self._unmet[key] = name
            return None
        if not within.holds(given.value):
            raise AdoptionOutOfRange(key, name, given.value, within)
        return _adopted(key, name, given, unit, at, quantity)

    @property
    def unmet(self) -> Mapping[str, str]:
        """Names, by key, of the observations that somebody may still supply."""
        return dict(self._unmet)

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
        held = [self._rows[name] for name in {key, _short(key)} if name in self._rows]
        if len(held) > 1:
            raise AdoptedTwice(key)
        return held[0] if held else None


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
