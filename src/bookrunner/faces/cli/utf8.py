"""Text for programs on standard output: UTF-8 wherever it goes, line ends as they are."""

from __future__ import annotations

import sys


def write_utf8(text: str) -> None:
    """Write a text byte for byte, whatever the terminal's own encoding and line ends are."""
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:  # somebody reads along in this process
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    binary.write(text.encode("utf-8", errors="replace"))
    binary.flush()
