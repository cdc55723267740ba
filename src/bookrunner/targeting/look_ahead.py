"""Whether a panel knows on a day only what was known then: each row made again from the facts."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bookrunner.targeting.definitions import Definitions
from bookrunner.targeting.items import KnownNumbers, Told
from bookrunner.targeting.panel import Panel
from bookrunner.targeting.series import last_known


@dataclass(frozen=True)
class Leak:
    """A number of a row that the facts accepted by its day do not make."""

    cik: str
    day: int
    item: str
    in_panel: float
    by_facts: float


def leaks(
    panel: Panel,
    definitions: Definitions,
    told: Callable[[str], Sequence[Told]],
    rows: Iterable[tuple[int, int]],
) -> Sequence[Leak]:
    """What differs in rows of companies and days.

    Args:
        told: A company's facts by its CIK, each with its day of acceptance; not those of which
            the panel was made, but read again.
        rows: Companies by their number in the panel, and days.
    """
    items = [*definitions.items.values()]
    found: list[Leak] = []
    for company, day in rows:
        cik = panel.companies[company].cik
        numbers = KnownNumbers()
        numbers.add([one for one in told(cik) if one.known <= day])
        at = int(last_known(panel.row_keys, len(panel.companies), day)[company])
        for place, item in enumerate(items):
            amount = numbers.item(item)
            by_facts = math.nan if amount is None else amount.value
            in_panel = float(panel.values[at, place]) if at >= 0 else math.nan
            both_missing = math.isnan(by_facts) and math.isnan(in_panel)
            if not both_missing and not math.isclose(by_facts, in_panel, rel_tol=1e-12):
                found.append(Leak(cik, day, item.name, in_panel, by_facts))
    return found
