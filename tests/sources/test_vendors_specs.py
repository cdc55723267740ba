"""specs/sources/vendors.feature, against a server that says what a script tells it."""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.app import desk
from tests.faces.asking import Newcomer, Said
from tests.sources import vendor_server
from tests.sources.vendor_server import KEY

scenarios("sources/vendors.feature")

TABLES = """
[vendors.example.tables.estimates]
tool = "consensus"
arguments = { symbol = "{ticker}" }
rows = "/data"
as_of = "/asOf"
columns = { symbol = "ticker", metric = "line", "/period/name" = "period", "/period/end" = "period_end", mean = "value" }
set = { unit = "USD million" }

[vendors.example.tables.prices]
tool = "closes"
arguments = { symbol = "{ticker}", until = "{as_of}" }
columns = { px_last = "close" }
set = { currency = "USD" }

[vendors.example.tables.ratings]
tool = "essay"

[vendors.example.tables.curves]
tool = "sleepy"

[vendors.example.tables.league-table]
tool = "rankings"

[vendors.example.tables.market-series]
tool = "consensus"
arguments = { symbol = "{ticker}" }
"""  # noqa: E501


@dataclass
class World:
    folder: Path
    file: Path
    seconds: int = 30
    headers: list[dict[bytes, bytes]] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)

    def writes(self, way: str, tables: str = TABLES, licence: str = 'licence = "internal"') -> None:
        key = self.folder / "key"
        key.write_text(KEY)
        self.file.write_text(
            f'[vendors.example]\ntitle = "Example Data"\n{licence}\nseconds = {self.seconds}\n'
            f'key_file = "{key}"\n{way}\n{tables}'
        )

    def asks(self, *arguments: object, **settings: str) -> Said:
        newcomer = Newcomer(self.folder / "home")
        said = newcomer.asks(*arguments, "--json", vendors=str(self.file), **settings)
        self.said.append(said)
        return said

    @property
    def answer(self) -> Any:
        assert self.said[-1].code == 0, self.said[-1].out
        return self.said[-1].json


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, tmp_path / "vendors.toml")


@pytest.fixture
def open_things() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


COMMAND = json.dumps([sys.executable, vendor_server.__file__])
PROGRAM = f'command = {COMMAND}\nkey_variable = "VENDOR_KEY"'


@given("a vendor over standard input")
def _(world: World) -> None:
    world.writes(PROGRAM)


@given("a vendor over HTTP")
def _(world: World, open_things: ExitStack) -> None:
    url, app = open_things.enter_context(vendor_server.served())
    world.headers = app.headers
    world.writes(f'url = "{url}"')


@given("a vendor over HTTP that may take a second")
def _(world: World, open_things: ExitStack) -> None:
    world.seconds = 1
    world.writes(f'url = "{open_things.enter_context(vendor_server.served())[0]}"')


@given("a vendor that is not there")
def _(world: World) -> None:
    world.writes('url = "http://127.0.0.1:9/mcp"')


@given(parsers.parse("a file of vendors with {line}"))
def _(world: World, line: str) -> None:
    tables, way, licence = TABLES, PROGRAM, 'licence = "internal"'
    if line.startswith("arguments"):
        tables = TABLES.replace("{ticker}", "{tickr}")
    elif line.startswith("licence"):
        licence = line
    elif line.startswith("url"):
        way = line
    else:
        way = f"{way}\n{line}"
    world.writes(way, tables, licence)


@when(parsers.parse("its {kind} of {companies} are fetched as of {day}"))
def _(world: World, kind: str, companies: str, day: str) -> None:
    world.asks("fetch-vendor", "example", kind, companies, "--as-of", day)


@when(parsers.re(r"its (?P<kind>\w+) of (?P<companies>(?:[A-Z]+(?:, | and )?)+) are fetched"))
def _(world: World, kind: str, companies: str) -> None:
    named = companies.replace(" and ", ",").replace(", ", ",")
    world.asks("fetch-vendor", "example", kind, named)


@when("its estimates of HD are fetched behind oak")
def _(world: World) -> None:
    world.asks("fetch-vendor", "example", "estimates", "HD", "--walls", "oak", walls="oak")
    assert world.answer["tables"][0]["table"]["kept"] == 2


