"""Diluted shares and the bridge from equity value to enterprise value, from the written standard.

Sources: section 1 of the output standards (diluted shares; EV bridge), shares.md
(dilution at the price P) and ev_bridge.md (price of an equity value).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.second_coding.basics import NM, Value


@dataclass(frozen=True)
class Convertible:
    """A convertible note; net settled: only the excess over the principal is paid in shares."""

    principal: float
    conversion_price: float
    net_settled: bool = False

    @property
    def underlying(self) -> float:
        """Principal over conversion price."""
        return self.principal / self.conversion_price


@dataclass(frozen=True)
class ShareCount:
    """Basic shares, units that count in full, options (number, strike), and convertibles."""

    basic: float
    units: float = 0.0
    options: Sequence[tuple[float, float]] = ()
    convertibles: Sequence[Convertible] = ()

    def diluted(self, price: float) -> float:
        """`max(0, N x (1 - K / P))` by tranche; a convertible by its way of settlement."""
        count = self.basic + self.units
        for number, strike in self.options:
            count += max(0.0, number * (1 - strike / price))
        for note in self.convertibles:
            if price > note.conversion_price:
                part = 1 - note.conversion_price / price if note.net_settled else 1.0
                count += note.underlying * part
        return count

    def debt_as_shares(self, price: float) -> float:
        """Principal that counts as shares at the price and therefore is no debt."""
        return sum(
            note.principal
            for note in self.convertibles
            if price > note.conversion_price and not note.net_settled
        )

    def price_of(self, equity: float) -> Value:
        """Closed form: `P = (equity + sum N K) / (basic + units + sum N)` over strikes below P.

        Every convertible is debt in the equity value that is given, and enters with its underlying
        shares at the strike CP.
        """
        if equity <= 0:
            return NM
        tranches = sorted(
            [(strike, number) for number, strike in self.options]
            + [(note.conversion_price, note.underlying) for note in self.convertibles]
        )
        money, count = equity, self.basic + self.units
        for strike, number in tranches:
            if money / count <= strike:
                break
            money += number * strike
            count += number
        return money / count


@dataclass(frozen=True)
class Claims:
    """The parts between equity and enterprise value, as the balance sheet has them."""

    debt: float = 0.0
    finance_leases: float = 0.0
    preferred: float = 0.0
    noncontrolling: float = 0.0
    cash: float = 0.0
    short_term_investments: float = 0.0
    operating_leases: float = 0.0
    long_term_investments: float = 0.0
    count_operating_leases: bool = False
    count_long_term_investments: bool = False

    def net(self) -> float:
        """Section 1, EV bridge: what is added to equity value, less what is taken off."""
        claims = self.debt + self.finance_leases + self.preferred + self.noncontrolling
        claims -= self.cash + self.short_term_investments
        if self.count_operating_leases:
            claims += self.operating_leases
        if self.count_long_term_investments:
            claims -= self.long_term_investments
        return claims


def bridge(price: float, shares: ShareCount, claims: Claims) -> dict[str, Value]:
    """Equity value and enterprise value at a price, and the way back to the equity value."""
    diluted = shares.diluted(price)
    equity = price * diluted
    as_shares = shares.debt_as_shares(price)
    net_claims = claims.net() - as_shares
    enterprise = equity + net_claims
    return {
        "diluted_shares": diluted,
        "equity_value": equity,
        "debt_as_shares": as_shares,
        "net_claims": net_claims,
        "enterprise_value": enterprise,
        "equity_value_back": enterprise - net_claims,
        "price_back": shares.price_of(enterprise - claims.net()),
    }
