"""Precedent transactions: what buyers paid, and what the target is worth at their multiples.

Per deal, at the offer and on the last report before the announcement:

    equity value = offer price x diluted shares (all that vest), or as stated
    EV           = equity value + net debt, or as stated
    premium      = offer price / unaffected price - 1

A multiple is NM unless EV and metric are positive and it is within the policy's threshold. What a
deal does not state is NA in its row, and the deal is then outside that column's statistics.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bookrunner.equity import dilution_at
from bookrunner.figures import (
    DAYS,
    NA,
    PURE,
    Constant,
    Expression,
    Figure,
    Finding,
    Format,
    Missing,
    Severity,
    Term,
    Unit,
    Unusable,
    at_least,
    both,
    computed,
    equal,
    greater,
    if_,
    is_positive,
    largest,
    meaningful,
    median,
    natural,
    ratio,
    smallest,
)
from bookrunner.imports import BankRow
from bookrunner.transactions.precedent_deals import StatedDeal, stated_deals
from bookrunner.transactions.precedent_terms import PrecedentTerms
from bookrunner.valuation import (
    Bridge,
    CheckPair,
    FieldBar,
    Grid,
    ImpliedPoint,
    Policy,
    grid,
    implied_value,
    multiple,
    not_available,
    six_statistics,
)

_NEAR = 0.01
RATIOS: Mapping[str, tuple[str, Format]] = {
    "ev_revenue_ltm": ("EV / LTM revenue", Format.MULTIPLE),
    "ev_ebitda_ltm": ("EV / LTM EBITDA", Format.MULTIPLE),
    "ev_ebitda_ntm": ("EV / NTM EBITDA", Format.MULTIPLE),
    "ev_ebitda_synergies": ("EV / LTM EBITDA with synergies", Format.MULTIPLE),
    "premium_1d": ("Premium to unaffected price", Format.PERCENT1),
    "premium_1w": ("Premium to one week before", Format.PERCENT1),
    "premium_30d": ("Premium to 30-day VWAP", Format.PERCENT1),
    "premium_52w": ("Premium to 52-week high", Format.PERCENT1),
    "synergies_cost_share": ("Synergies / target's costs", Format.PERCENT1),
    "break_fee_share": ("Break fee / equity value", Format.PERCENT1),
}
"""Columns of which statistics are taken, with head and format."""
BUCKETED = ("ev_revenue_ltm", "ev_ebitda_ltm", "premium_1d")


class PrecedentsRequired(Unusable):
    """No past deal is at hand that could be compared."""

    def __init__(self, company: str) -> None:
        super().__init__(
            f"{company}: precedent transactions were not supplied; `bookrunner import precedents "
            "FILE --as-of DAY` takes them, one row a deal, and `--template FILE.xlsx` writes a "
            "sheet to fill (target, acquirer, day, status, unit; price, equity value, net debt or "
            "EV, LTM revenue and EBITDA, unaffected price and its evidence)"
        )


@dataclass(frozen=True)
class Deal:
    """One past deal with what follows of its terms."""

    stated: StatedDeal
    equity_value: Figure
    enterprise_value: Figure
    age: Figure
    """Years from the announcement to the valuation date."""
    counts: Figure
    """1 where it fits the universe rule, else 0; NA where the share bought is not stated."""
    cells: Mapping[str, Figure]
    """By column of ``RATIOS``."""
    counted: Mapping[str, Figure]
    """The same where the deal counts, NA elsewhere: what statistics are taken of."""
    with_contingent: Figure | None
    """Premium with everything that may be paid later; a memo, in no statistic."""

    @property
    def is_counted(self) -> bool:
        """Whether it is within the universe."""
        return self.counts.value == 1


@dataclass(frozen=True)
class Bucket:
    """Medians of the deals of one age."""

    label: str
    series: Mapping[str, Sequence[Figure]]
    medians: Mapping[str, Figure]


@dataclass(frozen=True)
class ImpliedRange:
    """What the target is worth by one column of the statistics: low, median, high."""

    key: str
    label: str
    basis: Figure
    """What the statistic is put on: a metric, or the price."""
    points: Sequence[ImpliedPoint]

    @property
    def bar(self) -> FieldBar:
        """The range on the football field."""
        low, middle, high = (one.stated for one in self.points)
        words = "25th percentile, median and 75th percentile of deals"
        return FieldBar(f"precedents.{self.key}", f"Precedents' {self.label}", low, high, middle,
                        words)  # fmt: skip


@dataclass(frozen=True)
class Precedents:
    """The page of past deals."""

    bridge: Bridge
    terms: PrecedentTerms
    deals: Sequence[Deal]
    """The latest first; all of them, counted or not."""
    statistics: Sequence[tuple[str, str, Mapping[str, Figure]]]
    """Key, label and figures by column."""
    buckets: Sequence[Bucket]
    implied: Sequence[ImpliedRange]
    grid: Grid | None
    checks: Sequence[CheckPair]
    findings: Sequence[Finding]

    def statistic(self, key: str, column: str) -> Figure:
        """``statistic("median", "ev_ebitda_ltm")``."""
        return next(cells for name, _, cells in self.statistics if name == key)[column]


def precedents(
    held: Bridge,
    rows: Sequence[BankRow],
    policy: Policy,
    terms: PrecedentTerms,
    levels: tuple[Figure, Figure],
) -> Precedents:
    """The deals known by the valuation date, their statistics, and what the target is worth.

    Args:
        rows: Of the kind ``precedents``.
        levels: Of the upper and the lower quartile.

    Raises:
        PrecedentsRequired: There is no deal.
    """
    company = held.company
    stated = stated_deals(company, rows, policy.valuation_date)
    if not stated:
        raise PrecedentsRequired(company.label)
    deals = tuple(_deal(one, policy, terms) for one in stated)
    prefix, at = f"{company.prefix}.precedents", policy.period
    statistics = tuple(
        (
            key,
            label,
            {
                column: computed(f"{prefix}.{key}.{column}", f"{label} of deals' {head}",
                                 statistic([one.counted[column] for one in deals]), at)
                for column, (head, _) in RATIOS.items()
            },
        )
        for key, label, statistic in six_statistics(*levels)
    )  # fmt: skip
    by_key = {key: cells for key, _, cells in statistics}
    implied = [*_by_multiple(held, by_key, policy, terms), *_by_premium(held, by_key, policy)]
    return Precedents(
        bridge=held,
        terms=terms,
        deals=deals,
        statistics=statistics,
        buckets=_buckets(prefix, deals, terms, policy),
        implied=implied,
        grid=_grid(held, implied, terms, policy),
        checks=_checks(prefix, by_key, policy),
        findings=tuple(one for deal in deals for one in _findings(deal)),
    )


def _deal(stated: StatedDeal, policy: Policy, rule: PrecedentTerms) -> Deal:
    key, at, said = stated.key, policy.period, stated.terms

    def made(name: str, words: str, value: Term) -> Figure:
        return computed(f"{key}.{name}", f"{stated.target}, {words}", value, at)

    equity = made("equity_at_offer", "equity value at the offer", _equity(stated))
    enterprise = made("ev_at_offer", "enterprise value at the offer", _enterprise(stated, equity))
    days = policy.date_serial - said["announced"]
    age = made("age_years", "years since the announcement", days / natural(365, DAYS))
    counts = made("counts_switch", "counts in the statistics (1 = yes)",
                  _counts(stated, age, rule))  # fmt: skip
    values = _ratios(stated, enterprise, policy)
    cells = {
        name: made(name, head, _or_missing(values[name], PURE))
        for name, (head, _) in RATIOS.items()
    }
    counted = {
        name: made(f"counted_{name}", f"{RATIOS[name][0]}, where it counts",
                   if_(equal(counts, 1), cell, Constant(NA, PURE)))
        for name, cell in cells.items()
    }  # fmt: skip
    later, before = said.get("contingent_price"), said.get("unaffected_price")
    offer = said.get("offer_price")
    whole = None
    if later is not None and before is not None and offer is not None:
        whole = made("premium_with_later", "premium with all that is paid later",
                     _premium(offer + later, before))  # fmt: skip
    return Deal(stated, equity, enterprise, age, counts, cells, counted, whole)


def _equity(stated: StatedDeal) -> Term:
    said = stated.terms
    if "equity_value" in said:
        return said["equity_value"]
    if "offer_price" in said and "diluted_shares" in said:
        return said["offer_price"] * said["diluted_shares"]
    return not_available(stated.money)


def _enterprise(stated: StatedDeal, equity: Figure) -> Term:
    said = stated.terms
    if "net_debt" in said and not isinstance(equity.value, Missing):
        return equity + said["net_debt"]
    return _or_missing(said.get("enterprise_value"), stated.money)


def _or_missing(value: Term | None, unit: Unit) -> Term:
    return not_available(unit) if value is None else value


def _counts(stated: StatedDeal, age: Figure, rule: PrecedentTerms) -> Term:
    none = natural(1) - 1
    acquired = stated.terms.get("acquired")
    if stated.left_out:
        return none
    if acquired is None:
        return not_available(PURE)
    fits = both(greater(acquired, rule.control), at_least(rule.window, age))
    return if_(fits, natural(1), none)


def _ratios(stated: StatedDeal, enterprise: Figure, policy: Policy) -> Mapping[str, Term | None]:
    said = stated.terms
    ebitda, revenue, extra = (said.get(key) for key in ("ltm_ebitda", "ltm_revenue", "synergies"))

    def times(metric: Term | None) -> Term | None:
        return None if metric is None else multiple(enterprise, metric, policy)

    joined = None if ebitda is None or extra is None else ebitda + extra
    share = None
    if extra is not None and revenue is not None and ebitda is not None:
        costs = revenue - ebitda
        share = meaningful(ratio(extra, costs), when=is_positive(costs))
    offer = said.get("offer_price")

    def over(column: str, otherwise: str = "") -> Term | None:
        before = said.get(column)
        if offer is None or before is None:
            return said.get(otherwise)
        return _premium(offer, before)

    return {
        "ev_revenue_ltm": times(revenue),
        "ev_ebitda_ltm": times(ebitda),
        "ev_ebitda_ntm": times(said.get("ntm_ebitda")),
        "ev_ebitda_synergies": times(joined),
        "premium_1d": over("unaffected_price", "premium_1d"),
        "premium_1w": over("price_1w"),
        "premium_30d": over("vwap_30d", "premium_30d"),
        "premium_52w": over("high_52w"),
        "synergies_cost_share": share,
        "break_fee_share": said.get("break_fee"),
    }


def _premium(offer: Term, before: Term) -> Expression:
    return meaningful(ratio(offer, before) - 1, when=is_positive(before))


def _buckets(
    prefix: str, deals: Sequence[Deal], terms: PrecedentTerms, policy: Policy
) -> Sequence[Bucket]:
    bounds = (
        ("recent", "Up to the first bound", None, terms.recent),
        ("middle", "From the first to the second bound", terms.recent, terms.middle),
        ("older", "Older, within the window", terms.middle, terms.window),
    )
    found = []
    for key, label, after, until in bounds:
        series: dict[str, Sequence[Figure]] = {}
        medians: dict[str, Figure] = {}
        for column in BUCKETED:
            cells = []
            for deal in deals:
                inside = at_least(until, deal.age)
                if after is not None:
                    inside = both(inside, greater(deal.age, after))
                cells.append(
                    computed(f"{deal.stated.key}.{key}_{column}",
                             f"{deal.stated.target}, {RATIOS[column][0]}, {label.lower()}",
                             if_(inside, deal.counted[column], Constant(NA, PURE)), policy.period)
                )  # fmt: skip
            series[column] = cells
            medians[column] = computed(f"{prefix}.{key}.{column}",
                                       f"Median {RATIOS[column][0]}, {label.lower()}",
                                       median(cells), policy.period)  # fmt: skip
        found.append(Bucket(label, series, medians))
    return found


_IMPLIED_BY = (("ev_ebitda_ltm", "ebitda", "EBITDA"), ("ev_revenue_ltm", "revenue", "revenue"))
_POINTS = (("p25", "25th percentile"), ("median", "Median"), ("p75", "75th percentile"))


def _by_multiple(
    held: Bridge, by_key: Mapping[str, Mapping[str, Figure]], policy: Policy, terms: PrecedentTerms
) -> Sequence[ImpliedRange]:
    company, found = held.company, []
    for column, line, words in _IMPLIED_BY:
        reported = company.latest.get(line)
        if reported is None or company.is_financial:
            continue
        prefix, head = f"{company.prefix}.precedents.implied.{column}", RATIOS[column][0]
        metric = computed(f"{prefix}.metric", f"LTM {words}, normalised",
                          reported * (1 + terms.change), policy.period)  # fmt: skip
        points = [
            implied_value(held, f"{prefix}.{key}", label, f"at the deals' {label.lower()} {head}",
                          by_key[key][column] * metric, by_key[key][column], policy.period)
            for key, label in _POINTS
        ]  # fmt: skip
        found.append(ImpliedRange(column, head, metric, points))
    return found


def _by_premium(
    held: Bridge, by_key: Mapping[str, Mapping[str, Figure]], policy: Policy
) -> Sequence[ImpliedRange]:
    """The target's price with the deals' premia on it, diluted at each price."""
    company, at, points = held.company, policy.period, []
    if company.price is None:
        return []
    column = "premium_1d"
    for key, label in _POINTS:
        prefix = f"{company.prefix}.precedents.implied.{column}.{key}"
        words = f"at the deals' {label.lower()} premium"
        paid = by_key[key][column]
        price = computed(f"{prefix}.share_price", f"Implied share price {words}",
                         company.price * (1 + paid), at)  # fmt: skip
        _, shares = dilution_at(held.claims.count, price, prefix, at)
        equity = computed(f"{prefix}.equity_value", f"Implied equity value {words}",
                          price * shares, at)  # fmt: skip
        whole = computed(f"{prefix}.enterprise_value", f"Implied enterprise value {words}",
                         equity + held.claims.net, at)  # fmt: skip
        points.append(ImpliedPoint(label, paid, whole, held.claims.net, equity, price,
                                   company.stated(equity, price)))  # fmt: skip
    return [ImpliedRange(column, "premium paid", company.price, points)]


def _grid(
    held: Bridge, implied: Sequence[ImpliedRange], terms: PrecedentTerms, policy: Policy
) -> Grid | None:
    """The implied value at the median over multiple and normalisation of EBITDA."""
    found = next((one for one in implied if one.key == "ev_ebitda_ltm"), None)
    if found is None or not isinstance(found.points[1].stated.value, float):
        return None
    middle = found.points[1]
    return grid(
        f"{held.company.prefix}.grid.precedents",
        f"{held.company.stated_as} at precedents' EV / LTM EBITDA",
        ("EV / LTM EBITDA", middle.multiple, natural(0.5)),
        ("Normalisation of EBITDA", terms.change, natural(0.5) * 0.1),
        middle.stated,
        policy.period,
    )


def _checks(
    prefix: str, by_key: Mapping[str, Mapping[str, Figure]], policy: Policy
) -> Sequence[CheckPair]:
    """The median lies between the ends, which fails when NM or text is counted."""
    found = []
    for column, (head, form) in RATIOS.items():
        middle = by_key["median"][column]
        inside = computed(f"{prefix}.check.{column}", f"Deals' median {head} between the ends",
                          smallest(largest(middle, by_key["min"][column]), by_key["max"][column]),
                          policy.period)  # fmt: skip
        found.append(CheckPair(f"Deals' {head}: median between minimum and maximum", middle,
                               inside, form))  # fmt: skip
    return found


def _findings(deal: Deal) -> Sequence[Finding]:
    """Stated values that contradict computed ones, and what keeps a deal out."""
    stated, said, found = deal.stated, deal.stated.terms, []
    pairs = []
    if "offer_price" in said and "diluted_shares" in said:
        pairs.append(("equity_value", said["offer_price"] * said["diluted_shares"]))
    if "net_debt" in said:
        pairs.append(("enterprise_value", deal.equity_value + said["net_debt"]))
    for column, again in pairs:
        given = said.get(column)
        if given is None or not isinstance(given.value, float) or not given.value:
            continue
        if isinstance(again.value, float) and abs(again.value / given.value - 1) > _NEAR:
            message = (
                f"{stated.target}: the stated {column.replace('_', ' ')} differs by more than a "
                "hundredth from what its parts come to; look at the row"
            )
            found.append(Finding("precedents.stated-differs", message, Severity.WARNING))
    if not stated.left_out and "acquired" not in said:
        message = f"{stated.target}: the share bought is not stated, so the deal is listed only"
        found.append(Finding("precedents.share-unknown", message, Severity.WARNING))
    return found
