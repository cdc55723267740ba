"""Trials of the rating screens from the rating actions of 2010 to 2016 in the shared data folder.

.venv/bin/python benchmarks/quality/rating_trials.py up|down FILE.csv
.venv/bin/bookrunner backtest rising-star --trials FILE.csv --limits "..."

One trial an action that the same agency followed by another within two years; the outcome is
whether that next one is on the other side of investment grade.
"""

import csv
import sys
from datetime import date
from itertools import groupby, pairwise
from pathlib import Path

from bookrunner.credit.rating_scale import place_of

SOURCE = Path(__file__).resolve().parents[3] / "shared/data/labels"
COLUMNS = {
    "debt_to_capital": ("Long-term Debt / Capital", 1),
    "operating_margin": ("Operating Margin", 100),
    "ebitda_margin": ("EBITDA Margin", 100),
    "return_on_assets": ("ROA - Return On Assets", 100),
    "current_ratio": ("Current Ratio", 1),
}
DAYS_MAX = 731
GRADE = 10


def main() -> None:
    """Writes the trials."""
    direction, out = sys.argv[1], Path(sys.argv[2])
    with (SOURCE / "corporate_credit_ratings_2010_2016.csv").open(encoding="utf-8") as file:
        actions = [_action(row) for row in csv.DictReader(file) if place_of(row["Rating"])]
    actions.sort(key=lambda one: (one["agency"], one["company"], one["date"]))
    trials = []
    for _, of_one in groupby(actions, key=lambda one: (one["agency"], one["company"])):
        for now, after in pairwise(of_one):
            days = (date.fromisoformat(after["date"]) - date.fromisoformat(now["date"])).days
            is_grade, is_next = now["rating"] <= GRADE, after["rating"] <= GRADE
            if 0 < days <= DAYS_MAX and is_grade == (direction == "down"):
                now["outcome"] = int(is_grade != is_next)
                trials.append(now)
    with out.open("w", encoding="utf-8", newline="") as file:
        names = ["company", "date", "sector", "rating", *COLUMNS, "outcome"]
        writer = csv.DictWriter(file, names, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(trials)
    print(f"{len(trials):,} trials, {sum(one['outcome'] for one in trials)} outcomes")


def _action(row: dict[str, str]) -> dict[str, object]:
    month, day, year = map(int, row["Rating Date"].split("/"))
    told = {name: float(row[column]) / scale for name, (column, scale) in COLUMNS.items()}
    return {
        "agency": row["Rating Agency"],
        "company": row["CIK"],
        "date": date(year, month, day).isoformat(),
        "sector": row["Sector"],
        "rating": place_of(row["Rating"]),
        **told,
    }


if __name__ == "__main__":
    main()
