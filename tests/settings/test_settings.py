"""What each setting takes, and what holds without it."""

from pathlib import Path

import pytest

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


def test_a_password_is_never_shown() -> None:
    read = settings({"BOOKRUNNER_DATABASE_URL": "postgresql://ann:secret@host/books"})
    assert read.database_url_shown == "postgresql://ann:***@host/books"


def test_walls_are_named_with_commas() -> None:
    read = settings({"BOOKRUNNER_WALLS": " atlas, ,borealis "})
    assert read.walls == frozenset({"atlas", "borealis"})
    assert settings({}).walls == frozenset()
