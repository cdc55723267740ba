"""The promises on the deal tape, as they are written in specs/monitor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pytest_bdd import given, scenarios, then, when

from bookrunner.app import desk
from bookrunner.deals import deal
from bookrunner.documents import Document, parse
from bookrunner.figures import Viewer
from bookrunner.ingestion import ingest
from bookrunner.monitor import Known, TapeDeal, Told, deal_tape, filed_as
from bookrunner.operations.tape import told as tape_of
from bookrunner.operations.tape_shapes import TapeRequest
from tests.deals.invented import merger, notes, offering
from tests.faces.asking import Newcomer

scenarios("monitor/tape.feature")

OAK = frozenset({"oak"})


def sent(content: bytes, number: int, day: str, *changes: tuple[str, str]) -> bytes:
    """The document under another number and day of acceptance, with other words."""
    made = content.replace(b"25-000001", f"25-{number:06}".encode()).replace(
        b"<SEC-HEADER>\n", f"<SEC-HEADER>\n<ACCEPTANCE-DATETIME>{day}160000\n".encode()
    )
    for old, new in changes:
        assert old.encode() in made
        made = made.replace(old.encode(), new.encode())
    return made


def read(content: bytes) -> tuple[Document, Told]:
    document = parse(content, name="d.txt")
    return document, Told(filed_as(document, Known()), deal(document))


Contents = Sequence[bytes]


@given("a report of a merger at 21.50 a share and a later one at 23.00", target_fixture="contents")
def raised() -> Contents:
    return (
        sent(merger(), 2, "20250716", ("$21.50", "$23.00")),
        sent(merger(), 1, "20250603"),
    )


@given("a prospectus of an offering at 14.00 a share, twice the same file",
       target_fixture="contents")  # fmt: skip
def twice() -> Contents:
    return (sent(offering(), 1, "20250306"),) * 2


@given(
    "two prospectuses of one company at 14.00 and, eight months later, at 19.00 a share",
    target_fixture="contents",
)
def later() -> Contents:
    return (
        sent(offering(), 1, "20250306"),
        sent(offering(), 2, "20251106", ("$14.00", "$19.00"), ("14.00", "19.00")),
    )


@given("a report of two tranches of notes", target_fixture="contents")
def debt() -> Contents:
    return (sent(notes(), 1, "20250505"),)


@when("the tape is made", target_fixture="deals")
def made(contents: Contents) -> Sequence[TapeDeal]:
    return deal_tape([read(content)[1] for content in contents])


@then(
    "it is one deal of M&A, whose price is 23.00 by the later report and was 21.50 by the earlier"
)
def one_merger(deals: Sequence[TapeDeal]) -> None:
    (one,) = deals
    assert (one.market, one.status, len(one.told)) == ("ma", "announced", 2)
    assert one.issuer.startswith("Mossgate")
    assert one.counterparty.startswith("Larkfield")
    (price,) = [each for each in one.terms if each.term.name == "cash_per_share"]
    assert price.term.value == Decimal("23.00")
    assert price.on == date(2025, 7, 16)
    revised = {(r.name, r.old.term.value, r.new.term.value) for r in one.revisions}
    assert ("cash_per_share", Decimal("21.50"), Decimal("23.00")) in revised
    assert {r.name for r in one.revisions} == {"cash_per_share"}


@then("every term opens at the words that state it")
def opens(deals: Sequence[TapeDeal], contents: Contents) -> None:
    texts = {document.digest: document.text for document, _ in map(read, contents)}
    for one in deals:
        assert one.terms
        for each in one.terms:
            text = texts[each.filed.digest]
            assert text[each.term.start : each.term.end] == each.term.quote


@then("it is one deal of equity, priced, with one document")
def once(deals: Sequence[TapeDeal]) -> None:
    (one,) = deals
    assert (one.market, one.status, len(one.told)) == ("ecm", "priced", 1)


@then("they are two deals, the later first, and neither is revised")
def apart(deals: Sequence[TapeDeal]) -> None:
    assert [one.told[0].on for one in deals] == [date(2025, 11, 6), date(2025, 3, 6)]
    assert not any(one.revisions for one in deals)
    assert len({one.key for one in deals}) == 2


@then("the deal of debt holds the principal of each tranche")
def tranches(deals: Sequence[TapeDeal]) -> None:
    (one,) = deals
    assert one.market == "dcm"
    held = {each.term.tranche: each.term.value for each in one.terms
            if each.term.name == "principal"}  # fmt: skip
    assert sorted(held.values(), key=str) == [Decimal(250_000_000), Decimal(400_000_000)]


@given("a report of a merger, a prospectus and a report of notes in a folder",
       target_fixture="folder")  # fmt: skip
def folder(tmp_path: Path) -> Path:
    for number, (content, day) in enumerate(
        ((merger(), "20250603"), (offering(), "20250306"), (notes(), "20250505")), start=1
    ):
        (tmp_path / f"{number}.txt").write_bytes(sent(content, number, day))
    return tmp_path


@when("`bookrunner tape` is asked for debt, for a name and since a day", target_fixture="told")
def asked(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    newcomer = Newcomer(tmp_path_factory.mktemp("home"))
    found = {}
    for name, words in (
        ("debt", ("--market", "dcm")),
        ("name", ("--company", "mossgate")),
        ("since", ("--since", "2025-06-01")),
        ("all", ()),
    ):
        said = newcomer.asks("tape", folder, *words, "--json")
        assert said.code == 0, said.err
        found[name] = [one["issuer"].split()[0] for one in said.json["deals"]]
    return found


@then("each answer holds only what was asked for")
def only(told: dict[str, list[str]]) -> None:
    assert told["debt"] == ["Tiller"]
    assert told["name"] == ["Mossgate"]
    assert told["since"] == ["Mossgate"]
    assert [one.casefold() for one in told["all"]] == ["mossgate", "tiller", "brindle"]


@given("the records with a merger behind a wall", target_fixture="home")
def walled(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    place = desk({"BOOKRUNNER_HOME": str(home)})
    path = tmp_path / "merger.txt"
    path.write_bytes(sent(merger(), 1, "20250603"))
    report = ingest([path], place.store, place.blobs, Viewer("in", OAK), walls=OAK, workers=1)
    assert len(report.stored) == 1, report
    return home


@then("an insider's tape has it and an outsider's is empty")
def by_viewer(home: Path) -> None:
    for walls, count in (("oak", 1), ("", 0)):
        place = desk({"BOOKRUNNER_HOME": str(home), "BOOKRUNNER_WALLS": walls})
        answer = tape_of(place, TapeRequest())
        assert len(answer.deals) == count
        assert all(one.walls == ("oak",) for one in answer.deals)
        assert not any("Mossgate" in one.message for one in answer.findings) or count
