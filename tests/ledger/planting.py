"""Plants faults in written files, as a hand that edits them later would."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pptx import Presentation


def change_part(path: Path, part: str, old: bytes, new: bytes) -> None:
    """Replaces bytes in one part of an Office file."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


def change_chart_point(path: Path, old: str, new: str) -> None:
    """Replaces a value in the first chart, but not in the workbook behind it."""
    with zipfile.ZipFile(path) as package:
        part = next(name for name in package.namelist() if name.startswith("ppt/charts/chart"))
    change_part(path, part, f"<c:v>{old}</c:v>".encode(), f"<c:v>{new}</c:v>".encode())


def change_texts(path: Path, change: Callable[[str], str]) -> None:
    """Runs every run of text on the slides through ``change``."""
    presentation: Any = Presentation(str(path))
    changed = 0
    for slide in presentation.slides:
        for run in slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t"):
            text = change(run.text or "")
            changed += text != run.text
            run.text = text
    assert changed
    presentation.save(str(path))


def with_slide(path: Path, plant: Callable[[Any], object]) -> None:
    """Lets ``plant`` do what it wants to the first slide."""
    presentation: Any = Presentation(str(path))
    plant(presentation.slides[0])
    presentation.save(str(path))
