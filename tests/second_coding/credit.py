"""Credit statistics, from section 7 of the output standards and docs/methods/refinancing.md."""

from dataclasses import dataclass

from tests.second_coding.basics import NA, NM, Value, quotient


@dataclass(frozen=True)
class Credit:
    """Twelve months' flows and the latest balance sheet; None is what is not reported."""

    ebitda: float
    capex: float
    interest: float
    tax: float
    dividends: float | None
    free_cash_flow: float
    debt: float
    finance_leases: float  # where debt excludes them
    operating_leases: float
    lease_cost_share: float  # of the operating leases
    lease_interest_rate: float
    pension: float
    preferred: float
    cash: float  # with short-term investments
    total_equity: float
    downgrade_leverage: float


def _times(numerator: float, denominator: float) -> Value:
    """A multiple, which section 0 has NM below zero."""
    return quotient(numerator, denominator) if numerator > 0 else NM


def _ratios(
    company: Credit, debt: float, ebitda: float, interest: float, equity: float
) -> dict[str, Value]:
    ffo = ebitda - interest - company.tax
    net = debt - company.cash
    rcf: Value = NA if company.dividends is None else ffo - company.dividends
    return {
        "debt": debt,
        "ebitda": ebitda,
        "interest": interest,
        "ffo": ffo,
        "net_debt": net,
        "debt_ebitda": quotient(debt, ebitda),
        "net_debt_ebitda": quotient(net, ebitda),
        "coverage": _times(ebitda, interest),
        "coverage_after_capex": _times(ebitda - company.capex, interest),
        "ffo_debt": quotient(ffo, debt),
        "rcf_net_debt": quotient(rcf, net),
        "fcf_debt": quotient(company.free_cash_flow, debt),
        "debt_capital": quotient(debt, debt + equity),
    }


def as_reported(company: Credit) -> dict[str, Value]:
    """The company's own view."""
    return _ratios(company, company.debt, company.ebitda, company.interest, company.total_equity)


def agency_style(company: Credit) -> dict[str, Value]:
    """Leases, pension and half of preferred stock are debt; lease cost comes back into EBITDA."""
    debt = company.debt + company.finance_leases + company.operating_leases
    debt += company.pension + company.preferred / 2
    return _ratios(
        company,
        debt,
        company.ebitda + company.operating_leases * company.lease_cost_share,
        company.interest + company.operating_leases * company.lease_interest_rate,
        company.total_equity,
    )


def headroom(company: Credit) -> dict[str, Value]:
    """`EBITDA - debt / L` and `L x EBITDA - debt` to the downgrade trigger, agency-style."""
    view = agency_style(company)
    debt, ebitda, limit = view["debt"], view["ebitda"], company.downgrade_leverage
    assert not isinstance(debt, str)
    assert not isinstance(ebitda, str)
    return {"of_ebitda": ebitda - debt / limit, "of_debt": limit * ebitda - debt}


def colour(value: float, green: float, red: float) -> str:
    """Traffic light: below green and above red, or the other way round where more is better."""
    if green < red:
        return "green" if value < green else "red" if value > red else "amber"
    return "green" if value > green else "red" if value < red else "amber"


def capacity(debt: float, ebitda: float, cash: float, limit: float = 2.5) -> dict[str, float]:
    """Capacity for debt: `room = limit x EBITDA - debt`, `firepower = max(room, 0) + cash`."""
    room = limit * ebitda - debt
    return {"room": room, "firepower": max(room, 0.0) + cash}
