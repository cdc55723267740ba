"""Numbers with which a total comes out in another column than that of their tag."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bookrunner.documents.document import Document
from bookrunner.documents.self_checks.flaws import Flaw
from bookrunner.documents.self_checks.statement_rows import StatementRow, footing_flaw, rounding_of
from bookrunner.figures import Period, Severity


def exchanged(document: Document, rows: Sequence[StatementRow]) -> Iterator[Flaw]:
    """What is taken off between two rows, and comes out only with its two columns exchanged."""
    for whole, part, rest in zip(rows, rows[1:], rows[2:], strict=False):
        columns = list(whole.shown)
        if len(columns) != 2 or {*part.shown, *rest.shown} != set(columns):
            continue
        if len(part.shown) < 2 or len(rest.shown) < 2:
            continue
        taken = [abs(part.shown[period]) for period in columns]
        lacking = [whole.shown[period] - rest.shown[period] for period in columns]
        slack = Decimal("1.5").scaleb(rest.exponent)
        if abs(taken[0] - taken[1]) <= 10 * slack:
            continue
        if all(abs(one - other) <= slack for one, other in zip(taken, lacking[::-1], strict=True)):
            for number in part.numbers.values():
                yield footing_flaw(
                    document,
                    number,
                    f"{part.concept} leads from {whole.concept} to {rest.concept} only with its "
                    "columns exchanged",
                    Severity.ERROR,
                )


def misplaced(
    document: Document, total: StatementRow, parts: Sequence[StatementRow]
) -> Iterator[Flaw]:
    """A row's only number, with which in another column of the total every column comes out."""
    tolerance = rounding_of(len(parts)).scaleb(total.exponent)
    lacking = {
        period: shown - sum((part.shown.get(period, Decimal(0)) for part in parts), Decimal(0))
        for period, shown in total.shown.items()
    }
    wrong = [period for period, apart in lacking.items() if abs(apart) > tolerance]
    if len(wrong) != 2:
        return
    for part in parts:
        own = next(iter(part.shown))
        if len(part.shown) > 1 or own not in wrong:
            continue
        other = wrong[1 - wrong.index(own)]
        value = part.shown[own]
        if abs(lacking[own] + value) <= tolerance and abs(lacking[other] - value) <= tolerance:
            yield footing_flaw(
                document,
                part.numbers[own],
                f"{part.concept} is tagged {own}; {total.concept} comes out in every column if it "
                f"is of {other}",
                Severity.ERROR,
            )


def strays(
    document: Document, total: StatementRow, parts: Sequence[StatementRow], period: Period
) -> Iterator[Flaw]:
    """Parts tagged with a period that the total has not, with which it would come out."""
    added = sum((part.shown.get(period, Decimal(0)) for part in parts), Decimal(0))
    lacking = total.shown[period] - added
    tolerance = rounding_of(len(parts)).scaleb(total.exponent)
    for part in parts:
        for other in part.shown.keys() - total.shown.keys():
            if period not in part.shown and abs(part.shown[other] - lacking) <= tolerance:
                yield footing_flaw(
                    document,
                    part.numbers[other],
                    f"{part.concept} is tagged {other}, for which its statement shows no "
                    f"{total.concept}; that of {period} comes out with it",
                    Severity.ERROR,
                )
