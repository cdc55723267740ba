"""Pieces that several documents are made of: titles, sources by accession, the notice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from bookrunner.figures import Adopted, Default, Figure, Sourced, lineage
from bookrunner.office import Deck, Line
from bookrunner.office.paper import Paper
from bookrunner.pitch.papers.data_pack import Workings
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import Model

Kind = TypeVar("Kind", bound=Model)

_SOURCES_MAX = 4
_NOTICE = (
    "Prepared from public filings, market data as dated and what was imported; not verified "
    "independently, no offer and no recommendation."
)
_INVENTED = "The company and all its figures are invented, for demonstration only."


@dataclass(frozen=True)
class Told:
    """A document, and the figures on its pages that the history does not hold."""

    paper: Paper
    workings: Sequence[Workings] = ()
    slides: Deck | None = None
    """The same on a slide, where it fits one."""
    names: Sequence[str] = ()
    """Words of it with digits that are no numbers."""
    lacking: Sequence[str] = ()
    """Headings of words that it requires and nobody gave; with one it stays a draft."""
    is_anonymous: bool = False
    """Whether it must not tell whose it is."""


def model_of(valued: Valued, kind: type[Kind]) -> Kind:
    """The model of that kind, which a part of the storyline made.

    Raises:
        BookrunnerError: What the part lacked, where it could not be made.
    """
    found = [one for one in valued.models if isinstance(one, kind)]
    lacking = [part.lacking for part in valued.parts if part.lacking is not None]
    if not found and lacking:
        raise lacking[0]
    return found[0]


def titled(name: str, ticker: str) -> str:
    """The company's name with its ticker."""
    return f"{name} ({ticker})" if ticker else name


def describe(valued: Valued) -> Line:
    """What the company is, in a line below its name."""
    company, known = valued.inputs.target, valued.inputs.company
    where = f"Listed on {known.exchange}" if known.exchange else ""
    if not company.is_listed:
        where = "Not listed"
    parts = (company.industry, where, f"As of {valued.inputs.valuation_date:%d %B %Y}")
    return (" | ".join(part for part in parts if part),)


def notice(is_invented: bool) -> Sequence[Line]:  # noqa: FBT001 - the only thing it depends on
    """On what terms the page is given."""
    return [(_INVENTED,), (_NOTICE,)] if is_invented else [(_NOTICE,)]


def sources(valued: Valued, figures: Sequence[Figure]) -> Line:
    """A footnote: form, period and accession of each report, prices, and who assumes what."""
    told: dict[str, None] = {}
    owners: dict[str, None] = {}
    for one in lineage(figures):
        if isinstance(one.lineage, Sourced):
            source = one.lineage.source
            number = f", accession {source.accession}" if source.accession else ""
            told[f"{source.system} {source.title}{number}"] = None
        elif isinstance(one.lineage, Adopted):
            owners[one.lineage.owner] = None
        elif isinstance(one.lineage, Default):
            owners["nobody yet"] = None
    if not told and not owners:
        return ()
    # The newest reports are named; the data pack lists all.
    named = list(told)[-_SOURCES_MAX:]
    more = (
        " and earlier reports on the Sources sheet of the data pack"
        if len(told) > len(named)
        else ""
    )
    text = f"Source: {'; '.join(named)}{more}. " if named else ""
    text += f"As of {valued.inputs.valuation_date:%d-%b-%Y}."
    if owners:
        text += f" Assumptions owned by {', '.join(owners)}."
    return (text,)
