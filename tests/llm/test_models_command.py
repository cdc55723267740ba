"""``models`` and ``doctor`` say which models there are, and never a key."""

import json
from pathlib import Path

import pytest

from tests.faces.asking import Newcomer
from tests.llm.made import KEY, row
from tests.llm.servers import Answer, serving


def test_without_a_file_none_is_configured(tmp_path: Path) -> None:
    newcomer = Newcomer(tmp_path / "home")
    assert newcomer.asks("models", "--json").json["models"] == []
    assert "none is needed" in newcomer.asks("models").out
    rows = {row["name"]: row for row in newcomer.asks("doctor", "--json").json["examined"]}
    assert rows["language models"]["state"] == "missing"


def test_models_are_listed_and_asked_only_on_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOUSE_KEY", KEY)
    newcomer = Newcomer(tmp_path / "home")
    file = tmp_path / "models.json"
    with serving(Answer(b"{}")) as good, serving(Answer(b"{}", 401)) as bad:
        rows = [
            row(good.url),
            row(bad.url, "other", classifications=["public"]),
            row(good.url, "keyless", key_env="NOT_SET"),
        ]
        file.write_text(json.dumps({"models": rows, "budget": {"per_day": "20"}}))
        quiet = newcomer.asks("models", "--json", models=str(file))
        assert good.heard == bad.heard == []
        assert [one["reachable"] for one in quiet.json["models"]] == [None, None, None]
        said = newcomer.asks("models", "--check", "--json", models=str(file))
        page = newcomer.asks("models", "--check", models=str(file))
        assert [one.path for one in good.heard] == ["/v1/models", "/v1/models"]
    models = said.json["models"]
    assert [one["reachable"] for one in models] == [True, False, False]
    assert "does not accept the key" in models[1]["problem"]
    assert "NOT_SET is not set" in models[2]["problem"]
    assert models[1]["classifications"] == ["public"]
    assert (said.json["spent_today"], said.json["day_budget"]) == ("0", "20")
    assert "HOUSE_KEY" in page.out
    assert KEY not in said.out + page.out
    doctor = newcomer.asks("doctor", "--json", models=str(file)).json["examined"]
    found = {one["name"]: one for one in doctor}["language models"]
    assert (found["state"], found["found"]) == ("ok", "house, other, keyless (live)")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    newcomer = Newcomer(tmp_path / "home")
    said = newcomer.asks("models", "--json", models=str(tmp_path / "none.toml"))
    assert (said.code, said.json["error"]["kind"]) == (5, "BadModelFile")
    doctor = newcomer.asks("doctor", "--json", models=str(tmp_path / "none.toml"))
    assert doctor.code == 8
