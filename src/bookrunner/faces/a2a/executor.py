"""The agent itself: reads a message, asks the service, and tells how the task goes."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import PurePath
from time import monotonic
from typing import Any

import structlog
from a2a.server.agent_execution import AgentExecutor, RequestContext
from a2a.server.events import EventQueue
from a2a.server.tasks import TaskUpdater
from a2a.types import Message, Part, Task, TaskState, TaskStatus

from bookrunner.faces.a2a import conformance
from bookrunner.faces.a2a.card import JSON, TEXT, in_words
from bookrunner.faces.a2a.messages import (
    Approved,
    Declined,
    Pending,
    data_part,
    pending_of,
    read,
)
from bookrunner.faces.a2a.summaries import summary
from bookrunner.faces.a2a.words import Asked, Greeting, Unclear, missing_of
from bookrunner.faces.problems import Problem, problem
from bookrunner.figures import Ambiguous, BookrunnerError, Caller, Refused, Unusable
from bookrunner.operations import Effect, Operation
from bookrunner.operations.service import Answer, Service

AT_ONCE = 8
"""Requests that are worked on at the same time; others wait their turn."""
ANSWER_MAX = 4_000_000
"""Letters of an answer that a task keeps."""
OF_ONE = 4
"""Of one caller's, so that nobody keeps the others waiting."""
_TELL_SECONDS = 1.0

_KINDS = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".json": JSON,
    ".csv": "text/csv",
    ".pdf": "application/pdf",
}


class AnswerTooLong(Unusable):
    """More than a task keeps."""

    def __init__(self, operation: str) -> None:
        super().__init__(
            f"the answer of {operation} is longer than {ANSWER_MAX // 1_000_000} million letters; "
            "ask for less, or ask the HTTP API, which hands it out in pages"
        )


class Stopped(BaseException):
    """The task was cancelled; raised where the work tells how far it is."""


