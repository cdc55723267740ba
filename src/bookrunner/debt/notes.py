"""Where a report tells of its debt: the tables that may list it, joined over pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bookrunner.debt.days import years_in
from bookrunner.debt.meanings import Meaning
from bookrunner.debt.schedule import Entry, Schedule, schedule
from bookrunner.debt.sheet import AMOUNTS, Facts, Role, Sheet, sheet
from bookrunner.documents import Document, InlineFact, Table

_BLOCK = re.compile(
    r"Debt(?!Securit)|Borrowing|LineOfCredit|NotesPayable|CommercialPaper|ConvertibleNotes|"
    r"LongTermObligation|Financing(?:Arrangement|Obligation)|CreditFacilit"
)
_NO_BLOCK = re.compile(
    r"Polic|Securities|CashFlow|AvailableForSale|HeldToMaturity|Investments|TroubledDebt|"
    r"FairValue|Receivable|Issuances|Repurchase|Derivative"
)
_SCHEDULE_BLOCK = re.compile(r"ScheduleOf(?:LongTerm|ShortTerm)?Debt(?:Instruments)?(?:Table)?Text|"
                             r"ScheduleOfLongTermDebt|ScheduleOfShortTermDebt|"
                             r"ScheduleOfDebtInstruments|ScheduleOfDebtTable")  # fmt: skip
_MATURITY_TAG = re.compile(
    r"Maturit\w*(?:RepaymentsOfPrincipal|Year|Repayment)|RepaymentsOfPrincipal|DueInNext|PaymentsDue"
)
_GAP_CHARACTERS = 260
"""What stands between two pages: a number, a name, a heading repeated."""
_HINT = re.compile(
    r"\bnotes?\b|debentures?|\bbonds?\b|term loan|revolv|commercial paper|credit facilit|mortgage|"
    r"borrowings?|\bdebt\b|(?:due|matur\w+)\W+(?:\w+\W+){0,3}(?:19|20)\d\d|\d\s?%",
    re.IGNORECASE,
)
YEAR_LABEL = re.compile(
    r"^\W*(?:for\s+)?(?:the\s+)?(?:remainder of|remaining (?:\w+ )*(?:in|of|for)?|"
    r"(?:\w+ months (?:ended|ending)[\w ,]*)|(?:fiscal|calendar)?(?:\s*years?)?(?: end\w+)?)?"
    r"[\w ,.]{0,16}?\b(?:19|20)\d\d\b(?:\s*(?:-|–|to|through|and)\s*(?:(?:19|20)\d\d|thereafter|"
    r"beyond))?\W*(?:\(\w\))?\W*$|^\W*(?:thereafter|later|after|beyond|less than|within|"
    r"(?:one|two|three|four|1|2|3|4)\s*(?:-|–|to)|year (?:one|two|three|four|five|[1-5]))",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"(?:debt|borrowings|notes payable|indebtedness)\b.{0,120}(?:consist|follow|summar|compris|"
    r"component|outstanding)|(?:follow|summar|component)\w*.{0,80}(?:debt|borrowings|indebtedness)",
    re.IGNORECASE,
)
_NOT_DEBT_TABLE = re.compile(
    r"operating lease|purchase obligations|contractual obligations|pension|stock option|"
    r"net (?:sales|income)|revenues?\b|total assets|goodwill|amorti[sz]ed cost|unrealized|"
    r"available[- ]for[- ]sale|marketable securities|notional",
    re.IGNORECASE,
)


def debt_blocks(document: Document) -> list[InlineFact]:
    """The text blocks tagged as telling of debt, whole notes and single tables."""
    return [
        fact
        for fact in document.facts
        if not fact.numeric
        and fact.concept.endswith("TextBlock")
        and _BLOCK.search(_local(fact))
        and not _NO_BLOCK.search(_local(fact))
    ]


def debt_schedules(
    document: Document, facts: Facts, on: date, *, exponent: int = 0
) -> list[Schedule]:
    """Every table that lists debt at the balance sheet date, parts over several pages joined."""
    groups: list[list[Sheet]] = []
    for table in _tables(document):
        like = groups[-1][-1] if groups else None
        near = like is not None and _follows(document, like.table, table)
        read = sheet(table, facts, on, like=like if near else None, exponent=exponent)
        if read is None or not any(h.current and h.role in AMOUNTS for h in read.heads):
            continue
        if is_by_year(read):
            continue
        if near and like is not None and _is_open(groups[-1]) and _same_columns(like, read):
            groups[-1].append(read)
        else:
            groups.append([read])
    made = [one for group in groups if (one := schedule(group)) is not None and one.items]
    return _spliced(made)


def is_by_year(read: Sheet) -> bool:
    """Whether it lists amounts by the year they fall due rather than by instrument."""
    tagged = [cell.fact for line in read.lines for cell in line.cells.values() if cell.fact]
    by_tag = sum(bool(_MATURITY_TAG.search(_local(fact))) for fact in tagged)
    if by_tag * 3 > len(tagged) and by_tag > 1:
        return True
    labels = [line.label for line in read.lines if line.cells]
    by_rows = sum(bool(YEAR_LABEL.match(label)) for label in labels)
    by_columns = sum(
        (bool(YEAR_LABEL.match(head.words)) and not head.dated) or head.words.strip().isdecimal()
        for head in read.heads
    )
    years = {years_in(head.words)[-1] for head in read.heads if years_in(head.words)}
    if len(years) > 3:
        return True
    has_rates = any(head.role in (Role.COUPON, Role.EFFECTIVE) for head in read.heads)
    if has_rates or any(head.role is Role.MATURITY for head in read.heads):
        return False
    return by_rows * 2 > len(labels) or by_columns >= 4


def _tables(document: Document) -> list[Table]:
    """Those inside notes of debt; of a report without such tags those whose words tell of debt."""
    blocks = debt_blocks(document)
    spans = [span for block in blocks for span in block.spans]
    found = [t for t in document.tables if any(a <= t.start < b for a, b in spans)]
    if any(len(table.rows) > 2 for table in found):
        return found + _others(document, {table.start for table in found}, strict=True)
    return _others(document, set(), strict=False)


def _others(document: Document, known: set[int], *, strict: bool) -> list[Table]:
    """Tables outside tagged notes most of whose rows tell of debt."""
    found: list[Table] = []
    for table in document.tables:
        if table.start in known or not 2 < len(table.rows) < 150:
            continue
        words = document.text[table.start : table.end]
        rows = [line for line in words.split("\n") if re.search(r"\t.*\d", line)]
        hints = sum(bool(_HINT.search(row.split("\t", maxsplit=1)[0])) for row in rows)
        share = 0.6 if strict else 0.4
        above = document.text[max(0, table.start - 250) : table.start]
        if not strict and _SAYS_SO.search(
            above.rsplit("\n", maxsplit=3)[-2] if "\n" in above else ""
        ):
            share = 0.1
        if hints < 2 or hints < share * len(rows) or _NOT_DEBT_TABLE.search(words):
            continue
        found.append(table)
    return found


def _follows(document: Document, before: Table, after: Table) -> bool:
    return (
        0 <= after.start - before.end <= _GAP_CHARACTERS
        or not document.text[before.end : after.start].strip()
    )


def _is_open(group: Sequence[Sheet]) -> bool:
    """Whether what was read so far ends without a total of it."""
    made = schedule(group)
    return made is not None and made.total is None and bool(made.items)


def _same_columns(one: Sheet, other: Sheet) -> bool:
    return [h.role for h in one.heads if h.current and h.role in AMOUNTS] == [
        h.role for h in other.heads if h.current and h.role in AMOUNTS
    ]


def _spliced(made: Sequence[Schedule]) -> list[Schedule]:
    """Where a table begins with the total of another, its rows are put in that total's place."""
    kept = list(made)
    for one in made:
        for entry in list(one.entries):
            if entry.meaning is not Meaning.ITEM or len(one.items) > 3:
                continue
            for other in made:
                if other is one or other not in kept or len(other.items) < 2:
                    continue
                whole = other.total
                if whole is not None and whole.value == entry.value and not _named(entry):
                    place = one.entries.index(entry)
                    one.entries[place : place + 1] = other.entries
                    one.sheets = (*other.sheets, *one.sheets)
                    kept.remove(other)
                    break
    return kept


def _named(entry: Entry) -> bool:
    return bool(re.search(r"\bdue\b|\d\s?%", entry.label, re.IGNORECASE))


def _local(fact: InlineFact) -> str:
    return fact.concept.rsplit(":", maxsplit=1)[-1]
