"""What is missing is named with how to supply it; nothing stands in for it, and nothing crashes."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bookrunner.app import Desk
from bookrunner.facts import Quote
from bookrunner.figures import NA, NM, NotFound
from bookrunner.ledger.reading_pptx import ReadDeck, read_deck
from bookrunner.ledger.reading_xlsx import read_workbook
from bookrunner.office import geometry_pptx
from bookrunner.pitch import (
    PeersUnusable,
    PitchInputs,
    Request,
    Valued,
    pitch_inputs,
    valued,
    write_pitch,
)
from bookrunner.valuation import CompanyInputs, ReportedPeriod
from tests.pitch.books import SAMPLE_DATE, all_texts, number, slide_texts, slide_titled

LOSS_MAKERS = ("SNOW", "AI")
"""Software companies of the sample with negative EBITDA, and without a price."""

Change = Callable[[PitchInputs], PitchInputs]


def asked(sample: Desk, request: Request, change: Change = lambda found: found) -> Valued:
    """The valuation asked for, some of its inputs taken away."""
    return valued(change(pitch_inputs(sample.store, sample.viewer, request)))


def without_curve(found: PitchInputs) -> PitchInputs:
    """As where no Treasury curve was loaded."""
    return replace(found, risk_free=None)


def without_interest(found: PitchInputs) -> PitchInputs:
    """As of a company that reports no interest expense."""
    return replace(found, target=without(found.target, "interest_expense"))


def without_capital_expenditure(found: PitchInputs) -> PitchInputs:
    """As of a company that reports no capital expenditure."""
    return replace(found, target=without(found.target, "capex"))


def without_price(found: PitchInputs) -> PitchInputs:
    """As of a company of which nobody supplied a price."""
    return replace(found, target=replace(found.target, price=None))


def without(company: CompanyInputs, line: str) -> CompanyInputs:
    """The company as if it never reported the line."""

    def strip(period: ReportedPeriod) -> ReportedPeriod:
        kept = {key: figure for key, figure in period.figures.items() if key != line}
        return replace(period, figures=kept)

    years = tuple(strip(year) for year in company.years)
    is_year = company.latest is company.last_year
    return replace(company, years=years, latest=years[-1] if is_year else strip(company.latest))


@pytest.mark.parametrize(
    "change,needed",
    [
        (without_interest, "supply the yield of its debt"),
        (without_capital_expenditure, "capital expenditure"),
    ],
)
def test_a_dcf_that_lacks_an_input_leaves_a_page_that_says_what_it_needs(
    sample: Desk, tmp_path: Path, change: Change, needed: str
) -> None:
    model = asked(sample, Request("HD", ("LOW", "WMT")), change)
    assert (model.dcf, model.grids, model.cases) == (None, (), ())
    book = write_pitch(model, tmp_path / "out", sample.writers)
    read = read_deck(book.deck)
    page = slide_texts(read, slide_titled(read, "Discounted cash flow: an input is required"))
    assert needed in page
    assert not re.search(r"\d", page.replace("10-K", "").partition("Required input")[2][:160])
    assert not [name for name in book.record.figures if ".dcf." in name]
    assert "pitch.no-dcf" in {finding.code for finding in book.findings}
    sheets = {sheet for sheet, _ in read_workbook(book.workbook).cells}
    assert not {"DCF", "Sensitivity", "Grid workings", "Cases"} & sheets
    assert geometry_pptx.faults(book.deck) == ()


def test_a_target_without_a_price_is_valued_and_says_that_one_is_required(
    sample: Desk, tmp_path: Path
) -> None:
    model = asked(sample, Request("HD", ("LOW", "NKE")), without_price)
    book = write_pitch(model, tmp_path / "out", sample.writers)
    cells = model.comps.target.cells
    for key in ("market_cap", "size_ev", "ev_ebitda_ltm", "price_earnings_ltm", "fcf_yield"):
        assert cells[key].value is NA, key
    assert number(cells["ebitda_margin"]) > 0
    words = all_texts(read_deck(book.deck))
    assert "No share price was supplied" in words
    assert "supply one with --prices" in words
    told = [one for one in book.findings if "no share price was supplied" in one.message]
    assert [one.where for one in told] == ["HD"]
    assert "hd.price" not in {name.rsplit(".", 1)[0] for name in book.record.figures}


@pytest.mark.parametrize("target", LOSS_MAKERS)
def test_a_company_without_price_or_profit_still_has_its_book(
    sample: Desk, tmp_path: Path, target: str
) -> None:
    request = Request(target, ("NVDA", "ADBE") if target == "AI" else ("CRM", "ADBE"))
    model = asked(sample, request)
    assert number(model.comps.target.cells["ebitda_margin"]) < 0
    book = write_pitch(model, tmp_path / "out", sample.writers)
    read = read_deck(book.deck)
    assert unmeaning_money(read) == []
    assert "No share price was supplied" in all_texts(read)
    assert geometry_pptx.faults(book.deck) == ()


def test_a_peer_with_negative_ebitda_is_not_meaningful_and_in_no_statistic(
    sample: Desk, tmp_path: Path
) -> None:
    snowflake = sample.store.company("SNOW", sample.viewer)
    quote = Quote(snowflake.cik, SAMPLE_DATE, Decimal(100), "USD", "a price of the test")
    model = asked(sample, Request("HD", ("LOW", "NKE", "SNOW"), quotes=(quote,)))
    rows = {row.company.label: row.cells["ev_ebitda_ltm"] for row in model.comps.peers}
    assert rows["SNOW"].value is NM
    kept = [number(rows[label]) for label in ("LOW", "NKE")]
    for key, wanted in (
        ("median", sum(kept) / 2),
        ("mean", sum(kept) / 2),
        ("min", min(kept)),
        ("max", max(kept)),
    ):
        assert number(model.comps.statistic(key, "ev_ebitda_ltm")) == pytest.approx(wanted)
    book = write_pitch(model, tmp_path / "out", sample.writers)
    held = {place.text for place in book.record.standing(rows["SNOW"].id)}
    assert held == {"NM"}
    texts = [place.file for place in book.record.standing(rows["SNOW"].id)]
    assert {"workbook", "deck"} <= set(texts)


def test_a_price_later_than_the_valuation_date_is_not_used(sample: Desk) -> None:
    model = asked(sample, Request("HD", ("LOW", "WMT"), as_of=SAMPLE_DATE - timedelta(days=60)))
    assert model.inputs.target.price is None
    assert model.comps.target.cells["ev_ebitda_ltm"].value is NA


def test_a_curve_older_than_a_week_is_used_and_named(sample: Desk) -> None:
    model = asked(sample, Request("HD", ("LOW", "WMT"), as_of=date(2024, 8, 15)))
    assert model.inputs.risk_free is not None
    (stale,) = [one for one in model.findings if one.code == "pitch.stale-curve"]
    assert "2024-06-28" in stale.message
    assert "2024-08-15" in stale.message


@pytest.mark.parametrize(
    "peers,reason",
    [
        (("LOW", "HD"), "HD is the target itself"),
        (("LOW", "WMT", "low"), "LOW is named twice"),
    ],
)
def test_peers_that_cannot_be_used_are_refused_with_the_reason(
    sample: Desk, peers: tuple[str, ...], reason: str
) -> None:
    with pytest.raises(PeersUnusable, match=reason):
        asked(sample, Request("HD", peers))


def test_a_company_without_a_fiscal_year_by_then_is_named(sample: Desk) -> None:
    with pytest.raises(NotFound, match="fiscal year of 'HD'"):
        asked(sample, Request("HD", ("LOW",), as_of=date(2023, 1, 2)))


def unmeaning_money(read: ReadDeck) -> list[str]:
    """Texts in which a sign of money stands before words."""
    return [text for text in read.texts.values() if re.search(r"\$\(?N[AM]\b", text)]
