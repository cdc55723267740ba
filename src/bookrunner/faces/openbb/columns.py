"""How the columns of tables are shown in the workspace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """How a column of a table is shown."""

    field: str
    header: str
    kind: str = "text"
    more: Mapping[str, object] | None = None

    def told(self) -> dict[str, object]:
        """As ``columnsDefs`` wants it."""
        return {
            "field": self.field,
            "headerName": self.header,
            "cellDataType": self.kind,
            **(self.more or {}),
        }


FIGURE = Column(
    "figure",
    "Figure",
    more={
        "renderFn": "cellOnClick",
        "renderFnParams": {"actionType": "groupBy", "groupBy": {"paramName": "figure"}},
        "headerTooltip": "Opens where the number comes from.",
    },
)
PLAIN = {"formatterFn": "none"}
MULTIPLE = {"formatterFn": "none", "decimalPlaces": 1, "suffix": "x"}
PERCENT = {"formatterFn": "normalizedPercent", "decimalPlaces": 1}
INT = {"formatterFn": "int"}
PINNED = {"pinned": "left"}


def texts(*names: str) -> tuple[Column, ...]:
    """Columns of text, called as their fields."""
    return tuple(Column(name, name.replace("_", " ").capitalize()) for name in names)


def comparables_columns() -> tuple[Column, ...]:
    """Those of comparables, whose measures are always the same."""
    sizes = ("Market cap", "Enterprise value", "Revenue LTM", "EBITDA LTM")
    shares = (
        "Revenue growth, last year FY",
        "Revenue growth, two-year CAGR FY",
        "Gross margin LTM",
        "EBITDA margin LTM",
        "EBIT margin LTM",
        "Net margin LTM",
        "Capex / revenue LTM",
        "ROIC LTM",
        "FCF yield LTM",
    )
    bases = ("EV / Revenue", "EV / EBITDA", "EV / EBIT", "P / E")
    multiples = (
        "Net debt / EBITDA LTM",
        *(f"{base} {of}" for of in ("LTM", "FY") for base in bases),
    )
    return (
        Column("row", "Company or statistic", more=PINNED),
        *(Column(name, name, "number", INT) for name in sizes),
        *(Column(name, name, "number", PERCENT) for name in shares),
        *(Column(name, name, "number", MULTIPLE) for name in multiples),
        *(
            Column(name, name, "number", PLAIN)
            for name in ("25th percentile", "median", "75th percentile")
        ),
        FIGURE,
    )
