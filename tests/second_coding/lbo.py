"""Leveraged buyout, from section 5 of the output standards and docs/methods/lbo.md."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests.second_coding.basics import NM, Value, quotient
from tests.second_coding.dcf import DcfInputs, dcf
from tests.second_coding.shares import ShareCount


@dataclass(frozen=True)
class Tranche:
    """Debt of the deal, sized in turns of EBITDA; a coupon is fixed, a margin floats."""

    size_multiple: float
    discount_rate: float = 0.0
    margin_rate: float = 0.0
    floor_rate: float = 0.0
    coupon_rate: float | None = None
    amortisation_rate: float = 0.0
    tenor: float = 99.0
    swept: bool = False
    paid_in_kind: bool = False

    def rate(self, base_rate: float) -> float:
        """Margin over the larger of base rate and floor, or the coupon."""
        if self.coupon_rate is not None:
            return self.coupon_rate
        return max(base_rate, self.floor_rate) + self.margin_rate


@dataclass(frozen=True)
class Year:
    """One year of operations; the flows are of the whole year."""

    ebitda: float
    depreciation: float
    capex: float
    working_capital_increase: float
    stock_pay_added: float = 0.0


@dataclass(frozen=True)
class LboInputs:
    """Tranches in the order in which cash sweeps them; `days` from closing to each year's end."""

    ltm_ebitda: float
    ltm_revenue: float
    by_premium: bool
    price: float
    premium_rate: float
    entry_multiple: float
    shares: ShareCount
    debt: float  # with finance leases where they are refinanced
    preferred: float
    noncontrolling: float
    cash: float  # with short-term investments
    breakage_rate: float
    advisory_rate: float
    financing_fee_rate: float
    minimum_cash_share: float  # of LTM revenue
    rollover_share: float  # of the equity purchased
    commitment_multiple: float
    revolver_margin_rate: float
    revolver_floor_rate: float
    undrawn_rate: float
    base_rate: float
    tranches: Sequence[Tranche]
    fee_life_years: float
    years: Sequence[Year]
    stub: float
    days: Sequence[int]
    tax_rate: float
    interest_cap_share: float
    cap_on_ebit: bool
    average_interest: bool
    exit_change_multiple: float
    management_share: float
    sweep_share: float = 1.0  # of surplus cash
    staying_leases: float = 0.0  # operating leases, where the policy counts them as debt


def _staying(inputs: LboInputs) -> float:
    """Claims that the deal leaves in place."""
    return inputs.noncontrolling + inputs.staying_leases


def price(inputs: LboInputs) -> dict[str, float]:
    """lbo.md, Price."""
    net = inputs.debt + inputs.preferred + _staying(inputs) - inputs.cash
    if inputs.by_premium:
        offer = inputs.price * (1 + inputs.premium_rate)
        equity = offer * inputs.shares.diluted(offer)
        as_shares = inputs.shares.debt_as_shares(offer)
        enterprise = equity + net - as_shares
        multiple = enterprise / inputs.ltm_ebitda
    else:
        multiple = inputs.entry_multiple
        enterprise = multiple * inputs.ltm_ebitda
        found = inputs.shares.price_of(enterprise - net)
        offer = 0.0 if isinstance(found, str) else found
        as_shares = inputs.shares.debt_as_shares(offer) if offer else 0.0
        equity = enterprise - net + as_shares
    return {
        "entry_multiple": multiple,
        "enterprise_value": enterprise,
        "offer_price": offer,
        "equity_purchased": equity,
        "refinanced": inputs.debt - as_shares + inputs.preferred,
        "net_claims": net - as_shares,
    }


def sources_and_uses(inputs: LboInputs, entry: dict[str, float]) -> dict[str, float]:
    """lbo.md, Sources and uses: the sponsor's equity is the plug."""
    sizes = [tranche.size_multiple * inputs.ltm_ebitda for tranche in inputs.tranches]
    commitment = inputs.commitment_multiple * inputs.ltm_ebitda
    uses = {
        "equity_purchased": entry["equity_purchased"],
        "refinanced": entry["refinanced"],
        "breakage": inputs.breakage_rate * entry["refinanced"],
        "advisory": inputs.advisory_rate * entry["enterprise_value"],
        "financing_fees": inputs.financing_fee_rate * (sum(sizes) + commitment),
        "discounts": sum(
            tranche.discount_rate * size
            for tranche, size in zip(inputs.tranches, sizes, strict=True)
        ),
        "minimum_cash": inputs.minimum_cash_share * inputs.ltm_revenue,
    }
    total = sum(uses.values())
    rollover = inputs.rollover_share * entry["equity_purchased"]
    sponsor = total - inputs.cash - sum(sizes) - rollover
    found = {
        **uses,
        "total": total,
        "existing_cash": inputs.cash,
        "commitment": commitment,
        "new_debt": sum(sizes),
        "rollover": rollover,
        "sponsor": sponsor,
        "equity_share": (sponsor + rollover) / (total - inputs.cash)
        if total != inputs.cash
        else 0.0,
    }
    found.update({f"tranche_{number}": size for number, size in enumerate(sizes)})
    return found


