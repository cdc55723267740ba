"""Assumptions that a named person adopts, from a CSV file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from bookrunner.figures import BadInput, Default, Figure, NotFound
from bookrunner.valuation import Adoption, Adoptions

COLUMNS = ("assumption", "value", "owner", "reason", "date")
_BYTES_MAX = 5_000_000
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")


class UnusableAssumptions(BadInput):
    """A file of assumptions with a row that cannot be used; a model must not guess the rest."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        super().__init__(
            f"{path} cannot be used as assumptions: {why}; write a CSV file with the columns "
            f"{', '.join(COLUMNS)}, rates as fractions (0.025) and dates as 2024-08-30"
        )


def read_adoptions(path: Path) -> Adoptions:
    """The adoptions in a CSV file with the columns ``assumption,value,owner,reason,date``.

    The assumption is a figure's key as the workbook's Checks sheet lists it
    (``hd.dcf.long_run_growth``), with or without the company's ticker.

    Raises:
        NotFound: There is no such file.
        UnusableAssumptions: A row lacks a column, an owner, a reason, or holds no number.
    """
    if not path.is_file():
        raise NotFound("file of assumptions", str(path))
    if path.stat().st_size > _BYTES_MAX:
        raise UnusableAssumptions(path, "it is larger than any list of assumptions")
    try:
        text = path.read_bytes().decode("utf-8-sig")
        reader = csv.DictReader(text.splitlines(), strict=True)
        header = [(name or "").strip().lower() for name in reader.fieldnames or ()]
        missing = [name for name in COLUMNS if name not in header]
        if missing:
            raise UnusableAssumptions(path, f"the column {' and '.join(missing)} is missing")
        reader.fieldnames = header
        rows = [(reader.line_num, row) for row in reader if any(row.values())]
    except UnicodeDecodeError as error:
        raise UnusableAssumptions(path, "it is not text in UTF-8") from error
    except csv.Error as error:
        raise UnusableAssumptions(path, f"it is not a CSV file ({error})") from error
    found: dict[str, Adoption] = {}
    for line, row in rows:
        if not any((row.get(name) or "").strip() for name in COLUMNS[1:]):
            continue  # an observation of the template that nobody supplied
        key, adoption = _adoption(path, line, row)
        if key in found:
            raise UnusableAssumptions(path, f"line {line} adopts {key} a second time")
        found[key] = adoption
    return Adoptions(found)


def adoptions_template(unadopted: Sequence[Figure], unmet: Mapping[str, str] | None = None) -> str:
    """Defaults as a CSV file of that form, without owner and date, for somebody to adopt.

    A further column, which reading leaves out, says what each assumption is called. Observations
    that nobody supplied follow without a value; a row that stays without one adopts nothing.
    """
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow([*COLUMNS, "name"])
    for figure in {figure.key: figure for figure in unadopted}.values():
        assert isinstance(figure.lineage, Default), "only defaults are adopted by nobody"
        rows.writerow([figure.key, f"{figure.exact:f}", "", figure.lineage.reason, "", figure.name])
    for key, name in (unmet or {}).items():
        rows.writerow([key, "", "", "", "", name])
    return text.getvalue()


def _adoption(path: Path, line: int, row: Mapping[str, str | None]) -> tuple[str, Adoption]:
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
    for name, cell in cells.items():
        if not cell:
            raise UnusableAssumptions(path, f"line {line} has no {name}")
    # Decimal itself would take other scripts' digits, underscores, NaN and exponents without end.
    if not _NUMBER.fullmatch(cells["value"]):
        raise UnusableAssumptions(path, f"line {line}: {cells['value']!r} is no plain number")
    value = Decimal(cells["value"])
    try:
        on = date.fromisoformat(cells["date"])
    except ValueError as error:
        raise UnusableAssumptions(path, f"line {line}: {cells['date']!r} is no date") from error
    return cells["assumption"].lower(), Adoption(value, cells["owner"], cells["reason"], on)
