"""The rows of a statement of the whole company, as a reader sees them, and flaws of their sums."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from bookrunner.documents.document import Document
from bookrunner.documents.self_checks.flaws import Flaw
from bookrunner.documents.self_checks.tagged_rows import TaggedNumber, TaggedTable, by_column
from bookrunner.figures import Citation, Period, Severity


@dataclass(frozen=True)
class StatementRow:
    """A row of a statement, or what several were put together to, as shown in each column."""

    concept: str
    shown: Mapping[Period, Decimal]
    numbers: Mapping[Period, TaggedNumber]
    exponent: int
    """Of ten, for the last digit shown."""
    is_called_total: bool = False
    """By its words; companies show totals under tags of their own and of parts."""


def statement_rows(table: TaggedTable) -> list[StatementRow]:
    """The rows of money of the whole company."""
    rows = []
    for row in table.rows:
        columns = {c: n for c, n in by_column(row).items() if _is_money(n)}
        per_period = Counter(period for period, _ in columns)
        # A row of its own may be of one member: what is owed to related parties.
        numbers = {
            period: number
            for (period, dimensions), number in columns.items()
            if not dimensions or per_period[period] == 1
        }
        if numbers:
            first = next(iter(numbers.values())).fact
            shown = {
                period: -abs(number.value) if number.is_shown_negative else abs(number.value)
                for period, number in numbers.items()
            }
            called_total = row.label.lower().startswith("total")
            exponent = min(map(_last_digit, numbers.values()))
            rows.append(StatementRow(first.concept, shown, numbers, exponent, called_total))
    return rows


def _last_digit(number: TaggedNumber) -> int:
    """Ten to the power of it is the last digit that is shown: 21.5 million is told to 100,000."""
    digit = number.value.as_tuple().exponent
    # Nothing, shown as a dash, has no digits.
    return digit if isinstance(digit, int) and number.value else number.fact.exponent


def _is_money(number: TaggedNumber) -> bool:
    unit = str(number.unit)
    return len(unit) == 3 and unit.isupper()


@lru_cache
def rounding_of(count: int) -> Decimal:
    """By how many units a total may differ from so many parts, each rounded as it is.

    At most half a unit for each number; of many the roundings are spread evenly, with a standard
    deviation of sqrt(n / 12) units, of which four are never passed by chance.
    """
    most = Decimal(count + 2) / 2
    return min(most, max(Decimal("1.5"), 4 * (Decimal(count + 1) / 12).sqrt()))


def footing_flaw(
    document: Document, number: TaggedNumber, message: str, severity: Severity
) -> Flaw:
    """The flaw that a number does not go into its sum."""
    fact = number.fact
    return Flaw(
        "footing",
        message,
        severity,
        fact.concept,
        fact.period,
        fact.dimensions,
        number.value,
        document.accession,
        document.digest,
        Citation(document.digest, fact.start, fact.end, fact.fact_id or None),
    )
