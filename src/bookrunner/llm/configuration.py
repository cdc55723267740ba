"""The file of models: which may be asked what, at what price, within which budget."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from bookrunner.llm.errors import BadModelFile
from bookrunner.llm.model import Classification
from bookrunner.web import LOOPBACK, Key, Table, read_listing


class Provider(StrEnum):
    """What a model's server speaks."""

    OPENAI = "openai"
    """Chat completions, as vLLM, Ollama, LiteLLM's proxy and many others speak them."""
    AZURE = "azure"
    """The same, with a deployment in the address and a version in the query."""
    ANTHROPIC = "anthropic"
    """Messages."""
    BEDROCK = "bedrock"
    """Converse, signed."""


class Mode(StrEnum):
    """Where replies come from."""

    LIVE = "live"
    RECORD = "record"
    """Live, and each reply is kept as a file."""
    REPLAY = "replay"
    """From the files only; nothing is sent."""


@dataclass(frozen=True)
class Model:
    """One model that may be asked."""

    name: str
    """As it is called here; unique."""
    provider: Provider
    url: str
    """What the provider's paths are added to."""
    model: str
    """As the provider calls it; at Azure the deployment."""
    classifications: frozenset[Classification]
    """The data it may be sent, each by name: none follows from another."""
    input_price: Decimal
    """For a million tokens."""
    output_price: Decimal
    context_tokens: int
    key: Key
    timeout_seconds: float = 120.0
    """For one attempt."""
    attempts: int = 3
    direct: bool = False
    """Asked without the proxy, because it stands inside; one on this machine always does."""
    api_version: str = ""
    region: str = ""
    key_id: Key = field(default_factory=Key)
    session_token: Key = field(default_factory=Key)
    max_tokens_name: str = "max_tokens"
    """The field that limits the reply; newer OpenAI models want ``max_completion_tokens``."""
    temperature: bool = True
    """Whether the model takes a temperature; some refuse requests that name one."""

    def cost(self, input_tokens: int, output_tokens: int) -> Decimal:
        """What so many tokens cost."""
        spent = input_tokens * self.input_price + output_tokens * self.output_price
        return spent / 1_000_000


@dataclass(frozen=True)
class Redaction:
    """What is hidden before anything is sent."""

    names: tuple[str, ...] = ()
    """Code names of deals and their parties."""
    patterns: tuple[tuple[str, re.Pattern[str]], ...] = ()
    """Each with the label that stands in its place."""


@dataclass(frozen=True)
class ModelFile:
    """All that the file says."""

    models: tuple[Model, ...]
    """In the order in which they are tried."""
    currency: str
    call_budget: Decimal | None
    day_budget: Decimal | None
    """For all processes of one home; a day is one of UTC."""
    redaction: Redaction
    cache: bool
    mode: Mode
    records: Path | None
    log_text: bool
    ca_bundle: str


def model_file(path: Path) -> ModelFile:
    """The file of models, in TOML or (``.json``) JSON, checked whole.

    Raises:
        BadModelFile: It cannot be read, or says something that is not understood.
    """
    table = read_listing(path, BadModelFile)
    models = tuple(_model(row) for row in table.tables("models"))
    names = [model.name for model in models]
    if not models or len(set(names)) < len(names):
        table.wrong("it must list models under [[models]], each with a name of its own")
    budget = table.table("budget")
    records = table.table("records")
    log = table.table("log")
    read = ModelFile(
        models=models,
        currency=table.text("currency", "USD"),
        call_budget=budget.amount("per_call", None),
        day_budget=budget.amount("per_day", None),
        redaction=_redaction(table.table("redaction"), path.parent),
        cache=table.yes("cache", default=True),
        mode=Mode(records.choice("mode", tuple(Mode), Mode.LIVE)),
        records=_below(path.parent, records.text("folder", "")),
        log_text=log.yes("text", default=False),
        ca_bundle=str(_below(path.parent, table.text("ca_bundle", "")) or ""),
    )
    if read.mode is not Mode.LIVE and read.records is None:
        records.wrong("`folder` must say where the records are")
    for part in (budget, records, log, table):
        part.require_all_known()
    return read


def _model(row: Table) -> Model:
    provider = Provider(row.choice("provider", tuple(Provider)))
    region = row.text("region", "")
    url, host = row.url("url", _usual_url(provider, region))
    if provider is Provider.BEDROCK and not region:
        row.wrong("`region` must name the region of Bedrock")
    api_version = row.text("api_version", "")
    if provider is Provider.AZURE and not api_version:
        row.wrong("`api_version` must name the version of Azure's interface")
    allowed = row.texts("classifications")
    if not allowed or not set(allowed) <= {one.value for one in Classification}:
        row.wrong(f"`classifications` must be of {', '.join(Classification)}")
    model = Model(
        name=row.text("name"),
        provider=provider,
        url=url,
        model=row.text("model"),
        classifications=frozenset(Classification(one) for one in allowed),
        input_price=row.price("input_price"),
        output_price=row.price("output_price"),
        context_tokens=row.whole("context_tokens"),
        key=row.key("key"),
        timeout_seconds=float(row.whole("timeout_seconds", 120)),
        attempts=row.whole("attempts", 3),
        direct=row.yes("direct", default=host in LOOPBACK),
        api_version=api_version,
        region=region,
        key_id=row.key("key_id"),
        session_token=row.key("session_token"),
        max_tokens_name=row.text("max_tokens_name", "max_tokens"),
        temperature=row.yes("temperature", default=True),
    )
    row.require_all_known()
    return model


def _usual_url(provider: Provider, region: str) -> str:
    if provider is Provider.ANTHROPIC:
        return "https://api.anthropic.com"
    if provider is Provider.BEDROCK:
        return f"https://bedrock-runtime.{region}.amazonaws.com"
    return ""


def _redaction(table: Table, folder: Path) -> Redaction:
    names = list(table.texts("names"))
    listed = _below(folder, table.text("names_file", ""))
    if listed is not None:
        try:
            lines = listed.read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError) as error:
            raise BadModelFile(str(listed), "the list of names cannot be read") from error
        names += [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    patterns = []
    for row in table.tables("patterns"):
        label = row.text("label")
        try:
            pattern = re.compile(row.text("pattern"))
        except re.error as error:
            row.wrong(f"`pattern` is no regular expression: {error}")
        if pattern.search("") or not re.fullmatch(r"[A-Z][A-Z_]{0,30}", label):
            row.wrong("`pattern` must not fit nothing, and `label` be of capital letters")
        patterns.append((label, pattern))
        row.require_all_known()
    table.require_all_known()
    return Redaction(tuple(dict.fromkeys(names)), tuple(patterns))


def _below(folder: Path, name: str) -> Path | None:
    """A path that the file names, from where the file lies."""
    return (folder / name).absolute() if name else None
