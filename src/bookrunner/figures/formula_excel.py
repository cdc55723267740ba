"""A computed figure as a spreadsheet formula over the cells of its inputs.

A formula stops at the nearest placed figure; an input that is placed nowhere is an error, never a
literal. Text ``NM`` and ``NA`` stand in cells for missing values, and the formulas keep the same
rules as the operators do:

- arithmetic over cells that may hold text is guarded by IFERROR, and says NA before NM;
- statistics are taken over cells, whose text spreadsheets leave out; of nothing they say NA;
- comparisons of cells that may hold text go through SIGN of a difference, because a spreadsheet
  holds any text to be greater than any number.

Scale belongs to the cell: every rendered piece carries the power of ten it is in, and factors are
written only where pieces of different scales meet.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bookrunner.figures.errors import Unusable
from bookrunner.figures.figure import Constant, Expression, Figure, Term
from bookrunner.figures.values import Missing

FORMULA_LENGTH_MAX = 8192  # Excel's specification; LibreOffice allows more.

_SUM, _PRODUCT, _ATOM = 1, 2, 4

FUNCTIONS = frozenset(
    {
        "AND",
        "AVERAGE",
        "CHOOSE",
        "COUNT",
        "COUNTA",
        "COUNTIF",
        "DAYS360",
        "EXP",
        "IF",
        "IFERROR",
        "IRR",
        "ISNUMBER",
        "LN",
        "MAX",
        "MEDIAN",
        "MIN",
        "NOT",
        "NPV",
        "OR",
        "PERCENTILE",
        "RATE",
        "ROUND",
        "ROUNDDOWN",
        "ROUNDUP",
        "SIGN",
        "SUM",
        "SUMPRODUCT",
        "YIELD",
        "_XLFN.NORM.S.DIST",
    }
)
"""Every spreadsheet function a formula may use; all are in Excel 2010 and in LibreOffice.

Files carry what is newer than Excel 2007 with a prefix that no reader shows.
"""


class UnplacedInput(Unusable):
    """A formula needs an input that stands in no cell."""

    def __init__(self, figure: Figure, needed: Figure) -> None:
        self.figure = figure
        self.needed = needed
        super().__init__(
            f"{figure.id} needs the input {needed.id}, which is placed on no sheet; place it"
        )


class MustBePlaced(Unusable):
    """A series must stand in cells of its own before this function can read it."""

    def __init__(self, figure: Figure, function: str, reason: str) -> None:
        self.figure = figure
        super().__init__(
            f"{figure.id}: the series under {function} {reason}; place its members in one row or "
            "column of one scale"
        )


class FormulaTooLong(Unusable):
    """A formula would exceed what a spreadsheet accepts."""

    def __init__(self, figure: Figure, length: int) -> None:
        self.figure = figure
        self.length = length
        super().__init__(
            f"the formula of {figure.id} would be {length} characters long; place some of the "
            "figures it is computed from"
        )


_Writer = Callable[[Sequence[str]], str]


@dataclass(frozen=True)
class Placement:
    """Where a figure stands: zero-based row and column of a sheet, shown in ten to ``exponent``."""

    sheet: str
    row: int
    column: int
    exponent: int = 0


@dataclass(frozen=True)
class _Piece:
    """A rendered term: its text, how tightly it binds, its scale and where it may be missing."""

    raw: str
    """A number; an error or a text where the value is missing."""
    guarded: str
    """A number or the text NM or NA; never an error."""
    missing_na: str
    """A condition that holds when the value is NA; empty when it never is."""
    binding: int
    exponent: int
    may_be_missing: bool = False
    cell: Placement | None = None
    is_constant: bool = False


def formula(figure: Figure, placements: Mapping[str, Placement], at: Placement) -> str:
    """The formula of a computed figure in the cell ``at``, with its leading ``=``.

    Args:
        placements: Where figures stand, by id; the figure's own entry is not used.

    Raises:
        UnplacedInput: An input of it stands nowhere.
        MustBePlaced: A series of it is scattered or of mixed scale.
        FormulaTooLong: Too much of it would be inlined.
    """
    expression = figure.expression
    assert expression is not None, "an input has no formula"
    pieces: dict[int, _Piece] = {}
    stack: list[Term] = [expression]
    while stack:
        term = stack[-1]
        if id(term) in pieces:
            stack.pop()
            continue
        if not isinstance(term, Expression):
            placed = _leaf(term, placements, at)
            if placed is not None:
                pieces[id(term)] = placed
                stack.pop()
                continue
        inner = _operands(term, figure)
        pending = [operand for operand in inner if id(operand) not in pieces]
        if pending:
            stack.extend(reversed(pending))
            continue
        if isinstance(term, Figure):
            pieces[id(term)] = pieces[id(inner[0])]
        else:
            assert isinstance(term, Expression)
            parts = [pieces[id(operand)] for operand in inner]
            piece = RENDERERS[term.operator](_Call(term, parts, figure, at))
            if len(piece.raw) > 2 * FORMULA_LENGTH_MAX:
                raise FormulaTooLong(figure, len(piece.raw))
            pieces[id(term)] = piece
        stack.pop()
    text = "=" + _scaled_result(pieces[id(expression)], at.exponent)
    if len(text) > FORMULA_LENGTH_MAX:
        raise FormulaTooLong(figure, len(text))
    return text


def link(placement: Placement, at: Placement) -> str:
    """The formula that shows another cell's figure here, with its leading ``=``."""
    piece = _cell_piece(placement, at, may_be_nm=False, may_be_na=False)
    return "=" + _scaled_result(piece, at.exponent)


