"""Two installations that differ in what stands behind one wall, and an outsider who asks both."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from shutil import copytree
from typing import Any

from starlette.testclient import TestClient

from bookrunner.app import Desk
from bookrunner.figures import Role
from bookrunner.governance import Listing, ListKind
from bookrunner.monitor import alert_rule
from bookrunner.operations.exchange import Folder
from bookrunner.operations.ingesting import ingested
from bookrunner.operations.requests import IngestRequest
from bookrunner.operations.searching import index
from bookrunner.operations.searching_shapes import IndexRequest
from bookrunner.server import application
from bookrunner.settings import settings
from tests.governance.callers import NOW, Office, office

INVENTED = "zzald-10-k_2024-03-20.htm"
OUTSIDER, INSIDER, WALL = "olga", "ian", "amber"
_MCP = {"accept": "application/json, text/event-stream", "mcp-protocol-version": "2025-06-18"}
_RANDOM = (
    re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"),
    re.compile(r"\b[0-9a-f]{32}\b"),
)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)")
_SIGNATURE = re.compile(r'("signature": ?")[^"]*')
"""Elliptic signatures of one text differ each time."""
_TRACE = re.compile(r'(\\?"trace\\?": ?\\?")[^"\\]*')
_UNEQUAL_HEADERS = {"bookrunner-trace", "content-length"}
"""The length counts the digits of times; the text itself is compared."""
_BASE, _LOCAL = "http://127.0.0.1", ("127.0.0.1", 50000)


@dataclass(frozen=True)
class Request:
    """What is asked of both, through one face."""

    face: str
    operation: str
    body: dict[str, Any] = field(default_factory=dict)


@dataclass
class World:
    """One of the two."""

    bank: Office

    def told(self, asked: Request) -> str:
        """All that the outsider receives, without traces, times of day and random names."""
        token = self.bank.tokens[OUTSIDER]
        said = _FACES[asked.face](self.bank, {"authorization": f"Bearer {token}"}, asked)
        headers = sorted(
            (name, value) for name, value in said.headers.items() if name not in _UNEQUAL_HEADERS
        )
        text = _TRACE.sub(r"\1", f"{said.status_code}\n{headers}\n{said.text}")
        return _plain(_TIME.sub("TIME", _SIGNATURE.sub(r"\1", text)))

    def works(self, operation: str, body: dict[str, Any]) -> Any:
        """What the insider is told, who works beside the outsider."""
        return self.bank.asks(INSIDER, operation, body)


@dataclass
class Twins:
    """The world with the walled filing and the world without."""

    walled: World
    bare: World

    def difference(self, asked: Request) -> str:
        """Empty where the outsider is told the same in both."""
        first, second = self.walled.told(asked), self.bare.told(asked)
        if first == second:
            return ""
        at = next(
            (n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b),
            min(len(first), len(second)),
        )
        near = slice(max(0, at - 80), at + 120)
        return f"{asked}: {first[near]!r} against {second[near]!r}"


def _plain(text: str) -> str:
    """The text with each random name replaced by the order of its first appearance."""
    met: dict[str, str] = {}
    for pattern in _RANDOM:
        text = pattern.sub(lambda found: met.setdefault(found[0], f"ID{len(met)}"), text)
    return text


def _http(bank: Office, headers: dict[str, str], asked: Request) -> Any:
    if asked.operation.startswith("/"):
        return bank.client.get(asked.operation, headers=headers)
    return bank.client.post(f"/api/v1/{asked.operation}", json=asked.body, headers=headers)


def _mcp(bank: Office, headers: dict[str, str], asked: Request) -> Any:
    if asked.operation.startswith("/"):
        method, params = "resources/list", {}
    else:
        method = "tools/call"
        params = {"name": asked.operation, "arguments": asked.body}
    body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    return bank.client.post("/mcp", json=body, headers={**headers, **_MCP})


def _a2a(bank: Office, headers: dict[str, str], asked: Request) -> Any:
    headers = {**headers, "a2a-version": "1.0"}
    if asked.operation.startswith("/"):
        return bank.client.get("/a2a/v1/extendedAgentCard", headers=headers)
    data = {"operation": asked.operation, "request": asked.body}
    part = {"data": data, "mediaType": "application/json"}
    message = {"role": "ROLE_USER", "messageId": "m-1", "parts": [part]}
    return bank.client.post("/a2a/v1/message:send", json={"message": message}, headers=headers)


_FACES: dict[str, Callable[[Office, dict[str, str], Request], Any]] = {
    "http": _http,
    "mcp": _mcp,
    "a2a": _a2a,
}

WORDS = (
    "WALLX",
    "WALLY",
    "Oak Target",
    "oak",
    "0000777702",
    "oak targt",
    "HD",
    "LOW",
    "Home Depot",
    "zzzz",
)
"""Companies: the walled one by all its names and nearly so, open ones, and one that never was."""


def _company(draw: random.Random) -> str:
    return draw.choice(WORDS)


_DRAWN: dict[str, Callable[[random.Random], dict[str, Any]]] = {
    "companies": lambda draw: draw.choice([{}, {"search": _company(draw)}]),
    "filings": lambda draw: draw.choice(
        [{}, {"company": _company(draw)}, {"form": "10-K"}, {"as_of": "2024-04-01"}]
    ),
    "facts": lambda draw: {
        "company": _company(draw),
        "line": draw.choice(["revenue", "net_income", "total_debt", "revenu"]),
        "period": draw.choice(["FY2023", "FY2022", "2023Q4", "LTM"]),
    },
    "statements": lambda draw: {"company": _company(draw), "periods": draw.choice([1, 3])},
    "shares": lambda draw: {"company": _company(draw)},
    "segments": lambda draw: {"company": _company(draw)},
    "debt": lambda draw: {"company": _company(draw)},
    "quality": lambda draw: {"company": _company(draw)},
    "comps": lambda draw: {"company": _company(draw), "peers": ["LOW", _company(draw)]},
    "dcf": lambda draw: {"company": _company(draw), "peers": ["LOW"]},
    "events": lambda _: {},
    "tape": lambda draw: draw.choice([{}, {"company": _company(draw)}]),
    "alerts": lambda draw: draw.choice([{}, {"open": True}, {"companies": [_company(draw)]}]),
    "alert-rules": lambda draw: draw.choice([{}, {"name": "oak"}]),
    "remove-alert-rule": lambda _: {"name": "oak"},
    "mark-alert": lambda draw: {"number": draw.randint(1, 3), "acknowledge": True},
    "imported": lambda draw: {"kind": draw.choice(["prices", "plan", "estimates"])},
    "search": lambda draw: {
        "question": draw.choice(
            ["Oak Target revenue", "net sales increased", "WALLX", "liquidity", "Oak"]
        ),
        "count": draw.choice([1, 5, 20]),
    },
    "ask": lambda draw: {"question": f"What was the revenue of {_company(draw)} in fiscal 2023?"},
    "read": lambda draw: {"document": draw.choice(["wallx", "wallx.htm", "0000777702-24-000001"])},
    "why": lambda draw: {
        "figure": draw.choice(
            ["wallx.revenue.fy2023", "wallx", "hd.revenue.fy2023", "wallx.price", "treasury"]
        )
    },
    "source": lambda draw: {"words": draw.choice(["retailers in Texas", "revenue above 1bn"])},
    "jobs": lambda draw: draw.choice([{}, {"id": "0" * 32}]),
    "keys": lambda _: {},
    "walls": lambda draw: draw.choice([{}, {"label": WALL}, {"label": "never"}]),
    "restricted": lambda draw: draw.choice([{}, {"list": "watch"}]),
    "people": lambda _: {},
    "audit-log": lambda _: {},
    "verify": lambda _: {"folder": "folders/" + "0" * 32},
    "ingest": lambda draw: {
        "files": ["uploads/" + "0" * 32],
        "walls": draw.choice([[], [WALL]]),
    },
    "bring-over": lambda _: {"person": OUTSIDER, "label": WALL, "purpose": "x"},
    "/api/v1/operations": lambda _: {},
    "/api/v1/folders": lambda _: {},
    f"/api/v1/folders/{'a' * 32}": lambda _: {},
    "/api/v1/jobs": lambda _: {},
}

_WORK: tuple[tuple[str, dict[str, Any]], ...] = (
    ("statements", {"company": "WALLX"}),
    ("facts", {"company": "WALLX", "line": "revenue", "period": "FY2023"}),
    ("search", {"question": "Oak Target revenue"}),
    ("ask", {"question": "What was the revenue of WALLX in fiscal 2023?"}),
    ("comps", {"company": "WALLX", "peers": ["HD", "LOW"]}),
    ("companies", {"search": "oak"}),
)
"""What an insider does in between: it warms whatever is shared."""


_SLOW, _SLOW_LEFT_OUT = {"events", "source"}, 0.9


def drawn(draw: random.Random, operation: str = "") -> Request:
    """A request of the outsider."""
    chosen = operation or draw.choice(sorted(_DRAWN))
    if not operation and chosen in _SLOW and draw.random() < _SLOW_LEFT_OUT:
        chosen = draw.choice(sorted(_DRAWN.keys() - _SLOW))
    return Request(draw.choice(sorted(_FACES)), chosen, _DRAWN[chosen](draw))


def sequence(twins: Twins, seed: int, length: int = 6) -> Iterator[str]:
    """What differs in a random sequence, request by request, while the insider works."""
    draw = random.Random(seed)
    for _ in range(length):
        if draw.random() < 0.2:
            operation, body = draw.choice(_WORK)
            for world in (twins.walled, twins.bare):
                world.works(operation, body)
        found = twins.difference(drawn(draw))
        if found:
            yield found


def walled_filing(folder: Path) -> Path:
    """A filing of WALLX, Oak Target."""
    invented = files("bookrunner.sample") / "data" / "invented" / INVENTED
    text = invented.read_text(encoding="utf-8").replace("9999990001", "0000777702")
    text = re.sub(r'(name="dei:TradingSymbol"[^>]*>)[^<]*<', r"\g<1>WALLX<", text)
    text = re.sub(r'(name="dei:EntityRegistrantName"[^>]*>)[^<]*<', r"\g<1>Oak Target<", text)
    path = folder / "wallx.htm"
    path.write_text(text, encoding="utf-8")
    return path


@contextmanager
def twins_in(folder: Path) -> Iterator[Twins]:
    """Both worlds, with the outsider, the insider's account, and the same open records."""
    filing = walled_filing(folder)
    base = office(folder / "base")
    for name in (OUTSIDER, INSIDER):
        base.lets_in(name, frozenset({Role.ANALYST}))
    index(base.desk, IndexRequest())
    # The installation's own key for its agent card is made when the card is first asked for.
    base.gets(OUTSIDER, "/.well-known/agent-card.json")
    with ExitStack() as stack:
        worlds = []
        for name in ("walled", "bare"):
            copytree(base.desk.settings.home, folder / name)
            desk = Desk(settings({"BOOKRUNNER_HOME": str(folder / name)}))
            near = TestClient(application(desk, works=False), base_url=_BASE, client=_LOCAL)
            stack.enter_context(near)
            bank = Office(desk, near, near, base.tokens)
            if name == "walled":
                _put_behind(bank, filing)
            worlds.append(World(bank))
        yield Twins(*worlds)


