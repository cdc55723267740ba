"""Whether features know only what was known: random company-days made again from the facts.

.venv/bin/python benchmarks/quality/targeting_look_ahead.py [--rows 10000]

Looks at the records of BOOKRUNNER_HOME. Then later reports are put into rows, one company at a
time, and each must be found out.
"""

import argparse
import dataclasses
import os
import random
from itertools import groupby

import numpy as np

from bookrunner.app import desk
from bookrunner.targeting import Panel, definitions, leaks, read_panel
from bookrunner.targeting.items import Told, concepts
from bookrunner.targeting.records import money_of, plain, without_doubted


def planted(panel: Panel, row: int) -> Panel:
    """The panel in which a row holds what the company's next report told."""
    values = panel.values.copy()
    values[row] = values[row + 1]
    return dataclasses.replace(panel, values=values)


def main() -> None:
    """Prints how many rows differ, and how many planted rows were found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000)
    count = parser.parse_args().rows
    place = desk(os.environ)
    known = definitions()
    panel = read_panel(place.store, place.imports, place.viewer, known)
    facts: dict[str, list[Told]] = {}
    rows = place.store.all_facts(place.viewer, concepts([*known.items.values()]))
    for cik, told in groupby(rows, key=lambda row: row.cik):
        held = without_doubted(told)
        facts[cik] = list(plain(held, money_of(held)))
    chance = random.Random(20240830)
    first, last = int(panel.row_known.min()), int(panel.row_known.max()) + 30
    drawn = [
        (chance.randrange(len(panel.companies)), chance.randint(first, last)) for _ in range(count)
    ]
    found = leaks(panel, known, lambda cik: facts.get(cik, ()), drawn)
    print(f"{count:,} random company-days of {len(panel.companies)} companies: {len(found)} leaks")
    same = panel.row_company[:-1] == panel.row_company[1:]
    differs = (np.nan_to_num(panel.values[:-1]) != np.nan_to_num(panel.values[1:])).any(axis=1)
    candidates = np.flatnonzero(same & differs)
    alarms = 0
    for row in candidates:
        day = int(panel.row_known[row])
        seen = leaks(
            planted(panel, int(row)), known, lambda cik: facts.get(cik, ()),
            [(int(panel.row_company[row]), day)],
        )  # fmt: skip
        alarms += bool(seen)
    print(f"{len(candidates)} rows with the next report planted: {alarms} found")


if __name__ == "__main__":
    main()
