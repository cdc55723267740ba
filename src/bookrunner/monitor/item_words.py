"""The words of one Item of an 8-K: without its heading, up to the boilerplate, by sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bookrunner.documents import Section, sentence_end

_TITLES = """
item items no and or of the a an in on by to under with certain principal officer officers
director directors departure election appointment compensatory arrangement arrangements change
changes fiscal year entry into material definitive agreement agreements termination modification
amendment amendments articles incorporation bylaws by-laws creation direct financial obligation
obligations off-balance off balance sheet registrant registrants s registration results
operations condition regulation fd disclosure disclosures other event events acquisition
disposition completion assets notice delisting failure satisfy continued listing rule standard
transfer non-reliance previously issued statement statements related audit report completed
interim review submission matters vote security holders rights unregistered sale sales equity
securities costs associated exit disposal activities impairment impairments bankruptcy
receivership control certifying accountant accountants code ethics waiver provision temporary
suspension trading employee benefit plan plans shell company status shareholder stockholder
nominations triggering that accelerate increase cybersecurity incident incidents mine safety
reporting shutdowns patterns violations exhibits information
"""
_TITLE_WORDS = frozenset(_TITLES.split())
"""Those of the form's titles, which a heading may spread over lines."""
_WORD = re.compile(r"[A-Za-z][A-Za-z-]*")
_FOREIGN_MAX = 3
"""Words of no title that a heading's first line may hold; a sentence holds more."""
_PARTING = re.compile(r"[.:;–—-]\s")
_BOILERPLATE = re.compile(
    r"^[^\n\w]{0,20}(?:(?:cautionary|special|safe)[^\n]{0,40}(?:statement|note|harbor)|forward[- ]"
    r"looking statements?|important\s+(?:additional\s+)?information|additional\s+information\s+"
    r"(?:about|and|regarding)|where\s+you\s+can\s+find|participants\s+in\s+the|no\s+offer\s+or|"
    r"limitation\s+on\s+incorporation)[^\n]{0,120}$|"
    r"(?:the|this|such)\s+(?:information|exhibit)s?\s[^.\n]{0,300}(?:shall\s+not\s+be\s+deemed|"
    r"not\s+deemed|being\s+furnished|is\s+furnished|are\s+furnished)|"
    r"forward[- ]looking\s+statements\s+(?:include|involve|within)|"
    r"pursuant\s+to\s+the\s+requirements\s+of\s+the\s+securities",
    re.IGNORECASE | re.MULTILINE,
)
_OPENING_MIN = 40
_SENTENCES_MAX = 60
_SPACE = re.compile(r"[\s_=-]*")
_CLOSING = re.compile(r"[.;:]?[”\"’)]{0,2}")


@dataclass(frozen=True)
class ItemWords:
    """What an Item says; offsets count in the document's canonical text."""

    number: str
    text: str
    """The whole document's words, with the line ends inside of paragraphs as spaces."""
    heading: int
    """Where its heading begins."""
    start: int
    end: int

    @cached_property
    def sentences(self) -> Sequence[tuple[int, int]]:
        """Start and end of each of its first sentences."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[tuple[int, int]]:
        place = self.start
        for _ in range(_SENTENCES_MAX):
            space = _SPACE.match(self.text, place, self.end)
            place = space.end() if space else place
            if place >= self.end:
                return
            stop = min(max(sentence_end(self.text, place), place + 1), self.end)
            closing = _CLOSING.match(self.text, stop, self.end)
            stop = closing.end() if closing else stop
            yield place, stop
            place = stop

    def said(self, span: tuple[int, int]) -> str:
        """The words of a span, on one line."""
        return " ".join(self.text[slice(*span)].split())


def item_words(section: Section, text: str) -> ItemWords:
    """The words under an Item's heading.

    Args:
        text: The canonical text, unwrapped; as long as the canonical one.
    """
    body = _body(section, text)
    cut = _BOILERPLATE.search(text, body, section.end)
    end = cut.start() if cut and cut.start() > body + _OPENING_MIN else section.end
    return ItemWords(section.item.removeprefix("Item "), text, section.start, body, end)


def _body(section: Section, text: str) -> int:
    """Where the heading ends: after its lines, or within the one that runs on into the text."""
    place = section.start
    while place < section.end:
        line_end = text.find("\n", place, section.end)
        line_end = section.end if line_end < 0 else line_end
        foreign = [
            word.start()
            for word in _WORD.finditer(text, place, line_end)
            if word[0].lower() not in _TITLE_WORDS
        ]
        is_first = place == section.start
        if not foreign or (is_first and len(foreign) <= _FOREIGN_MAX):
            place = line_end + 1
        elif is_first:
            parts = list(_PARTING.finditer(text, place, foreign[0]))
            return parts[-1].end() if parts else foreign[0]
        else:
            return place
    return min(place, section.end)
