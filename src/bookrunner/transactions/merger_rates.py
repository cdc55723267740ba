"""The rates of a merger: supplied by somebody, else the companies' own, and a finding says so."""

from __future__ import annotations

from bookrunner.figures import (
    Figure,
    Finding,
    Missing,
    Quantity,
    Severity,
    average,
    computed,
    largest,
)
from bookrunner.transactions.deal_terms import TermMaker
from bookrunner.valuation import Dcf, MarketDataRequired


class Rates:
    """The rates of a merger, supplied or reported, and what a reader must know of them."""

    def __init__(self, maker: TermMaker, acquirer: Dcf, target: Dcf) -> None:
        self.maker = maker
        self.acquirer, self.target = acquirer, target
        self.workings: list[Figure] = []
        self.findings: list[Finding] = []

    def debt(self) -> Figure:
        """What new debt costs."""
        maker, company = self.maker, self.acquirer.company.company
        given = maker.observed("new_debt_rate", "Rate of new debt", Quantity.YIELD)
        if given is not None:
            return given
        own = self.acquirer.wacc.cost_of_debt
        if own is None or isinstance(own.value, Missing):
            raise MarketDataRequired(
                company.label,
                "what new debt costs",
                "it has no cost of debt of its own to stand in; adopt in a file for --assumptions "
                "the row merger.new_debt_rate",
            )
        self._tell(
            "new-debt-rate",
            f"nobody supplied the rate of new debt; {company.label}'s own cost of debt stands in, "
            "or the Treasury yield where that is higher: adopt merger.new_debt_rate",
        )
        return computed(
            f"{maker.prefix}.new_debt_own_rate",
            "Rate of new debt, the acquirer's cost of debt or the Treasury yield if higher",
            largest(own, self.acquirer.wacc.risk_free),
            maker.at,
        )

    def tax(self) -> Figure:
        """What adjustments bear."""
        maker = self.maker
        given = maker.observed("tax_rate", "Tax rate of the adjustments", Quantity.OPERATING)
        if given is not None:
            return given
        self._tell(
            "tax-rate",
            "nobody supplied the tax rate of the adjustments; the acquirer's, as in its WACC, "
            "stands in, and the marginal rate may differ: adopt merger.tax_rate",
        )
        return computed(
            f"{maker.prefix}.tax_own_rate",
            "Tax rate of the adjustments, the acquirer's",
            self.acquirer.wacc.tax.rate,
            maker.at,
        )

    def saved(self) -> Figure | None:
        """What the target's debt costs, which ends where it is refinanced."""
        own = self.target.wacc.cost_of_debt
        if own is None:
            return None
        return computed(
            f"{self.maker.prefix}.target_debt_rate",
            "Rate of the target's debt, as in its WACC",
            own,
            self.maker.at,
        )

    def cash(self) -> tuple[Figure, Figure | None]:
        """The share of the acquirer's cash that is used, and what it earned."""
        maker, bridge = self.maker, self.acquirer.company
        given = maker.observed("cash_rate", "Yield of the acquirer's cash", Quantity.YIELD)
        rate = given if given is not None else self._reported_on_cash()
        reason = "half of it stays to run the business"
        if rate is None:
            reason = "what it earns is not known, so none is used"
        used = maker.amount(
            "cash_used_share",
            "Acquirer's cash and investments that are used",
            "0.5" if rate is not None and bridge.claims.deducted else "0",
            reason,
        )
        if rate is None and used.value != 0:
            raise MarketDataRequired(
                bridge.company.label,
                "what its cash earns",
                "no interest income is reported to stand in; adopt in a file for --assumptions the "
                "row merger.cash_rate, or use no cash (merger.cash_used_share)",
            )
        if rate is not None and given is None:
            self._tell(
                "cash-rate",
                "nobody supplied what cash earns; reported interest income over average cash and "
                "short-term investments stands in: adopt merger.cash_rate",
            )
        return used, rate

    def _reported_on_cash(self) -> Figure | None:
        """Interest income over the mean of cash at the start and the end of the last year."""
        maker, company = self.maker, self.acquirer.company.company
        income = company.last_year.get("interest_income")
        held = [
            computed(
                f"{maker.prefix}.cash_held",
                f"Cash and short-term investments {year.label}",
                cash if more is None else cash + more,
                year.period,
            )
            for year in company.years[-2:]
            if (cash := year.get("cash")) is not None
            for more in [year.get("short_term_investments")]
        ]
        if income is None or not held:
            return None
        mean = computed(
            f"{maker.prefix}.average_cash",
            "Average cash and short-term investments",
            average(held),
            maker.at,
        )
        if isinstance(mean.value, Missing) or mean.value <= 0:
            return None
        rate = computed(
            f"{maker.prefix}.cash_own_rate",
            "Yield of cash (interest income / average cash)",
            income / mean,
            maker.at,
        )
        self.workings += [income, *held, mean]
        return rate

    def _tell(self, code: str, text: str) -> None:
        label = self.acquirer.company.company.label
        self.findings.append(
            Finding(f"transactions.merger-{code}", text, Severity.WARNING, where=label)
        )
