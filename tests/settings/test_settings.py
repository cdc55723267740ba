"""What each setting takes, and what holds without it."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bookrunner.settings import SETTINGS, BadSetting, UnknownSetting, data_folder, settings

USER = Path("/users/banker")


@pytest.mark.parametrize("name", ["BOOKRUNNER_", "BOOKRUNNER_XYZZY"])
def test_a_setting_like_no_other_points_to_the_doctor(name: str) -> None:
    with pytest.raises(UnknownSetting, match="doctor"):
        settings({name: "1"})


def test_other_programs_variables_are_none_of_our_business() -> None:
    assert settings({"BOOK": "1", "PATH": "/bin"}, user_home=USER).viewer == "local"


@pytest.mark.parametrize(
    "platform,environment,expected",
    [
        ("linux", {}, USER / ".local" / "share"),
        ("linux", {"XDG_DATA_HOME": "/data"}, Path("/data")),
        ("linux", {"XDG_DATA_HOME": "relative"}, USER / ".local" / "share"),
        ("darwin", {"XDG_DATA_HOME": "/data"}, USER / "Library" / "Application Support"),
        ("win32", {}, USER / "AppData" / "Local"),
        ("win32", {"LOCALAPPDATA": "/appdata"}, Path("/appdata")),
    ],
)
def test_state_lies_where_the_platform_keeps_users_data(
    platform: str, environment: dict[str, str], expected: Path
) -> None:
    assert data_folder(environment, USER, platform) == expected


def test_a_tilde_is_the_user_s_home() -> None:
    assert settings({"BOOKRUNNER_HOME": "~/books"}, user_home=USER).home == USER / "books"


def test_an_empty_value_counts_as_unset(tmp_path: Path) -> None:
    empty = {row.name: "" for row in SETTINGS}
    assert settings(empty, user_home=tmp_path) == settings({}, user_home=tmp_path)


@pytest.mark.parametrize("workers", ["0", "-1", "two", "1.5"])
def test_a_number_of_workers_that_is_none_is_refused(workers: str) -> None:
    with pytest.raises(BadSetting, match="at least 1"):
        settings({"BOOKRUNNER_WORKERS": workers})


def test_a_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(BadSetting, match="a folder"):
        settings({"BOOKRUNNER_HOME": str(file)})


def test_a_database_of_another_kind_is_refused_without_its_password() -> None:
    with pytest.raises(BadSetting, match="postgresql://") as caught:
        settings({"BOOKRUNNER_DATABASE_URL": "oracle://scott:tiger@host/db"})
    assert "tiger" not in str(caught.value)


@pytest.mark.parametrize(
    "url,shown",
    [
        ("postgresql://ann:secret@host/books", "postgresql://ann:***@host/books"),
        ("postgresql://ann:se%40cret@host/books", "postgresql://ann:***@host/books"),
        ("postgresql://ann:se/cret?x#y@host/books", "postgresql://ann:***@host/books"),
        ("postgresql://:secret@host/books", "postgresql://:***@host/books"),
        (
            "postgresql://host/books?user=ann&password=secret&sslmode=require",
            "postgresql://host/books?user=ann&password=***&sslmode=require",
        ),
        ("postgresql://host/books?sslPassword=secret", "postgresql://host/books?sslPassword=***"),
    ],
)
def test_a_password_is_never_shown(url: str, shown: str) -> None:
    assert settings({"BOOKRUNNER_DATABASE_URL": url}).database_url_shown == shown


def test_a_password_with_a_sign_of_urls_is_masked_as_a_whole(tmp_path: Path) -> None:
    read = replace(settings({}, user_home=tmp_path), database_url="postgresql://u:sec@ret@h/x")
    assert read.database_url_shown == "postgresql://u:***@h/x"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:sec@ret@h/x",
        "postgresql://u:secret@h:abc/x",
        "secret@host/x",
        "secret:secret",
        "postgresql:secret",
    ],
)
def test_a_database_url_that_cannot_be_split_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(BadSetting, match="%40") as caught:
        settings({"BOOKRUNNER_DATABASE_URL": url})
    assert "sec" not in str(caught.value).replace("BOOKRUNNER_DATABASE_URL", "")


@pytest.mark.parametrize("folder", ["what?", "50%", "a#b", "a%20b", "x&y=z @:"])
def test_a_home_of_any_name_holds_its_own_database(tmp_path: Path, folder: str) -> None:
    read = settings({"BOOKRUNNER_HOME": str(tmp_path / folder)})
    assert make_url(read.database_url).database == str(tmp_path / folder / "bookrunner.db")


def test_walls_are_named_with_commas() -> None:
    read = settings({"BOOKRUNNER_WALLS": " atlas, ,borealis "})
    assert read.walls == frozenset({"atlas", "borealis"})
    assert settings({}).walls == frozenset()
