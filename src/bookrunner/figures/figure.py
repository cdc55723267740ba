"""Figures: numbers that know where they come from, and the expressions that join them.

A ``Figure`` is exactly one of *sourced*, *computed* and *assumed*; there is no fourth kind. It gets
its name, period, case and id when it is made and never changes. Operators over figures build an
``Expression``, which has a value and a unit but no name; ``computed`` makes a figure of it.

Both are evaluated once, at birth, from operands that already are, so nothing ever recurses.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from bookrunner.figures.citations import Citation
from bookrunner.figures.errors import Refused, Unusable
from bookrunner.figures.operators import OPERATORS, STATISTICS, TRUTH
from bookrunner.figures.periods import Period
from bookrunner.figures.units import PURE, Unit
from bookrunner.figures.values import NA, NM, Missing, Value
from bookrunner.figures.viewers import PUBLIC, Walls


class UnnaturalConstant(Unusable):
    """A number was typed into a formula that is not a constant of nature or of the calendar."""

    def __init__(self, number: float) -> None:
        self.number = number
        super().__init__(
            f"{number} may not stand inside a formula (only 1, 0.5, 12, 360, 365 and powers of "
            "ten); make it an assumption with an owner, or a figure with a source"
        )


class MarketDataHasNoDefault(Refused):
    """Prices, spreads, yields, estimates, volatilities and ratings are observed or adopted."""

    def __init__(self, name: str, quantity: Quantity) -> None:
        self.name = name
        self.quantity = quantity
        super().__init__(
            f"{name} is market data ({quantity.value}) and never has a default; supply it with its "
            "source, or let a named person adopt it"
        )


class Quantity(Enum):
    """What an assumption is about; it decides whether the system may supply a default."""

    OPERATING = "operating assumption"
    SWITCH = "switch"
    """A choice between ways to compute, not an amount; moving it by 10% means nothing."""
    PRICE = "price"
    SPREAD = "spread"
    YIELD = "yield"
    ESTIMATE = "estimate"
    VOLATILITY = "volatility"
    RATING = "rating"

    @property
    def is_market_data(self) -> bool:
        """Whether it is observed in a market or published by somebody, so has no default."""
        return self not in (Quantity.OPERATING, Quantity.SWITCH)


@dataclass(frozen=True)
class Source:
    """Where a sourced number was read."""

    system: str
    """Who published or keeps it: ``SEC EDGAR``, ``U.S. Treasury``."""
    document: str
    """Which document or record of theirs: ``10-K for the year to 2024-01-28``."""
    as_of: date
    """The date the number is true for, or was observed on."""
    accession: str = ""
    concept: str = ""
    url: str = ""
    citation: Citation | None = None
    accepted_at: date | datetime | None = None
    """When it became known; None when the source does not say."""
    licence: str = ""
    subject: str = ""
    """Whom the document is about, as pages call them: a ticker."""

    @property
    def title(self) -> str:
        """The document with its subject: ``HD 10-K for the period to 2024-01-28``."""
        return f"{self.subject} {self.document}".strip()

    def __str__(self) -> str:
        parts = [self.system, self.title]
        if self.accession:
            parts.append(f"accession {self.accession}")
        if self.concept:
            parts.append(self.concept)
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Sourced:
    """Reported or observed by somebody outside the model."""

    source: Source


@dataclass(frozen=True)
class Adopted:
    """An assumption that a named person stands for."""

    owner: str
    reason: str
    on: date
    quantity: Quantity = Quantity.OPERATING


@dataclass(frozen=True)
class Default:
    """An assumption of the system's that nobody has adopted yet; shown in orange."""

    reason: str
    quantity: Quantity = Quantity.OPERATING


@dataclass(frozen=True)
class Computed:
    """An expression over other figures."""

    expression: Expression


Lineage = Sourced | Adopted | Default | Computed


class Term:
    """Anything that can stand in a formula; arithmetic on terms builds expressions."""

    __slots__ = ()

    unit: Unit
    value: Value
    walls: Walls
    may_be_nm: bool
    """Whether some change of the inputs can turn it into NM; the workbook guards for it."""
    may_be_na: bool
    digest: str
    """Identifies the lineage below and its inputs' values."""

    def __add__(self, other: Operand) -> Expression:
        return apply("add", self, other)

    def __radd__(self, other: Operand) -> Expression:
        return apply("add", other, self)

    def __sub__(self, other: Operand) -> Expression:
        return apply("subtract", self, other)

    def __rsub__(self, other: Operand) -> Expression:
        return apply("subtract", other, self)

    def __mul__(self, other: Operand) -> Expression:
        return apply("multiply", self, other)

    def __rmul__(self, other: Operand) -> Expression:
        return apply("multiply", other, self)

    def __truediv__(self, other: Operand) -> Expression:
        return apply("divide", self, other)

    def __rtruediv__(self, other: Operand) -> Expression:
        return apply("divide", other, self)

    def __pow__(self, other: Operand) -> Expression:
        return apply("power", self, other)

    def __rpow__(self, other: Operand) -> Expression:
        return apply("power", other, self)

    def __neg__(self) -> Expression:
        return apply("negate", self)

    def __bool__(self) -> bool:
        raise TypeError(
            "a figure is not a Python condition: choose with if_(), so that the workbook's switch "
            "keeps working"
        )


