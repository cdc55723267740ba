"""Filings from EDGAR into a folder, and from there into the records."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from bookrunner.app import Desk
from bookrunner.facts import cik_text
from bookrunner.figures import Finding, NotFound, Unusable
from bookrunner.operations.fetching_shapes import Fetched, FetchRequest, ListedLine
from bookrunner.operations.ingesting import ingested
from bookrunner.operations.requests import IngestRequest
from bookrunner.operations.responses import FileLine
from bookrunner.operations.told import remarks
from bookrunner.sources import CircuitOpen, Edgar, ListedFiling, NotThere, SourceUnavailable


class NothingAskedFor(Unusable):
    """Neither companies nor a day nor the latest filings were named."""

    def __init__(self) -> None:
        super().__init__("say what to fetch: --companies HD,LOW, or --day DATE, or --latest")


def fetched(desk: Desk, request: FetchRequest) -> Fetched:
    """What EDGAR listed and what became of it.

    What was received stays, whatever happens later; the same request again goes on.

    Raises:
        NothingAskedFor: The request names nothing.
        NotFound: A company is neither known here nor to the SEC.
        AgentMissing, SourceUnavailable, ...: EDGAR cannot be asked, or does not answer.
    """
    if not request.companies and request.day is None and not request.latest:
        raise NothingAskedFor
    edgar = desk.edgar
    folder = request.out or desk.settings.home / "edgar"
    findings: list[Finding] = []
    ciks = [cik_asked(desk, edgar, name) for name in request.companies]
    listed = list(_listed(edgar, ciks, request, findings))
    failed: list[FileLine] = []
    kept = 0
    paths: list[Path] = []
    if not request.list_only:
        for number, filing in enumerate(listed, start=1):
            desk.progress(f"Fetching {filing.company} {filing.form}", number, len(listed))
            place = folder / filing.cik
            kept += (place / f"{filing.accession}.txt").exists()
            try:
                paths.append(edgar.fetch(filing, place))
            except CircuitOpen:
                raise
            except (NotThere, SourceUnavailable) as error:
                failed.append(FileLine(filing.accession, str(error)))
        if request.facts:
            paths += [_facts(edgar, cik, folder) for cik in ciks]
    received = len(listed) - len(failed) - kept if not request.list_only else 0
    return Fetched(
        listed=len(listed),
        fetched=received,
        kept=kept,
        failed=tuple(failed),
        folder=str(folder),
        filings=tuple(
            ListedLine(one.company, one.cik, one.form, one.accession, one.filed_on)
            for one in listed
        ),
        ingested=ingested(desk, IngestRequest(tuple(paths))) if paths else None,
        findings=remarks(findings),
    )


def _listed(
    edgar: Edgar, ciks: Sequence[str], request: FetchRequest, findings: list[Finding]
) -> Iterator[ListedFiling]:
    """Each filing asked for, once."""
    seen: set[str] = set()
    for rows in _lists(edgar, ciks, request, findings):
        count = 0
        for filing in rows:
            if filing.accession in seen or not _is_asked_for(filing, request):
                continue
            if ciks and filing.cik not in ciks:
                continue
            if ciks and request.day is None and count == request.limit:
                break
            seen.add(filing.accession)
            count += 1
            yield filing


def _lists(
    edgar: Edgar, ciks: Sequence[str], request: FetchRequest, findings: list[Finding]
) -> Iterator[Iterator[ListedFiling]]:
    """The filings of each list that the request means."""
    if request.day is not None:
        rows, doubts = edgar.daily_index(request.day)
        findings += doubts
        yield iter(rows)
    elif request.latest:
        rows, doubts = edgar.latest()
        findings += doubts
        yield iter(rows)
    else:
        for cik in ciks:
            yield _of_company(edgar, cik, findings)


def _of_company(edgar: Edgar, cik: str, findings: list[Finding]) -> Iterator[ListedFiling]:
    """A company's filings, newest first; earlier lists are asked for when they are reached."""
    told = edgar.submissions(cik)
    findings += told.findings
    yield from told.filings
    for rows, doubts in edgar.older_filings(told):
        findings += doubts
        yield from rows


def _is_asked_for(filing: ListedFiling, request: FetchRequest) -> bool:
    if request.since is not None and filing.filed_on < request.since:
        return False
    return "all" in request.forms or filing.form.removesuffix("/A") in request.forms


def cik_asked(desk: Desk, edgar: Edgar, asked: str) -> str:
    """The CIK of a company: as written, as known here, or by the SEC's list of tickers."""
    if asked.isdecimal():
        return cik_text(asked)
    try:
        return desk.store.company(asked, desk.viewer).cik
    except NotFound:
        rows = json.loads(edgar.tickers()).values()
        ciks = {cik_text(row["cik_str"]) for row in rows if row["ticker"] == asked.upper()}
        if len(ciks) != 1:
            raise
        return ciks.pop()


def _facts(edgar: Edgar, cik: str, folder: Path) -> Path:
    path = folder / cik / f"CIK{cik}.json"
    content = edgar.companyfacts(cik)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
