"""Assumptions adopted in a file: every row is used as written, or the file is refused."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from bookrunner.app import Desk
from bookrunner.figures import Adopted, NotFound, Quantity, instant
from bookrunner.pitch import UnusableAssumptions, adoptions_template, read_adoptions
from tests.pitch.books import home_depot

AT = instant(date(2024, 8, 30))
HEADER = "assumption,value,owner,reason,date\n"
GOOD = "hd.dcf.long_run_growth,0.02,J. Banker,house view,2024-09-02\n"


def saved(folder: Path, text: str) -> Path:
    """The text as a file of assumptions."""
    path = folder / "assumptions.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text,named",
    [
        ("assumption,value,owner,date\nx,1,y,2024-09-02\n", "the column reason is missing"),
        ("", "the column assumption and value and owner and reason and date is missing"),
        (HEADER + "hd.dcf.long_run_growth,0.02,,house view,2024-09-02\n", "line 2 has no owner"),
        (HEADER + "hd.dcf.long_run_growth,0.02,J. Banker,,2024-09-02\n", "line 2 has no reason"),
        (HEADER + "hd.dcf.long_run_growth,,J. Banker,view,2024-09-02\n", "line 2 has no value"),
        (HEADER + GOOD + "a.b,2%,J. Banker,view,2024-09-02\n", "line 3: '2%' is no plain number"),
        (HEADER + "a.b,nan,J. Banker,view,2024-09-02\n", "'nan' is no plain number"),
        (HEADER + "a.b,Infinity,J. Banker,view,2024-09-02\n", "is no plain number"),
        (HEADER + "a.b,1,J. Banker,view,02/09/2024\n", "'02/09/2024' is no date"),
        (HEADER + GOOD + GOOD, "line 3 adopts hd.dcf.long_run_growth a second time"),
        (
            HEADER + GOOD + GOOD.replace("hd.dcf", "HD.DCF"),
            "line 3 adopts hd.dcf.long_run_growth a second time",
        ),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_its_line(
    tmp_path: Path, text: str, named: str
) -> None:
    path = saved(tmp_path, text)
    with pytest.raises(UnusableAssumptions) as caught:
        read_adoptions(path)
    assert named in str(caught.value)
    assert str(path) in str(caught.value)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "assumptions.csv"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnusableAssumptions, match="UTF-8"):
        read_adoptions(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"absent\.csv"):
        read_adoptions(tmp_path / "absent.csv")


def test_a_misspelt_assumption_is_answered_with_those_near_it(sample: Desk, tmp_path: Path) -> None:
    path = saved(tmp_path, HEADER + GOOD.replace("long_run_growth", "longrun_growth"))
    with pytest.raises(NotFound) as caught:
        home_depot(sample, read_adoptions(path))
    assert "hd.dcf.longrun_growth" in str(caught.value)
    assert "hd.dcf.long_run_growth" in str(caught.value)


@pytest.mark.parametrize("key", ["hd.dcf.long_run_growth", "dcf.long_run_growth"])
def test_a_row_is_adopted_with_its_value_owner_reason_and_date(
    sample: Desk, tmp_path: Path, key: str
) -> None:
    path = saved(tmp_path, HEADER + GOOD.replace("hd.dcf.long_run_growth", key))
    model = home_depot(sample, read_adoptions(path))
    assert model.dcf is not None
    figure = model.dcf.assumptions.long_run_growth
    said = figure.lineage
    assert isinstance(said, Adopted)
    assert figure.exact == Decimal("0.02")
    assert (said.owner, said.reason, said.on) == ("J. Banker", "house view", date(2024, 9, 2))


def test_a_yield_that_somebody_adopts_replaces_the_coupon(sample: Desk, tmp_path: Path) -> None:
    row = "hd.wacc.cost_of_debt_rate,0.051,J. Banker,quote of the desk,2024-08-30\n"
    model = home_depot(sample, read_adoptions(saved(tmp_path, HEADER + row)))
    assert model.wacc is not None
    assert model.wacc.cost_of_debt is not None
    assert model.wacc.cost_of_debt.value == 0.051
    assert "valuation.coupon-not-yield" not in {one.code for one in model.findings}


def test_the_template_asks_for_observations_and_reads_back_without_them(tmp_path: Path) -> None:
    text = adoptions_template([], {"lbo.base_rate": "Base rate of floating debt"})
    assert "lbo.base_rate,,,,,Base rate of floating debt" in text
    path = tmp_path / "terms.csv"
    path.write_text(text, encoding="utf-8")
    assert read_adoptions(path).observation("x", "x", AT, Quantity.YIELD) is None
    path.write_text(text.replace(",,,,,", ",0.04,A. Banker,curve,2024-08-30,"), encoding="utf-8")
    found = read_adoptions(path).observation("lbo.base_rate", "Base rate", AT, Quantity.YIELD)
    assert found is not None
    assert found.exact == Decimal("0.04")
