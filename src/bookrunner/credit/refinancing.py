"""Repaying a bond early with a new one: what it costs, saves, and against waiting.

The formulas are those of docs/methods/refinancing.md; all rates are fractions of a year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bookrunner.credit.bonds import (
    BondValue,
    Remaining,
    annuity,
    annuity_slope,
    bond_value,
    called,
    called_annuity,
    called_value,
    remaining,
)
from bookrunner.credit.curve import Curve
from bookrunner.credit.notes import Note
from bookrunner.figures import (
    Constant,
    Expression,
    Figure,
    Finding,
    Operand,
    Period,
    Quantity,
    Severity,
    computed,
    greater,
    largest,
    meaningful,
    natural,
    ratio,
    total,
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

_ANALYSED_MAX = 6
_STEPS_TO_BREAK_EVEN = 8
_SHARE = Within(Decimal(0), Decimal(1))
_SPREADS = Within(Decimal(0), Decimal("0.2"))


@dataclass(frozen=True)
class Terms:
    """What is assumed of every refinancing alike."""

    settlement: Figure
    frequency: Figure
    tax: Figure
    fees: Figure
    overlap: Figure
    new_life: Figure
    move: Figure
    bill: Figure
    """What cash earns while both bonds are outstanding: the shortest point of the curve."""
    unamortised: Figure

    @property
    def assumed(self) -> Sequence[Figure]:
        """Those that somebody may adopt."""
        return (
            self.frequency, self.tax, self.fees, self.unamortised, self.overlap, self.new_life,
            self.move,
        )  # fmt: skip


@dataclass(frozen=True)
class Economics:
    """Refinancing a bond at one new coupon."""

    coupon: Figure
    discount: Figure
    factor: Figure
    annuity: Figure
    saving: Figure
    premium: Figure
    fees: Figure
    shield: Figure
    carry: Figure
    costs: Figure
    """Premium, fees and carry less what unamortised costs save in tax."""
    net: Figure
    """NPV of the saving."""

    @property
    def figures(self) -> Sequence[Figure]:
        """In the order of computation."""
        return (
            self.coupon, self.discount, self.factor, self.annuity, self.saving, self.premium,
            self.fees, self.shield, self.carry, self.costs, self.net,
        )  # fmt: skip


@dataclass(frozen=True)
class Refinanced:
    """One bond repaid today with a new one of the same remaining life."""

    note: Note
    method: str
    """``make-whole``, ``par call``, ``fixed call`` or ``tender``."""
    left: Remaining
    treasury: Figure
    spread: Figure
    called: Sequence[Figure]
    """How the price is made, in the order of computation."""
    value: BondValue | None
    price: Figure
    """Clean, as a fraction of principal."""
    accrued: Figure
    paid: Figure
    """Price and accrued interest in money."""
    economics: Economics
    steps: Sequence[Figure]
    break_even: Figure
    break_even_bps: Figure
    at_break_even: Economics
    waiting: Sequence[Figure]
    wait: Figure | None
    """NPV of refinancing at the par call instead, at today's new coupon."""
    extension: Sequence[Figure]
    future_rate: Figure
    """The rate above which rates must be at the old maturity for the longer bond to pay."""
    interest_saved: Figure


@dataclass(frozen=True)
class ProForma:
    """Before and after all refinancings; before first."""

    interest: tuple[Figure, Figure]
    cover: tuple[Figure, Figure]
    leverage: tuple[Figure, Figure]
    net_leverage: tuple[Figure, Figure] | None


@dataclass(frozen=True)
class Refinancing:
    """The bonds for which terms are known, refinanced together and each by itself."""

    terms: Terms
    curve: Curve
    bonds: Sequence[Refinanced]
    net: Figure
    principal: Figure
    grid: Grid
    pro_forma: ProForma | None
    checks: Sequence[CheckPair]
    findings: Sequence[Finding]


