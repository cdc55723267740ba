"""The promises of specs/debt/quarters.feature."""

from datetime import date

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.debt import DebtTable, Tranche
from bookrunner.debt.issues import issued_after
from bookrunner.debt.pen import Pen
from bookrunner.documents import parse
from bookrunner.facts import Filing
from bookrunner.figures import Figure, Sourced
from tests.debt.reports import COMPANY, quarter, read, read_all, report, table

scenarios("debt/quarters.feature")

REDEEMED = "In {month} 2024, the Company redeemed all $400.0 million of its 3.50% senior notes."
ISSUED = (
    "In March 2024, the Company issued $500.0 million aggregate principal amount of 5.100% Notes "
    "due March 2034."
)


@pytest.fixture
def told() -> list[bytes]:
    """The reports at hand."""
    return []


@given("a quarter that tells 846.0 of senior notes and 29.0 of finance leases")
def _(told: list[bytes]) -> None:
    tags = (("SeniorNotes", "846.0"), ("FinanceLeaseLiability", "29.0"))
    told.append(quarter(long_term="875.0", paper="25.0", note="Our debt:", tags=tags))


@given("a quarter that tells 800.0 of senior notes and nothing of the rest")
def _(told: list[bytes]) -> None:
    tags = (("SeniorNotes", "800.0"),)
    told.append(quarter(long_term="875.0", paper="25.0", note="Our debt:", tags=tags))


@given("a quarter that tells 800.0 of long-term debt and 50.0 of one note inside it")
def _(told: list[bytes]) -> None:
    tags = (("LongTermDebt", "800.0"), ("SeniorNotes", "50.0"))
    told.append(quarter(long_term="875.0", paper="25.0", note="Our debt:", tags=tags))


@given("a quarter whose table of fair values shows 846.0 of debt and 29.0 of notes receivable")
def _(told: list[bytes]) -> None:
    rows = table(
        ("", "Carrying amount", "Fair value"),
        ("Notes receivable", "29.0", "28.0"),
        ("Debt, excluding finance lease obligations", "846.0", "830.0"),
        ("Term loan receivable", "14.0", "13.0"),
    )
    told.append(quarter(long_term="875.0", paper="25.0", note=rows))


@given("the annual report, and a quarter that redeemed the 3.50% notes and issued 5.100% notes")
def _(told: list[bytes]) -> None:
    flows = (("ProceedsFromIssuanceOfLongTermDebt", "496.0"), ("RepaymentsOfLongTermDebt", "400.0"))
    note = f"{ISSUED} {REDEEMED.format(month='May')}"
    told += [report(), quarter(long_term="971.5", paper="40.0", note=note, tags=flows)]


@given("the annual report, and a quarter with 120.0 more debt than it explains")
def _(told: list[bytes]) -> None:
    told += [report(), quarter(long_term="995.0", paper="25.0", note="We have debt.")]


@given("the annual report, and a quarter that redeemed the 3.50% notes in July 2024")
def _(told: list[bytes]) -> None:
    note = REDEEMED.format(month="July")
    told += [report(), quarter(long_term="875.0", paper="25.0", note=note)]


@given(parsers.parse('a quarter that says "{words}"'))
def _(told: list[bytes], words: str) -> None:
    told.append(quarter(long_term="875.0", paper="", note=words))


@given("a free writing prospectus with rows")
def _(told: list[bytes], datatable: list[list[str]]) -> None:
    rows = "".join(f"<tr><td>{label}</td><td>{words}</td></tr>" for label, words in datatable)
    told.append(
        f"""<html><body><p>Filed Pursuant to Rule 433</p><p>Free Writing Prospectus</p>
<p>Testwick Mills</p><p>Pricing Term Sheet</p><table>{rows}</table>
<p>The issuer has filed a registration statement with the Securities and Exchange Commission.</p>
</body></html>""".encode()
    )


@when("its new notes are read", target_fixture="issued")
def _(told: list[bytes]) -> list[Tranche]:
    document = parse(told[0], name="zztm-fwp.htm")
    filing = Filing(document.digest, COMPANY.cik, "FWP", accepted_at=date(2024, 7, 29))
    return issued_after([(document, Pen(COMPANY, filing, document, date(2024, 6, 30)))])


@when("its debt is read", target_fixture="made")
def _(told: list[bytes]) -> DebtTable:
    return read(told[0], name="zztm-20240630.htm")


