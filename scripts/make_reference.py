"""Writes from the program itself what describes it: commands, exit codes, settings, lines.

.venv/bin/python scripts/make_reference.py
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bookrunner.faces.cli.pages import PAGES
from bookrunner.faces.problems import OUTCOMES
from bookrunner.facts import StandardLine
from bookrunner.facts.lines import (
    STANDARD_LINES,
    ByBusiness,
    ByMember,
    ByMethod,
    ByWords,
    Rule,
    Sum,
    Tagged,
    WithoutPart,
)
from bookrunner.facts.lines.meanings import MEANINGS
from bookrunner.operations import OPERATIONS, Kind, Operation, Parameter, parameters
from bookrunner.settings import SETTINGS

REPOSITORY = Path(__file__).resolve().parents[1]
_WRITTEN = "<!-- Written by scripts/make_reference.py; change the program, not this page. -->"

_PREFACE = (
    "Each command answers as text, or with `--json` in JSON that is the same for the same "
    "question: fields in a fixed order, numbers with their id, unit and period, values in "
    "single units (never millions), `NM` and `NA` as texts, reported numbers repeated digit "
    "for digit as `exact`. `--debug` shows where in the program an error arose."
)


def pages(repository: Path) -> dict[Path, str]:
    """The pages of docs/reference and what they say."""
    folder = repository / "docs" / "reference"
    return {
        folder / "cli.md": cli(),
        folder / "settings.md": settings(),
        folder / "lines.md": lines(),
    }


def cli() -> str:
    """The page of the command line."""
    parts = [
        "# Command line",
        _WRITTEN,
        _PREFACE,
        *(_operation(operation) for operation in OPERATIONS),
        _exit_codes(),
    ]
    return "\n\n".join(parts) + "\n"


_LINES_PREFACE = (
    "Each line a statement may have, with the name that `bookrunner facts --line` takes. Its "
    "rules are tried in order and the first that can be served wins; `why` and `statements "
    "--sources` say which it was. Tags are of US-GAAP unless another prefix says otherwise. "
    "Amounts are positive in the direction of their name: costs and payments are positive. A "
    "quarter that was not tagged is the difference of two year-to-dates, twelve months are the "
    "year plus this year to date less last year's. A line that no rule finds is missing, never "
    "zero, and says why. Measures that a company adjusts by its own rules fill no line."
)


def lines() -> str:
    """The page of the standardised lines."""
    parts = ["# Standardised lines", _WRITTEN, _LINES_PREFACE]
    groups: dict[str, list[StandardLine]] = {}
    for line in STANDARD_LINES:
        if line.shown:
            of = ", ".join(sector.value for sector in line.sectors)
            title = f"{line.statement.value}: {of}" if of else line.statement.value
            groups.setdefault(title, []).append(line)
    for title, of_group in sorted(groups.items(), key=lambda one: (":" in one[0], one[0])):
        rows = [
            f"| `{line.key}` | {line.label} | {MEANINGS[line.key]} | "
            f"{'; '.join(_rule(rule) for rule in line.rules)} |"
            for line in of_group
        ]
        head = ["| line | on a page | means | from, in this order |", "|---|---|---|---|"]
        parts += [f"## {title}", "\n".join([*head, *rows])]
    return "\n\n".join(parts) + "\n"


def _rule(rule: Rule) -> str:
    """A rule in words."""
    match rule:
        case Sum():
            return f"= {rule.words}"
        case ByWords():
            return "a row that calls itself so"
        case WithoutPart():
            return f"{rule.whole} without {rule.part}"
        case ByMember() | ByMethod() | ByBusiness():
            return f"{_tags(rule.concepts)} {_parted(rule)}"
        case Tagged():
            return (
                f"the largest of {_tags(rule.concepts)}" if rule.largest else _tags(rule.concepts)
            )


def _parted(rule: ByMember | ByMethod | ByBusiness) -> str:
    match rule:
        case ByMember():
            return f"of {', '.join(member.partition(':')[2] for member in rule.members)}"
        case ByMethod():
            return f"by the method of {rule.per_share}"
        case ByBusiness():
            return "of each business, added"


def _tags(concepts: Sequence[str]) -> str:
    return ", ".join(concept.removeprefix("us-gaap:") for concept in concepts)


def _operation(operation: Operation) -> str:
    asked = parameters(operation.request)
    usage = [operation.name]
    usage += [
        f"{p.example}{'...' if p.kind.name == 'PLACES' else ''}" for p in asked if p.positional
    ]
    usage += [f"--{p.name} {_value(p)}" for p in asked if p.required and not p.positional]
    rows = [f"| `{_named(p)}` | {p.help} | {_default(p)} |" for p in asked]
    rows += [f"| `--{name}` | {words} | |" for name, words in PAGES[operation.name].flags]
    said = [f"## `bookrunner {' '.join(usage)}`", operation.summary]
    if operation.more:
        said.append(operation.more)
    if rows:
        said.append("\n".join(["| | | default |", "|---|---|---|", *rows]))
    return "\n\n".join(said)


def _more(parameter: Parameter) -> str:
    return "..." if parameter.kind is Kind.PLACES else ""


def _named(parameter: Parameter) -> str:
    if parameter.positional:
        return parameter.example
    name = f"--{parameter.name.strip('_').replace('_', '-')}"
    return name if parameter.kind is Kind.FLAG else f"{name} {_value(parameter)}"


def _value(parameter: Parameter) -> str:
    if parameter.choices:
        # A bar would end the cell of a table.
        return "/".join(parameter.choices)
    return parameter.example or "YYYY-MM-DD"


def _default(parameter: Parameter) -> str:
    if parameter.required:
        return "required"
    value = parameter.default
    return f"`{value}`" if value and not isinstance(value, tuple) else ""


def _exit_codes() -> str:
    rows = [f"| {row.code} | {row.meaning} |" for row in sorted(OUTCOMES, key=lambda r: r.code)]
    table = "\n".join(["| code | meaning |", "|---|---|", *rows])
    return (
        f"## Exit codes\n\n{table}\n\n"
        "With `--json` an error is JSON too, on standard output: `error.kind`, `error.message`, "
        "`error.exit_code`, `error.near` (what was perhaps meant) and `error.choices`."
    )


def settings() -> str:
    """The page of the settings."""
    rows = [f"| `{row.name}` | {row.default} | {row.purpose} |" for row in SETTINGS]
    table = "\n".join(
        ["| variable | when it is not set | what it is for |", "|---|---|---|", *rows]
    )
    return (
        f"# Settings\n\n{_WRITTEN}\n\n{table}\n\n"
        "An unknown `BOOKRUNNER_` variable is an error; `bookrunner doctor` says what holds.\n"
    )


def main() -> None:
    """Writes the pages."""
    for path, text in pages(REPOSITORY).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(REPOSITORY))


if __name__ == "__main__":
    main()
