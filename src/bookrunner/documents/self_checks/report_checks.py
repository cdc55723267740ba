"""Whether the tags of a report agree with what its tables show, and with each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from bookrunner.documents.document import Document, InlineFact
from bookrunner.documents.self_checks.cash import cash_flaws
from bookrunner.documents.self_checks.flaws import Flaw
from bookrunner.documents.self_checks.sign_policy import is_never_negative
from bookrunner.documents.self_checks.sums import sum_flaws
from bookrunner.documents.self_checks.tagged_rows import TaggedNumber, TaggedTable, tagged_tables
from bookrunner.figures import Citation, Severity

_OTHERS_MIN = 3


def report_flaws(document: Document) -> Sequence[Flaw]:
    """Every number of the report that its own tables or its other statements of it contradict."""
    found: list[Flaw] = []
    tables = list(tagged_tables(document))
    tagged = {concept for table in tables for concept in table.concepts}
    for table in tables:
        found += _scales(document, table)
        found += _signs(document, table)
        found += sum_flaws(document, table, tagged)
        found += cash_flaws(document, table)
    found += _duplicates(document)
    return found


# --------------------------------------------------------------------------------------- scale


def _scales(document: Document, table: TaggedTable) -> Iterator[Flaw]:
    """A number whose tag scales it otherwise than its row, or than all others of its kind."""
    kinds: dict[str, Counter[int]] = defaultdict(Counter)
    for row in table.rows:
        for number in row.numbers:
            if number.value:
                kinds[str(number.unit)][number.fact.exponent] += 1
    for row in table.rows:
        counted = [number for number in row.numbers if number.value]
        for number in counted:
            own = number.fact.exponent
            in_row = [
                other.fact.exponent
                for other in counted
                if other is not number and other.unit == number.unit
            ]
            in_table = kinds[str(number.unit)]
            usual, count = in_table.most_common(1)[0]
            row_disagrees = bool(in_row) and own not in in_row
            table_disagrees = (
                usual != own
                and count >= _OTHERS_MIN
                and in_table[own] == 1
                and table.table.exponent in {None, usual}
            )
            if row_disagrees and (table_disagrees or len(in_row) > 1 or usual != own):
                expected = usual if usual != own else in_row[0]
            elif not in_row and table_disagrees and _is_money(number):
                expected = usual
            else:
                continue
            yield _flaw(
                document,
                "scale",
                number.fact,
                f"{number.fact.concept} is tagged in units of 10^{own} where its table shows "
                f"units of 10^{expected}; it may be {_times(own - expected)}",
            )


def _is_money(number: TaggedNumber) -> bool:
    unit = str(number.unit)
    return len(unit) == 3 and unit.isupper()


def _times(exponent: int) -> str:
    factor = Decimal(10) ** abs(exponent)
    return f"{factor:,.0f} times too {'large' if exponent > 0 else 'small'}"


# ---------------------------------------------------------------------------------------- sign


def _signs(document: Document, table: TaggedTable) -> Iterator[Flaw]:
    """A number whose tag turns the sign that a reader sees otherwise than the rest of its row.

    Only numbers of one part of the company are compared: what is taken off in a column of
    eliminations is tagged as it is shown in another.
    """
    for row in table.rows:
        for number in row.numbers:
            # What is taken off in a column of eliminations may be tagged as it is shown.
            whole = not number.fact.dimensions
            if whole and number.value < 0 and is_never_negative(number.fact.concept):
                yield _flaw(
                    document,
                    "sign",
                    number.fact,
                    f"{number.fact.concept} is tagged {number.value:f} and can only be positive",
                )
        by_concept: dict[object, list[TaggedNumber]] = defaultdict(list)
        for number in row.numbers:
            if number.turns:
                by_concept[(number.fact.concept, number.fact.dimensions)].append(number)
        for numbers in by_concept.values():
            turns = Counter(number.turns for number in numbers)
            periods = {number.fact.period for number in numbers}
            if len(turns) < 2 or len(periods) < len(numbers):
                continue
            rarer = min(turns.values())
            for number in numbers:
                if turns[number.turns] == rarer:
                    yield _flaw(
                        document,
                        "sign",
                        number.fact,
                        f"{number.fact.concept} is tagged {number.value:f} where its row shows "
                        f"{'a negative' if number.is_shown_negative else 'a positive'} number and "
                        "tags another column the other way round",
                    )


# ----------------------------------------------------------------------------------- duplicates


def _duplicates(document: Document) -> Iterator[Flaw]:
    """A number that the report states several times and not as the same within its rounding."""
    places: dict[object, list[InlineFact]] = defaultdict(list)
    for fact in document.facts:
        if fact.value is not None:
            places[(fact.concept, fact.period, fact.unit, fact.dimensions, fact.entity)].append(
                fact
            )
    for facts in places.values():
        if len({fact.value for fact in facts}) < 2:
            continue
        low = max(_bounds(fact)[0] for fact in facts)
        high = min(_bounds(fact)[1] for fact in facts)
        # Eight and nine millions, each rounded to the million, touch and are not the same.
        if low < high or (low == high and any(fact.decimals is None for fact in facts)):
            continue
        values = ", ".join(sorted({f"{fact.value:f}" for fact in facts}))
        for fact in _outliers(facts):
            yield _flaw(
                document,
                "duplicate",
                fact,
                f"{fact.concept} stands in one report as {values}, which is not the same within "
                "its rounding",
            )


def _outliers(facts: Sequence[InlineFact]) -> Sequence[InlineFact]:
    """Those that differ from what most of the others say; all of them when none prevails."""
    counts = Counter(fact.value for fact in facts)
    (usual, most), *others = counts.most_common()
    if most > 1 and all(count < most for _, count in others):
        return [fact for fact in facts if fact.value != usual]
    return facts


def _bounds(fact: InlineFact) -> tuple[Decimal, Decimal]:
    """Between what numbers the true one lies; zero is always taken as exact."""
    assert fact.value is not None
    half = Decimal(0) if fact.decimals is None else Decimal(5).scaleb(-fact.decimals - 1)
    return fact.value - half, fact.value + half


def _flaw(document: Document, rule: str, fact: InlineFact, message: str) -> Flaw:
    return Flaw(
        rule,
        message,
        Severity.ERROR,
        fact.concept,
        fact.period,
        fact.dimensions,
        fact.value,
        document.accession,
        document.digest,
        Citation(document.digest, fact.start, fact.end, fact.fact_id or None),
    )
