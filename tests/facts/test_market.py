"""Several prices of one day, on invented quotes."""

from datetime import date
from decimal import Decimal

from bookrunner.facts import SAMPLE_PRICE, Quote, one_a_day, two_prices
from bookrunner.figures import Severity

SAMPLE = f"{SAMPLE_PRICE}closing price as traded"


def quote(price: str, source: str, on: date = date(2024, 3, 1), currency: str = "USD") -> Quote:
    return Quote("0009999901", on, Decimal(price), currency, source)


def test_what_the_bank_brought_comes_before_the_sample_whatever_its_name() -> None:
    for source in ("A desk, prices.csv, C2", "Zeta, prices.csv, C2"):
        brought, shipped = quote("10", source), quote("11", SAMPLE)
        assert one_a_day([shipped, brought]) == [brought]
        [said] = two_prices(brought, [shipped, brought], "ALDR")
        assert said.severity is Severity.NOTE
        assert "11" in said.message


def test_two_prices_of_the_bank_that_differ_are_told() -> None:
    one, other = quote("10", "Desk, a.csv, C2"), quote("10.5", "Vendor, b.csv, C9")
    assert one_a_day([other, one]) == one_a_day([one, other]) == [one]
    [said] = two_prices(one, [other, one], "ALDR")
    assert (said.code, said.severity) == ("facts.two-prices", Severity.WARNING)
    assert two_prices(one, [one, quote("10.00", "Vendor, b.csv, C9")], "ALDR") == ()


def test_days_and_currencies_stand_apart() -> None:
    later = quote("12", "Desk", date(2024, 3, 4))
    euro = quote("9", "Desk", currency="EUR")
    dollar = quote("10", "Desk")
    assert one_a_day([later, dollar, euro]) == [dollar, euro, later]
    assert two_prices(dollar, [later, euro, dollar], "ALDR") == ()
