"""Answers as the flat rows that a table of the workspace takes: one level, plain values.

A number that is not there is null, never zero. Where a row stands for figures it names the newest
of them by its id, which the widget ``openbb_why`` opens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Row = dict[str, Any]
Held = Mapping[str, Any]


def statements(held: Held) -> list[Row]:
    """A row for each line, a column for each period."""
    labels = [column["label"] for column in held["columns"]]
    rows: list[Row] = []
    for statement in held["statements"]:
        for line in statement["lines"]:
            told = dict(zip(labels, (_value(cell) for cell in line["cells"]), strict=True))
            newest = next((cell["number"] for cell in reversed(line["cells"]) if cell), None)
            rows.append(
                {
                    "statement": statement["name"],
                    "line": line["label"],
                    **told,
                    "unit": newest["unit"] if newest else None,
                    "figure": newest["id"] if newest else None,
                    "source": newest["origin"] if newest else None,
                }
            )
    return rows


def facts(held: Held) -> list[Row]:
    """A row for each tagged number, with the report it stands in."""
    keys = (
        "concept",
        "value",
        "unit",
        "period_start",
        "period_end",
        "form",
        "accession",
        "known_since",
        "document",
    )
    return [
        {
            **{key: row[key] for key in keys},
            "dimensions": "; ".join(f"{axis}: {member}" for axis, member in row["dimensions"]),
        }
        for row in held.get("facts", ())
    ]


def comparables(held: Held) -> list[Row]:
    """A row for each company and statistic, a column for each measure of any of the tables."""
    headers = dict.fromkeys(_header(said) for grid in held["grids"] for said in grid["columns"])
    rows: dict[str, Row] = {}
    for grid in held["grids"]:
        for line in grid["rows"]:
            if line["style"] == "section":
                continue
            row = rows.setdefault(
                line["label"], {"row": line["label"], **dict.fromkeys(headers), "figure": None}
            )
            for said, number in zip(grid["columns"], line["numbers"], strict=True):
                if number:
                    row[_header(said)] = number["value"]
                    row["figure"] = row["figure"] or number["id"]
    return list(rows.values())


def screened(held: Held) -> list[Row]:
    """A row for each name that came out, with what speaks for it and against it."""
    test = held["test"] or {}
    return [
        {
            "rank": one["rank"],
            "ticker": one["company"]["ticker"],
            "company": one["company"]["name"],
            "score": one["score"],
            "speaks_for_it": "; ".join(
                f"{driver['why']} ({driver['value']['label']} {driver['value']['shown']})"
                for driver in one["drivers"]
            ),
            "speaks_against_it": "; ".join(against["says"] for against in one["against"]),
            "missing": "; ".join(one["missing"]),
            "told": one["told"],
            "period_end": one["period_end"],
            "known_since": one["known_since"],
            "restricted": one["restricted"],
            "figure": next((d["value"]["id"] for d in one["drivers"] if d["value"]["id"]), None),
            "test": test.get("words"),
        }
        for one in held["results"]
    ]


def deals(held: Held) -> list[Row]:
    """A row for each deal, its terms in words and the document that states them last."""
    return [
        {
            **{
                key: one[key]
                for key in ("latest", "first", "market", "kind", "issuer", "counterparty", "status")
            },
            "terms": "; ".join(_term(term) for term in one["terms"]),
            "computed": "; ".join(
                f"{figure['name']} {figure['value']} {figure['unit']} = {figure['formula']}"
                for figure in one["computed"]
            ),
            "revisions": len(one["revisions"]),
            "accession": one["documents"][-1]["accession"] if one["documents"] else None,
            "document": one["documents"][-1]["document"] if one["documents"] else None,
            "walls": ", ".join(one["walls"]),
        }
        for one in held["deals"]
    ]


def events(held: Held) -> list[Row]:
    """A row for each event, the newest first, with the words that tell it."""
    keys = (
        "accepted",
        "date",
        "company",
        "form",
        "item",
        "materiality",
        "says",
        "quote",
        "accession",
        "document",
        "overridden_by",
    )
    return [
        {**{key: one[key] for key in keys}, "walls": ", ".join(one["walls"])}
        for one in reversed(held["events"])
    ]


def tranches(held: Held) -> list[Row]:
    """A row for each tranche, then the adjustments, the total and liquidity."""
    amounts = ("principal", "carrying", "committed", "coupon", "margin", "effective_rate")
    rows = [
        {
            "section": "issued since" if one in held["pro_forma"] else "debt",
            "instrument": one["instrument"],
            "kind": one["kind"],
            "rank": one["rank"],
            "currency": one["amount_currency"],
            **{key: one[key] for key in amounts},
            "benchmark": one["benchmark"],
            "maturity": one["maturity"] or _text(one["maturity_year"]),
            "figure": _figure_of(one["citations"]),
            "accession": one["accession"],
        }
        for one in (*held["tranches"], *held["pro_forma"])
    ]
    sums = [
        *(("adjustment", one["label"], one["amount"]) for one in held["adjustments"]),
        ("total", "Total debt", held["total"]),
        ("total", "Debt on the balance sheet", held["balance_sheet_debt"]),
        ("total", "Difference", held["difference"]),
        *(("liquidity", name, part) for name, part in held["liquidity"]["parts"].items()),
        ("liquidity", "Total liquidity", held["liquidity"]["total"]),
    ]
    blank = dict.fromkeys(rows[0]) if rows else {}
    return rows + [
        {
            **blank,
            "section": section,
            "instrument": label,
            "currency": number["unit"] if number else held["currency"],
            "carrying": number["value"] if number else None,
            "figure": number["id"] if number else None,
        }
        for section, label, number in sums
    ]


def wall(held: Held) -> list[Row]:
    """A row for each year in which debt falls due."""
    return [
        {
            "year": _text(one["year"]),
            "label": one["label"],
            "amount": one["amount"],
            "currency": held["currency"],
            "source": one["source"],
            "figure": one["citation"]["id"] or None,
            "accession": one["citation"]["accession"],
        }
        for one in held["wall"]
    ]


def options(rows: Sequence[Held], value: str, label: str) -> list[Row]:
    """The choices of a parameter, each by its value and how it is called."""
    return [
        {"label": f"{row[value]} {row[label]}" if row[value] else row[label], "value": key}
        for row in rows
        if (key := row[value] or row.get("cik") or "")
    ]


def _value(cell: Held | None) -> Any:  # noqa: ANN401 - a number, or NM or NA
    return cell["number"]["value"] if cell else None


def _header(said: str) -> str:
    return " ".join(said.split())


def _term(term: Held) -> str:
    where = f" [{term['tranche']}]" if term["tranche"] else ""
    return f"{term['name']}{where} {term['value']}{' ' + term['unit'] if term['unit'] else ''}"


def _figure_of(citations: Held) -> str | None:
    order = ("principal", "carrying", *citations)
    return next((citations[key]["id"] for key in order if citations.get(key, {}).get("id")), None)


def _text(said: object) -> str | None:
    return None if said is None else str(said)
