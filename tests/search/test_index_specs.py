"""The promises about the index itself, as they are written in specs/search/index.feature."""

import hashlib
import resource
import signal
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.facts import Filing
from bookrunner.figures import BookrunnerError, Finding, NotFound, Viewer
from bookrunner.search import (
    FolderShelf,
    Hit,
    IndexDamaged,
    Indexed,
    IndexUnwritable,
    Query,
    StaticEmbedder,
    bring_up_to_date,
    search,
)
from bookrunner.storage import BlobCorrupt
from tests.search.reports import report

scenarios("search/index.feature")

NO_WALLS: frozenset[str] = frozenset()
EMBEDDER = StaticEmbedder()
OUTSIDE = Viewer("anybody")
ASKED = Query({"defendant": 1.0, "revenues": 1.0}, {}, {}, {}, meaning="class action")


class Blobs:
    """Files in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.damaged: set[str] = set()

    def get(self, digest: str) -> bytes:
        if digest not in self.kept:
            raise NotFound("stored file", digest)
        if digest in self.damaged:
            raise BlobCorrupt(Path(digest))
        return self.kept[digest]


@dataclass
class World:
    """Records, and indexes made of them."""

    folder: Path
    blobs: Blobs = field(default_factory=Blobs)
    filings: list[Filing] = field(default_factory=list)
    noted: Sequence[Hit] = ()
    error: BookrunnerError | None = None
    told: Indexed | None = None
    damaged: str = ""

    def keep(
        self, name: str, year: int, walls: frozenset[str] = NO_WALLS, *, cik: str = ""
    ) -> Filing:
        content = report(name, year, revenue=1_000 + year, cik=cik)
        filing = Filing(
            digest=hashlib.sha256(content).hexdigest(),
            cik="",
            form="10-K",
            name=f"{name.split(maxsplit=1)[0].lower()}-{year}.htm",
            walls=walls,
        )
        self.blobs.kept[filing.digest] = content
        self.filings.append(filing)
        return filing

    def shelf(self) -> FolderShelf:
        return FolderShelf(self.folder, EMBEDDER)

    def follow(self, viewer: Viewer = OUTSIDE) -> Indexed:
        seen = [one for one in self.filings if one.walls <= viewer.walls]
        return bring_up_to_date(self.shelf(), seen, [], self.blobs, viewer=viewer, workers=1)

    def hits(self) -> Sequence[Hit]:
        return self.shelf().index(NO_WALLS).find(ASKED, among=None, count=20)

    @property
    def index(self) -> Path:
        [said] = self.folder.glob("*/*/walls.json")
        return said.parent


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "search")


@given("an index of two reports of which a search is noted")
def _(world: World) -> None:
    world.keep("Ashdale Mills", 2021)
    world.keep("Birchwood Energy", 2022)
    assert world.follow().documents == 2
    world.noted = world.hits()
    assert len({hit.digest for hit in world.noted}) == 2


@then("the search gives what was noted")
def _(world: World) -> None:
    assert _plain(world.hits()) == _plain(world.noted)


def _plain(hits: Sequence[Hit]) -> list[Any]:
    return sorted(
        (h.digest, h.passage.start, round(h.score, 4), round(h.nearness, 4)) for h in hits
    )


# ------------------------------------------------------------------------------- damage


@when("its list of documents is broken")
def _(world: World) -> None:
    path = world.index / "documents.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"year"', b'"yeti"', 1))


@when("its list of walls is broken")
def _(world: World) -> None:
    (world.index / "walls.json").write_text("[", encoding="utf-8")


@then("nobody sees it until the next run, which mends it")
def _(world: World) -> None:
    assert world.shelf().visible(OUTSIDE) == []
    world.follow()
    assert len(world.shelf().visible(OUTSIDE)) == 1
    assert _plain(world.hits()) == _plain(world.noted)


@when("another report is kept and its file is damaged")
def _(world: World) -> None:
    world.damaged = world.keep("Cedarholm Paper", 2023, cik="9999990103").digest


@then("the next run names the damaged file, and the one after it is mended indexes it")
def _(world: World) -> None:
    world.blobs.damaged.add(world.damaged)
    told = world.follow()
    assert [one.code for one in told.findings] == ["search.file-damaged"]
    assert told.documents == 0
    world.blobs.damaged.clear()
    told = world.follow()
    assert (told.documents, told.findings) == (1, ())


@when("its vectors are cut short")
def _(world: World) -> None:
    path = world.index / "vectors.i8"
    path.write_bytes(path.read_bytes()[:-300])


@when("its words are gone")
def _(world: World) -> None:
    for path in (world.index / "words").iterdir():
        path.unlink()


@when("a file of its words is overwritten")
def _(world: World) -> None:
    for path in (world.index / "words").glob("*.store"):
        content = bytearray(path.read_bytes())
        middle = len(content) // 3
        content[middle : middle + 64] = bytes(64)
        path.write_bytes(content)


@then("using it ends with IndexDamaged")
def _(world: World) -> None:
    with pytest.raises(IndexDamaged, match="bookrunner index"):
        world.hits()


@then("the next run makes it again, says so, and the search gives what was noted")
def _(world: World) -> None:
    told = world.follow()
    assert [finding.code for finding in told.findings] == ["search.rebuilt"]
    assert told.documents == 2
    assert _plain(world.hits()) == _plain(world.noted)
    assert world.follow() == Indexed(0, 0, 0)


@when("a line is begun in its list of documents and not finished")
def _(world: World) -> None:
    with (world.index / "documents.jsonl").open("a") as file:
        file.write('{"digest": "ab')


@then("another report can be added and both lists agree")
def _(world: World) -> None:
    added = world.keep("Ashdale Mills", 2023)
    assert world.follow().documents == 1
    kept = world.shelf().index(NO_WALLS)
    assert {one.digest for one in kept.entries()} == {one.digest for one in world.filings}
    assert kept.passages(added.digest)


# ----------------------------------------------------------------------------- full disk


@contextmanager
def full_disk(most: int) -> Iterator[None]:
    """No file may grow beyond so many bytes, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@when("another report is added while the disk takes no more")
