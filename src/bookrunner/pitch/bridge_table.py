"""The bridges of several companies as one table: a row per part, a column per company."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bookrunner.valuation import Bridge, Line


@dataclass(frozen=True)
class BridgeTable:
    """All parts in the order of the bridge, and each company's own by label."""

    labels: Sequence[str]
    columns: Sequence[Mapping[str, Line]]
    """By company; a part that it does not report is not there, and not zero."""


def bridge_table(bridges: Sequence[Bridge], *, with_shares: bool) -> BridgeTable:
    """The bridges side by side, from the share price to enterprise value.

    Args:
        with_shares: Begins with what the diluted shares are made of, and ends with the way back.
    """
    columns = [_lines(bridge, with_shares=with_shares) for bridge in bridges]
    return BridgeTable(_merged([list(lines) for lines in columns]), columns)


def shown_lines(bridge: Bridge) -> Sequence[Line]:
    """The bridge as a page prints it: without the way back and what a switch leaves out."""
    return [
        one
        for one in bridge.lines
        if one.figure is not bridge.equity_value_back
        and not ("switched on" in one.label and one.figure.value == 0)
    ]


def _lines(bridge: Bridge, *, with_shares: bool) -> Mapping[str, Line]:
    lines = [*bridge.share_lines, *bridge.lines] if with_shares else shown_lines(bridge)
    return {_label(bridge, one.label): one for one in lines}


def _label(bridge: Bridge, label: str) -> str:
    plain = label.removeprefix(f"{bridge.company.label} ")
    return plain[:1].upper() + plain[1:]


def _merged(orders: Sequence[Sequence[str]]) -> Sequence[str]:
    """All labels once, each new one right behind what stands before it in its own list."""
    merged: list[str] = []
    for order in orders:
        place = 0
        for label in order:
            if label in merged:
                place = merged.index(label) + 1
            else:
                merged.insert(place, label)
                place += 1
    return merged
