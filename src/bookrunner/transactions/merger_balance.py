"""The purchase price allocated, and the combined balance sheet at closing.

    goodwill     = equity purchase price - identifiable net assets
    identifiable = book equity - existing goodwill + deferred tax on it + debt bought as shares
                 + write-ups - new deferred tax
    deferred tax = write-ups x tax rate       (a purchase of shares without a step-up for tax)

Balance sheets are the companies' last ones. What is not one of the lines shown is the remainder to
the reported total, so that each company's own sheet is whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bookrunner.figures import Figure, Format, Term, computed, total
from bookrunner.transactions.merger_offer import Funding, Offer
from bookrunner.transactions.merger_terms import MergerTerms
from bookrunner.valuation import Bridge, CheckPair, Policy

_ASSETS = (
    ("cash", "Cash and short-term investments"),
    ("receivables", "Receivables"),
    ("inventory", "Inventory"),
    ("property_plant_equipment", "Property, plant and equipment"),
    ("goodwill", "Goodwill"),
    ("intangibles", "Intangible assets"),
)
_CLAIMS = (
    ("payables", "Payables"),
    ("debt", "Debt, net of financing fees"),
    ("noncontrolling", "Noncontrolling interest and preferred stock"),
)
_SIDES = ("acquirer", "target")


@dataclass(frozen=True)
class WriteUps:
    """What is written up, whatever the balance sheet has."""

    intangibles: Figure
    property: Figure | None
    inventory: Figure | None
    total: Figure
    deferred_tax: Figure


@dataclass(frozen=True)
class Allocation:
    """The purchase price, and what it is paid for."""

    book_equity: Figure
    existing_goodwill: Figure | None
    goodwill_tax: Figure | None
    converted: Sequence[Figure]
    write_ups: WriteUps
    identifiable: Figure
    goodwill: Figure


@dataclass(frozen=True)
class BalanceLine:
    """One line: of both companies, the deal's adjustment, and combined."""

    key: str
    label: str
    acquirer: Figure | None
    target: Figure | None
    adjustment: Figure | None
    combined: Figure

    @property
    def figures(self) -> Sequence[Figure | None]:
        """Left to right."""
        return (self.acquirer, self.target, self.adjustment, self.combined)


@dataclass(frozen=True)
class CombinedBalance:
    """The balance sheet at closing."""

    allocation: Allocation
    assets: Sequence[BalanceLine]
    total_assets: BalanceLine
    claims: Sequence[BalanceLine]
    total_claims: BalanceLine
    checks: Sequence[CheckPair]


def write_ups(
    acquirer: Bridge, target: Bridge, paid: Offer, terms: MergerTerms, policy: Policy
) -> WriteUps:
    """Fair value above book value, and the deferred tax that comes with it."""
    at, prefix = policy.period, f"{acquirer.company.prefix}.merger"
    latest = target.company.latest

    def made(key: str, name: str, value: Term) -> Figure:
        return computed(f"{prefix}.{key}", name, value, at)

    intangibles = made(
        "new_intangibles", "Newly identified intangibles", paid.equity * terms.intangibles
    )
    plant, stock = latest.get("property_plant_equipment"), latest.get("inventory")
    property_ = inventory = None
    if plant is not None:
        property_ = made(
            "property_write_up", "Write-up of property", plant * terms.property_step_up
        )
    if stock is not None:
        inventory = made(
            "inventory_write_up", "Write-up of inventory", stock * terms.inventory_step_up
        )
    parts = [one for one in (intangibles, property_, inventory) if one is not None]
    whole = made("write_ups", "Write-ups", total(parts))
    return WriteUps(
        intangibles,
        property_,
        inventory,
        whole,
        made("new_deferred_tax", "Deferred tax on write-ups", whole * terms.tax),
    )


