"""Ways in which companies write awards, warrants and other claims, each in an invented filing."""

from pathlib import Path
from typing import Any

import pytest

from tests.equity.filing import AWARD, CLASS_A, CLASS_B, COVER, DAY, END, OPENING, Page
from tests.faces.asking import Newcomer

OPTIONS = f"{AWARD}OptionsOutstandingNumber"
STRIKE = f"{AWARD}OptionsOutstandingWeightedAverageExercisePrice"
UNITS = f"{AWARD}EquityInstrumentsOtherThanOptionsNonvestedNumber"
GRANT_VALUE = f"{AWARD}EquityInstrumentsOtherThanOptionsNonvestedWeightedAverageGrantDateFairValue"
WARRANTS = "us-gaap:ClassOfWarrantOrRightOutstanding"
WARRANT_SHARES = "us-gaap:ClassOfWarrantOrRightNumberOfSecuritiesCalledByWarrantsOrRights"
PER_WARRANT = "us-gaap:ClassOfWarrantOrRightNumberOfSecuritiesCalledByEachWarrantOrRight"
WARRANT_STRIKE = "us-gaap:ClassOfWarrantOrRightExercisePriceOfWarrantsOrRights1"
WARRANT_AXIS = "us-gaap:ClassOfWarrantOrRightAxis"
PUBLIC = (WARRANT_AXIS, "zzq:PublicWarrantsMember")
PRE_FUNDED = (WARRANT_AXIS, "zzq:PreFundedWarrantsMember")


def page(shares: str = "100,000,000") -> Page:
    """A 10-K whose cover counts one class of shares."""
    made = Page()
    made.say(f"There were {made.tag(COVER, shares, DAY)} shares of common stock outstanding.")
    return made


def answer(tmp_path: Path, made: Page, price: str = "60") -> Any:
    """What ``shares`` says of the filing."""
    file = tmp_path / "zzql-20231231.htm"
    file.write_bytes(made.content())
    person = Newcomer(tmp_path / "home")
    said = person.asks("ingest", file)
    assert said.code == 0, said
    told = person.asks("shares", "ZZQL", "--price", price, "--json")
    assert told.code == 0, told
    return told.json


def tranches(told: Any) -> list[Any]:
    return [(t["kind"], t["number"], t["strike"], t["dilution"]) for t in told["tranches"]]


def codes(told: Any) -> set[str]:
    return {finding["code"] for finding in told["findings"]}


def test_a_roll_forward_of_warrants_under_the_tags_of_units_is_of_warrants(tmp_path: Path) -> None:
    made = page()
    made.say("A summary of our warrants activity is as follows:")
    made.table(
        ("", "Number of shares under warrant", "Weighted average exercise price"),
        (
            "Balance as of January 1, 2023",
            made.tag(UNITS, "30,000,000", OPENING),
            made.tag(GRANT_VALUE, "12.00", OPENING, unit="price"),
        ),
        ("Granted", "50,000,000", "22.00"),
        ("Exercised", "(19,500,000)", "5.00"),
        ("Cancelled", "(500,000)", "7.00"),
        (
            "Balance as of December 31, 2023",
            made.tag(UNITS, "60,000,000"),
            made.tag(GRANT_VALUE, "20.00", unit="price"),
        ),
    )
    told = answer(tmp_path, made)
    # 60 million x (1 - 20/60), and a count above half of all shares is told of.
    assert tranches(told) == [("warrants", 60_000_000, 20, pytest.approx(40_000_000))]
    assert "equity.warrants-many" in codes(told)


