"""A lane for short requests: one thread serves all who wait, and wakes the loop once for them."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

_TOGETHER = 256

A = TypeVar("A")
B = TypeVar("B")


class Lane(Generic[A, B]):
    """Hands what is asked to one thread, many at a time.

    Requests that need some microseconds of work and one wait for the disk cost more to hand to a
    thread each than to serve: threads of one process take turns. Here those that came while the
    thread was busy are served together, with one wait for the disk.
    """

    def __init__(self, serve: Callable[[Sequence[A]], Sequence[B | Exception]]) -> None:
        """Nothing runs yet.

        Args:
            serve: The answers to some, in order; an exception among them is for its asker alone,
                one that is raised for all of them.
        """
        self._serve = serve
        self._waiting: queue.SimpleQueue[tuple[A, asyncio.Future[B]]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    async def ask(self, one: A) -> B:
        """The answer to one."""
        answer: asyncio.Future[B] = asyncio.get_running_loop().create_future()
        self._waiting.put((one, answer))
        if self._thread is None:
            self._start()
        return await answer

    def _start(self) -> None:
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="lane", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            some = [self._waiting.get()]
            while len(some) < _TOGETHER and not self._waiting.empty():
                some.append(self._waiting.get())
            answers: Sequence[B | Exception]
            try:
                answers = self._serve([one for one, _ in some])
            except Exception as error:
                answers = [error] * len(some)
            by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[B], B | Exception]]]
            by_loop = {}
            for (_, future), answer in zip(some, answers, strict=True):
                by_loop.setdefault(future.get_loop(), []).append((future, answer))
            for loop, settled in by_loop.items():
                # A loop that has ended meanwhile has nobody left who waits.
                if not loop.is_closed():
                    loop.call_soon_threadsafe(_settle, settled)


def _settle(settled: Sequence[tuple[asyncio.Future[B], B | Exception]]) -> None:
    for future, answer in settled:
        if future.done():
            continue  # Who asked has gone.
        if isinstance(answer, Exception):
            future.set_exception(answer)
        else:
            future.set_result(answer)