def combined_balance(
    acquirer: Bridge,
    target: Bridge,
    paid: Offer,
    closing: Funding,
    raised: WriteUps,
    terms: MergerTerms,
    policy: Policy,
) -> CombinedBalance | None:
    """The allocation and the balance sheet; None where equity or total assets are not reported."""
    prefix = f"{acquirer.company.prefix}.merger.balance"
    sides = {
        side: _Reported(f"{prefix}.{side}", bridge, policy)
        for side, bridge in zip(_SIDES, (acquirer, target), strict=True)
    }
    if any(one.equity is None or one.assets is None for one in sides.values()):
        return None
    bought = sides["target"]
    assert bought.equity is not None
    identifiable_value: Term = bought.equity
    existing = bought.lines.get("goodwill")
    if existing is not None:
        identifiable_value = identifiable_value - existing
    if terms.goodwill_tax is not None:
        identifiable_value = identifiable_value + terms.goodwill_tax
    for principal in paid.converted:
        identifiable_value = identifiable_value + principal
    identifiable_value = identifiable_value + raised.total - raised.deferred_tax
    at = policy.period
    identifiable = computed(
        f"{prefix}.identifiable", "Identifiable net assets", identifiable_value, at
    )
    goodwill = computed(f"{prefix}.new_goodwill", "Goodwill", paid.equity - identifiable, at)
    allocation = Allocation(
        book_equity=bought.equity,
        existing_goodwill=existing,
        goodwill_tax=terms.goodwill_tax,
        converted=paid.converted,
        write_ups=raised,
        identifiable=identifiable,
        goodwill=goodwill,
    )
    changes = _changes(allocation, paid, closing)
    sheet = _Sheet(prefix, sides, changes, policy)
    assets = [
        *(sheet.line(key, label) for key, label in _ASSETS if sheet.has(key)),
        sheet.line("other_assets", "Other assets"),
    ]
    claims = [
        *(sheet.line(key, label) for key, label in _CLAIMS if sheet.has(key)),
        sheet.line("deferred_tax", "Deferred tax on write-ups"),
        sheet.line("other_claims", "Other liabilities, with leases"),
        sheet.line("equity", "Shareholders' equity"),
    ]
    total_assets = sheet.total("total_assets", "Total assets", assets)
    total_claims = sheet.total("total_claims", "Total liabilities and equity", claims)
    return CombinedBalance(
        allocation=allocation,
        assets=tuple(assets),
        total_assets=total_assets,
        claims=tuple(claims),
        total_claims=total_claims,
        checks=_checks(prefix, sides, allocation, paid, (total_assets, total_claims), policy),
    )


class _Reported:
    """One company's last balance sheet, by line; what is absent is absent."""

    def __init__(self, prefix: str, bridge: Bridge, policy: Policy) -> None:
        self.prefix, self.at = prefix, policy.period
        latest = bridge.company.latest
        self.lines: dict[str, Figure] = {}
        claims = {one.figure.key.rsplit(".", 1)[-1]: one.figure for one in bridge.claims.added}
        liquid = [one.figure for one in bridge.claims.deducted]
        if liquid:
            self._put("cash", "Cash and short-term investments", total(liquid))
        for key, label in _ASSETS[1:]:
            if (figure := latest.get(key)) is not None:
                self._put(key, label, figure)
        if (payable := latest.get("payables")) is not None:
            self._put("payables", "Payables", payable)
        if (owed := claims.get("total_debt")) is not None:
            self._put("debt", "Debt", owed)
        senior = [claims[key] for key in ("preferred", "noncontrolling_interest") if key in claims]
        if senior:
            self._put("noncontrolling", "Noncontrolling interest and preferred", total(senior))
        whole, booked = latest.get("total_assets"), latest.get("total_equity")
        self.assets = None if whole is None else self._made("assets", "Total assets", whole)
        self.equity: Figure | None = None
        if booked is not None:
            value: Term = booked
            for one in senior:
                value = value - one
            self.equity = self._put("equity", "Common equity", value)
        if self.assets is None or self.equity is None:
            return
        self._remainder("other_assets", "Other assets", [key for key, _ in _ASSETS])
        self._remainder(
            "other_claims", "Other liabilities", [*(key for key, _ in _CLAIMS), "equity"]
        )

    def _made(self, key: str, name: str, value: Term) -> Figure:
        return computed(f"{self.prefix}.{key}", name, value, self.at)

    def _put(self, key: str, name: str, value: Term) -> Figure:
        self.lines[key] = self._made(key, name, value)
        return self.lines[key]

    def _remainder(self, key: str, name: str, told: Sequence[str]) -> None:
        assert self.assets is not None
        value: Term = self.assets
        for other in told:
            if other in self.lines:
                value = value - self.lines[other]
        self._put(key, name, value)