class Agent(AgentExecutor):
    """One for all tasks."""

    def __init__(self, service: Service, base_url: str) -> None:
        self._service = service
        self._base_url = base_url
        self._pool = ThreadPoolExecutor(AT_ONCE, "a2a")
        self._stops: dict[str, threading.Event] = {}
        self._turns: dict[str, asyncio.Semaphore] = {}
        self._log = structlog.get_logger("bookrunner.a2a")

    def close(self) -> None:
        """Let no work begin, and what runs stop where it tells how far it is."""
        for stop in list(self._stops.values()):
            stop.set()
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def execute(self, context: RequestContext, event_queue: EventQueue) -> None:
        """Works on one message of a task."""
        caller: Caller = context.call_context.state["caller"]
        message = context.message
        assert message is not None, "a request without a message"
        task_id, context_id = context.task_id or "", context.context_id or ""
        updater = TaskUpdater(event_queue, task_id, context_id)
        scene = conformance.scene_of(message, caller)
        if scene == "message-response":
            said = updater.new_agent_message([Part(text="Direct message response")])
            said.ClearField("task_id")
            await event_queue.enqueue_event(said)
            return
        if context.current_task is None:
            await event_queue.enqueue_event(_begun(task_id, context_id, message))
        if scene:
            await conformance.play(scene, updater)
            return
        await _Turn(self, caller, context, updater).run(message, context.current_task)

    async def cancel(self, context: RequestContext, event_queue: EventQueue) -> None:
        """Stops the work on a task."""
        task_id = context.task_id or ""
        if stop := self._stops.get(task_id):
            stop.set()
        await TaskUpdater(event_queue, task_id, context.context_id or "").cancel()

    async def offered(self, caller: Caller) -> tuple[Operation, ...]:
        """What the caller may ask for."""
        found: tuple[Operation, ...] = await self.in_thread(self._service.offered, caller)
        return found

    async def in_thread(self, function: Any, *given: Any) -> Any:  # noqa: ANN401 - as the function
        """The function's value, worked out without holding up others."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, partial(function, *given))

    async def answer(
        self, caller: Caller, asked: Asked, task_id: str, updater: TaskUpdater
    ) -> Answer:
        """The service's answer; how far the work is, is told while it runs."""
        loop = asyncio.get_running_loop()
        stop = self._stops.setdefault(task_id, threading.Event())
        told_at = monotonic()

        def progress(activity: str, done: int, total: int) -> None:
            nonlocal told_at
            if stop.is_set():
                raise Stopped
            if monotonic() - told_at >= _TELL_SECONDS:
                told_at = monotonic()
                words = f"{activity}: {done} of {total}" if total else activity
                telling = updater.start_work(updater.new_agent_message([Part(text=words)]))
                asyncio.run_coroutine_threadsafe(telling, loop)

        try:
            async with self._turns.setdefault(caller.name, asyncio.Semaphore(OF_ONE)):
                answer: Answer = await self.in_thread(
                    self._service.answer, caller, asked.operation, asked.given, progress
                )
        finally:
            self._stops.pop(task_id, None)
        if len(answer.text) > ANSWER_MAX:
            raise AnswerTooLong(asked.operation)
        return answer

    def operation(self, caller: Caller, name: str) -> Operation:
        """The operation, when the caller may ask for it."""
        return self._service.operation(caller, name)

    def told(self, error: BookrunnerError) -> Problem:
        """The error for a reader, without places of this server."""
        found = problem(error)
        return Problem(
            found.kind,
            self._service.told(found.message),
            found.exit_code,
            found.near,
            found.choices,
        )

    def file_url(self, file_id: str) -> str:
        """Where a written file is fetched, with the same sign-in."""
        return f"{self._base_url}/api/v1/{file_id}"

    def record(self, task_id: str, operation: str, state: str, error: BaseException | None) -> None:
        """A line of the log; never words of the request or of the answer."""
        told = {"task": task_id, "operation": operation, "state": state}
        if error is None or isinstance(error, BookrunnerError):
            kind = {} if error is None else {"problem": type(error).__name__}
            self._log.info("turn", **told, **kind)
        else:
            self._log.error("turn", **told, exc_info=error)


