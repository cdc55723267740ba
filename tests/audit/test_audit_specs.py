"""The auditor over invented models, whole and with one fault each."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pytest_bdd import given, scenarios, then, when

from bookrunner.app import desk
from bookrunner.audit import Audit, audit_workbook
from bookrunner.faces.cli.main import run
from bookrunner.office import recalculate_libreoffice
from bookrunner.pitch import Request, pitch_inputs, valued, write_pitch
from tests.audit.layouts import LAYOUTS, SLIPS, spoilt
from tests.audit.strangers import FAULTS, model

scenarios("audit/audit.feature")

CLEAN = 20


@pytest.fixture(scope="module")
def audits(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Audit]:
    """Every model written, calculated by LibreOffice in one run, and audited."""
    folder = tmp_path_factory.mktemp("strangers")
    for seed in range(CLEAN):
        model(seed).write(folder / f"clean-{seed}.xlsx")
    for place, (_, _, spoil) in enumerate(FAULTS):
        made = model(1000 + place)
        spoil(made, place)
        made.write(folder / f"fault-{place}.xlsx")
    for place, layout in enumerate(LAYOUTS):
        layout().save(folder / f"layout-{place}.xlsx")
    for place, slip in enumerate(SLIPS):
        spoilt(slip).save(folder / f"slip-{place}.xlsx")
    out = folder / "calculated"
    settings = folder / "profile" / "user"
    settings.mkdir(parents=True)
    (settings / "registrymodifications.xcu").write_text(recalculate_libreoffice.PROFILE)
    subprocess.run(
        [
            str(soffice),
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(out),
            *map(str, sorted(folder.glob("*.xlsx"))),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {path.stem: audit_workbook(path) for path in out.glob("*.xlsx")}


@given("small models as strangers build them, each with one fault")
@given("small models as strangers build them, whole")
def written_models() -> None: ...


@when("they are audited")
def audited(audits: Mapping[str, Audit]) -> None: ...


@then("every fault is told by a rule that is about it")
def all_told(audits: Mapping[str, Audit]) -> None:
    missed = [
        name
        for place, (name, rules, _) in enumerate(FAULTS)
        if not rules & {flaw.rule for flaw in audits[f"fault-{place}"].flaws}
    ]
    assert missed == []


@then("nothing is told of any")
def none_told(audits: Mapping[str, Audit]) -> None:
    assert all(not audits[f"clean-{seed}"].flaws for seed in range(CLEAN))


@pytest.mark.parametrize("seed", range(CLEAN))
def test_a_whole_model_has_nothing_told_of_it(audits: Mapping[str, Audit], seed: int) -> None:
    assert list(audits[f"clean-{seed}"].flaws) == []


@pytest.mark.parametrize("place", range(len(FAULTS)), ids=[name for name, _, _ in FAULTS])
def test_a_fault_is_told_by_its_rule(audits: Mapping[str, Audit], place: int) -> None:
    told = {flaw.rule for flaw in audits[f"fault-{place}"].flaws}
    assert told & FAULTS[place][1], told


@pytest.mark.parametrize("place", range(len(LAYOUTS)), ids=[one.__name__ for one in LAYOUTS])
def test_a_whole_model_in_another_layout_is_silent(audits: Mapping[str, Audit], place: int) -> None:
    assert list(audits[f"layout-{place}"].flaws) == []


@pytest.mark.parametrize("place", range(len(SLIPS)), ids=[one[0] for one in SLIPS])
def test_a_slip_in_another_layout_is_told(audits: Mapping[str, Audit], place: int) -> None:
    assert SLIPS[place][2] in {flaw.rule for flaw in audits[f"slip-{place}"].flaws}


@given("the pitch workbook of a company of the sample", target_fixture="files")
def own_workbook(tmp_path: Path) -> Sequence[Path]:
    place = desk({"BOOKRUNNER_HOME": str(tmp_path / "home")})
    made = valued(pitch_inputs(place.store, place.viewer, Request("HD", ("LOW", "WMT"))))
    return [write_pitch(made, tmp_path / "out", place.writers).workbook]


@given("a text file and a truncated workbook, both called xlsx", target_fixture="files")
def no_workbooks(tmp_path: Path) -> Sequence[Path]:
    words, cut = tmp_path / "words.xlsx", tmp_path / "cut.xlsx"
    words.write_text("Revenue,100\n")
    model(1).write(cut)
    cut.write_bytes(cut.read_bytes()[:2000])
    return [words, cut]


@when("it is audited from the command line", target_fixture="told")
@when("they are audited from the command line", target_fixture="told")
def from_the_command_line(
    files: Sequence[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Sequence[dict[str, Any]]:
    found = []
    for path in files:
        run(["audit", str(path), "--json"], {"BOOKRUNNER_HOME": str(tmp_path / "other")})
        found.append(json.loads(capsys.readouterr().out))
    return found


@then("nothing is found and the sheets and formulas read are counted")
def passes(told: Sequence[dict[str, Any]]) -> None:
    (own,) = told
    assert own["flaws"] == []
    assert own["counts"] == {"error": 0, "warning": 0}
    assert own["formulas"] > 3000
    assert own["sheets"] > 10


@then("each is refused as no workbook of Excel")
def refused(told: Sequence[dict[str, Any]]) -> None:
    for one in told:
        assert one["error"]["kind"] == "NotAWorkbook"
        assert "no workbook of Excel" in one["error"]["message"]


def test_groups_of_one_list_summed_line_by_line_leave_nothing_out(tmp_path: Path) -> None:
    """Bonds due by year: each year's sum ends where the next year's begins."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, amount in enumerate((120, 80, 45, 60, 75), start=1):
        sheet.append([f"Notes {'abcde'[row - 1]}", amount])
    sheet.append(["Due within a year", "=SUM(B1:B2)"])
    sheet.append(["Due in the second", "=SUM(B3:B5)"])
    book.save(tmp_path / "groups.xlsx")
    whole = audit_workbook(tmp_path / "groups.xlsx")
    assert "sum-leaves-out" not in {one.rule for one in whole.flaws}
    sheet["B7"] = "=SUM(B4:B5)"
    book.save(tmp_path / "short.xlsx")
    short = audit_workbook(tmp_path / "short.xlsx")
    assert "sum-leaves-out" in {one.rule for one in short.flaws}


