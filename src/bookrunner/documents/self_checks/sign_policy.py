"""What a tag can only be positive of, by the meaning of its name in the US-GAAP taxonomy.

What is paid and received is tagged as a positive amount; direction is in the name. Names that hold
both directions (``ProceedsFromPaymentsFor``, ``PaymentsForProceedsFrom``, ``IncreaseDecreaseIn``)
and gains and losses may have either sign.
"""

from __future__ import annotations

import re
from functools import lru_cache

_NEVER_NEGATIVE = re.compile(
    r"(?:"
    r"(?:Assets|AssetsCurrent|Liabilities|LiabilitiesCurrent|LiabilitiesAndStockholdersEquity|"
    r"Goodwill|InventoryNet|PropertyPlantAndEquipmentNet|AccountsPayableCurrent|"
    r"CashAndCashEquivalentsAtCarryingValue|"
    r"CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents|CommonStockValue|"
    r"InterestPaidNet|InterestPaid|CapitalExpendituresIncurredButNotYetPaid)"
    r"|RightOfUseAssetObtainedInExchangeFor\w+|NoncashOrPartNoncashAcquisition\w+"
    r"|(?:ProceedsFrom(?!.*Payments)|PaymentsToAcquire(?!.*Proceeds)|PaymentsOf|Repayments?Of|"
    r"EarlyRepaymentOf|PaymentsForRepurchaseOf)\w+"
    r")"
)
_NET = re.compile(r"Net(?:OfCashAcquired)?$|Proceeds.*Repayments|Repayments.*Proceeds|Net")


@lru_cache(maxsize=5_000)
def is_never_negative(concept: str) -> bool:
    """Whether a negative number under the tag is wrong for every company."""
    # A company's own tag is named by the taxonomy's words.
    name = concept.rpartition(":")[2]
    if _NEVER_NEGATIVE.fullmatch(name) is None:
        return False
    if name.startswith(("Proceeds", "Payments", "Repayment")):
        # Net of what went the other way, it may come out below nothing.
        return _NET.search(name) is None
    return True


# Balance types of the taxonomy, as its names tell them. A liability's increase is cash that stays.
_ADDED = re.compile(
    r"(?:Depreciation|AmortizationOf(?:Intangible|FinancingCosts|DebtDiscountPremium))\w*"
    r"|(?!Payments)\w*ExpenseBenefit|DeferredIncomeTaxesAndTaxCredits|ShareBasedCompensation"
    r"|ProceedsFrom(?!\w*Payment)\w+|ProfitLoss|NetIncomeLoss|NetCashProvidedByUsedIn\w+"
    r"|IncreaseDecreaseIn(?!\w*(?:Asset|Receivable|Prepaid|Inventor|Capital))"
    r"\w*(?:Payable|Liabilit|Revenue|Accrued)\w*"
)
_TAKEN_OFF = re.compile(
    r"(?!\w*(?:Proceeds|Payment|Expense))\w*(?:GainLoss|GainsLosses)\w*"
    r"|(?:PaymentsTo|PaymentsOf|PaymentsFor|Repayments?Of)(?!\w*Proceeds)\w+"
    r"|IncreaseDecreaseIn(?!\w*(?:Liabilit|Payable|Operating|Revenue|Accrued))"
    r"\w*(?:Receivable|Inventor|Prepaid|Asset)\w*"
)
_OWN_TELLS = re.compile(r"(?:Proceeds|Payments|Repayment)|.*(?:GainLoss|GainsLosses)")


@lru_cache(maxsize=5_000)
def turn_in_cash_flows(concept: str) -> int:
    """How a tag's sign stands to what a cash flow statement adds up: 1 as it is, -1 turned.

    0 where the name does not tell. A gain is taken off net income, what is paid off cash.
    """
    taxonomy, _, name = concept.rpartition(":")
    # Of a company's own tags only direction and gains are named as the taxonomy names them.
    if taxonomy != "us-gaap" and _OWN_TELLS.match(name) is None:
        return 0
    if _ADDED.fullmatch(name):
        return 1
    return -1 if _TAKEN_OFF.fullmatch(name) else 0
