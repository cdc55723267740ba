"""Vectors from an endpoint that speaks OpenAI's embeddings API (vLLM, Ollama, LiteLLM, Azure)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import urllib3

from bookrunner.figures import BookrunnerError
from bookrunner.search.embedder import Vectors

_AT_ONCE = 64
_CHARACTERS_MAX = 8_000
"""Of a text; a passage has at most about 2,500."""
_BYTES_MAX = 64 * 1024 * 1024
_TIMES_UNREACHED = 2


class EmbeddingsUnreachable(BookrunnerError):
    """The endpoint does not answer, or not in time."""

    def __init__(self, url: str, why: str) -> None:
        super().__init__(
            f"the embeddings endpoint {url} does not answer ({why}); start it, or unset "
            "BOOKRUNNER_EMBEDDINGS_URL to search with the built-in vectors"
        )


class EmbeddingsRefused(BookrunnerError):
    """The endpoint answers with an error."""

    def __init__(self, url: str, status: int) -> None:
        self.status = status
        advice = {
            401: "BOOKRUNNER_EMBEDDINGS_KEY is not accepted",
            403: "BOOKRUNNER_EMBEDDINGS_KEY is not accepted",
            404: "it serves no such model or path; the URL ends before /embeddings",
            429: "it takes no more requests now",
        }.get(status, "its own log says why")
        super().__init__(f"the embeddings endpoint {url} answers {status}: {advice}")


class EmbeddingsUnusable(BookrunnerError):
    """What the endpoint answers are not the vectors that were asked for."""

    def __init__(self, url: str, why: str) -> None:
        super().__init__(f"the answer of the embeddings endpoint {url} cannot be used: {why}")


class EndpointEmbedder:
    """Asks ``URL/embeddings``. The texts of all documents go there, walled ones too."""

    def __init__(
        self, url: str, model: str, key: str = "", *, timeout_seconds: float = 30.0
    ) -> None:
        self._url = url.rstrip("/")
        self._shown = re.sub(r"//[^/@]*@", "//", self._url)
        self._model = model
        self._key = key
        self._pool = urllib3.PoolManager(
            timeout=urllib3.Timeout(connect=min(5.0, timeout_seconds), read=timeout_seconds),
            retries=urllib3.Retry(connect=_TIMES_UNREACHED, read=0, redirect=0, status=0),
        )

    @property
    def name(self) -> str:
        """Of the model at this address: the same model elsewhere may be another."""
        plain = re.sub(r"[^A-Za-z0-9]+", "-", self._model).strip("-").lower()[:40]
        told = hashlib.sha256(f"{self._url} {self._model}".encode()).hexdigest()[:8]
        return f"endpoint-{plain}-{told}"

    @cached_property
    def dimensions(self) -> int:
        """Numbers in a vector, as the endpoint gives them."""
        return int(self._asked(["revenue"]).shape[1])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """A row a text; a text without a word is all zeros.

        Raises:
            EmbeddingsUnreachable: It does not answer, or not in time.
            EmbeddingsRefused: It answers with an error.
            EmbeddingsUnusable: Its vectors are too few, of another length, or no numbers.
        """
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        said = [number for number, text in enumerate(texts) if text.strip()]
        for first in range(0, len(said), _AT_ONCE):
            some = said[first : first + _AT_ONCE]
            vectors = self._asked([texts[number][:_CHARACTERS_MAX] for number in some])
            if vectors.shape[1] != self.dimensions:
                raise EmbeddingsUnusable(
                    self._shown,
                    f"a vector has {vectors.shape[1]} numbers where others have {self.dimensions}",
                )
            rows[some] = vectors
        length = np.linalg.norm(rows, axis=1, keepdims=True)
        np.divide(rows, length, out=rows, where=length > 0)
        return rows

    def _asked(self, texts: Sequence[str]) -> Vectors:
        headers = {"Content-Type": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        body = json.dumps({"model": self._model, "input": list(texts)}).encode()
        try:
            answer = self._pool.request(
                "POST",
                f"{self._url}/embeddings",
                body=body,
                headers=headers,
                preload_content=False,
                redirect=False,
            )
            try:
                content = answer.read(_BYTES_MAX + 1)
            finally:
                answer.release_conn()
        except urllib3.exceptions.HTTPError as error:
            cause = error.reason if isinstance(error, urllib3.exceptions.MaxRetryError) else error
            raise EmbeddingsUnreachable(self._shown, type(cause).__name__) from error
        if answer.status != 200:
            raise EmbeddingsRefused(self._shown, answer.status)
        return self._read(content, len(texts))

    def _read(self, content: bytes, count: int) -> Vectors:
        if len(content) > _BYTES_MAX:
            raise EmbeddingsUnusable(self._shown, "it is larger than 64 MB")
        try:
            rows: list[Any] = json.loads(content)["data"]
            rows = sorted(rows, key=lambda row: row["index"])
            places = [row["index"] for row in rows]
            vectors = np.array([row["embedding"] for row in rows], np.float32)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise EmbeddingsUnusable(self._shown, "it is not a list of vectors") from error
        if places != list(range(count)):
            raise EmbeddingsUnusable(
                self._shown, f"it holds {len(places)} vectors for {count} texts"
            )
        if vectors.ndim != 2 or not vectors.shape[1] or not np.isfinite(vectors).all():
            raise EmbeddingsUnusable(self._shown, "a vector is no list of finite numbers")
        return vectors