def _changes(made: Allocation, paid: Offer, closing: Funding) -> dict[str, Term]:
    """What the deal does to each line."""
    raised = made.write_ups
    goodwill: Term = made.goodwill
    if made.existing_goodwill is not None:
        goodwill = goodwill - made.existing_goodwill
    debt: Term = closing.debt - closing.financing
    if closing.refinanced is not None:
        debt = debt - closing.refinanced
    for principal in paid.converted:
        debt = debt - principal
    equity: Term = paid.stock - made.book_equity - closing.advisory
    if closing.breakage is not None:
        equity = equity - closing.breakage
    found: dict[str, Term] = {
        "goodwill": goodwill,
        "intangibles": raised.intangibles,
        "debt": debt,
        "deferred_tax": raised.deferred_tax,
        "equity": equity,
    }
    if closing.cash_used is not None:
        found["cash"] = -closing.cash_used
    if raised.property is not None:
        found["property_plant_equipment"] = raised.property
    if raised.inventory is not None:
        found["inventory"] = raised.inventory
    if made.goodwill_tax is not None:
        found["other_claims"] = -made.goodwill_tax
    return found


class _Sheet:
    """Lines of the combined sheet."""

    def __init__(
        self,
        prefix: str,
        sides: dict[str, _Reported],
        changes: dict[str, Term],
        policy: Policy,
    ) -> None:
        self.prefix, self.sides, self.changes, self.at = prefix, sides, changes, policy.period

    def has(self, key: str) -> bool:
        """Whether a company reports it or the deal changes it."""
        return key in self.changes or any(key in one.lines for one in self.sides.values())

    def line(self, key: str, label: str) -> BalanceLine:
        """The line, combined of what there is."""
        own, other = (self.sides[side].lines.get(key) for side in _SIDES)
        change = None
        if key in self.changes:
            change = computed(
                f"{self.prefix}.adjustment.{key}",
                f"Adjustment: {label.lower()}",
                self.changes[key],
                self.at,
            )
        parts = [one for one in (own, other, change) if one is not None]
        combined = computed(
            f"{self.prefix}.combined.{key}", f"Combined: {label.lower()}", total(parts), self.at
        )
        return BalanceLine(key, label, own, other, change, combined)

    def total(self, key: str, label: str, lines: Sequence[BalanceLine]) -> BalanceLine:
        """The sum of each column."""
        columns = zip(*(one.figures for one in lines), strict=True)
        names = ("acquirer", "target", "adjustment", "combined")
        own, other, change, combined = (
            computed(
                f"{self.prefix}.{name}.{key}",
                f"{name.capitalize()}: {label.lower()}",
                total([one for one in column if one is not None]),
                self.at,
            )
            for name, column in zip(names, columns, strict=True)
        )
        return BalanceLine(key, label, own, other, change, combined)


def _checks(
    prefix: str,
    sides: dict[str, _Reported],
    made: Allocation,
    paid: Offer,
    totals: tuple[BalanceLine, BalanceLine],
    policy: Policy,
) -> Sequence[CheckPair]:
    assets, claims = totals
    found = [
        CheckPair(
            "Merger: the combined balance sheet balances",
            assets.combined,
            claims.combined,
            Format.MONEY_MM,
        )
    ]
    assert assets.adjustment is not None
    assert claims.adjustment is not None
    found.append(
        CheckPair(
            "Merger: the adjustments balance",
            assets.adjustment,
            claims.adjustment,
            Format.MONEY_MM,
        )
    )
    for side, reported in sides.items():
        assert reported.assets is not None
        column = {"acquirer": assets.acquirer, "target": assets.target}[side]
        assert column is not None
        found.append(
            CheckPair(
                f"Merger: the {side}'s lines add up to its total assets",
                reported.assets,
                column,
                Format.MONEY_MM,
            )
        )
    # From the other side: fair value of what is bought, line by line, less what is owed.
    bought = sides["target"].lines
    value: Term = made.write_ups.total - made.write_ups.deferred_tax
    for key in (*(key for key, _ in _ASSETS), "other_assets"):
        if key in bought and key != "goodwill":
            value = value + bought[key]
    for key in (*(key for key, _ in _CLAIMS), "other_claims"):
        if key in bought:
            value = value - bought[key]
    if made.goodwill_tax is not None:
        value = value + made.goodwill_tax
    for principal in made.converted:
        value = value + principal
    back = computed(
        f"{prefix}.price_back",
        "Fair value of assets less liabilities, and goodwill",
        made.goodwill + value,
        policy.period,
    )
    found.append(
        CheckPair(
            "Merger: the allocation adds up to the purchase price",
            paid.equity,
            back,
            Format.MONEY_MM,
        )
    )
    return tuple(found)
