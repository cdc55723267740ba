"""specs/faces/told_again.feature: what a server remembers, and what makes it forget."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, scenarios, then, when
from starlette.testclient import TestClient

from bookrunner.app import Desk
from bookrunner.figures import READ, WRITE, Caller, Credentials, NotSignedIn, Role
from bookrunner.governance import Deal, Membership, Person, RecordUnwritable, new_key
from bookrunner.operations import doors, lines
from bookrunner.operations.doors import SignedIn, SingleUser
from bookrunner.operations.service import Service
from bookrunner.server import application
from bookrunner.settings import settings
from bookrunner.signin import SignInRefused
from tests.faces.asking import Newcomer, filing
from tests.faces.http_asking import BASE

scenarios("faces/told_again.feature")
ASKED = {"company": "ZZTW", "line": "revenue", "period": "FY2023"}
NOON = datetime.now(UTC) - timedelta(minutes=5)


@dataclass
class Serving:
    """A service in this process, and a command line in what stands for another."""

    newcomer: Newcomer
    folder: Path
    desk: Desk
    service: Service
    worked_out: list[str] = field(default_factory=list)

    def asks(self, caller: Caller | None = None, **changed: str) -> dict[str, Any]:
        answer = self.service.answer(caller or self.desk.caller, "facts", {**ASKED, **changed})
        return answer.plain

    def ingests(self, name: str, revenue: str, *, walls: str = "") -> None:
        path = self.folder / name
        path.write_bytes(filing(revenue=revenue))
        said = self.newcomer.asks("ingest", path, *(("--walls", walls) if walls else ()))
        assert said.code == 0, said.err


@given("a server that was asked for the revenue of Testwick Stores twice", target_fixture="at")
def _(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Serving:
    newcomer = Newcomer(tmp_path / "home")
    desk = Desk(settings({"BOOKRUNNER_HOME": str(tmp_path / "home")}))
    serving = Serving(newcomer, tmp_path, desk, Service(desk, SingleUser(desk), desk.recorder))
    serving.ingests("first.htm", "1,250.5")
    answered: Callable[..., Any] = lines.answered

    def counted(*given: Any) -> Any:
        serving.worked_out.append("revenue")
        return answered(*given)

    monkeypatch.setattr(lines, "answered", counted)
    assert serving.asks()["value"] == 1_250_500_000
    assert serving.asks()["value"] == 1_250_500_000
    return serving


@then("both answers are the same and the second was not worked out")
def _(at: Serving) -> None:
    assert at.worked_out == ["revenue"]


@when("another process ingests a filing with another revenue")
def _(at: Serving) -> None:
    at.ingests("second.htm", "1,300")


@then("the next answer is the new revenue")
def _(at: Serving) -> None:
    said = at.asks()
    assert {one["value"] for one in said["reports"]} == {1_250_500_000, 1_300_000_000}
    assert len(at.worked_out) == 2


@when("a filing with another revenue is kept behind the wall birch")
def _(at: Serving) -> None:
    at.ingests("draft.htm", "9,999", walls="birch")


@then("who is inside birch is told the one and who is outside the other, whoever asks first")
def _(at: Serving) -> None:
    outside = at.desk.caller
    inside = replace(outside, walls=frozenset({"birch"}))
    for who in (inside, outside, outside, inside):
        said = at.asks(who)
        reported = {one["value"] for one in said["reports"]}
        assert (9_999_000_000 in reported) is (who is inside)
        assert 1_250_500_000 in reported


@then("the audit log tells of both with what was read")
def _(at: Serving) -> None:
    lines_of_it = (at.desk.audit_log.path).read_text(encoding="ascii").splitlines()
    told = [json.loads(one) for one in lines_of_it]
    done = [one for one in told if one["operation"] == "facts" and one["outcome"] == "done"]
    assert len(done) == 2
    assert done[0]["read"] == done[1]["read"] != {}
    assert done[1]["asked"] == ASKED


@when("the audit log cannot be written")
def _(at: Serving) -> None:
    # Another program's bytes at its end.
    with at.desk.audit_log.path.open("ab") as file:
        file.write(b"{}\n")


@then("the third is refused as RecordUnwritable")
def _(at: Serving) -> None:
    with pytest.raises(RecordUnwritable):
        at.asks()
    assert at.worked_out == ["revenue"]


@when("it is asked for another line and then for that revenue again")
def _(at: Serving) -> None:
    at.asks(line="net_income")
    assert "net_income" in at.desk.last_line.read_text(encoding="utf-8")
    at.asks()


@then("the ledger of the last line holds that revenue")
def _(at: Serving) -> None:
    at.desk.settle()
    held = json.loads(at.desk.last_line.read_text(encoding="utf-8"))
    assert [figure["id"] for figure in held["figures"]] == ["zztw.revenue.20230101_20231231"]
    assert at.worked_out == ["revenue", "revenue"]


# ------------------------------------------------------------------------------------ who asks


@given("a bank's server that ann has just asked, with a session and a key", target_fixture="bank")
def _(tmp_path: Path) -> dict[str, Any]:
    environment = {
        "BOOKRUNNER_HOME": str(tmp_path / "home"),
        "BOOKRUNNER_PUBLIC_URL": "https://desk.bank.example",
        "BOOKRUNNER_OIDC_ISSUER": "https://login.bank.example",
        "BOOKRUNNER_OIDC_CLIENT": "bookrunner",
        "BOOKRUNNER_OIDC_ROLES": "ib=analyst",
    }
    desk = Desk(settings(environment))
    desk.register.put_person(Person("ann", frozenset({Role.ANALYST}), subject="ann"))
    desk.register.open_deal(Deal("amber", "Amber", "", "sale", "carol", NOON, None))
    desk.register.bring_over(Membership("amber", "ann", "model", NOON, None, "carol"))
    now = datetime.now(UTC)
    scopes, soon = frozenset({READ, WRITE}), now + timedelta(days=1)
    made = new_key("ann", "script", frozenset({Role.ANALYST}), scopes, "ann", now, soon)
    desk.register.keep_key(made)
    door = SignedIn(desk)
    session = desk.sessions.open("ann", "ann", now)
    by_session = Credentials("", session, is_local=False)
    by_key = Credentials(made.token, "", is_local=False)
    for shown in (by_session, by_key, by_session, by_key):
        assert door.caller(shown).walls == frozenset({"amber"})
    # Changes come from elsewhere: another desk on the same records.
    return {
        "door": door,
        "elsewhere": Desk(settings(environment)),
        "key": made.key.id,
        "session": session,
        "by_session": by_session,
        "by_key": by_key,
    }


@when(
    "she is taken out of a wall, her session ends, her key is revoked and she is shut out, in turn",
    target_fixture="turns",
)
def _(bank: dict[str, Any]) -> list[bool]:
    door, elsewhere, now = bank["door"], bank["elsewhere"], datetime.now(UTC)
    turns = []

    def refused(shown: Credentials) -> bool:
        try:
            door.caller(shown)
        except NotSignedIn:
            return True
        return False

    elsewhere.register.take_out("amber", "ann", "carol", "left the deal", now)
    turns.append(door.caller(bank["by_session"]).walls == frozenset())
    turns.append(door.caller(bank["by_key"]).walls == frozenset())
    elsewhere.sessions.close(bank["session"])
    turns.append(refused(bank["by_session"]))
    turns.append(not refused(bank["by_key"]))
    elsewhere.register.revoke_key(bank["key"], "ann", now)
    turns.append(refused(bank["by_key"]))
    again = Credentials("", elsewhere.sessions.open("ann", "ann", now), is_local=False)
    turns.append(not refused(again))
    held = elsewhere.register.person("ann")
    elsewhere.register.put_person(replace(held, disabled_by="carol"))
    turns.append(refused(again))
    return turns


@then("each takes effect at the next request")
def _(turns: list[bool]) -> None:
    assert turns == [True] * 7


# ------------------------------------------------------------------------------- nobody waits


@given("a bank's server whose provider does not answer", target_fixture="stuck")
def _(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    environment = {
        "BOOKRUNNER_HOME": str(tmp_path / "home"),
        "BOOKRUNNER_PUBLIC_URL": BASE,
        "BOOKRUNNER_OIDC_ISSUER": "https://login.bank.example",
        "BOOKRUNNER_OIDC_CLIENT": "bookrunner",
        "BOOKRUNNER_OIDC_ROLES": "ib=analyst",
    }
    asked, answers = threading.Event(), threading.Event()

    def waits(*_: object, **__: object) -> Any:
        asked.set()
        answers.wait(30)
        raise SignInRefused("unknown-key")

    monkeypatch.setattr(doors, "access_token", waits)
    desk = Desk(settings(environment))
    desk.register.put_person(Person("ann", frozenset({Role.ANALYST}), subject="ann"))
    session = desk.sessions.open("ann", "ann", datetime.now(UTC))
    app = application(desk)
    return {"app": app, "session": session, "asked": asked, "answers": answers}


@when(
    "somebody shows it a token, and ann, who has a session, asks for a line that was told before",
    target_fixture="statuses",
)
def _(stuck: dict[str, Any]) -> Iterator[dict[str, Any]]:
    address = "/api/v1/facts?company=HD&line=revenue&period=FY2023"
    statuses: dict[str, Any] = {"other": []}
    client = TestClient(stuck["app"], BASE, client=("127.0.0.1", 50000))
    with client:
        cookies = {"cookie": f"bookrunner_session={stuck['session']}"}
        assert client.get(address, headers=cookies).status_code == 200

        def other() -> None:
            said = client.get(address, headers={"authorization": "Bearer a.b.c"})
            statuses["other"].append(said.status_code)

        waiting = threading.Thread(target=other)
        waiting.start()
        assert stuck["asked"].wait(30)
        statuses["ann"] = client.get(address, headers=cookies).status_code
        statuses["other then"] = list(statuses["other"])
        stuck["answers"].set()
        waiting.join(30)
        yield statuses


@then("ann is answered while the other still waits")
def _(statuses: dict[str, Any]) -> None:
    assert statuses["ann"] == 200
    assert statuses["other then"] == []
    assert statuses["other"] == [401]
