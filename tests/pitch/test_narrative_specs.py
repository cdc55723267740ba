"""The promises on messages in a model's words, as they are written in specs/pitch."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pptx import Presentation
from pytest_bdd import given, parsers, scenarios, then, when

from bookrunner.app import Desk, desk
from bookrunner.ledger import read
from bookrunner.llm import Classification, ModelUnavailable, ScriptedGateway
from bookrunner.llm import Request as Asked
from bookrunner.operations.books import pitch_valued, pitched
from bookrunner.operations.refreshing import refreshed
from bookrunner.operations.refreshing_shapes import RefreshRequest
from bookrunner.operations.requests import PitchRequest
from bookrunner.operations.responses import Book
from bookrunner.pitch import Narrative, narrated
from bookrunner.pitch.deck_pages import pitch_deck
from bookrunner.pitch.messages_checked import wrong_wording
from bookrunner.pitch.narrating import kept_narrative, retold
from tests.faces.asking import Newcomer, Said
from tests.pitch.worded_messages import NAMES, PLANTED_BY_HAND, Wording, faithful, planted

scenarios("pitch/narrative.feature")

TRUE = "At {1}, HD's EBITDA margin is above"
FALSE = "fell from {1} in FY2022 to {2} in FY2023"
LEVERED = "HD owes {1}, which is {2} EBITDA, and {3} of its notes fall due within two years"


@dataclass
class Told:
    """A model, and what was made with it."""

    gateway: ScriptedGateway
    book: Book | None = None
    folder: Path = Path()
    place: Desk | None = None
    narratives: list[Narrative] = field(default_factory=list)


def _words_of(request: Asked) -> str:
    said: dict[str, str] = json.loads(request.messages[-1].content)
    for key, message in said.items():
        if message.startswith("HD owes"):
            said[key] = f"{LEVERED}."
        elif FALSE in message:
            said[key] = message.replace("fell", "rose")
    return f"```json\n{json.dumps(said)}\n```"


def _desk(folder: Path, told: Told) -> Desk:
    place = desk({"BOOKRUNNER_HOME": str(folder)})
    place.__dict__["models"] = told.gateway  # the place of a cached property
    return place


def _titles(path: Path) -> list[str]:
    slides = Presentation(str(path)).slides
    return [one.shapes.title.text_frame.text for one in slides if one.shapes.title is not None]


@given("messages of our decks and planted wordings of each kind of falsehood",
       target_fixture="wordings")  # fmt: skip
def wordings() -> tuple[list[Wording], list[Wording]]:
    false = list(dict.fromkeys(planted()))
    by_hand = sum(len(texts) for _, _, texts in PLANTED_BY_HAND)
    # All of them are in benchmarks/quality/narrative.py.
    return list(faithful()), [*false[:by_hand], *false[by_hand::7]]


@when("each wording is held to its message", target_fixture="holding")
def holding(wordings: tuple[list[Wording], list[Wording]]) -> tuple[list[Wording], list[Wording]]:
    true, false = (
        [one for one in half if wrong_wording(one.message, one.wording, NAMES) is None]
        for half in wordings
    )
    return true, false


@then("none of at least 200 planted wordings holds")
def none_holds(
    wordings: tuple[list[Wording], list[Wording]], holding: tuple[list[Wording], list[Wording]]
) -> None:
    assert len(wordings[1]) >= 200
    assert len({one.kind for one in wordings[1]}) >= 20
    assert not holding[1]


@then("at least 60 of the faithful wordings hold")
def many_hold(holding: tuple[list[Wording], list[Wording]]) -> None:
    assert len(holding[0]) >= 60


@given("a model that words Home Depot's titles faithfully, but one with another direction",
       target_fixture="told")  # fmt: skip
def a_model() -> Told:
    return Told(ScriptedGateway(_words_of))


@when("its refinancing pitch is written with its messages narrated")
def written_narrated(told: Told, sample_home: Path, sample: Desk, tmp_path: Path) -> None:
    assert sample.store.companies(sample.viewer)
    told.place, told.folder = _desk(sample_home, told), tmp_path / "out"
    asked = PitchRequest("HD", told.folder, type="refinancing", narrate=True)
    told.book = pitched(told.place, asked)


@then("the faithful titles stand in the deck and the other one is the template's")
def in_deck(told: Told) -> None:
    titles = _titles(told.folder / "pitch.pptx")
    shape = r"HD owes \$[\d.]+ billion, which is [\d.]+x EBITDA, and [\d.]+% of its notes fall due"
    assert len([one for one in titles if re.match(shape, one)]) == 2
    assert any(re.match(r"Revenue fell from \$157\.4 billion in FY2022", one) for one in titles)


@then("each figure of a reworded title stands in the ledger at its place")
def in_ledger(told: Told) -> None:
    record = read(told.folder / "ledger.json")
    at = [one for one in record.places if one.place.startswith("slide 3") and "itle" in one.place]
    assert len(at) == 3, at
    assert all(one.figure_id in record.figures for one in at)


@then("the ledger records the prompt, the model and which messages were reworded")
def recorded_words(told: Told) -> None:
    said = read(told.folder / "ledger.json").book["narrative"]
    assert said["model"] == "scripted"
    assert re.fullmatch(r"messages v1 [0-9a-f]{64}", said["prompt"])
    assert list(said["wordings"].values()) == [LEVERED]
    assert list(said["refused"]) == ["Revenue fell from {1} in FY2022 to {2} in FY2023"]


@then("a finding says which wording was not used, and why")
def found(told: Told) -> None:
    assert told.book is not None
    said = [one.message for one in told.book.findings if "template stays" in one.message]
    assert len(said) == 1
    assert '"rose"' in said[0]


@then("a refresh on the same day finds nothing stale")
def refreshes(told: Told) -> None:
    assert told.place is not None
    answer = refreshed(told.place, RefreshRequest(told.folder))
    assert not answer.stale
    assert not answer.words


@when("its refinancing deck is written without it and with a model that changes nothing")
def written_twice(told: Told, sample: Desk, tmp_path: Path) -> None:
    told.folder = tmp_path
    same = ScriptedGateway(lambda request: request.messages[-1].content)
    made, _ = pitch_valued(sample, PitchRequest("HD", Path(), type="refinancing"))
    told.narratives.append(narrated(made, same, inside_a_wall=False))
    sample.writers.deck(pitch_deck(made), tmp_path / "plain.pptx")
    deck = retold(pitch_deck(made), told.narratives[0].wordings)
    sample.writers.deck(deck, tmp_path / "same.pptx")


@then("both decks are the same to the byte, and nothing was reworded or refused")
def same_bytes(told: Told) -> None:
    plain, same = (told.folder / name for name in ("plain.pptx", "same.pptx"))
    assert plain.read_bytes() == same.read_bytes()
    assert not told.narratives[0].wordings
    assert not told.narratives[0].refused


def _narrated(sample: Desk, told: Told, company: str, kind: str, *, inside: bool = False) -> None:
    made, _ = pitch_valued(sample, PitchRequest(company, Path(), type=kind))
    told.narratives.append(narrated(made, told.gateway, inside_a_wall=inside))


@when("the messages of a listed company, of a private one and inside a wall are narrated")
def three(sample: Desk, told: Told) -> None:
    _narrated(sample, told, "HD", "refinancing")
    _narrated(sample, told, "Fernhollow", "sell-side")
    _narrated(sample, told, "HD", "refinancing", inside=True)


@then("nothing that was sent holds a figure of the deck")
def no_figures(told: Told) -> None:
    for request in told.gateway.calls:
        words = " ".join(json.loads(request.messages[-1].content).values())
        left = re.sub(r"\{\d+\}|FY\d{4}|LTM \d{4}-\d{2}-\d{2}|\b10Y\b", "", words)
        assert not re.search(r"\d", left), left


@then("the first was sent as confidential, the others as restricted")
def guarded(told: Told) -> None:
    assert [one.classification for one in told.gateway.calls] == [
        Classification.CONFIDENTIAL,
        Classification.RESTRICTED,
        Classification.RESTRICTED,
    ]


def _no_reply(request: Asked) -> str:
    raise ModelUnavailable((f"{request.purpose}: nobody answers",))


_REPLIES: dict[str, Callable[[Asked], str]] = {
    "no JSON": lambda _: "HD is a fine company.",
    "a cut reply": lambda _: '{"s1": "HD owes {1}',
    "another key": lambda _: '{"title": "HD owes {1}"}',
    "nothing at all": _no_reply,
}


@given(parsers.parse("a model that answers {reply}"), target_fixture="told")
def answering(reply: str) -> Told:
    return Told(ScriptedGateway(_REPLIES[reply]))


@when("the messages of Home Depot are narrated")
def narrated_once(sample: Desk, told: Told) -> None:
    _narrated(sample, told, "HD", "refinancing")


@then(parsers.parse("no message is reworded and a finding says {why}"))
def nothing_reworded(told: Told, why: str) -> None:
    assert not told.narratives[0].wordings
    assert any(why in one.message for one in told.narratives[0].findings)


@given("the sample and no model")
def no_model(sample: Desk) -> None:
    assert sample.store.companies(sample.viewer)


@when("a narrated pitch is asked for at the command line", target_fixture="refusal")
def at_command_line(sample_home: Path, tmp_path: Path) -> Said:
    out = tmp_path / "out"
    said = Newcomer(sample_home).asks(
        "pitch", "HD", "--type", "refinancing", "--narrate", "--out", out
    )
    assert not out.exists()
    return said


@then("it is refused, and the message says how a model is set up")
def refused(refusal: Said) -> None:
    assert refusal.code != 0
    assert "BOOKRUNNER_MODELS" in refusal.err


def test_a_kept_wording_that_no_longer_holds_is_left_out() -> None:
    message = "HD owes {1} in FY2023"
    held = {"wordings": {message: "HD owes {1} in FY2022", "HD owes {1}": "HD has owed {1}"}}
    told = kept_narrative(held)
    assert told is not None
    assert not told.wordings
    assert kept_narrative({"wordings": 3}) is None


@pytest.mark.parametrize("wording", ["HD owes {1}, in FY2023", "In FY2023, HD owes {1}"])
def test_a_period_of_the_whole_sentence_may_open_it(wording: str) -> None:
    assert wrong_wording("HD owes {1} in FY2023", wording, NAMES) is None
