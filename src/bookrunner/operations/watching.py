"""One pass over the feeds: what is new is kept, told of once, and read where that is asked."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bookrunner.app import Desk
from bookrunner.facts import cik_text
from bookrunner.figures import BadInput, Finding, NotFound, Severity
from bookrunner.monitor import (
    FAILED,
    FOLDER,
    LATEST,
    READ,
    SUBMISSIONS,
    Alert,
    Arrived,
    Counts,
    Pass,
    SeenFiling,
    Watch,
    looked_into,
    once_each,
    overridden,
    read_indexes,
    read_latest,
    read_submissions,
)
from bookrunner.operations.alert_rules import raised_line
from bookrunner.operations.alert_rules_shapes import RaisedLine, SuppressedLine
from bookrunner.operations.alerting import evaluated
from bookrunner.operations.fetching import cik_asked
from bookrunner.operations.ingesting import ingested
from bookrunner.operations.requests import IngestRequest
from bookrunner.operations.told import remarks
from bookrunner.operations.watching_shapes import (
    AlertLine,
    Alerts,
    AlertsRequest,
    Correction,
    FeedLine,
    Watched,
    WatchRequest,
)
from bookrunner.sources import Edgar, ListedFiling, NotThere, SourceUnavailable, UnreadableList

_LOOKUPS_MAX = 20
"""Companies' lists asked in one pass for what amendments override."""


class UnreadableFolder(BadInput):
    """The folder that is to be watched is not there, or cannot be read."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(f"the folder {folder} cannot be watched: {why}")


def watched(desk: Desk, request: WatchRequest) -> Watched:
    """One pass over EDGAR's lists or a folder.

    Each list is taken whole in one transaction, or not at all; whoever is killed, the next pass
    goes on from there.

    Raises:
        AgentMissing: Nobody is named who asks.
        SourceUnavailable: With ``once``: EDGAR does not answer. A loop says so and goes on.
        UnreadableFolder: The folder is not there.
        NotFound: A company is neither known here nor to the SEC.
    """
    before = desk.watch.last()
    early = 0
    if request.folder is not None:
        passes, findings = _folder_pass(desk, request, request.folder)
    else:
        passes, findings, early = _edgar_passes(desk, request)
    # What the last pass left when it was killed, and what a folder told of.
    raised, refused = evaluated(desk)
    raised += early
    if request.read and request.folder is None:
        findings += _read_queued(desk)
        more, refused = evaluated(desk)
        raised += more
    findings += refused
    told = {accession for one in passes for accession in one.told}
    new = desk.watch.alerts(desk.viewer, after=before)
    return Watched(
        feeds=tuple(_feed(one.feed, one.counts) for one in passes),
        totals=_totals(desk),
        alerts=tuple(_line(one) for one in new if one.filing.accession in told),
        queued=len(desk.watch.queued()),
        findings=remarks([*findings, *(doubt for one in passes for doubt in one.findings)]),
        again_in_seconds=0 if request.once else request.every,
        raised=raised,
    )


def alerts(desk: Desk, request: AlertsRequest) -> Alerts:
    """What was told of and the viewer may see, oldest first."""
    ciks = [_known_cik(desk, name) for name in request.companies]
    found = desk.watch.alerts(
        desk.viewer, after=request.after or 0, since=request.since, ciks=ciks, limit=request.limit
    )
    return Alerts(
        tuple(map(_line, found)), _totals(desk), _raised(desk, request, ciks), _suppressed(desk)
    )


def _raised(desk: Desk, request: AlertsRequest, ciks: Sequence[str]) -> tuple[RaisedLine, ...]:
    """What rules raised, the newest so many, in order."""
    wanted = [
        one
        for one in desk.alert_book.alerts(desk.viewer)
        if (not ciks or one.raised.cik in ciks)
        and (not request.rule or one.raised.rule == request.rule)
        and not (request.open and one.acknowledged_by)
        and (request.since is None or one.raised_at[:10] >= request.since.isoformat())
    ]
    return tuple(map(raised_line, wanted[-request.limit :]))


def _suppressed(desk: Desk) -> tuple[SuppressedLine, ...]:
    counts = desk.alert_book.suppressed(desk.viewer)
    return tuple(SuppressedLine(rule, why, count) for (rule, why), count in counts.items())


def _edgar_passes(desk: Desk, request: WatchRequest) -> tuple[list[Pass], list[Finding], int]:
    """The feed of latest filings, and what fills its gaps: indexes and companies' own lists.

    Rules look between the two, because indexes of many days may take minutes.
    """
    edgar = desk.edgar
    ciks = [cik_asked(desk, edgar, name) for name in request.companies]
    watch = Watch(frozenset(ciks), frozenset(request.forms), request.since)
    passes: list[Pass] = []
    findings: list[Finding] = []
    read = partial(_read, passes, findings, strict=request.once)
    read("latest", lambda: [read_latest(edgar, desk.watch, watch, to_read=request.read)])
    raised, _ = evaluated(desk)
    gap = any(not one.reached for one in passes)
    if gap:
        findings.append(
            _finding(
                "gap", "the feed of latest filings does not reach back to where the last pass "
                "stopped; daily indexes and the companies' own lists fill what they have"
            )
        )  # fmt: skip
    today = datetime.now(UTC).date()
    first = today - timedelta(days=1)
    if request.since is not None and not ciks:
        first = min(first, request.since)
    read(
        "index",
        lambda: read_indexes(edgar, desk.watch, watch, first, today, to_read=request.read),
    )
    for cik in ciks:
        is_first = request.since is not None and not desk.watch.place(f"{SUBMISSIONS}:{cik}")
        if is_first or gap:
            back_to = request.since or today - timedelta(days=7)
            own = replace(watch, since=back_to)
            read(
                f"the list of {cik}",
                partial(_company_pass, desk, edgar, own, cik, to_read=request.read),
            )
    findings += _resolved(desk, edgar)
    return passes, findings, raised


def _company_pass(
    desk: Desk, edgar: Edgar, watch: Watch, cik: str, *, to_read: bool
) -> Sequence[Pass]:
    return [read_submissions(edgar, desk.watch, watch, cik, to_read=to_read)]


def _read(
    passes: list[Pass],
    findings: list[Finding],
    name: str,
    feed: Callable[[], Sequence[Pass]],
    *,
    strict: bool,
) -> None:
    """Reads a feed; one that fails leaves the others, and its own cursor, as they are."""
    try:
        passes += feed()
    except (SourceUnavailable, NotThere, UnreadableList) as error:
        if strict and name == LATEST:
            raise
        findings.append(_finding("feed-failed", f"{name}: {error}", Severity.ERROR))


def _resolved(desk: Desk, edgar: Edgar) -> list[Finding]:
    """Asks companies' own lists what their amendments override, where the feeds did not show it."""
    for amendment in desk.watch.unresolved(_LOOKUPS_MAX):
        try:
            listed = edgar.submissions(amendment.cik).filings
        except (NotThere, UnreadableList):
            listed = ()
        except SourceUnavailable as error:
            return [_finding("overrides-unknown", f"{amendment.accession}: {error}")]
        rows = once_each(listed)
        own = next((one for one in rows if one.accession == amendment.accession), amendment)
        desk.watch.resolve(amendment.accession, overridden(own, rows))
    return []