@when(parsers.re(r"its (?P<kind>[a-z-]+) are fetched"))
def _(world: World, kind: str) -> None:
    world.asks("fetch-vendor", "example", kind)


@when("the vendors are checked")
def _(world: World) -> None:
    world.asks("vendors", "--check")


@then("the estimate of EBITDA is 24,900,500,000 USD from /answer/data/0/mean of Example Data")
def _(world: World) -> None:
    assert world.answer["tool"] == "consensus"
    said = world.asks("facts", "HD", "--line", "ebitda", "--period", "FY2025")
    assert said.code == 0, said.err
    kept = world.asks("imported", "estimates", "HD")
    row = next(one for one in kept.json["rows"] if one["values"]["line"] == "ebitda")
    assert row["cells"]["value"] == "/answer/data/0/mean"
    assert (row["source"], row["licence"], row["as_of"]) == (
        "Example Data", "internal", "2024-08-30"
    )  # fmt: skip
    assert row["values"]["value"] == "24900.5"
    assert said.json["value"] == 24_900_500_000
    why = world.asks("why", said.json["id"])
    assert "/answer/data/0/mean" in why.out, why.out
    assert "Example Data" in why.out


@then("the answer is kept with the tool, what it was asked and who answered")
def _(world: World) -> None:
    digest = world.said[0].json["tables"][0]["digest"]
    content = desk({"BOOKRUNNER_HOME": str(world.folder / "home")}).blobs.get(digest)
    kept = json.loads(content)
    assert (kept["vendor"], kept["server"]) == ("Example Data", "Example Data 3.1")
    assert (kept["tool"], kept["arguments"]) == ("consensus", {"symbol": "HD"})
    assert kept["answer"]["data"] == [
        {**row, "licensed_to": "***"} for row in vendor_server.CONSENSUS
    ]
    if world.headers:
        assert all(one[b"authorization"].decode() == f"Bearer {KEY}" for one in world.headers)


@then("the row without a number is named and left out")
def _(world: World) -> None:
    table = world.said[0].json["tables"][0]["table"]
    assert (table["received"], table["kept"], table["rejected"]) == (3, 2, 1)
    assert "value is empty" in table["findings"][0]["message"]


@then("the closing price of HD on 2024-08-29 is 367.1 and none is known of the day after")
def _(world: World) -> None:
    assert world.answer["tables"][0]["table"]["kept"] == 2
    rows = world.asks("imported", "prices", "HD").json["rows"]
    assert {row["values"]["date"]: row["values"]["close"] for row in rows} == {
        "2024-08-28": "364.9", "2024-08-29": "367.1"
    }  # fmt: skip


@then(parsers.parse('it is refused because "{why}"'))
def _(world: World, why: str) -> None:
    assert world.said[-1].code != 0
    assert why in world.said[-1].json["error"]["message"]


@then('HD is kept, LOW says "not subscribed" and WMT says "is empty"')
def _(world: World) -> None:
    hd, low, wmt = world.answer["tables"]
    assert (hd["table"]["kept"], low["table"], wmt["table"]) == (2, None, None)
    assert "not subscribed" in low["problem"]
    assert "is empty" in wmt["problem"]


@then("nothing that was said or kept holds the key")
def _(world: World) -> None:
    assert world.headers
    assert all(KEY not in one.out + one.err for one in world.said)
    kept = [path for path in (world.folder / "home").rglob("*") if path.is_file()]
    assert kept
    assert not [path for path in kept if KEY.encode() in path.read_bytes()]


@then(parsers.parse("nothing of {kind} was kept"))
def _(world: World, kind: str) -> None:
    rows = world.asks("imported", kind).json["rows"]
    assert not [row for row in rows if row["source"] == "Example Data"]


@then("it is said that it has no tool rankings")
def _(world: World) -> None:
    (one,) = world.answer["vendors"]
    assert one["server"].startswith("Example Data 3.1, protocol ")
    assert (one["reachable"], one["problem"]) == (False, "it has no tool rankings")
    assert KEY not in world.said[-1].out


@then("who was not brought over oak sees no estimate")
def _(world: World) -> None:
    assert world.asks("imported", "estimates", "HD", walls="oak").json["rows"]
    assert world.asks("imported", "estimates", "HD").json["rows"] == []
