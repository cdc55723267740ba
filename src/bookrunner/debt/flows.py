"""Cash paid and received for debt since the last fiscal year's end, as the cash flow tags it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bookrunner.documents import Document, InlineFact
from bookrunner.figures import Unit

_ISSUED = (
    "ProceedsFromIssuanceOfLongTermDebt",
    "ProceedsFromIssuanceOfLongTermDebtAndCapitalSecuritiesNet",
    "ProceedsFromIssuanceOfSeniorLongTermDebt",
    "ProceedsFromIssuanceOfUnsecuredDebt",
    "ProceedsFromConvertibleNotesPayable",
    "ProceedsFromNotesPayable",
    "ProceedsFromDebtNetOfIssuanceCosts",
    "ProceedsFromDebtMaturingInMoreThanThreeMonths",
    "ProceedsFromIssuanceOfDebt",
)
_REPAID = (
    "RepaymentsOfLongTermDebt",
    "RepaymentsOfLongTermDebtAndCapitalSecurities",
    "RepaymentsOfSeniorDebt",
    "RepaymentsOfUnsecuredDebt",
    "RepaymentsOfConvertibleDebt",
    "RepaymentsOfNotesPayable",
    "RepaymentsOfDebtMaturingInMoreThanThreeMonths",
    "RepaymentsOfDebtAndCapitalLeaseObligations",
    "RepaymentsOfDebt",
)
_SHORT_TOO = frozenset(
    {
        "ProceedsFromDebtMaturingInMoreThanThreeMonths",
        "ProceedsFromIssuanceOfDebt",
        "RepaymentsOfDebtMaturingInMoreThanThreeMonths",
        "RepaymentsOfDebt",
    }
)
"""Tags that hold commercial paper and other short-term debt as well as long-term debt."""
_SHORT_NET = (
    "ProceedsFromRepaymentsOfShortTermDebt",
    "ProceedsFromRepaymentsOfCommercialPaper",
    "ProceedsFromRepaymentsOfShortTermDebtMaturingInThreeMonthsOrLess",
)
_NEAR = timedelta(days=7)
"""Between a fiscal year's end and the first day that a cash flow names."""


@dataclass(frozen=True)
class Flows:
    """What was received for and paid on debt; None where no tag says."""

    issued: InlineFact | None
    repaid: InlineFact | None
    short_net: InlineFact | None

    @property
    def hold_short(self) -> bool:
        """Whether short-term debt is among what was issued or repaid."""
        told = [fact for fact in (self.issued, self.repaid) if fact is not None]
        return any(_local(fact) in _SHORT_TOO for fact in told)


def flows(document: Document, since: date, on: date, unit: Unit) -> Flows:
    """The flows of the period from a fiscal year's end to the balance sheet date."""
    found = {
        _local(fact): fact
        for fact in reversed(document.facts)
        if not fact.dimensions and fact.unit == unit and fact.value is not None
        and fact.period.end == on and is_since(fact, since)
    }  # fmt: skip
    return Flows(
        next((found[name] for name in _ISSUED if name in found), None),
        next((found[name] for name in _REPAID if name in found), None),
        next((found[name] for name in _SHORT_NET if name in found), None),
    )


def is_since(fact: InlineFact, since: date) -> bool:
    """Whether a fact is of a period that begins at a fiscal year's end."""
    start = fact.period.start
    return start is not None and not fact.period.is_instant and abs(start - since) <= _NEAR


def _local(fact: InlineFact) -> str:
    return fact.concept.rsplit(":", maxsplit=1)[-1]
