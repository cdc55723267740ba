"""The promises of specs/monitor/events.feature, kept on invented filings."""

import csv
import gzip
from collections.abc import Callable, Sequence
from pathlib import Path

from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.app import desk
from bookrunner.documents import Document, accession_in, parse
from bookrunner.monitor import Event, events_of, in_order
from bookrunner.operations.events import told
from bookrunner.operations.events_shapes import EventLine, EventsRequest
from bookrunner.operations.ingesting import ingested
from bookrunner.operations.requests import IngestRequest
from tests.monitor.invented import current, filing

scenarios("monitor/events.feature")


def read(content: bytes) -> Document:
    return parse(content, name="d.txt")


@given(parsers.parse('an 8-K whose Item {item} says "{words}"'), target_fixture="content")
def _(item: str, words: str) -> bytes:
    return current(item, words)


@given(parsers.parse("a filing of form {form}"), target_fixture="content")
def _(form: str) -> bytes:
    return filing(form, "Common stock of Mossgate Systems, Inc.")


@given(parsers.parse('a 10-Q that says "{words}"'), target_fixture="content")
def _(words: str) -> bytes:
    return filing("10-Q", "FORM 10-Q", words)


def _vote(votes_for: str, against: str) -> bytes:
    table = (
        "<table><tr><td>Votes For</td><td>Votes Against</td><td>Abstentions</td></tr>"
        "<tr><td>{}</td><td>{}</td><td>1,204,000</td></tr></table>"
    )
    return current(
        "5.07",
        "The annual meeting of shareholders was held on June 2, 2025.",
        "1. Advisory vote on executive compensation",
        table.format(votes_for, against),
        "2. Shareholder proposal on an independent chair",
        table.format("9,000,000", "83,000,000"),
    )


@given(
    parsers.parse("an 8-K of a vote with {votes_for} for and {against} against pay"),
    target_fixture="content",
)
def _(votes_for: str, against: str) -> bytes:
    return _vote(votes_for, against)


_DONE = (
    "On June 2, 2025, Mossgate Systems, Inc. completed the acquisition of Larkfield Corporation."
)


@given("an 8-K of a completed acquisition and its amendment", target_fixture="contents")
def _() -> list[bytes]:
    amended = current("2.01", f"{_DONE} The price was $81 million.", form="8-K/A", number=2)
    return [amended, current("2.01", _DONE)]


@given("an 8-K of a completed acquisition received twice", target_fixture="contents")
def _() -> list[bytes]:
    return [current("2.01", _DONE), current("2.01", _DONE)]


@when("its events are read", target_fixture="events")
def _(content: bytes) -> list[Event]:
    return events_of(read(content))


@when("their events are put in order", target_fixture="events")
def _(contents: list[bytes]) -> Sequence[Event]:
    return in_order(event for content in contents for event in events_of(read(content)))


@then(parsers.parse('the only event is "{event}" under Item {item}'))
def _(events: list[Event], event: str, item: str) -> None:
    assert [(one.event, one.item) for one in events] == [(event, item)]


@then(parsers.parse('the only event is "{event}" without an Item'))
def _(events: list[Event], event: str) -> None:
    assert [(one.event, one.item) for one in events] == [(event, "")]


@then("its quote stands at its span")
def _(events: list[Event], content: bytes) -> None:
    text = read(content).text
    assert [text[one.start : one.end] for one in events] == [one.quote for one in events]
    assert all(one.quote.startswith("On June 2, 2025") for one in events)


@then(parsers.parse('the events are "{names}"'))
def _(events: list[Event], names: str) -> None:
    assert [one.event for one in events] == names.split(", ")


@then(parsers.parse('"{event}" weighs {weight:d} because of "{driver}"'))
def _(events: list[Event], event: str, weight: int, driver: str) -> None:
    (one,) = (one for one in events if one.event == event)
    assert one.materiality == weight
    assert driver in one.drivers


@then(parsers.parse('with {votes_for} for and {against} against it is "{event}"'))
def _(votes_for: str, against: str, event: str) -> None:
    assert [one.event for one in events_of(read(_vote(votes_for, against)))] == [event]


@then(parsers.parse('the first says that "{accession}" overrides it'))
def _(events: Sequence[Event], accession: str) -> None:
    assert events[0].filed.form == "8-K"
    assert events[0].overridden_by == accession


