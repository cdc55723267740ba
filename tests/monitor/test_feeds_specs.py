import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, scenario, scenarios, then, when
from sqlalchemy import event

from benchmarks.quality.feeds import Entry, between, recorded, replay
from bookrunner.figures import Finding, Viewer
from bookrunner.monitor import (
    Correction,
    Counts,
    Pass,
    SeenFiling,
    Watch,
    WatchRecord,
    once_each,
    overridden,
    read_indexes,
    read_latest,
)
from bookrunner.sources import ListedFiling, NotThere, SourceUnavailable, Submissions
from bookrunner.sources.filing_lists import latest_filings
from bookrunner.storage import engine
from tests.faces.asking import Newcomer, Said, filing


@pytest.mark.soak
@scenario("monitor/feeds.feature", "Recorded pages are replayed while the watch is killed")
def test_recorded_pages_are_replayed_while_the_watch_is_killed() -> None:
    """The short form kills before each statement, within the test's own process."""


scenarios("monitor/feeds.feature")

BEGUN = datetime(2024, 3, 4, 14, 0, tzinfo=UTC)
DAY = BEGUN.date()
EVERYBODY = Viewer("analyst")
MEMBER = Viewer("member", frozenset({"swift"}))
ALL = Watch(since=DAY)


def listed(number: int, **changes: Any) -> ListedFiling:
    row = ListedFiling(
        cik=f"{999000 + number % 7:010d}",
        company=f"Invented {number % 7}",
        form=("8-K", "10-K", "4")[number % 3],
        accession=f"0000999001-24-{number:06d}",
        filed_on=DAY,
        accepted_at=BEGUN + timedelta(seconds=number),
    )
    return replace(row, **changes)


@dataclass
class Feeds:
    """Lists as EDGAR keeps them, without a network."""

    rows: list[ListedFiling] = field(default_factory=list)
    indexes: dict[date, Sequence[ListedFiling]] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    """Starts of pages that cannot be had, once."""
    arriving: Iterator[ListedFiling] = field(default_factory=lambda: iter(()))
    """One of which is filed after each page."""

    def latest(
        self, *, form: str = "", start: int = 0
    ) -> tuple[Sequence[ListedFiling], Sequence[Finding]]:
        assert not form
        if start in self.gone:
            self.gone.remove(start)
            raise SourceUnavailable("feed", "gone")
        page = self.rows[::-1][start : start + 100]
        self.rows += [one for one in [next(self.arriving, None)] if one]
        return page, []

    def daily_index(self, day: date) -> tuple[Sequence[ListedFiling], Sequence[Finding]]:
        if day not in self.indexes:
            raise NotThere(f"index of {day}")
        return self.indexes[day], []

    def submissions(self, cik: str) -> Submissions:
        raise NotThere(cik)


@dataclass
class World:
    folder: Path
    feeds: Feeds = field(default_factory=Feeds)
    passes: list[Pass] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    rows: list[ListedFiling] = field(default_factory=list)
    found: Correction | None = None
    due: int = 0
    torn: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.database = engine(f"sqlite:///{self.folder}/watch.db")
        self.record = WatchRecord(self.database)

    def passes_once(self, watch: Watch = ALL) -> None:
        self.passes.append(read_latest(self.feeds, self.record, watch))

    @property
    def told(self) -> list[str]:
        return [one.filing.accession for one in self.record.alerts(EVERYBODY)]

    def counted(self, feed: str = "latest") -> Counts:
        return self.record.counts()[feed]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


@given("a feed with an ownership report of an issuer and its director")
def _(world: World) -> None:
    report = listed(2, form="4", accepted_at=BEGUN)
    world.feeds.rows = [
        replace(report, cik="0000999102", company="Anna Example", role="Reporting"),
        replace(report, cik="0000999101", company="Invented Works", role="Issuer"),
    ]


@given("a feed of 250 filings")
def _(world: World) -> None:
    world.feeds.rows = [listed(number) for number in range(250)]


@given("a feed of 120 filings")
def _(world: World) -> None:
    world.feeds.rows = [listed(number) for number in range(120)]


