"""The crash promises at length."""

from pathlib import Path

import pytest

from bookrunner.jobs import Job, durable_board
from tests.jobs.crashing import begun, ended, killed_at_random, lost_and_duplicated

_ROUNDS, _KILLS = 20, 10


@pytest.mark.soak
def test_200_kills_lose_nothing_and_do_nothing_twice(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'bookrunner.db'}"
    folder = tmp_path / "written"
    folder.mkdir()
    board = durable_board(url)
    jobs: list[Job] = []
    for seed in range(_ROUNDS):
        asked = {"steps": 10, "pause": 0.03}
        jobs += [board.submit("ann", frozenset(), "write", asked) for _ in range(15)]
        killed_at_random(url, folder, _KILLS, seed)
        with begun("work", url, folder) as worker:
            jobs = ended(board, jobs, 60)
            worker.kill()
    assert lost_and_duplicated(folder, jobs) == ([], [])
    print(f"{len(jobs)} jobs, {sum(job.attempts - 1 for job in jobs)} of them begun again")
    assert len([path for path in folder.iterdir() if len(path.name) == 32]) == len(jobs)
