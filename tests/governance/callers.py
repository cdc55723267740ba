"""An installation with callers of every kind, asked over HTTP as each of them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from bookrunner.app import Desk
from bookrunner.figures import Role
from bookrunner.governance import Deal, Membership, Person, new_key
from bookrunner.server import application
from bookrunner.settings import settings

NOW = datetime.now(UTC) - timedelta(minutes=1)
BOTH = frozenset({"read", "write"})

KINDS: dict[str, tuple[Role, frozenset[str], str]] = {
    "analyst": (Role.ANALYST, BOTH, ""),
    "reviewer": (Role.REVIEWER, BOTH, ""),
    "control room": (Role.CONTROL_ROOM, BOTH, ""),
    "administrator": (Role.ADMINISTRATOR, BOTH, ""),
    "client": (Role.CLIENT, BOTH, ""),
    "reading key": (Role.ANALYST, frozenset({"read"}), ""),
    "service": (Role.ANALYST, BOTH, "analyst"),
}


@dataclass
class Office:
    """The installation, and the keys of those who work with it."""

    desk: Desk
    client: TestClient
    far: TestClient
    tokens: dict[str, str]

    def lets_in(self, name: str, roles: frozenset[Role], scopes: frozenset[str] = BOTH) -> str:
        """A person with a key."""
        self.desk.register.put_person(Person(name, roles))
        made = new_key(name, "test", roles, scopes, name, NOW, NOW + timedelta(days=2))
        self.desk.register.keep_key(made)
        self.tokens[name] = made.token
        return made.token

    def asks(self, who: str, operation: str, body: object = None) -> Any:
        """The response to a request of somebody, or of nobody from afar."""
        content = json.dumps({} if body is None else body)
        headers = {"content-type": "application/json"}
        if who == "nobody":
            return self.far.post(f"/api/v1/{operation}", content=content, headers=headers)
        headers["authorization"] = f"Bearer {self.tokens[who]}"
        return self.client.post(f"/api/v1/{operation}", content=content, headers=headers)

    def gets(self, who: str, address: str) -> Any:
        """The response to somebody's reading."""
        headers = {"authorization": f"Bearer {self.tokens[who]}"}
        return self.client.get(address, headers=headers)

    def brings_over(self, name: str, label: str = "amber") -> None:
        """Let a person in without asking, for what comes after."""
        self.desk.register.bring_over(Membership(label, name, "test", NOW, None, "control"))

    def opens(self, label: str = "amber") -> None:
        """A deal."""
        self.desk.register.open_deal(Deal(label, "Title", "", "", "control", NOW, None))


def office(home: Path) -> Office:
    """An installation with somebody of every kind."""
    desk = Desk(settings({"BOOKRUNNER_HOME": str(home)}))
    app = application(desk)
    near = TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 50000))
    far = TestClient(app, base_url="http://127.0.0.1", client=("10.0.0.7", 50000))
    made = Office(desk, near, far, {})
    for kind, (role, scopes, answers) in KINDS.items():
        person = Person(kind, frozenset({role}), answers)
        desk.register.put_person(person)
        key = new_key(kind, kind, person.roles, scopes, "test", NOW, NOW + timedelta(days=2))
        desk.register.keep_key(key)
        made.tokens[kind] = key.token
    return made
