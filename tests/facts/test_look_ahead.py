"""No answer as of a day knows what came later; the benchmark look_ahead.py asks 10,000 pairs."""

import random
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from benchmarks.quality.look_ahead import compared, invented
from bookrunner.facts import Fact, SqlFactStore
from bookrunner.figures import Viewer
from bookrunner.storage import engine


@pytest.fixture
def database(tmp_path: Path) -> Engine:
    made = engine(f"sqlite:///{tmp_path / 'all.db'}")
    rng = random.Random(5)
    for number in range(2):
        SqlFactStore(made).save_all(invented(number, rng))
    return made


def test_no_pair_of_company_and_day_knows_a_later_day(database: Engine, tmp_path: Path) -> None:
    tally = compared(SqlFactStore(database), database, tmp_path, 16, random.Random(9))
    assert tally.leaks == []
    assert tally.pairs == 16
    assert tally.states > 0
    assert tally.figures > 1_000


def test_a_leak_would_be_seen(database: Engine, tmp_path: Path) -> None:
    class Forgetful(SqlFactStore):
        """Takes the end of the year for the day that was asked for."""

        def facts(
            self,
            cik: str,
            viewer: Viewer,
            *,
            as_of: date | None = None,
            concepts: Collection[str] | None = None,
            period_end: date | None = None,
        ) -> Sequence[Fact]:
            later = None if as_of is None else date(as_of.year + 1, 1, 1)
            return super().facts(cik, viewer, as_of=later, concepts=concepts, period_end=period_end)

    tally = compared(Forgetful(database), database, tmp_path, 6, random.Random(9))
    assert any("a fact of a later day" in leak for leak in tally.leaks)
