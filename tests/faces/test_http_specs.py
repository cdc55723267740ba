"""specs/faces/http.feature, asked of the real application."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.app import Desk
from bookrunner.faces.http.openapi import REMOTE, document, is_gettable
from bookrunner.operations.serving_shapes import ServeRequest
from bookrunner.server import SignInMissing, serve
from bookrunner.settings import settings
from tests.faces.asking import Newcomer
from tests.faces.http_asking import Site, paths_of_the_server, site

scenarios("faces/http.feature")


@pytest.fixture(scope="module")
def owner(tmp_path_factory: pytest.TempPathFactory) -> Newcomer:
    """A home of its own: what is shown here is not to be found by other tests' `why`."""
    return Newcomer(tmp_path_factory.mktemp("server") / "home")


@given("a server with the sample", target_fixture="asked")
def _(owner: Newcomer) -> Site:
    return site(owner)


@given("an installation without sign-in", target_fixture="desk")
def _(owner: Newcomer) -> Desk:
    return Desk(settings({"BOOKRUNNER_HOME": str(owner.home)}))


@when(parsers.re(r'I get "(?P<address>[^"]+)"$'))
def _(asked: Site, address: str) -> None:
    asked.get(address)


@when(parsers.parse("I post \"{address}\" with '{body}'"))
def _(asked: Site, address: str, body: str) -> None:
    asked.post(address, body)


@when(parsers.parse('I get "{address}" twice, the second time with the first one\'s tag'))
def _(asked: Site, address: str) -> None:
    tag = asked.get(address).headers["etag"]
    asked.get(address, **{"if-none-match": tag})


@when(parsers.parse('I read "{address}" in pages of {size:d}'), target_fixture="pages")
def _(asked: Site, address: str, size: int) -> list[list[object]]:
    pages, following = [], f"{address}?page_size={size}"
    while following:
        said = asked.get(following)
        assert said.status_code == 200, said.text
        pages.append(said.json()["companies"])
        following = said.links.get("next", {}).get("url", "")
    return pages


@when(parsers.parse('I upload a workbook and post it to "{address}"'))
def _(asked: Site, address: str, tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("Model", 0)["A1"] = "=1+5"
    book.save(tmp_path / "model.xlsx")
    with (tmp_path / "model.xlsx").open("rb") as file:
        said = asked.client.post("/api/v1/uploads", files={"file": ("../model.xlsx", file)})
    asked.told.append(said)
    assert said.status_code == 201, said.text
    asked.post(address, {"file": said.json()["id"]})


@when(parsers.parse('I ask for "{address}" under the name "{host}"'))
def _(asked: Site, address: str, host: str) -> None:
    asked.get(address, host=host)


@when(parsers.parse('a page of "{origin}" posts to "{address}"'))
def _(asked: Site, origin: str, address: str) -> None:
    asked.post(address, {}, origin=origin)


@when(parsers.parse('I serve at "{host}"'), target_fixture="refusal")
def _(desk: Desk, host: str) -> str:
    with pytest.raises(SignInMissing) as refused:
        serve(desk, ServeRequest(host=host))
    return str(refused.value)


@then(parsers.parse("the status is {status:d}"))
def _(asked: Site, status: int) -> None:
    assert asked.last.status_code == status, asked.last.text


@then(parsers.parse('the answer is what "{line}" prints'))
def _(asked: Site, line: str) -> None:
    assert asked.last.json() == json.loads(asked.newcomer.asks(*line.split()).out)


@then(parsers.parse('the problem names "{near}" as near'))
def _(asked: Site, near: str) -> None:
    problem = asked.last.json()
    assert asked.last.headers["content-type"] == "application/problem+json"
    assert any(said.startswith(near) for said in problem["near"])
    assert problem["trace"] == asked.last.headers["bookrunner-trace"]


@then(parsers.parse('the problem\'s fields are "{first}" and "{second}"'))
def _(asked: Site, first: str, second: str) -> None:
    assert sorted(asked.last.json()["fields"]) == [first, second]


@then("the pages together are the whole list")
def _(asked: Site, pages: list[list[object]]) -> None:
    assert len(pages) > 2
    assert all(len(page) == 7 for page in pages[:-1])
    whole = asked.get("/api/v1/companies").json()["companies"]
    assert [row for page in pages for row in page] == whole


@then("no answer holds a path of the server")
def _(asked: Site) -> None:
    assert asked.last.json()["flaws"]
    assert paths_of_the_server(asked) == []


@then("it is refused with what to configure")
def _(refusal: str) -> None:
    assert "configure sign-in" in refusal


@then("each remote operation is described and answers at its address")
def _(asked: Site) -> None:
    paths = asked.get("/openapi.json").json()["paths"]
    assert paths == json.loads(json.dumps(document()["paths"]))
    for operation in REMOTE:
        described = paths[f"/api/v1/{operation.name}"]
        assert set(described) == ({"get", "post"} if is_gettable(operation) else {"post"})
        # A field that nobody knows is refused by the operation's own address, and nothing runs.
        said = asked.post(f"/api/v1/{operation.name}", {"no such field": 1})
        assert said.status_code == 400, (operation.name, said.text)
        assert "no such field" in said.json()["fields"], operation.name
