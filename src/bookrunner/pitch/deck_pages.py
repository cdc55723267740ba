"""The deck of a pitch, page by page: one message, one exhibit, and where its numbers are from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bookrunner.ledger import DRAFT
from bookrunner.office import (
    Deck,
    Region,
    Row,
    Slide,
    SlideKind,
    Table,
)
from bookrunner.pitch.deck_appendix import assumptions_pages, bridges_page, notes_page, sources_page
from bookrunner.pitch.deck_comps import (
    benchmarking_pages,
    comparables_page,
    forward_pages,
    implied_page,
)
from bookrunner.pitch.deck_flows import discounted_pages, football_page
from bookrunner.pitch.deck_front import financials_page, profile_page, summary_page
from bookrunner.pitch.deck_parts import messages_page, part_pages
from bookrunner.pitch.deck_pieces import short_name
from bookrunner.pitch.part_bank import notice_page
from bookrunner.pitch.parts import Page
from bookrunner.pitch.valued import Valued
from bookrunner.release import WATERMARKS

_HEADINGS = {
    "summary": ("Executive summary", "Where the company trades, and what each method says"),
    "profile": ("Company profile", "What was reported last, and the capitalisation at the price"),
    "financials": ("Financial summary", "Revenue, profit and cash flow over the reported years"),
    "benchmarking": ("Operating benchmarking", "Growth, margins and returns beside the peers"),
    "metrics": ("Operating metrics", "The figures behind the benchmarking, company by company"),
    "comparables": ("Trading comparables", "Multiples of the peers, and their statistics"),
    "forward": ("Forward comparables", "What is paid for what analysts expect of each company"),
    "implied": ("Implied value", "What the peers' multiples say a share is worth"),
    "flows": ("Discounted cash flow", "The forecast, the discount rate and both terminal methods"),
    "value": ("Value by terminal method", "The discount rate, and what each method comes to"),
    "sensitivity": ("Sensitivity", "Value per share with two figures of the model replaced"),
    "football": ("Valuation summary", "All methods on one axis, beside the current price"),
    "bridges": ("Appendix: enterprise value", "From share price to enterprise value, part by part"),
    "notes": ("Appendix: notes", "What a reader must know of the data and of the peers"),
    "sources": ("Appendix: sources", "The documents and records behind the numbers"),
    "notice": ("Important notice", "On what terms these materials are given"),
}
"""By a page's name, its heading among the contents and what it answers."""

CONTENTS_SLIDE = 2
SUMMARY_SLIDE = 3

_DISCLAIMER = (
    "Prepared from public filings and market data as dated; not an offer or a recommendation. "
    "Forward-looking figures are projections."
)
_INVENTED = "The company and all its figures are invented, for demonstration only."


def pitch_deck(valued: Valued, *, state: str = DRAFT) -> Deck:
    """The deck of a valuation; pages whose inputs are missing say what they need.

    Its state stands in the watermark only, so that nothing else changes when that is taken off.
    """
    inputs = valued.inputs
    deck = Deck(
        f"{inputs.target.name}: discussion materials",
        inputs.valuation_date,
        f"{short_name(inputs.target.name)} | Discussion materials",
        watermark=WATERMARKS[state],
    )
    is_valued = valued.storyline.is_valued
    pages = [
        *_headed({"summary": summary_page(valued) if is_valued else messages_page(valued)}),
        *_headed({"profile": profile_page(valued)}),
        *(page for part in valued.parts for page in part.front),
        *_headed({"financials": financials_page(valued)}),
        *(_headed(_valuation_pages(valued)) if is_valued else ()),
        *part_pages(valued),
        *assumptions_pages(valued),
        *_headed(
            {
                **({"bridges": bridges_page(valued)} if is_valued else {}),
                "notes": notes_page(valued),
                "sources": sources_page(valued),
                "notice": notice_page(valued),
            }
        ),
    ]
    deck.slides = [_cover(valued), _contents(pages), *(page.slide for page in pages)]
    return deck


def _valuation_pages(valued: Valued) -> Mapping[str, Slide]:
    return {
        **benchmarking_pages(valued),
        "comparables": comparables_page(valued),
        **forward_pages(valued),
        "implied": implied_page(valued),
        **discounted_pages(valued),
        "football": football_page(valued),
    }


def _headed(slides: Mapping[str, Slide]) -> Sequence[Page]:
    """The pages with what the contents page says of them."""
    return [Page(name, *_HEADINGS[name], slide) for name, slide in slides.items()]


def _contents(pages: Sequence[Page]) -> Slide:
    told = list(enumerate(pages, start=CONTENTS_SLIDE + 1))
    if len(told) > _EXPLAINED_MAX:
        half = (len(told) + 1) // 2
        sides = ((Region.LEFT, told[:half]), (Region.RIGHT, told[half:]))
        return Slide(("Contents",), [(region, _listed(side)) for region, side in sides])
    rows = [Row([(page.heading,), (page.question,), (str(number),)]) for number, page in told]
    table = Table([("Section",), ("What it shows",), ("Page",)], rows, widths=(2.0, 4.0, 0.5))
    return Slide(("Contents",), [(Region.FULL, table)])


_EXPLAINED_MAX = 26
"""With more pages than these, the contents list them in two columns without what they show."""


def _listed(told: Sequence[tuple[int, Page]]) -> Table:
    rows = [Row([(page.heading,), (str(number),)]) for number, page in told]
    return Table([("Section",), ("Page",)], rows, widths=(4.0, 0.6))


def _cover(valued: Valued) -> Slide:
    inputs = valued.inputs
    said = _INVENTED if inputs.company.invented else _DISCLAIMER
    return Slide(
        (short_name(inputs.target.name),),
        kind=SlideKind.COVER,
        subtitle=(f"Discussion materials{_for(valued)}, {inputs.valuation_date:%d %B %Y}",),
        footnotes=[(said,)],
    )


def _for(valued: Valued) -> str:
    """Whom the materials are for, where the company on the cover is to be bought."""
    buying = valued.inputs.buying
    return "" if buying is None else f" for {short_name(buying.acquirer.name)}"
