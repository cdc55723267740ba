"""The promises about forward multiples, as they are written in specs/pitch."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.app import desk
from bookrunner.figures import NA, Missing, Sourced, lineage
from bookrunner.ledger.reading_xlsx import read_workbook
from bookrunner.office.recalculate_libreoffice import compare, recalculate
from bookrunner.operations.expected import known_estimates
from bookrunner.pitch import Request, Valued, pitch_inputs, valued
from bookrunner.valuation import Block
from tests.faces.asking import Newcomer

scenarios("pitch/forward.feature")

# Invented: company, its next two fiscal years with their ends, then revenue and EBITDA in millions
# and earnings per share of the first; the second year is 4% more.
ESTIMATES = (
    ("HD", "FY2024", "2025-02-02", "FY2025", "2026-02-01", 155_000, 24_300, 14.90),
    ("LOW", "FY2024", "2025-01-31", "FY2025", "2026-01-30", 83_000, 12_400, 11.90),
    ("WMT", "FY2025", "2025-01-31", "FY2026", "2026-01-31", 677_000, 42_000, 2.45),
)
PEERS = ("LOW", "WMT", "NKE")


@dataclass
class Told:
    """What happened so far."""

    home: Path
    made: Valued | None = None

    @property
    def valued(self) -> Valued:
        assert self.made is not None
        return self.made


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path / "home")


def rows() -> Sequence[tuple[object, ...]]:
    """The estimates as a file has them."""
    found: list[tuple[object, ...]] = []
    for ticker, first, first_end, second, second_end, revenue, ebitda, earnings in ESTIMATES:
        for year, end, times in ((first, first_end, 1.0), (second, second_end, 1.04)):
            lines = (
                ("revenue", revenue, "USD million"),
                ("ebitda", ebitda, "USD million"),
                ("eps_diluted", earnings, "USD/share"),
            )
            found += [
                (ticker, line, year, end, round(value * times, 3), unit, 25)
                for line, value, unit in lines
            ]
    return found


@given("a home with the sample")
def _(told: Told) -> None:
    assert Newcomer(told.home).asks("companies").code == 0


@given(parsers.parse("imported estimates of HD, LOW and WMT as of {day}"))
def _(told: Told, tmp_path: Path, day: str) -> None:
    path = tmp_path / "estimates.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        heads = ("ticker", "line", "period", "period_end", "value", "unit", "contributors")
        table.writerows([heads, *rows()])
    said = Newcomer(told.home).asks(
        "import", "estimates", path, "--as-of", day, "--source", "Invented", "--licence", "internal"
    )
    assert said.code == 0, said.err


@when("Home Depot is compared with LOW, WMT and NKE")
def _(told: Told) -> None:
    place = desk({"BOOKRUNNER_HOME": str(told.home)})
    asked = Request("HD", PEERS)
    told.made = valued(
        pitch_inputs(place.store, place.viewer, asked, estimates=known_estimates(place))
    )


@then(parsers.parse('there are no forward columns, and the note begins with "{words}"'))
def _(told: Told, words: str) -> None:
    assert not told.valued.comps.columns_of(Block.FORWARD)
    assert told.valued.comps.notes[0].startswith(words)


@then("the figures expected of HD are")
def _(told: Told, datatable: Sequence[Sequence[str]]) -> None:
    known = told.valued.inputs.target.expected
    assert known is not None
    for basis, line, millions, _ in datatable[1:]:
        figure = known.get(basis, line)
        assert figure is not None
        assert figure.value == pytest.approx(float(millions) * 1e6, rel=1e-6), (basis, line)


@then(parsers.parse('the note is "{words}"'))
def _(told: Told, words: str) -> None:
    assert told.valued.comps.notes == (words,)


@then(parsers.parse("NKE's \"{column}\" is NA, and the peers' maximum is that of LOW or WMT"))
def _(told: Told, column: str) -> None:
    compared = told.valued.comps
    cells = {row.company.label: row.cells[column].value for row in compared.peers}
    assert cells.pop("NKE") is NA
    assert compared.statistic("max", column).value == max(
        value for value in cells.values() if not isinstance(value, Missing)
    )


@then(parsers.parse('the lineage of HD\'s "{column}" holds a cell of the file for each year used'))
def _(told: Told, column: str) -> None:
    ends = lineage([told.valued.comps.target.cells[column]])
    cells = {
        one.lineage.source.concept: one.period.end
        for one in ends
        if isinstance(one.lineage, Sourced) and one.lineage.source.system == "Invented"
    }
    assert sorted(cells.values()) == [date(2025, 2, 2), date(2026, 2, 1)]
    assert all("E" in cell for cell in cells)


@when("the book of Home Depot beside LOW, WMT and NKE is written")
def _(told: Told, tmp_path: Path) -> None:
    said = Newcomer(told.home).asks(
        "pitch", "HD", "--peers", ",".join(PEERS), "--out", tmp_path / "out"
    )
    assert said.code == 0, said.err


@then("another program computes every formula of its forward sheet as the model does")
def _(tmp_path: Path, soffice: Path) -> None:
    path = tmp_path / "out" / "pitch.xlsx"
    forward = [
        one
        for (sheet, _), one in read_workbook(path).cells.items()
        if sheet == "Forward" and one.formula
    ]
    # Twelve columns of four companies and six statistics.
    assert len(forward) == 12 * (4 + 6)
    assert not compare(path, recalculate(path, soffice)).findings
