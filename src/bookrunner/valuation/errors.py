"""Valuations that cannot be made with the inputs at hand, each saying what to supply."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import Figure, Format, Unusable, show


class LinesMissing(Unusable):
    """A valuation needs reported lines that the company does not report."""

    def __init__(self, company: str, purpose: str, missing: Sequence[str]) -> None:
        self.company = company
        self.missing = tuple(missing)
        super().__init__(
            f"{company}: {purpose} needs {', '.join(missing)}, which no filing at hand reports; "
            "ingest a filing that does"
        )


class MarketDataRequired(Unusable):
    """A valuation needs an observation of a market; it never has a default."""

    def __init__(self, company: str, what: str, how: str) -> None:
        self.company = company
        self.what = what
        super().__init__(f"{company}: {what} is market data and was not supplied; {how}")


class ExitMultipleUnknown(Unusable):
    """The terminal value was to follow an exit multiple, and nothing gives one."""

    def __init__(self, company: str) -> None:
        super().__init__(
            f"{company}: the terminal value is to follow an exit multiple, and no peer has a "
            "meaningful EV / LTM EBITDA; name peers that have one, or adopt Gordon growth (1)"
        )


class GrowthExceedsDiscount(Unusable):
    """A perpetuity growing as fast as it is discounted has no finite value."""

    def __init__(self, growth: Figure, discount: Figure) -> None:
        self.growth = growth
        self.discount = discount
        super().__init__(
            f"terminal growth {show(growth.value, Format.PERCENT2)} must be below the discount "
            f"rate {show(discount.value, Format.PERCENT2)}; lower the growth or review the WACC"
        )


class DiscountRateUnknown(Unusable):
    """A weighted average cost of capital that is not a number cannot discount anything."""

    def __init__(self, company: str, discount: Figure) -> None:
        self.discount = discount
        super().__init__(
            f"{company}: the WACC is {discount.value}; a weight, rate or beta it is made of is "
            "missing"
        )


class ValuationDateOutsideForecast(Unusable):
    """The valuation date must lie in the first forecast year, after the last reported one."""

    def __init__(self, company: str, reason: str) -> None:
        super().__init__(f"{company}: {reason}")
