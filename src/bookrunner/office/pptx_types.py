"""Names for what python-pptx hands out; it is typed in part only, so a checker sees Any."""

from __future__ import annotations

from typing import Any

Presentation = Any
Master = Any
Layout = Any
Shape = Any
Frame = Any
"""A text frame."""
Paragraph = Any
Grid = Any
"""A native table."""
Cell = Any
Drawing = Any
"""A native chart."""
DrawnSeries = Any
Element = Any
"""A piece of XML."""
EnumValue = Any
"""A member of one of the library's own enumerations."""
