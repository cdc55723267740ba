"""specs/governance/access.feature, asked of the real application."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.figures import Caller, Role
from bookrunner.governance import Act, Deal, Membership, Person, Thing, decide, new_key
from bookrunner.operations import OPERATIONS
from bookrunner.operations.books import pitched
from bookrunner.operations.exchange import Folder
from bookrunner.operations.requests import PitchRequest
from tests.governance.callers import BOTH, NOW, Office, office

scenarios("governance/access.feature")

DECLARED: dict[str, str] = {
    "signing": "review promote-scorer",
    "control": "open-wall close-wall bring-over take-out list-company unlist-company",
    "log": "audit-log people",
    "running": "models doctor account",
    "own-keys": "keys",
    "new-keys": "new-key revoke-key",
    "log-writing": "audit-copy",
    "writing": "demo ingest fetch fetch-vendor import pitch document refresh release index"
    " submit-job cancel-job add-alert-rule mark-alert remove-alert-rule train-scorer"
    " rollback-scorer",
}
"""What is in no group here must be a reading operation of the bank's staff."""
INVENTED = "zzald-10-k_2024-03-20.htm"


def walled_filing(folder: Path) -> Path:
    """A filing of WALLX."""
    invented = files("bookrunner.sample") / "data" / "invented" / INVENTED
    text = invented.read_text(encoding="utf-8").replace("9999990001", "0000777702")
    text = re.sub(r'(name="dei:TradingSymbol"[^>]*>)[^<]*<', r"\g<1>WALLX<", text)
    text = re.sub(r'(name="dei:EntityRegistrantName"[^>]*>)[^<]*<', r"\g<1>Oak Target<", text)
    path = folder / "wallx.htm"
    path.write_text(text, encoding="utf-8")
    return path


@given("an installation with callers of every kind", target_fixture="bank")
def _(tmp_path: Path) -> Office:
    return office(tmp_path / "home")


@given("a filing behind the wall amber, and ann who signs in with a key", target_fixture="bank")
def _(tmp_path: Path) -> Office:
    from bookrunner.operations.ingesting import ingested
    from bookrunner.operations.requests import IngestRequest

    made = office(tmp_path / "home")
    made.opens()
    made.lets_in("ann", frozenset({Role.ANALYST}))
    made.lets_in("carol", frozenset({Role.CONTROL_ROOM}))
    inside = made.desk.at(replace(made.desk.caller, walls=frozenset({"amber"})))
    answer = ingested(inside, IngestRequest((walled_filing(tmp_path),), walls=("amber",)))
    assert answer.stored == 1
    return made


@then("each operation answers each kind of caller as declared")
def _(bank: Office, datatable: list[list[str]]) -> None:
    head, *rows = datatable
    declared = {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in rows}
    declared["log-writing"] = declared["log"]
    group_of = {name: group for group, named in DECLARED.items() for name in named.split()}
    remote = [row for row in OPERATIONS if row.remote]
    assert set(group_of) <= {row.name for row in remote}, "a declared operation is none"
    wrong = []
    for row in remote:
        group = group_of.get(row.name, "reading")
        for kind in head[1:]:
            said = bank.asks(kind, row.name, {"no_such_field": 1})
            # Whoever may ask is told that there is no such field.
            expected = 401 if kind == "nobody" else 400 if declared[group][kind] == "yes" else 403
            if said.status_code != expected:
                wrong.append((row.name, kind, expected, said.status_code, said.text[:80]))
    assert not wrong
    for kind in ("analyst", "reading key", "client"):
        offered = bank.gets(kind, "/api/v1/operations").json()["operations"]
        names = {one["name"] for one in offered}
        may = {
            row.name for row in remote if declared[group_of.get(row.name, "reading")][kind] == "yes"
        }
        assert names == may


@when(parsers.parse("the control room brings {who} over amber"))
def _(bank: Office, who: str) -> None:
    body = {"person": who, "label": "amber", "purpose": "prepares the model"}
    assert bank.asks("carol", "bring-over", body).status_code == 200


@when("the control room takes ann out of amber")
def _(bank: Office) -> None:
    said = bank.asks("carol", "take-out", {"person": "ann", "label": "amber", "reason": "left"})
    assert said.status_code == 200, said.text


