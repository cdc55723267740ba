"""The promises about which company is meant, as they are written in specs/facts."""

from datetime import date
from pathlib import Path

from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.app import desk
from bookrunner.facts import Company, CompanyReference, FactStore, FormerName, SqlFactStore
from bookrunner.figures import Ambiguous, NotFound, Viewer
from bookrunner.storage import engine
from tests.faces.asking import Newcomer, filing

scenarios("facts/entities.feature")

_CO_REGISTRANT = """
<xbrli:context id="co"><xbrli:entity>
<xbrli:identifier scheme="http://www.sec.gov/CIK">9999990077</xbrli:identifier><xbrli:segment>
<xbrldi:explicitMember xmlns:xbrldi="http://xbrl.org/2006/xbrldi"
 dimension="dei:LegalEntityAxis">zz:TestwickFinanceMember</xbrldi:explicitMember>
</xbrli:segment></xbrli:entity><xbrli:period><xbrli:startDate>2023-01-01</xbrli:startDate>
<xbrli:endDate>2023-12-31</xbrli:endDate></xbrli:period></xbrli:context></ix:resources>"""
_ON_COVER = """<p><ix:nonNumeric name="dei:EntityRegistrantName" contextRef="co">Testwick
 Finance Corp</ix:nonNumeric> CIK <ix:nonNumeric name="dei:EntityCentralIndexKey"
 contextRef="co">9999990078</ix:nonNumeric></p></body>"""


def joint_filing() -> bytes:
    """A 10-K of Testwick Stores in which a subsidiary is a registrant too."""
    text = filing().decode().replace("</ix:resources>", _CO_REGISTRANT)
    return text.replace("</body>", _ON_COVER).encode()


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


@given("a joint report of Testwick Stores and Testwick Finance", target_fixture="store")
def joint(tmp_path: Path) -> FactStore:
    home = tmp_path / "home"
    file = tmp_path / "joint.htm"
    file.write_bytes(joint_filing())
    said = Newcomer(home).asks("ingest", file)
    assert said.code == 0, said
    return desk({"BOOKRUNNER_HOME": str(home)}).store


@when(parsers.parse("a banker asks for {asked} as of {day}"), target_fixture="answer")
def asked_then(store: FactStore, asked: str, day: str) -> Answer:
    return store.company(asked, Viewer("banker"), as_of=date.fromisoformat(day))


@when(parsers.re(r"a banker asks for (?P<asked>(?:(?! as of ).)+)"), target_fixture="answer")
def asked_now(store: FactStore, asked: str) -> Answer:
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
