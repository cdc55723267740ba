"""Income statement, balance sheet and cash flow of the years ahead, which balance by themselves.

The operating lines are the DCF's forecast of the selected case. The opening balance is that of the
last fiscal year, condensed to the lines that the company reports; what is left is "other" and is
held. Interest is on opening balances, so that nothing is circular. Rosenbaum and Pearl, *Investment
Banking*, ch. 5; Benninga, *Financial Modeling*, ch. 5.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bookrunner.credit.notes import Note
from bookrunner.credit.statistics import Block, company_block
from bookrunner.figures import (
    Expression,
    Figure,
    Period,
    Quantity,
    Term,
    at_least,
    both,
    computed,
    greater,
    if_,
    instant,
    largest,
    ratio,
    smallest,
    total,
)
from bookrunner.valuation import (
    ON_OFF,
    SHARE,
    CompanyInputs,
    Dcf,
    Forecast,
    ForecastYear,
    LinesMissing,
    Policy,
    ReportedPeriod,
    Within,
)

_NEEDED = (
    "cash",
    "payables",
    "property_plant_equipment",
    "total_assets",
    "total_debt",
    "total_equity",
    "interest_expense",
    "net_income",
)
_PART = Within(Decimal(0), Decimal(1))


@dataclass(frozen=True)
class ProjectionTerms:
    """What the financing of the years ahead assumes."""

    interest_rate: Figure
    """On all debt, of the balance at the start of the year."""
    payout_share: Figure
    buyback_share: Figure
    """Both of net income, where there is any."""
    minimum_cash_share: Figure
    """Of revenue."""
    refinance_switch: Figure
    """1 borrows anew what falls due, 0 repays it from cash and the revolver."""
    sweep_share: Figure
    """Of the cash above the minimum, which repays what was borrowed anew."""
    assumptions: Sequence[Figure]
    """What of these somebody may adopt in place of a default."""


@dataclass(frozen=True)
class Balance:
    """A balance sheet, condensed; every side adds up to its total."""

    cash: Figure
    trade_assets: Figure
    """Receivables and inventory."""
    fixed_assets: Figure
    other_assets: Figure
    assets: Figure
    payables: Figure
    revolver: Figure
    """Drawn since the opening balance sheet; what was drawn before is of its debt."""
    old_debt: Figure
    """What was borrowed by the opening balance sheet."""
    new_debt: Figure
    """What maturities were refinanced with since."""
    debt: Figure
    other_liabilities: Figure
    """With leases, deferred tax and noncontrolling interests outside equity."""
    equity: Figure
    liabilities_and_equity: Figure
    net_debt: Figure


@dataclass(frozen=True)
class ProjectedYear:
    """One year's statements, and the balance sheet at its end."""

    flow: ForecastYear
    interest: Figure
    pretax: Figure
    tax: Figure
    net_income: Figure
    operating_cash: Figure
    free_cash: Figure
    """After interest and tax, before distributions and financing."""
    dividends: Figure
    buybacks: Figure
    due: Figure | None
    """Scheduled maturities; None where no instrument is known to fall due in the years ahead."""
    issued: Figure | None
    available: Figure
    """Cash above the minimum before the revolver."""
    drawn: Figure
    """By the revolver; repaid where negative."""
    spare: Figure
    """For the sweep."""
    swept: Figure
    change: Figure
    """Of cash."""
    balance: Balance
    statistics: Block


@dataclass(frozen=True)
class Projection:
    """A company's three statements in the selected case."""

    company: CompanyInputs
    terms: ProjectionTerms
    opening: Balance
    opening_label: str
    years: Sequence[ProjectedYear]
    schedule: Sequence[Maturity]
    """Instruments that fall due in the years ahead, the earliest first."""


@dataclass(frozen=True)
class Maturity:
    """One instrument's principal in the year in which it falls due, and nothing in the others."""

    note: Note
    day: Figure
    years: Sequence[Figure]


def projection(flows: Dcf, policy: Policy, notes: Sequence[Note]) -> Projection:
    """The statements of the years that the DCF forecasts.

    Raises:
        LinesMissing: The last fiscal year's report lacks a line of the opening balance sheet.
    """
    company = flows.company.company
    prefix = f"{company.prefix}.projection"
    opening = _opening(company, prefix)
    terms = _terms(company, prefix, policy)
    schedule = _schedule(prefix, flows.forecast, notes)
    years: list[ProjectedYear] = []
    before = opening
    for place, flow in enumerate(flows.forecast.years):
        due = [one.years[place] for one in schedule]
        years.append(_year(company, prefix, flow, before, due, terms, flows.wacc.tax.rate))
        before = years[-1].balance
    return Projection(company, terms, opening, company.last_year.label, years, schedule)


