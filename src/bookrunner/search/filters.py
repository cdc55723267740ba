"""What a search stays with: forms, days and sections that the asker names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bookrunner.search.catalogue import Entry
from bookrunner.search.passages import Passage

_ITEM = re.compile(r"(?:item\s*)?(\d{1,2}[a-c]?(?:\.\d\d)?)\.?", re.I)


@dataclass(frozen=True)
class Filter:
    """Documents and sections to stay with; empty for all."""

    form: str = ""
    """How the form begins, such as 10-K."""
    first: date | None = None
    last: date | None = None
    """Days that the document's period ends between, both included; where it has no period, the
    days that it became known between. A document without either is left out."""
    section: str = ""
    """An Item such as 1A, or words of the section's title."""

    @property
    def of_documents(self) -> bool:
        """Whether some documents may be left out."""
        return bool(self.form or self.first or self.last)

    @property
    def within(self) -> str:
        """The section as passages name it: ``Item 1A``, or the title's words."""
        said = self.section.strip()
        item = _ITEM.fullmatch(said)
        return f"Item {item[1].upper()}" if item else said

    def keeps(self, one: Entry) -> bool:
        """Whether the document is one of those to stay with."""
        if not one.form.upper().startswith(self.form.strip().upper()):
            return False
        if self.first is None and self.last is None:
            return True
        day = one.period_end or one.known_on
        return day is not None and (self.first or day) <= day <= (self.last or day)

    def holds(self, passage: Passage) -> bool:
        """Whether the passage is of the section to stay with."""
        within = self.within.casefold()
        if not within or passage.section.casefold() == within:
            return True
        title = passage.context.split("\n", 1)[0].casefold()
        return bool(passage.section) and not _ITEM.fullmatch(within) and within in title


EVERYTHING = Filter()
