"""What a reader must know of a set of peers: industry, number, dates, and odd values."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from bookrunner.figures import Figure, Finding, Missing, Severity, business_days
from bookrunner.valuation.company_inputs import CompanyInputs, days_between
from bookrunner.valuation.comps_columns import Column
from bookrunner.valuation.policy import Policy

_PEERS_MIN = 5
_BUSINESS_DAYS_MAX = 2
# A quarter, and the time that filers have to report its end.
_UNREPORTED_DAYS_MAX = 92 + 60
_DEVIATIONS_MAX = 3.0


def peer_findings(
    target: CompanyInputs, peers: Sequence[CompanyInputs], policy: Policy
) -> Sequence[Finding]:
    """Doubts about the peers as peers of the target.

    Industries are the groups of ``facts.industry``: SIC major groups, with restaurants (58) apart
    from shops (52 to 57, 59), and footwear (302) with apparel.
    """
    found = [*_industry(target, peers)]
    if len(peers) < _PEERS_MIN:
        found.append(
            Finding(
                "valuation.few-peers",
                "statistics over fewer than five peers say little",
                Severity.WARNING,
                where=target.label,
            )
        )
    found += _price_dates([target, *peers], policy.valuation_date)
    for company in (target, *peers):
        found += _age(company, policy.valuation_date)
        if company.is_financial:
            found.append(_financial(company))
    return tuple(found)


def _industry(target: CompanyInputs, peers: Sequence[CompanyInputs]) -> Sequence[Finding]:
    if not target.industry:
        return (_unknown(target),)
    found = [_unknown(peer) for peer in peers if not peer.industry]
    others = [peer for peer in peers if peer.industry and peer.industry != target.industry]
    if not others:
        return found
    names = _and([peer.label for peer in others])
    what = "; ".join(
        f"{peer.label}: {peer.industry} (SIC {peer.sic})"
        if peer.sic
        else f"{peer.label}: {peer.industry}"
        for peer in others
    )
    verb = "is" if len(others) == 1 else "are"
    message = (
        f"{names} {verb} not in the target's industry; {target.label} is in {target.industry}"
        f"{f' (SIC {target.sic})' if target.sic else ''}, {what}"
    )
    return [
        *found,
        Finding("valuation.peer-industry", message, Severity.WARNING, where=names),
    ]


def _unknown(company: CompanyInputs) -> Finding:
    return Finding(
        "valuation.industry-unknown",
        f"{company.label}: industry unknown, so nobody can say whether it is a peer; "
        "supply its SIC code",
        Severity.WARNING,
        where=company.label,
    )


def _financial(company: CompanyInputs) -> Finding:
    return Finding(
        "valuation.financial-company",
        f"{company.label} is a bank, lender or insurer: its debt is its trade, so enterprise "
        "value multiples are NA",
        Severity.WARNING,
        where=company.label,
    )


def _price_dates(companies: Sequence[CompanyInputs], valuation_date: date) -> Sequence[Finding]:
    days = {
        company.label: company.price.period.end
        for company in companies
        if company.price is not None
    }
    found = []
    if len(set(days.values())) > 1:
        listed = ", ".join(f"{name} {day.isoformat()}" for name, day in days.items())
        found.append(
            Finding(
                "valuation.price-dates",
                f"the prices are of different days: {listed}",
                Severity.WARNING,
            )
        )
    stale = [
        n for n, day in days.items() if business_days(day, valuation_date) > _BUSINESS_DAYS_MAX
    ]
    if stale:
        found.append(
            Finding(
                "valuation.stale-price",
                f"more than two business days lie between the valuation date and the price of "
                f"{_and(stale)}",
                Severity.WARNING,
                where=_and(stale),
            )
        )
    later = [name for name, day in days.items() if day > valuation_date]
    if later:
        found.append(
            Finding(
                "valuation.price-after-date",
                f"the price of {_and(later)} is of after the valuation date",
                Severity.WARNING,
                where=_and(later),
            )
        )
    return found


def _age(company: CompanyInputs, valuation_date: date) -> Sequence[Finding]:
    end = company.latest.period.end
    if end > valuation_date:
        text = f"the accounts to {end.isoformat()} end after the valuation date"
        return (Finding("valuation.accounts-after-date", text, where=company.label),)
    if days_between(end, valuation_date) <= _UNREPORTED_DAYS_MAX:
        return ()
    text = f"the accounts end on {end.isoformat()}; a newer quarter must have been reported"
    return (Finding("valuation.stale-accounts", text, Severity.WARNING, where=company.label),)


def value_findings(
    columns: Sequence[Column], rows: Mapping[str, Mapping[str, Figure]]
) -> Sequence[Finding]:
    """Odd values on a comparables page: beyond three MAD, and margins out of order.

    Args:
        rows: By company label, its cells by column key.
    """
    found = []
    for column in columns:
        numbers = {
            name: value
            for name, cells in rows.items()
            if not isinstance(value := cells[column.key].value, Missing)
        }
        # Where nothing newer than the year is reported, its multiples would be told twice.
        is_judged = column.is_ratio and not column.key.endswith("_fy")
        odd = _outliers(numbers) if is_judged else []
        if odd:
            found.append(
                Finding(
                    "valuation.outlier",
                    f"{column.label} ({column.basis}) of {_and(odd)} lies beyond three median "
                    "absolute deviations of the group",
                    Severity.NOTE,
                    where=_and(odd),
                )
            )
    return (*found, *_margin_order(rows))


def _outliers(numbers: Mapping[str, float]) -> Sequence[str]:
    if len(numbers) < 4:
        return []
    middle = statistics.median(numbers.values())
    deviation = statistics.median(abs(value - middle) for value in numbers.values())
    if deviation == 0:
        return []
    return [n for n, value in numbers.items() if abs(value - middle) > _DEVIATIONS_MAX * deviation]


def _margin_order(rows: Mapping[str, Mapping[str, Figure]]) -> Sequence[Finding]:
    found = []
    for name, cells in rows.items():
        margins = [cells[key].value for key in ("gross_margin", "ebitda_margin", "net_margin")]
        known = [margin for margin in margins if not isinstance(margin, Missing)]
        if any(later > earlier for earlier, later in pairwise(known)):
            found.append(
                Finding(
                    "valuation.margin-order",
                    "gross margin, EBITDA margin and net margin do not descend; non-operating "
                    "income or a different cost classification explains it, or a tag is wrong",
                    Severity.NOTE,
                    where=name,
                )
            )
    return found


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
