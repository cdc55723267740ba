"""Facts from the SEC's companyfacts JSON: all a company ever tagged, filing by filing.

In that data ``fy`` and ``fp`` name the period of the *filing* a number stood in, not the number's:
the revenue of 2023 stands under ``fy`` 2023, 2024 and 2025. The number's own period is ``start``
to ``end``. Only consolidated numbers are in it, none with dimensions.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bookrunner.facts.companies import Company, cik_text
from bookrunner.facts.filings import AcceptedBasis, Fact, Filing
from bookrunner.figures import (
    PUBLIC,
    BadInput,
    Finding,
    Period,
    Unit,
    Unusable,
    Walls,
    parse_unit,
)

SYSTEM = "SEC companyfacts"

_BALANCE_SHEET_TOTALS = frozenset(
    {
        "us-gaap:Assets",
        "us-gaap:LiabilitiesAndStockholdersEquity",
        "ifrs-full:Assets",
        "ifrs-full:EquityAndLiabilities",
    }
)
# An end that has less than one in so many of the flows that the commonest end has is a stray.
_FEW_FLOWS = 4


class NotCompanyFacts(BadInput):
    """JSON that does not have the shape of the SEC's companyfacts."""

    def __init__(self, name: str, missing: str) -> None:
        super().__init__(f"{name} is not SEC companyfacts JSON: {missing}")


@dataclass(frozen=True)
class CompanyFacts:
    """What one companyfacts file holds."""

    company: Company
    filings: Sequence[tuple[Filing, Sequence[Fact]]]
    """Each filing with its facts, earliest filed first."""
    findings: Sequence[Finding]


def looks_like_companyfacts(content: bytes) -> bool:
    """Whether JSON bytes begin like the SEC's companyfacts."""
    head = content[:400].lstrip()
    return head.startswith(b"{") and b'"cik"' in head and b'"facts"' in head


def companyfacts(content: bytes, *, name: str, digest: str, walls: Walls = PUBLIC) -> CompanyFacts:
    """The filings and facts of a companyfacts file.

    Args:
        content: The JSON, already decompressed.
        name: The file's name, for messages and sources.
        digest: SHA-256 of the content.
        walls: Of the filings made from it.

    Raises:
        NotCompanyFacts: It is not such a file.
    """
    answer = _loaded(content, name)
    cik = cik_text(answer["cik"])
    findings: list[Finding] = []
    by_accession: dict[str, list[tuple[Mapping[str, Any], Fact]]] = {}
    for concept, unit, row in _rows(answer["facts"], name, findings):
        fact = _fact(cik, concept, unit, row)
        if fact is None:
            findings.append(
                Finding("facts.companyfacts-row", f"a row of {concept} was not read", where=name)
            )
            continue
        by_accession.setdefault(str(row["accn"]), []).append((row, fact))
    filings = [
        _filing(cik, accession, rows, name=name, digest=digest, walls=walls)
        for accession, rows in by_accession.items()
    ]
    filings.sort(key=lambda pair: (pair[0].accepted_at or date.max, pair[0].accession))
    company = Company(cik=cik, name=str(answer.get("entityName") or ""))
    return CompanyFacts(company, filings, findings)


def _loaded(content: bytes, name: str) -> dict[str, Any]:
    try:
        # Decimals as written: 6.110 stays 6.110 and never becomes a float.
        answer = json.loads(content, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError) as error:
        raise NotCompanyFacts(name, f"it is not JSON ({type(error).__name__})") from error
    if not isinstance(answer, dict) or not isinstance(answer.get("facts"), dict):
        raise NotCompanyFacts(name, "it has no 'facts'")
    if re.fullmatch(r"\d{1,10}", str(answer.get("cik", ""))) is None:
        raise NotCompanyFacts(name, "it has no 'cik'")
    return answer


def _rows(
    taxonomies: Mapping[str, Any], name: str, findings: list[Finding]
) -> Iterator[tuple[str, Unit, Mapping[str, Any]]]:
    for taxonomy, concepts in taxonomies.items():
        if not isinstance(concepts, dict):
            raise NotCompanyFacts(name, f"{taxonomy!r} holds no concepts")
        for concept, told in concepts.items():
            units = told.get("units") if isinstance(told, dict) else None
            if not isinstance(units, dict):
                raise NotCompanyFacts(name, f"{concept!r} has no 'units'")
            for unit_text, rows in units.items():
                try:
                    unit = parse_unit(unit_text)
                except Unusable as error:
                    findings.append(
                        Finding("facts.companyfacts-unit", f"{concept}: {error}", where=name)
                    )
                    continue
                for row in rows:
                    if isinstance(row, dict):
                        yield f"{taxonomy}:{concept}", unit, row


def _fact(cik: str, concept: str, unit: Unit, row: Mapping[str, Any]) -> Fact | None:
    """The row's fact, or None when the row is not whole."""
    try:
        start = date.fromisoformat(row["start"]) if row.get("start") else None
        period = Period(start, date.fromisoformat(row["end"]))
        filed = date.fromisoformat(row["filed"])
        value = row["val"]
        accession, form = str(row["accn"]), str(row["form"])
    except (KeyError, TypeError, ValueError):
        return None
    if not isinstance(value, Decimal):
        return None
    return Fact(
        cik=cik,
        concept=concept,
        value=value,
        unit=unit,
        period=period,
        accession=accession,
        form=form,
        accepted_at=filed,
        system=SYSTEM,
    )


def _filing(
    cik: str,
    accession: str,
    rows: Sequence[tuple[Mapping[str, Any], Fact]],
    *,
    name: str,
    digest: str,
    walls: Walls,
) -> tuple[Filing, list[Fact]]:
    row, first = rows[0]
    year = row.get("fy")
    filing = Filing(
        digest=digest,
        cik=cik,
        form=first.form,
        accession=accession,
        period_end=_report_end([fact for _, fact in rows]),
        accepted_at=first.accepted_at,
        accepted_basis=AcceptedBasis.HEADER,
        fiscal_year=int(year) if isinstance(year, Decimal) else None,
        fiscal_period=str(row.get("fp") or ""),
        name=name,
        system=SYSTEM,
        walls=walls,
    )
    return filing, [fact for _, fact in rows]


def _report_end(facts: Sequence[Fact]) -> date | None:
    """The end of the period reported on, which the data does not say.

    It is the day of the latest balance sheet: a report may show more numbers of the year before
    than of its own, but no later balance sheet than its own. A report without one ends where its
    flows end, of those ends that more than a few flows have: a dividend or a purchase after the
    period is told of too. Nothing after the day of filing counts (forecasts, maturities).
    """
    told = [
        fact
        for fact in facts
        if not fact.concept.startswith("dei:")
        and (fact.accepted_at is None or fact.period.end <= fact.accepted_at)
    ]
    if closes := [fact.period.end for fact in told if fact.concept in _BALANCE_SHEET_TOTALS]:
        return max(closes)
    ends = Counter(fact.period.end for fact in told if not fact.period.is_instant)
    if not ends:
        return None
    most = max(ends.values())
    return max(end for end, count in ends.items() if count * _FEW_FLOWS >= most)
