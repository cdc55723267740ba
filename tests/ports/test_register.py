"""What the register of deals, people, keys and lists promises, over each database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from bookrunner.figures import Caller, NotFound, Role
from bookrunner.governance import (
    Deal,
    Listing,
    ListKind,
    Membership,
    Person,
    SqlRegister,
    new_key,
)
from bookrunner.storage import Edition

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
ANALYST = frozenset({Role.ANALYST})


@pytest.fixture(params=[False, True], ids=["reading each time", "remembering"])
def register(request: pytest.FixtureRequest, database: Engine) -> SqlRegister:
    return SqlRegister(database, Edition(database) if request.param else None)


def deal(label: str = "amber", ends: datetime | None = None) -> Deal:
    return Deal(label, "Project Amber", "Target plc", "sale", "carol", NOON, ends)


def member(person: str = "ann", label: str = "amber") -> Membership:
    return Membership(label, person, "model", NOON, None, "carol")


def test_what_is_kept_comes_back_the_same(register: SqlRegister) -> None:
    kept = register.open_deal(deal(ends=NOON + 30 * DAY))
    one = register.bring_over(member())
    person = register.put_person(Person("ann", ANALYST, seen_at=NOON))
    made = new_key("ann", "x", ANALYST, frozenset({"read"}), "ann", NOON, NOON + DAY)
    register.keep_key(made)
    listing = Listing(ListKind.WATCH, "0000354950", "HD", "why", "amber", NOON, None, "carol")
    register.put_on_list(listing)
    assert list(register.deals()) == [kept]
    assert list(register.members()) == [one]
    assert register.person("ann") == person
    assert register.person("ben") is None
    assert list(register.people()) == [person]
    assert list(register.access_keys()) == [made.key]
    assert list(register.listings()) == [listing]


def test_somebody_taken_out_is_out_at_once_and_can_come_back(register: SqlRegister) -> None:
    register.open_deal(deal())
    register.bring_over(member())
    assert register.walls_of("ann", NOON) == {"amber"}
    assert register.walls_of("ben", NOON) == frozenset()
    register.take_out("amber", "ann", "carol", "left", NOON + DAY)
    assert register.walls_of("ann", NOON + DAY) == frozenset()
    with pytest.raises(NotFound):
        register.take_out("amber", "ann", "carol", "left", NOON + DAY)
    register.bring_over(replace(member(), since=NOON + 2 * DAY))
    assert register.walls_of("ann", NOON + 2 * DAY) == {"amber"}
    assert len(register.members()) == 2


def test_a_membership_that_has_not_begun_never_does_once_taken_out(register: SqlRegister) -> None:
    register.open_deal(deal())
    register.bring_over(replace(member(), since=NOON + 5 * DAY))
    register.take_out("amber", "ann", "carol", "changed", NOON)
    assert register.walls_of("ann", NOON + 6 * DAY) == frozenset()


def test_a_deal_that_ends_lets_all_out_and_stays_ended(register: SqlRegister) -> None:
    register.open_deal(deal())
    register.bring_over(member())
    ended = register.close_deal("amber", "carol", "done", NOON + DAY)
    assert register.walls_of("ann", NOON + DAY) == frozenset()
    assert register.close_deal("amber", "dan", "again", NOON + 2 * DAY) == ended
    with pytest.raises(NotFound):
        register.close_deal("birch", "carol", "done", NOON)


def test_a_key_opens_until_it_expires_and_its_use_is_told_to_the_hour(
    register: SqlRegister,
) -> None:
    register.open_deal(deal())
    register.bring_over(member())
    register.put_person(Person("ann", ANALYST))
    made = new_key("ann", "x", ANALYST, frozenset({"read"}), "ann", NOON, NOON + DAY)
    register.keep_key(made)
    expected = Caller("ann", ANALYST, frozenset({"amber"}), "key", frozenset({"read"}))
    assert register.caller_by_key(made.token, NOON) == expected
    register.caller_by_key(made.token, NOON + timedelta(minutes=20))
    [key] = register.access_keys()
    assert key.used_at == NOON
    assert register.caller_by_key(made.token, NOON + DAY) is None
    assert register.caller_by_key(made.token, NOON - DAY) is None
    assert register.caller_by_key("brk_" + "0" * 16 + "_" + "a" * 43, NOON) is None
    assert register.caller_by_key("no key", NOON) is None


def test_a_company_is_listed_once_for_a_deal_and_for_several(register: SqlRegister) -> None:
    one = Listing(ListKind.RESTRICTED, "1", "X", "why", "amber", NOON, None, "carol")
    register.put_on_list(one)
    register.put_on_list(replace(one, since=NOON + DAY))
    register.put_on_list(replace(one, wall="birch"))
    assert len(register.listings()) == 2
    ended = register.take_off_list(ListKind.RESTRICTED, "1", "dan", NOON + DAY)
    assert [row.ended_by for row in ended] == ["dan", "dan"]
    with pytest.raises(NotFound):
        register.take_off_list(ListKind.RESTRICTED, "1", "dan", NOON + DAY)
