"""Whether a report's own numbers add up, as it says they do, within their rounding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.facts.filings import Fact
from bookrunner.facts.vintages import rounding
from bookrunner.figures import Finding, Severity


@dataclass(frozen=True)
class _Parts:
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Footing:
    totals: tuple[str, ...]
    """The first that is tagged counts."""
    ways: tuple[_Parts, ...]
    """What may make it up; one way that comes out is enough."""

    @property
    def keys(self) -> frozenset[str]:
        return frozenset({*self.totals, *(key for one in self.ways for key in _keys(one))})


def _keys(parts: _Parts) -> tuple[str, ...]:
    return (*parts.plus, *parts.minus)


# Companies tag equity with others' interests or without, and what stands between it and
# liabilities in one number or in two.
_BETWEEN = (
    ("temporary_equity",),
    ("temporary_equity_of_parent", "redeemable_noncontrolling_interest"),
)
_FOOTINGS = (
    _Footing(("total_assets",), (_Parts(("liabilities_and_equity",)),)),
    _Footing(
        ("liabilities_and_equity", "total_assets"),
        tuple(
            _Parts(
                ("total_liabilities", *equity, *between),
                optional=frozenset({*equity[1:], *between}),
            )
            for equity in (("total_equity",), ("equity", "permanent_noncontrolling_interest"))
            for between in _BETWEEN
        ),
    ),
    _Footing(("gross_profit",), (_Parts(("revenue",), ("cost_of_revenue",)),)),
    _Footing(
        ("change_in_cash",),
        (
            _Parts(
                (
                    "operating_cash_flow",
                    "investing_cash_flow",
                    "financing_cash_flow",
                    "discontinued_cash_flow",
                    "currency_effect",
                ),
                optional=frozenset({"discontinued_cash_flow", "currency_effect"}),
            ),
        ),
    ),
)


def footing(tagged: Callable[[str], Fact | None], where: str, about: str = "") -> Iterable[Finding]:
    """A finding for each sum that does not come out; sums with a part untagged are not tried.

    Args:
        tagged: The fact a line was taken from; None when it was derived or is missing.
        where: The company and period, for the findings.
        about: Only the sums that this line stands in; default all.
    """
    for rule in _FOOTINGS:
        if about and about not in rule.keys:
            continue
        told = {key: fact for key in rule.keys for fact in [tagged(key)] if fact is not None}
        total = next((key for key in rule.totals if key in told), None)
        if total is None:
            continue
        tried = [one for parts in rule.ways for one in [_tried(parts, total, told)] if one]
        if not tried or any(abs(one.difference) <= one.slack for one in tried):
            continue
        nearest = min(tried, key=lambda one: abs(one.difference))
        yield Finding(
            "facts.does-not-add-up",
            f"{total} differs by {nearest.difference:f} from {nearest.words} as tagged in the same "
            "report",
            Severity.WARNING,
            where=where,
        )


@dataclass(frozen=True)
class _Tried:
    difference: Decimal
    slack: Decimal
    words: str


def _tried(parts: _Parts, total: str, told: Mapping[str, Fact]) -> _Tried | None:
    """The sum of the parts against the total; None where one is missing or from another report."""
    if any(key not in told and key not in parts.optional for key in _keys(parts)):
        return None
    facts = [told[total], *(told[key] for key in _keys(parts) if key in told)]
    # Parts of different reports (one restated) need not add up.
    if len({(fact.accession, fact.document) for fact in facts}) > 1:
        return None
    added = sum((told[key].value for key in parts.plus if key in told), Decimal(0))
    added -= sum((told[key].value for key in parts.minus if key in told), Decimal(0))
    words = " + ".join(key for key in parts.plus if key in told)
    words += "".join(f" - {key}" for key in parts.minus if key in told)
    return _Tried(told[total].value - added, sum(map(rounding, facts), Decimal(0)), words)