def test_unvested_options_are_no_awards_beside_the_options_outstanding(tmp_path: Path) -> None:
    made = page()
    made.say("Stock option activity was:")
    made.table(
        ("", "Options", "Weighted average exercise price"),
        ("Outstanding at December 31, 2022", made.tag(OPTIONS, "5,000,000", OPENING), "28.00"),
        ("Granted", "1,000,000", "40.00"),
        (
            "Outstanding at December 31, 2023",
            made.tag(OPTIONS, "6,000,000"),
            made.tag(STRIKE, "30.00", unit="price"),
        ),
    )
    made.say("Unvested stock options were:")
    made.table(
        ("", "Unvested options", "Weighted average grant date fair value"),
        ("Unvested options at December 31, 2022", made.tag(UNITS, "2,000,000", OPENING), "7.00"),
        ("Vested", "(900,000)", "6.00"),
        ("Granted", "1,000,000", "9.00"),
        ("Unvested options at December 31, 2023", made.tag(UNITS, "2,100,000"), "8.00"),
    )
    told = answer(tmp_path, made)
    assert tranches(told) == [("options", 6_000_000, 30, 3_000_000)]


def test_warrants_for_half_a_share_count_at_half(tmp_path: Path) -> None:
    made = page()
    number = made.tag(WARRANTS, "8,000,000", END, PUBLIC)
    half = made.tag(PER_WARRANT, "0.5", END, PUBLIC)
    price = made.tag(WARRANT_STRIKE, "11.50", END, PUBLIC, unit="price")
    made.say(f"{number} public warrants are outstanding, each for {half} share at $ {price}.")
    told = answer(tmp_path, made, "23")
    assert tranches(told) == [("warrants", 4_000_000, 11.5, pytest.approx(2_000_000))]


def test_shares_called_by_warrants_and_their_number_are_one_thing(tmp_path: Path) -> None:
    made = page()
    number = made.tag(WARRANTS, "1,000,000", END, PUBLIC)
    shares = made.tag(WARRANT_SHARES, "3,000,000", END, PUBLIC)
    price = made.tag(WARRANT_STRIKE, "30.00", END, PUBLIC, unit="price")
    made.say(f"{number} warrants for {shares} shares at $ {price} a share are outstanding.")
    assert tranches(answer(tmp_path, made)) == [("warrants", 3_000_000, 30, 1_500_000)]


def test_a_price_fixed_at_issue_holds_and_is_told(tmp_path: Path) -> None:
    made = page()
    number = made.tag(WARRANTS, "2,000,000", END, PUBLIC)
    price = made.tag(WARRANT_STRIKE, "15.00", "2021-06-30", PUBLIC, unit="price")
    made.say(f"In 2021 we sold warrants at $ {price}; {number} are outstanding.")
    told = answer(tmp_path, made)
    assert tranches(told) == [("warrants", 2_000_000, 15, 1_500_000)]
    assert "equity.strike-at-issue" in codes(told)


def test_pre_funded_warrants_count_in_full(tmp_path: Path) -> None:
    made = page()
    number = made.tag(WARRANTS, "2,500,000", END, PRE_FUNDED)
    made.say(f"Pre-funded warrants for {number} shares are outstanding.")
    told = answer(tmp_path, made)
    assert tranches(told) == [("warrants", 2_500_000, None, 2_500_000)]
    assert told["diluted_shares"] == 102_500_000
    assert "equity.pre-funded" in codes(told)


def test_many_warrants_in_another_scale_than_printed_are_not_counted(tmp_path: Path) -> None:
    made = page()
    number = made.tag(WARRANTS, "324,375", END, PUBLIC, scale=3)
    price = made.tag(WARRANT_STRIKE, "25.00", END, PUBLIC, unit="price")
    made.say(f"{number} warrants at $ {price} are outstanding.")
    told = answer(tmp_path, made)
    assert tranches(told) == []
    assert "equity.award-scale" in codes(told)


@pytest.mark.parametrize(
    "said, code",
    [
        ("As of year end 9,200,000 public warrants were outstanding.", "equity.warrants-left-out"),
        ("Holders may receive up to 16,000,000 earn-out shares.", "equity.earn-out-left-out"),
        (
            "OP Units may be redeemed for cash or exchanged for shares of common stock.",
            "equity.units-left-out",
        ),
    ],
)
def test_what_may_become_shares_and_is_not_counted_is_told(
    tmp_path: Path, said: str, code: str
) -> None:
    made = page()
    made.say(said)
    assert code in codes(answer(tmp_path, made))
    assert code not in codes(answer(tmp_path / "home", page()))


