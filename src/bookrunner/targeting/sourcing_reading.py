"""A search for companies as it was read: text, conditions, and what was not understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.targeting.sourcing_units import plain


@dataclass(frozen=True)
class Condition:
    """A condition as it was read."""

    feature: str
    """A feature, or a formula over features."""
    operator: str
    """``>``, ``>=``, ``<``, ``<=``, ``==`` or ``between``."""
    values: tuple[float, ...]
    unit: str
    words: str
    is_negated: bool = False
    joined: str = "and"
    """How it stands to the condition before it: ``and`` or ``or``."""

    @property
    def expression(self) -> str:
        """As ``--where`` takes it."""
        shown = [plain(value, self.unit) for value in self.values]
        if self.operator == "between":
            told = f"{self.feature} >= {shown[0]} and {self.feature} <= {shown[1]}"
        else:
            told = f"{self.feature} {self.operator} {shown[0]}"
        return f"not ({told})" if self.is_negated else told


@dataclass(frozen=True)
class Unread:
    """Words that were not understood, and why."""

    words: str
    why: str


@dataclass(frozen=True)
class Reading:
    """All that was read of the words."""

    text: tuple[str, ...]
    """What annual reports must say of the business; each part must be found."""
    text_not: tuple[str, ...]
    """What they must not say."""
    conditions: tuple[Condition, ...]
    not_understood: tuple[Unread, ...]
    passed_over: tuple[str, ...]
    """Words that carry neither."""

    @property
    def where(self) -> str:
        """The conditions as one expression; conditions around an ``or`` stand together."""
        groups: list[list[Condition]] = []
        for one in self.conditions:
            if one.joined == "or" and groups:
                groups[-1].append(one)
            else:
                groups.append([one])
        return " and ".join(_group(group) for group in groups)


def _group(group: Sequence[Condition]) -> str:
    if len(group) == 1:
        return group[0].expression
    told = [
        f"({one.expression})" if one.operator == "between" and not one.is_negated
        else one.expression
        for one in group
    ]  # fmt: skip
    return f"({' or '.join(told)})"
