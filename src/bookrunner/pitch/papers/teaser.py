"""The teaser: an opportunity without a name, its figures in ranges that several companies fit."""

from __future__ import annotations

from bookrunner.office import Bullets, Line, Row, Shown, Table, line_text
from bookrunner.office.paper import Paper, Paragraph
from bookrunner.pitch.papers.bands import BANDS, Band, Bands
from bookrunner.pitch.papers.given import Given
from bookrunner.pitch.papers.pieces import Told, model_of
from bookrunner.pitch.papers.records import Records
from bookrunner.pitch.parts import Storyline
from bookrunner.pitch.valued import Valued

TEASER = Storyline("teaser", "One page without a name.", (BANDS,), is_valued=False)
_SECTIONS = (
    ("The business", "description",
     "What it does and for whom, without names, places or products that only it has."),
    ("Highlights", "highlights", "Three to five lines, each starting with a dash."),
    ("The transaction", "transaction", "What is offered, and why now."),
    ("Next steps", "contacts", "Whom to call, and that a confidentiality agreement comes first."),
)  # fmt: skip
_NOTICE = (
    "Confidential. Figures are shown in ranges, from reports of the company and its management; "
    "not verified independently, no offer and no recommendation."
)


def teaser(valued: Valued, held: Records, given: Given) -> Told:
    """The page; it names neither the company nor its reports.

    Raises:
        Identified: Ranges that somebody adopted fit too few companies.
    """
    del held
    made = model_of(valued, Bands)
    made.require_hidden(valued.inputs.target.label)
    title = f"Project {given.project}" if given.project else "A confidential opportunity"
    group = f"a company of the sector {made.group}" if made.group else "a company"
    paper = Paper(
        (title,),
        valued.inputs.valuation_date,
        f"{title} | Strictly confidential",
        subtitle=(f"The opportunity to invest in {group}",),
    )
    lacking = list(given.add(paper, *_SECTIONS[0]))
    lacking += given.add(paper, *_SECTIONS[1])
    paper.heading("Key figures, in ranges")
    if made.shown:
        money = str(valued.inputs.target.money)
        rows = [Row([(one.label,), _range(one, money)]) for one in made.shown]
        note: Line = (
            (
                "Source: reports of the company; each range is its width times the value over the "
                "width, rounded down, and one width more. "
                f"As of {valued.inputs.valuation_date:%B %Y}."
            ),
        )
        paper.add(
            Table([("",), ("Range",)], rows, widths=(1.4, 2.0), title="Last twelve months"), note
        )
    else:
        paper.add(
            Paragraph(("No range of a figure would hide whose it is, so that none is shown.",))
        )
    for section in _SECTIONS[2:]:
        lacking += given.add(paper, *section)
    paper.add(Paragraph((_NOTICE,), is_small=True))
    return Told(paper, lacking=lacking, is_anonymous=True)


def _range(one: Band, money: str) -> Line:
    is_money = one.low.unit.currency == str(one.low.unit)
    before, after = (f"{money} ", " million") if is_money else ("", "")
    if one.low.value == 0:
        return (f"Up to {before}", Shown(one.high, one.form), after)
    return (before, Shown(one.low, one.form), " to ", Shown(one.high, one.form), after)


def said_in(told: Told) -> list[str]:
    """The paragraphs and rows of a page as text, for a search by them."""
    found: list[str] = []
    for part in told.paper.parts:
        block = part.block
        if isinstance(block, Paragraph):
            found.append(line_text(block.line))
        elif isinstance(block, Table):
            found += [" ".join(line_text(cell) for cell in row.cells) for row in block.rows]
        elif isinstance(block, Bullets):
            found += [line_text(line) for line in block.lines]
    return [one for one in found if one and one != _NOTICE]