def schedule(inputs: LboInputs, funding: dict[str, float]) -> list[dict[str, float]]:
    """lbo.md, Years and schedule: interest on beginning balances, waterfall by MIN and MAX."""
    principal = [funding[f"tranche_{number}"] for number in range(len(inputs.tranches))]
    balances = list(principal)
    cash = floor = funding["minimum_cash"]
    revolver, carried, elapsed = 0.0, 0.0, 0.0
    commitment = funding["commitment"]
    to_amortise = funding["financing_fees"] + funding["discounts"]
    revolver_rate = max(inputs.base_rate, inputs.revolver_floor_rate) + inputs.revolver_margin_rate
    rows = []
    for number, year in enumerate(inputs.years):
        part = inputs.stub if number == 0 else 1.0
        row: dict[str, float] = {}
        scheduled = []
        for place, tranche in enumerate(inputs.tranches):
            due = principal[place] * tranche.amortisation_rate * part
            if elapsed + part >= tranche.tenor:
                due = balances[place]
            scheduled.append(min(balances[place], due))
        interest_paid = revolver * revolver_rate * part
        interest_paid += (commitment - revolver) * inputs.undrawn_rate * part
        interest_kind = 0.0
        kind = [0.0] * len(balances)
        for place, tranche in enumerate(inputs.tranches):
            bearing = balances[place]
            if inputs.average_interest and not tranche.paid_in_kind:
                bearing = (balances[place] + balances[place] - scheduled[place]) / 2
            amount = bearing * tranche.rate(inputs.base_rate) * part
            if tranche.paid_in_kind:
                kind[place] = amount
                interest_kind += amount
                if elapsed + part >= tranche.tenor:
                    scheduled[place] += amount
            else:
                interest_paid += amount
        fees = max(0.0, min(inputs.fee_life_years, elapsed + part) - elapsed)
        fees *= to_amortise / inputs.fee_life_years
        ebitda, depreciation = year.ebitda * part, year.depreciation * part
        ebit = ebitda - depreciation
        cap = inputs.interest_cap_share * max(ebit if inputs.cap_on_ebit else ebitda, 0.0)
        wanted = interest_paid + interest_kind + fees + carried
        deductible = min(wanted, cap)
        carried = wanted - deductible
        tax = inputs.tax_rate * max(ebit - deductible, 0.0)
        spent = year.capex + year.working_capital_increase - year.stock_pay_added
        available = ebitda - tax - spent * part
        surplus = cash + available - interest_paid - sum(scheduled) - floor
        drawn = min(max(-surplus, 0.0), commitment - revolver)
        repaid = min(max(surplus, 0.0), revolver)
        kept = (max(surplus, 0.0) - repaid) * (1 - inputs.sweep_share)
        left = max(surplus, 0.0) - repaid - kept
        for place, tranche in enumerate(inputs.tranches):
            balances[place] += kind[place] - scheduled[place]
            if tranche.swept:
                swept = min(balances[place], left)
                balances[place] -= swept
                left -= swept
                row[f"sweep_{place}"] = swept
            row[f"balance_{place}"] = balances[place]
            row[f"scheduled_{place}"] = scheduled[place]
        revolver += drawn - repaid
        shortfall = max(-surplus, 0.0) - drawn
        cash = floor + left + kept - shortfall
        elapsed += part
        row.update(
            interest_paid=interest_paid,
            interest_kind=interest_kind,
            fees=fees,
            deductible=deductible,
            carried=carried,
            tax=tax,
            available=available,
            revolver=revolver,
            shortfall=shortfall,
            cash=cash,
            debt=revolver + sum(balances),
        )
        rows.append(row)
    return rows


def net_equity_at_exit(
    inputs: LboInputs, row: dict[str, float], year: Year, multiple: float
) -> float:
    """Exit multiple x EBITDA of the year, less net debt and claims that stay."""
    left = multiple * year.ebitda - (row["debt"] - row["cash"]) - _staying(inputs)
    return max(left, 0.0)


