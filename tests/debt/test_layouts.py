"""Layouts that debt notes have in general, in invented numbers."""

import pytest

from bookrunner.debt import DebtKind, DebtTable, Tranche
from bookrunner.figures import Figure
from tests.debt.reports import DUE, read, report, table, tag

PAYABLE = (
    "Notes payable, fixed interest rates (weighted average rate of 4.84% as of December 31, 2023), "
    "payable through 2034"
)
NOW, BEFORE = "December 31, 2023", "December 31, 2022"


def test_a_label_that_is_not_repeated_holds_for_the_rows_below() -> None:
    """As of issuers whose notes are listed by term and by range of rates, without percent signs."""
    made = _made(
        table(
            ("", "Maturities", "Interest rates %", NOW, BEFORE),
            ("Testwick notes", "Less than 5 years", "0.75 - 4.60", "2,000", "1,900"),
            ("", "5-10 years", "1.50 - 7.75", "3,000", "3,100"),
            ("Alwick Corporation", "2024 - 2029", "6.80 - 7.88", "50", "60"),
            ("Unamortized discount, net of premium", "", "", "(40)", "(42)"),
            ("Total long-term debt, including current maturities", "", "", "5,010", "5,018"),
            ("Less long-term debt maturing within one year", "", "", "510", "600"),
            ("Total long-term debt", "", "", "4,500", "4,418"),
        ),
        ("Debt maturing within one year", "510"),
        ("Long-term debt", "4,500"),
    )
    assert _listed(made) == [
        ("Testwick notes", 2000, (0.0075, 0.046)),
        ("Testwick notes", 3000, (0.015, 0.0775)),
        ("Alwick Corporation", 50, (0.068, 0.0788)),
    ]
    assert _mm(made.current_portion) == 510


def test_short_term_debt_listed_first_is_not_counted_twice() -> None:
    made = _made(
        table(
            ("", NOW, BEFORE),
            ("Debt due within one year", "", ""),
            ("Current portion of long-term debt", "300", "200"),
            ("Commercial paper", "120", "80"),
            ("Total", "420", "280"),
            ("Long-term debt", "", ""),
            ("3.10% USD note due August 2025", "1,000", "1,000"),
            ("0.50% EUR note due October 2024", "300", "310"),
            ("Current portion of long-term debt", "(300)", "(200)"),
            ("Total", "1,000", "1,110"),
        ),
        ("Debt due within one year", "420"),
        ("Long-term debt", "1,000"),
    )
    assert [one.instrument for one in made.tranches] == [
        "Commercial paper",
        "3.10% USD note due August 2025",
        "0.50% EUR note due October 2024",
    ]
    assert [one.currency for one in made.tranches] == ["USD", "USD", "EUR"]


def test_current_and_long_term_columns_are_added() -> None:
    made = _made(
        table(
            ("", "Net carrying value current", "Net carrying value long-term",
             "Unpaid principal balance", "Contractual interest rates", "Maturity date"),
            ("2026 Convertible Notes", "10", "240", "252", "2.00%", "May 2026"),
            ("Automotive Asset-backed Notes", "90", "410", "505", "3.40-6.57%",
             "July 2024-May 2031"),
            ("Total debt", "100", "650", "757", "", ""),
        ),
        ("Current portion of debt", "100"),
        ("Debt, net of current portion", "650"),
    )  # fmt: skip
    one, other = made.tranches
    assert (_mm(one.carrying), _mm(one.principal)) == (250, 252)
    assert one.kind is DebtKind.CONVERTIBLE
    assert one.maturity_years == (2026, 2026)
    assert other.maturity_years == (2024, 2031)
    assert other.coupon_range is not None


