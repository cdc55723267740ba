"""The linter over invented decks, whole and with one fault each."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pytest_bdd import given, scenarios, then, when

from bookrunner.app import desk
from bookrunner.faces.cli.main import run
from bookrunner.figures import Finding, Severity
from bookrunner.ledger.gate import Inconsistent
from bookrunner.lint import lint_deck
from bookrunner.lint.amounts import amounts
from bookrunner.lint.periods import periods_in
from bookrunner.pitch import Request, pitch_inputs, valued, write_pitch
from tests.lint.faults import FAULTS, NoPlace
from tests.lint.strangers import Maker, write

scenarios("lint/lint.feature")

CLEAN = 8
TRIES = 12


def _told(path: Path) -> frozenset[str]:
    return frozenset(flaw.rule for flaw in lint_deck(path).flaws)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, frozenset[str]]:
    """The rules told of each whole deck, by its seed."""
    folder = tmp_path_factory.mktemp("decks")
    return {seed: _told(write(seed, folder / f"{seed}.pptx")) for seed in range(CLEAN)}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, frozenset[str]]:
    """The rules told of a deck with each fault, by its name."""
    folder = tmp_path_factory.mktemp("faults")
    found: dict[str, frozenset[str]] = {}
    for place, (name, _, plant) in enumerate(FAULTS):
        for attempt in range(TRIES):
            deck = Maker(1000 + place * 13 + attempt).made()
            try:
                plant(deck)
            except NoPlace:
                continue
            deck.save(str(folder / "fault.pptx"))
            found[name] = _told(folder / "fault.pptx")
            break
    return found


@given("decks as strangers build them, each with one fault")
@given("decks as strangers build them, whole")
def written_decks() -> None: ...


@when("they are looked through")
def looked_through() -> None: ...


@then("every fault is told by a rule that is about it")
def all_told(faulty: Mapping[str, frozenset[str]]) -> None:
    missed = [name for name, rules, _ in FAULTS if not rules & faulty.get(name, frozenset())]
    assert missed == []


@then("nothing is told of any")
def none_told(whole: Mapping[int, frozenset[str]]) -> None:
    assert {seed: told for seed, told in whole.items() if told} == {}


@pytest.mark.parametrize("place", range(len(FAULTS)), ids=[name for name, _, _ in FAULTS])
def test_a_fault_is_told_by_its_rule(faulty: Mapping[str, frozenset[str]], place: int) -> None:
    name, rules, _ = FAULTS[place]
    assert rules & faulty[name], faulty[name]


@given("a pitch whose layout is found faulty", target_fixture="home")
def pitch_home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@when("it is written", target_fixture="refusal")
def written(home: Path, tmp_path: Path) -> str:
    place = desk({"BOOKRUNNER_HOME": str(home)})
    made = valued(pitch_inputs(place.store, place.viewer, Request("HD", ("LOW", "WMT"))))

    def looked_at(path: Path) -> Sequence[Finding]:
        assert not lint_deck(path).flaws
        return [Finding("lint.overlap", "it overlaps 'Chart 2'", Severity.ERROR, "slide 3")]

    with pytest.raises(Inconsistent) as refused:
        write_pitch(made, tmp_path / "out", replace(place.writers, faults=looked_at))
    assert not list((tmp_path / "out").glob("*.pptx"))
    return str(refused.value)


@then("it is refused and the fault is named")
def fault_named(refusal: str) -> None:
    assert "it overlaps 'Chart 2'" in refusal


@given(
    "a text file, a workbook, a truncated deck and a deck that holds macros, all called pptx",
    target_fixture="files",
)
def no_decks(tmp_path: Path) -> Sequence[Path]:
    words, book, cut, macros = (tmp_path / f"{name}.pptx" for name in "abcd")
    words.write_text("Revenue,100\n", encoding="utf-8")
    openpyxl.Workbook().save(book)
    whole = write(1, tmp_path / "whole.pptx")
    cut.write_bytes(whole.read_bytes()[:9000])
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(macros, "w") as new:
        for part in old.infolist():
            plain = b"presentationml.presentation.main+xml"
            holding = b"ms-powerpoint.presentation.macroEnabled.main+xml"
            new.writestr(part, old.read(part).replace(plain, holding))
    return [words, book, cut, macros]


@when("they are looked through from the command line", target_fixture="answers")
def from_the_command_line(
    files: Sequence[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Sequence[dict[str, Any]]:
    found = []
    for path in files:
        run(["lint", str(path), "--json"], {"BOOKRUNNER_HOME": str(tmp_path / "other")})
        found.append(json.loads(capsys.readouterr().out))
    return found


def _changed(whole: Path, path: Path, part: str, old: bytes, new: bytes) -> Path:
    """A deck with one part changed; the part is taken out where nothing is to stand in it."""
    with zipfile.ZipFile(whole) as kept, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for held in kept.infolist():
            content = kept.read(held)
            if held.filename == part:
                assert old in content
                content = content.replace(old, new)
            if content:
                made.writestr(held.filename, content)
    return path


@given(
    "a deck that unpacks without end, one that declares entities, one with broken relations "
    "and one cut apart",
    target_fixture="files",
)
def hostile_files(tmp_path: Path) -> Sequence[Path]:
    whole = write(1, tmp_path / "whole.pptx")
    slide = "ppt/slides/slide2.xml"
    links = "ppt/slides/_rels/slide2.xml.rels"
    content = zipfile.ZipFile(whole).read(slide)
    entities = b'<!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    endless = b" " * 60_000_000
    return [
        _changed(whole, tmp_path / "bomb.pptx", slide, content, endless),
        _changed(whole, tmp_path / "entities.pptx", slide, b"<p:sld ", entities + b"<p:sld "),
        _changed(whole, tmp_path / "lost.pptx", links, b"slideLayout6", b"slideLayout600"),
        _changed(whole, tmp_path / "nameless.pptx", links, b"Target=", b"Goal="),
        _changed(whole, tmp_path / "cut.pptx", slide, content, b""),
        _changed(whole, tmp_path / "open.pptx", slide, b"</p:cSld>", b""),
        _changed(whole, tmp_path / "bare.pptx", slide, b"p:spPr", b"p:gone"),
    ]


@then("each is refused by a named error and nothing breaks")
def named(answers: Sequence[dict[str, Any]]) -> None:
    kinds = [one["error"]["kind"] for one in answers]
    assert kinds == ["TemplateTooLarge", *["NotADeck"] * 6]


@then("each is refused as no deck")
def refused(answers: Sequence[dict[str, Any]]) -> None:
    assert [one["error"]["kind"] for one in answers] == ["NotADeck"] * 4


def test_what_is_told_says_where_why_and_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = Maker(1026).made()
    next(plant for name, _, plant in FAULTS if name == "words of 6 points")(deck)
    deck.save(str(tmp_path / "deck.pptx"))
    shutil.copy(tmp_path / "deck.pptx", tmp_path / "kept.pptx")
    run(
        ["lint", str(tmp_path / "deck.pptx"), "--json"],
        {"BOOKRUNNER_HOME": str(tmp_path / "home")},
    )
    told = json.loads(capsys.readouterr().out)
    (flaw,) = told["flaws"]
    assert (flaw["rule"], flaw["severity"]) == ("tiny-text", "error")
    assert flaw["slide"] > 1
    assert flaw["shape"]
    assert "6" in flaw["why"]
    assert "8 points" in flaw["fix"]
    assert told["counts"] == {"error": 1, "warning": 0}
    assert (tmp_path / "deck.pptx").read_bytes() == (tmp_path / "kept.pptx").read_bytes()


@pytest.mark.parametrize(
    "text, years",
    [
        ("in LTM 2025-04-30", []),
        ("revenue in LTM Sep 2025 and FY2024A", [2024]),
        ("between 2023 and FY25E", [2023, 2025]),
    ],
)
def test_twelve_months_that_end_in_a_year_are_not_that_year(text: str, years: list[int]) -> None:
    assert [one.year for one in periods_in(text)] == years


def test_a_slide_is_told_by_its_place_and_not_by_the_name_of_its_part(tmp_path: Path) -> None:
    deck = Maker(4).made()
    next(plant for name, _, plant in FAULTS if name == "a comment left behind")(deck)
    order = deck.slides._sldIdLst
    order.append(order[1])
    deck.save(str(tmp_path / "deck.pptx"))
    path = tmp_path / "moved.pptx"
    # The library names parts by their place; other programs leave a moved slide its name.
    with zipfile.ZipFile(tmp_path / "deck.pptx") as old, zipfile.ZipFile(path, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if part.filename == "ppt/presentation.xml":
                content = re.sub(rb"<p:sldId [^>]*/>", b"@", content)
                listed = re.findall(rb"<p:sldId [^>]*/>", old.read(part))
                content = content.replace(b"@" * len(listed), b"".join(reversed(listed)))
            new.writestr(part, content)
    before = next(flaw for flaw in lint_deck(tmp_path / "deck.pptx").flaws)
    after = next(flaw for flaw in lint_deck(path).flaws if flaw.rule == "comments")
    count = lint_deck(path).slides
    assert before.rule == "comments"
    assert before.slide + after.slide == count + 1


def test_a_loss_in_brackets_keeps_its_sign_and_its_unit() -> None:
    (loss,) = amounts("EBITDA of $(1.4) billion")
    assert (loss.value, loss.is_scaled) == (Decimal("-1.4"), True)
