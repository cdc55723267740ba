"""Stock splits: found in numbers told again, applied to what was never told again, and said."""

import gzip
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from bookrunner.facts import (
    Fact,
    Report,
    SqlFactStore,
    Statements,
    Vintage,
    companyfacts,
    statements,
)
from bookrunner.facts.splits import splits
from bookrunner.figures import SHARES, USD_PER_SHARE, Period, Viewer
from bookrunner.storage import engine
from tests.facts.reported import ALDER, Numbers, close, days, report

OLDER, OLD, NEW = (days(f"{year}-01-01", f"{year}-12-31") for year in (2021, 2022, 2023))
EPS, DILUTED = "EarningsPerShareDiluted", "WeightedAverageNumberOfDilutedSharesOutstanding"
RATIO = "us-gaap:StockholdersEquityNoteStockSplitConversionRatio1"


def per_share(period: Period, income: int, eps: str, shares: int) -> Numbers:
    return {
        ("Revenues", period): 1_000,
        ("NetIncomeLoss", period): income,
        (EPS, period): eps,
        (DILUTED, period): shares,
    }


def split_of(ratio: str = "", retold: tuple[str, int] = ("0.40", 250_000_000)) -> list[Fact]:
    """Two years reported, a five-for-one split, then a report that shows one of them again."""
    first = {**per_share(OLDER, 80, "1.60", 50_000_000), **per_share(OLD, 100, "2.00", 50_000_000)}
    facts = report("10-K", "2022-12-31", "2023-02-20", first, fiscal=(2022, "FY"))[1]
    again = {**per_share(OLD, 100, *retold), **per_share(NEW, 130, "0.52", 250_000_000)}
    if ratio:
        again = {**again, (RATIO, days("2023-06-01", "2023-06-30")): ratio}
    facts += report("10-K", "2023-12-31", "2024-02-20", again, fiscal=(2023, "FY"))[1]
    return facts


def codes(made: Statements, key: str, period: Period) -> list[str]:
    return [finding.code for finding in made.said(key, period)]


def test_a_split_is_found_in_numbers_told_again() -> None:
    [split] = splits(split_of())
    assert (split.ratio, split.on.isoformat(), split.words) == (
        Fraction(5),
        "2024-02-20",
        "5-for-1",
    )


def test_what_was_never_told_again_is_put_on_the_new_shares_by_a_formula() -> None:
    made = statements(ALDER, split_of(ratio="5"))
    assert made.line("eps_diluted", OLDER).value == pytest.approx(0.32)
    assert made.line("diluted_shares", OLDER).value == 250e6
    assert made.explanation("eps_diluted", OLDER) == f"us-gaap:{EPS} / 5:1"
    assert "facts.split-adjusted" in codes(made, "eps_diluted", OLDER)
    assert made.line("eps_diluted", OLDER).unit == USD_PER_SHARE
    assert made.line("diluted_shares", OLDER).unit == SHARES
    # What was told again is as it was told.
    assert made.line("eps_diluted", OLD).exact is not None
    assert codes(made, "eps_diluted", OLD) == []


def test_without_a_tag_the_ratio_is_that_of_a_number_told_twice() -> None:
    made = statements(ALDER, split_of())
    assert made.line("eps_diluted", OLDER).value == pytest.approx(0.32)


def test_as_first_reported_nothing_is_adjusted_and_the_split_is_said() -> None:
    made = statements(ALDER, split_of(ratio="5"), vintage=Vintage.AS_FIRST_REPORTED)
    for period, eps in ((OLDER, 1.60), (OLD, 2.00)):
        assert made.line("eps_diluted", period).value == eps
        assert "facts.before-split" in codes(made, "eps_diluted", period)


def test_before_the_split_was_known_nothing_is_adjusted() -> None:
    facts = split_of(ratio="5")
    then = [fact for fact in facts if str(fact.accepted_at) < "2024-01-01"]
    made = statements(ALDER, then)
    assert made.line("eps_diluted", OLDER).value == 1.60
    assert codes(made, "eps_diluted", OLDER) == []


def test_a_reverse_split_multiplies_earnings_and_divides_shares() -> None:
    made = statements(ALDER, split_of(retold=("20.00", 5_000_000)))
    assert made.line("eps_diluted", OLDER).value == pytest.approx(16.0)
    assert made.line("diluted_shares", OLDER).value == pytest.approx(5e6)


