"""Shares by class, awards by tranche, and what they dilute to at a price."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bookrunner.app import Desk
from bookrunner.equity import (
    CompanyEquity,
    Convertible,
    OptionTranche,
    ShareCount,
    company_equity,
    converted_debt,
    dilution_at,
)
from bookrunner.facts import Company, Fact, one_a_day, two_prices
from bookrunner.figures import (
    SHARES,
    USD,
    Figure,
    Finding,
    Missing,
    NotFound,
    Quantity,
    Severity,
    Source,
    Sourced,
    Unit,
    adopted,
    computed,
    instant,
    parse_unit,
    sourced,
)
from bookrunner.ledger import Ledger
from bookrunner.operations.kept_documents import document_reader
from bookrunner.operations.line_shapes import Cited
from bookrunner.operations.shares_shapes import (
    BasicShares,
    ClassLine,
    ConvertLine,
    Shares,
    SharesRequest,
    TrancheLine,
)
from bookrunner.operations.told import company_line, remarks


def answered(desk: Desk, request: SharesRequest) -> Shares:
    """A company's shares, diluted at the price asked for or the newest kept.

    Raises:
        NotFound: No such company, or nothing of it was known.
    """
    company = desk.store.company(request.company, desk.viewer)
    facts = desk.store.facts(company.cik, desk.viewer, as_of=request.as_of)
    if not facts:
        raise NotFound("filing of", company.ticker or company.name, hint="ingest one of its 10-K")
    filings = [
        filing
        for filing in desk.store.filings(desk.viewer, company.cik)
        if request.as_of is None
        or (filing.accepted_at is not None and filing.accepted_at <= request.as_of)
    ]
    equity = company_equity(company, facts, filings, document_reader(desk), request.as_of)
    equity = equity.in_money(_money(equity))
    price, differing = _price(desk, company, request, facts, equity)
    findings = [*equity.findings, *differing]
    if price is None:
        findings.append(_no_price(company))
    else:
        findings += _apart_in_time(company, price, equity)
    diluted = _Diluted.at(equity, price)
    desk.keep_shown(Ledger.of(diluted.figures, (), as_of=_last_day(facts, request.as_of)))
    return Shares(
        company=company_line(company),
        price=None if price is None else _number(price),
        price_date=None if price is None else price.period.end,
        currency=str(_money(equity)),
        basic=BasicShares(
            tuple(
                ClassLine(
                    one.name,
                    one.ticker,
                    _known(one.count),
                    one.count.period.end,
                    None if one.per_base_share is None else _number(one.per_base_share),
                    _accession(one.count),
                    _cited(one.count),
                    one.count.id,
                )
                for one in equity.classes
            ),
            None if equity.basic is None else _number(equity.basic),
        ),
        tranches=_tranches(equity, price, diluted),
        converts=tuple(_convert(one, price, diluted) for one in equity.converts),
        diluted_shares=_value(diluted.shares),
        equity_value=_value(diluted.equity),
        diluted_shares_id=None if diluted.shares is None else diluted.shares.id,
        equity_value_id=None if diluted.equity is None else diluted.equity.id,
        findings=remarks(dict.fromkeys(findings)),
    )


@dataclass(frozen=True)
class _Diluted:
    """What the price makes of the count; None where there is no price or no basic count."""

    shares: Figure | None
    equity: Figure | None
    new: Mapping[int, Figure]
    """New shares by the identity of the tranche or convertible."""
    converted: Mapping[int, Figure]
    figures: Sequence[Figure]

    @staticmethod
    def at(equity: CompanyEquity, price: Figure | None) -> _Diluted:
        shown = [one.count for one in equity.classes]
        shown += [one.count for one in equity.tranches]
        shown += [one.count for one in equity.units]
        shown += [one.strike for one in equity.tranches]
        shown += [one.exercisable for one in equity.tranches if one.exercisable is not None]
        shown += [figure for one in equity.converts for figure in (one.principal, one.shares)]
        count = equity.count()
        if price is None or count is None:
            return _Diluted(None, None, {}, {}, shown)
        prefix, at = equity.prefix, price.period
        new, diluted = dilution_at(count, price, prefix, at)
        value = computed(
            f"{prefix}.bridge.equity_value", "Equity value, diluted", price * diluted, at
        )
        converted = _converted(count, converted_debt(count, price, prefix, at))
        return _Diluted(
            diluted,
            value,
            dict(zip(map(id, (*count.tranches, *count.converts)), new, strict=True)),
            converted,
            [*shown, *new, *converted.values(), diluted, value],
        )


def _converted(count: ShareCount, figures: Sequence[Figure]) -> Mapping[int, Figure]:
    physical = [one for one in count.converts if not one.settled_net]
    return dict(zip(map(id, physical), figures, strict=True))


def _tranches(
    equity: CompanyEquity, price: Figure | None, diluted: _Diluted
) -> tuple[TrancheLine, ...]:
    lines = [_option(one, price, diluted) for one in equity.tranches]
    for unit in equity.units:
        number = _known(unit.count)
        lines.append(
            TrancheLine(
                unit.kind,
                unit.label,
                number,
                None,
                None,
                None if price is None else True,
                None if diluted.shares is None else number,
                unit.count.period.end,
                _accession(unit.count),
                _cited(unit.count),
                None,
                unit.count.id,
            )
        )
    return tuple(lines)


def _option(one: OptionTranche, price: Figure | None, diluted: _Diluted) -> TrancheLine:
    new = diluted.new.get(id(one))
    return TrancheLine(
        one.kind,
        one.label,
        _known(one.count),
        _known(one.strike),
        None if one.exercisable is None else _number(one.exercisable),
        None if price is None else _known(price) > _known(one.strike),
        _value(new),
        one.count.period.end,
        _accession(one.count),
        _cited(one.count),
        _cited(one.strike),
        one.count.id,
    )


def _convert(one: Convertible, price: Figure | None, diluted: _Diluted) -> ConvertLine:
    converted = _value(diluted.converted.get(id(one)))
    if one.settled_net and diluted.shares is not None:
        converted = 0.0
    return ConvertLine(
        one.label,
        _known(one.principal),
        _known(one.conversion_price),
        _known(one.shares),
        one.settlement,
        None if price is None else _known(price) > _known(one.conversion_price),
        _value(diluted.new.get(id(one))),
        converted,
        _accession(one.principal),
        _cited(one.principal),
        one.shares.id,
    )


# ------------------------------------------------------------------ money and price


def _money(equity: CompanyEquity) -> Unit:
    """The money of the strikes; dollars where there are none."""
    strikes = [one.strike for one in equity.tranches]
    strikes += [one.conversion_price for one in equity.converts]
    return strikes[0].unit * SHARES if strikes else USD


def _price(
    desk: Desk,
    company: Company,
    request: SharesRequest,
    facts: Sequence[Fact],
    equity: CompanyEquity,
) -> tuple[Figure | None, Sequence[Finding]]:
    """The price asked for, else the latest that is kept, and what other sources say of its day."""
    key, name = f"{company.prefix}.price", f"{company.ticker or company.name} share price"
    money = _money(equity)
    if request.price is not None:
        on = _last_day(facts, request.as_of)
        asked = adopted(
            key,
            name,
            request.price,
            money / SHARES,
            instant(on),
            owner="whoever asks",
            reason="the price asked for",
            on=on,
            quantity=Quantity.PRICE,
        )
        return asked, ()
    quotes = [
        quote
        for quote in desk.store.quotes(company.cik, desk.viewer)
        if (request.as_of is None or quote.on <= request.as_of) and quote.currency == str(money)
    ]
    if not quotes:
        return None, ()
    last = one_a_day(quotes)[-1]
    differing = two_prices(last, quotes, company.ticker or company.name)
    source = Source(
        last.source, "closing price", last.on, licence=last.licence, subject=company.ticker
    )
    unit = parse_unit(last.currency) / SHARES
    return sourced(key, name, last.price, unit, instant(last.on), source), differing


def _no_price(company: Company) -> Finding:
    return Finding(
        "equity.price-required",
        "no closing price is kept; name one with --price, as dilution moves with it",
        Severity.WARNING,
        where=company.ticker or company.name,
    )


def _apart_in_time(company: Company, price: Figure, equity: CompanyEquity) -> list[Finding]:
    """The finding that the price is older than the count of shares it is multiplied by."""
    counted = max((one.count.period.end for one in equity.classes), default=None)
    if counted is None or price.period.end >= counted:
        return []
    message = (
        f"the price is of {price.period.end} and the shares of {counted}; name a later price with "
        f"--price, or ask --as-of {price.period.end}"
    )
    where = company.ticker or company.name
    return [Finding("equity.price-before-shares", message, Severity.WARNING, where=where)]


def _last_day(facts: Sequence[Fact], as_of: date | None) -> date:
    """The day asked about, else the last on which something became known."""
    known = [fact.accepted_at for fact in facts if fact.accepted_at is not None]
    return as_of or max(known, default=max(fact.period.end for fact in facts))


# ------------------------------------------------------------------ plain values


def _number(figure: Figure) -> float | None:
    return None if isinstance(figure.value, Missing) else figure.value


def _known(figure: Figure) -> float:
    assert not isinstance(figure.value, Missing), "what is read is a number"
    return figure.value


def _value(figure: Figure | None) -> float | None:
    return None if figure is None else _number(figure)


def _accession(figure: Figure) -> str:
    return figure.lineage.source.accession if isinstance(figure.lineage, Sourced) else ""


def _cited(figure: Figure) -> Cited | None:
    if not isinstance(figure.lineage, Sourced):
        return None
    at = figure.lineage.source.citation
    return None if at is None else Cited(at.document, at.start, at.end, at.fact_id or "")
