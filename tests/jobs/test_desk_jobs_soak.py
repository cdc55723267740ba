"""The crash promise of the whole desk at length: readings, papers and pitches under 200 kills."""

from pathlib import Path

import pytest

from tests.jobs.desk_crashing import (
    Workers,
    duplicated,
    floor,
    killed_at_random,
    left_alone,
    lost,
)

_ROUNDS, _SHORT, _LONG = 20, 9, 1
_PITCH_EVERY = 10


@pytest.mark.soak
def test_200_kills_lose_no_pitch_and_no_reading_and_do_none_twice(tmp_path: Path) -> None:
    with floor(tmp_path / "home") as made:
        workers = Workers(made.home)
        for number in range(_ROUNDS):
            made.asks_to_read()
            has_pitch = number % _PITCH_EVERY == 0
            if has_pitch:
                made.asks_for_pitch()
            made.asks_to_read()
            made.asks_for_paper()
            made.asks_to_read()
            # Most moments lie in the beginning of a job; some far into a pitch.
            killed_at_random(made, workers, _SHORT, 1.5, number)
            killed_at_random(made, workers, _LONG, 24.0 if has_pitch else 6.0, number)
            left_alone(made, workers, 300)
            again = sum(job.attempts - 1 for job in made.jobs)
            print(
                f"{made.kills} kills, {len(made.jobs)} jobs, {again} times begun again", flush=True
            )
            assert lost(made) == []
        assert duplicated(made, tmp_path) == []
        workers.close()
    assert made.kills == _ROUNDS * (_SHORT + _LONG)
