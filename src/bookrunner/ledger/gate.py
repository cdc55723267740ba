"""The consistency gate: workbook, deck and ledger agree number by number, or nothing is released.

Both files are read back from disk. Each place the ledger names must show the ledger's number after
units and scale are undone, and each number in a file must belong to a place of the ledger; a
number that nobody can trace is as bad as a wrong one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from bookrunner.figures import Finding, Refused, Severity, spreadsheet_date
from bookrunner.ledger.ledger import Ledger, Place, Record
from bookrunner.ledger.number_words import (
    footnote_marks,
    is_bracketed,
    loose_numbers,
    position_of,
    shown_number,
    without_marks,
)
from bookrunner.ledger.reading_docx import read_document
from bookrunner.ledger.reading_pptx import ReadDeck, read_deck
from bookrunner.ledger.reading_xlsx import ReadCell, ReadWorkbook, read_workbook, split_address

_RELATIVE = 1e-9  # Files keep 15 to 17 digits.
_NAMED_MAX = 5
_DAYS_MAX = 2_958_465  # 31 December 9999, the last day a spreadsheet knows.
_FOOTNOTES = "/Footnotes"
_CHECKS_SHEET = "Checks"
_PAGES = {"deck": "the slide", "document": "the document"}
_OPENINGS = ("Source:", "Assumption:", "Default:")


class Inconsistent(Refused):
    """Workbook, deck and ledger differ, or a number in them cannot be traced."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        named = "; ".join(_placed(finding) for finding in self.findings[:_NAMED_MAX])
        more = len(self.findings) - _NAMED_MAX
        rest = f"; and {more} more" if more > 0 else ""
        super().__init__(f"nothing was released: {named}{rest}")


def _placed(finding: Finding) -> str:
    """What was found, with its place where the sentence does not name it."""
    if not finding.where or finding.where in finding.message:
        return finding.message
    return f"{finding.where}: {finding.message}"


def require_consistent(findings: Sequence[Finding]) -> None:
    """Lets files be released.

    Raises:
        Inconsistent: A finding is an error.
    """
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        raise Inconsistent(errors)


def gate(
    ledger: Ledger,
    workbook_path: Path | None,
    deck_path: Path | None,
    document_path: Path | None = None,
    *,
    allowed: Collection[str] = (),
    contents_slides: Collection[int] = (),
) -> Sequence[Finding]:
    """Where the files and the ledger differ; nothing when they agree.

    Args:
        workbook_path: None when no workbook was written; places in one are then errors.
        deck_path: None when no deck was written.
        document_path: None when no document was written.
        allowed: Words with digits that are no numbers: company names, ``52-week``.
        contents_slides: Slides whose whole numbers are the page numbers of a table of contents.
    """
    found: list[Finding] = []
    by_file: dict[str, list[Place]] = {"workbook": [], "deck": [], "document": []}
    for place in ledger.places:
        by_file.setdefault(place.file, []).append(place)
    workbook = ReadWorkbook({}, {}) if workbook_path is None else read_workbook(workbook_path)
    deck = ReadDeck() if deck_path is None else read_deck(deck_path)
    found += _workbook_findings(ledger, by_file["workbook"], workbook)
    found += _deck_findings(ledger, by_file["deck"], deck, allowed, contents_slides)
    if document_path is not None or by_file["document"]:
        texts = {} if document_path is None else read_document(document_path)
        found += _document_findings(ledger, by_file["document"], texts, allowed)
    found += _name_findings(ledger, [*by_file["deck"], *by_file["document"]], workbook)
    return found


# --------------------------------------------------------------------------- workbook


