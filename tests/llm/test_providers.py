"""Each provider's own language, as its documentation shows it."""

import json
import struct
import zlib
from pathlib import Path

import pytest

from bookrunner.llm import Finish, ModelRefused, ModelUnavailable
from tests.llm.made import KEY, Made, asked, row
from tests.llm.servers import Answer, completion, serving

MESSAGE = {
    "content": [{"type": "text", "text": "It "}, {"type": "text", "text": "fell."}],
    "stop_reason": "max_tokens",
    "usage": {"input_tokens": 10, "output_tokens": 5},
}
CONVERSED = {
    "output": {"message": {"role": "assistant", "content": [{"text": "It fell."}]}},
    "stopReason": "end_turn",
    "usage": {"inputTokens": 10, "outputTokens": 5},
}
EVENTS: list[dict[str, object]] = [
    {"type": "message_start", "message": {"usage": {"input_tokens": 10, "output_tokens": 1}}},
    {"type": "ping"},
    {"type": "content_block_delta", "delta": {"type": "text_delta", "text": "It fell."}},
    {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 5}},
    {"type": "message_stop"},
]


def _json(said: object) -> Answer:
    return Answer(json.dumps(said).encode())


def _anthropic(url: str) -> dict[str, object]:
    return row(url, provider="anthropic", model="m-1") | {"url": url}


def _bedrock(url: str) -> dict[str, object]:
    more = {"region": "us-east-1", "key_id_env": "OTHER_KEY"}
    return row(url, provider="bedrock", model="maker.model-v1:0", **more) | {"url": url}


def _events(said: list[dict[str, object]]) -> Answer:
    lines = [f"event: {one['type']}\ndata: {json.dumps(one)}\n\n" for one in said]
    return Answer("".join(lines).encode(), kind="text/event-stream")


def _frame(kind: str, payload: object, message: str = "event") -> bytes:
    """A message as AWS's description of the event stream encoding lays it out."""
    head = b""
    for name, value in ((":event-type", kind), (":message-type", message)):
        head += bytes([len(name)]) + name.encode() + b"\x07"
        head += struct.pack(">H", len(value)) + value.encode()
    body = json.dumps(payload).encode()
    prelude = struct.pack(">II", 16 + len(head) + len(body), len(head))
    framed = prelude + struct.pack(">I", zlib.crc32(prelude)) + head + body
    return framed + struct.pack(">I", zlib.crc32(framed))


def _frames(*frames: bytes) -> Answer:
    return Answer(b"".join(frames), kind="application/vnd.amazon.eventstream")


SPOKEN = (
    _frame("messageStart", {"role": "assistant"}),
    _frame("contentBlockDelta", {"delta": {"text": "It fell."}}),
    _frame("messageStop", {"stopReason": "end_turn"}),
    _frame("metadata", {"usage": {"inputTokens": 10, "outputTokens": 5}}),
)


def test_anthropic_messages(tmp_path: Path) -> None:
    with serving(_json(MESSAGE)) as server:
        reply = Made(tmp_path, _anthropic(server.url)).gateway.complete(asked(stop=("END",)))
    assert (reply.text, reply.finish) == ("It fell.", Finish.LENGTH)
    assert (reply.input_tokens, reply.output_tokens) == (10, 5)
    (heard,) = server.heard
    assert heard.path == "/v1/messages"
    assert (heard.headers["x-api-key"], heard.headers["anthropic-version"]) == (KEY, "2023-06-01")
    assert heard.said["system"] == "Be brief."
    assert heard.said["messages"] == [{"role": "user", "content": "How did leverage move?"}]
    assert heard.said["stop_sequences"] == ["END"]


def test_anthropic_streams(tmp_path: Path) -> None:
    with serving(_events(EVENTS)) as server:
        made = Made(tmp_path, _anthropic(server.url))
        assert "".join(made.gateway.stream(asked())) == "It fell."
    assert (made.logged[0]["input_tokens"], made.logged[0]["output_tokens"]) == (10, 5)


