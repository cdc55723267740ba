"""specs/faces/jobs.feature, asked of the real application."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when
from starlette.testclient import TestClient

from bookrunner.app import Desk, silence
from bookrunner.figures import Role, Viewer
from bookrunner.governance import Deal, Membership, Person, new_key
from bookrunner.operations.doors import SingleUser
from bookrunner.operations.jobs import JobFailed
from bookrunner.operations.service import Service
from bookrunner.server import application
from bookrunner.settings import settings
from tests.faces.asking import Newcomer
from tests.faces.http_asking import BASE, Site

scenarios("faces/jobs.feature")


@pytest.fixture(scope="module")
def working(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with its worker, which ends with the tests of this file."""
    newcomer = Newcomer(tmp_path_factory.mktemp("working") / "home")
    desk = Desk(settings({"BOOKRUNNER_HOME": str(newcomer.home)}))
    with TestClient(application(desk), base_url=BASE, client=("127.0.0.1", 50000)) as client:
        yield Site(newcomer, client)


@given("a server with the sample that does jobs", target_fixture="asked")
def _(working: Site) -> Site:
    working.told.clear()
    return working


@when(parsers.parse('I post a pitch of {company} as a job under the key "{key}"'))
def _(asked: Site, company: str, key: str) -> None:
    headers = {"prefer": "respond-async", "idempotency-key": key}
    asked.post("/api/v1/pitch", {"company": company, "peers": ["LOW"]}, **headers)


@then("I am told where to look")
def _(asked: Site) -> None:
    assert asked.last.status_code == 202, asked.last.text
    assert asked.last.headers["preference-applied"] == "respond-async"
    assert asked.last.headers["location"] == f"/api/v1/jobs/{asked.last.json()['id']}"


@then("the events of the job tell its progress and end with its answer")
def _(asked: Site) -> None:
    job = asked.last.json()["id"]
    events = _events(asked, job)
    assert events[-1]["state"] == "done", str(events[-1])
    assert events[-1]["id"] == job
    assert json.loads(events[-1]["answer"])["company"]
    again = asked.client.get(
        f"/api/v1/jobs/{job}/events", headers={"last-event-id": "1.0.running.0.0."}
    )
    assert again.text.count("event: job") == 1


def _events(asked: Site, job: str) -> list[Any]:
    said = asked.client.get(f"/api/v1/jobs/{job}/events")
    assert said.headers["content-type"].startswith("text/event-stream")
    lines = said.text.splitlines()
    return [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]


@then("the job's folder holds pitch.xlsx, pitch.pptx and ledger.json")
def _(asked: Site) -> None:
    job = asked.client.get(asked.last.headers["location"]).json()
    assert "T" in job["submitted_at"], "times are ISO 8601"
    assert job["folder"] == f"folders/{job['id']}"
    folder = asked.client.get(f"/api/v1/{job['folder']}").json()
    names = {one["name"] for one in folder["files"]}
    assert names >= {"pitch.xlsx", "pitch.pptx", "ledger.json"}


@then("it is the same job")
def _(asked: Site) -> None:
    first, second = (one.json()["id"] for one in asked.told[-2:])
    assert first == second


@then(parsers.parse("it is refused as {kind}"))
def _(asked: Site, kind: str) -> None:
    assert asked.last.status_code in (400, 403, 404, 409), asked.last.text
    assert asked.last.json()["type"] == f"urn:bookrunner:problem:{kind}"


@when(parsers.parse('I post a new wall "{label}" twice under the key "{key}"'))
def _(asked: Site, label: str, key: str) -> None:
    for _ in range(2):
        asked.post("/api/v1/open-wall", {"label": label}, **{"idempotency-key": key})


@when(parsers.parse('I post a new wall "{label}" under the key "{key}"'))
def _(asked: Site, label: str, key: str) -> None:
    asked.post("/api/v1/open-wall", {"label": label}, **{"idempotency-key": key})


@then(parsers.parse('both answers are the same, and there is one wall "{label}"'))
def _(asked: Site, label: str) -> None:
    first, second = asked.told[-2:]
    assert (first.status_code, first.text) == (200, second.text)
    walls = asked.client.get("/api/v1/walls").json()["walls"]
    assert [one["label"] for one in walls] == [label]


