"""A book knows what was known on its valuation date, and what its viewer may see."""

from datetime import date
from decimal import Decimal

import pytest

from bookrunner.app import Desk
from bookrunner.facts import Quote
from bookrunner.figures import Figure, Sourced, lineage
from bookrunner.pitch import Request, Valued, pitch_inputs, valued
from bookrunner.pitch.workbook_pages import pitch_workbook
from tests.pitch.books import PEERS, SAMPLE_DATE, Written, number


def later(figures: list[Figure], on: date) -> list[str]:
    """Sourced figures of which something became known, or was observed, after the date."""
    found = []
    for figure in lineage(figures):
        if isinstance(figure.lineage, Sourced):
            source = figure.lineage.source
            if figure.period.end > on or source.as_of > on or (source.accepted_at or on) > on:
                found.append(f"{figure.id} from {source.document} of {source.accepted_at}")
    return found


def test_no_number_of_the_book_became_known_after_the_valuation_date(
    written: Written, sample: Desk
) -> None:
    """The sample holds later reports of HD, WMT and NKE, which the book must not know."""
    known = [
        (filing.accepted_at or date.max)
        for ticker in ("HD", *PEERS)
        for filing in sample.store.filings(
            sample.viewer, sample.store.company(ticker, sample.viewer).cik
        )
    ]
    assert sum(1 for day in known if day > SAMPLE_DATE) >= 3
    assert written.book.record.as_of == SAMPLE_DATE
    sourced = [
        record
        for record in written.book.record.figures.values()
        if record["lineage"]["kind"] == "sourced"
    ]
    assert len(sourced) > 300
    limit = SAMPLE_DATE.isoformat()
    # The day on which a bond falls due was known when it was issued.
    wrong = [
        record["id"]
        for record in sourced
        if record["lineage"]["as_of"] > limit
        or (record["period_end"] > limit and not record["id"].split(".")[-2].endswith("_day"))
        or (record["lineage"]["accepted_at"] or "") > limit
    ]
    assert wrong == []
    reported = [record for record in sourced if record["lineage"]["accession"]]
    assert len(reported) > 250
    assert [one["id"] for one in reported if not one["lineage"]["accepted_at"]] == []


@pytest.mark.parametrize("on", [date(2023, 3, 1), date(2024, 3, 28), date(2025, 3, 31)])
def test_an_earlier_view_uses_only_what_was_known_then(sample: Desk, on: date) -> None:
    """NVIDIA and Apple report in the sample from 2021 on; prices are the test's own."""
    model = as_of(sample, on)
    figures = list(pitch_workbook(model).figures())
    assert model.inputs.valuation_date == on
    assert later(figures, on) == []
    assert later(figures, date(on.year - 1, on.month, on.day)) != []


def test_a_split_reported_later_does_not_reach_the_view_before_it(sample: Desk) -> None:
    """NVIDIA's diluted EPS of fiscal 2024 is 11.93 as first reported and 1.19 after its split.

    10-K 0001045810-24-000029 and 0001045810-25-000023, Item 8, statements of income.
    """
    before, after = as_of(sample, date(2024, 3, 28)), as_of(sample, date(2025, 3, 31))

    def earnings(made: Valued) -> float:
        (year,) = [one for one in made.inputs.target.years if one.period.end == date(2024, 1, 28)]
        return number(year.figures["eps_diluted"])

    assert earnings(before) == pytest.approx(11.93)
    assert earnings(after) == pytest.approx(1.19)


def as_of(sample: Desk, on: date) -> Valued:
    """NVIDIA beside Apple on a day, at prices of the test."""
    ciks = [sample.store.company(name, sample.viewer).cik for name in ("NVDA", "AAPL")]
    quotes = tuple(Quote(cik, on, Decimal(150), "USD", "a price of the test") for cik in ciks)
    request = Request("NVDA", ("AAPL",), as_of=on, quotes=quotes)
    return valued(pitch_inputs(sample.store, sample.viewer, request))
