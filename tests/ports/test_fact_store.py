"""What every fact store promises, over each database."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, delete

import bookrunner.storage
from bookrunner.facts import (
    Company,
    CompanyReference,
    CurvePoint,
    Fact,
    FactStore,
    Filing,
    FormerName,
    Quote,
    Report,
    Saved,
    SqlFactStore,
)
from bookrunner.facts.tables_sql import FILING_WALLS
from bookrunner.figures import Ambiguous, NotFound, Viewer
from bookrunner.storage import writing
from tests.facts.reported import ALDER, Numbers, close, days, other_bytes, report

YEAR = days("2023-01-01", "2023-12-31")
NUMBERS: Numbers = {
    ("Revenues", YEAR): 1_000,
    ("NetIncomeLoss", YEAR): 100,
    ("EarningsPerShareDiluted", YEAR): "1.10",
    ("Assets", close("2023-12-31")): 2_000,
}
ANYBODY = Viewer("anybody")
INSIDER = Viewer("insider", frozenset({"atlas", "other"}))


@pytest.fixture
def store(database: Engine) -> FactStore:
    return SqlFactStore(database)


def test_a_fact_comes_back_as_it_went_in(store: FactStore) -> None:
    filing, facts = report(
        "10-K", "2023-12-31", "2024-02-20", NUMBERS, fiscal=(2023, "FY"), accession="1-24-1"
    )
    assert store.save(filing, ALDER, facts) is Saved.STORED
    assert store.facts(ALDER.cik, ANYBODY) == facts
    assert store.filings(ANYBODY) == [filing]
    assert store.filing(filing.digest, ANYBODY) == filing


@pytest.mark.parametrize("value", ["0.1", "1.10", "-3", "123456789012345678901234.000000001", "0"])
def test_a_decimal_keeps_every_digit_it_was_reported_with(store: FactStore, value: str) -> None:
    filing, facts = report("10-K", "2023-12-31", "2024-02-20", {("ProfitPerShare", YEAR): value})
    store.save(filing, ALDER, facts)
    [kept] = store.facts(ALDER.cik, ANYBODY)
    assert str(kept.value) == value


def test_dimensions_come_back(store: FactStore) -> None:
    axis = (("srt:ProductOrServiceAxis", "us-gaap:ProductMember"),)
    filing, facts = report("10-K", "2023-12-31", "2024-02-20", NUMBERS, dimensions=axis)
    store.save(filing, ALDER, facts)
    assert {fact.dimensions for fact in store.facts(ALDER.cik, ANYBODY)} == {axis}


def test_the_same_filing_twice_changes_nothing(store: FactStore) -> None:
    filing, facts = report("10-K", "2023-12-31", "2024-02-20", NUMBERS)
    assert store.save(filing, ALDER, facts) is Saved.STORED
    assert store.save(filing, ALDER, facts) is Saved.DUPLICATE
    assert store.save(*_with_company(other_bytes(filing, facts))) is Saved.DUPLICATE
    assert store.facts(ALDER.cik, ANYBODY) == facts


def test_an_amendment_is_another_filing(store: FactStore) -> None:
    first = report("10-K", "2023-12-31", "2024-02-20", NUMBERS)
    amended = report("10-K/A", "2023-12-31", "2024-03-20", NUMBERS)
    assert store.save(*_with_company(first)) is Saved.STORED
    assert store.save(*_with_company(amended)) is Saved.STORED


def test_filings_without_facts_differ_by_their_words(store: FactStore) -> None:
    filing, _ = report("10-K", "1999-12-31", "2000-02-20", {})
    again = replace(filing, digest="b" * 64)
    other = replace(filing, digest="c" * 64)
    assert store.save(filing, ALDER, [], text_digest="words") is Saved.STORED
    assert store.save(again, ALDER, [], text_digest="words") is Saved.DUPLICATE
    assert store.save(other, ALDER, [], text_digest="other words") is Saved.STORED


def test_writers_of_one_filing_at_once_keep_it_once(store: FactStore) -> None:
    filing, facts = report("10-K", "2023-12-31", "2024-02-20", NUMBERS)
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: store.save(filing, ALDER, facts), range(4)))
    assert sorted(answer.value for answer in answers) == ["duplicate"] * 3 + ["stored"]
    assert store.facts(ALDER.cik, ANYBODY) == facts


def test_who_is_outside_a_wall_sees_nothing_behind_it(store: FactStore) -> None:
    filing, facts = report("10-K", "2023-12-31", "2024-02-20", NUMBERS, walls=frozenset({"atlas"}))
    store.save(filing, ALDER, facts)
    for outside in (ANYBODY, Viewer("other", frozenset({"borealis"}))):
        assert store.companies(outside) == []
        assert store.filings(outside) == []
        assert store.facts(ALDER.cik, outside) == []
        with pytest.raises(NotFound) as caught:
            store.company("ALDR", outside)
        assert caught.value.near == ()
        with pytest.raises(NotFound):
            store.filing(filing.digest, outside)
    assert store.facts(ALDER.cik, INSIDER) == facts
    assert store.company("ALDR", INSIDER).cik == ALDER.cik


def test_two_walls_need_both(store: FactStore) -> None:
    both = frozenset({"atlas", "borealis"})
    filing, facts = report("10-K", "2023-12-31", "2024-02-20", NUMBERS, walls=both)
    store.save(filing, ALDER, facts)
    assert store.facts(ALDER.cik, INSIDER) == []
    assert store.facts(ALDER.cik, Viewer("both", both)) == facts


def test_a_filing_whose_walls_are_lost_is_seen_by_nobody(
    store: FactStore, database: Engine
) -> None:
    filing, facts = report("10-K", "2023-12-31", "2024-02-20", NUMBERS, walls=frozenset({"atlas"}))
    store.save(filing, ALDER, facts)
    with writing(database) as connection:
        connection.execute(delete(FILING_WALLS))
    for viewer in (ANYBODY, INSIDER):
        assert store.facts(ALDER.cik, viewer) == []


def test_a_filing_behind_a_wall_does_not_make_the_public_one_a_duplicate(
    store: FactStore,
) -> None:
    walled = report("10-K", "2023-12-31", "2024-02-20", NUMBERS, walls=frozenset({"atlas"}))
    public = report("10-K", "2023-12-31", "2024-02-20", NUMBERS)
    assert store.save(*_with_company(walled)) is Saved.STORED
    assert store.save(*_with_company(public)) is Saved.STORED
    assert store.facts(ALDER.cik, ANYBODY) == public[1]


def test_a_view_as_of_a_day_holds_nothing_later_and_nothing_undated(store: FactStore) -> None:
    store.save(*_with_company(report("10-K", "2023-12-31", "2024-02-20", NUMBERS)))
    restated: Numbers = {("Revenues", YEAR): 900}
    store.save(*_with_company(report("10-K/A", "2023-12-31", "2024-03-20", restated)))
    store.save(*_with_company(report("10-Q", "2023-03-31", None, {("Revenues", YEAR): 5})))
    as_ofs = [date(2024, 2, 19), date(2024, 2, 20), date(2024, 3, 20)]
    seen = [store.facts(ALDER.cik, ANYBODY, as_of=day) for day in as_ofs]
    assert [len(facts) for facts in seen] == [0, 4, 5]
    assert len(store.facts(ALDER.cik, ANYBODY)) == 6


def test_facts_can_be_asked_for_by_tag(store: FactStore) -> None:
    store.save(*_with_company(report("10-K", "2023-12-31", "2024-02-20", NUMBERS)))
    found = store.facts(ALDER.cik, ANYBODY, concepts={"us-gaap:Assets"})
    assert [fact.value for fact in found] == [Decimal(2_000_000_000)]


def test_a_company_is_found_by_ticker_number_or_name(store: FactStore) -> None:
    store.save(*_with_company(report("10-K", "2023-12-31", "2024-02-20", NUMBERS)))
    for asked in ("ALDR", "aldr", "9999901", "0009999901", "Alder Tools", "alder", "ALDER TOOLS"):
        assert store.company(asked, ANYBODY).cik == ALDER.cik
    with pytest.raises(NotFound, match="did you mean ALDR"):
        store.company("ALDE", ANYBODY)


def test_a_name_that_fits_two_companies_is_not_guessed(store: FactStore) -> None:
    for cik, name in (("0009999901", "Alder Tools, Inc."), ("0009999902", "Alder Foods, Inc.")):
        store.save_company(Company(cik=cik, name=name))
    with pytest.raises(Ambiguous):
        store.company("alder", ANYBODY)


def test_what_is_recorded_of_a_company_completes_and_overrules_its_filings(
    store: FactStore,
) -> None:
    store.save(*_with_company(report("10-K", "2023-12-31", "2024-02-20", NUMBERS)))
    assert store.company("ALDR", ANYBODY).industry == ""
    store.save_company(Company(cik=ALDER.cik, name="Alder Tools", sic="5211", invented=True))
    found = store.company("ALDR", ANYBODY)
    assert (found.name, found.ticker, found.sic) == ("Alder Tools", "ALDR", "5211")
    assert (found.industry, found.invented) == ("Retail", True)
    assert found.fiscal_year_end == "--12-31"


def test_a_company_recorded_behind_a_wall_is_hidden(store: FactStore) -> None:
    private = Company(cik="0009999903", name="Project Atlas", invented=True)
    store.save_company(private, walls=frozenset({"atlas"}))
    assert store.companies(ANYBODY) == []
    assert store.companies(INSIDER) == [private]


def test_the_newest_filing_names_the_company_whatever_came_first(store: FactStore) -> None:
    renamed = replace(ALDER, name="Alder Group, Inc.", exchange="NYSE")
    filing, facts = report("10-K", "2023-12-31", "2024-02-20", NUMBERS)
    store.save(filing, renamed, facts)
    old, old_facts = report("10-K", "2022-12-31", "2023-02-20", {("Revenues", YEAR): 1})
    store.save(old, ALDER, old_facts)
    assert store.company("ALDR", ANYBODY).name == "Alder Group, Inc."


def test_prices_are_kept_and_replaced(store: FactStore) -> None:
    quote = Quote(ALDER.cik, date(2024, 6, 28), Decimal("101.50"), "USD", "exchange", "demo")
    store.save_quotes([quote, replace(quote, on=date(2024, 6, 27))])
    store.save_quotes([replace(quote, price=Decimal("101.55"))])
    kept = store.quotes(ALDER.cik, ANYBODY)
    assert [(one.on.day, str(one.price)) for one in kept] == [(27, "101.50"), (28, "101.55")]


def test_a_curve_is_the_latest_of_its_day_or_before(store: FactStore) -> None:
    def point(day: int, tenor: str, rate: str) -> CurvePoint:
        return CurvePoint(date(2024, 6, day), Decimal(tenor), Decimal(rate), "U.S. Treasury")

    points = [point(27, "10", "0.0429"), point(28, "10", "0.0436"), point(28, "0.5", "0.0533")]
    store.save_curve(points)
    assert store.curve(date(2024, 6, 30), ANYBODY) == [points[2], points[1]]
    assert store.curve(date(2024, 6, 27), ANYBODY) == [points[0]]
    with pytest.raises(NotFound):
        store.curve(date(2024, 6, 26), ANYBODY)


def _with_company(reported: tuple[Filing, list[Fact]]) -> tuple[Filing, Company, list[Fact]]:
    filing, facts = reported
    return filing, ALDER, facts


# ------------------------------------------------------------------------------- many at once


def test_many_filings_are_kept_in_one_go_each_for_itself(store: FactStore) -> None:
    first = report("10-K", "2023-12-31", "2024-02-20", NUMBERS)
    second = report("10-Q", "2024-03-31", "2024-05-02", NUMBERS)
    reports = [Report(filing, ALDER, facts) for filing, facts in (first, first, second)]
    assert store.save_all(reports) == [Saved.STORED, Saved.DUPLICATE, Saved.STORED]
    assert store.filings(ANYBODY) == [first[0], second[0]]
    assert store.facts(ALDER.cik, ANYBODY) == [*first[1], *second[1]]


def test_facts_can_be_asked_for_by_tag_and_end_of_period(store: FactStore) -> None:
    store.save(*_with_company(report("10-K", "2023-12-31", "2024-02-20", NUMBERS)))
    later: Numbers = {("Assets", close("2024-03-31")): 3_000, ("Revenues", YEAR): 1_000}
    store.save(*_with_company(report("10-Q", "2024-03-31", "2024-05-02", later)))
    found = store.facts(
        ALDER.cik, ANYBODY, concepts=["us-gaap:Assets"], period_end=date(2024, 3, 31)
    )
    assert [fact.value for fact in found] == [Decimal(3_000_000_000)]
    assert (
        store.facts(ALDER.cik, ANYBODY, period_end=date(2023, 12, 31), as_of=date(2024, 1, 31))
        == []
    )


# ------------------------------------------------------------------------------------- names

META = CompanyReference(
    "0001326801",
    "Meta Platforms, Inc.",
    ("META",),
    former_names=(FormerName("Facebook Inc", date(2005, 1, 1), date(2021, 10, 27)),),
)
BERKSHIRE = CompanyReference("0001067983", "BERKSHIRE HATHAWAY INC", ("BRK-B", "BRK-A"))
ALPHABET = CompanyReference("0001652044", "Alphabet Inc.", ("GOOGL", "GOOG"))
PROCTER = CompanyReference("0000080424", "PROCTER & GAMBLE Co", ("PG",))
HELMERICH = CompanyReference("0000046765", "Helmerich & Payne, Inc.", ("HP",))
HP = CompanyReference("0000047217", "HP INC", ("HPQ",))
HILLS = CompanyReference("0001108134", "BERKSHIRE HILLS BANCORP INC", ("BHLB",))
LISTED = (META, BERKSHIRE, ALPHABET, PROCTER, HELMERICH, HP, HILLS)


@pytest.fixture
def listed(store: FactStore) -> FactStore:
    store.save_references(LISTED)
    return store


@pytest.mark.parametrize(
    "asked,cik",
    [
        ("META", META.cik),
        ("facebook", META.cik),
        ("Facebook, Inc.", META.cik),
        ("1326801", META.cik),
        ("CIK0001326801", META.cik),
        ("brk.b", BERKSHIRE.cik),
        ("BRK/A", BERKSHIRE.cik),
        ("BRK B", BERKSHIRE.cik),
        ("BRK", BERKSHIRE.cik),
        ("Berkshire Hathaway", BERKSHIRE.cik),
        ("Google", ALPHABET.cik),
        ("GOOG", ALPHABET.cik),
        ("GOOGL", ALPHABET.cik),
        ("P&G", PROCTER.cik),
        ("Procter and Gamble", PROCTER.cik),
        ("The Procter & Gamble Company", PROCTER.cik),
        ("Prócter & Gamble", PROCTER.cik),
        ("HP", HELMERICH.cik),
        ("HP Inc.", HP.cik),
    ],
)
def test_a_company_is_found_by_every_name_it_has(listed: FactStore, asked: str, cik: str) -> None:
    assert listed.company(asked, ANYBODY).cik == cik


def test_what_is_one_s_ticker_and_another_s_name_is_asked_about(listed: FactStore) -> None:
    with pytest.raises(Ambiguous, match="HPQ"):
        listed.company("hp", ANYBODY)


def test_several_companies_of_a_name_are_asked_about(listed: FactStore) -> None:
    other = CompanyReference("0000000077", "Alder Tools Holdings", ("ALDH",))
    one = CompanyReference("0000000078", "Alder Tools Group", ("ALDG",))
    listed.save_references([other, one])
    with pytest.raises(Ambiguous) as caught:
        listed.company("Alder Tools", ANYBODY)
    assert sorted(caught.value.choices) == [
        "ALDG (Alder Tools Group), CIK 0000000078",
        "ALDH (Alder Tools Holdings), CIK 0000000077",
    ]


def test_a_company_that_is_not_there_is_an_error_with_near_names(listed: FactStore) -> None:
    with pytest.raises(NotFound) as caught:
        listed.company("Alphabat", ANYBODY)
    assert caught.value.near == ("GOOGL (Alphabet Inc.)",)


def test_of_companies_of_one_name_the_one_that_had_it_then_is_meant(listed: FactStore) -> None:
    old = CompanyReference(
        "0000000091",
        "Cedar Legacy Corp",
        former_names=(FormerName("Cedar Corp", date(1995, 1, 1), date(2009, 6, 30)),),
    )
    new = CompanyReference(
        "0000000092",
        "Cedar Motors Corp",
        former_names=(FormerName("Cedar Corp", date(2009, 7, 10), date(2019, 6, 30)),),
    )
    listed.save_references([old, new])
    with pytest.raises(Ambiguous):
        listed.company("Cedar Corp", ANYBODY)
    assert listed.company("Cedar Corp", ANYBODY, as_of=date(2005, 1, 1)).cik == old.cik
    assert listed.company("Cedar Corp", ANYBODY, as_of=date(2015, 1, 1)).cik == new.cik


def test_a_company_is_shown_under_the_name_and_tickers_known_on_the_day(
    listed: FactStore,
) -> None:
    then = listed.company("META", ANYBODY, as_of=date(2020, 6, 30))
    assert (then.name, then.tickers) == ("Facebook Inc", ())
    now = listed.company("facebook", ANYBODY)
    assert (now.name, now.tickers) == ("Meta Platforms, Inc.", ("META",))
    filing, facts = report("10-K", "2019-12-31", "2020-01-30", NUMBERS, company=ALDER)
    own = replace(filing, cik=META.cik)
    listed.save(own, Company(META.cik, "Facebook Inc", "FB"), facts)
    assert listed.company("META", ANYBODY, as_of=date(2020, 6, 30)).tickers == ("FB",)


def test_reference_data_comes_again_in_place_of_the_old(listed: FactStore) -> None:
    assert listed.save_references(LISTED) == 0
    assert listed.save_references([CompanyReference(HP.cik, "HP INC", ("HPX",)), META]) == 1
    listed.save_references([CompanyReference(META.cik, "Meta Platforms, Inc.", ("META",))])
    assert listed.company("Facebook", ANYBODY).cik == META.cik
    assert listed.company("HPX", ANYBODY).cik == HP.cik
    with pytest.raises(NotFound):
        listed.company("HPQ", ANYBODY)


def test_names_behind_a_wall_are_nobody_else_s(store: FactStore) -> None:
    filing, facts = report("10-K", "2023-12-31", "2024-02-20", NUMBERS, walls=frozenset({"atlas"}))
    store.save(filing, ALDER, facts)
    for asked in ("ALDR", "Alder Tools", "Alder", ALDER.cik, "Aldar"):
        with pytest.raises(NotFound) as caught:
            store.company(asked, ANYBODY)
        assert caught.value.near == ()
    assert store.company("alder", INSIDER).cik == ALDER.cik


# ----------------------------------------------------------------------------------- upgrade


def test_a_store_of_the_first_version_is_upgraded_with_its_data(database: Engine) -> None:
    filing, facts = report("10-K", "2023-12-31", "2024-02-20", NUMBERS)
    store = SqlFactStore(database)
    store.save(filing, ALDER, facts)
    store.save_company(Company("0000000055", "Elm & Ash Company /DE/", "ELM.A"))
    _downgrade(database, "0001")
    upgraded = SqlFactStore(database)
    assert upgraded.facts(ALDER.cik, ANYBODY) == facts
    assert upgraded.company("aldr", ANYBODY).cik == ALDER.cik
    assert upgraded.company("Alder Tools", ANYBODY).cik == ALDER.cik
    assert upgraded.company("elm and ash", ANYBODY).cik == "0000000055"
    assert upgraded.company("ELM-A", ANYBODY).cik == "0000000055"


def _downgrade(database: Engine, revision: str) -> None:
    configuration = Config()
    folder = Path(bookrunner.storage.__file__).parent / "migrations"
    configuration.set_main_option("script_location", str(folder))
    configuration.set_main_option("path_separator", "os")
    with writing(database) as connection:
        configuration.attributes["connection"] = connection
        command.downgrade(configuration, revision)
