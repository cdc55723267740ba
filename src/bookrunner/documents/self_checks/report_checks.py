"""Whether the tags of a report agree with what its tables show, and with each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from bookrunner.documents.document import Document, InlineFact
from bookrunner.documents.self_checks.cash import cash_flaws
from bookrunner.documents.self_checks.columns import column_flaws
from bookrunner.documents.self_checks.flaws import Flaw
from bookrunner.documents.self_checks.rates import rate_flaws
from bookrunner.documents.self_checks.sign_policy import is_never_negative, turn_in_cash_flows
from bookrunner.documents.self_checks.sums import is_cash_flow_statement, sum_flaws
from bookrunner.documents.self_checks.tagged_rows import TaggedNumber, TaggedTable, tagged_tables
from bookrunner.figures import Citation, Severity

_OTHERS_MIN = 3
_BESIDE = 2
_AXES_OF_ADJUSTMENTS = re.compile(
    "Consolidation|LegalEntity|BusinessSegments|Restatement|ErrorCorrection|Adjustment"
)


def report_flaws(document: Document) -> Sequence[Flaw]:
    """Every number of the report that its own tables or its other statements of it contradict."""
    found: list[Flaw] = []
    tables = sorted(tagged_tables(document), key=lambda one: one.table.start)
    usual_turns = _usual_turns(tables)
    for place, table in enumerate(tables):
        found += _scales(document, table)
        found += _signs(document, table, usual_turns)
        found += (
            _flaw(document, flaw.rule, flaw.number.fact, flaw.message)
            for flaw in column_flaws(table)
        )
        # A statement may go on in a table of its own on the next page.
        beside = tables[max(0, place - _BESIDE) : place] + tables[place + 1 : place + 1 + _BESIDE]
        found += sum_flaws(document, table, {c for one in beside for c in one.concepts})
        found += cash_flaws(document, table)
    found += _duplicates(document)
    found += rate_flaws(document)
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
            if number.is_shown_in_percent and str(number.unit) == "pure":
                # What a reader sees as a percent is scaled by a hundredth, whatever its row does.
                if own == 0:
                    yield _flaw(
                        document,
                        "scale",
                        number.fact,
                        f"{number.fact.concept} is shown as a percent and tagged as "
                        f"{number.value:f}, a hundred times too large",
                    )
                if own in {0, -2}:
                    continue
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


def _signs(
    document: Document, table: TaggedTable, usual: Mapping[object, Counter[int]]
) -> Iterator[Flaw]:
    """A number whose tag turns the sign that a reader sees otherwise than the rest of its row.

    Only numbers of one part of the company are compared: what is taken off in a column of
    eliminations is tagged as it is shown in another. Rates are not compared: a rate against a loss
    is shown with either sign.

    Args:
        usual: How often each number's tag turns its sign, over all tables of the report.
    """
    is_of_cash_flows = is_cash_flow_statement(table.concepts)
    for row in table.rows:
        policed = {id(n) for n in row.numbers if _must_be_positive(n)}
        for number in row.numbers:
            if id(number) in policed:
                yield _flaw(
                    document,
                    "sign",
                    number.fact,
                    f"{number.fact.concept} is tagged {number.value:f} and can only be positive",
                )
        by_concept: dict[object, list[TaggedNumber]] = defaultdict(list)
        for number in row.numbers:
            if number.turns and str(number.unit) != "pure":
                by_concept[(number.fact.concept, number.fact.dimensions)].append(number)
        for key, numbers in by_concept.items():
            turns = Counter(number.turns for number in numbers)
            right = _turn(numbers) if is_of_cash_flows else 0
            if right and not any(id(number) in policed for number in numbers):
                yield from (_turned(document, one) for one in numbers if one.turns != right)
                continue
            periods = {number.fact.period for number in numbers}
            if len(turns) < 2 or len(periods) < len(numbers):
                continue
            if any(id(number) in policed for number in numbers):
                continue
            # The row decides; where it is as often one as the other, the rest of the report does.
            told = turns if turns[1] != turns[-1] else usual[key]
            rarer = min(told[1], told[-1])
            paid = is_never_negative(numbers[0].fact.concept)
            for number in numbers:
                # What is paid is tagged positive, whatever most of its row does.
                doubted = number.value < 0 if paid else told[number.turns] == rarer
                if doubted:
                    yield _flaw(
                        document,
                        "sign",
                        number.fact,
                        f"{number.fact.concept} is tagged {number.value:f} where its row shows "
                        f"{'a negative' if number.is_shown_negative else 'a positive'} number and "
                        "tags another column the other way round",
                    )


def _turn(numbers: Sequence[TaggedNumber]) -> int:
    """How the tag of a cash flow statement's row turns the sign shown; 0 where nothing tells.

    A company's own tag is told by its name only where the row has but one number.
    """
    fact = numbers[0].fact
    if fact.dimensions or (len(numbers) > 1 and not fact.concept.startswith("us-gaap:")):
        return 0
    return turn_in_cash_flows(fact.concept)


def _turned(document: Document, number: TaggedNumber) -> Flaw:
    shown = "taken off" if number.is_shown_negative else "added"
    return _flaw(
        document,
        "sign",
        number.fact,
        f"{number.fact.concept} is tagged {number.value:f} where the cash flow statement shows it "
        f"{shown}, which by the meaning of the tag has the other sign",
    )


def _must_be_positive(number: TaggedNumber) -> bool:
    """Whether the tag is negative and cannot be, for the company or a part of it.

    What is taken off in a column of eliminations or of a restatement may be tagged as it is
    shown. A company's own tag means what the company says.
    """
    fact = number.fact
    if number.value >= 0 or not fact.concept.startswith("us-gaap:"):
        return False
    is_adjustment = any(_AXES_OF_ADJUSTMENTS.search(axis) for axis, _ in fact.dimensions)
    return is_never_negative(fact.concept) and not (is_adjustment and number.is_shown_negative)


def _usual_turns(tables: Sequence[TaggedTable]) -> Mapping[object, Counter[int]]:
    found: dict[object, Counter[int]] = defaultdict(Counter)
    for table in tables:
        for row in table.rows:
            for number in row.numbers:
                if number.turns:
                    found[(number.fact.concept, number.fact.dimensions)][number.turns] += 1
    return found


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
