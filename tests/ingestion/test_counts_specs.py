"""The promises about counting, over stages that lose what they should not."""

import gzip
import random
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytest_bdd import given, scenarios, then, when

from bookrunner.documents import parse
from bookrunner.facts import SqlFactStore
from bookrunner.figures import PUBLIC, Finding, Viewer
from bookrunner.ingestion import IngestReport, Keys, StageCount, ingest, taken, taking
from bookrunner.storage import BlobFolder, engine
from tests.faces.asking import filing

scenarios("ingestion/counts.feature")


@dataclass
class World:
    folder: Path
    stages: list[StageCount] = field(default_factory=list)
    alarms: list[Finding | None] = field(default_factory=list)
    report: IngestReport | None = None
    findings: list[Finding] = field(default_factory=list)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


@given("a folder of two filings, a copy of one, a broken archive and a readme")
def _(world: World) -> None:
    received = world.folder / "received"
    received.mkdir()
    (received / "a.htm").write_bytes(filing())
    (received / "b.htm").write_bytes(filing(revenue="1,300.0"))
    (received / "c.htm.gz").write_bytes(gzip.compress(filing()))
    (received / "d.htm.gz").write_bytes(b"\x1f\x8b broken")
    (received / "readme.md").write_text("no filing")


@given("two hundred stages that each lose, add or exchange one of their keys")
def _(world: World) -> None:
    chance = random.Random(7)
    for n in range(200):
        keys = [f"{n}-{k}" for k in range(chance.randint(1, 60))]
        out, duplicate = keys[: len(keys) // 2], keys[len(keys) // 2 :]
        place = chance.choice([part for part in (out, duplicate) if part])
        match n % 3:
            case 0:
                place.pop(chance.randrange(len(place)))
            case 1:
                place.append(f"{n}-new")
            case _:
                place[chance.randrange(len(place))] = f"{n}-other"
        world.stages.append(StageCount("facts", Keys.of(keys), Keys.of(out), Keys.of(duplicate)))


@given("a thousand stages whose keys all come out in another order")
def _(world: World) -> None:
    chance = random.Random(8)
    for n in range(1_000):
        keys = [f"{n}-{k}" for k in range(chance.randint(0, 40))]
        others = chance.sample(keys, len(keys))
        cut = chance.randint(0, len(keys))
        rejected = {"unreadable": Keys.of(others[:cut])}
        world.stages.append(
            StageCount("files", Keys.of(keys), Keys.of(others[cut:]), rejected=rejected)
        )


@given("a filing, and a reader that loses one of its numbers")
def _(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = taking._once_each
    monkeypatch.setattr(
        taking, "_once_each", lambda *given: (whole(*given)[0][:-1], whole(*given)[1])
    )


@when("the folder is ingested")
def _(world: World) -> None:
    store = SqlFactStore(engine(f"sqlite:///{world.folder / 'store.db'}"))
    blobs = BlobFolder(world.folder / "blobs")
    world.report = ingest([world.folder / "received"], store, blobs, Viewer("tests"), workers=1)


@when("they are counted")
def _(world: World) -> None:
    world.alarms = [stage.alarm() for stage in world.stages]


@when("the filing is taken")
def _(world: World) -> None:
    document = parse(filing(), name="filing.htm")
    world.findings = list(taken(document, filing(), PUBLIC).findings)


@then("each stage's received keys are its accounted keys")
def _(world: World) -> None:
    assert world.report is not None
    stages = {count.stage: count for count in world.report.counts}
    assert stages["files"].received.count == 5
    assert stages["filings"].received.count == 3
    assert all(count.received == count.accounted for count in stages.values())


@then("there is no alarm")
def _(world: World) -> None:
    assert world.report is not None
    assert world.report.alarms == ()


@then("each of them alarms")
def _(world: World) -> None:
    assert len(world.alarms) == 200
    assert all(alarm is not None for alarm in world.alarms)


@then("none of them alarms")
def _(world: World) -> None:
    assert len(world.alarms) == 1_000
    assert not any(world.alarms)


@then("a finding says that the stage of facts does not add up")
def _(world: World) -> None:
    assert "ingestion.count" in {finding.code for finding in world.findings}
