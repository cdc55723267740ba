"""One standard line of one period with all that stands behind it, alone or many in a batch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bookrunner.app import Desk
from bookrunner.facts import (
    Company,
    EstimatesRequired,
    Fact,
    LineMissing,
    Statements,
    Vintage,
    line_key,
    statements,
)
from bookrunner.figures import (
    BadInput,
    BookrunnerError,
    Citation,
    Figure,
    Finding,
    Missing,
    NotFound,
    Severity,
    Sourced,
    Term,
    Unusable,
)
from bookrunner.ledger import Ledger
from bookrunner.operations.batches import day_known, fields, row_error, texts
from bookrunner.operations.expected import expected
from bookrunner.operations.filings import facts as tagged
from bookrunner.operations.line_shapes import (
    BatchAnswer,
    BatchRow,
    Cited,
    Input,
    LineAnswer,
    Reported,
)
from bookrunner.operations.parsing_shapes import ExactNumber
from bookrunner.operations.requests import FactsRequest
from bookrunner.operations.responses import FactsAnswer
from bookrunner.operations.told import company_line, plain, remarks

_VINTAGES = {"latest": Vintage.LATEST, "first": Vintage.AS_FIRST_REPORTED}
_FIELDS = ("company", "line", "period", "as_of", "vintage")


def answered(desk: Desk, request: FactsRequest) -> FactsAnswer:
    """A line of a period, a batch of such, or the tagged numbers, whichever was asked for.

    Raises:
        NotFound: There is no such company, line or tag.
        Unusable: The request names no company, or a line without a period.
        UnusableBatch: The file is no text.
    """
    lines = _Lines(desk)
    if request.batch is not None:
        if request.company or request.line or request.period:
            raise Unusable("a batch names its companies, lines and periods itself; leave them out")
        return BatchAnswer(tuple(_batch(lines, request.batch, request)))
    if not request.company:
        raise Unusable("name a company (a ticker, a CIK or a name), or a batch with --batch")
    if not request.line and not request.period:
        return tagged(desk, request)
    if not request.line or not request.period:
        raise Unusable("a line and its period belong together: --line revenue --period FY2023")
    answer, figure = lines.answer(request)
    if figure is not None:
        desk.keep_line(Ledger.of([figure], (), as_of=figure.period.end))
    return answer


@dataclass(frozen=True)
class _Made:
    """Statements that were made once for all rows that ask for them."""

    company: Company
    statements: Statements


class _Lines:
    """Answers lines, and remembers the companies and statements it has met."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._companies: dict[tuple[str, date | None], Company] = {}
        self._made: dict[tuple[str, date | None, str], _Made] = {}

    def answer(self, request: FactsRequest) -> tuple[LineAnswer, Figure | None]:
        """The answer, and its figure where there is one."""
        key = line_key(request.line)
        made = self._of(request)
        nothing = _nothing(made, key, request)
        try:
            period = made.statements.period(request.period, key)
        except (NotFound, EstimatesRequired) as missing:
            ahead = expected(self._desk, made.company, key, request.period, request.as_of)
            if ahead is not None:
                figure, formula, said = ahead
                named = replace(nothing, period=request.period.strip().upper())
                return _told(named, figure, formula, said), figure
            lies_ahead = isinstance(missing, EstimatesRequired)
            code = "facts.estimates-required" if lies_ahead else "facts.period-not-covered"
            return _without(nothing, code, str(missing)), None
        label = made.statements.label(period)
        dated = replace(nothing, period=label, period_start=period.start, period_end=period.end)
        said = made.statements.said(key, period, request.period)
        try:
            figure = made.statements.line(key, period)
        except LineMissing as missing:
            return _without(dated, "facts.line-missing", str(missing), said), None
        tag = made.statements.explanation(key, period)
        told = _told(dated, figure, tag, said)
        reports = made.statements.reports(key, period)
        each = tuple(dict.fromkeys(_reported(fact) for fact in reports))
        if told.accession is None:
            # Some files do not say which filing they are; another report may tell the same number.
            same = (one.accession for one in reversed(each) if one.value == told.value)
            told = replace(told, accession=next((one for one in same if one), None))
        return replace(told, reports=each), figure

    def _of(self, request: FactsRequest) -> _Made:
        place = (request.company, request.as_of)
        if place not in self._companies:
            self._companies[place] = self._desk.store.company(
                request.company, self._desk.viewer, as_of=request.as_of
            )
        company = self._companies[place]
        asked = (company.cik, request.as_of, request.vintage)
        if asked not in self._made:
            if not any(known[:2] == asked[:2] for known in self._made):
                # Rows come company by company; all companies at once would not fit in memory.
                self._made.clear()
            facts = self._desk.store.facts(company.cik, self._desk.viewer, as_of=request.as_of)
            made = statements(
                company, facts, vintage=_VINTAGES[request.vintage], as_of=request.as_of
            )
            self._made[asked] = _Made(company, made)
        return self._made[asked]


