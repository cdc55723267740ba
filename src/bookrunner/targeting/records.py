"""The panel of everything that a viewer may see of all companies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

import numpy as np

from bookrunner.credit.rating_scale import place_of
from bookrunner.facts import FROM_TABLE, SAMPLE_PRICE, Company, FactStore, sector
from bookrunner.facts.bulk_sql import BulkFact
from bookrunner.figures import Viewer
from bookrunner.imports import MEASURES, RATINGS, SqlImportStore
from bookrunner.targeting.definitions import Definitions
from bookrunner.targeting.items import EXACT, Told, concepts
from bookrunner.targeting.panel import Panel, report_rows
from bookrunner.targeting.series import Series

LEFT_FORMS = ("25", "25-NSE", "15-12B", "15-12G", "15-15D", "15F-12B", "15F-12G")
"""Forms by which a company leaves an exchange or stops reporting."""
_CURVE_YEARS = 5
_RATING_DAYS = 3 * 366


def read_panel(
    store: FactStore, imports: SqlImportStore, viewer: Viewer, definitions: Definitions
) -> Panel:
    """Reads the records once; the work grows with the facts of the tags that features use."""
    companies = [one for one in store.companies(viewer) if one.cik]
    numbers = {company.cik: at for at, company in enumerate(companies)}
    sectors = {
        name: at for at, name in enumerate(sorted({sector(c.sic) for c in companies} - {""}))
    }
    items = [*definitions.items.values()]
    row_company: list[int] = []
    row_known: list[int] = []
    ends: list[int] = []
    values: list[list[float]] = []
    moneys: dict[str, str] = {}
    for cik, rows in groupby(store.all_facts(viewer, concepts(items)), key=lambda row: row.cik):
        if cik not in numbers:
            continue
        held = without_doubted(rows)
        moneys[cik] = money_of(held)
        days, until, amounts = report_rows(plain(held, moneys[cik]), items)
        row_company += [numbers[cik]] * len(days)
        row_known += days
        ends += until
        values += amounts
    order = np.argsort(np.array(row_company, dtype=np.int64), kind="stable")
    return Panel(
        companies=companies,
        sectors=np.array([sectors.get(sector(c.sic), -1) for c in companies], dtype=np.int64),
        row_company=np.array(row_company, dtype=np.int64)[order],
        row_known=np.array(row_known, dtype=np.int64)[order],
        items=[item.name for item in items],
        values=np.array(values, dtype=np.float64).reshape(-1, len(items))[order],
        period_end=np.array(ends, dtype=np.int64)[order],
        series={
            **_forms(store, viewer, definitions, numbers),
            **_closes(store, viewer, numbers, moneys),
            **_of_bank(imports, viewer, definitions, numbers),
        },
        curve=Series.of(
            (0, on.toordinal(), float(Decimal(rate)))
            for on, rate in store.all_yields(_CURVE_YEARS, viewer)
        ),
    )


def without_doubted(rows: Iterable[BulkFact]) -> list[BulkFact]:
    """The facts that their own report does not make one doubt."""
    return [row for row in rows if not row.doubt or row.doubt.startswith(FROM_TABLE)]


def money_of(rows: Iterable[BulkFact]) -> str:
    """The currency in which most of a company's facts are told."""
    units = Counter(row.unit for row in rows if len(row.unit) == len("USD"))
    return units.most_common(1)[0][0] if units else "USD"


def plain(rows: Iterable[BulkFact], money: str) -> Iterator[Told]:
    """One company's facts in that money, and its shares, as numbers; each knows its place."""
    for place, row in enumerate(rows):
        if row.unit in (money, "shares"):
            start = row.start.toordinal() if row.start else 0
            end, known = row.end.toordinal(), row.accepted_at.toordinal()
            digits = EXACT if row.decimals is None else row.decimals
            yield Told(row.concept, start, end, known, float(row.value), place, digits)


def _forms(
    store: FactStore, viewer: Viewer, definitions: Definitions, numbers: dict[str, int]
) -> dict[str, Series]:
    wanted: dict[str, Sequence[str]] = {
        name: feature.forms for name, feature in definitions.features.items() if feature.forms
    }
    wanted["left"] = LEFT_FORMS
    by_form: dict[str, list[str]] = {}
    for name, forms in wanted.items():
        for form in forms:
            by_form.setdefault(form, []).append(name)
    rows: dict[str, list[tuple[int, int, float]]] = {name: [] for name in wanted}
    for filed in store.all_forms(viewer):
        for name in by_form.get(filed.form.removesuffix("/A"), ()):
            if filed.cik in numbers:
                day = filed.accepted_at.toordinal()
                rows[name].append((numbers[filed.cik], day, float(day)))
    return {name: Series.of(found) for name, found in rows.items() if found}


def _closes(
    store: FactStore, viewer: Viewer, numbers: dict[str, int], moneys: dict[str, str]
) -> dict[str, Series]:
    """Closes in the money of the accounts; what the bank brought comes before the sample's."""
    chosen: dict[tuple[int, int], tuple[bool, float]] = {}
    for close in store.all_closes(viewer):
        if close.cik in numbers and close.currency == moneys.get(close.cik):
            place = (numbers[close.cik], close.on.toordinal())
            is_banks = not close.source.startswith(SAMPLE_PRICE)
            if place not in chosen or (is_banks and not chosen[place][0]):
                chosen[place] = (is_banks, float(Decimal(close.price)))
    rows = [(company, day, price) for (company, day), (_, price) in chosen.items()]
    return {"price": Series.of(rows)} if rows else {}


def _of_bank(
    imports: SqlImportStore, viewer: Viewer, definitions: Definitions, numbers: dict[str, int]
) -> dict[str, Series]:
    measured = {n for n, feature in definitions.features.items() if feature.source == "measures"}
    rows: dict[str, list[tuple[int, int, float]]] = {}
    for found in imports.rows(MEASURES, viewer):
        row = found.row
        name, cik = row.text("measure"), row.text("ticker")
        if name in measured and cik in numbers:
            day = date.fromisoformat(row.text("date")).toordinal()
            rows.setdefault(name, []).append((numbers[cik], day, float(row.text("value"))))
    rows["rating"] = _ratings(imports, viewer, numbers)
    return {name: Series.of(told) for name, told in rows.items() if told}


def _ratings(
    imports: SqlImportStore, viewer: Viewer, numbers: dict[str, int]
) -> list[tuple[int, int, float]]:
    """After each action the lowest rating that any agency then gives the company."""
    actions = sorted(
        (row.text("ticker"), row.text("date"), row.text("agency"), row.text("rating"))
        for row in (found.row for found in imports.rows(RATINGS, viewer))
    )
    rows: list[tuple[int, int, float]] = []
    for cik, told in groupby(actions, key=lambda one: one[0]):
        places: dict[str, tuple[int, int]] = {}
        for _, on, agency, rating in told:
            day = date.fromisoformat(on).toordinal()
            place = place_of(rating)
            if place is None:
                places.pop(agency, None)
            else:
                places[agency] = (day, place)
            held = [at for since, at in places.values() if day - since <= _RATING_DAYS]
            if cik in numbers:
                rows.append((numbers[cik], day, float(max(held)) if held else float("nan")))
    return rows


def newest_day(panel: Panel) -> int:
    """The day that stands for today where none is asked for: 0 where nothing is known.

    It is that of the newest closing price; without prices that of the newest report.
    """
    if "price" in panel.series:
        return int(panel.series["price"].day.max())
    return int(panel.row_known.max(initial=0))


def label_of(company: Company) -> str:
    """What pages call it."""
    return company.ticker or company.name
