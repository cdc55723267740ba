"""Figures in ranges so wide that several companies of the records fit all of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.facts import FactStore, sector, statements
from bookrunner.figures import (
    PURE,
    BookrunnerError,
    Figure,
    Finding,
    Format,
    Quantity,
    Refused,
    Severity,
    Unit,
    Viewer,
    at_least,
    computed,
    if_,
    ratio,
    rounded_down,
)
from bookrunner.pitch.inputs import PitchInputs
from bookrunner.pitch.parts import Part, PartKind
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import (
    CompanyInputs,
    Model,
    ModelRow,
    ModelSheet,
    Section,
    Within,
    company_inputs,
    line,
)

_MONEY_STEPS = tuple(
    Decimal(first).scaleb(power) for power in range(7, 13) for first in ("1", "2.5", "5")
)
_NARROWEST = Decimal("0.2")
"""Of an amount: a narrower range would tell it, whoever the records hold."""
_WIDEST = Decimal(5)
"""Of an amount: a wider range would say nothing."""
_STEP = Within(Decimal("0.0001"), Decimal("1e13"))
_COUNT = Within(Decimal(2), Decimal(100), is_whole=True)


class Identified(Refused):
    """A page without a name tells whose it is; nothing was written."""

    def __init__(self, company: str, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(f"nothing was written: the page tells of {company}: {'; '.join(reasons)}")


@dataclass(frozen=True)
class _Measure:
    """A figure that may be shown in a range."""

    key: str
    label: str
    of: Callable[[CompanyInputs], Figure | None]
    steps: Sequence[Decimal]
    form: Format
    unit: Unit | None
    """None for money of the company."""


@dataclass(frozen=True)
class Band:
    """A range that is shown."""

    label: str
    low: Figure
    high: Figure
    form: Format
    exact: Figure
    step: Figure


@dataclass(frozen=True)
class Bands(Model):
    """The ranges, and who fits all of them."""

    shown: Sequence[Band] = ()
    group: str = ""
    """The sector, where enough companies of it are kept to be told; empty otherwise."""
    fitting: Sequence[str] = ()
    """Other companies of the records that fit everything that is shown."""
    least: Figure | None = None

    def require_hidden(self, company: str) -> None:
        """Refuses ranges, adopted by somebody, that too few companies fit.

        Raises:
            Identified: With how many fit.
        """
        assert self.least is not None, "bands are made with how many must fit"
        assert isinstance(self.least.value, float), "an assumption has a value"
        if self.shown and len(self.fitting) + 1 < self.least.value:
            named = ", ".join([company, *self.fitting])
            why = f"of the records only {named} fit all ranges, and at least "
            why += f"{self.least.value:.0f} companies must; adopt wider steps"
            raise Identified(company, [why])


def alike(store: FactStore, viewer: Viewer, inputs: PitchInputs) -> Sequence[CompanyInputs]:
    """Other companies of the target's sector and money, as far as the records tell their years."""
    group, on = sector(inputs.target.sic), inputs.valuation_date
    found = []
    for company in store.companies(viewer):
        if company.cik == inputs.target.cik or sector(company.sic) != group:
            continue
        known = store.facts(company.cik, viewer, as_of=on)
        try:
            one = company_inputs(company, statements(company, known, as_of=on))
        except BookrunnerError:
            continue  # without a fiscal year nobody would find it by its figures
        if one.money == inputs.target.money:
            found.append(one)
    return found


def bands_part(valued: Valued) -> Part:
    """The ranges as the only model of the part."""
    return Part([_bands(valued)])


def _bands(valued: Valued) -> Bands:
    target, adoptions, at = valued.inputs.target, valued.inputs.adoptions, valued.policy.period
    prefix = target.prefix
    least = adoptions.assumption(
        f"{prefix}.teaser.least_count",
        "Companies that must fit everything shown, itself among them",
        Decimal(3),
        at,
        "with fewer a reader of the sector names it at once",
        within=_COUNT,
    )
    assert isinstance(least.value, float), "an assumption has a value"
    fitting = list(valued.inputs.alike())
    group = sector(target.sic) if len(fitting) + 1 >= least.value else ""
    shown: list[Band] = []
    findings: list[Finding] = []
    for measure in _MEASURES:
        exact = measure.of(target)
        if exact is None or not isinstance(exact.value, float):
            continue
        step = _step(measure, exact.value, fitting, least.value)
        if step is None:
            message = (
                f"{measure.label} is left out: no range of it fits {least.value:.0f} companies"
            )
            findings.append(Finding("teaser.left-out", message, Severity.WARNING, target.label))
            continue
        chosen = adoptions.assumption(
            f"{prefix}.teaser.{measure.key}_step",
            f"Width of the range of {measure.label.lower()}",
            step,
            at,
            f"the narrowest tried that at least {least.value:.0f} companies of the records fit",
            unit=target.money if measure.unit is None else measure.unit,
            quantity=Quantity.OPERATING,
            within=_STEP,
        )
        shown.append(_band(prefix, measure, exact, chosen))
        fitting = [one for one in fitting if _fits(measure, one, exact, chosen)]
    return Bands(
        "teaser",
        "Ranges",
        [_sheet(shown, least)],
        assumptions=[line(least), *(line(one.step) for one in shown)],
        findings=findings,
        shown=shown,
        group=group,
        fitting=[one.label for one in fitting],
        least=least,
    )