@when("the control room ends the deal amber")
def _(bank: Office) -> None:
    assert bank.asks("carol", "close-wall", {"label": "amber", "reason": "done"}).status_code == 200


@when("the control room would bring itself over amber", target_fixture="said")
def _(bank: Office) -> Any:
    return bank.asks("carol", "bring-over", {"person": "carol", "label": "amber", "purpose": "x"})


@then("it is refused")
def _(said: Any) -> None:
    assert said.status_code == 403
    assert "another of the control room" in said.text


def found(bank: Office) -> list[str]:
    said = bank.asks("ann", "companies", {"search": "oak target"})
    if said.status_code == 404:
        return []
    assert said.status_code == 200
    return [one["name"] for one in said.json()["companies"]]


@then("ann finds the filing's company")
def _(bank: Office) -> None:
    assert len(found(bank)) == 1


@then("ann does not find the filing's company")
def _(bank: Office) -> None:
    assert found(bank) == []


@then("the insider list of amber tells who was inside from when to when, why and who let them in")
def _(bank: Office) -> None:
    [wall] = bank.asks("carol", "walls", {"label": "amber"}).json()["walls"]
    [ann] = wall["insiders"]
    assert (ann["person"], ann["purpose"], ann["approved_by"]) == (
        "ann",
        "prepares the model",
        "carol",
    )
    assert (ann["ended_by"], ann["ended_why"], ann["is_inside"]) == ("carol", "left", False)
    assert ann["since"] <= ann["until"]


@then("nobody can be brought over amber, nor a new deal be called amber")
def _(bank: Office) -> None:
    body = {"person": "ben", "label": "amber", "purpose": "x"}
    assert bank.asks("carol", "bring-over", body).json()["type"].endswith("DealClosed")
    assert bank.asks("carol", "open-wall", {"label": "amber"}).json()["type"].endswith("WallTaken")


@then("ann is told the same of amber and of a wall that never was, whatever she asks")
def _(bank: Office) -> None:
    asked = (
        ("walls", {"label": "LABEL"}),
        ("ingest", {"files": ["uploads/" + "0" * 32], "walls": ["LABEL"]}),
        ("open-wall", {"label": "LABEL"}),
        ("bring-over", {"person": "ann", "label": "LABEL", "purpose": "x"}),
        ("take-out", {"person": "ann", "label": "LABEL", "reason": "x"}),
        ("imported", {"kind": "LABEL"}),
    )
    for operation, body in asked:
        told = []
        for label in ("amber", "never"):
            said = bank.asks("ann", operation, json.loads(json.dumps(body).replace("LABEL", label)))
            text = re.sub(r'"trace": "[0-9a-f]+"', "", said.text)
            told.append((said.status_code, text.replace(label, "LABEL")))
        assert told[0] == told[1], operation


@when(parsers.parse("her key is {what}"))
def _(bank: Office, what: str) -> None:
    token = bank.tokens["ann"]
    register = bank.desk.register
    [key] = [one for one in register.access_keys() if one.person == "ann"]
    if what == "revoked":
        assert bank.asks("ann", "companies").status_code == 200
        register.revoke_key(key.id, "test", datetime.now(UTC))
    elif what == "expired":
        old = NOW - timedelta(days=9)
        made = new_key("ann", "old", key.roles, BOTH, "ann", old, old + timedelta(days=8))
        register.keep_key(made)
        bank.tokens["ann"] = made.token
    elif what == "changed in one character":
        last = "A" if token[-1] != "A" else "B"
        bank.tokens["ann"] = token[:-1] + last
    elif what == "of an account that is shut out":
        register.put_person(Person("ann", key.roles, disabled_by="administrator"))
    else:
        bank.tokens["ann"] = token[:21] + bank.tokens["carol"][21:]


@then("she is not let in")
def _(bank: Office) -> None:
    said = bank.asks("ann", "companies")
    assert said.status_code == 401
    # The machine's own user would have been let in without a key.
    assert "opens nothing" in said.text


@then("ann cannot make a key by showing a key")
def _(bank: Office) -> None:
    said = bank.asks("ann", "new-key", {"label": "more"})
    assert said.status_code == 403
    assert said.json()["type"].endswith("KeyMakesKeys")


