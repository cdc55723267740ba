"""The features as their file defines them: formula, unit, source and lag of each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bookrunner.targeting.expressions import Node, parsed
from bookrunner.targeting.items import Item

LAGS = {
    "facts": "from the day on which the report was accepted",
    "prices": "the last close of that day or of the ten days before",
    "curve": "the last curve of that day or before",
    "filings": "from the day on which the form was accepted",
    "ratings": "from the day of the rating action, for three years",
    "measures": "from the day that the bank's row names, for 15 months",
    "companies": "as the newest report says it, whatever the day",
}
"""From when a number of each source counts."""


@dataclass(frozen=True)
class Feature:
    """A number that screens and conditions use."""

    name: str
    label: str
    unit: str
    source: str
    """A key of ``LAGS``; of a formula the sources of what it is made of, joined by a comma."""
    formula: str = ""
    """Empty for a number that is told as such."""
    tree: Node | None = None
    when_positive: Node | None = None
    optional: frozenset[str] = frozenset()
    """Parts of the formula that companies without them do not tell; one at least must be told."""
    forms: tuple[str, ...] = ()

    @property
    def lag(self) -> str:
        """From when it counts."""
        return "; ".join(LAGS[one] for one in self.source.split(", "))


@dataclass(frozen=True)
class Definitions:
    """Everything that may be named in an expression."""

    items: Mapping[str, Item]
    features: Mapping[str, Feature]
    """The items too, as features without formula."""


@cache
def definitions() -> Definitions:
    """The features that come with the program."""
    file = resources.files("bookrunner.targeting") / "features.toml"
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    items = {
        name: Item(
            name,
            row["label"],
            row.get("line", ""),
            tuple(row.get("tags", ())),
            row.get("years_back", 0),
        )
        for name, row in told["items"].items()
    }
    features = {
        name: Feature(name, item.label, "count" if name == "shares" else "money", "facts")
        for name, item in items.items()
    }
    features |= {
        name: Feature(
            name, row["label"], row["unit"], row["source"], forms=tuple(row.get("forms", ()))
        )
        for name, row in told["observed"].items()
    }
    # A formula uses only what stands before it in the file, so that none can be of itself.
    for name, row in told["features"].items():
        tree = parsed(row["formula"], features)
        guard = row.get("when_positive", "")
        used = dict.fromkeys(tree.names())
        sources = {one for part in used for one in features[part].source.split(", ")}
        features[name] = Feature(
            name,
            row["label"],
            row["unit"],
            ", ".join(source for source in LAGS if source in sources),
            row["formula"],
            tree,
            parsed(guard, features) if guard else None,
            frozenset(row.get("optional", ())),
        )
    return Definitions(items, features)
