"""Diluted shares at a price, and the price at which diluted shares are worth a given amount."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.figures import (
    Expression,
    Figure,
    Finding,
    Period,
    Severity,
    Term,
    computed,
    greater,
    if_,
    is_positive,
    meaningful,
    natural,
    smallest,
    total,
)
from bookrunner.valuation.company_inputs import CompanyInputs, OptionTranche
from bookrunner.valuation.errors import LinesMissing


@dataclass(frozen=True)
class ShareCount:
    """What a company's diluted shares are made of, before any price is known."""

    basic: Figure
    """From the cover page of the latest report."""
    fixed: Figure
    """Basic shares and everything whose dilution does not move with the price."""
    fixed_parts: Sequence[Figure]
    """What ``fixed`` adds to the basic shares: restricted shares, reported dilution."""
    tranches: Sequence[OptionTranche]
    """Options by ascending strike."""
    exercised: Sequence[tuple[Figure, Figure]]
    """With the lowest one, two, ... strikes exercised: what holders pay, and all shares then."""
    findings: Sequence[Finding]


def share_count(company: CompanyInputs) -> ShareCount:
    """The company's share count.

    Where no option table is at hand, the dilution that the company itself reports (weighted
    diluted less weighted basic shares) stands in for it, at any price.

    Raises:
        LinesMissing: There is neither a cover page count nor a weighted average.
    """
    prefix = company.prefix
    findings: list[Finding] = []
    basic = company.latest.get("shares_outstanding")
    if basic is None:
        basic = company.last_year.get("shares_outstanding")
    if basic is None:
        basic = company.latest.get("basic_shares")
        if basic is None:
            raise LinesMissing(company.label, "a share count", ["shares outstanding"])
        findings.append(
            _finding(
                company, "cover-shares", "no cover page share count; the weighted average is used"
            )
        )
    parts = [] if company.restricted_shares is None else [company.restricted_shares]
    tranches = tuple(sorted(company.options, key=_strike))
    if not tranches and not parts:
        dilution = _reported_dilution(company)
        if dilution is None:
            text = "no dilution is reported; diluted shares are the basic ones"
            findings.append(_finding(company, "dilution-missing", text))
        else:
            parts.append(dilution)
            text = "no option table at hand; dilution is weighted diluted less weighted basic"
            findings.append(_finding(company, "dilution-reported", text))
    fixed = computed(
        f"{prefix}.bridge.shares_before_options",
        "Shares before options" if tranches else "Diluted shares at any price",
        total([basic, *parts]),
        basic.period,
    )
    return ShareCount(
        basic, fixed, tuple(parts), tranches, _exercised(prefix, fixed, tranches), tuple(findings)
    )


def _exercised(
    prefix: str, fixed: Figure, tranches: Sequence[OptionTranche]
) -> Sequence[tuple[Figure, Figure]]:
    found: list[tuple[Figure, Figure]] = []
    for place, tranche in enumerate(tranches, start=1):
        paid: Term = tranche.count * tranche.strike
        shares: Term = fixed + tranche.count
        if found:
            paid, shares = found[-1][0] + paid, found[-1][1] + tranche.count
        words = f"the {place} lowest strikes"
        found.append(
            (
                computed(
                    f"{prefix}.bridge.exercise_money_{place}",
                    f"Paid to exercise {words}",
                    paid,
                    fixed.period,
                ),
                computed(
                    f"{prefix}.bridge.exercised_shares_{place}",
                    f"Shares with {words} exercised",
                    shares,
                    fixed.period,
                ),
            )
        )
    return tuple(found)


def dilution_at(
    count: ShareCount, price: Figure, prefix: str, period: Period
) -> tuple[Sequence[Figure], Figure]:
    """The new shares of each tranche by the treasury-stock method, and all diluted shares.

    Per tranche ``max(0, N x (1 - K / P))``: the holders' money buys shares back at the price.
    """
    new = tuple(
        computed(
            f"{prefix}.bridge.new_shares_{place}",
            f"New shares, {tranche.label}",
            _new_shares(tranche, price),
            period,
        )
        for place, tranche in enumerate(count.tranches, start=1)
    )
    diluted = computed(
        f"{prefix}.bridge.diluted_shares", "Diluted shares", total([count.fixed, *new]), period
    )
    return new, diluted


def _strike(tranche: OptionTranche) -> Decimal:
    assert tranche.strike.exact is not None, "a strike is an input"
    return tranche.strike.exact


def _new_shares(tranche: OptionTranche, price: Figure) -> Expression:
    # Out of the money none are exercised: one less one is none, and no literal is needed.
    in_the_money = if_(greater(price, tranche.strike), natural(1), natural(1) - 1)
    return tranche.count * (1 - tranche.strike / price) * in_the_money


def price_at(count: ShareCount, equity: Figure) -> Expression:
    """The price at which all diluted shares are worth the equity; NM when that is not positive.

    No iteration is needed: what the shares are worth is convex in the price, piecewise linear with
    a bend at every strike, so the price is the lowest of ``(equity + sum N K) / (shares + sum N)``
    over the tranches taken in by ascending strike.
    """
    if not count.tranches:
        return meaningful(equity / count.fixed, when=is_positive(equity))
    candidates = [equity / count.fixed]
    candidates += [(equity + money) / shares for money, shares in count.exercised]
    named = [
        computed(
            f"{equity.key}.price_with_{place}",
            f"Price if the {place} lowest strikes are exercised, from {equity.name}",
            candidate,
            equity.period,
            case=equity.case,
        )
        for place, candidate in enumerate(candidates)
    ]
    return meaningful(smallest(*named), when=is_positive(equity))


def _reported_dilution(company: CompanyInputs) -> Figure | None:
    for reported in (company.latest, company.last_year):
        basic = reported.get("basic_shares")
        diluted = reported.get("diluted_shares")
        if basic is not None and diluted is not None:
            return computed(
                f"{company.prefix}.bridge.reported_dilution",
                "Dilution as reported (weighted diluted less weighted basic)",
                diluted - basic,
                reported.period,
            )
    return None


def _finding(company: CompanyInputs, code: str, text: str) -> Finding:
    return Finding(f"valuation.{code}", text, Severity.NOTE, where=company.label)
