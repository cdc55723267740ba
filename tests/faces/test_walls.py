"""What was worked out behind a deal wall is told to nobody outside it."""

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from tests.faces.asking import Newcomer

INVENTED = "zzald-10-k_2024-03-20.htm"
PEERS = "HD,LOW"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> tuple[Newcomer, Path]:
    """A home with a filing of WALLX behind the wall oak, and a price of it."""
    folder = tmp_path_factory.mktemp("house")
    invented = files("bookrunner.sample") / "data" / "invented" / INVENTED
    text = invented.read_text(encoding="utf-8").replace("9999990001", "0000777702")
    text = re.sub(r'(name="dei:TradingSymbol"[^>]*>)[^<]*<', r"\g<1>WALLX<", text)
    text = re.sub(r'(name="dei:EntityRegistrantName"[^>]*>)[^<]*<', r"\g<1>Oak Target<", text)
    (folder / "wallx.htm").write_text(text, encoding="utf-8")
    prices = folder / "prices.csv"
    prices.write_text("ticker,date,close,currency\nWALLX,2024-08-30,20,USD\n", encoding="utf-8")
    newcomer = Newcomer(folder / "home")
    assert newcomer.asks("ingest", folder / "wallx.htm", "--walls", "oak").code == 0
    return newcomer, prices


@pytest.mark.parametrize("command", ["comps", "dcf"])
def test_a_valuation_behind_a_wall_answers_no_question_from_outside(
    house: tuple[Newcomer, Path], command: str
) -> None:
    newcomer, prices = house
    shown = newcomer.asks(command, "WALLX", "--peers", PEERS, "--prices", prices, walls="oak")
    assert shown.code == 0, shown.err
    kept = newcomer.home / "ledgers" / "shown.json"
    held = json.loads(kept.read_text(encoding="utf-8"))
    assert held["walls"] == ["oak"]
    typed = [figure["id"] for figure in held["figures"] if not figure["walls"]]
    wallx = [figure_id for figure_id in typed if figure_id.startswith("wallx.")]
    assert wallx, "the case must hold figures of the target that carry no wall themselves"
    for asked in (wallx[0], "wallx", "policy.valuation_date.20240830", "treasury"):
        for place in ((), ("--ledger", kept)):
            said = newcomer.asks("why", asked, *place)
            assert said.code == 3, asked
            told = (said.out + said.err).lower().replace(f"'{asked}'", "")
            assert "wallx" not in told
            assert "did you mean" not in told
    assert newcomer.asks("why", wallx[0], walls="oak").code == 0
