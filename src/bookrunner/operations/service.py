"""What every remote face calls: who asks, whether they may, the answer, and the files it wrote.

The faces translate and nothing else. There is no second way in, so that what is decided, recorded
and told here holds for the HTTP API, the tools and the skills alike.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import IO, Any, Protocol

from opentelemetry import trace

from bookrunner.app import Desk, Progress, silence
from bookrunner.figures import BookrunnerError, Caller, Credentials, NotAllowed, NotFound, Walls
from bookrunner.governance import (
    KEY_PREFIX,
    Act,
    Decision,
    Recorder,
    Telling,
    Thing,
    decide,
    read_in,
)
from bookrunner.jobs import SHORT, Job
from bookrunner.operations.exchange import Exchange, Folder, Upload
from bookrunner.operations.forms import Places, json_text, plain, request_of
from bookrunner.operations.jobs import JobFailed, Outcome
from bookrunner.operations.operation import STAFF, Effect, Operation
from bookrunner.operations.table import OPERATIONS
from bookrunner.storage import Remembered

_REMOTE = {row.name: row for row in OPERATIONS if row.remote}
_CHARACTERS_REMEMBERED = 100_000_000
JOBS = Act("looking at jobs", STAFF)
UPLOAD = Act("sending files", STAFF, writes=True)


class Door(Protocol):
    """Finds out who asks."""

    def caller(self, credentials: Credentials) -> Caller:
        """The caller.

        Raises:
            NotSignedIn: Nobody is known by these; the message says how to sign in.
        """
        ...

    def again(self, name: str) -> Caller:
        """The same person as they stand now, for work that they asked for before.

        Raises:
            NotSignedIn: They may no longer come in.
        """
        ...


class Unrecorded:
    """Writes nothing down, for tests and for a face that records by itself."""

    @contextmanager
    def recording(self, caller: Caller, operation: str, asked: str) -> Iterator[dict[str, Any]]:  # noqa: ARG002 - as any recorder
        """Nothing."""
        yield {}

    def record(self, telling: Sequence[Telling]) -> None:
        """Writes nothing."""


@dataclass(frozen=True)
class Answer:
    """What an operation answered, as any face shows it."""

    operation: str
    text: str
    """JSON with the fields of the operation's response, the same text for the same answer."""
    folder: Folder | None
    """What it wrote."""

    @property
    def plain(self) -> dict[str, Any]:
        """The answer as mappings, lists, texts and numbers."""
        held: dict[str, Any] = json.loads(self.text)
        return held


@dataclass(frozen=True)
class _Said:
    """An answer with what it names, and the files in which `why` finds it."""

    text: str
    read: Mapping[str, Any]
    kept: Mapping[str, str]

    @property
    def size(self) -> int:
        """Characters."""
        return len(self.text) + sum(map(len, self.kept.values()))