def refinancing(
    company: CompanyInputs, policy: Policy, listed: Sequence[Note], curve: Curve | None
) -> Refinancing:
    """The analysis of every bond whose terms tell a price to repay it.

    Raises:
        MarketDataRequired: The Treasury curve, the new-issue spread, or every bond's terms are
            missing; the message says how to supply them.
    """
    prefix, at = f"{company.prefix}.refinancing", policy.period
    spread = policy.adoptions.observation(
        f"{prefix}.new_issue_spread",
        "New-issue spread over Treasuries",
        at,
        Quantity.SPREAD,
        within=_SPREADS,
    )
    if curve is None:
        raise MarketDataRequired(
            company.label, "the Treasury curve", "import one (bookrunner import curves FILE)"
        )
    terms = _terms(policy, curve, prefix)
    if spread is None:
        raise MarketDataRequired(
            company.label,
            "the spread of a new issue over Treasuries",
            f"adopt {prefix}.new_issue_spread in a file for --assumptions",
        )
    usable = [one for one in listed if _can_be_called(one, policy.valuation_date)]
    if not usable:
        raise MarketDataRequired(
            company.label,
            "a price to repay a bond early",
            "import its terms (bookrunner import bonds FILE: par-call date and make-whole spread "
            "of the indenture, a call price, or a tender price)",
        )
    chosen = usable[:_ANALYSED_MAX]
    made = [_refinanced(prefix, one, terms, spread, curve, policy) for one in chosen]
    net = computed(f"{prefix}.net_value", "NPV of all refinancings",
                   total([one.economics.net for one in made]), at)  # fmt: skip
    principal = computed(f"{prefix}.principal", "Principal refinanced",
                         total([one.note.principal for one in made]), at)  # fmt: skip
    step = natural(0.5) * 0.5 * 0.01
    table = grid(
        f"{prefix}.npv",
        "NPV by new-issue spread and Treasury move",
        ("New-issue spread (bp)", spread, step),
        ("Treasury move (bp)", terms.move, step),
        net,
        at,
    )
    left_out = [one.label for one in usable[_ANALYSED_MAX:]]
    findings = []
    if left_out:
        findings.append(
            Finding(
                "credit.not-analysed",
                f"the refinancing shows the first {_ANALYSED_MAX} bonds to mature; left out: "
                f"{'; '.join(left_out)}",
                Severity.NOTE,
            )
        )
    checks = [table.check]
    for one in made:
        zero = one.at_break_even
        checks.append(
            CheckPair(
                f"{one.note.label}: at the break-even coupon savings are costs",
                zero.saving,
                zero.costs,
                line(zero.saving).form,
            )
        )
    return Refinancing(
        terms, curve, made, net, principal, table,
        _pro_forma(company, prefix, made, at), checks, tuple(findings),
    )  # fmt: skip


def _terms(policy: Policy, curve: Curve, prefix: str) -> Terms:
    made, at = policy.adoptions, policy.period

    def assumed(key: str, name: str, value: str, reason: str, within: Within = _SHARE) -> Figure:
        return made.assumption(f"{prefix}.{key}", name, Decimal(value), at, reason, within=within)

    return Terms(
        settlement=policy.date_serial,
        frequency=made.assumption(
            f"{prefix}.coupons_a_year_count", "Coupons a year", Decimal(2), at,
            "dollar bonds pay half-yearly", quantity=Quantity.SWITCH,
            within=Within(Decimal(1), Decimal(4), is_whole=True),
        ),
        tax=assumed("marginal_tax_rate", "Tax rate on interest", "0.25",
                    "federal 21% and about 4% of states"),
        fees=assumed("fees_share", "Underwriting fees and costs of the new bond, of principal",
                     "0.0065", "usual discount on ten-year investment-grade notes"),
        overlap=assumed("overlap_days_count", "Days both bonds are outstanding", "30",
                        "usual notice of redemption", Within(Decimal(0), Decimal(120))),
        new_life=assumed("new_life_years", "Life of a longer new bond, years", "10",
                         "the benchmark tenor", Within(Decimal(1), Decimal(40))),
        move=made.assumption(
            f"{prefix}.treasury_move_spread", "Parallel move of Treasury yields", Decimal(0), at,
            "as of the curve's day", quantity=Quantity.SWITCH,
            within=Within(Decimal("-0.05"), Decimal("0.05")),
        ),
        bill=curve.points[0][1],
        unamortised=assumed("unamortised_share", "Unamortised discount and costs, of principal",
                            "0.005", "issue costs of about 0.65% partly amortised; the debt note "
                            "states discount and costs in total"),
    )  # fmt: skip


