"""Push notifications: where a task's owner wants to be told, and the telling.

A notification says that a task changed, and its state; words and figures stay in the house, where
the receiver fetches them with its own sign-in.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial

import structlog
from a2a.server.context import ServerCallContext
from a2a.server.tasks import PushNotificationConfigStore, PushNotificationSender
from a2a.server.tasks.push_notification_config_store import normalize_push_notification_config
from a2a.server.tasks.push_notification_sender import PushNotificationEvent
from a2a.types import (
    StreamResponse,
    Task,
    TaskArtifactUpdateEvent,
    TaskPushNotificationConfig,
    TaskStatusUpdateEvent,
)
from a2a.utils.errors import InvalidParamsError
from cryptography.fernet import Fernet
from google.protobuf.json_format import MessageToDict
from sqlalchemy import Engine, delete, func, insert, select

from bookrunner.faces.a2a.tasks_sql import PUSHES
from bookrunner.figures import BookrunnerError
from bookrunner.storage import reading, writing
from bookrunner.web import Destination, Undelivered, destination, post
from bookrunner.web.outside import Resolver, resolved

MEDIA_TYPE = "application/a2a+json"
ADDRESSES_MAX = 10
"""Of one task."""
_LETTERS_MAX = 4_000
_LANES = 4
_WAITING_MAX = 500
_TRIES = 3
_PAUSE_SECONDS = 1.0
_DRAIN_SECONDS = 3.0


class SqlPushes(PushNotificationConfigStore):
    """Addresses with their tokens, enciphered, in the records.

    The task is looked up before, for its owner, by the protocol's own handler.
    """

    def __init__(self, database: Engine, key: Fernet, inside: Collection[str]) -> None:
        self._database = database
        self._key = key
        self._inside = inside

    async def set_info(
        self,
        task_id: str,
        notification_config: TaskPushNotificationConfig,
        context: ServerCallContext,  # noqa: ARG002 - as the interface
    ) -> TaskPushNotificationConfig:
        """Keeps an address.

        Raises:
            InvalidParamsError: Nothing may be sent to it, or there are too many.
        """
        kept = normalize_push_notification_config(task_id, notification_config)
        said = (kept.id, kept.token, kept.authentication.scheme, kept.authentication.credentials)
        if (
            any(len(one) > _LETTERS_MAX or not one.isprintable() for one in said)
            or len(kept.id) > 200
        ):
            raise InvalidParamsError("id, token and credentials are short and of one line")
        try:
            destination(kept.url, self._inside)
        except BookrunnerError as error:
            raise InvalidParamsError(str(error)) from error
        await asyncio.to_thread(self._keep, kept)
        return kept

    async def get_info(
        self,
        task_id: str,
        context: ServerCallContext,  # noqa: ARG002 - as the interface
    ) -> list[TaskPushNotificationConfig]:
        """The addresses of a task."""
        return await self.get_info_for_dispatch(task_id)

    async def get_info_for_dispatch(self, task_id: str) -> list[TaskPushNotificationConfig]:
        """The addresses of a task."""
        return await asyncio.to_thread(self._of, task_id)

    async def delete_info(
        self,
        task_id: str,
        context: ServerCallContext,  # noqa: ARG002 - as the interface
        config_id: str | None = None,
    ) -> None:
        """Forgets an address; one that is not there is forgotten already."""
        await asyncio.to_thread(self._forget, task_id, config_id or task_id)

    def _keep(self, kept: TaskPushNotificationConfig) -> None:
        mine = PUSHES.c.task == kept.task_id
        with writing(self._database) as connection:
            connection.execute(delete(PUSHES).where(mine, PUSHES.c.id == kept.id))
            count = connection.execute(select(func.count()).select_from(PUSHES).where(mine))
            if count.scalar_one() >= ADDRESSES_MAX:
                raise InvalidParamsError(f"a task is told to at most {ADDRESSES_MAX} addresses")
            content = self._key.encrypt(kept.SerializeToString())
            connection.execute(
                insert(PUSHES).values(task=kept.task_id, id=kept.id, content=content)
            )

    def _of(self, task_id: str) -> list[TaskPushNotificationConfig]:
        with reading(self._database) as connection:
            rows = connection.execute(
                select(PUSHES.c.content).where(PUSHES.c.task == task_id).order_by(PUSHES.c.id)
            ).all()
        return [
            TaskPushNotificationConfig.FromString(self._key.decrypt(row.content)) for row in rows
        ]

    def _forget(self, task_id: str, config_id: str) -> None:
        with writing(self._database) as connection:
            connection.execute(
                delete(PUSHES).where(PUSHES.c.task == task_id, PUSHES.c.id == config_id)
            )


@dataclass(frozen=True)
class _Letter:
    task: str
    where: Destination
    body: bytes
    headers: dict[str, str]


class Sender(PushNotificationSender):
    """Sends behind the back of the work, the notifications of one task in their order."""

    def __init__(
        self,
        pushes: SqlPushes,
        inside: Collection[str],
        proxy: str = "",
        resolver: Resolver = resolved,
    ) -> None:
        self._pushes = pushes
        self._inside = inside
        self._post = partial(post, inside=inside, proxy=proxy, resolver=resolver)
        self._lanes: list[asyncio.Queue[_Letter]] = []
        self._carriers: list[asyncio.Task[None]] = []
        self._log = structlog.get_logger("bookrunner.a2a")

    def open(self) -> None:
        """Begin to send."""
        self._lanes = [asyncio.Queue(_WAITING_MAX) for _ in range(_LANES)]
        self._carriers = [asyncio.create_task(self._carry(lane)) for lane in self._lanes]

    async def close(self) -> None:
        """Send what waits, for a little while."""
        waiting = [asyncio.create_task(lane.join()) for lane in self._lanes]
        if waiting:
            await asyncio.wait(waiting, timeout=_DRAIN_SECONDS)
        for one in (*waiting, *self._carriers):
            one.cancel()
        await asyncio.gather(*waiting, *self._carriers, return_exceptions=True)

    async def send_notification(self, task_id: str, event: PushNotificationEvent) -> None:
        """Hands a notification to each address of the task."""
        told = told_of(event)
        if told is None or not self._lanes:
            return
        body = json.dumps(MessageToDict(told)).encode()
        for config in await self._pushes.get_info_for_dispatch(task_id):
            try:
                where = destination(config.url, self._inside)
                lane = self._lanes[hash(task_id) % _LANES]
                lane.put_nowait(_Letter(task_id, where, body, _headers(config)))
            except (BookrunnerError, asyncio.QueueFull) as error:
                self._log.warning("untold", task=task_id, problem=type(error).__name__)

    async def _carry(self, lane: asyncio.Queue[_Letter]) -> None:
        while True:
            letter = await lane.get()
            try:
                await self._deliver(letter)
            except Exception as error:
                self._log.warning("untold", task=letter.task, problem=type(error).__name__)
            finally:
                lane.task_done()

    async def _deliver(self, letter: _Letter) -> None:
        for again in range(_TRIES):
            try:
                await asyncio.to_thread(self._post, letter.where, letter.body, letter.headers)
            except Undelivered:
                if again == _TRIES - 1:
                    raise
                await asyncio.sleep(_PAUSE_SECONDS * 2**again)
            else:
                return


def told_of(event: PushNotificationEvent) -> StreamResponse | None:
    """What a notification tells of an event: which task, and its state; None when that stays."""
    if isinstance(event, TaskArtifactUpdateEvent):
        return None
    if isinstance(event, TaskStatusUpdateEvent):
        update = TaskStatusUpdateEvent(task_id=event.task_id, context_id=event.context_id)
        update.status.CopyFrom(event.status)
        update.status.ClearField("message")
        return StreamResponse(status_update=update)
    task = Task(id=event.id, context_id=event.context_id)
    task.status.CopyFrom(event.status)
    task.status.ClearField("message")
    return StreamResponse(task=task)


def _headers(config: TaskPushNotificationConfig) -> dict[str, str]:
    headers = {"Content-Type": MEDIA_TYPE}
    if config.token:
        headers["X-A2A-Notification-Token"] = config.token
    known = config.authentication
    if known.scheme and known.credentials:
        headers["Authorization"] = f"{known.scheme} {known.credentials}"
    return headers
