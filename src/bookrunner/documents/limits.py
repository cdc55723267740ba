"""Untrusted files are read in processes of their own, which may take only so much and go nowhere.

Each process has a limit of memory and of processor time, an empty environment, no programs to
start and, where the system allows, no network. One that does not answer in time is ended and
another takes its place; the file is told of by name and the rest goes on.
"""

from __future__ import annotations

import contextlib
import ctypes
import math
import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pickle import PicklingError
from typing import Any, Generic, TypeVar

from bookrunner.documents.document import Document
from bookrunner.documents.errors import OverLimit, UnreadableFile
from bookrunner.documents.parsing import parse
from bookrunner.figures.errors import BookrunnerError

Task = TypeVar("Task")
Answer = TypeVar("Answer")

_READY = "ready"
_START_SECONDS = 60.0
_WAITING_PER_WORKER = 3
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_FORBIDDEN = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.sendto",
    "socket.sendmsg",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
)


@dataclass(frozen=True)
class Limits:
    """What reading one file may take."""

    seconds: float = 30.0
    """By the clock, and of processor time; a report of 80 MB takes some 12, a long PDF 4."""
    memory_bytes: int = 1_000_000_000
    """Of address space, the program included; a report of 80 MB, or a submission of 180, fits."""


@dataclass(frozen=True)
class Stopped:
    """A task without an answer, and why, as a clause."""

    reason: str


class WorkersDied(BookrunnerError):
    """The processes end before they begin to work."""

    def __init__(self) -> None:
        super().__init__(
            "the processes that read files end as soon as they start, perhaps for want of memory; "
            "what was stored before stays"
        )


def parse_limited(content: bytes, *, name: str, limits: Limits | None = None) -> Document:
    """``parse`` of an untrusted file in a process of its own, under limits.

    The same Document and the same errors as ``parse``, some tenths of a second later. For files
    that a user names; what the store holds has been read under limits before.

    Raises:
        UnreadableFile: As ``parse`` does; ``OverLimit`` when a limit was reached.
    """
    with LimitedWorkers(_parsed, 1, limits or Limits()) as workers:
        ((_, answer),) = workers.answers([(content, name)])
    if isinstance(answer, Stopped):
        raise OverLimit(name, answer.reason)
    if isinstance(answer, UnreadableFile):
        raise answer
    return answer


def _parsed(task: tuple[bytes, str]) -> Document | UnreadableFile:
    content, name = task
    try:
        return parse(content, name=name)
    except UnreadableFile as error:
        return error


class LimitedWorkers(Generic[Task, Answer]):
    """Processes that answer tasks under limits; used as a context, after which they are gone.

    Args:
        work: What to do with a task; it, the tasks and the answers travel between processes.
        count: How many processes.
        limits: For each task.
    """

    def __init__(self, work: Callable[[Task], Answer], count: int, limits: Limits) -> None:
        self._work = work
        self._limits = limits
        self._workers: list[_Worker] = []
        self._count = count

    def __enter__(self) -> LimitedWorkers[Task, Answer]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def answers(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Answer | Stopped]]:
        """Each task with its answer, in the order given, whichever process was quickest.

        Raises:
            WorkersDied: Processes cannot be started.
        """
        # All start at once, and each is waited for when it gets its first task.
        self._workers += [_Worker(self._work, self._limits) for _ in range(self._count)]
        coming = enumerate(tasks)
        done: dict[int, tuple[Task, Answer | Stopped]] = {}
        following = 0
        exhausted = False
        given: dict[int, Task] = {}
        while True:
            while following in done:
                yield done.pop(following)
                following += 1
            # Answers that wait for a slow one before them are held back, not piled up.
            while not exhausted and len(done) + len(given) < self._count * _WAITING_PER_WORKER:
                worker = self._idle()
                if worker is None:
                    break
                numbered = next(coming, None)
                if numbered is None:
                    exhausted = True
                    break
                number, task = numbered
                given[number] = task
                worker.give(number, task)
            if not given:
                if exhausted and not done:
                    return
                continue
            for number, answer in self._finished():
                done[number] = (given.pop(number), answer)

    def _idle(self) -> _Worker | None:
        for worker in self._workers:
            if worker.number is None:
                return worker
        if len(self._workers) < self._count:
            worker = _Worker(self._work, self._limits)
            self._workers.append(worker)
            return worker
        return None

    def _finished(self) -> list[tuple[int, Any]]:
        busy = [worker for worker in self._workers if worker.number is not None]
        now = time.monotonic()
        remaining = max(0.0, min(worker.deadline for worker in busy) - now)
        heard = set(wait([worker.connection for worker in busy], remaining))
        finished: list[tuple[int, Any]] = []
        for worker in busy:
            number = worker.number
            assert number is not None
            if worker.connection in heard:
                answer = worker.answer()
            elif time.monotonic() >= worker.deadline:
                answer = Stopped(f"reading it took more than {self._limits.seconds:g} seconds")
                worker.end()
            else:
                continue
            if worker.ended:
                self._workers.remove(worker)
            finished.append((number, answer))
        return finished


