import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.figures import BookrunnerError
from bookrunner.sources import (
    Circuit,
    CircuitOpen,
    Edgar,
    Limits,
    ListedFiling,
    NotThere,
    Pace,
    Requests,
    SourceUnavailable,
    Submissions,
)
from tests.faces.asking import Newcomer, Said, filing
from tests.sources import archive as served
from tests.sources.archive import ACCESSION, CIK, FAULTS, FILING, GONE, NEWER, Archive, archive

scenarios("sources/edgar.feature")

LISTED = ListedFiling(CIK, "Invented Works Inc", "10-K", ACCESSION, date(2024, 3, 1))
AGENT = "Example Bank research@example.com"


@dataclass
class World:
    archive: Archive
    folder: Path
    now: float = 1000.0
    """The circuit's clock."""
    answer: Submissions | None = None
    lists: list[Submissions] = field(default_factory=list)
    error: BookrunnerError | None = None
    missing: list[str] = field(default_factory=list)
    said: Said | None = None

    def __post_init__(self) -> None:
        requests = Requests(
            AGENT,
            Pace(self.folder / "pace"),
            (self.archive.url,),
            limits=Limits(seconds=1.0, wait_first=0.02, throttled=0.02, attempts=3),
            circuit=Circuit(clock=lambda: self.now),
        )
        url = self.archive.url
        self.edgar = Edgar(requests, self.folder / "cache", www=url, data=url)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with archive() as running:
        yield World(running, tmp_path)


@given("an archive on loopback")
def _(world: World) -> None:
    assert world.archive.url


@given(parsers.re(r"an archive on loopback that first answers (?P<fault>.+)"))
def _(world: World, fault: str) -> None:
    world.archive.faults.append(FAULTS[fault])


@given(parsers.re(r"an archive on loopback that always answers (?P<fault>.+)"))
def _(world: World, fault: str) -> None:
    world.archive.always = FAULTS[fault]


@given("an archive on loopback that breaks off a filing in the middle")
def _(world: World) -> None:
    world.archive.faults.append(served.half)


@given("an archive on loopback that breaks off a filing and then changes it")
def _(world: World) -> None:
    def half_then_change(handler: Any, body: bytes) -> None:
        served.half(handler, body)
        world.archive.filing = NEWER

    world.archive.faults.append(half_then_change)


@given("an archive on loopback whose index lists a filing that is gone")
def _(world: World) -> None:
    assert GONE.encode() in served.INDEX


@when("a company's list of filings is asked for")
def _(world: World) -> None:
    world.answer = world.edgar.submissions(CIK)


@when("a company's list of filings is asked for twice")
def _(world: World) -> None:
    world.lists = [world.edgar.submissions(CIK) for _ in range(2)]


@when("a company's list of filings is asked for, damaged on disk and asked for again")
def _(world: World) -> None:
    world.lists = [world.edgar.submissions(CIK)]
    [kept] = [path for path in (world.folder / "cache").iterdir() if not path.suffix]
    kept.write_bytes(kept.read_bytes().replace(b"10-K", b"10-Q"))
    world.lists.append(world.edgar.submissions(CIK))


@when("a filing is fetched")
def _(world: World) -> None:
    try:
        world.edgar.fetch(LISTED, world.folder / "filings")
    except BookrunnerError as error:
        world.error = error


@when("four processes each fetch ten lists")
def _(world: World) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from bookrunner.sources import Edgar, Pace, Requests\n"
        "url, folder = sys.argv[1], Path(sys.argv[2])\n"
        "requests = Requests('Example a@example.com', Pace(folder / 'pace'), (url,))\n"
        "edgar = Edgar(requests, folder / sys.argv[3], www=url, data=url)\n"
        "[edgar.submissions('999001') for _ in range(10)]\n"
    )
    arguments = [sys.executable, "-c", program, world.archive.url, str(world.folder)]
    running = [subprocess.Popen([*arguments, str(n)]) for n in range(4)]
    assert [process.wait(60) for process in running] == [0] * 4


@when("it has failed five times")
def _(world: World) -> None:
    for _ in range(2):
        with pytest.raises(SourceUnavailable):
            world.edgar.submissions(CIK)
    assert len(world.archive.asked) == 5


@when("the day's filings are fetched")
def _(world: World) -> None:
    listed, findings = world.edgar.daily_index(date(2024, 3, 1))
    assert not findings
    for one in listed:
        try:
            world.edgar.fetch(one, world.folder / "filings")
        except NotThere as error:
            world.missing.append(str(error))


@then("every request named the agent")
def _(world: World) -> None:
    assert [asked.headers["user-agent"] for asked in world.archive.asked] == [AGENT]


@then("no second saw more than 8 requests")
def _(world: World) -> None:
    times = sorted(asked.at for asked in world.archive.asked)
    assert len(times) == 40
    assert all(later - earlier > 1.0 for earlier, later in zip(times, times[8:], strict=False))