def _read_queued(desk: Desk) -> list[Finding]:
    """Fetches the filings told of and reads them in; one that fails is named and kept as such."""
    findings: list[Finding] = []
    queue = desk.watch.queued()
    for number, filing in enumerate(queue, start=1):
        desk.progress(f"Reading {filing.company} {filing.form}", number, len(queue))
        listed = ListedFiling(
            filing.cik, filing.company, filing.form, filing.accession, filing.filed_on
        )
        try:
            path = desk.edgar.fetch(listed, desk.settings.home / "edgar" / filing.cik)
        except SourceUnavailable as error:
            # It stays queued: the next pass asks again.
            findings.append(_finding("not-read", f"{filing.accession}: {error}"))
            break
        except NotThere as error:
            desk.watch.mark(filing.accession, FAILED, str(error))
            continue
        outcome = ingested(desk, IngestRequest((path,)))
        if outcome.rejections:
            desk.watch.mark(filing.accession, FAILED, outcome.rejections[0].reason)
        else:
            desk.watch.mark(filing.accession, READ)
    return findings


def _folder_pass(
    desk: Desk, request: WatchRequest, folder: Path
) -> tuple[list[Pass], list[Finding]]:
    """The files that appeared in a folder, read into the records and told of."""
    try:
        found = looked_into(folder.resolve(), desk.watch)
    except OSError as error:
        raise UnreadableFolder(folder, error.strerror or "it is no folder") from error
    ciks = frozenset(_known_cik(desk, name) for name in request.companies)
    watch = Watch(ciks, frozenset(request.forms), request.since)
    findings: list[Finding] = []
    if found.waiting:
        findings.append(
            _finding("still-written", f"{found.waiting} files are still being written; the next "
                     "pass reads them", Severity.NOTE)
        )  # fmt: skip
    counts = Counts(read=found.known, known=found.known)
    told: list[str] = []
    for number, file in enumerate(found.arrived, start=1):
        desk.progress(f"Reading {file.path.name}", number, len(found.arrived))
        one = _arrived(desk, request, watch, file)
        counts, told = counts + one.counts, [*told, *one.told]
        findings += one.findings
    return [Pass(FOLDER, counts, told, ())], findings


