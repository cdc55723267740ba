"""The sheets of a merger, for the workbook of any pitch."""

from __future__ import annotations

from collections.abc import Sequence

from bookrunner.figures import Figure, Format
from bookrunner.transactions.merger import Merger, merger_grids
from bookrunner.transactions.merger_ability import Ability, ability_grid
from bookrunner.transactions.merger_balance import BalanceLine
from bookrunner.transactions.merger_earnings_sheets import earnings_sheet, standalone_sheet
from bookrunner.transactions.merger_ladders import Ladder
from bookrunner.transactions.merger_ladders_sheets import ladders_sheet, workings_sheet
from bookrunner.valuation import (
    Model,
    ModelRow,
    ModelSheet,
    Section,
    Weight,
    figure_rows,
    line,
    model_row,
)

_NAMES = 52.0
_WIDTHS = (_NAMES, 14.0)


def merger_model(made: Merger, ladders: Sequence[Ladder], ability: Ability) -> Model:
    """What a merger shows: its sheets, assumptions, results, grids and checks."""
    second = made.income.years[1]
    grids = [*merger_grids(made)]
    grids += [] if (one := ability_grid(made, ability)) is None else [one]
    return Model(
        key="merger",
        title="Merger",
        sheets=[
            _inputs(made),
            _offer(made),
            _funding(made),
            *_balance(made),
            standalone_sheet(made),
            earnings_sheet(made),
            _owners(made),
            _credit(made),
            ladders_sheet(ladders, ability),
            workings_sheet(ladders, ability),
        ],
        assumptions=made.terms.lines,
        headlines=[
            line(made.offer.price, "Merger: offer per share"),
            line(second.accretion, f"Merger: accretion / (dilution), {second.label.lower()}"),
            line(second.cash_accretion, f"Merger: cash accretion, {second.label.lower()}"),
            line(ability.premium, "Merger: highest premium without dilution"),
        ],
        grids=grids,
        checks=[*made.checks, *ability.checks],
        findings=made.findings,
    )


def _inputs(made: Merger) -> ModelSheet:
    terms = made.terms
    groups: Sequence[tuple[str, Sequence[Figure | None]]] = [
        (
            "Offer",
            [
                made.target.company.price,
                terms.premium,
                made.acquirer.company.price,
                terms.stock,
                terms.closing,
            ],
        ),
        (
            "Financing",
            [
                terms.cash_used,
                terms.cash_rate,
                terms.debt_rate,
                terms.financing_fee,
                terms.fee_life,
                terms.refinanced,
                terms.saved_rate,
                terms.breakage,
                terms.advisory_fee,
                terms.leverage_limit,
            ],
        ),
        (
            "Synergies",
            [
                terms.synergies_share,
                terms.synergies,
                *terms.phases,
                terms.cost_to_achieve,
                *terms.cost_phases,
            ],
        ),
        (
            "Write-ups",
            [
                terms.intangibles,
                terms.intangibles_life,
                terms.property_step_up,
                terms.property_life,
                terms.inventory_step_up,
                terms.goodwill_tax,
            ],
        ),
        ("Tax", [terms.tax, terms.interest_cap, terms.cap_on_ebitda]),
    ]
    sections = [
        Section(title, figure_rows([one for one in told if one is not None]))
        for title, told in groups
    ]
    if terms.workings:
        sections.append(Section("Read from reports", figure_rows(terms.workings)))
    return ModelSheet(
        "Merger inputs",
        "Merger: inputs",
        sections,
        "Change them on the Assumptions sheet; rates that nobody supplied are the companies' own",
        _WIDTHS,
    )


def _offer(made: Merger) -> ModelSheet:
    paid = made.offer
    return ModelSheet(
        "Merger offer",
        f"Merger: {made.acquirer.company.company.label} offers for "
        f"{made.target.company.company.label}",
        [
            Section(
                "Price",
                [
                    model_row("Target's share price", [made.target.company.price]),
                    model_row("Premium", [made.terms.premium]),
                    model_row(paid.price.name, [paid.price], Weight.KEY),
                    *figure_rows(paid.new_shares),
                    model_row("Target's diluted shares at the offer", [paid.diluted_shares]),
                    model_row(paid.equity.name, [paid.equity], Weight.TOTAL),
                    model_row(paid.net_claims.name, [paid.net_claims]),
                    *(
                        model_row(f"Less: {one.name}", [one], form=Format.MONEY_MM)
                        for one in paid.converted
                    ),
                    model_row(paid.enterprise_value.name, [paid.enterprise_value], Weight.TOTAL),
                ],
            ),
            Section(
                "What is paid",
                figure_rows(
                    [
                        paid.stock,
                        paid.cash,
                        paid.issued,
                        paid.full_ratio,
                        paid.exchange_ratio,
                        paid.cash_per_share,
                    ]
                ),
            ),
            Section("Multiples at the offer", figure_rows(paid.multiples)),
        ],
        "Options and convertibles of the target count at the offer, not at the price",
        _WIDTHS,
    )


def _funding(made: Merger) -> ModelSheet:
    closing = made.funding
    need = [made.offer.cash, closing.need]
    need += [] if closing.available is None else [closing.available]
    return ModelSheet(
        "Merger sources and uses",
        "Merger: sources and uses at closing",
        [
            Section("Uses", _summed(closing.uses, closing.total_uses)),
            Section("Sources", _summed(closing.sources, closing.total_sources)),
            Section("Cash", figure_rows(need)),
        ],
        "New debt is what cash and shares leave open, with the fees on it",
        _WIDTHS,
    )