class Service:
    """The table of operations for callers who are not at the machine's own terminal."""

    def __init__(self, house: Desk, door: Door, recorder: Recorder | None = None) -> None:
        self._house = house
        self._door = door
        self._recorder: Recorder = recorder or Unrecorded()
        self.exchange = Exchange(house.settings.home / "exchange")

    @cached_property
    def _remembered(self) -> Remembered[_Said]:
        return Remembered(self._house.edition, _CHARACTERS_REMEMBERED, lambda said: said.size)

    def caller(self, credentials: Credentials) -> Caller:
        """Who asks.

        Raises:
            NotSignedIn: Nobody is known by these.
        """
        return self._door.caller(credentials)

    def offered(self, caller: Caller) -> tuple[Operation, ...]:
        """What the caller may ask for, in the order of the table."""
        return tuple(row for row in OPERATIONS if row.remote and _may(caller, row).allowed)

    def row(self, name: str) -> Operation | None:
        """The row of an operation for callers from afar, whoever asks."""
        return _REMOTE.get(name)

    def knows(self, caller: Caller, name: str) -> bool:
        """Whether the caller is offered an operation of that name."""
        row = self.row(name)
        return row is not None and _may(caller, row).allowed

    def operation(self, caller: Caller, name: str) -> Operation:
        """The operation of that name.

        Raises:
            NotFound: There is none for callers from afar.
            NotAllowed: The caller may not ask for it.
        """
        row = self.row(name)
        if row is None:
            near = tuple(row.name for row in self.offered(caller) if row.name.startswith(name[:3]))
            raise NotFound("operation", name, near=near[:2])
        _require(_may(caller, row))
        return row

    def answer(
        self,
        caller: Caller,
        name: str,
        given: Mapping[str, Any],
        progress: Progress = silence,
        folder_id: str = "",
    ) -> Answer:
        """The answer to a request.

        Args:
            given: The fields, as ``forms.request_schema`` describes them.
            folder_id: The folder to write to, of a job that may start again.

        Raises:
            BookrunnerError: It cannot be served; ``told`` makes the message fit to be shown.
        """
        row = self.row(name)
        with operation_span(row.name if row else "other"):
            return self._answered(caller, name, given, progress, folder_id)

    def _answered(
        self,
        caller: Caller,
        name: str,
        given: Mapping[str, Any],
        progress: Progress,
        folder_id: str,
    ) -> Answer:
        row = self.row(name) or self.operation(caller, name)
        asked = json.dumps(dict(given), default=str)
        if said := self._before(caller, row, asked):
            self._recorder.record([Telling(caller, name, asked, said.read)])
            self._house.at(caller).keep_again(said.kept)
            return Answer(name, said.text, None)
        work = _Work(self.exchange, caller, folder_id)
        places = Places(
            lambda said: self.exchange.file(caller, said),
            lambda said: self.exchange.written(caller, said),
            work.folder,
            caller.name,
        )
        with self._recorder.recording(caller, name, asked) as record:
            operation = self.operation(caller, name)
            request = request_of(operation, given, places)
            _require_own_walls(caller, _act(operation), getattr(request, "walls", ()))
            desk = self._house.at(caller, progress)
            if operation.repeats and not _names_files(request):
                key = _key(caller, name, asked)
                said = self._remembered.get(key, lambda: self._said(desk, operation, request))
            else:
                said = self._said(desk, operation, request)
            folder = work.kept(name)
            record["read"] = said.read
            record["left"] = [] if folder is None else [asdict(one) for one in folder.files]
        return Answer(name, said.text, folder)

    def _said(self, desk: Desk, operation: Operation, request: object) -> _Said:
        text = self.told(json_text(plain(operation(desk, request))))
        return _Said(text, read_in(text), desk.kept)

    def _before(self, caller: Caller, operation: Operation, asked: str) -> _Said | None:
        """What was told inside the same walls since the records last changed."""
        if not operation.repeats or not _may(caller, operation).allowed:
            return None
        said: _Said | None = self._remembered.look(_key(caller, operation.name, asked))
        return said

    def tells_at_once(self, operation: Operation, credentials: Credentials) -> bool:
        """Whether an answer may be remembered, and who asks is known without asking elsewhere.

        The keys against which another's token is held may have to be fetched from the provider.
        """
        token = credentials.bearer
        is_known_here = not token or token.startswith(KEY_PREFIX)
        return operation.repeats and is_known_here and self._house.edition.tells

    def told_before(
        self, asking: Sequence[tuple[Caller, Operation, Mapping[str, Any]]]
    ) -> list[Answer | None]:
        """The remembered answers to many at once, written down with one wait for the disk.

        None for what must be worked out, or is to be refused: ``answer`` does both.

        Raises:
            RecordUnwritable: None of it may be told.
        """
        answers: list[Answer | None] = []
        telling: list[Telling] = []
        kept: list[tuple[Caller, Mapping[str, str]]] = []
        for caller, operation, given in asking:
            asked = json.dumps(dict(given), default=str)
            said = self._before(caller, operation, asked)
            if said is None:
                answers.append(None)
                continue
            telling.append(Telling(caller, operation.name, asked, said.read))
            kept.append((caller, said.kept))
            answers.append(Answer(operation.name, said.text, None))
        if telling:
            self._recorder.record(telling)
        for caller, ledgers in kept:
            self._house.at(caller).keep_again(ledgers)
        return answers

    def submit(self, caller: Caller, name: str, given: Mapping[str, Any], key: str = "") -> Job:
        """The request as a job, which a worker runs; the same key means the same job.

        It stands behind all walls that the caller is inside of now, because any of them may show
        in its answer.

        Raises:
            BookrunnerError: It cannot be asked so, the key stands for another request
                (``KeyUsed``), or too much waits (``QueueFull``).
        """
        asked = json.dumps(dict(given), default=str)
        with self._recorder.recording(caller, f"submit {name}", asked) as record:
            operation = self.operation(caller, name)
            unwritten = Path("unwritten")
            places = Places(
                lambda said: self.exchange.file(caller, said),
                lambda said: self.exchange.written(caller, said),
                lambda: unwritten,
                caller.name,
            )
            request = request_of(operation, given, places)
            _require_own_walls(caller, _act(operation), getattr(request, "walls", ()))
            payload = {
                "given": json.loads(asked),
                "scopes": sorted(caller.scopes),
                # What takes no longer than a request, to stop long work for one, does not wait.
                SHORT: not operation.long,
            }
            job = self._house.board.submit(caller.name, caller.walls, name, payload, key)
            record["read"] = {"job": job.id}
            return job

    def run_job(self, job: Job, progress: Progress) -> str:
        """Does a job, as its owner stands now, inside the walls of the day it was asked for.

        Raises:
            JobFailed: It cannot be served any more, or could not; in words fit to be shown.
        """
        try:
            now = self._door.again(job.owner)
            if not job.walls <= now.walls:
                raise NotAllowed(f"{job.owner} has left a wall that the job stands behind")
            scopes = now.scopes & frozenset(job.payload["scopes"])
            caller = replace(now, walls=job.walls, scopes=scopes)
            self.exchange.clear(job.id)
            answer = self.answer(caller, job.operation, job.payload["given"], progress, job.id)
        except BookrunnerError as error:
            raise JobFailed(type(error).__name__, self.told(str(error))) from error
        return Outcome(answer.text, "" if answer.folder is None else answer.folder.id).text

    def job(self, caller: Caller, job_id: str) -> Job:
        """A job that the caller may know of.

        Raises:
            NotFound: There is none.
        """
        _require(decide(caller, JOBS))
        return self._house.board.job(job_id, caller.viewer)

    def cancel(self, caller: Caller, job_id: str) -> Job:
        """The caller's job, stopped.

        Raises:
            NotFound: There is none that the caller may know of.
            NotAllowed: It is somebody else's.
        """
        _require(decide(caller, JOBS))
        with self._recorder.recording(caller, "cancel-job", json.dumps({"id": job_id})):
            return self._house.board.cancel(job_id, caller.viewer)

    def job_changes(self, caller: Caller, job_id: str, after: str, seconds: float) -> Iterator[Job]:
        """The job each time it changes, until it ended or the time is over.

        Raises:
            NotFound: There is none that the caller may know of, or not any more.
        """
        _require(decide(caller, JOBS))
        yield from self._house.board.changes(job_id, caller.viewer, after, seconds)

    def told(self, message: str) -> str:
        """The message without paths of this server."""
        return self.exchange.told(message).replace(f"{self._house.settings.home}/", "")

    def upload(
        self, caller: Caller, name: str, content: IO[bytes], walls: Walls = frozenset()
    ) -> Upload:
        """Keep a file of the caller's for later requests.

        Raises:
            NotAllowed: The caller may not write, or is not inside the walls.
            TooLarge: It is beyond the limit.
        """
        _require(decide(caller, UPLOAD))
        _require_own_walls(caller, UPLOAD, walls)
        with self._recorder.recording(caller, "upload", json.dumps({"name": name})):
            return self.exchange.upload(caller, name, content, walls)

    def file(self, caller: Caller, name: str) -> Path:
        """The path of a file that the caller may have: it leaves the house here.

        Raises:
            NotFound: There is none that the caller may see.
        """
        path = self.exchange.file(caller, name)
        with self._recorder.recording(caller, "download", json.dumps({"file": name})) as record:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = path.stat().st_size
            record["left"] = [{"name": path.name, "sha256": digest, "size": size}]
            return path