def cell_name(placement: Placement, *, absolute: bool = False) -> str:
    """``B3``, or ``$B$3`` when absolute."""
    letters, number = "", placement.column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"${letters}${placement.row + 1}" if absolute else f"{letters}{placement.row + 1}"


def quoted_sheet(name: str) -> str:
    """The sheet's name as formulas write it."""
    plain = name.replace("_", "").isalnum() and name.isascii() and not name[0].isdigit()
    looks_like_a_cell = name.rstrip("0123456789") != name
    return name if plain and not looks_like_a_cell else "'" + name.replace("'", "''") + "'"


@dataclass(frozen=True)
class _Call:
    """An operator to be rendered: its operands' pieces, and the figure and cell it is for."""

    term: Expression
    parts: Sequence[_Piece]
    figure: Figure
    at: Placement


# ----------------------------------------------------------------------------- leaves


def _operands(term: Term, figure: Figure) -> Sequence[Term]:
    if isinstance(term, Figure):
        if term.expression is None:
            raise UnplacedInput(figure, term)
        return (term.expression,)
    assert isinstance(term, Expression)
    return term.operands


def _leaf(term: Term, placements: Mapping[str, Placement], at: Placement) -> _Piece | None:
    if isinstance(term, Constant):
        return _constant(term)
    assert isinstance(term, Figure)
    placement = placements.get(term.id)
    if placement is None:
        return None
    return _cell_piece(placement, at, may_be_nm=term.may_be_nm, may_be_na=term.may_be_na)


def _constant(term: Constant) -> _Piece:
    value = term.value
    if isinstance(value, Missing):
        text = f'"{value}"'
        is_na = "TRUE" if term.may_be_na else ""
        return _Piece(text, text, is_na, _ATOM, 0, may_be_missing=True, is_constant=True)
    text = f"{value:.15g}"
    return _Piece(text, text, "", _ATOM, 0, is_constant=True)


def _cell_piece(placement: Placement, at: Placement, *, may_be_nm: bool, may_be_na: bool) -> _Piece:
    reference = _reference(placement, at)
    is_na = f'{reference}="NA"' if may_be_na else ""
    missing = may_be_nm or may_be_na
    return _Piece(reference, reference, is_na, _ATOM, placement.exponent, missing, placement)


def _reference(placement: Placement, at: Placement) -> str:
    name = cell_name(placement)
    if placement.sheet == at.sheet:
        return name
    return f"{quoted_sheet(placement.sheet)}!{name}"


# -------------------------------------------------------------------------- operators


def _arithmetic(
    term: Expression, raw: str, parts: Sequence[_Piece], binding: int, exponent: int
) -> _Piece:
    """A piece whose raw form is an error wherever an operand is missing."""
    is_na = _any_of([part.missing_na for part in parts])
    missing = term.may_be_nm or term.may_be_na
    return _Piece(raw, _guard(raw, is_na, term), is_na, binding, exponent, missing)


def _guard(raw: str, is_na: str, term: Expression) -> str:
    if not (term.may_be_nm or term.may_be_na):
        return raw
    if not is_na:
        return f'IFERROR({raw},"NM")'
    if not term.may_be_nm:
        return f'IFERROR({raw},"NA")'
    return f'IFERROR({raw},IF({is_na},"NA","NM"))'


