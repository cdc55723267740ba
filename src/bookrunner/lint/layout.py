"""Faults of layout, found by the geometry of decks, in the words of a lint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bookrunner.figures import Finding
from bookrunner.lint.flaws import DeckFlaw

_FIXES = {
    "off_slide": "move it onto the slide or delete it",
    "overlap": "move one of the two, or group them if one belongs on the other",
    "on_chart": "move it beside the chart, or make it a data label",
    "overlaps_template": "keep the content clear of the template's own picture",
    "misaligned": "align the edges",
    "text_overflow": "shorten the words, enlarge the shape or take a smaller size above 8 points",
    "table_grows": "take rows out, shorten the words or split the table over two slides",
    "title_too_long": "say the conclusion in two lines at most",
    "leftover_text": "write what belongs there, or remove the shape",
    "empty_placeholder": "fill it or delete it",
    "font_off_template": "take the theme's heading or body font",
    "colour_off_template": "take a colour of the theme",
    "size_off_template": "set it in 8 points or more",
}
_RULES = {"font_off_template": "off-theme-font", "colour_off_template": "off-theme-colour"}
_RULES |= {"size_off_template": "tiny-text", "leftover_text": "leftover-words"}


def _rule(code: str) -> str:
    return _RULES.get(code, code.replace("_", "-"))


LAYOUT_RULES = frozenset(map(_rule, _FIXES))
"""What is seen in a deck without reading what it says."""


def layout_flaws(findings: Sequence[Finding]) -> Iterator[DeckFlaw]:
    """Each finding of geometry as a flaw of its slide and shape."""
    for one in findings:
        code = one.code.removeprefix("office.geometry.")
        slide, _, shape = one.where.partition("/")
        yield DeckFlaw(
            rule=_rule(code),
            severity=one.severity,
            slide=int(slide.removeprefix("slide ")),
            shape=shape,
            what=shape,
            why=one.message,
            fix=_FIXES.get(code, "look at the slide"),
        )
