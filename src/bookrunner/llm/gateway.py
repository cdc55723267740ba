"""The road to the configured models: who may be asked, at what price, and how often."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from bookrunner.llm.cache_sqlite import Cache
from bookrunner.llm.call_log import CallLog
from bookrunner.llm.configuration import Mode, Model, ModelFile
from bookrunner.llm.errors import (
    ClassificationNotAllowed,
    ModelRefused,
    ModelUnavailable,
    TooLong,
)
from bookrunner.llm.model import Classification, Finish, Reply, Request
from bookrunner.llm.posting_http import Posts
from bookrunner.llm.records import Records
from bookrunner.llm.redaction import Restorer, hide
from bookrunner.llm.servers import Servers
from bookrunner.llm.spending_sqlite import Spending
from bookrunner.llm.wire import Failed, Piece
from bookrunner.web import Circuit

_WAIT_FIRST_S = 1.0
_WAIT_MAX_S = 20.0
# Who waits longer is better served by another model.
_TOKENS_BESIDE = 64
_TOKENS_PER_MESSAGE = 16
_BYTES_PER_TOKEN = 3


def allowed(models: Sequence[Model], classification: Classification) -> tuple[Model, ...]:
    """The models that may be sent such data, in their order.

    Raises:
        ClassificationNotAllowed: There is none.
    """
    found = tuple(model for model in models if classification in model.classifications)
    if not found:
        raise ClassificationNotAllowed(classification)
    return found


def input_tokens_most(request: Request) -> int:
    """The most tokens that the request can be: no token of any model is less than a byte."""
    return _bytes(request) + _TOKENS_BESIDE + _TOKENS_PER_MESSAGE * len(request.messages)


def input_tokens_about(request: Request) -> int:
    """About how many tokens the request is: one for three bytes, as tables of numbers have."""
    return _bytes(request) // _BYTES_PER_TOKEN + _TOKENS_PER_MESSAGE * len(request.messages)


def _bytes(request: Request) -> int:
    said = [message.content for message in request.messages]
    said += [] if request.schema is None else [str(request.schema)]
    return sum(len(text.encode("utf-8", "replace")) for text in said)


@dataclass
class _Account:
    """What becomes known of one call while it goes on."""

    model: str = ""
    attempts: int = 0
    input_tokens: int | None = None
    output_tokens: int | None = None
    cost: Decimal = Decimal(0)
    cached: bool = False
    finish: Finish | None = None
    latency_ms: int = 0
    outcome: str = "abandoned"
    text: str = ""

    def begin(self, model: Model) -> None:
        """Another attempt: what was heard of the one before does not count."""
        self.model = model.name
        self.attempts += 1
        self.input_tokens = self.output_tokens = self.finish = None
        self.text = ""

    def hear(self, piece: Piece) -> None:
        """Take in what a piece says."""
        self.text += piece.text
        if piece.input_tokens is not None:
            self.input_tokens = piece.input_tokens
        if piece.output_tokens is not None:
            self.output_tokens = piece.output_tokens
        if piece.finish is not None:
            self.finish = piece.finish

    @property
    def whole(self) -> Piece:
        """All that was heard."""
        return Piece(self.text, self.input_tokens, self.output_tokens, self.finish)


class ModelGateway:
    """Asks the models of a file, in their order, until one has answered.

    Args:
        folder: Where the ledger of costs, the cache and the log of calls are.
        proxy: The bank's way out; models marked ``direct`` are asked without it.
        environment: Where keys are looked up, at each call.
    """

    def __init__(
        self,
        file: ModelFile,
        folder: Path,
        *,
        proxy: str = "",
        environment: Mapping[str, str] = os.environ,
        posts: Posts | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._file = file
        posts = posts or Posts(proxy=proxy, ca_bundle=file.ca_bundle, clock=clock)
        self._servers = Servers(posts, environment, now)
        self._sleep = sleep
        self._clock = clock
        self._now = now
        self._circuits = {model.name: Circuit(clock=clock) for model in file.models}
        self._spending = Spending(
            folder / "spending.db",
            now,
            currency=file.currency,
            per_call=file.call_budget,
            per_day=file.day_budget,
        )
        self._cache = Cache(folder / "replies.db") if file.cache else None
        self._records = Records(file.records) if file.records is not None else None
        self._log = CallLog(folder / "calls.jsonl")

    @property
    def file(self) -> ModelFile:
        """What is configured."""
        return self._file

    def reachable(self, model: Model) -> str:
        """Why the model's server cannot be used, found out without data or cost; else empty."""
        return self._servers.reachable(model)

    def complete(self, request: Request) -> Reply:
        """The whole reply; errors as of ``Gateway``."""
        account = _Account()
        text = "".join(self._answered(request, self._suited(request), account, streamed=False))
        assert account.finish is not None
        sent = account.input_tokens
        got = account.output_tokens
        return Reply(
            text=text,
            model=account.model,
            # Where the server does not count, what was reserved for it.
            input_tokens=input_tokens_most(request) if sent is None else sent,
            output_tokens=request.max_tokens if got is None else got,
            cost=account.cost,
            latency_ms=account.latency_ms,
            cached=account.cached,
            finish=account.finish,
        )

    def stream(self, request: Request) -> Iterator[str]:
        """The reply in pieces. Once one was given, a failure ends it: no other model goes on."""
        return self._answered(request, self._suited(request), _Account(), streamed=True)

    def spent_today(self) -> Decimal:
        """What was spent or is reserved today, by UTC."""
        return self._spending.today()

    def _suited(self, request: Request) -> tuple[Model, ...]:
        """The models that may be sent the request and can take it."""
        models = allowed(self._file.models, request.classification)
        tokens = input_tokens_about(request) + request.max_tokens
        fit = tuple(model for model in models if tokens <= model.context_tokens)
        if not fit:
            raise TooLong(tokens, max(model.context_tokens for model in models))
        return fit

    def _answered(
        self, request: Request, models: Sequence[Model], account: _Account, *, streamed: bool
    ) -> Iterator[str]:
        """The reply as it may be read, and a line in the log whatever becomes of it."""
        hidden, words = hide(request, self._file.redaction)
        is_json = request.schema is not None
        restorer = Restorer(words.inside_json if is_json else words.by_placeholder)
        self._log.ready()
        began = self._clock()
        try:
            for piece in self._pieces(hidden, models, account, streamed=streamed):
                if text := restorer.feed(piece):
                    yield text
            if text := restorer.end():
                yield text
            account.outcome = "answered"
        except Exception as error:
            account.outcome = type(error).__name__
            raise
        finally:
            account.latency_ms = round((self._clock() - began) * 1000)
            self._log.write(self._line(hidden, account))

    def _pieces(
        self, request: Request, models: Sequence[Model], account: _Account, *, streamed: bool
    ) -> Iterator[str]:
        """The reply as the model gave it: recorded, kept from before, or asked for now."""
        if self._file.mode is Mode.REPLAY:
            assert self._records is not None
            account.model, reply = self._records.found(request)
            account.hear(reply)
            account.cached = True
            yield reply.text
            return
        for model in models:
            kept = self._cache.found(request, model) if self._cache else None
            if kept is not None:
                account.model, account.cached = model.name, True
                account.hear(kept)
                yield kept.text
                return
        reasons: list[str] = []
        waits: list[timedelta] = []
        for model in models:
            try:
                yield from self._attempts(request, model, account, streamed=streamed)
            except Failed as failure:
                reasons.append(f"{model.name}: {failure.reason}")
                if (wait := self._circuits[model.name].wait) is not None:
                    waits.append(wait)
            else:
                self._keep(request, model, account)
                return
        raise ModelUnavailable(tuple(reasons), wait=min(waits, default=None))

    def _attempts(
        self, request: Request, model: Model, account: _Account, *, streamed: bool
    ) -> Iterator[str]:
        """One model's reply, after as many attempts as it is given."""
        circuit = self._circuits[model.name]
        failure: Failed | None = None
        for attempt in range(1, model.attempts + 1):
            if (wait := circuit.wait) is not None:
                said = f"left alone for {wait.total_seconds():.0f} s, because {circuit.reason}"
                raise Failed(said, again=False)
            if failure is not None:
                self._sleep(_pause(failure, attempt))
            given = False
            try:
                for text in self._charged(request, model, account, streamed=streamed):
                    given = given or bool(text)
                    yield text
            except Failed as error:
                failure = error
                if error.again:
                    circuit.failed(error.reason)
                if given:
                    reason = f"{model.name}: {error.reason}, after a part of the reply"
                    raise ModelUnavailable((reason,)) from error
                if error.wait is not None and error.wait > _WAIT_MAX_S:
                    circuit.rest(error.wait, error.reason)
                    raise
                if not error.again:
                    raise
            else:
                circuit.succeeded()
                return
        assert failure is not None
        raise failure

    def _charged(
        self, request: Request, model: Model, account: _Account, *, streamed: bool
    ) -> Iterator[str]:
        """One attempt, whose cost is reserved before and settled after."""
        most = model.cost(input_tokens_most(request), request.max_tokens)
        secrets = self._servers.secrets(model)
        account.begin(model)
        reservation = self._spending.reserve(model.name, most)
        # Until it is known better, and for good where the attempt ends in any other way.
        cost = most
        try:
            for piece in self._servers.asked(request, model, secrets, streamed=streamed):
                account.hear(piece)
                _require_willing(piece, model)
                if streamed:
                    yield piece.text
            _require_whole(account)
            if account.input_tokens is not None and account.output_tokens is not None:
                cost = model.cost(account.input_tokens, account.output_tokens)
            if not streamed:
                yield account.text
        except Failed as error:
            cost = most if error.charged else Decimal(0)
            raise
        finally:
            self._spending.settle(reservation, cost)
            account.cost += cost

    def _keep(self, request: Request, model: Model, account: _Account) -> None:
        if self._cache is not None:
            self._cache.keep(request, model, account.whole)
        if self._file.mode is Mode.RECORD:
            assert self._records is not None
            self._records.keep(request, model.name, account.whole)

    def _line(self, request: Request, account: _Account) -> dict[str, object]:
        line: dict[str, object] = {
            "at": self._now().isoformat(timespec="milliseconds"),
            "purpose": request.purpose,
            "classification": request.classification.value,
            "request": request.digest,
            "model": account.model,
            "outcome": account.outcome,
            "attempts": account.attempts,
            "cached": account.cached,
            "finish": account.finish.value if account.finish else None,
            "input_tokens": account.input_tokens,
            "output_tokens": account.output_tokens,
            "cost": f"{account.cost.normalize():f}",
            "currency": self._file.currency,
            "latency_ms": account.latency_ms,
        }
        if self._file.log_text and request.classification is not Classification.RESTRICTED:
            line["messages"] = [[one.role.value, one.content] for one in request.messages]
            line["text"] = account.text
        return line


def _require_willing(piece: Piece, model: Model) -> None:
    if piece.refused:
        raise ModelRefused(model.name, piece.refused)


def _require_whole(account: _Account) -> None:
    if account.finish is None:
        raise Failed("its reply has no end", again=True, charged=True)
    if not account.text.strip():
        raise Failed("it answered nothing", again=True, charged=True)


def _pause(failure: Failed, attempt: int) -> float:
    """Seconds to wait before an attempt: as told, else twice as long each time, with jitter."""
    wait = min(_WAIT_FIRST_S * 2.0 ** (attempt - 2), _WAIT_MAX_S) * random.uniform(0.5, 1.0)  # noqa: S311
    return max(wait, failure.wait or 0.0)
