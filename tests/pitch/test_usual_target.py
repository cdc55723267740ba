"""Whom an acquirer is taken to buy where nobody says so: somebody who can be valued."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bookrunner.app import Desk
from bookrunner.facts import Company, Quote
from bookrunner.pitch.buying import usual_target
from tests.pitch.books import adopting


def test_a_peer_whose_price_ends_before_its_first_fiscal_year_was_known_is_not_taken(
    sample: Desk,
) -> None:
    buyer = sample.store.company("JNJ", sample.viewer)
    on = sample.store.quotes(buyer.cik, sample.viewer)[-1].on

    def quoted(one: Company) -> Sequence[Quote]:
        return sample.store.quotes(one.cik, sample.viewer)

    usual = usual_target(sample.store, sample.viewer, buyer, on, quoted, adopting({}))

    def ending(one: Company) -> Sequence[Quote]:
        known = quoted(one)
        if one.cik != usual.company.cik:
            return known
        return [replace(known[-1], on=date(1995, 1, 3))]

    other = usual_target(sample.store, sample.viewer, buyer, on, ending, adopting({}))
    assert other.company.cik not in (usual.company.cik, buyer.cik)