def test_warrants_listed_on_the_cover_are_told(tmp_path: Path) -> None:
    made = page()
    title = "dei:Security12bTitle"
    made.say(
        f'<ix:nonNumeric name="{title}" contextRef="year">Warrants to purchase one share'
        "</ix:nonNumeric>"
    )
    assert "equity.warrants-left-out" in codes(answer(tmp_path, made))


def test_convertible_preferred_stock_and_debt_without_terms_are_told(tmp_path: Path) -> None:
    made = page()
    member = ("us-gaap:StatementClassOfStockAxis", "us-gaap:ConvertiblePreferredStockMember")
    stock = made.tag("us-gaap:PreferredStockSharesOutstanding", "5,750,000", END, member)
    debt = made.tag("us-gaap:ConvertibleNotesPayable", "40", END, unit="USD", scale=6)
    made.say(f"{stock} shares of preferred stock; convertible notes of $ {debt} million.")
    told = answer(tmp_path, made)
    assert {"equity.preferred-left-out", "equity.converts-left-out"} <= codes(told)
    assert told["diluted_shares"] == 100_000_000


def test_units_that_go_with_a_class_on_the_cover_are_not_counted_again(tmp_path: Path) -> None:
    made = Page()
    made.say(f"Class A {made.tag(COVER, '60,000,000', DAY, CLASS_A)}")
    made.say(f"Class B {made.tag(COVER, '40,000,000', DAY, CLASS_B)}")
    made.say("LLC Units may be exchanged with class B for shares of Class A common stock.")
    told = answer(tmp_path, made)
    assert told["basic"]["total"] == 100_000_000
    assert told["diluted_shares"] == 100_000_000
    assert "equity.units-in-classes" in codes(told)
    assert "equity.units-left-out" not in codes(told)


def test_a_class_of_many_others_counts_at_the_rate_in_words(tmp_path: Path) -> None:
    made = Page()
    made.say(f"Class A {made.tag(COVER, '500,000', DAY, CLASS_A)}")
    made.say(f"Class B {made.tag(COVER, '1,300,000,000', DAY, CLASS_B)}")
    made.say("Each share of Class A common stock may be converted into 1,500 shares of Class B.")
    told = answer(tmp_path, made)
    assert told["basic"]["total"] == 500_000 * 1_500 + 1_300_000_000
    assert [one["per_base_share"] for one in told["basic"]["classes"]] == [1500, None]


def test_tracking_stocks_are_not_added_up(tmp_path: Path) -> None:
    made = Page()
    made.say(f"Group one {made.tag(COVER, '60,000,000', DAY, CLASS_A)}")
    made.say(f"Group two {made.tag(COVER, '40,000,000', DAY, CLASS_B)}")
    made.say("Each tracking stock follows a group. A tracking stock is no claim on assets.")
    made.say("Holders of tracking stock bear the risks of the whole company.")
    told = answer(tmp_path, made)
    assert told["basic"]["total"] is None
    assert told["diluted_shares"] is None
    assert "equity.tracking-stock" in codes(told)


def test_depositary_shares_are_told_with_their_ratio(tmp_path: Path) -> None:
    made = page()
    made.say(
        '<ix:nonNumeric name="dei:Security12bTitle" contextRef="year">American Depositary Shares'
        "</ix:nonNumeric>, each ADS representing eight ordinary shares"
    )
    (found,) = [
        one
        for one in answer(tmp_path, made)["findings"]
        if one["code"] == "equity.depositary-shares"
    ]
    assert '"eight"' in found["message"]


