"""The cover's table of price, discount and proceeds, per security and in total, and its ties.

Two layouts are in use: rows are price, discount and proceeds and columns are securities and the
total, or the other way round. Cells hold the sign apart from the number in many filings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from bookrunner.deals.amounts import NUMBER, currency, number
from bookrunner.deals.gathering import Gathering

_ROW_KINDS = (
    (
        "proceeds_to_selling_holders",
        re.compile(r"proceeds.{0,30} to (?:the )?selling|proceeds.{0,30}selling \w+holder", re.I),
    ),
    ("proceeds_before_expenses", re.compile(r"proceeds", re.I)),
    ("placement_agent_fees", re.compile(r"placement\s+agents?.{0,3}(?:cash )?\s*fee", re.I)),
    (
        "underwriting_discount",
        re.compile(
            r"underwrit\w+.{0,12}(?:discount|commission|fee)|discounts? and commissions?|"
            r"agents?.s? commission",
            re.I,
        ),
    ),
    (
        "price",
        re.compile(r"(?:offering|subscription|purchase) price|price to (?:the )?public", re.I),
    ),
)
_COLUMN_KINDS = (
    ("total", re.compile(r"^total", re.I)),
    ("prefunded_warrant", re.compile(r"^per\s+pre-?\s?funded", re.I)),
    ("ads", re.compile(r"^per\s+(?:ADS|American depositary share)", re.I)),
    ("unit", re.compile(r"^per\s+(?:\w+\s+){0,2}unit", re.I)),
    ("share", re.compile(r"^per\s+(?:[\w]+\s+){0,3}share", re.I)),
    ("note", re.compile(r"^per\s+(?:\w+\s+){0,2}(?:note|security)", re.I)),
)
_VALUE = re.compile(rf"(?:\$|€|£|C\$)?\s*(?P<number>{NUMBER})(?P<percent>\s*%)?")
_SINGULAR = {"share": "shares", "unit": "units", "ads": "ADS", "note": "notes"}


@dataclass(frozen=True)
class _Line:
    cells: tuple[str, ...]
    start: int
    end: int
    starts: tuple[int, ...]


def cover_table(found: Gathering, start: int, end: int, tranches: tuple[str, ...] = ()) -> None:
    """Gather the table's terms and say where it does not tie.

    The terms of a class of notes stand with its title; ``tranches`` are the titles that are known.
    """
    lines = _lines(found.text, start, end)
    for index, line in enumerate(lines):
        if _kind(_COLUMN_KINDS, line.cells[0]) and len(line.cells) > 1 and not _amounts(line):
            if _by_rows(found, line.cells, lines[index + 1 : index + 6], tranches):
                break
        elif len(line.cells) > 2 and _kind(_COLUMN_KINDS, line.cells[1]) and not _amounts(line):
            if _by_rows(found, line.cells[1:], lines[index + 1 : index + 6], tranches):
                break
        elif _is_transposed(line):
            rows = lines[index + 1 : index + 5 + 2 * len(tranches)]
            if _by_columns(found, line.cells, rows, tranches):
                break
    if not any(term.name == "gross_proceeds" for term in found.terms):
        _typed(found, start, end)
    for tranche in ("", *tranches):
        _ties(found, tranche)


_TYPED = re.compile(
    rf"^[ \t]*(?P<label>Per\s+(?:\w+ )?\w+|Total)\W{{0,12}}(?:\(\d\))?[ .]*(?P<amounts>(?:[ $.]*"
    rf"(?:{NUMBER}|\.\d+)(?:\(\d\))?){{3,4}})[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)


def _typed(found: Gathering, start: int, end: int) -> None:
    """A table typed in columns: price, discount, proceeds, in the order of Item 501.

    Its headings stand over several lines; the order is only taken where price less discount is
    the proceeds, to the company and to selling holders together.
    """
    kinds = (
        "price",
        "underwriting_discount",
        "proceeds_before_expenses",
        "proceeds_to_selling_holders",
    )
    for match in _TYPED.finditer(found.original, start, end):
        column = _kind(_COLUMN_KINDS, match["label"])
        plain = re.sub(r"\(\d\)", " ", match["amounts"])
        words = re.findall(rf"{NUMBER}|(?<!\d)\.\d+", plain)
        values = [Decimal(word.replace(",", "")) for word in words]
        if not column or not 3 <= len(values) <= len(kinds):
            continue
        received = sum(values[2:]) if column == "total" else values[2]
        if values[0] - values[1] != received:
            continue
        row = _Line((match["label"], match["amounts"]), match.start(), match.end(), ())
        for kind, word in zip(kinds, words, strict=False):
            _keep(found, kind, column, word if word[0] != "." else f"0{word}", row)


def _lines(text: str, start: int, end: int) -> list[_Line]:
    found = []
    offset = start
    for words in text[start:end].split("\n"):
        cells: list[str] = []
        starts: list[int] = []
        for match in re.finditer(r"[^\t]+", words):
            stripped = match[0].strip()
            if stripped == "%" and cells:
                cells[-1] += "%"
            elif stripped:
                cells.append(stripped)
                starts.append(offset + match.start())
        if cells:
            found.append(_Line(tuple(cells), offset, offset + len(words), tuple(starts)))
        offset += len(words) + 1
    return found


def _kind(kinds: tuple[tuple[str, re.Pattern[str]], ...], words: str) -> str:
    return next((name for name, sign in kinds if sign.search(words)), "")


def _amounts(line: _Line) -> list[str]:
    """The row's amounts in order, without its label, signs and note marks."""
    found: list[str] = []
    for cell in line.cells[1:]:
        words = re.sub(r"^\(\d\)$|(?<=\d)\s*\(\d\)", "", cell)
        match = _VALUE.fullmatch(words.strip())
        if match:
            found.append(words.strip())
        elif words.strip() in {"—", "-", "–"}:
            found.append("")
    return found