class _Worker:
    """One process and the task it has."""

    def __init__(self, work: Callable[[Any], Any], limits: Limits) -> None:
        # Spawned, not forked: a fork would share the database connection and any lock held.
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(
            target=_serve, args=(theirs, work, limits), daemon=True
        )
        self.process.start()
        theirs.close()
        self.number: int | None = None
        self.deadline = math.inf
        self.ended = False
        self._limits = limits
        self._ready = False

    def give(self, number: int, task: object) -> None:
        if not self._ready:
            try:
                started = self.connection.poll(_START_SECONDS) and self.connection.recv() == _READY
            except (EOFError, OSError):
                started = False
            if not started:
                self.end()
                raise WorkersDied
            self._ready = True
        self.number = number
        self.deadline = time.monotonic() + self._limits.seconds
        with contextlib.suppress(OSError):  # one that died says so when it is asked
            self.connection.send(task)

    def answer(self) -> object:
        try:
            answer = self.connection.recv()
        except (EOFError, OSError):
            self.end()
            code = self.process.exitcode
            how = f"by signal {-code}" if code is not None and code < 0 else f"with status {code}"
            return Stopped(f"the process that read it ended {how}, as when a limit is reached")
        self.number, self.deadline = None, math.inf
        return answer

    def end(self) -> None:
        self.ended = True
        self.connection.close()
        self.process.kill()
        self.process.join()


def _serve(connection: Connection, work: Callable[[Any], Any], limits: Limits) -> None:
    """Answer tasks until there are no more; runs in the process itself."""
    confine(limits)
    connection.send(_READY)
    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        _allow_processor_time(limits.seconds)
        try:
            answer = work(task)
        except MemoryError:
            answer = Stopped(f"reading it takes more than {limits.memory_bytes / 1e9:g} GB")
        except Exception as error:  # noqa: BLE001 - a worker: one file must not end the others
            answer = Stopped(
                f"reading it failed by a fault of the program ({type(error).__name__}: "
                f"{str(error)[:200]}); please report it"
            )
        try:
            connection.send(answer)
        except (MemoryError, PicklingError, RecursionError) as error:
            connection.send(Stopped(f"what was read cannot be handed over ({error})"))


def confine(limits: Limits) -> None:
    """Take from this process, for good, what reading a file does not need."""
    os.environ.clear()
    _set_limits(limits)
    _leave_network()

    def forbid(event: str, _arguments: tuple[object, ...]) -> None:
        if event in _FORBIDDEN:
            raise PermissionError(f"{event} is forbidden while files are read")

    sys.addaudithook(forbid)


def _set_limits(limits: Limits) -> None:
    try:
        import resource  # noqa: PLC0415 - only systems of the Unix kind have it
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (allowed, allowed))


def _allow_processor_time(seconds: float) -> None:
    """So many seconds from now; the system ends the process at the limit, also inside a library."""
    try:
        import resource  # noqa: PLC0415 - as above
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = math.ceil(used.ru_utime + used.ru_stime + seconds) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


def _leave_network() -> None:
    """Move into a network without interfaces, where Linux allows it to this user."""
    if not sys.platform.startswith("linux"):
        return
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(None, use_errno=True)
        # As root a namespace of users is not needed, and would take the right to read all files.
        flags = _CLONE_NEWNET if os.geteuid() == 0 else _CLONE_NEWUSER | _CLONE_NEWNET
        library.unshare(flags)
