"""What decides which past deals count, and how they are grouped by age."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.figures import Figure
from bookrunner.transactions.deal_terms import TermMaker
from bookrunner.valuation import CompanyInputs, Policy, Within

_AGES = Within(Decimal(1), Decimal(30))
_PARTS = Within(Decimal(0), Decimal(1))
_CHANGE = Within(Decimal("-0.9"), Decimal(5))


@dataclass(frozen=True)
class PrecedentTerms:
    """The universe rule, and the metric of the target that the multiples are put on."""

    control: Figure
    """A deal counts where more than this share was bought."""
    window: Figure
    """Years before the valuation date in which a deal counts."""
    recent: Figure
    """The youngest group of deals is up to so many years old."""
    middle: Figure
    """The second group is up to so many years old; the third is the rest of the window."""
    change: Figure
    """Normalisation of the target's LTM revenue and EBITDA, as a share of them."""

    @property
    def assumed(self) -> Sequence[Figure]:
        """In the order of the Assumptions sheet."""
        return (self.control, self.window, self.recent, self.middle, self.change)


def precedent_terms(company: CompanyInputs, policy: Policy) -> PrecedentTerms:
    """The terms as adopted, else the house's defaults."""
    maker = TermMaker(company, "precedents", policy)
    rule = "usual universe: control deals of the last five to ten years"
    return PrecedentTerms(
        control=maker.switch("control_share", "Share bought above which a deal counts", "0.5",
                             rule, _PARTS),
        window=maker.switch("window_years", "Years in which a deal counts", "10", rule, _AGES),
        recent=maker.switch("recent_years", "Youngest group of deals, up to years", "3",
                            "shows whether prices moved", _AGES),
        middle=maker.switch("middle_years", "Second group of deals, up to years", "5",
                            "shows whether prices moved", _AGES),
        change=maker.switch("normalised_share", "Normalisation of LTM revenue and EBITDA", "0",
                            "reported figures are taken as they are", _CHANGE),
    )  # fmt: skip
