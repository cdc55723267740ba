"""The part on who could buy the company: names by tier, how they fit and what they could pay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.figures import Figure, Format, Unusable, lineage
from bookrunner.office import Line, Region, Row, RowStyle, Shown, Slide, Table
from bookrunner.pitch.buyer_worth import buyer_worth
from bookrunner.pitch.deck_pieces import (
    in_billions,
    is_number,
    short_name,
    source_line,
    without_numbers,
)
from bookrunner.pitch.parts import Page, Part, PartKind
from bookrunner.pitch.valued import Valued
from bookrunner.targeting.buyers import Buyer, BuyerRecords, affords, corporate_buyers
from bookrunner.targeting.buyers_capacity import Capacity
from bookrunner.targeting.buyers_sponsors import sponsor_buyers
from bookrunner.transactions import HighestPrice
from bookrunner.valuation import Line as Labelled
from bookrunner.valuation import Model, ModelRow, ModelSheet, Section, figure_rows, model_row

_HEADING, _QUESTION = "Potential buyers", "Who could buy the company, why, and with what means"
_TIERS = {1: "First tier", 2: "Second tier", 3: "Third tier"}
_TIERS_MEAN = (
    "First tier: the business fits and the means reach the assumed price. Second: the business "
    "fits. Third: others with a tie. The order rests on judgement and has not been shown to work."
)
_MEANS_MEAN = (
    "Means: of companies, cash and new debt within the leverage limit, before synergies and fees, "
    "no shares issued; of sponsors, dry powder. The price is assumed to judge means, no opinion of "
    "value."
)
_WIDTHS = (2.1, 1.3, 1.0, 1.0, 1.0, 0.7, 2.9)
_PAGE_MAX = 9
_PAGES_MAX = 3
_WORDS_MAX = 3
_NAMED_MAX = 2
_FORMS = (Format.MONEY_MM, Format.MONEY_MM, Format.MONEY_MM, Format.MONEY_MM, Format.MULTIPLE,
          Format.MONEY_MM, Format.MULTIPLE, Format.PERCENT1)  # fmt: skip
_HEADS = ("Market value", "Cash", "Net debt", "LTM EBITDA", "Net debt / EBITDA", "Capacity",
          "After the price", "Capacity / price")  # fmt: skip


class NoBuyers(Unusable):
    """Nothing in the records ties anybody to the company; the message says what to bring."""


@dataclass(frozen=True)
class _List:
    records: BuyerRecords
    buyers: Sequence[Buyer]
    """By tier and score, without those who are not to be called."""


def buyers_part(valued: Valued) -> Part:
    """The list's pages and its sheet. Who is not to be called stands in neither.

    Raises:
        NoBuyers: Nobody in the records could be told to be a buyer.
    """
    worth, findings = buyer_worth(valued)
    inputs = valued.inputs
    records = inputs.buyers(inputs.company, inputs.valuation_date, worth)
    if records is None:
        raise NoBuyers("no records of other companies are kept from which buyers could be listed")
    corporate, houses = corporate_buyers(records), sponsor_buyers(records)
    order = sorted(
        [*corporate.buyers, *houses.buyers], key=lambda one: (one.tier or 0, -one.score, one.name)
    )
    made = _List(records, order)
    if not order:
        raise NoBuyers(
            f"none of the companies in the records has a tie to {inputs.target.label}: ingest "
            "reports of companies in its industry, and bring funds with `bookrunner import "
            "sponsors`"
        )
    title = _title(made, inputs.target.label)
    names = [piece for one in order for piece in (short_name(one.name), *_holdings(one))]
    return Part([_model(valued, made)], _pages(valued, made, title), [title], findings, names=names)


def _holdings(one: Buyer) -> Sequence[str]:
    """Names that a row's reasons may hold."""
    deals = [deal.target for deal in one.deals]
    return deals if one.sponsor is None else [*deals, *(own.name for own in one.sponsor.holdings)]


def _title(made: _List, label: str) -> Line:
    price = made.records.price
    if price is None or not is_number(price.enterprise_value):
        return (f"{_named(made.buyers)} could be asked to bid for {label}",)
    able = [one for one in made.buyers if affords(one)]
    if not able:
        worth = in_billions(price.enterprise_value)
        return ("No listed buyer is known to have means of ", worth, f" for {label}")
    # Two names and the company's would take three lines of a narrow page.
    return (
        f"{_named(able)} could pay the assumed ",
        in_billions(price.enterprise_value),
        " in cash and debt",
    )


def _named(buyers: Sequence[Buyer]) -> str:
    names = [short_name(one.name) for one in buyers[:_NAMED_MAX]]
    more = ["others"] if len(buyers) > _NAMED_MAX else []
    *first, last = [*names, *more]
    return f"{', '.join(first)} and {last}" if first else last