@given("a feed of 12 filings")
def _(world: World) -> None:
    world.feeds.rows = [listed(number) for number in range(12)]


@given("a feed of 250 filings on which one more arrives with each page")
def _(world: World) -> None:
    world.feeds.rows = [listed(number) for number in range(250)]
    world.feeds.arriving = (listed(number) for number in range(250, 1000))


@given("a feed of 250 filings whose second page cannot be had")
def _(world: World) -> None:
    world.feeds.rows = [listed(number) for number in range(250)]
    world.feeds.gone = {100}


@when("the watch passes once")
def _(world: World) -> None:
    world.passes_once()


@when("the watch passes twice")
def _(world: World) -> None:
    world.passes_once()
    world.passes_once()


@when("the watch passes, 230 more are filed, and it passes again")
def _(world: World) -> None:
    world.passes_once()
    world.feeds.rows += [listed(number) for number in range(120, 350)]
    world.passes_once()


@when("the watch passes three times")
def _(world: World) -> None:
    for _ in range(3):
        world.due = len(world.feeds.rows)
        world.passes_once()


class Killed(BaseException):
    """As if the process had ended here."""


@when("the watch is killed before each of its statements in turn, and then passes")
def _(world: World) -> None:
    after = left = 0

    def dies(*_: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Killed

    while True:
        left = after
        event.listen(world.database, "before_cursor_execute", dies)
        try:
            world.passes_once()
        except Killed:
            event.remove(world.database, "before_cursor_execute", dies)
            world.torn.append(len(world.told))
            after += 1
        else:
            event.remove(world.database, "before_cursor_execute", dies)
            return


@when("the watch passes for one company and its annual reports")
def _(world: World) -> None:
    world.passes_once(Watch(frozenset({"0000999001"}), frozenset({"10-K"}), DAY))


@when("the watch passes, which fails, and passes again")
def _(world: World) -> None:
    with pytest.raises(SourceUnavailable):
        world.passes_once()
    assert world.told == []
    assert world.record.place("latest") == ""
    world.passes_once()


@then("it told of one filing, of the issuer")
def _(world: World) -> None:
    [told] = world.record.alerts(EVERYBODY)
    assert (told.filing.company, told.filing.cik) == ("Invented Works", "0000999101")
    assert told.filing.parties == ("0000999101", "0000999102")


@then("it counted 2 rows new and 2 known")
def _(world: World) -> None:
    assert world.counted() == Counts(read=4, new=2, known=2, failed=0)


@then("all 250 were told of, oldest first")
def _(world: World) -> None:
    assert world.told == [listed(number).accession for number in range(250)]


@then("all 350 were told of, oldest first")
def _(world: World) -> None:
    assert world.told == [listed(number).accession for number in range(350)]
    # The second pass ends at a page on which all is known: the fourth, the end of the feed.
    assert world.counted() == Counts(read=120 + 350, new=350, known=120, failed=0)


@then("all 12 were told of, oldest first")
def _(world: World) -> None:
    assert world.told == [listed(number).accession for number in range(12)]


@then("each kill left all of the pass or nothing of it")
def _(world: World) -> None:
    # A look at the place, the cursor, what is known, 12 rows and the cursor's move.
    assert len(world.torn) >= 15
    assert set(world.torn) == {0}
    assert world.counted() == Counts(read=12, new=12, known=0, failed=0)


@then("every filing on the feed before the last pass was told of once")
def _(world: World) -> None:
    assert world.due > 250
    assert world.told[: world.due] == [listed(number).accession for number in range(world.due)]
    assert len(set(world.told)) == len(world.told)


@then("it told of those alone and remembers the others as seen")
def _(world: World) -> None:
    assert world.told == [listed(1).accession]
    assert len(world.record.known([one.accession for one in world.feeds.rows])) == 12


@given("a page of the feed with an entry without an accession number")
def _(world: World) -> None:
    entry = (
        "<entry><title>8-K - Invented Works (0000999101) (Filer)</title><summary>Filed: 2024-03-04"
        "</summary><updated>2024-03-04T10:00:0{n}-05:00</updated><id>{id}</id></entry>"
    )
    good = "urn:tag:sec.gov,2008:accession-number=0000999001-24-000001"
    page = (
        '<feed xmlns="http://www.w3.org/2005/Atom">'
        + entry.format(n=1, id=good)
        + entry.format(n=0, id="urn:none")
        + "</feed>"
    )
    rows, findings = latest_filings(page.encode(), name="page")
    world.feeds.latest = lambda **_: (rows, findings)  # type: ignore[method-assign]


@when("the page is read")
def _(world: World) -> None:
    world.passes_once()


@then("1 row failed with a finding and the other was told of")
def _(world: World) -> None:
    assert world.counted() == Counts(read=2, new=1, known=0, failed=1)
    assert [one.code for one in world.passes[0].findings] == ["sources.bad-row"]
    assert world.told == ["0000999001-24-000001"]


@given("a feed of 12 filings and an index of the day with one more")
def _(world: World) -> None:
    world.feeds.rows = [listed(number) for number in range(12)]
    world.feeds.indexes = {DAY: [replace(listed(n), accepted_at=None) for n in range(13)]}


@when("the watch reads both")
def _(world: World) -> None:
    world.passes_once()
    read_indexes(world.feeds, world.record, ALL, DAY, DAY + timedelta(days=1))


@then("the one more was told of by the index and nothing twice")
def _(world: World) -> None:
    assert world.told == [listed(number).accession for number in range(13)]
    assert world.record.alerts(EVERYBODY)[-1].feed == "index"
    assert world.counted("index") == Counts(read=13, new=1, known=12, failed=0)


@given("indexes of Monday and Wednesday, but none of Tuesday")
def _(world: World) -> None:
    world.feeds.indexes = {
        DAY: [listed(1)],
        DAY + timedelta(days=2): [listed(2)],
    }


@when("the indexes are read from Monday to Thursday")
def _(world: World) -> None:
    read_indexes(world.feeds, world.record, ALL, DAY, DAY + timedelta(days=3))


@then("both days were told of and the cursor stands at Wednesday")
def _(world: World) -> None:
    assert world.told == [listed(1).accession, listed(2).accession]
    assert world.record.place("index") == "2024-03-06"


@given("an 8-K with item 5.02, one with item 2.02 and an 8-K/A with item 2.02")
def _(world: World) -> None:
    one = listed(0, cik="0000999101", form="8-K")
    world.feeds.rows = [
        replace(one, items=("2.02", "9.01")),
        replace(one, accession="0000999001-24-000001", items=("5.02",)),
        replace(
            one,
            accession="0000999001-24-000002",
            form="8-K/A",
            items=("2.02",),
            accepted_at=BEGUN + timedelta(hours=1),
        ),
    ]


@then("the amendment overrides the 8-K with item 2.02, presumed by their item")
def _(world: World) -> None:
    first, second, amendment = world.record.alerts(EVERYBODY)
    assert amendment.correction == Correction(
        "0000999001-24-000000", "presumed: the newest 8-K with item 2.02"
    )
    assert first.correction is None
    assert second.correction is None


@then("the alert of that 8-K says by what it is overridden")
def _(world: World) -> None:
    said = [one.overridden_by for one in world.record.alerts(EVERYBODY)]
    assert said == ["0000999001-24-000002", "", ""]


@given("a company's list with 10-Qs of two quarters and a 10-Q/A of the first")
def _(world: World) -> None:
    one = listed(0, cik="0000999101", form="10-Q", period_end=date(2024, 3, 31))
    second = replace(one, accession="0000999001-24-000001", period_end=date(2024, 6, 30))
    amended = replace(one, accession="0000999001-24-000002", form="10-Q/A")
    world.rows = [one, second, amended]


@given("a company's list with a 10-K/A and no 10-K before it")
def _(world: World) -> None:
    amended = listed(0, cik="0000999101", form="10-K/A")
    later = listed(
        1, cik="0000999101", form="10-K", filed_on=DAY + timedelta(days=1),
    )  # fmt: skip
    world.rows = [later, listed(2, cik="0000999101", form="8-K"), amended]


@when("what it overrides is asked for")
def _(world: World) -> None:
    seen = once_each(world.rows)
    [amendment] = [one for one in seen if one.is_amendment]
    world.found = overridden(amendment, seen)


@then("it is the 10-Q of the first quarter, because both report for 2024-03-31")
def _(world: World) -> None:
    assert world.found == Correction("0000999001-24-000000", "both report for 2024-03-31")


@then("it is none")
def _(world: World) -> None:
    assert world.found is None


@given("a folder with a 10-K of Testwick Stores and a file that is no filing")
def _(world: World) -> None:
    place = world.folder / "incoming"
    place.mkdir()
    (place / "report.htm").write_bytes(filing())
    (place / "notes.txt").write_bytes(b"\x00\x01\x02")
    long_ago = time.time() - 60
    for path in place.iterdir():
        os.utime(path, (long_ago, long_ago))


def watching(world: World, *arguments: str, **settings: str) -> Said:
    asked = ("watch", "--folder", world.folder / "incoming", "--once", "--json", *arguments)
    return Newcomer(world.folder / "home").asks(*asked, **settings)


@when("the folder is watched twice at the command line")
def _(world: World) -> None:
    world.said = [watching(world), watching(world)]


@then("the 10-K was told of in the first pass only")
def _(world: World) -> None:
    first, second = (said.json for said in world.said)
    [alert] = first["alerts"]
    assert (alert["company"], alert["form"], alert["feed"]) == ("Testwick Stores", "10-K", "folder")
    assert first["feeds"] == [{"feed": "folder", "read": 2, "new": 1, "known": 0, "failed": 1}]
    assert second["alerts"] == []
    assert second["feeds"] == [{"feed": "folder", "read": 2, "new": 0, "known": 2, "failed": 0}]


@then("the other file is named with its reason")
def _(world: World) -> None:
    [failed] = world.said[0].json["findings"]
    assert failed["code"] == "monitor.file-failed"
    assert failed["message"].startswith("notes.txt: ")


@when("the folder is watched behind a wall by somebody inside")
def _(world: World) -> None:
    world.said = [watching(world, "--walls", "swift", walls="swift")]
    assert len(world.said[0].json["alerts"]) == 1


@then("somebody outside sees no alert and no count of it")
def _(world: World) -> None:
    newcomer = Newcomer(world.folder / "home")
    outside = newcomer.asks("alerts", "--json").json
    assert outside == {"alerts": [], "totals": [], "raised": [], "suppressed": []}
    inside = newcomer.asks("alerts", "--json", walls="swift").json
    assert len(inside["alerts"]) == 1
    assert inside["totals"][0]["new"] == 1


@given("a filing that was seen behind a wall")
def _(world: World) -> None:
    seen = SeenFiling(
        listed(1).accession, "10-K", "0000999001", "Invented 1", ("0000999001",), DAY,
        walls=frozenset({"swift"}),
    )  # fmt: skip
    world.record.take("folder:swift", [seen], ALL, place="", counts=lambda _: Counts(1, 1))
    assert world.told == []
    assert len(world.record.alerts(MEMBER)) == 1


@when("the open feed lists it")
def _(world: World) -> None:
    world.feeds.rows = [listed(1)]
    world.passes_once()


@then("it is told of to those outside the wall")
def _(world: World) -> None:
    assert world.told == [listed(1).accession]


@given("the pages of latest filings as recorded", target_fixture="entries")
def _(shared_data: Path) -> Sequence[Entry]:
    return recorded(shared_data / "feeds/getcurrent")


@when("25 minutes of them are replayed at ten times their speed", target_fixture="measured")
def _(entries: Sequence[Entry], tmp_path: Path) -> Any:
    some = between(entries, "2025-12-12T16:06:00-05:00", "2025-12-12T16:31:00-05:00")
    return replay(some, tmp_path / "replay", kills=100, speed=10)


@then("after 100 kills nothing was lost, repeated or told of out of order")
def _(measured: Any) -> None:
    assert measured["filings"] == 354
    assert measured["kills"] >= 100
    assert (measured["lost"], measured["repeated"], measured["never_listed"]) == (0, 0, 0)
    assert measured["out_of_order"] == 0
