"""Server-sent events, hidden names and prompts."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.llm import prompt
from bookrunner.llm.configuration import Redaction
from bookrunner.llm.redaction import Restorer, hide
from bookrunner.llm.sse import events
from bookrunner.llm.wire import Failed
from tests.llm.made import Made, asked, row
from tests.llm.servers import completion, serving

STREAM = "\ufeffdata: é1\r\ndata:two\n: hello\nid: 7\rdata: three\r\r\ndata\n\ndata: half".encode()
EVENTS = ["é1\ntwo\nthree", ""]


@given(st.lists(st.integers(min_value=1, max_value=len(STREAM) - 1), max_size=8))
def test_events_are_the_same_wherever_the_stream_is_cut(cuts: list[int]) -> None:
    places = [0, *sorted(cuts), len(STREAM)]
    chunks = [STREAM[a:b] for a, b in pairwise(places)]
    assert list(events(iter(chunks))) == EVENTS


def test_bytes_that_are_no_text_are_no_events() -> None:
    with pytest.raises(Failed, match="no text"):
        list(events(iter([b"data: \xff\n\n"])))


@pytest.mark.parametrize(
    "words",
    ["Project Atlas", "project\natlas", "PROJECT-ATLAS", "ProjectAtlas", "Project\u00ad Atlas"],
)
def test_a_name_is_hidden_however_it_is_written(words: str) -> None:
    hidden, known = hide(asked(f"({words}'s debt)"), Redaction(("Project Atlas", "Atlas")))
    assert hidden.messages[1].content == "([[NAME-1]]'s debt)"
    assert known.by_placeholder == {"[[NAME-1]]": words}


def test_a_placeholder_that_a_document_holds_is_not_taken() -> None:
    request = asked("Atlas, [[NAME-1]] and account 1234567890 of Borealis; atlas again")
    rules = Redaction(("Atlas", "Borealis"), (("ACCOUNT", re.compile("[0-9]{10,}")),))
    hidden, known = hide(request, rules)
    assert hidden.messages[1].content == (
        "[[NAME-2]], [[NAME-1]] and account [[ACCOUNT-1]] of [[NAME-3]]; [[NAME-2]] again"
    )
    assert len(known.by_placeholder) == 3


def test_no_rule_tears_what_another_has_hidden() -> None:
    rules = Redaction(("Atlas", "Name"), (("CODE", re.compile("[A-Z]+")),))
    request = asked("atlas NAME XY")
    hidden, known = hide(request, rules)
    assert hidden.messages[1].content == "[[NAME-1]] [[NAME-2]] [[CODE-2]]"
    restorer = Restorer(known.by_placeholder)
    assert restorer.feed(hidden.messages[1].content) + restorer.end() == "atlas NAME XY"


def test_what_was_hidden_does_not_break_a_reply_in_json(tmp_path: Path) -> None:
    said = completion(json.dumps({"said": "[[NAME-1]] fell"}))
    with serving(said) as server:
        made = Made(tmp_path, row(server.url), redaction={"names": ["Project Atlas"]})
        reply = made.gateway.complete(asked("Of Project\nAtlas?", schema={"type": "object"}))
    assert json.loads(reply.text) == {"said": "Project\nAtlas fell"}


def test_a_line_of_a_stream_must_end() -> None:
    with pytest.raises(Failed, match="without an end"):
        list(events(iter([b"data: " + b"x" * 60_000] * 20)))


def test_words_that_contain_a_name_are_left() -> None:
    hidden, _ = hide(asked("Atlassian is no Atlas"), Redaction(("Atlas",)))
    assert hidden.messages[1].content == "Atlassian is no [[NAME-1]]"


@given(st.lists(st.sampled_from(["[[NAME-1]]", "[[NAME-10]]", "[[", "[[NAME-1", "]]", "x ", "["])))
def test_what_was_hidden_comes_back_wherever_a_stream_is_cut(parts: list[str]) -> None:
    known = {"[[NAME-1]]": "Atlas", "[[NAME-10]]": "Borealis"}
    whole = "".join(parts)
    expected = whole.replace("[[NAME-1]]", "Atlas").replace("[[NAME-10]]", "Borealis")
    for size in (1, 3, 7):
        restorer = Restorer(known)
        cut = [whole[at : at + size] for at in range(0, len(whole), size)]
        assert "".join(map(restorer.feed, cut)) + restorer.end() == expected


def test_prompts_have_versions_and_slots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = tmp_path / "invented_room"
    (room / "prompts").mkdir(parents=True)
    (room / "__init__.py").touch()
    (room / "prompts" / "say.v1.txt").write_text("Old {{question}}")
    (room / "prompts" / "say.v10.txt").write_text("Answer {{question}} from {{evidence}}.")
    monkeypatch.syspath_prepend(str(tmp_path))
    newest = prompt("invented_room", "say")
    assert (newest.version, newest.slots) == (10, frozenset({"question", "evidence"}))
    # A slot inside a value is words of a document, and stays so.
    said = newest.filled(question="why?", evidence="{{question}} {0}")
    assert said == "Answer why? from {{question}} {0}."
    oldest = prompt("invented_room", "say", 1)
    assert oldest.template == "Old {{question}}"
    assert oldest.digest != newest.digest
    with pytest.raises(FileNotFoundError, match="v7"):
        prompt("invented_room", "say", 7)
    with pytest.raises(AssertionError):
        newest.filled(question="why?")
