"""specs/governance/twin_worlds.feature: what stands behind a wall changes nothing outside it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from pytest_bdd import given, scenarios, then
from sqlalchemy import true

from bookrunner.app import Desk
from bookrunner.facts import names_sql, store_sql
from bookrunner.figures import NotFound, Refused, Viewer
from bookrunner.governance import deciding, register_sql, viewing
from bookrunner.jobs import job as job_module
from bookrunner.monitor import alert_book_sql
from bookrunner.operations import exchange, service
from bookrunner.search import shelf
from tests.governance.twins import WALL, Twins, drawn, sequence, twins_in

scenarios("governance/twin_worlds.feature")

_EVERYBODY = Viewer("everybody", frozenset({WALL}))
_PROBES_MAX = 40
Patch = pytest.MonkeyPatch
Store = store_sql.SqlFactStore


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twins]:
    with twins_in(tmp_path_factory.mktemp("twins")) as made:
        yield made


@given("a world with a filing behind a wall, and the same world without it")
def _(twins: Twins) -> None:
    """Made once."""


@then("an insider finds the filing in the one world alone")
def _(twins: Twins) -> None:
    """Without it the comparison would compare nothing with nothing."""
    asked = {"company": "WALLX"}
    assert twins.walled.works("statements", asked).status_code == 200
    assert twins.bare.works("statements", asked).status_code == 404


@then("random sequences of requests by an outsider are answered byte by byte the same in both")
def _(twins: Twins) -> None:
    assert [found for seed in range(25) for found in sequence(twins, seed)] == []


@pytest.mark.soak
def test_five_hundred_sequences_are_answered_the_same(twins: Twins) -> None:
    found = [(seed, told) for seed in range(500) for told in sequence(twins, 1_000 + seed)]
    assert found == []


def _always(*_: Any) -> bool:
    return True


def _reads_for_all(name: str, position: int = 0) -> Callable[[Patch], None]:
    """A reading of the store that forgets who asks."""

    def plant(patch: Patch) -> None:
        kept = getattr(Store, name)

        def leaks(self: Any, *given: Any, **more: Any) -> Any:
            changed = list(given)
            changed[position] = _EVERYBODY
            return kept(self, *changed, **more)

        patch.setattr(Store, name, leaks)

    return plant


def _sees_all(module: Any) -> Callable[[Patch], None]:
    """A module that takes everybody for an insider."""
    return lambda patch: patch.setattr(module, "may_see", _always)


def _rule_of_rows(module: Any) -> Callable[[Patch], None]:
    """A query without its condition of walls."""
    return lambda patch: patch.setattr(module, "visible", lambda *_: true())


def _rule_of_names(patch: Patch) -> None:
    _rule_of_rows(names_sql)(patch)
    _rule_of_rows(store_sql)(patch)


def _every_index(patch: Patch) -> None:
    kept = shelf.FolderShelf.visible
    patch.setattr(shelf.FolderShelf, "visible", lambda self, _: kept(self, _EVERYBODY))


def _control_room(patch: Patch) -> None:
    patch.setattr(Desk, "is_control_room", True)


def _walls_of_all(patch: Patch) -> None:
    patch.setattr(register_sql.SqlRegister, "walls_of", lambda *_: frozenset({WALL}))


def _any_role(patch: Patch) -> None:
    patch.setattr(deciding, "_of_role", lambda *_: "")


def _log_for_all(patch: Patch) -> None:
    _any_role(patch)
    _sees_all(viewing)(patch)


def _rule_exists(patch: Patch) -> None:
    def remove(self: Any, name: str, by: str, viewer: Viewer) -> bool:
        if any(kept.rule.name == name for kept in self.rules()):
            raise Refused("it is another team's")
        return False

    patch.setattr(alert_book_sql.AlertBook, "remove", remove)


def _folder_exists(patch: Patch) -> None:
    kept = exchange._may_open

    def opens(caller: Any, folder: Any) -> bool:
        if not kept(caller, folder):
            raise Refused("it is another team's")
        return True

    patch.setattr(exchange, "_may_open", opens)


def _shared_cache(patch: Patch) -> None:
    kept = service.Service.answer
    cache: dict[Any, Any] = {}

    def answer(self: Any, caller: Any, name: str, given: Any, *more: Any) -> Any:
        key = (id(self), name, repr(given))
        if key not in cache:
            cache[key] = kept(self, caller, name, given, *more)
        return cache[key]

    patch.setattr(service.Service, "answer", answer)


def _padded(patch: Patch) -> None:
    kept = service.Service.answer

    def answer(self: Any, *given: Any, **more: Any) -> Any:
        made = kept(self, *given, **more)
        count = len(self._house.store.filings(_EVERYBODY))
        return replace(made, text=made.text.rstrip() + " " * count)

    patch.setattr(service.Service, "answer", answer)


def _order(patch: Patch) -> None:
    kept = service.Service.answer

    def answer(self: Any, *given: Any, **more: Any) -> Any:
        made = kept(self, *given, **more)
        if not any(WALL in one.walls for one in self._house.store.filings(_EVERYBODY)):
            return made
        turned = {
            name: held[::-1] if isinstance(held, list) else held
            for name, held in made.plain.items()
        }
        return replace(made, text=json.dumps(turned))

    patch.setattr(service.Service, "answer", answer)


def _another_error(patch: Patch) -> None:
    kept = Store.company

    def company(self: Any, asked: str, viewer: Viewer, **more: Any) -> Any:
        try:
            return kept(self, asked, viewer, **more)
        except NotFound:
            kept(self, asked, _EVERYBODY, **more)
            raise Refused("ask for access") from None

    patch.setattr(Store, "company", company)


def _count_in_error(patch: Patch) -> None:
    kept, filings = Store.company, Store.filings

    def company(self: Any, asked: str, viewer: Viewer, **more: Any) -> Any:
        try:
            return kept(self, asked, viewer, **more)
        except NotFound as error:
            hint = f"{len(filings(self, _EVERYBODY))} filings were looked at"
            raise NotFound("company", asked, near=error.near, hint=hint) from error

    patch.setattr(Store, "company", company)


def _deals_listed(patch: Patch) -> None:
    kept = register_sql.SqlRegister.deals

    def deals(self: Any) -> Any:
        return [replace(one, opened_by="olga") for one in kept(self)]

    patch.setattr(register_sql.SqlRegister, "deals", deals)


LEAKS: dict[str, tuple[Callable[[Patch], None], tuple[str, ...]]] = {
    "companies are listed for all": (_reads_for_all("companies"), ("companies",)),
    "a company is found for all": (_reads_for_all("company", 1), ("statements", "facts")),
    "filings are listed for all": (_reads_for_all("filings"), ("filings",)),
    "facts of a company resolve without walls": (_rule_of_rows(store_sql), ("companies",)),
    "names resolve without walls": (_rule_of_names, ("statements", "filings")),
    "every index is searched": (_every_index, ("search",)),
    "alert rules are listed for all": (_sees_all(alert_book_sql), ("alert-rules",)),
    "jobs are listed for all": (_sees_all(job_module), ("jobs", "/api/v1/jobs")),
    "folders are listed for all": (_sees_all(deciding), ("/api/v1/folders",)),
    "everybody is inside": (_walls_of_all, ("companies", "statements")),
    "the watch list is open to all": (_control_room, ("restricted",)),
    "the log is open to all": (_log_for_all, ("audit-log",)),
    "a rule that is is refused otherwise": (_rule_exists, ("remove-alert-rule",)),
    "a folder that is is refused otherwise": (
        _folder_exists,
        (f"/api/v1/folders/{'a' * 32}",),
    ),
    "answers are cached for all": (_shared_cache, ("statements",)),
    "the length tells the number of filings": (_padded, ("companies", "keys")),
    "the order tells of a filing": (_order, ("companies",)),
    "a company that is is refused otherwise": (_another_error, ("statements", "debt")),
    "a refusal counts all filings": (_count_in_error, ("statements", "debt")),
    "deals are listed for all": (_deals_listed, ("walls",)),
}
"""Faults, each with the operations over which it would show."""


@pytest.mark.parametrize("name", LEAKS)
def test_a_planted_leak_is_found(name: str, twins: Twins, monkeypatch: Patch) -> None:
    plant, operations = LEAKS[name]
    plant(monkeypatch)
    draw = random.Random(7)
    for world in (twins.walled, twins.bare):
        # What an insider read may be kept where an outsider finds it.
        world.works("statements", {"company": "WALLX", "periods": 1})
        world.works("statements", {"company": "WALLX", "periods": 3})
    for turn in range(_PROBES_MAX):
        if twins.difference(drawn(draw, operations[turn % len(operations)])):
            return
    pytest.fail(f"{_PROBES_MAX} requests did not show it")
