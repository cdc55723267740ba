"""The crash promise of a whole desk, in short; at length in the soak test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from tests.jobs.desk_crashing import (
    Floor,
    Workers,
    duplicated,
    floor,
    killed_at_random,
    left_alone,
    lost,
)

scenarios("jobs/desk.feature")


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Floor]:
    with floor(tmp_path / "home") as found:
        yield found


@given("a desk that was asked to read filings and to write a paper")
def _(made: Floor) -> None:
    made.asks_to_read()
    made.asks_for_paper()
    made.asks_to_read()


@when(parsers.parse("its worker is killed with -9 at {kills:d} random moments and then left alone"))
def _(made: Floor, kills: int) -> None:
    workers = Workers(made.home)
    try:
        killed_at_random(made, workers, kills, 1.2, seed=11)
        left_alone(made, workers, 120)
    finally:
        workers.close()


@then("nothing that was asked for is lost")
def _(made: Floor) -> None:
    assert lost(made) == []
    assert sum(job.attempts for job in made.jobs) > len(made.jobs)


@then("what is there is what a desk has whose worker was never killed")
def _(made: Floor, tmp_path: Path) -> None:
    assert duplicated(made, tmp_path) == []
