"""The promises of `shares`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from tests.equity.filing import quillon
from tests.faces.asking import Newcomer

scenarios("equity/shares.feature")

NAME = "zzql-20231231.htm"


@dataclass
class Banker:
    """Somebody with one filing, and what was answered about it."""

    newcomer: Newcomer
    file: Path
    answer: Any = None

    def brings(self, content: bytes) -> None:
        self.file.write_bytes(content)
        said = self.newcomer.asks("ingest", self.file)
        assert said.code == 0, said

    def asks(self, *arguments: object) -> None:
        said = self.newcomer.asks("shares", "ZZQL", *arguments, "--json")
        assert said.code == 0, said
        self.answer = said.json

    def codes(self) -> set[str]:
        return {finding["code"] for finding in self.answer["findings"]}


@pytest.fixture
def banker(tmp_path: Path) -> Banker:
    return Banker(Newcomer(tmp_path / "home"), tmp_path / NAME)


@given("the annual report of an invented company")
def _(banker: Banker) -> None:
    banker.brings(quillon())


@given("the annual report of an invented company whose class B converts into 1.5 of class A")
def _(banker: Banker) -> None:
    banker.brings(quillon(rates=True))


@given("the annual report of an invented company whose cover has lost its thousands")
def _(banker: Banker) -> None:
    banker.brings(quillon(class_a="80,000", class_b="20,000"))


@given("the annual report of an invented company whose options are tagged without their thousands")
def _(banker: Banker) -> None:
    banker.brings(quillon(closing_scale=0))


@given("the annual report of an invented company with 6500 thousand options at the end")
def _(banker: Banker) -> None:
    banker.brings(quillon(options="6,500"))


@given("the annual report of an invented company without tags in its notes")
def _(banker: Banker) -> None:
    banker.brings(quillon(tagged=False))


@given("the annual report of an invented company with notes of 500 million that convert at 50")
def _(banker: Banker) -> None:
    banker.brings(quillon(convertible=True))


@given("the annual report of an invented company with such notes whose principal is paid in cash")
def _(banker: Banker) -> None:
    banker.brings(quillon(convertible=True, net=True))


@when(parsers.parse("I ask for its shares at {price}"))
def _(banker: Banker, price: str) -> None:
    banker.asks("--price", price)


@when("I ask for its shares without a price")
def _(banker: Banker) -> None:
    banker.asks()


@then(parsers.parse('the classes are "{first}" with {one:d} and "{second}" with {other:d} shares'))
def _(banker: Banker, first: str, one: int, second: str, other: int) -> None:
    told = [(each["name"], each["count"]) for each in banker.answer["basic"]["classes"]]
    assert told == [(first, one), (second, other)]
    assert banker.answer["basic"]["total"] == one + other


@then("each count is cited in the words of the report")
def _(banker: Banker) -> None:
    text = banker.newcomer.asks("text", banker.file).out
    cited = [each["citation"] for each in banker.answer["basic"]["classes"]]
    cited += [each["citation"] for each in banker.answer["tranches"]]
    words = [text[each["start"] : each["end"]] for each in cited]
    assert words == ["80,000,000", "20,000,000", "6,000", "2,000", "500"]


@then(parsers.parse("there are {number:d} basic shares"))
def _(banker: Banker, number: int) -> None:
    assert banker.answer["basic"]["total"] == number


@then(parsers.parse('a finding "{code}" says so'))
def _(banker: Banker, code: str) -> None:
    assert code in banker.codes()


@then("there is no basic count and nothing is diluted")
def _(banker: Banker) -> None:
    assert banker.answer["basic"]["total"] is None
    assert banker.answer["diluted_shares"] is None


@then("the tranches are")
def _(banker: Banker, datatable: list[list[str]]) -> None:
    expected = [
        (kind, float(number), float(strike) if strike else None, float(dilution))
        for kind, number, strike, dilution in datatable[1:]
    ]
    told = [
        (each["kind"], each["number"], each["strike"], each["dilution"])
        for each in banker.answer["tranches"]
    ]
    assert told == expected
    assert banker.codes() <= {"equity.share-classes"}


@then(parsers.parse("diluted shares are {shares:d} and equity value is {value:d}"))
def _(banker: Banker, shares: int, value: int) -> None:
    assert banker.answer["diluted_shares"] == pytest.approx(shares, rel=1e-12)
    assert banker.answer["equity_value"] == pytest.approx(value, rel=1e-12)


@then(parsers.parse("the notes add {shares:d} shares and {converted:d} of them is no debt"))
def _(banker: Banker, shares: int, converted: int) -> None:
    (notes,) = banker.answer["converts"]
    assert notes["dilution"] == pytest.approx(shares)
    assert notes["converted"] == converted
    assert notes["principal"] == 500_000_000


@then(parsers.parse('there is no basic dilution and a finding "{code}" says so'))
def _(banker: Banker, code: str) -> None:
    assert banker.answer["basic"]["total"] == 100_000_000
    assert banker.answer["diluted_shares"] is None
    assert [each["dilution"] for each in banker.answer["tranches"]] == [None, None, None]
    assert code in banker.codes()


@then(
    parsers.parse('why its diluted shares are so many leads to the words "{words}" of the report')
)
def _(banker: Banker, words: str) -> None:
    said = banker.newcomer.asks("why", banker.answer["diluted_shares_id"], "--json")
    assert said.code == 0, said
    found = [step["words"]["words"] for step in said.json["steps"] if step["words"]]
    assert words in found
