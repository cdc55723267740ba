"""What a pitch book is made of: the companies, their prices, the market, and who adopted what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bookrunner.debt import DebtTable
from bookrunner.equity import company_equity
from bookrunner.equity.cover import Read, nothing_read
from bookrunner.facts import (
    Breakdown,
    Company,
    CurvePoint,
    FactStore,
    Filing,
    Quote,
    one_a_day,
    sector,
    statements,
    two_prices,
)
from bookrunner.figures import (
    SHARES,
    USD,
    Ambiguous,
    Figure,
    Finding,
    NotFound,
    Severity,
    Source,
    Unusable,
    Viewer,
    instant,
    parse_unit,
    sourced,
)
from bookrunner.imports import BankRow, Estimate, ImportKind
from bookrunner.pitch.buying import Buying, Target, named_target, usual_target
from bookrunner.pitch.parts import TypeDoesNotFit
from bookrunner.pitch.segments import known_segments
from bookrunner.pitch.usual_peers import PeersUnusable, usual_peers
from bookrunner.targeting.buyers_worth import BuyerReader, no_buyers
from bookrunner.valuation import (
    Adoptions,
    CompanyInputs,
    company_inputs,
    expected_years,
    plan_of,
    risk_free_rate,
    unlisted_inputs,
)

_CURVE_DAYS_MAX = 5
_YEAR_DAYS = 365
# A year has about 252 closes; with fewer than these its range would mislead.
_CLOSES_A_YEAR_MIN = 240
_MONTHS_MIN = 12


class CurrenciesDiffer(Unusable):
    """Companies report in different currencies, and no rates of exchange are at hand."""

    def __init__(self, target: CompanyInputs, others: Sequence[CompanyInputs]) -> None:
        told = ", ".join(f"{one.label} in {one.money}" for one in others)
        super().__init__(
            f"{target.label} reports in {target.money}, {told}; amounts of different currencies "
            "cannot stand side by side without rates of exchange: choose companies that report in "
            f"{target.money}"
        )


@dataclass(frozen=True)
class Request:
    """What somebody asks for, in their words."""

    company: str
    """Which is valued; empty where an acquirer is to buy one of its smaller peers."""
    peers: Sequence[str] = ()
    """None for those of its industry that come nearest in revenue."""
    as_of: date | None = None
    """The valuation date; nothing that became known later is used."""
    quotes: Sequence[Quote] = ()
    """The user's own prices; they stand in place of those kept."""
    case: str = ""
    """The target's imported management case that drives the DCF; empty for none."""
    adoptions: Adoptions = field(default_factory=lambda: Adoptions({}))
    acquirer: str = ""
    """Who buys the company; empty where nobody does."""
    held: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The CIKs of usual peers that an earlier writing of the book chose, by whose they are."""


@dataclass(frozen=True)
class CreditRecords:
    """What the records know of a company's debt on a day."""

    debt: DebtTable | None = None
    """None where no report is kept that could tell it."""
    bonds: Sequence[BankRow] = ()
    """Imported: amounts, terms and prices."""
    ratings: Sequence[BankRow] = ()


@dataclass(frozen=True)
class DebtMarket:
    """Reads what was imported of the bond market, as known on a day."""

    quotes: Callable[[str, date], Sequence[BankRow]] = lambda cik, on: ()  # noqa: ARG005 - none
    """Levels of the bonds of the company of that CIK."""
    issues: Callable[[date], Sequence[BankRow]] = lambda on: ()  # noqa: ARG005 - there are none
    """Recent new issues of anybody."""
    curve: Callable[[date], Sequence[CurvePoint]] = lambda on: ()  # noqa: ARG005 - there are none
    """The latest Treasury par curve of that day or before."""


Credit = Callable[[Company, date], CreditRecords]
"""Reads a company's debt when a pitch tells of it: filings are read again for it."""


def no_credit(company: Company, on: date) -> CreditRecords:  # noqa: ARG001 - there are none
    """The debt of whoever keeps no records of it."""
    return CreditRecords()


