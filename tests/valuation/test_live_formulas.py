"""The valuation as live formulas: short, independent of its switches, and recalculated."""

from pathlib import Path

import pytest

from bookrunner.equity import Convertible, OptionTranche, UnitAward
from bookrunner.figures import SHARES, USD, USD_PER_SHARE, conflicts, instant
from bookrunner.valuation import CompanyInputs, comps
from tests.valuation.companies import VALUATION_DATE, company, figure, with_equity
from tests.valuation.models import POLICY, compared, peers, policy, valued
from tests.valuation.workbook_of import Laid, laid_out, mismatches

FORMULA_LENGTH_READABLE = 300
ODD_PEERS = (
    company("LOS", changes={"ebitda": "-5", "net_income": "-20", "eps_diluted": "-0.2"}),
    company("BAR", shares_price=None),
    company("NIL", changes={"gross_profit": None, "total_debt": None, "ebitda": "0"}),
)


def with_options() -> CompanyInputs:
    """The plain company with two tranches of options and restricted shares."""
    at = instant(VALUATION_DATE)
    tranches = tuple(
        OptionTranche(
            f"strike {strike}",
            figure(f"tgt.options_{place}", count, SHARES, at),
            figure(f"tgt.strike_{place}", strike, USD_PER_SHARE, at),
        )
        for place, (count, strike) in enumerate((("10", "15"), ("8", "25")), start=1)
    )
    units = (UnitAward("RSU", figure("tgt.restricted", "3", SHARES, at)),)
    convert = Convertible(
        "notes",
        figure("tgt.notes", "40", USD, at),
        figure("tgt.conversion_price", "16", USD_PER_SHARE, at),
        figure("tgt.conversion_shares", "2.5", SHARES, at),
    )
    return with_equity(company(), tranches=tranches, units=units, converts=(convert,))


@pytest.fixture(scope="module")
def laid() -> Laid:
    """The plain target with options among sound and odd peers."""
    target = with_options()
    return laid_out(comps(target, [*peers(), *ODD_PEERS], POLICY), valued(target))


def test_formulas_are_short_enough_to_read(laid: Laid) -> None:
    longest = max(laid.formulas().items(), key=lambda one: len(one[1]))
    assert len(longest[1]) < FORMULA_LENGTH_READABLE, longest


def test_no_two_figures_share_an_id(laid: Laid) -> None:
    assert conflicts(laid.figures) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"mid_year_switch": "0"},
        {"terminal_method_selector": "2"},
        {"case_selector": "3"},
        {"stock_compensation_switch": "1"},
    ],
)
def test_a_switch_changes_values_and_no_formula(changes: dict[str, str]) -> None:
    """So the workbook's own switch does what the program's does."""
    off, on = laid_out(compared(), valued()), laid_out(compared(), valued(changes=changes))
    assert off.formulas() == on.formulas()
    assert [one.value for one in off.figures] != [one.value for one in on.figures]


def test_the_policys_switches_change_no_formula() -> None:
    leased = company(changes={"operating_leases": "60", "long_term_investments": "30"})
    changed = policy(changes={"operating_leases": "1", "long_term_investments": "1"})
    off = laid_out(compared(leased), valued(leased))
    on = laid_out(compared(leased, changed), valued(leased, held=changed))
    assert off.formulas() == on.formulas()


def test_libreoffice_computes_what_python_does(laid: Laid, tmp_path: Path, soffice: Path) -> None:
    count, found = mismatches(laid, tmp_path / "valuation.xlsx", soffice)
    assert found == []
    assert count > 4000
