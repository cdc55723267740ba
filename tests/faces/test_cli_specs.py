"""The promises of specs/faces."""

import json
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


# ------------------------------------------------------------------------ lines of periods


@then(parsers.parse('the answer is the number {value:d} of the tag "{tag}"'))
def _(talk: Talk, value: int, tag: str) -> None:
    answer = talk.said.json
    assert (answer["value"], answer["exact"], answer["tag"]) == (value, str(value), tag)
    assert answer["unit"] == "USD"


@then(parsers.parse('its days are "{start}" to "{end}" and its accession "{accession}"'))
def _(talk: Talk, start: str, end: str, accession: str) -> None:
    answer = talk.said.json
    assert (answer["period_start"], answer["period_end"]) == (start, end)
    assert answer["accession"] == accession


@then(parsers.parse('the answer has no value, and a finding "{code}"'))
def _(talk: Talk, code: str) -> None:
    answer = talk.said.json
    assert answer["value"] is None
    assert answer["accession"] is None
    assert code in [finding["code"] for finding in answer["findings"]]


@given("a batch of a line, an unknown company, no JSON and a day for revenue")
def _(talk: Talk) -> None:
    rows = (
        '{"company": "HD", "line": "revenue", "period": "FY2023", "vintage": "first"}',
        '{"company": "HDD", "line": "revenue", "period": "FY2023"}',
        "",
        "not JSON",
        '{"company": "HD", "line": "revenue", "period": "2024-01-28"}',
    )
    talk.folder.mkdir()
    (talk.folder / "batch.jsonl").write_text("\n".join(rows) + "\n")


@when("I ask for the batch")
def _(talk: Talk) -> None:
    talk.ask("facts", "--batch", talk.folder / "batch.jsonl", "--json")


@then(parsers.parse('its rows are the value {value:d} and the errors "{a}", "{b}" and "{c}"'))
def _(talk: Talk, value: int, a: str, b: str, c: str) -> None:
    first, *others = [json.loads(line) for line in talk.said.out.splitlines()]
    assert (first["value"], first["accession"]) == (value, "0000354950-24-000062")
    assert [row["error"]["kind"] for row in others] == [a, b, c]
    assert [row["row"] for row in others] == [2, 4, 5]