class Constant(Term):
    """A constant of nature or of the calendar inside a formula, or a literal NM or NA."""

    __slots__ = ("digest", "may_be_na", "may_be_nm", "unit", "value", "walls")

    def __init__(self, value: float | Missing, unit: Unit = PURE) -> None:
        if not isinstance(value, Missing) and not is_natural(value):
            raise UnnaturalConstant(value)
        self.value: Value = value if isinstance(value, Missing) else float(value)
        self.unit = unit
        self.walls = PUBLIC
        self.may_be_nm = value is NM
        self.may_be_na = value is NA
        self.digest = _hash("constant", str(self.value), str(unit))


class Expression(Term):
    """An operator over terms: a value and a unit without a name."""

    __slots__ = (
        "digest",
        "may_be_na",
        "may_be_nm",
        "operands",
        "operator",
        "unit",
        "value",
        "walls",
    )

    def __init__(self, operator: str, operands: tuple[Term, ...]) -> None:
        row = OPERATORS[operator]
        self.operator = operator
        self.operands = operands
        self.unit = row.unit([operand.unit for operand in operands])
        self.value = row.compute([operand.value for operand in operands])
        self.walls = frozenset().union(*(operand.walls for operand in operands))
        self.may_be_nm, self.may_be_na = _may_be_missing(operator, operands)
        self.digest = _hash(operator, *(operand.digest for operand in operands))


class Figure(Term):
    """A named number with a unit, a period and a lineage; immutable, compared by identity.

    ``id`` is stable under changed inputs (it is made of the key, the period and the case) and is a
    legal name in a workbook; ``version`` changes with any input.
    """

    __slots__ = (
        "__weakref__",
        "case",
        "digest",
        "exact",
        "id",
        "key",
        "lineage",
        "may_be_na",
        "may_be_nm",
        "name",
        "period",
        "unit",
        "value",
        "walls",
    )

    def __init__(
        self,
        key: str,
        name: str,
        period: Period,
        lineage: Lineage,
        *,
        unit: Unit,
        value: Value,
        exact: Decimal | None = None,
        case: str = "",
        walls: Walls = PUBLIC,
    ) -> None:
        self.key = key
        self.name = name
        self.period = period
        self.case = case
        self.lineage = lineage
        self.unit = unit
        self.value = value
        self.exact = exact
        self.walls = walls
        self.id = figure_id(key, period, case)
        if isinstance(lineage, Computed):
            self.may_be_nm = lineage.expression.may_be_nm
            self.may_be_na = lineage.expression.may_be_na
            self.digest = _hash(self.id, lineage.expression.digest)
        else:
            self.may_be_nm = value is NM
            self.may_be_na = value is NA
            self.digest = _hash(self.id, str(exact if exact is not None else value), repr(lineage))

    @property
    def version(self) -> str:
        """Sixteen hex digits that change when any input of the figure does."""
        return self.digest[:16]

    @property
    def expression(self) -> Expression | None:
        """The formula of a computed figure; None for an input."""
        return self.lineage.expression if isinstance(self.lineage, Computed) else None

    @property
    def is_input(self) -> bool:
        """Whether it is typed into a workbook rather than computed there."""
        return not isinstance(self.lineage, Computed)

    @property
    def is_default(self) -> bool:
        """Whether it is an assumption that nobody has adopted."""
        return isinstance(self.lineage, Default)

    def __repr__(self) -> str:
        return f"<Figure {self.id} = {self.value} {self.unit}>"


Operand = Term | float | int


def sourced(
    key: str,
    name: str,
    value: Decimal | Missing,
    unit: Unit,
    period: Period,
    source: Source,
    *,
    case: str = "",
    walls: Walls = PUBLIC,
) -> Figure:
    """A figure read from a document, a market or a record, in single units (never millions)."""
    return _input(key, name, value, unit, period, Sourced(source), case=case, walls=walls)


