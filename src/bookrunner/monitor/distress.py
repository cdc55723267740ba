"""Signs of distress in reports that are not 8-Ks: going concern, waivers, defaults."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bookrunner.documents import sentence, unwrapped
from bookrunner.monitor.event import Sign

_SIGNS = {
    "going_concern": (
        re.compile(
            r"(?:raise[sd]?|there\s+is|are|exists?|expressed?|express(?:es|ing)|indicat\w+|"
            r"conclud\w+)[^.]{0,120}substantial\s+doubt[^.]{0,160}going\s+concern",
            re.IGNORECASE,
        ),
        "speaks of substantial doubt about going concern",
    ),
    "covenant_waiver": (
        re.compile(
            r"(?:obtained|received|granted|entered\s+into)[^.]{0,120}(?:waiver|forbearance)"
            r"[^.]{0,160}(?:covenant|default|lender|credit|loan)",
            re.IGNORECASE,
        ),
        "a covenant was waived or a lender forbears",
    ),
    "acceleration": (
        re.compile(
            r"(?:we\s+are|the\s+company\s+is|was|were|are)\s+(?:currently\s+)?in\s+default\s+"
            r"(?:under|of|on)|event\s+of\s+default\s+(?:has\s+)?occurred\s+and\s+is\s+continuing",
            re.IGNORECASE,
        ),
        "a default has occurred",
    ),
}
_MIGHT = re.compile(
    r"\b(?:could|may|might|would|if|unless|no\s+longer|not|alleviat\w+|mitigat\w+|whether|should|"
    r"evaluat\w+|in\s+the\s+event|upon|when)\b",
    re.IGNORECASE,
)
"""What only might be, or is no longer so, is no sign."""


def distress_signs(text: str) -> Iterator[Sign]:
    """The first sentence of each sign that states it as a fact.

    Args:
        text: The canonical text.
    """
    words = unwrapped(text)
    for event, (pattern, because) in _SIGNS.items():
        for match in pattern.finditer(words):
            start, end = sentence(words, match.start())
            end = max(end, match.end())
            if not _MIGHT.search(words, start, end):
                yield Sign(event, start, end, because)
                break