@contextmanager
def operation_span(name: str) -> Iterator[None]:
    """A span of the operation: its name and, where it fails, the name of the error alone."""
    tracer = trace.get_tracer("bookrunner")
    with tracer.start_as_current_span(
        f"operation {name}",
        attributes={"bookrunner.operation": name},
        record_exception=False,
        set_status_on_exception=False,
    ) as span:
        try:
            yield
        except BaseException as error:
            span.set_attribute("error.type", type(error).__name__)
            if not isinstance(error, BookrunnerError):
                span.set_status(trace.StatusCode.ERROR)
            raise


class _Work:
    """The folder of one request, made when something is to be written."""

    def __init__(self, exchange: Exchange, caller: Caller, folder_id: str) -> None:
        self._exchange = exchange
        self._caller = caller
        self._id = folder_id
        self._folder: Path | None = None

    def folder(self) -> Path:
        if self._folder is None:
            self._folder = self._exchange.new_folder(self._id)
        return self._folder

    def kept(self, operation: str) -> Folder | None:
        if self._folder is None:
            return None
        return self._exchange.keep(self._caller, operation, self._folder)


def _key(caller: Caller, name: str, asked: str) -> tuple[str, str, Walls]:
    """What an answer depends on beside the records."""
    return name, asked, caller.walls


def _names_files(request: object) -> bool:
    """Whether the answer is of a file, which may change while the records do not."""
    named = vars(request).values()
    each = (one for said in named for one in (said if isinstance(said, tuple | list) else (said,)))
    return any(isinstance(one, Path) for one in each)


def _act(operation: Operation) -> Act:
    return Act(operation.name, operation.roles, writes=operation.effect is Effect.WRITES)


def _may(caller: Caller, operation: Operation) -> Decision:
    return decide(caller, _act(operation))


def _require(decision: Decision) -> None:
    if not decision.allowed:
        raise NotAllowed(decision.why_not)


def _require_own_walls(caller: Caller, act: Act, walls: Any) -> None:  # noqa: ANN401 - a request's field
    # What is said does not depend on whether there is such a wall.
    named = frozenset(walls)
    if not decide(caller, act, Thing(named)).allowed:
        outside = ", ".join(sorted(named - caller.walls))
        raise NotAllowed(
            f"{caller.name} is not inside {outside}; only a member can put things there"
        )
