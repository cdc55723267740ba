"""The companies that a list names: brought by `import watchlist`, a banker's, or spelt out."""

from __future__ import annotations

from collections.abc import Mapping

from bookrunner.app import Desk
from bookrunner.figures import NotFound
from bookrunner.imports import COVERAGE, WATCHLIST

ALL = "all"
"""The list of every company that is known."""


def companies_on(desk: Desk, name: str) -> Mapping[str, str]:
    """The names of the list's companies by CIK.

    Raises:
        NotFound: No list, banker or company is called so.
    """
    known = {one.cik: one.name for one in desk.store.companies(desk.viewer) if one.cik}
    if name.strip().casefold() == ALL:
        return known
    wanted = name.strip().casefold()
    tickers = [
        one.row.text("ticker")
        for kind, column in ((WATCHLIST, "list"), (COVERAGE, "banker"))
        for one in desk.imports.rows(kind, desk.viewer)
        if one.row.text(column).strip().casefold() == wanted
    ]
    if not tickers and "," not in name and not _is_company(desk, name):
        raise NotFound(
            "list of companies",
            name,
            hint="`import watchlist --template FILE.csv` writes one to fill; `all` and tickers "
            "parted by commas need none",
        )
    asked = tickers or [part.strip() for part in name.split(",") if part.strip()]
    found = [desk.store.company(one, desk.viewer) for one in asked]
    return {one.cik: one.name for one in found}


def _is_company(desk: Desk, name: str) -> bool:
    try:
        desk.store.company(name, desk.viewer)
    except NotFound:
        return False
    return True
