"""Whether an effective tax rate is income tax over pretax income, of the same report and period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from bookrunner.documents.document import Document, InlineFact
from bookrunner.documents.self_checks.flaws import Flaw
from bookrunner.figures import Citation, Period, Severity

_RATE = "us-gaap:EffectiveIncomeTaxRateContinuingOperations"
_TAX = "us-gaap:IncomeTaxExpenseBenefit"
_AFFILIATES = "us-gaap:IncomeLossFromEquityMethodInvestments"
_PRETAX = tuple(
    f"us-gaap:IncomeLossFromContinuingOperationsBeforeIncomeTaxes{name}"
    for name in (
        "ExtraordinaryItemsNoncontrollingInterest",
        "MinorityInterestAndIncomeLossFromEquityMethodInvestments",
    )
)
# Rates are told in words to the whole percent.
_TOLD_TO = Decimal("0.005")

_Told = Mapping[tuple[str, Period], Sequence[InlineFact]]


def rate_flaws(document: Document) -> Iterator[Flaw]:
    """A tagged rate that is no quotient of the tax and any pretax income that the report tells.

    Some companies take the rate of pretax income with or without that of affiliates. Where the
    report tells several values of one number, duplicates are told of elsewhere and any will do.
    """
    told: dict[tuple[str, Period], list[InlineFact]] = defaultdict(list)
    for fact in document.facts:
        if fact.value is not None and not fact.dimensions:
            told[fact.concept, fact.period].append(fact)
    for (concept, period), rates in list(told.items()):
        if concept != _RATE:
            continue
        quotients = list(_quotients(told, period))
        for rate in rates:
            assert rate.value is not None
            slack = max(_half(rate), _TOLD_TO)
            if quotients and not any(
                low - slack <= rate.value <= high + slack for low, high in quotients
            ):
                yield _flaw(document, rate, quotients[0])


def _quotients(told: _Told, period: Period) -> Iterator[tuple[Decimal, Decimal]]:
    """Between what the tax over each pretax income lies, by the rounding of both."""
    for tax in told.get((_TAX, period), ()):
        for concept in _PRETAX:
            for pretax in told.get((concept, period), ()):
                yield from _quotient(tax, pretax, Decimal(0), Decimal(0))
                for other in told.get((_AFFILIATES, period), ()):
                    assert other.value is not None
                    yield from _quotient(tax, pretax, other.value, _half(other))
                    yield from _quotient(tax, pretax, -other.value, _half(other))


def _quotient(
    tax: InlineFact, pretax: InlineFact, other: Decimal, other_half: Decimal
) -> Iterator[tuple[Decimal, Decimal]]:
    assert tax.value is not None
    assert pretax.value is not None
    half = _half(pretax) + other_half
    bases = (pretax.value + other - half, pretax.value + other + half)
    # A base that may be nothing bounds no quotient.
    if bases[0] * bases[1] > 0:
        ends = [(tax.value + side * _half(tax)) / base for side in (-1, 1) for base in bases]
        yield min(ends), max(ends)


def _half(fact: InlineFact) -> Decimal:
    return Decimal(0) if fact.decimals is None else Decimal(5).scaleb(-fact.decimals - 1)


def _flaw(document: Document, rate: InlineFact, quotient: tuple[Decimal, Decimal]) -> Flaw:
    middle = sum(quotient, Decimal(0)) / 2
    return Flaw(
        "rate",
        f"{rate.concept} is tagged {rate.value:f} and income tax over pretax income as tagged is "
        f"{middle:.4f}; its sign, scale or period may be wrong",
        Severity.ERROR,
        rate.concept,
        rate.period,
        rate.dimensions,
        rate.value,
        document.accession,
        document.digest,
        Citation(document.digest, rate.start, rate.end, rate.fact_id or None),
    )
