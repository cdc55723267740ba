"""The promises of specs/faces."""

from pathlib import Path

from pytest_bdd import given, parsers, scenarios, then, when

from tests.faces.asking import Newcomer, Said, filing

scenarios("faces/cli.feature")


class Talk:
    """Somebody at the command line, and what was said last."""

    def __init__(self, newcomer: Newcomer, folder: Path) -> None:
        self.newcomer = newcomer
        self.folder = folder
        self.settings: dict[str, str] = {}
        self.said = Said(-1, "", "")

    def ask(self, *arguments: object) -> None:
        self.said = self.newcomer.asks(*arguments, **self.settings)


@given("an empty home", target_fixture="talk")
def _(newcomer: Newcomer, tmp_path: Path) -> Talk:
    return Talk(newcomer, tmp_path / "filings")


@given("a home with the sample", target_fixture="talk")
def _(reader: Newcomer, tmp_path: Path) -> Talk:
    return Talk(reader, tmp_path / "filings")


@given("a folder with one filing and one note")
def _(talk: Talk) -> None:
    talk.folder.mkdir()
    (talk.folder / "zztw-20231231.htm").write_bytes(filing())
    (talk.folder / "notes.md").write_text("not a filing")


@given(parsers.parse('the setting "{name}" in the environment'))
def _(talk: Talk, name: str) -> None:
    talk.settings = {name.removeprefix("BOOKRUNNER_"): "x"}


@when(parsers.parse('I ask "{line}"'))
def _(talk: Talk, line: str) -> None:
    talk.ask(*line.split())


@when("I ask to ingest the folder")
def _(talk: Talk) -> None:
    talk.ask("ingest", talk.folder)


@when(parsers.parse('I ask to ingest the folder behind the wall "{wall}"'))
def _(talk: Talk, wall: str) -> None:
    talk.ask("ingest", talk.folder, "--walls", wall)


@then(parsers.parse('the answer names "{one}" and "{other}"'))
def _(talk: Talk, one: str, other: str) -> None:
    assert talk.said.code == 0, talk.said.err
    assert one.casefold() in talk.said.out.casefold()
    assert other.casefold() in talk.said.out.casefold()


@then("the answer says in what scale its numbers are")
def _(talk: Talk) -> None:
    assert "$ and shares in millions" in talk.said.out


@then(parsers.parse('the answer begins "{beginning}"'))
def _(talk: Talk, beginning: str) -> None:
    assert talk.said.out.startswith(beginning), talk.said


@then(parsers.parse("it ends with exit code {code:d}"))
def _(talk: Talk, code: int) -> None:
    assert talk.said.code == code


@then(parsers.parse('the error says "{words}"'))
def _(talk: Talk, words: str) -> None:
    assert words in talk.said.err
    assert "Traceback" not in talk.said.err


@then("the answer is JSON whose error has that exit code")
def _(talk: Talk) -> None:
    assert talk.said.json["error"]["exit_code"] == talk.said.code
    assert talk.said.err == ""


@then(parsers.parse('nothing said names "{words}"'))
def _(talk: Talk, words: str) -> None:
    assert words not in talk.said.out + talk.said.err
