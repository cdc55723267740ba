"""A budget holds whoever spends at the same time, and whoever dies while spending."""

import subprocess
import sys
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bookrunner.llm import BudgetExceeded
from bookrunner.llm.spending_sqlite import Spending
from tests.llm.made import NOON

SPENDER = """
import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from bookrunner.llm import BudgetExceeded
from bookrunner.llm.spending_sqlite import Spending
ledger = Spending(Path(sys.argv[1]), lambda: datetime(2026, 3, 2, 12, tzinfo=UTC),
                  currency="USD", per_call=None, per_day=Decimal("1"))
made = 0
for _ in range(20):
    try:
        ledger.reserve("m", Decimal("0.03"))
        made += 1
    except BudgetExceeded:
        pass
print(made)
"""


def _ledger(file: Path, *, per_call: str | None = None, per_day: str | None = "1") -> Spending:
    return Spending(
        file,
        lambda: NOON,
        currency="USD",
        per_call=Decimal(per_call) if per_call else None,
        per_day=Decimal(per_day) if per_day else None,
    )


def test_processes_that_race_do_not_spend_more_than_there_is(tmp_path: Path) -> None:
    file = tmp_path / "spending.db"
    racing = [
        subprocess.Popen(
            [sys.executable, "-c", SPENDER, str(file)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    made = sum(int(process.communicate(timeout=60)[0]) for process in racing)
    # 33 times 0.03 is 0.99; a thirty-fourth does not fit into 1.
    assert made == 33
    assert _ledger(file).today() == Decimal("0.99")


def test_what_was_reserved_is_spent_until_it_is_settled(tmp_path: Path) -> None:
    ledger = _ledger(tmp_path / "spending.db")
    reservation = ledger.reserve("m", Decimal("0.9"))
    with pytest.raises(BudgetExceeded):
        ledger.reserve("m", Decimal("0.2"))
    ledger.settle(reservation, Decimal("0.1"))
    ledger.reserve("m", Decimal("0.9"))
    assert ledger.today() == 1


def test_a_call_has_a_budget_of_its_own(tmp_path: Path) -> None:
    ledger = _ledger(tmp_path / "spending.db", per_call="0.5", per_day=None)
    with pytest.raises(BudgetExceeded, match="one call"):
        ledger.reserve("m", Decimal("0.500000001"))
    ledger.reserve("m", Decimal("0.5"))


def test_a_new_day_has_a_new_budget(tmp_path: Path) -> None:
    day = [NOON]
    ledger = Spending(
        tmp_path / "s.db", lambda: day[0], currency="USD", per_call=None, per_day=Decimal(1)
    )
    ledger.reserve("m", Decimal(1))
    day[0] += timedelta(hours=11, minutes=59)
    with pytest.raises(BudgetExceeded):
        ledger.reserve("m", Decimal("0.01"))
    day[0] += timedelta(minutes=1)
    ledger.reserve("m", Decimal(1))