def adopted(
    key: str,
    name: str,
    value: Decimal,
    unit: Unit,
    period: Period,
    *,
    owner: str,
    reason: str,
    on: date,
    quantity: Quantity = Quantity.OPERATING,
    case: str = "",
    walls: Walls = PUBLIC,
) -> Figure:
    """An assumption a named person stands for.

    Raises:
        Refused: The owner or the reason is blank.
    """
    if not owner.strip() or not reason.strip():
        raise Refused(f"{name}: an adopted assumption needs the name of its owner and a reason")
    lineage = Adopted(owner.strip(), reason.strip(), on, quantity)
    return _input(key, name, value, unit, period, lineage, case=case, walls=walls)


def default(
    key: str,
    name: str,
    value: Decimal,
    unit: Unit,
    period: Period,
    *,
    reason: str,
    quantity: Quantity = Quantity.OPERATING,
    case: str = "",
) -> Figure:
    """The system's own assumption, until somebody adopts it.

    Raises:
        MarketDataHasNoDefault: The quantity is a price, spread, yield, estimate, volatility or
            rating.
    """
    if quantity.is_market_data:
        raise MarketDataHasNoDefault(name, quantity)
    return _input(key, name, value, unit, period, Default(reason, quantity), case=case)


def computed(key: str, name: str, expression: Operand, period: Period, *, case: str = "") -> Figure:
    """A figure with a formula; its unit, value and walls are those of the expression.

    A bare figure as the expression makes a named link to it.
    """
    formula = as_expression(expression)
    if formula.unit == TRUTH:
        raise Unusable(f"{name}: a condition is not a figure; choose a number with if_()")
    return Figure(
        key,
        name,
        period,
        Computed(formula),
        unit=formula.unit,
        value=formula.value,
        case=case,
        walls=formula.walls,
    )


def figure_id(key: str, period: Period, case: str = "") -> str:
    """The id of the figure with this key, period and case; also its name in a workbook."""
    parts = [*key.split("."), period.key]
    if case:
        parts.append(case)
    name = ".".join(_slug(part) for part in parts)
    return name if name[0].isalpha() else f"_{name}"


def is_natural(number: float) -> bool:
    """Whether a number may stand in a formula: 1, 0.5, 12, 360, 365 or a power of ten."""
    if number in (1, 0.5, 12, 360, 365):
        return True
    return number > 0 and number in _POWERS_OF_TEN


_POWERS_OF_TEN = frozenset(float(f"1e{exponent}") for exponent in range(-12, 16))


def apply(operator: str, *operands: Operand) -> Expression:
    """The operator over the operands; bare numbers must be natural constants."""
    return Expression(operator, tuple(as_term(operand) for operand in operands))


def as_term(operand: Operand) -> Term:
    """The operand itself, or the natural constant it is."""
    return operand if isinstance(operand, Term) else Constant(operand)


def as_expression(operand: Operand) -> Expression:
    """The operand as an expression; a lone term becomes the sum of itself, a plain link."""
    term = as_term(operand)
    return term if isinstance(term, Expression) else Expression("sum", (term,))


def _input(
    key: str,
    name: str,
    value: Decimal | Missing,
    unit: Unit,
    period: Period,
    lineage: Lineage,
    *,
    case: str,
    walls: Walls = PUBLIC,
) -> Figure:
    assert isinstance(value, (Decimal, Missing)), "inputs are Decimal; floats have lost digits"
    exact = value if isinstance(value, Decimal) else None
    if exact is not None and not exact.is_finite():
        raise Unusable(f"{name}: {exact} is not a finite number")
    return Figure(
        key,
        name,
        period,
        lineage,
        unit=unit,
        value=float(exact) if exact is not None else value,  # type: ignore[arg-type]
        exact=exact,
        case=case,
        walls=walls,
    )


def _may_be_missing(operator: str, operands: Sequence[Term]) -> tuple[bool, bool]:
    may_be_nm = any(operand.may_be_nm for operand in operands)
    may_be_na = any(operand.may_be_na for operand in operands)
    if operator in STATISTICS:
        # One operand that always is a number makes the statistic one, too.
        series = operands[1:] if operator == "percentile" else operands
        sure = any(not (operand.may_be_nm or operand.may_be_na) for operand in series)
        level = operands[0] if operator == "percentile" else None
        return (
            level is not None and level.may_be_nm,
            not sure or (level is not None and level.may_be_na),
        )
    if operator in ("ratio", "internal_rate_of_return"):
        return True, may_be_na
    return may_be_nm, may_be_na


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9_]+", "_", text.lower()).strip("_") or "_"


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
