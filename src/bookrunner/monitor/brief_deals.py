"""Lines of the brief for deals: what they are, how far, and the words of their first term."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from bookrunner.deals import Term
from bookrunner.monitor.brief import BriefLine, Proof, shortened
from bookrunner.monitor.tape import TapeDeal, TapeTerm

_WEIGHTS: Mapping[str, int] = {"announced": 5, "priced": 4, "withdrawn": 4, "launched": 3}
_KINDS: Mapping[str, str] = {"ecm": "equity", "dcm": "debt", "ma": "M&A"}
_TERMS_SHOWN = 3
_PLAIN = frozenset({"", "date", "days"})


def deal_lines(deals: Iterable[TapeDeal]) -> Iterator[BriefLine]:
    """A line for each deal whose filing says when it was accepted and states a term."""
    for deal in deals:
        last = deal.told[-1]
        terms = [one for one in deal.terms if one.term.quote.strip()]
        if deal.walls or not last.filed.accepted or not terms:
            continue
        told = next((one for one in terms if one.filed == last.filed), terms[0])
        kind = deal.kind.replace("_", " ").replace("-", " ")
        against = f" with {deal.counterparty}" if deal.counterparty else ""
        yield BriefLine(
            section="deals",
            company=deal.issuer or last.filed.company,
            says=f"{_KINDS[deal.market]}, {kind}{against}: {deal.status}",
            why="; ".join(_said(terms)),
            at=last.filed.accepted,
            weight=_WEIGHTS.get(deal.status, 3),
            form=last.filed.form,
            proof=_proof(told),
        )


def _proof(told: TapeTerm) -> Proof:
    filed, term = told.filed, told.term
    words = shortened(term.quote)
    return Proof(words, filed.accession, filed.cik, filed.digest, term.start, term.end)


def _said(terms: Sequence[TapeTerm]) -> Iterator[str]:
    numbers = [one.term for one in terms if isinstance(one.term.value, Decimal)]
    for term in numbers[:_TERMS_SHOWN]:
        yield f"{term.name.replace('_', ' ')} {_value(term)}"


def _value(term: Term) -> str:
    """As the document states it: a term's value is its words' number in single units."""
    assert isinstance(term.value, Decimal)
    number = f"{term.value.normalize():,f}"
    if term.unit == "percent":
        return f"{number}%"
    return number if term.unit in _PLAIN else f"{term.unit.partition('/')[0]} {number}"
