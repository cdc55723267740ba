"""Primary statements read as printed, held against the tags of the same filings.

    python benchmarks/quality/printed_statements.py [FOLDER OF FILINGS ...]

Every 10-K and 10-Q of the shared data folder is read twice: with its inline XBRL, which gives its
standardised lines, and with every tag taken out, as an untagged HTML report is asked. A number read
is right when it is the standardised line of that period, or, where the filing tags it otherwise,
when the filing tags that number for that period. Recall is over the lines that are tagged, not
derived, for the periods that the report's statements have columns of. Writes
benchmarks/results/printed_statements.json with every number that differs and what is not read.
"""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from bookrunner.answers.lines import LineSource
from bookrunner.answers.periods import When
from bookrunner.answers.printed_lines import BALANCE, CASH_FLOW, LINES
from bookrunner.documents import Document, parse
from bookrunner.facts import Filing, LineMissing, Statements, statements
from bookrunner.facts.lines import LINES_BY_KEY
from bookrunner.figures import PUBLIC, BookrunnerError, Figure, Missing, Period, Sourced
from bookrunner.ingestion.taking import taken
from bookrunner.search.catalogue import entry
from bookrunner.search.passages import passages

REPOSITORY = Path(__file__).resolve().parents[2]
DATA = REPOSITORY.parent / "shared" / "data"
RESULT = REPOSITORY / "benchmarks" / "results" / "printed_statements.json"
KEYS = tuple(key for key in LINES if key in LINES_BY_KEY)
GOAL_KEYS = (
    *("revenue", "cost_of_revenue", "gross_profit", "operating_income", "net_income", "income_tax"),
    *("eps_basic", "eps_diluted", "cash", "receivables", "inventory", "current_assets"),
    *("total_assets", "current_liabilities", "total_liabilities", "equity"),
    *("operating_cash_flow", "capex"),
)
_FACTS_MIN = 50
_QUARTERS = ("Q1", "Q2", "Q3")
_TOLERANCE = 1e-6
_NEAR_DAYS = 10


def main() -> None:
    folders = [Path(one) for one in sys.argv[1:]] or [
        DATA / "filings" / k for k in ("10-K", "10-Q")
    ]
    result = measured(sorted(path for folder in folders for path in folder.glob("*.gz")))
    RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({k: v for k, v in result.items() if k not in ("wrong", "missed")}, indent=1))


def measured(paths: list[Path]) -> dict[str, object]:
    """The counts over the tagged filings among the paths."""
    counts: Counter[str] = Counter()
    by_line: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: list[list[object]] = []
    missed: list[str] = []
    for path in paths:
        content = gzip.decompress(path.read_bytes())
        tagged = parse(content, name=path.name.removesuffix(".gz"))
        if len(tagged.facts) < _FACTS_MIN:
            continue
        counts["filings"] += 1
        one = taken(tagged, content, PUBLIC)
        if one.filing.fiscal_year is None:
            continue
        expected = statements(one.company, one.facts)
        said = _tagged_values(tagged)
        source = _as_untagged(content, tagged.name)
        for when in columns(one.filing.fiscal_year, one.filing.fiscal_period):
            for key in KEYS:
                found = _expected(expected, key, when)
                figure = source.line(key, when)
                if figure is None or isinstance(figure.value, Missing):
                    if found is not None and _has_column(key, when, one.filing):
                        by_line[key]["not read"] += 1
                        missed.append(f"{path.name} {key} {when} {found:.15g}")
                    continue
                near = found is not None and _same(figure.value, found)
                other = _is_said(figure, said)
                told = "right" if near else "right under another tag" if other else "wrong"
                if told == "right under another tag" and found is not None:
                    told = "another line's tag"
                by_line[key][told] += 1
                if told in ("wrong", "another line's tag"):
                    label = (
                        figure.lineage.source.document
                        if isinstance(figure.lineage, Sourced)
                        else ""
                    )
                    wrong.append([path.name, key, str(when), figure.value, found, told, label])
    for of_line in by_line.values():
        counts.update(of_line)
    return {
        "command": "python benchmarks/quality/printed_statements.py",
        "commit": _commit(),
        "counts": dict(sorted(counts.items())),
        "all_lines": _shares(counts),
        "key_lines": _shares(sum((by_line[key] for key in GOAL_KEYS), Counter())),
        "by_line": {key: dict(sorted(by_line[key].items())) for key in KEYS},
        "wrong": wrong,
        "missed": missed,
    }


