"""Each command that README and quick start print works as it is written."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deals.invented import offering
from tests.faces.asking import Newcomer, filing

PAGES = ("README.md", "docs/guides/quickstart.md")
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands(page: str) -> Iterator[list[str]]:
    """The arguments of each ``bookrunner`` of the page, in order."""
    for block in BLOCK.findall(page):
        for line in block.replace("\\\n", " ").splitlines():
            words = shlex.split(line, comments=True)
            if words and words[0].removeprefix(".venv/bin/") == "bookrunner":
                yield words[1:]


@pytest.mark.parametrize("name", PAGES)
def test_the_commands_of_a_page_work_one_after_the_other(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    reader = Newcomer(tmp_path / "home")
    found = list(commands((repository / name).read_text(encoding="utf-8")))
    assert len(found) >= 6
    _supply_what_a_reader_has(repository)
    for words in found:
        said = reader.asks(*words)
        assert said.code == 0, (words, said.err)
        if "--write-assumptions" in words:
            _fill_in(Path(words[words.index("--write-assumptions") + 1]))
    assert Path("out/pitch.pptx").is_file()


def _supply_what_a_reader_has(repository: Path) -> None:
    folder = Path("path/to/filings")
    folder.mkdir(parents=True)
    (folder / "zztw-20231231.htm").write_bytes(filing())
    Path("path/to/prospectus.html").write_bytes(offering())
    built_in = repository / "src/bookrunner/office/templates/default.pptx"
    Path("bank.pptx").write_bytes(built_in.read_bytes())
    prices = ["ticker,date,close,currency", "HD,2024-08-30,368.50,USD"]
    prices += ["LOW,2024-08-30,248.50,USD", "WMT,2024-08-30,77.23,USD"]
    Path("prices.csv").write_text("\n".join(prices), encoding="utf-8")
    adopted = "market.equity_risk_premium,0.0575,Ann Banker,house view,2024-09-02"
    Path("assumptions.csv").write_text(
        f"assumption,value,owner,reason,date\n{adopted}\n", encoding="utf-8"
    )


def _fill_in(listed: Path) -> None:
    """Owner and date into the columns that are empty."""
    header, *rows = listed.read_text(encoding="utf-8").splitlines()
    filled = [row.replace(",,", ",Ann Banker,", 1).replace(",,", ",2024-09-02,", 1) for row in rows]
    listed.write_text("\n".join([header, *filled]), encoding="utf-8")
