"""The valuation of a pitch: every part that the inputs allow, and what the others would need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bookrunner.figures import (
    BookrunnerError,
    Figure,
    Finding,
    Format,
    Quantity,
    Severity,
    Unusable,
)
from bookrunner.pitch.inputs import PitchInputs
from bookrunner.pitch.parts import VALUATION, Part, PartKind, Storyline
from bookrunner.valuation import (
    Bridge,
    CapitalMarket,
    CaseOutcome,
    Comps,
    Dcf,
    DefaultSensitivity,
    FootballField,
    Grid,
    Line,
    Model,
    PlanUnusable,
    Policy,
    Wacc,
    case_outcomes,
    comps,
    dcf,
    default_assumptions,
    default_policy,
    default_sensitivity,
    football_field,
    grids,
    wacc,
)

MEDIAN_MULTIPLE = "ev_ebitda_ltm"


@dataclass(frozen=True)
class Headline:
    """A result that the book states first, and how much of it moves with its defaults."""

    line: Line
    moved: DefaultSensitivity | None
    """None when it rests on no default."""


@dataclass(frozen=True)
class Valued:
    """A target valued: comparables always, the rest where the inputs allow it."""

    inputs: PitchInputs
    policy: Policy
    comps: Comps
    wacc: Wacc | None
    dcf: Dcf | None
    grids: Sequence[Grid]
    cases: Sequence[CaseOutcome]
    """All cases, whichever is selected; empty without a DCF."""
    field: FootballField
    headlines: Sequence[Headline]
    lacking: BookrunnerError | None
    """Why there is no DCF: what is missing and how to supply it."""
    findings: Sequence[Finding]
    storyline: Storyline = VALUATION
    told: Sequence[tuple[PartKind, Part]] = ()
    """The subjects of the storyline that concern the company, in its order, with their parts."""

    @property
    def parts(self) -> Sequence[Part]:
        """Of all subjects, in the order of the storyline."""
        return tuple(part for _, part in self.told)

    @property
    def models(self) -> Sequence[Model]:
        """Of all parts, in the order of the storyline."""
        return tuple(model for part in self.parts for model in part.models)

    @property
    def other_flows(self) -> Sequence[Dcf]:
        """Of other companies than the target, on which models rest."""
        return tuple(flows for part in self.parts for flows in part.flows)

    @property
    def moved(self) -> Sequence[DefaultSensitivity]:
        """The sensitivities of the headlines to their defaults."""
        return tuple(one.moved for one in self.headlines if one.moved is not None)


def valued(inputs: PitchInputs, storyline: Storyline = VALUATION) -> Valued:
    """The target valued by all methods that the inputs allow, with the storyline's parts.

    Raises:
        TypeDoesNotFit: The storyline is not one for this company.
        LinesMissing: A company has no share count at all, so that nothing can be compared.
        NotFound: An assumption was adopted that the valuation does not know.
        PlanUnusable: The management case asked for cannot drive the forecast.
    """
    storyline.require_fit(inputs)
    policy = default_policy(inputs.valuation_date, inputs.adoptions)
    compared = comps(inputs.target, inputs.peers, policy)
    rate, flows, lacking = _discounted(inputs, compared, policy)
    tables = () if flows is None else grids(flows)
    findings = [*inputs.findings]
    if storyline.is_valued:
        findings += compared.findings
        findings += () if flows is None else flows.findings
        if lacking is not None:
            findings.append(Finding("pitch.no-dcf", str(lacking), Severity.WARNING))
    alone = Valued(
        inputs=inputs,
        policy=policy,
        comps=compared,
        wacc=rate,
        dcf=flows,
        grids=tables,
        cases=() if flows is None else case_outcomes(flows),
        field=football_field(compared, tables),
        headlines=_moving(_headlines(compared, flows), policy) if storyline.is_valued else (),
        lacking=lacking,
        findings=tuple(dict.fromkeys(findings)),
        storyline=storyline,
    )
    made = _with_parts(alone)
    inputs.adoptions.require_known()
    return made


def _moving(lines: Sequence[Line], policy: Policy) -> Sequence[Headline]:
    return tuple(Headline(line, default_sensitivity(line.figure, policy.period)) for line in lines)


def _with_parts(alone: Valued) -> Valued:
    kinds = [kind for kind in alone.storyline.parts if kind.concerns(alone.inputs)]
    made = replace(alone, told=tuple((kind, _part(kind, alone)) for kind in kinds))
    told = [
        *alone.findings,
        *(one for part in made.parts for one in part.findings),
        *(one for model in made.models for one in model.findings),
    ]
    lines = [line for model in made.models for line in model.headlines]
    bars = [bar for part in made.parts for bar in part.bars]
    return replace(
        made,
        field=replace(alone.field, bars=(*alone.field.bars, *bars)),
        headlines=(*alone.headlines, *_moving(lines, alone.policy)),
        findings=tuple(dict.fromkeys(told)),
    )


def _part(kind: PartKind, alone: Valued) -> Part:
    try:
        return kind.make(alone)
    except Unusable as lacking:
        # A page whose input is missing says what is required; the others still stand.
        finding = Finding(f"pitch.no-{kind.key}", str(lacking), Severity.WARNING)
        return Part(findings=[finding], lacking=lacking)


def _discounted(
    inputs: PitchInputs, compared: Comps, policy: Policy
) -> tuple[Wacc | None, Dcf | None, BookrunnerError | None]:
    others = [peer.bridge for peer in compared.peers]
    try:
        flows = discounted(inputs, compared, compared.target.bridge, others, policy)
    except PlanUnusable:
        # Somebody asked for this case; a page without it would be another answer.
        raise
    except Unusable as lacking:
        # A page whose input is missing says what is required; the others still stand.
        return None, None, lacking
    return flows.wacc, flows, None


def discounted(
    inputs: PitchInputs, compared: Comps, own: Bridge, others: Sequence[Bridge], policy: Policy
) -> Dcf:
    """The DCF of one of the pitch's companies, its beta and weights beside the others'.

    Raises:
        Unusable: An input is missing; the message says which.
    """
    company = own.company
    yielded = inputs.adoptions.observation(
        f"{company.prefix}.wacc.cost_of_debt_rate",
        "Cost of debt (current yield)",
        policy.period,
        Quantity.YIELD,
    )
    market = CapitalMarket(risk_free=inputs.risk_free, cost_of_debt=yielded)
    rate = wacc(own, others, market, policy)
    assumed = default_assumptions(company, policy)
    multiple = compared.statistic("median", MEDIAN_MULTIPLE)
    return dcf(own, rate, assumed, policy, multiple=multiple if _is_number(multiple) else None)


def _headlines(compared: Comps, flows: Dcf | None) -> Sequence[Line]:
    company = compared.target.company
    label, form = company.label, Format.PER_SHARE if company.is_listed else Format.MONEY_MM
    of = "per share" if company.is_listed else "equity value"
    found = [
        Line(
            f"{label} {of} at the peers' median {implied.column.label} (LTM)",
            implied.middle.stated,
            form,
        )
        for implied in compared.implied
        if implied.column.key == MEDIAN_MULTIPLE
    ]
    if flows is None:
        return found
    worths = [flows.gordon] if flows.exit is None else [flows.gordon, flows.exit]
    return [
        *found,
        Line("DCF: enterprise value", flows.enterprise_value, Format.MONEY_MM),
        *(
            Line(
                f"DCF: {company.stated_as.lower()}, {worth.terminal.label}",
                worth.stated,
                form,
            )
            for worth in worths
        ),
    ]


def _is_number(figure: Figure) -> bool:
    return isinstance(figure.value, float)
