"""Sensitivity grids, the weight of defaults, and the football field."""

from dataclasses import replace

import pytest

from bookrunner.figures import NM, USD_PER_SHARE, instant
from bookrunner.valuation import (
    CompanyInputs,
    Dcf,
    Grid,
    default_sensitivity,
    football_field,
    grids,
)
from tests.valuation.companies import VALUATION_DATE, company, figure
from tests.valuation.models import POLICY, adopt, compared, number, valued


@pytest.fixture(scope="module")
def base() -> Dcf:
    """The plain company's DCF."""
    return valued()


@pytest.fixture(scope="module")
def tables(base: Dcf) -> dict[str, Grid]:
    """Its three grids by the last piece of their key."""
    return {table.key.rsplit(".", 1)[-1]: table for table in grids(base)}


def test_there_are_three_grids_of_five_by_five(tables: dict[str, Grid]) -> None:
    assert list(tables) == ["growth", "multiple", "operations"]
    for table in tables.values():
        assert [len(row) for row in table.points] == [5] * 5


def test_the_centre_of_each_grid_is_the_model(base: Dcf, tables: dict[str, Grid]) -> None:
    assert base.exit is not None
    outputs = (base.gordon.share_price, base.exit.share_price, base.share_price)
    for table, output in zip(tables.values(), outputs, strict=True):
        assert number(table.centre.output) == number(output)
        assert table.check.left is output


def test_a_grids_corner_is_the_model_built_anew_with_both_inputs_moved(
    tables: dict[str, Grid],
) -> None:
    """Growth and margin two percent higher each, typed into the shifts."""
    moved = valued(changes={"growth_shift": "0.02", "margin_shift": "0.02"})
    corner = tables["operations"].points[4][4].output
    assert number(corner) == pytest.approx(number(moved.share_price), rel=1e-12)


def test_axes_step_evenly_around_the_base(base: Dcf, tables: dict[str, Grid]) -> None:
    rate = number(base.wacc.wacc)
    rows = [number(one) for one in tables["growth"].rows]
    assert rows == pytest.approx([rate + step * 0.005 for step in (-2, -1, 0, 1, 2)])
    columns = [number(one) for one in tables["multiple"].columns]
    assert columns == pytest.approx([8, 9, 10, 11, 12])


def test_value_falls_with_the_rate_and_rises_with_growth_and_multiple(
    tables: dict[str, Grid],
) -> None:
    for key in ("growth", "multiple"):
        values = [[number(point.output) for point in row] for row in tables[key].points]
        assert all(row == sorted(row) for row in values)
        columns = list(zip(*values, strict=True))
        assert all(list(column) == sorted(column, reverse=True) for column in columns)


def test_every_point_lays_out_the_same_lines_in_the_same_order(tables: dict[str, Grid]) -> None:
    for table in tables.values():
        for row in table.points:
            for point in row:
                keys = [one.key for one in point.chain]
                assert keys == [one.key for one in table.originals]
                assert point.chain[-1] is point.output


def test_where_growth_reaches_the_rate_the_grid_is_not_meaningful() -> None:
    """A WACC near 5% against growth of up to 6%."""
    near = valued(changes={"long_run_growth": "0.05"}, risk_free="0.011")
    table = grids(near)[0]
    assert table.points[0][4].output.value is NM
    assert number(table.centre.output) > 0


def test_no_exit_multiple_leaves_two_grids() -> None:
    assert len(grids(valued(multiple=None))) == 2


def test_the_share_that_defaults_move_is_the_larger_of_both_moves(base: Dcf) -> None:
    found = default_sensitivity(base.share_price, POLICY.period)
    assert found is not None
    output = number(base.share_price)
    up, down = (number(one) / output - 1 for one in (found.output_raised, found.output_lowered))
    assert number(found.share) == pytest.approx(max(abs(up), abs(down)))
    keys = {one.key for one in found.defaults}
    assert "market.equity_risk_premium" in keys
    assert not [key for key in keys if "switch" in key or "selector" in key]


def test_defaults_raised_by_a_tenth_are_the_model_built_anew_with_them_raised() -> None:
    """Only long-run growth moves here: everything else is adopted."""
    names = ("case_growth_step", "case_margin_step", "capex_over_depreciation")
    values = dict(zip(names, ("0.02", "0.01", "0.10"), strict=True))
    raised = valued(changes={**values, "long_run_growth": "0.0275"})
    base = valued(changes=values)
    found = default_sensitivity(base.forecast.growth, POLICY.period)
    assert found is not None
    assert number(found.output_raised) == pytest.approx(number(raised.forecast.growth))
    assert number(found.share) == pytest.approx(0.1)


def test_an_output_without_defaults_has_no_sensitivity_to_them(base: Dcf) -> None:
    assert default_sensitivity(base.company.enterprise_value, POLICY.period) is None


def test_the_football_field_spans_quartiles_and_one_step_of_the_grids(
    tables: dict[str, Grid],
) -> None:
    found = football_field(compared(), list(tables.values()))
    assert [bar.key.rsplit(".", 1)[-1] for bar in found.bars] == [
        "ev_ebitda_ltm",
        "ev_ebit_ltm",
        "price_earnings_ltm",
        "ev_revenue_ltm",
        "growth",
        "multiple",
    ]
    for bar in found.bars:
        assert number(bar.low) <= number(bar.middle) <= number(bar.high), bar.label
        assert bar.low.unit == USD_PER_SHARE
    inner = [number(p.output) for row in tables["growth"].points[1:4] for p in row[1:4]]
    assert number(found.bars[4].low) == min(inner)
    assert number(found.bars[4].high) == max(inner)


def test_the_52_week_range_stands_only_where_prices_were_supplied() -> None:
    assert "52-week range needs a price history" in " ".join(football_field(compared(), ()).notes)
    found = football_field(compared(ranged()), ())
    assert found.bars[-1].label == "52-week range"


def ranged() -> CompanyInputs:
    """The plain company with a 52-week range."""
    at = instant(VALUATION_DATE)
    low = figure("tgt.low_52_weeks", "15", USD_PER_SHARE, at)
    high = figure("tgt.high_52_weeks", "25", USD_PER_SHARE, at)
    return replace(company(), low_52_weeks=low, high_52_weeks=high)


def test_adopting_a_default_keeps_its_id() -> None:
    """So that a workbook's cell and a slide's link stay where they are."""
    assumed = valued().assumptions.long_run_growth
    assert adopt(assumed, "0.02").id == assumed.id
