"""The morning brief: one page of what happened, each line with its proof, the weightiest first.

What does not fit is counted, never dropped silently. A line has the time at which the world could
know it and the words that prove it, or it is not a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import quote

from bookrunner.monitor.event import Event
from bookrunner.monitor.taxonomy import EVENT_TYPES

TOP = 3
LINES_MAX: Mapping[str, int] = {"coverage": 18, "deals": 6, "markets": 7}
"""Lines of each section that fit on one page beside the others; a line is at most two rows."""
_QUOTE_MAX = 240
_CALL_FROM = 4
"""A weight from which somebody should be called today."""
_ACTION = "call today"


@dataclass(frozen=True)
class Proof:
    """Where the words stand that prove a line."""

    quote: str
    accession: str
    cik: str
    document: str
    """The digest by which `read` opens it; empty for what was imported."""
    start: int
    end: int
    source: str = ""
    """The file and cell of what was imported; empty for filings."""

    @property
    def url(self) -> str:
        """The filing at the SEC, opened at the words; empty where there is none."""
        if not self.accession or not self.cik.isdigit():
            return ""
        folder = self.accession.replace("-", "")
        page = f"{self.accession}-index.htm"
        return f"https://www.sec.gov/Archives/edgar/data/{int(self.cik)}/{folder}/{page}"

    @property
    def place(self) -> str:
        """How to open it here."""
        if self.document:
            return f"bookrunner read {self.document[:16]} --start {self.start + 1}"
        return self.source


@dataclass(frozen=True)
class BriefLine:
    """One line."""

    section: str
    """``coverage``, ``deals`` or ``markets``."""
    company: str
    says: str
    why: str
    """Why it matters."""
    at: str
    """When it could be known, as the SEC or the supplier says it."""
    weight: int
    """1 to 5."""
    form: str
    proof: Proof
    label: str = ""
    """``corrects ACCESSION`` of a correction."""
    banker: str = ""
    action: str = ""
    """What to do, of those that stand first."""


@dataclass(frozen=True)
class Brief:
    """One page."""

    name: str
    """Of the list of companies."""
    since: date
    to: date
    companies: int
    """How many the list holds."""
    top: Sequence[BriefLine]
    sections: Mapping[str, Sequence[BriefLine]]
    """By name, in the order of the page."""
    left_out: Mapping[str, int]
    """How many lines of each section did not fit."""
    unproven: int
    """Events left out because nothing says when they could be known, or no words prove them."""
    findings: Sequence[str] = field(default_factory=tuple)


def event_lines(
    events: Iterable[Event], bankers: Mapping[str, str]
) -> tuple[Sequence[BriefLine], int]:
    """A line for each event that stands, told once, and how many could not be proven.

    Args:
        events: In order, with their corrections in place.
        bankers: Who covers a company, by its CIK.
    """
    lines: list[BriefLine] = []
    unproven = 0
    for event in events:
        if event.again or event.overridden_by or event.filed.walls:
            # Told already, corrected since, or not for everybody who reads the page.
            continue
        if not event.filed.accepted or not event.quote.strip():
            unproven += 1
            continue
        lines.append(_of(event, bankers.get(event.filed.cik, "")))
    return lines, unproven


def composed(
    name: str,
    since: date,
    to: date,
    companies: int,
    lines: Iterable[BriefLine],
    unproven: int,
    findings: Sequence[str] = (),
) -> Brief:
    """The page: three first, then each section by weight and time, cut where the page ends."""
    by_section: dict[str, list[BriefLine]] = {section: [] for section in LINES_MAX}
    for line in lines:
        by_section[line.section].append(line)
    ordered = {section: sorted(rows, key=_rank) for section, rows in by_section.items()}
    candidates = sorted((*ordered["coverage"], *ordered["deals"]), key=_rank)
    first = [line for line in candidates if line.weight >= _CALL_FROM][:TOP]
    rest = {
        section: [line for line in rows if line not in first] for section, rows in ordered.items()
    }
    top = [replace(line, action=_ACTION) for line in first]
    shown = {section: rows[: LINES_MAX[section]] for section, rows in rest.items()}
    left_out = {section: len(rest[section]) - len(shown[section]) for section in rest}
    return Brief(name, since, to, companies, top, shown, left_out, unproven, findings)


def _of(event: Event, banker: str) -> BriefLine:
    filed = event.filed
    label = f"corrects {event.corrects}" if event.corrects else ""
    return BriefLine(
        section="coverage",
        company=filed.company or f"CIK {filed.cik}",
        says=EVENT_TYPES[event.event].says,
        # The first driver is the event's own weight, which the order tells.
        why="; ".join(event.drivers[1:]),
        at=filed.accepted,
        weight=int(event.materiality),
        form=f"{filed.form} {event.item}".strip(),
        proof=Proof(
            shortened(event.quote), filed.accession, filed.cik, filed.digest, event.start, event.end
        ),
        label=label,
        banker=banker,
    )


def shortened(words: str) -> str:
    """The words on one line, cut at a word where they are long."""
    line = " ".join(words.split())
    if len(line) <= _QUOTE_MAX:
        return line
    return line[:_QUOTE_MAX].rpartition(" ")[0] + " ..."


def anchor(line: BriefLine) -> str:
    """The name of the line's proof on the page."""
    return quote(f"{line.proof.accession or line.proof.source}-{line.proof.start}", safe="")


def _rank(line: BriefLine) -> tuple[int, str, str, int]:
    newest_first = "".join(chr(0x10FFFF - ord(sign)) for sign in line.at)
    return -line.weight, newest_first, line.company, line.proof.start
