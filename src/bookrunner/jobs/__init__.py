"""Long work that outlives whoever began it: asked for once, told of, resumed after a crash."""

from bookrunner.jobs.board import JobBoard, Run, Work
from bookrunner.jobs.board_memory import MemoryBoard
from bookrunner.jobs.job import (
    SHORT,
    Job,
    JobCancelled,
    JobInterrupted,
    JobState,
    KeyUsed,
    Limits,
    Progress,
    QueueFull,
)
from bookrunner.jobs.opening import durable_board
from bookrunner.jobs.working import work

__all__ = [
    "SHORT",
    "Job",
    "JobBoard",
    "JobCancelled",
    "JobInterrupted",
    "JobState",
    "KeyUsed",
    "Limits",
    "MemoryBoard",
    "Progress",
    "QueueFull",
    "Run",
    "Work",
    "durable_board",
    "work",
]
