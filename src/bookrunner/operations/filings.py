"""Companies and facts as they were reported."""

from __future__ import annotations

from collections.abc import Iterable

from bookrunner.app import Desk
from bookrunner.facts import Company, Fact
from bookrunner.figures import NotFound
from bookrunner.operations.requests import CompaniesRequest, FactsRequest
from bookrunner.operations.responses import Companies, FactLine, Facts
from bookrunner.operations.told import company_line


def companies(desk: Desk, request: CompaniesRequest) -> Companies:
    """The companies of which the viewer may see something, by ticker.

    Raises:
        NotFound: The search finds none.
    """
    known = desk.store.companies(desk.viewer)
    wanted = request.search.casefold().split()
    found = [c for c in known if all(word in _searched(c) for word in wanted)]
    if wanted and not found:
        raise NotFound(
            "company with the words", request.search, hint="`bookrunner companies` lists all"
        )
    ordered = sorted(found, key=lambda c: (c.invented, c.ticker or "~", c.name))
    return Companies(tuple(company_line(company) for company in ordered))


def _searched(company: Company) -> str:
    return " ".join(
        (company.name, *company.tickers, company.cik, company.industry, company.sic)
    ).casefold()


def facts(desk: Desk, request: FactsRequest) -> Facts:
    """A company's facts by tag, period and date of knowledge.

    Raises:
        NotFound: There is no such company, or it has no such fact.
    """
    company = desk.store.company(request.company, desk.viewer, as_of=request.as_of)
    known = desk.store.facts(company.cik, desk.viewer, as_of=request.as_of)
    letters = request.concept.casefold()
    found = [fact for fact in known if letters in fact.concept.casefold()]
    if not found:
        _refuse(company, request, known)
    ordered = sorted(_each_once(found), key=_place)
    return Facts(company_line(company), tuple(_fact_line(fact) for fact in ordered))


def _each_once(facts: Iterable[Fact]) -> Iterable[Fact]:
    """The facts, of those that are one number of one filing only one: that with its words."""
    found: dict[object, Fact] = {}
    for fact in facts:
        filing = fact.accession or fact.document
        place = (filing, fact.concept, fact.dimensions, fact.period, fact.unit, fact.value)
        before = found.get(place)
        if before is None or (before.citation is None and fact.citation is not None):
            found[place] = fact
    return found.values()


def _refuse(company: Company, request: FactsRequest, known: Iterable[Fact]) -> None:
    named = company.ticker or company.name
    when = f" known on {request.as_of}" if request.as_of else ""
    if not request.concept:
        hint = "later days know more" if request.as_of else "ingest one of its filings"
        raise NotFound(f"fact of {named}{when} under", request.company, hint=hint)
    near = sorted({fact.concept for fact in known if _shares_a_word(request.concept, fact.concept)})
    hint = f"`bookrunner facts {named}` lists its tags"
    raise NotFound(f"tag of {named}{when} with", request.concept, near=near[:3], hint=hint)


def _shares_a_word(asked: str, concept: str) -> bool:
    """Whether the beginnings are the same, so that a plural or a typing slip finds its tag."""
    local = concept.rsplit(":", maxsplit=1)[-1].casefold()
    wanted = asked.rsplit(":", maxsplit=1)[-1].casefold()
    return len(wanted) >= 4 and local.startswith(wanted[: max(4, len(wanted) - 2)])


def _place(fact: Fact) -> tuple[object, ...]:
    start = fact.period.start.isoformat() if fact.period.start else ""
    known = fact.accepted_at.isoformat() if fact.accepted_at else "9999"
    return (
        fact.concept,
        fact.dimensions,
        fact.period.end,
        start,
        known,
        fact.accession,
        str(fact.unit),
        fact.value,
    )


def _fact_line(fact: Fact) -> FactLine:
    return FactLine(
        concept=fact.concept,
        value=float(fact.value),
        exact=fact.value,
        unit=str(fact.unit),
        period_start=fact.period.start,
        period_end=fact.period.end,
        dimensions=fact.dimensions,
        form=fact.form,
        accession=fact.accession,
        known_since=fact.accepted_at,
        document=fact.document,
        fact_id=(fact.citation.fact_id or "") if fact.citation else "",
    )
