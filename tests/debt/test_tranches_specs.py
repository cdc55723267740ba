"""The promises of specs/debt/tranches.feature."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.debt import DebtTable, Tranche
from bookrunner.debt.issues import issued_after
from bookrunner.debt.pen import Pen
from bookrunner.documents import parse
from bookrunner.facts import Filing
from bookrunner.figures import Figure, Sourced
from tests.debt.reports import COMPANY, MATURITIES, read, report
from tests.faces.asking import Newcomer

scenarios("debt/tranches.feature")


@pytest.fixture
def told() -> dict[str, bytes]:
    """The report at hand."""
    return {}


@given("a report whose note lists three notes and a lease")
def _(told: dict[str, bytes]) -> None:
    told["report"] = report()


@given("a report whose balance sheet shows 60.0 more debt than its note")
def _(told: dict[str, bytes]) -> None:
    told["report"] = report(long_term="935.0")


@given("a report without debt")
def _(told: dict[str, bytes]) -> None:
    told["report"] = report(long_term="", paper="", notes=(), maturities=())


@given("a report whose note has no table")
def _(told: dict[str, bytes]) -> None:
    told["report"] = report(notes=(), maturities=())


@given("a report whose maturities name other years than its notes")
def _(told: dict[str, bytes]) -> None:
    amounts = ("400.0", "0.0", "150.0", "0.0", "0.0", "300.0")
    told["report"] = report(
        maturities=tuple(
            (year, tag, amount) for (year, tag, _), amount in zip(MATURITIES, amounts, strict=True)
        )
    )


@given(parsers.parse('an 8-K that closes an offering of "{words}"'))
def _(told: dict[str, bytes], words: str) -> None:
    told["current report"] = f"""<html><body>
<p>UNITED STATES SECURITIES AND EXCHANGE COMMISSION</p><p>FORM 8-K</p><p>CURRENT REPORT</p>
<p>Date of report: March 4, 2024</p><p>Testwick Mills</p>
<p>Item 8.01 Other Events</p>
<p>On March 4, 2024, the Company completed the issuance and sale of {words}.</p>
<p>The Company redeemed all of the $250 million aggregate principal amount of its 2.100% Senior
Notes due 2024.</p></body></html>""".encode()


@given(parsers.parse('a prospectus supplement for "{words}"'))
def _(told: dict[str, bytes], words: str) -> None:
    told["current report"] = f"""<html><body>
