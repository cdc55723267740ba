"""What was spent on models, in one file that processes share; in doubt it is more."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from decimal import ROUND_CEILING, Decimal
from pathlib import Path

from bookrunner.llm.errors import BudgetExceeded, StateUnusable

_UNIT = 10**9
# Costs are kept in whole billionths, which SQL adds without rounding.


class Spending:
    """Reserves the most that a call can cost before it is sent, and settles what it did cost.

    A reservation that is never settled, because a process died, stays spent.
    """

    def __init__(
        self,
        file: Path,
        now: Callable[[], datetime],
        *,
        currency: str,
        per_call: Decimal | None,
        per_day: Decimal | None,
    ) -> None:
        self._file = file
        self._now = now
        self._currency = currency
        self._per_call = per_call
        self._per_day = per_day

    def reserve(self, model: str, most: Decimal) -> int:
        """The number of the reservation.

        Raises:
            BudgetExceeded: It does not fit into the budget of the call or of the day.
            StateUnusable: The file cannot be written, so that nobody could know.
        """
        if self._per_call is not None and most > self._per_call:
            raise BudgetExceeded("one call", self._money(self._per_call), self._money(most))
        day = self._now().date().isoformat()
        with self._writing() as connection:
            if self._per_day is not None:
                spent = self._spent(connection, day)
                if spent + _units(most) > _units(self._per_day):
                    needed = (
                        f"{self._money(most)} beside the {self._money(Decimal(spent) / _UNIT)} "
                        "that is spent or reserved"
                    )
                    raise BudgetExceeded("a day", self._money(self._per_day), needed)
            row = connection.execute(
                "INSERT INTO spent (day, model, units, settled) VALUES (?, ?, ?, 0)",
                (day, model, _units(most)),
            )
            assert row.lastrowid is not None
            return row.lastrowid

    def settle(self, reservation: int, cost: Decimal) -> None:
        """Put what it did cost in the place of what was reserved."""
        with self._writing() as connection:
            connection.execute(
                "UPDATE spent SET units = ?, settled = 1 WHERE id = ?",
                (_units(cost), reservation),
            )

    def today(self) -> Decimal:
        """What was spent or is reserved today, by UTC."""
        with self._writing() as connection:
            return Decimal(self._spent(connection, self._now().date().isoformat())) / _UNIT

    def _spent(self, connection: sqlite3.Connection, day: str) -> int:
        row = connection.execute("SELECT SUM(units) FROM spent WHERE day = ?", (day,)).fetchone()
        return row[0] or 0

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that no other process shares."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._file, timeout=30.0, isolation_level=None)
            with closing(connection):
                connection.execute("BEGIN IMMEDIATE")
                connection.execute(
                    "CREATE TABLE IF NOT EXISTS spent (id INTEGER PRIMARY KEY, "
                    "day TEXT NOT NULL, model TEXT NOT NULL, units INTEGER NOT NULL, "
                    "settled INTEGER NOT NULL)"
                )
                connection.execute("CREATE INDEX IF NOT EXISTS spent_day ON spent (day)")
                yield connection
                connection.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            raise StateUnusable(self._file) from error

    def _money(self, amount: Decimal) -> str:
        shown = amount.quantize(Decimal("0.0001"), rounding=ROUND_CEILING)
        return f"{self._currency} {shown.normalize():f}"


def _units(amount: Decimal) -> int:
    return int((amount * _UNIT).to_integral_value(rounding=ROUND_CEILING))
