"""The sheets around the model: cover, sources, and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bookrunner.figures import Figure, Finding, Format, Severity, Source, Sourced, lineage
from bookrunner.office import Emphasis, Style
from bookrunner.office.workbook import write_legend
from bookrunner.pitch.pen import Book, Pen
from bookrunner.pitch.valued import Headline
from bookrunner.valuation import CompanyInputs


def cover_pen(book: Book, target: CompanyInputs, peers: Sequence[CompanyInputs]) -> Pen:
    """The first sheet, with what the file is; the headlines are added when they are computed."""
    pen = book.pen(
        "Cover",
        f"{target.name}: valuation workbook",
        f"Valuation date {book.workbook.as_of:%d-%b-%Y}; {target.money} in millions unless stated",
        widths=(44.0, 30.0, 18.0),
        freeze=(0, 0),
    )
    pen.section("What this file is", across=2)
    pen.words(
        "Every number is read from a source that its comment names, computed by the formula in its "
        "cell, or an assumption with an owner.",
        Style.LABEL,
    )
    pen.words(
        "Whether it is a draft or may be called checked stands on top of the Checks sheet.",
        Style.LABEL,
    )
    pen.gap()
    pen.section("Peers", across=2)
    pen.words("Chosen by the user; industry by the SEC's SIC code.", Style.NOTE)
    for company in peers:
        pen.sheet.text(pen.row, 0, f"{company.name} ({company.label})", Style.LABEL)
        pen.sheet.text(pen.row, 1, company.industry or "industry unknown", Style.LABEL)
        pen.row += 1
    pen.gap()
    return pen


def complete_cover(pen: Pen, headlines: Sequence[Headline]) -> None:
    """Adds the results and the colour legend below what the cover says."""
    pen.section("Results", across=2)
    pen.header(["", "Value", "Moves with defaults"])
    for headline in headlines:
        line = headline.line
        pen.sheet.text(pen.row, 0, line.label, Style.LABEL)
        pen.show(1, line.figure, line.form, Emphasis.KEY_OUTPUT)
        if headline.moved is not None:
            pen.show(2, headline.moved.share, Format.PERCENT1)
        pen.row += 1
    pen.words(
        "The right column is the share of the value that moves when every default that it rests on "
        "moves by 10% to the same side."
    )
    pen.gap()
    write_legend(pen.sheet, pen.row)


def sources_sheet(book: Book) -> None:
    """Every document and record that the workbook's numbers were read from."""
    pen = book.pen(
        "Sources",
        "Sources",
        "Documents and records behind the blue cells; each cell's comment names its own",
        widths=(20.0, 52.0, 24.0, 14.0, 14.0, 44.0),
        freeze=(4, 0),
    )
    pen.header(["System", "Document", "Accession", "As of", "Known since", "Address or licence"])
    for source in used_sources(book.workbook.figures()):
        known = f"{source.accepted_at:%d-%b-%Y}" if source.accepted_at else "not stated"
        columns = (
            source.system,
            source.title,
            source.accession,
            f"{source.as_of:%d-%b-%Y}",
            known,
            source.url or source.licence,
        )
        for column, text in enumerate(columns):
            pen.sheet.text(pen.row, column, text, Style.LABEL)
        pen.row += 1


def used_sources(figures: Sequence[Figure]) -> Sequence[Source]:
    """The documents and records that figures rest on, one entry each, in order of name and date."""
    found: dict[tuple[str, str, str], Source] = {}
    for figure in lineage(figures):
        if isinstance(figure.lineage, Sourced):
            source = figure.lineage.source
            found.setdefault((source.system, source.title, source.accession), source)
    return [found[key] for key in sorted(found)]


def notes_sheet(book: Book, findings: Sequence[Finding]) -> None:
    """What a reader must know: every finding, the worst first."""
    pen = book.pen(
        "Notes",
        "Notes and findings",
        "What was found in the data and in the choice of peers",
        widths=(12.0, 40.0, 110.0),
        freeze=(4, 0),
    )
    pen.header(["Severity", "About", "Finding"])
    for finding in by_message(findings):
        style = Style.WARNING if finding.severity > Severity.NOTE else Style.LABEL
        pen.sheet.text(pen.row, 0, finding.severity.name.lower(), style)
        pen.sheet.text(pen.row, 1, finding.where, Style.TEXT)
        pen.sheet.text(pen.row, 2, finding.message, Style.TEXT)
        pen.row += 1


def by_message(findings: Sequence[Finding]) -> Sequence[Finding]:
    """The findings with those that say the same joined into one, the worst first."""
    groups: dict[tuple[int, str, str], list[Finding]] = {}
    for finding in sorted(findings, key=lambda one: (-one.severity, one.code)):
        groups.setdefault((-finding.severity, finding.code, finding.message), []).append(finding)
    return [
        replace(group[0], where=", ".join(dict.fromkeys(one.where for one in group if one.where)))
        for group in groups.values()
    ]
