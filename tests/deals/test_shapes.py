"""Shapes in which filings state terms: releases, covers of notes, units, offers, spin-offs."""

from decimal import Decimal

from bookrunner.deals import Deal, deal
from tests.deals.invented import page, read, rows

_COVER = ("Filed Pursuant to Rule 424(b)(5)", "Registration No. 333-999002")
_CONTENTS = ("TABLE OF CONTENTS", "Page")


def _read(form: str, company: str, *paragraphs: str) -> Deal:
    return deal(read(page(form, company, *paragraphs)))


def _values(found: Deal, name: str, unit: str | None = None) -> list[str]:
    return [str(t.value) for t in found.terms if t.name == name and unit in (None, t.unit)]


def test_a_release_of_an_offering_states_count_price_split_option_listing_and_banks() -> None:
    found = _read(
        "8-K",
        "BRINDLE WORKS INC",
        "Item 8.01 Other Events.",
        "PORTLAND, Ore.--(BUSINESS WIRE)--Brindle Works, Inc. today announced the pricing of its "
        "initial public offering of 20,000,000 shares of Class A common stock at a price to the "
        "public of $17.00 per share, for a total offering size of $340,000,000. Brindle is issuing "
        "and selling 14,500,000 shares of Class A common stock and the selling stockholders are "
        "selling an additional 5,500,000 shares of Class A common stock. The shares are expected "
        "to begin trading on the New York Stock Exchange on March 2, 2025, under the symbol "
        "“BRIN.” The offering is expected to close on March 4, 2025. Brindle has granted the "
        "underwriters a 30-day option to purchase up to an additional 3,000,000 shares of Class A "
        "common stock.",
        "Harrow Securities, Pell, Sachs &amp; Co. and Tarn &amp; Company LLC are acting as joint "
        "book-running managers. Lyre Advisors LLC is acting as co-manager.",
    )
    assert found.kind == "equity_offering"
    assert _values(found, "shares_offered") == ["20000000"]
    assert _values(found, "primary_shares") == ["14500000"]
    assert _values(found, "secondary_shares") == ["5500000"]
    assert _values(found, "gross_proceeds") == ["340000000"]
    assert _values(found, "overallotment_shares") == ["3000000"]
    assert _values(found, "ticker") == ["BRIN"]
    assert _values(found, "settlement_date") == ["2025-03-04"]
    assert _values(found, "bookrunner") == [
        "Harrow Securities",
        "Pell, Sachs & Co.",
        "Tarn & Company LLC",
    ]
    assert _values(found, "co_manager") == ["Lyre Advisors LLC"]


def test_depositary_shares_are_counted_and_priced_as_such() -> None:
    found = _read(
        "6-K",
        "QUAY HOLDING LTD",
        "Quay Holding Ltd (“Quay”) today announced the pricing of its initial public offering of "
        "17.5 million American Depositary Shares (“ADSs”) at a price to the public of US$13.50 per "
        "ADS. The Company has granted the underwriters an option, exercisable within 30 days, to "
        "purchase up to an aggregate of 2,625,000 additional ADSs.",
    )
    assert _values(found, "ads_offered", "ADS") == ["17500000"]
    assert _values(found, "price_per_ads", "USD/ADS") == ["13.50"]
    assert _values(found, "overallotment_ads") == ["2625000"]