def _schedule(prefix: str, ahead: Forecast, notes: Sequence[Note]) -> Sequence[Maturity]:
    first, last = ahead.years[0].period, ahead.years[-1].period
    assert first.start is not None, "a fiscal year has a first day"
    found: list[Maturity] = []
    for note in notes:
        day, matures = note.maturity, note.matures
        if day is None or matures is None or not first.start <= matures <= last.end:
            continue
        none = note.principal - note.principal
        years = [
            computed(
                f"{prefix}.{note.key}.maturing", f"{note.label}, falls due",
                if_(both(greater(day, before), at_least(end, day)), note.principal, none),
                flow.period,
            )
            for flow, before, end in zip(
                ahead.years, ahead.year_ends, ahead.year_ends[1:], strict=False
            )
        ]  # fmt: skip
        found.append(Maturity(note, day, years))
    return found


def _terms(company: CompanyInputs, prefix: str, policy: Policy) -> ProjectionTerms:
    def assumed(
        key: str, name: str, value: str, reason: str, within: Within = _PART
    ) -> Figure:  # a share, a rate or a switch
        kind = Quantity.SWITCH if within is ON_OFF else Quantity.OPERATING
        return policy.adoptions.assumption(
            f"{prefix}.{key}", name, Decimal(value), policy.period, reason,
            quantity=kind, within=within,
        )  # fmt: skip

    last = company.last_year
    paid, earned = last.get("dividends_paid"), last.figures["net_income"]
    spread = assumed(
        "interest_shift_rate", "Interest rate beside last year's", "0",
        "debt keeps the cost of the last fiscal year", SHARE,
    )  # fmt: skip
    rate = computed(
        f"{prefix}.interest_rate", "Interest on opening debt",
        ratio(last.figures["interest_expense"], last.figures["total_debt"]) + spread,
        policy.period,
    )  # fmt: skip
    paid_shift = assumed(
        "payout_shift_share", "Dividend payout beside last year's", "0",
        "dividends keep the payout of the last fiscal year", SHARE,
    )  # fmt: skip
    payout = computed(
        f"{prefix}.payout_share", "Dividends, share of net income",
        paid_shift if paid is None else ratio(paid, earned) + paid_shift, policy.period,
    )  # fmt: skip
    buybacks = assumed("buyback_share", "Buy-backs, share of net income", "0",
                       "buy-backs are at the board's choice")  # fmt: skip
    least = assumed("minimum_cash_share", "Minimum cash, share of revenue", "0.01",
                    "about four days of revenue")  # fmt: skip
    again = assumed("refinance_switch", "Maturities refinanced (1 = yes, 0 = repaid)", "1",
                    "what falls due is borrowed anew", ON_OFF)  # fmt: skip
    sweep = assumed("sweep_share", "Cash sweep, share of cash above the minimum", "0",
                    "bonds are not swept")  # fmt: skip
    given = (spread, paid_shift, buybacks, least, again, sweep)
    return ProjectionTerms(rate, payout, buybacks, least, again, sweep, given)


def _opening(company: CompanyInputs, prefix: str) -> Balance:
    last = company.last_year
    lacking = [key for key in _NEEDED if last.get(key) is None]
    stock = [one for key in ("receivables", "inventory") if (one := last.get(key)) is not None]
    if not stock:
        lacking.append("receivables")
    if lacking:
        raise LinesMissing(company.label, "a projection of three statements", lacking)
    at, get = instant(last.period.end), last.figures
    prefix = f"{prefix}.opening"
    trade = computed(f"{prefix}.trade_assets", "Receivables and inventory", total(stock), at)
    held = [get["cash"], trade, get["property_plant_equipment"]]
    owed = [get["payables"], get["total_debt"], get["total_equity"]]
    other = computed(
        f"{prefix}.other_assets", "Other assets", get["total_assets"] - total(held), at
    )
    rest = computed(
        f"{prefix}.other_liabilities", "Other liabilities", get["total_assets"] - total(owed), at
    )
    since = [
        computed(f"{prefix}.{key}", name, owed[1] - owed[1], at)
        for key, name in (("revolver", "Revolver"), ("new_debt", "New debt"))
    ]
    return _balance(
        prefix, at,
        (held[0], trade, held[2], other),
        (owed[0], since[0], owed[1], since[1], rest, owed[2]),
    )  # fmt: skip


_Assets = tuple[Figure, Figure, Figure, Figure]
_Claims = tuple[Figure, Figure, Figure, Figure, Figure, Figure]


def _balance(prefix: str, at: Period, assets: _Assets, claims: _Claims) -> Balance:
    """The sides with their totals, debt and net debt."""
    payables, revolver, old, new, rest, equity = claims
    debt = computed(f"{prefix}.debt", "Total debt", total([old, new, revolver]), at)
    return Balance(
        *assets,
        computed(f"{prefix}.assets", "Total assets", total(assets), at),
        payables,
        revolver,
        old,
        new,
        debt,
        rest,
        equity,
        computed(f"{prefix}.claims", "Liabilities and equity",
                 total([payables, debt, rest, equity]), at),
        computed(f"{prefix}.net_debt", "Net debt", debt - assets[0], at),
    )  # fmt: skip


