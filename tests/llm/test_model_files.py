"""A file of models says what it means, or is refused whole."""

import json
from pathlib import Path
from typing import Any

import pytest

from bookrunner.llm import BadModelFile, Classification, model_file
from tests.llm.made import KEY, row

TOML = """
currency = "EUR"
[[models]]
name = "house"
provider = "openai"
url = "http://localhost:8000/v1/"
model = "llama"
classifications = ["public", "restricted"]
input_price = 0.1
output_price = "0.30"
context_tokens = 8000
[budget]
per_day = 20
[redaction]
names = ["Project Atlas"]
names_file = "names.txt"
patterns = [{ label = "ACCOUNT", pattern = "[0-9]{10,}" }]
"""


def _written(folder: Path, *models: dict[str, object], **more: Any) -> Path:
    path = folder / "models.json"
    path.write_text(json.dumps({"models": list(models), **more}))
    return path


def test_a_file_of_models_is_read(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("# parties\nBorealis\n\n")
    path = tmp_path / "models.toml"
    path.write_text(TOML)
    read = model_file(path)
    (model,) = read.models
    assert model.url == "http://localhost:8000/v1"
    assert model.classifications == {Classification.PUBLIC, Classification.RESTRICTED}
    # Never through binary fractions: 0.1 is 0.1.
    assert (str(model.input_price), str(model.output_price)) == ("0.1", "0.30")
    assert str(model.cost(1_000_000, 2_000_000)) == "0.70"
    assert read.redaction.names == ("Project Atlas", "Borealis")
    assert str(read.day_budget) == "20"
    assert not model.key.is_set
    # On this machine a proxy has no part in it.
    assert model.direct


@pytest.mark.parametrize(
    "more,words",
    [
        ({"clasifications": ["public"]}, "'classifications' does"),
        ({"classifications": []}, "must be of public"),
        ({"classifications": ["secret"]}, "must be of public"),
        ({"input_price": None}, "price of a million"),
        ({"input_price": "-1"}, "at least 0"),
        ({"input_price": "NaN"}, "at least 0"),
        ({"key": KEY}, "does not stand in this file"),
        ({"key_env": "BOOKRUNNER_KEY"}, "whose variables are settings"),
        ({"key_file": "k"}, "exclude each other"),
        ({"url": "http://models.example/v1"}, "not encrypted"),
        ({"url": "https://u:p@models.example/v1"}, "no password"),
        ({"url": "ftp://models.example"}, "https://HOST"),
        ({"provider": "bedrock", "region": None}, "region"),
        ({"provider": "azure"}, "api_version"),
        ({"provider": "other"}, "one of openai"),
        ({"context_tokens": 0}, "at least 1"),
        ({"context_tokens": True}, "at least 1"),
    ],
)
def test_a_model_that_is_not_understood_is_refused(
    tmp_path: Path, more: dict[str, object], words: str
) -> None:
    with pytest.raises(BadModelFile, match=words) as caught:
        model_file(_written(tmp_path, {**row("https://m.example"), **more}))
    assert KEY not in str(caught.value)


@pytest.mark.parametrize(
    "more,words",
    [
        ({"budgt": {"per_day": 1}}, "'budget' does"),
        ({"budget": {"per_dya": 1}}, "'per_day' does"),
        ({"records": {"mode": "replay"}}, "where the records are"),
        ({"redaction": {"patterns": [{"label": "A", "pattern": "("}]}}, "no regular expression"),
        ({"redaction": {"patterns": [{"label": "A", "pattern": "x*"}]}}, "fit nothing"),
        ({"redaction": {"names_file": "none.txt"}}, "cannot be read"),
        ({"cache": "yes"}, "true or false"),
    ],
)
def test_a_file_that_is_not_understood_is_refused(
    tmp_path: Path, more: dict[str, Any], words: str
) -> None:
    with pytest.raises(BadModelFile, match=words):
        model_file(_written(tmp_path, row("https://m.example"), **more))


def test_two_models_of_one_name_or_none_at_all_are_refused(tmp_path: Path) -> None:
    one = row("https://m.example")
    for models in ([], [one, one]):
        with pytest.raises(BadModelFile, match="a name of its own"):
            model_file(_written(tmp_path, *models))


@pytest.mark.parametrize("text", ["{", "\udcff", f"key = {KEY}", "[]", "[" * 100_000])
def test_what_is_no_file_of_models_is_refused_without_its_words(tmp_path: Path, text: str) -> None:
    for name in ("models.toml", "models.json", "none/models.toml"):
        path = tmp_path / name
        if path.parent == tmp_path:
            path.write_bytes(text.encode("utf-8", "surrogateescape"))
        with pytest.raises(BadModelFile) as caught:
            model_file(path)
        assert KEY not in str(caught.value)