@then(parsers.parse('the second says that it corrects "{accession}"'))
def _(events: Sequence[Event], accession: str) -> None:
    assert events[1].filed.form == "8-K/A"
    assert events[1].corrects == accession


@then("both have one key")
def _(events: Sequence[Event]) -> None:
    assert len({one.key for one in events}) == 1
    assert len(events) == 2


@then("there is one event")
def _(events: Sequence[Event]) -> None:
    assert len(events) == 1


@then(parsers.parse('an event is "{event}"'))
def _(events: list[Event], event: str) -> None:
    assert event in [one.event for one in events]


@then(parsers.parse('a 10-Q that says "{words}" has none'))
def _(words: str) -> None:
    events = events_of(read(filing("10-Q", "FORM 10-Q", words)))
    assert [one.event for one in events] == ["periodic_report"]


Rows = dict[str, set[tuple[str, str]]]
"""Items and events by accession."""
Told = Callable[[str], tuple[EventLine, ...]]


@given(parsers.parse('an 8-K kept behind the wall "{wall}"'), target_fixture="told_to")
def _(wall: str, tmp_path: Path) -> Told:
    file = tmp_path / "kept.txt"
    file.write_bytes(current("2.01", _DONE))
    home = {"BOOKRUNNER_HOME": str(tmp_path / "home")}
    ingested(desk(home), IngestRequest((file,), walls=(wall,)))

    def told_to(walls: str) -> tuple[EventLine, ...]:
        asked = EventsRequest()
        answer = told(desk(home | ({"BOOKRUNNER_WALLS": walls} if walls else {})), asked)
        return tuple(one for one in answer.events if one.cik == "9999990077")

    return told_to


@when("someone outside asks for the events of the records", target_fixture="outside")
def _(told_to: Told) -> tuple[EventLine, ...]:
    return told_to("")


@then("there is no event")
def _(outside: tuple[EventLine, ...]) -> None:
    assert outside == ()


@then(parsers.parse('someone inside sees it with the wall "{wall}"'))
def _(told_to: Told, wall: str) -> None:
    (event,) = told_to(wall)
    assert event.walls == (wall,)
    assert event.accepted == "2025-06-03T16:05:01"


@given("an 8-K and a file that is no filing", target_fixture="files")
def _(tmp_path: Path) -> tuple[Path, ...]:
    good, bad = tmp_path / "a.txt", tmp_path / "b.txt"
    good.write_bytes(current("2.01", _DONE))
    bad.write_bytes(b"")
    return good, bad


@when("the events of both are asked for", target_fixture="listed")
def _(files: tuple[Path, ...], tmp_path: Path) -> tuple[EventLine, ...]:
    return told(desk({"BOOKRUNNER_HOME": str(tmp_path)}), EventsRequest(files)).events


@then('the list holds the event and "unread"')
def _(listed: tuple[EventLine, ...]) -> None:
    assert [one.event for one in listed] == ["deal_completed", "unread"]


@given("the labels of the tuning half", target_fixture="labels")
def _(repository: Path) -> Rows:
    labels: Rows = {}
    with (repository / "benchmarks/quality/events_key.csv").open() as key:
        for row in csv.DictReader(key):
            if row["half"] == "tune":
                labels.setdefault(row["accession"], set()).add((row["item"], row["event"]))
    return labels


@when("the events of those reports are read", target_fixture="found")
def _(labels: Rows, shared_data: Path) -> Rows:
    files = (shared_data / "filings/8-K").rglob("*.gz")
    found: Rows = {}
    for file in files:
        if "items_gold" not in file.parts and accession_in(file.name) in labels:
            document = parse(gzip.decompress(file.read_bytes()), name=file.name)
            found[document.accession] = {(one.item, one.event) for one in events_of(document)}
    return found


@then("the F1 over accession, Item and event is at least 0.95")
def _(labels: Rows, found: Rows) -> None:
    wanted = {(accession, *row) for accession in found for row in labels[accession]}
    told_events = {(accession, *row) for accession, rows in found.items() for row in rows}
    assert len(wanted) > 120
    assert 2 * len(wanted & told_events) / (len(wanted) + len(told_events)) >= 0.95