def test_payable_through_a_year_is_no_maturity_of_one_day() -> None:
    made = _made(
        table(
            ("", NOW, BEFORE),
            ("Secured", "", ""),
            (PAYABLE, "800", "900"),
            ("Pass-through certificates, 3.50% due in installments through 2030", "150", "170"),
            ("Unsecured", "", ""),
            ("PSP Notes, 1.00%, due 2031", "55", "55"),
            ("Less: unamortized debt discount, premiums and debt issuance costs", "(5)", "(6)"),
            ("Less: current portion of long-term debt", "(90)", "(80)"),
            ("Long-term debt, net", "910", "1,039"),
        ),
        ("Current maturities of long-term debt", "90"),
        ("Long-term debt, net", "910"),
    )  # fmt: skip
    first, second, third = made.tranches
    assert first.maturity_years == (None, 2034)
    assert first.coupon is None
    assert first.effective_rate is not None
    assert first.rank == "secured"
    assert second.maturity_years == (None, 2030)
    assert third.rank == "unsecured"
    assert third.maturity_years == (2031, 2031)
    assert made.weighted_life is None


def test_of_columns_by_term_the_total_foots() -> None:
    made = _made(
        table(
            ("", "Under 1 year", "1-5 years", "After 5 years", "2023 Total", "2022 Total"),
            ("Senior debt, fixed rate", "100", "400", "500", "1,000", "900"),
            ("Subordinated debt, fixed rate", "0", "50", "150", "200", "210"),
            ("Total long-term debt", "100", "450", "650", "1,200", "1,110"),
        ),
        ("Short-term borrowings", "70"),
        ("Long-term debt", "1,200"),
    )
    listed = [(one.instrument, _mm(one.amount), one.rank) for one in made.tranches]
    assert listed == [
        ("Senior debt, fixed rate", 1000, "senior"),
        ("Subordinated debt, fixed rate", 200, "subordinated"),
        ("Short-term borrowings", 70, None),
    ]


def test_debt_due_within_a_year_may_be_deducted_inside_the_sum() -> None:
    made = _made(
        table(
            ("", NOW, BEFORE),
            ("2.954% notes due 2026", "500", "500"),
            ("1.018% notes due 2024", "200", "200"),
            ("Total including debt due within one year", "700", "700"),
            ("Debt due within one year", "(200)", "0"),
            ("Unamortized discounts and debt issuance costs", "(4)", "(5)"),
            ("Finance lease liabilities", "60", "55"),
            ("Total long-term debt", "556", "750"),
        ),
        ("Short-term debt", "200"),
        ("Long-term debt", "556"),
    )
    assert [_mm(one.amount) for one in made.tranches] == [500, 200, 60]
    assert [one.kind for one in made.tranches][-1] is DebtKind.FINANCE_LEASE


def test_first_mortgage_bonds_are_secured_by_their_first_lien() -> None:
    made = _made(
        table(
            ("", "Year due", "Testwick Power", "Testwick Power Oakland"),
            ("First mortgage bonds, 4.25%", "2030 - 2049", "900", "600"),
            ("Unsecured debt, 3.75%", "2026", "300", "0"),
            ("Unamortized debt discount and premium, net", "", "(10)", "(6)"),
            ("Total debt", "", "1,190", "594"),
        ),
        ("Current maturities of long-term debt", "90"),
        ("Long-term debt", "1,100"),
    )
    bonds, notes = made.tranches
    assert (bonds.rank, _mm(bonds.principal)) == ("first lien", 900)
    assert bonds.maturity_years == (2030, 2049)
    assert (notes.rank, notes.maturity_years) == ("unsecured", (2026, 2026))


def test_a_total_that_is_a_row_of_its_own_counts() -> None:
    made = _made(
        table(
            ("", "Maturity dates", "2023", "2022"),
            ("Fixed", "", "700", "600"),
            ("Floating", "", "100", "90"),
            ("Total U.S. Dollar", "2024-2053", "800", "690"),
            ("Total Japanese Yen - Fixed", "2030", "40", "45"),
            ("Debt obligations before deferred debt costs", "", "840", "735"),
            ("Deferred debt costs", "", "(6)", "(7)"),
            ("Total debt obligations", "", "834", "728"),
        ),
        ("Current maturities", "34"),
        ("Long-term debt", "800"),
    )
    assert [_mm(one.amount) for one in made.tranches] == [700, 100, 40]
    assert made.tranches[-1].currency == "JPY"