Bank = Callable[[ImportKind, date], Sequence[BankRow]]
"""The rows of a kind that is of no one company, as known on a day."""


def no_rows(kind: ImportKind, on: date) -> Sequence[BankRow]:  # noqa: ARG001 - there are none
    """The records of a bank that imported none."""
    return ()


@dataclass(frozen=True)
class OfferingRecords:
    """What was imported for an offering of a company, as known on a day."""

    holders: Sequence[BankRow] = ()
    """Its cap table."""


Offerings = Callable[[Company, date], OfferingRecords]
"""Reads what an offering needs when a pitch tells of one."""


def no_offerings(company: Company, on: date) -> OfferingRecords:  # noqa: ARG001 - there are none
    """The records of whoever imported none."""
    return OfferingRecords()


@dataclass(frozen=True)
class PitchInputs:
    """The inputs of a valuation, all of them figures, as known on the valuation date."""

    target: CompanyInputs
    company: Company
    """The target as the records know it."""
    peers: Sequence[CompanyInputs]
    valuation_date: date
    risk_free: Figure | None
    """The long Treasury par yield of the latest curve by that date."""
    adoptions: Adoptions
    closes: Sequence[Figure]
    """The target's last close of each of the past twelve months; empty without a history."""
    filings: Sequence[Filing]
    """Of the target, known by the valuation date, the earliest first."""
    findings: Sequence[Finding]
    curve: Sequence[CurvePoint] = ()
    """The latest Treasury par curve by the valuation date; empty where there is none."""
    credit: Credit = no_credit
    market: DebtMarket = field(default_factory=DebtMarket)
    offerings: Offerings = no_offerings
    bank: Bank = no_rows
    buying: Buying | None = None
    """Who buys the target; None where nobody does."""
    history: Sequence[Figure] = ()
    """The target's daily closes of the past year, the oldest first, as far as they are kept."""
    alike: Callable[[], Sequence[CompanyInputs]] = lambda: ()
    """Reads the other companies of the target's sector, for pages that hide it among them."""
    usual: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The CIKs of peers that nobody named, by whose they are."""
    buyers: BuyerReader = no_buyers
    segments: Callable[[], Sequence[Breakdown]] = lambda: ()
    """Reads the last fiscal year's operating income and revenue by segment, as far as told."""

    @property
    def companies(self) -> Sequence[CompanyInputs]:
        """The target, its peers, and who buys it, each once."""
        buyers = () if self.buying is None else (self.buying.acquirer,)
        return tuple({one.prefix: one for one in (self.target, *self.peers, *buyers)}.values())


Estimates = Callable[[Company, date], Sequence[Estimate]]
"""A company's imported estimates, as known on a day."""


Plans = Callable[[Company, date], Sequence[BankRow]]
"""The rows of a company's imported management cases, as known on a day."""


def no_plans(company: Company, on: date) -> Sequence[BankRow]:  # noqa: ARG001 - there are none
    """The plans of whoever imported none."""
    return ()


def no_estimates(company: Company, on: date) -> Sequence[Estimate]:  # noqa: ARG001 - there are none
    """The estimates of whoever imported none."""
    return ()


