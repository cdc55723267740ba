"""specs/faces/every_path.feature: what is routed or offered, held against the table."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import anyio
import mcp_types as types
import pytest
from mcp import Client
from pytest_bdd import given, parsers, scenarios, then, when
from starlette.routing import Route
from starlette.testclient import TestClient

from bookrunner.app import Desk
from bookrunner.faces.a2a.skills import SKILLS
from bookrunner.faces.http.front import Front
from bookrunner.faces.http.workbench import Workbench
from bookrunner.faces.mcp import prompts, resources
from bookrunner.faces.mcp.protocol import protocol
from bookrunner.faces.openbb.widgets import WIDGETS
from bookrunner.figures import Caller, Credentials, Role
from bookrunner.operations import OPERATIONS
from bookrunner.operations.doors import SingleUser
from bookrunner.operations.service import Service
from bookrunner.server import Desks, application
from bookrunner.settings import settings
from tests.faces.asking import Newcomer
from tests.faces.every_path import OPEN, PREFIXES, WAYS, Way
from tests.faces.http_asking import BASE

scenarios("faces/every_path.feature")

NAMES = {row.name for row in OPERATIONS}
REMOTE = {row.name for row in OPERATIONS if row.remote}
ALL = frozenset({Role.ANALYST, Role.REVIEWER, Role.CONTROL_ROOM, Role.ADMINISTRATOR})


@dataclass
class Server:
    """The application, taken apart."""

    desk: Desk
    app: Any

    @property
    def routed(self) -> tuple[str, ...]:
        """Each address that some face answers."""
        desks = self.app._app
        assert isinstance(self.app, Front)
        assert isinstance(desks, Desks)
        assert isinstance(desks._rest, Workbench)
        found = {id(face): face for face in desks._faces.values()}
        return tuple(path for face in found.values() for path in paths_of(face))


def paths_of(face: Any) -> Iterator[str]:
    """The addresses of a face, through whatever stands before its router."""
    inner = face
    for name in ("_door", "_app"):
        inner = getattr(inner, name, inner)
    routes = getattr(inner, "routes", None)
    if routes is None:
        yield "/mcp"
        return
    for route in routes:
        assert isinstance(route, Route), f"{route} is no plain address"
        if "{operation:operation}" in route.path:
            each = (route.path.replace("{operation:operation}", name) for name in NAMES)
            yield from (path for path in each if route.path_regex.match(path))
        else:
            yield route.path


@pytest.fixture(scope="module")
def owner(tmp_path_factory: pytest.TempPathFactory) -> Newcomer:
    return Newcomer(tmp_path_factory.mktemp("paths") / "home")


@given("every face of a server", target_fixture="server")
def _(owner: Newcomer) -> Server:
    desk = Desk(settings({"BOOKRUNNER_HOME": str(owner.home)}))
    return Server(desk, application(desk))


def declared(path: str) -> list[Way]:
    """The rows that an address falls under."""
    exact = [way for way in WAYS if way.path == path]
    if exact:
        return exact
    below = [way for way in PREFIXES if path == way.path or path.startswith(f"{way.path}/")]
    if below and path != "/api/v1/jobs":
        return below
    last = path.rpartition("/")[2]
    stands_for = {"/api/v1/{operation}": REMOTE, "/openbb/{widget}": {one.name for one in WIDGETS}}
    return [
        way
        for way in WAYS
        if way.path in stands_for
        and path.rpartition("/")[0] == way.path.rpartition("/")[0]
        and last in stands_for[way.path]
    ]


@then("each address that is routed is declared once, and each declared one is routed")
def _(server: Server) -> None:
    routed = server.routed
    assert len(routed) > len(REMOTE)
    counted = {path: len(declared(path)) for path in routed}
    assert {path: count for path, count in counted.items() if count != 1} == {}
    taken = Counter(declared(path)[0].path for path in routed)
    assert [way.path for way in (*WAYS, *PREFIXES) if not taken[way.path]] == []
    assert taken["/api/v1/{operation}"] == len(REMOTE)
    assert taken["/openbb/{widget}"] == len(WIDGETS)


@then("each tool, resource, prompt and skill leads to an operation of the table")
def _(server: Server) -> None:
    service = Service(server.desk, SingleUser(server.desk))
    caller = Caller("all", ALL, scopes=frozenset({"read", "write"}))

    async def listed() -> tuple[list[types.Tool], list[str], list[str]]:
        async with Client(protocol(service, lambda _: caller)) as client:
            tools = (await client.list_tools()).tools
            templates = (await client.list_resource_templates()).resource_templates
            told = (await client.list_prompts()).prompts
            return tools, [one.uri_template for one in templates], [one.name for one in told]

    tools, templates, told = anyio.run(listed)
    assert {tool.name for tool in tools} == REMOTE
    by_template = {kind.template: kind.operation for kind in resources.KINDS}
    assert set(by_template.values()) <= REMOTE
    # Written files are the service's own download, as at /api/v1/folders.
    assert set(templates) == {*by_template, "bookrunner://folders/{id}/{name}"}
    assert set(told) == {one.name for one in prompts.WORKFLOWS}
    for workflow in prompts.WORKFLOWS:
        named = set(re.findall(r"`([a-z-]+)`", workflow.words))
        assert named, workflow.name
        assert named <= REMOTE, workflow.name
    in_skills = [name for skill in SKILLS for name in skill.operations]
    assert set(in_skills) <= NAMES
    assert len(in_skills) == len(set(in_skills)), "an operation stands in two skills"
    assert {one.operation for one in WIDGETS} <= REMOTE


@when(parsers.parse("somebody {where} without a key asks at every address"), target_fixture="said")
def _(server: Server, where: str) -> dict[str, tuple[int, str]]:
    peer, headers = {
        "from elsewhere": ("192.0.2.7", {}),
        "through a proxy on this machine": ("127.0.0.1", {"x-forwarded-for": "192.0.2.7"}),
    }[where]
    # No lifespan is entered: whoever is refused is refused before anything is opened.
    client = TestClient(
        server.app, BASE, raise_server_exceptions=False, headers=headers, client=(peer, 50000)
    )
    said = {}
    for path in server.routed:
        address = re.sub(r"\{[a-z_]+(:[a-z]+)?\}", "0" * 32, path)
        for method in ("GET", "POST"):
            body: dict[str, Any] = {"json": {}} if method == "POST" else {}
            answer = client.request(method, address, **body)
            said[f"{method} {path}"] = (answer.status_code, answer.text)
    return said


@then("each is refused, except the open ones, which say nothing of data")
def _(server: Server, said: dict[str, tuple[int, str]]) -> None:
    open_paths = {way.path for way in WAYS if way.who == OPEN}
    refused = 0
    for asked, (status, text) in said.items():
        path = asked.partition(" ")[2]
        assert "HOME DEPOT" not in text, asked
        if path in open_paths:
            assert status in (200, 401, 404, 405), (asked, status)
            continue
        if path == "/mcp":
            # No session can be had; the protocol's own words say why.
            assert status >= 400, (asked, status, text[:200])
            continue
        assert status in (401, 405), (asked, status, text[:200])
        refused += status == 401
    assert refused > len(REMOTE)
    assert all(said[f"GET {path}"][0] == 200 for path in open_paths)


def test_a_stranger_is_nobody_without_a_key(owner: Newcomer) -> None:
    desk = Desk(settings({"BOOKRUNNER_HOME": str(owner.home)}))
    with pytest.raises(Exception, match="only this machine"):
        SingleUser(desk).caller(Credentials())
