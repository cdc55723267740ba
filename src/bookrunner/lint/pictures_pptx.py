"""Pictures of slides: how much of the page they take, what they look like, how they are drawn."""

from __future__ import annotations

import io
import warnings

from PIL import Image, UnidentifiedImageError

from bookrunner.lint.pages import Picture
from bookrunner.office.pptx_types import Shape
from bookrunner.office.template_pptx import Box, box_of

_PIXELS_MAX = 40_000_000
_RASTERS = ("PNG", "JPEG", "GIF", "BMP", "TIFF")
"""Formats whose size in pixels is that of the picture; drawings have a frame of their own."""
_TURNED = range(5, 9)
"""Values of EXIF's orientation for pictures stored on their side."""
_ORIENTATION = 0x0112
_UNREADABLE = (
    UnidentifiedImageError,
    Image.DecompressionBombWarning,
    Image.DecompressionBombError,
    OSError,
    ValueError,
    KeyError,
    AttributeError,
    ZeroDivisionError,
)


def picture_of(shape: Shape, page: Box) -> Picture | None:
    """A picture in the content of a page; None for other shapes."""
    if not shape._element.tag.endswith("}pic"):  # noqa: SLF001
        return None
    properties = shape._element.find(".//{*}cNvPr")  # noqa: SLF001
    said = "" if properties is None else str(properties.get("descr") or properties.get("title", ""))
    decoration = None if properties is None else properties.find(".//{*}decorative")
    is_decoration = decoration is not None and decoration.get("val") in ("1", "true")
    flatness, stretch = _looks(shape)
    return Picture(
        str(shape.name),
        box_of(shape).area / page.area,
        flatness,
        f"{shape.name} {said}".strip(),
        is_decoration or bool(said.strip()),
        stretch,
    )


def _looks(shape: Shape) -> tuple[float, float]:
    """The share of the most frequent colour, and the stretch; 0 and 1 where it cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(shape.image.blob)) as image:
                if image.width * image.height > _PIXELS_MAX:
                    return 0.0, 1.0
                stretch = _stretch(shape, image)
                small = image.convert("RGB").resize((160, 120), Image.Resampling.NEAREST)
        colours = small.quantize(32).getcolors() or []
    except _UNREADABLE:
        return 0.0, 1.0
    return max((count for count, _ in colours), default=0) / (160 * 120), stretch


def _stretch(shape: Shape, image: Image.Image) -> float:
    if image.format not in _RASTERS:
        return 1.0
    across, down = (float(one) for one in image.info.get("dpi", (1.0, 1.0)))
    width: float = image.width / (across or 1.0) * (1 - shape.crop_left - shape.crop_right)
    height: float = image.height / (down or 1.0) * (1 - shape.crop_top - shape.crop_bottom)
    drawn = float(shape.width) / float(shape.height)
    if image.getexif().get(_ORIENTATION, 1) in _TURNED:
        return min((drawn * height / width, drawn * width / height), key=lambda one: abs(one - 1))
    return drawn * height / width
