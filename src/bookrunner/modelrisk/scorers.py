"""The one interface of all learned scores, and the columns they stand on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from bookrunner.figures import BadInput

Table = NDArray[np.float64]
"""A row a company and day, a column a feature; NaN for what is missing."""


class BadModel(BadInput):
    """A kept model that cannot be read, or columns that are not its own."""


@dataclass(frozen=True)
class ColumnOf:
    """A column of a model: a feature, by the very definition that it was trained on."""

    name: str
    label: str
    formula: str
    source: str

    @property
    def key(self) -> str:
        """What it stands on; another formula under the same name is another column."""
        return f"{self.name} = {self.formula or self.source}"


class Scorer(Protocol):
    """Turns features into the chance of the outcome, as learned; a missing one is a value too."""

    kind: str

    def scores(self, table: Table) -> NDArray[np.float64]:
        """From 0 to 1, a score a row; the same table gives the same bits on the same machine."""
        ...

    def document(self) -> Mapping[str, Any]:
        """All that it is, as JSON."""
        ...


def canonical(document: Mapping[str, Any]) -> str:
    """A document as the text that is hashed and kept; numbers as Python writes them back exactly.

    Raises:
        ValueError: A number is not finite.
    """
    return json.dumps(document, sort_keys=True, separators=(",", ":"), allow_nan=False)


def table_of(values: Mapping[str, NDArray[np.float64]], names: Sequence[str]) -> Table:
    """The columns side by side.

    Raises:
        BadModel: A column is not told.
    """
    lacking = [name for name in names if name not in values]
    if lacking:
        raise BadModel(f"the model needs the feature {lacking[0]!r}, which is not told here")
    return np.column_stack([values[name] for name in names]).astype(np.float64)


def squashed(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The logistic function, without overflow."""
    return 1.0 / (1.0 + np.exp(-np.clip(values, -40.0, 40.0)))