def pitch_inputs(
    store: FactStore,
    viewer: Viewer,
    request: Request,
    read: Read = nothing_read,
    estimates: Estimates = no_estimates,
    plans: Plans = no_plans,
    credit: Credit = no_credit,
    market: DebtMarket | None = None,
    offerings: Offerings = no_offerings,
    bank: Bank = no_rows,
    buyers: BuyerReader = no_buyers,
) -> PitchInputs:
    """Everything a pitch needs of the records, for one viewer.

    ``read`` gives a filing's document by digest, for what its notes say without tags, and
    ``estimates`` and ``plans`` what was imported of a company.

    The valuation date is the one asked for, else that of the target's latest price, else the day
    its latest filing became known; of a company that only its imported management case tells of,
    the day for which that holds or that of the latest price in its sector, whichever is later.

    Raises:
        NotFound: A company is not known, or has no fiscal year by the valuation date; or no
            management case of that name was imported by then.
        Ambiguous: A name fits several companies.
        TypeDoesNotFit: The acquirer is not listed.
        NoTarget: The acquirer is to buy itself, or nobody said whom and no peer is smaller.
        PeersUnusable: The peers are none, repeated, or the target itself.
        CurrenciesDiffer: A peer reports in another currency than the target.
    """
    supplied = _by_company(request.quotes)

    def quoted(company: Company) -> Sequence[Quote]:
        return supplied.get(company.cik) or store.quotes(company.cik, viewer)

    buyer = store.company(request.acquirer, viewer) if request.acquirer else None
    found = _target(store, viewer, request, buyer, quoted)
    target = found.company
    rows = plans(target, request.as_of or date.max)
    is_listed = bool(quoted(target)) or bool(store.filings(viewer, target.cik)) or not rows
    valuation_date = request.as_of
    if valuation_date is None:
        days = _like_days(store, viewer, target, rows) if not is_listed else []
        valuation_date = max(days) if days else _latest_date(store, viewer, target, quoted(target))
    chosen: Sequence[Finding] = ()
    if any(name.strip() for name in request.peers):
        peers = _peers(store, viewer, found, request.peers)
    else:
        peers, chosen = usual_peers(store, viewer, target, valuation_date, quoted, request.held)
    companies = (target, *peers, *(() if buyer is None else (buyer,)))
    quotes = {company.cik: quoted(company) for company in companies}
    rows = plans(target, valuation_date)
    inputs = {
        company.cik: _unlisted(company, request.case, rows, valuation_date)
        if company is target and not is_listed
        else _with_estimates(
            _inputs(store, viewer, company, quotes[company.cik], valuation_date, read),
            estimates(company, valuation_date),
            valuation_date,
        )
        for company in companies
    }
    if request.case and is_listed:
        inputs[target.cik] = _with_plan(inputs[target.cik], target, request.case, rows)
    own = inputs[target.cik]
    foreign = [one for one in inputs.values() if one.money != own.money]
    if foreign:
        raise CurrenciesDiffer(own, foreign)
    # Treasury yields discount dollars only; other money needs a rate that somebody adopts.
    is_dollar = own.money == USD
    risk_free, findings = _risk_free(store, viewer, valuation_date) if is_dollar else (None, ())
    return PitchInputs(
        target=inputs[target.cik],
        company=target,
        peers=tuple(inputs[peer.cik] for peer in peers),
        valuation_date=valuation_date,
        risk_free=risk_free,
        adoptions=request.adoptions,
        closes=month_ends(target, one_a_day(quotes[target.cik]), valuation_date),
        filings=known_filings(store, viewer, target, valuation_date),
        curve=_curve(store, viewer, valuation_date) if is_dollar else (),
        credit=credit,
        market=DebtMarket() if market is None else market,
        offerings=offerings,
        bank=bank,
        buyers=buyers,
        history=tuple(
            close_figure(target, one, "close", "close")
            for one in _past_year(one_a_day(quotes[target.cik]), valuation_date)
        ),
        usual=_ciks(found, buyer, peers if chosen else ()),
        segments=known_segments(store, viewer, target, own.last_year.period, valuation_date),
        buying=None if buyer is None else Buying(inputs[buyer.cik], buyer, found.place),
        findings=(
            *found.findings,
            *chosen,
            *findings,
            *(finding for inputs in inputs.values() for finding in inputs.findings),
            *_differing_prices(quotes, companies, valuation_date),
        ),
    )


def _ciks(
    found: Target, buyer: Company | None, peers: Sequence[Company]
) -> Mapping[str, Sequence[str]]:
    """Who was chosen where nobody was named: as peers, and as those that could be bought."""
    chosen = {found.company.cik: peers} | ({} if buyer is None else {buyer.cik: found.among})
    return {cik: tuple(one.cik for one in ones) for cik, ones in chosen.items() if ones}