def _can_be_called(one: Note, on: date) -> bool:
    return (
        one.coupon is not None
        and one.maturity is not None
        and one.matures is not None
        and one.matures > on
        and (
            one.tender_price is not None
            or one.call_price is not None
            or one.make_whole_spread is not None
            or (one.par_called is not None and one.par_called <= on)
        )
    )


def _refinanced(
    prefix: str, one: Note, terms: Terms, spread: Figure, curve: Curve, policy: Policy
) -> Refinanced:
    at, key = policy.period, f"{prefix}.{one.key}"
    assert one.maturity is not None, "chosen for it"
    assert one.coupon is not None, "chosen for it"
    left = remaining(f"{key}.old", "To maturity", terms.settlement, one.maturity,
                     terms.frequency, at)  # fmt: skip
    treasury = curve.at(f"{key}.treasury", "Treasury at the remaining life", left.years,
                        terms.move, at)  # fmt: skip
    accrued = computed(f"{key}.accrued_price", "Accrued interest, of principal",
                       one.coupon / terms.frequency * (1 - left.to_next), at)  # fmt: skip
    method, price, priced, value = _price(key, one, terms, curve, left, policy)
    paid = computed(f"{key}.paid", "Paid to holders, accrued interest included",
                    (price + accrued) * one.principal, at)  # fmt: skip
    coupon = computed(f"{key}.new_coupon_rate", "New coupon at the remaining life",
                      treasury + spread, at)  # fmt: skip

    def economics(name: str, rate: Figure) -> Economics:
        return _economics(f"{key}.{name}", one, rate, price, left, terms, at)

    base = economics("base", coupon)
    steps: list[Figure] = []
    latest = one.coupon
    for number in range(1, _STEPS_TO_BREAK_EVEN + 1):
        tried = _economics(f"{key}.step{number}", one, latest, price, left, terms, at)
        slope = computed(
            f"{key}.step{number}.slope",
            f"Step {number}: change of NPV with the new coupon",
            _slope(one, tried, left, terms),
            at,
        )
        latest = computed(
            f"{key}.step{number}.next_coupon_rate",
            f"Break-even coupon, step {number}",
            latest - (tried.saving - tried.costs) / slope,
            at,
        )
        steps += [*tried.figures[1:-1], slope, latest]
    break_even = computed(f"{key}.break_even_coupon_rate", "Break-even new coupon", latest, at)
    bps = computed(f"{key}.break_even_spread", "Break-even less new coupon", break_even - coupon,
                   at)  # fmt: skip
    wait, waiting = _waiting(key, one, base, left, terms, policy)
    future, extension = _extension(key, one, base, left, spread, curve, terms, at)
    return Refinanced(
        note=one,
        method=method,
        left=left,
        treasury=treasury,
        spread=spread,
        called=priced,
        value=value,
        price=price,
        accrued=accrued,
        paid=paid,
        economics=base,
        steps=steps,
        break_even=break_even,
        break_even_bps=bps,
        at_break_even=economics("zero", break_even),
        waiting=waiting,
        wait=wait,
        extension=extension,
        future_rate=future,
        interest_saved=computed(f"{key}.interest_saved", "Interest saved a year, before tax",
                                (one.coupon - coupon) * one.principal, at),
    )  # fmt: skip


