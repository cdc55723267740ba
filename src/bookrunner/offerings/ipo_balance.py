"""Cash, debt and capitalisation before and after a first offering, at the midpoint."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.figures import Figure, Operand, Period, computed
from bookrunner.offerings.ipo_offer import Before, IpoOffer
from bookrunner.valuation import CheckPair, line


@dataclass(frozen=True)
class Balance:
    """Actual, the offering, as adjusted, and as adjusted with the over-allotment."""

    rows: Sequence[tuple[str, Sequence[Figure | None]]]
    checks: Sequence[CheckPair]


def balance_of(key: str, offer: IpoOffer, before: Before, at: Period) -> Balance | None:
    """The capitalisation; equity is at the offer price, as book equity may not be reported."""
    cash, debt = before.cash, before.debt
    if cash is None or debt is None or offer.repaid is None or offer.to_cash is None:
        return None
    repaid, to_cash = offer.repaid, offer.to_cash

    def made(name: str, words: str, value: Operand) -> Figure:
        return computed(f"{key}.balance.{name}", words, value, at)

    extra = made("extra", "Net proceeds of the over-allotment", offer.net_greenshoe - offer.net)
    after_cash = made("cash_after", "Cash as adjusted", cash + to_cash)
    more_cash = made("cash_greenshoe", "Cash with the over-allotment", after_cash + extra)
    after_debt = made("debt_after", "Debt as adjusted", debt - repaid)
    net = made("net_debt", "Net debt", debt - cash)
    after_net = made("net_debt_after", "Net debt as adjusted", after_debt - after_cash)
    moved = made("net_debt_moved", "Net debt, moved by the offering", after_net - net)
    more_net = made("net_debt_greenshoe", "Net debt with the over-allotment",
                    after_debt - more_cash)  # fmt: skip
    value, old = offer.equity_value, offer.before_money
    more_value = made("equity_greenshoe", "Equity value with the over-allotment",
                      offer.price * offer.shares_after_greenshoe)  # fmt: skip
    return Balance(
        (
            ("Cash", (cash, to_cash, after_cash, more_cash)),
            ("Debt", (debt, made("debt_moved", "Debt, moved by the offering", after_debt - debt),
                      after_debt, after_debt)),
            ("Net debt", (net, moved, after_net, more_net)),
            ("Equity value at the offer", (old, offer.new_money, value, more_value)),
            ("Total capitalisation", (
                made("whole", "Total capitalisation", debt + old), None,
                made("whole_after", "Total capitalisation as adjusted", after_debt + value),
                made("whole_greenshoe", "The same with the over-allotment",
                     after_debt + more_value))),
            *_leverage(offer),
        ),
        (
            CheckPair("Net debt falls by the net proceeds", after_net,
                      made("net_debt_again", "Net debt less net proceeds", net - offer.net),
                      line(after_net).form),
        ),
    )  # fmt: skip


def _leverage(offer: IpoOffer) -> Sequence[tuple[str, Sequence[Figure | None]]]:
    if offer.leverage_before is None:
        return ()
    row = (offer.leverage_before, None, offer.leverage_after, offer.leverage_after_greenshoe)
    return (("Net debt / LTM EBITDA", row),)
