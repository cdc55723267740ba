"""The page of ``backtest``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bookrunner.faces.cli.pages.remarks import remarks
from bookrunner.faces.cli.screen import Column, Row, Screen
from bookrunner.operations.backtest_shapes import BacktestAnswer, BacktestGroup, Measured


def backtests(answer: BacktestAnswer, flags: Mapping[str, bool]) -> None:  # noqa: ARG001
    """What the test showed, beside chance and the best single rule."""
    screen = Screen()
    screen.line(f"Back-test of {answer.screen} on {answer.source}", "bold")
    screen.line(f"outcome: {answer.outcome}")
    screen.line(answer.test.words, "yellow" if answer.reasons else "green")
    if answer.n:
        screen.line()
        _measures(screen, answer)
        _groups(screen, "year", answer.years)
        _groups(screen, "sector", answer.sectors)
        screen.line()
        columns = (
            Column("score"),
            *(Column(n, is_number=True) for n in ("names", "outcomes", "rate")),
        )
        screen.words(
            columns,
            [
                Row((f"{one.score_from:.0f} to {one.score_to:.0f}", str(one.n), str(one.positives),
                     f"{one.rate:.1%}"))
                for one in answer.calibration
            ],
        )  # fmt: skip
    remarks(screen, answer.findings)


def _measures(screen: Screen, answer: BacktestAnswer) -> None:
    rows = [
        ("precision at 20", answer.precision_at_20, _percent(answer.base_rate), ""),
        ("precision at 50", answer.precision_at_50, _percent(answer.base_rate), ""),
        ("lift at 20", answer.lift_at_20, "1.0", ""),
        ("PR-AUC", answer.pr_auc, _percent(answer.shuffled_pr_auc),
         _percent(answer.best_rule_pr_auc)),
        ("PR-AUC over the best rule", answer.pr_auc_over_best_rule, "", ""),
    ]  # fmt: skip
    columns = (
        Column(""),
        Column("screen", is_number=True),
        Column("95% interval", is_number=True),
        Column("chance", is_number=True),
        Column("best single rule", is_number=True),
    )
    screen.words(
        columns,
        [Row((name, *_shown(one, name), chance, rule)) for name, one, chance, rule in rows],
    )


def _shown(one: Measured, name: str) -> tuple[str, str]:
    tell = _times if name.startswith("lift") else _percent
    between = "" if one.low is None else f"{tell(one.low)} to {tell(one.high)}"
    return tell(one.value), between


def _groups(screen: Screen, title: str, groups: Sequence[BacktestGroup]) -> None:
    columns = (
        Column(title),
        *(Column(n, is_number=True) for n in ("names", "outcomes", "PR-AUC", "precision at 20")),
        *((Column("best rule until then"), Column("its PR-AUC", is_number=True))
          if title == "year" else ()),
    )  # fmt: skip
    screen.line()
    rows = []
    for one in groups:
        cells = [one.name, str(one.n), str(one.positives), _percent(one.pr_auc),
                 _percent(one.precision_at_20)]  # fmt: skip
        cells += [one.best_rule, _percent(one.best_rule_pr_auc)] if title == "year" else []
        rows.append(Row(tuple(cells)))
    screen.words(columns, rows)


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{value:.1%}"


def _times(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"
