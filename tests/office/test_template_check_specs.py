"""The promises about checking a template, as they are written in specs/office."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Inches
from pytest_bdd import given, scenarios, then, when

from bookrunner.faces.cli.main import run
from bookrunner.office.template_check import TemplateProfile, check_template

scenarios("office/template_check.feature")


@given("the template that is built in", target_fixture="path")
def built_in(repository: Path) -> Path:
    return repository / "src/bookrunner/office/templates/default.pptx"


@given("a template whose pages are 4 by 3 inches", target_fixture="path")
def small(tmp_path: Path) -> Path:
    made = Presentation()
    scale = Inches(4) / made.slide_width
    made.slide_width, made.slide_height = Inches(4), Inches(3)
    # Places are read before any is changed, as layouts inherit those of the master.
    held = [
        (shape, [int(side * scale) for side in (shape.left, shape.top, shape.width, shape.height)])
        for layout in (made.slide_master, *made.slide_master.slide_layouts)
        for shape in layout.placeholders
    ]
    for shape, (left, top, width, height) in held:
        shape.left, shape.top, shape.width, shape.height = left, top, width, height
    made.save(str(tmp_path / "small.pptx"))
    return tmp_path / "small.pptx"


@given("a template with two slides of its own, no title slide and no page number",
       target_fixture="path")  # fmt: skip
def bare(tmp_path: Path) -> Path:
    made = Presentation()
    layouts = made.slide_layouts
    for layout in list(layouts):
        if layout.name not in ("Title Only", "Title and Content"):
            layouts.remove(layout)
    for layout in (*layouts, made.slide_master):
        for shape in list(layout.placeholders):
            if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
                shape._element.getparent().remove(shape._element)
    for _ in range(2):
        made.slides.add_slide(layouts[0])
    made.save(str(tmp_path / "bare.pptx"))
    return tmp_path / "bare.pptx"


@when("it is checked", target_fixture="found")
def checked(path: Path) -> TemplateProfile:
    return check_template(path)


@then("its size, fonts and safe area are told, three layouts have a use, and every kind of page "
      "fits")  # fmt: skip
def fits(found: TemplateProfile) -> None:
    assert (found.width, found.height) == (13.333, 7.5)
    assert (found.heading_font, found.text_font) == ("Arial", "Arial")
    assert found.safe_area.bottom < found.height
    used = {use for layout in found.layouts for use in layout.used_for}
    assert used == {"cover", "body", "divider"}
    assert [one for one in found.fills if not one.fits] == []
    assert len(found.fills) >= 10
    assert found.remarks == ()


@then("the widest table does not fit and the reason says what would help")
def too_small(found: TemplateProfile) -> None:
    (table,) = [one for one in found.fills if one.page == "table of 14 rows and 10 columns"]
    assert not table.fits
    assert "shorten it, give it a larger region or split the slide" in table.why


@then("the slides, the missing cover and the missing page number are remarked")
def remarked(found: TemplateProfile) -> None:
    said = "\n".join(found.remarks)
    assert "the 2 slides that it came with are not taken over" in said
    assert "it has no title slide; the cover takes the body layout" in said
    assert "the body layout has no page number" in said


@given("a text file, a workbook and a deck that holds macros", target_fixture="files")
def unfit(tmp_path: Path) -> list[Path]:
    words, book, macros = (tmp_path / name for name in ("a.pptx", "b.pptx", "c.pptx"))
    words.write_text("Revenue,100\n", encoding="utf-8")
    openpyxl.Workbook().save(book)
    Presentation().save(str(tmp_path / "plain.pptx"))
    with zipfile.ZipFile(tmp_path / "plain.pptx") as old, zipfile.ZipFile(macros, "w") as new:
        for part in old.infolist():
            data = old.read(part).replace(
                b"presentationml.presentation.main+xml",
                b"ms-powerpoint.presentation.macroEnabled.main+xml",
            )
            new.writestr(part, data)
    return [words, book, macros]


@when("each is checked from the command line", target_fixture="told")
def from_the_command_line(
    files: list[Path], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> list[tuple[int, str]]:
    told = []
    for file in files:
        code = run(["template", "check", str(file)], {"BOOKRUNNER_HOME": str(tmp_path / "home")})
        told.append((code, capsys.readouterr().err))
    return told


@then("each is refused with exit code 5 and its reason")
def refused(told: list[tuple[int, str]]) -> None:
    assert [code for code, _ in told] == [5, 5, 5]
    reasons = ("it is not an Office file", "it is not a presentation", "it holds macros")
    for (_, said), reason in zip(told, reasons, strict=True):
        assert f"cannot serve as a template: {reason}" in said
