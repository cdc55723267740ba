"""The sample into an empty home: companies, reported figures, prices, curve, invented filings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bookrunner.facts import Company, FactStore, Report
from bookrunner.figures import BookrunnerError, Viewer
from bookrunner.imports import (
    BONDS,
    CAP_TABLE,
    KINDS,
    MANAGEMENT_CASE,
    BankFile,
    SqlImportStore,
    read_table,
)
from bookrunner.sample.shipped import (
    INVENTED_SYSTEM,
    PLAN_DATE,
    PLAN_NAME,
    cap_table,
    carried_bonds,
    carried_filings,
    digest,
    invented_filings,
    invented_market,
    management_case,
    private_company,
    sample_companies,
    sample_quotes,
    treasury_curve,
    valuation_date,
)
from bookrunner.storage import BlobFolder


class Ingest(Protocol):
    """How filings come into the store in the ordinary way; ``bookrunner.ingestion.ingest`` is one.

    The sample stands below ingestion and is therefore handed it.
    """

    def __call__(
        self,
        paths: Sequence[Path],
        store: FactStore,
        blobs: BlobFolder,
        viewer: Viewer,
        /,
        *,
        system: str,
    ) -> object:
        """Keep the filings in these files as come from ``system``."""
        ...


class SampleIncomplete(BookrunnerError):
    """A filing of an invented company that the ordinary ingestion did not keep."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(
            f"the sample's filings {', '.join(names)} were not taken in; the installation is "
            "damaged: install Bookrunner again"
        )


@dataclass(frozen=True)
class SampleLoaded:
    """What was new; all zero when the sample was there already."""

    companies: int
    filings: int
    facts: int
    quotes: int
    curve_points: int


def load_sample(
    store: FactStore, blobs: BlobFolder, viewer: Viewer, *, ingest: Ingest
) -> SampleLoaded:
    """Bring the sample into the store; stopped at any moment, the same call completes it.

    What is there already is not written again. Prices are kept before filings and filings last, so
    that a sample whose last filing is there is whole.

    Args:
        ingest: Takes in the filings of the invented company as it would anybody's.

    Raises:
        SampleIncomplete: ``ingest`` kept less than it was given.
    """
    companies = {company.cik: company for company in sample_companies()}
    known = {filing.digest for filing in store.filings(viewer)}
    carried = [one for one in carried_filings() if one.filing.digest not in known]
    written = [path for path in invented_filings() if digest(path) not in known]
    if not carried and not written:
        return SampleLoaded(0, 0, 0, 0, 0)

    for company in companies.values():
        # What is known of the real ones is kept with their filings.
        if company.invented:
            store.save_company(company)
    quotes, curve = sample_quotes(), treasury_curve()
    store.save_quotes(quotes)
    store.save_curve(curve)
    # The document behind these figures is the shipped table of them, so no file is kept.
    reports = [
        Report(one.filing, _company(companies, one.filing.cik), one.facts()) for one in carried
    ]
    store.save_all(reports)
    ingest(written, store, blobs, viewer, system=INVENTED_SYSTEM)
    _require(written, store, viewer)
    return SampleLoaded(
        companies=len(companies),
        filings=len(carried) + len(written),
        facts=sum(len(report.facts) for report in reports),
        quotes=len(quotes),
        curve_points=len(curve),
    )


def load_plan(imports: SqlImportStore, blobs: BlobFolder) -> bool:
    """Bring the plan of the invented private company, and who holds it, as management set them out.

    False when they are there already.

    Raises:
        UnusableTable: A shipped table is damaged.
    """
    owner = private_company()
    plan = read_table(
        management_case(),
        MANAGEMENT_CASE,
        [owner],
        sheet="Plan",
        constants={"ticker": owner.cik, "case": PLAN_NAME, "unit": "USD thousand"},
    )
    holders = read_table(cap_table(), CAP_TABLE, [owner], constants={"ticker": owner.cik})
    assert not holders.findings, "the shipped cap table is right"
    saved = False
    told = ((management_case(), MANAGEMENT_CASE, plan), (cap_table(), CAP_TABLE, holders))
    for path, kind, table in told:
        blobs.put(path.read_bytes())
        file = BankFile(
            kind=kind.name,
            digest=digest(path),
            name=path.name,
            source=INVENTED_SYSTEM,
            as_of=PLAN_DATE,
        )
        saved = imports.save(file, kind, table.rows) or saved
    return saved


def load_bonds(imports: SqlImportStore, blobs: BlobFolder) -> None:
    """Bring the notes of real companies as their debt notes list them, where they are not yet.

    Raises:
        UnusableTable: A shipped table is damaged.
    """
    companies = sample_companies()
    filed = {one.filing.accession: one.filing for one in carried_filings()}
    for path, accession in carried_bonds():
        table = read_table(path, BONDS, companies)
        assert not table.findings, "the shipped notes are right"
        filing = filed[accession]
        assert filing.accepted_at is not None, "filings of the sample are dated"
        blobs.put(path.read_bytes())
        file = BankFile(
            kind=BONDS.name,
            digest=digest(path),
            name=f"{filing.form} for the period to {filing.period_end}",
            source=filing.system,
            as_of=filing.accepted_at,
        )
        imports.save(file, BONDS, table.rows)


def load_market(imports: SqlImportStore, blobs: BlobFolder) -> None:
    """Bring the invented levels of the invented listed company's bonds, and invented issues.

    Raises:
        UnusableTable: A shipped table is damaged.
    """
    companies = sample_companies()
    for path in invented_market():
        kind = KINDS[path.stem]
        table = read_table(path, kind, companies)
        assert not table.findings, "the shipped levels are right"
        blobs.put(path.read_bytes())
        file = BankFile(
            kind=kind.name,
            digest=digest(path),
            name=f"invented {kind.name.replace('-', ' ')}",
            source=INVENTED_SYSTEM,
            as_of=valuation_date(),
        )
        imports.save(file, kind, table.rows)


def _company(companies: dict[str, Company], cik: str) -> Company:
    assert cik in companies, "every filing of the sample has its company in the sample"
    return companies[cik]


def _require(paths: Sequence[Path], store: FactStore, viewer: Viewer) -> None:
    kept = {filing.digest for filing in store.filings(viewer)}
    if missing := [path.name for path in paths if digest(path) not in kept]:
        raise SampleIncomplete(missing)