@then("the list has its filing")
def _(world: World) -> None:
    assert world.answer is not None
    assert [filing.accession for filing in world.answer.filings] == [ACCESSION]


@then(parsers.parse("it was asked for {times:d} times"))
def _(world: World, times: int) -> None:
    assert len(world.archive.asked) == times


@then(parsers.re(r"it ends with (?P<name>\w+)"))
def _(world: World, name: str) -> None:
    assert type(world.error).__name__ == name


@then("no file is left under the filing's name")
def _(world: World) -> None:
    assert not (world.folder / "filings" / f"{ACCESSION}.txt").exists()


@then('the second answer was "not modified" and the list is the same')
def _(world: World) -> None:
    assert world.archive.answered == [200, 304]
    assert world.lists[0] == world.lists[1]


@then("the second request was unconditional and the list is the same")
def _(world: World) -> None:
    assert world.archive.answered == [200, 200]
    assert world.lists[0] == world.lists[1]


@then("the file holds the filing byte for byte")
def _(world: World) -> None:
    assert (world.folder / "filings" / f"{ACCESSION}.txt").read_bytes() == FILING
    assert sorted(path.name for path in (world.folder / "filings").iterdir()) == [
        f"{ACCESSION}.txt"
    ]


@then("the file holds the new filing byte for byte")
def _(world: World) -> None:
    assert world.error is None
    assert (world.folder / "filings" / f"{ACCESSION}.txt").read_bytes() == NEWER


@then("the second request asked only for the rest")
def _(world: World) -> None:
    assert world.archive.asked[1].headers["range"] == f"bytes={len(FILING) // 2}-"
    assert world.archive.answered == [200, 206]


@then("the next request is refused without asking")
def _(world: World) -> None:
    with pytest.raises(CircuitOpen):
        world.edgar.submissions(CIK)
    assert len(world.archive.asked) == 5


@then("after a minute one request goes through")
def _(world: World) -> None:
    world.now += 61
    with pytest.raises(CircuitOpen):
        world.edgar.submissions(CIK)
    assert len(world.archive.asked) == 6


@then("the others are there and the gone one is named")
def _(world: World) -> None:
    assert [path.stem for path in (world.folder / "filings").iterdir()] == [ACCESSION]
    assert len(world.missing) == 1
    assert GONE in world.missing[0]


@given("an archive on loopback with a 10-K of Testwick Stores")
def _(world: World) -> None:
    header = (
        f"<SEC-DOCUMENT>{ACCESSION}.txt : 20240301\n<SEC-HEADER>\n"
        f"ACCESSION NUMBER:\t\t{ACCESSION}\nCONFORMED SUBMISSION TYPE:\t10-K\n"
        "CONFORMED PERIOD OF REPORT:\t20231231\nFILED AS OF DATE:\t\t20240301\n</SEC-HEADER>\n"
        "<DOCUMENT>\n<TYPE>10-K\n<SEQUENCE>1\n<TEXT>\n<XBRL>\n"
    )
    end = b"\n</XBRL>\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
    world.archive.filing = header.encode() + filing() + end


@when("its filings are fetched at the command line")
def _(world: World) -> None:
    world.said = fetching(world, edgar_agent=AGENT)


@when("filings are fetched at the command line without naming an agent")
def _(world: World) -> None:
    world.said = fetching(world)


def fetching(world: World, **settings: str) -> Said:
    newcomer = Newcomer(world.folder / "home")
    return newcomer.asks(
        "fetch", "--companies", CIK, "--json", edgar_url=world.archive.url, **settings
    )


@then("one filing was listed, fetched and stored")
def _(world: World) -> None:
    assert world.said is not None
    answer = world.said.json
    assert (answer["listed"], answer["fetched"], answer["kept"], answer["failed"]) == (1, 1, 0, [])
    assert answer["ingested"]["stored"] == 1


@then("its revenue can be asked for")
def _(world: World) -> None:
    said = Newcomer(world.folder / "home").asks(
        "facts", "ZZTW", "--line", "revenue", "--period", "FY2023", "--json"
    )
    assert said.json["value"] == 1_250_500_000
    assert said.json["accession"] == ACCESSION


@then("fetching again fetches and stores nothing")
def _(world: World) -> None:
    answer = fetching(world, edgar_agent=AGENT).json
    assert (answer["listed"], answer["fetched"], answer["kept"]) == (1, 0, 1)
    assert answer["ingested"]["stored"] == 0


@then("the error says how to name one")
def _(world: World) -> None:
    assert world.said is not None
    assert "BOOKRUNNER_EDGAR_AGENT" in world.said.out
    assert world.said.code != 0


@then("the archive was not asked")
def _(world: World) -> None:
    assert world.archive.asked == []
