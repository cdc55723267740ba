"""What each operation can be asked for; the words here are the help of every face."""

# ruff: noqa: RUF009 - asked() makes a field, as dataclasses.field() does
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bookrunner.operations.operation import Kind, asked

PITCH_TYPES = (
    "general",
    "refinancing",
    "sell-side",
    "buy-side",
    "follow-on",
    "new-issue",
    "ipo",
    "convertible",
)
"""The keys of ``pitch.STORYLINES``, which is too heavy to be read for a help text."""

COMPANY = "A ticker, a CIK or a name."
PEERS = "The comparable companies, parted by commas: tickers, CIKs or names."
AS_OF = "Only what was known at the close of this day; default: everything known."
PRICES = (
    "Closing prices in place of those kept: a CSV file with the columns ticker,date,close,currency."
)
ASSUMPTIONS = (
    "Assumptions adopted by a named person, in place of the system's defaults: a CSV file with the "
    "columns assumption,value,owner,reason,date."
)


CASE = (
    "The company's imported management case that drives the DCF, by its name; default: the base "
    "case made of history."
)


@dataclass(frozen=True)
class DemoRequest:
    """A pitch book from the sample."""

    out: Path = asked(
        Kind.FOLDER, "The folder to write to.", default=Path("build/demo"), example="DIR"
    )


@dataclass(frozen=True)
class SampleRequest:
    """Which company of the sample fits which type of pitch."""


@dataclass(frozen=True)
class IngestRequest:
    """Files and folders of filings."""

    paths: tuple[Path, ...] = asked(
        Kind.PLACES,
        "Filings (.htm, .html, .txt), the SEC's companyfacts, submissions and company_tickers "
        "(.json), each also as .gz, or folders of them.",
        positional=True,
        example="PATH",
    )
    company: str = asked(
        Kind.TEXT,
        "Whose the filings are that do not say so themselves, as PDF reports: a ticker, a CIK or "
        "a name.",
        default="",
        example="TICKER",
    )
    walls: tuple[str, ...] = asked(
        Kind.WALLS,
        "Deal walls to keep what is read behind, parted by commas; default: none.",
        default=(),
        example="A,B",
    )


@dataclass(frozen=True)
class CompaniesRequest:
    """Companies, all or those found."""

    search: str = asked(
        Kind.TEXT,
        "Only companies whose name, ticker, CIK or industry holds these words.",
        default="",
        example="WORDS",
    )


@dataclass(frozen=True)
class FactsRequest:
    """Facts of a company: one standard line of a period, or all as they were tagged."""

    company: str = asked(Kind.TEXT, COMPANY, default="", positional=True, example="TICKER")
    line: str = asked(
        Kind.TEXT,
        "One standard line, for example revenue or total_debt.",
        default="",
        example="LINE",
    )
    period: str = asked(
        Kind.TEXT,
        "Its period: FY2023, Q3 FY2023, H1 FY2023, 9M FY2023, LTM, LTM-2023-10-29, CY2023, or for "
        "a balance a day.",
        default="",
        example="PERIOD",
    )
    vintage: str = asked(
        Kind.TEXT,
        "The line as last restated, or as first reported.",
        default="latest",
        choices=("latest", "first"),
    )
    batch: Path | None = asked(
        Kind.FILE,
        "Many lines at once: JSON lines with company, line, period and, where wanted, as_of and "
        "vintage; answered with one JSON a line.",
        default=None,
        example="FILE.jsonl",
    )
    concept: str = asked(
        Kind.TEXT,
        "Only tags that hold these letters, for example Revenues or us-gaap:Assets.",
        default="",
        example="TAG",
    )
    as_of: date | None = asked(Kind.DATE, AS_OF, default=None)


@dataclass(frozen=True)
class StatementsRequest:
    """Standardised statements of a company."""

    company: str = asked(Kind.TEXT, COMPANY, positional=True, example="TICKER")
    basis: str = asked(
        Kind.TEXT,
        "Fiscal years, quarters, or the last twelve months to each report.",
        default="annual",
        choices=("annual", "quarterly", "ltm"),
    )
    vintage: str = asked(
        Kind.TEXT,
        "Numbers as last restated, or as first reported.",
        default="latest",
        choices=("latest", "first"),
    )
    statement: str = asked(
        Kind.TEXT,
        "One statement only; default: all three.",
        default="all",
        choices=("all", "income", "balance", "cash"),
    )
    periods: int = asked(Kind.NUMBER, "How many periods, the newest.", default=4, example="N")
    as_of: date | None = asked(Kind.DATE, AS_OF, default=None)