def _added(call: _Call) -> _Piece:
    term, parts = call.term, call.parts
    exponent = parts[0].exponent if not parts[0].is_constant else parts[1].exponent
    left, right = (_at_scale(part, exponent) for part in parts)
    sign = "+" if term.operator == "add" else "-"
    raw = f"{_bound(left, _SUM)}{sign}{_bound(right, _PRODUCT)}"
    return _arithmetic(term, raw, parts, _SUM, exponent)


def _multiplied(call: _Call) -> _Piece:
    term, parts = call.term, call.parts
    left, right = parts
    if term.operator == "multiply":
        sign, exponent = "*", left.exponent + right.exponent
    else:
        sign, exponent = "/", left.exponent - right.exponent
    raw = f"{_bound(left, _PRODUCT)}{sign}{_bound(right, _ATOM)}"
    return _arithmetic(term, raw, parts, _PRODUCT, exponent)


def _powered(call: _Call) -> _Piece:
    term, parts = call.term, call.parts
    base, exponent = (_at_scale(part, 0) for part in parts)
    # A power is bracketed whenever it stands inside more: =-A4^2 is +4 in a spreadsheet.
    raw = f"{_bound(base, _ATOM)}^{_bound(exponent, _ATOM)}"
    return _arithmetic(term, raw, parts, _PRODUCT, 0)


def _negated_number(call: _Call) -> _Piece:
    term, parts = call.term, call.parts
    raw = f"(-{_bound(parts[0], _ATOM)})"
    return _arithmetic(term, raw, parts, _ATOM, parts[0].exponent)


def _sum(call: _Call) -> _Piece:
    term, parts = call.term, call.parts
    if len(parts) == 1:
        return parts[0]
    exponent = parts[0].exponent
    cells = _range(parts, call.at) if len(parts) > 2 else None
    if cells is None:
        pieces = [_at_scale(part, exponent) for part in parts]
        raw = "+".join(
            _bound(piece, _SUM if place == 0 else _PRODUCT) for place, piece in enumerate(pieces)
        )
        return _arithmetic(term, raw, parts, _SUM, exponent)
    return _over_cells(call, f"SUM({cells})", [cells], exponent)


def _over_cells(
    call: _Call, raw: str, ranges: Sequence[str], exponent: int, beside: Sequence[_Piece] = ()
) -> _Piece:
    """A function over ranges whose text it must not skip silently.

    Args:
        beside: The operands that stand outside the ranges.
    """
    term = call.term
    if not any(part.may_be_missing for part in call.parts):
        guarded = f'IFERROR({raw},"NM")' if term.may_be_nm else raw
        return _Piece(raw, guarded, "", _ATOM, exponent, term.may_be_nm)
    whole = _all_of([f"COUNT({cells})=COUNTA({cells})" for cells in ranges])
    is_na = ""
    if term.may_be_na:
        is_na = _any_of(
            [*(f'COUNTIF({cells},"NA")' for cells in ranges), *(part.missing_na for part in beside)]
        )
    instead = '"NM"'
    if is_na:
        instead = f'IF({is_na},"NA","NM")' if term.may_be_nm else '"NA"'
    checked = f'IF({whole},{raw},"NM")'
    guarded = f"IFERROR(IF({whole},{raw},{instead}),{instead})"
    return _Piece(checked, guarded, is_na, _ATOM, exponent, may_be_missing=True)


def _weighted_sum(call: _Call) -> _Piece:
    term, parts = call.term, call.parts
    half = len(parts) // 2
    values, weights = parts[:half], parts[half:]
    ranges = (_range(values, call.at), _range(weights, call.at))
    exponent = values[0].exponent + weights[0].exponent
    if half > 1 and ranges[0] and ranges[1] and _same_shape(values, weights):
        raw = f"SUMPRODUCT({ranges[0]},{ranges[1]})"
        return _over_cells(call, raw, [ranges[0], ranges[1]], exponent)
    pairs = [
        f"{_bound(_at_scale(value, values[0].exponent), _PRODUCT)}*"
        f"{_bound(_at_scale(weight, weights[0].exponent), _ATOM)}"
        for value, weight in zip(values, weights, strict=True)
    ]
    binding = _SUM if half > 1 else _PRODUCT
    return _arithmetic(term, "+".join(pairs), parts, binding, exponent)