def test_a_release_of_a_merger_names_sides_value_premium_and_advisors() -> None:
    found = _read(
        "8-K",
        "LARKFIELD CORP",
        "Item 7.01 Regulation FD Disclosure.",
        "NEW YORK--(BUSINESS WIRE)--Mar. 13, 2025-- Larkfield Corporation (NYSE: LARK) and "
        "Mossgate Systems, Inc. (Nasdaq: MOSS) today announced that they have entered into a "
        "definitive merger agreement under which Larkfield will acquire Mossgate for $29 in cash "
        "per Mossgate share for a total enterprise value of $4.3 billion. The price represents a "
        "premium of approximately 32.8% to the closing price on March 10, 2025. The transaction is "
        "expected to close in late 2025 or early 2026.",
        "Harrow Securities, LLC is serving as financial advisor to Larkfield, and Dale, Pike &amp; "
        "Row LLP is serving as legal counsel. Pell &amp; Co. LLC is acting as exclusive financial "
        "advisor to Mossgate.",
    )
    assert found.kind == "merger"
    assert _values(found, "acquirer") == ["Larkfield Corporation"]
    assert _values(found, "target") == ["Mossgate Systems, Inc."]
    assert _values(found, "announcement_date") == ["2025-03-13"]
    assert _values(found, "cash_per_share") == ["29"]
    assert _values(found, "enterprise_value") == ["4300000000"]
    assert _values(found, "premium") == ["32.8"]
    assert _values(found, "expected_closing") == ["late 2025 or early 2026"]
    assert _values(found, "acquirer_advisor") == ["Harrow Securities, LLC"]
    assert _values(found, "target_advisor") == ["Pell & Co. LLC"]


def test_an_offer_to_purchase_states_price_right_expiration_and_all_offerors() -> None:
    found = _read(
        "SC TO-T",
        "MOSSGATE SYSTEMS INC",
        "SCHEDULE TO",
        "MOSSGATE SYSTEMS, INC.",
        "(Name of Subject Company (Issuer))",
        "LARK MERGER SUB, INC.",
        "(Offeror)",
        "a wholly owned subsidiary of",
        "LARKFIELD CORPORATION",
        "(Parent of Offeror)",
        "(Names of Filing Persons)",
        "Common Stock, par value $0.01 per share",
        "(Title of Class of Securities)",
        "Offer to Purchase",
        "All Outstanding Shares of Common Stock",
        "at",
        "$3.25 per share in cash, plus one contingent value right per share, being the right to "
        "receive a contingent payment of $1.75 in cash upon a specified milestone",
        "THE OFFER AND WITHDRAWAL RIGHTS WILL EXPIRE AT ONE MINUTE AFTER",
        "11:59 P.M., NEW YORK CITY TIME, ON DECEMBER 11, 2025, UNLESS THE OFFER IS EXTENDED.",
        "Lark Merger Sub, Inc. is offering to purchase all of the outstanding Shares in exchange "
        "for (i) $3.25 per Share in cash, plus (ii) one contingent value right.",
    )
    assert _values(found, "target") == ["MOSSGATE SYSTEMS, INC."]
    assert _values(found, "offeror") == ["LARK MERGER SUB, INC.", "LARKFIELD CORPORATION"]
    assert _values(found, "cash_per_share") == ["3.25"]
    assert _values(found, "cvr_per_share") == ["1.75"]
    assert _values(found, "tender_expiration") == ["2025-12-11"]


def test_convertible_notes_state_rate_price_premium_and_cap_that_tie() -> None:
    issued = (
        "On March 7, 2025, Tiller Foods, Inc. (the “Company”) issued $661.3 million aggregate "
        "principal amount of its 1.50% Convertible Senior Notes due 2030 (the “Notes”)."
    )
    terms = (
        "The initial conversion rate is {} shares of common stock per $1,000 principal amount of "
        "Notes, which is equivalent to an initial conversion price of approximately $147.22 per "
        "share. The initial conversion price represents a premium of approximately 35.0% over the "
        "closing price of $109.05 per share. The capped call has a cap price of $218.10."
    )
    found = _read("8-K", "TILLER FOODS INC", "Item 8.01", issued, terms.format("6.7927"))
    assert _values(found, "principal") == ["661300000"]
    assert _values(found, "conversion_rate") == ["6.7927"]
    assert _values(found, "conversion_price") == ["147.22"]
    assert _values(found, "conversion_premium") == ["35.0"]
    assert _values(found, "cap_price") == ["218.10"]
    assert not [f for f in found.findings if f.code == "deals.tie"]
    wrong = _read("8-K", "TILLER FOODS INC", "Item 8.01", issued, terms.format("7.6927"))
    assert [f.code for f in wrong.findings] == ["deals.tie"]