def _summed(parts: Sequence[Figure], whole: Figure) -> Sequence[ModelRow]:
    return [*figure_rows(parts), model_row(whole.name, [whole], Weight.TOTAL)]


def _balance(made: Merger) -> Sequence[ModelSheet]:
    raised = made.write_ups
    lifted = [
        one for one in (raised.intangibles, raised.property, raised.inventory) if one is not None
    ]
    written = [*figure_rows(lifted), model_row(raised.total.name, [raised.total], Weight.SUBTOTAL)]
    written += figure_rows([raised.deferred_tax])
    books = made.balance
    if books is None:
        return [
            ModelSheet(
                "Merger allocation",
                "Merger: write-ups",
                [Section("Fair value above book value", written)],
                "Goodwill needs equity and total assets of both companies",
                _WIDTHS,
            )
        ]
    split = books.allocation
    identified = [model_row("Book equity of the target", [split.book_equity])]
    if split.existing_goodwill is not None:
        identified.append(model_row("Less: existing goodwill", [split.existing_goodwill]))
    if split.goodwill_tax is not None:
        identified.append(model_row("Plus: deferred tax on it", [split.goodwill_tax]))
    identified += [model_row("Plus: debt bought as shares", [one]) for one in split.converted]
    identified.append(model_row("Plus: write-ups", [raised.total]))
    identified.append(model_row("Less: deferred tax on them", [raised.deferred_tax]))
    identified.append(model_row(split.identifiable.name, [split.identifiable], Weight.SUBTOTAL))
    identified.append(model_row("Equity purchase price", [made.offer.equity]))
    identified.append(model_row(split.goodwill.name, [split.goodwill], Weight.KEY))
    heads = [*(side.label for side in made.sides), "Adjustments", "Combined"]
    return [
        ModelSheet(
            "Merger allocation",
            "Merger: purchase price allocation",
            [
                Section("Fair value above book value", written),
                Section("Goodwill", identified),
            ],
            "A purchase of shares: write-ups are not deductible, so that deferred tax arises",
            _WIDTHS,
        ),
        ModelSheet(
            "Merger balance sheet",
            "Merger: combined balance sheet at closing",
            [
                Section("Assets", _lines(books.assets, books.total_assets), heads),
                Section("Liabilities and equity", _lines(books.claims, books.total_claims), heads),
            ],
            "Last balance sheets; what is not one of the lines is the remainder to the total",
            _WIDTHS,
        ),
    ]


def _lines(lines: Sequence[BalanceLine], whole: BalanceLine) -> Sequence[ModelRow]:
    rows = [model_row(one.label, one.figures) for one in lines]
    return [*rows, model_row(whole.label, whole.figures, Weight.TOTAL)]


def _owners(made: Merger) -> ModelSheet:
    owned = made.holders
    buyer, bought = (side.label for side in made.sides)
    amounts = [model_row(one.label, [one.acquirer, one.target]) for one in made.contributions]
    shares = [
        ModelRow(
            one.label,
            (
                one.acquirer_share,
                one.target_share,
                one.acquirer_equity_share,
                one.target_equity_share,
            ),
            Format.PERCENT1,
        )
        for one in made.contributions
    ]
    ratios = [model_row(one.label, [one.exchange_ratio]) for one in made.contributions]
    told = [
        Section(
            f"For one share of {name}",
            [model_row(one.label, [one.has, one.gets]) for one in pairs],
            ["Has", "Gets"],
        )
        for name, pairs in ((buyer, owned.acquirer_holder), (bought, owned.target_holder))
    ]
    changes = [
        Section(
            f"Change for one share of {name}",
            [model_row(one.label, [one.change]) for one in pairs],
        )
        for name, pairs in ((buyer, owned.acquirer_holder), (bought, owned.target_holder))
    ]
    leveraged = [f"{buyer}, of equity", f"{bought}, of equity"]
    return ModelSheet(
        "Merger contribution",
        "Merger: contribution, ownership, and what holders have and get",
        [
            Section(
                "Ownership after the deal",
                figure_rows([owned.acquirer, owned.target, owned.target_by_shares]),
            ),
            Section("What each brings", amounts, [buyer, bought]),
            Section("Its share", shares, [buyer, bought, *leveraged]),
            Section(
                "Exchange ratio, were equity shared so",
                [*ratios, model_row("All paid in shares, at the offer", [made.offer.full_ratio])],
            ),
            *told,
            *changes,
        ],
        "Of equity: adjusted for what each company owes",
        (_NAMES, 16.0),
    )


def _credit(made: Merger) -> ModelSheet:
    found, earned = made.credit, made.earned
    sections = []
    if found:
        rows = [
            model_row("Debt with finance leases", [one.debt for one in found]),
            model_row("Net debt", [one.net_debt for one in found]),
            model_row("LTM EBITDA", [one.ebitda for one in found]),
            model_row("Debt / EBITDA", [one.leverage for one in found], Weight.KEY),
            model_row("Net debt / EBITDA", [one.net_leverage for one in found]),
        ]
        if any(one.coverage is not None for one in found):
            rows.append(model_row("EBITDA / interest", [one.coverage for one in found]))
        sections.append(Section("At closing", rows, [one.label for one in found]))
    if made.synergised_leverage is not None:
        extra = [made.synergised_leverage, made.terms.leverage_limit]
        sections.append(Section("With run-rate synergies", figure_rows(extra)))
    returns = [earned.profit, earned.invested, earned.roic, earned.wacc, earned.spread]
    sections.append(Section("Return on what is paid, third year", figure_rows(returns)))
    return ModelSheet(
        "Merger credit", "Merger: leverage, coverage and return", sections, widths=_WIDTHS
    )
