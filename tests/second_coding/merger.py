"""Merger, from section 6 of the output standards and docs/methods/merger.md."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tests.second_coding.basics import NM, Value, quotient
from tests.second_coding.shares import Claims, ShareCount


@dataclass(frozen=True)
class Side:
    """One company: fiscal years ahead, what stays level, and the parts of its bridge."""

    price: float
    shares: ShareCount
    ebit: Sequence[float]
    ebitda: Sequence[float]
    interest: float
    interest_income: float
    minorities: float
    first_year_after_closing: float  # the part of the fiscal year of closing that lies after it
    ltm_revenue: float
    ltm_ebitda: float
    ltm_net_income: float
    tax_rate: float  # its own, on its own income
    claims: Claims

    @property
    def debt(self) -> float:
        """Borrowed, without leases."""
        return self.claims.debt

    def net_claims(self) -> float:
        """Section 1, EV bridge."""
        return self.claims.net()

    def of_twelve_months(self, yearly: Sequence[float], year: int) -> float:
        """merger.md, Earnings: `f x fiscal year k + (1 - f) x fiscal year k + 1`."""
        f = self.first_year_after_closing
        return f * yearly[year] + (1 - f) * yearly[year + 1]

    def net_income(self, year: int) -> float:
        """`(EBIT - interest + interest income) x (1 - tax) - minorities`; a loss bears no tax."""
        fiscal = []
        for ebit in self.ebit:
            before_tax = ebit - self.interest + self.interest_income
            fiscal.append(before_tax - max(before_tax, 0.0) * self.tax_rate - self.minorities)
        return self.of_twelve_months(fiscal, year)


@dataclass(frozen=True)
class Book:
    """The target's balance sheet, as far as the allocation needs it."""

    equity: float
    goodwill: float
    goodwill_deferred_tax: float
    property_plant: float
    inventory: float


@dataclass(frozen=True)
class MergerInputs:
    """Terms of the deal; the acquirer first."""

    acquirer: Side
    target: Side
    book: Book
    premium_rate: float
    stock_share: float
    cash_used: float  # no more of it than there is to pay
    advisory_rate: float  # of the equity purchase price
    refinanced_share: float  # of the target's debt
    breakage_rate: float
    financing_fee_rate: float
    saved_rate: float  # of the target's refinanced debt
    new_debt_rate: float
    cash_rate: float
    tax_rate: float
    fee_life_years: float
    run_rate_synergies: float
    synergies: Sequence[float]  # before tax, phased, by year
    cost_to_achieve: Sequence[float]
    intangible_share: float  # of the equity purchase price
    intangible_life: float
    property_share: float
    property_life: float
    inventory_share: float
    interest_cap_share: float
    cap_on_ebit: bool
    years: int = 3


def offer(inputs: MergerInputs) -> dict[str, float]:
    """merger.md, Offer and funding."""
    target, acquirer = inputs.target, inputs.acquirer
    price = target.price * (1 + inputs.premium_rate)
    diluted = target.shares.diluted(price)
    equity = price * diluted
    as_shares = target.shares.debt_as_shares(price)
    enterprise = equity + target.net_claims() - as_shares
    refinanced = inputs.refinanced_share * (target.debt - as_shares)
    breakage = inputs.breakage_rate * refinanced
    costs = inputs.advisory_rate * equity
    cash_paid = equity * (1 - inputs.stock_share)
    need = cash_paid + costs + refinanced + breakage
    used = min(inputs.cash_used, need)
    new_debt = (need - used) / (1 - inputs.financing_fee_rate)
    return {
        "offer_price": price,
        "diluted_shares": diluted,
        "equity_value": equity,
        "debt_as_shares": as_shares,
        "enterprise_value": enterprise,
        "refinanced": refinanced,
        "breakage": breakage,
        "deal_costs": costs,
        "cash_paid": cash_paid,
        "cash_used": used,
        "new_debt": new_debt,
        "financing_fees": new_debt * inputs.financing_fee_rate,
        "new_shares": equity * inputs.stock_share / acquirer.price,
        "exchange_ratio": price * inputs.stock_share / acquirer.price,
    }