@dataclass(frozen=True)
class CompsRequest:
    """Trading comparables."""

    company: str = asked(Kind.TEXT, COMPANY, positional=True, example="TICKER")
    peers: tuple[str, ...] = asked(Kind.TEXTS, PEERS, example="A,B,C")
    prices: Path | None = asked(Kind.FILE, PRICES, default=None, example="FILE.csv")
    assumptions: Path | None = asked(Kind.FILE, ASSUMPTIONS, default=None, example="FILE")
    as_of: date | None = asked(Kind.DATE, AS_OF, default=None)


@dataclass(frozen=True)
class DcfRequest:
    """A discounted cash flow valuation."""

    company: str = asked(Kind.TEXT, COMPANY, positional=True, example="TICKER")
    peers: tuple[str, ...] = asked(Kind.TEXTS, PEERS, example="A,B,C")
    case: str = asked(Kind.TEXT, CASE, default="", example="NAME")
    prices: Path | None = asked(Kind.FILE, PRICES, default=None, example="FILE.csv")
    assumptions: Path | None = asked(Kind.FILE, ASSUMPTIONS, default=None, example="FILE")
    as_of: date | None = asked(Kind.DATE, AS_OF, default=None)


@dataclass(frozen=True)
class PitchRequest:
    """A pitch book."""

    company: str = asked(Kind.TEXT, COMPANY, positional=True, example="TICKER")
    out: Path = asked(Kind.FOLDER, "The folder to write to.", example="DIR")
    type: str = asked(Kind.TEXT, "The type of pitch.", default="general", choices=PITCH_TYPES)
    with_: str = asked(
        Kind.TEXT,
        "For the type buy-side: the company that it buys; default: of its peers with less revenue "
        "the nearest.",
        default="",
        example="COMPANY",
    )
    peers: tuple[str, ...] = asked(
        Kind.TEXTS,
        f"{PEERS} Default: the companies of its industry that come nearest in revenue.",
        default=(),
        example="A,B,C",
    )
    template: Path | None = asked(
        Kind.FILE,
        "A PowerPoint file whose design the deck takes; default: the built-in one.",
        default=None,
        example="FILE.pptx",
    )
    case: str = asked(Kind.TEXT, CASE, default="", example="NAME")
    prices: Path | None = asked(Kind.FILE, PRICES, default=None, example="FILE.csv")
    assumptions: Path | None = asked(Kind.FILE, ASSUMPTIONS, default=None, example="FILE")
    as_of: date | None = asked(Kind.DATE, AS_OF, default=None)
    narrate: bool = asked(
        Kind.FLAG,
        "Let the configured language model word the summary and the titles; it sees no figure, and "
        "a wording that says anything else than the template is not used.",
        default=False,
    )
    checked: bool = asked(
        Kind.FLAG,
        "Write the book as checked; refused while an assumption is a default that nobody has "
        "adopted, or a check of the workbook fails.",
        default=False,
    )
    by: str = asked(
        Kind.PERSON,
        "Who makes the book; a checked book without a maker cannot be reviewed.",
        default="",
        example="NAME",
    )
    write_assumptions: Path | None = asked(
        Kind.NEW_FILE,
        "Also write the defaults that nobody has adopted as a CSV file: fill in owner and date, "
        "delete the lines that stay defaults, and pass it with --assumptions.",
        default=None,
        example="FILE.csv",
    )


@dataclass(frozen=True)
class WhyRequest:
    """Where a number comes from."""

    figure: str = asked(
        Kind.TEXT,
        "The id of a number, as workbooks, ledgers and --json name it.",
        positional=True,
        example="FIGURE_ID",
    )
    ledger: Path | None = asked(
        Kind.FILE,
        "The ledger.json of a pitch; default: the last pitch, the last "
        "valuation shown, then the statements.",
        default=None,
        example="FILE",
    )
    depth: int | None = asked(
        Kind.NUMBER, "How many levels down; default: all.", default=None, example="N"
    )


@dataclass(frozen=True)
class DoctorRequest:
    """The state of this installation."""
