"""Debt in rows of its own on the balance sheet, on invented reports."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bookrunner.facts import Fact, Statements, statements
from bookrunner.facts.debt_names import is_debt
from bookrunner.figures import Missing
from tests.facts.reported import ALDER, close, days, report

AT = close("2023-12-31")
YEAR = days("2023-01-01", "2023-12-31")
Row = tuple[str, str, int]
"""The words at the head of a row, its tag and its number in millions; no words for a note's."""
MEMBER = "us-gaap:RelatedPartyTransactionsByRelatedPartyAxis"


def balance_sheet(
    current: Sequence[Row], noncurrent: Sequence[Row], notes: Sequence[Row] = ()
) -> Statements:
    """Statements of a report whose balance sheet has the rows in this order."""
    return statements(ALDER, faced(current, noncurrent, notes))


def faced(
    current: Sequence[Row], noncurrent: Sequence[Row], notes: Sequence[Row] = ()
) -> list[Fact]:
    rows = [
        ("Cash", "CashAndCashEquivalentsAtCarryingValue", 30),
        ("Total assets", "Assets", 1_000),
        *current,
        ("Total current liabilities", "LiabilitiesCurrent", 200),
        *noncurrent,
        ("Total liabilities", "Liabilities", 600),
        ("Total equity", "StockholdersEquity", 400),
        ("Total liabilities and equity", "LiabilitiesAndStockholdersEquity", 1_000),
        *notes,
    ]
    labels = {tag: label for label, tag, _ in rows}
    numbers = {(tag, AT): value for _, tag, value in rows}
    numbers |= {("NetIncomeLoss", YEAR): 80, ("IncomeTaxExpenseBenefit", YEAR): 20}
    _, facts = report("10-K", "2023-12-31", "2024-02-20", numbers)
    named = {key.split(":")[-1]: label for key, label in labels.items()}
    return [replace(one, label=named.get(one.concept.split(":")[1], "")) for one in facts]


def value(made: Statements, key: str) -> float | None:
    figure = made.get(key, YEAR)
    if figure is None or isinstance(figure.value, Missing):
        return None
    return figure.value / 1e6


def said(made: Statements, key: str) -> set[str]:
    return {one.code for one in made.said(key, YEAR)}


CASES: list[tuple[str, Sequence[Row], Sequence[Row], float, float | None, bool]] = [
    (
        "notes to a related party, current and not",
        [
            ("Current maturities", "LongTermDebtCurrent", 50),
            ("Notes payable, related party", "NotesPayableRelatedPartiesClassifiedCurrent", 5),
        ],
        [
            ("Long-term debt", "LongTermDebtNoncurrent", 300),
            ("Notes payable, related party", "NotesPayableRelatedPartiesNoncurrent", 40),
        ],
        55,
        340,
        True,
    ),
    (
        "rows that add up to a total below them are in it",
        [],
        [
            ("Senior notes", "aldr:SeniorNotesOne", 200),
            ("Term loan", "aldr:TermLoan", 100),
            ("Total long-term debt", "LongTermDebtNoncurrent", 300),
        ],
        0,
        300,
        False,
    ),
    (
        "a total under the company's own tag holds the tagged debt above it",
        [],
        [
            ("Face-value long-term debt", "LongTermDebtNoncurrent", 300),
            ("Adjustment to reflect fair-value hedges", "aldr:HedgeAdjustment", 4),
            ("Total long-term debt", "aldr:TotalDebt", 304),
        ],
        0,
        304,
        True,
    ),
    (
        "a row under the company's own tag",
        [],
        [
            ("Long-term debt", "LongTermDebtNoncurrent", 300),
            ("Convertible notes, net", "aldr:ConvertibleInstrument", 120),
        ],
        0,
        420,
        True,
    ),
    (
        "accrued interest, leases and payables are no debt",
        [("Accrued interest on notes", "InterestPayableCurrent", 7)],
        [
            ("Long-term debt (Note 7)", "LongTermDebtNoncurrent", 300),
            ("Pension obligations (Notes 9 and 10)", "aldr:PensionObligations", 33),
            ("Operating lease liabilities", "OperatingLeaseLiabilityNoncurrent", 60),
            ("Deferred loan fees", "aldr:DeferredFees", 3),
        ],
        0,
        300,
        False,
    ),
    (
        "long-term debt with the name of the whole stands below current liabilities",
        [("Current portion of debt", "LongTermDebtCurrent", 50)],
        [("Debt", "LongTermDebt", 300)],
        50,
        300,
        False,
    ),
]


@pytest.mark.parametrize(
    "current, noncurrent, due, later, is_told",
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_debt_of_the_balance_sheet(
    current: Sequence[Row], noncurrent: Sequence[Row], due: float, later: float, is_told: bool
) -> None:
    made = balance_sheet(current, noncurrent)
    assert (value(made, "current_debt") or 0) == due
    assert value(made, "long_term_debt") == later
    assert value(made, "total_debt") == due + later
    assert ("facts.debt-beside" in said(made, "total_debt")) is is_told
    assert "facts.part-of-debt" not in said(made, "total_debt")


def test_debt_of_related_and_other_parties_by_member() -> None:
    facts = faced([], [("Other parties", "LongTermDebtNoncurrent", 300)])
    plain = next(one for one in facts if one.concept == "us-gaap:LongTermDebtNoncurrent")
    assert plain.citation is not None
    others, related = (
        replace(
            plain,
            dimensions=((MEMBER, member),),
            value=plain.value / part,
            label=label,
            citation=replace(plain.citation, start=plain.citation.start + part),
        )
        for part, member, label in (
            (1, "us-gaap:NonrelatedPartyMember", "Long-term debt"),
            (3, "us-gaap:RelatedPartyMember", "Long-term debt, related party"),
        )
    )
    made = statements(ALDER, [one for one in facts if one is not plain] + [others, related])
    assert value(made, "long_term_debt") == 400
    # Beside a total for the company both are its parts.
    made = statements(ALDER, [*facts, others, related])
    assert value(made, "long_term_debt") == 300


def test_numbers_without_a_place_are_doubted_instead() -> None:
    facts = faced(
        [],
        [
            ("Long-term debt", "LongTermDebtNoncurrent", 300),
            ("Notes payable, related party", "NotesPayableRelatedPartiesNoncurrent", 40),
        ],
    )
    made = statements(ALDER, [replace(one, citation=None, label="") for one in facts])
    assert value(made, "long_term_debt") == 300
    assert "facts.part-of-debt" in said(made, "total_debt")


def test_a_row_in_words_only() -> None:
    row = faced([], [("Borrowings under revolving credit facility", "aldr:Revolver", 9)])
    assert [one.concept for one in row if one.label and is_debt(one)] == ["aldr:Revolver"]
