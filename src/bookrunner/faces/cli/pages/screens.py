"""The pages of ``screen``."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Column, Row, Screen, said
from bookrunner.operations.screens_shapes import ScreenAnswer, Target

_PROFILES = 5
_LACKS_MAX = 3


def screens(answer: ScreenAnswer, flags: Mapping[str, bool]) -> None:
    """The names with what speaks for each; the first five, or all, with everything known."""
    screen = Screen()
    if answer.written is not None:
        screen.line(f"written: {answer.written}")
    elif answer.features:
        _features(screen, answer)
    elif answer.screens:
        _screens(screen, answer)
    else:
        _names(screen, answer)
        for target in answer.results if flags["all"] else answer.results[:_PROFILES]:
            _profile(screen, target)
        _not_assessed(screen, answer, is_whole=flags["all"])
        remarks(screen, answer.findings)


def _names(screen: Screen, answer: ScreenAnswer) -> None:
    assert answer.test is not None
    assert answer.counts is not None
    counts = answer.counts
    screen.line(f"{answer.title} as of {answer.as_of}", "bold")
    screen.line(answer.question)
    screen.line(answer.test.words, "yellow")
    if answer.learned:
        screen.line(answer.learned, "yellow")
    screen.line(
        f"{said(counts.known, 'company', 'companies')} known: {counts.with_points} below, "
        f"{counts.without_points} with nothing that speaks for them, {counts.outside} outside"
        f"{f' ({answer.where})' if answer.where else ''}, {counts.not_assessed} not assessed, "
        f"{counts.left} left the market",
        "dim",
    )
    screen.line()
    columns = (
        Column("", is_number=True),
        Column("company"),
        Column("score", is_number=True),
        Column("told"),
        Column("what speaks for it", wraps=True),
        Column("against", wraps=True),
    )
    if answer.results:
        screen.words(columns, [_row(target) for target in answer.results])


def _row(target: Target) -> Row:
    drivers = "; ".join(f"{one.why} ({one.value.shown})" for one in target.drivers[:3])
    held = ["restricted list"] if target.restricted else []
    against = "; ".join([*held, *(target.conflicts or ()), *(one.says for one in target.against)])
    name = target.company.ticker or target.company.name
    return Row((str(target.rank), name, f"{target.score:.0f}", target.told, drivers, against))


def _profile(screen: Screen, target: Target) -> None:
    screen.line()
    name = target.company.name
    screen.line(f"{target.rank}. {name}, reported to {target.period_end}, known since "
                f"{target.known_since}", "bold")  # fmt: skip
    rows = [
        Row((one.value.label, one.value.shown, f"{one.points:.0f}", one.value.id))
        for one in target.drivers
    ]
    rows += [Row((one.label, one.shown, "0", one.id), "dim") for one in target.silent]
    columns = (
        Column("", wraps=True),
        Column("", is_number=True),
        Column("points", is_number=True),
        Column("bookrunner why"),
    )
    screen.words(columns, rows)
    for against in target.against:
        figures = ", ".join(f"{one.label} {one.shown}" for one in against.values)
        screen.line(f"against: {against.says} ({figures})" if figures else against.says)
    if target.learned is not None:
        one = target.learned
        screen.line(f"learned score {one.score:.1%} ({one.version}; replay {one.prediction})")
    if target.missing:
        screen.line(f"missing: {'; '.join(target.missing)}")
    screen.line(f"would change the mind: {'; '.join(target.would_change)}")
    if target.coverage is None:
        screen.line("contact and conflicts: nothing in the records", "dim")
    for line in target.coverage or ():
        told = [line.banker, line.contact, line.last_met and f"met {line.last_met}"]
        told += [f"conflict: {line.conflict}" if line.conflict else "no conflict recorded"]
        told += ["RESTRICTED" if line.restricted else ""]
        screen.line(f"coverage: {', '.join(filter(None, told))}")


def _not_assessed(screen: Screen, answer: ScreenAnswer, *, is_whole: bool) -> None:
    if not answer.not_assessed:
        return
    screen.line()
    screen.line("Not assessed", "bold")
    groups: dict[str, list[str]] = {}
    for one in answer.not_assessed:
        lacks = one.lacks if is_whole else one.lacks[:_LACKS_MAX]
        more = len(one.lacks) - len(lacks)
        words = "; ".join(lacks) + (f" and {more} more" if more else "")
        reason = f"not told: {words}" if one.lacks else one.reason
        groups.setdefault(reason, []).append(one.company.ticker or one.company.name)
    for reason, names in sorted(groups.items(), key=lambda group: -len(group[1])):
        screen.line(f"{', '.join(names)}: {reason}", "dim")


def _screens(screen: Screen, answer: ScreenAnswer) -> None:
    columns = (Column("screen"), Column("question", wraps=True), Column("test", wraps=True))
    screen.words(
        columns, [Row((one.name, one.question, one.test.status)) for one in answer.screens]
    )


def _features(screen: Screen, answer: ScreenAnswer) -> None:
    columns = (
        Column("feature"),
        Column("meaning", wraps=True),
        Column("formula", wraps=True),
        Column("source"),
    )
    screen.words(
        columns,
        [Row((one.name, one.label, one.formula, one.source)) for one in answer.features],
    )
