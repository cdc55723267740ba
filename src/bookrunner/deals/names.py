"""Lists of firms in a sentence: ``A, Inc., B LLC and C & Co.``, each a name of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

_KEPT = (
    r"Inc|INC|LLC|L\.L|L\.P|LP\b|LLP|Ltd|LTD|N\.A|S\.A|plc|PLC|Co\.|Corp|Limited|"
    r"Incorporated|National "
    r"Association|Pierce|Fenner|Sachs|Nicolaus|Bruyette|Lipton|Rosen|Gotshal|Arps|Slate|Meagher|"
    r"Hamilton|London|Lufkin|Swaine|Wharton|Polk|Lardner|Coie|Goodrich|Watkins"
)
"""What follows a comma inside one name: legal forms, and partners of known firms."""
_BETWEEN = re.compile(
    rf"\s*(?:;|,\s+and\s+|,\s+(?!(?:{_KEPT}))|\s+and\s+(?!(?:Company|Co\b)))\s*(?:and\s+)?"
)
_NO_NAME = re.compile(r"^(?:the|each|certain|us|we|our|its|several|other|company)\b", re.IGNORECASE)
_SHORT = re.compile(r"\s*\((?:the |or |collectively,? )?[“\"][^)]*\)")
_LONGEST = 75


def listed(words: str, offset: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each firm of the list with its span; short names in parentheses are left out."""
    start = 0
    cuts = [(m.start(), m.end()) for m in _BETWEEN.finditer(words)] + [(len(words), len(words))]
    for end, following in cuts:
        part = words[start:end]
        named = _SHORT.split(part)[0]
        lead = len(named) - len(named.lstrip(" ,\n"))
        name = named.strip(" ,\n\t")
        if 1 < len(name) <= _LONGEST and name[:1].isupper() and not _NO_NAME.match(name):
            at = offset + start + lead
            yield " ".join(name.split()), (at, at + len(name))
        start = following