def _put_behind(bank: Office, filing: Path) -> None:
    bank.opens(WALL)
    bank.brings_over(INSIDER, WALL)
    inside = bank.desk.at(replace(bank.desk.caller, walls=frozenset({WALL})))
    assert ingested(inside, IngestRequest((filing,), walls=(WALL,))).stored == 1
    index(inside, IndexRequest())
    rule = alert_rule("oak", b'title = "Oak"\non = "events"\ncompanies = ["0000777702"]\n')
    inside.alert_book.add(rule, INSIDER, frozenset({WALL}))
    since = NOW - timedelta(days=1)
    watched = Listing(
        ListKind.WATCH, "0000777702", "Oak Target", "we defend it", WALL, since, None, "control"
    )
    bank.desk.register.put_on_list(watched)
    payload = {"given": {"company": "WALLX"}, "scopes": ["read"]}
    bank.desk.board.submit(INSIDER, frozenset({WALL}), "statements", payload)
    exchange = bank.desk.settings.home / "exchange" / "folders" / ("a" * 32)
    (exchange / "files").mkdir(parents=True)
    (exchange / "files" / "pitch.pptx").write_bytes(b"deck")
    about = Folder("folders/" + "a" * 32, "pitch", INSIDER, (WALL,), True, ())
    (exchange / ".about.json").write_text(json.dumps(vars(about)))
