"""Pieces of pages that several pages are made of: rows, amounts, source notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bookrunner.figures import Figure, Format, Missing
from bookrunner.ledger import loose_numbers
from bookrunner.office import (
    Line,
    Region,
    Required,
    Row,
    RowStyle,
    Shown,
    Slide,
)
from bookrunner.pitch.front_sheets import used_sources
from bookrunner.pitch.pen import usual_format
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import (
    Column,
    CompanyInputs,
    CompsRow,
    ReportedPeriod,
)

_GRADES = tuple(f"{one}{step}" for one in ("Aa", "A", "Baa", "Ba", "B", "Caa") for step in "123")
_TENORS = tuple(f"{years}Y" for years in range(1, 101))
_DAYS_OF_A_DEAL = tuple(f"T{sign}{day}" for sign in "-+" for day in range(1, 31))
WORDS_WITH_DIGITS = (
    "25th percentile", "75th percentile", "25th", "75th", "52-week", "52 weeks", "Rule 144A",
    *_GRADES, *_TENORS, *_DAYS_OF_A_DEAL,
)  # fmt: skip
"""What has digits in words of the house and is no number."""

_TITLES_MAX = 5
_NAME_MAX = 60
_INITIALS_MAX = 3
_SHORT_WORDS = frozenset({"inc", "co", "the", "of", "and", "ltd", "plc", "llc", "new"})


def required_page(title: str, what: str, how: str) -> Slide:
    """A page that says which input is missing, in place of numbers nobody supplied."""
    return Slide((f"{title}: an input is required",), [(Region.FULL, Required(what, how))])


def figure_row(
    label: str,
    figures: Sequence[Figure | None],
    style: RowStyle = RowStyle.PLAIN,
    *,
    form: Format | None = None,
) -> Row:
    """A table row of figures; None leaves a cell empty, as nothing was reported for it."""
    cells: list[Line] = [
        () if figure is None else (Shown(figure, form or usual_format(figure)),)
        for figure in figures
    ]
    return Row([(label,), *cells], style)


def comps_row(row: CompsRow, columns: Sequence[Column], style: RowStyle = RowStyle.PLAIN) -> Row:
    """A company's cells in the columns of a comparables table."""
    cells: list[Line] = [(Shown(row.cells[column.key], column.form),) for column in columns]
    return Row([(row.company.label,), *cells], style)


def statistics_row(valued: Valued, key: str, columns: Sequence[Column], style: RowStyle) -> Row:
    """One statistic over the peers; columns of sizes stay empty."""
    statistic = next(row for row in valued.comps.statistics if row.key == key)
    cells: list[Line] = [
        (Shown(statistic.cells[column.key], column.form),) if column.key in statistic.cells else ()
        for column in columns
    ]
    return Row([(statistic.label,), *cells], style)


def without_numbers(text: str, otherwise: str) -> str:
    """The text where it holds no number of its own; a slide shows only numbers of the ledger."""
    return otherwise if loose_numbers(text, WORDS_WITH_DIGITS) else text


def source_line(valued: Valued, figures: Sequence[Figure]) -> Line:
    """Whose forms and for which periods, then prices and curves, and their date."""
    by_system: dict[str, list[str]] = {}
    for one in used_sources(figures):
        titles = by_system.setdefault(one.system, [])
        if one.title not in titles:
            titles.append(one.title)
    pieces = []
    for system, titles in by_system.items():
        more = " and others on the Sources page" if len(titles) > _TITLES_MAX else ""
        pieces.append(f"{system} ({', '.join(titles[:_TITLES_MAX])}{more})")
    return (f"Source: {'; '.join(pieces)}. As of {valued.inputs.valuation_date:%d-%b-%Y}.",)


def centre_line(valued: Valued) -> Line:
    """Between which values the methods centre, and where the price stands."""
    field = valued.field
    methods = [bar for bar in field.bars if bar.is_method]
    middles = sorted(methods, key=lambda bar: as_number(bar.middle))
    line: Line = (
        "Methods centre between ",
        stated(middles[0].middle),
        " and ",
        stated(middles[-1].middle),
        stated_of(middles[0].middle),
    )
    if len(middles) == 1:
        line = ("The one method with a range centres on ", stated(middles[0].middle))
    return line if field.price is None else (*line, "; the price is ", per_share(field.price))