def _price(
    key: str, one: Note, terms: Terms, curve: Curve, left: Remaining, policy: Policy
) -> tuple[str, Figure, Sequence[Figure], BondValue | None]:
    """The clean price, by tender, open call, par call or make-whole, in this order."""
    at = policy.period

    def linked(name: str, value: Operand) -> Figure:
        return computed(f"{key}.call_clean_price", name, value, at)

    if one.tender_price is not None:
        return "tender", linked("Tender price", one.tender_price), (), None
    if one.call_price is not None:
        return "fixed call", linked("Call price", one.call_price), (), None
    if one.par_called is not None and one.par_called <= policy.valuation_date:
        return "par call", linked("Par call", Constant(1)), (), None
    assert one.make_whole_spread is not None, "chosen for it"
    assert one.maturity is not None, "chosen for it"
    assert one.coupon is not None, "chosen for it"
    figures: list[Figure] = []
    until = None
    if one.par_call is not None:
        until = called(f"{key}.par_call", "To the par call", one.maturity, one.par_call, left, at)
        figures += until.figures
    life = left.years if until is None else until.years
    matched = curve.at(f"{key}.matched_treasury", "Treasury matched to it", life, terms.move, at)
    rate = computed(f"{key}.make_whole_yield_rate", "Matched Treasury and make-whole spread",
                    matched + one.make_whole_spread, at)  # fmt: skip
    name = f"{key}.make_whole"
    if until is None:
        value = bond_value(name, "Make-whole", one.coupon, rate, left, at)
    else:
        value = called_value(name, "Make-whole", one.coupon, rate, left, until, at)
    price = linked("Make-whole price, not below par", largest(value.clean, 1))
    return "make-whole", price, (*figures, matched, rate, *value.figures), value


def _economics(
    key: str, one: Note, rate: Figure, price: Figure, left: Remaining, terms: Terms, at: Period
) -> Economics:
    assert one.coupon is not None, "chosen for it"
    kept, amount = 1 - terms.tax, one.principal

    def made(name: str, words: str, value: Operand) -> Figure:
        return computed(f"{key}.{name}", words, value, at)

    discount = made("discount_rate", "Discount rate: new coupon after tax", rate * kept)
    factor, worth = annuity(key, "Old bond's life", discount, left, at)
    saving = made("saving", "PV of coupons saved, after tax",
                  (one.coupon - rate) * amount * kept * worth)  # fmt: skip
    premium = made("premium", "Premium, after tax", (price - 1) * amount * kept)
    fees = made("fees", "New fees less the PV of their tax shield",
                terms.fees * amount * (1 - terms.tax / left.years * worth))  # fmt: skip
    shield = made(
        "shield", "Tax saved sooner on unamortised costs",
        terms.tax * terms.unamortised * amount * (1 - worth / left.years),
    )  # fmt: skip
    carry = made(
        "carry", "Negative carry, after tax",
        (rate - terms.bill - terms.move) * amount * kept * terms.overlap / 365,
    )  # fmt: skip
    costs = made("costs", "All costs, after tax", premium + fees + carry - shield)
    net = made("net_value", "NPV of refinancing now", saving - costs)
    return Economics(
        rate, discount, factor, worth, saving, premium, fees, shield, carry, costs, net
    )


def _slope(one: Note, tried: Economics, left: Remaining, terms: Terms) -> Expression:
    """The derivative of the NPV by the new coupon, at which coupons saved are discounted too."""
    assert one.coupon is not None, "chosen for it"
    kept, amount = 1 - terms.tax, one.principal
    annuity_moves = annuity_slope(tried.factor, left) * kept
    saved = amount * kept * ((one.coupon - tried.coupon) * annuity_moves - tried.annuity)
    shielded = terms.tax * amount * (terms.fees - terms.unamortised) * annuity_moves / left.years
    return saved + shielded - amount * kept * terms.overlap / 365


