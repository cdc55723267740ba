"""What stands between a set of files and its next state."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from bookrunner.audit import audit_workbook
from bookrunner.figures import Finding, Refused, Severity, business_days, may_leave
from bookrunner.ledger import Ledger
from bookrunner.ledger.gate import gate
from bookrunner.ledger.ledger import Record
from bookrunner.office.package import parts
from bookrunner.release.steps import Step, same_person

PRICE_DAYS_MAX = 2
"""Business days after which a price is too old for what leaves the house."""

_NAMED_MAX = 6
_EXTERNAL = re.compile(rb"<Relationship [^>]*TargetMode=\"External\"[^>]*>")
_HYPERLINK = re.compile(rb"Type=\"[^\"]*/hyperlink\"")
_HIDDEN_SLIDE = re.compile(rb"<p:sld [^>]*show=\"(?:0|false)\"")

LookedAt = Callable[[Path], Sequence[Finding]]
"""What is wrong with the look of a written deck."""


class Barred(Refused):
    """Files may not take their next step; they were left as they are."""

    def __init__(self, step: str, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        named = "; ".join(finding.message for finding in self.findings[:_NAMED_MAX])
        more = len(self.findings) - _NAMED_MAX
        rest = f"; and {more} more" if more > 0 else ""
        super().__init__(f"nothing was {step}: {named}{rest}")


def barred(code: str, message: str, where: str = "") -> Finding:
    """A finding that stops the step."""
    return Finding(f"release.{code}", message, Severity.ERROR, where)


def of_kind(folder: Path, step: Step, suffix: str) -> Path | None:
    """The file of a kind among those signed; None where there is none, or it is gone."""
    found = [folder / name for name in step.files if name.endswith(suffix)]
    return found[0] if found and found[0].is_file() else None


def of_suffix(step: Step, suffix: str) -> bool:
    """Whether a file of a kind is among those signed."""
    return any(name.endswith(suffix) for name in step.files)


def number_barriers(folder: Path, step: Step, record: Ledger) -> Iterator[Finding]:
    """Numbers that differ between the files, are typed by hand, or have no owner."""
    yield from (
        finding
        for finding in gate(
            record,
            of_kind(folder, step, ".xlsx"),
            of_kind(folder, step, ".pptx"),
            of_kind(folder, step, ".docx"),
            allowed=step.terms.get("allowed", ()),
            contents_slides=step.terms.get("contents_slides", ()),
        )
        if finding.severity is Severity.ERROR
    )
    for held in record.figures.values():
        if held["lineage"]["kind"] == "default":
            message = f"nobody has adopted the default {held['name']} ({held['id']})"
            yield barred("default", message, held["id"])


def form_barriers(folder: Path, step: Step, looked_at: LookedAt) -> Iterator[Finding]:
    """Faults of layout, and what a reader would not see or could not open."""
    workbook, deck = of_kind(folder, step, ".xlsx"), of_kind(folder, step, ".pptx")
    if workbook is not None:
        for flaw in audit_workbook(workbook).flaws:
            if flaw.severity is Severity.ERROR or flaw.rule.startswith(("hidden", "external")):
                where = flaw.where or workbook.name
                yield barred(flaw.rule, f"{where}: {flaw.why}", where)
    if deck is not None:
        yield from (one for one in looked_at(deck) if one.severity is Severity.ERROR)
    for path in (deck, of_kind(folder, step, ".docx")):
        if path is not None:
            yield from _outside(path)


def _outside(path: Path) -> Iterator[Finding]:
    for name, data in parts(path.read_bytes()).items():
        if _HIDDEN_SLIDE.search(data) and name.startswith("ppt/slides/"):
            yield barred("hidden-slide", f"{path.name}: {name} is hidden", name)
        if not name.endswith(".rels"):
            continue
        for link in _EXTERNAL.findall(data):
            if not _HYPERLINK.search(link):
                yield barred("external-link", f"{path.name}: {name} links to another file", name)


def price_barriers(step: Step, on: date) -> Iterator[Finding]:
    """Prices that are too old on the day of the release."""
    for label, said in step.terms.get("prices_on", {}).items():
        day = date.fromisoformat(said)
        if business_days(day, on) > PRICE_DAYS_MAX:
            yield barred(
                "expired-price",
                f"the price of {label} is of {day}, more than {PRICE_DAYS_MAX} business days "
                f"before {on}; write the book again with newer prices, or name the day for which "
                "it is released with --as-of",
                label,
            )
        if day > on:
            yield barred("later-price", f"the price of {label} is of {day}, after {on}", label)


def licence_barriers(step: Step, record: Ledger) -> Iterator[Finding]:
    """Numbers whose publisher's licence does not let them leave the bank."""
    out = {
        "workbook": of_suffix(step, ".xlsx"),
        "deck": of_suffix(step, ".pptx"),
        "document": of_suffix(step, ".docx"),
    }
    places = {one.figure_id: one for one in record.places if out.get(one.file)}
    kept_in: dict[tuple[str, str], list[Record]] = {}
    for held in record.figures.values():
        lineage = held["lineage"]
        licence = lineage.get("licence", "")
        if not may_leave(licence, is_shown=held["id"] in places):
            kept_in.setdefault((lineage["system"], licence), []).append(held)
    for (system, licence), figures in kept_in.items():
        first = figures[0]
        place = places.get(first["id"])
        where = f" ({place.file} {place.place})" if place else ""
        more = f" and {len(figures) - 1} more" if len(figures) > 1 else ""
        yield barred(
            "licence",
            f"numbers of {system} may not leave under a licence of the class {licence!r}: "
            f"{first['name']}{where}{more}; write the book again without them",
            first["id"],
        )


def people_barriers(maker: str, reviewer: str) -> Iterator[Finding]:
    """A review by whoever made the files is none."""
    if not maker:
        yield barred(
            "no-maker",
            "nobody is named as maker; write the book again with --checked --by NAME",
        )
    elif same_person(maker, reviewer):
        yield barred(
            "own-review", f"{reviewer} made the book; somebody else must review it", reviewer
        )
