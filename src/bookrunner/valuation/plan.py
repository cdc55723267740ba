"""A company's own plan, year by year, as the bank imported it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bookrunner.facts import Company
from bookrunner.figures import Figure, Missing, Period, Unit, Unusable
from bookrunner.imports import BankRow, planned

CASES = ("bear", "base", "bull")
"""The cases that a DCF makes of history, in the order of its selector; a plan comes after them."""


class PlanUnusable(Unusable):
    """The management case cannot drive the company's forecast."""

    def __init__(self, company: str, case: str, reason: str) -> None:
        super().__init__(
            f"{company}: the management case {case!r} cannot be used: {reason}; correct the file "
            "and import it again, or value without --case"
        )


def case_title(name: str) -> str:
    """A case's name as a heading has it; a plan's own capitals stay."""
    return name[:1].upper() + name[1:]


@dataclass(frozen=True)
class Plan:
    """One management case; each figure it gives walks back to a cell of the bank's file."""

    name: str
    """As pages call it."""
    company: Company
    rows: Mapping[tuple[str, str], BankRow]
    """By line and fiscal year (``FY2025``)."""

    def get(self, line: str, year: str, period: Period) -> Figure | None:
        """What is planned of a line in a fiscal year, whose days are the period."""
        row = self.rows.get((line, year))
        return None if row is None else planned(self.company, row, period)

    def amount(self, line: str, year: str, period: Period, money: Unit) -> Figure | None:
        """The same, refused where it is no amount of the company's money or below zero.

        Raises:
            PlanUnusable: It is in another unit, or costs are given below zero.
        """
        figure = self.get(line, year, period)
        if figure is None:
            return None
        label = self.company.ticker or self.company.name
        if figure.unit != money:
            raise PlanUnusable(label, self.name, f"{line} is in {figure.unit}, not {money}")
        is_below = not isinstance(figure.value, Missing) and figure.value < 0
        if line in _NEVER_BELOW_ZERO and is_below:
            raise PlanUnusable(label, self.name, f"{line} of {year} is below zero")
        return figure

    @property
    def files(self) -> Sequence[tuple[str, date]]:
        """The files it stands in, and the day for which each holds."""
        told = {(row.file.name, row.file.as_of) for row in self.rows.values()}
        return sorted(told, key=lambda one: (one[1], one[0]))


_NEVER_BELOW_ZERO = ("revenue", "depreciation_and_amortisation", "capex")


def plan_of(company: Company, case: str, rows: Sequence[BankRow]) -> Plan | None:
    """The management case of that name among imported rows; None where there is none.

    Upper and lower case are the same. A plan that is called as one of the DCF's own cases is
    shown with the word "management" after its name.
    """
    own = [one for one in rows if one.row.text("case").strip().lower() == case.strip().lower()]
    if not own:
        return None
    name = own[-1].row.text("case").strip()
    shown = f"{name} (management)" if name.lower() in CASES else name
    held = {(one.row.text("line"), one.row.text("period")): one for one in own}
    return Plan(shown, company, held)
