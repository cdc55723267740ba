"""The files of the sample as they lie in the package, read into what the store keeps.

The tables are written by ``scripts/build_sample.py`` from real filings and by
``scripts/write_invented_filings.py``; nobody edits them by hand.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from bookrunner.facts import (
    SAMPLE_PRICE,
    AcceptedBasis,
    Company,
    CurvePoint,
    Fact,
    Filing,
    Quote,
    industry,
)
from bookrunner.figures import Period, Unit, parse_unit
from bookrunner.sample.prices import read_prices

DATA = Path(__file__).parent / "data"
INVENTED = DATA / "invented"

PRICE_SOURCE = f"{SAMPLE_PRICE}closing price as traded"
INVENTED_PRICE_SOURCE = f"{SAMPLE_PRICE}invented price of an invented company"
INVENTED_SYSTEM = "Invented (Bookrunner sample)"
"""What every source note of an invented company's filing says in place of the SEC."""
PLAN_NAME = "Management"
PLAN_DATE = date(2024, 6, 28)
"""The day for which the invented private company's management case holds."""
CURVE_SOURCE = "US Treasury, daily par yield curve rates"

_MONTHS_A_YEAR = 12
# Enough to tell tenors apart, and short enough for the store.
_TENOR_DIGITS = Decimal("0.000001")


@dataclass(frozen=True)
class CarriedFiling:
    """A real filing of which the sample carries numbers, tags and accession, but no words."""

    filing: Filing
    path: Path

    def content(self) -> bytes:
        """The table of its facts, whose digest stands for the document."""
        return self.path.read_bytes()

    def facts(self) -> Sequence[Fact]:
        """What it reported; without citations, because its words are not in the sample."""
        rows = csv.DictReader(self.content().decode().splitlines())
        return [
            Fact(
                cik=self.filing.cik,
                concept=row["concept"],
                value=Decimal(row["value"]),
                unit=_unit(row["unit"]),
                period=_period(row["start"], row["end"]),
                dimensions=_dimensions(row["dimensions"]),
                accession=self.filing.accession,
                form=self.filing.form,
                accepted_at=self.filing.accepted_at,
                document=self.filing.digest,
                decimals=int(row["decimals"]) if row["decimals"] else None,
                document_name=self.filing.name,
                system=self.filing.system,
                report_end=self.filing.period_end,
                fiscal_year=self.filing.fiscal_year,
                fiscal_period=self.filing.fiscal_period,
                label=row["row"],
            )
            for row in rows
        ]


def sample_companies() -> Sequence[Company]:
    """The real companies by ticker, then the invented ones."""
    return [
        Company(
            cik=row["cik"],
            name=row["name"],
            ticker=row["ticker"],
            sic=row["sic"],
            industry=industry(row["sic"]),
            fiscal_year_end=row["fiscal_year_end"],
            exchange=row["exchange"],
            invented=bool(row["invented"]),
            other_tickers=tuple(row["other_tickers"].split()),
        )
        for folder in (DATA, INVENTED)
        for row in _rows(folder / "companies.csv")
    ]


def carried_filings() -> Sequence[CarriedFiling]:
    """The real filings whose figures the sample carries, by company and period."""
    return [
        CarriedFiling(
            Filing(
                digest=row["sha256"],
                cik=row["cik"],
                form=row["form"],
                accession=row["accession"],
                period_end=date.fromisoformat(row["period_end"]),
                accepted_at=date.fromisoformat(row["filed"]) if row["filed"] else None,
                accepted_basis=AcceptedBasis(row["filed_basis"]),
                fiscal_year=int(row["fiscal_year"]) if row["fiscal_year"] else None,
                fiscal_period=row["fiscal_period"],
                name=row["file"],
                system=row["system"],
            ),
            DATA / "facts" / row["file"],
        )
        for row in _rows(DATA / "filings.csv")
    ]


def carried_bonds() -> Sequence[tuple[Path, str]]:
    """Tables of the notes that a filing lists, with its accession."""
    return ((DATA / "bonds" / "hd.csv", "0000354950-24-000062"),)


def invented_market() -> Sequence[Path]:
    """Levels, recent issues and a rating, invented for the invented listed company; by kind."""
    return sorted((INVENTED / "market").glob("*.csv"))


def sample_quotes() -> Sequence[Quote]:
    """One closing price for each listed company that has one, all of one date."""
    companies = sample_companies()
    real = read_prices(DATA / "prices.csv", companies, source=PRICE_SOURCE)
    invented = read_prices(INVENTED / "prices.csv", companies, source=INVENTED_PRICE_SOURCE)
    assert not [*real.findings, *invented.findings], "the shipped prices are right"
    return [*real.quotes, *invented.quotes]


def valuation_date() -> date:
    """The one date of the sample's prices; later filings are not known on it."""
    (on,) = {quote.on for quote in sample_quotes()}
    return on


def treasury_curve() -> Sequence[CurvePoint]:
    """Par yields of the US Treasury on a few dates."""
    return [
        CurvePoint(
            on=date.fromisoformat(row["date"]),
            tenor_years=_tenor_years(row["tenor"], row["tenor_unit"]),
            rate=Decimal(row["par_yield_percent"]).scaleb(-2),
            source=CURVE_SOURCE,
        )
        for row in _rows(DATA / "treasury.csv")
    ]


def invented_filings() -> Sequence[Path]:
    """The filings of the invented listed company, oldest first."""
    return sorted(INVENTED.glob("*.htm"), key=lambda path: path.stem.rsplit("_", 1)[-1])


def private_company() -> Company:
    """The invented company that is not listed."""
    (found,) = [one for one in sample_companies() if one.invented and not one.ticker]
    return found


def management_case() -> Path:
    """The workbook in which the invented private company's management sets out its plan."""
    (path,) = INVENTED.glob("*.xlsx")
    return path


def cap_table() -> Path:
    """Who holds the invented private company."""
    (path,) = INVENTED.glob("*cap-table.csv")
    return path


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    return sha256(path.read_bytes()).hexdigest()


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _tenor_years(count: str, unit: str) -> Decimal:
    if unit == "years":
        return Decimal(count)
    return (Decimal(count) / _MONTHS_A_YEAR).quantize(_TENOR_DIGITS)


@lru_cache(maxsize=100)
def _unit(text: str) -> Unit:
    return parse_unit(text)


@lru_cache(maxsize=10_000)
def _period(start: str, end: str) -> Period:
    return Period(date.fromisoformat(start) if start else None, date.fromisoformat(end))


def _dimensions(text: str) -> tuple[tuple[str, str], ...]:
    pairs = (pair.partition("=") for pair in text.split())
    return tuple((axis, member) for axis, _, member in pairs)