# -------------------------------------------------------------------------------- answers


def _nothing(made: _Made, key: str, request: FactsRequest) -> LineAnswer:
    return LineAnswer(
        company=company_line(made.company),
        line=key,
        asked=request.period,
        period=None,
        value=None,
        exact=None,
        unit=None,
        period_start=None,
        period_end=None,
        accession=None,
        tag=None,
        citation=None,
        known_since=None,
        vintage=request.vintage,
        as_of=request.as_of,
        id=None,
        inputs=(),
        reports=(),
        findings=(),
    )


def _without(nothing: LineAnswer, code: str, why: str, said: Sequence[Finding] = ()) -> LineAnswer:
    where = f"{nothing.company.ticker or nothing.company.name} {nothing.period or nothing.asked}"
    finding = Finding(code, why, Severity.WARNING, where=where)
    return replace(nothing, findings=remarks([finding, *said]))


def _told(dated: LineAnswer, figure: Figure, tag: str, said: Sequence[Finding]) -> LineAnswer:
    inputs = [figure] if isinstance(figure.lineage, Sourced) else _inputs(figure)
    read = [one.lineage.source for one in inputs if isinstance(one.lineage, Sourced)]
    newest = max(read, key=lambda source: str(source.accepted_at or ""), default=None)
    days = [source.accepted_at for source in read]
    cited = tuple(_cited(source.citation) for source in read if source.citation is not None)
    is_read = isinstance(figure.lineage, Sourced)
    findings = list(said)
    if isinstance(figure.value, Missing):
        message = f"{figure.name} comes to {figure.value}: not a meaningful number"
        findings.append(Finding("facts.not-meaningful", message, where=dated.period or ""))
    return replace(
        dated,
        value=_value(figure),
        exact=figure.exact,
        unit=str(figure.unit),
        period_start=figure.period.start,
        period_end=figure.period.end,
        accession=(newest.accession or None) if newest is not None else None,
        tag=tag,
        citation=(cited[0] if cited else None) if is_read else (cited or None),
        known_since=None if None in days else max((d for d in days if d), default=None),
        id=figure.id,
        inputs=() if is_read else tuple(_input(one) for one in inputs),
        findings=remarks(findings),
    )


def _inputs(figure: Figure) -> Sequence[Figure]:
    """The figures at the ends of a formula, each once, in the order of the formula."""
    found: dict[str, Figure] = {}
    waiting: list[Term] = [figure]
    while waiting:
        term = waiting.pop(0)
        if isinstance(term, Figure) and term.is_input:
            found.setdefault(term.id, term)
        else:
            below = term.expression if isinstance(term, Figure) else term
            waiting = [*getattr(below, "operands", ()), *waiting]
    return list(found.values())


def _input(figure: Figure) -> Input:
    source = figure.lineage.source if isinstance(figure.lineage, Sourced) else None
    return Input(
        id=figure.id,
        name=figure.name,
        value=plain(figure.value),
        exact=figure.exact,
        period_start=figure.period.start,
        period_end=figure.period.end,
        accession=source.accession if source else "",
        tag=source.concept if source else "",
        citation=_cited(source.citation) if source and source.citation else None,
    )


def _value(figure: Figure) -> ExactNumber | float | None:
    if figure.exact is not None:
        return ExactNumber(figure.exact)
    return None if isinstance(figure.value, Missing) else figure.value


def _reported(fact: Fact) -> Reported:
    return Reported(ExactNumber(fact.value), fact.accession, fact.form, fact.accepted_at)


def _cited(citation: Citation) -> Cited:
    return Cited(citation.document, citation.start, citation.end, citation.fact_id or "")


# ---------------------------------------------------------------------------------- batch


def _batch(lines: _Lines, path: Path, request: FactsRequest) -> Iterator[LineAnswer | BatchRow]:
    """An answer or an error for each row that is not blank."""
    for number, text in texts(path):
        given: Mapping[str, object] = {}
        try:
            given = fields(text, _FIELDS, '{"company": "HD", ...}')
            yield lines.answer(_request(given, request))[0]
        except BookrunnerError as error:
            said = {name: str(given.get(name, "")) for name in _FIELDS}
            yield BatchRow(number, said["company"], said["line"], said["period"], row_error(error))


def _request(row: Mapping[str, object], request: FactsRequest) -> FactsRequest:
    """The row as a request; what it leaves out is the command's own."""
    said: dict[str, str] = {}
    for name in ("company", "line", "period"):
        value = row.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or not value.strip():
            raise BadInput(f"the row names no {name}")
        said[name] = value.strip()
    vintage = row.get("vintage") or request.vintage
    if vintage not in _VINTAGES:
        raise BadInput(f"vintage is {vintage!r}; it is latest or first")
    return FactsRequest(
        company=said["company"],
        line=said["line"],
        period=said["period"],
        vintage=str(vintage),
        as_of=day_known(row, request.as_of),
    )
