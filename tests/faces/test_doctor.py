"""The doctor looks, says what is missing and what it would add, and changes nothing."""

from tests.faces.asking import Newcomer


def test_the_doctor_makes_nothing_in_an_empty_home(newcomer: Newcomer) -> None:
    said = newcomer.asks("doctor", "--json")
    assert said.code == 0
    assert not newcomer.home.exists()
    found = {row["name"]: row for row in said.json["examined"]}
    assert found["sample"]["found"] == "not loaded yet"
    assert {"Python", "home", "database", "sample", "LibreOffice", "poppler", "fonts"} <= set(found)
    assert "PostgreSQL driver" in found


def test_the_doctor_counts_what_is_kept(reader: Newcomer) -> None:
    found = {row["name"]: row for row in reader.asks("doctor", "--json").json["examined"]}
    assert found["sample"]["found"] == "loaded"
    assert "companies" in found["records"]["found"]
    assert "schema" in found["database"]["found"]


def test_what_is_missing_is_told_with_what_it_would_add(newcomer: Newcomer) -> None:
    said = newcomer.asks("doctor", "--json", soffice="no-such-office")
    office = next(row for row in said.json["examined"] if row["name"] == "LibreOffice")
    assert office["state"] == "missing"
    assert "recalculates workbooks" in office["adds"]
    assert said.json["healthy"]
    assert said.code == 0


def test_a_database_that_cannot_be_reached_is_broken_and_no_crash(newcomer: Newcomer) -> None:
    newcomer.home.mkdir()
    (newcomer.home / "bookrunner.db").write_bytes(b"this is not a database" * 100)
    said = newcomer.asks("doctor", "--json")
    assert said.code == 8
    database = next(row for row in said.json["examined"] if row["name"] == "database")
    assert database["state"] == "broken"
    assert not said.json["healthy"]
    assert newcomer.asks("doctor").code == 8


def test_the_doctor_says_who_asks_edgar_and_which_way_without_passwords(
    newcomer: Newcomer,
) -> None:
    said = newcomer.asks("doctor", "--json")
    found = {row["name"]: row for row in said.json["examined"]}
    assert found["EDGAR agent"]["state"] == "missing"
    assert "BOOKRUNNER_EDGAR_AGENT" in found["EDGAR agent"]["adds"]
    assert found["EDGAR source"]["found"] == "the SEC's own hosts, without a proxy"
    said = newcomer.asks(
        "doctor",
        "--json",
        edgar_agent="Example Bank research@example.com",
        edgar_url="https://reader:mirrorword@mirror.example.com",
        proxy="http://ann:pass@word@proxy.example.com:8080",
    )
    found = {row["name"]: row for row in said.json["examined"]}
    assert found["EDGAR agent"]["found"] == "Example Bank research@example.com"
    assert found["EDGAR source"]["found"] == (
        "https://reader:***@mirror.example.com, through http://ann:***@proxy.example.com:8080"
    )
    assert "word@" not in said.out