def _present_value(call: _Call) -> _Piece:
    parts = call.parts
    rate, *flows = parts
    cells = _range(flows, call.at) if _in_one_line(flows) else None
    if cells is None:
        raise MustBePlaced(call.figure, "NPV", "does not stand side by side")
    raw = f"NPV({_at_scale(rate, 0).raw},{cells})"
    return _over_cells(call, raw, [cells], flows[0].exponent, beside=[rate])


def _days_30_360(call: _Call) -> _Piece:
    first, last = (_at_scale(part, 0).raw for part in call.parts)
    return _arithmetic(call.term, f"DAYS360({first},{last})", call.parts, _ATOM, 0)


def _rounded_up(call: _Call) -> _Piece:
    raw = f"ROUNDUP({_at_scale(call.parts[0], 0).raw},0)"
    return _arithmetic(call.term, raw, call.parts, _ATOM, 0)


def _rounded_down(call: _Call) -> _Piece:
    # ROUNDDOWN leaves a quotient that floats hold just below a whole number at the one before.
    raw = f"ROUNDDOWN(ROUND({_at_scale(call.parts[0], 0).raw},9),0)"
    return _arithmetic(call.term, raw, call.parts, _ATOM, 0)


def _of_one_number(call: _Call) -> _Piece:
    number = _at_scale(call.parts[0], 0).raw
    raw = {
        "natural_log": f"LN({number})",
        "exponential": f"EXP({number})",
        "normal_cumulative": f"_xlfn.NORM.S.DIST({number},TRUE)",
    }[call.term.operator]
    return _arithmetic(call.term, raw, call.parts, _ATOM, 0)


def _level_rate(call: _Call) -> _Piece:
    count, paid, invested, redeemed = (_at_scale(part, 0) for part in call.parts)
    raw = f"RATE({count.raw},{paid.raw},-{_bound(invested, _ATOM)},{redeemed.raw})"
    return _arithmetic(call.term, raw, call.parts, _ATOM, 0)


def _bond_yield(call: _Call) -> _Piece:
    settled, matures, coupon, price, frequency = (_at_scale(part, 0) for part in call.parts)
    raw = (
        f"YIELD({settled.raw},{matures.raw},{coupon.raw},100*{_bound(price, _PRODUCT)},100,"
        f"{frequency.raw},0)"
    )
    return _arithmetic(call.term, raw, call.parts, _ATOM, 0)


def _not_below_zero(call: _Call) -> _Piece:
    (part,) = call.parts
    raw = f"MAX({part.raw},0)"
    if part.may_be_missing:
        # MAX skips text in a cell; text plus nothing is an error instead.
        raw = f"IF(ISNUMBER({part.raw}),{raw},{_bound(part, _SUM)}+0)"
    return _arithmetic(call.term, raw, call.parts, _ATOM, part.exponent)


def _return(call: _Call) -> _Piece:
    parts = call.parts
    cells = _range(parts, call.at) if _in_one_line(parts) else None
    if cells is None:
        raise MustBePlaced(call.figure, "IRR", "does not stand side by side")
    return _over_cells(call, f"IRR({cells})", [cells], 0)


def _extreme(call: _Call) -> _Piece:
    term, parts = call.term, call.parts
    exponent = parts[0].exponent
    pieces = [_at_scale(part, exponent) for part in parts]
    function = "MAX" if term.operator == "largest" else "MIN"
    if not any(part.may_be_missing for part in parts):
        raw = f"{function}({','.join(piece.raw for piece in pieces)})"
        return _arithmetic(term, raw, parts, _ATOM, exponent)
    # MAX and MIN skip text in cells; a sum of the cells is an error instead.
    probe = "+".join(_bound(piece, _PRODUCT) for piece in pieces)
    extremes = ",".join(piece.raw for piece in pieces)
    raw = f"IF(ISNUMBER({probe}),{function}({extremes}),{probe})"
    return _arithmetic(term, raw, parts, _ATOM, exponent)


