"""Whether a report's own numbers add up, as it says they do, within their rounding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.facts.filings import Fact
from bookrunner.facts.vintages import rounding
from bookrunner.figures import Finding, Severity


@dataclass(frozen=True)
class _Footing:
    total: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()


_FOOTINGS = (
    _Footing("total_assets", ("liabilities_and_equity",)),
    _Footing(
        "liabilities_and_equity",
        ("total_liabilities", "total_equity", "temporary_equity"),
        optional=frozenset({"temporary_equity"}),
    ),
    _Footing("gross_profit", ("revenue",), ("cost_of_revenue",)),
    _Footing(
        "change_in_cash",
        (
            "operating_cash_flow",
            "investing_cash_flow",
            "financing_cash_flow",
            "discontinued_cash_flow",
            "currency_effect",
        ),
        optional=frozenset({"discontinued_cash_flow", "currency_effect"}),
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
        if about and about not in (rule.total, *rule.plus, *rule.minus):
            continue
        facts = {key: tagged(key) for key in (rule.total, *rule.plus, *rule.minus)}
        told = {key: fact for key, fact in facts.items() if fact is not None}
        if any(key not in told and key not in rule.optional for key in facts):
            continue
        # Parts of different reports (one restated) need not add up.
        if len({(fact.accession, fact.document) for fact in told.values()}) > 1:
            continue
        added = sum((told[key].value for key in rule.plus if key in told), Decimal(0))
        added -= sum((told[key].value for key in rule.minus if key in told), Decimal(0))
        difference = told[rule.total].value - added
        if abs(difference) > sum((rounding(fact) for fact in told.values()), Decimal(0)):
            parts = " + ".join(key for key in rule.plus if key in told)
            parts += "".join(f" - {key}" for key in rule.minus if key in told)
            yield Finding(
                "facts.does-not-add-up",
                f"{rule.total} differs by {difference:f} from {parts} as tagged in the same report",
                Severity.WARNING,
                where=where,
            )