def _pages(valued: Valued, made: _List, title: Line) -> Sequence[Page]:
    starts = list(range(0, len(made.buyers), _PAGE_MAX))[:_PAGES_MAX]
    return [
        Page(
            "buyers" if not place else f"buyers-{place + 1}",
            _HEADING if not place else f"{_HEADING}, continued",
            _QUESTION,
            _slide(valued, made, made.buyers[start : start + _PAGE_MAX], _titled(title, place)),
        )
        for place, start in enumerate(starts)
    ]


def _titled(title: Line, place: int) -> Line:
    return ("Further names that could be asked",) if place else title


def _slide(valued: Valued, made: _List, shown: Sequence[Buyer], title: Line) -> Slide:
    rows: list[Row] = []
    tier = 0
    for one in shown:
        if one.tier != tier:
            tier = one.tier or 0
            rows.append(Row([(_TIERS[tier],), *[()] * (len(_WIDTHS) - 1)], RowStyle.SECTION))
        rows.append(_row(one))
    used = [figure for one in shown for figure in _told(one)]
    price = made.records.price
    if price is not None:
        used.append(price.enterprise_value)
    notes: list[Line] = [source_line(valued, used or _basis(valued)), (_TIERS_MEAN,)]
    notes.append((_MEANS_MEAN, *_assumed(made)))
    if len(made.buyers) > _PAGE_MAX * _PAGES_MAX:
        notes.append(("Further names stand on the Buyers sheet of the workbook.",))
    money = valued.inputs.target.money
    table = Table(
        [("Name",), ("Fit",), (f"Market value, {money} mm",), (f"Means, {money} mm",),
         ("Net debt / EBITDA: now",), ("after",), ("Why",)],
        rows,
        widths=_WIDTHS,
    )  # fmt: skip
    return Slide(title, [(Region.FULL, table)], footnotes=notes)


def _assumed(made: _List) -> Line:
    """The price and the limit that the means are held against."""
    price, limit = made.records.price, Shown(made.records.terms.leverage_limit, Format.MULTIPLE)
    if price is None or not is_number(price.enterprise_value):
        return (" Limit: ", limit, " net debt / EBITDA; no price could be assumed.")
    how = re.sub(r"\s*of \d+%", "", price.how)
    return (
        " Price: ", in_billions(price.enterprise_value), f", {how}; limit: ", limit,
        " net debt / EBITDA.",
    )  # fmt: skip


def _basis(valued: Valued) -> Sequence[Figure]:
    revenue = valued.inputs.target.latest.get("revenue")
    return [] if revenue is None else [revenue]


def _row(one: Buyer) -> Row:
    held = one.capacity
    worth = before = after = None
    if isinstance(held, Capacity):
        worth, before, after = held.market_value, held.leverage_before, held.leverage_after
    return Row([
        (short_name(one.name),),
        (_fit(one),),
        _cell(worth, Format.MONEY_MM),
        _cell(_means(one), Format.MONEY_MM),
        _cell(before, Format.MULTIPLE),
        _cell(after, Format.MULTIPLE),
        (_why(one),),
    ])  # fmt: skip


def _means(one: Buyer) -> Figure | None:
    """What it could spend: capacity of a company, dry powder of a fund."""
    if one.sponsor is not None:
        return one.sponsor.dry_powder
    return one.capacity.most if isinstance(one.capacity, Capacity) else None


def _cell(figure: Figure | None, form: Format) -> Line:
    return () if figure is None else (Shown(figure, form),)


def _told(one: Buyer) -> Sequence[Figure]:
    held = one.capacity
    own = [_means(one)] if held is None or not isinstance(held, Capacity) else held.figures
    return [figure for figure in own if figure is not None]


def _fit(one: Buyer) -> str:
    return one.kind if one.sponsor is None else f"sponsor, {one.kind}"


def _why(one: Buyer) -> str:
    """What ties the name to the company, in words; what the rows' numbers say is not repeated."""
    said = [*_tie(one), *_bought(one), *_unassessed(one)]
    return without_numbers(_sentence(said), "The reasons stand on the Buyers sheet.")


def _tie(one: Buyer) -> Sequence[str]:
    if one.sponsor is not None:
        owns, buys = one.driver("holdings"), one.driver("sector")
        if owns is not None and owns.part:
            return [owns.words]
        return [buys.words] if buys is not None and buys.part else []
    told = []
    words, industry, named = one.driver("words"), one.driver("industry"), one.driver("named")
    if words is not None and words.part:
        shared = words.words.partition(" by ")[2].split(", ")[:_WORDS_MAX]
        told.append(f"both reports speak of {', '.join(shared)}")
    if industry is not None and industry.part:
        told.append(re.sub(r", SIC \d+", "", industry.words))
    if named is not None and named.part:
        told.append(re.sub(r" \([^)]*\)", "", named.words))
    return told