def _waiting(
    key: str, one: Note, base: Economics, left: Remaining, terms: Terms, policy: Policy
) -> tuple[Figure | None, Sequence[Figure]]:
    """Refinancing at the par call instead, at today's new coupon: no premium, later savings."""
    at = policy.period
    if one.par_call is None or one.par_called is None or one.par_called <= policy.valuation_date:
        return None, ()
    assert one.coupon is not None, "chosen for it"
    assert one.maturity is not None, "chosen for it"
    until = called(f"{key}.waiting", "To the par call, waiting", one.maturity, one.par_call, left,
                   at)  # fmt: skip
    worth = computed(f"{key}.waiting.annuity_factor", "Until the par call: present value of one "
                     "a year", called_annuity(base.factor, left, until), at)  # fmt: skip
    later = computed(f"{key}.waiting.discount_factor", "Discount factor of the par call",
                     base.factor**until.periods, at)  # fmt: skip
    net = computed(
        f"{key}.waiting.net_value", "NPV of waiting to the par call",
        (one.coupon - base.coupon) * one.principal * (1 - terms.tax) * (base.annuity - worth)
        - base.fees * later,
        at,
    )  # fmt: skip
    return net, (*until.figures, worth, later)


def _extension(
    key: str, one: Note, base: Economics, left: Remaining, spread: Figure, curve: Curve,
    terms: Terms, at: Period,
) -> tuple[Figure, Sequence[Figure]]:  # fmt: skip
    """The break-even future rate of a longer new bond: before tax, at the same discount rate."""
    assert one.coupon is not None, "chosen for it"
    treasury = curve.at(f"{key}.longer_treasury", "Treasury at the longer life", terms.new_life,
                        terms.move, at)  # fmt: skip
    coupon = computed(f"{key}.longer_coupon_rate", "Coupon of the longer bond", treasury + spread,
                      at)  # fmt: skip
    worth = computed(
        f"{key}.longer_annuity_factor",
        "Annuity of the longer life",
        base.factor * (1 - base.factor ** (terms.new_life * terms.frequency))
        / (1 - base.factor) / terms.frequency,
        at,
    )  # fmt: skip
    cost = computed(
        f"{key}.cost_before_tax_share", "Costs before tax, of principal",
        base.costs / ((1 - terms.tax) * one.principal), at,
    )  # fmt: skip
    future = computed(
        f"{key}.future_break_even_rate",
        "Break-even future rate",
        meaningful(
            ratio(coupon * worth + cost - one.coupon * base.annuity, worth - base.annuity),
            when=greater(terms.new_life, left.years),
        ),
        at,
    )
    return future, (treasury, coupon, worth, cost)


def _pro_forma(
    company: CompanyInputs, prefix: str, made: Sequence[Refinanced], at: Period
) -> ProForma | None:
    """Principal is refinanced like for like; premium, fees and carry are paid from cash."""
    get = company.latest.get
    interest, ebitda = get("interest_expense"), get("ebitda")
    debt, cash = get("total_debt"), get("cash")
    if interest is None or ebitda is None or debt is None:
        return None

    def both(key: str, name: str, before: Operand, after: Operand) -> tuple[Figure, Figure]:
        return (
            computed(f"{prefix}.before.{key}", f"{name}, before", before, at),
            computed(f"{prefix}.after.{key}", f"{name}, after", after, at),
        )

    paid = both("interest", "Interest", interest,
                interest - total([one.interest_saved for one in made]))  # fmt: skip
    net = None
    if cash is not None:
        spent = total([(one.price - 1) * one.note.principal for one in made])
        net = both("net_debt_multiple", "Net debt / EBITDA", ratio(debt - cash, ebitda),
                   ratio(debt - cash + spent, ebitda))  # fmt: skip
    return ProForma(
        paid,
        both("cover_multiple", "EBITDA / interest", ratio(ebitda, paid[0]),
             ratio(ebitda, paid[1])),
        both("debt_multiple", "Debt / EBITDA", ratio(debt, ebitda), ratio(debt, ebitda)),
        net,
    )  # fmt: skip