@when(parsers.parse("I post \"{address}\" as a job with '{body}'"))
def _(asked: Site, address: str, body: str) -> None:
    before = asked.client.get("/api/v1/jobs").json()["jobs"]
    asked.told.append(before)
    asked.post(address, body, prefer="respond-async")


@then("there is no job of it")
def _(asked: Site) -> None:
    assert asked.client.get("/api/v1/jobs").json()["jobs"] == asked.told[-2]


@given("a server whose jobs wait, and ann inside the wall amber", target_fixture="waiting")
def _(tmp_path: Path) -> dict[str, Any]:
    now = datetime.now(UTC) - timedelta(minutes=1)
    desk = Desk(settings({"BOOKRUNNER_HOME": str(tmp_path / "home")}))
    register, analyst = desk.register, frozenset({Role.ANALYST})
    register.open_deal(Deal("amber", "", "", "", "carol", now, None))
    register.bring_over(Membership("amber", "ann", "x", now, None, "carol"))
    tokens = {}
    for name in ("ann", "ben"):
        register.put_person(Person(name, analyst))
        scopes = frozenset({"read", "write"})
        made = new_key(name, "x", analyst, scopes, name, now, now + timedelta(days=1))
        register.keep_key(made)
        tokens[name] = made.token
    client = TestClient(application(desk), base_url=BASE, client=("127.0.0.1", 50000))
    return {"desk": desk, "client": client, "tokens": tokens}


def _asks(waiting: dict[str, Any], who: str, method: str, address: str, **headers: str) -> Any:
    kept = {"authorization": f"Bearer {waiting['tokens'][who]}", **headers}
    body: dict[str, Any] = {"json": {}} if method == "POST" else {}
    return waiting["client"].request(method, address, headers=kept, **body)


@when("ann asks for a job, and is shut out before it begins")
def _(waiting: dict[str, Any]) -> None:
    said = _asks(waiting, "ann", "POST", "/api/v1/companies", prefer="respond-async")
    assert said.status_code == 202
    waiting["job"] = said.json()["id"]
    # While it waits, the deal team knows of it and others do not.
    assert _asks(waiting, "ann", "GET", f"/api/v1/jobs/{waiting['job']}").status_code == 200
    person = waiting["desk"].register.person("ann")
    waiting["desk"].register.put_person(Person("ann", person.roles, disabled_by="dan"))


@then("the job fails as NotSignedIn")
def _(waiting: dict[str, Any]) -> None:
    desk = waiting["desk"]
    job = desk.board.job(waiting["job"], Viewer("ann", frozenset({"amber"})))
    with pytest.raises(JobFailed, match=r"^NotSignedIn: ann may no longer come in"):
        Service(desk, SingleUser(desk)).run_job(job, silence)


@then("nobody outside amber knows of the job")
def _(waiting: dict[str, Any]) -> None:
    for method, address in (
        ("GET", ""),
        ("GET", "/events"),
        ("DELETE", ""),
    ):
        said = _asks(waiting, "ben", method, f"/api/v1/jobs/{waiting['job']}{address}")
        never = _asks(waiting, "ben", method, f"/api/v1/jobs/{'0' * 32}{address}")
        assert said.status_code == never.status_code == 404
        told = [one.json() | {"trace": ""} for one in (said, never)]
        assert told[0]["detail"].replace(waiting["job"], "") == told[1]["detail"].replace(
            "0" * 32, ""
        )
    assert _asks(waiting, "ben", "GET", "/api/v1/jobs").json()["jobs"] == []


@when(parsers.parse('I submit "{operation}" with \'{body}\' under the key "{key}"'))
def _(asked: Site, operation: str, body: str, key: str) -> None:
    asked.post("/api/v1/submit-job", {"operation": operation, "request": body, "key": key})


@then(
    parsers.parse('the job "{operation}" is done in the end and answers what "{address}" answers')
)
def _(asked: Site, operation: str, address: str) -> None:
    assert asked.last.status_code == 200, asked.last.text
    job = asked.last.json()
    assert (job["operation"], job["answer"]) == (operation, "")
    assert _events(asked, job["id"])[-1]["state"] == "done"
    told = asked.client.post("/api/v1/jobs", json={"id": job["id"]}).json()["jobs"]
    assert len(told) == 1
    assert json.loads(told[0]["answer"]) == asked.client.get(address).json()
