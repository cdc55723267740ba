"""The page of ``source``."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Column, Row, Screen, said
from bookrunner.operations.sourcing_shapes import SourceAnswer, SourceReading

_LACKS_MAX = 3


def sourced(answer: SourceAnswer, flags: Mapping[str, bool]) -> None:
    """How the words were read, then who fits with the proof, then who is not assessed."""
    screen = Screen()
    _reading(screen, answer.reading, answer)
    if answer.counts is None:
        screen.line("Nothing was understood, so nothing was looked for.", "yellow")
        remarks(screen, answer.findings)
        return
    counts = answer.counts
    screen.line(
        f"{said(counts.known, 'company', 'companies')} known as of {answer.as_of}: {counts.found} "
        f"fit, {counts.outside} outside, {counts.not_assessed} not assessed, {counts.left} left "
        f"the market; ranked by {answer.ranked_by}",
        "dim",
    )
    for one in answer.results:
        screen.line()
        name = one.company.ticker or one.company.name
        screen.line(f"{one.rank}. {name} ({one.company.name})", "bold")
        for proof in one.evidence:
            screen.line(f"{proof.part}: “{' '.join(proof.quote.split())}”")
            screen.line(f"{proof.form}, {proof.source_name}, characters {proof.start} to "
                        f"{proof.end}", "dim")  # fmt: skip
        columns = (Column("", wraps=True), Column("", is_number=True), Column("bookrunner why"))
        if one.figures:
            screen.words(columns, [Row((v.label, v.shown, v.id)) for v in one.figures])
    _not_assessed(screen, answer, is_whole=flags["all"])
    remarks(screen, answer.findings)


def _reading(screen: Screen, reading: SourceReading, answer: SourceAnswer) -> None:
    rows = [Row(("text", one, "said under Business of the annual report")) for one in reading.text]
    rows += [Row(("text", f"not {one}", "not said there")) for one in reading.text_not]
    rows += [
        Row((one.joined if at else "condition", one.words, one.expression))
        for at, one in enumerate(reading.conditions)
    ]
    rows += [
        Row(("not understood", one.words, one.why), "yellow") for one in reading.not_understood
    ]
    if reading.passed_over:
        rows.append(Row(("passed over", ", ".join(reading.passed_over), ""), "dim"))
    if rows:
        screen.words((Column("read as"), Column("words", wraps=True), Column("", wraps=True)), rows)
    if answer.where != reading.where:
        screen.line(f"conditions given in place of those read: {answer.where}", "bold")
    if answer.edit:
        screen.line(f"change it: {answer.edit}")
    screen.line()


def _not_assessed(screen: Screen, answer: SourceAnswer, *, is_whole: bool) -> None:
    groups: dict[str, list[str]] = {}
    for one in answer.not_assessed:
        lacks = one.lacks if is_whole else one.lacks[:_LACKS_MAX]
        more = len(one.lacks) - len(lacks)
        words = "; ".join(lacks) + (f" and {more} more" if more else "")
        reason = f"not told: {words}" if one.lacks else one.reason
        groups.setdefault(reason, []).append(one.company.ticker or one.company.name)
    if groups:
        screen.line()
        screen.line("Not assessed", "bold")
    for reason, names in sorted(groups.items(), key=lambda group: -len(group[1])):
        screen.line(f"{', '.join(names)}: {reason}", "dim")
