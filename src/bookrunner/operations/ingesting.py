"""Reading filings in; apart from showing them, because what reads HTML starts slowly."""

from __future__ import annotations

from collections.abc import Iterable

from bookrunner.app import Desk
from bookrunner.facts import Company, cik_text
from bookrunner.figures import Finding, NotFound, may_see
from bookrunner.ingestion import FileOutcome, StageCount, ingest
from bookrunner.operations.requests import IngestRequest
from bookrunner.operations.responses import Counted, FileLine, Ingested
from bookrunner.operations.told import remarks

_CIK_DIGITS = 10


def ingested(desk: Desk, request: IngestRequest) -> Ingested:
    """What became of each file.

    Raises:
        NotFound: A path does not exist, or no company has the name.
        Ambiguous: The name fits several companies.
    """

    def heard(done: int, total: int, outcome: FileOutcome) -> None:
        desk.progress(f"Reading {outcome.path.name}", done, total)

    walls = frozenset(request.walls)
    report = ingest(
        request.paths,
        desk.store,
        desk.blobs,
        desk.viewer,
        walls=walls,
        company=_company(desk, request.company.strip()),
        progress=heard,
        workers=desk.settings.workers,
    )
    findings = list(report.findings)
    if not may_see(desk.viewer, walls):
        message = (
            f"kept behind {', '.join(sorted(walls))}, where {desk.viewer.name} may not look; "
            "BOOKRUNNER_WALLS names the walls a user has been brought over"
        )
        findings.append(Finding("operations.walled-off", message))
    return Ingested(
        received=report.count_in,
        stored=len(report.stored),
        duplicate=len(report.duplicates),
        rejected=len(report.rejected),
        rejections=_lines(report.rejected),
        duplicates=_lines(report.duplicates),
        not_filings=_lines(report.not_filings),
        counts=tuple(_counted(count) for count in report.counts),
        findings=remarks(findings),
    )


def _company(desk: Desk, asked: str) -> Company | None:
    """The company asked for; one by its CIK even where the records do not know it yet."""
    if not asked:
        return None
    try:
        return desk.store.company(asked, desk.viewer)
    except NotFound:
        if asked.isdigit() and len(asked) <= _CIK_DIGITS:
            return Company(cik_text(asked), "")
        raise


def _counted(count: StageCount) -> Counted:
    return Counted(
        stage=count.stage,
        received=count.received.count,
        out=count.out.count,
        duplicate=count.duplicate.count,
        rejected={reason: keys.count for reason, keys in count.rejected.items()},
        received_keys=count.received.hex,
        accounted_keys=count.accounted.hex,
    )


def _lines(files: Iterable[FileOutcome]) -> tuple[FileLine, ...]:
    # The path is said already; a reason that begins with the file's name would say it again.
    return tuple(
        FileLine(str(file.path), file.reason.removeprefix(f"{file.path.name}: ")) for file in files
    )
