"""The SEC's lists of registrants: ``company_tickers.json`` and the submissions of one company."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from bookrunner.facts.companies import cik_text
from bookrunner.facts.names import CompanyReference, FormerName
from bookrunner.figures import BadInput

_HEADS = (b'"cik_str"', b'"entityType"')


class NotAReference(BadInput):
    """JSON that has neither the shape of the SEC's list of tickers nor that of submissions."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} is no list of registrants of the SEC: {why}")


def looks_like_reference(beginning: bytes) -> bool:
    """Whether JSON bytes begin like one of the SEC's lists of registrants."""
    return beginning.lstrip().startswith(b"{") and any(head in beginning for head in _HEADS)


def references(content: bytes, *, name: str) -> Sequence[CompanyReference]:
    """The registrants in ``company_tickers.json``, or the one of a ``CIK##########.json``.

    Raises:
        NotAReference: It is neither.
    """
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NotAReference(name, f"it is not JSON ({type(error).__name__})") from error
    if not isinstance(answer, dict):
        raise NotAReference(name, "it is no object")
    if "entityType" in answer:
        return [_submissions(answer, name)]
    rows = [row for row in answer.values() if isinstance(row, dict) and _is_cik(row.get("cik_str"))]
    if not rows or len(rows) < len(answer):
        raise NotAReference(name, f"{len(answer) - len(rows)} of its rows name no CIK")
    return _listed(rows)


def _listed(rows: Iterable[Mapping[str, Any]]) -> Sequence[CompanyReference]:
    """One reference for each CIK, its tickers in the order of the list, the largest first."""
    names: dict[str, str] = {}
    tickers: dict[str, list[str]] = {}
    for row in rows:
        cik = cik_text(row["cik_str"])
        names.setdefault(cik, _text(row.get("title")))
        if ticker := _text(row.get("ticker")).upper():
            tickers.setdefault(cik, []).append(ticker)
    return [
        CompanyReference(cik, name, tuple(dict.fromkeys(tickers.get(cik, ()))))
        for cik, name in names.items()
    ]


def _submissions(answer: Mapping[str, Any], name: str) -> CompanyReference:
    if not _is_cik(answer.get("cik")):
        raise NotAReference(name, "it names no CIK")
    exchanges = [_text(exchange) for exchange in answer.get("exchanges") or []]
    return CompanyReference(
        cik=cik_text(answer["cik"]),
        name=_text(answer.get("name")),
        tickers=tuple(
            dict.fromkeys(_text(t).upper() for t in answer.get("tickers") or [] if _text(t))
        ),
        sic=_text(answer.get("sic"))[:4],
        fiscal_year_end=_month_and_day(_text(answer.get("fiscalYearEnd"))),
        exchange=exchanges[0] if exchanges else "",
        former_names=tuple(_former(answer.get("formerNames") or [])),
    )


def _former(rows: Iterable[object]) -> Iterable[FormerName]:
    for row in rows:
        if isinstance(row, dict) and (name := _text(row.get("name"))):
            since, until = _day(row.get("from")), _day(row.get("to"))
            # Some of the SEC's rows end before they begin; then neither day is to be trusted.
            ordered = since is None or until is None or since <= until
            yield FormerName(name, since if ordered else None, until if ordered else None)


def _is_cik(value: object) -> bool:
    return re.fullmatch(r"\d{1,10}", str(value)) is not None


def _month_and_day(text: str) -> str:
    return f"--{text[:2]}-{text[2:]}" if re.fullmatch(r"\d{4}", text) else ""


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
