"""The servers of the configured models: what they speak, what opens them, and the sending."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import quote

from bookrunner.llm.anthropic_http import VERSION, Anthropic
from bookrunner.llm.bedrock_http import Bedrock
from bookrunner.llm.configuration import Model, Provider
from bookrunner.llm.errors import ClassificationNotAllowed
from bookrunner.llm.model import Request
from bookrunner.llm.openai_http import OpenAi
from bookrunner.llm.posting_http import Posts
from bookrunner.llm.redaction import Restorer
from bookrunner.llm.wire import Failed, Piece, Secrets, Spoken
from bookrunner.web.keys import MASK, SHORTEST, Key, KeyMissing


class Servers:
    """Asks one model once."""

    def __init__(
        self, posts: Posts, environment: Mapping[str, str], now: Callable[[], datetime]
    ) -> None:
        self._posts = posts
        self._environment = environment
        self._now = now

    def asked(
        self, request: Request, model: Model, secrets: Secrets, *, streamed: bool
    ) -> Iterator[Piece]:
        """The one place where something is sent."""
        if request.classification not in model.classifications:
            raise ClassificationNotAllowed(request.classification)
        spoken = _spoken(model, self._now)
        call = spoken.call(request, secrets, streamed=streamed)
        timeout = model.timeout_seconds
        if streamed:
            chunks = self._posts.streamed(call, timeout, spoken.streams_as, direct=model.direct)
            pieces = spoken.pieces(chunks)
        else:
            whole = self._posts.whole(call, timeout, direct=model.direct)
            pieces = iter((spoken.whole(whole),))
        # A server that repeats a key shall not bring it to a page, a cache or a log.
        masks = {one: MASK for one in (secrets.key, secrets.session_token) if len(one) >= SHORTEST}
        masking = Restorer(masks)
        for piece in pieces:
            yield replace(piece, text=masking.feed(piece.text))
        yield Piece(text=masking.end())

    def secrets(self, model: Model) -> Secrets:
        """The model's secrets.

        Raises:
            Failed: One is not where it should be; another model may be asked.
        """

        def secret(key: Key) -> str:
            try:
                return key.secret(self._environment)
            except KeyMissing as error:
                raise Failed(str(error), again=False) from None

        return Secrets(secret(model.key), secret(model.key_id), secret(model.session_token))

    def reachable(self, model: Model) -> str:
        """Why the model's server cannot be used, found out without data; empty: it can.

        Nothing is spent: it is asked for its list of models, or, where it has none, for nothing.
        """
        try:
            secrets = self.secrets(model)
            if model.provider is Provider.BEDROCK:
                self._posts.reachable(model.url, {}, direct=model.direct)
                return ""
            url, headers = _listing(model, secrets)
            status = self._posts.reachable(url, headers, direct=model.direct)
        except (KeyMissing, Failed) as error:
            return str(error)
        if status in {401, 403}:
            return f"it does not accept the key ({status})"
        return f"it answered {status}" if status >= 500 else ""


def _spoken(model: Model, now: Callable[[], datetime]) -> Spoken:
    match model.provider:
        case Provider.OPENAI | Provider.AZURE:
            return OpenAi(model)
        case Provider.ANTHROPIC:
            return Anthropic(model)
        case Provider.BEDROCK:
            return Bedrock(model, now)


def _listing(model: Model, secrets: Secrets) -> tuple[str, dict[str, str]]:
    """The address of a server's list of models, and what opens it."""
    match model.provider:
        case Provider.AZURE:
            url = f"{model.url}/openai/models?api-version={quote(model.api_version, safe='')}"
            return url, {"api-key": secrets.key}
        case Provider.ANTHROPIC:
            return f"{model.url}/v1/models", {
                "x-api-key": secrets.key,
                "anthropic-version": VERSION,
            }
        case _:
            headers = {"Authorization": f"Bearer {secrets.key}"} if secrets.key else {}
            return f"{model.url}/models", headers