def recent_periods(company: CompanyInputs) -> Sequence[ReportedPeriod]:
    """The last fiscal years, oldest first, then the twelve months since where they are newer."""
    years = list(company.years[-3:])
    return [*years, company.latest] if company.latest is not company.last_year else years


def period_label(period: ReportedPeriod) -> str:
    """The head of a column: ``FY2023A`` for a reported year, ``LTM`` otherwise."""
    return f"{period.label}A" if period.label.startswith("FY") else "LTM"


_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}


def money_sign(figure: Figure) -> str:
    """What stands before an amount of the figure's currency: its sign, or its code and a space."""
    code = figure.unit.currency or ""
    return _SIGNS.get(code, f"{code} " if code else "")


def in_billions(figure: Figure) -> Shown:
    """Money in a sentence: ``$12.3 billion``, ``$45.6 million``; NM and NA stand bare."""
    if not is_number(figure):
        return Shown(figure, Format.MONEY_BN)
    form = money_form([figure])
    word = " billion" if form is Format.MONEY_BN else " million"
    return Shown(figure, form, prefix=money_sign(figure), suffix=word)


def money_form(figures: Sequence[Figure]) -> Format:
    """Billions where the largest amount fills one, else millions."""
    amounts = [abs(one.value) for one in figures if isinstance(one.value, float)]
    return Format.MONEY_BN if amounts and max(amounts) >= 1e9 else Format.MONEY_MM


def in_billions_if_reported(figure: Figure | None) -> str | Shown:
    """Money in a sentence, or that it is not reported."""
    return "an amount not reported" if figure is None else in_billions(figure)


def in_millions(figure: Figure) -> Shown:
    """Money in a table whose head gives the scale."""
    return Shown(figure, Format.MONEY_MM)


def per_share(figure: Figure) -> Shown:
    """Money per share in a sentence: ``$12.34``; the words NM and NA stand without a sign."""
    return Shown(figure, Format.PER_SHARE, prefix=money_sign(figure) if is_number(figure) else "")


def stated(figure: Figure) -> Shown:
    """What a valuation states, in a sentence: money per share, or of all equity."""
    return per_share(figure) if figure.unit.currency != str(figure.unit) else in_billions(figure)


def stated_of(figure: Figure) -> str:
    """The words behind what a valuation states."""
    return " per share" if figure.unit.currency != str(figure.unit) else " of equity value"


def short_name(name: str) -> str:
    """A company's name as a page can hold it; registered capitals are set as words."""
    if name.isupper():
        name = " ".join(_as_word(word) for word in name.split(" "))
    return name if len(name) <= _NAME_MAX else f"{name[: _NAME_MAX - 3].rstrip()}..."


def _as_word(word: str) -> str:
    """HOME is Home and INC. is Inc.; KLA and UPS are names of their own."""
    letters = word.strip(".,&").lower()
    is_name = len(letters) <= _INITIALS_MAX and letters not in _SHORT_WORDS
    return word if is_name else "-".join(part.capitalize() for part in word.split("-"))


def ltm_note(valued: Valued) -> Sequence[Line]:
    """For whom the last twelve months are the last fiscal year, as nothing newer is at hand."""
    rows = (valued.comps.target, *valued.comps.peers)
    names = [one.company.label for one in rows if one.company.latest is one.company.last_year]
    if not names:
        return ()
    return ((f"LTM is the last fiscal year for {', '.join(names)}: no later report is at hand.",),)


def day_of(figure: Figure) -> str:
    """The day a price is of."""
    return f"{figure.period.end:%d-%b-%Y}"


def as_number(figure: Figure) -> float:
    """The value of a figure that is known to be a number."""
    assert isinstance(figure.value, float)
    return figure.value


def is_number(figure: Figure) -> bool:
    """Whether a figure has a value that is neither NM nor NA."""
    return not isinstance(figure.value, Missing)


def compared(left: Figure, right: Figure | None) -> int | None:
    """How two numbers compare for the words around them; None when one is not a number."""
    if isinstance(left.value, Missing):
        return None
    other = 0.0 if right is None else right.value
    if isinstance(other, Missing):
        return None
    return (left.value > other) - (left.value < other)


def without_codes(message: str) -> str:
    """The message without the industries' codes, which would stand among the page's numbers."""
    return re.sub(r" \(SIC \d{4}\)", "", message)