def _step(
    measure: _Measure, value: float, others: Sequence[CompanyInputs], least: float
) -> Decimal | None:
    """The narrowest step by which enough companies fit the same range."""
    for step in measure.steps:
        share = step / Decimal(str(abs(value))) if value else Decimal(0)
        if measure.unit is None and not _NARROWEST <= share <= _WIDEST:
            continue
        place = math.floor(value / float(step))
        same = [one for one in others if _place(measure, one, float(step)) == place]
        if len(same) + 1 >= least:
            return step
    return None


def _place(measure: _Measure, company: CompanyInputs, step: float) -> int | None:
    figure = measure.of(company)
    if figure is None or not isinstance(figure.value, float):
        return None
    return math.floor(figure.value / step)


def _fits(measure: _Measure, company: CompanyInputs, exact: Figure, step: Figure) -> bool:
    assert isinstance(exact.value, float), "only numbers are shown in ranges"
    assert isinstance(step.value, float), "an assumption has a value"
    return _place(measure, company, step.value) == math.floor(exact.value / step.value)


def _band(prefix: str, measure: _Measure, exact: Figure, step: Figure) -> Band:
    steps = ratio(exact, step)
    # Rounded towards zero, a negative number would stand above its range.
    whole = rounded_down(steps)
    floor = if_(at_least(steps, whole), whole, whole - 1)
    key = f"{prefix}.teaser.{measure.key}"
    low = computed(f"{key}_low", f"{measure.label}, from", floor * step, exact.period)
    high = computed(f"{key}_high", f"{measure.label}, to", low + step, exact.period)
    return Band(measure.label, low, high, measure.form, exact, step)


def _sheet(shown: Sequence[Band], least: Figure) -> ModelSheet:
    title = "From = width x (value / width, rounded down); to = from + width"
    rows = [
        ModelRow(one.label, [one.exact, one.step, one.low, one.high], one.form) for one in shown
    ]
    heads = ["As it is", "Width", "From", "To"]
    sections = [Section(title, rows, heads)]
    sections.append(Section("Hidden among", [ModelRow(least.name, [least], Format.COUNT)]))
    return ModelSheet(
        "Ranges", "Figures shown in ranges", [one for one in sections if one.rows],
        "Not for the recipient of the teaser: the values behind its ranges",
    )  # fmt: skip


def _line_of(key: str) -> Callable[[CompanyInputs], Figure | None]:
    return lambda company: company.latest.get(key)


def _over_revenue(key: str) -> Callable[[CompanyInputs], Figure | None]:
    def of(company: CompanyInputs) -> Figure | None:
        above, revenue = company.latest.get(key), company.latest.get("revenue")
        if above is None or revenue is None:
            return None
        name = f"{company.prefix}.teaser.{key}_share"
        return computed(name, f"{above.name} / revenue", ratio(above, revenue), revenue.period)

    return of


def _growth(company: CompanyInputs) -> Figure | None:
    years = company.years[-2:]
    told = [year.get("revenue") for year in years]
    if len(told) < 2 or told[0] is None or told[1] is None:
        return None
    name = f"{company.prefix}.teaser.growth"
    return computed(name, "Revenue growth", ratio(told[1], told[0]) - 1, told[1].period)


_SHARES = tuple(map(Decimal, ("0.05", "0.1", "0.2", "0.25", "0.5")))
_MEASURES = (
    _Measure("revenue", "Revenue", _line_of("revenue"), _MONEY_STEPS, Format.MONEY_MM0, None),
    _Measure("margin", "EBITDA margin", _over_revenue("ebitda"), _SHARES, Format.PERCENT1, PURE),
    _Measure("growth", "Revenue growth, last fiscal year", _growth, _SHARES, Format.PERCENT1, PURE),
    _Measure("capex", "Capital expenditure / revenue", _over_revenue("capex"), _SHARES,
             Format.PERCENT1, PURE),
)  # fmt: skip

BANDS = PartKind(
    "teaser", "Ranges", "What is told of the company without telling its name", "Revenue",
    bands_part,
)  # fmt: skip
