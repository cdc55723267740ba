"""What formulas compute and how they read in a spreadsheet."""

import math
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookrunner.figures import (
    DAYS,
    NA,
    NM,
    PURE,
    SHARES,
    USD,
    AmbiguousReturn,
    Figure,
    Missing,
    MustBePlaced,
    NoAnswer,
    Period,
    Placement,
    Source,
    Term,
    UnitMismatch,
    UnnaturalConstant,
    UnplacedInput,
    Unusable,
    average,
    both,
    choose,
    computed,
    conflicts,
    explain,
    exponential,
    figure_json,
    formula,
    formula_words,
    greater,
    if_,
    internal_rate_of_return,
    is_positive,
    largest,
    lineage,
    lowest,
    meaningful,
    median,
    natural,
    natural_log,
    normal_cumulative,
    percentile,
    present_value,
    ratio,
    sourced,
    total,
    weighted_sum,
)
from bookrunner.figures.formula_excel import RENDERERS
from bookrunner.figures.operators import OPERATORS
from bookrunner.figures.words import SPOKEN

YEAR = Period(date(2023, 1, 30), date(2024, 1, 28))
SOURCE = Source("SEC EDGAR", "10-K", YEAR.end)


def money(key: str, value: int | Missing) -> Figure:
    exact = value if isinstance(value, Missing) else Decimal(value)
    return sourced(key, key.capitalize(), exact, USD, YEAR, SOURCE)


def rate(key: str, value: str | Missing) -> Figure:
    exact = value if isinstance(value, Missing) else Decimal(value)
    return sourced(key, key.capitalize(), exact, PURE, YEAR, SOURCE)


def column(figures: list[Figure], exponent: int = 0) -> dict[str, Placement]:
    return {f.id: Placement("Model", row, 1, exponent) for row, f in enumerate(figures)}


def written(expression: Term, placed: dict[str, Placement], exponent: int = 0) -> str:
    figure = computed("result", "Result", expression, YEAR)
    return formula(figure, placed, Placement("Model", 20, 1, exponent))


def test_every_operator_has_a_spreadsheet_form_and_words() -> None:
    assert set(OPERATORS) == set(RENDERERS) == set(SPOKEN)


def test_a_formula_stops_at_the_nearest_placed_figure() -> None:
    revenue, cost = money("revenue", 100), money("cost", 60)
    gross = computed("gross", "Gross profit", revenue - cost, YEAR)
    margin = ratio(gross, revenue)
    assert written(margin, column([revenue, cost, gross])) == '=IFERROR(B3/B1,"NM")'
    assert written(margin, column([revenue, cost])) == '=IFERROR((B1-B2)/B1,"NM")'


def test_an_input_that_stands_nowhere_is_an_error_not_a_literal() -> None:
    revenue, cost = money("revenue", 100), money("cost", 60)
    with pytest.raises(UnplacedInput, match="cost"):
        written(revenue - cost, column([revenue]))


@pytest.mark.parametrize(
    "exponent, expected",
    [(6, "=B1*B2/1000000"), (0, "=B1*B2"), (3, "=B1*B2/1000")],
)
def test_scale_belongs_to_the_cell(exponent: int, expected: str) -> None:
    """Price times shares, both in single units, shown in a cell of another scale."""
    price = money("price", 350)
    factor = rate("factor", "2")
    assert written(price * factor, column([price, factor]), exponent) == expected


def test_parts_of_one_scale_need_no_factor() -> None:
    left, right = money("left", 5_000_000), money("right", 7_000_000)
    assert written(left + right, column([left, right], 6), 6) == "=B1+B2"


def test_parts_of_different_scales_meet_with_a_power_of_ten() -> None:
    left, right = money("left", 5_000_000), money("right", 7_000_000)
    placed = column([left], 6) | {right.id: Placement("Model", 1, 1, 3)}
    assert written(left + right, placed, 6) == "=B1+B2/1000"