def columns(year: int, fiscal_period: str) -> Iterator[When]:
    """The periods that a report's primary statements have columns of."""
    if fiscal_period in _QUARTERS:
        quarter = int(fiscal_period[1])
        for own in (year, year - 1):
            yield When(own, quarter)
            if quarter > 1:
                yield When(own, quarter, 3 * quarter)
        yield When(year - 1)
        return
    yield from (When(year), When(year - 1), When(year - 2))


def _has_column(key: str, when: When, filing: Filing) -> bool:
    """Whether a statement of the report has a column for a line's period.

    Balance sheets show two days: the report's, and the close of the year before. Cash flows are of
    the year to date.
    """
    statement = LINES[key].statement
    is_quarterly = filing.fiscal_period in _QUARTERS
    if statement == BALANCE:
        assert filing.fiscal_year is not None
        if is_quarterly:
            return when.months is None and (when.year == filing.fiscal_year or when.quarter is None)
        return when.year > filing.fiscal_year - 2
    if not is_quarterly:
        return True
    if statement == CASH_FLOW:
        return when.quarter == 1 or when.months is not None
    return when.quarter is not None


def _as_untagged(content: bytes, name: str) -> LineSource:
    bare = re.sub(rb"(?is)<ix:header\b.*?</ix:header>", b"", content)
    bare = re.sub(rb"(?i)</?ix:[^>]*>", b"", bare)
    document = parse(bare, name="report.htm")
    assert not document.facts, name
    filing = taken(document, bare, PUBLIC).filing
    own = entry(document, filing, (), ())
    cut = [one for one in passages(document) if one.statement]
    return LineSource(None, [own], lambda _: cut, lambda _: PUBLIC)


def _expected(made: Statements, key: str, when: When) -> float | None:
    try:
        figure = made.line(key, made.period(str(when), key))
    except (LineMissing, BookrunnerError):
        return None
    if isinstance(figure.value, Missing) or not isinstance(figure.lineage, Sourced):
        return None
    return figure.value


def _tagged_values(document: Document) -> dict[float, set[Period]]:
    said: dict[float, set[Period]] = defaultdict(set)
    for one in document.facts:
        if one.value is not None:
            said[abs(float(one.value))].add(one.period)
    return said


def _is_said(figure: Figure, said: dict[float, set[Period]]) -> bool:
    """Whether the filing tags the number for about the days that were read for it."""
    value, own = figure.value, figure.period
    assert not isinstance(value, Missing)
    return any(
        abs((one.end - own.end).days) <= _NEAR_DAYS
        and (one.start is None) == (own.start is None)
        and (one.start is None or own.start is None or abs((one.start - own.start).days) <= 31)
        for one in said.get(abs(value), ())
    )


def _same(value: float, other: float) -> bool:
    return abs(value - other) <= _TOLERANCE * max(abs(value), abs(other))


def _shares(counts: Counter[str]) -> dict[str, object]:
    right = counts["right"] + counts["right under another tag"]
    wrong = counts["wrong"] + counts["another line's tag"]
    asked = counts["right"] + counts["another line's tag"] + counts["not read"]
    return {
        "read": right + wrong,
        "wrong_share": round(wrong / max(right + wrong, 1), 4),
        "recall": round(counts["right"] / max(asked, 1), 4),
    }


def _commit() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    main()