def _arrived(desk: Desk, request: WatchRequest, watch: Watch, file: Arrived) -> Pass:
    outcome = ingested(desk, IngestRequest((file.path,), walls=request.walls))
    refused = [*outcome.rejections, *outcome.not_filings]
    walls = frozenset(request.walls)
    if refused:
        desk.watch.keep_file(str(file.path), file.signature, "")
        reason = f"{file.path.name}: {refused[0].reason}"
        doubt = _finding("file-failed", reason, Severity.ERROR)
        return Pass(FOLDER, Counts(read=1, failed=1), (), [doubt])
    seen = replace(_seen(desk, file.path), walls=walls)
    last = Counts()

    def counted(known: frozenset[str]) -> Counts:
        nonlocal last
        is_known = seen.accession in known
        last = Counts(read=1, new=int(not is_known), known=int(is_known))
        return last

    told = desk.watch.take(
        f"{FOLDER}:{'|'.join(sorted(walls))}", [seen], watch, place="", counts=counted, is_read=True
    )
    desk.watch.keep_file(str(file.path), file.signature, seen.accession)
    return Pass(FOLDER, last, told, ())


def _seen(desk: Desk, path: Path) -> SeenFiling:
    """The filing that a file was read as; by its digest where the records cannot say more."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    arrived_on = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    try:
        filing = desk.store.filing(digest, desk.viewer)
    except NotFound:
        return SeenFiling(f"sha256:{digest}", "", "", path.name, (), arrived_on)
    company = next(
        (one.name for one in desk.store.companies(desk.viewer) if one.cik == filing.cik), path.name
    )
    return SeenFiling(
        accession=filing.accession or f"sha256:{digest}",
        form=filing.form,
        cik=filing.cik,
        company=company,
        parties=(filing.cik,),
        filed_on=filing.accepted_at or arrived_on,
        period_end=filing.period_end,
    )


def _known_cik(desk: Desk, asked: str) -> str:
    return cik_text(asked) if asked.isdecimal() else desk.store.company(asked, desk.viewer).cik


def _totals(desk: Desk) -> tuple[FeedLine, ...]:
    """By kind of feed; of folders only those whose walls the viewer is inside."""
    found: dict[str, Counts] = {}
    for feed, counts in desk.watch.counts().items():
        kind, _, rest = feed.partition(":")
        if kind == FOLDER and not set(filter(None, rest.split("|"))) <= desk.viewer.walls:
            continue
        found[kind] = found.get(kind, Counts()) + counts
    return tuple(_feed(kind, counts) for kind, counts in found.items())


def _feed(name: str, counts: Counts) -> FeedLine:
    return FeedLine(name, counts.read, counts.new, counts.known, counts.failed)


def _line(alert: Alert) -> AlertLine:
    filing = alert.filing
    return AlertLine(
        number=alert.ordinal,
        company=filing.company,
        cik=filing.cik,
        form=filing.form,
        accession=filing.accession,
        filed_on=filing.filed_on,
        accepted_at=filing.accepted_at,
        items=filing.items,
        feed=alert.feed,
        seen_at=alert.seen_at,
        alerted_at=alert.alerted_at,
        overrides=(
            None
            if alert.correction is None
            else Correction(alert.correction.accession, alert.correction.by)
        ),
        is_amendment=filing.is_amendment,
        overridden_by=alert.overridden_by,
        state=alert.state,
        reason=alert.reason,
    )


def _finding(code: str, words: str, severity: Severity = Severity.WARNING) -> Finding:
    return Finding(f"monitor.{code}", words, severity)
