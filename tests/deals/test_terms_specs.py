"""The promises of specs/deals, kept on invented documents."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.deals import Deal, Term, deal
from bookrunner.documents import Document
from tests.deals.invented import merger, notes, offering, read
from tests.faces.asking import Newcomer, Said

scenarios("deals/terms.feature")


@dataclass
class Desk:
    content: bytes
    document: Document | None = None
    deal: Deal | None = None
    said: Said | None = None

    @property
    def terms(self) -> tuple[Term, ...]:
        assert self.deal is not None
        return self.deal.terms

    def values(self, name: str) -> list[object]:
        return [term.value for term in self.terms if term.name == name]


@given("the prospectus of an invented initial public offering", target_fixture="desk")
def _() -> Desk:
    return Desk(offering())


@given("its cover states proceeds that do not tie")
def _(desk: Desk) -> None:
    desk.content = offering(proceeds="118,600,000")


@given("a report of an invented merger", target_fixture="desk")
def _() -> Desk:
    return Desk(merger())


@given("a report of an invented merger that states two prices", target_fixture="desk")
def _() -> Desk:
    return Desk(merger("Each share will be converted into the right to receive $22.50 in cash."))


@given("a report of invented notes in two tranches", target_fixture="desk")
def _() -> Desk:
    return Desk(notes())


@when("its deal is read")
def _(desk: Desk) -> None:
    desk.document = read(desk.content)
    desk.deal = deal(desk.document)


@when("the command line is asked for its deal")
def _(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "0009999990-25-000001.txt"
    file.write_bytes(desk.content)
    desk.said = Newcomer(tmp_path / "home").asks("deal", file, "--json")


@then("every term's quote is what stands at its span")
def _(desk: Desk) -> None:
    assert desk.document is not None
    assert len(desk.terms) > 15
    for term in desk.terms:
        assert desk.document.text[term.start : term.end] == term.quote
        assert term.quote.strip() == term.quote != ""


@then(parsers.parse('"{name}" is {value} in "{unit}"'))
def _(desk: Desk, name: str, value: str, unit: str) -> None:
    found = [(term.value, term.unit) for term in desk.terms if term.name == name]
    assert found == [(Decimal(value), unit)]


@then(parsers.parse('"{name}" reads "{words}"'))
def _(desk: Desk, name: str, words: str) -> None:
    assert [str(value) for value in desk.values(name)] == [words]


@then(parsers.parse('"{name}" is stated as {first} and as {second}'))
def _(desk: Desk, name: str, first: str, second: str) -> None:
    assert desk.values(name) == [Decimal(first), Decimal(second)]


@then(parsers.parse("no term has the value {value}"))
def _(desk: Desk, value: str) -> None:
    assert Decimal(value) not in [t.value for t in desk.terms if isinstance(t.value, Decimal)]


@then(parsers.parse('a finding "{code}" says so'))
def _(desk: Desk, code: str) -> None:
    assert desk.deal is not None
    assert code in [finding.code for finding in desk.deal.findings]


@then(parsers.parse('the tranche "{title}" has the {name} {value}'))
def _(desk: Desk, title: str, name: str, value: str) -> None:
    found = [t.value for t in desk.terms if (t.name, t.tranche) == (name, title)]
    assert found == [Decimal(value)]


@then("the answer holds name, value, unit, span and quote of each term")
def _(desk: Desk) -> None:
    assert desk.said is not None
    assert desk.said.code == 0, desk.said.err
    answer = desk.said.json
    assert answer["kind"] == "equity_offering"
    price = next(term for term in answer["terms"] if term["name"] == "price_per_share")
    assert set(price) >= {"name", "value", "unit", "span", "quote"}
    assert price["value"] == 14.0
    start, end = price["span"]
    assert end - start == len(price["quote"])
