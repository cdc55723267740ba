"""Twelve months of the engine's statements against `FY + YTD - prior YTD`, on random quarters."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from bookrunner.facts import Basis, statements
from bookrunner.figures import days_after
from tests.facts.reported import ALDER
from tests.facts.test_statement_properties import reports_of, year_of_quarters
from tests.second_coding.comps import last_twelve_months

CASES = 100
WEEKS = (13, 13, 13, 13)


def test_twelve_months_are_those_of_the_second_coding() -> None:
    dice = random.Random(20240831)
    for _ in range(CASES):
        amounts = [dice.randint(-(10**6), 10**6) for _ in range(8)]
        first = year_of_quarters(date(2021, 1, 3) + timedelta(days=dice.randint(0, 700)), WEEKS)
        second = year_of_quarters(days_after(first[-1].end, 1), WEEKS)
        reports = reports_of(first, amounts[:4], 2021) + reports_of(second, amounts[4:], 2022)
        made = statements(ALDER, [fact for one in reports for fact in one], basis=Basis.LTM)
        by_end = {window.end: made.line("revenue", window).value for window in made.periods}
        for quarters in (1, 2, 3):
            wanted = last_twelve_months(
                sum(amounts[:4]), sum(amounts[4 : 4 + quarters]), sum(amounts[:quarters])
            )
            assert by_end[second[quarters - 1].end] == pytest.approx(wanted * 1e6, rel=1e-12)
        assert by_end[first[-1].end] == sum(amounts[:4]) * 1e6
