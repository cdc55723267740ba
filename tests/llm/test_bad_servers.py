"""Whatever a server does, the caller hears of it by name and nobody gets half a reply."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from bookrunner.llm import ModelRefused, ModelUnavailable
from tests.llm.made import NOON, Made, asked, row
from tests.llm.servers import Answer, completion, serving, streamed

GOOD = completion("It fell.")
HALF = Answer(GOOD.body[:40])


@pytest.mark.parametrize(
    "bad,words",
    [
        (Answer(b"{}", 500), "answered 500"),
        (Answer(b"{}", 529), "answered 529"),
        (Answer(b"{}", 429), "asked too often"),
        (HALF, "no whole JSON"),
        (Answer(GOOD.body[:40], announced=len(GOOD.body)), "broke off"),
        (Answer(b"<html>Sign in</html>", kind="text/html"), "a page"),
        (Answer(GOOD.body, kind="text/plain"), "another kind"),
        (Answer(b"[]"), "no reply"),
        (Answer(b'{"choices": []}'), "no reply"),
        (Answer(b"[" * 50_000), "no whole JSON"),
        (completion(""), "answered nothing"),
        (completion("It f", finish="who knows"), "no end"),
        (Answer(GOOD.body, headers=(("Content-Encoding", "gzip"),)), "packed"),
    ],
)
def test_what_may_pass_is_asked_for_again(tmp_path: Path, bad: Answer, words: str) -> None:
    with serving(bad) as always, serving(bad, GOOD) as once:
        with pytest.raises(ModelUnavailable, match=words):
            Made(tmp_path, row(always.url)).gateway.complete(asked())
        assert len(always.heard) == 3
        assert Made(tmp_path, row(once.url)).gateway.complete(asked()).text == "It fell."


@pytest.mark.parametrize(
    "bad,words",
    [
        (Answer(b"{}", 400), "cannot use the request"),
        (Answer(b"{}", 401), "does not accept the key"),
        (Answer(b"{}", 404), "no such model"),
        (Answer(b"x" * 200_000), "larger than 100,000 bytes"),
    ],
)
def test_what_will_not_pass_is_asked_once(tmp_path: Path, bad: Answer, words: str) -> None:
    with serving(bad, GOOD) as server:
        with pytest.raises(ModelUnavailable, match=words):
            Made(tmp_path, row(server.url)).gateway.complete(asked())
        assert len(server.heard) == 1


def test_no_redirect_is_followed(tmp_path: Path) -> None:
    with serving(GOOD) as elsewhere:
        away = Answer(b"", 307, headers=(("Location", f"{elsewhere.url}/v1/chat/completions"),))
        with serving(away) as server, pytest.raises(ModelUnavailable, match="redirects"):
            Made(tmp_path, row(server.url)).gateway.complete(asked())
        assert elsewhere.heard == []


def test_a_slow_server_is_left(tmp_path: Path) -> None:
    slow = Answer(GOOD.body, after_s=1.5)
    with serving(slow) as server, serving(GOOD) as other:
        made = Made(
            tmp_path, row(server.url, timeout_seconds=1, attempts=1), row(other.url, "other")
        )
        reply = made.gateway.complete(asked())
    assert reply.model == "other"
    # The slow one may charge for what it would have said, at most.
    most = Decimal(sum(len(one.content) for one in asked().messages) + 64 + 32 + 200) / 1_000_000
    assert reply.cost == made.gateway.spent_today() == most + Decimal("0.00002")


def test_nobody_listens(tmp_path: Path) -> None:
    with serving(GOOD) as gone:
        url = gone.url
    made = Made(tmp_path, row(url))
    with pytest.raises(ModelUnavailable, match="house"):
        made.gateway.complete(asked())
    assert made.gateway.spent_today() == 0
    assert made.logged[0]["outcome"] == "ModelUnavailable"


def test_a_long_wait_is_honoured_by_asking_another_model(tmp_path: Path) -> None:
    busy = Answer(b"{}", 429, headers=(("Retry-After", "600"),))
    with serving(busy) as server, serving(GOOD) as other:
        made = Made(tmp_path, row(server.url), row(other.url, "other"), cache=False)
        for _ in range(2):
            assert made.gateway.complete(asked()).model == "other"
        assert len(server.heard) == 1
        made.moment += 601
        made.gateway.complete(asked())
        assert len(server.heard) == 2


def test_a_server_that_keeps_failing_is_left_alone(tmp_path: Path) -> None:
    with serving(Answer(b"{}", 500)) as server:
        made = Made(tmp_path, row(server.url))
        for _ in range(4):
            with pytest.raises(ModelUnavailable) as caught:
                made.gateway.complete(asked())
        assert len(server.heard) == 5
        assert caught.value.wait is not None


def test_requests_that_cannot_be_used_do_not_shut_out_others(tmp_path: Path) -> None:
    with serving(*[Answer(b"{}", 400)] * 6, GOOD) as server:
        made = Made(tmp_path, row(server.url))
        for _ in range(6):
            with pytest.raises(ModelUnavailable):
                made.gateway.complete(asked())
        assert made.gateway.complete(asked()).text == "It fell."


def test_a_refusal_is_not_asked_of_another(tmp_path: Path) -> None:
    with serving(completion("", finish="content_filter")) as server, serving(GOOD) as other:
        made = Made(tmp_path, row(server.url), row(other.url, "other"))
        with pytest.raises(ModelRefused, match="content filter"):
            made.gateway.complete(asked())
        assert other.heard == []


def test_a_stream_arrives_in_pieces_and_is_kept(tmp_path: Path) -> None:
    with serving(streamed("Lev", "erage é", " fell.")) as server:
        made = Made(tmp_path, row(server.url))
        assert list(made.gateway.stream(asked())) == ["Lev", "erage é", " fell."]
        assert server.heard[0].said["stream"] is True
        assert "".join(made.gateway.stream(asked())) == "Leverage é fell."
        assert len(server.heard) == 1
    assert [line["cached"] for line in made.logged] == [False, True]
    assert made.logged[0]["cost"] == "0.00002"


def test_a_stream_that_is_cut_is_no_reply(tmp_path: Path) -> None:
    with serving(streamed("Leverage ", "fell", done=False)) as server, serving(GOOD) as other:
        made = Made(tmp_path, row(server.url), row(other.url, "other"))
        heard: list[str] = []
        with pytest.raises(ModelUnavailable, match="after a part"):
            heard.extend(made.gateway.stream(asked()))
        assert heard == ["Leverage ", "fell"]
        assert other.heard == []
    assert made.logged[0]["outcome"] == "ModelUnavailable"


def test_a_stream_that_has_not_begun_may_come_from_another(tmp_path: Path) -> None:
    with serving(Answer(b"{}", 503)) as server, serving(streamed("It fell.")) as other:
        made = Made(tmp_path, row(server.url), row(other.url, "other"))
        assert "".join(made.gateway.stream(asked())) == "It fell."


def test_a_stream_that_is_given_up_stays_paid_for(tmp_path: Path) -> None:
    with serving(streamed("Leverage ", "fell")) as server:
        made = Made(tmp_path, row(server.url))
        stream = made.gateway.stream(asked())
        assert next(stream) == "Leverage "
        stream.close()  # type: ignore[attr-defined]
    assert made.logged[0]["outcome"] == "abandoned"
    assert made.gateway.spent_today() > 0


def test_a_placeholder_is_restored_across_pieces(tmp_path: Path) -> None:
    with serving(streamed("About [[NA", "ME-1]", "]: it [[fell.")) as server:
        made = Made(tmp_path, row(server.url), redaction={"names": ["Atlas"]})
        assert "".join(made.gateway.stream(asked("Did Atlas fall?"))) == "About Atlas: it [[fell."


def test_without_its_key_a_model_is_not_asked(tmp_path: Path) -> None:
    with serving(GOOD) as server:
        made = Made(tmp_path, row(server.url, key_env="NOT_SET"))
        with pytest.raises(ModelUnavailable, match="NOT_SET is not set"):
            made.gateway.complete(asked())
        assert server.heard == []


def test_what_cannot_be_counted_is_not_sent(tmp_path: Path) -> None:
    with serving(GOOD) as server:
        made = Made(tmp_path, row(server.url))
        made.folder.mkdir()
        (made.folder / "spending.db").write_text("This is no database, and long enough to see it.")
        with pytest.raises(Exception, match=r"spending\.db cannot be used"):
            made.gateway.complete(asked())
        assert server.heard == []


def test_the_log_holds_words_only_where_they_are_wanted(tmp_path: Path) -> None:
    with serving(GOOD) as server:
        made = Made(tmp_path, row(server.url), log={"text": True})
        made.gateway.complete(asked())
    (line,) = made.logged
    assert line["messages"][1] == ["user", "How did leverage move?"]
    assert line["at"] == NOON.isoformat(timespec="milliseconds")
    assert json.dumps(line)
