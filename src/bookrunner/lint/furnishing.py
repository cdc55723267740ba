"""What every page of a deck must carry: title, sources, page number, date, native exhibits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bookrunner.lint.flaws import DeckFlaw, error, warning
from bookrunner.lint.pages import Exhibit, Page, Role
from bookrunner.lint.reading_pptx import has_day

_SOURCE = re.compile(r"(?:^|[\n.;|])\s*(?:sources?|quellen?|fuentes?|fontes?)\b[^\n]{0,20}?:", re.I)
_VAGUE = re.compile(
    r"^\s*sources?\s*:\s*(?:company\s+(?:filings?|reports?|information|data|accounts|materials)"
    r"|public(?:ly available)?\s+(?:filings?|information|data|sources?)|filings?|internet|various"
    r"|management|market data|research|analysis|websites?)"
    r"(?:\s*(?:,|and|&)\s*(?:company\s+)?"
    r"(?:filings?|websites?|market data|press releases?|research))*"
    r"\s*\.?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_OWN_SOURCE = re.compile(r"\b(?:sources?|owner|accession|reference|document)\b", re.I)
_PAGE = re.compile(r"^(?:page|slide)s?$", re.I)
_CONTINUED = re.compile(r"\((?:cont\.?|continued|cont['’]d|\d+\s?(?:/|of)\s?\d+)\)\s*$", re.I)
_FIGURES_MIN = 3
"""Amounts from which a table is an exhibit of figures."""
_SCREENSHOT_SHARE, _SCREENSHOT_FLAT = 0.12, 0.5
_NAMED = re.compile(r"\b(?:table|chart|graph|screen ?shot|excel|spreadsheet)\b", re.I)
_STRETCH_MAX = 0.05
"""Beyond which the eye sees that a logo or a face is drawn out."""
_ICON_SHARE = 0.01
_USUAL_MIN, _USUAL_SHARE = 3, 0.75
_PAGES_WITHOUT_NUMBER = 2
"""A deck of up to so many pages needs no page numbers."""


def furnishing_flaws(pages: Sequence[Page]) -> Iterator[DeckFlaw]:
    """What is missing on pages, page by page and for the deck."""
    shown = [page for page in pages if not page.is_hidden]
    dated = any(has_day(words.text) for page in shown[:1] for words in page.words)
    for page in pages:
        yield from _page_flaws(page, len(pages))
    undated = [page for page in shown if page.is_body and not page.has_date]
    if undated and not dated:
        first = undated[0]
        yield warning(
            "no-date", first.number, "", f"{len(undated)} pages",
            "neither the cover nor the foot of the page says of which day the figures are",
            "put the date on the cover or in the footer",
        )  # fmt: skip
    yield from _repeated_titles(shown)
    yield from _feet_flaws(shown)


def _page_flaws(page: Page, count: int) -> Iterator[DeckFlaw]:
    if page.is_hidden:
        yield warning(
            "hidden-slide", page.number, "", page.title,
            "the slide is hidden: it is not shown, and it is sent", "delete it or show it",
        )  # fmt: skip
    if page.notes:
        yield warning(
            "speaker-notes", page.number, "", page.notes[:60],
            "speaker notes go out with the file", "remove the notes from the copy that is sent",
        )  # fmt: skip
    for name in page.unread:
        yield warning(
            "not-read", page.number, name, name,
            "it is a diagram or an object of another program, whose words are not checked",
            "make it of native shapes, a table or a chart",
        )  # fmt: skip
    if page.is_body and not page.title and (page.exhibits or page.words):
        yield error(
            "no-title", page.number, "", "", "the page has no title, so it states no conclusion",
            "say in the title placeholder what the page shows",
        )  # fmt: skip
    if page.is_body and not page.has_number and count > _PAGES_WITHOUT_NUMBER:
        yield warning(
            "no-page-number", page.number, "", "", "nobody can refer to a page without a number",
            "insert the slide number by Insert, Slide Number",
        )  # fmt: skip
    yield from _source_flaws(page)
    yield from _picture_flaws(page)


def _source_flaws(page: Page) -> Iterator[DeckFlaw]:
    texts = [one.text for one in page.words]
    texts += [text for one in page.exhibits for text in (*one.rows, *one.printed.values())]
    has_source = any(_SOURCE.search(text) for text in texts)
    exhibits = [one for one in page.exhibits if is_figures(one) and not _names_sources(one)]
    if exhibits and not has_source:
        yield error(
            "no-source", page.number, exhibits[0].shape, "",
            "the exhibit has no source: nobody can check where its figures come from",
            "add a footnote: Source: document and period, as of the day",
        )  # fmt: skip
    for words in page.texts(Role.FOOTNOTE):
        vague = _VAGUE.search(words.text)
        if vague and exhibits:
            yield warning(
                "vague-source", page.number, words.shape, vague[0].strip(),
                "the source names no document and no period", "name the form and its period",
            )  # fmt: skip


def is_figures(exhibit: Exhibit) -> bool:
    """Whether an exhibit shows figures, rather than words with a number or pages of contents."""
    if exhibit.is_chart:
        return bool(exhibit.cells)
    counted = [column for (_, column) in exhibit.cells if not _PAGE.match(exhibit.columns[column])]
    return len(counted) >= _FIGURES_MIN


def _names_sources(exhibit: Exhibit) -> bool:
    return any(_OWN_SOURCE.search(head) for head in (exhibit.corner, *exhibit.columns))


def _picture_flaws(page: Page) -> Iterator[DeckFlaw]:
    for one in page.pictures:
        is_named = bool(_NAMED.search(one.named)) and one.share > 0.05
        is_screenshot = one.share > _SCREENSHOT_SHARE and one.flatness > _SCREENSHOT_FLAT
        if page.is_body and (is_named or is_screenshot):
            yield warning(
                "picture-of-exhibit", page.number, one.shape, one.shape,
                "it looks like a picture of a table or chart: its figures can be neither checked "
                "nor changed", "build it as a native table or chart",
            )  # fmt: skip
        if abs(one.stretch - 1) > _STRETCH_MAX:
            side = "broader" if one.stretch > 1 else "narrower"
            yield warning(
                "picture-distorted", page.number, one.shape, one.shape,
                f"it is drawn {max(one.stretch, 1 / one.stretch) - 1:.0%} {side} than it is",
                "reset the picture's size and scale both sides alike",
            )  # fmt: skip
        if page.is_body and not one.is_described and one.share > _ICON_SHARE:
            yield warning(
                "no-alt-text", page.number, one.shape, one.shape,
                "those who hear the deck read out are not told what the picture shows",
                "write an alternative text, or mark it as decorative",
            )  # fmt: skip


def _feet_flaws(pages: Sequence[Page]) -> Iterator[DeckFlaw]:
    """Footers and dates that differ from those of nearly all other pages.

    Sections may have footers of their own; then no words stand on nearly all pages.
    """
    for kind in ("footer", "date"):
        held = [page for page in pages if kind in page.feet]
        counted = Counter(page.feet[kind] for page in held)
        usual, count = next(iter(counted.most_common(1)), ("", 0))
        if count < _USUAL_MIN or count < _USUAL_SHARE * len(held):
            continue
        for page in held:
            if page.feet[kind] != usual:
                yield warning(
                    "footer-differs", page.number, "", page.feet[kind],
                    f"the {kind} of {count} other pages says {usual!r}",
                    "set it once for all slides by Insert, Header and Footer",
                )  # fmt: skip


def _repeated_titles(pages: Sequence[Page]) -> Iterator[DeckFlaw]:
    seen: dict[str, Page] = {}
    for page in pages:
        key = page.title.casefold()
        if not (page.is_body and page.exhibits and key):
            continue
        if key in seen and not _CONTINUED.search(page.title):
            yield warning(
                "repeated-title", page.number, page.title_shape, page.title,
                f"slide {seen[key].number} has the same title",
                "say what this page adds, or write (continued)",
            )  # fmt: skip
        seen.setdefault(key, page)
