"""A curve of spreads through quoted bonds: straight lines, or Nelson and Siegel's curve.

Nelson and Siegel (1987) with the decay fixed, as Diebold and Li (2006) have it, is linear in its
three constants: ``s(t) = b0 + b1 x L1(t) + b2 x L2(t)`` with ``L1 = (1 - exp(-t / T)) / (t / T)``
and ``L2 = L1 - exp(-t / T)``. They solve the normal equations, here by Cramer's rule over sums
that stand in cells, so that the fit is a computation that anybody can follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bookrunner.credit.curve import Curve
from bookrunner.credit.quotes import BondQuote
from bookrunner.figures import (
    Constant,
    Figure,
    Operand,
    Period,
    average,
    computed,
    exponential,
    total,
    weighted_sum,
)
from bookrunner.valuation import CheckPair, line

NODES_MIN = 2
_NS_NODES_MIN = 4
"""With as many as constants the fit would run through every node and say nothing."""
_NODE_YEARS = 0.5


@dataclass(frozen=True)
class NelsonSiegel:
    """The fitted curve, its constants and how far each bond is from it."""

    decay: Figure
    """In years: where the hump is, about 1.8 times this."""
    loadings: Sequence[tuple[Figure, Figure, Figure]]
    """Of each bond: the exponential, L1 and L2."""
    counted: Sequence[Figure]
    sums: Sequence[Figure]
    determinants: Sequence[Figure]
    constants: tuple[Figure, Figure, Figure]
    """b0 the long end, b0 + b1 the short end, b2 the hump."""
    fitted: Sequence[Figure]
    residuals: Sequence[Figure]
    error: Figure
    """Root of the mean squared residual."""
    checks: Sequence[CheckPair]

    def at(self, key: str, label: str, years: Figure, at: Period) -> Sequence[Figure]:
        """The spread at a life, last, after the loadings it is made of."""
        loads = _loadings(f"{key}.ns", label, years, self.decay, at)
        made = computed(
            f"{key}.ns_spread", f"{label}: Nelson-Siegel", _spread(self.constants, loads), at
        )
        return (*loads, made)


@dataclass(frozen=True)
class SpreadCurve:
    """Bonds on a curve: shortest first."""

    quotes: Sequence[BondQuote]
    spreads: Sequence[Figure]
    """Of each, brought to the issuer's rating where the bonds are others'."""
    nodes: Curve
    """Means of bonds of about one life, for the straight lines."""
    fit: NelsonSiegel | None
    """None where fewer than four lives are quoted."""

    @property
    def first(self) -> float:
        """The shortest life quoted."""
        return self.quotes[0].years

    @property
    def last(self) -> float:
        """The longest life quoted."""
        return self.quotes[-1].years


def spread_curve(
    key: str, quotes: Sequence[BondQuote], spreads: Sequence[Figure], decay: Figure, at: Period
) -> SpreadCurve | None:
    """The curve through the bonds; None where they are of fewer than two lives."""
    groups = _by_life(quotes)
    if len(groups) < NODES_MIN:
        return None
    by_quote = dict(zip((id(one) for one in quotes), spreads, strict=True))
    nodes = [
        (
            computed(f"{key}.node{number}.life_years", f"Node {number}, years",
                     average([one.life for one in group]), at),
            computed(f"{key}.node{number}.mean_spread", f"Node {number}, mean spread",
                     average([by_quote[id(one)] for one in group]), at),
        )
        for number, group in enumerate(groups, start=1)
    ]  # fmt: skip
    fit = None
    if len(groups) >= _NS_NODES_MIN:
        fit = _nelson_siegel(f"{key}.fit", quotes, spreads, decay, at)
    return SpreadCurve(quotes, spreads, Curve(nodes), fit)


def _by_life(quotes: Sequence[BondQuote]) -> Sequence[Sequence[BondQuote]]:
    """Bonds within half a year of the shortest of them stand together."""
    starts: list[float] = []

    def start(one: BondQuote) -> float:
        if not starts or one.years > starts[-1] + _NODE_YEARS:
            starts.append(one.years)
        return starts[-1]

    return [list(group) for _, group in groupby(quotes, key=start)]


def _loadings(
    key: str, label: str, years: Figure, decay: Figure, at: Period
) -> tuple[Figure, Figure, Figure]:
    gone = computed(f"{key}.decay_factor", f"{label}: decay", exponential(-years / decay), at)
    first = computed(f"{key}.slope_factor", f"{label}: slope loading",
                     (1 - gone) / (years / decay), at)  # fmt: skip
    second = computed(f"{key}.hump_factor", f"{label}: hump loading", first - gone, at)
    return gone, first, second


def _spread(constants: Sequence[Figure], loads: Sequence[Figure]) -> Operand:
    level, slope, hump = constants
    return level + slope * loads[1] + hump * loads[2]


def _nelson_siegel(
    key: str, quotes: Sequence[BondQuote], spreads: Sequence[Figure], decay: Figure, at: Period
) -> NelsonSiegel:
    loads = [
        _loadings(f"{key}.bond{number}", one.label, one.life, decay, at)
        for number, one in enumerate(quotes, start=1)
    ]
    counted = [
        computed(f"{key}.bond{number}.counted_count", f"{one.label}: counted",
                 total([Constant(1)]), at)
        for number, one in enumerate(quotes, start=1)
    ]  # fmt: skip
    slopes, humps = [one[1] for one in loads], [one[2] for one in loads]

    def made(name: str, words: str, value: Operand) -> Figure:
        return computed(f"{key}.{name}", words, value, at)

    n = made("n_factor", "n: bonds", total(counted))
    s1 = made("s1_factor", "S1: sum of slopes", total(slopes))
    s2 = made("s2_factor", "S2: sum of humps", total(humps))
    s11 = made("s11_factor", "S11: slopes squared", weighted_sum(slopes, slopes))
    s12 = made("s12_factor", "S12: slopes x humps", weighted_sum(slopes, humps))
    s22 = made("s22_factor", "S22: humps squared", weighted_sum(humps, humps))
    t0 = made("t0_spread", "T0: sum of spreads", total(spreads))
    t1 = made("t1_spread", "T1: slopes x spreads", weighted_sum(slopes, spreads))
    t2 = made("t2_spread", "T2: humps x spreads", weighted_sum(humps, spreads))
    # The inverse of the symmetric matrix [[n S1 S2] [S1 S11 S12] [S2 S12 S22]] by cofactors.
    c00 = made("c00_fraction", "Cofactor of n", s11 * s22 - s12 * s12)
    c01 = made("c01_fraction", "Cofactor of S1", s2 * s12 - s1 * s22)
    c02 = made("c02_fraction", "Cofactor of S2", s1 * s12 - s2 * s11)
    c11 = made("c11_fraction", "Cofactor of S11", n * s22 - s2 * s2)
    c12 = made("c12_fraction", "Cofactor of S12", s1 * s2 - n * s12)
    c22 = made("c22_fraction", "Cofactor of S22", n * s11 - s1 * s1)
    whole = made("determinant_fraction", "Determinant", n * c00 + s1 * c01 + s2 * c02)
    constants = (
        made("level_spread", "b0: long end", (c00 * t0 + c01 * t1 + c02 * t2) / whole),
        made("slope_spread", "b1: short end less long end",
             (c01 * t0 + c11 * t1 + c12 * t2) / whole),
        made("hump_spread", "b2: hump", (c02 * t0 + c12 * t1 + c22 * t2) / whole),
    )  # fmt: skip
    fitted = [
        computed(f"{key}.bond{number}.fitted_spread", f"{one.label}: fitted",
                 _spread(constants, load), at)
        for number, (one, load) in enumerate(zip(quotes, loads, strict=True), start=1)
    ]  # fmt: skip
    residuals = [
        computed(f"{key}.bond{number}.residual_spread", f"{one.label}: less the fit", seen - told,
                 at)
        for number, (one, seen, told) in enumerate(zip(quotes, spreads, fitted, strict=True), 1)
    ]  # fmt: skip
    error = made(
        "error_spread", "Root mean squared residual",
        (weighted_sum(residuals, residuals) / n) ** 0.5,
    )  # fmt: skip
    # Least squares is where the residuals are orthogonal to each loading.
    again = [
        made("fitted0_spread", "Fitted: sum", total(fitted)),
        made("fitted1_spread", "Fitted: slopes x spreads", weighted_sum(slopes, fitted)),
        made("fitted2_spread", "Fitted: humps x spreads", weighted_sum(humps, fitted)),
    ]
    words = ("level", "slope", "hump")
    checks = [
        CheckPair(f"Nelson-Siegel: residuals are orthogonal to the {word}", left, right,
                  line(right).form)
        for word, left, right in zip(words, again, (t0, t1, t2), strict=True)
    ]  # fmt: skip
    return NelsonSiegel(
        decay, loads, counted, (n, s1, s2, s11, s12, s22, t0, t1, t2, *again),
        (c00, c01, c02, c11, c12, c22, whole), constants, fitted, residuals, error, checks,
    )  # fmt: skip
