"""No request ever reaches a model that may not be sent its data, whatever fails on the way."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bookrunner.figures import BookrunnerError
from bookrunner.llm import Classification, ClassificationNotAllowed, ModelGateway, model_file
from bookrunner.llm.posting_http import Posts
from bookrunner.llm.wire import Call, Failed
from tests.llm.made import Made, asked, row

ANSWER = {
    "choices": [{"message": {"content": "It fell."}, "finish_reason": "stop"}],
    "usage": {"prompt_tokens": 10, "completion_tokens": 5},
}
SOME = st.sets(st.sampled_from(list(Classification)), min_size=1)
FATES = st.sampled_from(["answers", "fails", "fails for good", "asks to wait", "says nothing"])


class Fated(Posts):
    """Sends nothing; notes which address would have been sent to."""

    def __init__(self, fates: dict[str, str]) -> None:
        super().__init__()
        self.fates = fates
        self.sent: list[str] = []

    def whole(self, call: Call, timeout_s: float, *, direct: bool = False) -> dict[str, Any]:
        self.sent.append(call.url)
        match self.fates[call.url]:
            case "fails":
                raise Failed("it answered 500", again=True)
            case "fails for good":
                raise Failed("it answered 400", again=False)
            case "asks to wait":
                raise Failed("busy", again=True, wait=900.0)
            case "says nothing":
                return {"choices": [{"message": {"content": ""}, "finish_reason": "stop"}]}
        return ANSWER

    def streamed(self, *_: object, **__: object) -> Iterator[bytes]:
        raise AssertionError


@settings(max_examples=40, deadline=None)
@given(
    models=st.lists(st.tuples(SOME, FATES, st.booleans()), min_size=1, max_size=5),
    wanted=st.lists(st.sampled_from(list(Classification)), min_size=1, max_size=4),
)
def test_no_model_is_sent_what_it_may_not_see(
    models: list[tuple[set[Classification], str, bool]], wanted: list[Classification]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        rows = [
            row(
                f"https://m{number}.example",
                f"m{number}",
                classifications=sorted(allowed),
                context_tokens=10_000 if is_large else 50,
                attempts=2,
            )
            for number, (allowed, _, is_large) in enumerate(models)
        ]
        made = Made(Path(name), *rows, cache=False)
        urls = [f"https://m{number}.example/v1/chat/completions" for number in range(len(models))]
        posts = Fated({url: fate for url, (_, fate, _) in zip(urls, models, strict=True)})
        gateway = ModelGateway(
            model_file(Path(name) / "models.json"),
            made.folder,
            environment={"HOUSE_KEY": "sk-0123456789"},
            posts=posts,
            sleep=lambda _: None,
        )
        for classification in wanted:
            posts.sent.clear()
            permitted = {
                url for url, row_ in zip(urls, models, strict=True) if classification in row_[0]
            }
            try:
                gateway.complete(asked(classification=classification))
            except ClassificationNotAllowed:
                assert not permitted
            except BookrunnerError:
                assert permitted
            assert set(posts.sent) <= permitted


def test_a_guarded_reply_is_never_kept(tmp_path: Path) -> None:
    posts = Fated({"https://m.example/v1/chat/completions": "answers"})
    made = Made(tmp_path, row("https://m.example"), log={"text": True})
    gateway = ModelGateway(
        made.gateway.file, made.folder, environment={"HOUSE_KEY": "sk-0123456789"}, posts=posts
    )
    guarded = asked("What does Atlas pay?", Classification.RESTRICTED)
    for _ in range(2):
        assert not gateway.complete(guarded).cached
    assert len(posts.sent) == 2
    stored = [path.read_bytes() for path in made.folder.rglob("*")]
    assert not any(b"It fell." in content or b"Atlas" in content for content in stored)
