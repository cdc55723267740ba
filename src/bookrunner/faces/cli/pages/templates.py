"""The page of ``template``."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.screen import Screen, said
from bookrunner.operations.templates_shapes import TemplateChecked


def checked(answer: TemplateChecked, flags: Mapping[str, bool]) -> None:  # noqa: ARG001 - it has none
    """The verdict, what is taken from it, then each kind of page and whether it fits."""
    screen = Screen()
    short = [one for one in answer.fills if not one.fits]
    verdict = f"{len(short)} of {len(answer.fills)} kinds of page do not fit" if short else (
        "every kind of page fits"
    )  # fmt: skip
    screen.line(f"{answer.file}: {verdict}", "bold")
    area = answer.safe_area
    screen.line(
        f"page {answer.width:g} x {answer.height:g} in, exhibits {area.width:.2f} x "
        f"{area.height:.2f} in from {area.left:.2f}, {area.top:.2f}; "
        f"{said(answer.masters, 'master')}, {said(len(answer.layouts), 'layout')}"
    )
    screen.line(
        f"headings {answer.heading_font or 'no font'}, text {answer.text_font or 'no font'}, "
        f"{said(len(answer.colours), 'colour')}"
    )
    for layout in answer.layouts:
        if layout.used_for:
            screen.line(f"{' and '.join(layout.used_for)}: layout {layout.name!r}")
    screen.line()
    for one in answer.fills:
        screen.line(f"{'fits' if one.fits else 'DOES NOT FIT':<13} {one.page}")
        if one.why:
            screen.line(f"              {one.why}")
    if answer.remarks:
        screen.line()
    for remark in answer.remarks:
        screen.line(f"note: {remark}", "dim")
