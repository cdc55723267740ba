"""Debt tables of real filings against what was read from them by hand."""

import gzip
from pathlib import Path

import pytest

from bookrunner.debt import DebtTable, Tranche
from bookrunner.figures import Figure
from tests.debt.reported import REPORTED, Reported
from tests.debt.reports import read_real


@pytest.mark.parametrize("reported", REPORTED, ids=lambda reported: reported.file)
def test_the_tables_of_a_filing_are_read_as_they_are_printed(
    shared_data: Path, reported: Reported
) -> None:
    made = _read(shared_data, reported)
    listed = [one for one in made.tranches if one.origin == "table"]
    assert len(listed) == reported.rows
    assert made.foots
    assert _mm(made.balance_sheet_debt) == pytest.approx(reported.face, abs=0.06)
    for name, principal, carrying, coupon, year in reported.tranches:
        assert any(
            name in one.instrument
            and _is(one.principal, principal)
            and _is(one.carrying, carrying)
            and (coupon is None or _percent(one.coupon) == pytest.approx(coupon))
            and _year(one) == year
            for one in listed
        ), name
    if reported.wall:
        assert [_mm(row.amount) for row in made.wall] == pytest.approx(reported.wall)
        assert made.wall[0].year == reported.first_year
        assert made.wall[-1].year == "thereafter"


def _read(shared_data: Path, reported: Reported) -> DebtTable:
    folder = shared_data / "filings" / reported.form
    file = next(folder.glob(f"{reported.file}*"))
    return read_real(gzip.decompress(file.read_bytes()), file.name.removesuffix(".gz"))


def _is(figure: Figure | None, millions: float | None) -> bool:
    return millions is None or _mm(figure) == pytest.approx(millions)


def _mm(figure: Figure | None) -> float | None:
    return float(figure.value) / 1e6 if figure is not None else None  # type: ignore[arg-type]


def _percent(figure: Figure | None) -> float | None:
    return float(figure.value) * 100 if figure is not None else None  # type: ignore[arg-type]


def _year(one: Tranche) -> int | None:
    years = one.maturity_years
    return years[1] if years is not None and years[0] == years[1] else None