def _workbook_findings(
    ledger: Ledger, places: Sequence[Place], workbook: ReadWorkbook
) -> Iterator[Finding]:
    known: set[tuple[str, str]] = set()
    for place in places:
        address = split_address(place.place)
        known.add(address)
        cell = workbook.cells.get(address)
        record = ledger.figures[place.figure_id]
        if cell is None:
            yield _differs(place, "the cell is empty")
            continue
        if not _holds(cell.value, record, place.exponent):
            yield _differs(
                place, f"the workbook holds {cell.value}", expected=_scaled(record, place)
            )
        if record["lineage"]["kind"] == "computed" and not cell.formula:
            yield _differs(place, "a number is typed where its formula belongs")
        yield from _shown_findings(record, place)
    for address, cell in workbook.cells.items():
        if address not in known and _needs_a_figure(cell):
            yield _untraced(f"{cell.sheet}!{cell.name}", str(cell.value))


def _needs_a_figure(cell: ReadCell) -> bool:
    if not isinstance(cell.value, float):
        return False
    if cell.sheet == _CHECKS_SHEET:
        # The sheet's own counts, differences and tolerances are about figures, not figures.
        return not cell.formula and not cell.comment.startswith(_OPENINGS)
    return True


def _holds(value: object, record: Record, exponent: int) -> bool:
    wanted = record["value"]
    if isinstance(wanted, str) or not isinstance(value, float):
        return bool(value == wanted)
    return _agree(value, float(Decimal(repr(wanted)).scaleb(-exponent)))


def _agree(left: float, right: float) -> bool:
    return abs(left - right) <= _RELATIVE * max(abs(left), abs(right))


def _name_findings(
    ledger: Ledger, places: Sequence[Place], workbook: ReadWorkbook
) -> Iterator[Finding]:
    """Every figure on a page has a named cell in the workbook, which holds the same number."""
    for figure_id in dict.fromkeys(place.figure_id for place in places):
        address = workbook.names.get(figure_id.lower())
        cell = None if address is None else workbook.cells.get(address)
        record = ledger.figures[figure_id]
        if cell is None:
            yield _error(
                "ledger.not_in_workbook",
                f"{record['name']} ({figure_id}) is on a page but has no named cell in the "
                "workbook",
                figure_id,
            )
            continue
        homes = [
            place
            for place in ledger.standing(figure_id)
            if place.file == "workbook" and split_address(place.place) == address
        ]
        if not homes or not _holds(cell.value, record, homes[0].exponent):
            yield _error(
                "ledger.name_differs",
                f"the name {figure_id} points at {cell.sheet}!{cell.name}, which holds "
                f"{cell.value}",
                f"{cell.sheet}!{cell.name}",
            )


# ------------------------------------------------------------------------------- deck


def _deck_findings(
    ledger: Ledger,
    places: Sequence[Place],
    deck: ReadDeck,
    allowed: Collection[str],
    contents_slides: Collection[int],
) -> Iterator[Finding]:
    by_place: dict[str, list[Place]] = {}
    for place in places:
        by_place.setdefault(place.place, []).append(place)
        yield from _shown_findings(ledger.figures[place.figure_id], place)
    texts = _without_footnote_marks(deck.texts)
    marks = _marks_by_slide(deck.texts)
    for where, held in by_place.items():
        if "/series " in where:
            yield from _point_findings(ledger, held[0], deck)
        else:
            explained = marks.get(_slide(where), frozenset())
            yield from _text_findings(held, texts.get(where, ""), allowed, explained)
    for where in deck.points:
        if where not in by_place:
            yield _untraced(where, f"{deck.points[where]:g}")
    for where, text in texts.items():
        if where not in by_place and int(_slide(where)) not in contents_slides:
            for number in loose_numbers(text, allowed, marks.get(_slide(where), ())):
                yield _untraced(where, number)


def _document_findings(
    ledger: Ledger, places: Sequence[Place], texts: Mapping[str, str], allowed: Collection[str]
) -> Iterator[Finding]:
    by_place: dict[str, list[Place]] = {}
    for place in places:
        by_place.setdefault(place.place, []).append(place)
        yield from _shown_findings(ledger.figures[place.figure_id], place)
    for where, held in by_place.items():
        yield from _text_findings(held, texts.get(where, ""), allowed, ())
    for where, text in texts.items():
        if where not in by_place:
            for number in loose_numbers(text, allowed):
                yield _untraced(where, number)


