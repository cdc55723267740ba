"""What the pages say can be set can be set, and what can be set is on a page."""

import re
from pathlib import Path

from bookrunner.settings import PREFIX, SETTINGS

NAME = re.compile(PREFIX + r"[A-Z][A-Z_]*[A-Z]")
REFERENCE = "docs/reference/settings.md"


def test_every_setting_that_a_page_names_exists(repository: Path) -> None:
    known = {setting.name for setting in SETTINGS}
    pages = [
        *repository.glob("*.md"),
        *(repository / "docs").rglob("*.md"),
        repository / "Makefile",
    ]
    invented = {
        f"{page.relative_to(repository)}: {name}"
        for page in pages
        for name in NAME.findall(page.read_text(encoding="utf-8"))
        if name not in known
    }
    assert invented == set()


def test_every_setting_is_documented_as_the_program_knows_it(repository: Path) -> None:
    page = (repository / REFERENCE).read_text(encoding="utf-8")
    for setting in SETTINGS:
        assert f"| `{setting.name}` | {setting.default} | {setting.purpose} |" in page, setting.name