def allocation(inputs: MergerInputs, terms: dict[str, float]) -> dict[str, float]:
    """Section 6: goodwill over identifiable net assets, with deferred tax on write-ups."""
    book = inputs.book
    intangibles = inputs.intangible_share * terms["equity_value"]
    plant = inputs.property_share * book.property_plant
    inventory = inputs.inventory_share * book.inventory
    write_ups = intangibles + plant + inventory
    deferred_tax = write_ups * inputs.tax_rate
    identifiable = book.equity - book.goodwill + book.goodwill_deferred_tax
    identifiable += terms["debt_as_shares"] + write_ups - deferred_tax
    return {
        "intangibles": intangibles,
        "property_write_up": plant,
        "inventory_write_up": inventory,
        "write_ups": write_ups,
        "deferred_tax": deferred_tax,
        "identifiable": identifiable,
        "goodwill": terms["equity_value"] - identifiable,
    }


def earnings(
    inputs: MergerInputs, terms: dict[str, float], ppa: dict[str, float]
) -> dict[str, Value]:
    """merger.md, Earnings: by year, with the cap on interest and what it leaves to later years."""
    acquirer, target, t = inputs.acquirer, inputs.target, inputs.tax_rate
    keep = 1 - t
    old_shares = acquirer.shares.diluted(acquirer.price)
    shares = old_shares + terms["new_shares"]
    found: dict[str, Value] = {"acquirer_shares": old_shares, "combined_shares": shares}
    saved = terms["refinanced"] * inputs.saved_rate
    new_interest = terms["new_debt"] * inputs.new_debt_rate
    lost = terms["cash_used"] * inputs.cash_rate
    carried = 0.0
    for year in range(inputs.years):
        alone = acquirer.net_income(year)
        bought = target.net_income(year)
        synergies, achieving = inputs.synergies[year], inputs.cost_to_achieve[year]
        fees = (
            terms["financing_fees"] / inputs.fee_life_years if year < inputs.fee_life_years else 0.0
        )
        intangible = (
            ppa["intangibles"] / inputs.intangible_life if year < inputs.intangible_life else 0.0
        )
        plant = (
            ppa["property_write_up"] / inputs.property_life if year < inputs.property_life else 0.0
        )
        inventory = ppa["inventory_write_up"] if year == 0 else 0.0
        base = [
            side.of_twelve_months(side.ebit if inputs.cap_on_ebit else side.ebitda, year)
            for side in (acquirer, target)
        ]
        interest = acquirer.interest + target.interest - saved + new_interest + fees
        interest -= acquirer.interest_income + target.interest_income - lost
        cap = inputs.interest_cap_share * max(sum(base), 0.0)
        wanted = max(interest, 0.0) + carried
        deducted = min(wanted, cap)
        carried = wanted - deducted
        above = max(interest, 0.0) - deducted
        without = alone + bought + keep * saved - keep * (new_interest + lost + fees + achieving)
        without -= keep * (intangible + plant + inventory) + t * above
        combined = without + keep * synergies
        eps_alone, eps = alone / old_shares, combined / shares
        cash_income = combined + keep * (intangible + achieving + inventory)
        found.update(
            {
                f"acquirer_income_{year + 1}": alone,
                f"target_income_{year + 1}": bought,
                f"combined_income_{year + 1}": combined,
                f"interest_above_cap_{year + 1}": above,
                f"acquirer_eps_{year + 1}": eps_alone,
                f"combined_eps_{year + 1}": eps,
                f"cash_eps_{year + 1}": cash_income / shares,
                f"accretion_{year + 1}": eps / eps_alone - 1 if eps_alone > 0 else NM,
                f"break_even_synergies_{year + 1}": (eps_alone * shares - without) / keep
                if eps_alone > 0
                else NM,
                f"target_gets_eps_{year + 1}": terms["offer_price"] / acquirer.price * eps,
            }
        )
    return found


def ownership(inputs: MergerInputs, terms: dict[str, float]) -> dict[str, Value]:
    """Who owns the combined company."""
    old = inputs.acquirer.shares.diluted(inputs.acquirer.price)
    share = terms["new_shares"] / (old + terms["new_shares"])
    return {"target_ownership": share, "acquirer_ownership": 1 - share}


