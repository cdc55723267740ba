"""The promises about the embeddings endpoint, as specs/search/embedder.feature has them."""

import hashlib
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.figures import BookrunnerError
from bookrunner.search import (
    EndpointEmbedder,
    Entry,
    FolderShelf,
    Passage,
    PassageKind,
    Query,
    StaticEmbedder,
)

scenarios("search/embedder.feature")

KEY = "sk-secret-key"
TEXTS = ("the lawsuit was settled", "stores were opened", "rain fell in May")


def vector(text: str, dimensions: int) -> list[float]:
    """Of its letters, so that texts of like letters are near."""
    found = [0.0] * dimensions
    for letter in text:
        found[ord(letter) % dimensions] += 1.0
    return found


@dataclass
class Endpoint:
    """A scripted endpoint on this machine."""

    does: str = ""
    dimensions: int = 48
    requests: list[Any] = field(default_factory=list)
    waits: threading.Event = field(default_factory=threading.Event)
    url: str = ""
    vectors: Any = None
    error: BookrunnerError | None = None
    found: list[str] = field(default_factory=list)

    def answer(self, asked: Any) -> tuple[int, bytes]:
        self.requests.append(asked)
        late = len(self.requests) > 1
        if status := {"refuses the key": 401, "fails": 500, "redirects": 302}.get(self.does):
            return status, b"{}"
        if self.does == "answers HTML":
            return 200, b"<html>welcome</html>"
        if self.does == "does not answer in time":
            self.waits.wait(10)
        length = self.dimensions + (self.does == "changes the length" and late)
        rows = [
            {"index": n, "embedding": vector(text, length)}
            for n, text in enumerate(asked["body"]["input"])
        ]
        if self.does == "forgets a text" and late:
            rows.pop()
        if self.does == "answers NaN":
            rows[0]["embedding"] = [float("nan")] * length
        return 200, json.dumps({"data": rows[::-1]}).encode()


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    told = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked = {"path": self.path, "key": self.headers["Authorization"], "body": body}
            status, content = told.answer(asked)
            self.send_response(status)
            self.send_header("Location", "http://example.invalid/")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    told.url = f"http://127.0.0.1:{server.server_port}/v1"
    yield told
    told.waits.set()
    server.shutdown()
    server.server_close()


def embedder(endpoint: Endpoint) -> EndpointEmbedder:
    return EndpointEmbedder(endpoint.url, "bge/large:1.5", KEY, timeout_seconds=0.5)


@given("an endpoint whose vectors have 48 numbers")
def _(endpoint: Endpoint) -> None:
    endpoint.dimensions = 48


@given(parsers.parse("an endpoint that {does}"))
def _(endpoint: Endpoint, does: str) -> None:
    endpoint.does = does
    if does == "is not there":
        endpoint.url = "http://user:password@127.0.0.1:9/v1"


@when("150 texts are embedded, one of them blank")
def _(endpoint: Endpoint) -> None:
    texts = [f"text {'x' * n}" for n in range(150)]
    texts[70] = " \n"
    endpoint.vectors = embedder(endpoint).embed(texts)


@then("each has its own vector of length 1, the blank one zeros")
def _(endpoint: Endpoint) -> None:
    lengths = np.linalg.norm(endpoint.vectors, axis=1)
    assert lengths[70] == 0
    assert np.delete(lengths, 70) == pytest.approx(1.0, abs=1e-5)
    wanted = np.array(vector("text " + "x" * 149, 48))
    assert endpoint.vectors[149] == pytest.approx(wanted / np.linalg.norm(wanted), abs=1e-5)


@then("it was asked in 4 requests with the model and the key")
def _(endpoint: Endpoint) -> None:
    # One tells how long a vector is; 149 texts go in three.
    assert [len(one["body"]["input"]) for one in endpoint.requests] == [1, 64, 64, 21]
    assert {one["path"] for one in endpoint.requests} == {"/v1/embeddings"}
    assert {one["key"] for one in endpoint.requests} == {f"Bearer {KEY}"}
    assert {one["body"]["model"] for one in endpoint.requests} == {"bge/large:1.5"}


@when("three passages are indexed with it and with the built-in vectors")
def _(endpoint: Endpoint, tmp_path: Path) -> None:
    entry = Entry("d" * 64, "a.htm", "10-K", "", ("Ashdale",), (), None, 2022, None, None)
    cut = [Passage(n * 50, n * 50 + len(t), t, PassageKind.PROSE) for n, t in enumerate(TEXTS)]
    for one in (embedder(endpoint), StaticEmbedder()):
        index = FolderShelf(tmp_path, one).index(frozenset())
        index.add([(entry, cut)])
        asked = Query({}, {}, {}, {}, meaning="the lawsuits were settled")
        hits = index.find(asked, among=None, count=3)
        endpoint.found.append(max(hits, key=lambda hit: hit.nearness).passage.text)


@then("the nearest passage is found with each, in folders of their own")
def _(endpoint: Endpoint, tmp_path: Path) -> None:
    assert endpoint.found == [TEXTS[0], TEXTS[0]]
    assert len(list(tmp_path.iterdir())) == 2


@when("a text is embedded")
def _(endpoint: Endpoint) -> None:
    with pytest.raises(BookrunnerError) as raised:
        embedder(endpoint).embed(["one text", "another"])
    endpoint.error = raised.value


@then(parsers.parse("it ends with {error} and the message neither holds the key nor a password"))
def _(endpoint: Endpoint, error: str) -> None:
    assert type(endpoint.error).__name__ == error
    assert KEY not in str(endpoint.error)
    assert "password" not in str(endpoint.error)


# -------------------------------------------------------------------------- the built-in vectors

COMMON = (
    "As of and for the fiscal years ended December 31, 2022 and 2021, the Company {}, in millions."
)


@when("passages of a filing that share only its common words are embedded", target_fixture="near")
def _() -> dict[str, float]:
    goodwill, leases, matter = StaticEmbedder().embed(
        [
            COMMON.format("recorded an impairment of goodwill"),
            COMMON.format("leased stores from landlords"),
            "Goodwill was written down after an impairment test of the reporting unit.",
        ]
    )
    return {"words": float(goodwill @ leases), "matter": float(goodwill @ matter)}


@then("they are less near each other than to a passage on the same matter")
def _(near: dict[str, float]) -> None:
    assert near["words"] < near["matter"]


@then("the file of the built-in vectors is the one that its page names")
def _() -> None:
    file = resources.files("bookrunner.search") / "models" / "minilm_static.npz"
    page = Path(__file__).parents[2] / "docs" / "methods" / "search.md"
    assert hashlib.sha256(file.read_bytes()).hexdigest() in page.read_text(encoding="utf-8")
