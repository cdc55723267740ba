"""Indicative pricing of new bonds: fair value, concession, yield, coupon and what they cost all in.

On one basis throughout: ``yield = Treasury interpolated at the maturity + fair-value G-spread +
NIC`` and ``re-offer spread = yield - yield of the benchmark``; see docs/methods/new_issue.md.
Nothing of the market has a default: what nobody supplied is said to be required.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.credit.bonds import BondValue, Remaining, bond_value
from bookrunner.credit.curve import Curve
from bookrunner.credit.new_issue_curve import IssuerCurve, Supplied, fair_value, issuer_curve
from bookrunner.credit.recent_issues import (
    CONCESSIONS_MIN,
    Concessions,
    RecentIssue,
    concessions,
    median_tightening,
    recent_issues,
)
from bookrunner.figures import (
    Figure,
    Finding,
    Operand,
    Period,
    Quantity,
    Severity,
    choose,
    computed,
    level_rate,
    natural,
    rounded_down,
)
from bookrunner.valuation import (
    CheckPair,
    CompanyInputs,
    Grid,
    MarketDataRequired,
    Policy,
    Within,
    grid,
    line,
)

TENORS = (3, 5, 7, 10, 30)
_LEAD = 10
_FEES = {3: "0.0035", 5: "0.006", 7: "0.00625", 10: "0.0065", 30: "0.00875"}
_BEFORE_YEARS, _BEYOND_YEARS = 1.0, 2.0
"""How far a tenor may lie before the shortest and beyond the longest bond quoted."""
_SHARE = Within(Decimal(0), Decimal(1))
_SPREADS = Within(Decimal("-0.1"), Decimal("0.2"))
_YIELDS = Within(Decimal("-0.02"), Decimal("0.3"))


@dataclass(frozen=True)
class Terms:
    """What holds for every tenor alike."""

    frequency: Figure
    step: Figure
    """Of which coupons are multiples."""
    expenses: Figure
    move: Figure
    tightening: Figure | None
    """From first talk to final terms; None where nobody told it."""

    @property
    def assumed(self) -> Sequence[Figure]:
        """Those that somebody may adopt."""
        return (self.frequency, self.step, self.expenses, self.move)


@dataclass(frozen=True)
class Priced:
    """A new bond at one concession."""

    rate: Figure
    """Its yield."""
    spread: Figure
    """Re-offer, over the on-the-run benchmark."""
    coupon: Figure
    left: Remaining
    value: BondValue
    fees: Figure
    net: Figure
    """What the issuer gets, of principal."""
    all_in: Figure
    """The yield that the issuer pays on it."""
    proof: BondValue
    """Worth at that yield: what the issuer gets."""

    @property
    def price(self) -> Figure:
        """To investors, of principal."""
        return self.value.clean

    @property
    def figures(self) -> Sequence[Figure]:
        """In the order of computation."""
        return (
            self.rate, self.spread, self.coupon, *self.left.figures[1:], *self.value.figures,
            self.fees, self.net, self.all_in, *self.proof.figures,
        )  # fmt: skip


@dataclass(frozen=True)
class TenorTerms:
    """One row of the grid of indicative terms."""

    years: int
    label: str
    life: Figure
    benchmark: Figure
    benchmark_name: str
    treasury: Figure
    steps: Sequence[Figure]
    """To the fair value, which is the last."""
    low: tuple[Figure, Figure]
    """Yield and re-offer spread at the low end of the concession."""
    high: tuple[Figure, Figure]
    middle: Priced
    talk: Figure | None
    """First price talk, a spread; None where nobody told how much issues tighten."""
    swap: Sequence[Figure]
    """The swap rate and the margin over it; empty where nobody supplied a swap rate."""

    @property
    def fair_value(self) -> Figure:
        """The G-spread before any concession."""
        return self.steps[-1]


@dataclass(frozen=True)
class NewIssue:
    """Terms at each tenor that the quotes reach, and the lead tenor in full."""

    company: CompanyInputs
    treasuries: Curve
    issuer: IssuerCurve
    issues: Sequence[RecentIssue]
    concessions: Concessions
    terms: Terms
    tenors: Sequence[TenorTerms]
    lead_selector: Figure
    lead: Sequence[Figure]
    """What is chosen for the lead tenor before it is priced."""
    lead_priced: Priced
    lead_fees: Figure
    grid: Grid
    checks: Sequence[CheckPair]
    findings: Sequence[Finding]

    @property
    def lead_tenor(self) -> TenorTerms:
        """The tenor that size, pro forma and grid are of."""
        place = self.lead_selector.value
        assert isinstance(place, float), "a switch is a number"
        return self.tenors[int(place) - 1]


def new_issue(
    company: CompanyInputs, policy: Policy, treasuries: Curve | None, supplied: Supplied
) -> NewIssue:
    """Indicative terms from the curve of quoted bonds and the concessions of recent issues.

    Raises:
        MarketDataRequired: The Treasury curve, quoted bonds or dated concessions are missing; the
            message says how to supply them.
    """
    prefix, at = f"{company.prefix}.new_issue", policy.period
    if treasuries is None:
        raise MarketDataRequired(
            company.label, "the Treasury curve", "import one (bookrunner import curves FILE)"
        )
    issues = recent_issues(supplied.issues, policy.valuation_date)
    terms = _terms(prefix, policy, issues)
    issuer = issuer_curve(company, policy, treasuries, supplied, prefix, terms.frequency)
    paid = concessions(prefix, issues, at)
    if paid is None:
        raise MarketDataRequired(
            company.label,
            f"the concession of recent issues ({CONCESSIONS_MIN} and more of the last ninety days)",
            "import them with re-offer spread and fair value (bookrunner import new-issues FILE)",
        )
    made, out = [], []
    for years in TENORS:
        one = _tenor(prefix, years, treasuries, issuer, paid, terms, policy)
        if one is None:
            out.append(f"{years}Y")
        else:
            made.append(one)
    if not made:
        raise MarketDataRequired(
            company.label, "a quoted bond near a benchmark tenor", "import more bond-quotes"
        )
    findings = list(issuer.findings)
    if out:
        findings.append(
            Finding(
                "credit.tenor-not-quoted",
                f"no quoted bond reaches {', '.join(out)}; import one, or adopt "
                f"{prefix}.extension_30y_spread and its like",
                Severity.NOTE,
            )
        )
    return _with_lead(
        company, policy, treasuries, issuer, issues, paid, terms, made, findings, prefix
    )


def _terms(prefix: str, policy: Policy, issues: Sequence[RecentIssue]) -> Terms:
    made, at = policy.adoptions, policy.period
    told = made.observation(
        f"{prefix}.tightening_spread", "First talk to re-offer", at, Quantity.SPREAD,
        within=_SPREADS,
    )  # fmt: skip
    return Terms(
        frequency=made.assumption(
            f"{prefix}.coupons_a_year_count", "Coupons a year", Decimal(2), at,
            "dollar bonds pay half-yearly", quantity=Quantity.SWITCH,
            within=Within(Decimal(1), Decimal(4), is_whole=True),
        ),
        step=made.assumption(
            f"{prefix}.coupon_step_rate", "Coupons are multiples of", Decimal("0.0005"), at,
            "usual of dollar bonds; some keep to eighths", quantity=Quantity.SWITCH,
            within=Within(Decimal("0.00001"), Decimal("0.01")),
        ),
        expenses=made.assumption(
            f"{prefix}.expenses_share", "Expenses, of principal", Decimal("0.0015"), at,
            "legal, audit, rating and registration fees of a mid-sized issue", within=_SHARE,
        ),
        move=made.assumption(
            f"{prefix}.treasury_move_spread", "Parallel move of Treasury yields", Decimal(0), at,
            "as of the curve's day", quantity=Quantity.SWITCH,
            within=Within(Decimal("-0.05"), Decimal("0.05")),
        ),
        tightening=median_tightening(prefix, issues, at) if told is None else told,
    )  # fmt: skip


def _tenor(
    prefix: str, years: int, treasuries: Curve, issuer: IssuerCurve, paid: Concessions,
    terms: Terms, policy: Policy,
) -> TenorTerms | None:  # fmt: skip
    """None where the Treasury curve has no such point or no quoted bond comes near."""
    made, at, label = policy.adoptions, policy.period, f"{years}Y"
    key = f"{prefix}.tenor{years}"
    point = treasuries.point(years)
    extension = None
    if years > issuer.curve.last + _BEYOND_YEARS:
        extension = made.observation(
            f"{prefix}.extension_{label.lower()}_spread", f"Curve extension to {label}", at,
            Quantity.SPREAD, within=_SPREADS,
        )  # fmt: skip
        if extension is None:
            return None
    if point is None or years < issuer.curve.first - _BEFORE_YEARS:
        return None
    life = point[0]
    on_the_run = made.observation(
        f"{prefix}.benchmark_{label.lower()}_yield_rate", f"On-the-run {label} Treasury", at,
        Quantity.YIELD, within=_YIELDS,
    )  # fmt: skip
    benchmark = computed(
        f"{key}.benchmark_yield_rate", f"{label}: benchmark yield",
        (point[1] if on_the_run is None else on_the_run) + terms.move, at,
    )  # fmt: skip
    treasury = treasuries.at(f"{key}.treasury", f"{label}: Treasury at maturity", life, terms.move,
                             at)  # fmt: skip
    steps = fair_value(issuer, key, label, life, extension, policy)
    fees = made.assumption(
        f"{prefix}.fees_{label.lower()}_share", f"{label}: underwriting fee, of principal",
        Decimal(_FEES[years]), at, "usual discount on notes of this tenor", within=_SHARE,
    )  # fmt: skip
    ends = [
        _yield_and_spread(f"{key}.{end}", f"{label}, {end}", treasury, steps[-1], nic, benchmark,
                          at)
        for end, nic in (("low", paid.low), ("high", paid.high))
    ]  # fmt: skip
    middle = priced(key, label, treasury, steps[-1], paid.middle, benchmark, life, fees, terms, at)
    talk = None
    if terms.tightening is not None:
        talk = computed(f"{key}.talk_spread", f"{label}: first talk",
                        middle.spread + terms.tightening, at)  # fmt: skip
    return TenorTerms(
        years, label, life, benchmark,
        "par curve point" if on_the_run is None else "on-the-run",
        treasury, steps, ends[0], ends[1], middle, talk,
        _swapped(prefix, key, label, middle, policy),
    )  # fmt: skip


def _yield_and_spread(
    key: str, label: str, treasury: Figure, fair: Figure, nic: Figure, benchmark: Figure, at: Period
) -> tuple[Figure, Figure]:
    rate = computed(f"{key}.yield_rate", f"{label}: yield", treasury + fair + nic, at)
    spread = computed(f"{key}.reoffer_spread", f"{label}: re-offer spread", rate - benchmark, at)
    return rate, spread


def priced(
    key: str, label: str, treasury: Figure, fair: Figure, nic: Figure, benchmark: Figure,
    life: Figure, fees: Figure, terms: Terms, at: Period,
) -> Priced:  # fmt: skip
    """A bond sold on the day of a coupon, with the highest coupon that does not exceed its yield.

    The all-in cost is the yield at which coupons and principal are worth what the issuer gets.
    """
    rate, spread = _yield_and_spread(key, label, treasury, fair, nic, benchmark, at)
    coupon = computed(
        f"{key}.coupon_rate", f"{label}: coupon", rounded_down(rate / terms.step) * terms.step, at
    )
    count = computed(f"{key}.coupons_count", f"{label}: coupons", life * terms.frequency, at)
    whole = computed(f"{key}.to_next_fraction", f"{label}: share of a period to the next coupon",
                     count / (life * terms.frequency), at)  # fmt: skip
    left = Remaining(life, count, whole, terms.frequency)
    value = bond_value(key, label, coupon, rate, left, at)
    net = computed(f"{key}.net_proceeds_share", f"{label}: net proceeds, of principal",
                   value.clean - fees - terms.expenses, at)  # fmt: skip
    all_in = computed(
        f"{key}.all_in_yield_rate", f"{label}: all-in cost",
        terms.frequency * level_rate(count, coupon / terms.frequency, net, 1), at,
    )  # fmt: skip
    proof = bond_value(f"{key}.proof", f"{label} at its all-in cost", coupon, all_in, left, at)
    return Priced(rate, spread, coupon, left, value, fees, net, all_in, proof)


def _swapped(prefix: str, key: str, label: str, made: Priced, policy: Policy) -> Sequence[Figure]:
    """The margin over SOFR: the yield less the swap rate on the bond's own basis.

    A dollar swap pays yearly by actual/360, the bond twice by 30/360.
    """
    at = policy.period
    swap = policy.adoptions.observation(
        f"{prefix}.swap_{label.lower()}_yield_rate", f"SOFR swap rate {label}", at, Quantity.YIELD,
        within=_YIELDS,
    )  # fmt: skip
    if swap is None:
        return ()
    half = natural(0.5)
    same = computed(
        f"{key}.swap_bond_basis_yield_rate", f"{label}: swap rate, half-yearly 30/360",
        ((1 + swap * 365 / 360) ** half - 1) / half, at,
    )  # fmt: skip
    margin = computed(f"{key}.sofr_spread", f"{label}: margin over SOFR", made.rate - same, at)
    return (swap, same, margin)


def _with_lead(
    company: CompanyInputs, policy: Policy, treasuries: Curve, issuer: IssuerCurve,
    issues: Sequence[RecentIssue], paid: Concessions, terms: Terms, tenors: Sequence[TenorTerms],
    findings: Sequence[Finding], prefix: str,
) -> NewIssue:  # fmt: skip
    at, key = policy.period, f"{prefix}.lead"
    usual = next((n for n, one in enumerate(tenors, 1) if one.years == _LEAD), len(tenors))
    order = ", ".join(f"{number} {one.label}" for number, one in enumerate(tenors, start=1))
    selector = policy.adoptions.assumption(
        f"{prefix}.lead_selector", f"Lead tenor: {order}", Decimal(usual), at,
        "the benchmark tenor", quantity=Quantity.SWITCH,
        within=Within(Decimal(1), Decimal(len(tenors)), is_whole=True),
    )  # fmt: skip

    def chosen(name: str, words: str, options: Sequence[Operand]) -> Figure:
        return computed(f"{key}.{name}", f"Lead tenor: {words}", choose(selector, options), at)

    life = chosen("life_years", "years", [one.life for one in tenors])
    benchmark = chosen("benchmark_yield_rate", "benchmark", [one.benchmark for one in tenors])
    treasury = chosen("treasury", "Treasury", [one.treasury for one in tenors])
    fair = chosen("fair_value_spread", "fair value", [one.fair_value for one in tenors])
    fees = chosen("fees_share", "fee", [one.middle.fees for one in tenors])
    made = priced(key, "Lead tenor", treasury, fair, paid.middle, benchmark, life, fees, terms, at)
    table = grid(
        f"{prefix}.all_in",
        "All-in cost by concession and benchmark move",
        ("New-issue concession (bp)", paid.middle, natural(0.5) * 0.001),
        ("Benchmark move (bp)", terms.move, natural(0.001)),
        made.all_in,
        at,
    )
    checks = [table.check]
    checks += [one.check for one in issuer.curve.quotes if one.check is not None]
    checks += [] if issuer.curve.fit is None else issuer.curve.fit.checks
    checks += [
        CheckPair(f"{one.label}: at the all-in cost the bond is worth the net proceeds",
                  one.middle.proof.clean, one.middle.net, line(one.middle.price).form)
        for one in tenors
    ]  # fmt: skip
    return NewIssue(
        company, treasuries, issuer, issues, paid, terms, tenors, selector,
        (life, benchmark, treasury, fair, fees), made, fees, table, checks, tuple(findings),
    )  # fmt: skip