def _(world: World) -> None:
    world.keep("Ashdale Mills", 2023)
    with full_disk(16):
        try:
            world.follow()
        except IndexUnwritable as error:
            world.error = error


@then("that ends with IndexUnwritable")
def _(world: World) -> None:
    assert isinstance(world.error, IndexUnwritable)
    assert "make room" in str(world.error)


@then("when there is room the report is added")
def _(world: World) -> None:
    told = world.follow()
    assert told.documents == 1
    assert len(world.shelf().index(NO_WALLS).entries()) == 3


# ---------------------------------------------------------------------------- the records


@when('the second report is kept behind the wall "quartz" instead')
def _(world: World) -> None:
    world.filings[1] = replace(world.filings[1], walls=frozenset({"quartz"}))
    world.follow()


@then("outside only the first is found")
def _(world: World) -> None:
    assert {hit.digest for hit in world.hits()} == {world.filings[0].digest}


@then("inside both are found")
def _(world: World) -> None:
    inside = Viewer("insider", frozenset({"quartz"}))
    assert world.follow(inside).documents == 1
    found = search("class action over labels", world.shelf().visible(inside))
    assert {one.entry.digest for one in found} == {one.digest for one in world.filings}


@when("a report whose file is not kept is to be indexed with one that is")
def _(world: World) -> None:
    lost = world.keep("Birchwood Energy", 2023)
    del world.blobs.kept[lost.digest]
    world.keep("Ashdale Mills", 2023)
    world.told = world.follow()


@then("1 is indexed and 1 is without words")
def _(world: World) -> None:
    assert world.told is not None
    assert (world.told.documents, world.told.without_words) == (1, 1)


@then("the account of the two holds")
def _(world: World) -> None:
    assert world.told is not None
    assert world.told.findings == ()


def test_a_filing_that_is_lost_on_the_way_is_an_error(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.keep("Ashdale Mills", 2021)
    world.keep("Birchwood Energy", 2022)
    from bookrunner.search import shelf

    whole = shelf._read_all
    monkeypatch.setattr(shelf, "_read_all", lambda *args: list(whole(*args))[1:])
    told = world.follow()
    [finding] = told.findings
    assert isinstance(finding, Finding)
    assert "index" in finding.message


# ------------------------------------------------------------------------------- privacy


@when(parsers.parse('a report is kept behind the wall "{wall}"'))
def _(world: World, wall: str) -> None:
    world.keep("Ashdale Mills", 2022, frozenset({wall}))
    world.follow(Viewer("insider", frozenset({wall})))


@then('no name of a file holds "quartz" and only its owner may enter the folder')
def _(world: World) -> None:
    paths = list(world.folder.rglob("*"))
    assert len([path for path in paths if path.name == "walls.json"]) == 2
    assert not [path for path in paths if "quartz" in str(path.relative_to(world.folder))]
    [version] = world.folder.iterdir()
    assert stat.S_IMODE(version.stat().st_mode) == 0o700
