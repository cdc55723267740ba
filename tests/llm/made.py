"""Gateways for tests: a file of models in a folder, and time that does not pass."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bookrunner.llm import (
    Classification,
    Message,
    ModelGateway,
    Request,
    Role,
    model_file,
)
from bookrunner.llm.posting_http import Posts

KEY = "sk-test-0123456789abcdef"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ALL = [one.value for one in Classification]


def row(url: str, name: str = "house", **more: object) -> dict[str, object]:
    """One model of a file of models."""
    said: dict[str, object] = {
        "name": name,
        "provider": "openai",
        "url": f"{url}/v1",
        "model": "llama",
        "classifications": ALL,
        "input_price": "1",
        "output_price": "2",
        "context_tokens": 10_000,
        "key_env": "HOUSE_KEY",
    }
    return {name: value for name, value in (said | more).items() if value is not None}


class Made:
    """A gateway and what it did with time."""

    def __init__(
        self, folder: Path, *models: dict[str, object], most_bytes: int = 100_000, **more: Any
    ) -> None:
        path = folder / "models.json"
        path.write_text(json.dumps({"models": list(models), **more}))
        self.slept: list[float] = []
        self.moment = 1000.0
        self.folder = folder / "llm"
        self.gateway = ModelGateway(
            model_file(path),
            self.folder,
            environment={"HOUSE_KEY": KEY, "OTHER_KEY": "sk-other-0123456789"},
            posts=Posts(most_bytes=most_bytes),
            sleep=self._sleep,
            clock=lambda: self.moment,
            now=lambda: NOON,
        )

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += seconds

    @property
    def logged(self) -> list[dict[str, Any]]:
        lines = (self.folder / "calls.jsonl").read_text().splitlines()
        return [json.loads(line) for line in lines]


def asked(
    text: str = "How did leverage move?",
    classification: Classification = Classification.INTERNAL,
    **more: Any,
) -> Request:
    """A request."""
    fields: dict[str, Any] = {"max_tokens": 100} | more
    messages = (Message(Role.SYSTEM, "Be brief."), Message(Role.USER, text))
    return Request("tests", messages, classification, **fields)