class _Turn:
    """One message, from reading it to the state it leaves the task in."""

    def __init__(
        self, agent: Agent, caller: Caller, context: RequestContext, updater: TaskUpdater
    ) -> None:
        self._agent = agent
        self._caller = caller
        self._updater = updater
        self._task_id = context.task_id or ""
        modes = context.configuration.accepted_output_modes if context.configuration else ()
        self._modes = frozenset(mode.partition(";")[0].strip().lower() for mode in modes)

    async def run(self, message: Message, task: Task | None) -> None:
        offered = await self._agent.offered(self._caller)
        waiting = pending_of(task)
        found = read(message, waiting, offered)
        if isinstance(found, Greeting):
            await self._updater.complete(self._said(in_words(offered)))
        elif isinstance(found, Declined):
            await self._updater.cancel(self._said("It is not done."))
        elif isinstance(found, Unclear):
            await self._unclear(found, waiting)
        elif isinstance(found, Approved):
            await self._asked(found.request, is_approved=True)
        else:
            await self._asked(found, is_approved=False)

    async def _unclear(self, found: Unclear, waiting: Pending | None) -> None:
        if found.operation:
            confirm = waiting.confirm if waiting else False
            waiting = Pending(found.operation, found.given, confirm)
        await self._need(found.says, waiting)

    async def _asked(self, asked: Asked, *, is_approved: bool) -> None:
        error: BaseException | None = None
        state = "completed"
        try:
            operation = await self._agent.in_thread(
                self._agent.operation, self._caller, asked.operation
            )
            if await self._lacks(operation, asked, is_approved=is_approved):
                state = "input-required"
            else:
                await self._updater.start_work(self._said(operation.summary))
                answer = await self._agent.answer(self._caller, asked, self._task_id, self._updater)
                await self._complete(operation, answer)
        except Stopped:
            state = "canceled"
        except Ambiguous as several:
            error, state = several, "input-required"
            await self._several(asked, several)
        except BookrunnerError as refusal:
            error = refusal
            state = "rejected" if isinstance(refusal, Refused) else "failed"
            await self._refused(self._agent.told(refusal), state)
        except Exception as mistake:
            error, state = mistake, "failed"
            said = "Bookrunner made a mistake; nothing is half-done. The server's log says where."
            await self._refused(Problem("Mistake", said, 1), state)
        self._agent.record(self._task_id, asked.operation, state, error)

    async def _lacks(self, operation: Operation, asked: Asked, *, is_approved: bool) -> bool:
        """Whether something was asked back."""
        missing = missing_of(operation, asked.given)
        if missing:
            told = "; ".join(
                f"{row.name} ({row.help}"
                + (f" One of {', '.join(filter(None, row.choices))}." if row.choices else "")
                + ")"
                for row in missing
            )
            await self._need(
                f"`{operation.name}` needs {told}.",
                Pending(operation.name, asked.given, confirm=False),
            )
            return True
        if operation.effect is Effect.WRITES and asked.in_words and not is_approved:
            fields = ", ".join(f"{name}: {value}" for name, value in asked.given.items())
            await self._need(
                f"This writes: {operation.summary} {fields}. Answer yes to have it done.",
                Pending(operation.name, asked.given, confirm=True),
            )
            return True
        return False

    async def _several(self, asked: Asked, error: Ambiguous) -> None:
        told = self._agent.told(error)
        pending = Pending(asked.operation, asked.given, confirm=False)
        await self._need(f"{told.message} Choices: {', '.join(told.choices)}.", pending)

    async def _need(self, says: str, pending: Pending | None) -> None:
        parts = [Part(text=says, media_type=TEXT)]
        if pending is not None:
            parts.append(pending.part())
        await self._updater.requires_input(self._updater.new_agent_message(parts))

    async def _refused(self, told: Problem, state: str) -> None:
        data = {
            "problem": told.kind,
            "message": told.message,
            "exit_code": told.exit_code,
            "near": list(told.near),
            "choices": list(told.choices),
        }
        said = self._updater.new_agent_message(
            [Part(text=told.message, media_type=TEXT), data_part(data)]
        )
        if state == "rejected":
            await self._updater.reject(said)
        else:
            await self._updater.failed(said)

    async def _complete(self, operation: Operation, answer: Answer) -> None:
        plain = answer.plain
        text = summary(operation.summary, plain)
        parts = [
            part
            for part, mode in (
                (data_part(plain), JSON),
                (Part(text=text, media_type=TEXT), TEXT),
            )
            if not self._modes or mode in self._modes or not self._modes & {JSON, TEXT}
        ]
        files = answer.folder.files if answer.folder else ()
        for file in files:
            part = Part(
                url=self._agent.file_url(file.id),
                filename=file.name,
                media_type=_KINDS.get(
                    PurePath(file.name).suffix.lower(), "application/octet-stream"
                ),
            )
            part.metadata.update({"id": file.id, "size": file.size, "sha256": file.sha256})
            parts.append(part)
        await self._updater.add_artifact(
            parts, artifact_id=answer.operation, name=answer.operation, last_chunk=True
        )
        await self._updater.complete(self._said(operation.summary))

    def _said(self, words: str) -> Message:
        return self._updater.new_agent_message([Part(text=words, media_type=TEXT)])


def _begun(task_id: str, context_id: str, message: Message) -> Task:
    status = TaskStatus(state=TaskState.TASK_STATE_SUBMITTED)
    status.timestamp.FromDatetime(datetime.now(UTC))
    return Task(id=task_id, context_id=context_id, status=status, history=[message])
