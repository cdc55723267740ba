"""What an assumption may be adopted as."""

from datetime import date
from decimal import Decimal

import pytest

from bookrunner.figures import Unusable
from bookrunner.valuation import (
    AdoptedTwice,
    Adoption,
    AdoptionOutOfRange,
    Adoptions,
    default_policy,
)

ON = date(2024, 8, 30)


def adopting(**values: str) -> Adoptions:
    return Adoptions(
        {
            key.replace("__", "."): Adoption(Decimal(value), "J. Banker", "house view", ON)
            for key, value in values.items()
        }
    )


@pytest.mark.parametrize("value", ["1.5", "7", "-1"])
def test_a_switch_takes_only_the_positions_it_has(value: str) -> None:
    adoptions = adopting(policy__operating_leases_switch=value)
    with pytest.raises(AdoptionOutOfRange, match="whole number from 0 to 1"):
        default_policy(ON, adoptions)


def test_a_rate_written_in_percent_is_found_out() -> None:
    adoptions = adopting(market__statutory_tax_rate="21")
    with pytest.raises(AdoptionOutOfRange, match="from -1 to 1"):
        adoptions.assumption(
            "market.statutory_tax_rate",
            "Statutory tax rate",
            Decimal("0.21"),
            default_policy(ON).period,
            "law",
        )


def test_one_assumption_adopted_by_two_names_is_refused() -> None:
    adoptions = adopting(hd__dcf__long_run_growth="0.02", dcf__long_run_growth="0.03")
    with pytest.raises(AdoptedTwice):
        adoptions.assumption(
            "hd.dcf.long_run_growth",
            "Long-run growth",
            Decimal("0.025"),
            default_policy(ON).period,
            "default",
        )


def test_a_switch_that_is_on_stays_adopted_by_its_owner() -> None:
    policy = default_policy(ON, adopting(policy__operating_leases_switch="1"))
    assert policy.operating_leases.value == 1
    assert not policy.operating_leases.is_default


def test_limits_are_errors_that_a_caller_can_serve() -> None:
    assert issubclass(AdoptionOutOfRange, Unusable)