def _bought(one: Buyer) -> Sequence[str]:
    return [f"bought {one.deals[0].target}"] if one.deals else []


def _unassessed(one: Buyer) -> Sequence[str]:
    driver = one.driver("capacity" if one.sponsor is None else "dry powder")
    if driver is None or driver.part is not None:
        return []
    return [f"means not assessed ({driver.words.partition(': ')[0].partition(' (')[0]})"]


def _model(valued: Valued, made: _List) -> Model:
    """The list on a sheet: the price and the limit, every name, and what its means rest on."""
    records, label = made.records, valued.inputs.target.label
    price = records.price
    basis: list[Figure] = [records.terms.leverage_limit]
    if price is not None:
        basis += [one for one in (price.enterprise_value, price.equity_value) if one is not None]
    sections = [
        Section(
            "What the means are held against",
            figure_rows(basis),
            notes=[] if price is None else [f"Price: {price.how}. {_MEANS_MEAN}"],
        )
    ]
    for tier, title in _TIERS.items():
        named = [one for one in made.buyers if one.tier == tier]
        companies = [one for one in named if one.sponsor is None]
        houses = [one for one in named if one.sponsor is not None]
        if companies:
            rows = [_company_row(one) for one in companies]
            heads = [*_HEADS, "Fit", "Why"]
            sections.append(Section(f"{title}: companies", rows, heads))
        if houses:
            rows = [_house_row(one) for one in houses]
            heads = ["Fund size", "Dry powder", "Equity of the buyout", "Fit", "Why"]
            sections.append(Section(f"{title}: sponsors", rows, heads))
    sections += _sponsor_prices(records.sponsor_prices.prices)
    sections += [_beneath(one) for one in made.buyers if isinstance(one.capacity, Capacity)]
    sheet = ModelSheet(
        "Buyers", f"Potential buyers of {label}", sections, _TIERS_MEAN, widths=(46.0, 15.0)
    )
    limit = Labelled("Buyers: leverage limit", records.terms.leverage_limit, Format.MULTIPLE)
    return Model("buyers", _HEADING, [sheet], assumptions=[limit])


def _company_row(one: Buyer) -> ModelRow:
    held = one.capacity
    figures: Sequence[Figure | None] = [None for _ in _FORMS]
    if isinstance(held, Capacity):
        figures = [
            held.market_value,
            held.liquidity,
            held.net_debt,
            held.ebitda,
            held.leverage_before,
            held.most,
            held.leverage_after,
            held.covered,
        ]
    words = (_fit(one), _reasons(one))
    return ModelRow(short_name(one.name), figures, Format.MONEY_MM, forms=_FORMS, words=words)


def _house_row(one: Buyer) -> ModelRow:
    assert one.sponsor is not None
    figures = (one.sponsor.fund_size, one.sponsor.dry_powder, one.cheque)
    return ModelRow(f"{one.sponsor.name}, {one.sponsor.fund}", figures, Format.MONEY_MM,
                    words=(_fit(one), _reasons(one)))  # fmt: skip


def _reasons(one: Buyer) -> str:
    """The drivers that are assessed, in words; those with numbers stand in the row's cells."""
    return _sentence([*_tie(one), *_bought(one), *_unassessed(one)])


def _sentence(said: Sequence[str]) -> str:
    whole = "; ".join(said)
    return f"{whole[:1].upper()}{whole[1:]}"


def _sponsor_prices(prices: Sequence[HighestPrice]) -> Sequence[Section]:
    rows = [
        model_row(one.label, [one.target, one.enterprise_value, one.entry_equity]) for one in prices
    ]
    forms = (Format.PERCENT1, Format.MONEY_MM, Format.MONEY_MM)
    told = [ModelRow(row.label, row.figures, row.form, forms=forms) for row in rows]
    heads = ["Target return", "Enterprise value", "Equity"]
    return [Section("What a buyout could pay, by exit", told, heads)] if told else []


def _beneath(one: Buyer) -> Section:
    """What a company's means are computed of, down to its reports."""
    assert isinstance(one.capacity, Capacity)
    assert one.company is not None
    shown = {figure.id for figure in one.capacity.figures}
    own = f"{one.company.prefix}.target."
    rows = [
        model_row(f"{figure.name}, {figure.period.end:%d-%b-%Y}", [figure])
        for figure in lineage(one.capacity.figures)
        if figure.id not in shown and figure.key.startswith(own)
    ]
    joint = [figure for figure in lineage(one.capacity.figures) if ".joint_" in figure.key]
    rows += [model_row(figure.name, [figure]) for figure in joint]
    return Section(f"{short_name(one.name)}: what its means are computed of", rows)


BUYERS = PartKind("buyers", _HEADING, _QUESTION, "Companies and funds that could buy", buyers_part)