def test_convertibles_are_settled_as_their_own_series_says(tmp_path: Path) -> None:
    made = page()
    for year, price in (("2026", "40.00"), ("2028", "50.00")):
        series = ("us-gaap:DebtInstrumentAxis", f"zzq:ConvertibleSeniorNotesDue{year}Member")
        owed = made.tag("us-gaap:DebtInstrumentFaceAmount", "500", END, series, unit="USD", scale=6)
        term = made.tag(
            "us-gaap:DebtInstrumentConvertibleConversionPrice1", price, END, series, unit="price"
        )
        made.say(f"Of the {year} Notes we owe $ {owed} million that convert at $ {term}.")
    made.say(
        "Upon conversion of the 2026 Notes we may deliver cash, shares of common stock or a "
        "combination."
    )
    made.say("Upon conversion of the 2028 Notes we will pay the principal amount in cash.")
    told = answer(tmp_path, made, "100")
    found = {one["name"][-4:]: (one["dilution"], one["converted"]) for one in told["converts"]}
    assert found == {
        "2026": (pytest.approx(12_500_000), 500_000_000),
        "2028": (pytest.approx(5_000_000), 0),
    }


IFRS = "ifrs-full:NumberOfOutstandingShareOptions"
IFRS_STRIKE = (
    "ifrs-full:WeightedAverageExercisePriceOfShareOptions"
    "OutstandingInSharebasedPaymentArrangement2019"
)


def test_options_under_ifrs_are_plain_numbers(tmp_path: Path) -> None:
    made = page()
    made.say("Share options:")
    made.table(
        ("", "Number of share options", "Weighted average exercise price"),
        ("Outstanding at December 31, 2022", made.tag(IFRS, "3,500,000", OPENING, unit="pure"), ""),
        ("Granted", "500,000", "40.00"),
        (
            "Outstanding at December 31, 2023",
            made.tag(IFRS, "4,000,000", unit="pure"),
            made.tag(IFRS_STRIKE, "30.00", unit="price"),
        ),
    )
    assert tranches(answer(tmp_path, made)) == [("options", 4_000_000, 30, 2_000_000)]


@pytest.mark.parametrize(
    "price", ["0", "-5", "nan", "inf", "1e-400", "1e400", "1e30", "abc", "60 EUR", "60,50"]
)
def test_what_is_no_price_is_refused_by_name(tmp_path: Path, price: str) -> None:
    person = Newcomer(tmp_path / "home")
    file = tmp_path / "zzql-20231231.htm"
    file.write_bytes(page().content())
    assert person.asks("ingest", file).code == 0
    said = person.asks("shares", "ZZQL", f"--price={price}", "--json")
    assert said.code == 2
    assert said.json["error"]["kind"]
    assert "price" in said.json["error"]["message"]


def test_exchangeable_notes_without_terms_are_told(tmp_path: Path) -> None:
    made = page()
    series = ("us-gaap:DebtInstrumentAxis", "zzq:ExchangeableNotesDue2029Member")
    owed = made.tag("us-gaap:DebtInstrumentFaceAmount", "250", END, series, unit="USD", scale=6)
    made.say(f"The exchangeable notes of $ {owed} million may become shares of our parent.")
    assert "equity.conversion-price-missing" in codes(answer(tmp_path, made))


def test_a_rate_for_each_thousand_gives_the_price_and_the_shares(tmp_path: Path) -> None:
    made = page()
    series = ("us-gaap:DebtInstrumentAxis", "zzq:ConvertibleNotesDue2029Member")
    owed = made.tag("us-gaap:DebtInstrumentFaceAmount", "250", END, series, unit="USD", scale=6)
    rate = made.tag(
        "us-gaap:DebtInstrumentConvertibleConversionRatio1", "25.0000", END, series, unit="pure"
    )
    made.say(f"The notes of $ {owed} million convert at {rate} shares for each $1,000.")
    (notes,) = answer(tmp_path, made)["converts"]
    assert (notes["conversion_price"], notes["shares"]) == (40, 6_250_000)
    assert notes["dilution"] == pytest.approx(6_250_000)
