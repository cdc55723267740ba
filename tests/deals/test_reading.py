"""Ways of writing that would mislead: who buys whom, several tranches, banks, fee tables."""

from decimal import Decimal

from bookrunner.deals import Deal, deal
from tests.deals.invented import page, read, rows


def _read(form: str, company: str, *paragraphs: str) -> Deal:
    return deal(read(page(form, company, *paragraphs)))


def _values(found: Deal, name: str, tranche: str = "") -> list[object]:
    return [t.value for t in found.terms if (t.name, t.tranche) == (name, tranche)]


def test_a_target_that_merges_into_its_acquirer_is_the_target() -> None:
    found = _read(
        "8-K",
        "ALDER BANCORP INC",
        "Item 1.01 Entry into a Material Definitive Agreement.",
        "On July 1, 2024, Alder Bancorp, Inc., a Maryland corporation (“Alder”), and Birch "
        "Financial Corporation, a Pennsylvania corporation (“Birch”), entered into an Agreement "
        "and Plan of Merger (the “Merger Agreement”). Birch will merge with and into Alder (the "
        "“Merger”), with Alder continuing as the surviving entity. Each share of Birch common "
        "stock will be converted into the right to receive 0.7130 shares of Alder common stock "
        "and $4.20 in cash.",
    )
    assert _values(found, "target") == ["Birch Financial Corporation"]
    assert _values(found, "acquirer") == ["Alder Bancorp, Inc."]
    assert _values(found, "exchange_ratio") == [Decimal("0.7130")]
    assert _values(found, "cash_per_share") == [Decimal("4.20")]
    assert _values(found, "consideration_type") == ["cash and stock"]


def test_a_merger_in_two_steps_has_one_target_and_its_acquirer() -> None:
    found = _read(
        "8-K",
        "ALDER BANCORP INC",
        "Item 1.01 Entry into a Material Definitive Agreement.",
        "On July 1, 2024, Alder Bancorp, Inc., a Maryland corporation (“Alder”), Birch Financial "
        "Corporation, a Pennsylvania corporation (“Birch”), and Vega Merger Sub, Inc., a Maryland "
        "corporation and wholly owned subsidiary of Alder (“Merger Sub”), entered into an "
        "Agreement and Plan of Merger (the “Merger Agreement”). Merger Sub will merge with and "
        "into Birch, with Birch as the surviving entity, and immediately thereafter Birch will "
        "merge with and into Alder, with Alder as the surviving entity. Each share of Birch will "
        "be converted into the right to receive 1.0192 shares of Alder common stock.",
    )
    assert _values(found, "target") == ["Birch Financial Corporation"]
    assert _values(found, "acquirer") == ["Alder Bancorp, Inc."]
    assert _values(found, "merger_sub") == ["Vega Merger Sub, Inc."]


def test_tranches_side_by_side_in_a_term_sheet_each_get_their_own_terms() -> None:
    found = _read(
        "FWP",
        "TILLER FOODS INC",
        "Pricing Term Sheet",
        "$500,000,000 4.000% Senior Notes due 2026",
        "$700,000,000 4.350% Senior Notes due 2029",
        rows(
            ("Maturity Date:", "March 1, 2026", "March 1, 2029"),
            ("Price to Public:", "99.902%", "99.885%"),
            ("Spread to Benchmark Treasury:", "+150 bps", "+170 bps"),
            ("Settlement Date:", "February 22, 2024"),
        ),
    )
    assert _values(found, "price_to_public", "4.000% Senior Notes due 2026") == [Decimal("99.902")]
    assert _values(found, "price_to_public", "4.350% Senior Notes due 2029") == [Decimal("99.885")]
    assert _values(found, "spread", "4.350% Senior Notes due 2029") == [Decimal(170)]
    assert [str(v) for v in _values(found, "settlement_date")] == ["2024-02-22"]


def test_the_fee_is_not_taken_for_the_amount_it_is_paid_on() -> None:
    found = _read(
        "S-3",
        "TILLER FOODS INC",
        "Calculation of Filing Fee Tables",
        rows(
            ("Equity", "Common Stock", "457(c)", "500,000", "$43.46", "$21,730,000.00", "$.0000927",
             "$2,014.37"),
            ("Total Offering Amounts", "", "$2,014.37"),
            ("Net Fee Due", "", "$2,014.37"),
        ),
    )  # fmt: skip
    assert _values(found, "registered_amount") == [Decimal("21730000.00")]


def test_a_report_that_only_mentions_a_merger_states_no_deal() -> None:
    found = _read(
        "8-K",
        "TILLER FOODS INC",
        "Item 5.02 Departure of Directors.",
        "On May 1, 2025, the Company announced results. The director joined the board under the "
        "Agreement and Plan of Merger dated March 3, 2019 by which the Company acquired a mill.",
    )
    assert found.kind == "none"
    assert found.terms == ()


def test_a_line_of_commission_never_becomes_a_settlement_date() -> None:
    found = _read(
        "424B5",
        "BRINDLE WORKS INC",
        "PROSPECTUS SUPPLEMENT",
        "Up to $3,000,000",
        "Brindle Works, Inc.",
        "Shares of Common Stock",
        "We may offer shares in “at the market offerings”. The closing price of our common stock "
        "on March 5, 2026 was $1.95 per share.",
        "The date of this prospectus supplement is March 6, 2026",
    )
    assert _values(found, "settlement_date") == []
    assert _values(found, "maximum_amount") == [Decimal(3000000)]
    assert _values(found, "price_per_share") == []
