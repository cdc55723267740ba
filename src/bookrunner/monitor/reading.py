"""The events that one filing tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bookrunner.deals import deal
from bookrunner.documents import Document, period_on_cover, registrant_on_cover
from bookrunner.figures import PUBLIC, Walls
from bookrunner.monitor.current_report import signs_of_current_report
from bookrunner.monitor.distress import distress_signs
from bookrunner.monitor.event import Event, Filed, Sign
from bookrunner.monitor.forms import is_current_report, kind_of_form
from bookrunner.monitor.weighing import weighed

_DISTRESS_FORMS = ("10-K", "10-Q", "20-F", "NT ", "S-1", "F-1")
_DATE = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December)"
    r"\s+(\d{1,2})\s*,\s*((?:19|20)\d\d)\b"
)
_TITLE_LINES = 40
_NAME_MIN = 3
"""A shorter name stands in other words by chance."""


@dataclass(frozen=True)
class Known:
    """What the records know of a filing beside its own words; empty where it is in no records."""

    company: str = ""
    cik: str = ""
    accession: str = ""
    accepted: str = ""
    walls: Walls = PUBLIC


def events_of(document: Document, known: Known | None = None) -> list[Event]:
    """What a filing tells, in the order of its words; empty for forms that tell no event."""
    filed = filed_as(document, known or Known())
    return [_event(document, filed, item, sign) for item, sign in _signs(document, filed)]


def tells_events(form: str) -> bool:
    """Whether filings of a form are looked into at all."""
    looked = form.upper().startswith(_DISTRESS_FORMS)
    return looked or is_current_report(form) or bool(kind_of_form(form))


def filed_as(document: Document, known: Known) -> Filed:
    """Whose filing it is, and when it was accepted; the filing's own words go before."""
    cover = document.cover
    form = document.form
    if cover.get("AmendmentFlag", "").lower() == "true" and not form.endswith("/A"):
        form += "/A"
    company = cover.get("EntityRegistrantName") or registrant_on_cover(document.text)
    return Filed(
        digest=document.digest,
        company=company or known.company,
        cik=cover.get("EntityCentralIndexKey") or known.cik,
        form=form,
        accession=document.accession or known.accession,
        reported=_iso(cover.get("DocumentPeriodEndDate", ""))
        or period_on_cover(document.text, document.form),
        accepted=cover.get("AcceptanceTime")
        or cover.get("AcceptanceDate")
        or known.accepted
        or cover.get("FilingDate", ""),
        walls=known.walls,
    )


def _signs(document: Document, filed: Filed) -> Iterator[tuple[str, Sign]]:
    if is_current_report(document.form):
        yield from signs_of_current_report(document, filed.company)
        return
    kind = kind_of_form(document.form)
    if kind:
        proof = _title(document.text, document.form)
        yield "", Sign(_offered(document, kind), *proof, f"form {document.form}")
    if document.form.upper().startswith(_DISTRESS_FORMS):
        for sign in distress_signs(document.text):
            yield "", sign


def _offered(document: Document, kind: str) -> str:
    """What a prospectus or a term sheet offers, where its terms say it."""
    if kind not in {"prospectus_filed", "term_sheet"}:
        return kind
    return _OFFERED.get(deal(document).kind, kind)


_OFFERED = {
    "debt_offering": "debt_offering",
    "equity_offering": "equity_offering",
    "structured_note": "structured_note",
    "asset_backed": "asset_backed",
    "merger": "exchange_registration",
}


def _event(document: Document, filed: Filed, item: str, sign: Sign) -> Event:
    quote = document.text[sign.start : sign.end]
    weight, drivers = weighed(filed, item, sign, quote)
    return Event(
        filed=filed,
        item=item,
        event=sign.event,
        materiality=weight,
        drivers=drivers,
        start=sign.start,
        end=sign.end,
        quote=quote,
        on=_when(quote, filed) if item else _iso(filed.accepted[:10]) or filed.reported,
        key=_key(filed, item, sign.event),
    )


def _key(filed: Filed, item: str, event: str) -> str:
    """One event of one company on one day; of forms that are no 8-K each filing is its own."""
    whose = filed.cik or filed.company.casefold()
    if not item:
        form = filed.form.removesuffix("/A")
        return f"{whose}|{form}|{event}|{filed.accession or filed.digest[:12]}"
    day = filed.reported.isoformat() if filed.reported else filed.accession or filed.digest[:12]
    return f"{whose}|8-K|{event}|{day}"


def _when(quote: str, filed: Filed) -> date | None:
    """The last day in the quote that is not after acceptance and near the report, else its day."""
    limit = _iso(filed.accepted[:10])
    days = [
        day
        for match in _DATE.finditer(quote)
        if (day := _written(match)) is not None and (limit is None or day <= limit)
    ]
    if filed.reported is not None:
        days = [day for day in days if abs((day - filed.reported).days) <= _NEAR_DAYS]
    return days[0] if days else filed.reported


_NEAR_DAYS = 45
"""An event is reported within days; a date further off belongs to something else."""


def _written(match: re.Match[str]) -> date | None:
    try:
        return datetime.strptime(" ".join(match.groups()), "%B %d %Y").date()  # noqa: DTZ007
    except ValueError:
        return None


def _title(text: str, form: str) -> tuple[int, int]:
    """The first line of a document that names its form, else its first line."""
    name = _squeezed(form.upper().removesuffix("/A"))
    core = name.removeprefix("SCHEDULE").removeprefix("SC").removesuffix("ASR") or name
    number = re.search(r"\d+\w*", core)
    names = {core, number[0] if number else core}
    if core.startswith("TO"):
        names = {"SCHEDULETO", "SCTO"}
    place = 0
    first: tuple[int, int] | None = None
    for line in text.split("\n")[:_TITLE_LINES]:
        start = place + (len(line) - len(line.lstrip()))
        place += len(line) + 1
        words = _squeezed(line)
        if not words:
            continue
        span = (start, start + len(line.strip()))
        first = first or span
        if f"FORM{core}" in words or any(len(n) >= _NAME_MIN and n in words for n in names):
            return span
    return first or (0, min(len(text), 1))


def _squeezed(words: str) -> str:
    """Letters and digits only: of ``Rule 424(b)(5)`` ``RULE424B5``."""
    return "".join(filter(str.isalnum, words.upper()))


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