def returns(
    inputs: LboInputs,
    entry: dict[str, float],
    funding: dict[str, float],
    rows: Sequence[dict[str, float]],
) -> list[dict[str, Value]]:
    """lbo.md, Returns: MOIC, IRR and the value bridge for an exit at each year's end."""
    paid = funding["sponsor"] + funding["rollover"]
    leaving = entry["entry_multiple"] + inputs.exit_change_multiple
    fees = sum(funding[name] for name in ("breakage", "advisory", "financing_fees", "discounts"))
    at_closing = funding["new_debt"] - funding["minimum_cash"]
    found: list[dict[str, Value]] = []
    for row, year, days in zip(rows, inputs.years, inputs.days, strict=True):
        equity = net_equity_at_exit(inputs, row, year, leaving)
        management = inputs.management_share * max(equity - paid, 0.0)
        shared = equity - management
        proceeds: Value = shared * funding["sponsor"] / paid if paid > 0 else NM
        times = quotient(proceeds, funding["sponsor"])
        repaid = min(row["debt"] - row["cash"], leaving * year.ebitda - _staying(inputs))
        found.append(
            {
                "exit_equity": equity,
                "management": management,
                "proceeds": proceeds,
                "multiple_of_money": times,
                "irr": NM if isinstance(times, str) else times ** (1 / max(days / 365, 1 / 12)) - 1,
                "from_ebitda": (year.ebitda - inputs.ltm_ebitda) * entry["entry_multiple"],
                "from_multiple": inputs.exit_change_multiple * year.ebitda,
                "from_net_debt": at_closing - repaid,
                "from_fees": -fees,
                "from_management": -management,
                "gain": shared - paid,
            }
        )
    return found


def ability_to_pay(
    inputs: LboInputs,
    rows: Sequence[dict[str, float]],
    multiple: float | None,
    target: float,
    place: int,
) -> Value:
    """The enterprise value at which the exit of one year earns the target, found by halving.

    `multiple` is the exit multiple that is held; None sells at the multiple that was paid and the
    change of it. Everything after closing is as scheduled, since debt is sized on EBITDA, and
    breakage is that of the model's own offer.
    """
    row, year, days = rows[place], inputs.years[place], inputs.days[place]
    breakage = sources_and_uses(inputs, price(inputs))["breakage"]

    def paid_at(enterprise: float) -> float:
        """What sponsor and rollover pay for the company at this value."""
        funding = sources_and_uses(inputs, _bought_for(inputs, enterprise))
        return funding["sponsor"] + funding["rollover"] - funding["breakage"] + breakage

    def excess(enterprise: float) -> float:
        """The return over the target, in money, when the company is bought for this much."""
        paid, tried = paid_at(enterprise), _bought_for(inputs, enterprise)
        leaving = (
            tried["entry_multiple"] + inputs.exit_change_multiple if multiple is None else multiple
        )
        equity = net_equity_at_exit(inputs, row, year, leaving)
        gain = equity - paid
        shared = equity - inputs.management_share * max(gain, 0.0)
        return float(shared - paid * (1 + target) ** (days / 365))

    low, high = 0.0, inputs.ltm_ebitda * 100_000
    if excess(low) <= 0 or excess(high) >= 0:
        return NM
    for _ in range(90):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    # Where the exit leaves nothing there is no return, and so no price for it.
    return high if paid_at(high) > inputs.ltm_ebitda * 1e-9 else NM


def _bought_for(inputs: LboInputs, enterprise: float) -> dict[str, float]:
    return price(replace(inputs, by_premium=False, entry_multiple=enterprise / inputs.ltm_ebitda))


def operating_years(inputs: DcfInputs, horizon: int = 7) -> list[Year]:
    """The years ahead of the DCF's case; beyond its last they grow as its terminal year does."""
    flows = dcf(inputs)
    count = inputs.years + inputs.unreported
    found = [_year(flows, number) for number in range(inputs.unreported + 1, count + 1)]
    revenue = _number(flows[f"revenue_{count}"])
    margin = _number(flows[f"ebitda_{count}"]) / revenue
    while len(found) < horizon:
        before, revenue = revenue, revenue * (1 + inputs.long_run_growth)
        depreciation = revenue * inputs.depreciation_share
        found.append(
            Year(
                ebitda=revenue * margin,
                depreciation=depreciation,
                capex=depreciation * (1 + inputs.capex_over_depreciation),
                working_capital_increase=(revenue - before) * inputs.working_capital_share,
                stock_pay_added=revenue * inputs.stock_pay_share
                if inputs.add_back_stock_pay
                else 0.0,
            )
        )
    return found[:horizon]


def _year(flows: dict[str, Value], number: int) -> Year:
    names = ("ebitda", "depreciation", "capex", "working_capital_increase", "stock_pay_added")
    return Year(*(_number(flows[f"{name}_{number}"]) for name in names))


def _number(value: Value) -> float:
    assert not isinstance(value, str)
    return value


def lbo(inputs: LboInputs) -> dict[str, Value]:
    """The whole model: names of years end in `_1`, `_2` and so on."""
    entry = price(inputs)
    funding = sources_and_uses(inputs, entry)
    rows = schedule(inputs, funding)
    found: dict[str, Value] = {**entry, **funding}
    for number, (row, gained) in enumerate(
        zip(rows, returns(inputs, entry, funding, rows), strict=True), start=1
    ):
        found.update({f"{name}_{number}": value for name, value in row.items()})
        found.update({f"{name}_{number}": value for name, value in gained.items()})
    return found
