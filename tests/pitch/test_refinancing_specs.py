"""The promises on pitches for refinancing, as they are written in specs/pitch."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytest_bdd import given, scenarios, then, when

from bookrunner.app import Desk, desk
from bookrunner.imports import BONDS, RATINGS, BankFile, ImportKind, read_table
from bookrunner.office.recalculate_libreoffice import compare, recalculate
from bookrunner.operations.credit import known_credit
from bookrunner.pitch import (
    PitchInputs,
    Request,
    TypeDoesNotFit,
    pitch_inputs,
    storyline,
    valued,
)
from bookrunner.sample import sample_companies, valuation_date
from bookrunner.valuation import Adoptions
from tests.pitch.books import Written, adopting, all_texts, recorded

scenarios("pitch/refinancing.feature")

TERMS = """ticker,bond,principal,unit,coupon,maturity,par_call,make_whole,tender_price
HD,5.875% Senior notes due December 2036,3000,USD million,5.875%,2036-12-15,,0.20%,
HD,4.95% Senior notes due September 2026,750,USD million,4.95%,2026-09-15,2026-08-15,0.15%,
HD,2.70% Senior notes due April 2030,1500,USD million,2.7%,2030-04-15,2030-01-15,0.30%,91.5
"""
GRADES = """ticker,agency,rating,outlook,date,downgrade_leverage
HD,S&P,A,stable,2024-03-28,2.5
HD,Moody's,A2,stable,2024-03-28,
"""
PEERS = ("LOW", "WMT")


@given("the sample", target_fixture="place")
def the_sample(sample: Desk) -> tuple[Desk, Adoptions]:
    return sample, Adoptions({})


@given("the sample with the make-whole terms of three bonds, two ratings and a new-issue spread",
       target_fixture="place")  # fmt: skip
def with_terms(tmp_path: Path) -> tuple[Desk, Adoptions]:
    made = desk({"BOOKRUNNER_HOME": str(tmp_path / "home")})
    _ = made.store
    _bring(made, tmp_path / "terms.csv", BONDS, TERMS)
    _bring(made, tmp_path / "ratings.csv", RATINGS, GRADES)
    return made, adopting({"hd.refinancing.new_issue_spread": "0.0085"})


def _bring(place: Desk, path: Path, kind: ImportKind, text: str) -> None:
    path.write_text(text)
    table = read_table(path, kind, sample_companies())
    assert not table.findings
    file = BankFile(
        kind=kind.name, digest=path.name.ljust(64, "0"), name=path.name, source="Invented terms",
        as_of=valuation_date(),
    )  # fmt: skip
    assert place.imports.save(file, kind, table.rows)


def asked(place: Desk, name: str, adoptions: Adoptions) -> PitchInputs:
    return pitch_inputs(
        place.store,
        place.viewer,
        Request(name, PEERS, adoptions=adoptions),
        credit=known_credit(place),
    )


@when("a refinancing pitch of Home Depot is written", target_fixture="book")
def book(place: tuple[Desk, Adoptions], tmp_path: Path) -> Written:
    made, adoptions = place
    told = valued(asked(made, "HD", adoptions), storyline("refinancing"))
    return recorded(told, tmp_path / "out", made.writers)


@then("its pages tell capital structure, wall and credit statistics")
def structure(book: Written) -> None:
    said = all_texts(book.slides)
    # Fiscal 2023, 10-K 0000354950-24-000062: debt of 44,111 over EBITDA of 24,936; 42,150 of notes.
    assert "HD owes $44.1 billion, 1.8x EBITDA" in said
    assert "Senior unsecured notes" in said
    assert "42,150.0" in said
    assert "earns its interest 12.8x" in said
    assert "Principal due by calendar year" in said
    assert "Rating required" in said


@then("its refinancing page says that the spread of a new issue is required")
def required(book: Written) -> None:
    said = all_texts(book.slides)
    assert "Refinancing analysis: an input is required" in said
    assert "the spread of a new issue over Treasuries is market data" in said


@then("the deck tells what each bond costs and saves, and the ratings")
def told(book: Written) -> None:
    said = all_texts(book.slides)
    assert "Refinancing $5.3 billion of bonds today is worth" in said
    assert "5.875% due Dec 2036" in said
    assert "NPV of waiting to the par call" in said
    assert "A2" in said
    # 2.5 x 26,562.4 of EBITDA before lease cost less 52,243.0 of debt with operating leases.
    assert "14,163.0" in said


@then("every formula cell recalculated by LibreOffice equals the engine")
def recalculates(book: Written, soffice: Path) -> None:
    path = book.book.workbook
    found = compare(path, recalculate(path, soffice))
    assert found.formula_count > 2000
    assert found.findings == []


@given("a company of the sample that reports no debt", target_fixture="bare")
def no_debt(sample: Desk) -> PitchInputs:
    made = asked(sample, "HD", Adoptions({}))
    figures = {k: v for k, v in made.target.latest.figures.items() if k != "total_debt"}
    latest = replace(made.target.latest, figures=figures)
    return replace(made, target=replace(made.target, latest=latest))


@when("a refinancing pitch of it is asked for", target_fixture="refused")
def refused(bare: PitchInputs) -> str:
    with pytest.raises(TypeDoesNotFit) as raised:
        valued(bare, storyline("refinancing"))
    return str(raised.value)


@then("it is refused with what would fit")
def says_what_fits(refused: str) -> None:
    assert "HD reports no debt" in refused
    assert "use general" in refused