def _target(
    store: FactStore,
    viewer: Viewer,
    request: Request,
    buyer: Company | None,
    quoted: Callable[[Company], Sequence[Quote]],
) -> Target:
    """Whom the pitch values: the company named, else one that its acquirer could buy."""
    if buyer is None:
        return Target(store.company(request.company, viewer))
    if not quoted(buyer):
        raise TypeDoesNotFit(
            f"{buyer.ticker or buyer.name} is not listed, or no price of it is at hand, so that it "
            "has no shares to pay with and no earnings per share to compare; supply its price with "
            "--prices, or use general"
        )
    if request.company.strip():
        return named_target(store, viewer, buyer, request.company)
    on = request.as_of or _latest_date(store, viewer, buyer, quoted(buyer))
    return usual_target(store, viewer, buyer, on, quoted, request.adoptions, request.held)


def _with_estimates(
    inputs: CompanyInputs, estimates: Sequence[Estimate], on: date
) -> CompanyInputs:
    return replace(inputs, expected=expected_years(inputs, estimates, on)) if estimates else inputs


def _unlisted(company: Company, case: str, rows: Sequence[BankRow], on: date) -> CompanyInputs:
    """A company that only its own management case tells of; the only one where none is named."""
    names = sorted({row.row.text("case") for row in rows})
    label = company.ticker or company.name
    if not rows:
        raise NotFound("management case of", label, hint=f"none was imported by {on.isoformat()}")
    if not case and len(names) > 1:
        raise Ambiguous("management case", label, names)
    plan = plan_of(company, case or names[0], rows)
    if plan is None:
        raise NotFound(f"management case of {label}", case, near=names)
    return unlisted_inputs(company, plan, on)


def _like_days(
    store: FactStore, viewer: Viewer, target: Company, rows: Sequence[BankRow]
) -> Sequence[date]:
    """The day for which its plan holds, and the latest prices of companies of its sector."""
    like = [one for one in store.companies(viewer) if sector(one.sic) == sector(target.sic)]
    quoted = [quotes[-1].on for one in like if (quotes := store.quotes(one.cik, viewer))]
    return [max(row.file.as_of for row in rows), *quoted]


def _with_plan(
    inputs: CompanyInputs, company: Company, case: str, rows: Sequence[BankRow]
) -> CompanyInputs:
    plan = plan_of(company, case, rows)
    if plan is None:
        raise NotFound(
            f"management case of {inputs.label}",
            case,
            near=sorted({row.row.text("case") for row in rows}),
            hint="`bookrunner import management-case FILE` brings one; it is used from its --as-of "
            "day. Bear, base and bull are chosen by the assumption case_selector",
        )
    return replace(inputs, plan=plan)


def _peers(
    store: FactStore, viewer: Viewer, found: Target, asked: Sequence[str]
) -> Sequence[Company]:
    target = found.company
    peers = [store.company(name, viewer) for name in asked if name.strip()]
    if found.place is not None:
        # Whoever named peers did not know which of them would be taken as the target.
        peers = [peer for peer in peers if peer.cik != target.cik]
    seen: set[str] = set()
    for peer in peers:
        if peer.cik == target.cik:
            raise PeersUnusable(f"{peer.ticker or peer.name} is the target itself")
        if peer.cik in seen:
            raise PeersUnusable(f"{peer.ticker or peer.name} is named twice")
        seen.add(peer.cik)
    return peers


def _by_company(quotes: Sequence[Quote]) -> Mapping[str, Sequence[Quote]]:
    found: dict[str, list[Quote]] = {}
    for quote in sorted(quotes, key=lambda one: one.on):
        found.setdefault(quote.cik, []).append(quote)
    return found


