"""The appendix: assumptions, bridges, notes and sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bookrunner.figures import Figure, Finding, Format, Severity, Source
from bookrunner.office import (
    Line,
    Region,
    Row,
    Shown,
    Slide,
    Table,
)
from bookrunner.pitch.assumed import assumption_groups
from bookrunner.pitch.bridge_table import bridge_table
from bookrunner.pitch.deck_pieces import source_line, without_codes, without_numbers
from bookrunner.pitch.front_sheets import by_message, used_sources
from bookrunner.pitch.parts import Page
from bookrunner.pitch.valued import Valued
from bookrunner.valuation import Line as Labelled

_FINDINGS_MAX = 14
_ASSUMPTIONS_MAX = 18


def assumptions_pages(valued: Valued) -> Sequence[Page]:
    """Every assumption with its value, its owner and its reason; none where nothing is assumed."""
    lines = [one for _, group in assumption_groups(valued) for one in group if one.figure.is_input]
    if len(lines) <= len(valued.policy.figures):
        return ()
    open_ones = sum(1 for one in lines if one.figure.is_default)
    title = "Every assumption has an owner"
    if open_ones:
        title = "Assumptions by default are the system's until a named person adopts them"
    pages = []
    for place, first in enumerate(range(0, len(lines), _ASSUMPTIONS_MAX)):
        rows = [_assumption_row(one) for one in lines[first : first + _ASSUMPTIONS_MAX]]
        table = Table(
            [("Assumption",), ("Value",), ("Owner",), ("Reason",)],
            rows,
            widths=(2.4, 0.8, 0.9, 4.0),
        )
        words = f"{title} (continued)" if place else title
        slide = Slide((words,), [(Region.FULL, table)], footnotes=[_moved_footnote(valued)])
        name = f"assumptions_{place + 1}" if place else "assumptions"
        heading = "Appendix: assumptions, continued" if place else "Appendix: assumptions"
        pages.append(Page(name, heading, "Who stands for each, and why", slide))
    return pages


def _assumption_row(one: Labelled) -> Row:
    said = one.figure.lineage
    owner = "Default" if one.figure.is_default else getattr(said, "owner", "")
    reason = without_numbers(getattr(said, "reason", ""), "See the Assumptions sheet")
    return Row([(one.label,), (Shown(one.figure, one.form),), (owner,), (reason,)])


def _moved_footnote(valued: Valued) -> Line:
    pieces: list[str | Shown] = []
    opening = "Share of the value that moves if all unadopted amounts move by a tenth together: "
    for headline in valued.headlines:
        if headline.moved is not None:
            pieces.append(f"{'; ' if pieces else opening}{headline.line.label} ")
            pieces.append(Shown(headline.moved.share, Format.PERCENT1))
    return (*pieces, ".") if pieces else ("Nothing here rests on a default.",)


def bridges_page(valued: Valued) -> Slide:
    """From share price to enterprise value, a column for each company."""
    rows = (valued.comps.target, *valued.comps.peers)
    bridges = bridge_table([row.bridge for row in rows], with_shares=False)
    table = Table(
        [(f"{valued.inputs.target.money} in millions",), *((row.company.label,) for row in rows)],
        [
            Row(
                [
                    (label,),
                    *(
                        (Shown(lines[label].figure, lines[label].form),) if label in lines else ()
                        for lines in bridges.columns
                    ),
                ]
            )
            for label in bridges.labels
        ],
    )
    values = [row.bridge.enterprise_value for row in rows]
    return Slide(
        ("From share price to enterprise value, part by part",),
        [(Region.FULL, table)],
        footnotes=[
            source_line(valued, values),
            ("An empty cell: the company reports no such part; it is left out, not zero.",),
        ],
    )


def notes_page(valued: Valued) -> Slide:
    """What a reader must know, of the peers and the model first, then of the data."""
    warned = [one for one in valued.findings if one.severity > Severity.NOTE]
    # What concerns the choice of peers and the model first, then the data.
    plain = [
        replace(
            one,
            where=one.where.split(" ")[0] if _is_of_data(one) else one.where,
            message=without_codes(one.message),
        )
        for one in warned
    ]
    told = [one for one in plain if without_numbers(one.message, "")]
    grouped = sorted(by_message(told), key=_is_of_data)
    shown = grouped[:_FINDINGS_MAX]
    table = Table(
        [("About",), ("Finding",)],
        [
            Row([(one.where or "All",), (one.message[:1].upper() + one.message[1:],)])
            for one in shown
        ],
        widths=(1.6, 6.0),
    )
    return Slide(
        ("What a reader must know of the data and of the peers",),
        [(Region.FULL, table)] if shown else [],
        footnotes=[("All findings stand on the Notes sheet of the workbook.",)],
    )


def _is_of_data(finding: Finding) -> bool:
    return finding.code.startswith("facts.")


def sources_page(valued: Valued) -> Slide:
    """The documents and records behind the numbers."""
    figures = [valued.comps.target.bridge.enterprise_value, *_all_cells(valued)]
    if valued.dcf is not None and valued.storyline.is_valued:
        figures.append(valued.dcf.stated)
    sources = used_sources(figures)
    table = Table(
        [("System",), ("Document",), ("Accession",), ("Known since",)],
        [Row([(s.system,), (s.title,), (s.accession or "-",), (_known(s),)]) for s in sources[:22]],
        widths=(1.2, 3.2, 1.8, 1.0),
    )
    return Slide(
        ("Every number goes back to one of these documents and records",),
        [(Region.FULL, table)],
        footnotes=[("The workbook's Sources sheet lists all; each blue cell names its own.",)],
    )


def _all_cells(valued: Valued) -> list[Figure]:
    if not valued.storyline.is_valued:
        return [headline.line.figure for headline in valued.headlines]
    rows = (valued.comps.target, *valued.comps.peers)
    return [figure for row in rows for figure in row.cells.values()]


def _known(source: Source) -> str:
    """When the document was filed, or the day a price or yield is of."""
    return f"{source.accepted_at or source.as_of:%d-%b-%Y}"
