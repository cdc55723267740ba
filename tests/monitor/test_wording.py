"""How 8-Ks usually say things, in invented sentences: Item, the events expected, the words."""

from pathlib import Path

import pytest

from bookrunner.documents import parse
from bookrunner.monitor import events_of
from tests.monitor.invented import current

_CASES = [
    line.split(" | ")
    for line in Path(__file__).with_name("wordings.txt").read_text().splitlines()
    if line
]


@pytest.mark.parametrize("item, expected, words", _CASES)
def test_what_the_words_say_is_told(item: str, expected: str, words: str) -> None:
    events = events_of(parse(current(item, words), name="d.txt"))
    told = sorted(event.event for event in events)
    assert told in [sorted(one.split()) for one in expected.split(" or ")]
    assert {event.item for event in events} == {item}