def _statistic(call: _Call) -> _Piece:
    term, parts = call.term, call.parts
    level = parts[0] if term.operator == "percentile" else None
    series = parts[1:] if level else parts
    function = {
        "average": "AVERAGE",
        "median": "MEDIAN",
        "highest": "MAX",
        "lowest": "MIN",
        "percentile": "PERCENTILE",
    }[term.operator]
    exponent = series[0].exponent
    arguments = _series(series, exponent, function, call)
    if level is not None:
        raw = f"{function}({arguments},{_at_scale(level, 0).raw})"
    else:
        raw = f"{function}({arguments})"
    if not (term.may_be_nm or term.may_be_na):
        return _Piece(raw, raw, "", _ATOM, exponent)
    if all(piece.may_be_missing for piece in series):
        counted = f'IF(COUNT({arguments}),{raw},"NA")'
        is_na = f"NOT(COUNT({arguments}))"
    else:
        counted, is_na = raw, ""
    if level is None or not level.may_be_missing:
        return _Piece(counted, counted, is_na, _ATOM, exponent, may_be_missing=True)
    # The level itself is missing: pass that on before the series is looked at.
    is_na = _any_of([level.missing_na, is_na])
    return _Piece(
        counted, _guard(counted, is_na, term), is_na, _ATOM, exponent, may_be_missing=True
    )


def _series(series: Sequence[_Piece], exponent: int, function: str, call: _Call) -> str:
    cells = _range(series, call.at)
    if cells is not None:
        return cells
    if function == "PERCENTILE":
        raise MustBePlaced(call.figure, function, "does not stand side by side")
    for piece in series:
        if piece.may_be_missing and (piece.cell is None or piece.exponent != exponent):
            raise MustBePlaced(
                call.figure, function, "may hold NM or NA outside cells of one scale"
            )
    return ",".join(_at_scale(piece, exponent).raw for piece in series)


def _if(call: _Call) -> _Piece:
    term, parts = call.term, call.parts
    condition, then, otherwise = parts
    exponent = otherwise.exponent if _is_missing_literal(then) else then.exponent
    yes, no = _at_scale(then, exponent), _at_scale(otherwise, exponent)
    return _chosen(
        term,
        condition,
        lambda options: f"IF({condition.raw},{options[0]},{options[1]})",
        [yes, no],
        exponent,
    )


def _choose(call: _Call) -> _Piece:
    term, parts = call.term, call.parts
    index, *options = parts
    exponent = options[0].exponent
    return _chosen(
        term,
        index,
        lambda texts: f"CHOOSE({_at_scale(index, 0).raw},{','.join(texts)})",
        [_at_scale(option, exponent) for option in options],
        exponent,
    )


def _chosen(
    term: Expression,
    chooser: _Piece,
    written: _Writer,
    options: Sequence[_Piece],
    exponent: int,
) -> _Piece:
    """One of several options; only the chosen one's being missing counts."""
    raw = written([option.raw for option in options])
    is_na = ""
    if any(option.missing_na for option in options):
        is_na = written([option.missing_na or "FALSE" for option in options])
    guarded = written([option.guarded for option in options])
    if chooser.may_be_missing:
        chooser_na = chooser.missing_na or "FALSE"
        is_na = f"IFERROR({is_na},{chooser_na})" if is_na else chooser.missing_na
        instead = '"NM"' if not chooser.missing_na else f'IF({chooser.missing_na},"NA","NM")'
        guarded = f"IFERROR({guarded},{instead})"
    missing = term.may_be_nm or term.may_be_na
    return _Piece(raw, guarded, is_na, _ATOM, exponent, missing)


def _comparison(call: _Call) -> _Piece:
    term, parts = call.term, call.parts
    exponent = parts[1].exponent if parts[0].is_constant else parts[0].exponent
    left, right = (_bound(_at_scale(part, exponent), _PRODUCT) for part in parts)
    if any(part.may_be_missing for part in parts):
        raw = {
            "greater": f"SIGN({left}-{right})=1",
            "at_least": f"SIGN({right}-{left})<1",
            "equal": f"NOT(SIGN({left}-{right}))",
        }[term.operator]
    else:
        raw = left + {"greater": ">", "at_least": ">=", "equal": "="}[term.operator] + right
    return _arithmetic(term, raw, parts, _ATOM, 0)


def _positive(call: _Call) -> _Piece:
    term, parts = call.term, call.parts
    return _arithmetic(term, f"SIGN({parts[0].raw})=1", parts, _ATOM, 0)


def _logical(call: _Call) -> _Piece:
    term, parts = call.term, call.parts
    function = {"both": "AND", "either": "OR", "negated": "NOT"}[term.operator]
    raw = f"{function}({','.join(part.raw for part in parts)})"
    return _arithmetic(term, raw, parts, _ATOM, 0)


