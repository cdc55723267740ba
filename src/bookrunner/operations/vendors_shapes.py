"""What ``vendors`` and ``fetch-vendor`` can be asked for and what they answer."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bookrunner.operations.importing_shapes import KIND_NAMES, TableImported
from bookrunner.operations.operation import Kind, asked


@dataclass(frozen=True)
class VendorsRequest:
    """All vendors that were set up."""

    check: bool = asked(
        Kind.FLAG, "Ask each server for its tools; no company is named.", default=False
    )


@dataclass(frozen=True)
class ListedVendor:
    """One vendor; its key is named by where it is and never shown."""

    name: str
    title: str
    licence: str
    address: str
    key: str
    tables: tuple[str, ...]
    """The kinds of tables it may be asked for."""
    reachable: bool | None
    """None where nobody asked."""
    server: str
    """As it named itself, where it was asked."""
    problem: str
    """Why it cannot be used, where it was asked."""


@dataclass(frozen=True)
class Vendors:
    """The vendors that were set up, by name."""

    file: str | None
    """None: no vendor is set up."""
    vendors: tuple[ListedVendor, ...]


@dataclass(frozen=True)
class FetchVendorRequest:
    """A kind of table, of some companies, from a vendor."""

    vendor: str = asked(
        Kind.TEXT, "The vendor, as `vendors` names it.", positional=True, example="VENDOR"
    )
    kind: str = asked(
        Kind.TEXT,
        f"What to ask for: {', '.join(KIND_NAMES)}.",
        positional=True,
        choices=KIND_NAMES,
        example="KIND",
    )
    companies: tuple[str, ...] = asked(
        Kind.TEXTS,
        "Companies to ask about, parted by commas: tickers, CIKs or names; none for what is of no "
        "company.",
        default=(),
        positional=True,
        example="A,B",
    )
    as_of: date | None = asked(
        Kind.DATE,
        "What the vendor said on this day, where its tool can be asked for that; default: today.",
        default=None,
    )
    walls: tuple[str, ...] = asked(
        Kind.WALLS,
        "Deal walls to keep it behind, parted by commas; default: none.",
        default=(),
        example="A,B",
    )
    check: bool = asked(Kind.FLAG, "Ask, say what would be kept and keep nothing.", default=False)


@dataclass(frozen=True)
class VendorTableFetched:
    """What became of one request."""

    company: str
    """Empty for a table of no company."""
    digest: str
    """SHA-256 of the answer, in hex; empty where there was none."""
    table: TableImported | None
    problem: str
    """Why nothing was kept; empty where something was."""


@dataclass(frozen=True)
class VendorFetched:
    """What became of each request to the vendor."""

    vendor: str
    title: str
    licence: str
    tool: str
    kind: str
    is_check: bool
    tables: tuple[VendorTableFetched, ...]