def test_a_negative_base_is_bracketed() -> None:
    """=-A4^2 is +16 in a spreadsheet for A4 = 4, and -16 on paper."""
    base, power = rate("base", "4"), rate("power", "2")
    assert written(-(base**power), column([base, power])) == "=(-(B1^B2))"
    assert written((-base) ** power, column([base, power])) == "=(-B1)^B2"


def test_brackets_stand_where_the_order_needs_them() -> None:
    a, b, c = (rate(key, "2") for key in "abc")
    placed = column([a, b, c])
    assert written(a - (b - c), placed) == "=B1-(B2-B3)"
    assert written((a - b) - c, placed) == "=B1-B2-B3"
    assert written(a / (b * c), placed) == "=B1/(B2*B3)"
    assert written((a + b) * c, placed) == "=(B1+B2)*B3"


def test_a_series_side_by_side_becomes_a_range() -> None:
    flows = [money(f"flow{year}", 100) for year in range(4)]
    placed = column(flows)
    assert written(total(flows), placed) == "=SUM(B1:B4)"
    assert written(median(flows), placed) == "=MEDIAN(B1:B4)"
    discount = rate("discount", "0.1")
    placed[discount.id] = Placement("Model", 9, 1)
    assert written(present_value(discount, flows), placed) == "=NPV(B10,B1:B4)"


