"""Which earlier filing an amendment overrides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bookrunner.monitor.watched import SeenFiling


@dataclass(frozen=True)
class Correction:
    """The filing that is overridden, and how surely."""

    accession: str
    by: str
    """What ties the two together, in words."""


def overridden(amendment: SeenFiling, earlier: Iterable[SeenFiling]) -> Correction | None:
    """The filing that an amendment overrides, among others of the same company.

    The same form by the same parties, filed before it: of the same period or date of report; else
    with an item in common; else the newest, which is then presumed and said to be. None where
    there is no candidate: an earlier filing is never made up.
    """
    if not amendment.is_amendment:
        return None
    candidates = sorted(
        (
            one for one in earlier
            if one.form == amendment.base_form
            and one.accession != amendment.accession
            and one.filed_on <= amendment.filed_on
            and amendment.cik in one.parties
        ),
        key=lambda one: (one.filed_on, one.accession),
    )  # fmt: skip
    if amendment.period_end is not None:
        same = [one for one in candidates if one.period_end == amendment.period_end]
        if same:
            return Correction(same[-1].accession, f"both report for {amendment.period_end}")
        candidates = [one for one in candidates if one.period_end is None]
    common = [one for one in candidates if set(one.items) & set(amendment.items)]
    if common:
        shared = ", ".join(sorted(set(common[-1].items) & set(amendment.items)))
        return Correction(
            common[-1].accession, f"presumed: the newest {amendment.base_form} with item {shared}"
        )
    if not candidates:
        return None
    return Correction(
        candidates[-1].accession, f"presumed: the newest {amendment.base_form} before it"
    )