@then("nobody can give a key a role or a scope that they do not have")
def _(bank: Office) -> None:
    from bookrunner.governance import MoreThanOwn
    from bookrunner.operations.access_shapes import NewKeyRequest
    from bookrunner.operations.accounts import key_made

    ann = Caller("ann", frozenset({Role.ANALYST}), signed_in_by="oidc")
    desk = bank.desk.at(ann)
    for request in (
        NewKeyRequest("x", roles=("reviewer",)),
        NewKeyRequest("x", roles=("analyst", "administrator")),
        NewKeyRequest("x", scopes=("read", "write")),
    ):
        with pytest.raises(MoreThanOwn):
            key_made(desk, request)
    made = key_made(desk, NewKeyRequest("x"))
    assert made.key.roles == ("analyst",)
    assert made.key.scopes == ("read",)


@then("a key loses the role that its owner loses")
def _(bank: Office) -> None:
    both = frozenset({Role.ANALYST, Role.REVIEWER})
    bank.lets_in("dan", both)
    bank.desk.register.put_person(Person("dan", frozenset({Role.REVIEWER})))
    now = datetime.now(UTC)
    caller = bank.desk.register.caller_by_key(bank.tokens["dan"], now)
    assert caller is not None
    assert caller.roles == frozenset({Role.REVIEWER})
    bank.desk.register.put_person(Person("dan", frozenset()))
    assert bank.desk.register.caller_by_key(bank.tokens["dan"], now) is None


@then("the records hold nothing that opens anything")
def _(bank: Office) -> None:
    secret = bank.tokens["ann"][21:].encode()
    for path in bank.desk.settings.home.rglob("*"):
        if path.is_file():
            assert secret[-30:] not in path.read_bytes(), path.name


@when("the control room restricts Home Depot for the deal amber")
def _(bank: Office) -> None:
    body = {"company": "HD", "reason": "we defend it", "wall": "amber"}
    assert bank.asks("carol", "list-company", body).status_code == 200


@then("ann may not write a pitch on Home Depot, and is not told why")
def _(bank: Office) -> None:
    for operation, body in (
        ("pitch", {"company": "Home Depot"}),
        ("document", {"kind": "one-pager", "company": "0000354950"}),
    ):
        said = bank.asks("ann", operation, body)
        assert said.status_code == 403, said.text
        assert said.json()["type"].endswith("Restricted")
        assert "defend" not in said.text
        assert "amber" not in said.text
    [line] = bank.asks("ann", "restricted").json()["companies"]
    assert (line["cik"], line["reason"], line["wall"]) == ("0000354950", "", "")


@then("the book on Home Depot that was written before is not released")
def _(bank: Office, tmp_path: Path) -> None:
    from bookrunner.governance import Restricted
    from bookrunner.operations.refreshing import refreshed
    from bookrunner.operations.refreshing_shapes import RefreshRequest
    from bookrunner.operations.releasing import released
    from bookrunner.operations.releasing_shapes import ReleaseRequest

    folder = tmp_path / "book"
    inside = replace(bank.desk.caller, walls=frozenset({"amber"}))
    pitched(bank.desk.at(inside), PitchRequest("HD", peers=("LOW",), out=folder))
    with pytest.raises(Restricted):
        released(bank.desk, ReleaseRequest(folder, out=tmp_path / "out", by="dan"))
    with pytest.raises(Restricted):
        refreshed(bank.desk, RefreshRequest(folder, apply=True))


@then("ann may write a pitch on Home Depot")
def _(bank: Office) -> None:
    said = bank.asks("ann", "pitch", {"company": "HD", "peers": ["LOW"]})
    assert said.status_code == 200, said.text


@when("the control room puts Home Depot on the watch list")
def _(bank: Office) -> None:
    body = {"company": "HD", "reason": "a rumour", "list": "watch"}
    assert bank.asks("carol", "list-company", body).status_code == 200