def _by_rows(
    found: Gathering, head: tuple[str, ...], rows: list[_Line], tranches: tuple[str, ...]
) -> bool:
    columns = [kind for cell in head if (kind := _kind(_COLUMN_KINDS, cell))]
    seen = False
    for row in rows:
        kind = _kind(_ROW_KINDS, row.cells[0])
        amounts = _amounts(row)
        if not kind or len(amounts) != len(columns) or len(set(columns)) != len(columns):
            continue
        for column, words in zip(columns, amounts, strict=True):
            seen |= _keep(found, kind, column, words, row, _tranche(tranches, ""))
    return seen


def _is_transposed(line: _Line) -> bool:
    kinds = [_kind(_ROW_KINDS, cell) for cell in line.cells]
    return len(line.cells) >= 3 and sum(map(bool, kinds)) >= 3 and not _amounts(line)


def _tranche(tranches: tuple[str, ...], label: str) -> str:
    """The only tranche, or the one whose coupon or year the row's label names."""
    if len(tranches) == 1:
        return tranches[0]
    named = [
        title
        for title in tranches
        if (coupon := re.match(r"\d+\.\d+", title)) and f"{coupon[0]}%" in label.replace(" %", "%")
    ] or [title for title in tranches if re.search(rf"\b{title[-4:]}\b", label)]
    return named[0] if len(named) == 1 else ""


def _by_columns(
    found: Gathering, head: tuple[str, ...], rows: list[_Line], tranches: tuple[str, ...]
) -> bool:
    kinds = [kind for cell in head if (kind := _kind(_ROW_KINDS, cell))]
    seen = False
    for row in rows:
        column = _kind(_COLUMN_KINDS, row.cells[0])
        amounts = _amounts(row)
        if not column or len(amounts) != len(kinds):
            continue
        tranche = _tranche(tranches, row.cells[0])
        if len(tranches) > 1 and not tranche and re.search(r"\d|[Nn]ote", row.cells[0]):
            continue
        for kind, words in zip(kinds, amounts, strict=True):
            seen |= _keep(found, kind, column, words, row, tranche)
    return seen


def _keep(
    found: Gathering, kind: str, column: str, words: str, row: _Line, tranche: str = ""
) -> bool:
    if not words:
        return False
    if "%" in words:
        found.add(_percent_name(kind), number(words), "percent", (row.start, row.end), tranche)
        return True
    sign = currency(" ".join(cell for cell in row.cells if "$" in cell or "€" in cell) or "$")
    if column == "total":
        name = "gross_proceeds" if kind == "price" else kind
        found.add(name, number(words), sign, (row.start, row.end), tranche)
    else:
        name = f"price_per_{column}" if kind == "price" else f"{kind}_per_{column}"
        of = _SINGULAR.get(column, "warrants")
        found.add(name, number(words), f"{sign}/{of}", (row.start, row.end), tranche)
    return True


def _percent_name(kind: str) -> str:
    return "price_to_public" if kind == "price" else kind


def _tie(found: Gathering, computed: Decimal, stated: Decimal, how: str, what: str) -> None:
    if abs(computed - stated) > Decimal(1):
        found.note("tie", f"{how} is not the stated {what} of {stated:,f}; check the cover")


def _ties(found: Gathering, tranche: str = "") -> None:
    gross = found.value("gross_proceeds", tranche)
    net = found.value("proceeds_before_expenses", tranche)
    selling = found.value("proceeds_to_selling_holders", tranche)
    fee = found.value("underwriting_discount", tranche)
    fee = found.value("placement_agent_fees", tranche) if fee is None else fee
    received = (net or selling) if net is None or selling is None else net + selling
    if gross is not None and fee is not None and received is not None:
        _tie(found, gross - fee, received, f"gross {gross:,f} less fees {fee:,f}", "proceeds")
    if tranche:
        return
    for unit, of in (
        ("share", "shares_offered"),
        ("unit", "units_offered"),
        ("ads", "ads_offered"),
    ):
        price, sold = found.value(f"price_per_{unit}"), found.value(of)
        alone = not found.has("price_per_prefunded_warrant")
        if gross is None or price is None or sold is None or not alone:
            continue
        if abs(price * sold - gross) > max(Decimal(1), sold * Decimal("0.00005")):
            found.note("tie", f"{sold:,f} {unit}s at {price} are not the stated gross {gross:,f}")
