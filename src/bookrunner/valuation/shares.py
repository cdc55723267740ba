"""The share count of a company as a valuation takes it."""

from __future__ import annotations

from bookrunner.equity import ShareCount, counted_shares
from bookrunner.figures import (
    NA,
    SHARES,
    Constant,
    Figure,
    Finding,
    Period,
    Severity,
    computed,
    instant,
)
from bookrunner.valuation.company_inputs import CompanyInputs
from bookrunner.valuation.errors import LinesMissing

_NONE_READ = ("equity.awards-missing", "equity.no-annual-report", "equity.share-classes")


def share_count(company: CompanyInputs) -> ShareCount:
    """The company's share count.

    Where no option table was read, the dilution that the company itself reports (weighted
    diluted less weighted basic shares) stands in for it, at any price.

    Raises:
        LinesMissing: There is neither a cover page count nor a weighted average.
    """
    prefix = company.prefix
    findings: list[Finding] = []
    if not company.is_listed:
        none = computed(f"{prefix}.bridge.no_shares", "Shares (none listed)", _NONE, _at(company))
        return counted_shares(prefix, none, [])
    basic = _cover(company)
    if basic is None:
        basic = company.latest.get("basic_shares")
        if basic is None:
            raise LinesMissing(company.label, "a share count", ["shares outstanding"])
        findings.append(
            _finding(
                company, "cover-shares", "no cover page share count; the weighted average is used"
            )
        )
    equity = company.equity
    if equity is not None:
        if not equity.has_awards:
            # What stands in for them is told below.
            findings += [one for one in equity.findings if one.code not in _NONE_READ]
        else:
            findings += equity.findings
            parts = [unit.count for unit in equity.units]
            return counted_shares(prefix, basic, parts, equity.tranches, equity.converts, findings)
    parts = []
    dilution = _reported_dilution(company)
    if dilution is None:
        text = "no dilution is reported; diluted shares are the basic ones"
        findings.append(_finding(company, "dilution-missing", text))
    else:
        parts.append(dilution)
        text = "no option table at hand; dilution is weighted diluted less weighted basic"
        findings.append(_finding(company, "dilution-reported", text))
    return counted_shares(prefix, basic, parts, findings=findings)


_NONE = Constant(NA, SHARES)


def _at(company: CompanyInputs) -> Period:
    return instant(company.latest.period.end)


def _cover(company: CompanyInputs) -> Figure | None:
    """The cover page count; that of the notes' reader where its awards or classes go with it."""
    equity = company.equity
    if equity is not None and equity.basic is not None:
        converts = any(one.per_base_share is not None for one in equity.classes)
        if equity.has_awards or converts:
            return equity.basic
    basic = company.latest.get("shares_outstanding")
    return basic if basic is not None else company.last_year.get("shares_outstanding")


def _reported_dilution(company: CompanyInputs) -> Figure | None:
    for reported in (company.latest, company.last_year):
        basic = reported.get("basic_shares")
        diluted = reported.get("diluted_shares")
        if basic is not None and diluted is not None:
            return computed(
                f"{company.prefix}.bridge.reported_dilution",
                "Dilution as reported (weighted diluted less weighted basic)",
                diluted - basic,
                reported.period,
            )
    return None


def _finding(company: CompanyInputs, code: str, text: str) -> Finding:
    return Finding(f"valuation.{code}", text, Severity.NOTE, where=company.label)