def _slide(where: str) -> str:
    return where.partition("/")[0].removeprefix("slide ")


def _is_footnotes(where: str) -> bool:
    return where.endswith(_FOOTNOTES)


def _marks_by_slide(texts: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    """A mark such as (1) is no number only where the slide's footnotes explain it."""
    return {
        _slide(where): footnote_marks(text) for where, text in texts.items() if _is_footnotes(where)
    }


def _without_footnote_marks(texts: Mapping[str, str]) -> Mapping[str, str]:
    return {
        where: without_marks(text) if _is_footnotes(where) else text
        for where, text in texts.items()
    }


def _text_findings(
    places: Sequence[Place], text: str, allowed: Collection[str], marks: Collection[str]
) -> Iterator[Finding]:
    """Takes the numbers of a text off one by one; what is missing or left over is found."""
    rest, lost = text, []
    start = 0
    for place in places:
        at = position_of(place.text, rest, start)
        if at is None:
            at = position_of(place.text, rest)
        if at is None:
            lost.append(place)
            continue
        end = at + len(place.text)
        rest = rest[:at] + " " * len(place.text) + rest[end:]
        start = end
    loose = loose_numbers(rest, allowed, marks)
    if not lost and is_bracketed(rest):
        yield _differs(places[0], f"{_PAGES[places[0].file]} shows {text.strip()}")
    for place in lost:
        instead = loose.pop(0) if loose else None
        page = _PAGES[place.file]
        shows = f"{page} shows {instead}" if instead else f"{page} does not show it"
        yield _differs(place, shows)
    for number in loose:
        yield _untraced(places[0].place, number)


def _point_findings(ledger: Ledger, place: Place, deck: ReadDeck) -> Iterator[Finding]:
    record = ledger.figures[place.figure_id]
    drawn = deck.points.get(place.place)
    if drawn is None:
        yield _differs(place, "the chart does not draw it")
        return
    expected = _scaled(record, place)
    if not _holds(drawn, record, place.exponent):
        yield _differs(place, f"the chart draws {drawn:g}", expected=expected)
    behind = deck.embedded.get(place.place)
    if behind is None:
        yield _differs(place, "the workbook behind the chart lacks it")
    elif not _holds(behind, record, place.exponent):
        yield _differs(place, f"the workbook behind the chart holds {behind:g}", expected=expected)


# ----------------------------------------------------------------------------- common


def _shown_findings(record: Record, place: Place) -> Iterator[Finding]:
    """The text that a place shows is its figure's value, rounded to the decimals shown."""
    value = record["value"]
    if isinstance(value, str):
        right = position_of(value, place.text) is not None
    elif f"{value:.0f}".isdigit() and _day(value) in place.text:
        right = True
    else:
        shown = shown_number(place.text)
        exact = Decimal(f"{value:.15g}").scaleb(-place.exponent)
        right = shown is not None and abs(shown.value - exact) <= shown.half_unit
    if not right:
        yield _differs(place, f"its text is {place.text}", expected=_scaled(record, place))


def _day(value: float) -> str:
    """The number as the date it would be, in the form that pages show."""
    return f"{spreadsheet_date(value):%d-%b-%Y}" if 0 < value < _DAYS_MAX else "no date"


def _scaled(record: Record, place: Place) -> str:
    value = record["value"]
    if isinstance(value, str):
        return value
    return f"{Decimal(f'{value:.15g}').scaleb(-place.exponent):f}"


def _differs(place: Place, what: str, *, expected: str = "") -> Finding:
    return _error(
        "ledger.differs",
        f"{place.place}: {what} where the ledger has {expected or place.text} ({place.figure_id})",
        place.place,
    )


def _untraced(where: str, number: str) -> Finding:
    return _error(
        "ledger.untraced", f"{where}: no figure of the ledger stands behind {number}", where
    )


def _error(code: str, message: str, where: str) -> Finding:
    return Finding(code, message, Severity.ERROR, where)
