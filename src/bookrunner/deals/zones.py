"""Where in a prospectus its own terms stand: cover and summary, not the base prospectus."""

from __future__ import annotations

import re
from dataclasses import dataclass

_COVER_MAX = 12_000
_SUPPLEMENT_MIN = 15_000
"""Before that a line that says PROSPECTUS is one of the table of contents."""

_START = re.compile(
    r"^(?:SUBJECT TO COMPLETION|PRELIMINARY PROSPECTUS|The information in this (?:preliminary )?"
    r"prospectus (?:supplement )?is not complete)",
    re.MULTILINE | re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"^(?:TABLE OF CONTENTS\s+(?:[A-Z][^\n]{0,60}\n\s*)?Page\b"
    r"|(?:You|Prospective investors|Investors) should rely (?:only )?on\b"
    r"|(?:Neither )?[Ww]e (?:nor the [Uu]nderwriters )?have (?:not )?authorized any"
    r"|Terms of the (?:Notes|Securities)\s*$"
    r"|ABOUT THIS PROSPECTUS(?: SUPPLEMENT)?\s*$)",
    re.MULTILINE | re.IGNORECASE,
)
_BASE = re.compile(r"^PROSPECTUS[ \t]*$", re.MULTILINE)
_HEADINGS = {
    "offering": r"(?:THE OFFERING|The Offering|The offering)",
    "proceeds": r"(?:USE OF PROCEEDS|Use of Proceeds|Use of proceeds)",
    "underwriting": r"(?:UNDERWRITING|Underwriting|PLAN OF DISTRIBUTION|Plan of Distribution"
    r"|Plan of distribution|UNDERWRITERS|Underwriting \(Conflicts of Interest\)"
    r"|UNDERWRITING \(CONFLICTS OF INTEREST\))",
}


@dataclass(frozen=True)
class Zones:
    """Offsets of the parts of a prospectus."""

    cover: tuple[int, int]
    own: tuple[int, int]
    """From the cover to where the accompanying base prospectus begins, or to the end."""

    def part(self, text: str, name: str, length: int) -> tuple[int, int]:
        """So many characters below the last heading of that name; empty when there is none."""
        heading = re.compile(rf"^{_HEADINGS[name]}[ \t]*$", re.MULTILINE)
        starts = [m.end() for m in heading.finditer(text, *self.own)]
        if not starts:
            return (self.own[1], self.own[1])
        start = starts[0] if name == "offering" else starts[-1]
        return (start, min(start + length, self.own[1]))


def zones(text: str, form: str) -> Zones:
    """The parts of a prospectus; of a registration statement the prospectus in it."""
    start = 0
    if form.startswith(("S-", "F-")):
        found = _START.search(text, 0, 60_000)
        start = found.start() if found else 0
    contents = _CONTENTS.search(text, start + 500)
    end = min(contents.start() if contents else start + _COVER_MAX, start + _COVER_MAX)
    base = _BASE.search(text, start + _SUPPLEMENT_MIN) if form.startswith("424") else None
    return Zones((start, end), (start, base.start() if base else len(text)))
