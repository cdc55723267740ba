"""A server over the sample, asked without a network."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from bookrunner.app import Desk
from bookrunner.server import application
from bookrunner.settings import settings
from tests.faces.asking import Newcomer

BASE = "http://127.0.0.1"


@dataclass
class Site:
    """A client of a server whose home is a newcomer's."""

    newcomer: Newcomer
    client: TestClient
    told: list[Any] = field(default_factory=list)
    """The responses, the last one last."""

    @property
    def last(self) -> Any:
        return self.told[-1]

    def get(self, address: str, **headers: str) -> Any:
        self.told.append(self.client.get(address, headers=headers))
        return self.last

    def post(self, address: str, body: object, **headers: str) -> Any:
        text = body if isinstance(body, str) else json.dumps(body)
        kept = {"content-type": "application/json", **headers}
        self.told.append(self.client.post(address, content=text, headers=kept))
        return self.last


def site(newcomer: Newcomer) -> Site:
    desk = Desk(settings({"BOOKRUNNER_HOME": str(newcomer.home)}))
    app = application(desk)
    return Site(newcomer, TestClient(app, base_url=BASE, client=("127.0.0.1", 50000)))


def paths_of_the_server(site: Site) -> list[str]:
    """Texts of answers in which the home or the repository shows."""
    home = str(site.newcomer.home)
    repository = str(Path(__file__).parents[2])
    return [said.text for said in site.told if home in said.text or repository in said.text]