def test_a_cover_of_notes_states_percentages_and_totals_of_each_class() -> None:
    found = _read(
        "424B2",
        "TILLER FOODS INC",
        *_COVER,
        "$600,000,000 4.85% Senior Notes due 2027",
        "$900,000,000 5.80% Senior Notes due 2054",
        rows(
            (
                "",
                "Price to<br>Public(1)",
                "Underwriting<br>Discount",
                "Proceeds Before<br>Expenses",
            ),
            ("Per 2027 Note", "99.964", "%", "0.350", "%", "99.614", "%"),
            ("Total 2027 Notes", "$", "599,784,000", "$", "2,100,000", "$", "597,684,000"),
            ("Per 2054 Note", "99.732", "%", "0.875", "%", "98.857", "%"),
            ("Total 2054 Notes", "$", "897,588,000", "$", "7,875,000", "$", "889,713,000"),
        ),
        *_CONTENTS,
    )
    first = {
        (t.name, t.unit): t.value for t in found.terms if t.tranche == "4.85% Senior Notes due 2027"
    }
    assert first["price_to_public", "percent"] == Decimal("99.964")
    assert first["gross_proceeds", "USD"] == 599_784_000
    assert first["underwriting_discount", "USD"] == 2_100_000
    assert first["proceeds_before_expenses", "USD"] == 597_684_000
    assert _values(found, "underwriting_discount", "USD") == ["2100000", "7875000"]
    assert not [f for f in found.findings if f.code == "deals.contradictory"]


def test_banks_side_by_side_on_one_line_and_above_a_heading_are_each_a_name() -> None:
    found = _read(
        "424B5",
        "BRINDLE WORKS INC",
        *_COVER,
        "We are offering 10,000,000 shares of our common stock.",
        "The underwriters expect to deliver the shares on or about March 11, 2025.",
        "<p>Morgan Stanley&nbsp;&nbsp;&nbsp;&nbsp;Goldman Sachs &amp; Co. LLC</p>",
        "Co-Managers",
        "Raymond James",
        "Prospectus supplement dated March 6, 2025",
        *_CONTENTS,
    )
    assert _values(found, "bookrunner") == ["Morgan Stanley", "Goldman Sachs & Co. LLC"]
    assert _values(found, "co_manager") == ["Raymond James"]


def test_the_sale_of_a_business_states_seller_buyer_price_and_earn_out() -> None:
    found = _read(
        "8-K",
        "TILLER FOODS INC",
        "Item 1.01 Entry into a Material Definitive Agreement.",
        "On May 4, 2025, Tiller Foods, Inc., a Delaware corporation (the “Company”), entered into "
        "an Asset Purchase Agreement (the “Purchase Agreement”) with Jardine Acquisition LLC, a "
        "Delaware limited liability company (“Buyer”), pursuant to which Buyer agreed to acquire "
        "the Company’s Frozen Dough business for a purchase price of $450 million in cash, subject "
        "to adjustments, plus contingent consideration of up to $75 million.",
    )
    assert _values(found, "seller") == ["Tiller Foods, Inc."]
    assert _values(found, "acquirer") == ["Jardine Acquisition LLC"]
    assert _values(found, "target") == ["Frozen Dough business"]
    assert _values(found, "transaction_value") == ["450000000"]
    assert _values(found, "contingent_consideration") == ["75000000"]
    assert _values(found, "consideration_type") == ["cash"]


def test_a_spin_off_states_ratio_and_days() -> None:
    found = _read(
        "8-K",
        "TILLER FOODS INC",
        "Item 8.01 Other Events.",
        "On August 29, 2025, the Board declared a pro rata dividend of all of the outstanding "
        "shares of Dough Corporation to stockholders of record as of the close of business on "
        "September 13, 2025. The distribution is expected to be made on September 30, 2025 (the "
        "“Distribution Date”). Each holder will receive one share of Dough common stock for every "
        "three shares of Tiller common stock held. Dough will trade on the New York Stock Exchange "
        "under the symbol “DOH”.",
    )
    assert found.kind == "spin_off"
    assert _values(found, "record_date") == ["2025-09-13"]
    assert _values(found, "distribution_date") == ["2025-09-30"]
    assert _values(found, "distribution_ratio") == [
        "one share of Dough common stock for every three shares of Tiller common stock"
    ]
    assert _values(found, "ticker") == ["DOH"]