def test_a_series_that_fills_a_rectangle_becomes_one_range() -> None:
    cells = [money(f"cell{n}", NM if n == 4 else n) for n in range(6)]
    placed = {f.id: Placement("Grid", 2 + n // 3, 1 + n % 3) for n, f in enumerate(cells)}
    assert written(lowest(cells), placed) == "=MIN(Grid!B3:D4)"
    rate_ = rate("discount", "0.1")
    placed[rate_.id] = Placement("Model", 9, 1)
    with pytest.raises(MustBePlaced):
        written(present_value(rate_, cells), placed)


def test_a_scattered_series_with_gaps_must_be_placed() -> None:
    series = [money("a", 1), money("b", NM), money("c", 3)]
    scattered = {figure.id: Placement("Model", 3 * row, row) for row, figure in enumerate(series)}
    with pytest.raises(MustBePlaced, match="row or column"):
        written(percentile(series, 0.5), scattered)


def test_switches_stay_alive_in_the_workbook() -> None:
    switch = rate("mid_year", "1")
    shift = if_(switch, 0.5, 1)
    assert shift.value == 0.5
    assert written(shift, column([switch])) == "=IF(B1=1,0.5,1)"


def test_python_cannot_decide_by_a_figure() -> None:
    with pytest.raises(TypeError, match="if_"):
        bool(rate("switch", "1"))


def test_arithmetic_says_not_available_before_not_meaningful() -> None:
    assert (money("a", NM) + money("b", NA)).value is NA
    assert (money("a", NM) + money("b", 1)).value is NM
    guarded = written(money("a", NM) + money("b", NA), column([money("a", NM), money("b", NA)]))
    assert guarded == '=IFERROR(B1+B2,IF(B2="NA","NA","NM"))'


def test_order_against_text_has_no_answer() -> None:
    """A spreadsheet holds any text to be greater than 50."""
    multiple = rate("multiple", NM)
    high = if_(greater(multiple, rate("limit", "50")), 1, 10)
    assert high.value is NM
    placed = column([multiple, rate("limit", "50")])
    assert written(high, placed) == '=IFERROR(IF(SIGN(B1-B2)=1,1,10),"NM")'


def test_statistics_leave_out_what_is_no_number() -> None:
    series = [rate("a", "8"), rate("b", NM), rate("c", "12"), rate("d", NA), rate("e", "10")]
    assert median(series).value == 10
    assert average(series).value == 10
    assert median([series[1], series[3]]).value is NA
    assert median([]).value is NA


def test_quartiles_interpolate_between_neighbours() -> None:
    """By hand: 1, 2, 3, 4 have their lower quartile at 1.75 (PERCENTILE.INC)."""
    series = [rate(f"x{n}", str(n)) for n in (4, 1, 3, 2)]
    quarter = natural(0.5) * 0.5
    assert percentile(series, quarter).value == pytest.approx(1.75)


def test_a_sum_of_nothing_is_not_zero() -> None:
    assert total([]).value is NA


@pytest.mark.parametrize("number", [0, 2, 7, 0.07, 1.07, 100.5, -1, 366])
def test_only_natural_constants_stand_in_formulas(number: float) -> None:
    with pytest.raises(UnnaturalConstant):
        _ = rate("a", "1") * number


@pytest.mark.parametrize("number", [1, 0.5, 12, 360, 365, 10, 0.01, 1_000_000])
def test_natural_constants_are_welcome(number: float) -> None:
    assert (rate("a", "1") * number).value == number


def test_a_strict_division_by_zero_is_an_error_and_a_ratio_is_not_meaningful() -> None:
    with pytest.raises(NoAnswer, match="ratio"):
        _ = money("a", 1) / money("b", 0)
    assert ratio(money("a", 1), money("b", 0)).value is NM


def test_a_return_that_is_not_unique_is_refused() -> None:
    """-100, +230, -132 earns both 10% and 20%."""
    flows = [money("a", -100), money("b", 230), money("c", -132)]
    with pytest.raises(AmbiguousReturn):
        internal_rate_of_return(flows)


@given(st.floats(-0.5, 2.0), st.integers(1, 12))
def test_a_single_flow_earns_its_growth(growth: float, years: int) -> None:
    """Closed form: -1 today and (1+g)^n after n years earns g."""
    back = Decimal(str((1 + growth) ** years))
    flows = [rate("in", "-1"), *(rate(f"wait{n}", "0") for n in range(years - 1))]
    flows.append(sourced("out", "Out", back, PURE, YEAR, SOURCE))
    found = internal_rate_of_return(flows).value
    assert isinstance(found, float)
    assert found == pytest.approx(growth, abs=1e-9)


def test_present_value_is_at_year_ends() -> None:
    """110 in a year and 121 in two, at 10%, are worth 200."""
    flows = [money("first", 110), money("second", 121)]
    value = present_value(rate("discount", "0.1"), flows).value
    assert isinstance(value, float)
    assert math.isclose(value, 200.0)


def test_weighted_sums_read_as_sumproduct() -> None:
    weights = [rate("w1", "0.25"), rate("w2", "0.75")]
    values = [money("v1", 100), money("v2", 200)]
    placed = column(values) | {
        figure.id: Placement("Model", row, 4) for row, figure in enumerate(weights)
    }
    expression = weighted_sum(values, weights)
    assert expression.value == 175
    assert written(expression, placed) == "=SUMPRODUCT(B1:B2,E1:E2)"


def test_one_of_several_cases_is_chosen_by_a_figure() -> None:
    case = rate("case", "2")
    options = [rate("bear", "0.01"), rate("base", "0.03"), rate("bull", "0.05")]
    assert choose(case, options).value == 0.03
    assert written(choose(case, options), column([case, *options])) == "=CHOOSE(B1,B2,B3,B4)"


def test_the_larger_of_two_passes_gaps_on() -> None:
    assert largest(money("a", 5), money("b", NA)).value is NA
    assert largest(money("a", 5), money("b", 9)).value == 9


def test_a_condition_is_not_a_number() -> None:
    above = greater(money("a", 1), money("b", 2))
    with pytest.raises(Unusable, match="condition"):
        computed("c", "C", above, YEAR)
    with pytest.raises(Unusable, match="truth"):
        _ = above + 1


def test_a_multiple_of_a_loss_is_not_meaningful() -> None:
    value, profit, limit = money("value", 100), money("profit", -5), rate("limit", "50")
    multiple = ratio(value, profit)
    shown = meaningful(multiple, when=both(is_positive(profit), greater(limit, multiple)))
    assert shown.value is NM


def test_ten_thousand_chained_figures_need_no_recursion() -> None:
    step = money("step", 1)
    figure = step
    for number in range(10_000):
        figure = computed(f"chain{number}", "Chain", figure + step, YEAR)
    assert figure.value == 10_001
    assert len(lineage([figure])) == 10_001
    expression: Term = step
    for _ in range(2_000):
        expression = expression + step
    assert written(expression, column([step])).count("B1") == 2_001


def test_two_figures_under_one_id_are_found() -> None:
    first, second = money("revenue", 100), money("revenue", 101)
    both_of_them = computed("mixed", "Mixed", first + second, YEAR)
    assert conflicts([both_of_them]) == (first.id,)


def test_an_id_survives_changed_inputs_and_a_version_does_not() -> None:
    before = computed("double", "Double", money("revenue", 100) * 10, YEAR)
    after = computed("double", "Double", money("revenue", 101) * 10, YEAR)
    assert before.id == after.id == "double.20230130_20240128"
    assert before.version != after.version


def test_words_name_the_inputs() -> None:
    gross = money("revenue", 100) - money("cost", 60)
    assert formula_words(gross) == (
        "Revenue [2023-01-30 to 2024-01-28] - Cost [2023-01-30 to 2024-01-28]"
    )
    assert explain(money("revenue", 100)) == "SEC EDGAR, 10-K"


def test_json_is_flat_and_joined_by_ids() -> None:
    revenue, cost = money("revenue", 100), money("cost", 60)
    gross = computed("gross", "Gross profit", revenue - cost, YEAR)
    told = figure_json(gross)["lineage"]
    assert told["inputs"] == [revenue.id, cost.id]
    assert told["formula"] == [revenue.id, cost.id, {"apply": "subtract", "count": 2}]


def test_days_over_days_are_a_share_of_a_year() -> None:
    days = sourced("days", "Days", Decimal(73), DAYS, YEAR, SOURCE)
    assert (days / natural(365, DAYS)).unit == PURE
    assert (days / natural(365, DAYS)).value == 0.2


def test_per_share_amounts_name_both_units() -> None:
    shares = sourced("shares", "Shares", Decimal(10), SHARES, YEAR, SOURCE)
    assert str((money("income", 50) / shares).unit) == "USD/shares"


@pytest.mark.parametrize(
    "point, probability",
    [
        # Abramowitz and Stegun, Handbook of Mathematical Functions, table 26.1.
        ("0", 0.5),
        ("0.5", 0.691462461274013),
        ("1.96", 0.975002104851780),
        ("-1", 0.158655253931457),
        # Table 26.2: the far tail keeps its digits.
        ("-5", 2.866515719e-7),
    ],
)
def test_the_normal_distribution_is_that_of_the_tables(point: str, probability: float) -> None:
    assert normal_cumulative(rate("z", point)).value == pytest.approx(probability, rel=1e-9)


def test_logarithm_and_exponential_undo_each_other() -> None:
    growth = rate("growth", "1.3")
    assert natural_log(growth).value == pytest.approx(math.log(1.3))
    assert exponential(natural_log(growth)).value == pytest.approx(1.3)
    with pytest.raises(NoAnswer, match="natural_log"):
        natural_log(rate("none", "0"))
    with pytest.raises(UnitMismatch):
        natural_log(money("revenue", 100))


def test_functions_of_one_number_in_a_spreadsheet() -> None:
    point = rate("z", "0.25")
    placed = column([point])
    assert written(normal_cumulative(point), placed) == "=_xlfn.NORM.S.DIST(B1,TRUE)"
    assert written(natural_log(point), placed) == "=LN(B1)"
    assert written(exponential(-point), placed) == "=EXP((-B1))"
    spoken = computed("n", "N", normal_cumulative(point), YEAR)
    assert explain(spoken) == f"standard normal distribution up to(Z [{YEAR}])"
    missing = rate("none", NM)
    assert written(normal_cumulative(missing), column([missing])) == (
        '=IFERROR(_xlfn.NORM.S.DIST(B1,TRUE),"NM")'
    )
    assert normal_cumulative(missing).value is NM
