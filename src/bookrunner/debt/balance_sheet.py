"""The debt on the face of the balance sheet, row by row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.debt.sheet import AMOUNTS, Cell, Facts, Line, Role, Sheet, scaled, sheet
from bookrunner.documents import Document


@dataclass(frozen=True)
class FaceRow:
    """A row of debt on the balance sheet."""

    label: str
    line: Line
    cell: Cell
    value: Decimal
    """In single units."""
    concept: str
    is_current: bool


@dataclass(frozen=True)
class Face:
    """The balance sheet of a report: its rows of debt and its scale."""

    rows: tuple[FaceRow, ...]
    sheet: Sheet | None
    """None when no balance sheet was found."""

    @property
    def value(self) -> Decimal:
        """All debt on it."""
        return sum((row.value for row in self.rows), Decimal(0))


_DEBT_TAG = re.compile(
    r"Debt(?!Securit|or)|Borrowing|NotesPayable|NotesAndLoansPayable|CommercialPaper|SeniorNotes|"
    r"ConvertibleNotes|FinanceLease|CapitalLease|LoansPayable|LineOfCredit|SecuredBorrow|"
    r"OtherLoans|BankLoan|BankOverdraft|FederalHomeLoanBank|SubordinatedNotes|Debentures|"
    r"MortgageLoansOn|MortgagesPayable|TermLoan|BondsPayable|LongTermObligation|NotesOtherPayables"
)
_NO_DEBT_TAG = re.compile(
    r"Deferred|AccountsPayable(?!.*Debt)|OperatingLease|Receivable|HeldForSale|DisposalGroup|"
    r"Accrued|InterestPayable|Securities|Derivative|Asset|IssuanceCosts|Customer|Deposits|"
    r"OtherThanLongTermDebt|LiabilitiesOther|AvailableForSale|HeldToMaturity|Investment"
)
_DEBT_WORDS = re.compile(
    r"\bdebt\b|borrowings?\b|notes? payable|(?:loans?|notes) (?:and (?:notes|loans) )?payable|"
    r"commercial paper|(?:finance|capital) leases?|senior notes|convertible|debentures?|"
    r"long-term obligations|credit facilit|line of credit|term loan|mortgages?(?: notes| loans)?"
    r" payable|^\W*current (?:maturities|installments)\b|bonds payable|\bnotes\b|revolv|"
    r"bank loans?|federal home loan",
    re.IGNORECASE,
)
NO_DEBT_WORDS = re.compile(
    r"receivable|accounts payable|accrued|operating lease|securities|deferred|investment|"
    r"held[- ]for[- ]sale|see (?:accompanying )?note|assets|accompanying notes|"
    r"\btotal (?:current )?liabilit|deposits|interest payable|preferred|capital stock|"
    r"derivative|customer",
    re.IGNORECASE,
)
_LIABILITIES = re.compile(r"^\W*(?:total )?(?:current )?liabilities\b|^liabilities and", re.I)
_EQUITY = re.compile(
    r"^\W*(?:total )?(?:(?:share|stock|common )\s*(?:holders|owners|equity)|(?:share|stock)\w*['’]"
    r"|equity|total equity|total liabilities\W*$|redeemable|mezzanine|commitments)",
    re.IGNORECASE,
)
_CURRENT_WORDS = re.compile(r"current|short[- ]term|within one year|commercial paper", re.I)
_NOT_CURRENT_WORDS = re.compile(r"less current|excluding current|net of current|non-?current", re.I)


def face(document: Document, facts: Facts, on: date) -> Face:
    """The balance sheet's rows of debt; without rows when it shows none."""
    found = _balance_sheet(document, facts, on)
    if found is None:
        return Face((), None)
    return Face(tuple(_without_totals(_rows(found))), found)


def _balance_sheet(document: Document, facts: Facts, on: date) -> Sheet | None:
    best: tuple[int, Sheet] | None = None
    for table in document.tables:
        if len(table.rows) < 8:
            continue
        score = _score(document.text[table.start : table.end], table.start, table.end, facts)
        if score < 2 or (best is not None and score <= best[0]):
            continue
        read = sheet(table, facts, on)
        if read is not None and any(h.current and h.role in AMOUNTS for h in read.heads):
            best = score, read
    return None if best is None else best[1]


def _score(words: str, start: int, end: int, facts: Facts) -> int:
    """How much of a balance sheet a table is."""
    tagged = {fact.concept.rsplit(":", maxsplit=1)[-1] for fact in facts.within(start, end)}
    score = 4 * len(tagged & {"LiabilitiesAndStockholdersEquity", "Assets"})
    lower = words.lower()
    score += bool(re.search(r"total liabilities and|liabilities and (?:share|stock|equity)", lower))
    score += bool(re.search(r"total assets", lower))
    score += bool(re.search(r"total (?:current )?liabilities", lower))
    if tagged and "LiabilitiesAndStockholdersEquity" not in tagged:
        return 0
    return score


def _rows(found: Sheet) -> list[FaceRow]:
    place = _amounts(found)
    rows: list[FaceRow] = []
    inside = not any(re.match(r"\W*total assets", one.label, re.I) for one in found.lines)
    current = True
    heading = ""
    for line in found.lines:
        if _LIABILITIES.search(line.label) or re.match(r"\W*total assets", line.label, re.I):
            inside = True
        if inside and re.search(r"total current liabilities", line.label, re.IGNORECASE):
            current = False
        if line.is_heading:
            heading = line.label
        if inside and _is_equity(line.label):
            break
        cell = line.cells.get(place)
        if not inside or cell is None or not cell.number or not _is_debt(line, cell):
            continue
        fact = cell.fact
        concept = fact.concept.rsplit(":", maxsplit=1)[-1] if fact is not None else ""
        label = line.label or heading
        is_current = current and not _NOT_CURRENT_WORDS.search(label)
        rows.append(FaceRow(label, line, cell, scaled(cell, found.exponent), concept, is_current))
    return rows


def _is_equity(label: str) -> bool:
    return (
        bool(_EQUITY.search(label))
        and not _DEBT_WORDS.search(label)
        and bool(re.search(r"equity|holders|owners", label, re.IGNORECASE))
    )


def _amounts(found: Sheet) -> int:
    for role in (Role.CARRYING, Role.AMOUNT, Role.PRINCIPAL):
        columns = found.columns(role)
        if columns:
            return columns[0]
    return 0


def _is_debt(line: Line, cell: Cell) -> bool:
    fact = cell.fact
    if fact is not None:
        concept = fact.concept.rsplit(":", maxsplit=1)[-1]
        if _NO_DEBT_TAG.search(concept):
            return False
        if _DEBT_TAG.search(concept):
            return True
    words = re.sub(r"\([^)]*\bnotes?\b[^)]*\)", "", line.label, flags=re.IGNORECASE)
    return bool(_DEBT_WORDS.search(words)) and not NO_DEBT_WORDS.search(words)


def _without_totals(rows: Sequence[FaceRow]) -> list[FaceRow]:
    """The rows without those that are the sum of two or more rows above them."""
    kept: list[FaceRow] = []
    for row in rows:
        added = Decimal(0)
        is_total = False
        for count, before in enumerate(reversed(kept), start=1):
            added += before.value
            if count > 1 and abs(added - row.value) <= abs(row.value) / 10_000:
                is_total = bool(re.match(r"\W*total\b", row.label, re.IGNORECASE))
        if not is_total:
            kept.append(row)
    return kept