<p>Filed Pursuant to Rule 424(b)(2)</p><p>PROSPECTUS SUPPLEMENT</p><p>Testwick Mills</p>
<p>{words}</p><p>We may redeem the notes at the Treasury Rate plus 10 basis points. Filed with the
Securities and Exchange Commission.</p></body></html>""".encode()


@given("the report is ingested", target_fixture="banker")
def _(tmp_path: Path) -> Newcomer:
    folder = tmp_path / "filings"
    folder.mkdir()
    (folder / "zztm-20231231.htm").write_bytes(report())
    newcomer = Newcomer(tmp_path / "home")
    assert newcomer.asks("ingest", folder).code == 0
    return newcomer


@when("I ask for its debt as JSON", target_fixture="answer")
def _(banker: Newcomer) -> Any:
    assert "foots within 0.5%" in banker.asks("debt", "ZZTM", "--sources").out
    return banker.asks("debt", "ZZTM", "--json").json


@then("the answer has 5 tranches that foot and 6 rows of wall")
def _(answer: Any) -> None:
    assert (len(answer["tranches"]), answer["foots"], len(answer["wall"])) == (5, True, 6)
    assert answer["tranches"][0]["principal"] == 400_000_000
    assert answer["wall"][1] | {"citation": 0} == {
        "year": 2025,
        "label": "2025",
        "amount": 400_000_000,
        "source": "tags",
        "citation": 0,
    }


@then(parsers.parse('why of the first coupon shows "{words}"'))
def _(banker: Newcomer, answer: Any, words: str) -> None:
    said = banker.asks("why", answer["tranches"][0]["citations"]["coupon"]["id"])
    assert words in said.out


@then(parsers.parse('its call terms are "{words}"'))
def _(issued: list[Tranche], words: str) -> None:
    assert issued[0].call == words


@when("its debt is read", target_fixture="made")
def _(told: dict[str, bytes]) -> DebtTable:
    return read(told["report"])


@when("it is read beside the report", target_fixture="issued")
def _(told: dict[str, bytes]) -> list[Tranche]:
    content = told["current report"]
    document = parse(content, name="zztm-8k.htm")
    filing = Filing(document.digest, COMPANY.cik, "8-K", accepted_at=date(2024, 3, 4))
    return issued_after([(document, Pen(COMPANY, filing, document, date(2023, 12, 31)))])


@then("the tranches are")
def _(made: DebtTable, datatable: list[list[str]]) -> None:
    rows = [
        [
            one.instrument,
            _mm(one.principal),
            _mm(one.carrying),
            ""
            if one.coupon is None or one.coupon.exact is None
            else f"{one.coupon.exact * 100:.3f}",
            "" if one.maturity_years is None else str(one.maturity_years[1]),
            one.currency,
        ]
        for one in made.tranches
    ]
    assert rows == datatable[1:]


@then(parsers.parse('the floating notes have a margin of {percent:g}% over "{benchmark}"'))
def _(made: DebtTable, percent: float, benchmark: str) -> None:
    one = next(t for t in made.tranches if t.benchmark)
    assert one.benchmark == benchmark
    assert one.margin is not None
    assert one.margin.exact == Decimal(str(percent)) / 100


@then("no tranche has the amount of the year before")
def _(made: DebtTable) -> None:
    assert all(_mm(one.amount) not in ("999.0", "31.0", "1.0") for one in made.tranches)


@then("each sourced figure's words are in the filing at its span")
def _(made: DebtTable, told: dict[str, bytes]) -> None:
    text = parse(told["report"], name="zztm-20231231.htm").text
    checked = 0
    for one in made.tranches:
        for figure in (one.principal, one.carrying):
            if figure is None or not isinstance(figure.lineage, Sourced):
                continue
            at = figure.lineage.source.citation
            assert at is not None
            assert text[at.start : at.end] == _mm(figure)
            checked += 1
        for span in one.spans.values():
            assert text[span.start : span.end] == span.words
    assert checked == 8


@then(parsers.parse("the tranches come to {millions:g} and foot"))
def _(made: DebtTable, millions: float) -> None:
    assert made.foots is True
    assert made.total is not None
    assert made.total.value == pytest.approx(millions * 1e6)
    assert made.difference is not None
    assert made.difference.value == pytest.approx(0)


@then(parsers.parse("the debt does not foot by {millions:g}"))
def _(made: DebtTable, millions: float) -> None:
    assert made.foots is False
    assert made.difference is not None
    assert made.difference.value == pytest.approx(millions * 1e6)


@then(parsers.parse('a finding "{code}" says so'))
def _(made: DebtTable, code: str) -> None:
    assert code in {finding.code for finding in made.findings}


@then("there is no tranche")
def _(made: DebtTable) -> None:
    assert made.tranches == []
    assert made.foots is None


@then("every tranche comes from the balance sheet")
def _(made: DebtTable) -> None:
    assert [one.origin for one in made.tranches] == ["balance sheet", "balance sheet"]
    assert made.foots is None


@then(parsers.parse("the wall is {years} and {rest:g} thereafter from {first:d}"))
def _(made: DebtTable, years: str, rest: float, first: int) -> None:
    amounts = [float(part) for part in years.split(",")]
    named = [first + n for n in range(len(amounts))]
    assert [row.year for row in made.wall] == [*named, "thereafter"]
    assert [float(_mm(row.amount)) for row in made.wall] == [*amounts, rest]


@then("each amount of the wall is tagged")
def _(made: DebtTable) -> None:
    assert {row.source for row in made.wall} == {"tags"}
    for row in made.wall:
        assert isinstance(row.amount.lineage, Sourced)
        assert "RepaymentsOfPrincipal" in row.amount.lineage.source.concept


@then(parsers.parse("the weighted coupon is a formula worth {percent:g}%"))
def _(made: DebtTable, percent: float) -> None:
    # 3.5% of 400 and 4.875% of 300, over 700; the floating notes state no rate.
    assert made.weighted_coupon is not None
    assert made.weighted_coupon.expression is not None
    assert made.weighted_coupon.value == pytest.approx(percent / 100, abs=5e-7)


@then(parsers.parse("{percent:g}% is due within two fiscal years"))
def _(made: DebtTable, percent: float) -> None:
    assert made.due_within_24_months is not None
    assert made.due_within_24_months.value == pytest.approx(percent / 100, abs=5e-5)


@then(
    parsers.parse(
        "a tranche of {millions:g} at {coupon}% due {year:d} is issued after the balance sheet date"
    )
)
def _(issued: list[Tranche], millions: float, coupon: str, year: int) -> None:
    one = issued[0]
    assert one.origin == "issued after the balance sheet date"
    assert one.principal is not None
    assert one.principal.value == millions * 1e6
    assert one.coupon is not None
    assert one.coupon.exact == Decimal(coupon) / 100
    assert one.maturity_years == (year, year)


@then("what the 8-K says is redeemed is none")
def _(issued: list[Tranche]) -> None:
    assert len(issued) == 1


def _mm(figure: Figure | None) -> str:
    if figure is None:
        return ""
    assert isinstance(figure.value, float)
    return f"{figure.value / 1e6:.1f}"
