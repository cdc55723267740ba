"""The maturity wall as a Plotly figure, in the colours of the workspace's theme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bookrunner.faces.openbb.rows import wall

_INK = {"dark": "#e6e6e6", "light": "#1f2933"}
_BAR = {"dark": "#6ea8fe", "light": "#1f5fbf"}


def maturity_wall(held: Mapping[str, Any], theme: str = "dark") -> dict[str, Any]:
    """Bars by fiscal year in millions; each shows on hover where its amount stands.

    A wall that no report tells is an empty chart that says so, not one of zeros.
    """
    ink = _INK.get(theme, _INK["dark"])
    rows = wall(held)
    company = held["company"]["name"]
    untold = "The report tells no maturities by year." if not rows else ""
    return {
        "data": [
            {
                "type": "bar",
                "name": "Falls due",
                "x": [row["year"] for row in rows],
                # Scaled here, once, where it is shown.
                "y": [float(row["amount"]) / 1e6 for row in rows],
                "customdata": [[row["label"], row["source"], row["figure"]] for row in rows],
                "hovertemplate": "%{customdata[0]}: %{y:,.0f} million<br>%{customdata[1]}"
                "<br>%{customdata[2]}<extra></extra>",
                "marker": {"color": _BAR.get(theme, _BAR["dark"])},
            }
        ],
        "layout": {
            "title": {"text": f"{company}: debt by year of maturity"},
            "xaxis": {"type": "category", "title": {"text": "Fiscal year"}},
            "yaxis": {"title": {"text": f"{held['currency']} million"}, "rangemode": "tozero"},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"color": ink},
            "showlegend": False,
            "annotations": [{"text": untold, "showarrow": False}] if untold else [],
        },
    }
