"""What the new-issue model shows in a workbook: quotes, fit, recent issues, terms and effect."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bookrunner.credit.bonds import BondValue
from bookrunner.credit.new_issue import NewIssue, TenorTerms
from bookrunner.credit.new_issue_effect import Effect
from bookrunner.credit.quotes import BondQuote
from bookrunner.credit.spread_curve import NelsonSiegel
from bookrunner.figures import Figure, Format
from bookrunner.valuation import (
    Line,
    Model,
    ModelRow,
    ModelSheet,
    Section,
    Weight,
    figure_rows,
    line,
    model_row,
)


def new_issue_model(made: NewIssue, effect: Effect | None) -> Model:
    """A sheet of quotes and fit, one of recent issues, one of terms, one of the lead issue."""
    sheets = [
        _terms_sheet(made),
        _lead_sheet(made, effect),
        _curve_sheet(made),
        _quotes_sheet(made),
        _issues_sheet(made),
    ]
    assumed = [*made.terms.assumed, made.issuer.decay, made.issuer.adjustment, made.lead_selector]
    assumed += [
        one
        for one in (
            made.issuer.selector, made.issuer.offset, made.issuer.notch,
        )
        if one is not None
    ]  # fmt: skip
    assumed += [one.middle.fees for one in made.tenors]
    checks = list(made.checks)
    if effect is not None:
        assumed += [effect.size, effect.repaid_share]
        checks += effect.checks
    lead = made.lead_priced
    label = made.lead_tenor.label
    return Model(
        "new_issue",
        "New-issue pricing",
        sheets,
        assumptions=[line(one) for one in assumed],
        headlines=[
            Line(f"{label} indicative yield", lead.rate, Format.PERCENT3),
            Line(f"{label} re-offer spread (bp)", lead.spread, Format.BPS),
            Line(f"{label} all-in cost", lead.all_in, Format.PERCENT3),
            Line("New-issue concession, median (bp)", made.concessions.middle, Format.BPS),
        ],
        grids=[made.grid],
        checks=checks,
        findings=made.findings,
    )


def _terms_sheet(made: NewIssue) -> ModelSheet:
    tenors = made.tenors
    heads = [one.label for one in tenors]

    def row(
        label: str, pick: Callable[[TenorTerms], Figure | None], weight: Weight = Weight.PLAIN
    ) -> ModelRow:
        return model_row(label, [pick(one) for one in tenors], weight)

    rows = [
        row("Years", lambda one: one.life),
        row("Benchmark yield", lambda one: one.benchmark),
        row("Treasury interpolated at maturity", lambda one: one.treasury),
        row("Fair value (G-spread)", lambda one: one.fair_value, Weight.KEY),
        row("Yield, low concession", lambda one: one.low[0]),
        row("Re-offer spread, low concession", lambda one: one.low[1]),
        row("Yield", lambda one: one.middle.rate, Weight.KEY),
        row("Re-offer spread", lambda one: one.middle.spread, Weight.KEY),
        row("Yield, high concession", lambda one: one.high[0]),
        row("Re-offer spread, high concession", lambda one: one.high[1]),
    ]
    if all(one.talk is not None for one in tenors):
        rows.append(row("First talk (IPT)", lambda one: one.talk))
    bond = [
        row("Coupon", lambda one: one.middle.coupon),
        row("Coupons", lambda one: one.middle.left.coupons),
        row("Share of a period to the next", lambda one: one.middle.left.to_next),
        *_value_rows(tenors, "", lambda one: one.middle.value),
        row("Underwriting fee", lambda one: one.middle.fees),
        row("Net proceeds, of principal", lambda one: one.middle.net),
        row("All-in cost", lambda one: one.middle.all_in, Weight.KEY),
        *_value_rows(tenors, " at the all-in cost", lambda one: one.middle.proof),
    ]
    shared = [made.concessions.low, made.concessions.middle, made.concessions.high,
              *made.terms.assumed, made.lead_selector]  # fmt: skip
    shared += [] if made.terms.tightening is None else [made.terms.tightening]
    sections = [
        Section("Terms of all tenors", figure_rows(shared)),
        Section("Indicative terms", rows, heads),
        Section("Bond", bond, heads),
        Section("Fair value, step by step", _step_rows(tenors), heads),
    ]
    swapped = [one for one in tenors if one.swap]
    if swapped:
        names = ("SOFR swap rate", "Half-yearly, 30/360", "Margin over SOFR")
        sections.append(
            Section(
                "Swapped to floating",
                [
                    model_row(name, [one.swap[place] for one in swapped])
                    for place, name in enumerate(names)
                ],
                [one.label for one in swapped],
            )
        )
    sections.append(_treasury_section(made))
    return ModelSheet("New issue", "Indicative new-issue terms", sections, _basis(made))


def _basis(made: NewIssue) -> str:
    paid = made.concessions
    return (
        f"Fair value: {made.issuer.basis}, {made.issuer.method}; concession of {paid.count} issues "
        f"priced {paid.first:%d-%b-%Y} to {paid.last:%d-%b-%Y}"
    )


def _value_rows(
    tenors: Sequence[TenorTerms], words: str, pick: Callable[[TenorTerms], BondValue]
) -> list[ModelRow]:
    values = [pick(one) for one in tenors]
    names = ("Discount factor of a period", "Price with accrued interest", "Accrued interest",
             "Clean price")  # fmt: skip
    return [
        model_row(f"{name}{words}", [value.figures[place] for value in values])
        for place, name in enumerate(names)
    ]


def _step_rows(tenors: Sequence[TenorTerms]) -> list[ModelRow]:
    """One row a step: the tenors take the same steps, as they are on the same curve."""
    return [
        model_row(steps[0].name.partition(": ")[2], steps)
        for steps in zip(*(one.steps[:-1] for one in tenors), strict=True)
    ]


def _treasury_section(made: NewIssue) -> Section:
    points = made.treasuries.points
    return Section(
        "Treasury par curve",
        [
            model_row("Years", [years for years, _ in points]),
            model_row("Yield", [rate for _, rate in points]),
        ],
        [rate.name.removeprefix("Treasury ") for _, rate in points],
    )


def _lead_sheet(made: NewIssue, effect: Effect | None) -> ModelSheet:
    lead = made.lead_priced
    figures = [*made.lead, *(one for one in lead.figures if one is not lead.fees)]
    sections = [Section("Lead tenor", figure_rows(figures))]
    if effect is not None:
        sections += [
            Section("Issue", figure_rows([effect.size, effect.repaid_share])),
            Section("Sources", [model_row(one.name, [one]) for one in effect.sources]),
            Section(
                "Uses",
                [
                    model_row(
                        one.name, [one], Weight.TOTAL if one is effect.uses[-1] else Weight.PLAIN
                    )
                    for one in effect.uses
                ],
            ),
            Section(
                "Pro forma",
                [
                    model_row(before.name.removesuffix(", before"), [before, after])
                    for before, after in effect.pairs
                ],
                ("Before", "After"),
            ),
        ]
    return ModelSheet("New issue lead", "Lead tenor, proceeds and credit", sections)


def _curve_sheet(made: NewIssue) -> ModelSheet:
    curve, issuer = made.issuer.curve, made.issuer
    shared = [issuer.adjustment, issuer.decay]
    shared += [
        one
        for one in (issuer.selector, issuer.offset, issuer.notch, issuer.place)
        if one is not None
    ]
    sections = [
        Section("Choices", figure_rows(shared)),
        Section(
            "Straight lines between means of bonds of about one life",
            [
                model_row("Years", [years for years, _ in curve.nodes.points]),
                model_row("Spread (bp)", [spread for _, spread in curve.nodes.points]),
            ],
            [f"Node {number}" for number in range(1, len(curve.nodes.points) + 1)],
        ),
    ]
    if curve.fit is not None:
        sections += _fit_sections(curve.quotes, curve.spreads, curve.fit)
    return ModelSheet("New issue curve", "Curve of spreads", sections)


def _fit_sections(
    quotes: Sequence[BondQuote], spreads: Sequence[Figure], fit: NelsonSiegel
) -> list[Section]:
    heads = [f"Bond {number}" for number in range(1, len(quotes) + 1)]
    loads = list(zip(*fit.loadings, strict=True))
    return [
        Section(
            "Nelson-Siegel: constants",
            [
                *(model_row(one.name, [one], Weight.KEY) for one in fit.constants),
                model_row(fit.error.name, [fit.error]),
            ],
            notes=["Least squares by the normal equations; sums and cofactors stand below."],
        ),
        Section("Nelson-Siegel: sums", figure_rows(fit.sums)),
        Section("Nelson-Siegel: cofactors", figure_rows(fit.determinants)),
        Section(
            "Nelson-Siegel: bonds",
            [
                model_row("Years", [one.life for one in quotes]),
                model_row("Spread", spreads),
                model_row("Counted", fit.counted),
                model_row("exp(-t / T)", loads[0]),
                model_row("Slope loading", loads[1]),
                model_row("Hump loading", loads[2]),
                model_row("Fitted", fit.fitted),
                model_row("Residual", fit.residuals),
            ],
            heads,
        ),
    ]


_QUOTE_ROWS = (
    ("date_day", "Quoted"), ("maturity_day", "Maturity"), ("coupon_rate", "Coupon"),
    ("quoted_clean_price", "Price quoted"), ("quoted_yield_rate", "Yield quoted"),
    ("quoted_spread", "G-spread quoted"), ("coupons_count", "Coupons left"),
    ("to_next_fraction", "Share of a period to the next coupon"),
    ("period_discount_factor", "Discount factor of a period"),
    ("dirty_price", "Worth at its yield, with accrued interest"),
    ("accrued_price", "Accrued interest"), ("clean_price", "Worth at its yield"),
    ("life_years", "Years (30/360)"), ("yield_rate", "Yield"), ("treasury", "Treasury at its life"),
    ("g_spread", "G-spread"), ("rating_place_count", "Place of the rating"),
)  # fmt: skip


def _quotes_sheet(made: NewIssue) -> ModelSheet:
    quotes = made.issuer.curve.quotes
    told = [
        {
            one.key.rsplit(".", 1)[-1]: one
            for one in (
                *quote.inputs, *quote.check_steps, quote.life, quote.rate, quote.treasury,
                quote.spread, *([] if quote.place is None else [quote.place]),
            )
        }
        for quote in quotes
    ]  # fmt: skip
    heads = [f"{one.issuer} {one.on:%d-%b-%y}" for one in quotes]
    names = [
        f"{number}. {one.label}" + (f", {one.quoted_by}" if one.quoted_by else "")
        for number, one in enumerate(quotes, start=1)
    ]
    section = Section("Bonds, shortest first", _rows(_QUOTE_ROWS, told), heads, notes=names)
    return ModelSheet("New issue quotes", "Quoted bonds", [section])


def _rows(
    names: Sequence[tuple[str, str]], told: Sequence[Mapping[str, Figure]]
) -> Sequence[ModelRow]:
    """One row for each name that some column tells, by the last piece of its figures' keys."""
    return [
        model_row(words, [one.get(key) for one in told])
        for key, words in names
        if any(key in one for one in told)
    ]


_ISSUE_ROWS = (
    ("size", "Size"), ("ipt_spread", "First talk"), ("reoffer_spread", "Re-offer spread"),
    ("fair_value_spread", "Fair value before"), ("secondary_spread", "Secondary spread"),
    ("book", "Orders"), ("concession_spread", "Concession (NIC)"),
    ("tightening_spread", "Tightening"), ("cover_multiple", "Cover"),
    ("performance_spread", "Performance since"),
)  # fmt: skip


def _issues_sheet(made: NewIssue) -> ModelSheet:
    # Those that tell a concession stand first, side by side, as their quartiles need them.
    issues = sorted(made.issues, key=lambda one: (one.concession is None, one.tightening is None))
    told = [{one.key.rsplit(".", 1)[-1]: one for one in issue.figures} for issue in issues]
    heads = [f"{one.issuer} {one.tenor.normalize():f}Y" for one in issues]
    days = [
        f"{head}: priced {one.priced:%d-%b-%Y}" for head, one in zip(heads, issues, strict=True)
    ]
    section = Section("Issues of the last ninety days", _rows(_ISSUE_ROWS, told), heads, notes=days)
    return ModelSheet("New issue deals", "Recent new issues", [section])
