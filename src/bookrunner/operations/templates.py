"""Presentations looked at as templates."""

from __future__ import annotations

from bookrunner.app import Desk
from bookrunner.office.template_check import check_template
from bookrunner.office.template_pptx import Box
from bookrunner.operations.templates_shapes import (
    Area,
    TemplateChecked,
    TemplateFill,
    TemplateLayout,
    TemplatePlaceholder,
    TemplateRequest,
)


def checked(desk: Desk, request: TemplateRequest) -> TemplateChecked:  # noqa: ARG001 - the file alone is read
    """What a presentation can serve for as a template.

    Raises:
        NotATemplate: The file is no presentation, holds macros, or links to something outside it.
        TemplateTooLarge: It is a zip bomb or larger than any template.
        NoTitleLayout: None of its layouts can hold an action title.
    """
    found = check_template(request.file)
    return TemplateChecked(
        file=str(request.file),
        width=found.width,
        height=found.height,
        masters=found.masters,
        layouts=tuple(
            TemplateLayout(
                one.name,
                one.master,
                one.used_for,
                tuple(
                    TemplatePlaceholder(
                        held.kind, held.name, None if held.box is None else _area(held.box)
                    )
                    for held in one.placeholders
                ),
            )
            for one in found.layouts
        ),
        heading_font=found.heading_font,
        text_font=found.text_font,
        colours=found.colours,
        safe_area=_area(found.safe_area),
        fills=tuple(TemplateFill(one.page, one.fits, one.why) for one in found.fills),
        remarks=found.remarks,
    )


def _area(box: Box) -> Area:
    return Area(*(round(side, 3) for side in (box.left, box.top, box.width, box.height)))
