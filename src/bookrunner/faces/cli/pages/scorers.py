"""The pages of learned scores."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.faces.cli.screen import Column, Row, Screen
from bookrunner.operations.backtest_shapes import Measured
from bookrunner.operations.scorers_shapes import RolledBack, ScorerCard, Scorers


def scorers(answer: Scorers, flags: Mapping[str, bool]) -> None:
    """The list, a card, drift or a replay."""
    screen = Screen()
    if answer.replay is not None:
        one = answer.replay
        shown = "a shadow's, not shown" if one.score is None else f"{one.score!r}"
        same = "the same to the last bit" if one.same else "NOT the same"
        screen.line(f"{one.id}: {one.company} on {one.day} by {one.version}: {shown}; {same}",
                    "green" if one.same else "red")  # fmt: skip
        return
    if answer.drift:
        columns = (
            Column("feature"),
            *(Column(n, is_number=True) for n in ("PSI", "alarm at", "then", "now", "p")),
            Column(""),
        )
        screen.words(
            columns,
            [
                Row(
                    (one.feature, f"{one.psi:.3f}", f"{one.threshold:.3f}", str(one.n), str(one.m),
                     f"{one.p:.2g}", "ALARM" if one.alarm else ""),
                    "yellow" if one.alarm else "",
                )
                for one in answer.drift
            ],
        )  # fmt: skip
        return
    if not answer.scorers:
        screen.line("No score was learned; the screens' own rules are all that counts.")
    for version in answer.scorers:
        card(version, flags)


def card(answer: ScorerCard, flags: Mapping[str, bool]) -> None:  # noqa: ARG001
    """What a learned score is, how it did and what stands against it."""
    screen = Screen()
    screen.line(f"{answer.version}: {answer.kind} for {answer.screen}, {answer.state}", "bold")
    screen.line(f"{answer.purpose} Outcome: {answer.outcome}")
    screen.line(
        f"learned from {answer.n:,} company-years with {answer.positives} outcomes, "
        f"{answer.period} ({answer.source}); owner {answer.owner}, approved by "
        f"{answer.approver or 'nobody'}"
    )
    screen.line(
        f"tested on {answer.tested:,} with {answer.tested_positives} outcomes: PR-AUC "
        f"{_shown(answer.pr_auc)}, best single rule {_percent(answer.best_rule_pr_auc)}, over it "
        f"{_shown(answer.pr_auc_over_best_rule)}"
    )
    columns = (
        Column("year"),
        *(Column(n, is_number=True) for n in ("names", "outcomes", "PR-AUC", "best rule")),
        Column(""),
    )
    if answer.folds:
        screen.words(
            columns,
            [
                Row((one.name, str(one.n), str(one.positives), _percent(one.pr_auc),
                     _percent(one.best_rule_pr_auc), one.best_rule))
                for one in answer.folds
            ],
        )  # fmt: skip
    if answer.against:
        screen.line(f"not to be shown: {'; '.join(answer.against)}", "yellow")
    screen.line()


def rolled_back(answer: RolledBack, flags: Mapping[str, bool]) -> None:  # noqa: ARG001
    """What counts now."""
    now = answer.active or "nothing learned; the rules go on alone"
    Screen().line(
        f"{answer.screen}: {answer.retired} is retired after {answer.seconds:.3f} s; now: {now}"
    )


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value:.1%}"


def _shown(one: Measured) -> str:
    if one.value is None:
        return "none"
    return f"{one.value:.1%} ({_percent(one.low)} to {_percent(one.high)})"