@when("the company's debt is read", target_fixture="made")
def _(told: list[bytes]) -> DebtTable:
    return read_all(*told)


@then('the types are "senior notes 846.0; finance lease 29.0" and foot')
def _(made: DebtTable) -> None:
    types = [(one.instrument, _mm(one.amount)) for one in made.tranches if one.origin == "type"]
    assert types == [("Senior Notes", 846.0), ("Finance leases", 29.0)]
    assert made.foots


@then("what the types leave is 75.0, by a formula")
def _(made: DebtTable) -> None:
    rest = [one.carrying for one in made.tranches if one.origin == "remainder"]
    assert [_mm(figure) for figure in rest] == [75.0]
    assert rest[0] is not None
    assert rest[0].expression is not None


@then("whether it foots is not said")
def _(made: DebtTable) -> None:
    assert made.foots is None


@then("no row is of notes receivable")
def _(made: DebtTable) -> None:
    assert [one.instrument for one in made.tranches if "receivable" in one.instrument] == []
    assert 846.0 in [_mm(one.amount) for one in made.tranches]


@then("the rows are")
def _(made: DebtTable, datatable: list[list[str]]) -> None:
    shown = [[one.instrument, str(_mm(one.amount)), one.origin] for one in made.tranches]
    assert shown == datatable[1:]


@then("4.0 of discount and costs make them foot at 1011.5")
def _(made: DebtTable) -> None:
    counted = [_mm(one.amount) for one in made.adjustments if one.kind == "roll-forward"]
    # Of the notes repaid, 400.0 is principal and 399.5 was carried.
    assert counted == [-4.0]
    assert _mm(made.balance_sheet_debt) == 1011.5
    assert made.foots


@then('a finding "debt.rolled-forward" names both notes')
def _(made: DebtTable) -> None:
    words = next(f.message for f in made.findings if f.code == "debt.rolled-forward")
    assert "issued since: 5.100% Notes due March 2034" in words
    assert "repaid since: 3.50% senior notes due June 2025" in words


@then("the wall is said to be the annual report's")
def _(made: DebtTable) -> None:
    assert {row.source for row in made.wall} == {"annual report"}
    assert "debt.wall-of-annual-report" in [finding.code for finding in made.findings]


@then("the annual report's table is shown")
def _(made: DebtTable) -> None:
    assert made.filing.form == "10-K"
    assert made.foots


@then(parsers.parse('a finding "{code}" says that 120.0 is not explained'))
def _(made: DebtTable, code: str) -> None:
    words = next(f.message for f in made.findings if f.code == code)
    assert "120,000,000 apart" in words


@then("the 3.50% notes are carried forward")
def _(made: DebtTable) -> None:
    assert made.filing.form == "10-Q"
    carried = [one.instrument for one in made.tranches if one.origin == "annual report"]
    assert "3.50% senior notes due June 2025" in carried


@then(parsers.parse('{millions:g} is undrawn, cited to "{words}"'))
def _(made: DebtTable, told: list[bytes], millions: float, words: str) -> None:
    undrawn = made.liquidity.parts["undrawn_facilities"]
    paper = made.liquidity.parts["commercial_paper"]
    assert _mm(undrawn) == millions
    assert _mm(paper) == 0.0
    assert undrawn is not None
    assert isinstance(undrawn.lineage, Sourced)
    at = undrawn.lineage.source.citation
    assert at is not None
    assert parse(told[0], name="zztm.htm").text[at.start : at.end].startswith(words)


@then("nothing is told to be undrawn")
def _(made: DebtTable) -> None:
    assert made.liquidity.parts["undrawn_facilities"] is None
    codes = [finding.code for finding in made.liquidity.findings]
    assert "debt.liquidity-without-undrawn-facilities" in codes


@then("they are")
def _(issued: list[Tranche], datatable: list[list[str]]) -> None:
    assert [[t.instrument, str(_mm(t.principal)), t.call] for t in issued] == datatable


@then("there are none")
def _(issued: list[Tranche]) -> None:
    assert issued == []


@then(parsers.parse('a finding "{code}" says so'))
def _(made: DebtTable, code: str) -> None:
    assert code in [finding.code for finding in made.findings]


def _mm(figure: Figure | None) -> float | None:
    return None if figure is None or not isinstance(figure.value, float) else figure.value / 1e6
