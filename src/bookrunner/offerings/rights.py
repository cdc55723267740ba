"""A rights issue for the same money: the price that leaves the shares worth what TERP says.

With a subscription price ``S = TERP x (1 - d)`` and money to raise ``R``, ``TERP = (N P + R) /
(N + R / S)`` solves to ``TERP = P - (R / N) x d / (1 - d)``: no iteration is needed.
"""

from __future__ import annotations

from dataclasses import dataclass

from bookrunner.figures import Figure, Operand, computed, is_positive, meaningful
from bookrunner.offerings.follow_on import FollowOn
from bookrunner.valuation import CheckPair, Policy, line


@dataclass(frozen=True)
class RightsIssue:
    """Shares offered to holders by their holdings."""

    raised: Figure
    old_shares: Figure
    """Outstanding; awards get no rights."""
    ex_rights: Figure
    """TERP; NM where no positive price raises the money at that discount."""
    subscription: Figure
    new_shares: Figure
    discount_to_close: Figure
    right: Figure
    """The value of the right that goes with one old share."""
    new_per_old: Figure
    bonus: Figure
    """Earlier earnings per share are divided by it (IAS 33.26 and A2; ASC 260-10-55-13)."""
    checks: tuple[CheckPair, ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        """In the order of computation."""
        return (
            self.raised, self.old_shares, self.ex_rights, self.subscription, self.new_shares,
            self.discount_to_close, self.new_per_old, self.right, self.bonus,
        )  # fmt: skip


def rights_issue(deal: FollowOn, policy: Policy) -> RightsIssue:
    """The new shares of the follow-on's base deal, offered to holders instead."""
    key, at = f"{deal.company.prefix}.rights", policy.period

    def made(name: str, words: str, value: Operand) -> Figure:
        return computed(f"{key}.{name}", words, value, at)

    price, discount = deal.bridge.price, deal.terms.rights_discount
    raised = made("raised", "Money raised", deal.size * deal.terms.primary)
    old = made("old_shares", "Shares outstanding", deal.bridge.claims.count.basic)
    solved = price - raised / old * (discount / (1 - discount))
    ex_rights = made("ex_rights_price", "Theoretical ex-rights price",
                     meaningful(solved, when=is_positive(solved)))  # fmt: skip
    subscription = made("subscription_price", "Subscription price", ex_rights * (1 - discount))
    new = made("new_shares", "New shares", raised / subscription)
    standard = made("ex_rights_price_by_shares", "Theoretical ex-rights price, by shares",
                    (old * price + new * subscription) / (old + new))  # fmt: skip
    right = made("right_price", "Value of the right of one old share", price - ex_rights)
    bought = made("right_price_by_new", "The same by what new shares gain",
                  (ex_rights - subscription) * new / old)  # fmt: skip
    return RightsIssue(
        raised, old, ex_rights, subscription, new,
        made("discount_to_close_share", "Subscription price below the last close",
             1 - subscription / price),
        right,
        made("new_per_old_exponent", "New shares for each old one", new / old),
        made("bonus_exponent", "Bonus factor", price / ex_rights),
        (
            CheckPair("TERP by closed form equals TERP by shares", ex_rights, standard,
                      line(ex_rights).form),
            CheckPair("The right's value is what new shares gain", right, bought,
                      line(right).form),
        ),
    )  # fmt: skip
