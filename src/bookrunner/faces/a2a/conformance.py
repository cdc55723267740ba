"""The scenes of the protocol's technology compatibility kit.

The kit tells an agent what to do by how the id of its message begins, because it must see each
state that a task can be in. The scenes touch no data. They are played for the user of a server that
only its own machine reaches; to everybody else such an id means nothing.
"""

from __future__ import annotations

import asyncio

from a2a.server.tasks import TaskUpdater
from a2a.types import Message, Part
from google.protobuf import json_format, struct_pb2

from bookrunner.figures import Caller

_PREFIX = "tck-"
_RESUBSCRIBE = "test-resubscribe-message-id"
_DELAY_SECONDS = 2
"""The kit's own time to wait for a stream."""

_FILE = Part(raw=b"tck", media_type="text/plain", filename="output.txt")
_FILE_URL = Part(
    url="https://example.com/output.txt", media_type="text/plain", filename="output.txt"
)
_ARTIFACTS = {
    "artifact-text": (Part(text="Generated text content"),),
    "artifact-file-url": (_FILE_URL,),
    "artifact-file": (_FILE,),
    "artifact-data": (
        Part(data=json_format.ParseDict({"key": "value", "count": 42}, struct_pb2.Value())),
    ),
    "stream-artifact-chunked": (Part(text="chunk-1 "), Part(text="chunk-2")),
    "stream-artifact-text": (Part(text="Streamed text content"),),
    "stream-artifact-file": (_FILE,),
    "stream-ordering-001": (Part(text="Ordered output"),),
    "stream-001": (Part(text="Stream hello from TCK"),),
    "stream-003": (Part(text="Stream task lifecycle"),),
}


def scene_of(message: Message, caller: Caller) -> str:
    """The scene that the message asks for; empty when it is an ordinary message."""
    if caller.signed_in_by != "loopback":
        return ""
    if message.message_id.startswith(_RESUBSCRIBE):
        return "resubscribe"
    asked = message.message_id.removeprefix(_PREFIX)
    if asked == message.message_id:
        return ""
    known = (
        *_ARTIFACTS,
        "message-response",
        "input-required",
        "auth-required",
        "complete-task",
        "delayed-complete",
        "reject-task",
        "stream-002",
    )
    # Of two that fit, the longer one is meant.
    fitting = [name for name in known if asked.startswith(name)]
    return max(fitting, key=len, default="")


async def play(scene: str, updater: TaskUpdater) -> None:
    """Do what the scene asks for; ``message-response`` is no task and is not played here."""
    if scene == "input-required":
        await updater.requires_input(_said(updater, "Say more."))
        return
    if scene == "auth-required":
        await updater.requires_auth(_said(updater, "Sign in there first."))
        return
    if scene == "reject-task":
        await updater.reject(_said(updater, "rejected"))
        return
    if scene in ("delayed-complete", "resubscribe") or scene.startswith("stream"):
        await updater.start_work()
    if scene in ("delayed-complete", "resubscribe"):
        await asyncio.sleep(_DELAY_SECONDS * (2 if scene == "resubscribe" else 1))
    parts = _ARTIFACTS.get(scene, ())
    for place, part in enumerate(parts):
        await updater.add_artifact(
            [part],
            artifact_id=scene,
            append=place > 0,
            last_chunk=place == len(parts) - 1,
        )
    await updater.complete(_said(updater, "Hello from TCK"))


def _said(updater: TaskUpdater, words: str) -> Message:
    return updater.new_agent_message([Part(text=words)])
