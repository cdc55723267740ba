"""A model's server on loopback that does what its script says, however bad."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What the server sends back."""

    body: bytes = b""
    status: int = 200
    kind: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    announced: int | None = None
    """A length other than the true one; the connection ends after the body."""
    after_s: float = 0.0


@dataclass
class Heard:
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def said(self) -> Any:
        return json.loads(self.body)


@dataclass
class Server:
    url: str
    answers: list[Answer] = field(default_factory=list)
    """In order; the last is repeated."""
    heard: list[Heard] = field(default_factory=list)
    obey: Callable[[Heard], Answer] | None = None


def completion(text: str, finish: str = "stop", tokens: tuple[int, int] = (10, 5)) -> Answer:
    """A chat completion."""
    said = {
        "choices": [{"message": {"content": text}, "finish_reason": finish}],
        "usage": {"prompt_tokens": tokens[0], "completion_tokens": tokens[1]},
    }
    return Answer(json.dumps(said).encode())


def streamed(*parts: str, done: bool = True) -> Answer:
    """A chat completion in events."""
    said = [{"choices": [{"delta": {"content": part}}]} for part in parts]
    events = [f"data: {json.dumps(one)}\r\n\r\n" for one in said]
    if done:
        ended = {"choices": [{"delta": {}, "finish_reason": "stop"}]}
        used = {"choices": [], "usage": {"prompt_tokens": 10, "completion_tokens": 5}}
        events += [f"data: {json.dumps(ended)}\n\n", f": hi\n\ndata: {json.dumps(used)}\n\n"]
        events.append("data: [DONE]\n\n")
    return Answer("".join(events).encode(), kind="text/event-stream")


@contextmanager
def serving(*answers: Answer) -> Iterator[Server]:
    """The server while it runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            heard = Heard(self.path, dict(self.headers.items()), self.rfile.read(length))
            server.heard.append(heard)
            if server.obey is not None:
                answer = server.obey(heard)
            else:
                answer = server.answers[min(len(server.heard), len(server.answers)) - 1]
            time.sleep(answer.after_s)
            try:
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.kind)
                size = len(answer.body) if answer.announced is None else answer.announced
                self.send_header("Content-Length", str(size))
                for name, value in answer.headers:
                    self.send_header(name, value)
                self.send_header("Connection", "close")
                self.end_headers()
                self.wfile.write(answer.body)
            except OSError:
                return

        do_GET = do_POST  # noqa: N815 - theirs

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - theirs
            return

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    server = Server(f"http://127.0.0.1:{listening.server_port}", list(answers))
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()
