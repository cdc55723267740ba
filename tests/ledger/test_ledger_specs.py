"""The promises of specs/ledger, kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.figures import Finding, NotFound
from bookrunner.ledger import Explanation, Ledger, publish, why
from bookrunner.ledger.gate import Inconsistent, gate, require_consistent
from tests.ledger.planting import change_chart_point, change_part, change_texts
from tests.office.small_model import model, written

scenarios("ledger/consistency.feature")


@dataclass
class Files:
    folder: Path
    ledger: Ledger
    told: Explanation | None = None
    missing: NotFound | None = None

    @property
    def findings(self) -> Sequence[Finding]:
        return gate(self.ledger, self.folder / "pitch.xlsx", self.folder / "pitch.pptx")

    @property
    def deck(self) -> Path:
        return self.folder / "pitch.pptx"


@given("a workbook, a deck and their ledger", target_fixture="files")
def files(tmp_path: Path) -> Files:
    folder = tmp_path / "made"
    folder.mkdir()
    return Files(folder, written(model(), folder))


@when("the value kept in the cell of the profit becomes 53,309")
def change_cell(files: Files) -> None:
    sheet = "xl/worksheets/sheet2.xml"
    change_part(files.folder / "pitch.xlsx", sheet, b"<v>53308.0</v>", b"<v>53309.0</v>")


@when(parsers.parse('"{old}" in the table becomes "{new}"'))
def change_slide(files: Files, old: str, new: str) -> None:
    change_texts(files.deck, lambda text: new if text == old else text)


@when("the first point of the chart becomes 157,304")
def change_point(files: Files) -> None:
    change_chart_point(files.deck, "157403.0", "157304.0")


@when(parsers.parse('the footnotes say "{words}"'))
def change_footnotes(files: Files, words: str) -> None:
    change_texts(files.deck, lambda text: f"{text} {words}" if "Source:" in text else text)


@when("they are published", target_fixture="published")
def published(files: Files) -> None:
    def writer(folder: Path) -> None:
        for made in files.folder.iterdir():
            (folder / made.name).write_bytes(made.read_bytes())
        require_consistent(gate(files.ledger, folder / "pitch.xlsx", folder / "pitch.pptx"))

    with pytest.raises(Inconsistent):
        publish(files.folder.parent / "out", writer)


@when(parsers.parse('somebody asks why "{asked}"'))
def asks(files: Files, asked: str) -> None:
    try:
        files.told = why(files.ledger, asked)
    except NotFound as missing:
        files.missing = missing


@then("the gate finds nothing")
def nothing(files: Files) -> None:
    assert files.findings == []


@then(parsers.parse('the gate finds "{message}"'))
def found(files: Files, message: str) -> None:
    messages = [finding.message for finding in files.findings]
    assert [said for said in messages if message in said], messages


@then("the release is refused")
def refused(files: Files) -> None:
    with pytest.raises(Inconsistent, match="nothing was released"):
        require_consistent(files.findings)


@then("the destination does not exist")
def no_destination(files: Files) -> None:
    assert [path.name for path in files.folder.parent.iterdir() if "out" in path.name] == []


@then(parsers.parse('the answer reaches the filing "{accession}" and the assumption of "{owner}"'))
def reaches(files: Files, accession: str, owner: str) -> None:
    assert files.told is not None
    words = [step.words for step in files.told.steps]
    assert any(accession in told for told in words)
    assert any(told.startswith(owner) for told in words)


@then(parsers.parse('the answer is not found and names "{figure_id}"'))
def names_near(files: Files, figure_id: str) -> None:
    assert files.missing is not None
    assert figure_id in files.missing.near