def _year(
    company: CompanyInputs,
    prefix: str,
    flow: ForecastYear,
    before: Balance,
    due: Sequence[Figure],
    terms: ProjectionTerms,
    tax_rate: Figure,
) -> ProjectedYear:
    period, at = flow.period, instant(flow.period.end)
    if flow.working_capital is None:
        raise LinesMissing(company.label, "a projection of three statements", ["working capital"])

    def over(key: str, name: str, term: Expression | Term) -> Figure:
        return computed(f"{prefix}.{key}", name, term, period)

    def end(key: str, name: str, term: Expression | Term) -> Figure:
        return computed(f"{prefix}.{key}", name, term, at)

    interest = over("interest", "Interest on opening debt", before.debt * terms.interest_rate)
    pretax = over("pretax_income", "Income before tax", flow.ebit - interest)
    tax = over("income_tax", "Income tax", tax_rate * largest(pretax, pretax - pretax))
    net = over("net_income", "Net income", pretax - tax)
    operating: Term = net + flow.depreciation - flow.working_capital
    if flow.stock_compensation is not None:
        operating = operating + flow.stock_compensation
    cash_made = over("operating_cash_flow", "Cash flow from operations", operating)
    free = over("free_cash_flow", "Free cash flow after interest", cash_made - flow.capex)
    positive = largest(net, net - net)
    dividends = over("dividends", "Dividends", positive * terms.payout_share)
    buybacks = over("buybacks", "Buy-backs", positive * terms.buyback_share)
    owed = issued = None
    moved: Term = free - dividends - buybacks
    old: Term = before.old_debt
    borrowed: Term = before.new_debt
    if due:
        owed = over(
            "maturities", "Scheduled maturities", smallest(before.old_debt, total(due))
        )  # fmt: skip
        issued = over("refinanced", "Maturities refinanced", owed * terms.refinance_switch)
        moved, old, borrowed = moved - owed + issued, old - owed, borrowed + issued
    least = flow.revenue * terms.minimum_cash_share
    available = over("available_cash", "Cash above the minimum, before the revolver",
                     before.cash + moved - least)  # fmt: skip
    drawn = over("revolver_drawn", "Revolver drawn (repaid)", largest(-before.revolver, -available))
    spare = over("sweepable", "Cash for the sweep",
                 largest(available + drawn, drawn - drawn) * terms.sweep_share)  # fmt: skip
    swept = over("swept", "Cash sweep", smallest(borrowed, spare))
    change = over("change_in_cash", "Change in cash", moved + drawn - swept)
    stock = flow.stock_compensation
    kept: Term = before.equity + net - dividends - buybacks
    payables = end("payables", "Payables", before.payables * (1 + flow.growth))
    balance = _balance(
        prefix, at,
        (
            end("cash", "Cash", before.cash + change),
            end("trade_assets", "Receivables and inventory",
                before.trade_assets - before.payables + flow.working_capital + payables),
            end("fixed_assets", "Property, plant and equipment",
                before.fixed_assets + flow.capex - flow.depreciation),
            end("other_assets", "Other assets", before.other_assets),
        ),
        (
            payables,
            end("revolver", "Revolver", before.revolver + drawn),
            end("old_debt", "Debt of the opening balance sheet", old),
            end("new_debt", "New debt", borrowed - swept),
            end("other_liabilities", "Other liabilities", before.other_liabilities),
            end("equity", "Equity", kept if stock is None else kept + stock),
        ),
    )  # fmt: skip
    statistics = _statistics(company, prefix, flow, balance, (interest, tax, dividends, free))
    return ProjectedYear(
        flow, interest, pretax, tax, net, cash_made, free, dividends, buybacks, owed, issued,
        available, drawn, spare, swept, change, balance, statistics,
    )  # fmt: skip


def _statistics(
    company: CompanyInputs,
    prefix: str,
    flow: ForecastYear,
    balance: Balance,
    told: tuple[Figure, Figure, Figure, Figure],
) -> Block:
    """Those of the credit pages, over the projected year in place of the last twelve months."""
    interest, tax, dividends, free = told
    year = ReportedPeriod(
        flow.label,
        flow.period,
        {
            "total_debt": balance.debt,
            "cash": balance.cash,
            "ebitda": flow.ebitda,
            "interest_expense": interest,
            "capex": flow.capex,
            "income_tax": tax,
            "dividends_paid": dividends,
            "free_cash_flow": free,
            "total_equity": balance.equity,
        },
    )
    return company_block(replace(company, latest=year), f"{prefix}.credit")