def test_anthropic_breaks_off(tmp_path: Path) -> None:
    overloaded: dict[str, object] = {"type": "error", "error": {"type": "overloaded_error"}}
    with serving(_events([*EVENTS[:2], overloaded]), _events(EVENTS)) as server:
        made = Made(tmp_path, _anthropic(server.url))
        assert "".join(made.gateway.stream(asked())) == "It fell."
    assert len(server.heard) == 2


def test_bedrock_converses_signed(tmp_path: Path) -> None:
    with serving(_json(CONVERSED)) as server:
        reply = Made(tmp_path, _bedrock(server.url)).gateway.complete(asked())
    assert (reply.text, reply.finish, reply.output_tokens) == ("It fell.", Finish.COMPLETE, 5)
    (heard,) = server.heard
    assert heard.path == "/model/maker.model-v1%3A0/converse"
    signed = heard.headers["Authorization"]
    scope = "Credential=sk-other-0123456789/20260302/us-east-1/bedrock/aws4_request"
    assert scope in signed
    assert KEY not in signed
    assert heard.said["system"] == [{"text": "Be brief."}]
    assert heard.said["inferenceConfig"] == {"maxTokens": 100, "temperature": 0.0}


def test_bedrock_streams(tmp_path: Path) -> None:
    with serving(_frames(*SPOKEN)) as server:
        made = Made(tmp_path, _bedrock(server.url))
        assert "".join(made.gateway.stream(asked())) == "It fell."
    assert made.logged[0]["cost"] == "0.00002"


@pytest.mark.parametrize(
    "frames",
    [
        SPOKEN[:2],
        (SPOKEN[0], SPOKEN[1][:-3]),
        (SPOKEN[0], SPOKEN[1][:-1] + b"\x00"),
        (SPOKEN[0], b"\xff" * 40),
        (SPOKEN[1], _frame("throttlingException", {}, "exception")),
    ],
)
def test_a_broken_stream_of_bedrock_is_no_reply(tmp_path: Path, frames: tuple[bytes, ...]) -> None:
    with serving(_frames(*frames)) as server, pytest.raises(ModelUnavailable):
        list(Made(tmp_path, _bedrock(server.url)).gateway.stream(asked()))


def test_a_guardrail_is_a_refusal(tmp_path: Path) -> None:
    stopped = _json(CONVERSED | {"stopReason": "guardrail_intervened"})
    with serving(stopped) as server, pytest.raises(ModelRefused, match="guardrail"):
        Made(tmp_path, _bedrock(server.url)).gateway.complete(asked())


def test_azure_names_deployment_and_version(tmp_path: Path) -> None:
    with serving(completion("It fell.")) as server:
        more = {"provider": "azure", "model": "dep loy", "api_version": "2024-10-21"}
        made = Made(tmp_path, row(server.url, **more) | {"url": server.url})
        assert made.gateway.complete(asked()).text == "It fell."
    (heard,) = server.heard
    expected = "/openai/deployments/dep%20loy/chat/completions?api-version=2024-10-21"
    assert heard.path == expected
    assert heard.headers["api-key"] == KEY
    assert "Authorization" not in heard.headers


def test_a_schema_is_asked_for_in_each_language(tmp_path: Path) -> None:
    schema = {"type": "object", "properties": {"said": {"type": "string"}}}
    used = {"type": "tool_use", "name": "reply", "input": {"said": "It fell."}}
    message = MESSAGE | {"content": [used], "stop_reason": "tool_use"}
    spoken = [{"toolUse": {"name": "reply", "input": {"said": "It fell."}}}]
    conversed = CONVERSED | {"output": {"message": {"content": spoken}}, "stopReason": "tool_use"}
    wanted = asked(schema=schema)
    for make, answer in (
        (row, completion('{"said": "It fell."}')),
        (_anthropic, _json(message)),
        (_bedrock, _json(conversed)),
    ):
        with serving(answer) as server:
            reply = Made(tmp_path, make(server.url), cache=False).gateway.complete(wanted)
            assert json.loads(reply.text) == {"said": "It fell."}
            assert schema in _tables(server.heard[0].said)


def _tables(said: object) -> list[object]:
    if isinstance(said, dict):
        return [said, *(inner for part in said.values() for inner in _tables(part))]
    return [i for part in said for i in _tables(part)] if isinstance(said, list) else []
