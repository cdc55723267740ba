"""What somebody asks a valuation for, with the files they named read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bookrunner.app import Desk
from bookrunner.figures import Finding
from bookrunner.operations.documents_shapes import DocumentRequest
from bookrunner.operations.requests import CompsRequest, DcfRequest, PitchRequest
from bookrunner.pitch import Request, pitch_of, read_adoptions, storyline
from bookrunner.sample import read_prices


def book_request(
    desk: Desk, request: CompsRequest | DcfRequest | PitchRequest | DocumentRequest
) -> tuple[Request, Sequence[Finding]]:
    """The request with its prices and assumptions, and what was wrong in rows of the prices.

    Raises:
        UnusablePrices: No row of the file of prices can be used.
        UnusableAssumptions: A row of the file of assumptions cannot be used.
        TypeDoesNotFit: A company to buy was named for another type than buy-side.
    """
    findings: Sequence[Finding] = ()
    asked = Request(company=request.company, peers=request.peers, as_of=request.as_of)
    if not isinstance(request, CompsRequest):
        asked = replace(asked, case=request.case.strip())
    if request.prices is not None:
        read = read_prices(request.prices, desk.store.companies(desk.viewer))
        asked = replace(asked, quotes=read.quotes)
        findings = read.findings
    if request.assumptions is not None:
        asked = replace(asked, adoptions=read_adoptions(request.assumptions))
    if isinstance(request, PitchRequest):
        asked = pitch_of(asked, storyline(request.type), request.with_.strip())
    return asked, findings