@pytest.mark.parametrize(
    "retold",
    [
        ("2.00", 50_000),  # a slip of scale
        ("1.90", 50_000_000),  # restated earnings
        ("1.96", 51_000_000),  # a correction
        ("0.40", 50_000_000),  # earnings per share alone, and no ratio tagged
    ],
)
def test_what_is_no_split_moves_nothing(retold: tuple[str, int]) -> None:
    assert splits(split_of(retold=retold)) == []


def test_a_tag_that_no_number_shows_is_only_told_of() -> None:
    made = statements(ALDER, split_of(ratio="5", retold=("2.00", 50_000_000)))
    assert made.line("eps_diluted", OLDER).value == 1.60
    assert "facts.split-not-shown" in codes(made, "eps_diluted", OLDER)


def test_nvidia_s_two_splits(shared_data: Path, tmp_path: Path) -> None:
    # 10-for-1 in 2024, 4-for-1 in 2021: FY2024 was 11.93 in 0001045810-24-000029 and 1.19 after;
    # FY2022 (3.85) and FY2019 (6.63) were never reported on today's shares.
    path = shared_data / "companyfacts" / "CIK0001045810.json.gz"
    read = companyfacts(gzip.decompress(path.read_bytes()), name="nvda", digest="0" * 64)
    store = SqlFactStore(engine(f"sqlite:///{tmp_path / 'store.db'}"))
    store.save_all(Report(filing, read.company, told) for filing, told in read.filings)
    facts = store.facts(read.company.cik, Viewer("anybody"))
    assert [split.words for split in splits(facts)] == ["4-for-1", "10-for-1"]
    latest = statements(read.company, facts)
    first = statements(read.company, facts, vintage=Vintage.AS_FIRST_REPORTED)
    by_label = {latest.label(period): period for period in latest.periods}
    for label, now, then in (
        ("FY2024", 1.19, 11.93),
        ("FY2022", 0.385, 3.85),
        ("FY2019", 0.16575, 6.63),
    ):
        assert latest.line("eps_diluted", by_label[label]).value == pytest.approx(now)
        assert first.line("eps_diluted", by_label[label]).value == then


COVER = "dei:EntityCommonStockSharesOutstanding"


def announced_in(report_of: str, split_on: str, cover_on: str) -> Statements:
    """A report that tags a five-for-one split, with shares and a cover page."""
    numbers: Numbers = {
        **per_share(OLD, 100, "2.00", 50_000_000),
        (COVER, close(cover_on)): 50_000_000,
        (RATIO, days(split_on, split_on)): "5",
    }
    _, facts = report("10-K", "2022-12-31", report_of, numbers, fiscal=(2022, "FY"))
    facts = [replace(one, unit=SHARES) if one.concept == COVER else one for one in facts]
    return statements(ALDER, facts)


def test_a_split_that_its_own_report_announces_is_told_of() -> None:
    made = announced_in("2023-02-20", "2023-03-10", "2023-02-15")
    for key in ("eps_diluted", "diluted_shares", "shares_outstanding"):
        assert "facts.split-announced" in codes(made, key, OLD), key
    assert made.line("eps_diluted", OLD).value == 2.0


def test_a_split_of_the_period_itself_or_before_the_cover_is_not() -> None:
    earlier = announced_in("2023-02-20", "2022-06-01", "2023-02-15")
    assert "facts.split-announced" not in codes(earlier, "eps_diluted", OLD)
    after = announced_in("2023-02-20", "2023-02-01", "2023-02-15")
    assert "facts.split-announced" in codes(after, "eps_diluted", OLD)
    assert "facts.split-announced" not in codes(after, "shares_outstanding", OLD)


def test_shares_on_a_cover_page_before_a_split_say_so() -> None:
    facts = split_of()
    first = next(one for one in facts if one.report_end and one.report_end.year == 2022)
    cover = replace(
        first, concept=COVER, unit=SHARES, value=Decimal(50_000_000), period=close("2023-02-15")
    )
    made = statements(ALDER, [*facts, cover])
    assert "facts.before-split" in codes(made, "shares_outstanding", OLD)
    known = statements(ALDER, [*facts, cover], as_of=date(2023, 6, 1))
    assert "facts.before-split" not in codes(known, "shares_outstanding", OLD)
