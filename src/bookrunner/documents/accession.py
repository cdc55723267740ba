"""Accession numbers and forms as they stand in file names and cover pages."""

from __future__ import annotations

import re

_DASHED = re.compile(r"(?<!\d)(\d{10})-(\d{2})-(\d{6})(?!\d)")
_PLAIN = re.compile(r"(?<!\d)(\d{10})(\d{2})(\d{6})(?!\d)")

_FORM = re.compile(
    r"\bform\s*\W{0,2}\s*"
    r"(10\s?-?\s?[KQ](?:SB|405|T)?|8-K(?:12B)?|20-F|40-F|6-K|11-K|S-\d{1,2}|F-\d{1,2})"
    r"\s?(/\s?A\b)?(?![\w-])",
    re.IGNORECASE,
)


def accession_in(name: str) -> str:
    """The accession number in a file name or path, dashed; "" when there is none."""
    match = _DASHED.search(name) or _PLAIN.search(name)
    return "-".join(match.groups()) if match else ""


def form_in(text: str) -> str:
    """The form a cover page names (``10-K``, ``10-Q/A``); "" when it names none."""
    match = _FORM.search(text)
    if match is None:
        return ""
    form = match[1].upper().replace(" ", "")
    if form.startswith("10") and form[2] != "-":
        form = f"10-{form[2:]}"
    return form + ("/A" if match[2] else "")