@given(
    "a model with growth above its WACC, written by a program that calculates nothing",
    target_fixture="files",
)
def not_calculated(soffice: Path, tmp_path: Path) -> Sequence[Path]:
    assert soffice.is_file()
    slip = next(one for one in SLIPS if one[0] == "growth above the WACC")
    spoilt(slip).save(tmp_path / "model.xlsx")
    blind = audit_workbook(tmp_path / "model.xlsx")
    assert {one.rule for one in blind.flaws} == {"not-calculated"}
    return [tmp_path / "model.xlsx"]


@then("the growth is told as if the values had been kept")
def growth_told(told: Sequence[dict[str, Any]]) -> None:
    (one,) = told
    assert [flaw["rule"] for flaw in one["flaws"]] == ["growth-above-wacc"]


def test_a_table_whose_columns_stand_elsewhere_is_read_by_its_heads(tmp_path: Path) -> None:
    """Parts with a column more than their total: each year still reads its own."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["", "FY2022A", "FY2023A", "FY2024A"])
    sheet.append(["Current debt", "=B6+B7", "=C6+C7", "=E6+E7"])
    sheet.append([])
    sheet.append([])
    sheet.append(["Parts", "FY2022A", "FY2023A", "LTM", "FY2024A"])
    sheet.append(["Notes", 10, 12, 13, 14])
    sheet.append(["Leases", 1, 2, 2, 3])
    book.save(tmp_path / "apart.xlsx")
    apart = audit_workbook(tmp_path / "apart.xlsx")
    assert "inconsistent-row" not in {one.rule for one in apart.flaws}
    sheet["D2"] = "=C6+C7"
    book.save(tmp_path / "wrong.xlsx")
    wrong = audit_workbook(tmp_path / "wrong.xlsx")
    assert "inconsistent-row" in {one.rule for one in wrong.flaws}
