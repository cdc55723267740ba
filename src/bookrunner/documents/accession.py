"""Accession numbers as they stand in file names."""

from __future__ import annotations

import re

_DASHED = re.compile(r"(?<!\d)(\d{10})-(\d{2})-(\d{6})(?!\d)")
_PLAIN = re.compile(r"(?<!\d)(\d{10})(\d{2})(\d{6})(?!\d)")


def accession_in(name: str) -> str:
    """The accession number in a file name or path, dashed; "" when there is none."""
    match = _DASHED.search(name) or _PLAIN.search(name)
    return "-".join(match.groups()) if match else ""
