"""The promises about which company is meant, as they are written in specs/facts."""

from datetime import date
from pathlib import Path

from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.facts import Company, CompanyReference, FormerName, SqlFactStore
from bookrunner.figures import Ambiguous, NotFound, Viewer
from bookrunner.storage import engine

scenarios("facts/entities.feature")

Answer = Company | Ambiguous | NotFound
FACEBOOK = FormerName("Facebook Inc", date(2005, 1, 1), date(2021, 10, 27))


@given("the SEC's list of registrants", target_fixture="store")
def listed(tmp_path: Path) -> SqlFactStore:
    store = SqlFactStore(engine(f"sqlite:///{tmp_path / 'store.db'}"))
    store.save_references(
        [
            CompanyReference("0001067983", "BERKSHIRE HATHAWAY INC", ("BRK-B", "BRK-A")),
            CompanyReference("0001108134", "BERKSHIRE HILLS BANCORP INC", ("BHLB",)),
            CompanyReference("0001652044", "Alphabet Inc.", ("GOOGL", "GOOG")),
            CompanyReference("0000080424", "PROCTER & GAMBLE Co", ("PG",)),
            CompanyReference(
                "0001326801", "Meta Platforms, Inc.", ("META",), former_names=(FACEBOOK,)
            ),
        ]
    )
    return store


@when(parsers.parse("a banker asks for {asked} as of {day}"), target_fixture="answer")
def asked_then(store: SqlFactStore, asked: str, day: str) -> Answer:
    return store.company(asked, Viewer("banker"), as_of=date.fromisoformat(day))


@when(parsers.re(r"a banker asks for (?P<asked>(?:(?! as of ).)+)"), target_fixture="answer")
def asked_now(store: SqlFactStore, asked: str) -> Answer:
    try:
        return store.company(asked, Viewer("banker"))
    except (Ambiguous, NotFound) as error:
        return error


@then(parsers.re("the company is (?P<ticker>[A-Z-]+)"))
def found(answer: Answer, ticker: str) -> None:
    assert isinstance(answer, Company)
    assert answer.ticker == ticker


@then(parsers.parse('the company is called "{name}"'))
def called(answer: Answer, name: str) -> None:
    assert isinstance(answer, Company)
    assert answer.name == name


@then(parsers.parse('the error names "{one}" and "{other}"'))
def names_both(answer: Answer, one: str, other: str) -> None:
    assert isinstance(answer, Ambiguous)
    assert one in str(answer)
    assert other in str(answer)


@then(parsers.parse('the error says "{words}"'))
def says(answer: Answer, words: str) -> None:
    assert isinstance(answer, NotFound)
    assert words in str(answer)