@pytest.mark.parametrize("column", ["Fair value", "Proceeds", "Payments"])
def test_amounts_of_something_else_are_no_debt(column: str) -> None:
    made = _made(
        table(
            ("", column),
            ("3.10% notes due 2025", "1,000"),
            ("4.00% notes due 2030", "500"),
            ("Total", "1,500"),
        ),
        ("Long-term debt", "1,480"),
    )
    assert {one.origin for one in made.tranches} == {"balance sheet"}


def test_instruments_told_in_words_only_are_those_of_the_tags() -> None:
    """Two notes of one tag in a sentence, which are the balance sheet's row together."""
    told = report(
        note="<p>At year end the 2.50% notes due 2027 were carried at $"
        + tag("LongTermDebt", "300.0", "n27")
        + " million and the term loan at $"
        + tag("LongTermDebt", "180.0", "loan")
        + " million.</p>",
        notes=(),
        maturities=(),
        debt=(("Long-term debt", "480.0"),),
    )
    made = read(told)
    assert [(one.instrument, _mm(one.amount), one.kind) for one in made.tranches] == [
        ("Notes Due 2027", 300, DebtKind.NOTES),
        ("Term Loan", 180, DebtKind.TERM_LOAN),
    ]
    assert {one.origin for one in made.tranches} == {"tags"}
    assert made.tranches[0].maturity_years == (2027, 2027)
    assert made.foots


def _made(note: str, *debt: tuple[str, str]) -> DebtTable:
    made = read(report(note=note, notes=(), maturities=(), debt=debt))
    assert made.foots or {one.origin for one in made.tranches} == {"balance sheet"}, made.findings
    assert made.difference is not None
    assert made.difference.value == pytest.approx(0)
    return made


def _listed(made: DebtTable) -> list[tuple[str, float | None, tuple[float, float] | None]]:
    return [(one.instrument, _mm(one.amount), _range(one)) for one in made.tranches]


def _range(one: Tranche) -> tuple[float, float] | None:
    found = one.coupon_range
    return None if found is None else (float(found[0]), float(found[1]))


def _mm(figure: Figure | None) -> float | None:
    if figure is None:
        return None
    assert isinstance(figure.value, float)
    return round(figure.value / 1e6, 3)


SENTENCES = {
    "years after the amounts": (
        (
            "Payments due are ${0} million in 2024, ${1} million in 2025 and "
            "${2} million in 2026 and thereafter."
        ),
        ("InNextTwelveMonths", "InYearTwo", "AfterYearTwo"),
        [2024, 2025, "thereafter"],
        False,
    ),
    "years before the amounts": (
        "Payments due are, in millions: 2024-${0}; 2025-${1}; Thereafter-${2}.",
        ("InNextTwelveMonths", "InYearTwo", "AfterYearTwo"),
        [2024, 2025, "thereafter"],
        False,
    ),
    "tags a year too late": (
        "Payments due are, in millions: 2024-${0}; 2025-${1}; 2026-${2}.",
        ("InYearTwo", "InYearThree", "InYearFour"),
        [2024, 2025, 2026],
        True,
    ),
}


@pytest.mark.parametrize("case", SENTENCES, ids=str)
def test_maturities_in_a_sentence_are_named_by_the_years_printed(case: str) -> None:
    words, tags, years, is_said = SENTENCES[case]
    amounts = ("400.0", "150.0", "300.0")
    tagged = [tag(f"{DUE}{name}", amount) for name, amount in zip(tags, amounts, strict=True)]
    made = read(report(note=f"<p>{words.format(*tagged)}</p>", maturities=()))
    assert [row.year for row in made.wall][:3] == years
    assert [_mm(row.amount) for row in made.wall][:3] == [400, 150, 300]
    assert is_said == ("debt.maturity-tags" in {finding.code for finding in made.findings})
