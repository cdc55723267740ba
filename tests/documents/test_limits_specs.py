"""The promises about limits, as they are written in specs/documents/limits.feature."""

import gzip
import pickle
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytest_bdd import given, scenarios, then, when

from bookrunner.documents import (
    Document,
    LimitedWorkers,
    Limits,
    NotAFiling,
    OverLimit,
    Stopped,
    TooLarge,
    WrongKind,
    parse,
    parse_limited,
)
from tests.documents.filings import INVENTED_NAME, invented, invented_bytes
from tests.documents.misbehaving import misbehave

scenarios("documents/limits.feature")


@dataclass
class Desk:
    limits: Limits = field(default_factory=Limits)
    documents: list[Document] = field(default_factory=list)
    answers: list[tuple[str, str | Stopped]] = field(default_factory=list)


@given("the 10-K of an invented company as a file from outside", target_fixture="desk")
def outside() -> Desk:
    return Desk()


@given("two processes under limits of one second and little memory", target_fixture="desk")
def strict() -> Desk:
    # Twice the second, as the machine that tests may be busy.
    return Desk(Limits(seconds=2, memory_bytes=2_000_000_000))


@when("it is read under limits")
def limited(desk: Desk) -> None:
    desk.documents.append(parse_limited(invented_bytes(), name=INVENTED_NAME))


@when("a task hangs, one eats memory, one dies, one fails and ten do as they should")
def misbehaving(desk: Desk) -> None:
    good = [f"do {number}" for number in range(10)]
    run(desk, [*good[:3], "hang", "eat", *good[3:6], "die", "fail x", *good[6:]])


@when("tasks connect, look up a name, start a program and read the environment")
def reaching(desk: Desk) -> None:
    run(desk, ["connect", "look", "start", "environment"])


def run(desk: Desk, tasks: list[str]) -> None:
    with LimitedWorkers(misbehave, 2, desk.limits) as workers:
        desk.answers += workers.answers(tasks)
    assert [task for task, _ in desk.answers] == tasks


@then("the document is the same as without")
def the_same(desk: Desk) -> None:
    (document,) = desk.documents
    assert document == invented()
    assert document.facts == invented().facts


@then("the ten are answered in order")
def answered(desk: Desk) -> None:
    good = [answer for task, answer in desk.answers if task.startswith("do ")]
    assert good == [f"did {number}" for number in range(10)]


@then("the others are told of each by its own reason")
def named(desk: Desk) -> None:
    reasons = {task: answer.reason for task, answer in desk.answers if isinstance(answer, Stopped)}
    assert reasons["hang"] == "reading it took more than 2 seconds"
    assert reasons["eat"] == "reading it takes more than 2 GB"
    assert "ended by signal 11" in reasons["die"]
    assert "KeyError" in reasons["fail x"]
    assert len(reasons) == 4


@then("none of them succeeds")
def nothing_reached(desk: Desk) -> None:
    answers = dict(desk.answers)
    for task in ("connect", "look", "start"):
        answer = answers[task]
        assert isinstance(answer, Stopped)
        assert "PermissionError" in answer.reason
    assert answers["environment"] == "LC_CTYPE" or answers["environment"] == ""


def test_errors_keep_their_kind_and_facts_between_processes() -> None:
    error = pickle.loads(pickle.dumps(TooLarge("x.htm", 5, 4)))
    assert (type(error), error.size, error.name) == (TooLarge, 5, "x.htm")
    assert str(error) == str(TooLarge("x.htm", 5, 4))
    with pytest.raises(NotAFiling, match=r"soup\.htm: it names no form"):
        parse_limited(b"<html><body>" + b"<p>Soup</p>" * 99 + b"</body></html>", name="soup.htm")
    with pytest.raises(WrongKind):
        parse_limited(b"PK\x03\x04" + bytes(99), name="x.htm")


def test_a_file_that_takes_too_long_is_refused_by_name() -> None:
    slow = b"<html><body><p>FORM 10-K annual report</p>" + b"<p>Item 1. Business</p>" * 300_000
    with pytest.raises(OverLimit, match=r"slow\.htm: reading it took more than 0.2 seconds"):
        parse_limited(slow, name="slow.htm", limits=Limits(seconds=0.2))
    assert parse(invented_bytes(), name=INVENTED_NAME).facts


def test_the_limits_are_those_promised_and_the_largest_reports_need_a_third(
    shared_data: Path,
) -> None:
    limits = Limits()
    assert (limits.seconds, limits.memory_bytes) == (30, 1_000_000_000)
    third = Limits(seconds=10, memory_bytes=330_000_000)
    # Coca-Cola's report on 2023 is the largest annual report at hand: 4.2 MB, 3,118 tagged facts.
    packed = shared_data / "filings" / "10-K" / "KO_0000021344-24-000009.html.gz"
    document = parse_limited(gzip.decompress(packed.read_bytes()), name=packed.stem, limits=third)
    assert document.accession == "0000021344-24-000009"
    assert len(document.facts) == 3118
