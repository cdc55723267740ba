"""A book's request, kept in its ledger and read back."""

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from bookrunner.operations.asked_again import NotAsked, asked_again, asked_json, held_companies
from bookrunner.operations.requests import PitchRequest

OF_ONE_WRITING = {"out", "checked", "by", "write_assumptions", "narrate"}
"""What a refresh takes from its folder, its ledger (the wordings, too) and its own request."""


def test_every_option_comes_back_but_those_of_one_writing(tmp_path: Path) -> None:
    prices, assumptions = tmp_path / "closes.csv", tmp_path / "ours.csv"
    prices.write_text("ticker,date,close,currency\r\nHD,2024-08-30,1,USD\r\n", newline="")
    assumptions.write_text("assumption,value,owner,reason,date\n", newline="")
    asked = PitchRequest(
        company="JNJ",
        out=tmp_path / "out",
        type="buy-side",
        with_="ABT",
        peers=("PFE", "BMY"),
        template=tmp_path / "own.pptx",
        case="Plan A",
        prices=prices,
        assumptions=assumptions,
        as_of=date(2024, 8, 30),
    )
    (tmp_path / "own.pptx").write_bytes(b"a template")
    kept = asked_json(asked, {"0000200406": ("0000001800",)})
    (tmp_path / "again").mkdir()
    again = asked_again(kept, tmp_path / "out", tmp_path / "again")
    for one in fields(PitchRequest):
        was, now = getattr(asked, one.name), getattr(again, one.name)
        if one.name in OF_ONE_WRITING:
            continue
        assert was != PitchRequest.__dataclass_fields__[one.name].default, one.name
        if one.name in ("prices", "assumptions"):
            assert (was.name, was.read_bytes()) == (now.name, now.read_bytes())
        else:
            assert was == now, one.name
    assert held_companies(kept) == {"0000200406": ["0000001800"]}


@pytest.mark.parametrize("held", [{}, {"usual": []}, {"usual": {"1": 2}}, None, {"type": "lunch"}])
def test_what_no_ledger_of_ours_keeps_is_named(held: object, tmp_path: Path) -> None:
    with pytest.raises(NotAsked, match="does not say what the book was asked for"):
        asked_again(held, tmp_path, tmp_path)
    with pytest.raises(NotAsked):
        held_companies(held)
