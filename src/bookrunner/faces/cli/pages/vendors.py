"""The pages of ``vendors`` and ``fetch-vendor``."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.screen import Column, Row, Screen
from bookrunner.operations.vendors_shapes import (
    ListedVendor,
    VendorFetched,
    Vendors,
    VendorTableFetched,
)

_VENDORS = (
    Column("vendor"),
    Column("publisher", wraps=True),
    Column("licence"),
    Column("tables", wraps=True),
    Column("key", wraps=True),
    Column("answers", wraps=True),
)
_FETCHED = (
    Column("company"),
    Column("as of"),
    Column("received", is_number=True),
    Column("kept", is_number=True),
    Column("left out", is_number=True),
    Column("remark", wraps=True),
)


def vendors(answer: Vendors, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """One row for each vendor."""
    screen = Screen()
    if answer.file is None:
        screen.line("No data vendor is set up, and none is needed.", "bold")
        screen.line(
            "BOOKRUNNER_VENDORS names a file of vendors; see docs/guides/vendors.md.", "dim"
        )
        return
    screen.line(answer.file, "bold")
    screen.line()
    screen.words(_VENDORS, [_vendor(one) for one in answer.vendors])


def _vendor(one: ListedVendor) -> Row:
    says = {None: "not asked", True: f"yes ({one.server})", False: f"no: {one.problem}"}
    style = "yellow" if one.reachable is False else ""
    tables = ", ".join(one.tables)
    return Row((one.name, one.title, one.licence, tables, one.key, says[one.reachable]), style)


def fetched(answer: VendorFetched, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - no flags
    """One row for each company that was asked about."""
    screen = Screen()
    how = "as they would be kept, " if answer.is_check else ""
    screen.line(f"{answer.kind} {how}from {answer.title} (licence: {answer.licence})", "bold")
    screen.line()
    screen.words(_FETCHED, [_fetched(one) for one in answer.tables])


def _fetched(one: VendorTableFetched) -> Row:
    table = one.table
    if table is None:
        return Row((one.company, "", "", "", "", one.problem), "yellow")
    remarks = [finding.message for finding in table.findings]
    if table.is_known:
        remarks.insert(0, "kept before; nothing changed")
    left_out = table.rejected + table.duplicate
    counts = (f"{table.received:,}", f"{table.kept:,}", f"{left_out:,}")
    as_of = "" if table.as_of is None else table.as_of.isoformat()
    return Row((one.company, as_of, *counts, "; ".join(remarks)), "yellow" if remarks else "")
