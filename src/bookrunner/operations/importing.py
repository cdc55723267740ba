"""Tables that the bank brings into the records, and what is kept of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from bookrunner.app import Desk
from bookrunner.facts import CurvePoint, Quote
from bookrunner.figures import Finding, Licence, NotFound, Unusable, Walls, may_see
from bookrunner.imports import (
    CURVES,
    KINDS,
    PRICES,
    BankFile,
    ImportedRow,
    ImportedTable,
    ImportKind,
    read_table,
    template,
)
from bookrunner.operations.importing_shapes import (
    Brought,
    BroughtRow,
    ImportedRequest,
    ImportRequest,
    TableImported,
)
from bookrunner.operations.told import remarks

_MARKET = (PRICES, CURVES)


class ImportRefused(Unusable):
    """A table that cannot be imported as it was asked."""


def imported(desk: Desk, request: ImportRequest) -> TableImported:
    """What became of each row.

    Raises:
        NotFound: There is no such file.
        UnusableTable: It is no table of the kind.
        ImportRefused: The request lacks something, or asks for what cannot be.
    """
    kind = KINDS[request.kind]
    if request.template is not None:
        return _template(kind, request.template)
    if request.file is None:
        raise ImportRefused(
            f"say which file to import, or write one to fill: `bookrunner import {kind.name} "
            "--template FILE.xlsx`"
        )
    walls = frozenset(request.walls)
    require_no_wall(kind, walls)
    if request.licence not in {"", *Licence}:
        raise ImportRefused(
            f"{request.licence!r} is no class of licence; it is {', '.join(Licence)}, or left out"
        )
    companies = desk.store.companies(desk.viewer)
    table = read_table(
        request.file,
        kind,
        companies,
        sheet=request.sheet,
        mapping=_pairs("--map", request.map),
        constants=_pairs("--set", request.set),
    )
    as_of = request.as_of or newest_day(table)
    if as_of is None:
        raise ImportRefused(
            f"{kind.name} hold for a day that the table does not say; name it with --as-of"
        )
    file = BankFile(
        kind=kind.name,
        digest=hashlib.sha256(request.file.read_bytes()).hexdigest(),
        name=request.file.name,
        source=request.source or request.file.name,
        as_of=as_of,
        licence=request.licence,
        walls=walls,
    )
    return settled(desk, kind, file, table, request.file.read_bytes(), is_check=request.check)


def require_no_wall(kind: ImportKind, walls: Walls) -> None:
    """Lets a table pass that may stand behind these walls.

    Raises:
        ImportRefused: It is of a kind that everybody sees.
    """
    if walls and kind in _MARKET:
        raise ImportRefused(f"{kind.name} are public and stand behind no wall; leave --walls out")


def settled(
    desk: Desk,
    kind: ImportKind,
    file: BankFile,
    table: ImportedTable,
    content: bytes,
    *,
    is_check: bool,
) -> TableImported:
    """A table that was read, kept with the file it stands in; or only told of."""
    findings = list(table.findings)
    is_new = True
    if not is_check:
        is_new = desk.imports.save(file, kind, table.rows)
        desk.blobs.put(content)
        _to_market(desk, kind, file, table.rows)
        if not may_see(desk.viewer, file.walls):
            walls = ", ".join(sorted(file.walls))
            message = f"kept behind {walls}, where {desk.viewer.name} may not look"
            findings.append(Finding("operations.walled-off", message))
    return TableImported(
        kind=kind.name,
        template="",
        sheet=table.sheet,
        as_of=file.as_of,
        source=file.source,
        received=table.received,
        kept=len(table.rows),
        duplicate=table.duplicates,
        rejected=table.rejected,
        is_known=not is_new,
        is_check=is_check,
        findings=remarks(findings),
    )


def brought(desk: Desk, request: ImportedRequest) -> Brought:
    """What is kept of a kind, of the same thing the latest.

    Raises:
        NotFound: No such company.
    """
    kind = KINDS[request.kind]
    subject = ""
    names = {company.cik: company for company in desk.store.companies(desk.viewer)}
    if request.company:
        subject = desk.store.company(request.company, desk.viewer).cik
    rows = desk.imports.rows(kind, desk.viewer, subject=subject, as_of=request.as_of)
    first = kind.identity[0]

    def values(row: ImportedRow) -> dict[str, str]:
        said = {name: value.text for name, value in row.values.items()}
        company = names.get(said.get(first, ""))
        return said | ({first: company.ticker or company.cik} if company else {})

    return Brought(
        kind=kind.name,
        columns=tuple(column.name for column in kind.columns),
        rows=tuple(
            BroughtRow(
                values=values(one.row),
                cells={name: value.place for name, value in one.row.values.items()},
                file=one.file.name,
                as_of=one.file.as_of,
                source=one.file.source,
                licence=one.file.licence,
            )
            for one in rows
        ),
    )


def _template(kind: ImportKind, path: Path) -> TableImported:
    if path.exists():
        raise ImportRefused(f"{path} exists; name a file that does not")
    try:
        path.write_bytes(template(kind))
    except OSError as error:
        raise NotFound("folder to write to", str(path.parent)) from error
    return TableImported(
        kind.name, str(path), "", None, "", 0, 0, 0, 0, is_known=False, is_check=False, findings=()
    )


def _pairs(option: str, texts: Sequence[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in texts:
        left, equals, right = text.partition("=")
        if not equals or not left.strip() or not right.strip():
            raise ImportRefused(f"{option} {text!r} is not of the form A=B")
        pairs[left.strip()] = right.strip()
    return pairs


def newest_day(table: ImportedTable) -> date | None:
    """The newest day in the table, where its rows are of days."""
    days = [row.text("date") for row in table.rows if row.text("date")]
    return date.fromisoformat(max(days)) if days else None


def _to_market(desk: Desk, kind: ImportKind, file: BankFile, rows: Sequence[ImportedRow]) -> None:
    """Prices and curves stand with all others, each naming its cell."""
    if kind is PRICES:
        desk.store.save_quotes(
            [
                Quote(
                    cik=row.text("ticker"),
                    on=date.fromisoformat(row.text("date")),
                    price=Decimal(row.text("close")),
                    currency=row.text("currency"),
                    source=_cell_source(file, row, "close"),
                    licence=file.licence,
                )
                for row in rows
            ]
        )
    if kind is CURVES:
        desk.store.save_curve(
            [
                CurvePoint(
                    on=date.fromisoformat(row.text("date")),
                    tenor_years=Decimal(row.text("tenor")),
                    rate=Decimal(row.text("rate")),
                    source=_cell_source(file, row, "rate"),
                )
                for row in rows
            ]
        )


def _cell_source(file: BankFile, row: ImportedRow, column: str) -> str:
    name = "" if file.source == file.name else f"{file.name}, "
    return f"{file.source}, {name}{row.values[column].place}"[:200]
