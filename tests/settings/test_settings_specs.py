"""The promises about settings, as they are written in specs/settings."""

from pathlib import Path

from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.settings import Settings, UnknownSetting, settings

scenarios("settings/settings.feature")


@given(parsers.parse("the environment variable {name}"), target_fixture="environment")
def one_variable(name: str, tmp_path: Path) -> dict[str, str]:
    return {name: str(tmp_path / "home")}


@when("the settings are read", target_fixture="answer")
def read(environment: dict[str, str]) -> Settings | UnknownSetting:
    try:
        return settings(environment)
    except UnknownSetting as error:
        return error


@then("they are refused")
def refused(answer: Settings | UnknownSetting) -> None:
    assert isinstance(answer, UnknownSetting)


@then(parsers.parse("the error proposes {name}"))
def proposes(answer: UnknownSetting, name: str) -> None:
    assert name in answer.near
    assert name in str(answer)


@then("the database and the stored files lie below that folder")
def below(answer: Settings, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert answer.home == home
    assert answer.database_url == f"sqlite:///{home / 'bookrunner.db'}"
    assert answer.blobs.is_relative_to(home)
