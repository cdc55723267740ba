"""The promises about management cases, as they are written in specs/pitch."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.app import desk
from bookrunner.figures import Sourced, lineage
from bookrunner.ledger.reading_xlsx import read_workbook
from bookrunner.office.recalculate_libreoffice import compare, recalculate
from bookrunner.operations.expected import known_plans
from bookrunner.pitch import Request, Valued, pitch_inputs, valued
from bookrunner.valuation import Dcf
from tests.faces.asking import Newcomer, Said

scenarios("pitch/management_case.feature")

PEERS = ("LOW", "WMT", "NKE")
# Invented: a plan's lines by fiscal year, in millions.
PLAN = {
    "revenue": {"FY2024": 155_000, "FY2025": 160_500},
    "ebitda": {"FY2024": 25_100, "FY2025": 26_300},
    "capex": {"FY2024": 3_300, "FY2025": 3_500},
}


class Told:
    """What happened so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.newcomer = Newcomer(folder / "home")
        self.made: Valued | None = None
        self.said: Said | None = None

    @property
    def dcf(self) -> Dcf:
        assert self.made is not None
        assert self.made.dcf is not None
        return self.made.dcf

    def imports(
        self,
        name: str,
        plan: dict[str, dict[str, int]],
        unit: str = "USD million",
        day: str = "2024-08-28",
    ) -> None:
        path = self.folder / "plan.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(("ticker", "case", "line", "period", "value", "unit"))
            for line, years in plan.items():
                table.writerows(
                    ("HD", name, line, year, value, unit) for year, value in years.items()
                )
        said = self.newcomer.asks(
            "import", "management-case", path, "--as-of", day, "--source", "Invented"
        )
        assert said.code == 0, said.err

    def value(self, case: str) -> Valued:
        place = desk({"BOOKRUNNER_HOME": str(self.folder / "home")})
        asked = Request("HD", PEERS, case=case)
        return valued(pitch_inputs(place.store, place.viewer, asked, plans=known_plans(place)))


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path)


@given("a home with the sample")
def _(told: Told) -> None:
    assert told.newcomer.asks("companies").code == 0


@given(parsers.parse('an imported plan "{name}" of HD for FY2024 and FY2025 as of {day}'))
def _(told: Told, name: str, day: str) -> None:
    told.imports(name, PLAN, day=day)


@given(parsers.parse('an imported plan "{name}" of HD that {fault}'))
def _(told: Told, name: str, fault: str) -> None:
    match fault:
        case "begins in FY2026":
            late = {line: {"FY2026": years["FY2025"]} for line, years in PLAN.items()}
            told.imports(name, late)
        case "is in EUR million":
            told.imports(name, PLAN, unit="EUR million")
        case "has capex below zero":
            told.imports(name, {**PLAN, "capex": {"FY2024": -3_300, "FY2025": -3_500}})
        case "is of a later day":
            told.imports(name, PLAN, day="2024-09-15")
        case "is good":
            told.imports(name, PLAN)
        case _:
            raise AssertionError(fault)


@when(parsers.parse('Home Depot is valued with the case "{case}"'))
def _(told: Told, case: str) -> None:
    told.made = told.value(case)


@when(parsers.parse('Home Depot is asked to be valued with the case "{case}"'))
def _(told: Told, case: str) -> None:
    told.said = told.newcomer.asks("dcf", "HD", "--peers", ",".join(PEERS), "--case", case)


@then("the forecast is")
def _(told: Told, datatable: Sequence[Sequence[str]]) -> None:
    rows = {row.label: row.figures for row in told.dcf.forecast.rows}
    labels = [year.label for year in told.dcf.forecast.years]
    for name, *amounts in datatable[1:]:
        for year, amount in zip(datatable[0][1:], amounts, strict=True):
            figure = rows[name][labels.index(f"{year}E")]
            assert figure.value == pytest.approx(float(amount) * 1e6, rel=1e-9), (name, year)


@then(
    'the finding "valuation.management-case" says that growth fades after FY2025 and that D&A is '
    "of history"
)
def _(told: Told) -> None:
    (said,) = [one.message for one in told.dcf.findings if one.code == "valuation.management-case"]
    assert "FY2024 to FY2025 of the management case in plan.csv as of 2024-08-28" in said
    assert "growth fades" in said
    assert "no D&A, whose shares are those of history" in said


@then("the values of bear, base and bull are what they are without the plan")
def _(told: Told) -> None:
    assert told.made is not None
    plain = told.value("")
    own = {case.name: case.stated.value for case in told.made.cases}
    assert own == {
        **{case.name: case.stated.value for case in plain.cases},
        "Board 2024 v3": told.dcf.stated.value,
    }


@then("the lineage of EBITDA of FY2025 holds the cells of revenue of both years and of EBITDA")
def _(told: Told) -> None:
    (year,) = [one for one in told.dcf.forecast.years if one.label == "FY2025E"]
    cells = {
        one.lineage.source.concept
        for one in lineage([year.ebitda])
        if isinstance(one.lineage, Sourced) and one.lineage.source.system == "Invented"
    }
    # Rows 2 and 3 of the file are revenue, 4 and 5 EBITDA; the margin of FY2025 needs no E4.
    assert cells == {"E2", "E3", "E5"}


@then(parsers.parse('it is refused with "{words}"'))
def _(told: Told, words: str) -> None:
    assert told.said is not None
    assert told.said.code != 0
    assert words in " ".join(told.said.err.split())


@when(parsers.parse('the book of Home Depot is written with the case "{case}"'))
def _(told: Told, case: str) -> None:
    said = told.newcomer.asks(
        "pitch", "HD", "--peers", ",".join(PEERS), "--case", case, "--out", told.folder / "out"
    )
    assert said.code == 0, said.err


@then("another program computes every formula of its DCF as the model does")
def _(told: Told, soffice: Path) -> None:
    path = told.folder / "out" / "pitch.xlsx"
    labels = {one.value for (sheet, _), one in read_workbook(path).cells.items() if sheet == "DCF"}
    assert {"Revenue as planned", "EBITDA as planned", "Capex as planned"} <= labels
    assert not compare(path, recalculate(path, soffice)).findings