# ----------------------------------------------------------------------- scale, ranges


def _scaled_result(piece: _Piece, exponent: int) -> str:
    if piece.exponent == exponent:
        return piece.guarded
    if not piece.may_be_missing:
        return _at_scale(piece, exponent).raw
    # Scaling text is an error: scale the number and keep the text.
    scaled = _at_scale(piece, exponent).raw
    return f"IFERROR({scaled},{piece.guarded})"


def _at_scale(piece: _Piece, exponent: int) -> _Piece:
    if piece.exponent == exponent or _is_missing_literal(piece):
        return piece
    difference = piece.exponent - exponent
    raw = f"{_bound(piece, _PRODUCT)}{_factor(difference)}"
    guarded = f"IFERROR({raw},{piece.guarded})" if piece.may_be_missing else raw
    return _Piece(
        raw,
        guarded,
        piece.missing_na,
        _PRODUCT,
        exponent,
        piece.may_be_missing,
    )


def _factor(exponent: int) -> str:
    return f"*1{'0' * exponent}" if exponent > 0 else f"/1{'0' * -exponent}"


def _bound(piece: _Piece, binding: int) -> str:
    return piece.raw if piece.binding >= binding else f"({piece.raw})"


def _is_missing_literal(piece: _Piece) -> bool:
    return piece.is_constant and piece.may_be_missing


def _range(parts: Sequence[_Piece], at: Placement) -> str | None:
    """The parts as one range when they fill a rectangle row by row, in one scale; else None."""
    first = parts[0].cell
    if first is None:
        return None
    width = _cells_in_first_row(parts)
    expected = [
        Placement(
            first.sheet, first.row + place // width, first.column + place % width, first.exponent
        )
        for place in range(len(parts))
    ]
    if [part.cell for part in parts] != expected or len(parts) % width:
        return None
    reference = _reference(first, at)
    return reference if len(parts) == 1 else f"{reference}:{cell_name(expected[-1])}"


def _in_one_line(parts: Sequence[_Piece]) -> bool:
    """Whether cells stand in one row or column, as functions need for which order counts."""
    return _cells_in_first_row(parts) in (1, len(parts))


def _cells_in_first_row(parts: Sequence[_Piece]) -> int:
    first = parts[0].cell
    count = 0
    for part in parts:
        if first is None or part.cell is None or part.cell.row != first.row:
            break
        count += 1
    return max(count, 1)


def _same_shape(values: Sequence[_Piece], weights: Sequence[_Piece]) -> bool:
    """Whether two ranges of equally many cells are as wide as each other."""
    return _cells_in_first_row(values) == _cells_in_first_row(weights)


def _any_of(conditions: Sequence[str]) -> str:
    held = list(dict.fromkeys(condition for condition in conditions if condition))
    return held[0] if len(held) == 1 else f"OR({','.join(held)})" if held else ""


def _all_of(conditions: Sequence[str]) -> str:
    held = list(dict.fromkeys(conditions))
    return held[0] if len(held) == 1 else f"AND({','.join(held)})"


RENDERERS: dict[str, Callable[[_Call], _Piece]] = {
    "add": _added,
    "subtract": _added,
    "multiply": _multiplied,
    "divide": _multiplied,
    "ratio": _multiplied,
    "average": _statistic,
    "median": _statistic,
    "highest": _statistic,
    "lowest": _statistic,
    "percentile": _statistic,
    "power": _powered,
    "negate": _negated_number,
    "sum": _sum,
    "weighted_sum": _weighted_sum,
    "largest": _extreme,
    "smallest": _extreme,
    "present_value": _present_value,
    "days_30_360": _days_30_360,
    "rounded_up": _rounded_up,
    "rounded_down": _rounded_down,
    "exponential": _of_one_number,
    "natural_log": _of_one_number,
    "normal_cumulative": _of_one_number,
    "level_rate": _level_rate,
    "bond_yield": _bond_yield,
    "not_below_zero": _not_below_zero,
    "internal_rate_of_return": _return,
    "if": _if,
    "choose": _choose,
    "greater": _comparison,
    "at_least": _comparison,
    "equal": _comparison,
    "is_positive": _positive,
    "both": _logical,
    "either": _logical,
    "negated": _logical,
}