def contribution(inputs: MergerInputs) -> dict[str, Value]:
    """merger.md: the target's measure over both; market values are those before the offer.

    Of equity: `(share x both enterprise values - own net claims) / both equity values`; net income
    is shareholders' own already.
    """
    sides = (inputs.acquirer, inputs.target)
    equity = [side.price * side.shares.diluted(side.price) for side in sides]
    as_shares = [side.shares.debt_as_shares(side.price) for side in sides]
    claims = [side.net_claims() - bought for side, bought in zip(sides, as_shares, strict=True)]
    both = sum(equity)
    enterprise = both + sum(claims)
    found: dict[str, Value] = {"equity_value_share": equity[1] / both}
    for name in ("ltm_revenue", "ltm_ebitda", "ltm_net_income"):
        own = [float(getattr(side, name)) for side in sides]
        if min(own) <= 0:
            found[f"{name}_share"] = found[f"{name}_equity_share"] = NM
            continue
        share = own[1] / sum(own)
        found[f"{name}_share"] = share
        if name == "ltm_net_income":
            found[f"{name}_equity_share"] = share
            continue
        of_equity = (share * enterprise - claims[1]) / both
        found[f"{name}_equity_share"] = of_equity if 0 < of_equity < 1 else NM
    return found


def balance(
    inputs: MergerInputs, terms: dict[str, float], ppa: dict[str, float]
) -> dict[str, Value]:
    """What the deal changes of the combined balance sheet; both sides must change alike."""
    book = inputs.book
    assets = {
        "cash": -terms["cash_used"],
        "inventory": ppa["inventory_write_up"],
        "property": ppa["property_write_up"],
        "intangibles": ppa["intangibles"],
        "goodwill": ppa["goodwill"] - book.goodwill,
    }
    claims = {
        "debt": terms["new_debt"]
        - terms["financing_fees"]
        - terms["refinanced"]
        - terms["debt_as_shares"],
        "deferred_tax": ppa["deferred_tax"] - book.goodwill_deferred_tax,
        "equity": terms["equity_value"] * inputs.stock_share
        - book.equity
        - terms["deal_costs"]
        - terms["breakage"],
    }
    found: dict[str, Value] = {
        f"adjust_{name}": value for name, value in {**assets, **claims}.items()
    }
    found["adjust_assets"] = sum(assets.values())
    found["adjust_claims"] = sum(claims.values())
    return found


def leverage(inputs: MergerInputs, terms: dict[str, float]) -> dict[str, Value]:
    """Debt with finance leases, new less refinanced, over LTM EBITDA; and with synergies."""
    sides = (inputs.acquirer.claims, inputs.target.claims)
    debt = sum(side.debt + side.finance_leases for side in sides)
    debt += sum(side.operating_leases for side in sides if side.count_operating_leases)
    debt += terms["new_debt"] - terms["refinanced"] - terms["debt_as_shares"]
    ebitda = inputs.acquirer.ltm_ebitda + inputs.target.ltm_ebitda
    return {
        "combined_debt": debt,
        "leverage": debt / ebitda if ebitda > 0 else NM,
        "leverage_with_synergies": debt / (ebitda + inputs.run_rate_synergies),
    }


def return_on_price(inputs: MergerInputs, terms: dict[str, float]) -> Value:
    """(Target's EBIT + synergies) after tax, third year, over the price with all costs."""
    ebit = inputs.target.of_twelve_months(inputs.target.ebit, 2) + inputs.synergies[2]
    spent = terms["enterprise_value"] + terms["deal_costs"] + sum(inputs.cost_to_achieve)
    spent += terms["financing_fees"] + terms["breakage"]
    return quotient(ebit * (1 - inputs.tax_rate), spent)


def merger(inputs: MergerInputs) -> dict[str, Value]:
    """The whole model."""
    terms = offer(inputs)
    ppa = allocation(inputs, terms)
    found: dict[str, Value] = {**terms, **ppa}
    found.update(earnings(inputs, terms, ppa))
    found.update(ownership(inputs, terms))
    found.update(contribution(inputs))
    found.update(balance(inputs, terms, ppa))
    found.update(leverage(inputs, terms))
    found["return_on_price"] = return_on_price(inputs, terms)
    return found


def level_premium(inputs: MergerInputs, low: float, high: float) -> Value:
    """merger.md, Ability to pay: the premium with level EPS of the second year, by halving."""

    def gain(premium: float) -> float:
        tried = replace(inputs, premium_rate=premium)
        terms = offer(tried)
        found = earnings(tried, terms, allocation(tried, terms))
        after, before = found["combined_eps_2"], found["acquirer_eps_2"]
        assert not isinstance(after, str)
        assert not isinstance(before, str)
        return after - before

    if inputs.acquirer.net_income(1) <= 0 or gain(low) <= 0 or gain(high) >= 0:
        return NM
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if gain(middle) > 0 else (low, middle)
    return (low + high) / 2