def test_notes_that_are_restructured_or_repurchased_are_not_sold() -> None:
    for act in ("restructuring its", "repurchased", "converting"):
        found = _read(
            "8-K",
            "TILLER FOODS INC",
            "Item 8.01 Other Events.",
            f"The Company announced {act} $100 million 6.75% convertible debentures due 2029.",
        )
        assert found.kind == "none", act


def test_in_wrapped_text_the_line_above_says_that_notes_are_not_sold() -> None:
    text = (
        "Item 5. Other Events.\n\n"
        "     On May 22 the Company announced that it intends to recapitalise by restructuring\n"
        "$100 million 6.75% convertible debentures due 2003 into common equity of the Company now\n"
    )
    filing = (
        "<SEC-DOCUMENT>0009999990-00-000001.txt : 20000602\n<SEC-HEADER>\n"
        "CONFORMED SUBMISSION TYPE: 8-K\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>8-K\n<TEXT>\n"
        f"{text}</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
    )
    assert deal(read(filing.encode())).kind == "none"


def test_a_private_placement_keeps_the_exercise_price_of_pre_funded_warrants_apart() -> None:
    found = _read(
        "8-K",
        "BRINDLE WORKS INC",
        "Item 1.01",
        "On March 4, 2025, Brindle Works, Inc. (the “Company”) entered into a Securities Purchase "
        "Agreement to issue and sell in a private placement (the “Private Placement”) an aggregate "
        "of 6,250,000 shares of common stock at a purchase price of $8.00 per share and pre-funded "
        "warrants to purchase 1,250,000 shares at an exercise price of $0.001 per share. The "
        "Private Placement is expected to close on or about March 7, 2025. Harrow Securities LLC "
        "and Tarn &amp; Co. acted as placement agents for the Private Placement.",
    )
    assert _values(found, "price_per_share") == ["8.00"]
    assert _values(found, "prefunded_exercise_price") == ["0.001"]
    assert _values(found, "warrant_exercise_price") == []
    assert _values(found, "placement_agent") == ["Harrow Securities LLC", "Tarn & Co."]
    assert _values(found, "offering_kind") == ["private_placement"]


def test_a_filing_typed_in_lines_reads_like_paragraphs_and_columns() -> None:
    text = """
PROSPECTUS

                                4,500,000 SHARES

                              BRINDLE WORKS, INC.

     All of the 4,500,000 shares of Common Stock offered hereby are being sold by
Brindle Works, Inc. The Common Stock has been approved for quotation on the Nasdaq
National Market under the symbol "BRIN."

- --------------------------------------------------------------------------------
                              PRICE          UNDERWRITING         PROCEEDS
                               TO            DISCOUNTS AND           TO
                             PUBLIC         COMMISSIONS(1)       COMPANY(2)
- --------------------------------------------------------------------------------
Per Share................    $12.00              $.84              $11.16
Total(3).................  $54,000,000       $3,780,000          $50,220,000
- --------------------------------------------------------------------------------
(3) The Company has granted the Underwriters a 30-day option to purchase up to
    675,000 additional shares of Common Stock solely to cover over-allotments.

     The shares are offered by the several Underwriters when, as and if delivered to
and accepted by the Underwriters. It is expected that delivery of the shares will
be made on or about June 9, 1999.

                  The date of this Prospectus is June 3, 1999
"""
    filing = (
        "<SEC-DOCUMENT>0009999990-99-000001.txt : 19990602\n<SEC-HEADER>\n"
        "CONFORMED SUBMISSION TYPE: 424B1\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>424B1\n<TEXT>\n"
        f"{text}</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
    )
    document = read(filing.encode())
    found = deal(document)
    assert all(document.text[t.start : t.end] == t.quote for t in found.terms)
    assert _values(found, "price_per_share") == ["12.00"]
    assert _values(found, "underwriting_discount_per_share") == ["0.84"]
    assert _values(found, "gross_proceeds") == ["54000000"]
    assert _values(found, "proceeds_before_expenses") == ["50220000"]
    assert _values(found, "overallotment_shares") == ["675000"]
    assert _values(found, "settlement_date") == ["1999-06-09"]
    assert not found.findings