def _latest_date(
    store: FactStore, viewer: Viewer, target: Company, quotes: Sequence[Quote]
) -> date:
    if quotes:
        return quotes[-1].on
    known = [
        filing.accepted_at
        for filing in store.filings(viewer, target.cik)
        if filing.accepted_at is not None
    ]
    if not known:
        raise NotFound(
            "dated filing of",
            target.ticker or target.name,
            hint="ingest its 10-K, or supply its price with --prices; of a company that is not "
            "listed, bring accounts and plan with `bookrunner import management-case FILE`",
        )
    return max(known)


def _inputs(
    store: FactStore,
    viewer: Viewer,
    company: Company,
    quotes: Sequence[Quote],
    valuation_date: date,
    read: Read,
) -> CompanyInputs:
    known = store.facts(company.cik, viewer, as_of=valuation_date)
    earlier = one_a_day(quote for quote in quotes if quote.on <= valuation_date)
    quote = earlier[-1] if earlier else None
    made = company_inputs(company, statements(company, known, as_of=valuation_date), quote)
    filings = known_filings(store, viewer, company, valuation_date)
    equity = company_equity(company, known, filings, read, valuation_date)
    made = replace(made, equity=equity.in_money(made.money))
    year = _past_year(earlier, valuation_date)
    if len(year) < _CLOSES_A_YEAR_MIN:
        return made
    low, high = (pick(year, key=lambda one: one.price) for pick in (min, max))
    return replace(
        made,
        low_52_weeks=close_figure(company, low, "low_52_weeks", "lowest close of 52 weeks"),
        high_52_weeks=close_figure(company, high, "high_52_weeks", "highest close of 52 weeks"),
    )


def _differing_prices(
    quotes: Mapping[str, Sequence[Quote]], companies: Sequence[Company], on: date
) -> Iterable[Finding]:
    """What other sources say of the days whose prices are used."""
    for company in companies:
        earlier = [quote for quote in quotes[company.cik] if quote.on <= on]
        if earlier:
            yield from two_prices(one_a_day(earlier)[-1], earlier, company.ticker or company.name)


def known_filings(store: FactStore, viewer: Viewer, company: Company, on: date) -> Sequence[Filing]:
    """The company's filings known on that day, the earliest first."""
    return tuple(
        filing
        for filing in store.filings(viewer, company.cik)
        if filing.accepted_at is not None and filing.accepted_at <= on
    )


def month_ends(company: Company, quotes: Sequence[Quote], on: date) -> Sequence[Figure]:
    """The last close of each month of the past year, when closes of every month are there."""
    by_month = {(one.on.year, one.on.month): one for one in _past_year(quotes, on)}
    if len(by_month) < _MONTHS_MIN:
        return ()
    return tuple(close_figure(company, one, "close", "close") for one in by_month.values())


def close_figure(company: Company, quote: Quote, key: str, name: str) -> Figure:
    """One closing price as a figure of its own, beside the one that values the company."""
    label = company.ticker or company.name
    return sourced(
        f"{company.prefix}.{key}",
        f"{label} {name}",
        quote.price,
        parse_unit(quote.currency) / SHARES,
        instant(quote.on),
        Source(quote.source, "closing price", quote.on, licence=quote.licence, subject=label),
    )


def _past_year(quotes: Sequence[Quote], on: date) -> Sequence[Quote]:
    return [one for one in quotes if 0 <= (on - one.on).days <= _YEAR_DAYS]


def _curve(store: FactStore, viewer: Viewer, on: date) -> Sequence[CurvePoint]:
    try:
        return store.curve(on, viewer)
    except NotFound:
        return ()


def _risk_free(
    store: FactStore, viewer: Viewer, on: date
) -> tuple[Figure | None, Sequence[Finding]]:
    try:
        rate = risk_free_rate(store.curve(on, viewer))
    except NotFound:
        return None, ()
    if rate is None or (on - rate.period.end).days <= _CURVE_DAYS_MAX:
        return rate, ()
    message = (
        f"the latest Treasury curve is of {rate.period.end.isoformat()}; the valuation date is "
        f"{on.isoformat()}"
    )
    return rate, (Finding("pitch.stale-curve", message, Severity.WARNING),)