@then("ann sees what she saw before, and may not see the list")
def _(bank: Office) -> None:
    assert bank.asks("ann", "restricted").json()["companies"] == []
    assert bank.asks("ann", "restricted", {"list": "watch"}).status_code == 403
    assert bank.asks("administrator", "restricted", {"list": "watch"}).status_code == 403
    assert len(bank.asks("carol", "restricted", {"list": "watch"}).json()["companies"]) == 1
    said = bank.asks("ann", "pitch", {"company": "HD", "peers": ["LOW"]})
    assert said.status_code == 200


@given(
    "a client inside the wall amber, and folders of the wall amber, of another and of none",
    target_fixture="bank",
)
def _(tmp_path: Path) -> Office:
    made = office(tmp_path / "home")
    made.opens()
    made.brings_over("client")
    exchange = tmp_path / "home" / "exchange" / "folders"
    for number, (walls, released) in enumerate(
        ((("amber",), True), (("amber",), False), (("birch",), True), ((), True))
    ):
        name = f"{number:032x}"
        folder = exchange / name / "files"
        folder.mkdir(parents=True)
        (folder / "pitch.pptx").write_bytes(b"deck")
        about = Folder(f"folders/{name}", "release", "analyst", walls, released, ())
        (exchange / name / ".about.json").write_text(json.dumps(vars(about)))
    return made


@then("the client sees the released folder of amber alone")
def _(bank: Office) -> None:
    [one] = bank.gets("client", "/api/v1/folders").json()["folders"]
    assert one["id"] == f"folders/{0:032x}"
    for number, expected in enumerate((200, 404, 404, 404)):
        for address in ("", "/pitch.pptx"):
            said = bank.gets("client", f"/api/v1/folders/{number:032x}{address}")
            assert said.status_code == expected, (number, address)
    upload = bank.client.post(
        "/api/v1/uploads",
        files={"file": ("a.htm", b"x")},
        headers={"authorization": f"Bearer {bank.tokens['client']}"},
    )
    assert upload.status_code == 403


@given("any caller, act and thing")
def _() -> None:
    """Drawn below."""


@then("it is allowed only with a role of the act, the scope, every wall, and own or shared things")
def _() -> None:
    walls = subsets(["amber", "birch"])
    for roles, inside, scopes, open_to, writes, behind, owner, released in product(
        subsets(list(Role)),
        walls,
        subsets(["read", "write"]),
        [frozenset({Role.ANALYST}), frozenset({Role.CLIENT, Role.REVIEWER}), frozenset()],
        (True, False),
        walls,
        ("", "ann", "ben"),
        (True, False),
    ):
        caller = Caller("ann", roles, inside, "oidc", scopes)
        act = Act("it", frozenset(role.value for role in open_to), writes=writes)
        may = (
            bool(roles & open_to)
            and ("write" if writes else "read") in scopes
            and behind <= inside
            and owner in ("", "ann")
        )
        if Role.CLIENT in roles:
            may = may and roles == {Role.CLIENT} and released and bool(behind)
        assert decide(caller, act, Thing(behind, owner, released)).allowed == may


def subsets(of: Sequence[Any]) -> list[frozenset[Any]]:
    return [frozenset(some) for size in range(len(of) + 1) for some in combinations(of, size)]


def test_a_membership_is_held_to_its_deal(tmp_path: Path) -> None:
    """A list of wrong beginnings and ends, each refused by name."""
    from bookrunner.governance.membership import AlreadyInside, BadPeriod

    bank = office(tmp_path / "home")
    end = NOW + timedelta(days=30)
    register = bank.desk.register
    register.open_deal(Deal("birch", "", "", "", "carol", NOW, end))
    one = Membership("birch", "ann", "x", NOW, None, "carol")
    for wrong, error in (
        (replace(one, until=NOW), BadPeriod),
        (replace(one, until=end + timedelta(days=1)), BadPeriod),
    ):
        with pytest.raises(error):
            register.bring_over(wrong)
    register.bring_over(one)
    with pytest.raises(AlreadyInside):
        register.bring_over(replace(one, since=NOW + timedelta(days=3)))
    assert register.walls_of("ann", NOW + timedelta(days=29)) == {"birch"}
    assert register.walls_of("ann", end) == frozenset()
    assert register.walls_of("ann", NOW - timedelta(days=1)) == frozenset()
