import zipfile
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.app import desk
from bookrunner.imports import ESTIMATES, estimates
from bookrunner.sample import cap_table, management_case
from tests.faces.asking import Newcomer, Said

scenarios("imports/imports.feature")

ESTIMATE_HEADINGS = ["Symbol", "Metric", "Period", "Value", "Unit", "FYE", "Analysts"]
ESTIMATE = ["HD", "EBITDA", "FY2025", 24900, "USD million", "2026-02-01", 28]


@dataclass
class World:
    folder: Path
    file: Path = Path()
    kind: str = "estimates"
    said: list[Said] = field(default_factory=list)

    @property
    def newcomer(self) -> Newcomer:
        return Newcomer(self.folder / "home")

    def imports(self, *arguments: str, **settings: str) -> Said:
        said = self.newcomer.asks("import", self.kind, self.file, *arguments, "--json", **settings)
        self.said.append(said)
        return said

    @property
    def answer(self) -> Any:
        assert self.said[-1].code == 0, self.said[-1].out
        return self.said[-1].json


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def workbook(path: Path, name: str, rows: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


@given(parsers.parse("the template of {kind}"))
def _(world: World, kind: str) -> None:
    world.kind = kind
    world.file = world.folder / f"{kind}.xlsx"
    assert world.newcomer.asks("import", kind, "--template", world.file).code == 0


@given("a workbook of estimates with EBITDA of 24,900 million in cell D3")
def _(world: World) -> None:
    rows: list[list[Any]] = [["As received from Example Data"], ESTIMATE_HEADINGS, ESTIMATE]
    world.file = workbook(world.folder / "consensus.xlsx", "Estimates", rows)


@given("a CSV file of prices headed Sym, Day and Px Last")
def _(world: World) -> None:
    world.kind = "prices"
    world.file = world.folder / "closes.csv"
    world.file.write_text("Sym;Day;Px Last\nHD;2024-08-29;367.10\nLOW;2024-08-29;246.00\n")


@given("a workbook of a plan with the lines Revenue and EBITDA over FY2025 to FY2027")
def _(world: World) -> None:
    world.kind = "management-case"
    rows: list[list[Any]] = [
        ["Five-year plan"],
        ["($ in millions)", "FY25E", "FY26E", "FY27E"],
        ["Profit and loss", None, None, None],
        ["Revenue", 159500, 164000, 169000],
        ["EBITDA", 24900, 25800, 27000],
    ]
    world.file = workbook(world.folder / "plan.xlsx", "Plan", rows)


@given(
    "a CSV file of prices with a good row, its copy, a negative price, an unknown ticker and two "
    "that disagree"
)
def _(world: World) -> None:
    world.kind = "prices"
    world.file = world.folder / "prices.csv"
    world.file.write_text(
        "ticker,date,close,currency\n"
        "HD,2024-08-29,367.10,USD\nHD,2024-08-29,367.10,USD\nHD,2024-08-28,-1,USD\n"
        "NOSUCH,2024-08-29,1,USD\nLOW,2024-08-29,246.00,USD\nLOW,2024-08-29,247.00,USD\n"
    )


@given(parsers.parse("a file that is {what}"))
def _(world: World, what: str) -> None:
    path = world.folder / "file.xlsx"
    world.file = path
    match what:
        case "a packed bomb":
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
                package.writestr("xl/worksheets/sheet1.xml", bytes(30_000_000))
        case "a damaged workbook":
            workbook(path, "Estimates", [ESTIMATE_HEADINGS, ESTIMATE])
            path.write_bytes(path.read_bytes()[:-400])
        case "a picture":
            path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
        case "without its columns":
            workbook(path, "Estimates", [["Name", "Price"], ["HD", 1]])
        case "without a usable row":
            workbook(path, "Estimates", [ESTIMATE_HEADINGS, ["HD", "EBITDA", "soon"]])
        case "with formulas not counted":
            formula = [*ESTIMATE[:3], "=1+1", *ESTIMATE[4:]]
            workbook(path, "Estimates", [ESTIMATE_HEADINGS, formula])
        case "with an error for a value":
            error = [*ESTIMATE[:3], "#N/A", *ESTIMATE[4:]]
            workbook(path, "Estimates", [ESTIMATE_HEADINGS, error])
        case _:
            raise AssertionError(what)


@when("it is imported as it is")
def _(world: World) -> None:
    world.imports("--as-of", "2024-08-30")


@when("it is imported as of 2024-08-30")
@when("it is imported as estimates")
def _(world: World) -> None:
    world.imports("--as-of", "2024-08-30", "--source", "Example Data", "--licence", "internal")


@when("it is imported as of 2024-08-30 twice")
def _(world: World) -> None:
    for _ in range(2):
        world.imports("--as-of", "2024-08-30")


@when("it is imported with the mapping Px Last=close,Sym=ticker and currency=USD")
def _(world: World) -> None:
    world.imports("--map", "Px Last=close,Sym=ticker", "--set", "currency=USD")


@when("it is imported for HD in USD million")
def _(world: World) -> None:
    world.imports("--as-of", "2024-08-30", "--set", "ticker=HD,case=Board,unit=USD million")


@when("it is imported for HD in USD million behind the wall oak")
def _(world: World) -> None:
    fixed = "ticker=HD,case=Board,unit=USD million"
    world.imports("--as-of", "2024-08-30", "--set", fixed, "--walls", "oak")
    assert world.answer["kept"] == 6


@when("it is imported")
def _(world: World) -> None:
    world.imports()


@then("one row was kept")
def _(world: World) -> None:
    assert (world.answer["received"], world.answer["kept"]) == (1, 1)
    rows = world.newcomer.asks("imported", world.kind, "--json").json["rows"]
    # The sample's invented companies have a plan, a cap table and levels of their own.
    own = {management_case().name, cap_table().name}
    brought = [row for row in rows if not row["file"].startswith("invented ")]
    assert len([row for row in brought if row["file"] not in own]) == 1


@then("the estimate is 24,900,000,000 USD from cell Estimates!D3")
def _(world: World) -> None:
    opened = desk({"BOOKRUNNER_HOME": str(world.folder / "home")})
    company = opened.store.company("HD", opened.viewer)
    [one] = estimates(company, opened.imports.rows(ESTIMATES, opened.viewer, subject=company.cik))
    assert one.figure.exact == Decimal(24_900_000_000)
    assert (one.contributors, one.statistic, str(one.figure.unit)) == (28, "mean", "USD")
    source = getattr(one.figure.lineage, "source", None)
    assert source is not None
    assert source.concept == "Estimates!D3"


@then("its source names the file, the source and the licence")
def _(world: World) -> None:
    [row] = world.newcomer.asks("imported", "estimates", "HD", "--json").json["rows"]
    assert (row["file"], row["source"], row["licence"]) == (
        "consensus.xlsx",
        "Example Data",
        "internal",
    )


@then("the closing price of HD on 2024-08-29 is 367.10")
def _(world: World) -> None:
    opened = desk({"BOOKRUNNER_HOME": str(world.folder / "home")})
    company = opened.store.company("HD", opened.viewer)
    [quote] = [
        q for q in opened.store.quotes(company.cik, opened.viewer) if str(q.on) < "2024-08-30"
    ]
    assert (quote.price, quote.currency, quote.source) == (
        Decimal("367.10"),
        "USD",
        "closes.csv, C2",
    )


@then("six values were kept, each with its own cell")
def _(world: World) -> None:
    rows = world.newcomer.asks("imported", "management-case", "HD", "--json").json["rows"]
    cells = {
        row["cells"]["value"]: (row["values"]["line"], row["values"]["period"]) for row in rows
    }
    assert len(cells) == 6
    assert cells["Plan!B4"] == ("revenue", "FY2025")
    assert cells["Plan!D5"] == ("ebitda", "FY2027")


@then("6 rows are 1 kept, 1 duplicate and 4 rejected, each with its row and reason")
def _(world: World) -> None:
    answer = world.answer
    counts = [answer[name] for name in ("received", "kept", "duplicate", "rejected")]
    assert counts == [6, 1, 1, 4]
    reasons = {one["where"]: one["message"] for one in answer["findings"]}
    assert "negative" in reasons["prices.csv row 4"]
    assert "NOSUCH" in reasons["prices.csv row 5"]
    assert "different" in reasons["prices.csv row 6"]
    assert "different" in reasons["prices.csv row 7"]


@then("the second time nothing changed")
def _(world: World) -> None:
    assert [said.json["is_known"] for said in world.said] == [False, True]
    assert len(world.newcomer.asks("imported", "estimates", "--json").json["rows"]) == 1


@then("who was not brought over oak sees no row")
def _(world: World) -> None:
    # The sample's private company has a plan of its own, which anybody sees.
    asked = ("imported", "management-case", "HD", "--json")
    assert world.newcomer.asks(*asked).json["rows"] == []
    assert len(world.newcomer.asks(*asked, walls="oak").json["rows"]) == 6


@then("nothing is known of it on 2024-08-29")
def _(world: World) -> None:
    said = world.newcomer.asks("imported", "estimates", "--as-of", "2024-08-29", "--json")
    assert said.json["rows"] == []


@then(parsers.parse("it is refused because {why}"))
def _(world: World, why: str) -> None:
    assert world.said[-1].code != 0
    assert why in world.said[-1].out
    assert world.newcomer.asks("imported", "estimates", "--json").json["rows"] == []


@given(
    "a workbook of mean EBITDA estimates of HD for FY2024 of 24,000 and FY2025 of 25,500 million"
)
def _(world: World) -> None:
    rows: list[list[Any]] = [
        ESTIMATE_HEADINGS,
        ["HD", "EBITDA", "FY2024", 24000, "USD million", "2025-02-02", 25],
        ["HD", "EBITDA", "FY2025", 25500, "USD million", "2026-02-01", 22],
    ]
    world.file = workbook(world.folder / "consensus.xlsx", "Estimates", rows)


@when(
    "EBITDA of the next twelve months is asked for before and after it is imported as of 2024-08-30"
)
def _(world: World) -> None:
    asked = ("facts", "HD", "--line", "ebitda", "--period", "NTM", "--json")
    world.said.append(world.newcomer.asks(*asked))
    world.imports("--as-of", "2024-08-30")
    world.said.append(world.newcomer.asks(*asked))


@then("before it says that estimates are required")
def _(world: World) -> None:
    before = world.said[0].json
    assert before["value"] is None
    assert "estimates required" in before["findings"][0]["message"]


@then("after it is 24,000 x 156/365 + 25,500 x 209/365 million, with the cells it is made of")
def _(world: World) -> None:
    after = world.said[-1].json
    # From 2024-08-30 to the end of FY2024 on 2025-02-02 are 156 days.
    assert after["value"] == pytest.approx((24_000 * 156 / 365 + 25_500 * 209 / 365) * 1e6)
    assert {one["tag"] for one in after["inputs"]} >= {"Estimates!D2", "Estimates!D3"}


@when('it is imported under the licence "house"')
def _(world: World) -> None:
    world.imports("--as-of", "2024-08-30", "--licence", "house")


@then("the class is refused and nothing was kept")
def _(world: World) -> None:
    assert world.said[-1].code != 0
    assert "'house' is no class of licence; it is internal, derived" in world.said[-1].out
    assert world.newcomer.asks("imported", "estimates", "HD", "--json").json["rows"] == []


@then("80 columns show its period, its unit and its file whole")
def _(world: World) -> None:
    page = world.newcomer.asks("imported", "estimates", "HD").out
    for whole in ("consensus.xlsx as of 2024-08-30", "FY2025", "2026-02-01", "USD million"):
        assert whole in page, page
