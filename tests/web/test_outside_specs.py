"""specs/web/outside.feature."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from pytest_bdd import given, scenarios, then, when

from bookrunner.web import AddressRefused, Undelivered, destination, is_public, post

scenarios("web/outside.feature")

HOUSE = (
    "http://example.com/",
    "https://localhost/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://[::1]/",
    "https://[::ffff:169.254.169.254]/",
    "https://[64:ff9b::10.0.0.1]/",
    "https://[2002:a00:1::]/",
    "https://[fe80::1]/",
    "https://192.168.1.1/",
    "https://100.64.0.1/",
    "https://0.0.0.0/",
    "https://224.0.0.1/",
    "https://intranet/",
    "https://db.internal/",
    "https://printer.local./",
    "https://me:secret@example.com/",
    "https://example.com#x",
    "https://example.com\\.evil/",
    "https:///x",
    "https://exa mple.com/",
    "https://example.com:99999/",
    "gopher://example.com/",
    "https://" + "a" * 3000 + ".com/",
)


@then("addresses of the house are refused and public ones are taken")
def _named() -> None:
    for url in HOUSE:
        with pytest.raises(AddressRefused):
            destination(url)
    taken = destination("https://hooks.example.com:8443/a?b=c")
    assert (taken.host, taken.port, taken.path) == ("hooks.example.com", 8443, "/a?b=c")
    assert destination("https://8.8.8.8/").host == "8.8.8.8"
    assert destination("http://desk.bank.internal/x", {"desk.bank.internal"}).scheme == "http"
    assert is_public("2606:4700:4700::1111")
    assert not is_public("fd00::1")
    assert not is_public("nonsense")


def _leading_to(addresses: list[str], _host: str, _port: int) -> list[str]:
    return addresses


@given("a name that was public and now leads into the house", target_fixture="name")
def _name() -> str:
    return "hooks.example.com"


@when("something is posted to it", target_fixture="problems")
def _posted(name: str) -> list[str]:
    problems = []
    where = destination(f"https://{name}/")
    for addresses in (["10.0.0.1"], ["93.184.215.14", "127.0.0.1"], ["::ffff:127.0.0.1"]):
        with pytest.raises(AddressRefused) as found:
            post(where, b"", {}, resolver=partial(_leading_to, addresses))
        problems.append(str(found.value))
    return problems


@then("it is refused and nothing was connected to")
def _refused(problems: list[str]) -> None:
    assert len(problems) == 3
    assert all("not public" in problem for problem in problems)


@given("a host of the bank's own network that redirects into the house", target_fixture="hosts")
def _hosts() -> Iterator[tuple[int, list[str]]]:
    heard: list[str] = []

    class Second(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
            """Nothing."""

    second = HTTPServer(("127.0.0.1", 0), Second)

    class First(Second):
        def do_POST(self) -> None:
            self.send_response(307)
            self.send_header("Location", f"http://127.0.0.1:{second.server_port}/secret")
            self.end_headers()

    first = HTTPServer(("127.0.0.1", 0), First)
    servers = (first, second)
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield first.server_port, heard
    for server in servers:
        server.shutdown()
        server.server_close()


@when("something is posted to that host", target_fixture="problem")
def _sent(hosts: tuple[int, list[str]]) -> str:
    inside = {"localhost"}
    where = destination(f"http://localhost:{hosts[0]}/hook", inside)
    with pytest.raises(Undelivered) as found:
        post(where, b"{}", {}, inside=inside, resolver=lambda _host, _port: ["127.0.0.1"])
    return str(found.value)


@then("it did not arrive, and the second place heard nothing")
def _not_followed(problem: str, hosts: tuple[int, list[str]]) -> None:
    assert "307" in problem
    assert hosts[1] == []
